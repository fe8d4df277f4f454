"""What was asked before a letter went out, and what was said to each thing: as it was kept with the letter."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.rules.letters import Problem
from practice.ui.tr import tr
from practice.ui.widgets.layout import SectionTitle, clear, column
from practice.ui.widgets.text import Text


class Looked(QWidget):
    """A list that is only read: each question with its answer and its source, then those that nobody answered."""

    def __init__(self) -> None:
        super().__init__()
        self.head = SectionTitle(tr("Looked at before it went out"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        whole = column(self.head, gap=8)
        whole.addLayout(self._rows)
        self.setLayout(whole)
        self.hide()

    def show_asked(self, asked: Sequence[Problem]) -> None:
        """Show these; none hides the list."""
        self.setVisible(bool(asked))
        answered = sum(bool(one.note) for one in asked)
        self.head.remark.setText(tr("{done} of {n} with a note", done=answered, n=len(asked)))
        clear(self._rows)
        for one in sorted((one for one in asked if one.answered), key=lambda one: not one.note):
            self._tell(one)
        silent = [one.text for one in asked if not one.answered]
        if silent:
            self._rows.addWidget(Text(tr("Nothing was noted to:"), "body", "text2"))
            for text in silent:
                self._rows.addWidget(Text(text, "body", "text2", wrap=True))

    def _tell(self, one: Problem) -> None:
        self._rows.addWidget(Text(one.text, "bodyStrong", wrap=True))
        said = tr("{asked}: {note}", asked=tr(one.asks), note=one.note)
        given = tr("The clause library’s reason: {reason}", reason=one.given)
        self._rows.addWidget(Text(said if one.note else given, "body", "text" if one.note else "text2", wrap=True))
        if one.source:
            self._rows.addWidget(Text(tr("Source: {source}", source=one.source), "small", "text2", wrap=True))
        self._rows.addSpacing(10)
