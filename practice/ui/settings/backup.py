"""Backup: one press, one file, encrypted and read back before it counts."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from practice.actions import store as stores
from practice.errors import Trouble
from practice.ui.desk import Desk
from practice.ui.settings.rows import Row, Section
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.buttons import Button


class BackupSection(Section):
    """When the last backup was, and the button for the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Backup"))
        self._desk = desk
        self._busy = False
        self.back_up_button = Button(tr("Back up now…"), icon="hard-drive")
        self._row = Row(tr("Last backup"), "", self.back_up_button)
        what = tr("One encrypted file with everything in it. It opens with your passphrase or recovery code.")
        self.add(self._row)
        self.add(Row(tr("What it holds"), what))
        again = tr("It is a zip: unpack it into a new folder, and open that with “practice --data FOLDER”.")
        self.add(Row(tr("How to restore it"), again))
        self.add(Row(tr("Where to keep it"), tr("On another disk, away from this computer.")))
        self.back_up_button.clicked.connect(self._on_pressed)

    def load(self) -> None:
        """Say when the last backup was."""
        stamp = self._desk.store.shown().backed_up_at
        when = moment_text(datetime.fromisoformat(stamp), self._desk.now()) if stamp else ""
        self._row.say(tr("{when}, read back and whole", when=when[:1].upper() + when[1:]) if when else tr("None yet"))

    def _on_pressed(self) -> None:
        if self._busy:
            return
        name = f"practice-{self._desk.today().isoformat()}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Where should the backup go?"), str(Path.home() / name))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, path: Path) -> None:
        """Make a backup at `path` in the background."""
        if self._busy:
            return
        self._busy = True  # and not disabled: that would send the focus elsewhere
        self.back_up_button.set_label(tr("Backing up…"))
        self._desk.jobs.run(self, stores.back_up, self._on_made, self._desk.store, path, failed=self._on_failed)

    def _on_made(self, size: int) -> None:
        self._rest()
        self._desk.toast(tr("Backed up, {size} MB, read back and whole", size=f"{size / 1e6:.1f}"), undo=False)
        self._desk.backed_up.emit()
        self.load()

    def _on_failed(self, error: BaseException) -> None:
        self._rest()
        if not isinstance(error, Trouble | OSError):
            raise error
        known = isinstance(error, Trouble)
        self._desk.tell(str(error) if known else tr("That file cannot be written. Choose another place."))

    def _rest(self) -> None:
        self._busy = False
        self.back_up_button.set_label(tr("Back up now…"))
