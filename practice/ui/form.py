"""Fields that save themselves: what was edited is kept 600 ms after the last key, and on every leave."""

from collections.abc import Callable, Hashable, Mapping
from itertools import count
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QComboBox, QTextEdit, QWidget

from practice.errors import Refused
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.fields import FieldBox

AFTER_LAST_MS = 600
AFTER_FIRST_MS = 800
Save = Callable[[Any, dict[str, Any], str], object]

_visits = count(1)


_SIGNALS = ("chosen", "edited", "textEdited", "activated", "clicked")  # the person's own, never ours


def edited_by_hand(editor: QWidget) -> SignalInstance:
    """The signal of an editor that only the person's own edits emit."""
    found = next((getattr(editor, name) for name in _SIGNALS if hasattr(editor, name)), None)
    if found is None:
        raise TypeError(f"{type(editor).__name__} has no signal for edits by hand")
    return found  # type: ignore[no-any-return]  # one of Qt's or ours, by name


def value_of(editor: QWidget) -> Any:  # noqa: ANN401  whatever the editor holds
    """What an editor holds: text, truth, date, the data of a choice, or its own value()."""
    if hasattr(editor, "set_value"):
        return editor.value()  # type: ignore[attr-defined]  # our own editors have the pair
    if isinstance(editor, QTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText() if editor.isEditable() else editor.currentData()
    if isinstance(editor, QAbstractButton):
        return editor.isChecked()
    return editor.text()  # type: ignore[attr-defined]  # a line


def put_value(editor: QWidget, value: Any) -> None:  # noqa: ANN401  as value_of
    """Show a value in an editor; silent, since only the person's edits are listened to."""
    if hasattr(editor, "set_value"):
        editor.set_value(value)
    elif isinstance(editor, QTextEdit):
        editor.setPlainText(value or "")
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
        if editor.isEditable():
            editor.setEditText(value or "")
    elif isinstance(editor, QAbstractButton):
        editor.setChecked(bool(value))
    else:
        editor.setText(value or "")  # type: ignore[attr-defined]  # a line


class Form(QObject):
    """Maps names to FieldBoxes (or bare toggles and choices); reads, shows and saves them.

    `save(key, values, visit)` gets the key that show() was given, the edited fields alone, and a token that is equal
    for all saves of one visit to a field (pass it to the journal as `merge`). It may raise Refused: those fields keep
    what was typed, with the sentence beside them once the field is left.
    """

    saved = Signal()
    edited = Signal(str)  # the field's name, at each edit by hand

    def __init__(self, desk: Desk, fields: Mapping[str, QWidget], save: Save, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = dict(fields)
        self._save = save
        self._key: Hashable = None
        self._dirty: set[str] = set()
        self._errors: dict[str, str] = {}
        self._visit = str(next(_visits))
        self._visited = ""
        self._told = ""  # a refusal that is about no field here
        self._after_last = self._timer(AFTER_LAST_MS)
        self._after_first = self._timer(AFTER_FIRST_MS)
        for name in self._fields:
            self._watch(name)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._on_due)
        return timer

    def _watch(self, name: str) -> None:
        box, editor = self._fields[name], self.editor(name)
        edited_by_hand(editor).connect(lambda *_: self._on_edited(name))
        line = editor.lineEdit() if isinstance(editor, QComboBox) else None
        if line is not None:
            line.textEdited.connect(lambda *_: self._on_edited(name))
        if isinstance(box, FieldBox):
            box.left.connect(self._on_left)
        editor.installEventFilter(self)

    def editor(self, name: str) -> QWidget:
        """The widget that edits this field."""
        box = self._fields[name]
        return box.field if isinstance(box, FieldBox) else box

    @property
    def dirty(self) -> bool:
        """Whether something is not saved yet."""
        return bool(self._dirty)

    def read(self) -> dict[str, Any]:
        """What stands in the fields now, by name."""
        return {name: value_of(self.editor(name)) for name in self._fields}

    def show(self, values: Mapping[str, Any], key: Hashable = None) -> None:
        """Show these values; the same key again leaves unsaved drafts alone, another key saves them first.

        What is still refused then goes, and the message bar says why.
        """
        if key != self._key:
            if not self.flush() and self._errors:
                self._desk.tell(tr("Not kept: {why}", why=" ".join(self._errors.values())))
            self._forget()
            self._key = key
        for name in self._fields.keys() & values.keys():
            if name not in self._dirty and not self._being_typed(name, values[name]):
                put_value(self.editor(name), values[name])
        self._report()

    def _being_typed(self, name: str, value: Any) -> bool:  # noqa: ANN401  as value_of
        editor = self.editor(name)
        try:
            held = value_of(editor)
        except Refused:
            return False
        if held == value:
            return True
        return editor.hasFocus() and isinstance(held, str) and held.strip() == str(value or "").strip()

    def _forget(self) -> None:
        for name in list(self._errors):
            self._set_error(name, "")
        self._dirty.clear()
        self._new_visit("")

    def flush(self) -> bool:
        """Save now and show what is refused; False when something stays unsaved. Nothing once the desk is closed."""
        if not self._desk.open:
            return not self._dirty
        self._keep()
        for name, sentence in self._errors.items():
            self._show_error(name, sentence)
        return not self._dirty

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show what is asked for beside these fields, "" for nothing any more, and go to the first that is asked."""
        for name in self._fields:
            if name in errors:
                self._show_error(name, errors[name])
        first = next((name for name in self._fields if errors.get(name)), None)
        if first is not None:
            self.editor(first).setFocus()

    def _on_edited(self, name: str) -> None:
        if self._visited != name:
            self._new_visit(name)
        self._set_error(name, "")
        self._dirty.add(name)
        self._after_last.start()
        if not self._after_first.isActive():
            self._after_first.start()
        self._report()
        self.edited.emit(name)

    def _new_visit(self, name: str) -> None:
        self._visited = name
        self._visit = str(next(_visits))

    def _on_due(self) -> None:
        if self._desk.open:
            self._keep()

    def _keep(self) -> None:
        self._after_last.stop()
        self._after_first.stop()
        values = self._gather()
        while values:
            refused = self._try(values)
            values = {name: value for name, value in values.items() if name not in refused} if refused else {}
        self._report()

    def _gather(self) -> dict[str, Any]:
        """What the edited fields hold; one that cannot read its own text is refused here."""
        values: dict[str, Any] = {}
        for name in sorted(self._dirty):
            try:
                values[name] = value_of(self.editor(name))
            except Refused as refusal:
                self._errors[name] = str(refusal)
        return values

    def _try(self, values: dict[str, Any]) -> dict[str, str]:
        """Save these fields together; what is refused, empty when all are kept. What is kept is no longer dirty."""
        held = set(self._dirty)
        self._dirty -= values.keys()
        try:
            self._save(self._key, values, self._visit)
        except Refused as refusal:
            self._dirty |= held
            return self._note(refusal, values)
        except BaseException:
            self._dirty |= held
            raise
        for name in values.keys() & self._errors.keys():  # refused for another field's sake, and kept with it now
            self._set_error(name, "")
        if self._told:
            self._desk.settle(self._told)
            self._told = ""
        self.saved.emit()
        return {}

    def _note(self, refusal: Refused, values: dict[str, Any]) -> dict[str, str]:
        """Keep each sentence for its field; one that is about none of these goes to the message bar."""
        own = {name: text for name, text in refusal.fields.items() if name in values}
        self._errors.update(own)
        if not own:
            self._told = str(refusal)
            self._desk.tell(self._told)
            return dict.fromkeys(values, str(refusal))
        return own

    def _set_error(self, name: str, sentence: str) -> None:
        self._errors.pop(name, None)
        self._show_error(name, sentence)

    def _show_error(self, name: str, sentence: str) -> None:
        box = self._fields[name]
        if isinstance(box, FieldBox):
            box.set_error(sentence)
        elif sentence:
            self._desk.tell(sentence)

    def _report(self) -> None:
        self._desk.report_form(self, bool(self._dirty - self._errors.keys()), len(self._errors))

    def _on_left(self) -> None:
        self.flush()
        self._new_visit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that goes out of sight is saved."""
        if event.type() in (QEvent.Type.Hide, QEvent.Type.WindowDeactivate) and self._dirty:
            self.flush()
        return False
