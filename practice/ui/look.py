"""Light, dark or as the system has it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from practice.rules.preferences import Theme
from practice.ui import theme

_state = {"chosen": Theme.SYSTEM}


def wear(chosen: Theme) -> None:
    """Dress the program as the person chose; SYSTEM changes nothing unless another choice came before."""
    before, _state["chosen"] = _state["chosen"], chosen
    if chosen == before:
        return
    hints = QGuiApplication.styleHints()
    if chosen == Theme.SYSTEM:
        hints.unsetColorScheme()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        theme.use(theme.DARK if dark else theme.LIGHT)
        return
    hints.setColorScheme(Qt.ColorScheme.Dark if chosen == Theme.DARK else Qt.ColorScheme.Light)
    theme.use(chosen.value)
