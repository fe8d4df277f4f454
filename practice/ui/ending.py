"""SIGTERM and Ctrl+C in the terminal end a window as closing it does: what was typed is kept, nothing left behind."""

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Ending(QObject):
    """Calls `end` when a signal asks the program to go; Python alone would hear it at the next event only."""

    def __init__(self, end: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":  # has no such signals
            return
        self._end = end
        self._read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)  # the byte in the pipe tells
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_told)

    def _on_told(self, *_: object) -> None:
        os.read(self._read, 64)
        self._end()
