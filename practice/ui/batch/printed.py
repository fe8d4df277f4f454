"""All letters of a batch on paper, in one job. Import it only when printing is asked for."""

from PySide6.QtWidgets import QWidget

from practice.actions import letters
from practice.errors import Trouble
from practice.rules.batch import BatchReport
from practice.ui.desk import Desk
from practice.ui.printing import print_pdf
from practice.ui.sheets import Stack


def print_all(desk: Desk, report: BatchReport, parent: QWidget) -> None:
    """Ask the system's print dialog once, then print every letter made; the job bears their numbers."""
    try:
        stack = Stack([letters.reprint(desk.store, one.letter_id) for one in report.made])
        print_pdf(stack, parent, f"{report.made[0].number} – {report.made[-1].number}")
    except Trouble as trouble:
        desk.tell(str(trouble))
