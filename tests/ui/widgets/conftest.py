"""Every widget is tried in the program's own clothes."""

import pytest
from PySide6.QtWidgets import QApplication

from practice.ui import theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, theme.LIGHT)
