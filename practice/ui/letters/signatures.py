"""Signatures made on this computer: who has signed, the ways to sign, and which file of the letter is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practice.actions import letters, signing
from practice.errors import Refused, Trouble
from practice.rules.letters import OUT, Letter, LetterState
from practice.rules.signing import SignedCopy, Way
from practice.ui.desk import Desk
from practice.ui.letters.pages import PageSide
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import SectionTitle, clear, column, row
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text


class Signatures(QWidget):
    """Below the marking, which paper signatures go by; `turned` when another file of the letter is to be shown."""

    turned = Signal()

    def __init__(self, desk: Desk, side: PageSide) -> None:
        super().__init__()
        self._desk, self._side = desk, side
        self._letter = Letter()
        self._copies: list[SignedCopy] = []
        paper = tr("On paper: mark it signed above, and add the scan below. Or sign on this computer:")
        self._paper = Text(paper, "small", "text2", wrap=True)
        self._made = column(gap=4)
        self.here_button = Button(tr("Sign here…"), icon="pen-line", small=True)
        self.certificate_button = Button(tr("Sign with a certificate…"), icon="key-round", small=True)
        self.shown = Segmented([("signed", tr("Signed copy")), ("issued", tr("As issued"))])
        self.shown.set_name(tr("Which file is shown, printed and exported"))
        self.here_button.clicked.connect(self.sign_here)
        self.certificate_button.clicked.connect(self.sign_by_certificate)
        self.shown.chosen.connect(lambda _: self.turned.emit())
        whole = column(SectionTitle(tr("Signatures")), self._paper, gap=8)
        whole.addLayout(self._made)
        whole.addLayout(row(self.here_button, self.certificate_button, None))
        whole.addLayout(row(self.shown, None))
        self.setLayout(whole)

    def show_letter(self, letter: Letter) -> None:
        """Show who has signed this letter here, and how it can still be signed."""
        before = self._copies if letter.id == self._letter.id else []
        self._letter = letter
        self._copies = signing.copies(self._desk.store, letter.id)
        if self._copies != before:
            self.shown.set_value("signed")
        self._show_ways(letter.signs and letter.state in OUT)
        self._list()

    def _show_ways(self, out: bool) -> None:
        """Paper and this computer while it waits for signatures; afterwards the professional may follow here."""
        here = bool(self._copies)
        closed = any(copy.way is Way.CERTIFICATE for copy in self._copies)
        follows = here and self._letter.state is LetterState.SIGNED
        self.setVisible(out or here)
        self._paper.setVisible(out)
        for button in (self.here_button, self.certificate_button):
            button.setVisible((out or follows) and not closed)
        self.shown.setVisible(here)

    def _list(self) -> None:
        clear(self._made)
        for copy in self._copies:
            assert copy.at is not None
            how = tr("drawn") if copy.way is Way.DRAWN else tr("by certificate")
            when = moment_text(copy.at, self._desk.now())
            said = Text(tr("{how}, {when}", how=how, when=when), "small", "text2")
            self._made.addLayout(row(Text(copy.name, "body", shrink=True), said, None))

    @property
    def signed_copy(self) -> bool:
        """Whether the newest signed copy is chosen."""
        return bool(self._copies) and self.shown.value() == "signed"

    @property
    def file(self) -> tuple[int, int]:
        """Which file is chosen: the letter, and its newest signed copy or 0."""
        return self._letter.id, self._copies[-1].id if self.signed_copy else 0

    def pages(self) -> bytes:
        """The file that is chosen; the export writes the same. Raises Trouble."""
        if self.signed_copy:
            self._side.named, self._side.write = signing.file_name, signing.export
            return signing.newest(self._desk.store, self._letter.id)
        self._side.named, self._side.write = letters.file_name, letters.export
        return letters.reprint(self._desk.store, self._letter.id)

    # signing

    def sign_here(self) -> None:
        """Open the sheet on which the client signs, or say why nobody can."""
        from practice.ui.letters.sheet import SigningSheet  # noqa: PLC0415  start-up: once somebody signs here

        if self._may(Way.DRAWN):
            self.sheet = SigningSheet(self._desk, self._letter, self)
            self.sheet.open()

    def sign_by_certificate(self) -> None:
        """Ask for the professional's certificate, or say why it cannot sign."""
        from practice.ui.letters.certificate import CertificateDialog  # noqa: PLC0415  start-up: as above

        if self._may(Way.CERTIFICATE):
            dialog = CertificateDialog(self._desk, self._letter, self)
            dialog.ask()
            dialog.deleteLater()

    def _may(self, way: Way) -> bool:
        try:
            signing.ready()
            signing.waiting(self._desk.store, self._letter.id, way, self._desk.now())
            signing.newest(self._desk.store, self._letter.id)  # nobody signs pages that were altered
        except (Refused, Trouble) as error:
            self._desk.tell(str(error))
            return False
        return True

    def hints(self) -> list[KeyHint]:
        """What can be done here, for the palette."""
        if not self.here_button.isVisibleTo(self):
            return []
        by_certificate = tr("Sign this letter with a certificate")
        return [
            KeyHint("", tr("sign here"), self.sign_here, tr("Sign this letter here"), "pen-line", False),
            KeyHint("", tr("certificate"), self.sign_by_certificate, by_certificate, "key-round", False),
        ]
