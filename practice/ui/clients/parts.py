"""Small pieces that the parts of this screen share."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from practice.ui.widgets.text import Text


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
