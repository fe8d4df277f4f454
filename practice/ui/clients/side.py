"""Beside the page: things to remember, promises, contact, people."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from practice.actions.engagements import Promised
from practice.actions.overview import ClientView
from practice.rules.clients import Client, address_lines, birthday_text, display_name
from practice.rules.engagements import DueKind, is_late, label
from practice.ui.clients import words
from practice.ui.clients.parts import heading
from practice.ui.clients.things import Things
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import clear, column, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.pages import Inspector
from practice.ui.widgets.status import InlineStatus, ProgressLine
from practice.ui.widgets.text import MAY_BREAK, Text

_NAMES = 72


class Side(Inspector):
    """The inspector of a client; `went(client id)` when a person's name is pressed."""

    went = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("About the client"))
        self._desk = desk
        self.edge.hide()
        self.things = Things(desk)
        self.promises = Promises()
        self.contact = Pairs(tr("Contact"))
        self.people = Pairs(tr("People"))
        self.people.went.connect(self.went)
        self.body.setSpacing(20)
        for part in (self.things, self.promises, self.contact, self.people):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_view(self, view: ClientView) -> None:
        """Show a client."""
        today = self._desk.today()
        self.things.show_things(view.client.id, view.things)
        self.promises.show_promises(view, today)
        self.contact.show_pairs(contact(view))
        self.people.show_pairs(people(view))


class Promises(QWidget):
    """How many promises are kept, and each with its state."""

    def __init__(self) -> None:
        super().__init__()
        self.count = Text("", "small", "text2")
        self.bar = ProgressLine()
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(tr("Promises"), self.count))
        layout.addWidget(self.bar)
        layout.addSpacing(4)
        layout.addLayout(self._list)

    def show_promises(self, view: ClientView, today: date) -> None:
        """Show the promises of the client's engagement; nothing where there are none."""
        self.setVisible(bool(view.promised))
        clear(self._list)
        done = sum(is_kept(one) for one in view.promised)
        self.count.setText(tr("{done} of {total} kept", done=done, total=len(view.promised)))
        self.bar.set_progress(done, len(view.promised))
        for one in view.promised:
            self._list.addWidget(_promise(one, today))


def is_kept(one: Promised) -> bool:
    """Whether all that a promise hands over was handed over."""
    return bool(one.deliveries) and all(delivery.delivered_on for delivery in one.deliveries)


def promise_sign(one: Promised, today: date) -> tuple[str, str, str]:
    """A promise's icon, its colour, and its state in a word."""
    open_ones = [delivery for delivery in one.deliveries if delivery.delivered_on is None]
    if is_kept(one):
        return "circle-check", "okText", tr("Kept")
    if late_since(one, today):
        return "circle-alert", "badText", tr("Late")
    if one.item.due.kind is DueKind.THROUGHOUT:
        return "refresh-cw", "text2", tr("Throughout")
    if len(open_ones) < len(one.deliveries):
        return "circle-dot", "text2", tr("Begun")
    return "circle", "text2", tr("Open")


def late_since(one: Promised, today: date) -> date | None:
    """The day since which a promise is overdue, None where it is not."""
    days = [delivery.due_on for delivery in one.deliveries if is_late(delivery, today) and delivery.due_on]
    return min(days, default=None)


def _promise(one: Promised, today: date) -> QWidget:
    icon, color, state = promise_sign(one, today)
    made = QWidget()
    number = Text(label(one.item), "body", "text2", numbers=True)
    number.setFixedWidth(30)
    text = Text(one.item.text, "body", "text2" if is_kept(one) else "text", wrap=True)
    sign = Icon(icon, color, 14, 20)
    said = column(text, gap=0)
    if day := late_since(one, today):
        late = InlineStatus("bad", tr("Late, due {day}", day=words.inner_day(day, today)))
        said.addWidget(late, 0, Qt.AlignmentFlag.AlignLeft)
    line = row(sign, number, gap=9)
    line.addLayout(said, 1)
    for beside in (sign, number):
        line.setAlignment(beside, Qt.AlignmentFlag.AlignTop)
    made.setLayout(line)
    made.setAccessibleName(f"{label(one.item)}, {one.item.text}, {state}")
    made.setToolTip(state)
    return made


class Pairs(QWidget):
    """A section of quiet names and what they say; a value with a client's id is a link."""

    went = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(title))
        layout.addLayout(self._grid)

    def show_pairs(self, pairs: Sequence[tuple[str, str, int]]) -> None:
        """Show (name, value, client id or 0); nothing where there is none."""
        self.setVisible(bool(pairs))
        clear(self._grid)
        for number, (name, value, client_id) in enumerate(pairs):
            left = Text(name, "body", "text2", elide=True)
            left.setFixedWidth(_NAMES)
            self._grid.addWidget(left, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._value(value, client_id), number, 1, Qt.AlignmentFlag.AlignTop)

    def _value(self, value: str, client_id: int) -> QWidget:
        if not client_id:
            text = Text(_breaking(value), wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            return text
        link = Button(value, "link")
        link.clicked.connect(lambda: self.went.emit(client_id))
        frame = QWidget()
        frame.setLayout(row(link, None))
        return frame


def _breaking(value: str) -> str:
    """The value so that an email or web address ends a line after its @ or before a dot, not in a word."""
    return re.sub(r"(?<=\S)(@)(?=\S)", rf"\1{MAY_BREAK}", re.sub(r"(?<=\S)(?=\.\w)", MAY_BREAK, value))


def contact(view: ClientView) -> list[tuple[str, str, int]]:
    """How to reach a client, and for two people each of them."""
    pairs = _reach(view.client)
    for member in view.members:
        pairs += [(member.given or name, value, 0) for name, value, _ in _reach(member) if name != tr("Address")]
    return pairs


def _reach(client: Client) -> list[tuple[str, str, int]]:
    pairs = [(email.label or tr("Email"), email.address, 0) for email in client.emails]
    pairs += [(phone.label or tr("Phone"), phone.number, 0) for phone in client.phones]
    pairs += [(one.label or tr("Address"), ", ".join(address_lines(one)), 0) for one in client.addresses]
    if client.birthday:
        pairs.append((tr("Birthday"), birthday_text(client.birthday), 0))
    return pairs


def people(view: ClientView) -> list[tuple[str, str, int]]:
    """Who belongs to a client: their household, the people who matter, who sent them."""
    pairs = [(tr("Joint"), display_name(member), member.id) for member in view.members]
    if view.household:
        pairs.append((tr("Joint"), display_name(view.household), view.household.id))
    if view.client.organisation and view.client.given:
        pairs.append((view.client.job_title or tr("Works at"), view.client.organisation, 0))
    pairs += [(one.role or tr("Person"), one.name, 0) for one in view.client.people]
    if view.client.referral_source:
        pairs.append((tr("Sent by"), view.client.referral_source, view.referrer.id if view.referrer else 0))
    return pairs
