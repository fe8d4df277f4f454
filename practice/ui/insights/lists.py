"""The lists of the insights: the endings behind the dots, and the work whose ending nobody has said."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from practice.actions.outcomes import Unanswered
from practice.rules.outcomes import Ended
from practice.ui.insights.figures import Finding
from practice.ui.table import PagedModel
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import clear
from practice.ui.widgets.lists import RowFace, RowList

HIGH = 5 * 56 + 2  # of the list; more rows scroll


class Endings(RowList):
    """Every ending with what was foreseen of it; `opened(client id)` on Enter or a click."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(tr("The endings behind the figures"))
        self._ended: tuple[Ended, ...] = ()
        self.model_ = PagedModel(self._page, lambda one: one.engagement_id, lambda one: _face(one).said(), _face, self)
        self.setModel(self.model_)
        self.picked.connect(self._on_picked)
        self.hide()

    def _page(self, after: Ended | None, limit: int) -> Sequence[Ended]:
        start = self._ended.index(after) + 1 if after in self._ended else 0
        return self._ended[start : start + limit]

    def show_ended(self, ended: Sequence[Ended]) -> None:
        """Show these."""
        self._ended = tuple(ended)
        self.model_.restart()
        self.setFixedHeight(min(HIGH, max(1, len(self._ended)) * 56 + 2))

    def _on_picked(self, index: QModelIndex) -> None:
        one: Ended | None = self.model_.record(index)
        if one is not None:
            self.opened.emit(one.client_id)


def _face(one: Ended) -> RowFace:
    forecast = tr("forecast {n} %", n=one.forecast) if one.forecast is not None else tr("no forecast")
    score = tr("fit score {n}", n=one.score) if one.score is not None else ""
    detail = "  ·  ".join(part for part in (one.work, forecast, score) if part)
    word, kind = (tr("Ended well"), "ok") if one.good else (tr("Did not end well"), "bad")
    return RowFace(one.client, detail, word, kind)


class Waiting(Finding):
    """Work that is over and of which nobody said how it ended; `opened(client id)`."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(tr("Without an answer they are not in the figures"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)

    def show_waiting(self, waiting: Sequence[Unanswered], count: int) -> None:
        """Show whose work waits; nothing where none does."""
        self.setVisible(bool(waiting))
        self.title.setText(
            trn("{n} piece of work is over: how did it end?", "{n} pieces of work are over: how did they end?", count)
        )
        clear(self._rows)
        for one in waiting:
            button = Button(tr("How did it end with {name}", name=one.client), small=True)
            button.clicked.connect(lambda _=False, client=one.client_id: self.opened.emit(client))
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
