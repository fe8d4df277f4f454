"""What becomes of a complaint when a letter that came of it is to go out, and when it went."""

from datetime import date, datetime

from practice.actions.complaint_points import check_decided, picked, plan_checks
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import complaints as kept
from practice.db import households
from practice.db import refunds as kept_refunds
from practice.errors import Refused
from practice.rules import complaint_days
from practice.rules import complaint_letters as letter_rules
from practice.rules import complaints as rules
from practice.rules.complaint_days import DeadlineKind
from practice.rules.complaint_letters import FINAL, HELD, TOLD
from practice.rules.complaints import Complaint
from practice.rules.families import value
from practice.rules.letters import Grid, Letter

SOURCE = "complaint"  # of the letters that come of one: "complaint:3"
REFUND = "refund"
GATED = HELD | {"refund_confirmation"}
OWN_SLIP = "boundary_reminder", "me"  # the family, and whose step: such a reminder says sorry


def _of(store: Store, letter: Letter) -> Complaint | None:
    """The open complaint that a letter came of."""
    kind, _, number = letter.source.partition(":")
    complaint = kept.get(store, int(number)) if kind == SOURCE else None
    return complaint if complaint and complaint.closed_on is None else None


def check(store: Store, letter: Letter) -> None:
    """Refused where it may not leave, and for one that denies a claim that has become possible.

    Also for a final answer to points that are others by now.
    """
    may_leave(store, letter)
    complaint = _of(store, letter)
    if complaint is None or letter.family not in HELD:
        return
    check_decided(store, complaint)
    if rules.claim_possible(complaint) and value(letter, "gate.claim") == "no":
        raise Refused("A claim is possible by now: say so in this letter, under “Before it goes out”.")
    if letter.family == FINAL and letter.tables != findings(store, complaint):
        raise Refused(
            "The points were changed since this letter was begun. "
            f"Draft the reply of {complaint.number} once more: it takes them over, and keeps your words."
        )


def may_leave(store: Store, letter: Letter) -> None:
    """Refused for what answers, says sorry or pays back, issued or not, while the insurer has to be told first."""
    if letter.family not in GATED and (letter.family, value(letter, "event.whose")) != OWN_SLIP:
        return
    kind, _, number = letter.source.partition(":")
    about = int(number) if kind == SOURCE else None
    if kind == REFUND:
        about = kept_refunds.get(store, int(number)).complaint_id
    if why := held(store, letter.client_id, about):
        raise Refused(why)


def held(store: Store, client_id: int, complaint_id: int | None) -> str:
    """Why nothing may leave yet by a complaint, without one by all open ones of the client; "" when it may."""
    people = households.related(store, kept_clients.find(store, client_id))
    every = [kept.get(store, complaint_id)] if complaint_id else kept.of_clients(store, people)
    going = ((one, rules.held(one, kept.steps(store, one.id))) for one in every if one.closed_on is None)
    return next((f"{why} It stands in {one.number}." for one, why in going if why), "")


def findings(store: Store, complaint: Complaint) -> tuple[tuple[str, Grid], ...]:
    """The table of a final answer: what was found of each point, as it stands now."""
    points = [(item, picked(store, item)) for item in kept.items(store, complaint.id)]
    return (("findings", letter_rules.findings(points)),)


def sent(store: Store, letter: Letter, today: date, now: datetime) -> None:
    """A sent acknowledgement or final answer is noted where it belongs; inside a change of the journal."""
    kind, complaint = TOLD.get(letter.family), _of(store, letter)
    if kind is None or complaint is None or letter.sent_on is None:
        return
    after = kept.save(store, complaint_days.told(complaint, kind, max(letter.sent_on, complaint.received_on), today))
    if kind is DeadlineKind.FINAL:
        plan_checks(store, after, letter.sent_on, now)
