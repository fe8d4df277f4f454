"""Python's garbage is collected on the GUI thread alone: a worker that did it would destroy widgets under Qt's feet."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


def collect_due() -> None:
    """Collect the oldest generation that is due, as Python itself would have."""
    due = [n for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(due[-1])


class Garbage(QObject):
    """From now on garbage is looked for once a second, between two events of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(collect_due)
        timer.start()
