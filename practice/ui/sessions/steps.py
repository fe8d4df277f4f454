"""The next steps of a note: each is a follow-up as soon as it is written."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.rules.notes import FollowUp
from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import Combo, DateEdit, LineEdit
from practice.ui.widgets.layout import Card, line
from practice.ui.widgets.messages import Icon

Change = Callable[[int, dict[str, object]], None]


class StepRow(QWidget):
    """One next step: done or not, what, who, by when; emptied and left, it goes away."""

    changed = Signal(int, object)  # id, the changed field
    ticked = Signal(int, bool)
    dropped = Signal(int)

    def __init__(self, step: FollowUp, owners: Sequence[str], fallback: date) -> None:
        super().__init__()
        self.step = step
        self.check = Check("", name=tr("Done"))
        self.text_edit = LineEdit()
        self.text_edit.setProperty("bare", True)
        self.owner_combo = Combo(small=True)
        self.day_edit = DateEdit()
        self.drop_button = Button("", "quiet", icon="x", small=True, name=tr("Take this step away"))
        self._dress(owners)
        self._rule = line()
        self._rule.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rule)  # at the very top, whatever the height of what stands below it
        made = QHBoxLayout()
        whole.addStretch(1)
        whole.addLayout(made)
        whole.addStretch(1)
        made.setContentsMargins(12, 0, 6, 0)
        made.setSpacing(8)
        for part in (self.check, self.text_edit, self.owner_combo, self.day_edit, self.drop_button):
            made.addWidget(part, 1 if part is self.text_edit else 0)
        self.show_step(step, fallback)
        self.check.clicked.connect(lambda on: self.ticked.emit(self.step.id, on))
        self.text_edit.editingFinished.connect(self._on_text_left)
        self.owner_combo.activated.connect(lambda i: self._say("owner", self.owner_combo.itemData(i)))
        self.day_edit.chosen.connect(lambda day: self._say("due_on", day))
        self.drop_button.clicked.connect(lambda: self.dropped.emit(self.step.id))

    def _dress(self, owners: Sequence[str]) -> None:
        self.setFixedHeight(theme.size("rowOneLine") + 2)
        self.text_edit.setAccessibleName(tr("Next step"))
        self.owner_combo.setProperty("bare", True)
        self.owner_combo.setFont(theme.font("body"))
        self.owner_combo.setFixedWidth(110)
        self.day_edit.setProperty("bare", True)
        self.day_edit.setProperty("quiet", True)
        self.day_edit.setFixedWidth(126)
        self.owner_combo.setAccessibleName(tr("Who does it"))
        self.day_edit.setAccessibleName(tr("By when"))
        self.day_edit.set_format("ddd, MMM d")
        self.day_edit.setProperty("small", True)
        for owner in owners:
            self.owner_combo.addItem(owner or tr("Me"), owner)

    def show_rule(self) -> None:
        """Draws the hairline above, for every row but the first."""
        self._rule.show()

    def show_step(self, step: FollowUp, fallback: date) -> None:
        """Shows the step as it is kept; what is being typed stays."""
        self.step = step
        self.check.setChecked(step.done_at is not None)
        if not self.text_edit.hasFocus():
            self.text_edit.setText(step.text)
        self.owner_combo.setCurrentIndex(max(0, self.owner_combo.findData(step.owner)))
        day = step.due_on or fallback
        self.day_edit.set_value(day)

    def _on_text_left(self) -> None:
        text = self.text_edit.text().strip()
        if not text:
            self.dropped.emit(self.step.id)
        elif text != self.step.text:
            self._say("text", text)

    def _say(self, field: str, value: object) -> None:
        self.changed.emit(self.step.id, {field: value})


class Steps(Card):
    """The card of next steps, with a line at its end to add one."""

    added = Signal(str)
    changed = Signal(int, object)
    ticked = Signal(int, bool)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=0, gap=0)
        self.setAccessibleName(tr("Next steps"))
        self.rows: list[StepRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.add_edit = LineEdit(placeholder=tr("Add a next step"))
        self.add_edit.setProperty("bare", True)
        self.add_edit.setAccessibleName(tr("Add a next step"))
        self.add_edit.returnPressed.connect(self.take_added)
        self.add_edit.editingFinished.connect(self.take_added)
        end = QWidget()
        end.setFixedHeight(theme.size("rowOneLine") + 2)
        made = QHBoxLayout(end)
        made.setContentsMargins(12, 0, 6, 0)
        made.setSpacing(8)
        made.addWidget(Icon("plus", "text2", 16))
        made.addWidget(self.add_edit, 1)
        self.add_row(end)

    def take_added(self) -> None:
        """What stands in the adding line becomes a step."""
        text = self.add_edit.text().strip()
        if text:
            self.add_edit.clear()
            self.added.emit(text)

    def show_steps(self, steps: Sequence[FollowUp], owners: Sequence[str], fallback: date) -> None:
        """Shows these steps; rows that stay keep their focus."""
        wanted = {s.id: s for s in steps}
        for row in [r for r in self.rows if r.step.id not in wanted]:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
        known = {row.step.id: row for row in self.rows}
        for step in steps:
            if step.id in known:
                known[step.id].show_step(step, fallback)
            else:
                self._insert(StepRow(step, owners, fallback))

    def _insert(self, row: StepRow) -> None:
        row.changed.connect(self.changed)
        row.ticked.connect(self.ticked)
        row.dropped.connect(self.dropped)
        self.rows.append(row)
        if self._rows.count():
            row.show_rule()
        self._rows.addWidget(row)
