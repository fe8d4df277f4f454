"""Letterhead: logo, style, size and colour of letters, with a page beside them that follows."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import letterhead
from practice.errors import Refused, Trouble
from practice.rules.paper import SIZES, Logo
from practice.rules.practice import PracticeProfile, profile_errors
from practice.ui import setfields
from practice.ui.desk import Desk
from practice.ui.preview import Preview
from practice.ui.settings.beside import Beside
from practice.ui.settings.rows import Section
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox

KEYS = ("logo", "letter_style", "letter_size", "accent")
PAUSE_MS = 80
PAGE_WIDE, PAGE_HIGH = 340, 440
FIELDS_LEAST = 300


class LogoEdit(QWidget):
    """Chooses a picture and takes it away again; `chosen` when the person has, `refused` with what to do instead."""

    chosen = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._logo: Logo | None = None
        self.choose_button = Button("", icon="upload")
        self.remove_button = Button(tr("Remove"), "quiet", name=tr("Remove the logo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.choose_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self.choose_button)
        self.choose_button.clicked.connect(self._on_choose)
        self.remove_button.clicked.connect(self._on_remove)
        self.set_value(None)

    def value(self) -> Logo | None:
        """The logo, if there is one."""
        return self._logo

    def set_value(self, logo: Logo | None) -> None:
        """Show whether there is a logo."""
        self._logo = logo
        self.choose_button.set_label(tr("Choose another…") if logo else tr("Choose a picture…"))
        self.remove_button.setVisible(logo is not None)

    def read(self, path: Path) -> None:
        """Take the picture at `path`, in the background."""
        self.choose_button.setEnabled(False)
        self._desk.jobs.run(self, letterhead.read_logo, self._on_read, path, failed=self._on_failed)

    def _on_choose(self) -> None:
        kinds = tr("Pictures (*.png *.jpg *.jpeg *.svg)")
        chosen, _ = QFileDialog.getOpenFileName(self.window(), tr("Choose a logo"), str(Path.home()), kinds)
        if chosen:
            self.read(Path(chosen))

    def _on_read(self, logo: Logo | None) -> None:
        self.choose_button.setEnabled(True)
        self.set_value(logo)
        self.chosen.emit()

    def _on_remove(self) -> None:
        self._on_read(None)
        self.choose_button.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self.choose_button.setEnabled(True)
        if not isinstance(error, Refused | Trouble):
            raise error
        self.refused.emit(error.fields["logo"] if isinstance(error, Refused) else str(error))


class LetterheadSection(Section):
    """The fields at left and a live page at right; `shown` when the page has followed."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Letterhead"))
        self._desk = desk
        self.logo = LogoEdit(desk)
        logo_box = FieldBox(tr("Logo"), self.logo, tr("PNG, JPEG or SVG, up to 5 MB"))
        self.logo.refused.connect(logo_box.set_error)
        self.fields: dict[str, QWidget] = {
            "logo": logo_box,
            "letter_style": setfields.box("letter_style"),
            "letter_size": setfields.box("letter_size", [(size, tr("{size} pt", size=f"{size:g}")) for size in SIZES]),
            "accent": setfields.box("accent"),
        }
        self.page = Preview()
        self.page.setFixedSize(PAGE_WIDE, PAGE_HIGH)
        self.column.addWidget(Beside(self._left(), self.page, 36, (100, 1)))
        self._profile: PracticeProfile | None = None
        self._made: PracticeProfile | None = None  # whose page is shown, or being made
        self._busy = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._make)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(FIELDS_LEAST)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for field in self.fields.values():
            column.addWidget(field)
        column.addStretch(1)
        return left

    def show_profile(self, profile: PracticeProfile) -> None:
        """Let the page follow; what cannot stand in a letter yet leaves it as it was."""
        if not profile_errors(profile).keys() & set(KEYS):
            self._profile = profile
            self._pause.start(PAUSE_MS if self._made else 0)  # the first page at once

    def _make(self) -> None:
        if self._busy or self._profile is None or self._profile == self._made:
            return
        self._busy, self._made = True, self._profile
        today = self._desk.today()
        self._desk.jobs.run(self, letterhead.specimen, self._on_made, self._profile, today, failed=self._on_failed)

    def _on_made(self, pdf: bytes) -> None:
        self._busy = False
        self.page.show_pdf(pdf)
        self.shown.emit()
        self._make()

    def _on_failed(self, error: BaseException) -> None:
        self._busy = False
        raise error
