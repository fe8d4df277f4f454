"""One piece of work: its time, its costs and the parts of its fee that wait, ticked for the next invoice."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import invoices, practice, time
from practice.actions.time import Unbilled
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.invoices import Line
from practice.rules.notes import Session, minutes
from practice.rules.time import TimeEntry, minutes_text
from practice.ui.desk import Desk
from practice.ui.money import words
from practice.ui.money.adding import AskCost, AskTime
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.layout import PageHeader, SectionTitle, clear, row
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.text import Text

INDENT = 24  # of what stands below a line: under its words


class WorkPage(ScrollPage):
    """What can be billed; `begun(id)` is the draft of an invoice, `left` goes back."""

    left = Signal()
    begun = Signal(int)

    def __init__(self, desk: Desk, engagement_id: int) -> None:
        super().__init__(most=760)
        self._desk, self.engagement_id = desk, engagement_id
        self.told: Unbilled | None = None
        self._off: set[object] = set()  # the lines whose tick was taken away
        self._on: set[object] = set()  # those that are not due and were ticked
        self.head = PageHeader(crumbs=[tr("Money"), ""])
        assert self.head.crumbs is not None
        self.head.crumbs.went.connect(lambda _: self.left.emit())
        self.time_button = Button(tr("Add time"), icon="timer", key="T")
        self.cost_button = Button(tr("Add a cost"), icon="receipt-text", key="C")
        self.time_button.clicked.connect(lambda: self.add_time())
        self.cost_button.clicked.connect(self.add_cost)
        self.head.add_button(self.time_button)
        self.head.add_button(self.cost_button)
        self.set_header(self.head)
        self.ask_time, self.ask_cost = AskTime(desk), AskCost(desk)
        for card in (self.ask_time, self.ask_cost):
            card.left.connect(self.put_away)
            self.body.addWidget(card)
            self.body.addSpacing(4)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        self.write_button = Button(tr("Write the invoice"), "primary", "receipt-text", key=tr("Ctrl Enter"))
        self.write_button.clicked.connect(self.write)
        self.bar = ActionBar(self.write_button)
        self.set_bar(self.bar)

    def load(self) -> None:
        """Show what waits now; KeyError where the work is gone."""
        self.told = told = time.unbilled(self._desk.store, self.engagement_id, self._desk.today())
        work = told.engagement.title or told.engagement.kind or tr("Work")
        self.head.set_title(tr("What can be billed to {name}?", name=display_name(told.client)))
        assert self.head.crumbs is not None
        self.head.crumbs.last.setText(work)
        self._fill(told)
        self._say_sum()

    def _fill(self, told: Unbilled) -> None:
        clear(self._parts)
        self._checks: list[tuple[Check, Line]] = []
        by_id = {entry.id: entry for entry in told.entries}
        timed = [line for line in told.lines if line.times]
        free = [entry for entry in told.entries if not entry.billable]
        if timed or free or told.sessions:
            self._parts.addWidget(SectionTitle(tr("Time")))
        for line in timed:
            self._add_line(line, True)
            for number in line.times:
                self._parts.addLayout(self._entry(by_id[number]))
        for entry in free:
            self._parts.addLayout(self._entry(entry))
        for session in told.sessions:
            self._parts.addLayout(self._session(session))
        self._section(tr("Costs"), ((line, True) for line in told.lines if line.cost_id))
        self._section(tr("Of the fee"), ((one.line, one.due) for one in told.offered))
        if not self._parts.count():
            nothing = tr("Nothing waits. Add time or a cost; parts of the fee come when they are due.")
            self._parts.addWidget(Text(nothing, "body", "text2", wrap=True))

    def _section(self, title: str, lines: Iterable[tuple[Line, bool]]) -> None:
        for number, (line, due) in enumerate(lines):
            if not number:
                self._parts.addSpacing(12)
                self._parts.addWidget(SectionTitle(title))
            self._add_line(line, due)

    def _add_line(self, line: Line, due: bool) -> None:
        assert self.told is not None
        day = words.line_detail(line, self._desk.today())
        label = tr("Time of {day}", day=day) if line.times else line.text
        detail = "" if line.times else (day or ("" if due else tr("not due yet")))
        tick = Check(label, detail, strong=True)
        tick.setChecked(_key(line) not in self._off if due else _key(line) in self._on)
        tick.clicked.connect(lambda: self._on_ticked(line, due))
        self._checks.append((tick, line))
        amount = Text(words.say_in(self._desk.store, self.told.currency)(line.amount), "bodyStrong", numbers=True)
        made = row(tick, None, amount)
        self._parts.addLayout(made)

    def _entry(self, entry: TimeEntry) -> QHBoxLayout:
        """What stands below a day: each piece, to be changed or taken away."""
        said = f"{minutes_text(entry.minutes)}: {entry.text}"
        if not entry.billable:
            said = tr("{said} ({day}, not billed)", said=said, day=day_text(entry.on, self._desk.today()))
        change, drop = Button(tr("Change"), "link"), Button(tr("Take out"), "link")
        change.setAccessibleName(tr("Change {what}", what=said))
        drop.setAccessibleName(tr("Take out {what}", what=said))
        change.clicked.connect(lambda: self.add_time(entry))
        drop.clicked.connect(lambda: self._drop(entry))
        made = row(Text(said, "small", "text2", elide=True), change, drop, gap=12)
        made.setContentsMargins(INDENT, 0, 0, 0)
        made.setStretch(0, 1)
        return made

    def _session(self, session: Session) -> QHBoxLayout:
        day = day_text(session.starts_at.astimezone().date(), self._desk.today())
        said = tr("{title}, {day}: {time}", title=session.title, day=day, time=minutes_text(minutes(session)))
        write = Button(tr("Write its time down"), "link", key="S")
        write.setAccessibleName(tr("Write down the time of {what}", what=said))
        write.clicked.connect(lambda: self._take_session(session.id))
        made = row(Text(said, "body", "text2", elide=True), write, gap=12)
        made.setStretch(0, 1)
        return made

    # what is done here

    def _drop(self, entry: TimeEntry) -> None:
        time.drop(self._desk.store, entry.id)
        self._desk.toast(tr("Took {time} out", time=minutes_text(entry.minutes)))
        self.focus_first()

    def _take_session(self, session_id: int) -> None:
        entry = time.from_session(self._desk.store, session_id, self._desk.now())
        self._desk.toast(tr("Wrote {time} down", time=minutes_text(entry.minutes)))
        self.focus_first()

    def take_first_session(self) -> None:
        """S: the time of the first session that has none."""
        if self.told is not None and self.told.sessions:
            self._take_session(self.told.sessions[0].id)

    def add_time(self, entry: TimeEntry | None = None) -> None:
        """Ask for time, or show a piece of it to be changed."""
        self._ask(self.ask_time)
        if self.told is not None:
            self.ask_time.show_work(self.told, entry, practice.profile(self._desk.store).locale)
            self.ask_time.minutes.field.setFocus()

    def add_cost(self) -> None:
        """Ask for a cost."""
        self._ask(self.ask_cost)
        if self.told is not None:
            self.ask_cost.show_work(self.told, practice.profile(self._desk.store).locale)
            self.ask_cost.amount.field.setFocus()

    def _ask(self, card: QWidget) -> None:
        for one in (self.ask_time, self.ask_cost):
            one.form.flush()
            one.setVisible(one is card)
        self.area.verticalScrollBar().setValue(0)
        self._desk.hints()

    @property
    def asking(self) -> AskTime | AskCost | None:
        """The card that is open."""
        return next((one for one in (self.ask_time, self.ask_cost) if not one.isHidden()), None)

    def put_away(self) -> bool:
        """Close the card that is open; False where none is."""
        card = self.asking
        if card is None:
            return False
        card.hide()
        self.focus_first()
        self._desk.hints()
        return True

    def step_back(self) -> bool:
        """Esc: close the card that is open; False where none is."""
        return self.put_away()

    def press(self) -> None:
        """Ctrl+Enter: what the open card asks for, else the invoice."""
        card = self.asking
        card.press() if card is not None else self.write()

    def _on_ticked(self, line: Line, due: bool) -> None:
        (self._off if due else self._on).symmetric_difference_update({_key(line)})
        self._say_sum()

    @property
    def chosen(self) -> tuple[Line, ...]:
        """The lines that are ticked."""
        return tuple(line for tick, line in self._checks if tick.isChecked())

    def _say_sum(self) -> None:
        assert self.told is not None
        open_draft = invoices.draft_of(self._desk.store, self.engagement_id)
        total = words.say_in(self._desk.store, self.told.currency)(sum(line.amount for line in self.chosen))
        said = tr("It comes to {total} without tax. Nothing is final before it is issued.", total=total)
        self.write_button.set_label(tr("Open the draft") if open_draft else tr("Write the invoice"))
        told = tr("A draft is being written; what is unbilled can be added there.")
        self.bar.consequence.setText(told if open_draft else said)
        self.write_button.setEnabled(bool(self.chosen) or open_draft is not None)

    def write(self) -> None:
        """Begin the invoice of what is ticked, or go to the one that is being written."""
        if not self.write_button.isEnabled():
            return
        try:
            draft = invoices.start(self._desk.store, self.engagement_id, self._desk.now(), self.chosen)
        except Refused as refusal:
            self._desk.tell(str(refusal))
            return
        self.begun.emit(draft.id)

    def flush(self) -> bool:
        """Keep what is typed in the open card."""
        kept = [card.form.flush() for card in (self.ask_time, self.ask_cost)]
        return all(kept)

    def focus_first(self) -> None:
        """The first tick, or the button that adds time."""
        (self._checks[0][0] if self._checks else self.time_button).setFocus()

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        named = display_name(self.told.client) if self.told else ""
        found = [
            KeyHint("Ctrl+Enter", tr("keep") if self.asking else tr("write the invoice"), self.press),
            KeyHint("T", tr("time"), self.add_time, tr("Add time for {name}", name=named), "timer"),
            KeyHint("C", tr("cost"), self.add_cost, tr("Add a cost for {name}", name=named), "receipt-text"),
        ]
        if self.told and self.told.sessions:
            found.append(KeyHint("S", tr("a session’s time"), self.take_first_session))
        return [*found, KeyHint("Space", tr("in or out"))]


def _key(line: Line) -> object:
    return (line.times, line.cost_id, line.key)
