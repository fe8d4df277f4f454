"""The words of refund decisions."""

from collections.abc import Callable
from datetime import datetime

from practice.actions.refunds import ListedRefund, RefundView
from practice.actions.wording import money_text
from practice.rules.clients import display_name
from practice.rules.refund_decisions import Choice, RefundDecision, RefundState
from practice.rules.refund_facts import Jurisdiction, Reason, Stage, Venue
from practice.rules.refund_matrix import Offer
from practice.rules.refunds import Outcome, offers
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.lists import RowFace


def reasons() -> dict[Reason, str]:
    """What happened."""
    return {
        Reason.WRONG_FIT_BY_US: tr("I am not right for them"),
        Reason.WRONG_FIT_BY_CLIENT: tr("It does not fit them"),
        Reason.OUR_FAILURE_PARTIAL: tr("Partly late or wrong"),
        Reason.OUR_FAILURE_TOTAL: tr("Never delivered"),
        Reason.EXPECTATION_MISMATCH: tr("They expected more"),
        Reason.UNCLEAR_PROMISE: tr("An unclear promise"),
        Reason.CLIENT_CHANGED_MIND: tr("They changed their mind"),
        Reason.PRACTITIONER_UNAVAILABLE: tr("I cannot go on"),
        Reason.CLIENT_MISCONDUCT: tr("Their conduct"),
        Reason.NO_SHOW: tr("A missed session"),
        Reason.LATE_CANCEL: tr("Cancelled too late"),
        Reason.DUPLICATE_OR_ERROR_PAYMENT: tr("Paid by mistake"),
        Reason.CHARGEBACK: tr("A bank chargeback"),
    }


def stages() -> dict[Stage, str]:
    """How far the work is."""
    return {
        Stage.BEFORE_START: tr("Not begun"),
        Stage.EARLY: tr("Early"),
        Stage.MID: tr("Under way"),
        Stage.DONE: tr("Done"),
    }


def choices() -> dict[Choice, str]:
    """What can be decided."""
    return {
        Choice.RECOMMENDED: tr("Pay what the letter says"),
        Choice.OTHER: tr("Pay a different amount"),
        Choice.NOTHING: tr("Pay nothing"),
        Choice.WAIT: tr("Wait, I need to ask something first"),
    }


def severities() -> dict[str, str]:
    """How bad a failure was, by its percentage (PROFESSION 6.3)."""
    return {
        "20": tr("20%: a little late"),
        "40": tr("40%: annoying"),
        "60": tr("60%: much use lost"),
        "80": tr("80%: nearly useless"),
        "100": tr("100%: useless"),
    }


def jurisdictions() -> dict[str, str]:
    """Whose rules on cancelling hold; "" as the letter has it."""
    return {
        "": tr("As the letter says"),
        "no": tr("None"),
        Jurisdiction.UK.value: tr("UK, 14 days"),
        Jurisdiction.EU.value: tr("EU, 14 days"),
        Jurisdiction.US.value: tr("US, three business days"),
    }


def venues() -> dict[str, str]:
    """How the contract was made."""
    return {
        Venue.DISTANCE.value: tr("At a distance"),
        Venue.OFF_PREMISES.value: tr("Away from the office"),
        Venue.HOME.value: tr("At the client’s home"),
        Venue.TEMPORARY.value: tr("At a fair, a hired room"),
        Venue.OFFICE.value: tr("At the office"),
    }


def outcomes() -> dict[Outcome, str]:
    """What a decision comes to."""
    return {
        Outcome.FULL: tr("All of it goes back"),
        Outcome.UNEARNED: tr("What is owed goes back"),
        Outcome.PARTIAL_GOODWILL: tr("More than is owed goes back"),
        Outcome.CREDIT: tr("A session is offered"),
        Outcome.REDO: tr("It is done again"),
        Outcome.NONE: tr("Nothing goes back"),
        Outcome.MANUAL_REVIEW: tr("Decided by hand"),
        Outcome.HOLD_IN_TRUST: tr("It stays in trust until you agree"),
    }


def beside(view: RefundView, money: str) -> list[str]:
    """What is offered beside the money, one sentence each; `money` is what a missed session is worth."""
    if view.worked is None:
        return []
    said = {
        Offer.REFERRAL: tr("Offer the names of others who fit better."),
        Offer.REDO: tr("Do it again first; money comes after that."),
        Offer.HAND_OVER: tr("Help with the hand-over to somebody else."),
        Offer.RECORDS: tr("Answer the bank with the records it needs and no more. Do not also refund: it pays once."),
        Offer.CREDIT: tr(
            "A courtesy session worth {money} may be offered, never in place of what is owed.", money=money
        ),
    }
    return [said[one] for one in offers(view.worked)]


def moved(by: int, money: Callable[[int], str]) -> str:
    """How far a what-if moves the sum, minor units."""
    if not by:
        return tr("What if: nothing moves")
    amount = money(abs(by))
    return tr("What if: {amount} more", amount=amount) if by > 0 else tr("What if: {amount} less", amount=amount)


def state_face(decision: RefundDecision) -> tuple[str, str, str]:
    """A decision's state as kind, word and icon."""
    return {
        RefundState.DRAFT: ("neutral", tr("Not decided"), "circle-dashed"),
        RefundState.RECORDED: ("warn", tr("Decided, to be issued"), "clock"),
        RefundState.ISSUED: ("warn", tr("Issued, to be paid"), "banknote"),
        RefundState.PAID: ("ok", tr("Paid"), "circle-check"),
    }[decision.state]


def face(one: ListedRefund, now: datetime, locale: str) -> RowFace:
    """A decision in the list."""
    decision = one.decision
    reason = reasons()[decision.reason] if decision.reason else tr("No reason yet")
    at = decision.recorded_at or decision.created_at
    amount = "" if decision.amount is None else f"{money_text(decision.amount, one.currency, locale)}, "
    kind, word, icon = state_face(decision)
    if decision.state is RefundState.ISSUED and not decision.amount:
        kind, word, icon = "ok", tr("Issued, nothing to pay"), "circle-check"
    detail = f"{amount}{reason}" + (f", {moment_text(at, now)}" if at else "")
    return RowFace(display_name(one.client), detail, word, kind, icon)
