"""Office hours: one row a weekday, open or closed, from when to when."""

import re
from contextlib import suppress
from typing import cast

from PySide6.QtCore import QLocale, Signal
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


def time_of(minutes: int, halves: bool = False) -> str:
    """Minutes after midnight as "17:00", or by the halves of the day as "5:00 PM"; the end of the day is 24:00."""
    hour, minute = divmod(minutes, 60)
    if halves and hour < 24:
        return f"{hour % 12 or 12}:{minute:02} {'AM' if hour < 12 else 'PM'}"
    return f"{hour}:{minute:02}"


def in_halves(locale: str) -> bool:
    """Whether times are told by AM and PM there, as in "en-US"."""
    return "ap" in QLocale(locale.replace("-", "_")).timeFormat(QLocale.FormatType.ShortFormat).casefold()


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
        self._halves = False
        self._rows: list[tuple[Check, LineEdit, LineEdit]] = []
        for number, day in enumerate(DAYS):
            self._rows.append(self._row(grid, number, tr(day)))
        self.setFocusProxy(self._rows[0][0])

    def _row(self, grid: QGridLayout, number: int, day: str) -> tuple[Check, LineEdit, LineEdit]:
        check, opens, closes = Check(day), LineEdit(small=True), LineEdit(small=True)
        opens.setAccessibleName(tr("{day}, opens", day=day))
        closes.setAccessibleName(tr("{day}, closes", day=day))
        for edit in (opens, closes):
            edit.setFixedWidth(84)
            edit.textEdited.connect(self.edited)
        check.clicked.connect(lambda: self._on_ticked(number))
        for column, part in enumerate((check, opens, Text(tr("to"), "small", "text2"), closes)):
            grid.addWidget(part, number, column)
        return check, opens, closes

    def _on_ticked(self, number: int) -> None:
        check, opens, closes = self._rows[number]
        if check.isChecked() and not opens.text():
            opens.setText(time_of(OFFICE.opens, self._halves))
            closes.setText(time_of(OFFICE.closes, self._halves))
        self._enable(number)
        self.edited.emit()

    def _enable(self, number: int) -> None:
        check, opens, closes = self._rows[number]
        opens.setEnabled(check.isChecked())
        closes.setEnabled(check.isChecked())

    def show_clock(self, locale: str) -> None:
        """Tell times as in this locale from now on; what cannot be read stays as it was typed."""
        before, self._halves = self._halves, in_halves(locale)
        if before != self._halves:
            for edit in (edit for _, *edits in self._rows for edit in edits):
                with suppress(Refused):
                    edit.setText(time_of(minutes_of(edit.text()), self._halves))

    def set_value(self, week: Week) -> None:
        """Show a week, silently."""
        for number, ((check, opens, closes), hours) in enumerate(zip(self._rows, week, strict=True)):
            check.setChecked(hours is not None)
            opens.setText(time_of(hours.opens, self._halves) if hours else "")
            closes.setText(time_of(hours.closes, self._halves) if hours else "")
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
