"""The words of the letters' screens for what the rules call by code."""

from datetime import date

from practice.actions.letters import ListedLetter
from practice.rules.engagements import DueKind, FeeKind
from practice.rules.letters import Letter, LetterState
from practice.ui.tr import tr
from practice.ui.when import day_text

FEE_KINDS = (FeeKind.FLAT, FeeKind.MILESTONES, FeeKind.HOURLY, FeeKind.PACKAGE, FeeKind.MONTHLY)
DUE_KINDS = (
    DueKind.ON,
    DueKind.AFTER_ITEM,
    DueKind.AFTER_EVENT,
    DueKind.WITH_ITEM,
    DueKind.AGREED,
    DueKind.THROUGHOUT,
)


def fee_kind(kind: FeeKind) -> str:
    """How a fee is reckoned, as a choice."""
    return {
        FeeKind.FLAT: tr("Fixed"),
        FeeKind.MILESTONES: tr("Fixed, in stages"),
        FeeKind.HOURLY: tr("By the hour"),
        FeeKind.PACKAGE: tr("Package of sessions"),
        FeeKind.MONTHLY: tr("By the month"),
    }[kind]


def amount_label(kind: FeeKind) -> str:
    """The name of the field that holds the fee."""
    return {
        FeeKind.FLAT: tr("Fixed fee"),
        FeeKind.MILESTONES: tr("Fixed fee"),
        FeeKind.HOURLY: tr("Rate an hour"),
        FeeKind.PACKAGE: tr("Price of the package"),
        FeeKind.MONTHLY: tr("Fee a month"),
    }[kind]


def due_kind(kind: DueKind) -> str:
    """What a promise's date hangs on, as a choice."""
    return {
        DueKind.ON: tr("on a day"),
        DueKind.AFTER_ITEM: tr("after an item"),
        DueKind.AFTER_EVENT: tr("after an event"),
        DueKind.WITH_ITEM: tr("with an item"),
        DueKind.AGREED: tr("on a date we agree"),
        DueKind.THROUGHOUT: tr("throughout"),
    }[kind]


def state(letter: Letter) -> tuple[str, str, str]:
    """A letter's state as pill kind, word and icon."""
    draft = tr("Draft of version {n}", n=letter.draft) if letter.draft > 1 else tr("Draft 1")
    return {
        LetterState.DRAFT: ("neutral", draft, "circle-dashed"),
        LetterState.ISSUED: ("warn", tr("Issued, not sent"), "clock"),
        LetterState.SENT: ("warn", tr("Waiting for signature"), "clock"),
        LetterState.SIGNED: ("ok", tr("Signed"), "circle-check"),
        LetterState.FILED: ("ok", tr("Sent"), "circle-check"),
        LetterState.DECLINED: ("neutral", tr("Declined"), "x"),
        LetterState.EXPIRED: ("neutral", tr("Expired"), "clock"),
        LetterState.SUPERSEDED: ("neutral", tr("Superseded"), "archive"),
    }[letter.state]


def since(row: ListedLetter, today: date) -> str:
    """What happened to a letter last, and when: "sent November 18"."""
    letter = row.letter
    if letter.state is LetterState.DRAFT:
        made = letter.created_at
        return tr("started {day}", day=day_text(made.astimezone().date(), today)) if made else ""
    if letter.ended_on:
        ended = tr("declined {day}") if letter.state is LetterState.DECLINED else tr("expired {day}")
        return ended.format(day=day_text(letter.ended_on, today))
    if letter.signed_on:
        return tr("signed {day}", day=day_text(letter.signed_on, today))
    if letter.sent_on:
        return tr("sent {day}", day=day_text(letter.sent_on, today))
    return tr("issued {day}", day=day_text(letter.issued_at.astimezone().date(), today)) if letter.issued_at else ""
