"""Promises and limits in the composer: they open in place, move by Alt+↑↓ or the grip, are added and removed."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from practice.actions import engagements, usual, wording
from practice.rules.compose import due_words
from practice.rules.engagements import ItemKind, ScopeItem
from practice.rules.usual import UsualLimit
from practice.ui.desk import Desk
from practice.ui.letters.draft import Draft
from practice.ui.letters.item_box import ItemBox
from practice.ui.letters.item_line import NUMBER_AT, ItemLine
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.layout import SectionTitle, column, row


class ItemList(QWidget):
    """All promises or all limits, with Add; at most one is open."""

    opened = Signal(int)

    def __init__(self, desk: Desk, draft: Draft, kind: ItemKind) -> None:
        super().__init__()
        self._desk, self._draft, self.kind = desk, draft, kind
        self.add = Button(tr("Add"), "link", "plus")
        self.add.setAccessibleName(tr("Add a promise") if kind is ItemKind.PROMISE else tr("Add a limit"))
        self.add.clicked.connect(self.add_item)
        self.usual = Button(tr("Usual"), "link", chevron=True, name=tr("Add one of your usual limits"))
        self.usual.clicked.connect(self._offer_usual)
        title = tr("What is included") if kind is ItemKind.PROMISE else tr("What is not included")
        right = QWidget()
        right.setLayout(row(self.usual, self.add, gap=14))
        self.head = SectionTitle(title, "", right, role="bodyStrong")
        self.lines: dict[int, ItemLine] = {}
        self.box: ItemBox | None = None
        self._marker = QFrame(self)
        self._marker.setFixedHeight(2)
        self._marker.setProperty("line", "strong")
        self._marker.hide()
        self._rows = column(gap=0)
        whole = column(self.head, gap=2)
        whole.addLayout(self._rows)
        self.setLayout(whole)

    @property
    def items(self) -> list[ScopeItem]:
        """The items of this list, in order."""
        return [item for item in self._draft.case.items if item.kind is self.kind]

    def show_items(self) -> None:
        """Show the items as they stand now; what has the focus keeps it."""
        items = self.items
        promised = trn("{n} promise", "{n} promises", len(items))
        limits = trn("{n} limit", "{n} limits", len(items))
        self.head.remark.setText(promised if self.kind is ItemKind.PROMISE else limits)
        case = self._draft.case
        self.usual.setVisible(bool(self._missing()))
        said = wording.short_words(case.profile, case.engagement.fee.currency)
        for gone in self.lines.keys() - {item.id for item in items}:
            self._drop(gone)
        for item in items:
            line = self.lines.get(item.id) or self._line(item)
            line.show_item(item, due_words(item.due, case.items, said) if item.kind is ItemKind.PROMISE else "")
            if self.box is not None and self.box.item.id == item.id:
                self.box.show_item(item)
        self._put_in_order()

    def _line(self, item: ScopeItem) -> ItemLine:
        line = ItemLine(item)
        line.opened.connect(self.open_item)
        line.stepped.connect(self.step)
        line.dragged.connect(self._on_dragged)
        line.dropped.connect(self._on_dropped)
        self.lines[item.id] = line
        return line

    def _put_in_order(self) -> None:
        """Put the rows into the order of the page, the open box after its line."""
        order: list[QWidget] = []
        for item in self.items:
            order.append(self.lines[item.id])
            if self.box is not None and self.box.item.id == item.id:
                order.append(self.box)
        if [self._rows.indexOf(one) for one in order] != list(range(len(order))):
            for place, one in enumerate(order):
                self._rows.insertWidget(place, one)

    def _drop(self, item_id: int) -> None:
        line = self.lines.pop(item_id)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        if self.box is not None and self.box.item.id == item_id:
            self._shut()

    # open and close

    def open_item(self, item_id: int) -> None:
        """Edit this item in place; another open one is saved and closed."""
        if self.box is not None and self.box.item.id == item_id:
            return
        self.close_item(focus=False)
        self.opened.emit(item_id)
        item = next(item for item in self.items if item.id == item_id)
        self.box = ItemBox(self._desk, self._draft, item)
        self.box.closed.connect(lambda: self.close_item())
        self.box.removed.connect(self.remove_item)
        self.box.stepped.connect(self.step)
        self.lines[item_id].hide()
        self.show_items()
        self.box.show()
        self.box.text.setFocus()
        self.box.text.moveCursor(self.box.text.textCursor().MoveOperation.End)

    def close_item(self, focus: bool = True) -> None:
        """Save and close the open item; what is refused keeps it open."""
        if self.box is None or not self.box.form.flush():
            return
        line = self.lines.get(self.box.item.id)
        self._shut()
        if line is not None:
            line.show()
            if focus:
                line.setFocus()

    def _shut(self) -> None:
        if self.box is not None:
            box, self.box = self.box, None
            self._rows.removeWidget(box)
            self._desk.forget_form(box.form)
            box.hide()
            box.deleteLater()

    def flush(self) -> bool:
        """Save what is open."""
        return self.box.form.flush() if self.box is not None else True

    # change

    def add_item(self) -> None:
        """A new item, open to be typed."""
        self.close_item(focus=False)
        self.open_item(self._draft.add_item(self.kind).id)

    def _missing(self) -> tuple[UsualLimit, ...]:
        return usual.missing(self._desk.store, self.items) if self.kind is ItemKind.LIMIT else ()

    def _offer_usual(self) -> None:
        """A menu of the usual limits that this letter has not got."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        work = self._draft.case.engagement.id
        for limit in self._missing():
            menu.add(limit.text, "", partial(engagements.add_item, self._desk.store, work, self.kind, limit.text))
        menu.popup(self.usual.mapToGlobal(self.usual.rect().bottomLeft()))

    def remove_item(self, item_id: int) -> None:
        """Take an item out; Undo brings it back."""
        self._shut()
        said = tr("Item withdrawn") if self._frozen(item_id) else tr("Item removed")
        engagements.remove_item(self._desk.store, item_id, self._desk.today())
        self._desk.toast(said)

    def _frozen(self, item_id: int) -> bool:
        return any(item.frozen for item in self.items if item.id == item_id)

    def step(self, item_id: int, by: int) -> None:
        """Move an item up or down; its row keeps the focus."""
        self.flush()
        loose = [item.id for item in self.items if not item.frozen]
        if item_id not in loose:
            self._desk.tell(tr("This number was issued in a letter, so it stays where it is."))
            return
        to = loose.index(item_id) + by
        if 0 <= to < len(loose):
            engagements.move_item(self._desk.store, item_id, to)
        widget = self.box.text if self.box is not None and self.box.item.id == item_id else self.lines[item_id]
        widget.setFocus()

    def _on_dragged(self, _item_id: int, where: QPoint) -> None:
        place, y = self._target(where)
        self._marker.setGeometry(NUMBER_AT, y - 1, self.width() - NUMBER_AT, 2)
        self._marker.setVisible(place >= 0)
        self._marker.raise_()

    def _on_dropped(self, item_id: int, where: QPoint) -> None:
        self._marker.hide()
        place, _ = self._target(where)
        loose = [item.id for item in self.items if not item.frozen]
        before = loose.index(item_id)
        engagements.move_item(self._desk.store, item_id, place - 1 if place > before else place)

    def _target(self, where: QPoint) -> tuple[int, int]:
        """Before which of the movable rows a drop at `where` goes, and the height of that gap."""
        y = self.mapFromGlobal(where).y()
        rows = [self.lines[item.id] for item in self.items if not item.frozen]
        for place, line in enumerate(rows):
            if y < line.geometry().center().y():
                return place, line.y()
        return len(rows), rows[-1].geometry().bottom() + 1


class ScopeEditor(QWidget):
    """What is included and what is not, one above the other; one item is open at a time."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self.promises = ItemList(desk, draft, ItemKind.PROMISE)
        self.limits = ItemList(desk, draft, ItemKind.LIMIT)
        self.promises.opened.connect(lambda _: self.limits.close_item(focus=False))
        self.limits.opened.connect(lambda _: self.promises.close_item(focus=False))
        laid = QHBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 10)
        laid.addLayout(column(self.promises, self.limits, gap=10))

    def show_items(self) -> None:
        """Show both lists as they stand now."""
        self.promises.show_items()
        self.limits.show_items()

    def open_item(self, item_id: int) -> None:
        """Open this item, wherever it is."""
        for items in (self.promises, self.limits):
            if item_id in items.lines:
                items.open_item(item_id)

    def close_open(self) -> bool:
        """Close the open item; whether one was open."""
        found = next((items for items in (self.promises, self.limits) if items.box is not None), None)
        if found is not None:
            found.close_item()
        return found is not None

    def flush(self) -> bool:
        """Save what is open."""
        kept = [self.promises.flush(), self.limits.flush()]
        return all(kept)
