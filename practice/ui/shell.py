"""The inside of an unlocked window: sidebar, the stack of screens, status bar, palette and toasts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import preferences
from practice.rules.changes import Change
from practice.ui import theme
from practice.ui.desk import Desk
from practice.ui.drops import Drops
from practice.ui.entries import Entry
from practice.ui.messages import MessageBar, Toasts
from practice.ui.places import PlaceEntry
from practice.ui.screen import KeyHint, Screen
from practice.ui.shortcuts import Keys
from practice.ui.sidebar import LOCK, NARROW, SideColumn
from practice.ui.statusbar import StatusBar
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.layout import Surface, line

WIDE, COMPACT = 1361, 1180
Find = Callable[[Desk, str, int], Sequence[Entry]]


class Shell(QWidget):
    """Shows one screen at a time; screens are built when first visited."""

    lock_asked = Signal()

    def __init__(self, desk: Desk, entries: Sequence[PlaceEntry], find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._entries = {entry.key: entry for entry in entries}
        self._screens: dict[str, Screen] = {}
        self.place = ""
        self._painted = False
        self._records = 0  # how many the last change touched
        self._told_at: tuple[str, object] | None = None  # where the message was told; not known until the turn is over
        self.side = SideColumn(entries, self)  # each part in its place from the start: Qt styles what moves anew
        self._page = Surface("page", self)
        self.stack = QStackedWidget(self._page)
        self.messages = MessageBar(self._page)
        self.status = StatusBar(self)
        self._build()
        self.toasts = Toasts(self._page)
        self._find = find
        self.keys = Keys(self, self._keys_now, lambda: preferences.get(desk.store).single_letters)
        self._connect()
        if "imports" in self._entries:
            self.drops = Drops(self, partial(self.go, "imports"))
        self.show_practice()

    def _build(self) -> None:
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.messages)
        page.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(line(upright=True))
        middle.addWidget(self._page, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(line())
        whole.addWidget(self.status)

    def _connect(self) -> None:
        self.side.chosen.connect(self._on_chosen)
        self.side.find_asked.connect(self.find_or_do)
        self.toasts.undo_asked.connect(self.undo)
        self.status.attention_asked.connect(self.to_refused)
        self.desk.went.connect(self.go)
        self.desk.toasted.connect(self.toasts.show)
        self.desk.told.connect(self.messages.say)
        self.desk.settled.connect(self._on_settled)
        self.messages.said.connect(self._on_said)
        self.desk.hints_changed.connect(self._on_turned)
        self.desk.save_state_changed.connect(self._show_saved)
        self.desk.backed_up.connect(self._show_backup)
        self.desk.bus.changed.connect(self._on_changed)

    @cached_property
    def palette_panel(self) -> Any:  # noqa: ANN401  a Palette
        """Find or do."""
        from practice.ui.palette import Palette  # noqa: PLC0415  start-up: at the first Ctrl+K

        return Palette(self, self.commands, lambda text, limit: self._find(self.desk, text, limit))

    @cached_property
    def key_sheet(self) -> Any:  # noqa: ANN401  a KeySheet
        """The sheet of keys."""
        from practice.ui.keysheet import KeySheet  # noqa: PLC0415  start-up: at the first F1

        return KeySheet(self)

    def _covered(self, name: str) -> bool:
        """Whether the palette or the sheet was made and is shown."""
        return name in self.__dict__ and self.__dict__[name].isVisible()

    def find_or_do(self) -> None:
        """Ctrl+K."""
        self.palette_panel.ask()

    # places

    def go(self, place: str, record_id: object = None) -> None:
        """Show a place, and there a record."""
        leaving = self._screens.get(self.place)
        if leaving is not None:
            leaving.flush()
        screen = self._screen(place)
        never_here = screen.focusWidget() is None
        self.place = place
        self.stack.setCurrentWidget(screen)
        by_chance = (
            self.window().focusWidget() if never_here else None
        )  # Qt takes whatever comes first in the tab order
        self.side.show_place(place)
        if record_id is not None:
            screen.show_record(record_id)
        focus = self.window().focusWidget()
        if focus is None or focus is by_chance or not screen.isAncestorOf(focus):
            _focus_into(screen.panes()[0], Qt.FocusReason.OtherFocusReason)
        self._on_turned()

    def _screen(self, place: str) -> Screen:
        if place not in self._screens:
            screen = self._entries[place].load()(self.desk, self.stack)
            self._screens[place] = screen
            screen.set_width_class(*self._width_class())
            self.stack.addWidget(screen)
        return self._screens[place]

    @property
    def current(self) -> Screen:
        """The screen that is shown."""
        return self._screens[self.place]

    def where(self) -> tuple[str, object]:
        """The place that is shown, and the record there."""
        return self.place, self._screens[self.place].record_shown() if self.place in self._screens else None

    def _on_chosen(self, key: str) -> None:
        if key == LOCK:
            self.lock_asked.emit()
        else:
            self.go(key)

    def flush(self) -> bool:
        """Save everything unsaved on every screen; False when something stays as a draft."""
        kept = [screen.flush() for screen in self._screens.values()]
        return all(kept)

    # keys and commands

    def everywhere(self) -> list[KeyHint]:
        """What works in every place."""
        back_up = partial(self.go, "settings", "backup")
        return [
            KeyHint("Ctrl+K", tr("find or do"), self.find_or_do),
            KeyHint("Ctrl+N", tr("new client"), partial(self.go, "clients", 0), tr("New client"), "user-plus", False),
            KeyHint("Ctrl+Shift+N", tr("new note"), partial(self.go, "sessions"), in_bar=False),
            KeyHint("Ctrl+I", tr("side panel"), lambda: self.current.toggle_inspector(), in_bar=False),
            KeyHint("Ctrl+,", tr("settings"), partial(self.go, "settings"), in_bar=False),
            KeyHint("", tr("backup"), back_up, tr("Back up, make a backup"), "hard-drive", False),
            KeyHint("Ctrl+L", tr("lock"), self.lock_asked.emit, tr("Lock the program"), "lock", False),
            KeyHint("Ctrl+Q", tr("quit"), self.window().close, tr("Quit, close the window"), "x", False),
            KeyHint("Ctrl+Z", tr("undo"), self.undo, tr("Undo the last change"), "undo-2", False),
            KeyHint("Ctrl+Shift+Z", tr("redo"), self.redo, tr("Redo what was undone"), "refresh-cw", False),
            KeyHint("F8", tr("open problem"), self.to_refused, tr("Go to what needs attention"), "circle-alert", False),
            KeyHint("F1", tr("keys"), self.show_key_sheet, tr("Show the keys"), "keyboard", False),
            KeyHint("F6", tr("next pane"), self.next_pane, in_bar=False),
            *self._place_keys(),
        ]

    def _place_keys(self) -> list[KeyHint]:
        listed = [entry for entry in self._entries.values() if entry.listed]
        return [
            KeyHint(f"Ctrl+{key}", tr(e.title), partial(self.go, e.key), in_bar=False)
            for key, e in zip("1234567890", listed, strict=False)
        ]

    def commands(self) -> list[KeyHint]:
        """What the palette offers: what can be done here, everywhere, and the places to go to."""
        entries = self._entries.values()
        places = [KeyHint("", "", partial(self.go, e.key), tr(e.title), e.icon) for e in entries]
        return [*self.current.actions_here(), *self.everywhere(), *places]

    def _keys_now(self) -> list[KeyHint]:
        if self._covered("palette_panel") or not self.place:
            return []
        if self._covered("key_sheet"):
            return [KeyHint("Esc", "", self.key_sheet.close_panel), KeyHint("F1", "", self.key_sheet.close_panel)]
        return [*self.current.actions_here(), *self.everywhere(), KeyHint("Esc", "", self._step_back)]

    def _step_back(self) -> None:
        """Esc where nothing else wants it: put the toast away and give the focus to the page."""
        self.toasts.clear()
        self.messages.hide()

    def _on_said(self) -> None:
        """What is told on the way to another record belongs to that one: where it was told is known after this turn."""
        self._told_at = None
        QTimer.singleShot(0, self, self._note_where)

    def _note_where(self) -> None:
        self._told_at = self.where()

    def _on_settled(self, sentence: str) -> None:
        if self._told_at is not None and sentence in ("", self.messages.text):
            self.messages.hide()

    def _on_turned(self) -> None:
        """Another record, or other things to do: a message about the record that was left goes."""
        if self._told_at is not None and self._told_at != self.where():
            self.messages.hide()
        self.show_hints()

    def show_hints(self) -> None:
        """Show the keys that work here, now; the first time after the first paint."""
        if self.place and self._painted:
            self.status.show_keys([*self.current.actions_here(), self.everywhere()[0]])

    def show_key_sheet(self) -> None:
        """F1: the keys of this place and those of every place."""
        self.key_sheet.show_keys(self.current.actions_here(), self.everywhere())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's own name
        """Tab goes as the eye reads."""
        from practice.ui import tab_order  # noqa: PLC0415  start-up: at the first Tab

        return tab_order.step(self, forward) or super().focusNextPrevChild(forward)

    def to_refused(self) -> None:
        """F8: the first field that needs attention, here or elsewhere, else what the shown record misses."""
        from practice.ui.tab_order import first_refused  # noqa: PLC0415  start-up: once something was refused

        self.current.flush()
        for place in (self.place, *(other for other in self._screens if other != self.place)):
            if first_refused(self._screens[place]):
                self.go(place)
                first_refused(self._screens[place], lead=True)
                return
        if not self.current.to_problem():
            self.toasts.show(tr("Nothing needs attention here"), False, "info")

    def next_pane(self) -> None:
        """F6: from the sidebar to the screen's panes and round again."""
        panes = [self.side.places, *(pane for pane in self.current.panes() if pane.isVisible())]
        focus = QApplication.focusWidget()
        here = next((n for n, p in enumerate(panes) if focus is not None and (p is focus or p.isAncestorOf(focus))), -1)
        _focus_into(panes[(here + 1) % len(panes)], Qt.FocusReason.TabFocusReason)

    # undo

    def undo(self) -> None:
        """Take back the last change, and say so."""
        self.flush()
        journal = self.desk.store.journal
        label = journal.undo()
        ended = tr("What was signed or issued stays, and so does all that came before it.")
        self._say_undone(label, tr("Taken back"), ended if journal.ended else tr("There is nothing to take back."))

    def redo(self) -> None:
        """Bring back what was undone last, and say so."""
        self.flush()
        label = self.desk.store.journal.redo()
        self._say_undone(label, tr("Brought back"), tr("There is nothing to bring back."))

    def _say_undone(self, label: str | None, done: str, nothing: str) -> None:
        if label is None:
            self.toasts.show(nothing, False, "info")
            return
        from practice.actions import practice  # noqa: PLC0415  start-up: not before something is undone

        practice.show_name(self.desk.store)
        from practice.ui import undone  # noqa: PLC0415  start-up: at the first undo

        what = undone.thing(label, self._records)
        self.toasts.show(f"{done}: {what}" if what else done, False)

    # what is shown of the practice

    def show_practice(self) -> None:
        """Show name and saved state as they are now; backup, keys and counts follow the first paint."""
        self.side.show_name(preferences.practice_name(self.desk.store))
        self._show_saved()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint brings what a start can do without."""
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._follow))

    def _follow(self) -> None:
        if not self.desk.open:
            return
        self._show_backup()
        self.show_hints()
        for entry in self._entries.values():
            self._count(entry)

    def _count(self, entry: PlaceEntry) -> None:
        if entry.count is not None and self.desk.open:
            count, today = entry.count(self.desk.store), self.desk.today()
            due = bool(count and entry.pressing and entry.pressing(self.desk.store, today))
            self.side.places.set_count(entry.key, count, due)

    def _on_changed(self, change: Change) -> None:
        self._records = len(change.ids)
        if "settings" in change.tables:
            self.side.show_name(preferences.practice_name(self.desk.store))
        for entry in self._entries.values():
            if entry.counts & change.tables:
                self._count(entry)

    def _show_saved(self) -> None:
        self.status.show_saved(self.desk.unsaved, self.desk.refused)

    def _show_backup(self) -> None:
        stamp = self.desk.store.shown().backed_up_at
        when = moment_text(datetime.fromisoformat(stamp), self.desk.now()) if stamp else ""
        self.status.show_backup(tr("Backed up {when}", when=when) if when else tr("No backup yet"))

    # size

    def _width_class(self) -> tuple[bool, bool]:
        return self.width() < WIDE, self.width() < COMPACT

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit sidebar and screens to the width."""
        super().resizeEvent(event)
        compact, narrow = self._width_class()
        self.side.fit(NARROW if narrow else theme.size("sidebarCompact" if compact else "sidebar"))
        for screen in self._screens.values():
            screen.set_width_class(compact, narrow)


def _focus_into(pane: QWidget, reason: Qt.FocusReason) -> None:
    """Give the focus to a pane, or to the first part of it that takes it."""
    if pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
        pane.setFocus(reason)
        return
    inner = pane.nextInFocusChain()
    while inner is not pane and inner is not None:
        usable = pane.isAncestorOf(inner) and inner.isVisible() and inner.isEnabled()
        if usable and inner.focusPolicy() & Qt.FocusPolicy.TabFocus:
            inner.setFocus(reason)
            return
        inner = inner.nextInFocusChain()
