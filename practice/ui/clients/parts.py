"""Small pieces that the parts of this screen share."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Surface
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.text import Text


def nobody_yet(start_new: Callable[[], object], bring_in: Callable[[], object]) -> QWidget:
    """The page while there are no clients, with the two ways to have some."""
    button = Button(tr("New client"), "primary", icon="user-plus", key="Ctrl N")
    button.clicked.connect(start_new)
    other = Button(tr("Import contacts"), icon="upload")
    other.clicked.connect(bring_in)
    said = tr("Everyone you serve, or may serve, gets one page: what was promised, what was said, what comes next.")
    page = Surface("page")
    inside = QVBoxLayout(page)
    inside.setContentsMargins(28, 28, 28, 28)
    inside.addWidget(EmptyState("users", tr("Your clients stand here"), said, button, other, card=False))
    inside.addStretch(1)
    return page


def heading(title: str, right: QWidget | None = None) -> QWidget:
    """A section's name in the inspector, cut where there is no room, and what stands at its right."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(Text(title, "bodyStrong", elide=True), 1)
    if right is not None:
        layout.addWidget(right)
    return made
