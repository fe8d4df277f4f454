"""How boundaries are called on screen."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from practice.actions import boundary_policy as policy
from practice.actions.boundary_judging import Assessment
from practice.rules.agreed import NO_RULE, Agreed
from practice.rules.boundaries import (
    GRAVE,
    BoundaryEntry,
    Category,
    Channel,
    Direction,
    EntryKind,
    Impact,
    Intent,
    Kind,
    Response,
)
from practice.rules.patterns import Pattern, PatternKind
from practice.rules.severity import Why
from practice.rules.wording import Loaded, Warned
from practice.ui.tr import tr, trn
from practice.ui.when import clock_text

Options = tuple[tuple[object, str], ...]


def directions() -> Options:
    """Who crossed whose boundary."""
    return (
        (Direction.CLIENT_TO_PRACTITIONER, tr("They crossed ours")),
        (Direction.PRACTITIONER_TO_CLIENT, tr("We crossed theirs")),
        (Direction.THIRD_PARTY, tr("Somebody else")),
    )


DIRECTION_ICONS = ("arrow-left", "arrow-right", "users")


def kinds() -> Options:
    """A departure from what is usual, or worse."""
    return (
        (Kind.CROSSING, tr("A crossing")),
        (Kind.VIOLATION, tr("A violation")),
        (Kind.UNSURE, tr("Unsure")),
    )


def intents() -> Options:
    """Whether it was meant."""
    return (
        (Intent.ACCIDENTAL, tr("By accident")),
        (Intent.UNCLEAR, tr("Unclear")),
        (Intent.DELIBERATE, tr("On purpose")),
    )


def impacts() -> Options:
    """What it did."""
    return (
        (Impact.UNKNOWN, tr("Not said")),
        (Impact.NONE, tr("Nothing")),
        (Impact.HELPFUL, tr("It helped")),
        (Impact.MILD, tr("Discomfort or cost")),
        (Impact.MATERIAL, tr("Harm or risk")),
    )


def channels() -> Options:
    """How it came about."""
    return (
        (Channel.UNKNOWN, tr("Not said")),
        (Channel.CALL, tr("Call")),
        (Channel.TEXT, tr("Text message")),
        (Channel.EMAIL, tr("Email")),
        (Channel.IN_PERSON, tr("In person")),
        (Channel.VIDEO, tr("Video")),
        (Channel.SOCIAL, tr("Social media")),
        (Channel.LETTER, tr("Letter")),
        (Channel.OTHER, tr("Another way")),
    )


CHANNEL_ICONS = {
    Channel.UNKNOWN: "circle-dot",
    Channel.CALL: "phone",
    Channel.TEXT: "message-square-text",
    Channel.EMAIL: "mail",
    Channel.IN_PERSON: "user",
    Channel.VIDEO: "video",
    Channel.SOCIAL: "users",
    Channel.LETTER: "file-text",
    Channel.OTHER: "circle-dot",
}


def channel(one: Channel) -> str:
    """How it came about, in a word; "Entry" where that was not said."""
    return tr("Entry") if one is Channel.UNKNOWN else dict(channels())[one]


def additions() -> Options:
    """What may be added to an entry."""
    return ((EntryKind.FOLLOW_UP, tr("Follow-up")), (EntryKind.AMENDMENT, tr("Amendment")))


def severities() -> Options:
    """The five severities, each with its number."""
    return tuple((one.level, f"{one.level} {tr(one.name)}") for one in policy.severities())


def severity(level: int) -> str:
    """What a severity is called."""
    return tr(policy.severities()[level - 1].name)


SEVERITY_KINDS = {1: "neutral", 2: "neutral", 3: "warn", 4: "bad", 5: "bad"}


def category(one: Category) -> str:
    """What a category is called."""
    return tr(policy.categories()[one].name)


def response(one: Response) -> str:
    """What a response is called."""
    return tr(policy.responses()[one].name)


def response_line(one: Response) -> str:
    """A response with its level: "R2  Written reminder"."""
    return f"{one.value}  {response(one)}"


def why(judged: Assessment) -> str:
    """Why this severity is proposed."""
    said = {
        Why.SINGLE: tr("once, and no effect is told"),
        Why.MILD: tr("mild discomfort or cost"),
        Why.SIMILAR: tr("the second like it in 90 days"),
        Why.MATERIAL: tr("harm or risk that matters"),
        Why.REMINDED: tr("it goes on after a written reminder"),
        Why.VIOLATION: tr("a violation"),
        Why.HARASSMENT: tr("advances or harassment"),
        Why.CONFIDENCE: tr("a confidence of the client’s; at least 3"),
        Why.IDENTIFIES: tr("a listener could tell who it is; at least 4"),
        Why.ADVANCES: tr("advances of ours; at least 4"),
        Why.DANGER: tr("danger; always 5"),
    }[judged.proposal.why]
    return tr("Proposed {n}: {why}.", n=judged.proposal.severity, why=said)


def judged(one: Assessment) -> str:
    """Why this severity is proposed, and what a grave one brings."""
    talk = tr("Talk to somebody about it: a follow-up will be due within two days.") if one.severity >= GRAVE else ""
    return f"{why(one)} {talk}".strip()


def pattern(one: Pattern) -> str:
    """What a pattern says, as a finding."""
    many = tr(policy.categories()[one.category].many) if one.category else tr("entries")
    count = len(one.entries)
    return {
        PatternKind.REPEATED: tr("{n} {many} in {days} days", n=count, many=many, days=one.days),
        PatternKind.AFTER_REMINDER: tr("Again within 14 days of a written reminder"),
        PatternKind.TWO_SERIOUS: tr("Serious about more than one thing within 60 days"),
        PatternKind.RISING: tr("More often than before: {n} in the last 30 days", n=count),
    }[one.kind]


def pattern_asks(one: Pattern, level: Response | None = None) -> str:
    """What the policy asks for, with the entries that it goes by."""
    asked = level or one.response
    if asked:
        said = tr("Your policy says: {what}.", what=lower(response(asked)))
    elif one.kind is PatternKind.TWO_SERIOUS:
        said = tr("Time for a review meeting.")
    else:
        said = tr("Look at what has changed.")
    return f"{said} {cited(one.entries)}"


def cited(ids: Iterable[int]) -> str:
    """Entries by their numbers; the one that is being written, 0, has none yet."""
    every = list(ids)
    known = ", ".join(str(one) for one in every if one)
    if not known:
        return ""
    if 0 in every:
        return trn("Entry {ids} and this one.", "Entries {ids} and this one.", len(every) - 1, ids=known)
    return trn("Entry {ids}.", "Entries {ids}.", len(every), ids=known)


def called(entry: BoundaryEntry) -> str:
    """ "A crossing. Meant: by accident. What it did: nothing."."""
    kind, intent, impact = dict(kinds())[entry.kind], dict(intents())[entry.intent], dict(impacts())[entry.impact]
    return tr("{kind}. Meant: {intent}. What it did: {impact}.", kind=kind, intent=lower(intent), impact=lower(impact))


def lower(text: str) -> str:
    """The text with its first letter small."""
    return text[:1].lower() + text[1:]


def short(day: date) -> str:
    """ "Nov 15"."""
    return f"{day.strftime('%b')} {day.day}"


def long(day: date, today: date) -> str:
    """ "November 15", with the year where it is another one."""
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day.strftime('%B')} {day.day}{year}"


def moment(at: datetime) -> str:
    """ "Sunday 9:47 PM"."""
    return f"{at.astimezone().strftime('%A')} {clock_text(at)}"


def told_line(one: Channel, at: datetime) -> str:
    """ "Text, Sunday 9:47 PM"."""
    return f"{tr('Text') if one is Channel.TEXT else channel(one)}, {moment(at)}"


def agreed(one: Agreed) -> str:
    """Something that can be cited, in one line."""
    if one.since:
        return tr(
            "Your rule {n}, since {day}: “{said}”",
            n=one.rule,
            day=f"{short(one.since)}, {one.since.year}",
            said=one.text,
        )
    if one.rule_id:
        return tr("Your rule {n}: “{said}”", n=one.rule, said=one.text)
    if not one.item:
        return tr("No rule yet") if one.key == NO_RULE else tr("Choose what it is about")
    what = item(one.item)
    return tr("{letter}, {what}: “{said}”", letter=one.letter, what=what, said=one.text)


def item(number: str) -> str:
    """What of a letter is cited: "item 2.10", "clause 4"."""
    return number if number.startswith("clause") else tr("item {number}", number=number)


def others(names: Sequence[str]) -> str:
    """That others are named, "" where nobody is."""
    listed = ", ".join(names)
    said = tr("Names of others stand here: {names}. Say “a guest” or “a colleague” instead.", names=listed)
    return said if names else ""


def warning(warned: Iterable[Warned]) -> str:
    """What to think about again, in one sentence."""
    every = tuple(warned)
    said = []
    for kind, sentence in (
        (Loaded.DIAGNOSIS, tr("A diagnosis: {words}. Write what was done or said.")),
        (Loaded.ADJECTIVE, tr("An adjective: {words}. Write what a camera would have seen.")),
    ):
        if found := [f"“{one.word}”" for one in every if one.kind is kind]:
            said.append(sentence.format(words=", ".join(found)))
    return " ".join(said)
