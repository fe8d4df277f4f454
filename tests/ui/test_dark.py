"""In the dark theme nothing stays light but paper."""

from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from practice import sample
from practice.actions import practice
from practice.ui import theme
from practice.ui.letterhead import LetterheadPreview
from practice.ui.preview import Preview
from practice.ui.refunds.paper import Paper
from practice.ui.widgets.layout import Surface

SURFACES = (
    "page",
    "list",
    "sidebar",
    "card",
    "field",
    "hover",
    "sunken",
    "accentSoft",
    "okSoft",
    "warnSoft",
    "badSoft",
)
FEW = 60  # pixels of a light colour that the edges of letters may come to by chance


def light_surfaces() -> dict[int, str]:
    return {QColor(theme.tokens()["color"][theme.LIGHT][role]).rgb(): role for role in SURFACES}


def picture(window: QWidget) -> QImage:
    """What shows, with paper painted over."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for paper in (one for kind in (Preview, LetterheadPreview, Paper) for one in window.findChildren(kind)):
        if paper.isVisible():
            painter.fillRect(paper.rect().translated(paper.mapTo(window, paper.rect().topLeft())), QColor("black"))
    painter.end()
    return image


def light_in(window: QWidget) -> dict[str, int]:
    """How many pixels have a colour of the light theme's surfaces and touch another one, where they are not a few.

    A surface or a line is of pixels that touch; the edges of letters have such a colour by chance, one here, one there.
    """
    image = picture(window)  # kept: its bytes are only lent
    pixels = array("I", bytes(image.constBits()))
    seen = Counter(pixels)
    light = {role: color for color, role in light_surfaces().items() if seen[color] > FEW}
    touching = {role: touch(pixels, color, image.width()) for role, color in light.items()}
    return {role: count for role, count in touching.items() if count > FEW}


def touch(pixels: Sequence[int], color: int, width: int) -> int:
    """How many pixels of this colour have one above, below or beside them."""
    at = {n for n, found in enumerate(pixels) if found == color}
    return sum(not at.isdisjoint({n - 1, n + 1, n - width, n + width}) for n in at)


def test_a_light_surface_is_seen(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT)
    surface = Surface("list")
    qtbot.addWidget(surface)
    surface.resize(40, 40)
    surface.show()
    assert light_in(surface) == {"list": 40 * 40}


def test_a_line_touches_itself_and_single_pixels_do_not():
    upright = array("I", [1, 0, 0] * 4)
    level = array("I", [0, 0, 0, 1, 1, 1])
    apart = array("I", [1, 0, 1, 0, 0, 0, 1, 0, 1])
    assert [touch(pixels, 1, 3) for pixels in (upright, level, apart)] == [4, 3, 0]


def test_nothing_stays_light_but_paper(qapp):
    theme.apply(qapp, theme.DARK)
    with sample.sample("lawyer") as store:
        practice.change(store, {"theme": theme.DARK})
        found = {scene: light_in(window) for scene, window in sample.scenes(store, (1280, 800))}
    theme.use(theme.LIGHT)
    assert len(found) > 12
    assert {scene: light for scene, light in found.items() if light} == {}


def test_the_arrows_of_the_file_dialog_show(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, theme.DARK)
    dialog = QFileDialog(None, "Choose", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    up = dialog.findChild(QToolButton, "toParentButton")
    assert up is not None
    image = up.grab().toImage()
    theme.use(theme.LIGHT)
    light = [QColor(image.pixel(x, y)).lightness() for x in range(image.width()) for y in range(image.height())]
    assert max(light) - min(light) > 150
