"""Attachments: take files in, hand them out, name and place them, remove them and put them back.

A big file is read by a worker and written by the window, turn by turn: see `Intake`, `add_steps` and `write_out`.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, Full, Queue

from practice.actions import copies
from practice.actions.copies import Copy
from practice.actions.store import Store
from practice.db import attachments as kept
from practice.db import households
from practice.errors import Refused, Trouble
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
    released,
    renamed,
    runs,
    safe_name,
)
from practice.rules.clients import Client

_LITTLE = 0.005  # seconds that the window waits for a worker's next chunk
_WHILE = 0.1  # seconds that a worker waits before it looks whether it is to stop
_WAITING = 4  # chunks read ahead
_SETTLED = 16  # chunks from one settling to the next


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
    found = kept.of(store, Owner(owner_table, owner_id))
    return _filed(store, found, {one.client_id for one in found})


def of_client(store: Store, client: Client) -> list[Filed]:
    """All files of a client and, for two people, their household, with their places; removed ones too."""
    ids = households.related(store, client)
    return _filed(store, kept.of_clients(store, ids), ids)


def _filed(store: Store, found: Sequence[Attachment], client_ids: Collection[int]) -> list[Filed]:
    known = places(store, client_ids) if found else {}
    return [Filed(one, known.get(one.owner) or known[Owner("clients", one.client_id)]) for one in found]


def places(store: Store, client_ids: Collection[int]) -> dict[Owner, Place]:
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
        draft = released(draft)
    if kept.client_of(store, draft.owner) is None:
        raise Trouble(f"The client that “{draft.name}” belongs to is not there any more.")
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

    def read(self, practice: Path, key: bytes) -> None:
        """Read the file from its beginning to its end, no faster than it is written; Trouble when it cannot be.

        In between it settles what the window wrote, which so never waits for a disk.
        """
        reading = Reading(self.path)
        self.total = reading.expected
        for chunk in reading:
            if not self._give(chunk):
                return
            if (chunk.number + 1) % _SETTLED == 0:
                self._settle(practice, key)
        self._settle(practice, key)
        self._give(reading.whole())

    def _give(self, item: Chunk | Whole) -> bool:
        while not self.stopped:
            try:
                self._waiting.put(item, timeout=_WHILE)
            except Full:
                continue
            return True
        return False

    def _settle(self, practice: Path, key: bytes) -> None:
        with self._waiting.all_tasks_done:
            while self._waiting.unfinished_tasks and not self.stopped:
                self._waiting.all_tasks_done.wait(_WHILE)
        if not self.stopped:
            kept.settle(practice, key)

    def take(self) -> Chunk | Whole | None:
        """What was read next; None when it is not there yet."""
        try:
            return self._waiting.get(timeout=_LITTLE)
        except Empty:
            return None

    def written(self, chunk: Chunk) -> None:
        """What was taken is in the store."""
        self.done += len(chunk.data)
        self._waiting.task_done()


def add_steps(store: Store, intake: Intake, now: datetime) -> Generator[int, None, Attachment]:
    """Keep what the intake reads; yields the bytes written. Closed before its end it leaves nothing that is ever shown.

    What it leaves is taken away by `sweep_steps`.
    """
    yield from _until_free(store, intake)
    with kept.unhurried(store):
        file_id = kept.begin(store)
        while not isinstance(item := intake.take(), Whole):
            if item is not None:
                yield from _until_free(store, intake)
                kept.keep_chunk(store, file_id, item)
                intake.written(item)
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
    with closing(kept.read(practice, key, attachment)) as content:  # its connection belongs to this thread
        pieces = _told(content, told)
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


def to_keep(copy: Copy) -> list[Path]:
    """What another program left in a private copy that the store does not have; safe in a worker. Raises Trouble."""
    return [*([copy.path] if copies.changed(copy) else []), *copies.others(copy)]


def replaced(store: Store, copy: Copy) -> bool:
    """Whether another file bears by now the id of the one that was opened, as after undo."""
    found = kept.find(store, copy.attachment.id)
    return found is not None and not same_content(found, copy.attachment)


def same_content(one: Attachment, other: Attachment) -> bool:
    """Whether two are one stored file, whatever they are called; ids alone come back after undo."""
    return (one.id, one.file_id, one.sha256) == (other.id, other.file_id, other.sha256)


def draft_of(store: Store, copy: Copy, path: Path) -> Attachment:
    """What a file of `to_keep` becomes: the next version of the one that was opened, or another file beside it."""
    found = kept.find(store, copy.attachment.id)  # undo may have taken it away meanwhile
    opened = found if found is not None and same_content(found, copy.attachment) else copy.attachment
    if path == copy.path:
        return next_version(opened, kept.of(store, opened.owner))
    return placed(Attachment(name=safe_name(path.name)), opened.owner, opened.client_id)


def keep_changes(store: Store, copy: Copy, now: datetime) -> list[Attachment]:
    """Keep all of `to_keep` in one go. Raises Trouble."""
    made = []
    for path in to_keep(copy):
        reading = Reading(path)
        made.append(_keep(store, draft_of(store, copy, path), reading, reading.whole, now))
    return made


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


def call_signed_copy(store: Store, attachment_id: int, is_it: bool) -> Attachment:
    """Say whether a letter's file is the scan of what was signed."""
    kind = AttachmentKind.SIGNED_COPY if is_it else AttachmentKind.FILE
    with store.journal.change("attachment.kind"):
        return kept.save(store, replace(kept.get(store, attachment_id), kind=kind))


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
