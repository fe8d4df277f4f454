"""Who gets a letter: ticked one by one, those left out with the reason, and the page of the letter at hand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practice.actions import batch, letters
from practice.rules.batch import Candidate, FeeChange
from practice.ui.arming import Arming
from practice.ui.batch import words
from practice.ui.batch.rows import Candidates, TickList
from practice.ui.desk import Desk
from practice.ui.preview import Preview
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Card, PageHeader, Surface, column, row
from practice.ui.widgets.pages import ActionBar
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text

PAGE = 420  # pixels that a readable page takes at least
LOOK_MS = 120  # a row that is passed by faster than this shows no page


class WhoPage(QWidget):
    """The list and the page of the letter at hand; `agreed` comes after a second press."""

    agreed = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._change = FeeChange()
        self._arming = Arming(self)
        self._look = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._look.timeout.connect(self._look_now)
        self.header = PageHeader(tr("Who gets a letter?"), "", [tr("Letters"), tr("Fee change"), tr("Who")])
        self.side = Segmented([(False, ""), (True, "")], tr("Show"), small=True)
        self.all_button = Button(tr("All"), "quiet", small=True)
        self.none_button = Button(tr("None"), "quiet", small=True)
        self.model = Candidates(self)
        self.list = TickList(tr("Clients"))
        self.list.setModel(self.model)
        self.preview = Preview()
        self.said = Text("", "small", "text2", wrap=True)
        self.make_button = Button("", "primary", key=tr("Ctrl Enter"))
        self.back_button = Button(tr("Back"), key=tr("Esc"))
        self.bar = ActionBar(self.make_button, self.back_button)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.side.chosen.connect(self.show_side)
        self.all_button.clicked.connect(lambda: self.tick_all(True))
        self.none_button.clicked.connect(lambda: self.tick_all(False))
        self.model.ticked.connect(self._count)
        self._arming.changed.connect(self._say_armed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.make_button.clicked.connect(self.press)
        self.back_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        table = Card(padding=1, gap=0)
        table.add(self.list)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.preview.setMinimumWidth(PAGE)
        self._beside = QWidget()
        beside = column(self.preview, self.said, gap=8)
        beside.setStretch(0, 1)
        self._beside.setLayout(beside)
        self._upper = column(self.header, gap=12)
        self._upper.addLayout(row(self.side, None, self.all_button, self.none_button))
        self._middle = QHBoxLayout()
        self._middle.setSpacing(16)
        self._middle.addWidget(table, 4)
        self._middle.addWidget(self._beside, 5)
        page = Surface("page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._upper)
        inner.addLayout(self._middle, 1)
        inner.addWidget(self.bar)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.fit(28)

    def fit(self, padding: int) -> None:
        """Use this padding."""
        self._upper.setContentsMargins(padding, 20, padding, 12)
        self._middle.setContentsMargins(padding, 0, padding, 16)
        self.bar.pad(padding)

    def show_found(self, found: Sequence[Candidate], change: FeeChange, locale: str) -> None:
        """Show who was found, for what is asked; whoever can get a letter is ticked.

        Asked the same as before, it stays where one was.
        """
        same = change == self._change
        was, on_side = (self.current, self.side.value()) if same else (None, False)
        if not same:
            self.model.tick_anew()
        self._change = change
        self.header.set_subline(words.asked(change, locale))
        self.model.show(found, locale)
        self.show_side(bool(self.model.left_out and (on_side or not self.model.open)))
        self.list.setCurrentIndex(self.model.index_of(was))
        self._look_now()

    def show_side(self, left_out: object) -> None:
        """Show those who can get a letter, or those left out."""
        self.side.set_value(bool(left_out))
        self._beside.setVisible(not left_out)  # the reasons have the room
        self.model.show_side(bool(left_out))
        self._count()
        first = self.model.index(0)
        self.list.setCurrentIndex(first)
        if not first.isValid():
            self._on_current(first, first)

    def tick_all(self, on: bool) -> None:
        """Take all in, or leave all out."""
        self.model.tick(self.model.open, on)

    def _count(self) -> None:
        self.disarm()
        self._say_armed(False)
        chosen, left_out = len(self.model.chosen), self.model.left_out
        get = tr("Can get one {n}", n=f"{len(self.model.open):,}")
        self.side.set_labels([get, tr("Left out {n}", n=f"{left_out:,}")])
        for button in (self.all_button, self.none_button):
            button.setEnabled(bool(self.model.open) and not self.side.value())
        self.make_button.setEnabled(chosen > 0)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.record(now)
        self.preview.clear()
        self.say("" if one else tr("Nobody is here."))
        self._look.start()

    @property
    def current(self) -> Candidate | None:
        """Whoever is at hand."""
        return self.model.record(self.list.currentIndex())

    def _look_now(self) -> None:
        one = self.current
        if one is None or one.reason or not self.isVisible():
            return
        if self._desk.jobs.busy:
            self._look.start()
            return
        self._look.stop()
        try:
            case = batch.case(self._desk.store, self._change, one, self._desk.now())
        except KeyError:  # it went meanwhile; another find is on its way
            return
        self._desk.jobs.run(self, letters.preview, partial(self._on_page, one), case)

    def _on_page(self, one: Candidate, made: letters.Preview) -> None:
        if one != self.current:
            return
        self.preview.show_pdf(made.rendered.pdf)
        if made.problems:
            stops = " ".join(problem.text for problem in made.problems)
            self.say(tr("This one cannot be issued. {why}", why=stops), "badText")
        else:
            looks = " ".join(look.text for look in made.looks)
            self.say(tr("To look at: {what}", what=looks) if looks else tr("Nothing stops it."))

    def say(self, sentence: str, color: str = "text2") -> None:
        """Say something of the letter at hand."""
        self.said.setText(sentence)
        self.said.set_color(color)

    # the button

    def press(self) -> None:
        """The first press says what follows, the second one does it."""
        if self.model.chosen and self._arming.press():
            self.agreed.emit()

    def disarm(self) -> bool:
        """Take a first press back; whether there was one."""
        return self._arming.disarm()

    def _say_armed(self, on: bool) -> None:
        n = len(self.model.chosen)
        now = trn("Issue {n} letter now", "Issue {n} letters now", n)
        self.make_button.set_label(now if on else trn("Issue {n} letter", "Issue {n} letters", n))
        again = tr("Press again: an issued letter is frozen, and cannot be taken back.")
        self.bar.consequence.setText(again if on else tr("Each fee stays as it is until its letter is signed."))
