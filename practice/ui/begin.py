"""What can be begun for a client, wherever it is asked for: a session note, a fit check, a letter."""

from practice.actions import fit, letters, sessions
from practice.ui.desk import Desk


def note(desk: Desk, client_id: int) -> None:
    """Begin a session note, and go there."""
    desk.go("sessions", sessions.begin(desk.store, client_id, desk.now()).id)


def fit_check(desk: Desk, client_id: int) -> None:
    """Begin a fit check, and go there; Refused where there can be none."""
    desk.go("fit", fit.start(desk.store, client_id, desk.now()).id)


def letter(desk: Desk, client_id: int) -> None:
    """Begin a letter, with the conditions of an accepted fit check, and go there; Refused where there can be none."""
    check = fit.accepted(desk.store, client_id)
    desk.go("letters", letters.start(desk.store, client_id, check.id if check else None, desk.now()).id)
