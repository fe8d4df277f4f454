"""Work away from the window: a worker gets records and gives a result back to the GUI thread."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid


class _Outcome(NamedTuple):
    owner: QObject
    then: Callable[[Any], None] | None
    value: Any
    error: BaseException | None


class Jobs(QObject):
    """Runs work on a few threads; results whose owner is gone are dropped."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._workers = workers
        self._pool: Any = None  # a ThreadPoolExecutor
        self._under_way = 0
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
        self._under_way += 1
        future = self._pool.submit(work, *args)
        future.add_done_callback(lambda ended: self._report(owner, done, failed, ended))

    def _report(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None,
        ended: Any,  # noqa: ANN401  a Future
    ) -> None:
        if ended.cancelled() or not isValid(self):
            return
        error = ended.exception()
        value = None if error else ended.result()
        self._finished.emit(_Outcome(owner, failed if error else done, value, error))

    @Slot(object)
    def _on_finished(self, outcome: _Outcome) -> None:
        self._under_way -= 1
        if self._closed or not isValid(outcome.owner):
            return
        if outcome.error is not None and outcome.then is None:
            raise outcome.error
        if outcome.then is not None:
            outcome.then(outcome.error if outcome.error is not None else outcome.value)

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._under_way > 0

    def stop(self) -> None:
        """Wait for what runs, drop what waits; the next run starts a new pool."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
            self._under_way = 0

    def close(self) -> None:
        """Stop for good: whoever goes on asking, as a page that is being closed, gets nothing."""
        self._closed = True
        self.stop()
