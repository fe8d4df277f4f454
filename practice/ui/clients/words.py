"""What the list, the page and the timeline say about clients."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from practice.actions.boundary_policy import categories
from practice.actions.overview import ClientView
from practice.actions.wording import money_text
from practice.rules.boundaries import Category, Direction, is_own
from practice.rules.clients import ThingKind
from practice.rules.engagements import SCOPE_SECTION
from practice.rules.fit import Decision
from practice.rules.ledger import EntryKind
from practice.rules.patterns import SERIOUS
from practice.rules.requests import Judgement
from practice.rules.shelves import ClientStatus
from practice.rules.timeline import Entry, Event
from practice.ui.clients.faces import inner_day as inner_day
from practice.ui.clients.faces import short_day as short_day
from practice.ui.clients.faces import status as status
from practice.ui.judged import judgement
from practice.ui.tr import tr
from practice.ui.when import clock_text
from practice.ui.widgets.lists import Moment


def long_day(day: date) -> str:
    """ "September 16, 2026"."""
    return f"{day.strftime('%B')} {day.day}, {day.year}"


def moves(to: ClientStatus, since: ClientStatus) -> tuple[str, str]:
    """What the step to another status is called in the menu, and in the toast after it (with {name})."""
    if to is ClientStatus.PROSPECT:
        return tr("Take up again as a prospect"), tr("{name} is a prospect again")
    if to is ClientStatus.CLIENT and since is ClientStatus.FORMER:
        return tr("Take up again as a client"), tr("{name} is a client again")
    return {
        ClientStatus.CLIENT: (tr("Make an active client"), tr("{name} is a client")),
        ClientStatus.FORMER: (tr("End as a client"), tr("{name} is a former client")),
        ClientStatus.DECLINED: (tr("Decline"), tr("Declined {name}")),
        ClientStatus.REFERRED: (tr("Refer to somebody else"), tr("Referred {name}")),
    }[to]


def first_day(view: ClientView) -> date | None:
    """The day a client was first heard of; of two people the first one's."""
    known = [one.created_at for one in (view.members or (view.client,)) if one.created_at]
    return min(known).astimezone().date() if known else None


def decided(decision: str) -> str:
    """What was decided about a prospect, inside a sentence."""
    return {
        Decision.ACCEPT.value: tr("accepted"),
        Decision.ACCEPT_WITH_CONDITIONS.value: tr("accepted with conditions"),
        Decision.HOLD.value: tr("on hold"),
        Decision.REFER.value: tr("referred"),
        Decision.DECLINE.value: tr("declined"),
    }.get(decision, "")


THING_ICONS = {
    ThingKind.NOTE: "lightbulb",
    ThingKind.PERSON: "heart",
    ThingKind.SCHOOL: "graduation-cap",
    ThingKind.CONTACT: "mail",
    ThingKind.DAY: "calendar",
}


def thing_kinds() -> list[tuple[ThingKind, str]]:
    """What a thing to remember can be about."""
    return [
        (ThingKind.NOTE, tr("Anything")),
        (ThingKind.PERSON, tr("Family and friends")),
        (ThingKind.SCHOOL, tr("School and study")),
        (ThingKind.CONTACT, tr("How to reach them")),
        (ThingKind.DAY, tr("A day to keep in mind")),
    ]


GROUPS: dict[str, frozenset[Event]] = {
    "all": frozenset(Event),
    "sessions": frozenset({Event.SESSION}),
    "letters": frozenset(
        {
            Event.LETTER_ISSUED,
            Event.LETTER_SENT,
            Event.LETTER_SIGNED,
            Event.LETTER_DECLINED,
            Event.LETTER_EXPIRED,
        }
    ),
    "promises": frozenset({Event.DELIVERED, Event.FOLLOW_UP, Event.FOLLOW_UP_DONE}),
    "requests": frozenset({Event.REQUEST}),
    "complaints": frozenset({Event.COMPLAINT, Event.COMPLAINT_ANSWERED, Event.COMPLAINT_CLOSED}),
    "boundaries": frozenset({Event.BOUNDARY}),
    "refunds": frozenset({Event.REFUND, Event.REFUND_PAID}),
    "invoices": frozenset({Event.INVOICE, Event.INVOICE_CREDITED, Event.PAID}),
    "fit": frozenset({Event.FIT_OPEN, Event.FIT_DECIDED, Event.INQUIRY, Event.JOINED, Event.STATUS, Event.EXIT}),
}


def groups() -> dict[str, str]:
    """The choices of the timeline."""
    return {
        "all": tr("Everything"),
        "sessions": tr("Sessions"),
        "letters": tr("Letters"),
        "promises": tr("Promises and follow-ups"),
        "requests": tr("Requests"),
        "complaints": tr("Complaints"),
        "boundaries": tr("Boundaries"),
        "refunds": tr("Refunds"),
        "invoices": tr("Invoices and payments"),
        "fit": tr("Fit and status"),
    }


def moment(entry: Entry, now: datetime) -> Moment:
    """An entry of the timeline."""
    today = now.astimezone().date()
    day = short_day(entry.day, today)
    icon, color, lead, rest, detail = _TELL[entry.event](entry, now)
    return Moment(day, icon, lead, rest, detail, color, key=opens(entry))


_PLACES = {
    "fit": "fit",
    "letter": "letters",
    "session": "sessions",
    "request": "requests",
    "boundary": "boundaries",
    "complaint": "complaints",
    "refund": "refunds",
    "exit": "exit",
    "invoice": "money",
}


def opens(entry: Entry) -> tuple[str, int] | None:
    """The place and record that an entry leads to."""
    place = _PLACES.get(entry.event.value.partition("_")[0])
    return (place, entry.record_id) if place and entry.record_id else None


def moments(entries: Sequence[Entry], client_id: int, now: datetime) -> tuple[Moment, ...]:
    """The timeline of a client's page: what was delivered on one day stands together."""
    told: list[Entry] = []
    for entry in entries:
        last = told[-1] if told else None
        if last and entry.event is last.event is Event.DELIVERED and entry.day == last.day:
            both = f"{promise(entry)}{TOGETHER}{last.code or promise(last)}"
            told[-1] = replace(last, title=f"{entry.title}; {last.title}", code=both, detail="")
        elif entry.event is Event.INQUIRY and entry.record_id == client_id:
            told.append(replace(entry, title=""))
        else:
            told.append(entry)
    return tuple(moment(entry, now) for entry in told)


TOGETHER = " \N{MIDDLE DOT} "


def promise(entry: Entry) -> str:
    """The number of the promise that a delivery belongs to."""
    return f"{SCOPE_SECTION}.{entry.amount}"


Told = tuple[str, str, str, str, str]  # icon, its colour, lead, rest, detail


def _inquiry(entry: Entry, now: datetime) -> Told:
    detail = tr("Referred by {name}.", name=entry.detail) if entry.detail else ""
    rest = tr(" by {name}", name=entry.title) if entry.title else ""
    return "user-plus", "text2", tr("First inquiry"), rest, detail


def _joined(entry: Entry, now: datetime) -> Told:
    return "users", "text2", tr("One client together:"), f" {entry.title}", ""


def _fit_open(entry: Entry, now: datetime) -> Told:
    return "clipboard-check", "warnText", tr("Fit check"), tr(" waits for a decision"), ""


def _fit_decided(entry: Entry, now: datetime) -> Told:
    lead = tr("Fit check: {score} of 100,", score=entry.amount) if entry.amount is not None else tr("Fit check,")
    return "clipboard-check", "text2", lead, f" {decided(entry.code)}", entry.detail


def _letter(entry: Entry, now: datetime) -> Told:
    verb = {
        Event.LETTER_ISSUED: tr("issued"),
        Event.LETTER_SENT: tr("sent"),
        Event.LETTER_SIGNED: tr("signed"),
        Event.LETTER_DECLINED: tr("declined"),
        Event.LETTER_EXPIRED: tr("expired"),
    }[entry.event]
    rest = tr(", version {n}", n=entry.amount) if entry.amount else ""
    detail = entry.detail
    if detail and entry.event is Event.LETTER_SENT:
        detail = tr("By {way}.", way=detail[:1].lower() + detail[1:])
    icon = "mail" if entry.event is Event.LETTER_SENT else "file-text"
    color = "okText" if entry.event is Event.LETTER_SIGNED else "text2"
    return icon, color, tr("Letter {number} {verb}", number=entry.title, verb=verb), rest, detail


def _session(entry: Entry, now: datetime) -> Told:
    title = entry.title or tr("Session")
    if entry.at and entry.at > now:
        by = tr(", {place}", place=entry.code) if entry.code else ""
        return "calendar", "accent", title, tr(" at {time}", time=clock_text(entry.at)) + by, entry.detail
    rest = tr(", {n} min", n=entry.amount) if entry.amount else ""
    return "notebook-pen", "text2", title, rest, entry.detail


def _follow_up_entry(entry: Entry, now: datetime) -> Told:
    today = now.astimezone().date()
    late = bool(entry.code) and entry.day < today
    due = tr("Due {when}.", when=inner_day(entry.day, today)) if entry.code and not late else ""
    lead = tr("Late:") if late else tr("Follow-up:")
    return ("circle-alert" if late else "circle-dot"), ("badText" if late else "text2"), lead, f" {entry.title}", due


def _done(entry: Entry, now: datetime) -> Told:
    return "check", "okText", tr("Done:"), f" {entry.title}", ""


def _delivered(entry: Entry, now: datetime) -> Told:
    if entry.code:
        detail = tr("Promises {numbers}.", numbers=entry.code.replace(TOGETHER, ", "))
    else:
        detail = f"{tr('Promise {number}.', number=promise(entry))} {entry.detail}".strip()
    return "circle-check", "okText", tr("Delivered:"), f" {entry.title}", detail


def _request(entry: Entry, now: datetime) -> Told:
    kind, word, icon = judgement(Judgement(entry.code) if entry.code else None)
    rest = f" {entry.title}, {word.lower()}" if entry.title else f" {word.lower()}"
    waits = tr(", to be answered") if entry.amount else ""
    return icon, "warnText" if waits else f"{kind}Text", tr("Asked:"), rest + waits, entry.detail


def _boundary(entry: Entry, now: datetime) -> Told:
    about = categories()[Category(entry.title)]
    lead = tr("Boundary, ours:") if is_own(Direction(entry.code)) else tr("Boundary:")
    color = "warnText" if (entry.amount or 0) >= SERIOUS else "text2"
    return "fence", color, lead, f" {tr(about.name).lower()}", entry.detail


def _complaint(entry: Entry, now: datetime) -> Told:
    lead, icon, color = {
        Event.COMPLAINT: (tr("Complaint"), "heart-handshake", "warnText"),
        Event.COMPLAINT_ANSWERED: (tr("Complaint answered"), "check", "text2"),
        Event.COMPLAINT_CLOSED: (tr("Complaint closed"), "lock", "text2"),
    }[entry.event]
    return icon, color, lead, f" {entry.title}", entry.detail


def _refund(entry: Entry, now: datetime) -> Told:
    lead = tr("Refund paid:") if entry.event is Event.REFUND_PAID else tr("Refund decided:")
    return "banknote", "text2", lead, f" {money_text(entry.amount or 0, entry.code)}", entry.detail


def _invoice(entry: Entry, now: datetime) -> Told:
    amount = money_text(entry.amount or 0, entry.code)
    if entry.event is Event.INVOICE_CREDITED:
        return "undo-2", "text2", tr("Credit note"), f" {entry.title}, {amount}", entry.detail
    return "receipt-text", "text2", tr("Invoice"), f" {entry.title}, {amount}", ""


def _paid(entry: Entry, now: datetime) -> Told:
    amount = money_text(entry.amount or 0, entry.code)
    into = tr("{amount} into trust", amount=amount) if entry.title == EntryKind.DEPOSIT.value else amount
    return "banknote", "text2", tr("Paid:"), f" {into}", entry.detail


def _exit(entry: Entry, now: datetime) -> Told:
    lead = tr("Ended well") if entry.code == "good" else tr("Did not end well")
    return "heart-handshake", "okText" if entry.code == "good" else "text2", lead, "", entry.detail


def _status(entry: Entry, now: datetime) -> Told:
    said = {
        ClientStatus.PROSPECT.value: tr("Prospect again"),
        ClientStatus.CLIENT.value: tr("Became a client"),
        ClientStatus.FORMER.value: tr("Became a former client"),
        ClientStatus.DECLINED.value: tr("Declined"),
        ClientStatus.REFERRED.value: tr("Referred to somebody else"),
    }
    return "user", "text2", said.get(entry.code, entry.code), "", ""


_TELL: dict[Event, Callable[[Entry, datetime], Told]] = {
    Event.INQUIRY: _inquiry,
    Event.JOINED: _joined,
    Event.FIT_OPEN: _fit_open,
    Event.FIT_DECIDED: _fit_decided,
    Event.LETTER_ISSUED: _letter,
    Event.LETTER_SENT: _letter,
    Event.LETTER_SIGNED: _letter,
    Event.LETTER_DECLINED: _letter,
    Event.LETTER_EXPIRED: _letter,
    Event.SESSION: _session,
    Event.FOLLOW_UP: _follow_up_entry,
    Event.FOLLOW_UP_DONE: _done,
    Event.DELIVERED: _delivered,
    Event.REQUEST: _request,
    Event.COMPLAINT: _complaint,
    Event.COMPLAINT_ANSWERED: _complaint,
    Event.COMPLAINT_CLOSED: _complaint,
    Event.BOUNDARY: _boundary,
    Event.REFUND: _refund,
    Event.REFUND_PAID: _refund,
    Event.PAID: _paid,
    Event.INVOICE: _invoice,
    Event.INVOICE_CREDITED: _invoice,
    Event.EXIT: _exit,
    Event.STATUS: _status,
}
