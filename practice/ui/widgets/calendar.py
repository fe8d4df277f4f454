"""The month that opens below a field for a day."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from practice.ui import theme

WIDE, HIGH = 300, 248  # a day is as big as the smallest target
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class Calendar(QCalendarWidget):
    """One month in the program's colours: no numbers of weeks, quiet weekends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setLocale(parent.locale())
        self.layout().setContentsMargins(5, 5, 5, 5)  # type: ignore[union-attr]  # Qt made it
        self.setFixedSize(WIDE, HIGH)
        theme.changes.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """What no style sheet reaches: the arrows, the names of the days, the weekend."""
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(QIcon(theme.pixmap(icon, "text2", 16)))
                button.setIconSize(QSize(16, 16))
        quiet = self.headerTextFormat()
        quiet.setForeground(theme.color("text2"))
        quiet.setBackground(theme.color("card"))
        quiet.setFont(theme.font("small"))
        self.setHeaderTextFormat(quiet)
        for day in _WEEKEND:
            look = self.weekdayTextFormat(day)
            look.setForeground(theme.color("text2"))
            self.setWeekdayTextFormat(day, look)
