"""Security: when to lock, another passphrase, another recovery code."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from practice.actions import practice
from practice.actions import store as stores
from practice.errors import Refused, Trouble
from practice.ui.desk import Desk
from practice.ui.recovery import CodePanel
from practice.ui.secret import SecretField
from practice.ui.setfields import combo
from practice.ui.settings.rows import Row, Section
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button

MINUTES = (1, 2, 5, 10, 15, 30, 60)


class SecuritySection(Section):
    """Lock after, passphrase, recovery code. `lock_combo` belongs to the settings form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Security"))
        self._desk = desk
        self.lock_combo = combo([(n, trn("{n} minute", "{n} minutes", n)) for n in MINUTES])
        self.lock_combo.setAccessibleName(tr("Lock after"))
        self.lock_combo.setFixedWidth(130)
        self.passphrase_button = Button(tr("Change…"), small=True)
        self.code_button = Button(tr("Make a new one…"), small=True)
        self.first = SecretField(tr("New passphrase"))
        self.second = SecretField(tr("The same passphrase again"))
        self.change_button = Button(tr("Change the passphrase"), "primary")
        self.code = CodePanel()
        self._sure = False
        self._build()
        self.passphrase_button.clicked.connect(lambda: self._ask_passphrase(self._new.isHidden()))
        self.change_button.clicked.connect(self._on_change)
        self.first.edit.textEdited.connect(self._on_edited)
        self.second.edit.returnPressed.connect(self._on_change)
        self.code_button.clicked.connect(self._on_new_code)
        self.code.confirmed.connect(self._on_code_kept)

    def _build(self) -> None:
        self._passphrase = Row(tr("Passphrase"), tr("Opens the practice on this computer"), self.passphrase_button)
        self._recovery = Row(tr("Recovery code"), tr("On paper; opens it if you forget"), self.code_button)
        self._new = QWidget()
        fields = QHBoxLayout(self._new)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(self.first)
        fields.addWidget(self.second)
        self._passphrase.more.addWidget(self._new)
        self._passphrase.more.addWidget(self.change_button)
        self._recovery.more.addWidget(self.code)
        self._ask_passphrase(False)
        self.code.hide()
        self.add(Row(tr("Lock after"), tr("When nothing was typed or moved"), self.lock_combo))
        self.add(self._passphrase)
        self.add(self._recovery)

    def _ask_passphrase(self, asked: bool) -> None:
        self._new.setVisible(asked)
        self.change_button.setVisible(asked)
        self.passphrase_button.set_label(tr("Leave it") if asked else tr("Change…"))
        for field in (self.first, self.second):
            field.edit.clear()
            field.set_error("")
        if asked:
            self.first.edit.setFocus()

    def _on_edited(self, passphrase: str) -> None:
        if passphrase == self.second.edit.text():
            self.second.set_error("")

    def _on_change(self) -> None:
        passphrase = self.first.edit.text()
        if passphrase != self.second.edit.text():
            self.second.set_error(tr("The two differ. Type the same passphrase once more."))
            return
        self.change_button.setEnabled(False)
        self._desk.jobs.run(
            self, stores.change_passphrase, self._on_changed, self._desk.store, passphrase, failed=self._on_failed
        )

    def _on_changed(self, _: object) -> None:
        self.change_button.setEnabled(True)
        self._ask_passphrase(False)
        self._desk.toast(tr("Passphrase changed"), undo=False)

    def _on_failed(self, error: BaseException) -> None:
        self.change_button.setEnabled(True)
        if isinstance(error, Refused):
            self.first.set_error(error.fields.get("passphrase", str(error)))
        elif isinstance(error, Trouble):
            self._desk.tell(str(error))
        else:
            raise error

    def _on_new_code(self) -> None:
        """The first press says what it means, the second one makes it."""
        if not self._sure:
            self._sure = True
            self.code_button.set_label(tr("Yes, make a new one"))
            self._recovery.say(tr("The old code will open nothing any more. Press once more to go on."))
            return
        self._sure = False
        code = stores.new_recovery_code(self._desk.store)
        self.code_button.hide()
        self._recovery.say(tr("This one is in force now."))
        self.code.show_code(code, self._desk.today(), practice.profile(self._desk.store).practice_name)
        self.code.show()
        self.code.setFocus()

    def _on_code_kept(self) -> None:
        self.code.hide()
        self.code_button.set_label(tr("Make a new one…"))
        self.code_button.show()
        self._recovery.say(tr("On paper; opens it if you forget"))

    def forget(self) -> None:
        """Take secrets off the page."""
        self._ask_passphrase(False)
        self._sure = False
        self._on_code_kept()
