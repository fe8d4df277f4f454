"""Work on the window's own thread in steps so short that it never stands still."""

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

from practice.errors import Trouble

TURN = 0.012  # seconds of one turn of the window; one step may take as long again


class Pump(QObject):
    """Runs steps a few at a time, a turn of the window each; `stop` closes them, which rolls a change back."""

    def __init__(
        self,
        steps: Generator[int, None, Any],
        on_step: Callable[[int], None],
        on_end: Callable[[Any], None],
        on_trouble: Callable[[Trouble], None],
        goes_on: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._on_step, self._on_end, self._on_trouble = on_step, on_end, on_trouble
        self._goes_on = goes_on  # False once the practice is being locked
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    @property
    def running(self) -> bool:
        """Whether there are steps to come."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Run no further, and let the steps clean up."""
        self._timer.stop()
        self._steps.close()

    def _turn(self) -> None:
        if not self._goes_on():
            self.stop()
            return
        ends = perf_counter() + TURN
        try:
            done = next(self._steps)
            while perf_counter() < ends:
                done = next(self._steps)
        except StopIteration as end:
            self._timer.stop()
            self._on_end(end.value)
        except Trouble as trouble:
            self._timer.stop()
            self._on_trouble(trouble)
        except BaseException:
            self._timer.stop()
            raise
        else:
            self._on_step(done)
