"""The practice's usual limits: sentences of its own that every new engagement letter begins with."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import drafts, usual
from practice.errors import Refused
from practice.rules.clauses import Clause
from practice.rules.letters import ENGAGEMENT
from practice.rules.usual import UsualLimit
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import Card, SectionTitle, clear, row
from practice.ui.widgets.text import Text

DRAFT = "usual_limit"


def belongs_to(clause: Clause, family: str) -> bool:
    """Whether a clause prints the limits of an engagement letter."""
    return family == ENGAGEMENT and any(sentence.table == "limits" for sentence in clause.sentences)


class LimitRow(QWidget):
    """One usual limit: its words, which save themselves, and a button that takes it away."""

    removed = Signal(int)

    def __init__(self, desk: Desk, limit: UsualLimit) -> None:
        super().__init__()
        self._desk = desk
        self.limit_id = limit.id
        self.text_edit = TextArea(least=1, most=4)
        self.box = FieldBox(tr("Usual limit"), self.text_edit)
        self.box.label.hide()
        self.remove_button = Button("", "quiet", icon="trash-2", small=True, name=tr("Take this limit away"))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self.limit_id))
        self.form = Form(desk, {"text": self.box}, self._save, self)
        self.setLayout(row(self.box, self.remove_button, gap=6))

    def show_limit(self, limit: UsualLimit) -> None:
        """Show its words; what is being typed stays."""
        self.form.show({"text": limit.text}, limit.id)

    def _save(self, limit_id: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  as Form gives it
        usual.change(self._desk.store, limit_id, values["text"], visit=visit)


class UsualLimits(Card):
    """All usual limits, with a line to write the next one; what waits there is in no letter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, gap=8)
        self._desk = desk
        self._subject = ""  # of the requests that the draft answers
        self.rows: dict[int, LimitRow] = {}
        remark = tr("new letters begin with them")
        self.add(SectionTitle(tr("Your usual limits"), remark, role="bodyStrong"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.text_edit = LineEdit(placeholder=tr("Such as: Storing original papers."))
        self.box = FieldBox(tr("Another limit"), self.text_edit, tr("Letters that are begun already stay as they are"))
        self.text_edit.returnPressed.connect(self.take)
        self.add_button = Button(tr("Add to new letters"), small=True, key="Enter")
        self.add_button.clicked.connect(self.take)
        self._about = Text("", "small", "text2", wrap=True)
        self.add(self._about)
        self.add(self.box)
        self.body.addLayout(row(self.add_button, None))
        self.form = Form(desk, {"text": self.box}, self._keep, self)

    def load(self) -> None:
        """Show what is kept; what is being typed stays."""
        every = usual.every(self._desk.store)
        if [limit.id for limit in every] != list(self.rows):
            self._build(every)
        for limit in every:
            self.rows[limit.id].show_limit(limit)
        waits = drafts.kept(self._desk.store, DRAFT)
        self._show_draft(waits.get("text", ""), waits.get("subject", ""))

    def _build(self, every: tuple[UsualLimit, ...]) -> None:
        for gone in self.rows.values():
            self._desk.forget_form(gone.form)
        clear(self._rows)
        self.rows = {limit.id: LimitRow(self._desk, limit) for limit in every}
        for made in self.rows.values():
            made.removed.connect(self._remove)
            self._rows.addWidget(made)

    def _show_draft(self, text: str, subject: str) -> None:
        self._subject = subject
        self.form.show({"text": text})
        self._about.setVisible(bool(subject))
        self._about.setText(tr("Clients keep asking for this, and no item covers it: {subject}", subject=subject))

    def propose(self, text: str, subject: str) -> None:
        """Let these words wait in the line for the next limit, with the cursor behind them."""
        drafts.keep(self._desk.store, DRAFT, None, {"text": text, "subject": subject})
        self._show_draft(text, subject)
        self.text_edit.setFocus()
        self.text_edit.end(False)

    def _keep(self, _key: object, values: dict[str, Any], _visit: str) -> None:
        drafts.keep(self._desk.store, DRAFT, None, {"text": values["text"], "subject": self._subject})

    def take(self) -> None:
        """What stands in the line becomes a usual limit."""
        self.form.flush()
        store, subject = self._desk.store, self._subject
        try:
            usual.add(store, self.text_edit.text(), self._desk.now(), subject)
        except Refused as refusal:
            self.form.show_errors(refusal.fields)
            return
        drafts.keep(store, DRAFT, None, {})
        self._show_draft("", "")
        self.load()
        self._desk.toast(tr("New letters begin with this limit"), settles=False)

    def _remove(self, limit_id: int) -> None:
        usual.remove(self._desk.store, limit_id)
        self.load()
        self.text_edit.setFocus()
        self._desk.toast(tr("Took a usual limit away"))

    def flush(self) -> bool:
        """Save what is typed."""
        kept = [one.form.flush() for one in self.rows.values()]
        return all([*kept, self.form.flush()])
