"""The versions of a clause: two of them compared word by word, and an earlier one brought back."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.rules.clauses import ClauseVersion
from practice.rules.passages import compared
from practice.ui import differing
from practice.ui.clauses import words
from practice.ui.clauses.editor import narrow
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, FieldBox
from practice.ui.widgets.layout import clear, column, row
from practice.ui.widgets.text import Text


class Versions(QWidget):
    """Two versions chosen from all there are; `restore_asked(version)` is the person's."""

    restore_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._versions: tuple[ClauseVersion, ...] = ()
        self._names: Mapping[str, str] = {}
        self.before, self.after = Combo(), Combo()
        for combo in (self.before, self.after):
            narrow(combo)
        self.restore = Button(tr("Bring this one back"), icon="undo-2")
        self.restore.clicked.connect(lambda: self.restore_asked.emit(self._chosen(self.before).version))
        self.said = Text("", "small", "text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        whole = column(gap=12)
        whole.addLayout(row(FieldBox(tr("Compare"), self.before), FieldBox(tr("with"), self.after), gap=12))
        whole.addLayout(row(self.restore, None))
        whole.addWidget(self.said)
        whole.addLayout(self._rows)
        self.setLayout(whole)
        for combo in (self.before, self.after):
            combo.activated.connect(lambda _: self._compare())

    def show_versions(self, versions: Sequence[ClauseVersion], names: Mapping[str, str], today: date) -> None:
        """Show these, the newest first; the two newest are compared."""
        self._versions, self._names = tuple(versions), names
        for combo, chosen in ((self.before, min(1, len(versions) - 1)), (self.after, 0)):
            combo.clear()
            for version in versions:
                combo.addItem(_name(version, today), version.version)
            combo.setCurrentIndex(chosen)
        self._compare()

    def _chosen(self, combo: Combo) -> ClauseVersion:
        return self._versions[max(combo.currentIndex(), 0)]

    def _compare(self) -> None:
        before, after = self._chosen(self.before), self._chosen(self.after)
        found = compared(before, after, self._names)
        clear(self._rows)
        for line in found:
            for said in differing.lines(line):
                self._rows.addWidget(said)
            self._rows.addSpacing(8)
        self.restore.setEnabled(before.version != self._versions[0].version)
        self.said.setText(self._summary(bool(found)))

    def _summary(self, differ: bool) -> str:
        if len(self._versions) == 1:
            return tr("This clause was never edited. Every edit will be kept here as a version.")
        if not differ:
            return tr("These two say the same.")
        return tr("A minus stands before what was, a plus before what is now; words that differ are strong.")


def _name(version: ClauseVersion, today: date) -> str:
    name = words.version(version.version)
    return f"{name}, {day_text(version.created_at.astimezone().date(), today)}" if version.created_at else name
