"""What the palette finds in the practice: people and what can be done for the first of them, then words in notes."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from practice.actions import clients, exits, families, letters, outcomes, practice, search, writing
from practice.errors import Refused
from practice.rules.clients import Client, display_name
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientStatus
from practice.rules.words import Hit
from practice.ui import begin, setparts
from practice.ui.desk import Desk
from practice.ui.entries import DO, GO, NOTES, Entry, matches
from practice.ui.tr import tr

_ACTS = frozenset(
    {
        "new",
        "session",
        "note",
        "log",
        "a",
        "request",
        "boundary",
        "complaint",
        "from",
        "fit",
        "check",
        "letter",
        "invoice",
        "record",
        "payment",
        "work",
        "out",
        "refund",
        "another",
        "for",
        "end",
        "well",
        "with",
        "how",
        "did",
        "it",
    }
)  # come before a name
_NUMBER = re.compile(r"[a-z]{1,4}-\d{2,4}(?:-\d*)?|\d{4}-\d*", re.IGNORECASE)  # a letter's number, or the most of one
_REQUESTS = frozenset({"requests", "request_entries"})
_COMPLAINTS = frozenset({"complaints", "complaint_items", "complaint_entries"})
RECENT = 500  # letters that are looked through for a number


def find(desk: Desk, text: str, limit: int) -> Sequence[Entry]:
    """People first, then words in notes, then Settings; a letter by its number, or after # by its client's name too."""
    if text.startswith("#"):
        return _letters(desk, text[1:], limit)
    hits = search.find(desk.store, text, limit)
    number = next(filter(_NUMBER.fullmatch, text.split()), "")
    begun = _for_the_first(desk, hits) or _for_the_named(desk, text, limit)
    numbered = _letters(desk, number, limit) if number else []
    found = (_entry(desk, hit) for hit in hits)
    return [*begun, *numbered, *_trust(desk, text), *found, *_requests(desk, text), *_settings(desk, text)]


def _letters(desk: Desk, typed: str, limit: int) -> list[Entry]:
    some = letters.listed(desk.store, LetterState, limit=RECENT)
    wanted = [one for one in some if matches(f"{one.letter.number} {one.client}", typed)]
    go = partial(partial, desk.go, "letters")
    return [Entry(GO, one.letter.number, one.client, "file-text", run=go(one.letter.id)) for one in wanted[:limit]]


def _trust(desk: Desk, text: str) -> list[Entry]:
    """The month of trust that waits, or all months, wherever one is."""
    said = tr("Reconcile trust")
    asked = text.strip() and matches(said, text)
    return [Entry(DO, said, "", "landmark", run=partial(desk.go, "money", "trust"))] if asked else []


def _requests(desk: Desk, text: str) -> list[Entry]:
    """The list of all requests, which stands in no sidebar."""
    said = tr("Requests: what clients asked for")
    asked = text.strip() and matches(said, text)
    return [Entry(GO, said, "", "message-square-text", run=partial(desk.go, "requests"))] if asked else []


def _settings(desk: Desk, text: str) -> list[Entry]:
    """The parts of Settings that are called so, or are looked for by these words."""
    where, go = tr("Settings"), partial(partial, desk.go, "settings")
    shown = [(tr(part.title), part) for part in setparts.parts()] if text.strip() else []
    return [
        Entry(GO, title, where, part.icon, run=go(part.key))
        for title, part in shown
        if matches(f"{title} {where} {part.words}", text)
    ]


def _for_the_named(desk: Desk, text: str, limit: int) -> list[Entry]:
    """What is asked for by the words of an action before a name; the name is looked for as it is alone."""
    for asked, name in _asked_for(desk, text):
        begun = _all_for(desk, search.find(desk.store, name, limit))
        if found := [entry for entry in begun if matches(entry.text, asked)]:
            return found
    return []


def _asked_for(desk: Desk, text: str) -> Iterator[tuple[str, str]]:
    """The words of an action and what may be a name after them, as in “closing letter for dorothea”: shortest first."""
    words, acts = text.casefold().replace("-", " ").split(), _ACTS | _letter_words(desk)
    asked = next((n for n, word in enumerate(words) if not any(act.startswith(word) for act in acts)), len(words))
    last = min(asked, len(words) - 1)
    return ((" ".join(words[:n]), " ".join(words[n:])) for n in range(last, 0, -1))


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
    return [*_acts(desk, client), *_endings(desk, client), *_companions(desk, client)] if client is not None else []


def _first(desk: Desk, hits: Sequence[Hit]) -> Client | None:
    hit = next((hit for hit in hits if hit.table == "clients"), None)
    return clients.find(desk.store, hit.client_id) if hit else None


def _acts(desk: Desk, client: Client) -> list[Entry]:
    name = display_name(client)
    draft = writing.open_draft(desk.store, client.id)
    asked = (
        (tr("New session note for {name}", name=name), "notebook-pen", "N", begin.note),
        (tr("Log a request for {name}", name=name), "message-square-text", tr("L then R"), begin.request),
        (tr("Log a complaint from {name}", name=name), "heart-handshake", tr("L then C"), begin.complaint),
        (tr("Log a boundary for {name}", name=name), "fence", tr("L then B"), begin.boundary),
        (tr("Record a payment from {name}", name=name), "banknote", tr("L then P"), begin.payment),
        (tr("Invoice {name}", name=name), "receipt-text", tr("L then I"), begin.invoice),
        (tr("Work out a refund for {name}", name=name), "banknote", "", begin.refund),
        (tr("Fit check for {name}", name=name), "clipboard-check", "", begin.fit_check),
        (tr("Letter for {name}", name=name), "file-text", "", begin.letter),
        *([(tr("Another letter for {name}", name=name), "file-text", "", begin.another_letter)] if draft else []),
    )
    return [Entry(DO, said, "", icon, key, partial(_try, desk, client.id, act)) for said, icon, key, act in asked]


def _endings(desk: Desk, client: Client) -> list[Entry]:
    """Ending the work that goes on, or saying how the last one ended."""
    name = display_name(client)
    if exits.going(desk.store, client.id, desk.today()):
        run = partial(_try, desk, client.id, begin.ending)
        return [Entry(DO, tr("End well with {name}…", name=name), "", "heart-handshake", run=run)]
    if outcomes.asked(desk.store, client, desk.today()):
        run = partial(desk.go, "clients", client.id)
        return [Entry(DO, tr("How did it end with {name}", name=name), "", "heart-handshake", run=run)]
    return []


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
    if hit.table == "invoices":
        to_invoice = partial(desk.go, "money", hit.record_id)
        return Entry(NOTES, f"“{hit.words}”", hit.client_name, "receipt-text", run=to_invoice)
    if hit.table == "ledger_entries":
        to_account = partial(desk.go, "clients", (hit.client_id, ("entry", hit.record_id)))
        return Entry(NOTES, f"“{hit.words}”", hit.client_name, "banknote", run=to_account)
    if hit.table == "refunds":
        to_refund = partial(desk.go, "refunds", hit.record_id)
        return Entry(NOTES, f"“{hit.words}”", hit.client_name, "banknote", run=to_refund)
    if hit.table == "attachments":
        to_file = partial(desk.go, "clients", (hit.client_id, hit.record_id))
        return Entry(NOTES, hit.words, hit.client_name, "file-text", run=to_file)
    if hit.table in _REQUESTS:
        record = hit.record_id if hit.table == "requests" else ("entry", hit.record_id)
        to_request = partial(desk.go, "requests", record)
        return Entry(NOTES, f"“{hit.words}”", hit.client_name, "message-square-text", run=to_request)
    if hit.table in _COMPLAINTS:
        of = {"complaints": hit.record_id, "complaint_items": ("item", hit.record_id)}
        to_complaint = partial(desk.go, "complaints", of.get(hit.table, ("entry", hit.record_id)))
        return Entry(NOTES, f"“{hit.words}”", hit.client_name, "heart-handshake", run=to_complaint)
    if hit.table == "boundary_entries":
        to_entry = partial(desk.go, "boundaries", hit.record_id)
        return Entry(NOTES, f"“{hit.words}”", hit.client_name, "fence", run=to_entry)
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
