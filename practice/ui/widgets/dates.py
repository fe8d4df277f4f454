"""A day to type or choose: as one writes it ("12/18/2026", "Dec 18", "18 December"), by ↑ and ↓, or in a calendar."""

import re
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCalendarWidget, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.line_edits import LineEdit

ICON = 26  # the room of the calendar at the right end


class DateEdit(LineEdit):
    """A day; `chosen(date)` is the person's, `unread(sentence)` says that what was left there is no day."""

    chosen = Signal(object)
    unread = Signal(str)

    def __init__(self, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFont(theme.font("body", numbers=True))
        self.setTextMargins(0, 0, ICON - 6, 0)
        self._day = self._before = day or date.min  # and the one that stood there before something was typed
        self._format = "MMM d, yyyy"
        self._calendar: QCalendarWidget | None = None
        self.textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._on_finished)
        self.set_value(day)

    def dress(self, locale: str) -> None:
        """Write days as this locale orders them: "Dec 1, 2026", "1 Dec 2026"."""
        self.setLocale(QLocale(locale))
        self.set_format("MMM d, yyyy" if locale.endswith("_US") else "d MMM yyyy")

    def set_format(self, pattern: str) -> None:
        """Write days by Qt's pattern, such as "ddd, MMM d"."""
        self._format = pattern
        self._write()

    def value(self) -> date:
        """The day, the last one that could be read."""
        return self._day

    @property
    def is_read(self) -> bool:
        """Whether what stands there is a day."""
        return self._read(self.text(), whole=True) is not None

    def set_value(self, day: date | None) -> None:
        """Show this day, silently; what is being typed stays."""
        if day is not None and not (self.hasFocus() and self.isModified()):
            self._day = self._before = day
            self._write()

    def _write(self) -> None:
        if self._day != date.min:
            self.setText(self.locale().toString(_qt(self._day), self._format))

    def _choose(self, day: date) -> None:
        self._before = day
        self._take(day)
        self._write()

    def _take(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self.chosen.emit(day)

    def _on_typed(self, text: str) -> None:
        """What is a day already is taken at once; half a day leaves the one that stood there before."""
        self._take(self._read(text, whole=False) or self._before)

    def _read(self, text: str, *, whole: bool) -> date | None:
        return read_day(text, self.locale(), self._format, self._near, whole=whole)

    @property
    def _near(self) -> date:
        return self._before if self._before != date.min else _plain(QDate.currentDate())

    @property
    def _shown(self) -> date:
        return self._day if self._day != date.min else self._near

    def _on_finished(self) -> None:
        """A day is written out; anything else stays as typed, and is told."""
        found = self._read(self.text(), whole=True)
        if found is not None:
            self._choose(found)
        elif self.isModified():
            such = self.locale().toString(_qt(self._near), self._format)
            self.unread.emit(tr("Type a day, such as {day}.", day=such))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab marks the whole day, so that the next one is typed over it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go by a day, Page Up and Page Down by a month, Alt ↓ opens the calendar."""
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        months = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.modifiers() or key not in days | months:
            super().keyPressEvent(event)
        elif key in days:
            self._choose(self._shown + timedelta(days=days[key]))
        else:
            self._choose(_plain(_qt(self._shown).addMonths(months[key])))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the calendar opens it."""
        if event.position().x() >= self.width() - ICON and self.isEnabled():
            self.open_calendar()
        else:
            super().mousePressEvent(event)

    def open_calendar(self) -> None:
        """Show the month, below the field."""
        if self._calendar is None:
            from practice.ui.widgets.calendar import Calendar  # noqa: PLC0415  start-up: only once a month is asked for

            self._calendar = Calendar(self)
            self._calendar.clicked.connect(self._on_picked)
            self._calendar.activated.connect(self._on_picked)
        self._calendar.setSelectedDate(_qt(self._shown))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        assert self._calendar is not None
        self._calendar.hide()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._choose(_plain(day))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's line, then our calendar."""
        super().paintEvent(event)
        place = QRect(self.width() - ICON, (self.height() - 16) // 2, 16, 16)
        theme.draw_icon(QPainter(self), place, "calendar", "text2" if self.isEnabled() else "disabled")


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _plain(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def read_day(text: str, locale: QLocale, pattern: str, near: date, *, whole: bool = True) -> date | None:
    """The day that was typed, None when it is none; without a year the one nearest to `near`.

    Numbers alone stand in the order of the pattern (month or day first) unless the year comes first. A year has four
    figures, or two once the text is `whole`.
    """
    parts = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    figures = [part for part in parts if part.isdecimal()]
    month = next((found for part in parts if not part.isdecimal() and (found := _month(part, locale))), 0)
    if month:
        figures = [*figures[:1], str(month), *figures[1:]]
    elif figures and len(figures[0]) == 4:
        figures = [*reversed(figures[1:3]), figures[0]]
    elif "M" in pattern and pattern.index("M") < pattern.replace("ddd", "").index("d"):
        figures = [*reversed(figures[:2]), *figures[2:]]
    if len(figures) not in (2, 3) or any(len(one) > 2 for one in figures[:2]):
        return None
    if len(figures) == 3 and len(figures[2]) not in ((2, 4) if whole else (4,)):
        return None
    return _day([int(one) for one in figures], near)


def _month(word: str, locale: QLocale) -> int:
    """The month that a word of at least three letters begins, in this language or English; 0 for none."""
    if len(word) < 3:
        return 0
    for number in range(1, 13):
        for speaks in (locale, QLocale.c()):
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                name = speaks.monthName(number, form).casefold().rstrip(".")
                if name.startswith(word) or (word.startswith(name) and len(name) >= 3):
                    return number
    return 0


def _day(numbers: list[int], near: date) -> date | None:
    """From day, month and, if it was typed, year."""
    years = [*range(near.year - 4, near.year + 5)]  # one of them has a 29 February
    if len(numbers) == 3:
        years = [numbers[2] + (2000 if numbers[2] < 100 else 0)]
    days = []
    for year in years:
        with suppress(ValueError):  # not in that year
            days.append(date(year, numbers[1], numbers[0]))
    return min(days, key=lambda day: abs((day - near).days), default=None)
