"""One clause being edited: its name, its passages with their conditions, and why a letter may leave it out."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from practice.actions.clauses import Typed
from practice.rules.clauses import Clause, ClauseVersion, Library
from practice.rules.letters import ENGAGEMENT
from practice.rules.passages import lost, passages, shown
from practice.ui.clauses import words
from practice.ui.clauses.text import ClauseText
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import clear, column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.text import Text

TABLES = {
    "promises": "Here stands the table of what is included.",
    "limits": "Here stands the table of what is not included.",
    "fees": "Here stands the table of fees.",
    "refunds": "Here stands the table of refunds.",
    "express_request": "Here stands the box for starting sooner.",
    "cancel_form": "Here stands the form to cancel.",
}


def narrow(combo: Combo) -> None:
    """A choice whose longest words do not make the page wider."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)


class ClauseEditor(QWidget):
    """The words of a clause; `edited` is the person's, `entered(when)` tells which passage is looked at.

    `told` names fields that were lost; the page shows it where it is seen from every passage.
    """

    edited = Signal()
    entered = Signal(str)
    lost = Signal(bool)  # whether `told` has something to say

    def __init__(self) -> None:
        super().__init__()
        self.version = ClauseVersion()
        self._names: Mapping[str, str] = {}
        self.about = Text("", "small", "text2", wrap=True)
        waits = tr("These words are no version yet: letters keep those before until you save.")
        self.waits = Text(waits, "small", "text2", wrap=True)
        self.name = FieldBox(tr("Name"), LineEdit())
        self.texts: list[ClauseText | None] = []  # None for a table
        self.boxes: list[FieldBox | None] = []
        self._last: ClauseText | None = None
        self._at: int | None = None  # its place, which stays when the words are shown anew
        self._before = ""  # what stood before the cursor there
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.insert = Combo(small=True)
        narrow(self.insert)
        self.insert.setAccessibleName(tr("Insert a field"))
        self.insert.activated.connect(self._on_insert)
        self.back_button = Button(tr("Put back"), small=True)
        self.back_button.clicked.connect(self._put_back)
        self.told = Banner("warn", "", button=self.back_button)
        hint = tr("Stands beside the clause in the checks before issue, so that you need not type it each time")
        self.left_out = FieldBox(tr("If a letter leaves it out: because"), TextArea(least=1, most=4), hint)
        whole = column(self.about, self.waits, self.name, gap=14)
        whole.addLayout(self._rows)
        whole.addLayout(row(self.insert, None))
        marks = tr("*One asterisk* on either side makes words italic, **two** make them bold; \\* is only an asterisk.")
        whole.addWidget(Text(marks, "small", "text2", wrap=True))
        whole.addWidget(self.left_out)
        self.setLayout(whole)
        self.name.field.textEdited.connect(self.edited)  # type: ignore[attr-defined]  # a LineEdit
        self.left_out.field.edited.connect(self.edited)  # type: ignore[attr-defined]  # a TextArea

    def show_clause(self, lib: Library, clause: Clause, version: ClauseVersion, names: Mapping[str, str]) -> None:
        """Show a version of a clause to go on from."""
        before, self.version, self._names = self.version.key, version, names
        note = f"{tr(clause.note)} " if clause.note else ""
        if version.key != before:
            self._at = self._last = None
        self.about.setText(f"{note}{words.stands(lib, clause)} {tr('Source')}: {tr(clause.source)}".strip())
        self._put(self.name, version.title)
        self._put(self.left_out, version.left_out)
        asked = clause.recommended and clause.mandatory != "always" and version.family == ENGAGEMENT
        self.left_out.setVisible(asked)  # where the checks before issue ask for it
        if self._last is not None:
            self._before = self._last.before_cursor()
        clear(self._rows)
        self.texts, self.boxes, self._last = [], [], None
        for passage in passages(version.sentences):
            when = words.when(lib, clause, passage.when)
            self._add_table(passage.table, when) if passage.table else self._add(passage.text, when, passage.when)
        self._fill_insert()
        self.show_errors({})
        self._tell_lost()

    def lay(self, typed: Typed) -> None:
        """Lay over the version what was typed before and is no version yet."""
        self._put(self.name, typed.title)
        self._put(self.left_out, typed.left_out)
        for area, text in zip(self.texts, typed.texts, strict=True):
            if area is not None:
                area.setPlainText(text)
        self._tell_lost()

    def _put(self, box: FieldBox, text: str) -> None:
        box.set_error("")
        box.field.setPlainText(text) if isinstance(box.field, TextArea) else box.field.setText(text)  # type: ignore[attr-defined]

    def _add(self, text: str, when: str, term: str) -> None:
        area = ClauseText()
        area.setPlainText(shown(text, self._names))
        area.edited.connect(self._on_edited)
        area.cursorPositionChanged.connect(lambda: self._on_entered(area, term))
        where = tr("Only where: {when}", when=when) if when else tr("In every letter")
        box = FieldBox(where, area)
        box.label.hide()  # it would not wrap; the one above it does
        said = Text(where, "label", "text2", wrap=True)
        self.texts.append(area)
        self.boxes.append(box)
        self._rows.addLayout(column(said, box, gap=5))

    def _add_table(self, table: str, when: str) -> None:
        said = tr(TABLES.get(table, table))
        self.texts.append(None)
        self.boxes.append(None)
        told = f"{said} {tr('Only where: {when}', when=when)}" if when else said
        self._rows.addWidget(Text(told, "small", "text2", wrap=True))

    def _fill_insert(self) -> None:
        self.insert.clear()
        self.insert.addItem(tr("Insert a field …"), "")
        for label in self._names.values():
            self.insert.addItem(tr(label), label)
        self.insert.setVisible(any(text is not None for text in self.texts))

    def _on_entered(self, area: ClauseText, term: str) -> None:
        if area.hasFocus() and self._last is not area:
            self._last, self._at = area, self.texts.index(area)
            self.entered.emit(term)

    def _on_insert(self, place: int) -> None:
        name = self.insert.itemData(place)
        self.insert.setCurrentIndex(0)
        if name:
            self._put_in([name])

    def write_on(self) -> None:
        """The focus into the passage that was written in last, where the cursor stood if the words still do."""
        first = next((n for n, text in enumerate(self.texts) if text is not None), 0)
        place = first if self._at is None else self._at
        for area, box in list(zip(self.texts, self.boxes, strict=True))[place : place + 1]:
            if area is not None and box is not None:
                area.go_after(self._before)
                box.show()  # Qt shows what is new in a layout only later, and hidden it takes no focus
                area.setFocus()

    def _put_in(self, names: Sequence[str]) -> None:
        """Into the passage that was written in last, else at the end of the first one."""
        area = self._last or next((text for text in self.texts if text is not None), None)
        if area is None:
            return
        if area is not self._last:
            area.moveCursor(QTextCursor.MoveOperation.End)
        area.setFocus()
        for name in names:
            area.insert_field(name)

    def _on_edited(self) -> None:
        self._tell_lost()
        self.edited.emit()

    def gone(self) -> tuple[str, ...]:
        """The names of fields that stood in the text and stand in it no more."""
        now = "\n".join(self.typed())
        return tuple(
            name
            for name in (self._names.get(key, key) for key in lost(self.version.sentences, ()))
            if f"{{{{{name}}}}}" not in now
        )

    def _tell_lost(self) -> None:
        gone = self.gone()
        self.lost.emit(bool(gone))
        if gone:
            lead = trn("{n} field no longer stands here", "{n} fields no longer stand here", len(gone))
            listed = ", ".join(tr(name) for name in gone)
            self.told.say("warn", lead, tr("{names}. Letters would leave them out.", names=listed))

    def _put_back(self) -> None:
        self._put_in(self.gone())

    def typed(self) -> tuple[str, ...]:
        """The passages as they stand, in their order; "" for a table."""
        return tuple(area.text() if area is not None else "" for area in self.texts)

    def title(self) -> str:
        """The clause's name as it stands."""
        return str(self.name.field.text())  # type: ignore[attr-defined]

    def reason(self) -> str:
        """Why a letter leaves it out, as it stands."""
        return str(self.left_out.field.text())  # type: ignore[attr-defined]

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say at each place what is wrong there, and go to the first."""
        places = {"title": self.name} | {str(n): box for n, box in enumerate(self.boxes) if box is not None}
        for key, box in places.items():
            box.set_error(errors.get(key, ""))
        first = next((box for key, box in places.items() if key in errors), None)
        if first is not None:
            first.field.setFocus()
