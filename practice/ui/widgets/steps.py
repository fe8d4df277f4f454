"""A guided page, such as the set-up: a title, what it is for, and steps in a card, each a row that opens in place."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, box
from practice.ui.widgets.layout import Card
from practice.ui.widgets.pages import ScrollBody
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

WIDE = 900


class Tile(QWidget):
    """An icon on a soft square."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(36, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("control"), "accentSoft")
        theme.draw_icon(painter, self.rect().adjusted(9, 9, -9, -9), self._icon, "accentText")


class Step(QWidget):
    """Icon, title and one sentence, how long it takes, and the button that opens it or leads elsewhere."""

    pressed = Signal()

    def __init__(self, icon: str, title: str, sentence: str, minutes: str, verb: str, body: QWidget | None) -> None:
        super().__init__()
        self._verb = verb
        self.body = body
        self.sentence = Text(sentence, "body", "text2", wrap=True)
        self._minutes = Text(minutes, "small", "text2")
        self._done = InlineStatus("ok", tr("Done"))
        self.button = Button(verb)
        self.button.setMinimumWidth(176)
        self.button.clicked.connect(self.pressed)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(title, "section"))
        words.addWidget(self.sentence)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(Tile(icon))
        top.addLayout(words, 1)
        for part in (self._minutes, self._done, self.button):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 18, 14)
        column.setSpacing(16)
        column.addLayout(top)
        if body is not None:
            body.hide()
            column.addWidget(body)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the fields of this step."""
        if self.body is not None:
            self.body.setVisible(is_open)
            self.button.set_label(tr("That is it") if is_open else self._verb)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self.body is not None and not self.body.isHidden()

    def show_state(self, done: bool, next_one: bool) -> None:
        """Say whether it is done; the next one to do has the primary button."""
        self._done.setVisible(done)
        self._minutes.setVisible(not done)
        self.button.kind = "primary" if next_one else "secondary"
        self.button.update()


class GuidedPage(ScrollBody):
    """The page in the middle of what room there is, at most WIDE; what follows the steps goes into `column`."""

    def __init__(self, title: Text, words: Text, steps: Iterable[Step], top: int, gap: int) -> None:
        super().__init__()
        card = Card(padding=0, gap=0)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for step in steps:
            card.add_row(step)
        page = QWidget()
        page.setMaximumWidth(WIDE)
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, top, 0, 24)
        self.column.setSpacing(0)
        self.column.addWidget(title)
        self.column.addSpacing(6)
        self.column.addWidget(words)
        self.column.addSpacing(gap)
        self.column.addWidget(card)
        self.pad(28, 0, 28, 0)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(page, 100)
        middle.addStretch(1)
        self.inner.addLayout(middle)
