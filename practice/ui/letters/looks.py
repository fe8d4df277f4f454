"""What asks to be looked at before an issue: each with its source, the way there, and a line for what was found."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.rules.letters import Problem
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import Surface, column, line, row
from practice.ui.widgets.pages import ScrollBody
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

HIGH = 300  # of the open panel: the page above it stays in sight
Note = Callable[[str, str, str], object]  # key, what was said, visit


class LookRow(QWidget):
    """One thing to look at; what is said to it is kept with the draft."""

    asked = Signal(str)

    def __init__(self, desk: Desk, look: Problem, note: Note) -> None:
        super().__init__()
        self.look = look
        self.text = Text(look.text, wrap=True)
        self.source = Text("", "small", "text2", wrap=True)
        self.status = InlineStatus("warn", "")
        self.there = Button(tr("Go there"), "link")
        self.there.clicked.connect(lambda: self.asked.emit(self.look.place))
        self.box = FieldBox(tr(look.asks), LineEdit())
        self._note = note
        self.form = Form(desk, {"note": self.box}, self._save, self)
        whole = column(self.text, self.source, self.box, gap=6)
        whole.setContentsMargins(18, 10, 18, 12)
        whole.insertLayout(0, row(self.status, None, self.there, gap=12))
        self.setLayout(whole)
        self.show_look(look)

    def show_look(self, look: Problem) -> None:
        """Show it as it stands now."""
        self.look = look
        self.status.set_status(*_state(look))
        self.text.setText(look.text)
        self.source.setText(tr("Source: {source}", source=look.source) if look.source else "")
        self.source.setVisible(bool(look.source))
        self.there.setAccessibleName(tr("Go there: {what}", what=look.text))
        self.box.field.setAccessibleDescription(look.text)
        self.form.show({"note": look.note or look.given}, look.key)

    def _save(self, key: object, values: dict[str, object], visit: str) -> None:
        self._note(str(key), str(values["note"]), visit)


def _state(look: Problem) -> tuple[str, str, str]:
    """Whether somebody has looked at it, and whose reason stands there: kind, word and icon."""
    if look.given:
        return "neutral", tr("The clause library’s reason"), "file-text"
    if look.old:
        return "ok", tr("As noted in the version before"), ""
    return ("ok", tr("Looked at"), "") if look.answered else ("warn", tr("To look at"), "eye")


class LooksPanel(Surface):
    """All of them in a list that scrolls; `asked(place)` leads to one's place, `note` keeps what is said to it."""

    asked = Signal(str)

    def __init__(self, desk: Desk, note: Note) -> None:
        super().__init__("page")
        self._desk, self._note = desk, note
        self.rows: dict[str, LookRow] = {}
        self._scroll = ScrollBody()
        self._scroll.pad(0, 0, 0, 0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._scroll.inner.addLayout(self._list)
        self._scroll.inner.addStretch(1)
        self.setLayout(column(self._scroll, line(), gap=0))
        self.setFixedHeight(HIGH)
        self.setAccessibleName(tr("To look at before the letter goes out"))
        self.hide()

    def show_looks(self, looks: Sequence[Problem]) -> None:
        """Show these; a row that stays keeps what is being typed in it."""
        keys = [look.key for look in looks]
        for key in [key for key in self.rows if key not in keys]:
            gone = self.rows.pop(key)
            gone.form.flush()
            gone.hide()
            gone.deleteLater()
        for place, look in enumerate(looks):
            if look.key in self.rows:
                self.rows[look.key].show_look(look)
            else:
                self.rows[look.key] = LookRow(self._desk, look, self._note)
                self.rows[look.key].asked.connect(self.asked)
            self._list.insertWidget(place, self.rows[look.key])
        if not looks:
            self.hide()

    def flip(self) -> None:
        """Open or close; open, the first that nothing was said to has the focus."""
        self.setVisible(self.isHidden())
        waiting = next((one for one in self.rows.values() if not one.look.answered), None)
        if self.isVisible() and waiting is not None:
            waiting.box.field.setFocus()

    def flush(self) -> bool:
        """Keep what is typed."""
        kept = [one.form.flush() for one in self.rows.values()]
        return all(kept)
