"""The rows of the composer: a section of the letter, and the clauses in it."""

from collections.abc import Callable
from datetime import date
from itertools import zip_longest

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.rules.cases import Stance
from practice.rules.clauses import Clause, ClauseField, FieldKind
from practice.rules.companions import read_day
from practice.rules.families import PROMISES
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.letters.draft import Draft
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box
from practice.ui.widgets.choices import Toggle
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import column, line
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

ROW = 34
INDENT = 40  # where a section's body begins
FLAG = 30  # the place of a toggle or a lock


class Head(QWidget):
    """A row that opens what is under it (Enter, click) and turns itself on and off (Space, its toggle)."""

    spoken_as = "button"

    opened = Signal()
    turned = Signal(bool)

    def __init__(self, strong: bool) -> None:
        super().__init__()
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggle = Toggle(name=tr("On"))
        self.toggle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.toggle.clicked.connect(self.turned)
        self.lock = Icon("lock", "text2", 14, ROW)
        self.lock.setFixedWidth(FLAG)
        self.number = Text("", "body", "text2", numbers=True)
        self.number.setFixedWidth(20)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.title = Text("", "body", weight=600 if strong else 500, shrink=True)
        self.pill = Pill("accent", tr("Condition added"), "clipboard-check")
        self.chevron = Icon("chevron-right", "text2", 16, ROW)
        laid = QHBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setSpacing(0)
        for part in (self.toggle, self.lock, self.number):
            laid.addWidget(part)
        laid.addSpacing(10)
        laid.addWidget(self.title)
        laid.addSpacing(12)
        laid.addWidget(self.pill)
        laid.addStretch(1)
        laid.addWidget(self.chevron)
        self.number.setVisible(strong)
        self.pill.hide()

    def show_row(self, title: str, number: str, locked: bool, on: bool) -> None:
        """Show the row's state."""
        self.title.setText(title)
        self.title.set_color("text" if on else "text2")
        self.number.setText(number)
        self.toggle.setVisible(not locked)
        self.lock.setVisible(locked)
        self.toggle.setChecked(on)
        state = tr("required") if locked else tr("on") if on else tr("off")
        self.setAccessibleName(f"{number} {title}, {state}".strip())

    def show_open(self, is_open: bool) -> None:
        """Turn the chevron."""
        self.chevron.name = "chevron-down" if is_open else "chevron-right"
        self.setAccessibleDescription(tr("Open") if is_open else tr("Closed"))
        self.chevron.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens or closes."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or closes, Space turns on or off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space and not self.toggle.isHidden():
            self.turned.emit(not self.toggle.isChecked())
        else:
            super().keyPressEvent(event)

    def ring(self) -> Ring:
        """Around the row, clear of what stands at its ends."""
        return Ring(self.rect().adjusted(-2, 3, 2, -3), 4)

    def event(self, event: QEvent) -> bool:
        """Hover paints anew."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws hover."""
        if self.underMouse():
            box(QPainter(self), self.rect(), 4, "hover")


class Opening(QWidget):
    """A head with a body that is made when first opened."""

    def __init__(self, head: Head, indent: int, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.head = head
        self._make = make
        self.body: QWidget | None = None
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(indent, 2, 0, 10)
        whole = column(head, gap=0)
        whole.addLayout(self._inner)
        self.setLayout(whole)
        self.head.opened.connect(self.flip)
        self._margins(False)

    def _margins(self, is_open: bool) -> None:
        left = self._inner.contentsMargins().left()
        self._inner.setContentsMargins(left, 6 if is_open else 0, 0, 10 if is_open else 0)

    @property
    def is_open(self) -> bool:
        """Whether the body shows."""
        return self.body is not None and not self.body.isHidden()

    def flip(self) -> None:
        """Open or close."""
        self.set_open(not self.is_open)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the body."""
        if is_open and self.body is None:
            self.body = self._make()
            self._inner.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(is_open)
        self._margins(is_open)
        self.head.show_open(is_open)


class ClauseBody(QWidget):
    """What a clause is for, and its fields."""

    def __init__(self, desk: Desk, draft: Draft, clause: Clause) -> None:
        super().__init__()
        self.clause = clause
        self._draft = draft
        locale = draft.case.profile.locale
        self.boxes = {gap.key: FieldBox(tr(gap.label), _editor(gap, locale), gap.hint) for gap in clause.fields}
        made = column(Text(clause.note or clause.source, "small", "text2", wrap=True), gap=10)
        for one in self.boxes.values():
            made.addWidget(one)
        self.setLayout(made)
        self.form = Form(desk, self.boxes, self._save, self)
        self.form.edited.connect(lambda _: self.lay())

    def show_stance(self, stance: Stance) -> None:
        """Show the fields as they stand."""
        self._stance = stance
        days = {gap.key for gap in self.clause.fields if gap.kind is FieldKind.DATE}
        values = {key: read_day(value) if key in days else value for key, value in stance.values.items()}
        self.form.show(values, (self._draft.case.letter.id, self.clause.key))

    def lay(self) -> None:
        """Lay what is typed over the draft."""
        self._draft.lay_fields(self._stance, self._typed())

    def _typed(self) -> dict[str, str]:
        """The fields that differ from what they stood at."""
        read = self.form.read().items()
        now = {key: "" if value == date.min else str(value or "") for key, value in read}  # the least: no day yet
        return {key: value for key, value in now.items() if value != self._stance.values[key] or key in self._chosen()}

    def _chosen(self) -> set[str]:
        letter = self._draft.case.letter
        found = next((choice for choice in letter.choices if choice.key == self.clause.key), None)
        return {key for key, _ in found.fields} if found else set()

    def _save(self, _key: object, _values: dict[str, object], visit: str) -> None:
        self.lay()
        self._draft.keep(visit)


def _editor(gap: ClauseField, locale: str) -> QWidget:
    if gap.kind is FieldKind.TEXT:
        return TextArea(least=2, most=8)
    if gap.kind is FieldKind.DATE:
        day = DateEdit()
        day.dress(locale)
        return day
    if gap.kind is FieldKind.CHOICE:
        combo = Combo()
        for choice, shown in zip_longest(gap.choices, gap.shown, fillvalue=""):
            combo.addItem(tr(shown) if shown else tr(choice.replace("_", " ")).capitalize(), choice)
        combo.setPlaceholderText(tr("Choose"))
        return combo
    return LineEdit()


class ClauseRow(Opening):
    """One clause of a section: toggle or lock, title, and its fields when opened."""

    def __init__(self, desk: Desk, draft: Draft, stance: Stance) -> None:
        self.stance = stance
        super().__init__(Head(strong=False), INDENT, lambda: self._body(desk, draft))
        self._draft = draft
        self.head.turned.connect(self._on_turned)
        self.show_stance(stance)

    def _body(self, desk: Desk, draft: Draft) -> QWidget:
        made = ClauseBody(desk, draft, self.stance.clause)
        made.show_stance(self.stance)
        return made

    def show_stance(self, stance: Stance) -> None:
        """Show the clause as it stands now."""
        self.stance = stance
        self.head.show_row(tr(stance.clause.title), "", stance.locked, stance.on)
        if isinstance(self.body, ClauseBody):
            self.body.show_stance(stance)

    def set_open(self, is_open: bool) -> None:
        """Opening shows the fields as they stand."""
        super().set_open(is_open)
        if is_open and isinstance(self.body, ClauseBody):
            self.body.show_stance(self.stance)

    def _on_turned(self, on: bool) -> None:
        self._draft.turn([self.stance], on)

    def flush(self) -> bool:
        """Save the fields."""
        return self.body.form.flush() if isinstance(self.body, ClauseBody) else True


def _told_above(stance: Stance) -> bool:
    """Whether the editor above a section's clauses is all there is to this one."""
    return stance.locked and not stance.clause.fields and stance.clause.has_table


class GroupRow(Opening):
    """One section of the letter with its clauses; `extra` stands above them (items, fee)."""

    def __init__(self, desk: Desk, draft: Draft, key: str, title: str, extra: QWidget | None = None) -> None:
        super().__init__(Head(strong=True), INDENT, self._body)
        self.key, self._title = key, title
        self._desk, self._draft = desk, draft
        self._extra = extra
        if extra is not None:
            extra.setParent(self)  # it goes with this row, opened or not
            extra.hide()
        self.stances: list[Stance] = []
        self.rows: dict[str, ClauseRow] = {}
        self.head.turned.connect(lambda on: draft.turn([s for s in self.stances if not s.locked], on))
        self.layout().addWidget(line())  # type: ignore[union-attr]  # set by Opening

    def _body(self) -> QWidget:
        made = QWidget()
        self._list = QVBoxLayout(made)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        if self._extra is not None:
            self._list.addWidget(self._extra)
            self._extra.show()
        self._fill()
        return made

    def show_group(self, stances: list[Stance], number: int, condition: bool) -> None:
        """Show the section as it stands now."""
        self.stances = stances
        locked = any(stance.locked for stance in stances)
        on = locked or any(stance.on for stance in stances)
        self.head.show_row(tr(self._title), str(number) if number else "", locked, on)
        self.head.pill.setVisible(condition)
        if self.body is not None:
            self._fill()

    def _fill(self) -> None:
        keep = {stance.clause.key for stance in self.stances}
        for key in [key for key in self.rows if key not in keep]:
            self.rows.pop(key).deleteLater()
        above = 0 if self._extra is None else 1
        for place, stance in enumerate((one for one in self.stances if not _told_above(one)), above):
            key = stance.clause.key
            if key in self.rows:
                self.rows[key].show_stance(stance)
            else:
                self.rows[key] = ClauseRow(self._desk, self._draft, stance)
                self._list.insertWidget(place, self.rows[key])
                self.rows[key].set_open(self._draft.case.family != PROMISES and bool(stance.clause.fields))

    def flush(self) -> bool:
        """Save the fields of all clauses."""
        kept = [row.flush() for row in self.rows.values()]
        return all(kept)
