import gc
import threading

from PySide6.QtCore import QObject, QTimer

from practice.ui.garbage import Garbage, collect_due


class Ring(QObject):
    """Something that only the collector can let go; it writes down who did."""

    def __init__(self, gone):
        super().__init__()
        self.me, self.gone = self, gone

    def __del__(self):
        self.gone.append(threading.current_thread())


def litter(count=40_000):
    kept = [[] for _ in range(count)]
    for each in kept:
        each.append(each)


def test_a_worker_never_collects_what_belongs_to_the_window(qtbot, qapp):
    garbage = Garbage(QObject(qapp))
    gone = []
    Ring(gone)
    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    assert gone == []
    garbage.findChild(QTimer).timeout.emit()
    collect_due()
    gc.collect()
    assert gone == [threading.main_thread()]
