"""The rows of the checklist editor: each edits one item and reads it back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from practice.rules.checklists import Anchor, DealBreaker, Dimension, Grade, MustHave, RedFlag, TrustEnd
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import column, line, row
from practice.ui.widgets.segmented import Segmented

I = TypeVar("I", MustHave, DealBreaker, RedFlag)  # noqa: E741  an item
MINOR, MAJOR = 1, 3


class ItemEdit(QFrame, Generic[I]):
    """Edits one item; `edited` is the person's, `removed` asks to take it away."""

    edited = Signal()
    removed = Signal()

    def __init__(self, item: I) -> None:
        super().__init__()
        self.item: I = item
        self.key = item.key
        self.text_edit = self._line(item.text)
        self.box = FieldBox(tr("What to look for"), self.text_edit)
        self.remove_button = Button("", "quiet", "trash-2", name=tr("Remove: {item}", item=item.text))
        self.remove_button.clicked.connect(self.removed)
        self.rule = line()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(14, 8, 8, 8)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self.grid.addWidget(self.box, 0, 0)
        self.grid.addWidget(self.remove_button, 0, 3, Qt.AlignmentFlag.AlignBottom)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)

    def _line(self, text: str, placeholder: str = "") -> LineEdit:
        made = LineEdit(text, placeholder)
        made.textEdited.connect(self.edited)
        return made

    def show_captions(self, first: bool) -> None:
        """In a column of equal fields only the first row needs their names in sight."""
        for box in self.findChildren(FieldBox):
            box.label.setVisible(first)

    def read(self) -> I:
        """The item as it stands in the fields."""
        raise NotImplementedError


class MustEdit(ItemEdit[MustHave]):
    """A must-have: words, note, and what its no means."""

    def __init__(self, item: MustHave) -> None:
        super().__init__(item)
        self.note_edit = self._line(item.note)
        self.means = Segmented([(False, tr("Decline")), (True, tr("Refer"))], tr("No means"))
        self.means.set_value(item.refer)
        self.means.chosen.connect(self.edited)
        self.grid.addWidget(FieldBox(tr("Note"), self.note_edit), 0, 1)
        self.grid.addWidget(FieldBox(tr("No means"), self.means), 0, 2)

    def read(self) -> MustHave:
        """The must-have as it stands in the fields."""
        text, note = self.text_edit.text().strip(), self.note_edit.text().strip()
        return replace(self.item, text=text, note=note, refer=bool(self.means.value()))


class BreakerEdit(ItemEdit[DealBreaker]):
    """A deal-breaker: words and note."""

    def __init__(self, item: DealBreaker) -> None:
        super().__init__(item)
        self.note_edit = self._line(item.note)
        self.grid.addWidget(FieldBox(tr("Note"), self.note_edit), 0, 1)

    def read(self) -> DealBreaker:
        """The deal-breaker as it stands in the fields."""
        return replace(self.item, text=self.text_edit.text().strip(), note=self.note_edit.text().strip())


class FlagEdit(ItemEdit[RedFlag]):
    """A red flag: words, question, and when it is minor or major; one that gives no points keeps giving none."""

    def __init__(self, item: RedFlag) -> None:
        super().__init__(item)
        self.question_edit = self._line(item.question)
        self.grid.addWidget(FieldBox(tr("Question"), self.question_edit), 0, 1)
        when = {grade.points: grade.when for grade in item.grades}
        self._free = 0 in when
        self.minor_edit = self._line(when.get(MINOR, ""), tr("leave empty if never"))
        self.major_edit = self._line(when.get(MAJOR, ""), tr("leave empty if never"))
        if not self._free:
            self.grid.addWidget(FieldBox(tr("1 point when"), self.minor_edit), 1, 0)
            self.grid.addWidget(FieldBox(tr("3 points when"), self.major_edit), 1, 1)

    def show_captions(self, first: bool) -> None:
        """Four fields in two rows: each keeps its name."""

    def read(self) -> RedFlag:
        """The red flag as it stands in the fields."""
        parts = ((MINOR, self.minor_edit.text().strip()), (MAJOR, self.major_edit.text().strip()))
        grades = self.item.grades if self._free else tuple(Grade(points, when) for points, when in parts if when)
        text, question = self.text_edit.text().strip(), self.question_edit.text().strip()
        return replace(self.item, text=text, question=question, grades=grades)


class ScaleEdit(QFrame):
    """One of the seven, or one end of trust: its name, its anchors, and the conditions it asks for when weak."""

    edited = Signal()

    def __init__(self, part: Dimension | TrustEnd, remark: str) -> None:
        super().__init__()
        self.part = part
        self.key = part.key
        self.name_edit = LineEdit(part.name)
        self.box = FieldBox(tr("Name"), self.name_edit, note=remark)
        self.anchor_edits = [LineEdit(anchor.text) for anchor in part.anchors]
        self.conditions_edit = TextArea(least=1, most=8)
        self.conditions_edit.setPlainText("\n".join(part.mitigations))
        self._asked = FieldBox(tr("Conditions when it is weak"), self.conditions_edit, note=tr("one a line"))
        anchors = [FieldBox(tr("{n} is", n=a.rating), e) for a, e in zip(part.anchors, self.anchor_edits, strict=True)]
        inner = column(self.box, gap=8)
        for pair in (anchors[:2], anchors[2:]):
            inner.addLayout(row(*pair, gap=12))
        inner.addWidget(self._asked)
        inner.setContentsMargins(14, 10, 14, 12)
        self.setLayout(inner)  # before something is shown: what stands nowhere yet would be a window of its own
        self._asked.setVisible(bool(part.mitigations) or isinstance(part, TrustEnd))  # trust asks at its two ends
        for edit in (self.name_edit, *self.anchor_edits):
            edit.textEdited.connect(self.edited)
        self.conditions_edit.edited.connect(self.edited)

    def read(self) -> Dimension | TrustEnd:
        """The scale as it stands in the fields."""
        pairs = zip(self.part.anchors, self.anchor_edits, strict=True)
        anchors = tuple(Anchor(anchor.rating, edit.text().strip()) for anchor, edit in pairs)
        lines = (text.strip() for text in self.conditions_edit.text().splitlines())
        return replace(
            self.part,
            name=self.name_edit.text().strip(),
            anchors=anchors,
            mitigations=tuple(text for text in lines if text),
        )


class ItemList(QFrame, Generic[I]):
    """A card of items that can be taken away and added to."""

    edited = Signal()

    def __init__(self, items: Sequence[I], edit: Callable[[I], ItemEdit[I]], fresh: Callable[[], I], add: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._edit: Callable[[I], ItemEdit[I]] = edit
        self._fresh: Callable[[], I] = fresh
        self.rows: list[ItemEdit[I]] = []
        self._column = column(gap=0)
        self.add_button = Button(add, icon="plus")
        self.add_button.clicked.connect(self._on_add)
        whole = column(gap=0)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addLayout(self._column)
        foot = row(self.add_button, None)
        foot.setContentsMargins(14, 10, 14, 10)
        whole.addLayout(foot)
        self.setLayout(whole)
        for item in items:
            self._add(item)

    def _add(self, item: I) -> ItemEdit[I]:
        made = self._edit(item)
        made.edited.connect(self.edited)
        made.removed.connect(lambda: self._on_removed(made))
        self.rows.append(made)
        self._column.addWidget(made)
        self._column.addWidget(made.rule)
        self._show_captions()
        return made

    def _show_captions(self) -> None:
        for place, one in enumerate(self.rows):
            one.show_captions(place == 0)

    def _on_add(self) -> None:
        self._add(self._fresh()).text_edit.setFocus()
        self.edited.emit()

    def _on_removed(self, row: ItemEdit[I]) -> None:
        self.rows.remove(row)
        for gone in (row, row.rule):
            gone.hide()
            gone.deleteLater()
        self._show_captions()
        self.add_button.setFocus()
        self.edited.emit()

    def read(self) -> tuple[I, ...]:
        """The items as they stand in the fields."""
        return tuple(one.read() for one in self.rows)


class ScaleList(QFrame):
    """A card of scales; none is added or taken away."""

    edited = Signal()

    def __init__(self, parts: Sequence[Dimension | TrustEnd], remarks: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.rows = [ScaleEdit(part, remark) for part, remark in zip(parts, remarks, strict=True)]
        pieces: list[QWidget | None] = []
        for one in self.rows:
            one.edited.connect(self.edited)
            pieces += [line(), one] if pieces else [one]
        whole = column(*pieces, gap=0)
        whole.setContentsMargins(1, 1, 1, 1)
        self.setLayout(whole)

    def read(self) -> tuple[Dimension | TrustEnd, ...]:
        """The scales as they stand in the fields."""
        return tuple(one.read() for one in self.rows)
