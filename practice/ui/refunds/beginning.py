"""Where a refund decision begins: with a complaint, a piece of work, or a client."""

from practice.actions import clients, complaints, engagements, refunds
from practice.errors import Refused
from practice.rules.engagements import is_open
from practice.ui.desk import Desk
from practice.ui.tr import tr


def begun(desk: Desk, kind: str, record: int) -> int:
    """The decision of a "complaint", an "engagement" or a "new" one for a client, begun where there is none.

    Refused where there is no work that money was paid for.
    """
    store, now = desk.store, desk.now()
    if kind == "complaint":
        told = complaints.get(store, record)
        if told.engagement is None:
            raise Refused(tr("Say first which work the complaint is about."))
        return refunds.start(store, told.engagement.id, None, now, record).id
    work = record if kind == "engagement" else _work_of(desk, record)
    about = None if kind == "engagement" else _complaint_of(desk, record, work)
    return refunds.start(store, work, None, now, about).id


def _work_of(desk: Desk, client_id: int) -> int:
    found = engagements.of_client(desk.store, clients.find(desk.store, client_id))
    if not found:
        raise Refused(tr("No work was taken on for this client, so nothing can go back."))
    return next((one.id for one in found if is_open(one, desk.today())), found[0].id)


def _complaint_of(desk: Desk, client_id: int, work: int) -> int | None:
    """The client's open complaint about that work: it says what happened."""
    told = complaints.of_client(desk.store, clients.find(desk.store, client_id))
    return next((one.id for one in told if one.engagement_id == work and one.closed_on is None), None)
