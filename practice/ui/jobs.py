"""Work away from the window: a worker gets records and gives a result back to the GUI thread."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid


class _Waiting(NamedTuple):
    """Who waits for a result and what is done with it; workers never hold it, for they could be the last to let go."""

    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None


class Jobs(QObject):
    """Runs work on a few threads; results whose owner is gone are dropped."""

    _finished = Signal(int, object, object)  # number, value, error

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._workers = workers
        self._pool: Any = None  # a ThreadPoolExecutor
        self._waiting: dict[int, _Waiting] = {}
        self._numbers = count()
        self._closed = False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[..., Any],
        done: Callable[[Any], None],
        *args: Any,  # noqa: ANN401  whatever the work takes
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Call `work(*args)` on a worker, then `done(result)` here; an error goes to `failed`, else is raised here.

        After `close()` nothing is run any more.
        """
        if self._closed:
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  start-up: at the first job

            self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="practice")
        number = next(self._numbers)
        self._waiting[number] = _Waiting(owner, done, failed)
        self._pool.submit(work, *args).add_done_callback(partial(self._report, number))

    def _report(self, number: int, ended: Any) -> None:  # noqa: ANN401  a Future
        if not isValid(self):
            return
        if ended.cancelled():  # by stop(), on the GUI thread
            self._waiting.pop(number, None)
            return
        error = ended.exception()
        self._finished.emit(number, None if error else ended.result(), error)

    @Slot(int, object, object)
    def _on_finished(self, number: int, value: Any, error: BaseException | None) -> None:  # noqa: ANN401  as the work
        waiting = self._waiting.pop(number, None)
        if self._closed or waiting is None or not isValid(waiting.owner):
            return
        if error is None:
            waiting.done(value)
        elif waiting.failed is not None:
            waiting.failed(error)
        else:
            raise error

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return bool(self._waiting)

    def stop(self) -> None:
        """Wait for what runs, drop what waits; the next run starts a new pool."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def close(self) -> None:
        """Stop for good: whoever goes on asking, as a page that is being closed, gets nothing."""
        self._closed = True
        self.stop()
