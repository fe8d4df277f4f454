"""The end of a complaint: what it came from and what was changed; closed for good, and then only added to."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import complaints, drafts
from practice.actions.complaints import ComplaintView
from practice.errors import Refused
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, TextArea
from practice.ui.widgets.layout import SectionTitle, row
from practice.ui.widgets.text import Text

DRAFT = "complaint_end"
CLOSING = "Closing keeps it as it is. You can add to it later, not change it."
ADDING = "An addition is dated and stays as it is written."


class Closing(QWidget):
    """The fields of the end; what is typed waits until it is closed."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: ComplaintView | None = None
        self.title = SectionTitle(tr("Close it"), tr("once the answer is given"))
        self.boxes = {
            "root_cause": FieldBox(tr("What it came from"), TextArea(least=2)),
            "changed": FieldBox(tr("What is done otherwise from now on"), TextArea(least=2)),
            "text": FieldBox(tr("Add to this complaint"), TextArea(least=2)),
        }
        self.button = Button(tr("Close the complaint"), icon="lock")
        self.button.clicked.connect(self.press)
        self.consequence = Text("", "small", "text2", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        for box in self.boxes.values():
            whole.addWidget(box)
        buttons = row(self.button, self.consequence)
        buttons.setStretch(1, 1)
        whole.addLayout(buttons)
        self.form = Form(desk, dict(self.boxes), self._keep, self)
        self._arming = Arming(self)
        self._arming.changed.connect(lambda _: self._say())
        self.form.edited.connect(lambda _: self._arming.disarm())

    def show_view(self, view: ComplaintView) -> None:
        """Shows what is still to be said; what is being typed stays."""
        self.view = view
        over = view.complaint.closed_on is not None
        self.title.title.setText(tr("Add to it") if over else tr("Close it"))
        self.title.remark.setVisible(not over)
        for name, box in self.boxes.items():
            box.setVisible((name == "text") is over)
        words = drafts.kept(self.desk.store, DRAFT, view.complaint)
        self.form.show({name: words.get(name, "") for name in self.boxes}, view.complaint.id)
        self._say()

    def _say(self) -> None:
        over = self.view is not None and self.view.complaint.closed_on is not None
        if self._arming.armed:
            label = tr("Add it now") if over else tr("Close the complaint now")
            self.consequence.setText(tr("Press again to do it for good; Esc to go on."))
        else:
            label = tr("Add it") if over else tr("Close the complaint")
            self.consequence.setText(tr(ADDING) if over else tr(CLOSING))
        self.button.set_label(label)

    def _keep(self, _key: object, _values: dict[str, Any], _visit: str) -> None:
        if self.view is not None:
            drafts.keep(self.desk.store, DRAFT, self.view.complaint, self.form.read())

    def press(self) -> None:
        """Closes, or adds, at the second press."""
        assert self.view is not None
        self.form.flush()
        complaint, typed, now = self.view.complaint, self.form.read(), self.desk.now()
        over = complaint.closed_on is not None
        try:
            if not over:
                complaints.may_close(self.desk.store, complaint.id, typed["root_cause"], typed["changed"], now)
            elif not typed["text"].strip():
                raise Refused({"text": "Write what you want to add."})
        except Refused as refusal:
            self._refuse(refusal)
            return
        if not self._arming.press():
            return
        if over:
            complaints.add(self.desk.store, complaint.id, typed["text"], now)
        else:
            complaints.close(self.desk.store, complaint.id, typed["root_cause"], typed["changed"], now)
        drafts.keep(self.desk.store, DRAFT, complaint, {})
        self.form.show(dict.fromkeys(self.boxes, ""), complaint.id)
        done = tr("Added to {number}") if over else tr("Closed {number}")
        self.desk.toast(done.format(number=complaint.number), undo=False)
        self.closed.emit()

    def _refuse(self, refusal: Refused) -> None:
        for name, sentence in refusal.fields.items():
            if name in self.boxes:
                self.boxes[name].set_error(sentence)
                self.boxes[name].field.setFocus()
            else:
                self.desk.tell(sentence)

    def disarm(self) -> bool:
        """Takes a first press back; False where there was none."""
        return self._arming.disarm()

    def flush(self) -> bool:
        """Keeps what is typed."""
        return self.form.flush()
