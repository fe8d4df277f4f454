"""The tab of promises and limits: each with its number, how its deliveries stand, and what is not included."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import requests
from practice.actions.engagements import Promised
from practice.actions.overview import ClientView
from practice.actions.standing import Standing
from practice.rules.engagements import EngagementStatus, ScopeItem, label
from practice.rules.requests import Cited
from practice.ui.clients.delivery import DeliveryBox, DeliveryLine, focus_of
from practice.ui.clients.side import promise_sign
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Card, SectionTitle, clear, column, line, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Text

NUMBER = 34


class PromiseRow(QWidget):
    """A promise: sign, number, words, its deliveries one under the other, and its state."""

    def __init__(self, one: Promised) -> None:
        super().__init__()
        self.sign = Icon("circle", "text2", 16, 20)
        number = Text(label(one.item), "body", "text2", numbers=True)
        number.setFixedWidth(NUMBER)
        self.state = Text("", "small")
        self.lines = {delivery.id: DeliveryLine(delivery.id) for delivery in one.deliveries}
        said = column(Text(one.item.text, wrap=True), *self.lines.values(), gap=0)
        beside = row(self.sign, number, gap=10)
        beside.addLayout(said, 1)
        beside.addWidget(self.state)
        for part in (self.sign, number, self.state):
            beside.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.opened = column(gap=8)  # what is open stands below, as wide as the row
        self.opened.addLayout(beside)
        self.opened.setContentsMargins(14, 9, 14, 9)
        self.setLayout(self.opened)

    def show_promise(self, one: Promised, view: ClientView, today: date) -> None:
        """Show how the promise and its deliveries stand."""
        self.sign.name, color, state = promise_sign(one, today)
        self.sign.role = color
        self.sign.update()
        self.state.set_color(color)
        self.state.setText(state)
        self.setAccessibleName(f"{label(one.item)}, {one.item.text}, {state}")
        for delivery in one.deliveries:
            self.lines[delivery.id].show_delivery(delivery, one.item, view, today)


class LimitRow(QWidget):
    """A limit with its number, and a button that copies it as it is cited."""

    def __init__(self, desk: Desk, item: ScopeItem, cited: Cited | None) -> None:
        super().__init__()
        number = Text(label(item), "body", "text2", numbers=True)
        number.setFixedWidth(NUMBER)
        said = Text(item.text, wrap=True)
        sign = Icon("fence", "text2", 16, 20)
        beside = row(sign, number, gap=10)
        beside.addWidget(said, 1)
        beside.setContentsMargins(14, 9, 14, 9)
        for part in (sign, number):
            beside.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{label(item)}, {item.text}")
        if cited is not None:
            self.copy_button = Button(tr("Copy"), "link")
            self.copy_button.setAccessibleName(tr("Copy item {number} with its letter", number=label(item)))
            self.copy_button.clicked.connect(lambda: _copy(desk, cited))
            beside.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(beside)


def _copy(desk: Desk, cited: Cited) -> None:
    desk.copy(requests.citation(desk.store, cited))
    desk.toast(tr("Copied item {number} with its letter", number=cited.number), undo=False)


class PromiseList(QWidget):
    """Every promise with what it hands over, and every limit; at most one delivery is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: ClientView | None = None
        self._shown: object = None
        self.rows: dict[int, PromiseRow] = {}
        self.box: DeliveryBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_view(self, view: ClientView, today: date) -> None:
        """Show a client's promises and limits; the delivery that is open stays so."""
        self._view = view
        shown = (view.client.id, [_outline(standing) for standing in view.works])
        if shown != self._shown:
            self._shown = shown
            self._build(view)
        for one in _promised(view):
            self.rows[one.item.id].show_promise(one, view, today)
            for delivery in one.deliveries:
                if self.box is not None and delivery.id == self.box.delivery_id:
                    self.box.show_view(view, delivery)

    def _build(self, view: ClientView) -> None:
        self._drop_box()
        clear(self._column)
        self.rows = {one.item.id: PromiseRow(one) for one in _promised(view)}
        for made in self.rows.values():
            for delivery in made.lines.values():
                delivery.opened.connect(self.open)
        for standing in view.works:
            self._add_work(standing)
        self._column.addStretch(1)

    def _add_work(self, standing: Standing) -> None:
        work = standing.engagement
        over = tr("over") if work.status is EngagementStatus.CLOSED else ""
        self._column.addWidget(SectionTitle(work.title or work.kind, over))
        if standing.promised:
            self._column.addWidget(_card([self.rows[one.item.id] for one in standing.promised]))
        if standing.limits:
            self._column.addWidget(SectionTitle(tr("What is not included"), role="bodyStrong"))
            cited = {one.number: one for one in standing.cited}
            limits = [LimitRow(self._desk, one, cited.get(label(one))) for one in standing.limits]
            self._column.addWidget(_card(limits))

    def open(self, delivery_id: int) -> None:
        """Open this delivery where it stands; another one that is open is kept and closed."""
        self.close_box()
        view = self._view
        every = _promised(view) if view else ()
        one = next((one for one in every for delivery in one.deliveries if delivery.id == delivery_id), None)
        if view is None or one is None or self.box is not None:
            return
        delivery = next(delivery for delivery in one.deliveries if delivery.id == delivery_id)
        self.box = DeliveryBox(self._desk, delivery, one.item)
        self.box.closed.connect(self.close_box)
        made = self.rows[one.item.id]
        made.opened.addWidget(self.box)
        made.lines[delivery_id].hide()
        self.box.show_view(view, delivery)
        self.box.show()
        focus_of(self.box.done)

    def close_box(self) -> None:
        """Keep and close what is open; its line has the focus then. What is refused keeps it open."""
        if self.box is None or not self.box.form.flush():
            return
        delivery_id = self.box.delivery_id
        self._drop_box()
        for made in self.rows.values():
            if delivery_id in made.lines:
                made.lines[delivery_id].show()
                focus_of(made.lines[delivery_id])

    def _drop_box(self) -> None:
        if self.box is not None:
            gone, self.box = self.box, None
            self._desk.forget_form(gone.form)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()

    def flush(self) -> bool:
        """Save what is open."""
        return self.box.form.flush() if self.box is not None else True


def _promised(view: ClientView) -> tuple[Promised, ...]:
    return tuple(one for standing in view.works for one in standing.promised)


def _outline(standing: Standing) -> object:
    """What the rows of a work are made of; how its deliveries stand is shown in them."""
    work, stands = standing.engagement, [(one.item, [d.id for d in one.deliveries]) for one in standing.promised]
    return work.id, work.title, work.status, stands, standing.limits, standing.cited


def _card(rows: list[PromiseRow] | list[LimitRow]) -> Card:
    card = Card(padding=0, gap=0)
    for place, made in enumerate(rows):
        if place:
            card.body.addWidget(line())
        card.body.addWidget(made)
    return card
