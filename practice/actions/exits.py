"""The graceful exit: one guided act for work that does not fit, left half-way, resumed, and taken back as one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from practice.actions import checklists, families, practice, refunds
from practice.actions import engagements as work
from practice.actions import exit_view as seen
from practice.actions.exit_view import (
    ExitView,
    following,
    get,
    going,
    of_client,
    of_engagement,
    open_ones,
    under_way,
    view,
    why_not_back,
)
from practice.actions.store import Store
from practice.actions.wording import decimal_point
from practice.db import checklists as kept_checklists
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
from practice.rules.checklists import Checklist
from practice.rules.clients import Client, moved
from practice.rules.engagements import EngagementStatus, is_open
from practice.rules.exits import Cause, Exit, ExitState, Lesson, Step, Stood
from practice.rules.families import filled, value
from practice.rules.letters import Letter, LetterState
from practice.rules.money import typed
from practice.rules.refund_decisions import RefundDecision
from practice.rules.refund_facts import Reason
from practice.rules.refunds import Outcome
from practice.rules.shelves import ClientStatus

__all__ = [
    "ExitView",
    "following",
    "get",
    "going",
    "of_client",
    "of_engagement",
    "open_ones",
    "under_way",
    "view",
    "why_not_back",
]

# the steps


def begin(store: Store, engagement_id: int, now: datetime) -> Exit:
    """The exit from this work that is under way, or a new one."""
    made = kept.of_engagement(store, engagement_id)
    if made is not None:
        return made
    engagement = kept_work.get(store, engagement_id)
    client = kept_clients.find(store, engagement.client_id)
    if not is_open(engagement, now.astimezone().date()):
        raise Refused("This work is over already.")
    new = Exit(client_id=client.id, engagement_id=engagement_id, status=client.status, created_at=now)
    with store.journal.change("exit.begin"):
        return kept.save(store, new)


WORDS = frozenset({"cause", "why", "dates", "papers", "names", "need", "lesson", "lesson_text", "lesson_points"})


def edit(store: Store, exit_id: int, changes: Mapping[str, Any], *, visit: str = "") -> Exit:
    """Keep words and choices as they are typed; edits with an equal `visit` are undone as one."""
    made = _open(store, exit_id)
    if unknown := changes.keys() - WORDS:
        raise KeyError(unknown)
    with store.journal.change("exit.edit", merge=(visit, exit_id) if visit else None):
        return kept.save(store, replace(made, **changes))


def pass_step(store: Store, exit_id: int, step: Step, reason: str, *, visit: str = "") -> Exit:
    """Leave a step out for this reason, or take it up again where the reason is empty."""
    after = rules.pass_step(_open(store, exit_id), step, reason)
    with store.journal.change("exit.pass", merge=(visit, exit_id) if visit else None):
        return kept.save(store, after)


REASONS = {Cause.US: Reason.WRONG_FIT_BY_US, Cause.CLIENT: Reason.WRONG_FIT_BY_CLIENT}


def decide_refund(store: Store, exit_id: int, now: datetime) -> RefundDecision:
    """The decision on what goes back, begun with the exit's reason; the same one when it is there already."""
    made = _open(store, exit_id)
    if there := seen.refund(store, made):
        return there
    reason = REASONS.get(made.cause) if made.cause else None
    new = RefundDecision(
        client_id=made.client_id,
        engagement_id=made.engagement_id,
        reason=reason,
        given={},
        why=made.why,
        created_at=now,
    )
    with store.journal.change("exit.refund"):
        begun = kept_refunds.save(store, new)
        kept.save(store, replace(made, refund_id=begun.id))
    return begun


def write_letter(store: Store, exit_id: int, now: datetime) -> Letter:
    """The letter that ends the work, begun with what the exit knows; the same one when it is there already."""
    made = _open(store, exit_id)
    if there := seen.parting_letter(store, made):
        return _told(store, made, there, now)
    key, reason = seen.parting(store, made, now.astimezone().date())
    if reason:
        raise Refused(reason)
    about, filled = (
        (made.engagement_id, _filled(store, made, now.astimezone().date())) if key == seen.PARTING[0] else (None, {})
    )
    return families.start(store, made.client_id, key, now, about, filled=filled, source=seen.source(made))


def _filled(store: Store, made: Exit, today: date) -> dict[str, str]:
    """What the exit knows of the letter, and what goes back."""
    return rules.letter_fields(made) | _goes_back(store, made, today)


def _told(store: Store, made: Exit, letter: Letter, now: datetime) -> Letter:
    """The letter; a draft that was begun before the refund could be told says it now."""
    drafted = letter.state is LetterState.DRAFT and letter.family == seen.PARTING[0]
    known = _goes_back(store, made, now.astimezone().date())
    if not drafted or not known or value(letter, "account.refund"):
        return letter
    with store.journal.change("letter.edit"):
        library = families.library(letter.family, practice.profile(store).profile)
        return kept_letters.save(store, filled(letter, library, known))


def _goes_back(store: Store, made: Exit, today: date) -> dict[str, str]:
    """The sum and its day, once the decision is issued: before, it may be thought over, or has to wait."""
    refund, engagement = seen.refund(store, made), kept_work.get(store, made.engagement_id)
    if refund is None or not refund.amount or refund.issued_at is None:
        return {}
    point = decimal_point(practice.profile(store).locale)
    known = {
        "account.refund": typed(refund.amount, engagement.fee.currency, point),
        "account.refund_day": refunds.view(store, refund.id, today).due_on.isoformat(),
    }
    if made.cause is Cause.US and refund.outcome is Outcome.FULL:
        known["account.waived"] = "yes"
    return known


def write_referral(store: Store, exit_id: int, now: datetime) -> Letter:
    """The letter that leads to somebody else, begun with the names; the same one when it is there already."""
    made = _open(store, exit_id)
    if there := seen.referral(store, made):
        return there
    filled = rules.referral_fields(made)
    return families.start(store, made.client_id, seen.REFERRAL, now, filled=filled, source=seen.source(made))


def close_work(store: Store, exit_id: int, sessions: Iterable[int], follow_ups: Iterable[int], now: datetime) -> Exit:
    """Cancel these planned sessions and close these follow-ups, all in one step of undo."""
    made, wanted, done = _open(store, exit_id), frozenset(sessions), frozenset(follow_ups)
    cancelled = [one for one in seen.planned(store, made, now) if one.id in wanted]
    closed = [one for one in seen.follow_ups(store, made) if one.id in done]
    with store.journal.change("exit.close_work"):
        for session in cancelled:
            kept.cancel(store, session)
        for step in closed:
            kept_sessions.save_follow_up(store, replace(step, done_at=now))
        ids = (*made.closed, *(step.id for step in closed))
        after = replace(made, work_done_at=now, cancelled=(*made.cancelled, *cancelled), closed=ids)
        return kept.save(store, after)


def learn(store: Store, exit_id: int, reply: str, now: datetime) -> Exit:
    """Write the lesson into the next version of the checklist, or of the ideal client; `reply` is when a flag is seen.

    Refused by field without words or a place for them, and once it was written.
    """
    made = _open(store, exit_id)
    rules.check_lesson(made.lesson, made.lesson_text)
    if made.lesson_version:
        raise Refused("The lesson is written down already.")
    waiting, ideal = checklists.waiting(store, checklists.current(store)), checklists.ideal(store)
    typed_over = checklists.ideal_waiting(store, ideal)
    with store.journal.change("exit.learn"):
        written = replace(made, lesson_version=_write(store, made, reply, now))
        kept.save(store, rules.pass_step(written, Step.LESSON, ""))
    if waiting and made.lesson in _CHECKED:  # what was edited and is no version yet would pass the lesson by
        checklists.wait(store, checklists.current(store), _learnt(waiting, made, reply))
    if typed_over is not ideal and made.lesson is Lesson.NOT_THEM:
        checklists.wait_ideal(store, checklists.ideal(store), rules.learnt_of(typed_over, made.lesson_text))
    return kept.get(store, exit_id)


_CHECKED = (Lesson.RED_FLAG, Lesson.MUST_HAVE)


def _write(store: Store, made: Exit, reply: str, now: datetime) -> int:
    if made.lesson not in _CHECKED:
        return checklists.ideal_written(store, rules.learnt_of(checklists.ideal(store), made.lesson_text), now).version
    current = checklists.current(store)
    return checklists.edited(store, current.key, _learnt(current.content, made, reply), now).version


def _learnt(content: Checklist, made: Exit, reply: str) -> Checklist:
    assert made.lesson is not None  # checked before
    return rules.learnt(content, made.lesson, made.lesson_text, made.lesson_points, reply)


def finish(store: Store, exit_id: int, now: datetime) -> Exit:
    """The work is over: what is open of it is closed, and the client stands where that leaves them.

    Refused while a step is open, or nobody said how it ended.
    """
    made, today = kept.get(store, exit_id), now.astimezone().date()
    rules.check_end(made, seen.stands(store, made))
    if kept_outcomes.of_engagement(store, made.engagement_id) is None:
        raise Refused("Say first how it ended: whether you would accept them again.")
    client, engagement = kept_clients.find(store, made.client_id), kept_work.get(store, made.engagement_id)
    ends_now = engagement.status is EngagementStatus.OPEN
    people = _people(store, client)
    stood = tuple(Stood(person.id, person.status) for person in people)
    with store.journal.change("exit.finish"):
        if ends_now:
            work.closed(store, engagement.id, today)
        for person in people:
            _move(store, person, seen.leaves_as(store, made, person, today), today)
        return kept.save(store, replace(made, state=ExitState.DONE, stood=stood, ended_work=ends_now, done_at=now))


def _people(store: Store, client: Client) -> tuple[Client, ...]:
    """The client; of a household its people, too."""
    return client, *households.members(store, client)


def _move(store: Store, client: Client, status: ClientStatus, today: date) -> None:
    if status is not client.status:
        kept_clients.save(store, moved(client, status, today))


# taking it back


def take_back(store: Store, exit_id: int, now: datetime) -> Exit:
    """Let everything stand as before the exit, in one step of undo; Refused once something of it was issued.

    Drafts go, sessions are planned again, follow-ups are open again, the lesson leaves a version that no check used.
    """
    made = kept.get(store, exit_id)
    rules.check_back(made, seen.stands(store, made))
    with store.journal.change("exit.take_back"):
        _drop_drafts(store, made)
        for session in made.cancelled:
            kept.put_back(store, replace(session, id=0))
        for step_id in made.closed:
            kept_sessions.save_follow_up(store, replace(kept_sessions.follow_up(store, step_id), done_at=None))
        _unlearn(store, made)
        _reopen(store, made)
        return kept.save(store, replace(made, state=ExitState.TAKEN_BACK, done_at=now))


def _drop_drafts(store: Store, made: Exit) -> None:
    """The exit's own drafts go; a refund that was begun elsewhere stays."""
    refund, sources = seen.refund(store, made), [seen.source(made)]
    if refund is not None and refund.id == made.refund_id:
        kept_refunds.drop(store, refund.id)
        sources.append(f"refund:{refund.id}")
    for letter in (one for source in sources for one in kept_letters.from_source(store, source)):
        kept_letters.delete(store, letter.id)


def _unlearn(store: Store, made: Exit) -> None:
    """The lesson's version goes where it is the newest and no check used it; else the lesson stays."""
    if made.lesson is Lesson.NOT_THEM:
        kept_checklists.drop_ideal(store, made.lesson_version)
    elif made.lesson_version:
        kept_checklists.drop(store, checklists.current(store).key, made.lesson_version)


def _reopen(store: Store, made: Exit) -> None:
    outcome = kept_outcomes.of_engagement(store, made.engagement_id)
    if outcome and outcome.answered_at and made.created_at and outcome.answered_at >= made.created_at:
        kept_outcomes.delete(store, outcome.id)
    engagement = kept_work.get(store, made.engagement_id)
    if made.ended_work:
        kept_work.save(store, replace(engagement, status=EngagementStatus.OPEN, closed_on=None))
    for one in made.stood:
        kept_clients.save(store, replace(kept_clients.find(store, one.client_id), status=one.status))


def _open(store: Store, exit_id: int) -> Exit:
    made = kept.get(store, exit_id)
    rules.check_open(made)
    return made
