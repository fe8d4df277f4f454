"""Things to remember about clients."""

from practice.db.records import fetch, get
from practice.db.store import Store
from practice.rules.clients import Thing


def find(store: Store, thing_id: int) -> Thing:
    """The thing with this id; KeyError when there is none."""
    from practice.db.tables import ThingRow  # noqa: PLC0415  start-up: the list is read without

    return get(ThingRow, Thing, thing_id)


def of_client(store: Store, client_ids: tuple[int, ...]) -> list[Thing]:
    """What is to be remembered about these clients and not ticked off, oldest first."""
    from practice.db.tables import ThingRow  # noqa: PLC0415  start-up: the list is read without

    open_ones = ThingRow.client_id.in_(client_ids) & ThingRow.done_at.is_null()
    return fetch(ThingRow.select().where(open_ones).order_by(ThingRow.id), Thing)


def save(store: Store, thing: Thing) -> Thing:
    """Keep a thing to remember; inside a change."""
    from practice.db.tables import ThingRow  # noqa: PLC0415  start-up: the list is read without

    return store.journal.put(ThingRow, thing)
