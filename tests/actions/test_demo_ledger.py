"""The sample's money: what a person who looks round finds in it."""

import pytest

from practice.actions import clients, demo, ledger, lines
from practice.rules.clients import display_name
from practice.rules.shelves import Shelf
from tests import make


def told(store):
    """The accounts with entries, by the client's name."""
    rows = lines.page(store, Shelf.ALL, None, 100, make.NOW)
    people = [clients.find(store, row.id) for row in rows]
    every = ((display_name(one), account) for one in people for account in ledger.of_client(store, one, make.TODAY))
    return {name: account for name, account in every if account.entries}


@pytest.fixture
def store(tmp_path, request):
    made = make.store(tmp_path)
    demo.build(made, request.param, make.NOW)
    yield made
    made.abandon()


@pytest.mark.parametrize("store", ["lawyer"], indirect=True)
def test_the_lawyer_holds_money_in_trust_and_takes_what_is_earned(store):
    found = told(store)
    ashby = found["Corwin Ashby"].balances  # picture 08: 4,225.00 paid, two stages done, a receipt of 46.35
    assert (ashby.paid, ashby.earned, ashby.costs) == (422_500, 311_250, 4_635)
    assert (ashby.unearned, ashby.trust) == (106_615, 106_615)
    assert found["Dorothea Lindqvist"].balances.owed == 94_100
    assert found["Tobias Renwick"].progress.correction.evidence
    assert found["Noor Vasquez-Lim"].balances.transferable == 180_000


@pytest.mark.parametrize("store", ["coach"], indirect=True)
def test_the_coach_has_no_trust_account(store):
    found = told(store)
    assert found["Ravi Okonjo"].balances.unearned == 180_000 - 2 * 18_000
    assert {account.balances.trust for account in found.values()} == {0}
