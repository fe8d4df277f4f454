"""A promise or limit opened in place: its words; for a promise also when, stage, worth and what it hands over."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from practice.actions import wording
from practice.errors import Refused
from practice.rules import money
from practice.rules.cases import Case
from practice.rules.engagements import FeeKind, ItemKind, ScopeItem, label
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.letters.draft import Draft
from practice.ui.letters.due import DueEditor
from practice.ui.letters.item_line import NUMBER_AT, ROW, TEXT_AT
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, box
from practice.ui.widgets.fields import Combo, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import column, row
from practice.ui.widgets.text import Text

HANDOVER_SPLIT = ";"
STAGE = 80
BARE = 2  # the margin that text has even without a box


class ItemBox(QFrame):
    """One item opened in place: its words; for a promise also when, stage, worth and what it hands over."""

    spoken_as = "group"

    closed = Signal()
    removed = Signal(int)
    stepped = Signal(int, int)

    def __init__(self, desk: Desk, draft: Draft, item: ScopeItem) -> None:
        super().__init__()
        self._draft, self.item = draft, item
        self.setAccessibleName(label(item))
        self.number = Text(label(item), "body", "text2", numbers=True)
        self.number.setFixedWidth(TEXT_AT - NUMBER_AT - BARE)
        self.number.setContentsMargins(0, BARE, 0, 0)
        self.text = TextArea(least=1, most=4, bare=True)
        self.text.setAccessibleName(tr("What is promised") if self.promise else tr("What is not included"))
        self.remove = Button("", "quiet", "trash-2", small=True, name=tr("Remove this item"))
        self.remove.clicked.connect(lambda: self.removed.emit(self.item.id))
        self.fields: dict[str, QWidget] = {"text": self.text}
        top = row(self.number, self.text, self.remove, gap=0)
        made = column(gap=6)
        made.setContentsMargins(NUMBER_AT, 5, 6, 8)
        made.addLayout(top)
        if self.promise:
            self._add_promise(made, desk)
        self.setLayout(made)
        self.form = Form(desk, self.fields, self._save, self)
        self.form.edited.connect(lambda _: self._lay())
        self.text.installEventFilter(self)
        self.show_item(item)

    @property
    def promise(self) -> bool:
        """Whether it is a promise, not a limit."""
        return self.item.kind is ItemKind.PROMISE

    def _add_promise(self, made: QVBoxLayout, desk: Desk) -> None:
        self.due = DueEditor(desk.today(), self._draft.case.profile.locale)
        self.stage = Combo(small=True)
        self.stage.setAccessibleName(tr("Stage of the fee"))
        self.stage.setMinimumWidth(STAGE)  # a long name gives way, and the page keeps its width
        self.value = FieldBox("", LineEdit(placeholder=tr("not printed"), small=True))
        self.value.field.setAccessibleName(tr("Worth"))
        self.value.label.hide()
        self.value.setFixedWidth(92)
        self.hands = LineEdit(placeholder=tr("A list; a plan (you tick them off; not printed)"), small=True)
        self.hands.setAccessibleName(tr("What is handed over, one after each semicolon"))
        self.fields |= {"due": self.due, "stage": self.stage, "value": self.value, "deliveries": self.hands}
        self._stage_label = Text(tr("Stage"), "small", "text2")
        ready = Text(tr("Ready"), "small", "text2")
        ready.setFixedHeight(ROW)
        when = row(ready, self.due, gap=8)
        when.setAlignment(ready, Qt.AlignmentFlag.AlignTop)
        more = row(self._stage_label, self.stage, Text(tr("Worth"), "small", "text2"), self.value, None, gap=8)
        hands = row(Text(tr("Hands over"), "small", "text2"), self.hands, gap=8)
        for line in (when, more, hands):
            line.setContentsMargins(TEXT_AT - NUMBER_AT, 0, 0, 0)
            made.addLayout(line)

    def show_item(self, item: ScopeItem) -> None:
        """Show this item, leaving alone what is being typed."""
        self.item = item
        self.number.setText(label(item))
        case = self._draft.case
        values: dict[str, Any] = {"text": item.text}
        if self.promise:
            self.due.offer([(o.id, label(o)) for o in case.items if o.kind is ItemKind.PROMISE and o.id != item.id])
            self._offer_stages(case)
            worth = (
                wording.money_text(item.value, case.engagement.fee.currency, case.profile.locale) if item.value else ""
            )
            hands = f"{HANDOVER_SPLIT} ".join(item.deliveries)
            values |= {"due": item.due, "stage": item.stage or 0, "value": worth, "deliveries": hands}
        self.form.show(values, item.id)
        for editor in (self.text, *(self.fields.values() if self.promise else ())):
            editor.setEnabled(not item.frozen)

    def _offer_stages(self, case: Case) -> None:
        fee = case.engagement.fee
        staged = fee.kind is FeeKind.MILESTONES
        self._stage_label.setVisible(staged)
        self.stage.setVisible(staged)
        names = [(0, tr("none")), *((n, f"{n} {stage.title}") for n, stage in enumerate(fee.milestones, 1))]
        if names != [(self.stage.itemData(n), self.stage.itemText(n)) for n in range(self.stage.count())]:
            self.stage.clear()
            for place, name in names:
                self.stage.addItem(name, place)
            self.stage.setCurrentIndex(max(self.stage.findData(self.item.stage or 0), 0))

    def _typed(self, worth: int | None) -> ScopeItem:
        text = " ".join(self.text.text().split())
        if not self.promise:
            return replace(self.item, text=text)
        parts = tuple(part.strip() for part in self.hands.text().split(HANDOVER_SPLIT) if part.strip())
        stage = self.stage.currentData() or None
        return replace(self.item, text=text, due=self.due.value(), stage=stage, value=worth, deliveries=parts)

    def _worth(self) -> int | None:
        """The typed worth; Refused by field where it is no amount."""
        if not self.promise or not self.value.field.text().strip():  # type: ignore[attr-defined]  # a line
            return None
        case = self._draft.case
        try:
            return money.parse(
                self.value.field.text(),  # type: ignore[attr-defined]
                case.engagement.fee.currency,
                wording.decimal_point(case.profile.locale),
            )
        except Refused as refusal:
            raise Refused({"value": str(refusal)}) from refusal

    def _lay(self) -> None:
        self._draft.lay_item(self._typed(self.item.value))

    def _save(self, _key: object, _values: dict[str, object], visit: str) -> None:
        item = self._typed(self._worth())
        self._draft.keep_item(item, visit)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """In the text: Enter and Esc close, Alt with the arrows moves; the box shows whether it has the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape) and not event.modifiers():
            self.closed.emit()
            return True
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(self.item.id, steps[Qt.Key(event.key())])
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the edge that says it is open; its other fields have a focus of their own."""
        focus = self.text.hasFocus()
        box(QPainter(self), self.rect(), 6, "card", "focus" if focus else "fieldBorder", 2 if focus else 1)
