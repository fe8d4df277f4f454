"""How an ending stands: its letters, its refund, what is still open, and the step that comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from practice.actions import engagements as work
from practice.actions import families, practice
from practice.actions.engagements import Promised
from practice.actions.store import Store
from practice.actions.wording import money_text
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import exits as kept
from practice.db import households
from practice.db import letters as kept_letters
from practice.db import outcomes as kept_outcomes
from practice.db import refunds as kept_refunds
from practice.db import sessions as kept_sessions
from practice.errors import Refused
from practice.rules import exits as rules
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, is_open
from practice.rules.exits import Exit, ExitState, Stands, Step
from practice.rules.letters import Letter, LetterState
from practice.rules.notes import FollowUp, Session
from practice.rules.outcomes import Outcome
from practice.rules.refund_decisions import RefundDecision, RefundState
from practice.rules.shelves import ClientStatus

PARTING = ("disengagement", "non_engagement")  # the letter that ends it, whichever applies
REFERRAL = "referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitView:
    """All that the page of an exit shows; sessions, follow-ups and promises are those still open.

    `refund` is the decision on what goes back, `back` its sum as the practice's locale writes it, "" while undecided.
    """

    made: Exit
    client: Client
    engagement: Engagement
    refund: RefundDecision | None
    back: str
    letter: Letter | None
    letter_reason: str  # why none can be begun, "" where one can
    referral: Letter | None
    stands: Stands
    following: Step | None
    sessions: tuple[Session, ...]
    follow_ups: tuple[FollowUp, ...]
    promised: tuple[Promised, ...]
    outcome: Outcome | None
    status: ClientStatus  # where the client stands afterwards


def get(store: Store, exit_id: int) -> Exit:
    """The exit with this id; KeyError when there is none."""
    return kept.get(store, exit_id)


def of_client(store: Store, client: Client) -> list[Exit]:
    """The exits from a client's work, and from their household's, newest first."""
    return kept.of_clients(store, households.related(store, client))


def of_engagement(store: Store, engagement_id: int) -> Exit | None:
    """The exit from this work that stands, None where there is none."""
    return kept.of_engagement(store, engagement_id)


def going(store: Store, client_id: int, today: date) -> Engagement | None:
    """The client's work whose ending is under way, else what could be ended: it goes on, and a letter of it is out."""
    client = kept_clients.find(store, client_id)
    if leaving := under_way(store, client):
        return kept_work.get(store, leaving[0].engagement_id)
    letters = kept_letters.of_clients(store, households.related(store, client))
    out = {one.engagement_id for one in letters if _out(one)}
    return next((one for one in work.of_client(store, client) if one.id in out and is_open(one, today)), None)


def under_way(store: Store, client: Client) -> tuple[Exit, Step | None] | None:
    """The ending of a client's work that is under way, with the step that comes next; None where there is none."""
    going = next((one for one in of_client(store, client) if one.state is ExitState.OPEN), None)
    return (going, following(store, going)) if going else None


def open_ones(store: Store, limit: int = 50) -> list[tuple[Exit, Client, Step | None]]:
    """The endings under way, newest first, each with its client and the step that comes next."""
    return [
        (one, kept_clients.find(store, one.client_id), following(store, one)) for one in kept.open_ones(store, limit)
    ]


def following(store: Store, made: Exit) -> Step | None:
    """The step that comes next, None once all are done."""
    return rules.following(made, stands(store, made))


def view(store: Store, exit_id: int, now: datetime) -> ExitView:
    """An exit with all that stands around it."""
    made, today = kept.get(store, exit_id), now.astimezone().date()
    client = kept_clients.find(store, made.client_id)
    engagement, how, money = kept_work.get(store, made.engagement_id), stands(store, made), refund(store, made)
    return ExitView(
        made=made,
        client=client,
        engagement=engagement,
        refund=money,
        back=_money(store, money.amount, engagement) if money and money.amount is not None else "",
        letter=parting_letter(store, made),
        letter_reason=parting(store, made, today)[1],
        referral=referral(store, made),
        stands=how,
        following=rules.following(made, how),
        sessions=tuple(planned(store, made, now)),
        follow_ups=tuple(follow_ups(store, made)),
        promised=tuple(one for one in work.promises(store, made.engagement_id) if _owed(one)),
        outcome=kept_outcomes.of_engagement(store, made.engagement_id),
        status=leaves_as(store, made, client, today),
    )


def _money(store: Store, amount: int, engagement: Engagement) -> str:
    return money_text(amount, engagement.fee.currency, practice.profile(store).locale)


def _owed(one: Promised) -> bool:
    return not one.deliveries or any(delivery.delivered_on is None for delivery in one.deliveries)


def source(made: Exit) -> str:
    """The name under which its letters know it."""
    return f"exit:{made.id}"


def parting_letter(store: Store, made: Exit) -> Letter | None:
    """The letter that ends the work: the exit's own, else one about this work from elsewhere."""
    about = kept_letters.of_engagement(store, made.engagement_id)
    own = [one for one in kept_letters.from_source(store, source(made)) if one.family in PARTING]
    return _standing(own or [one for one in about if one.family == PARTING[0]])


def referral(store: Store, made: Exit) -> Letter | None:
    """The exit's own letter that leads to somebody else."""
    own = [one for one in kept_letters.from_source(store, source(made)) if one.family == REFERRAL]
    return _standing(own)


def _standing(versions: Iterable[Letter]) -> Letter | None:
    """Of a letter's versions the latest that went out and stands, else its draft."""
    return max(versions, key=lambda one: (one.state is not LetterState.SUPERSEDED, _out(one), one.id), default=None)


def refund(store: Store, made: Exit) -> RefundDecision | None:
    """The exit's own decision on the money, else one that was begun since, or is still open."""
    about = kept_refunds.of_engagement(store, made.engagement_id)
    own = (one for one in about if one.id == made.refund_id)
    return next(own, None) or next((one for one in about if _is_new(one, made)), None)


def _is_new(decision: RefundDecision, made: Exit) -> bool:
    since = made.created_at and decision.created_at and decision.created_at >= made.created_at
    return bool(since) or decision.state in (RefundState.DRAFT, RefundState.RECORDED)


def stands(store: Store, made: Exit) -> Stands:
    """What has become of refund and letters."""
    money, letter = refund(store, made), parting_letter(store, made)
    return Stands(
        refund_decided=money is not None and money.state is not RefundState.DRAFT,
        refund_issued=money is not None and money.issued_at is not None,
        refund_told=money is not None and any(map(_out, kept_letters.from_source(store, f"refund:{money.id}"))),
        letter_issued=_out(letter),
        letter_sent=letter is not None and letter.sent_on is not None,
        referral_issued=_out(referral(store, made)),
    )


def _out(letter: Letter | None) -> bool:
    return letter is not None and letter.state is not LetterState.DRAFT


def planned(store: Store, made: Exit, now: datetime) -> Iterable[Session]:
    """The sessions to come that belong to this work, or to none."""
    client = kept_clients.find(store, made.client_id)
    every = kept.planned(store, households.related(store, client), now)
    return (one for one in every if one.engagement_id in (None, made.engagement_id))


def follow_ups(store: Store, made: Exit) -> Iterable[FollowUp]:
    """What is still to be done for the client."""
    client = kept_clients.find(store, made.client_id)
    related = households.related(store, client)
    return (one for each in related for one in kept_sessions.follow_ups(store, each))


def parting(store: Store, made: Exit, today: date) -> tuple[str, str]:
    """Which family ends this work, and why none does where none applies."""
    client = kept_clients.find(store, made.client_id)
    offers = [one for one in families.offered(store, client, today) if one.family.key in PARTING]
    mine = [one for one in offers if one.engagement_id in (None, made.engagement_id)]
    found = next((one for key in PARTING for one in mine if one.family.key == key and not one.reason), None)
    return (found.family.key, "") if found else ("", mine[0].reason if mine else "This work has no letter yet.")


def leaves_as(store: Store, made: Exit, client: Client, today: date) -> ClientStatus:
    """Where the client stands afterwards."""
    others = (one for one in work.of_client(store, client) if one.id != made.engagement_id)
    going = any(is_open(one, today) for one in others)
    return rules.leaves_as(client.status, other_work=going, referred=referral(store, made) is not None)


def why_not_back(store: Store, exit_id: int) -> str:
    """Why it can no longer be taken back, "" while it can."""
    made = kept.get(store, exit_id)
    try:
        rules.check_back(made, stands(store, made))
    except Refused as refusal:
        return str(refusal)
    return ""
