"""What stands beside a note: what was promised for the session, last time, and the energy the client leaves."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions.sessions import NoteView
from practice.rules.clients import Thing
from practice.rules.engagements import Delivery, ScopeItem, label
from practice.rules.notes import Note, Session
from practice.ui.sessions.words import energy_words, short_day
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button, box
from practice.ui.widgets.choices import Check
from practice.ui.widgets.layout import Card, SectionTitle, clear, column, row
from practice.ui.widgets.pages import Inspector
from practice.ui.widgets.text import Run, Text, draw_line, text_width

SHOWN = 5  # earlier sessions whose energy is shown
REMEMBERED = 6
LONGEST = 220  # characters of last time's note


class EnergyRow(QWidget):
    """One session's energy as five dots and a word."""

    spoken_as = "measure"

    def __init__(self, day: str, energy: int) -> None:
        super().__init__()
        self._day, self._energy, self._word = day, energy, energy_words()[energy - 1]
        self.setFixedHeight(25)
        self.setAccessibleName(tr("{day}: {word}, {n} of 5", day=day, word=self._word, n=energy))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws day, dots and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.height()
        draw_line(painter, QRect(0, 0, 62, high), self._day, "body", "text2", numbers=True)
        for i in range(1, 6):
            dot = QRect(64 + (i - 1) * 20, (high - 14) // 2, 14, 14)
            on = i == self._energy
            box(painter, dot, 7, "accent" if on else "", "" if on else "borderStrong")
        wide = max(text_width(word) for word in energy_words()) + 1
        draw_line(painter, QRect(self.width() - wide, 0, wide, high), self._word, "body", "text2")


class Aside(Inspector):
    """The inspector of a note."""

    ticked = Signal(int, bool)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(tr("Beside the note"))
        self.checks: dict[int, Check] = {}
        self._inner = QVBoxLayout()
        self._inner.setSpacing(8)
        self.body.addLayout(self._inner)
        self.body.addStretch(1)

    def add(self, part: QWidget) -> None:
        """Put something under all that belongs to the note."""
        self.body.insertSpacing(self.body.count() - 1, 16)
        self.body.insertWidget(self.body.count() - 1, part)

    def show_view(self, view: NoteView, today: date) -> None:
        """Shows what belongs to this note."""
        self._today = today
        focused = next((i for i, check in self.checks.items() if check.hasFocus()), 0)
        clear(self._inner)
        self.checks = {}
        signed = view.note.signed_at is not None
        promised = [(item, one) for item, one in view.promised if one.id in view.note.kept or not signed]
        if promised:
            self._promised(promised, view)
        if view.things and not signed:
            self._remembered(view.things)
        if view.earlier:
            self._last_time(*view.earlier[0], view)
        self._energy(view)
        if not self._inner.count():
            told = tr("What was promised, the last note and the energy you were left with will stand here.")
            self._inner.addWidget(Text(told, "body", "text2", wrap=True))
        if focused in self.checks:
            self.checks[focused].setFocus()

    def _head(self, title: str) -> None:
        if self._inner.count():
            self._inner.addSpacing(12)
        self._inner.addWidget(SectionTitle(title, role="bodyStrong"))

    def _promised(self, promised: Sequence[tuple[ScopeItem, Delivery]], view: NoteView) -> None:
        self._head(tr("Promised for this session"))
        card = Card(padding=12)
        for item, delivery in promised:
            card.add_row(self._promise(item, delivery, view))
        self._inner.addWidget(card)

    def _promise(self, item: ScopeItem, delivery: Delivery, view: NoteView) -> QWidget:
        what = delivery.text or item.text
        check = Check("", name=tr("Kept: {number} {what}", number=label(item), what=what))
        check.setChecked(delivery.id in view.note.kept or delivery.delivered_on is not None)
        check.setEnabled(view.note.signed_at is None)
        check.clicked.connect(lambda on: self.ticked.emit(delivery.id, on))
        self.checks[delivery.id] = check
        words = QVBoxLayout()
        words.setSpacing(0)
        named = Text("", "body", wrap=True)
        named.set_runs(Run(f"{label(item)} ", "bodyStrong"), Run(what))
        words.addWidget(named)
        words.addWidget(Text(self._state(delivery, view), "small", "text2", wrap=True))
        whole = QWidget()
        made = row(check, gap=6)
        made.setAlignment(check, Qt.AlignmentFlag.AlignTop)
        made.addLayout(words, 1)
        whole.setLayout(made)
        return whole

    def _state(self, delivery: Delivery, view: NoteView) -> str:
        if delivery.delivered_on:
            return tr("Kept {day}", day=day_text(delivery.delivered_on, self._today))
        if delivery.id in view.note.kept:
            return tr("Marked as kept when you lock the note")
        if delivery.due_on:
            return tr("Due {day}", day=day_text(delivery.due_on, self._today))
        return tr("Tick it if it was kept today")

    def _remembered(self, things: Sequence[Thing]) -> None:
        self._head(tr("Things to remember"))
        for thing in things[:REMEMBERED]:
            self._inner.addWidget(Text(thing.text, "body", wrap=True))

    def _last_time(self, session: Session, note: Note, view: NoteView) -> None:
        day = day_text(session.starts_at.astimezone().date(), self._today)
        self._head(tr("Last time, {day}", day=day))
        said = " ".join(text.strip() for text in note.fields.values() if text.strip())
        cut = said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + "…"
        self._inner.addWidget(Text(f"{session.title}. {cut}", "body", "text2", wrap=True))
        button = Button(tr("Open the note"), "link")
        button.clicked.connect(lambda: self.opened.emit(note.id))
        self._inner.addLayout(row(button, None))

    def _energy(self, view: NoteView) -> None:
        rows: list[tuple[Session, Note]] = [*reversed(view.earlier[:SHOWN]), (view.session, view.note)]
        felt: Sequence[tuple[Session, int]] = [(s, n.energy) for s, n in rows if n.energy]
        if not felt:
            return
        self._head(tr("Energy with {name}", name=view.client.preferred_name or view.client.given or tr("this client")))
        days = [(short_day(session.starts_at.astimezone().date(), self._today), energy) for session, energy in felt]
        self._inner.addLayout(column(*(EnergyRow(day, energy) for day, energy in days), gap=0))
