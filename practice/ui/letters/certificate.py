"""Signing by a certificate: which file, and the passphrase that opens it; neither is kept."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from practice.actions import signing
from practice.errors import Refused, Trouble
from practice.rules.letters import Letter
from practice.rules.signing import PROFESSIONAL, Way
from practice.ui.desk import Desk
from practice.ui.secret import SecretField
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Dialog
from practice.ui.widgets.fields import FieldBox, ReadOnlyField
from practice.ui.widgets.layout import row
from practice.ui.widgets.text import Text


class CertificateDialog(Dialog):
    """Accepted once the letter is signed; Esc leaves it as it is."""

    def __init__(self, desk: Desk, letter: Letter, parent: QWidget) -> None:
        told = tr(
            "It signs the whole file as it is now and closes it: nobody can draw on it after that, so let everybody "
            "else sign first. Practice keeps neither the certificate nor its passphrase."
        )
        super().__init__(tr("Sign with a certificate"), told, parent, width=480)
        self._desk, self._letter = desk, letter
        self._certificate = b""
        self.file = ReadOnlyField(tr("No file chosen"))
        self.choose_button = Button(tr("Choose…"))
        self.passphrase = SecretField(tr("Passphrase of the certificate"))
        self.told = Text("", "small", "badText", wrap=True)
        self.cancel_button = Button(tr("Cancel"), key=tr("Esc"))
        self.sign_button = Button(tr("Sign"), "primary", icon="key-round")
        chosen = row(self.file, self.choose_button)
        chosen.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(chosen)
        self.body.addWidget(FieldBox(tr("Certificate, a .p12 or .pfx file"), whole))
        self.body.addSpacing(8)
        self.body.addWidget(self.passphrase)
        self.body.addWidget(self.told)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.sign_button)
        self.choose_button.clicked.connect(self.choose)
        self.cancel_button.clicked.connect(self.reject)
        self.passphrase.edit.returnPressed.connect(self.sign)
        self.sign_button.clicked.connect(self.sign)
        self.choose_button.setFocus()

    def choose(self) -> None:
        """Ask for the file, and read it."""
        kinds = tr("Certificates (*.p12 *.pfx);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a certificate"), "", kinds)
        if not name:
            return
        try:
            self._certificate = signing.certificate(Path(name))
        except Trouble as trouble:
            self._say(str(trouble))
            return
        self._say("")
        self.file.setText(Path(name).name)
        self.passphrase.edit.setFocus()

    def sign(self) -> None:
        """Let a worker sign; what does not open the certificate is said beside the passphrase."""
        if not self._certificate:
            self._say(tr("Choose the certificate’s file first."))
            return
        if not self.sign_button.isEnabled():
            return
        try:
            begun = signing.begin(self._desk.store, self._letter.id, PROFESSIONAL, Way.CERTIFICATE, self._desk.now())
        except (Refused, Trouble) as error:
            self._say(str(error))
            return
        self._set_busy(True)
        work = (begun, self._certificate, self.passphrase.edit.text())
        self._desk.jobs.run(self, signing.close, lambda pdf: self._keep(begun, pdf), *work, failed=self._on_failed)

    def _keep(self, begun: signing.Signing, pdf: bytes) -> None:
        if not self.isVisible():  # cancelled, or locked, meanwhile
            return
        try:
            signing.keep(self._desk.store, begun, pdf)
        except (Refused, Trouble) as error:
            self._on_failed(error)
            return
        self._set_busy(False)
        self._desk.toast(tr("Signed with the certificate"), undo=False)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, (Refused, Trouble)):
            raise error
        self._say(str(error))
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _set_busy(self, on: bool) -> None:
        for part in (self.choose_button, self.passphrase, self.sign_button):
            part.setEnabled(not on)

    def done(self, result: int) -> None:
        """Whatever the answer, forget what was chosen and typed."""
        self._certificate = b""
        self.passphrase.edit.clear()
        super().done(result)
