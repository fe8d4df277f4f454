"""The panel beside the preview: one row in full, and what becomes of it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practice.rules.clients import display_name
from practice.rules.imports import Decision, ImportRow, Unreadable
from practice.ui.imports.words import decision_act, details, why
from practice.ui.tr import tr
from practice.ui.widgets.choices import Radio
from practice.ui.widgets.layout import clear, column
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import Inspector
from practice.ui.widgets.text import Text

LONG = 600  # characters of one value shown here; all of it is kept


class Aside(Inspector):
    """Shows everything a row brings; `decided` tells what the person wants."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("This contact"))
        self.choice = QWidget()
        self.answers = {decision: Radio(decision_act(decision), self.choice) for decision in Decision}
        self.choice.setLayout(column(*self.answers.values(), gap=2))
        for decision, answer in self.answers.items():
            answer.clicked.connect(partial(self._on_chosen, decision))
        self.name = Text("", "section", wrap=True)
        self.place = Text("", "small", "text2")
        self.why = Text("", "small", "text2", wrap=True)
        self.facts = column(gap=8)
        for widget in (self.name, self.place, self.choice, self.why):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self.body.addLayout(self.facts)
        self.body.addStretch(1)
        self.show_row(None)

    def _on_chosen(self, decision: Decision, _on: bool = True) -> None:
        self.decided.emit(decision)

    def show_row(self, row: ImportRow | Unreadable | None) -> None:
        """Show another row; None shows nothing."""
        clear(self.facts)
        self.choice.setVisible(isinstance(row, ImportRow))
        self.why.setVisible(row is not None)
        if isinstance(row, ImportRow):
            self._show_contact(row)
        else:
            self.name.setText(row.place[:1].upper() + row.place[1:] if row else "")
            self.place.setText(tr("not taken") if row else "")
            self.why.setText(row.reason if row else "")

    def _show_contact(self, row: ImportRow) -> None:
        client = row.contact.client
        self.name.setText(display_name(client))
        self.place.setText(row.contact.place)
        for decision, answer in self.answers.items():
            answer.setVisible(decision in row.choices)
            answer.setChecked(decision is row.decision)
        self.why.setText(why(row))
        for label, value in details(client):
            shown = value if len(value) <= LONG else f"{value[:LONG]}…"
            self.facts.addLayout(column(Text(label, "small", "text2"), Text(shown, "body", wrap=True), gap=0))
        if row.contact.not_taken:
            left = tr("{what}.", what=", ".join(row.contact.not_taken).capitalize())
            self.facts.addWidget(Banner("neutral", tr("Not taken along"), left))
