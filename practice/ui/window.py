"""The one window: locked, being made, open, or telling of a crash."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import lines, preferences
from practice.actions import store as stores
from practice.actions.store import Store
from practice.errors import Trouble
from practice.rules.changes import Change
from practice.ui import look
from practice.ui.desk import Clock, Desk, system_clock
from practice.ui.idle import Idle
from practice.ui.jobs import Jobs
from practice.ui.places import PlaceEntry
from practice.ui.shell import Find, Shell
from practice.ui.tr import tr, trn

LEAST = QSize(960, 640)
FIRST = QSize(1440, 900)
FRAME = QSize(0, 40)  # the title bar, which Qt does not know before the window is shown


class Window(QWidget):
    """Shows the lock screen, the making of a practice, or the open practice; holds the store while it is open."""

    opened = Signal()
    locked = Signal()

    def __init__(
        self,
        folder: Path,
        entries: Sequence[PlaceEntry],
        find: Find,
        clock: Clock = system_clock,
        start: str = "clients",
    ) -> None:
        super().__init__()
        self._folder, self._entries, self._find = folder, entries, find
        self._clock, self._start = clock, start
        self.jobs = Jobs(self)
        self.desk: Desk | None = None
        self.shell: Shell | None = None
        self._left: tuple[str, object] | None = None  # where the person was when it locked
        self._told: dict[str, str] = {}  # what would be lost, when closing was refused last
        self._stack = QStackedWidget()
        self._idle = Idle(self)
        self._idle.timed_out.connect(self.lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setMinimumSize(LEAST)
        self.resize(FIRST)
        self.setWindowTitle(tr("Practice"))

    def fit(self, room: QSize) -> None:
        """Open no larger than the screen, with room left for the frame."""
        self.resize(FIRST.boundedTo(room - FRAME).expandedTo(LEAST))

    # locked

    def ask(self) -> None:
        """Show the lock screen, or the making of a practice where there is none."""
        if stores.exists(self._folder):
            self._show(self.unlock_page)
            self.unlock_page.refresh()
        else:
            self._show(self.create_page)
            self.create_page.start()

    def show_made(self, key: bytes, code: str) -> None:
        """Show the recovery code of a practice made just now; it opens once the code is on paper."""
        self._show(self.create_page)
        self.create_page.show_made(key, code)

    @cached_property
    def unlock_page(self) -> Any:  # noqa: ANN401  an UnlockPage
        """The lock screen."""
        from practice.ui.unlock.page import UnlockPage  # noqa: PLC0415  start-up: not where the key is known

        page = UnlockPage(self._folder, self.jobs, self._clock)
        page.opened.connect(self._on_key)
        return page

    @cached_property
    def create_page(self) -> Any:  # noqa: ANN401  a CreatePage
        """The making of a practice."""
        from practice.ui.unlock.create import CreatePage  # noqa: PLC0415  start-up: once in a practice's life

        page = CreatePage(self._folder, self.jobs, self._clock)
        page.created.connect(self._on_created)
        return page

    @cached_property
    def crash_page(self) -> Any:  # noqa: ANN401  a CrashPage
        """Tells of a fault of ours."""
        from practice.ui.crash import CrashPage  # noqa: PLC0415  start-up: only where something broke

        page = CrashPage()
        page.resumed.connect(self._on_resumed)
        page.quit_asked.connect(self.close)
        return page

    def _on_created(self, key: bytes) -> None:
        self._on_key(key, False)
        if self.desk is not None:
            from practice.actions import practice  # noqa: PLC0415  start-up: once in a practice's life

            practice.begin(self.desk.store, *_where())

    def _on_key(self, key: bytes, by_code: bool) -> None:
        store = None
        try:
            store = Store(self._folder, key, self._clock)
            self.open(store)
        except Trouble as trouble:
            self.lock()
            if store is not None:
                store.abandon()
            self._show(self.unlock_page)
            self.unlock_page.say(str(trouble))
            return
        if by_code and self.shell is not None:
            self.shell.go("settings", "security")
            self.shell.messages.say(tr("You came in by the recovery code. Choose a new passphrase below."), "warn")

    # open

    def open(self, store: Store) -> None:
        """Show this practice."""
        desk = Desk(store, self._clock, self)
        desk.bus.changed.connect(self._on_changed)
        shell = Shell(desk, self._entries, self._find, self._stack)
        self.desk, self.shell = desk, shell
        shell.lock_asked.connect(self.lock)
        self._obey_preferences()
        self._show(shell)
        begun = preferences.get(store).setup_done or lines.somebody(store)
        shell.go(self._start if begun else "welcome")
        if begun and self._left is not None:
            self._return(shell, *self._left)
        self.setWindowTitle(preferences.practice_name(store) or tr("Practice"))
        self.opened.emit()

    def _return(self, shell: Shell, place: str, record: object) -> None:
        """To where one was before the lock, if that can still be shown."""
        try:
            shell.go(place, record)
        except KeyError:  # a record that is gone meanwhile
            pass
        except Trouble as trouble:
            shell.messages.say(str(trouble))

    def lock(self) -> None:
        """Save, take the practice off the screen, forget its key, and show the lock screen."""
        if self.shell is None or self.desk is None:
            return
        trouble = ""
        try:
            self._put_away(self.shell, self.desk)
        except Trouble as known:
            trouble = str(known)
        self.unlock_page.refresh()
        if trouble:
            self.unlock_page.say(trouble)
        self.locked.emit()

    def _put_away(self, shell: Shell, desk: Desk) -> None:
        """Save, and drop everything that shows or reads the practice, even where saving fails."""
        self._idle.stop()
        self._left = None
        try:
            shell.flush()
            self._left = shell.where() if shell.place != "welcome" else None
        finally:
            self._drop(shell, desk)

    def _drop(self, shell: Shell, desk: Desk) -> None:
        self.shell = self.desk = None
        desk.open = False
        self._close_dialogs()
        self._show(self.unlock_page)
        self._stack.removeWidget(shell)
        self.setWindowTitle(tr("Practice"))
        self.repaint()  # a backup that is being made may take its time: nothing stays on the screen meanwhile
        try:
            desk.leave()
        finally:
            try:
                stores.lock(desk.store)
            finally:
                shell.deleteLater()
                desk.deleteLater()

    def _close_dialogs(self) -> None:
        """Print preview, file dialogs and menus are windows of their own, some with a client's words in them."""
        for top in QApplication.topLevelWidgets():
            if top is not self and top.isVisible() and (top.isModal() or top.windowType() == Qt.WindowType.Popup):
                top.close()

    def _on_changed(self, change: Change) -> None:
        if "settings" in change.tables:
            self._obey_preferences()

    def _obey_preferences(self) -> None:
        if self.desk is not None:
            wanted = preferences.get(self.desk.store)
            look.wear(wanted.theme)
            if self._idle.minutes != wanted.lock_minutes:
                self._idle.start(wanted.lock_minutes)

    # trouble

    def tell(self, sentence: str) -> None:
        """Show known trouble where the person is."""
        if self.shell is not None:
            self.shell.messages.say(sentence)
        else:
            self.unlock_page.say(sentence)

    def show_crash(self, text: str) -> None:
        """Show the crash page with these details."""
        self._show(self.crash_page)
        self.crash_page.show_report(text)

    def _on_resumed(self) -> None:
        if self.shell is not None:
            self._show(self.shell)
        else:
            self.ask()

    def _show(self, page: QWidget) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Q closes it, locked too."""
        if event.key() == Qt.Key.Key_Q and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and lock before going; where something would be lost, say so first."""
        if self.shell is not None and self.desk is not None:
            if not self._may_close(self.shell):
                event.ignore()
                return
            with suppress(Trouble):  # it was told just now
                self._put_away(self.shell, self.desk)
        self.jobs.stop()
        super().closeEvent(event)

    def _may_close(self, shell: Shell) -> bool:
        """Whether nothing would be lost by going, or just that was told by the message that still stands there."""
        told = self._told if shell.messages.text == " ".join(self._told.values()) else {}
        unkept = self._unkept(shell)
        if unkept.keys() <= told.keys():  # it goes on: only now are copies taken away
            unkept |= self._unkept_files(shell)
        if unkept.keys() <= told.keys():
            return True
        self._told = unkept
        self._show(shell)
        self.tell(" ".join(unkept.values()))
        return False

    def _unkept(self, shell: Shell) -> dict[str, str]:
        """Save; sentences for what would be lost by going, by what makes them new ones."""
        typed, found = "", {}
        try:
            if not shell.flush():
                typed = tr("Something you typed cannot be kept as it stands. Close once more to go without it.")
        except Trouble as trouble:
            typed = tr("{trouble} Close once more to go without what you typed last.", trouble=trouble)
        if typed:
            found[typed] = typed
        if count := shell.desk.coming_in:
            one = "{n} file is still coming in. Close once more to go without it."
            many = "{n} files are still coming in. Close once more to go without them."
            found["coming in"] = trn(one, many, count)  # fewer of them are no news
        return found

    def _unkept_files(self, shell: Shell) -> dict[str, str]:
        try:
            shell.desk.keep_open_files()
        except Trouble as trouble:
            said = tr("{trouble} Close once more to go all the same.", trouble=trouble)
            return {said: said}
        return {}


def _where() -> tuple[str, str]:
    """Country code and time zone as this computer has them, "" for what it does not know."""
    territory = QLocale.system().territory()
    country = "" if territory == QLocale.Country.AnyTerritory else QLocale.territoryToCode(territory)
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return (country if len(country) == 2 else ""), (zone if "/" in zone and not zone.startswith("Etc/") else "")
