"""A signature drawn with the mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

LEFT = Qt.MouseButton.LeftButton
SIGNATURE = [QPoint(40 + 4 * n, 60 + (n % 7) * 6) for n in range(50)]


def draw(pad, points=SIGNATURE):
    """One stroke through these points."""
    QTest.mousePress(pad, LEFT, Qt.KeyboardModifier.NoModifier, points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, Qt.KeyboardModifier.NoModifier, points[-1])
