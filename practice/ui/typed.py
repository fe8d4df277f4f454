"""What letters are typed into: while it has the focus, they are no commands."""

from PySide6.QtWidgets import QWidget

_TYPED = ("QLineEdit", "QPlainTextEdit", "QTextEdit")
_CHOSEN = ("QAbstractSpinBox", "QComboBox")  # letters lead to a choice of a list


def takes_text(widget: QWidget | None) -> bool:
    """Whether letters typed now are meant for this widget."""
    if widget is None:
        return False
    if any(widget.inherits(name) for name in _TYPED):
        return not widget.isReadOnly()  # type: ignore[attr-defined]  # all three have it
    return any(widget.inherits(name) for name in _CHOSEN)


def is_typed(keys: str) -> bool:
    """Whether keys as hints spell them ("J", "L then B", "0–4 U", "Space") would be written into a text."""
    parts = [part for part in keys.split() if part != "then"]
    return bool(parts) and all(len(part) == 1 or part == "Space" or "–" in part for part in parts)
