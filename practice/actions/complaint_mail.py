"""What becomes of a complaint when a letter that came of it is to go out, and when it went."""

from datetime import date, datetime

from practice.actions.complaint_points import picked, plan_checks
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import complaints as kept
from practice.db import households
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
GATED = HELD | {"refund_confirmation"}  # a decision of its own looks after a refund that came of one


def _of(store: Store, letter: Letter) -> Complaint | None:
    """The open complaint that a letter came of."""
    kind, _, number = letter.source.partition(":")
    complaint = kept.get(store, int(number)) if kind == SOURCE else None
    return complaint if complaint and complaint.closed_on is None else None


def check(store: Store, letter: Letter) -> None:
    """Refused for a final answer, an apology or a refund while the insurer has to be told first.

    Also for one that denies a claim that has become possible, and a final answer to points that are others by now.
    """
    for complaint in _about(store, letter) if letter.family in GATED else ():
        if why := rules.held(complaint, kept.steps(store, complaint.id)):
            raise Refused(f"{why} It stands in {complaint.number}.")
        if letter.source and rules.claim_possible(complaint) and value(letter, "gate.claim") == "no":
            raise Refused("A claim is possible by now: say so in this letter, under “Before it goes out”.")
        if letter.family == FINAL and letter.source and letter.tables != findings(store, complaint):
            raise Refused(
                "The points were changed since this letter was begun. "
                f"Draft the reply of {complaint.number} once more: it takes them over, and keeps your words."
            )


def findings(store: Store, complaint: Complaint) -> tuple[tuple[str, Grid], ...]:
    """The table of a final answer: what was found of each point, as it stands now."""
    points = [(item, picked(store, item)) for item in kept.items(store, complaint.id)]
    return (("findings", letter_rules.findings(points)),)


def _about(store: Store, letter: Letter) -> list[Complaint]:
    """The open complaint that a letter came of; of one that was begun by itself, all open ones of its client."""
    if letter.source:
        return [one for one in (_of(store, letter),) if one]
    people = households.related(store, kept_clients.find(store, letter.client_id))
    return [one for one in kept.of_clients(store, people) if one.closed_on is None]


def sent(store: Store, letter: Letter, today: date, now: datetime) -> None:
    """A sent acknowledgement or final answer is noted where it belongs; inside a change of the journal."""
    kind, complaint = TOLD.get(letter.family), _of(store, letter)
    if kind is None or complaint is None or letter.sent_on is None:
        return
    after = kept.save(store, complaint_days.told(complaint, kind, max(letter.sent_on, complaint.received_on), today))
    if kind is DeadlineKind.FINAL:
        plan_checks(store, after, letter.sent_on, now)
