"""Two parts side by side where there is room for both, else one below the other."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget


class Beside(QWidget):
    """Holds two widgets; `shares` are their stretch factors while they stand side by side."""

    def __init__(self, first: QWidget, second: QWidget, gap: int, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._parts = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part, share in zip(self._parts, shares, strict=True):
            self._box.addWidget(part, share, Qt.AlignmentFlag.AlignTop)

    def _widths(self) -> list[int]:
        return [max(part.minimumSizeHint().width(), part.minimumWidth()) for part in self._parts]

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider part."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        fits = sum(self._widths()) + self._box.spacing() <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if wanted != self._box.direction():
            self._box.setDirection(wanted)
            self.updateGeometry()
