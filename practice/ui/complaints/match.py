"""What a point is matched with, opened in its row: their wish, the promise and where it stands, what was delivered."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions.complaints import PointView
from practice.rules.complaints import Basis, Citation
from practice.rules.engagements import Delivery, ScopeItem, label
from practice.ui.complaints import words
from practice.ui.complaints.rows import Cell, shared
from practice.ui.desk import Desk
from practice.ui.form import Form, Save
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import clear, row
from practice.ui.widgets.segmented import Segmented

LETTER = "letter:"
YES_NO: tuple[tuple[object, str], ...] = ((True, "Yes"), (False, "No"))
MATCHED = ("wanted", "words", "about", "clear", "same", "said", "said_on", "misleading", "work_on", "found")
RECORD = ("record_who", "record_on", "record_what")


class Matcher(QWidget):
    """The fields of one point; they save themselves."""

    cited = Signal(str)  # the label of a place of the letter
    based = Signal(object)  # Basis: in no letter, or nothing found
    picked = Signal(object)  # the ids of the deliveries
    dropped = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, name: str, save: Save) -> None:
        super().__init__()
        self.desk = desk
        self._item = 0
        self._cited: int | None = None
        self._made: tuple[int, ...] = ()
        self._record: Sequence[tuple[ScopeItem, Delivery]] = ()
        self._every = False
        self._build_fields(name)
        self.drop_button = Button(tr("Take this point away"), "link")
        self.done_button = Button(tr("Done"), small=True)
        self.drop_button.clicked.connect(self.dropped)
        self.done_button.clicked.connect(self.closed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(shared(self._columns()))
        whole.addLayout(row(self.done_button, self.drop_button, None))
        self.form = Form(desk, self.boxes, save, self)

    def _build_fields(self, name: str) -> None:
        self.promise = Combo()
        self.promise.activated.connect(self._on_promise)
        self.promise_box = FieldBox(tr("What we promised"), self.promise)
        self.deliveries = QVBoxLayout()
        self.deliveries.setSpacing(0)
        self.every_button = Button(tr("The delivery record"), "link")
        self.every_button.clicked.connect(self._on_every)
        found = Combo()
        for one, word in words.found():
            found.addItem(word, one)
        self.boxes: dict[str, QWidget] = {
            "wanted": FieldBox(tr("In short"), LineEdit(placeholder=tr("The drafts on time"))),
            "words": FieldBox(tr("Their words for it"), TextArea(least=2, most=6)),
            "about": FieldBox(tr("About others?"), LineEdit(placeholder=tr("the court, the other side"))),
            "said": FieldBox(tr("What was said or advertised"), TextArea(least=2, most=4)),
            "said_on": FieldBox(tr("On"), DateEdit()),
            "misleading": Check(tr("That was wrong or misleading")),
            "same": FieldBox(tr("Is that what {name} wanted?", name=name), Segmented(_yes_no(), tr("Is that it?"))),
            "clear": FieldBox(tr("Does it say so clearly?"), Segmented(_yes_no(), tr("Is it clear?"))),
            "work_on": FieldBox(tr("Day of the work"), DateEdit()),
            "found": FieldBox(tr("What we found"), found),
            "record_what": FieldBox(
                tr("What happened"), TextArea(least=2, most=5), tr("Facts alone: the answer shows them.")
            ),
            "record_who": FieldBox(tr("Who"), LineEdit()),
            "record_on": FieldBox(tr("When"), DateEdit()),
        }

    def _columns(self) -> tuple[Cell, Cell, Cell]:
        left, middle, right = Cell(), Cell(), Cell()
        for cell in (left, middle, right):
            cell.lines.setSpacing(6)
        for one in ("wanted", "words", "about"):
            left.lines.addWidget(self.boxes[one])
        middle.lines.addWidget(self.promise_box)
        for one in ("same", "clear", "said", "said_on", "misleading", "work_on"):
            middle.lines.addWidget(self.boxes[one])
        right.lines.addLayout(self.deliveries)
        right.lines.addLayout(row(self.every_button, None))
        for one in ("found", "record_what", "record_who", "record_on"):
            right.lines.addWidget(self.boxes[one])
        for cell in (left, middle, right):
            cell.lines.addStretch(1)
        return left, middle, right

    def show_point(
        self, point: PointView, offers: Sequence[Citation], made: Sequence[tuple[ScopeItem, Delivery]], fallback: date
    ) -> None:
        """Shows the point, what can be pointed to and what was delivered; what is being typed stays."""
        item = point.item
        self._show_promises(offers, item.citation if item.basis is Basis.LETTER else None, item.basis)
        self._every = self._every if self._item == item.id else False
        self._item, self._record = item.id, made
        self._cited = item.citation.item_id if item.basis is Basis.LETTER and item.citation else None
        self._show_deliveries(item.deliveries)
        days = {name: getattr(item, name) or fallback for name in ("work_on", "said_on", "record_on")}
        plain = {name: getattr(item, name) for name in (*MATCHED, *RECORD) if name not in days}
        self.form.show({**plain, **days}, item.id)
        letter, limit = item.basis is Basis.LETTER, bool(item.citation and item.citation.limit)
        for name in ("said", "said_on", "misleading"):
            self.boxes[name].setVisible(item.basis is Basis.SAID)
        self.boxes["same"].setVisible((letter and not limit) or item.basis is Basis.SAID)
        self.boxes["clear"].setVisible(letter)
        self.boxes["work_on"].setVisible(letter)
        record = item.found not in ("", "kept") or bool(item.record_what.strip())
        for name in RECORD:
            self.boxes[name].setVisible(record)

    def _show_promises(self, offers: Sequence[Citation], cited: Citation | None, basis: Basis) -> None:
        self.promise.clear()
        for where, word in words.bases().items():
            self.promise.addItem(word, where.value)
        shown = offers if cited is None or cited.label in {one.label for one in offers} else (cited, *offers)
        for one in shown:
            self.promise.addItem(_offered(one), f"{LETTER}{one.label}")
        self.promise.setCurrentIndex(self.promise.findData(f"{LETTER}{cited.label}" if cited else basis.value))

    def _on_promise(self, place: int) -> None:
        kind, _, named = str(self.promise.itemData(place)).partition(":")
        if named:
            self.cited.emit(named)
        else:
            self.based.emit(Basis(kind))

    def _show_deliveries(self, ids: tuple[int, ...]) -> None:
        """The deliveries of the item that is cited and those that are picked, or the whole record."""
        of_it = [one for one in self._record if one[0].id == self._cited or one[1].id in ids]
        made = self._record if self._every else of_it
        self.every_button.setVisible(len(made) < len(self._record))
        focused = next((n for n in range(self.deliveries.count()) if _widget(self.deliveries, n).hasFocus()), -1)
        clear(self.deliveries)
        self._made = ids
        for item, one in made:
            check = Check(one.text or item.text, _days(one, self.desk.today()), lead=label(item))
            check.setChecked(one.id in ids)
            check.clicked.connect(partial(self._on_picked, one.id))
            self.deliveries.addWidget(check)
        if 0 <= focused < self.deliveries.count():
            _widget(self.deliveries, focused).setFocus()

    def _on_every(self) -> None:
        self._every = True
        self._show_deliveries(self._made)
        if self.deliveries.count():
            _widget(self.deliveries, 0).setFocus()

    def _on_picked(self, delivery_id: int, on: bool) -> None:
        others = tuple(one for one in self._made if one != delivery_id)
        self.picked.emit((*others, delivery_id) if on else others)

    def focus_first(self) -> None:
        """Puts the cursor into the first field."""
        box = self.boxes["wanted"]
        assert isinstance(box, FieldBox)
        box.field.setFocus()

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        return self.form.flush()

    def values(self) -> dict[str, Any]:
        """What stands in the fields."""
        return self.form.read()


def _widget(layout: QVBoxLayout, place: int) -> QWidget:
    item = layout.itemAt(place)
    widget = item.widget() if item else None
    assert widget is not None
    return widget


def _yes_no() -> tuple[tuple[object, str], ...]:
    return tuple((value, tr(word)) for value, word in YES_NO)


def _offered(one: Citation) -> str:
    kind = tr("not included") + ", " if one.limit else ""
    text = one.text if len(one.text) <= 60 else one.text[:60].rpartition(" ")[0] + "…"
    return f"{one.label}  {kind}{text}"


def _days(one: Delivery, today: date) -> str:
    if one.delivered_on:
        return tr("delivered {day}", day=day_text(one.delivered_on, today))
    return tr("due {day}", day=day_text(one.due_on, today)) if one.due_on else tr("open")
