"""What the palette finds in the practice: people and what can be done for the first of them, then words in notes."""

from collections.abc import Callable, Sequence
from functools import partial

from practice.actions import clients, letters, search
from practice.errors import Refused
from practice.rules.clients import Client, display_name
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientStatus
from practice.rules.words import Hit
from practice.ui import begin
from practice.ui.desk import Desk
from practice.ui.entries import DO, GO, NOTES, Entry, matches
from practice.ui.tr import tr

_ACTS = ("new", "session", "note", "fit", "check", "letter", "for")  # words that come before a name
RECENT = 500  # letters that # looks through


def find(desk: Desk, text: str, limit: int) -> Sequence[Entry]:
    """People first, then words in notes; after # letters by number or name."""
    if text.startswith("#"):
        some = letters.listed(desk.store, LetterState, limit=RECENT)
        wanted = [one for one in some if matches(f"{one.letter.number} {one.client}", text[1:])]
        go = partial(partial, desk.go, "letters")
        return [Entry(GO, one.letter.number, one.client, "file-text", run=go(one.letter.id)) for one in wanted[:limit]]
    hits = search.find(desk.store, text, limit)
    if not hits and (name := _name_in(text)):
        return [entry for entry in _all_for(desk, search.find(desk.store, name, limit)) if matches(entry.text, text)]
    return [*_for_the_first(desk, hits), *(_entry(desk, hit) for hit in hits)]


def _name_in(text: str) -> str:
    """What follows the words of an action, as in “letter for dorothea”; "" where no action is asked for."""
    words = text.casefold().split()
    asked = next((n for n, word in enumerate(words) if not any(act.startswith(word) for act in _ACTS)), len(words))
    return " ".join(words[asked:]) if asked else ""


def _for_the_first(desk: Desk, hits: Sequence[Hit]) -> list[Entry]:
    """What is done most for the first person found: a note, and their letter where there is one."""
    client = _first(desk, hits)
    if client is None:
        return []
    letter, name = letters.newest(desk.store, client), display_name(client)
    entries = _acts(desk, client)[:1]
    if letter is not None:
        said = tr("Open letter {number}, {name}", number=letter.number, name=name)
        entries.append(Entry(DO, said, "", "file-text", run=partial(desk.go, "letters", letter.id)))
    return entries


def _all_for(desk: Desk, hits: Sequence[Hit]) -> list[Entry]:
    """All that can be begun for the first person found."""
    client = _first(desk, hits)
    return _acts(desk, client) if client is not None else []


def _first(desk: Desk, hits: Sequence[Hit]) -> Client | None:
    hit = next((hit for hit in hits if hit.table == "clients"), None)
    return clients.find(desk.store, hit.client_id) if hit else None


def _acts(desk: Desk, client: Client) -> list[Entry]:
    name = display_name(client)
    asked = (
        (tr("New session note for {name}", name=name), "notebook-pen", "N", begin.note),
        (tr("Fit check for {name}", name=name), "clipboard-check", "", begin.fit_check),
        (tr("Letter for {name}", name=name), "file-text", "", begin.letter),
    )
    return [Entry(DO, said, "", icon, key, partial(_try, desk, client.id, act)) for said, icon, key, act in asked]


def _try(desk: Desk, client_id: int, act: Callable[[Desk, int], None]) -> None:
    try:
        act(desk, client_id)
    except Refused as refusal:
        desk.tell(str(refusal))


def _entry(desk: Desk, hit: Hit) -> Entry:
    if hit.table == "clients":
        said = _status(clients.find(desk.store, hit.client_id))
        return Entry(GO, hit.client_name, said, "user", run=partial(desk.go, "clients", hit.client_id))
    if hit.table == "attachments":
        to_file = partial(desk.go, "clients", (hit.client_id, hit.record_id))
        return Entry(NOTES, hit.words, hit.client_name, "file-text", run=to_file)
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
