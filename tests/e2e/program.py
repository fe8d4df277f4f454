"""The whole program in a process of its own: `python -m tests.e2e.program FOLDER PASSPHRASE [type]`.

Prints "open" once its window listens. With "type" it begins a note by keyboard and types into it letter after letter,
saying for each one when it came and how many there are; it goes on until it is killed.
"""

import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practice import app

TEXT = " ".join(str(number) for number in range(2000))
PACE = 15  # milliseconds from letter to letter


class Typist:
    """Waits for the window, then types."""

    def __init__(self, typing: bool) -> None:
        self._typing = typing
        self._typed = count(1)
        self._timer = QTimer(interval=PACE)
        self._timer.timeout.connect(self._on_turn)
        self._turn = self._wait
        self._timer.start()

    def _on_turn(self) -> None:
        self._turn()

    def _wait(self) -> None:
        if QApplication.focusWidget() is None:
            for window in QApplication.topLevelWidgets():
                window.activateWindow()
            return
        print("open", flush=True)
        if not self._typing:
            self._timer.stop()
            return
        QTest.keySequence(QApplication.focusWidget(), "Ctrl+Shift+N")
        self._turn = self._type

    def _type(self) -> None:
        number = next(self._typed)
        QTest.keyClicks(QApplication.focusWidget(), TEXT[number - 1])
        print(time.monotonic(), number, flush=True)


def main(folder: str, passphrase: str, *rest: str) -> int:
    application = app.application()
    application.typist = Typist("type" in rest)  # it lives as long as the application
    return app.run(Path(folder), passphrase)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
