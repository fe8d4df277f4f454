"""Where a letter leads back to: each kind of record that one may come of."""

import pytest

from practice.actions import demo, exits, sources
from practice.rules.letters import Letter
from tests import make

PLACES = {
    "boundary": ("boundaries", "boundary_entries"),
    "complaint": ("complaints", "complaints"),
    "refund": ("refunds", "refunds"),
    "invoice": ("money", "invoices WHERE number <> ''"),
    "request": ("requests", "requests"),
    "exit": ("exit", "exits"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = make.store(tmp_path_factory.mktemp("sample"))
    demo.build(made, "lawyer", make.NOW)
    (work,) = next(iter(made.execute("SELECT engagement_id FROM letters WHERE state = 'signed' ORDER BY id DESC")))
    exits.begin(made, work, make.NOW)
    yield made
    made.close()


@pytest.mark.parametrize("kind", list(PLACES))
def test_each_record_is_found_with_its_place_and_its_number_or_day(store, kind):
    place, table = PLACES[kind]
    rows = list(store.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 1"))
    (number,) = rows[0]
    found = sources.source(store, Letter(source=f"{kind}:{number}"))
    assert found is not None
    assert (found.kind, found.place, found.record_id) == (kind, place, number)
    assert found.number or found.day


@pytest.mark.parametrize("source", ["", "boundary:999999", "strange:1"])
def test_nothing_leads_nowhere(store, source):
    assert sources.source(store, Letter(source=source)) is None
