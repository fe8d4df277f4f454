"""When, where and how long: the session behind a note, shown as one line until it is opened."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from practice.errors import Refused
from practice.rules.notes import Session, end_day, read_time
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.when import clock_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit

Arrange = Callable[[dict[str, Any], str], None]


class Meeting(QWidget):
    """The session's title, day, times and place for editing; `edit_button`, for the header, opens and closes it."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.edit_button = Button(tr("Change"), "link", name=tr("Change title, time or place"))
        self.edit_button.clicked.connect(self._on_edit)
        self.boxes: dict[str, QWidget] = {
            "title": FieldBox(tr("Title"), LineEdit()),
            "day": FieldBox(tr("Day"), DateEdit()),
            "start": FieldBox(tr("From"), LineEdit(placeholder=tr("9:30 AM"))),
            "end": FieldBox(tr("To"), LineEdit(placeholder=tr("10:30 AM"))),
            "place": FieldBox(tr("Place or channel"), LineEdit(placeholder=tr("by video"))),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(12)
        for column, (name, stretch) in enumerate({"title": 3, "day": 2, "start": 1, "end": 1, "place": 2}.items()):
            grid.addWidget(self.boxes[name], 0, column)
            grid.setColumnStretch(column, stretch)
        self.hide()

    def attach(self, desk: Desk, arrange: Arrange) -> None:
        """Saves edits through `arrange(changes, visit)`."""
        self._arrange = arrange
        self.form = Form(desk, self.boxes, self._save, self)

    def show_session(self, session: Session) -> None:
        """Shows the session's facts."""
        self.session = session
        start, end = session.starts_at.astimezone(), session.ends_at
        values = {
            "title": session.title,
            "day": start.date(),
            "start": clock_text(start),
            "end": clock_text(end) if end else "",
            "place": session.place,
        }
        self.form.show(values, session.id)

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        return self.form.flush()

    def _on_edit(self) -> None:
        self.setVisible(not self.isVisible())
        if self.isVisible():
            title = self.boxes["title"]
            assert isinstance(title, FieldBox)
            title.field.setFocus()

    def _save(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  as Form gives it
        changes: dict[str, Any] = {name: values[name].strip() for name in ("title", "place") if name in values}
        if values.keys() & {"day", "start", "end"}:
            changes.update(self._times({**self.form.read(), **values}))
        self._arrange(changes, visit)

    def _times(self, shown: dict[str, Any]) -> dict[str, datetime | None]:
        times = {}
        for name in ("start", "end"):
            try:
                times[name] = read_time(shown[name]) if shown[name].strip() or name == "start" else None
            except Refused as refusal:
                raise Refused({name: str(refusal)}) from None
        start, end = times["start"], times["end"]
        assert start is not None
        starts_at = datetime.combine(shown["day"], start).astimezone()
        if end is None:
            return {"starts_at": starts_at, "ends_at": None}
        try:
            last = end_day(shown["day"], start, end)
        except Refused as refusal:
            raise Refused({"end": str(refusal)}) from None
        return {"starts_at": starts_at, "ends_at": datetime.combine(last, end).astimezone()}
