"""Editors for what a client has several of: phones, e-mails, addresses, people; and for words between commas."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from practice.rules.clients import Address, Email, Phone, Relation
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import LineEdit, TextArea, is_left
from practice.ui.widgets.layout import row


class CommaEdit(LineEdit):
    """Words or phrases between commas, as a tuple."""

    edited = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> tuple[str, ...]:
        """What stands between the commas."""
        return tuple(part.strip() for part in self.text().split(",") if part.strip())

    def set_value(self, value: Sequence[str]) -> None:
        """Show these."""
        if self.value() != tuple(value):
            self.setText(", ".join(value))


class RowEditor(Protocol):
    """One row: what it holds, and how it is shown."""

    def value(self) -> Any:  # noqa: ANN401  a phone, an address …
        """The record, None while the row is empty."""

    def set_value(self, value: Any) -> None:  # noqa: ANN401  as value
        """Show a record."""


class PairRow(QWidget):
    """A quiet word at the left, what it says at the right: ("Mobile", "(503) 555-0117")."""

    def __init__(self, make: Callable[[str, str], Any], parts: tuple[str, str], left: str, right: str) -> None:
        super().__init__()
        self._make, self._parts = make, parts
        self.label_edit = LineEdit(placeholder=left)
        self.text_edit = LineEdit(placeholder=right)
        self.label_edit.setFixedWidth(116)
        self.label_edit.setAccessibleName(left)
        self.text_edit.setAccessibleName(right)
        self.lines: tuple[QWidget, ...] = (self.text_edit, self.label_edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.label_edit)
        layout.addWidget(self.text_edit, 1)

    def value(self) -> Any:  # noqa: ANN401  what `make` makes
        """The record, None while nothing is said."""
        said = self.text_edit.text()
        return self._make(said, self.label_edit.text()) if said.strip() else None

    def set_value(self, value: Any) -> None:  # noqa: ANN401  as value
        """Show a record."""
        for edit, part in zip((self.text_edit, self.label_edit), self._parts, strict=True):
            put(edit, getattr(value, part))


class AddressRow(QWidget):
    """A postal address on three lines."""

    def __init__(self) -> None:
        super().__init__()
        self.street_edit = TextArea(least=1, most=3, placeholder=tr("Street"))
        self.city_edit = LineEdit(placeholder=tr("City"))
        self.region_edit = LineEdit(placeholder=tr("State or region"))
        self.postal_edit = LineEdit(placeholder=tr("Postal code"))
        self.country_edit = LineEdit(placeholder=tr("Country"))
        self.label_edit = LineEdit(placeholder=tr("Home, work"))
        self.lines: tuple[QWidget, ...] = (
            self.street_edit, self.city_edit, self.region_edit, self.postal_edit, self.country_edit, self.label_edit
        )  # fmt: skip
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.label_edit, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.label_edit.setFixedWidth(116)
        grid.addWidget(self.street_edit, 0, 1, 1, 3)
        for place, edit in enumerate((self.city_edit, self.region_edit, self.postal_edit)):
            grid.addWidget(edit, 1, 1 + place)
        grid.addWidget(self.country_edit, 2, 1, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 2)
        self.street_edit.setAccessibleName(tr("Street"))
        for edit in self.findChildren(LineEdit):
            edit.setAccessibleName(edit.placeholderText())

    def value(self) -> Address | None:
        """The address, None while nothing of it is said."""
        made = Address(
            street=self.street_edit.text(),
            city=self.city_edit.text(),
            region=self.region_edit.text(),
            postal_code=self.postal_edit.text(),
            country=self.country_edit.text(),
            label=self.label_edit.text(),
        )
        said = (made.street, made.city, made.region, made.postal_code, made.country)
        return made if any(part.strip() for part in said) else None

    def set_value(self, value: Address) -> None:
        """Show an address."""
        self.street_edit.set_text(value.street)
        put(self.city_edit, value.city)
        put(self.region_edit, value.region)
        put(self.postal_edit, value.postal_code)
        put(self.country_edit, value.country)
        put(self.label_edit, value.label)


def put(edit: QLineEdit, text: str) -> None:
    """Show a text; the cursor stays where nothing changes."""
    if edit.text() != text:
        edit.setText(text)


class RowsEdit(QWidget):
    """Any number of rows of one kind; `edited` fires only for the person, `left` when one of the lines is left."""

    edited = Signal()
    left = Signal()

    def __init__(self, make_row: Callable[[], Any], add: str, remove: str) -> None:
        super().__init__()
        self._make_row, self._remove = make_row, remove
        self._rows: list[tuple[Any, QWidget]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.add_button = Button(add, "link", icon="plus")
        self.add_button.clicked.connect(self._on_add)
        self._layout.addLayout(row(self.add_button, None))
        self.setFocusProxy(self.add_button)

    def value(self) -> tuple[Any, ...]:
        """The records of the rows that say something."""
        return tuple(value for editor, _ in self._rows if (value := editor.value()) is not None)

    def set_value(self, value: Sequence[Any]) -> None:
        """Show these records; rows that stay keep their cursor, empty ones and one that is typed in stay too."""
        if tuple(value) == self.value():
            return
        while len(self._rows) > len(value) and not self._emptied(self._rows[-1][0], len(value)):
            self._drop(len(self._rows) - 1)
        while len(self._rows) < len(value):
            self._add()
        for (editor, _), record in zip(self._rows, value, strict=False):  # an emptied one may follow
            editor.set_value(record)

    def _emptied(self, editor: Any, stay: int) -> bool:  # noqa: ANN401  what make_row makes
        """Whether it is the one row too many, and holds the focus: it is emptied and stays, and so does the focus."""
        focus = QApplication.focusWidget()
        if len(self._rows) != stay + 1 or focus is None or not editor.isAncestorOf(focus):
            return False
        for line in editor.lines:
            line.set_text("") if isinstance(line, TextArea) else line.setText("")
        return True

    def rows(self) -> list[Any]:
        """The editors from the top."""
        return [editor for editor, _ in self._rows]

    def _on_add(self) -> None:
        editor = self._add()
        editor.lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> Any:  # noqa: ANN401  what make_row makes
        editor = self._make_row()
        remove = Button("", "quiet", icon="x", name=self._remove)
        frame = QWidget()
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(editor, 1)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        for line in editor.lines:
            (line.edited if isinstance(line, TextArea) else line.textEdited).connect(self._on_edited)
            line.installEventFilter(self)
        remove.clicked.connect(lambda: self._on_removed(editor))
        self._layout.insertWidget(len(self._rows), frame)
        self._rows.append((editor, frame))
        return editor

    def _on_edited(self, *_: object) -> None:
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Each line is a field of its own to whoever takes back what was typed."""
        if is_left(event):
            self.left.emit()
        return False

    def _on_removed(self, editor: object) -> None:
        place = next(n for n, (held, _) in enumerate(self._rows) if held is editor)
        said = self._rows[place][0].value() is not None
        self._drop(place)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if said:
            self.edited.emit()

    def _drop(self, place: int) -> None:
        _, frame = self._rows.pop(place)
        self._layout.removeWidget(frame)
        frame.hide()
        frame.deleteLater()


def phones_edit() -> RowsEdit:
    """Any number of phones."""
    return RowsEdit(
        lambda: PairRow(Phone, ("number", "label"), tr("Mobile, work"), tr("Phone number")),
        tr("Add a phone"),
        tr("Remove this phone"),
    )


def emails_edit() -> RowsEdit:
    """Any number of e-mail addresses."""
    return RowsEdit(
        lambda: PairRow(Email, ("address", "label"), tr("Home, work"), tr("Email address")),
        tr("Add an email"),
        tr("Remove this email"),
    )


def people_edit() -> RowsEdit:
    """Any number of people who matter to the client."""
    return RowsEdit(
        lambda: PairRow(_relation, ("name", "role"), tr("Daughter, trustee"), tr("Name")),
        tr("Add a person"),
        tr("Remove this person"),
    )


def addresses_edit() -> RowsEdit:
    """Any number of addresses."""
    return RowsEdit(AddressRow, tr("Add an address"), tr("Remove this address"))


def _relation(name: str, role: str) -> Relation:
    return Relation(role, name)
