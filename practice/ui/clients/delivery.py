"""One thing that a promise hands over: a line that says how it stands, and the box in which that is noted."""

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from practice.actions import engagements
from practice.actions.overview import ClientView
from practice.rules.engagements import Delivery, DueKind, ScopeItem, agreed_apart, is_late, label
from practice.ui.clients import words
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button, box
from practice.ui.widgets.choices import Toggle
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, TextArea
from practice.ui.widgets.layout import column, row
from practice.ui.widgets.text import Text

FILE, LETTER = "file", "letter"
_NOTHING = ""
_PLAIN = ("evidence", "due_on", "delivered_on")  # what is kept as its field has it
LONGEST = 160  # signs of the evidence that stand in the line


def link_of(delivery: Delivery) -> str:
    """The file or letter that shows a delivery: "file:3", "letter:5", or nothing."""
    if delivery.attachment_id:
        return f"{FILE}:{delivery.attachment_id}"
    return f"{LETTER}:{delivery.letter_id}" if delivery.letter_id else _NOTHING


def links(view: ClientView, delivery: Delivery) -> list[tuple[str, str]]:
    """What can show a delivery: the client's files and issued letters, and what does already."""
    own = delivery.attachment_id
    files = [one.attachment for one in view.files if one.attachment.removed_at is None or one.attachment.id == own]
    letters = [(f"{LETTER}:{one.id}", tr("Letter {number}", number=one.number)) for one in view.letters]
    return [*((f"{FILE}:{one.id}", one.name) for one in files), *letters]


def sessions(view: ClientView, today: date) -> list[tuple[int, str]]:
    """The sessions in which something can have been delivered, newest first: id and name."""
    held = [(one, one.starts_at.astimezone().date()) for one, _ in view.notes]
    return [(one.id, f"{one.title}, {words.short_day(day, today)}") for one, day in held if day <= today]


def said(delivery: Delivery, item: ScopeItem, view: ClientView, today: date) -> str:
    """How a delivery stands: its name where the promise has several, its day, session and evidence."""
    name = f"{delivery.text}: " if delivery.text and delivery.text != item.text else ""
    if delivery.delivered_on is None:
        return _capital(name + _waits(delivery, item, today))
    parts = [tr("delivered {day}", day=words.inner_day(delivery.delivered_on, today)) + _late_by(delivery)]
    parts += [title for key, title in sessions(view, today) if key == delivery.session_id]
    parts += [title for key, title in links(view, delivery) if key == link_of(delivery)]
    shown = " ".join(delivery.evidence.split())
    cut = shown if len(shown) <= LONGEST else shown[:LONGEST].rpartition(" ")[0] + "…"
    return _capital(name + " · ".join(parts) + (f". {cut}" if cut else ""))


def _late_by(delivery: Delivery) -> str:
    """How many days after it was due something was delivered."""
    if delivery.due_on is None or delivery.delivered_on is None or delivery.delivered_on <= delivery.due_on:
        return ""
    return trn(", {n} day late", ", {n} days late", (delivery.delivered_on - delivery.due_on).days)


def _waits(delivery: Delivery, item: ScopeItem, today: date) -> str:
    if item.due.kind is DueKind.THROUGHOUT:
        return tr("as long as the work goes on")
    if delivery.due_on is None:
        return tr("no day yet")
    day = words.inner_day(delivery.due_on, today)
    return tr("was due {day}", day=day) if is_late(delivery, today) else tr("due {day}", day=day)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class DeliveryLine(QFrame):
    """How a delivery stands; Enter or a click opens it."""

    spoken_as = "row"

    opened = Signal(int)

    def __init__(self, delivery_id: int) -> None:
        super().__init__()
        self.delivery_id = delivery_id
        self.said_text = Text("", "small", "text2", wrap=True)
        inside = row(self.said_text, gap=0)
        inside.setContentsMargins(0, 2, 4, 2)
        self.setLayout(inside)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(tr("Enter notes its day, its session and what shows it"))

    def show_delivery(self, delivery: Delivery, item: ScopeItem, view: ClientView, today: date) -> None:
        """Show how it stands."""
        self.said_text.setText(said(delivery, item, view, today))
        self.setAccessibleName(f"{label(item)}, {self.said_text.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.delivery_id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.delivery_id)

    def event(self, event: QEvent) -> bool:
        """Hover and focus paint anew."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground under the pointer, and the focus inside the edge."""
        painter = QPainter(self)
        if self.underMouse():
            box(painter, self.rect(), 4, "hover")
        if self.hasFocus():
            box(painter, self.rect(), 4, edge="focus", thick=2)


class DeliveryBox(QFrame):
    """Where a delivery is noted: whether and when, in which session, and what shows it; it saves itself."""

    spoken_as = "group"

    closed = Signal()

    def __init__(self, desk: Desk, delivery: Delivery, item: ScopeItem) -> None:
        super().__init__()
        self._desk = desk
        self.delivery_id, self._client_id = delivery.id, 0
        self.setProperty("surface", "well")
        self.setAccessibleName(tr("Delivery of {number}", number=label(item)))
        self._apart = agreed_apart(item.due)
        self._fields()
        self.close_button = Button(tr("Close"), small=True, key="Esc")
        self.close_button.clicked.connect(self.closed)
        inside = column(gap=10)
        inside.setContentsMargins(10, 8, 10, 10)
        several = delivery.text and delivery.text != item.text
        named = Text(delivery.text if several else "", "small", "text2", elide=True)
        top = row(self.done, named, self.close_button, gap=10)
        top.setStretch(1, 1)
        inside.addLayout(top)
        days = row(self.due, self.day, self.session, gap=10)
        days.setStretch(2, 1)
        days.setAlignment(self.due, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(days)
        inside.addWidget(self.evidence)
        self.show_button = Button(tr("Show it"), "link")
        self.show_button.clicked.connect(self._show_link)
        shown = row(self.link, self.show_button, gap=10)
        shown.setStretch(0, 1)
        shown.setAlignment(self.show_button, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(shown)
        self.setLayout(inside)
        boxes = {"done": self.done, "delivered_on": self.day, "session_id": self.session, "due_on": self.due}
        self.form = Form(desk, {**boxes, "evidence": self.evidence, "link": self.link}, self._save, self)

    def _fields(self) -> None:
        self.done = Toggle(tr("Delivered"))
        self.day_edit, self.due_edit = DateEdit(), DateEdit()
        self.session_combo, self.link_combo = Combo(), Combo()
        self.due = FieldBox(tr("Due on"), self.due_edit)
        self.day = FieldBox(tr("Delivered on"), self.day_edit)
        self.session = FieldBox(tr("In the session"), self.session_combo)
        self.evidence = FieldBox(tr("What shows it"), TextArea(least=1, most=5), tr("Who had it, how it went out"))
        self.link = FieldBox(tr("File or letter"), self.link_combo)
        for combo in (self.session_combo, self.link_combo):  # their longest words do not make the page wider
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        for one in (self.due, self.day):
            one.setFixedWidth(148)

    def show_view(self, view: ClientView, delivery: Delivery) -> None:
        """Show the delivery as it is kept; what is being typed stays."""
        today, self._client_id = self._desk.today(), view.client.id
        done = delivery.delivered_on is not None
        self.show_button.setVisible(link_of(delivery) != _NOTHING)
        _offer(self.session_combo, [(0, tr("None")), *sessions(view, today)])
        _offer(self.link_combo, [(_NOTHING, tr("None")), *links(view, delivery)])
        self.due.setVisible(self._apart and not done)
        self.day.setVisible(done)
        self.session.setVisible(done)
        values: dict[str, Any] = {"done": done, "evidence": delivery.evidence, "link": link_of(delivery)}
        values |= {"delivered_on": delivery.delivered_on or today, "session_id": delivery.session_id or 0}
        self.form.show({**values, "due_on": delivery.due_on}, delivery.id)

    def _show_link(self) -> None:
        """Go to the file among the client's, or to the letter."""
        self.form.flush()
        kind, record = _read(self.link_combo.currentData())
        self._desk.go(*(("letters", record) if kind == LETTER else ("clients", (self._client_id, record))))

    def _save(self, delivery_id: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  as Form gives it
        changes: dict[str, Any] = {name: values[name] for name in _PLAIN if name in values}
        if "done" in values:
            changes["delivered_on"] = (changes.get("delivered_on") or self._desk.today()) if values["done"] else None
        if "session_id" in values:
            changes["session_id"] = values["session_id"] or None
        if "link" in values:
            kind, record = _read(values["link"])
            changes["attachment_id"] = record if kind == FILE else None
            changes["letter_id"] = record if kind == LETTER else None
        engagements.note_delivery(self._desk.store, delivery_id, self._desk.today(), visit=visit, **changes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _read(link: str) -> tuple[str, int]:
    """What shows a delivery: a file or a letter, and its id."""
    kind, _, record = link.partition(":")
    return kind, int(record or 0)


def _offer(combo: Combo, options: list[tuple[Any, str]]) -> None:
    """Fill a choice anew only where something is different, so that an open one stays."""
    if options != [(combo.itemData(n), combo.itemText(n)) for n in range(combo.count())]:
        combo.clear()
        for value, name in options:
            combo.addItem(name, value)


def focus_of(widget: QWidget) -> None:
    """Give it the focus as a key would."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
