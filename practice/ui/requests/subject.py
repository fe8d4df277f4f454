"""A request's subject: a few words, typed or chosen from the earlier ones."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.fields import LineEdit
from practice.ui.widgets.fields import is_left as focus_left
from practice.ui.widgets.layout import row

SHOWN = 12  # earlier subjects, the newest first


class SubjectEdit(QWidget):
    """One line with the earlier subjects beside it; `edited` is the person's."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._earlier: tuple[str, ...] = ()
        self.line = LineEdit(placeholder=tr("Such as: tax return"))
        self.earlier_button = Button("", "quiet", icon="chevron-down", name=tr("Choose an earlier subject"))
        self.earlier_button.clicked.connect(self._choose)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.setLayout(row(self.line, self.earlier_button, gap=4))

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  Qt's own name
        """The line has it too: it is what is typed into."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> str:
        """What stands there."""
        return " ".join(self.line.text().split())

    def set_value(self, text: str) -> None:
        """Show a subject."""
        self.line.setText(text)

    def offer(self, earlier: Sequence[str]) -> None:
        """What can be chosen instead of typed."""
        self._earlier = tuple(earlier[:SHOWN])
        self.earlier_button.setVisible(bool(earlier))

    def _choose(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for subject in self._earlier:
            menu.add(subject, "", partial(self._take, subject))
        menu.popup(self.earlier_button.mapToGlobal(self.earlier_button.rect().bottomLeft()))

    def _take(self, subject: str) -> None:
        self.set_value(subject)
        self.edited.emit()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells when the line is left."""
        if focus_left(event):
            self.left.emit()
        return False
