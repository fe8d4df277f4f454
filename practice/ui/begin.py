"""What can be begun for a client, wherever it is asked for: a session note, a fit check, a letter."""

from practice.actions import exits, families, fit, letters, sessions, writing
from practice.errors import Refused
from practice.ui.desk import Desk
from practice.ui.tr import tr


def note(desk: Desk, client_id: int) -> None:
    """Begin a session note, and go there."""
    desk.go("sessions", sessions.begin(desk.store, client_id, desk.now()).id)


def request(desk: Desk, client_id: int) -> None:
    """Go where something that the client asked for is written down."""
    desk.go("requests", ("new", client_id))


def complaint(desk: Desk, client_id: int) -> None:
    """Go where a complaint of the client is written down."""
    desk.go("complaints", ("new", client_id))


def boundary(desk: Desk, client_id: int) -> None:
    """Go where what crossed a boundary is written down."""
    desk.go("boundaries", ("new", client_id))


def ending(desk: Desk, client_id: int) -> None:
    """Begin or resume the ending of the client's work; Refused where none goes on."""
    work = exits.going(desk.store, client_id, desk.today())
    if work is None:
        raise Refused(tr("No work goes on here that could be ended."))
    desk.go("exit", ("engagement", work.id))


def fit_check(desk: Desk, client_id: int) -> None:
    """Begin a fit check, and go there; Refused where there can be none."""
    desk.go("fit", fit.start(desk.store, client_id, desk.now()).id)


def companion(desk: Desk, client_id: int, family: str, engagement_id: int | None = None) -> None:
    """Begin a companion letter, and go there; says why where that family does not apply."""
    try:
        desk.go("letters", families.start(desk.store, client_id, family, desk.now(), engagement_id).id)
    except Refused as refusal:
        desk.tell(str(refusal))


def refund(desk: Desk, client_id: int) -> None:
    """Go where a refund for the client's work is worked out."""
    desk.go("refunds", ("new", client_id))


def payment(desk: Desk, client_id: int) -> None:
    """Go where a client's payment is recorded."""
    desk.go("clients", (client_id, "payment"))


def invoice(desk: Desk, client_id: int) -> None:
    """See what can be billed to a client."""
    desk.go("money", ("new", client_id))


def letter(desk: Desk, client_id: int) -> None:
    """Go to the client's letter that is being written, and say so; begin one where there is none."""
    draft = writing.open_draft(desk.store, client_id)
    if draft is None:
        another_letter(desk, client_id)
        return
    desk.go("letters", draft.id)
    desk.toast(tr("{number} is being written already", number=draft.number), undo=False)


def another_letter(desk: Desk, client_id: int) -> None:
    """Begin a letter, with the conditions of an accepted fit check, and go there; Refused where there can be none."""
    check = fit.accepted(desk.store, client_id)
    desk.go("letters", letters.start(desk.store, client_id, check.id if check else None, desk.now()).id)
