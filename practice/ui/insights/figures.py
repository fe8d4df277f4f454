"""The figures of the calibration: forecast beside checklist, and the table by band; each shows its working."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from practice.rules.outcomes import Band, Calibration
from practice.ui.insights import words
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Card, column, line, row
from practice.ui.widgets.text import Text


class Finding(Card):
    """A card whose title states what was found."""

    def __init__(self, sub: str) -> None:
        super().__init__(padding=18, gap=14)
        self.title = Text("", "section", wrap=True)
        self.sub = Text(sub, "small", "text2", wrap=True)
        self.body.addLayout(column(self.title, self.sub, gap=2))

    def fill_row(self) -> None:
        """Be as high as the card beside it."""
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class Table(QWidget):
    """Rows of figures under quiet headings, the first column words; under each row its working, when asked for."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._workings: list[Text] = []
        self._shown = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: Sequence[tuple[Sequence[str], str]]) -> None:
        """Show these: the cells of each row, and how they are worked out."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._workings = []
        self._put(0, self._headings, "small", "text2")
        for number, (cells, working) in enumerate(rows):
            at = 1 + 3 * number
            self._grid.addWidget(line(), at, 0, 1, len(self._headings))
            self._put(at + 1, cells, "body", "text")
            said = Text(working, "small", "text2", wrap=True, numbers=True)
            said.setVisible(self._shown and bool(working))
            self._grid.addWidget(said, at + 2, 0, 1, len(self._headings))
            self._workings.append(said)

    def _put(self, at: int, cells: Sequence[str], role: str, color: str) -> None:
        for place, cell in enumerate(cells):
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag(0)
            said = Text(cell, role, color, numbers=bool(place), wrap=not place)
            said.setAccessibleName(f"{cells[0]}, {self._headings[place]}: {cell}" if place and at else cell)
            self._grid.addWidget(said, at, place, side)

    def show_working(self, shown: bool) -> None:
        """Show or hide how the figures are worked out."""
        self._shown = shown
        for said in self._workings:
            said.setVisible(shown and bool(said.text()))


class _Worked(Finding):
    """A finding with a table and the button that shows its working."""

    def __init__(self, sub: str, headings: Sequence[str]) -> None:
        super().__init__(sub)
        self.table = Table(headings)
        self.note = Text("", "small", "text2", wrap=True)
        self.working_button = Button(tr("Show the working"), "plain", chevron=True)
        self.working_button.clicked.connect(self._on_working)
        self._working = False
        self.add(self.table)
        self.add(self.note)
        self.body.addLayout(row(self.working_button, None))

    def _on_working(self) -> None:
        self._working = not self._working
        self.working_button.set_label(tr("Hide the working") if self._working else tr("Show the working"))
        self.table.show_working(self._working)


class Measures(_Worked):
    """Brier score and skill of forecast and checklist beside each other."""

    def __init__(self) -> None:
        sub = tr("How far off each was: 0 is best, 0.25 is what always saying 50 % gives")
        super().__init__(sub, ("", tr("You"), tr("Checklist")))

    def show_found(self, found: Calibration) -> None:
        """Show the figures."""
        self.title.setText(words.headline(found))
        mine, theirs = found.forecast, found.checklist
        there = bool(found.n)
        briers = (words.figure(mine.brier), words.figure(theirs.brier)) if there else (tr("n/a"), tr("n/a"))
        said = tr("You: {mine}\nChecklist: {theirs}")
        working = said.format(mine=words.brier_working(mine), theirs=words.brier_working(theirs))
        gains = said.format(mine=words.skill_working(mine, found), theirs=words.skill_working(theirs, found))
        base = words.figure(found.reference) if there else tr("n/a")
        self.table.show_rows(
            [
                ((tr("Brier score"), *briers), working),
                ((tr("Always saying the average"), base, base), words.reference_working(found) if there else ""),
                ((tr("Skill over the average"), words.skill(mine.skill), words.skill(theirs.skill)), gains),
            ]
        )
        self.note.setText(
            tr("The checklist’s chance is the rate of its band in these same cases, which flatters it a little.")
        )


class Bands(_Worked):
    """The calibration table: each band of the checklist, how many ended and how many of them well."""

    def __init__(self) -> None:
        headings = (tr("Band"), tr("Ended"), tr("Well"), tr("Rate"))
        super().__init__(tr("What each band of the checklist came to"), headings)

    def show_found(self, found: Calibration) -> None:
        """Show the table."""
        self.title.setText(words.order_headline(found))
        self.table.show_rows([(_cells(band), words.rate_working(band)) for band in found.bands])
        self.note.setText(
            tr("Rates lean to 50 % while there are few. Whom you declined has no ending and is not in here.")
        )


def _cells(band: Band) -> tuple[str, str, str, str]:
    low, high = words.ends(band.band)
    name = tr("{name}, {low} to {high}", name=words.band_name(band.band), low=low, high=high)
    return name, str(band.n), str(band.good), words.rate(band)
