"""When a promise falls due, edited in place: what its date hangs on, and below it what is counted from there."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from practice.rules.engagements import Due, DueKind
from practice.ui.letters import words
from practice.ui.tr import tr
from practice.ui.widgets.fields import Combo, DateEdit, LineEdit
from practice.ui.widgets.layout import column, row

UNIT_WIDE, DAYS_WIDE = 130, 44
_COUNTED = (DueKind.AFTER_ITEM, DueKind.AFTER_EVENT)
_HANGING = (DueKind.AFTER_ITEM, DueKind.WITH_ITEM)


class DueEditor(QWidget):
    """A due rule; `edited` is the person's."""

    edited = Signal()

    def __init__(self, today: date, locale: str) -> None:
        super().__init__()
        self._today = today
        self._due = Due()
        self.kind = _combo(tr("When it is ready"))
        for kind in words.DUE_KINDS:
            self.kind.addItem(words.due_kind(kind), kind)
        self.day = DateEdit()
        self.day.dress(locale)
        self.day.setAccessibleName(tr("Day"))
        self.days = LineEdit(small=True)
        self.days.setAccessibleName(tr("How many days"))
        self.days.setFixedWidth(DAYS_WIDE)
        self.days.setMaxLength(4)
        self.unit = _combo(tr("Which days count"))
        self.unit.addItem(tr("business days"), 1)
        self.unit.addItem(tr("days"), 0)
        self.item = _combo(tr("Item"))
        self.event_line = LineEdit(placeholder=tr("the event, such as: you comment"), small=True)
        self.event_line.setAccessibleName(tr("Event"))
        self.unit.setFixedWidth(UNIT_WIDE)
        self._lay_out()
        self.setFocusProxy(self.kind)

    def _lay_out(self) -> None:
        laid = column(gap=6)
        laid.addLayout(row(self.kind, self.day, self.item, None, gap=6))
        counted = row(self.days, self.unit, self.event_line, gap=6)
        counted.setAlignment(Qt.AlignmentFlag.AlignLeft)
        laid.addLayout(counted)
        self.setLayout(laid)
        for combo in (self.kind, self.unit, self.item):
            combo.activated.connect(self._on_edited)
        self.day.chosen.connect(self._on_edited)
        for line in (self.days, self.event_line):
            line.textEdited.connect(self._on_edited)

    def offer(self, others: list[tuple[int, str]]) -> None:
        """Which items a date may hang on: (id, number)."""
        if others == [(self.item.itemData(n), self.item.itemText(n)) for n in range(self.item.count())]:
            return
        self.item.clear()
        for item_id, number in others:
            self.item.addItem(number, item_id)
        self.item.setCurrentIndex(self.item.findData(self._due.item))

    def value(self) -> Due:
        """The rule as it stands; what its kind does not need is empty."""
        kind = DueKind(self.kind.currentData())  # Qt gives back a plain string
        hangs = kind in _HANGING and self.item.currentIndex() >= 0
        digits = self.days.text().strip()
        return Due(
            kind=kind,
            day=self.day.value() if kind is DueKind.ON else None,
            days=int(digits) if kind in _COUNTED and digits.isdecimal() else 0,
            business=bool(self.unit.currentData()),
            item=self.item.currentData() if hangs else None,
            event=self.event_line.text().strip() if kind is DueKind.AFTER_EVENT else "",
        )

    def set_value(self, due: Due) -> None:
        """Show a rule, silently."""
        self._due = due
        if due == self.value():
            self._fit(due.kind)
            return
        day = due.day or self._today
        self.kind.setCurrentIndex(self.kind.findData(due.kind))
        self.day.set_value(day)
        self.days.setText(str(due.days) if due.days else "")
        self.unit.setCurrentIndex(self.unit.findData(int(due.business)))
        self.item.setCurrentIndex(self.item.findData(due.item))
        self.event_line.setText(due.event)
        self._fit(due.kind)

    def _fit(self, kind: DueKind) -> None:
        self.day.setVisible(kind is DueKind.ON)
        self.days.setVisible(kind in _COUNTED)
        self.unit.setVisible(kind in _COUNTED)
        self.item.setVisible(kind in _HANGING)
        self.event_line.setVisible(kind is DueKind.AFTER_EVENT)

    def _on_edited(self, *_: object) -> None:
        due = self.value()
        if due.kind in _HANGING and due.item is None and self.item.count():
            self.item.setCurrentIndex(self.item.count() - 1)
            due = self.value()
        if due.kind in _COUNTED and not due.days and self.sender() is self.kind:
            self.days.setText("10")
            due = self.value()
        self._due = replace(due)
        self._fit(due.kind)
        self.edited.emit()


def _combo(name: str) -> Combo:
    made = Combo(small=True)
    made.setAccessibleName(name)
    return made
