"""The colours can be read, the type is ours, and nothing else sets a style sheet."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from practice.ui import theme

CODE = Path(theme.__file__).parents[1]
PAIRS = [tuple(pair) for pair in theme.tokens()["contrast"]]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication):
    theme.apply(qapp, theme.LIGHT)
    yield
    theme.use(theme.LIGHT)


def luminance(color: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.1, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_is_drawn_stands_out(name, ink, ground, least):
    theme.use(name)
    assert contrast(theme.color(ink), theme.color(ground)) >= least


def test_the_list_of_pairs_covers_every_text_and_edge():
    inks = {ink for ink, _, _ in PAIRS}
    assert {"text", "text2", "text3", "okText", "warnText", "badText", "neutralText", "accentText"} <= inks
    assert {least for ink, _, least in PAIRS if ink in ("focus", "fieldBorder")} == {3.0}
    assert {least for ink, _, least in PAIRS if ink not in ("focus", "fieldBorder")} == {4.5}


def test_both_themes_have_the_same_roles_and_white_paper():
    colors = theme.tokens()["color"]
    assert colors["light"].keys() == colors["dark"].keys()
    assert colors["light"]["paper"] == colors["dark"]["paper"] == "#FFFFFF"


def test_measures_that_the_design_text_settles():
    assert theme.size("rowTwoLine") == 54
    assert theme.radius("pill") == 11
    assert theme.space(4) == 16


@pytest.mark.parametrize("role", list(theme.tokens()["type"]))
def test_type_is_the_bundled_font_in_its_weight(role):
    kind = theme.tokens()["type"][role]
    found = QFontInfo(theme.font(role))
    assert found.family() == {"ui": "Inter", "display": "Source Serif 4"}[kind["family"]]
    assert found.weight() == kind["weight"]
    assert found.pixelSize() == kind["px"]


def test_letters_can_be_told_apart_and_figures_line_up_where_asked():
    def features(numbers: bool) -> set[bytes]:
        return {tag.toString().data() for tag in theme.font("body", numbers).featureTags()}

    assert features(False) == {b"cv05", b"ss03"}
    assert features(True) == {b"cv05", b"ss03", b"tnum"}


def test_icons_take_the_colour_of_their_role_and_the_device_ratio():
    picture = theme.pixmap("circle", "badText", 16, 2.0)
    assert picture.size().toTuple() == (32, 32)
    assert picture.devicePixelRatio() == 2.0
    seen = {
        picture.toImage().pixelColor(x, 16).name()
        for x in range(32)
        if picture.toImage().pixelColor(x, 16).alpha() > 250
    }
    assert seen == {theme.color("badText").name()}
    assert theme.pixmap("circle", "badText", 16, 2.0).cacheKey() == picture.cacheKey()


def test_dark_changes_palette_sheet_and_colours_and_tells(qtbot, qapp):
    light = theme.color("page").name()
    with qtbot.waitSignal(theme.changes.changed, timeout=1000):
        theme.use(theme.DARK)
    assert theme.scheme() == theme.DARK
    assert theme.color("page").name() != light
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("page")
    assert theme.color("fieldBorder").name() in qapp.styleSheet().lower()


@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK])
def test_the_sheet_is_filled_in(name, qapp):
    theme.use(name)
    assert qapp.styleSheet()
    assert "@" not in qapp.styleSheet()


def test_no_style_sheet_is_set_anywhere_else():
    found = {
        path.relative_to(CODE).as_posix() for path in CODE.rglob("*.py") if "setStyleSheet" in path.read_text("utf-8")
    }
    assert found == {"ui/theme.py"}


def test_no_colour_is_written_into_a_widget():
    loose = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\"")
    files = [*(CODE / "ui" / "widgets").glob("*.py"), CODE / "ui" / "gallery.py"]
    assert [path.name for path in files if loose.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("single", [None, True, False])
def test_calls_do_not_use_up_what_they_return(single):
    before = sys.getrefcount(single)
    canvas = QPixmap(1, 1)
    painter = QPainter(canvas)
    for _ in range(20_000):
        painter.setOpacity(1)
        painter.hasClipping()
        painter.isActive()
    painter.end()
    assert before > 1 << 30 or sys.getrefcount(single) > before - 1_000
