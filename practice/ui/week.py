"""Office hours: one row a weekday, open or closed, from when to when."""

import re
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from practice.errors import Refused
from practice.rules.practice import OFFICE, Hours, Week
from practice.ui.tr import tr
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import LineEdit
from practice.ui.widgets.text import Text

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a|p)?", re.IGNORECASE)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def minutes_of(text: str) -> int:
    """Minutes after midnight of a time as people write it: 9, 9:30, 9 am, 5 pm, 17:00. Raises Refused."""
    found = _CLOCK.fullmatch(text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm"))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    half = (found[3] or "") if found else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif half:
        hour = 99
    if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
        raise Refused(tr("Type a time such as 9:00 or 5 pm."))
    return hour * 60 + minute


def time_of(minutes: int) -> str:
    """Minutes after midnight as "9:00"."""
    return f"{minutes // 60}:{minutes % 60:02}"


class WeekEdit(QWidget):
    """Edits a Week; `edited` is the person's."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        self._rows: list[tuple[Check, LineEdit, LineEdit]] = []
        for number, day in enumerate(DAYS):
            self._rows.append(self._row(grid, number, tr(day)))
        self.setFocusProxy(self._rows[0][0])

    def _row(self, grid: QGridLayout, number: int, day: str) -> tuple[Check, LineEdit, LineEdit]:
        check, opens, closes = Check(day), LineEdit(small=True), LineEdit(small=True)
        opens.setAccessibleName(tr("{day}, opens", day=day))
        closes.setAccessibleName(tr("{day}, closes", day=day))
        for edit in (opens, closes):
            edit.setFixedWidth(72)
            edit.textEdited.connect(self.edited)
        check.clicked.connect(lambda: self._on_ticked(number))
        for column, part in enumerate((check, opens, Text(tr("to"), "small", "text2"), closes)):
            grid.addWidget(part, number, column)
        return check, opens, closes

    def _on_ticked(self, number: int) -> None:
        check, opens, closes = self._rows[number]
        if check.isChecked() and not opens.text():
            opens.setText(time_of(OFFICE.opens))
            closes.setText(time_of(OFFICE.closes))
        self._enable(number)
        self.edited.emit()

    def _enable(self, number: int) -> None:
        check, opens, closes = self._rows[number]
        opens.setEnabled(check.isChecked())
        closes.setEnabled(check.isChecked())

    def set_value(self, week: Week) -> None:
        """Show a week, silently."""
        for number, ((check, opens, closes), hours) in enumerate(zip(self._rows, week, strict=True)):
            check.setChecked(hours is not None)
            opens.setText(time_of(hours.opens) if hours else "")
            closes.setText(time_of(hours.closes) if hours else "")
            self._enable(number)

    def value(self) -> Week:
        """The week as it stands. Raises Refused when a time cannot be read."""
        return cast(
            Week,
            tuple(
                Hours(minutes_of(opens.text()), minutes_of(closes.text())) if check.isChecked() else None
                for check, opens, closes in self._rows
            ),
        )
