"""How a complaint came: day, channel, words, what they want, signs of a claim, how serious; one line until opened."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import complaint_paths
from practice.rules.complaints import REVIEW_FROM, SEVERITIES, ClaimSign, Complaint
from practice.rules.engagements import Engagement
from practice.ui.complaints import words
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text

Edit = Callable[[dict[str, Any], str], None]


class Intake(QWidget):
    """The fields of the complaint itself; they save themselves through `edit(changes, visit)`."""

    def __init__(self, desk: Desk, edit: Edit, works: Sequence[Engagement]) -> None:
        super().__init__()
        self._edit = edit
        self._signs: dict[ClaimSign, Check] = {one: Check(word) for one, word in words.signs()}
        self.boxes = self._fields(works)
        self.form = Form(desk, {**self.boxes, **{one.value: c for one, c in self._signs.items()}}, self._save, self)
        self._lay_out(len(works) > 1)

    def _fields(self, works: Sequence[Engagement]) -> dict[str, QWidget]:
        channel, work = Combo(), Combo()
        for name in complaint_paths.channels():
            channel.addItem(tr(name), name)
        for one in works:
            work.addItem(one.title or one.kind, one.id)
        severity = Segmented([(n, str(n)) for n in SEVERITIES], tr("How serious"))
        return {
            "received_on": FieldBox(tr("Came on"), DateEdit()),
            "channel": FieldBox(tr("How it came"), channel),
            "engagement_id": FieldBox(tr("About"), work),
            "severity": FieldBox(tr("How serious, 1 to 5"), severity),
            "words": FieldBox(tr("In their words"), TextArea("reading", least=3)),
            "remedy": FieldBox(tr("What they want"), LineEdit(placeholder=tr("the money back"))),
            "reviewer": FieldBox(tr("Who looks at it besides you"), LineEdit(), note=tr("you would judge yourself")),
            "safety": Check(tr("Somebody’s safety is at stake")),
        }

    def _lay_out(self, several: bool) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        for name in ("received_on", "channel", "engagement_id", "severity"):
            top.addWidget(self.boxes[name], 1)
        self.boxes["engagement_id"].setVisible(several)
        signs = QGridLayout()
        signs.setHorizontalSpacing(24)
        signs.setVerticalSpacing(0)
        for place, check in enumerate([*self._signs.values(), self.boxes["safety"]]):
            signs.addWidget(check, place // 3, place % 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        whole.setSpacing(8)
        whole.addLayout(top)
        for name in ("words", "remedy"):
            whole.addWidget(self.boxes[name])
        whole.addWidget(self.boxes["reviewer"])
        whole.addWidget(Text(tr("Signs of a claim: the insurer comes first"), "label", "text2"))
        whole.addLayout(signs)

    def show_complaint(self, complaint: Complaint) -> None:
        """Shows the complaint as it is kept; what is being typed stays."""
        values: dict[str, object] = {name: getattr(complaint, name) for name in self.boxes}
        values |= {one.value: one in complaint.claim_signs for one in ClaimSign}
        self.form.show(values, complaint.id)
        self.boxes["reviewer"].setVisible((complaint.severity or 0) >= REVIEW_FROM or bool(complaint.reviewer))

    def _save(self, _key: object, values: dict[str, Any], visit: str) -> None:
        changes = {name: value for name, value in values.items() if name in self.boxes}
        if values.keys() & {one.value for one in ClaimSign}:
            changes["claim_signs"] = tuple(one for one in ClaimSign if self._signs[one].isChecked())
        self._edit(changes, visit)

    def focus_first(self) -> None:
        """Puts the cursor where the client's words go."""
        box = self.boxes["words"]
        assert isinstance(box, FieldBox)
        box.field.setFocus()

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        return self.form.flush()
