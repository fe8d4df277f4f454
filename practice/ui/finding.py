"""What the palette finds in the practice: people and what can be done for the first of them, then words in notes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from practice.actions import clients, families, letters, practice, search
from practice.errors import Refused
from practice.rules.clients import Client, display_name
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientStatus
from practice.rules.words import Hit
from practice.ui import begin
from practice.ui.desk import Desk
from practice.ui.entries import DO, GO, NOTES, Entry, matches
from practice.ui.tr import tr

_ACTS = frozenset({"new", "session", "note", "fit", "check", "letter", "for"})  # words that come before a name
RECENT = 500  # letters that # looks through


def find(desk: Desk, text: str, limit: int) -> Sequence[Entry]:
    """People first, then words in notes; after # letters by number or name."""
    if text.startswith("#"):
        some = letters.listed(desk.store, LetterState, limit=RECENT)
        wanted = [one for one in some if matches(f"{one.letter.number} {one.client}", text[1:])]
        go = partial(partial, desk.go, "letters")
        return [Entry(GO, one.letter.number, one.client, "file-text", run=go(one.letter.id)) for one in wanted[:limit]]
    hits = search.find(desk.store, text, limit)
    if hits:
        return [*_for_the_first(desk, hits), *(_entry(desk, hit) for hit in hits)]
    asked = (_all_for(desk, search.find(desk.store, name, limit)) for name in _names_in(desk, text))
    found = ([entry for entry in entries if matches(entry.text, text)] for entries in asked)
    return next(filter(None, found), [])


def _names_in(desk: Desk, text: str) -> Iterator[str]:
    """What may be a name after the words of an action, as in “closing letter for dorothea”: the shortest first."""
    words, acts = text.casefold().replace("-", " ").split(), _ACTS | _letter_words(desk)
    asked = next((n for n, word in enumerate(words) if not any(act.startswith(word) for act in acts)), len(words))
    return (" ".join(words[n:]) for n in range(min(asked, len(words) - 1), 0, -1))


def _letter_words(desk: Desk) -> frozenset[str]:
    """The words that companion letters are asked for by."""
    every = families.every(practice.profile(desk.store).profile)
    return frozenset(" ".join(tr(one.start) for one in every).casefold().replace("-", " ").split())


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
    return [*_acts(desk, client), *_companions(desk, client)] if client is not None else []


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


def _companions(desk: Desk, client: Client) -> list[Entry]:
    """The companion letters that apply now; the work is named where there are several."""
    name, offers = display_name(client), families.offered(desk.store, client, desk.today())
    works = {offer.engagement_id for offer in offers} - {None}
    return [
        Entry(
            DO,
            tr("{letter} for {name}", letter=tr(offer.family.start), name=name),
            offer.work if len(works) > 1 else "",
            offer.family.icon,
            run=partial(begin.companion, desk, client.id, offer.family.key, offer.engagement_id),
        )
        for offer in offers
        if not offer.reason
    ]


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
