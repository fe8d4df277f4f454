"""The composition root: paths → log → unlock → Store → Window. Alone may see everything.

Screens are imported by the functions below when a place is first visited, so that a window starts with what it shows.
"""

import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

import practice.ui  # noqa: F401  start-up: before all others, see there
from practice import log, paths
from practice.actions import store as stores
from practice.actions.store import Store
from practice.errors import Trouble
from practice.ui import instance, theme
from practice.ui.catch import catch
from practice.ui.desk import Clock, Desk, system_clock
from practice.ui.entries import Entry
from practice.ui.garbage import Garbage
from practice.ui.places import PlaceEntry
from practice.ui.screen import Screen
from practice.ui.window import Window


def _clients() -> type[Screen]:
    from practice.ui.clients.screen import ClientsScreen  # noqa: PLC0415  start-up: each screen when first visited

    return ClientsScreen


def _fit() -> type[Screen]:
    from practice.ui.fit.screen import FitScreen  # noqa: PLC0415  start-up: as above

    return FitScreen


def _undecided(store: Store) -> int:
    from practice.actions import fit  # noqa: PLC0415  start-up: as above

    return fit.waiting(store)


def _letters() -> type[Screen]:
    from practice.ui.letters.screen import LettersScreen  # noqa: PLC0415  start-up: as above

    return LettersScreen


def _clauses() -> type[Screen]:
    from practice.ui.clauses.screen import ClausesScreen  # noqa: PLC0415  start-up: as above

    return ClausesScreen


def _sessions() -> type[Screen]:
    from practice.ui.sessions.screen import SessionsScreen  # noqa: PLC0415  start-up: as above

    return SessionsScreen


def _imports() -> type[Screen]:
    from practice.ui.imports.screen import ImportScreen  # noqa: PLC0415  start-up: as above

    return ImportScreen


def _batch() -> type[Screen]:
    from practice.ui.batch.screen import BatchScreen  # noqa: PLC0415  start-up: as above

    return BatchScreen


def _settings() -> type[Screen]:
    from practice.ui.settings.screen import SettingsScreen  # noqa: PLC0415  start-up: as above

    return SettingsScreen


def _welcome() -> type[Screen]:
    from practice.ui.welcome.screen import WelcomeScreen  # noqa: PLC0415  start-up: as above

    return WelcomeScreen


def _boundaries() -> type[Screen]:
    from practice.ui.boundaries.screen import BoundariesScreen  # noqa: PLC0415  start-up: as above

    return BoundariesScreen


def _unrecorded(store: Store) -> int:
    from practice.actions import boundaries  # noqa: PLC0415  start-up: as above

    return boundaries.waiting(store)


_DRAFTS = frozenset({"boundary_drafts"})


def _requests() -> type[Screen]:
    from practice.ui.requests.screen import RequestsScreen  # noqa: PLC0415  start-up: as above

    return RequestsScreen


def _complaints() -> type[Screen]:
    from practice.ui.complaints.screen import ComplaintsScreen  # noqa: PLC0415  start-up: as above

    return ComplaintsScreen


def _open_complaints(store: Store) -> int:
    from practice.actions import complaints  # noqa: PLC0415  start-up: as above

    return complaints.waiting(store)


def _pressing_complaints(store: Store, today: date) -> bool:
    from practice.actions import complaints  # noqa: PLC0415  start-up: as above

    return complaints.pressing(store, today)


def _money() -> type[Screen]:
    from practice.ui.money.screen import MoneyScreen  # noqa: PLC0415  start-up: as above

    return MoneyScreen


def _overdue(store: Store) -> int:
    from practice.actions import invoices  # noqa: PLC0415  start-up: as above

    return invoices.overdue(store, store.clock().astimezone().date())


def _refunds() -> type[Screen]:
    from practice.ui.refunds.screen import RefundsScreen  # noqa: PLC0415  start-up: as above

    return RefundsScreen


def _undecided_refunds(store: Store) -> int:
    from practice.actions import refunds  # noqa: PLC0415  start-up: as above

    return refunds.waiting(store)


def _insights() -> type[Screen]:
    from practice.ui.insights.screen import InsightsScreen  # noqa: PLC0415  start-up: as above

    return InsightsScreen


_OVER = frozenset({"outcomes", "engagements"})  # tell what is over, and what nobody has said the ending of


def _unsaid(store: Store) -> int:
    from practice.actions import outcomes  # noqa: PLC0415  start-up: as above

    return outcomes.waiting(store)


def _exit() -> type[Screen]:
    from practice.ui.exit.screen import ExitScreen  # noqa: PLC0415  start-up: as above

    return ExitScreen


def _unsigned(store: Store) -> int:
    from practice.actions import letters  # noqa: PLC0415  start-up: as above

    return letters.waiting(store)


LATER_MS = 200  # what a start can do without
PLACES = (
    PlaceEntry("clients", "Clients", "users", _clients),
    PlaceEntry("fit", "Fit checks", "clipboard-check", _fit, True, count=_undecided, counts=frozenset({"fit_checks"})),
    PlaceEntry("letters", "Letters", "file-text", _letters, count=_unsigned, counts=frozenset({"letters"})),
    PlaceEntry("clauses", "Clauses", "scale", _clauses),
    PlaceEntry("sessions", "Sessions", "notebook-pen", _sessions, first=True),
    PlaceEntry("boundaries", "Boundaries", "fence", _boundaries, count=_unrecorded, counts=_DRAFTS),
    PlaceEntry("requests", "Requests", "message-square-text", _requests, listed=False),
    PlaceEntry(
        "complaints",
        "Complaints",
        "heart-handshake",
        _complaints,
        True,
        count=_open_complaints,
        counts=frozenset({"complaints", "letters"}),
        pressing=_pressing_complaints,
    ),
    PlaceEntry("refunds", "Refunds", "banknote", _refunds, count=_undecided_refunds, counts=frozenset({"refunds"})),
    PlaceEntry("money", "Money", "wallet", _money, count=_overdue, counts=frozenset({"invoices", "ledger_entries"})),
    PlaceEntry("insights", "Insights", "chart-no-axes-column", _insights, True, count=_unsaid, counts=_OVER),
    PlaceEntry("exit", "End well", "heart-handshake", _exit, listed=False),
    PlaceEntry("imports", "Import contacts", "upload", _imports, listed=False),
    PlaceEntry("batch", "Fee change for many clients", "banknote", _batch, listed=False),
    PlaceEntry("settings", "Settings", "settings", _settings, listed=False),
    PlaceEntry("welcome", "Set-up", "sun", _welcome, listed=False),
)


def find(desk: Desk, text: str, limit: int) -> Sequence[Entry]:
    """What the palette finds in the practice."""
    from practice.ui import finding  # noqa: PLC0415  start-up: only once something is looked for

    return finding.find(desk, text, limit)


def application(only: str = "") -> QApplication:
    """The one QApplication, dressed; `only` keeps it light or dark whatever the system says."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _made()
        Garbage(app)
        # Qt's own file dialog would write down the folders it showed, and a folder may bear a client's name.
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    QCoreApplication.setApplicationName("Practice")
    theme.apply(app, only)
    return app


def _made() -> QApplication:
    """Qt's application; where no window can open, Qt would end the program with many words: here it is one line."""
    told: list[str] = []

    def listen(kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
        told.append(text or "")
        if kind == QtMsgType.QtFatalMsg:
            said = f"No window can open here ({told[0].strip()}). See what works without one: practice --help"
            print(f"practice: {said}", file=sys.stderr, flush=True)
            os._exit(1)  # Qt aborts the program as soon as this returns

    before = qInstallMessageHandler(listen)
    try:
        made = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    finally:
        qInstallMessageHandler(before)
    for text in told:
        print(text, file=sys.stderr)
    return made


def has_display() -> bool:
    """Whether a window can be shown to a person here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def window(folder: Path, clock: Clock = system_clock, start: str = "clients") -> Window:
    """A window for the practice in `folder`; nothing is opened yet."""
    return Window(folder, PLACES, find, clock, start)


def run(folder: Path | None = None, passphrase: str | None = None, key: bytes | None = None) -> int:
    """Open the window on a practice and stay until it is closed; the exit code.

    Without a passphrase or data key the window asks; with a passphrase and no practice there, it is made.
    """
    began, folder = time.time(), folder or paths.data_dir()
    app = application()
    try:
        lock = instance.hold(folder)
    except Trouble as trouble:
        return _say(str(trouble))
    try:
        shown = window(folder)
        shown.fit(app.primaryScreen().availableSize())
        catch(shown.tell, shown.show_crash)
        _begin(shown, folder, passphrase, key)
        shown.show()
        QTimer.singleShot(LATER_MS, shown, partial(_later, shown, folder, began))
        return app.exec()
    except Trouble as trouble:
        return _say(str(trouble))
    finally:
        lock.unlock()


def _end(shown: Window) -> None:
    """Keep what was typed, forget the key, and go; nobody is there to be asked."""
    try:
        shown.lock()
    finally:
        QCoreApplication.quit()


def _later(shown: Window, folder: Path, began: float) -> None:
    """What the first picture can do without."""
    from practice.ui import ending  # noqa: PLC0415  start-up: nobody ends a window before it is there

    ending.Ending(partial(_end, shown), shown)
    from practice.ui import spoken  # noqa: PLC0415  start-up: its classes cost 6 ms

    spoken.install()
    log.configure(paths.state_dir())
    stores.sweep(folder, began)


def _begin(shown: Window, folder: Path, passphrase: str | None, key: bytes | None) -> None:
    if key is not None:
        shown.open(Store(folder, key))
    elif passphrase is not None and not stores.exists(folder):
        shown.show_made(*stores.create_closed(folder, passphrase))
    elif passphrase is not None:
        shown.open(stores.unlock(folder, passphrase))
    else:
        shown.ask()


def _say(sentence: str) -> int:
    """Tell trouble that stands before any window, in a box and on standard error."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  start-up: only for trouble

    print(f"practice: {sentence}", file=sys.stderr)
    if has_display():
        QMessageBox.warning(None, "Practice", sentence)
    return 1
