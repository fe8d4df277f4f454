"""Before anything is kept: what the file holds, who is known already, and what becomes of each row."""

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practice.rules.imports import Decision, ImportPlan
from practice.rules.shelves import ClientStatus
from practice.ui.imports.aside import Aside
from practice.ui.imports.mapping import MappingCard
from practice.ui.imports.rows import UNREADABLE, PlanModel, Shown
from practice.ui.imports.words import consequence
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo
from practice.ui.widgets.layout import Card, PageHeader, Surface, row
from practice.ui.widgets.lists import RowList
from practice.ui.widgets.pages import ActionBar
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text

FILTERS: tuple[tuple[Shown, str], ...] = (
    (None, "All {n}"),
    (Decision.ADD, "Add {n}"),
    (Decision.MERGE, "Complete {n}"),
    (Decision.SKIP, "Skip {n}"),
    (UNREADABLE, "Not taken {n}"),
)
STATUSES = (
    (ClientStatus.PROSPECT, "Prospects"),
    (ClientStatus.CLIENT, "Clients"),
    (ClientStatus.FORMER, "Former clients"),
)


class PreviewPage(QWidget):
    """The list of rows with their decisions, the columns of a CSV file above it, one row in full beside it."""

    committed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan = ImportPlan()
        self.header = PageHeader(tr("Who comes in?"))
        self.filter = Segmented([(value, "") for value, _ in FILTERS], tr("Show"), small=True)
        self.filter.chosen.connect(self.show_filter)
        self.status_combo = Combo(small=True)
        self.status_combo.setAccessibleName(tr("New people come in as"))
        for status, word in STATUSES:
            self.status_combo.addItem(tr(word), status)
        self.mapping = MappingCard()
        self.model = PlanModel(self)
        self.list = RowList(tr("Rows of the file"))
        self.list.setModel(self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.aside = Aside()
        self.aside.decided.connect(self.decide)
        self.import_button = Button("", "primary", key="Ctrl Enter")
        self.import_button.clicked.connect(self.committed)
        self.leave_button = Button(tr("Choose another file"))
        self.leave_button.clicked.connect(self.left)
        self.bar = ActionBar(self.import_button, self.leave_button)
        self._lay_out()

    def _lay_out(self) -> None:
        page = Surface("page")
        self._upper = QVBoxLayout()
        self._upper.setSpacing(12)
        self._upper.addWidget(self.header)
        self._upper.addWidget(self.mapping)
        self._upper.addLayout(row(self.filter, None, Text(tr("New people are"), "small", "text2"), self.status_combo))
        table = Card(padding=1, gap=0)
        table.add(self.list)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._middle = row(table)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._upper)
        inner.addLayout(self._middle, 1)
        inner.addWidget(self.bar)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page, 1)
        whole.addWidget(self.aside)
        self.fit(28, 288)

    def fit(self, padding: int, aside: int) -> None:
        """Use this padding, and this width for the panel."""
        self._upper.setContentsMargins(padding, 20, padding, 12)
        self._middle.setContentsMargins(padding, 0, padding, 16)
        self.bar.pad(padding)
        self.aside.setFixedWidth(aside)

    def show_plan(self, plan: ImportPlan, told: str) -> None:
        """Show another plan, with what file it is from."""
        self.plan = plan
        said = trn("{n} contact", "{n} contacts", plan.read)
        self.header.set_subline(tr("{file}, {said}", file=told, said=said))
        self.show_filter(None)
        self.list.setFocus()

    @property
    def status(self) -> ClientStatus:
        """What new people come in as."""
        return ClientStatus(self.status_combo.currentData())

    def show_filter(self, shown: object) -> None:
        """Show only the rows of one kind, or all."""
        wanted = next((value for value, _ in FILTERS if value == shown), None)
        self.filter.set_value(wanted)
        if wanted is None:
            self.filter.segments()[0].setChecked(True)
        self.model.show(self.plan, wanted)
        self._count()
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self.aside.show_row(None)

    def decide(self, decision: object) -> None:
        """Decide so about the chosen rows."""
        chosen = self.list.selectionModel().selectedIndexes()
        self.plan = self.model.decide(chosen, Decision(str(decision)))
        self._count()
        self.aside.show_row(self.model.record(self.list.currentIndex()))

    def _count(self) -> None:
        counts = self.plan.counts
        numbers = (self.plan.read, *(counts[d] for d in Decision), len(self.plan.unreadable))
        self.filter.set_labels([tr(text, n=f"{n:,}") for (_, text), n in zip(FILTERS, numbers, strict=True)])
        coming = counts[Decision.ADD] + counts[Decision.MERGE]
        self.import_button.set_label(trn("Import {n} contact", "Import {n} contacts", coming))
        self.import_button.setEnabled(coming > 0)
        self.bar.consequence.setText(consequence(counts))

    def _on_selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.aside.show_row(self.model.record(self.list.currentIndex()))
