"""The written ideal client: four prompts and free words, kept in versions."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal

from practice.actions import checklists
from practice.errors import Refused
from practice.rules.checklists import IdealClient
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, TextArea
from practice.ui.widgets.layout import PageHeader
from practice.ui.widgets.pages import ActionBar, ScrollPage

WAIT_MS = 800  # after the last key, before an edit is put by


class IdealPage(ScrollPage):
    """Edits the ideal client; what is open stays until it is saved."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(reading=True)
        self._desk = desk
        self._ideal = IdealClient()
        self.dirty = False
        self._pause = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._pause.timeout.connect(self.flush)
        self.header = PageHeader(tr("Whom do we serve best?"), " ", crumbs=(tr("Fit checks"), tr("Ideal client")))
        if self.header.crumbs is not None:
            self.header.crumbs.went.connect(lambda _: self.left.emit())
        self.set_header(self.header)
        self._build()
        self.save_button = Button(tr("Save"), "primary", key=tr("Ctrl Enter"))
        self.save_button.clicked.connect(self.save)
        self.set_bar(ActionBar(self.save_button))

    def _build(self) -> None:
        prompts = {
            "who": (tr("Who they are"), tr("Couples with grown children, who own a house here")),
            "need": (tr("What they need"), tr("A plan that their children will not have to argue about")),
            "they_value": (tr("What they value"), tr("Time to think, plain words, one person to call")),
            "not_them": (tr("What they are not"), tr("In a hurry, in a lawsuit, looking for the lowest price")),
            "text": (tr("In your own words"), tr("The client you would like to have ten of")),
        }
        self.boxes: dict[str, FieldBox] = {}
        self.edits: dict[str, TextArea] = {}
        for name, (label, example) in prompts.items():
            edit = TextArea(least=5 if name == "text" else 2, most=20, placeholder=example)
            edit.edited.connect(self._on_edited)
            self.edits[name], self.boxes[name] = edit, FieldBox(label, edit)
            self.body.addWidget(self.boxes[name])
            self.body.addSpacing(6)
        self.body.addStretch(1)

    def load(self) -> None:
        """Shows the newest version, with what was typed over it and is no version yet."""
        newest = checklists.ideal(self._desk.store)
        if not self.dirty or newest != self._ideal:
            self.flush()
            self._ideal = newest
            shown = checklists.ideal_waiting(self._desk.store, newest)
            self.dirty = shown is not newest
            for name, edit in self.edits.items():
                edit.set_text(getattr(shown, name))
        self._tell()

    def _tell(self) -> None:
        version = self._ideal.version
        self.header.set_subline(tr("Version {n}.", n=version) if version else tr("Not written yet."))
        self.save_button.set_label(tr("Save as version {n}", n=version + 1))
        self.bar.offer((self.save_button,), self.dirty, self.edits["who"])
        waits = tr("No version yet; it waits here.")
        self.bar.consequence.setText(waits if self.dirty else tr("Earlier versions are kept."))

    def _on_edited(self) -> None:
        self.dirty = True
        self._tell()
        self._desk.report_form(self, True, 0)
        self._pause.start()

    def _written(self) -> IdealClient:
        texts: dict[str, Any] = {name: edit.text().strip() for name, edit in self.edits.items()}
        return replace(self._ideal, **texts)

    def save(self) -> bool:
        """Keeps what stands here as the next version; False when nothing is written."""
        if not self.dirty:
            return True
        before = self._ideal
        try:
            checklists.write_ideal(self._desk.store, self._written(), self._desk.now())
        except Refused as refusal:
            for name, box in self.boxes.items():
                box.set_error(refusal.fields.get(name, ""))
            return False
        checklists.wait_ideal(self._desk.store, before, before)
        self._pause.stop()
        self.dirty = False
        self._desk.report_form(self, False, 0)
        self.load()
        self._desk.toast(tr("Saved as version {n}", n=self._ideal.version))
        return True

    def flush(self) -> bool:
        """Lets what was typed wait: only the press makes a version of it."""
        self._pause.stop()
        if self.dirty:
            checklists.wait_ideal(self._desk.store, self._ideal, self._written())
            self._desk.report_form(self, False, 0)
        return True
