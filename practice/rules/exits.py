"""The graceful exit: ending work that does not fit, in steps that can be left half-way, resumed and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from practice.errors import Refused
from practice.rules.checklists import Checklist, Grade, IdealClient, MustHave, RedFlag, new_key
from practice.rules.notes import Session
from practice.rules.shelves import ClientStatus


class Cause(StrEnum):
    """Who finds that it does not fit, or that work ends for another reason."""

    US = "us"
    CLIENT = "client"
    OTHER = "other"


class Step(StrEnum):
    """The steps, in their order."""

    DECISION = "decision"
    REFUND = "refund"
    LETTER = "letter"
    REFERRAL = "referral"
    WORK = "work"  # planned sessions, follow-ups and open promises
    LESSON = "lesson"
    END = "end"  # the client's status, and how it ended


MAY_PASS = frozenset({Step.REFUND, Step.LETTER, Step.REFERRAL, Step.LESSON})  # with a reason


class ExitState(StrEnum):
    """The life of an exit."""

    OPEN = "open"
    DONE = "done"
    TAKEN_BACK = "taken_back"


class Lesson(StrEnum):
    """Where the lesson is written."""

    RED_FLAG = "red_flag"
    MUST_HAVE = "must_have"
    NOT_THEM = "not_them"  # the ideal client's "who they are not"


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that was left out, and why."""

    step: Step
    reason: str


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the client, or one of their household, stood before the end."""

    client_id: int
    status: ClientStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One exit from one engagement, with all that it changed, so that it can be taken back.

    `cancelled` are the planned sessions as they were, `closed` the follow-ups by id; `lesson_version` is the version
    that the lesson made, `status` where the client stood before, `stood` where each of a household did, `ended_work`
    whether it was this that closed the work. Its letters know it as their source.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    state: ExitState = ExitState.OPEN
    cause: Cause | None = None
    why: str = ""
    dates: str = ""  # that the client has to keep, one a line
    papers: str = ""  # that go back, one a line
    names: str = ""  # whom the client could ask, one a line
    need: str = ""  # what they need, as the referral says it
    refund_id: int | None = None
    work_done_at: datetime | None = None
    cancelled: tuple[Session, ...] = ()
    closed: tuple[int, ...] = ()
    lesson: Lesson | None = None
    lesson_text: str = ""
    lesson_points: int = 1
    lesson_version: int = 0
    passed: tuple[Passed, ...] = ()
    status: ClientStatus | None = None
    stood: tuple[Stood, ...] = ()
    ended_work: bool = False
    created_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """What has become of the records that an exit began: whether they went out, and are final then."""

    refund_decided: bool = False
    refund_issued: bool = False
    refund_told: bool = False  # its own letter is issued
    letter_issued: bool = False
    letter_sent: bool = False
    referral_issued: bool = False


def passed(made: Exit, step: Step) -> str:
    """Why a step was left out, "" for one that was not."""
    return next((one.reason for one in made.passed if one.step is step), "")


def is_done(made: Exit, step: Step, stands: Stands) -> bool:
    """Whether a step has nothing left to do."""
    if passed(made, step):
        return True
    done: Mapping[Step, bool] = {
        Step.DECISION: made.cause is not None and bool(made.why.strip()),
        Step.REFUND: stands.refund_decided or stands.refund_issued,
        Step.LETTER: stands.letter_issued,
        Step.REFERRAL: stands.referral_issued,
        Step.WORK: made.work_done_at is not None,
        Step.LESSON: bool(made.lesson_version),
        Step.END: made.state is ExitState.DONE,
    }
    return done[step]


def following(made: Exit, stands: Stands) -> Step | None:
    """The first step that is not done yet, None when all are."""
    return next((step for step in Step if not is_done(made, step, stands)), None)


def place(step: Step) -> int:
    """A step's number, from 1."""
    return list(Step).index(step) + 1


def pass_step(made: Exit, step: Step, reason: str) -> Exit:
    """The exit with a step left out, or taken up again where the reason is empty. Refused for one that must be done."""
    others = tuple(one for one in made.passed if one.step is not step)
    if not reason.strip():
        return replace(made, passed=others)
    if step not in MAY_PASS:
        raise Refused("This step cannot be left out.")
    return replace(made, passed=(*others, Passed(step, reason.strip())))


WHO = {Cause.US: "I", Cause.CLIENT: "you", Cause.OTHER: "I"}  # ends it, as the letter's field says it


def letter_fields(made: Exit) -> dict[str, str]:
    """What the exit knows of the letter that ends the work, by the letter's field; an empty field stays to be asked."""
    known = {
        "ending.who": WHO[made.cause] if made.cause else "",
        "dates.dates": made.dates.strip(),
        "papers.originals": made.papers.strip(),
    }
    return {field: text for field, text in known.items() if text}


def referral_fields(made: Exit) -> dict[str, str]:
    """The same of the letter that leads to somebody else."""
    known = {"why.why": made.need.strip(), "names.names": made.names.strip()}
    return {field: text for field, text in known.items() if text}


def leaves_as(status: ClientStatus, *, other_work: bool, referred: bool) -> ClientStatus:
    """Where the client stands afterwards: who has other work stays, who had none yet was referred or declined."""
    if other_work:
        return status
    if status is ClientStatus.CLIENT:
        return ClientStatus.FORMER
    if status is ClientStatus.PROSPECT:
        return ClientStatus.REFERRED if referred else ClientStatus.DECLINED
    return status


def check_open(made: Exit) -> None:
    """Refused once the exit is done or was taken back."""
    if made.state is not ExitState.OPEN:
        raise Refused("This ending is finished." if made.state is ExitState.DONE else "This ending was taken back.")


_UNDONE = {
    Step.DECISION: "Say first why it does not fit.",
    Step.REFUND: "The refund is not decided yet. Decide it, or say why there is none.",
    Step.LETTER: "The letter is not issued yet. Issue it, or say why there is none.",
    Step.REFERRAL: "The referral letter is not issued yet. Issue it, or say why there is none.",
    Step.WORK: "Sessions and follow-ups are still open. Close them first.",
    Step.LESSON: "Write the lesson down, or say why there is none.",
}


def check_end(made: Exit, stands: Stands) -> None:
    """Refused while a step before the last is open, naming the first."""
    check_open(made)
    step = following(made, stands)
    if step is not None and step is not Step.END:
        raise Refused(_UNDONE[step])
    if stands.refund_decided and not stands.refund_issued:
        raise Refused("The refund is decided and not issued yet. Issue it: the client has to be told, and paid.")
    if stands.letter_issued and not stands.letter_sent:
        raise Refused("The letter is issued. Send it and mark it as sent: its day ends the work.")


def check_back(made: Exit, stands: Stands) -> None:
    """Refused once something went out that is never taken back."""
    if made.state is ExitState.TAKEN_BACK:
        raise Refused("This ending was taken back.")
    gone = (
        (stands.refund_issued, "The refund is issued, and an issued refund stays. Decide a correction instead."),
        (stands.refund_told, "The letter about the refund is issued, and an issued letter stays."),
        (stands.letter_issued, "The letter is issued, and an issued letter stays. Write to the client instead."),
        (stands.referral_issued, "The referral letter is issued, and an issued letter stays."),
    )
    for so, why in gone:
        if so:
            raise Refused(why)


def learnt(content: Checklist, lesson: Lesson, text: str, points: int, reply: str) -> Checklist:
    """The checklist with one more red flag (of 1 or 3 points, seen when `reply`) or must-have."""
    key, said = new_key(content), text.strip()
    if lesson is Lesson.MUST_HAVE:
        return replace(content, must_haves=(*content.must_haves, MustHave(key=key, text=said, refer=True)))
    flag = RedFlag(key=key, text=said, grades=(Grade(points, reply),))
    return replace(content, flags=(*content.flags, flag))


def learnt_of(ideal: IdealClient, text: str) -> IdealClient:
    """The ideal client with one more line of who they are not."""
    lines = [line for line in (ideal.not_them.strip(), text.strip()) if line]
    return replace(ideal, not_them="\n".join(lines))


def check_lesson(lesson: Lesson | None, text: str) -> None:
    """Refused without words, or without a place for them."""
    wrong = {}
    if lesson is None:
        wrong["lesson"] = "Choose where the lesson is written."
    if not text.strip():
        wrong["lesson_text"] = "Write what to look for next time, in one line."
    if wrong:
        raise Refused(wrong)
