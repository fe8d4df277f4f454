"""Making a practice: a passphrase typed twice, then the recovery code, shown once."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import store as stores
from practice.errors import Refused, Trouble
from practice.ui.desk import Clock
from practice.ui.jobs import Jobs
from practice.ui.longline import long_line
from practice.ui.mark import Mark
from practice.ui.recovery import CodePanel
from practice.ui.secret import SecretField
from practice.ui.tr import tr
from practice.ui.unlock.page import Icon, centred
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text

WIDE = 540
GOOD = 16


def advice(passphrase: str) -> str:
    """One plain sentence on the length of what is typed so far."""
    length = len(passphrase.strip())
    if length == 0:
        return tr("Four or five plain words that you can type without thinking are best.")
    if length < 8:
        return tr("Too short: use at least 8 characters.")
    if length < GOOD:
        return tr("Long enough. A word or two more makes it much harder to guess.")
    return tr("Good length.")


class CreatePage(QFrame):
    """Makes the practice in `folder`; `created` carries its data key once the recovery code is on paper."""

    created = Signal(bytes)

    def __init__(self, folder: Path, jobs: Jobs, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._jobs, self._clock = folder, jobs, clock
        self._key = b""
        self.cost: stores.Cost | None = None  # cheaper in tests
        self.setProperty("surface", "sidebar")
        self.first = SecretField(tr("Passphrase"))
        self.second = SecretField(tr("The same passphrase again"))
        self._advice = Text(advice(""), "small", "text2", wrap=True)
        self.create_button = Button(tr("Make the practice"), "primary", key="Enter")
        self.code = CodePanel()
        self._steps = QStackedWidget()
        self._build()
        self.first.edit.textEdited.connect(lambda text: self._advice.setText(advice(text)))
        self.first.edit.textEdited.connect(self._on_edited)
        self.first.edit.returnPressed.connect(self.second.edit.setFocus)
        self.second.edit.returnPressed.connect(self._on_create)
        self.create_button.clicked.connect(self._on_create)
        self.code.confirmed.connect(self._on_confirmed)

    def _build(self) -> None:
        self._steps.addWidget(self._choose())
        self._steps.addWidget(self.code)
        self._steps.setFixedWidth(WIDE)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 28)
        page.addStretch(1)
        page.addLayout(centred(Mark("P", 52)))
        page.addSpacing(16)
        page.addLayout(centred(self._steps))
        page.addStretch(1)
        page.addLayout(centred(Icon("shield-half"), long_line(_promise())))

    def _choose(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(14)
        column.addLayout(centred(Text(tr("Choose a passphrase"), "title")))
        column.addWidget(
            Text(
                tr(
                    "It encrypts everything you keep here. Nobody can reset it, not even the makers of this program; "
                    "the next page gives you a recovery code to keep on paper."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        column.addWidget(self.first)
        column.addWidget(self._advice)
        column.addWidget(self.second)
        self.create_button.setFixedHeight(40)
        row = QHBoxLayout()
        row.addWidget(self.create_button, 1)
        column.addLayout(row)
        column.addStretch()
        return step

    def start(self) -> None:
        """Begin with empty fields."""
        self._steps.setCurrentIndex(0)
        for field in (self.first, self.second):
            field.edit.clear()
            field.set_error("")
        self.first.edit.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's own name
        """Tab goes as the eye reads, and to Show last."""
        from practice.ui import tab_order  # noqa: PLC0415  start-up: at the first Tab

        return tab_order.step(self, forward) or super().focusNextPrevChild(forward)

    def _on_edited(self, _: str) -> None:
        """Once the two are equal again nothing is wrong with the second."""
        if self.first.edit.text() == self.second.edit.text():
            self.second.set_error("")

    def _on_create(self) -> None:
        passphrase, again = self.first.edit.text(), self.second.edit.text()
        if len(passphrase.strip()) < 8:
            self.first.set_error(tr("Use at least 8 characters; four or five plain words are best."))
            self.first.edit.setFocus()
        elif passphrase != again:
            self.second.set_error(tr("The two differ. Type the same passphrase once more."))
            self.second.edit.setFocus()
        elif self.create_button.isEnabled():
            self.create_button.setEnabled(False)
            self._jobs.run(
                self, stores.create_closed, self._on_made, self._folder, passphrase, self.cost, failed=self._on_failed
            )

    def _on_made(self, made: tuple[bytes, str]) -> None:
        self.show_made(*made)

    def show_made(self, key: bytes, code: str) -> None:
        """Show the recovery code of a practice that was made with this data key."""
        self._key = key
        self.create_button.setEnabled(True)
        self.first.edit.clear()
        self.second.edit.clear()
        self.code.show_code(code, self._clock().astimezone().date())
        self._steps.setCurrentIndex(1)
        self.code.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self.create_button.setEnabled(True)
        if isinstance(error, Refused):
            self.first.set_error(error.fields.get("passphrase", str(error)))
        elif isinstance(error, Trouble):
            self.second.set_error(str(error))
        else:
            raise error

    def _on_confirmed(self) -> None:
        key, self._key = self._key, b""
        self.created.emit(key)


def _promise() -> str:
    return tr("Everything stays on this computer. This program never calls a server.")
