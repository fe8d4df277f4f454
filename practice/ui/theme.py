"""Colours, type, icons and measures by role, from resources/tokens.json; the only place that sets a style sheet.

`apply(app)` dresses the program and follows the system's light or dark. Widgets ask for `color("text2")`,
`font("label")`, `pixmap("users", "text2", 16)`, `size("control")`, `space(4)` each time they paint, so a change of
theme needs nothing else from them; whoever keeps something made from a colour listens to `changes.changed`.
"""

import json
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from practice.paths import resource
from practice.ui.style import FocusRing, lend_singletons

LIGHT, DARK = "light", "dark"


class Changes(QObject):
    """Tells that every colour has changed."""

    changed = Signal()


lend_singletons()
changes = Changes()
_state = {"scheme": LIGHT}
ARGUMENTS = ("-style", "Fusion")
"""What QApplication is made with; setStyle() would load all of QStyle (5 ms)."""


@cache
def tokens() -> dict[str, Any]:
    """The design's numbers as read from resources/tokens.json."""
    loaded: dict[str, Any] = json.loads(resource("tokens.json").read_text("utf-8"))
    return loaded


def scheme() -> str:
    """Which theme is on: "light" or "dark"."""
    return _state["scheme"]


def color(role: str) -> QColor:
    """The colour of a role in the theme that is on; KeyError for a role tokens.json does not have."""
    return _colors(_state["scheme"])[role]


@cache
def _colors(name: str) -> dict[str, QColor]:
    return {role: _color(value) for role, value in tokens()["color"][name].items()}


def _color(value: str) -> QColor:
    if not value.startswith("rgba"):
        return QColor(value)
    red, green, blue, alpha = value[5:-1].split(",")
    made = QColor(int(red), int(green), int(blue))
    made.setAlphaF(float(alpha))
    return made


def size(name: str) -> int:
    """A measure in device-independent pixels by its name, as "control" or "rowTwoLine"."""
    return int(tokens()["size"][name])


def space(step: int) -> int:
    """The pixels of a spacing step: 1 2 3 4 5 6 8 10 12."""
    return int(tokens()["space"][str(step)])


def radius(name: str) -> int:
    """The corner radius in pixels of control, row, card, dialog, pill or key."""
    return int(tokens()["radius"][name])


def line_height(role: str) -> int:
    """The distance in pixels from one line of this type role to the next."""
    return int(tokens()["type"][role]["line"])


@cache
def font(role: str, numbers: bool = False, weight: int = 0) -> QFont:
    """The font of a type role; `numbers` sets figures of one width, `weight` (400, 500, 600) replaces its own."""
    kind = tokens()["type"][role]
    family = tokens()["font"][kind["family"]]
    heavy = weight or kind["weight"]
    _load(family["files"][str(heavy)])
    made = QFont(family["family"])
    made.setPixelSize(kind["px"])
    made.setWeight(QFont.Weight(heavy))
    for feature in family["features"] + (family["numbers"] if numbers else []):
        made.setFeature(QFont.Tag(feature), 1)
    return made


@cache
def _load(file: str) -> None:
    QFontDatabase.addApplicationFont(str(resource("fonts", file)))


def pixmap(name: str, role: str = "text2", size: int = 16, ratio: float = 0.0) -> QPixmap:
    """The Lucide icon `name` in the colour of `role`, `size` pixels square; without a ratio as the sharpest screen."""
    sharp = ratio or QApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    return _drawn(name, color(role).name(), size, sharp)


@cache
def _source(name: str) -> str:
    stroke = tokens()["icon"]["stroke"]
    return resource("icons", f"{name}.svg").read_text("utf-8").replace('stroke-width="2"', f'stroke-width="{stroke}"')


@cache
def _drawn(name: str, hue: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  start-up: only once something draws an icon

    svg = QSvgRenderer(_source(name).replace("currentColor", hue).encode())
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    svg.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def draw_icon(painter: QPainter, area: QRect, name: str, role: str) -> None:
    """Paints an icon into a square of widget pixels, sharp for the device painted on."""
    painter.drawPixmap(area, pixmap(name, role, area.width(), painter.device().devicePixelRatioF()))


def apply(app: QApplication, only: str = "") -> None:
    """Dresses the program; follows the system's light or dark unless `only` names one of them (tests, pictures)."""
    app.setFont(font("body"))
    if not app.property("dressed"):  # findChild() would load the classes of all that it meets (10 ms)
        app.setProperty("dressed", True)
        FocusRing(app, color)
        app.styleHints().colorSchemeChanged.connect(lambda system: use(_named(system)))
    _dress(app, only or _named(app.styleHints().colorScheme()))


def use(name: str) -> None:
    """Turns the whole program light or dark now."""
    app = QApplication.instance()
    if name != scheme() and isinstance(app, QApplication):
        _dress(app, name)
        changes.changed.emit()


def _named(system: Qt.ColorScheme) -> str:
    return DARK if system == Qt.ColorScheme.Dark else LIGHT


def _dress(app: QApplication, name: str) -> None:
    _state["scheme"] = name
    app.setPalette(_palette())
    app.setStyleSheet(_sheet(name))


_PALETTE = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "list",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onAccent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "onTooltip",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "borderStrong",
    QPalette.ColorRole.Dark: "fieldBorder",
    QPalette.ColorRole.Shadow: "border",
}


def _palette() -> QPalette:
    made = QPalette()
    for where, role in _PALETTE.items():
        made.setColor(where, color(role))
    for where in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, color("disabled"))
    return made


@cache
def _sheet(name: str) -> str:
    text = resource("qss", "practice.qss").read_text("utf-8")
    values: dict[str, str] = tokens()["color"][name]
    for role in sorted(values, key=len, reverse=True):  # the longest first: "text2" before "text"
        text = text.replace(f"@{role}", values[role])
    return text
