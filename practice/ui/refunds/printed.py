"""The working of a refund on paper."""

from PySide6.QtWidgets import QWidget

from practice.actions import refund_letters
from practice.errors import Trouble
from practice.ui.desk import Desk
from practice.ui.tr import tr


def print_working(desk: Desk, refund_id: int, parent: QWidget) -> None:
    """Print every line of the working by the system's dialog; the job bears the decision's number, no name."""
    from practice.ui.printing import print_pdf  # noqa: PLC0415  start-up: needed once something is printed

    try:
        pages = refund_letters.working(desk.store, refund_id, desk.today())
        print_pdf(pages, parent, tr("Working of refund {n}", n=refund_id))
    except Trouble as trouble:
        desk.tell(str(trouble))
