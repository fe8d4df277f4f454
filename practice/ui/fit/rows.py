"""The rows of a checklist: one focus stop each, answered by keys or mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from practice.rules.checklists import DealBreaker, Dimension, MustHave, RedFlag, TrustEnd
from practice.rules.fit import FULL, MustAnswer, Presence
from practice.ui import theme
from practice.ui.fit import words
from practice.ui.tr import tr
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import LineEdit
from practice.ui.widgets.layout import column
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.rows import Row
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Run, Runs, Text, plain_tip

_BACK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_UNKNOWN = -1
MOST_LINES = 3


def _quiet(answers: Segmented, row: Row) -> Segmented:
    """The answers of a row: clicks answer, but the keyboard's focus stays on the row."""
    for segment in answers.segments():
        segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    answers.chosen.connect(row.answer)
    answers.chosen.connect(lambda _: row.setFocus(Qt.FocusReason.MouseFocusReason))
    return answers


class Anchors(Text):
    """What the numbers of a rating mean, in place of a field's own hint, which cannot wrap.

    At most three lines; where that is too little, the row's tooltip has the rest.
    """

    def __init__(self, whole: str) -> None:
        super().__init__(whole, "small", "text2", wrap=True)
        self._whole = whole
        self.setContentsMargins(0, 2, 0, 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _lines(self, text: str, width: int) -> int:
        return Runs([Run(text, "small")]).height(width) // theme.line_height("small")

    def heightForWidth(self, width: int) -> int:
        """As high as all of it, or three lines."""
        return min(self._lines(self._whole, width), MOST_LINES) * theme.line_height("small") + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other words that have room."""
        super().resizeEvent(event)
        parts, text = self._whole.split(" "), self._whole
        while parts and self._lines(text, self.width()) > MOST_LINES:
            parts.pop()
            text = " ".join(parts) + "…"
        self.setText(text)


def _over(words: QWidget, field: QWidget) -> QGridLayout:
    """A field over words that show through it, at the same place."""
    laid = QGridLayout()
    laid.setContentsMargins(0, 0, 0, 0)
    laid.addWidget(words, 0, 0)
    laid.addWidget(field, 0, 0, Qt.AlignmentFlag.AlignTop)
    field.raise_()
    return laid


class YesNoRow(Row):
    """A must-have or a deal-breaker: yes, no or unknown."""

    def __init__(self, item: MustHave | DealBreaker, answers: Sequence[object], good: object) -> None:
        super().__init__(item.key, f"{item.text} {item.note}".strip())
        self._yes, self._no, self._unknown = answers
        self._good = good
        self._icon = Icon("circle-dashed", "neutralText", 16, 20)
        self._text = Text("", wrap=True)
        self._text.set_runs(Run(item.text, "bodyStrong"), Run(f" {item.note}" if item.note else "", "body", "text2"))
        labels = ((self._yes, tr("Yes")), (self._no, tr("No")), (self._unknown, tr("U")))
        self.answers = _quiet(Segmented(labels, item.text, small=True), self)
        self.answers.segments()[2].setToolTip(tr("Unknown"))
        self.answers.segments()[2].setAccessibleName(tr("Unknown"))
        self.line.addWidget(self._icon)
        self._said = Text("", "bodyStrong")
        self.line.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(self.answers)
        self.line.addWidget(self._said)

    def set_alive(self, alive: bool) -> None:
        """Locked answers are shown, not offered."""
        super().set_alive(alive)
        self.answers.setVisible(alive)
        self._said.setVisible(not alive)

    def show_answer(self, value: object) -> None:
        """Shows an answer."""
        known = value not in (None, self._unknown)
        self.answers.set_value(value if known else self._unknown)
        good = value == self._good
        self._icon.name = ("circle-check" if good else "circle-alert") if known else "circle-dashed"
        self._icon.role = ("okText" if good else "badText") if known else "neutralText"
        self._icon.update()
        said = {self._yes: tr("Yes"), self._no: tr("No")}.get(value, tr("Unknown"))
        self._said.setText(said)
        self.say(said)

    def press(self, key: str) -> bool:
        """Y, N and U answer."""
        value = {"Y": self._yes, "N": self._no, "U": self._unknown}.get(key)
        if value is not None:
            self.answer(value)
        return value is not None


def must_row(item: MustHave) -> YesNoRow:
    """The row of a must-have."""
    return YesNoRow(item, (MustAnswer.YES, MustAnswer.NO, MustAnswer.UNKNOWN), MustAnswer.YES)


def breaker_row(item: DealBreaker) -> YesNoRow:
    """The row of a deal-breaker."""
    return YesNoRow(item, (Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN), Presence.ABSENT)


class RatingRow(Row):
    """A rating from 0 to 4 or unknown, with its anchor and what was heard."""

    heard = Signal(str, str)

    def __init__(self, part: Dimension | TrustEnd, name: str, weight: str) -> None:
        super().__init__(part.key, name)
        self._part = part
        self._title = Text("", wrap=True)
        self.note_edit = LineEdit()
        self.note_edit.setProperty("bare", True)
        self.note_edit.setProperty("quiet", True)
        self.note_edit.setTextMargins(-2, 0, 0, 0)
        self.note_edit.setFont(theme.font("small"))
        self.note_edit.setFixedHeight(20)
        self.note_edit.setAccessibleName(tr("What you heard: {name}", name=name))
        self.note_edit.setToolTip(words.anchors_line(part))
        self.setToolTip(words.anchors_line(part))
        self._anchors = Anchors(words.anchors_line(part))
        self.note_edit.textChanged.connect(self._on_note)
        self.note_edit.textEdited.connect(lambda text: self.heard.emit(self.key, text))
        self.note_edit.installEventFilter(self)
        numbers = [(n, str(n)) for n in range(FULL + 1)]
        self.answers = _quiet(Segmented([*numbers, (_UNKNOWN, tr("U"))], name, small=True), self)
        self.answers.segments()[-1].setToolTip(tr("Unknown"))
        self.answers.segments()[-1].setAccessibleName(tr("Unknown"))
        self.points = Text("", "bodyStrong", numbers=True)
        self.points.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.points.setFixedWidth(34)
        words_here = column(self._title, gap=0)
        words_here.addLayout(_over(self._anchors, self.note_edit))
        self.line.addLayout(words_here, 1)
        self._said = Text("", "bodyStrong", numbers=True)
        self.line.addWidget(Text(weight, "small", "text2", shrink=True))
        self.line.addWidget(self.answers)
        self.line.addWidget(self._said)
        self.line.addWidget(self.points)

    def set_alive(self, alive: bool) -> None:
        """Locked answers are shown, not offered."""
        super().set_alive(alive)
        self.answers.setVisible(alive)
        self._said.setVisible(not alive)
        self.note_edit.setReadOnly(not alive)

    def answer(self, value: object) -> None:
        """The person answers; unknown is None."""
        super().answer(None if value == _UNKNOWN else value)

    def show_answer(self, rating: int | None, points: str) -> None:
        """Shows a rating, its anchor and the points it gives."""
        self.answers.set_value(_UNKNOWN if rating is None else rating)
        anchor = words.anchor_of(self._part, rating)
        self._title.set_runs(Run(self.name, "bodyStrong"), Run(f"  {anchor}" if anchor else "", "body", "text2"))
        self.points.setText(points)
        self._said.setText(tr("Unknown") if rating is None else tr("{n} of 4", n=rating))
        self.say(tr("Unknown") if rating is None else f"{rating}, {anchor}")

    def _on_note(self, text: str) -> None:
        """The anchors stand where nothing was heard yet."""
        self._anchors.setVisible(not text)
        self.note_edit.setToolTip(plain_tip(text or words.anchors_line(self._part)))

    def show_heard(self, text: str) -> None:
        """Shows what was heard, unless it is being typed."""
        if not self.note_edit.hasFocus() and text != self.note_edit.text():
            self.note_edit.setText(text)

    def press(self, key: str) -> bool:
        """0 to 4 and U answer; Enter writes down what was heard."""
        if key in ("\r", "\n"):
            self.note_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if key == "U" or (key.isdecimal() and len(key) == 1 and int(key) <= FULL):
            self.answer(None if key == "U" else int(key))
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc lead from what was heard back to the row; entering it makes the row current."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _BACK:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return not event.modifiers()
        return False


class SeenRow(Row):
    """Something that was seen or not, in one or more grades; X and a click go through them."""

    def __init__(self, key: str, text: str, details: Sequence[str], question: str = "") -> None:
        super().__init__(key, text)
        self._grades = len(details)
        self._details = details
        self._text = text
        self._seen = 0
        self.check = Check(name=text)
        self.check.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.check.setFixedWidth(16)
        self.check.clicked.connect(self._on_clicked)
        self._words = Text("", wrap=True)
        self.status = InlineStatus("warn", tr("Seen"), "flag")
        if question:
            self.setToolTip(question)
        self.line.addWidget(self.check)
        self.line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(self.status)

    def set_alive(self, alive: bool) -> None:
        """Locked answers are shown, not offered."""
        super().set_alive(alive)
        self.check.setEnabled(alive)

    def show_answer(self, seen: int, said: str) -> None:
        """Shows the grade seen (0 for none) and what it takes away."""
        self._seen = seen
        self.check.setChecked(seen > 0)
        detail = self._details[seen - 1] if seen else "; ".join(self._details)
        self._words.set_runs(Run(self._text, "bodyStrong"), Run(f" {detail}", "body", "text2"))
        self.status.set_status("warn", said, "flag")
        self.status.setVisible(seen > 0)
        self.say(f"{tr('Seen')}, {detail}, {said}" if seen else tr("Not seen"))

    def press(self, key: str) -> bool:
        """X, Space and Enter go to the next grade, and from the last to none."""
        if key in ("X", " ", "\r", "\n"):
            self._on_clicked()
            return True
        return False

    def _on_clicked(self) -> None:
        self.check.setChecked(self._seen > 0)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.answer((self._seen + 1) % (self._grades + 1))


def flag_row(flag: RedFlag) -> SeenRow:
    """The row of a red flag."""
    return SeenRow(flag.key, flag.text, [grade.when for grade in flag.grades], flag.question)
