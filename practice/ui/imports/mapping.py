"""Which column of a CSV file goes where: shown open when nothing says who a row is about."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from practice.actions.imports import choices
from practice.rules.imports import Column, ImportFile
from practice.ui.imports.words import field_word
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import Combo
from practice.ui.widgets.layout import Card, SectionTitle
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ScrollBody
from practice.ui.widgets.text import Text

MOST_HIGH = 264


class MappingCard(Card):
    """A line per column that holds something: its name, a few values, and the field it goes to."""

    changed = Signal(int, str)  # position, field
    header_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__(padding=14)
        self.open_button = Button(tr("Change"), small=True, chevron=True)
        self.open_button.clicked.connect(self._on_open)
        self.title = SectionTitle(tr("Columns"), " ", self.open_button, role="bodyStrong")
        self.ask = Banner(
            "warn",
            tr("Which column holds the name?"),
            tr("Nothing in this file says who its rows are."),
            "triangle-alert",
        )
        self.header_check = Check(tr("The first line names the columns"))
        self.header_check.clicked.connect(self.header_changed)
        self.area = ScrollBody("none")
        content = self.area.widget()
        assert content is not None
        for part in (self.area.viewport(), content):
            part.setAutoFillBackground(False)  # the card shows through
        for widget in (self.title, self.ask, self.header_check, self.area):
            self.add(widget)
        self.combos: dict[int, Combo] = {}
        self._grid: QWidget | None = None

    def show_file(self, file: ImportFile, mapping: Mapping[int, str], first_is_header: bool) -> None:
        """Show the columns of another file; open where somebody has to say something."""
        self._names = choices()
        filled = [column for column in file.columns if column.samples]
        known = sum(bool(mapping.get(c.position, c.field)) for c in filled)
        self.title.remark.setText(tr("{n} of {all} recognised, the others go into the notes", n=known, all=len(filled)))
        self.ask.setVisible(file.needs_mapping and not any(mapping.values()))
        self.header_check.setChecked(first_is_header)
        self._fill(filled, mapping)
        self._unfold(file.needs_mapping)

    def _fill(self, columns: list[Column], mapping: Mapping[int, str]) -> None:
        if self._grid is not None:
            self._grid.deleteLater()
        self.combos = {}
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for line, column in enumerate(columns):
            combo = self._combo(column, mapping.get(column.position, column.field))
            grid.addWidget(Text(column.header, "body", weight=500, elide=True), line, 0)
            grid.addWidget(Text(" · ".join(column.samples), "small", "text2", elide=True), line, 1)
            grid.addWidget(combo, line, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnMinimumWidth(2, 230)
        self.area.pad(0, 0, 8, 0)
        self.area.inner.addWidget(self._grid)
        content = self.area.widget()
        assert content is not None
        self.area.setFixedHeight(min(MOST_HIGH, content.sizeHint().height() + 2))

    def _combo(self, column: Column, field: str) -> Combo:
        combo = Combo(small=True)
        combo.setAccessibleName(tr("{column} goes to", column=column.header))
        names = dict(self._names) if field in self._names else {field: "", **self._names}
        for code in names:
            combo.addItem(field_word(code, self._names), code)
        combo.setCurrentIndex(combo.findData(field))
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.activated.connect(partial(self._on_chosen, column.position, combo))
        self.combos[column.position] = combo
        return combo

    def _on_chosen(self, position: int, combo: Combo, _: int) -> None:
        self.changed.emit(position, str(combo.currentData()))

    def _on_open(self) -> None:
        self._unfold(not self.area.isVisible())

    def _unfold(self, on: bool) -> None:
        self.area.setVisible(on)
        self.header_check.setVisible(on)
        self.open_button.set_label(tr("Close") if on else tr("Change"))
