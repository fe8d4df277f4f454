"""What became of a letter: sent, signed, declined, expired, each with its day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practice.actions import letters
from practice.errors import Refused
from practice.rules.letters import OUT, Letter, LetterState, overdue
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import column, row

MARKS = {LetterState.ISSUED: "Mark sent", LetterState.SENT: "Mark signed"}


class Marking(QWidget):
    """The day of the next step and how it was made; the step itself is the page's primary button.

    That a letter is signed cannot be taken back: it takes a second press, while `armed` says so.
    """

    armed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._letter = Letter()
        self.day_edit, self.way_edit = DateEdit(), LineEdit(placeholder=tr("by email"))
        self.why_edit = LineEdit(placeholder=tr("if they said why"))
        self.day = FieldBox(tr("Day"), self.day_edit)
        self.way = FieldBox(tr("How"), self.way_edit)
        self.why = FieldBox(tr("Why"), self.why_edit)
        self.send = Button(tr("Send by email…"), "link")
        self.signed = Button(tr("It is signed already"), "link")
        self.decline = Button(tr("The client declined"), "link")
        self.lapse = Button(tr("Let it expire"), "link")
        self._arming = Arming(self)
        self._arming.changed.connect(self._say_armed)
        self.signed.clicked.connect(lambda: self._do(self._sign))
        self.decline.clicked.connect(self._on_decline)
        self.lapse.clicked.connect(lambda: self._do(self._expire))
        whole = column(gap=8)
        whole.addLayout(row(self.day, self.way, self.why, gap=10))
        whole.addLayout(row(self.send, self.signed, self.decline, self.lapse, None, gap=16))
        self.setLayout(whole)

    def show_letter(self, letter: Letter, locale: str) -> None:
        """Show what can become of this letter next; another letter begins with today."""
        another = (letter.id, letter.state) != (self._letter.id, self._letter.state)
        self._letter = letter
        today = self._desk.today()
        self.setVisible(letter.state in OUT)
        sending = letter.state is LetterState.ISSUED
        self.way.setVisible(sending)
        self.signed.setVisible(sending and letter.signs)
        self.decline.setVisible(letter.signs)
        self.lapse.setVisible(overdue(letter, today))
        if another or letter.state not in OUT:
            self._arming.disarm()
        if another:
            self.day_edit.dress(locale)
            self.day_edit.set_value(today)
            self.way_edit.setText("")
            self.why_edit.setText("")
        self._ask_why(self.why.isVisibleTo(self) and not another and letter.state in OUT)
        self.day.set_error("")

    def begin(self) -> None:
        """The letter is opened: its next step is one of today until another day is said."""
        self._letter = Letter()

    def note_way(self, way: str) -> None:
        """Fill in how it goes out, unless something stands there."""
        if not self.way_edit.text():
            self.way_edit.setText(way)

    def mark(self) -> None:
        """Note the next step: that it was sent, or that everybody has signed."""
        self._do(self._send if self._letter.state is LetterState.ISSUED else self._sign)

    def step_back(self) -> bool:
        """Take the first press back, of the signature or of what was declined; False where there was none."""
        if self._arming.disarm():
            return True
        asked = self.why.isVisibleTo(self)
        if asked:
            self._ask_why(False)
            self.way.setVisible(self._letter.state is LetterState.ISSUED)
            self.decline.setFocus()
        return asked

    def _ask_why(self, asked: bool) -> None:
        self.why.setVisible(asked)
        self.decline.set_label(tr("Mark declined") if asked else tr("The client declined"))
        step = tr("Sent on") if self._letter.state is LetterState.ISSUED else tr("Signed on")
        self.day.set_label(tr("Declined on") if asked else step)

    def _on_decline(self) -> None:
        """The first press asks why, the second notes it."""
        if self.why.isVisibleTo(self):
            self._do(self._decline)
            return
        self.way.hide()
        self._ask_why(True)
        self.why_edit.setFocus()

    def _do(self, act: Callable[[], None]) -> None:
        if not self.day_edit.is_read:
            self.day.set_error(tr("Type the day first."))
            self.day_edit.setFocus()
            return
        try:
            act()
        except Refused as refusal:
            self.day.set_error(str(refusal))

    @property
    def _day(self) -> date:
        return self.day_edit.value()

    def _send(self) -> None:
        letters.mark_sent(self._desk.store, self._letter.id, self._day, self.way_edit.text(), self._desk.today())
        self._desk.toast(tr("Marked as sent"))

    def _sign(self) -> None:
        """The first press says what comes of it, the second notes it."""
        if not self._arming.press():
            return
        letters.mark_signed(self._desk.store, self._letter.id, self._day, self._desk.today())
        self._desk.toast(tr("Marked as signed"), undo=False)

    def _say_armed(self, on: bool) -> None:
        self.signed.set_label(tr("Yes, everybody has signed") if on else tr("It is signed already"))
        self.armed.emit(on)

    def _decline(self) -> None:
        letters.mark_declined(self._desk.store, self._letter.id, self._day, self.why_edit.text(), self._desk.today())
        self._desk.toast(tr("Marked as declined"))

    def _expire(self) -> None:
        letters.mark_expired(self._desk.store, self._letter.id, self._desk.today())
        self._desk.toast(tr("Let expire"))
