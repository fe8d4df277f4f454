"""A card that asks for what is recorded for good; what was typed waits as a draft until it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from practice.actions import drafts
from practice.actions.drafts import Begun
from practice.errors import Refused
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox
from practice.ui.widgets.layout import Card, SectionTitle, row
from practice.ui.widgets.text import Text


class Asking(Card):
    """Fields, a button and what pressing it means; `left` when it is put away. Subclasses fill fields and keep()."""

    left = Signal()

    def __init__(self, desk: Desk, title: str, button: Button, fields: Mapping[str, FieldBox]) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._place = ""  # of its draft
        self._record: Begun | None = None
        self._usual: dict[str, Any] = {}
        self.heading = SectionTitle(title)
        self.button = button
        self.leave_button = Button(tr("Not now"), "quiet")
        self.consequence = Text("", "small", "text2", wrap=True)
        self.boxes = dict(fields)
        self.form = Form(desk, fields, self._keep_words, self)
        self.form.edited.connect(lambda name: self.on_edited(name))
        self.button.clicked.connect(self.press)
        self.leave_button.clicked.connect(self.left)
        self.hide()

    def lay_out(self, *parts: QWidget) -> None:
        """Put title, fields, buttons and consequence under each other."""
        self.add(self.heading)
        for part in parts:
            self.add(part)
        self.body.addLayout(row(self.button, self.leave_button, None))
        self.add(self.consequence)

    def ask(self, place: str, record: Begun | None, usual: Mapping[str, Any]) -> None:
        """Show what was typed at this place, or what is usual; what is being typed stays."""
        self.form.flush()  # where it belongs
        self._place, self._record, self._usual = place, record, dict(usual)
        words = drafts.kept(self._desk.store, place, record)
        values = {name: self.read_word(name, words[name]) for name in words.keys() & usual.keys()}
        key = (place, record.id if record else 0)
        self.form.show({**usual, **values}, key)
        self.on_edited("")

    def waiting(self, place: str, record: Begun | None) -> bool:
        """Whether something was typed there and not recorded."""
        return bool(drafts.kept(self._desk.store, place, record))

    def read_word(self, name: str, word: str) -> Any:  # noqa: ANN401  what the field holds
        """The value of a field that its draft's word stands for."""
        usual = self._usual[name]
        if isinstance(usual, date):
            return date.fromisoformat(word)
        return type(usual)(word) if usual is not None else word

    def _keep_words(self, _key: object, _values: dict[str, Any], _visit: str) -> None:
        held = self.form.read()
        words = {name: v.isoformat() if isinstance(v, date) else str(v or "") for name, v in held.items()}
        same = all(value == self._usual.get(name) for name, value in held.items() if not isinstance(value, date))
        drafts.keep(self._desk.store, self._place, self._record, {} if same else words)

    def on_edited(self, name: str) -> None:
        """Something was typed, or another record is shown ("")."""

    def press(self) -> None:
        """Record what stands there, or say beside the fields what is missing."""
        self.form.flush()
        try:
            said = self.keep()
        except Refused as refusal:
            own = {name: text for name, text in refusal.fields.items() if name in self.boxes}
            self.form.show_errors(own)
            if not own:
                self._desk.tell(str(refusal))
            return
        drafts.keep(self._desk.store, self._place, self._record, {})
        self._desk.toast(said, undo=False)
        self.left.emit()

    def keep(self) -> str:
        """Record it; return what was done in a few words. Raises Refused."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """The cursor into the first field that is typed."""
        next(iter(self.boxes.values())).field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.form.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
