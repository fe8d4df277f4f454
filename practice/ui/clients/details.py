"""Everything that is kept about a client, edited in place and saved by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from practice.actions import clients
from practice.errors import Refused
from practice.rules.clients import Client, birthday_text, read_birthday
from practice.rules.shelves import ClientKind
from practice.ui.clients.rows import CommaEdit, addresses_edit, emails_edit, people_edit, phones_edit
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import SectionTitle
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text

PERSONAL = ("prefix", "given", "middle", "family", "suffix", "preferred_name", "former_names", "pronouns", "birthday")
_NAMES = ("given", "family", "preferred_name", "organisation")
_SPAN = 6


class KindChoice(Segmented):
    """Person or organisation, as a field of the form."""

    edited = Signal()

    def __init__(self) -> None:
        kinds = ((ClientKind.PERSON, tr("Person")), (ClientKind.ORGANISATION, tr("Organisation")))
        super().__init__(kinds, tr("Kind of client"))
        self.chosen.connect(lambda _: self.edited.emit())


class Details(QWidget):
    """The form of a client; a new one is kept as soon as there is a name, and told by `created(id)`."""

    created = Signal(int)
    turned = Signal()  # the focus came in here, or left

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._made: int | None = None  # the client that the new form's first save made
        self.boxes = _boxes()
        for box in self.boxes.values():
            _may_wrap(box.label)
        self.form = Form(desk, self.boxes, self._save, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.setMaximumWidth(720)
        self._lay_out()
        self.typing = False  # the focus is in here
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self):  # a window that goes gives its focus back
            return
        typing = new is not None and self.isAncestorOf(new)
        if self.typing != typing:
            self.typing = typing
            if self._desk.open:
                self.turned.emit()

    def _lay_out(self) -> None:
        for title, rows in _sections():
            self._column.addWidget(SectionTitle(title))
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(10)
            for column in range(_SPAN):
                grid.setColumnStretch(column, 1)
            for number, row in enumerate(rows):
                _place(grid, number, [(self.boxes[name], span) for name, span in row])
            self._column.addLayout(grid)
            self._column.addSpacing(8)

    def show_client(self, client: Client) -> None:
        """Show a client; id 0 is a new one."""
        self._made = None
        self.form.show(_values(client), client.id)
        self._fit(client.kind)

    def _fit(self, kind: ClientKind) -> None:
        for name in PERSONAL:
            self.boxes[name].setVisible(kind is ClientKind.PERSON)
        self.boxes["kind"].setVisible(kind is not ClientKind.HOUSEHOLD)
        self.boxes["organisation"].set_label(tr("Name") if kind is ClientKind.ORGANISATION else tr("Organisation"))
        self.boxes["organisation"].setVisible(kind is not ClientKind.HOUSEHOLD)
        self.boxes["job_title"].setVisible(kind is ClientKind.PERSON)

    def focus_name(self) -> None:
        """Put the cursor where the name is typed."""
        kind = self.boxes["kind"].field.value()  # type: ignore[attr-defined]  # it is our Segmented
        name = "organisation" if kind is ClientKind.ORGANISATION else "given"
        self.boxes[name].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  the client's id
        changes = _read(values)
        client_id = key or self._made
        if client_id:
            kept = clients.edit(self._desk.store, client_id, changes, self._desk.now(), visit)
            self._fit(kept.kind)
        else:
            self._create(values)

    def _create(self, values: Mapping[str, Any]) -> None:
        every = _read(self.form.read())
        self._fit(every["kind"])
        if not any(every[name].strip() for name in _NAMES):
            if set(values) == {"kind"}:
                return
            raise Refused(dict.fromkeys(values, tr("Type a name first; this is kept with it.")))
        draft = Client(**every)
        self._made = clients.create(self._desk.store, draft, self._desk.now()).id
        self.created.emit(self._made)


def _may_wrap(label: Text) -> None:
    """A long label takes two lines rather than the width of the fields beside it."""
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    label.setText(label.text())


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields' contents as the record has them; Refused for what cannot be read."""
    read = dict(values)
    if "birthday" in read:
        read["birthday"] = read_birthday(read["birthday"])
    return read


def _values(client: Client) -> dict[str, Any]:
    """The record's contents as the fields show them."""
    values = {field.name: getattr(client, field.name) for field in fields(client)}
    return {**values, "birthday": birthday_text(client.birthday)}


def _place(grid: QGridLayout, number: int, boxes: Sequence[tuple[QWidget, int]]) -> None:
    column = 0
    for box, span in boxes:
        grid.addWidget(box, number, column, 1, span, Qt.AlignmentFlag.AlignTop)
        column += span


def _sections() -> Sequence[tuple[str, Sequence[Sequence[tuple[str, int]]]]]:
    """The form from the top: sections of rows of (field, sixths of the width)."""
    return (
        (
            tr("Name"),
            (
                [("kind", 6)],
                [("prefix", 1), ("given", 2), ("middle", 1), ("family", 2)],
                [("suffix", 1), ("preferred_name", 2), ("former_names", 3)],
                [("organisation", 3), ("job_title", 3)],
                [("salutation", 2), ("pronouns", 2), ("language", 2)],
            ),
        ),
        (tr("Contact"), ([("phones", 6)], [("emails", 6)], [("addresses", 6)])),
        (
            tr("More"),
            (
                [("birthday", 2), ("referral_source", 4)],
                [("tags", 6)],
                [("people", 6)],
                [("notes", 6)],
            ),
        ),
    )


def _boxes() -> dict[str, FieldBox]:
    return {
        "kind": FieldBox(tr("Kind"), KindChoice()),
        "prefix": FieldBox(tr("Prefix"), LineEdit(placeholder=tr("Dr."))),
        "given": FieldBox(tr("Given name"), LineEdit()),
        "middle": FieldBox(tr("Middle"), LineEdit()),
        "family": FieldBox(tr("Family name"), LineEdit()),
        "suffix": FieldBox(tr("Suffix"), LineEdit(placeholder=tr("Jr."))),
        "preferred_name": FieldBox(tr("Preferred name"), LineEdit()),
        "former_names": FieldBox(tr("Former names"), CommaEdit(), tr("Between commas")),
        "organisation": FieldBox(tr("Organisation"), LineEdit()),
        "job_title": FieldBox(tr("Job title"), LineEdit()),
        "salutation": FieldBox(tr("How to address"), LineEdit(placeholder=tr("Ms. Corrant")), tr("After “Dear”")),
        "pronouns": FieldBox(tr("Pronouns"), LineEdit()),
        "language": FieldBox(tr("Language"), LineEdit()),
        "phones": FieldBox(tr("Phones"), phones_edit()),
        "emails": FieldBox(tr("Emails"), emails_edit()),
        "addresses": FieldBox(tr("Addresses"), addresses_edit()),
        "birthday": FieldBox(tr("Birthday"), LineEdit(placeholder=tr("April 9, 1961")), tr("The year may be left out")),
        "referral_source": FieldBox(tr("Sent by"), LineEdit(), tr("A client's name becomes a link")),
        "tags": FieldBox(tr("Tags"), CommaEdit(), tr("Between commas")),
        "people": FieldBox(tr("People"), people_edit()),
        "notes": FieldBox(tr("Notes"), TextArea(least=3, most=20)),
    }
