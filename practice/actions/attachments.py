"""Attachments: take files in, hand them out, name and place them, remove them and put them back.

A big file is read by a worker and written by the window, turn by turn: see `Intake`, `add_steps` and `write_out`.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, Full, Queue

from practice.actions import copies
from practice.actions.copies import Copy
from practice.actions.store import Store
from practice.db import attachments as kept
from practice.db import households
from practice.errors import Refused
from practice.interchange.files import Reading, write
from practice.rules.attachments import (
    CHUNK,
    REMOVED_FOR,
    Attachment,
    AttachmentKind,
    Chunk,
    Owner,
    Summing,
    Whole,
    next_version,
    placed,
    renamed,
    runs,
    safe_name,
)
from practice.rules.clients import Client

_LITTLE = 0.005  # seconds that the window waits for a worker's next chunk
_WAITING = 4  # chunks read ahead


class Stopped(Exception):
    """The person cancelled what a worker does."""


@dataclass(frozen=True, slots=True)
class Place:
    """A record that files can belong to: what it is called, a letter's version, the instant of a note's session."""

    owner: Owner
    title: str
    version: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A file and the record it belongs to."""

    attachment: Attachment
    place: Place


# what there is


def of(store: Store, owner_table: str, owner_id: int) -> list[Attachment]:
    """The files of a client, engagement, letter or note, the newest first."""
    return [one for one in kept.of(store, Owner(owner_table, owner_id)) if one.removed_at is None]


def signed_copy(store: Store, letter_id: int) -> Attachment | None:
    """The scan of a signed letter, the newest where there are several."""
    return next((one for one in of(store, "letters", letter_id) if one.kind is AttachmentKind.SIGNED_COPY), None)


def filed(store: Store, owner_table: str, owner_id: int) -> list[Filed]:
    """The same as they are shown with their places; removed ones that can be put back too."""
    owner = Owner(owner_table, owner_id)
    client_id = _client_id(store, owner)
    return _filed(kept.of(store, owner), places(store, [client_id]))


def of_client(store: Store, client: Client) -> list[Filed]:
    """All files of a client and, for two people, their household, with their places; removed ones too."""
    ids = households.related(store, client)
    return _filed(kept.of_clients(store, ids), places(store, ids))


def _filed(found: Iterable[Attachment], known: dict[Owner, Place]) -> list[Filed]:
    return [Filed(one, known.get(one.owner) or known[Owner("clients", one.client_id)]) for one in found]


def places(store: Store, client_ids: Sequence[int]) -> dict[Owner, Place]:
    """The records of these clients that files can belong to, clients first, then the newest of each kind first."""
    return {Owner(*row[:2]): Place(Owner(*row[:2]), *row[2:]) for row in kept.places(store, client_ids)}


def _client_id(store: Store, owner: Owner) -> int:
    found = kept.client_of(store, owner)
    if found is None:
        raise KeyError(owner)
    return found


# in


def add(
    store: Store,
    owner_table: str,
    owner_id: int,
    source: Path,
    now: datetime,
    kind: AttachmentKind = AttachmentKind.FILE,
) -> Attachment:
    """Keep a file from outside; Trouble when it cannot be read, and nothing is kept then."""
    reading = Reading(source)
    return _keep(store, drafted(store, Owner(owner_table, owner_id), reading.name, kind), reading, reading.whole, now)


def add_bytes(
    store: Store,
    owner_table: str,
    owner_id: int,
    name: str,
    data: bytes,
    now: datetime,
    kind: AttachmentKind = AttachmentKind.FILE,
) -> Attachment:
    """Keep a file that exists in memory only."""
    summing = Summing()
    pieces = (summing.add(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))
    return _keep(
        store, drafted(store, Owner(owner_table, owner_id), safe_name(name), kind), pieces, summing.result, now
    )


def drafted(store: Store, owner: Owner, name: str, kind: AttachmentKind = AttachmentKind.FILE) -> Attachment:
    """A file that is still to come; KeyError when there is no such owner."""
    return placed(Attachment(name=name, kind=kind), owner, _client_id(store, owner))


def version_of(store: Store, attachment: Attachment) -> Attachment:
    """The next version of a file, still to come."""
    return next_version(attachment, kept.of(store, attachment.owner))


def _keep(
    store: Store, draft: Attachment, pieces: Iterable[Chunk], whole: Callable[[], Whole], now: datetime
) -> Attachment:
    file_id = kept.begin(store)
    try:
        for chunk in pieces:
            kept.keep_chunk(store, file_id, chunk)
        return _show(store, replace(draft, file_id=file_id), whole(), now)
    except BaseException:
        while not kept.drop(store, file_id):
            pass
        raise


def _show(store: Store, draft: Attachment, whole: Whole, now: datetime, batch: object = None) -> Attachment:
    """Make a stored file visible; it goes to the client where its owner is gone by now."""
    if kept.client_of(store, draft.owner) is None:
        draft = placed(draft, Owner("clients", draft.client_id), draft.client_id)
    shown = replace(draft, size=whole.size, sha256=whole.sha256, added_at=now)
    with store.journal.change("attachment.add", merge=batch):
        return kept.save(store, shown)


class Intake:
    """A file on its way into the store: `read` runs in a worker, `add_steps` writes what it has read.

    Intakes with an equal `batch` that follow each other are undone as one.
    """

    def __init__(self, path: Path, draft: Attachment, batch: object = None) -> None:
        self.path, self.draft, self.batch = path, draft, batch
        self.done = self.total = 0  # bytes
        self.stopped = False
        self._waiting: Queue[Chunk | Whole] = Queue(_WAITING)

    def read(self) -> None:
        """Read the file from its beginning to its end, no faster than it is written; Trouble when it cannot be."""
        reading = Reading(self.path)
        self.total = reading.expected
        if all(map(self._give, reading)):
            self._give(reading.whole())

    def _give(self, item: Chunk | Whole) -> bool:
        while not self.stopped:
            try:
                self._waiting.put(item, timeout=0.1)
            except Full:
                continue
            return True
        return False

    def take(self) -> Chunk | Whole | None:
        """What was read next; None when it is not there yet."""
        try:
            return self._waiting.get(timeout=_LITTLE)
        except Empty:
            return None


def add_steps(store: Store, intake: Intake, now: datetime) -> Generator[int, None, Attachment]:
    """Keep what the intake reads; yields the bytes written. Closed before its end it leaves nothing that is ever shown.

    What it leaves is taken away by `sweep_steps`.
    """
    yield from _until_free(store, intake)
    file_id = kept.begin(store)
    while not isinstance(item := intake.take(), Whole):
        if item is not None:
            yield from _until_free(store, intake)
            kept.keep_chunk(store, file_id, item)
            intake.done += len(item.data)
        yield intake.done
    yield from _until_free(store, intake)
    return _show(store, replace(intake.draft, file_id=file_id), item, now, intake.batch)


def _until_free(store: Store, intake: Intake) -> Iterator[int]:
    """An import of contacts keeps one change open over many turns of the window."""
    while store.journal.busy:
        yield intake.done


def sweep_steps(store: Store, now: datetime) -> Generator[int, None, None]:
    """Take away what nothing shows: cancelled and unfinished files, and those removed long ago.

    Not while a file is being taken in.
    """
    while store.journal.busy:
        yield 0
    kept.forget(store, now - REMOVED_FOR)
    for file_id in kept.unseen(store):
        done = False
        while not done:
            yield 0
            done = not store.journal.busy and kept.drop(store, file_id)


# out


def write_out(
    practice: Path, key: bytes, attachment: Attachment, target: Path | None, told: Callable[[int], bool], named: bool
) -> Copy | None:
    """Write a file's content to `target`, or as a private copy where there is none; safe in a worker.

    `told` hears how many bytes are written and answers whether to go on. Raises Stopped, and Trouble when it cannot be
    written or what is stored is damaged; then nothing is left.
    """
    pieces = _told(kept.read(practice, key, attachment), told)
    if target is None:
        return copies.make(practice, attachment, pieces, named)
    write(target, pieces)
    return None


def _told(pieces: Iterable[bytes], told: Callable[[int], bool]) -> Iterator[bytes]:
    done = 0
    for piece in pieces:
        done += len(piece)
        if not told(done):
            raise Stopped
        yield piece


def save(store: Store, attachment_id: int, target: Path) -> None:
    """Write a file to where the person wants it, in one go. Raises Trouble."""
    write_out(store.folder, store.key, kept.get(store, attachment_id), target, lambda _: True, False)


def may_open(attachment: Attachment) -> None:
    """Refused for a file that would run as a program."""
    if runs(attachment.name):
        raise Refused("This file is a program, and Practice opens none. Save a copy if you know where it comes from.")


def keep_changes(store: Store, copy: Copy, now: datetime) -> list[Attachment]:
    """Keep what was changed in a private copy as a new version, and what was saved beside it. Raises Trouble."""
    found = []
    if copies.changed(copy):
        reading = Reading(copy.path)
        draft = version_of(store, kept.get(store, copy.attachment.id))
        found.append(_keep(store, draft, reading, reading.whole, now))
    owner = copy.attachment.owner
    return found + [add(store, *owner, path, now) for path in copies.others(copy)]


# what can be said about one


def rename(store: Store, attachment_id: int, name: str) -> Attachment:
    """Call a file something else, made safe for every system; Refused for no name."""
    changed = renamed(kept.get(store, attachment_id), name)
    with store.journal.change("attachment.rename"):
        return kept.save(store, changed)


def move(store: Store, attachment_id: int, owner_table: str, owner_id: int) -> Attachment:
    """Let a file belong to another record; what was a signed copy there is an ordinary file elsewhere."""
    owner, attachment = Owner(owner_table, owner_id), kept.get(store, attachment_id)
    if owner == attachment.owner:
        return attachment
    moved = replace(placed(attachment, owner, _client_id(store, owner)), kind=AttachmentKind.FILE)
    with store.journal.change("attachment.move"):
        return kept.save(store, moved)


def remove(store: Store, attachment_id: int, now: datetime) -> Attachment:
    """Remove a file: it is shown no more, can be put back for REMOVED_FOR, and then is gone."""
    removed = replace(kept.get(store, attachment_id), removed_at=now)
    with store.journal.change("attachment.remove"):
        return kept.save(store, removed)


def put_back(store: Store, attachment_id: int) -> Attachment:
    """Show a removed file again; KeyError once it is gone."""
    shown = replace(kept.get(store, attachment_id), removed_at=None)
    with store.journal.change("attachment.put_back"):
        return kept.save(store, shown)
