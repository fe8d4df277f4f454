"""What stands beside an entry: the pattern, the last 30 days, the last entries, the policy, the other way round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from practice.actions import boundary_policy as policy
from practice.actions.boundary_judging import Told
from practice.rules.boundaries import Category, Channel, Direction, Response, is_answered, is_own
from practice.rules.letters import Letter
from practice.rules.patterns import LOOKS_BACK, Pattern, PatternKind
from practice.rules.severity import ladder
from practice.ui.boundaries import words
from practice.ui.boundaries.parts import EntryLine, LadderStep
from practice.ui.boundaries.strip import DAYS, PatternStrip
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import SectionTitle, clear
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import Inspector
from practice.ui.widgets.text import Text

SHOWN = 5  # entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All that is shown beside an entry; `now` is the step that the policy asks for now, `cites` what it goes by."""

    direction: Direction
    category: Category | None
    severity: int
    told: Sequence[Told]
    patterns: Sequence[Pattern]
    today: date
    at: datetime
    closed: frozenset[date]
    now: Response | None = None
    cites: str = ""
    letters: Mapping[int, tuple[Letter, ...]] = field(default_factory=dict)
    writing: tuple[datetime, Channel] | None = None  # when and how what is being written came about

    @property
    def same_side(self) -> list[Told]:
        """The entries of the side that this one is about."""
        own = is_own(self.direction)
        return [one for one in self.told if is_own(one.entry.direction) is own]

    @property
    def other_side(self) -> list[Told]:
        """Those the other way round."""
        own = is_own(self.direction)
        return [one for one in self.told if is_own(one.entry.direction) is not own]


class Aside(Inspector):
    """The inspector; `opened(entry id)` when one of the entries is asked for, `review_asked` for a review meeting."""

    opened = Signal(int)
    review_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Beside the entry"))
        self.strip = PatternStrip()
        self._banners, self._lines, self._ladder = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for inner, gap in ((self._banners, 8), (self._lines, 0), (self._ladder, 0)):
            inner.setSpacing(gap)
        self._days = SectionTitle(tr("The last 30 days"), " ", role="bodyStrong")
        self._policy = SectionTitle(tr("Your policy"), role="bodyStrong")
        self._other = Text("", "body", "text2", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addLayout(self._banners)
        self.body.addSpacing(10)
        for part in (self._days, self.strip):
            self.body.addWidget(part)
        self.body.addLayout(self._lines)
        self.body.addSpacing(14)
        self.body.addWidget(self._policy)
        self.body.addLayout(self._ladder)
        self.body.addSpacing(14)
        self.body.addWidget(SectionTitle(tr("The other way round"), role="bodyStrong"))
        self.body.addWidget(self._other)
        self.body.addStretch(1)

    def show_beside(self, beside: Beside) -> None:
        """Shows what belongs to this entry."""
        self._show_banners(beside)
        self._show_days(beside)
        self._show_ladder(beside)
        self._other.setText(other_side(beside))

    def _show_banners(self, beside: Beside) -> None:
        clear(self._banners)
        for one in beside.patterns:
            mine = one.category is beside.category and one.direction is beside.direction
            level = beside.now if one.response and mine else None
            asks = words.pattern_asks(one, level)
            review = self._review() if one.kind is PatternKind.TWO_SERIOUS else None
            self._banners.addWidget(Banner("warn", words.pattern(one), asks, "triangle-alert", review))

    def _review(self) -> Button:
        button = Button(tr("Follow up"), small=True, name=tr("Add a follow-up: a review meeting"))
        button.clicked.connect(self.review_asked)
        return button

    def _show_days(self, beside: Beside) -> None:
        first = beside.at.astimezone().date() - timedelta(days=DAYS - 1)
        last = beside.at.astimezone().date()
        near = [one for one in beside.same_side if first <= one.entry.happened_at.astimezone().date() <= last]
        marked = {
            one.entry.happened_at.astimezone().date(): words.CHANNEL_ICONS[one.entry.channel] for one in reversed(near)
        }
        if beside.writing is not None:
            marked[beside.writing[0].astimezone().date()] = words.CHANNEL_ICONS[beside.writing[1]]
        end = tr("today") if last == beside.today else words.short(last)
        self._days.remark.setText(tr("{first} to {end}; closed days shaded", first=words.short(first), end=end))
        self.strip.show_days(last, marked, beside.closed)
        self._show_lines(beside, beside.same_side[:SHOWN])

    def _show_lines(self, beside: Beside, told: Sequence[Told]) -> None:
        focused = next((line.entry_id for line in self.findChildren(EntryLine) if line.hasFocus()), 0)
        clear(self._lines)
        if beside.writing is not None:
            self._lines.addWidget(EntryLine(0, *beside.writing, beside.severity))
        for one in told:
            line = EntryLine(one.entry.id, one.entry.happened_at, one.entry.channel, one.severity)
            line.clicked.connect(lambda _=False, i=one.entry.id: self.opened.emit(i))
            self._lines.addWidget(line)
            if one.entry.id == focused:
                line.setFocus()
        if not told and beside.writing is None:
            self._lines.addWidget(Text(tr("No entries about this client yet."), "body", "text2", wrap=True))

    def _show_ladder(self, beside: Beside) -> None:
        clear(self._ladder)
        about = tr("Your policy: {what}", what=words.lower(words.category(beside.category))) if beside.category else ""
        self._policy.title.setText(about or tr("Your policy"))
        done = given(beside)
        for step in ladder(beside.direction, beside.severity):
            told = done.get(step)
            state = "now" if step is beside.now else "done" if told and was_given(beside, told, step) else ""
            self._ladder.addWidget(LadderStep(words.response(step), self._detail(step, beside, done, state), state))

    def _detail(self, step: Response, beside: Beside, done: Mapping[Response, Told], state: str) -> str:
        told = done.get(step)
        said = tr("Now. {cites}", cites=beside.cites).strip() if state == "now" else ""
        if told is None:
            return said or tr(policy.responses()[step].when)
        letter = next(iter(beside.letters.get(told.entry.id, ())), None)
        day = words.long(done_on(told, step), beside.today)
        if letter is not None and letter.sent_on is not None:
            before = tr("Sent {day}, {number}.", day=words.long(letter.sent_on, beside.today), number=letter.number)
        elif letter is not None:
            before = tr("{number} is not sent yet.", number=letter.number)
        else:
            known = was_given(beside, told, step)
            planned = (
                tr("No letter yet.") if policy.responses()[step].letter else tr("To be done, since {day}", day=day)
            )
            before = tr("Done {day}", day=day) if known else planned
        return f"{said} {before}".strip()


def given(beside: Beside) -> dict[Response, Told]:
    """Which steps were taken or planned about the same thing within 90 days, each with the last entry that says so."""
    taken: dict[Response, Told] = {}
    for one in reversed(beside.same_side):
        same = one.category is beside.category and one.entry.direction is beside.direction
        if same and timedelta(0) <= beside.at - one.entry.happened_at <= LOOKS_BACK:
            if one.entry.response not in taken or was_given(beside, one, one.entry.response):
                taken[one.entry.response] = one
            taken |= {more.response: one for more in one.added if more.action}
    return taken


def was_given(beside: Beside, told: Told, step: Response) -> bool:
    """Whether a step was given and not only planned: as the entry or a follow-up tells, or by its letter that left."""
    if any(more.action and more.response is step for more in told.added):
        return True
    sent = any(letter.sent_on for letter in beside.letters.get(told.entry.id, ()))
    return sent or is_answered(told.entry, bool(policy.responses()[step].letter))


def done_on(told: Told, step: Response) -> date:
    """The day on which a step was taken: of the follow-up that tells of it, else of the entry."""
    later = [more.happened_at for more in told.added if more.action and more.response is step]
    return (later[-1] if later else told.entry.recorded_at).astimezone().date()


def other_side(beside: Beside) -> str:
    """What there is the other way round."""
    others = beside.other_side
    if not others:
        return tr("No entries.")
    recent = sum(beside.at - one.entry.happened_at <= LOOKS_BACK for one in others)
    last = others[0]
    day = words.long(last.entry.happened_at.astimezone().date(), beside.today)
    count = trn("{n} entry in 90 days.", "{n} entries in 90 days.", recent) if recent else tr("No entries in 90 days.")
    what = words.lower(words.category(last.category))
    return tr("{count} The last one was about {what}, on {day}.", count=count, what=what, day=day)
