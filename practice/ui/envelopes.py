"""Printing an envelope or a label: which paper, which label is free, and how it will look."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practice.actions import envelopes
from practice.actions.store import Store
from practice.errors import Refused, Trouble
from practice.rules.envelopes import Envelope, EnvelopePaper, labels_on
from practice.ui.desk import Desk
from practice.ui.preview import Preview
from practice.ui.setfields import NumberEdit, combo, grid
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Dialog
from practice.ui.widgets.fields import FieldBox

HIGH = 250


class EnvelopeDialog(Dialog):
    """Asks for the paper, shows the page, prints it; `shown` when a page is there."""

    shown = Signal()

    def __init__(self, desk: Desk, envelope: Envelope, parent: QWidget) -> None:
        super().__init__(tr("Print an envelope or a label"), parent=parent, width=520)
        self._desk = desk
        self._envelope = envelope
        self._pdf = b""
        self.paper = combo([(paper, tr(name)) for paper, name in _names().items()])
        self.paper.setCurrentIndex(self.paper.findData(envelope.paper))
        self.first = NumberEdit()
        self.first.set_value(1)
        self._first_box = FieldBox(tr("First free label"), self.first, tr("Counted from the top left, row by row"))
        self.preview = Preview()
        self.preview.setFixedHeight(HIGH)
        self.print_button = Button(tr("Print…"), "primary", icon="printer")
        self.keep_button = Button(tr("Close"), key=tr("Esc"))
        self.body.addLayout(grid([FieldBox(tr("Paper"), self.paper), self._first_box]))
        self.body.addSpacing(8)
        self.body.addWidget(self.preview)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addWidget(self.print_button)
        self.paper.activated.connect(self._follow)
        self.first.textEdited.connect(self._follow)
        self.keep_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self.print_it)
        self._follow()

    def _follow(self) -> None:
        """Show what is chosen; a label that the sheet has not is said beside its field."""
        paper = EnvelopePaper(self.paper.currentData())
        labels = labels_on(paper)
        self._first_box.setVisible(labels > 0)
        first = self.first.value() if labels else 1
        wrong = labels > 0 and not 1 <= first <= labels
        self._first_box.set_error(tr("Type a number from 1 to {n}.", n=labels) if wrong else "")
        self.print_button.setEnabled(False)
        if not wrong:
            self._envelope = replace(self._envelope, paper=paper, first=first)
            self._desk.jobs.run(self, _made, self._on_made, self._envelope)

    def _on_made(self, made: tuple[Envelope, bytes]) -> None:
        envelope, pdf = made
        if envelope == self._envelope:  # else another one is on its way
            self._pdf = pdf
            self.preview.show_pdf(pdf)
            self.print_button.setEnabled(True)
            self.shown.emit()

    def print_it(self) -> None:
        """Ask the system's print dialog, and print."""
        from practice.ui.printing import print_pdf  # noqa: PLC0415  start-up: only once something is printed

        try:
            if print_pdf(self._pdf, self, tr("Envelope")):
                self.accept()
        except Trouble as trouble:
            self._desk.tell(str(trouble))


def _made(envelope: Envelope) -> tuple[Envelope, bytes]:
    return envelope, envelopes.pages(envelope)


def _names() -> dict[EnvelopePaper, str]:
    return {
        EnvelopePaper.TEN: "No. 10 envelope",
        EnvelopePaper.DL: "DL envelope",
        EnvelopePaper.C5: "C5 envelope",
        EnvelopePaper.LABELS_LETTER: "30 labels, US Letter",
        EnvelopePaper.LABELS_A4: "21 labels, A4",
    }


def for_client(desk: Desk, client_id: int, parent: QWidget) -> None:
    """Ask how to print an envelope for a client, or say what is missing for it."""
    _ask(desk, envelopes.of_client, client_id, parent)


def for_letter(desk: Desk, letter_id: int, parent: QWidget) -> None:
    """The same for an issued letter, to where it says."""
    _ask(desk, envelopes.of_letter, letter_id, parent)


def _ask(desk: Desk, find: Callable[[Store, int], Envelope], record_id: int, parent: QWidget) -> None:
    try:
        envelope = find(desk.store, record_id)
    except Refused as refusal:
        desk.tell(str(refusal))
        return
    dialog = EnvelopeDialog(desk, envelope, parent)
    dialog.ask()
    dialog.deleteLater()
