"""The steps of an exit in words."""

from collections.abc import Sequence
from datetime import date

from practice.actions.exits import ExitView
from practice.rules.exits import Cause, ExitState, Lesson, Step, passed
from practice.rules.letters import Letter, LetterState
from practice.rules.shelves import ClientStatus
from practice.ui.tr import tr, trn
from practice.ui.when import day_text


def steps() -> dict[Step, tuple[str, str, str, str]]:
    """Icon, title, sentence and verb of each step."""
    return {
        Step.DECISION: (
            "scale", tr("The decision"), tr("Say in a sentence or two why it does not fit."), tr("Say why"),
        ),
        Step.REFUND: (
            "banknote", tr("The refund"), tr("Work out what goes back, to the cent, and decide it."), tr("Decide it"),
        ),
        Step.LETTER: (
            "file-text", tr("The letter"), tr("Name the dates they have to keep and the papers that go back."),
            tr("Write it"),
        ),
        Step.REFERRAL: (
            "split", tr("The referral"), tr("Give two or three names of people who may serve them better."),
            tr("Give names"),
        ),
        Step.WORK: (
            "calendar", tr("What is still planned"), tr("Cancel sessions, close follow-ups, look at open promises."),
            tr("Look at it"),
        ),
        Step.LESSON: (
            "graduation-cap", tr("The lesson"), tr("Write into the checklist what would have shown it earlier."),
            tr("Write it down"),
        ),
        Step.END: (
            "heart-handshake", tr("The end"), tr("Say how it ended; the client’s status follows."), tr("End it"),
        ),
    }  # fmt: skip


def causes() -> Sequence[tuple[Cause, str]]:
    """Who finds that it does not fit."""
    return (Cause.US, tr("I find so")), (Cause.CLIENT, tr("They find so")), (Cause.OTHER, tr("Another reason"))


def lessons() -> Sequence[tuple[Lesson, str]]:
    """Where a lesson can be written."""
    return (
        (Lesson.RED_FLAG, tr("A red flag")),
        (Lesson.MUST_HAVE, tr("A must-have")),
        (Lesson.NOT_THEM, tr("Who the ideal client is not")),
    )


def title(view: ExitView, name: str) -> str:
    """What the page is about."""
    return (
        tr("Ended with {name}", name=name)
        if view.made.state is ExitState.DONE
        else tr("End well with {name}", name=name)
    )


def refund_state(view: ExitView) -> tuple[str, str]:
    """Kind and words of how the decision on the money stands."""
    if view.refund is None:
        return "neutral", ""
    if not view.stands.refund_decided:
        return "neutral", tr("Begun, not decided yet")
    if not view.stands.refund_issued:
        return "warn", tr("{sum} goes back; not issued yet", sum=view.back)
    return "ok", tr("{sum} goes back; issued", sum=view.back)


def letter_state(letter: Letter) -> tuple[str, str]:
    """Kind and words of how a letter stands."""
    if letter.state is LetterState.DRAFT:
        return "neutral", tr("{number} is a draft", number=letter.number)
    if letter.sent_on is None:
        return "warn", tr("{number} is issued, not sent yet", number=letter.number)
    return "ok", tr("{number} is sent", number=letter.number)


def summary(view: ExitView, step: Step) -> str:
    """What has come of a step that is begun or done, "" where its own sentence says more."""
    made = view.made
    if reason := passed(made, step):
        return tr("Left out: {reason}", reason=reason)
    said = {
        Step.DECISION: made.why,
        Step.REFUND: refund_state(view)[1],
        Step.LETTER: letter_state(view.letter)[1] if view.letter else "",
        Step.REFERRAL: letter_state(view.referral)[1] if view.referral else "",
        Step.WORK: closed(view) if made.work_done_at else "",
        Step.LESSON: written(view) if made.lesson_version else "",
    }
    return said.get(step, "")


def closing(sessions: int, follow_ups: int) -> str:
    """What the button of the open work does."""
    parts = []
    if sessions:
        parts.append(trn("cancel {n} session", "cancel {n} sessions", sessions))
    if follow_ups:
        parts.append(trn("close {n} follow-up", "close {n} follow-ups", follow_ups))
    said = tr(" and ").join(parts) or tr("leave all as it is")
    return said[:1].upper() + said[1:]


def closed(view: ExitView) -> str:
    """What was cancelled and closed."""
    made = view.made
    sessions = trn("{n} session cancelled", "{n} sessions cancelled", len(made.cancelled))
    follow_ups = trn("{n} follow-up closed", "{n} follow-ups closed", len(made.closed))
    return f"{sessions}, {follow_ups}."


def written(view: ExitView) -> str:
    """Where the lesson was written."""
    made = view.made
    where = tr("the ideal client") if made.lesson is Lesson.NOT_THEM else tr("the fit checklist")
    return tr("“{said}” stands in version {n} of {where}.", said=made.lesson_text, n=made.lesson_version, where=where)


def afterwards(view: ExitView, name: str) -> str:
    """Where the client stands when it is done."""
    if view.status is view.client.status:
        return {
            ClientStatus.CLIENT: tr("{name} stays a client: there is other work.", name=name),
            ClientStatus.FORMER: tr("{name} is a former client.", name=name),
        }.get(view.status, tr("{name} stands as before.", name=name))
    return {
        ClientStatus.FORMER: tr("{name} becomes a former client.", name=name),
        ClientStatus.REFERRED: tr("{name} was referred to somebody else.", name=name),
        ClientStatus.DECLINED: tr("{name} counts as declined.", name=name),
    }.get(view.status, "")


def done_on(day: date, today: date) -> str:
    """When it ended."""
    return tr("Ended {day}.", day=day_text(day, today))
