"""What the palette finds in the practice: people and what can be done for the first of them, then words in notes."""

from collections.abc import Sequence
from functools import partial

from practice.actions import clients, letters, search, sessions
from practice.rules.clients import Client
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientStatus
from practice.rules.words import Hit
from practice.ui.desk import Desk
from practice.ui.entries import DO, GO, NOTES, Entry, matches
from practice.ui.tr import tr

RECENT = 500  # letters that # looks through


def find(desk: Desk, text: str, limit: int) -> Sequence[Entry]:
    """People first, then words in notes; after # letters by number or name."""
    if text.startswith("#"):
        some = letters.listed(desk.store, LetterState, limit=RECENT)
        wanted = [one for one in some if matches(f"{one.letter.number} {one.client}", text[1:])]
        go = partial(partial, desk.go, "letters")
        return [Entry(GO, one.letter.number, one.client, "file-text", run=go(one.letter.id)) for one in wanted[:limit]]
    hits = search.find(desk.store, text, limit)
    return [*_for_the_first(desk, hits), *(_entry(desk, hit) for hit in hits)]


def _for_the_first(desk: Desk, hits: Sequence[Hit]) -> list[Entry]:
    """What can be done for the first person found."""
    first = next((hit for hit in hits if hit.table == "clients"), None)
    if first is None:
        return []
    client, name = clients.find(desk.store, first.client_id), first.client_name
    note = partial(_note, desk, first.client_id)
    entries = [Entry(DO, tr("New session note for {name}", name=name), "", "notebook-pen", "N", note)]
    letter = letters.newest(desk.store, client)
    if letter is not None:
        said = tr("Open letter {number}, {name}", number=letter.number, name=name)
        entries.append(Entry(DO, said, "", "file-text", run=partial(desk.go, "letters", letter.id)))
    return entries


def _note(desk: Desk, client_id: int) -> None:
    desk.go("sessions", sessions.begin(desk.store, client_id, desk.now()).id)


def _entry(desk: Desk, hit: Hit) -> Entry:
    if hit.table == "clients":
        said = _status(clients.find(desk.store, hit.client_id))
        return Entry(GO, hit.client_name, said, "user", run=partial(desk.go, "clients", hit.client_id))
    to_note = hit.table == "notes"
    go = partial(desk.go, "sessions", hit.record_id) if to_note else partial(desk.go, "clients", hit.client_id)
    return Entry(NOTES, f"“{hit.words}”", hit.client_name, "notebook-pen" if to_note else "message-square-text", run=go)


def _status(client: Client) -> str:
    if client.archived_at is not None:
        return tr("Archived")
    return {
        ClientStatus.PROSPECT: tr("Prospect"),
        ClientStatus.CLIENT: tr("Active client"),
        ClientStatus.FORMER: tr("Former client"),
        ClientStatus.DECLINED: tr("Declined"),
        ClientStatus.REFERRED: tr("Referred"),
    }[client.status]
