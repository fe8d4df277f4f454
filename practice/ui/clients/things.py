"""Things to remember: said inline, ticked off when they need not be remembered any more."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import clients
from practice.errors import Refused
from practice.rules.clients import Thing, ThingKind, asked
from practice.ui.clients import words
from practice.ui.clients.parts import heading
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, box
from practice.ui.widgets.fields import Combo, FieldBox, TextArea
from practice.ui.widgets.layout import clear, column, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Run, Text


class ThingRow(QFrame):
    """One thing; Enter or a click opens it to be said anew, E ticks it off."""

    spoken_as = "row"

    opened = Signal(object)
    done = Signal(object)

    def __init__(self, thing: Thing, today: date) -> None:
        super().__init__()
        self.thing = thing
        so, ask = asked(thing.text)
        text = Text(wrap=True)
        text.set_runs(Run(f"{so} " if so and ask else so), Run(ask, "bodyStrong"))
        said = column(text, gap=0)
        if thing.from_on:
            day = words.short_day(thing.from_on, today)
            said.addWidget(Text(tr("From {day}", day=day), "small", "text2"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setSpacing(9)
        layout.addWidget(Icon(words.THING_ICONS[thing.icon], "accent", 16, 20), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(said, 1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(thing.text)
        self.setAccessibleDescription(tr("Enter says it anew, E ticks it off"))
        self.setToolTip(tr("Say it anew"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, E ticks off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.thing)
        elif event.key() == Qt.Key.Key_E and not event.modifiers():
            self.done.emit(self.thing)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.thing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus, inside the edge."""
        if self.hasFocus():
            box(QPainter(self), self.rect(), 4, edge="focus", thick=2)


class ThingEditor(QFrame):
    """Where a thing is said: Enter keeps it, Esc leaves it as it was, and one that stands can be ticked off."""

    kept = Signal(str, object)
    done = Signal()
    left = Signal()

    def __init__(self, thing: Thing) -> None:
        super().__init__()
        self.text_edit = TextArea(least=2, most=8, placeholder=tr("Email first. Mornings are best."))
        self.box = FieldBox(tr("What to remember"), self.text_edit, tr("A sentence with “Ask” stands out"))
        self.icon_choice = Combo(small=True)
        for kind, name in words.thing_kinds():
            self.icon_choice.addItem(name, kind)
        self.icon_choice.setAccessibleName(tr("What it is about"))
        self.keep_button = Button(tr("Keep"), small=True, key="Enter")
        self.done_button = Button(tr("Tick off"), "quiet", icon="check", small=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(8)
        layout.addWidget(self.box)
        layout.addWidget(self.icon_choice)
        layout.addLayout(row(self.keep_button, None, self.done_button))
        self.done_button.setVisible(bool(thing.id))
        self.text_edit.set_text(thing.text)
        self.icon_choice.setCurrentIndex(self.icon_choice.findData(thing.icon))
        self.text_edit.installEventFilter(self)
        self.keep_button.clicked.connect(self._on_kept)
        self.done_button.clicked.connect(self.done)

    def _on_kept(self) -> None:
        self.kept.emit(self.text_edit.text(), self.icon_choice.currentData())

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Enter keeps; Shift+Enter is a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._on_kept()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Things(QWidget):
    """The section of the inspector."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client_id = 0
        self._things: tuple[Thing, ...] = ()
        self._open: Thing | None = None  # what is being said
        self.add_button = Button("", "quiet", icon="plus", small=True, name=tr("Add a thing to remember"))
        self.add_button.clicked.connect(self.add)
        self.editor: ThingEditor | None = None
        self._hint = Text(tr("What to bring up next time. R adds it."), "small", "text2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading(tr("Things to remember"), self.add_button))
        layout.addWidget(self._hint)
        layout.addLayout(self._list)

    def show_things(self, client_id: int, things: tuple[Thing, ...]) -> None:
        """Show these; what is being said about this client stays open."""
        if client_id != self._client_id:
            self._leave()
        self._client_id = client_id
        if things != self._things or self.editor is None:
            self._things = things
            self._fill()

    def add(self) -> None:
        """Open an empty editor."""
        self._edit(Thing(client_id=self._client_id))

    def _fill(self) -> None:
        if self.editor is not None:
            return
        clear(self._list)
        today = self._desk.today()
        for thing in self._things:
            made = ThingRow(thing, today)
            made.opened.connect(self._edit)
            made.done.connect(self._tick)
            self._list.addWidget(made)
        self._hint.setVisible(not self._things)

    def _edit(self, thing: Thing) -> None:
        self._leave()
        self._open = thing
        self.editor = ThingEditor(thing)
        self.editor.kept.connect(self._on_kept)
        self.editor.done.connect(lambda: self._tick(thing))
        self.editor.left.connect(self.close_editor)
        self._hint.hide()
        rows = [row for row in self.findChildren(ThingRow) if row.thing.id == thing.id]
        for held in rows:
            held.hide()
        self._list.insertWidget(self._list.indexOf(rows[0]) if rows else self._list.count(), self.editor)
        self.editor.text_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        """Close the editor; what was typed into it is kept when it says something."""
        editor, thing = self.editor, self._open
        self._drop_editor()
        if editor is not None and thing is not None:
            text = editor.text_edit.text().strip()
            if text and text != thing.text:
                self._keep(thing, text, editor.icon_choice.currentData())

    def close_editor(self) -> None:
        """Put the editor away, keep nothing, and give the focus back."""
        self._drop_editor()
        self._fill()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_editor(self) -> None:
        editor, self.editor, self._open = self.editor, None, None
        if editor is not None:
            self._list.removeWidget(editor)
            editor.hide()
            editor.deleteLater()

    def _on_kept(self, text: str, icon: ThingKind) -> None:
        if self.editor is None or self._open is None:
            return
        try:
            self._keep(self._open, text, icon)
        except Refused as refusal:
            self.editor.box.set_error(refusal.fields["text"])
        else:
            self.close_editor()

    def _keep(self, thing: Thing, text: str, icon: ThingKind) -> None:
        if thing.id:
            clients.edit_thing(self._desk.store, thing.id, text, icon)
        else:
            clients.add_thing(self._desk.store, thing.client_id, text, icon, self._desk.today())

    def _tick(self, thing: Thing) -> None:
        self._drop_editor()
        clients.tick_thing(self._desk.store, thing.id, self._desk.now())
        self._fill()
        self._desk.toast(tr("Ticked off a thing to remember"))

    def flush(self) -> bool:
        """Keep what is being said."""
        if self.editor is not None:
            self._leave()
            self._fill()
        return True
