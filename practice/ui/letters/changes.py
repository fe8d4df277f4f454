"""What a version of a letter changes: clause by clause, each line as it was and as it is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.rules.differences import Difference
from practice.ui import differing
from practice.ui.tr import tr, trn
from practice.ui.widgets.layout import SectionTitle, clear, column
from practice.ui.widgets.text import Text


class Changes(QWidget):
    """A list of changed clauses; − stands before what was, + before what is, and differing words are strong."""

    def __init__(self) -> None:
        super().__init__()
        self.head = SectionTitle("")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        whole = column(self.head, gap=8)
        whole.addLayout(self._rows)
        self.setLayout(whole)
        self._shown: tuple[Difference, ...] | None = None
        self.hide()

    def show_changes(self, since: int, found: Sequence[Difference]) -> None:
        """Show what differs from version `since`; 0 hides the list."""
        self.setVisible(bool(since))
        if not since or self._shown == tuple(found):
            return
        self._shown = tuple(found)
        self.head.title.setText(tr("Changed since version {n}", n=since))
        none = tr("Nothing but the date")
        self.head.remark.setText(trn("{n} clause", "{n} clauses", len(found)) if found else none)
        clear(self._rows)
        for one in found:
            self._rows.addWidget(Text(_title(one), "bodyStrong", wrap=True))
            for line in one.lines:
                for said in differing.lines(line):
                    self._rows.addWidget(said)
            self._rows.addSpacing(8)


def _title(one: Difference) -> str:
    title = one.title or tr("Address, opening and signatures")
    if one.added:
        return tr("{title}: new", title=title)
    return tr("{title}: left out", title=title) if one.removed else title
