"""All checks at a glance: those that wait, prospects nobody has checked, and what was decided."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from practice.actions.fit import ListedCheck
from practice.rules.checklists import IdealClient
from practice.rules.clients import Client, display_name
from practice.rules.fit import FitState
from practice.ui.fit import words
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, SectionTitle, clear, column
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import Inspector, ScrollPage
from practice.ui.widgets.rows import Row, RowCard
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Run, Text


class OpenRow(Row):
    """A row that opens something: by Enter, Space or a click."""

    opened = Signal()

    def __init__(self, key: str, name: str, detail: str, kind: str, status: str, icon: str) -> None:
        super().__init__(key, ", ".join(part for part in (name, detail, status) if part))
        words_here = Text("", elide=True)
        words_here.set_runs(Run(name, "bodyStrong"), Run(f"  {detail}" if detail else "", "body", "text2"))
        self.line.setContentsMargins(14, 7, 14, 7)
        self.line.addWidget(words_here, 1)
        self.line.addWidget(InlineStatus(kind, status, icon))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def press(self, key: str) -> bool:
        """Enter and Space open it."""
        if key in ("\r", "\n", " "):
            self.opened.emit()
            return True
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()


class Listing(ScrollPage):
    """The first page of the place; it holds no list column."""

    check_opened = Signal(int)
    client_chosen = Signal(int)
    checklist_asked = Signal()
    client_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # passed on to the first row
        under = tr("Ask before you say yes; every check stays with the client.")
        self.header = PageHeader(tr("Who is a right client?"), under)
        checklist = Button(tr("Edit the checklist"))
        checklist.clicked.connect(self.checklist_asked)
        self.header.add_button(checklist)
        self.set_header(self.header)
        self._rows: list[OpenRow] = []

    def rows(self) -> list[OpenRow]:
        """The rows from the top."""
        return self._rows

    def show_checks(
        self, waiting: Sequence[ListedCheck], decided: Sequence[ListedCheck], new: Sequence[Client], now: datetime
    ) -> None:
        """Shows all three lists; without any it says what this place is for."""
        focused = next((row.key for row in self._rows if row.hasFocus()), None)
        clear(self.body)
        self._rows = []
        if not (waiting or decided or new):
            self._show_empty()
        self._section(tr("Waiting for a decision"), "", [self._waiting(one) for one in waiting])
        self._section(tr("Prospects not checked yet"), tr("Enter starts a check"), [self._new(one) for one in new])
        self._section(tr("Decided"), "", [self._decided(one, now) for one in decided])
        self.body.addStretch(1)
        for row in self._rows:
            if row.key == focused:
                row.setFocus()

    def _show_empty(self) -> None:
        text = tr(
            "A fit check asks what you would rather know before you say yes. "
            "Add a prospect first; then the questions, the score and your decision are kept here."
        )
        button = Button(tr("New client"), icon="user-plus", key="Ctrl N")
        button.clicked.connect(self.client_asked)
        self.body.addWidget(EmptyState("clipboard-check", tr("No fit checks yet"), text, button))

    def _section(self, title: str, remark: str, rows: list[OpenRow]) -> None:
        if not rows:
            return
        part = QWidget()
        part.setLayout(column(SectionTitle(title, remark), RowCard(rows), gap=8))
        self.body.addWidget(part)
        self.body.addSpacing(8)

    def _waiting(self, one: ListedCheck) -> OpenRow:
        locked = one.check.state is FitState.LOCKED
        status = tr("Locked, decide") if locked else tr("Answers open")
        kind, icon = ("warn", "clock") if locked else ("neutral", "circle-dashed")
        return self._check_row(one, one.check.occasion, kind, status, icon)

    def _decided(self, one: ListedCheck, now: datetime) -> OpenRow:
        check = one.check
        at = moment_text(check.decided_at, now) if check.decided_at else ""
        detail = tr("{score} of 100, decided {at}", score=check.score, at=at)
        if check.decision is None:
            return self._check_row(one, detail, "neutral", "", "circle")
        kind, icon = words.decision_look(check.decision)
        return self._check_row(one, detail, kind, words.decisions()[check.decision], icon)

    def _check_row(self, one: ListedCheck, detail: str, kind: str, status: str, icon: str) -> OpenRow:
        row = OpenRow(f"check {one.check.id}", display_name(one.client), detail, kind, status, icon)
        row.opened.connect(lambda: self.check_opened.emit(one.check.id))
        return self._keep(row)

    def _new(self, client: Client) -> OpenRow:
        source = tr("Referred by {name}", name=client.referral_source) if client.referral_source else ""
        key, name = f"client {client.id}", display_name(client)
        row = OpenRow(key, name, source, "neutral", tr("Not checked"), "circle")
        row.opened.connect(lambda: self.client_chosen.emit(client.id))
        return self._keep(row)

    def _keep(self, row: OpenRow) -> OpenRow:
        row.moved.connect(lambda step: self._on_moved(row, step))
        row.entered.connect(lambda: self._on_entered(row))
        self._rows.append(row)
        return row

    def _on_moved(self, row: OpenRow, step: int) -> None:
        if row not in self._rows:  # its list was read again under the key
            return
        at = self._rows.index(row) + step
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_entered(self, row: OpenRow) -> None:
        for one in self._rows:
            one.set_current(one is row)
        self.area.ensureWidgetVisible(row, 0, 40)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The rows have the keys; as a proxy the first of them would break the chain of Tab."""
        self.focus_first()

    def focus_first(self) -> None:
        """The keys start at the first row."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)


class IdealNote(Inspector):
    """The written ideal client beside the list, to hold every prospect against."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Ideal client"))
        self._words = column(gap=4)
        self.button = Button(tr("Write it"))
        self.button.clicked.connect(self.asked)
        self.body.addWidget(Text(tr("Ideal client"), "section"))
        self.body.addLayout(self._words)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_ideal(self, ideal: IdealClient) -> None:
        """Shows what is written, or what it is for."""
        clear(self._words)
        if not ideal.version:
            why = tr("Whom do you serve best? Write it once, then hold every prospect against it.")
            self._words.addWidget(Text(why, "body", "text2", wrap=True))
        for label, text in (
            (tr("Who they are"), ideal.who),
            (tr("What they need"), ideal.need),
            (tr("What they value"), ideal.they_value),
            (tr("What they are not"), ideal.not_them),
            ("", ideal.text),
        ):
            if text:
                self._words.addSpacing(6)
                self._words.addWidget(Text(label, "label", "text2"))
                self._words.addWidget(Text(text, wrap=True))
        self.button.set_label(tr("Edit") if ideal.version else tr("Write it"))
