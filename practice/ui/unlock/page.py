"""The lock screen (picture 01): one field, one button; shows only what the key file has in clear."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practice import __version__
from practice.actions import store as stores
from practice.errors import Trouble, WrongKey
from practice.rules.preferences import Theme
from practice.ui import look, theme
from practice.ui.desk import Clock
from practice.ui.jobs import Jobs
from practice.ui.longline import long_line
from practice.ui.mark import Mark
from practice.ui.secret import SecretField
from practice.ui.tr import tr
from practice.ui.when import moment_text, since_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text

WIDE = 340


class Icon(QWidget):
    """An icon by itself, in a colour role."""

    def __init__(self, name: str, role: str = "text2", side: int = 16) -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        theme.draw_icon(QPainter(self), self.rect(), self._name, self._role)


def centred(*parts: QWidget, spacing: int = 8) -> QHBoxLayout:
    """A row with its parts in the middle."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    row.addStretch()
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row


class UnlockPage(QFrame):
    """Asks for the passphrase or the recovery code; `opened` carries the data key and whether the code was used."""

    opened = Signal(bytes, bool)

    def __init__(self, folder: Path, jobs: Jobs, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._jobs, self._clock = folder, jobs, clock
        self._by_code = False
        self.setProperty("surface", "sidebar")
        self._mark = Mark("", 52)
        self._name = Text("", "title")
        self._since = Text("", "body", "text2")
        self.field = SecretField(tr("Passphrase"))
        self.unlock_button = Button(tr("Unlock"), "primary", key="Enter")
        self.other_button = Button(tr("Use the recovery code"), "link")
        self._backup = Text("", "body", "text3")
        self._build()
        self.unlock_button.clicked.connect(self._on_unlock)
        self.other_button.clicked.connect(self._on_other)
        self.field.edit.returnPressed.connect(self._on_unlock)

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 28)
        page.setSpacing(0)
        page.addStretch(9)
        page.addLayout(centred(self._mark))
        page.addSpacing(16)
        page.addLayout(centred(self._name))
        page.addSpacing(4)
        page.addLayout(centred(self._since))
        page.addSpacing(26)
        page.addLayout(centred(self._entry()))
        page.addSpacing(18)
        page.addLayout(centred(self.other_button))
        page.addStretch(10)
        promise = tr(
            "Everything here is encrypted on this computer. "
            "Nobody can reset your passphrase, so keep the recovery code on paper."
        )
        page.addLayout(centred(Icon("shield-half"), long_line(promise)))
        page.addSpacing(6)
        page.addLayout(centred(self._backup))

    def _entry(self) -> QWidget:
        entry = QWidget()
        entry.setFixedWidth(WIDE)
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.field)
        self.unlock_button.setFixedHeight(40)
        column.addWidget(self.unlock_button)
        return entry

    def refresh(self) -> None:
        """Show what the key file has in clear now, with an empty field."""
        shown = stores.shown(self._folder)
        look.wear(Theme(shown.theme) if shown.theme in set(Theme) else Theme.SYSTEM)
        now = self._clock()
        self._mark.set_letter(shown.mark)
        self._name.setText(shown.name or tr("Practice"))
        self._since.setText(_since(shown.locked_at, now))
        backup = _backup(shown.backed_up_at, now)
        self._backup.setText(f"{backup}   ·   {tr('Version {version}', version=__version__)}")
        self._ask(by_code=False)

    def _ask(self, by_code: bool) -> None:
        self._by_code = by_code
        self.field.set_label(tr("Recovery code") if by_code else tr("Passphrase"))
        self.other_button.set_label(tr("Use the passphrase") if by_code else tr("Use the recovery code"))
        self.field.edit.clear()
        self.field.edit.reveal(by_code)
        self.field.set_error("")
        self.field.caps.hide()
        self._busy(False)
        self.field.edit.setFocus()

    def _busy(self, busy: bool) -> None:
        self.unlock_button.setEnabled(not busy)
        self.unlock_button.set_label(tr("Unlocking…") if busy else tr("Unlock"))
        self.field.edit.setReadOnly(busy)

    def _on_other(self) -> None:
        self._ask(not self._by_code)

    def _on_unlock(self) -> None:
        secret = self.field.edit.text()
        if not self.unlock_button.isEnabled():
            return
        if not secret.strip():
            self.field.set_error(tr("Type the recovery code.") if self._by_code else tr("Type your passphrase."))
            return
        self._busy(True)
        self._jobs.run(self, stores.opened, self._on_key, self._folder, secret, failed=self._on_refused)

    def _on_key(self, found: tuple[bytes, bool]) -> None:
        self.field.edit.clear()
        self._busy(False)
        self.opened.emit(*found)  # the code asks for a new passphrase wherever it was typed

    def _on_refused(self, error: BaseException) -> None:
        self._busy(False)
        if not isinstance(error, Trouble):
            raise error
        self.say(_sentence(error, self._by_code))

    def say(self, sentence: str) -> None:
        """Show known trouble below the field."""
        self.field.set_error(sentence)
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's own name
        """Tab goes as the eye reads, and to Show last."""
        from practice.ui import tab_order  # noqa: PLC0415  start-up: at the first Tab

        return tab_order.step(self, forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere goes into the field."""
        if event.text().isprintable() and event.text():
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.edit.insert(event.text())
        super().keyPressEvent(event)


def _sentence(error: Trouble, by_code: bool) -> str:
    if not isinstance(error, WrongKey):
        return str(error)
    if by_code:
        return tr("That recovery code does not open this practice. Compare it with the paper, group by group.")
    return tr("That passphrase does not open this practice. Check Caps Lock and the keyboard’s language.")


def _since(stamp: str, now: datetime) -> str:
    if not stamp:
        return tr("Locked")
    return tr("Locked since {when}", when=since_text(datetime.fromisoformat(stamp), now))


def _backup(stamp: str, now: datetime) -> str:
    if not stamp:
        return tr("No backup yet")
    return tr("Last backup {when}", when=moment_text(datetime.fromisoformat(stamp), now))
