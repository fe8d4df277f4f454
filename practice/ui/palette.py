"""Find or do (Ctrl+K, picture 12): actions, places and words in notes, from one line."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from practice.rules.words import JOINS, fold
from practice.ui import theme
from practice.ui.entries import DO, GO, NOTES, Entry, Find, matches
from practice.ui.overlay import Overlay
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.widgets.buttons import KeyCap, box, cap_width, draw_cap
from practice.ui.widgets.fields import LineEdit
from practice.ui.widgets.layout import line
from practice.ui.widgets.layout import row as beside
from practice.ui.widgets.lists import FACE
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Run, Runs, Text, draw_line, draw_runs

WIDE, TOP = 640, 120
MOST = {DO: 8, GO: 6, NOTES: 5}
HEADING_HIGH, ROW_HIGH = 30, 36
FRAME = 160  # the line above the list, the foot below it, and some of the window
Index = QModelIndex | QPersistentModelIndex


def matched_runs(text: str, typed: str, role: str = "body", color: str = "text") -> list[Run]:
    """The text with the typed beginnings of words in weight 600, case and accents aside."""
    parts = _bare(typed).split()
    runs: list[Run] = []
    for number, word in enumerate(text.split(" ")):
        bare = word.lstrip("“\"'(…")
        before = len(word) - len(bare)
        long = max((_reach(bare, part) for part in parts), default=0)
        runs.append(Run((" " if number else "") + word[:before], role, color))
        runs.append(Run(bare[:long], role, color, 600))
        runs.append(Run(bare[long:], role, color))
    return runs


def _bare(text: str) -> str:
    return re.sub(JOINS, "", fold(text))


def _reach(word: str, part: str) -> int:
    """How many signs of the word it takes to say what was typed; 0 where it does not begin so."""
    return next((n for n in range(1, len(word) + 1) if _bare(word[:n]).startswith(part)), 0)


class Entries(QAbstractListModel):
    """What the palette lists now, headings among it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def put(self, entries: list[Entry]) -> None:
        """List these."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many lines."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry for FACE, its sentence for screen readers."""
        entry = self.entries[index.row()]
        if role == FACE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.said()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        flags = super().flags(index)
        if index.isValid() and self.entries[index.row()].run is None:
            return flags & ~(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        return flags


class EntryDelegate(QStyledItemDelegate):
    """Icon, words with the match in 600, quiet detail, keys at the right."""

    typed = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower than entries."""
        entry: Entry = index.data(FACE)
        return QSize(100, ROW_HIGH if entry.run else HEADING_HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one line."""
        entry: Entry = index.data(FACE)
        area = option.rect
        painter.save()
        if entry.run is None:
            draw_line(painter, area.adjusted(18, 4, 0, 0), entry.text, "small", "text2")
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                box(painter, area.adjusted(8, 0, -8, 0), theme.radius("row"), "accentSoft")
            self._write(painter, area.adjusted(18, 0, -18, 0), entry, chosen)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, entry: Entry, chosen: bool) -> None:
        ink = "accentText" if chosen else "text2"
        theme.draw_icon(painter, QRect(area.left(), area.top() + 10, 16, 16), entry.icon or "arrow-right", ink)
        right = area.right()
        for key in reversed([*filter(None, [entry.keys]), *(["Enter"] if chosen else [])]):
            shown = key.replace("+", " ")
            right -= cap_width(shown)
            draw_cap(painter, QRect(right, area.top(), 100, area.height()), shown, "text2", "borderStrong")
            right -= 12
        words = QRect(area.left() + 28, area.top(), right - area.left() - 28, area.height())
        detail = [Run("   "), *matched_runs(entry.detail, self.typed, color="text2")] if entry.detail else []
        after = Runs(detail).width() if detail else 0
        used = draw_runs(painter, words.adjusted(0, 0, -after, 0), matched_runs(entry.text, self.typed))
        draw_runs(painter, words.adjusted(used, 0, 0, 0), detail)


class Palette(Overlay):
    """One line to find or do anything: `>` lists actions only, `#` letters."""

    def __init__(self, window: QWidget, commands: Callable[[], Sequence[KeyHint]], find: Find) -> None:
        super().__init__(window, WIDE, TOP)
        self.setAccessibleName(tr("Find or do"))
        self._commands, self._find = commands, find
        self.edit = LineEdit(placeholder=tr("Find or do"))
        self.edit.setProperty("bare", True)
        self.edit.setProperty("alone", True)
        self.edit.setFont(theme.font("section", weight=400))
        self.edit.setAccessibleName(tr("Find or do"))
        self.model = Entries(self)
        self.view = QListView()
        self._delegate = EntryDelegate(self.view)
        self._nothing = Text(tr("Nothing found. Try the beginning of a name or a word from a note."), "body", "text2")
        self._build()
        self.edit.textEdited.connect(self._on_typed)
        self.view.clicked.connect(self._on_clicked)
        self.edit.installEventFilter(self)

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("What was found"))
        self._nothing.setContentsMargins(18, 12, 18, 12)
        top = QHBoxLayout()
        top.setContentsMargins(18, 14, 18, 14)
        top.setSpacing(12)
        top.addWidget(Icon("search", "text", 20))
        top.addWidget(self.edit, 1)
        top.addWidget(KeyCap("Esc"))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line())
        column.addSpacing(6)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)
        column.addSpacing(6)
        column.addWidget(_foot())

    def ask(self) -> None:
        """Open with an empty line."""
        self.edit.clear()
        self._list("")
        self.open()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_typed(self, text: str) -> None:
        self._list(text)
        self.fit()

    def _list(self, text: str) -> None:
        typed = text.lstrip(">#").strip()
        self._delegate.typed = typed
        entries = [] if text.startswith("#") else self._actions(typed)
        if not text.startswith(">"):
            entries += self._find(("#" if text.startswith("#") else "") + typed, 12) if text.strip() else []
        self.model.put(_grouped(list({entry.text + entry.detail: entry for entry in entries}.values())))
        high = sum(ROW_HIGH if e.run else HEADING_HIGH for e in self.model.entries)
        self.view.setFixedHeight(min(high, self._room()) + 2)
        self.view.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._choose(0, 1)

    def _room(self) -> int:
        """How high the list may be: what the window leaves, but no more than can be overlooked."""
        return max(4 * ROW_HIGH, min(13 * ROW_HIGH + 3 * HEADING_HIGH, self._window.height() - TOP - FRAME))

    def _actions(self, typed: str) -> list[Entry]:
        found: dict[str, Entry] = {}
        for hint in self._commands():
            if hint.title and hint.run is not None and matches(hint.title, typed):
                group = GO if hint.text == "" else DO
                found.setdefault(hint.title, Entry(group, hint.title, "", hint.icon, hint.keys, hint.run))
        return list(found.values())

    def _choose(self, row: int, step: int) -> None:
        """Select the next line that can run, from `row` in the direction of `step`."""
        while 0 <= row < self.model.rowCount():
            if self.model.entries[row].run is not None:
                self.view.setCurrentIndex(self.model.index(row))
                return
            row += step

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(self.model.entries[index.row()])

    def _run(self, entry: Entry) -> None:
        if entry.run is not None:
            self.close_panel()
            entry.run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter runs; the line passes these keys on."""
        row = self.view.currentIndex().row()
        if event.key() == Qt.Key.Key_Down:
            self._choose(row + 1, 1)
        elif event.key() == Qt.Key.Key_Up:
            self._choose(row - 1, -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if 0 <= row < self.model.rowCount():
                self._run(self.model.entries[row])
        else:
            super().keyPressEvent(event)


def _grouped(entries: Sequence[Entry]) -> list[Entry]:
    """The entries under their headings, each group cut to what it may show."""
    names = {DO: tr("Do"), GO: tr("Go to"), NOTES: tr("In notes")}
    lines: list[Entry] = []
    for group, name in names.items():
        own = [entry for entry in entries if entry.group == group][: MOST[group]]
        lines += [Entry(group, name), *own] if own else []
    return lines


class Foot(QWidget):
    """The ground of the palette's last line, round at the bottom as the panel is."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        painter = QPainter(self)
        painter.setClipRect(self.rect())
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))
        box(painter, self.rect().adjusted(0, -12 + 1, 0, 0), theme.radius("dialog") - 1, "sidebar")


def _foot() -> QWidget:
    foot = Foot()
    row = QHBoxLayout(foot)
    row.setContentsMargins(18, 9, 18, 9)
    row.setSpacing(16)
    for key, word in (("↑ ↓", tr("move")), ("Enter", tr("run"))):
        row.addLayout(beside(KeyCap(key), _word(word), gap=6))
    row.addStretch()
    caps = KeyCap(">"), KeyCap("#")
    words = _word(tr("Type")), _word(tr("for actions only,")), _word(tr("for letters"))
    row.addLayout(beside(words[0], caps[0], words[1], caps[1], words[2], gap=4))
    return foot


def _word(text: str) -> Text:
    return Text(text, "small", "text2", shrink=True)
