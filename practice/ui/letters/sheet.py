"""The sheet that a client signs on: it covers the window, with the whole letter to read and a pad to draw on."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import signing
from practice.errors import Refused, Trouble
from practice.rules.letters import Letter
from practice.rules.signing import Way
from practice.ui.desk import Desk
from practice.ui.letters.pad import Pad
from practice.ui.preview import Pager, Preview
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import RadioList
from practice.ui.widgets.layout import Surface, clear, column, line, row
from practice.ui.widgets.pages import ScrollBody
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

SIDE = 468  # pixels of the column with the pad
PAD = 28


class SigningSheet(QDialog):
    """Stays until every client who is here has signed; Cancel and Esc leave the letter as it is."""

    def __init__(self, desk: Desk, letter: Letter, parent: QWidget) -> None:
        super().__init__(parent.window(), Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._letter = desk, letter
        title = letter.facts.subject or letter.facts.title if letter.facts else letter.number
        self.setWindowTitle(tr("Sign {letter}", letter=title))
        self.setAccessibleName(self.windowTitle())
        self.preview = Preview()
        self.cancel_button = Button(tr("Cancel"), key=tr("Esc"))
        self.who: RadioList | None = None
        self._who_is = column(gap=6)
        self._whose = Text("", "label", "text2")
        self.pad = Pad()
        self.undo_button = Button(tr("Undo the last stroke"), icon="undo-2", small=True)
        self.clear_button = Button(tr("Clear"), icon="x", small=True)
        self.said = Text("", "small", "text2", wrap=True)
        self.told = Text("", "small", "badText", wrap=True)
        self.done_line = InlineStatus("ok", "")
        self.sign_button = Button(tr("Sign"), "primary", icon="pen-line")
        self._lay_out(title)
        self._connect()
        self._lines: dict[int, str] = {}
        self.show_letter()
        self.preview.setFocus()

    def _lay_out(self, title: str) -> None:
        letter = self._letter
        named = row(Text(title, "title", elide=True), self.cancel_button)
        named.setStretch(0, 1)
        one, many = "{number}, version {version}, {n} page", "{number}, version {version}, {n} pages"
        about = trn(one, many, letter.pages, number=letter.number, version=letter.version)
        head = column(gap=2)
        head.addLayout(named)
        head.addWidget(Text(about, "body", "text2"))
        head.setContentsMargins(PAD, 18, PAD, 14)
        bar = row(Pager(self.preview), None)
        bar.setContentsMargins(18, 10, 18, 10)
        pages = column(gap=0)
        pages.addLayout(bar)
        pages.addWidget(line())
        pages.addWidget(self.preview, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(pages, 1)
        below.addWidget(line(upright=True))
        below.addWidget(self._side())
        page = Surface("page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(line())
        inner.addLayout(below, 1)
        whole = column(page, gap=0)
        self.setLayout(whole)

    def _side(self) -> QWidget:
        """Where to sign; it scrolls in a low window."""
        side = ScrollBody()
        side.setFixedWidth(SIDE)
        side.pad(PAD, 22, PAD, 22)
        read = tr("Please read the letter first: all its pages are at the left. Ask about anything that is not clear.")
        only = tr("Only a drawing is taken here, not a typed name. If you would rather not draw, sign on paper.")
        body = side.inner
        body.addWidget(Text(tr("Sign here"), "section"))
        body.addWidget(Text(read, "body", "text2", wrap=True))
        body.addWidget(self.done_line)
        self.done_line.hide()
        body.addSpacing(6)
        body.addLayout(self._who_is)
        body.addSpacing(6)
        body.addWidget(self._whose)
        body.addWidget(self.pad)
        body.addLayout(row(self.undo_button, self.clear_button, None))
        body.addSpacing(6)
        for part in (self.said, Text(only, "small", "text2", wrap=True), self.told):
            body.addWidget(part)
        body.addSpacing(6)
        body.addLayout(row(self.sign_button, None))
        body.addStretch(1)
        return side

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.reject)
        self.undo_button.clicked.connect(self.pad.undo)
        self.clear_button.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._on_drawn)
        self.sign_button.clicked.connect(self.sign)

    def showEvent(self, event: QShowEvent) -> None:
        """Cover the window: what stands there is not for the client's eyes."""
        super().showEvent(event)
        owner = self.parentWidget()
        if owner is not None:
            self.setGeometry(owner.geometry() if owner.isWindow() else owner.window().geometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes the last stroke back."""
        if event.matches(QKeySequence.StandardKey.Undo):
            if self.pad.isEnabled():  # not while what stands there is being signed
                self.pad.undo()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As large as the window."""
        owner = self.parentWidget()
        return owner.window().size() if owner is not None else super().sizeHint()

    # whose turn it is

    def show_letter(self) -> None:
        """Show the newest file, and whose turn it is. Refused where nobody can sign any more."""
        self._lines = dict(signing.waiting(self._desk.store, self._letter.id, Way.DRAWN, self._desk.now()))
        self.preview.show_pdf(signing.newest(self._desk.store, self._letter.id))
        self._ask_who()
        self._take_turn(next(iter(self._lines)))

    def _ask_who(self) -> None:
        clear(self._who_is)
        self.who = RadioList(list(self._lines.items()), tr("Who signs"))
        self.who.chosen.connect(self._take_turn)
        self._who_is.addWidget(Text(tr("Who signs"), "label", "text2"))
        self._who_is.addWidget(self.who)

    def _take_turn(self, number: object) -> None:
        """Somebody else's signature begins with an empty pad."""
        assert isinstance(number, int)
        assert self.who is not None
        self._line = number
        self.who.set_value(number)
        self._whose.setText(tr("Signature of {name}", name=self._lines[number]))
        self.pad.set_name(self._lines[number])
        self._say("")
        self.pad.clear()
        beside = tr("Beside it are printed the name, the time and the letter’s check code.")
        binds = tr("With it the letter is signed by every client and binds, and that cannot be taken back.")
        stays = tr("Once signed, it cannot be taken back.")
        last = signing.binds_with(self._desk.store, self._letter.id, number)
        self.said.setText(f"{beside} {binds if last else stays}")

    def _on_drawn(self) -> None:
        for button in (self.undo_button, self.clear_button, self.sign_button):
            button.setEnabled(self.pad.strokes > 0)

    # signing

    def sign(self) -> None:
        """Put what is drawn on the line; the letter's next copy is made by a worker."""
        try:
            begun = signing.begin(self._desk.store, self._letter.id, self._line, Way.DRAWN, self._desk.now())
        except (Refused, Trouble) as error:
            self._on_failed(error)
            return
        self._set_busy(True)
        self._desk.jobs.run(
            self,
            signing.draw,
            lambda pdf: self._on_drawn_in(begun, pdf),
            begun,
            self.pad.drawn(),
            failed=self._on_failed,
        )

    def _on_drawn_in(self, begun: signing.Signing, pdf: bytes) -> None:
        if not self.isVisible():  # cancelled, or locked, meanwhile
            return
        try:
            copy = signing.keep(self._desk.store, begun, pdf)
        except (Refused, Trouble) as error:
            self._on_failed(error)
            return
        self._set_busy(False)
        self._desk.toast(tr("{name} has signed", name=copy.name), undo=False)
        self._go_on(copy.name)

    def _go_on(self, name: str) -> None:
        """The next client's turn; the professional has their own time."""
        try:
            waiting = signing.waiting(self._desk.store, self._letter.id, Way.DRAWN, self._desk.now())
        except Refused:
            waiting = ()
        if not any(number for number, _ in waiting):
            self.accept()
            return
        self.show_letter()
        self.preview.setFocus()
        self.done_line.set_status("ok", tr("{name} has signed.", name=name))
        self.done_line.show()

    def _on_failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, (Refused, Trouble)):
            raise error
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _set_busy(self, on: bool) -> None:
        self.sign_button.set_label(tr("Signing…") if on else tr("Sign"))
        for part in (self.pad, self.who):
            if part is not None:
                part.setEnabled(not on)
        for button in (self.undo_button, self.clear_button, self.sign_button):
            button.setEnabled(not on and self.pad.strokes > 0)
