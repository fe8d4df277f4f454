import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from practice.ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot):
    jobs = Jobs()
    yield jobs
    jobs.stop()


def test_work_runs_elsewhere_and_its_result_arrives_here(qtbot, jobs):
    owner, done = QObject(), []
    jobs.run(owner, lambda a, b: (threading.current_thread().name, a + b), done.append, 2, 3)
    qtbot.waitUntil(lambda: bool(done))
    name, total = done[0]
    assert name.startswith("practice")
    assert total == 5


def test_a_result_whose_owner_is_gone_is_dropped(qtbot, jobs):
    owner, gate, done = QObject(), threading.Event(), []
    jobs.run(owner, gate.wait, done.append)
    shiboken6.delete(owner)
    gate.set()
    marker = QObject()
    jobs.run(marker, lambda: "after", done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["after"]


def test_an_error_goes_to_failed(qtbot, jobs):
    owner, failed = QObject(), []

    def breaks():
        raise ValueError("broken")

    jobs.run(owner, breaks, failed.append, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ValueError)


def test_an_error_nobody_wants_is_raised_here(qtbot, jobs):
    owner = QObject()

    def breaks():
        raise ValueError("broken")

    with qtbot.captureExceptions() as raised:
        jobs.run(owner, breaks, print)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ValueError


def test_stop_waits_for_what_runs_and_leaves_no_thread(qtbot):
    others = set(threading.enumerate())  # those of windows that earlier tests left to the garbage
    jobs = Jobs()
    owner, began, done = QObject(), threading.Event(), []

    def work():
        began.set()
        return "finished"

    jobs.run(owner, work, done.append)
    began.wait()
    jobs.stop()
    assert set(threading.enumerate()) <= others


def test_nothing_arrives_once_closed(qtbot):
    jobs = Jobs()
    owner, done = QObject(), []
    jobs.run(owner, lambda: "on its way", done.append)
    jobs.close()  # waits, so the result is on its way now
    jobs.run(owner, lambda: "too late", done.append)
    qtbot.wait(20)
    assert done == []


def test_a_worker_never_lets_the_last_hold_of_what_waits_go(qtbot):
    jobs, go, owner = Jobs(), threading.Event(), QObject()
    gone_on: list[str] = []

    class Waits:
        def take(self, _: object) -> None: ...

        def __del__(self) -> None:
            gone_on.append(threading.current_thread().name)

    jobs.run(owner, go.wait, Waits().take)
    del owner  # as a page that is closed while the work goes on
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.stop()
    assert gone_on == [threading.main_thread().name]
