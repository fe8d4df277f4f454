"""Parts of the boundary pages: a warning beside a field, the safety steps, an own slip's steps, a line of an entry."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from practice.actions.boundary_policy import OwnSlip, Safety
from practice.rules.boundaries import Channel
from practice.ui import theme
from practice.ui.boundaries import words
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box
from practice.ui.widgets.layout import column, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Hug, Text, draw_line, text_width


class Caution(QWidget):
    """A quiet warning under a field; nothing while there is nothing to say."""

    spoken_as = "message"

    def __init__(self) -> None:
        super().__init__()
        self.text = Text("", "small", "warnText", wrap=True)
        icon = Icon("triangle-alert", "warnText", 14, 16)
        made = row(icon, self.text, gap=5)
        made.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        made.setStretch(1, 1)
        self.setLayout(made)
        self.hide()

    def say(self, sentence: str) -> None:
        """Says it, or goes away."""
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class Steps(Hug):
    """A soft box of numbered steps with a title."""

    spoken_as = "message"

    def __init__(self, kind: str, icon: str, title: str, steps: Sequence[str], then: Sequence[str] = ()) -> None:
        super().__init__()
        self._kind = kind
        made = column(gap=6)
        made.setContentsMargins(14, 12, 14, 12)
        head = row(Icon(icon, f"{kind}Text", 20), Text(title, "section", wrap=True), gap=10)
        head.setStretch(1, 1)
        made.addLayout(head)
        for number, step in enumerate(steps, 1):
            made.addLayout(self._step(f"{number}.", step))
        if then:
            made.addWidget(Text(tr("And then"), "bodyStrong"))
        for step in then:
            made.addLayout(self._step("\N{BULLET}", step))
        self.setLayout(made)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title} {' '.join((*steps, *then))}")

    def _step(self, lead: str, step: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  one of Qt's layouts
        number = Text(lead, "body", "text2", numbers=True)
        number.setFixedWidth(20)
        made = row(number, Text(step, wrap=True), gap=6)
        made.setAlignment(number, Qt.AlignmentFlag.AlignTop)
        made.setStretch(1, 1)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the soft fill."""
        box(QPainter(self), self.rect(), theme.radius("card"), f"{self._kind}Soft")


def safety_steps(safety: Safety) -> Steps:
    """What to do in danger, before any form."""
    return Steps("bad", "triangle-alert", tr(safety.title), safety.now, safety.then)


def own_steps(own: OwnSlip) -> Steps:
    """What to do about a slip of one's own."""
    return Steps("neutral", "shield-half", tr("Your own slip"), own.steps)


class EntryLine(QAbstractButton):
    """One entry in a line: day, how it came about, when, how much; it opens by click, Enter or Space."""

    def __init__(self, entry_id: int, at: datetime, channel: Channel, severity: int) -> None:
        super().__init__()
        self.entry_id = entry_id
        self._day, self._words = words.short(at.astimezone().date()), words.told_line(channel, at)
        self._severity = words.severity(severity)
        self._icon = words.CHANNEL_ICONS[channel]
        self.setFixedHeight(30)
        self.setEnabled(bool(entry_id))  # the one that is being written is open already
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if entry_id else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if entry_id else Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        lead = tr("Entry {n}", n=entry_id) if entry_id else tr("This entry")
        self.setText(f"{lead}: {self._day}, {self._words}")
        self.setAccessibleName(f"{self.text()}, {self._severity}")

    def ring(self) -> Ring:
        """Around all of it."""
        return Ring(self.rect().adjusted(3, 3, -3, -3), 3)

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(240, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws day, icon, words, severity and the hairline below."""
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.color("hover"))
        high = self.height()
        draw_line(painter, QRect(0, 0, 48, high), self._day, "body", "text2", numbers=True)
        theme.draw_icon(painter, QRect(52, (high - 14) // 2, 14, 14), self._icon, "text2")
        wide = text_width(self._severity) + 2
        draw_line(painter, QRect(72, 0, self.width() - 76 - wide, high), self._words, "body", "text")
        draw_line(painter, QRect(self.width() - wide, 0, wide, high), self._severity, "body", "text2")
        painter.fillRect(0, high - 1, self.width(), 1, theme.color("border"))


class LadderStep(Hug):
    """One step of the policy: done, now, or still to come."""

    spoken_as = "row"

    def __init__(self, name: str, detail: str, state: str) -> None:
        super().__init__()
        self._now = state == "now"
        icon = Icon({"done": "circle-check", "now": "circle-dot"}.get(state, "circle"), self._ink(), 16, 20)
        role, color = ("bodyStrong", "text") if self._now else ("body", "text2")
        said = column(Text(name, role, color, wrap=True), gap=0)
        if detail:
            said.addWidget(Text(detail, "small", "text2", wrap=True))
        made = row(icon, gap=12)
        made.addLayout(said, 1)
        made.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        made.setContentsMargins(8, 5, 8, 5)
        self.setLayout(made)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (name, detail, tr("now") if self._now else "") if part))

    def _ink(self) -> str:
        return "warnText" if self._now else "text2"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the fill of the step that is due."""
        if self._now:
            box(QPainter(self), self.rect(), theme.radius("card"), "warnSoft")
