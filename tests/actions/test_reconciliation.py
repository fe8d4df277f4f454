"""Reconciling trust over a real store: a month as the bank has it, what it does not show, finished for good."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlcipher3 import dbapi2

from practice.actions import ledger, reconciliation
from practice.actions import store as stores
from practice.errors import Refused, Trouble
from practice.rules.ledger import EntryKind
from practice.rules.reconciliation import Named, ReconciliationState
from tests import make, make_invoices, make_letters
from tests.letters import accessible, read

OCTOBER = date(2026, 10, 31)
DECEMBER = make.NOW + timedelta(days=20)


@pytest.fixture
def about(store, client):
    return make_invoices.work(store, client)


@pytest.fixture
def other(store):
    return make_invoices.work(store, make_letters.person(store, given="Aldo", family="Brook", emails=()))


@pytest.fixture
def trust(store, about, other):
    """50,000 and 20,000 in trust since October, the second paid in on its last day."""
    first = make_invoices.money(store, about, EntryKind.DEPOSIT, 50_000, date(2026, 10, 5))
    return first, make_invoices.money(store, other, EntryKind.DEPOSIT, 20_000, OCTOBER)


@pytest.fixture
def october(store, trust):
    return reconciliation.start(store, OCTOBER, "USD", make.NOW)


def test_last_month_waits_until_it_is_finished(store, about, trust, october):
    assert reconciliation.waiting(store, make.TODAY) == (reconciliation.WaitingMonth(OCTOBER, "USD"),)
    reconciliation.change(store, october.id, statement=70_000)
    reconciliation.finish(store, october.id, make.NOW)
    assert reconciliation.waiting(store, make.TODAY) == ()


def test_nothing_waits_where_no_trust_is_kept(store, about):
    make_invoices.money(store, about, EntryKind.PAYMENT, 50_000, date(2026, 10, 5))
    assert reconciliation.waiting(store, make.TODAY) == ()
    make_invoices.money(store, about, EntryKind.DEPOSIT, 50_000)
    assert reconciliation.waiting(store, make.TODAY) == ()


def test_a_month_is_begun_once_and_only_when_it_is_over(store, october):
    assert reconciliation.start(store, date(2026, 10, 5), "USD", make.NOW) == october
    with pytest.raises(Refused):
        reconciliation.start(store, make.TODAY, "USD", make.NOW)


def test_an_entry_the_bank_does_not_show_yet_is_marked(store, trust, october):
    reconciliation.change(store, october.id, statement=50_000)
    there = reconciliation.view(store, october.id, make.TODAY)
    assert (there.compared.unexplained, set(there.problems)) == (20_000, {"statement"})
    reconciliation.mark(store, october.id, trust[1].id, True)
    there = reconciliation.view(store, october.id, make.TODAY)
    assert (there.compared.unexplained, there.problems) == (0, {})
    reconciliation.mark(store, october.id, trust[1].id, False)
    assert reconciliation.view(store, october.id, make.TODAY).out == ()


def test_a_draft_is_undone_and_discarded(store, october):
    reconciliation.change(store, october.id, statement=1)
    store.journal.undo()
    assert reconciliation.get(store, october.id).statement is None
    reconciliation.discard(store, october.id)
    assert reconciliation.page(store, None, 5) == []


def test_a_finished_month_stays_as_it_was_whatever_is_recorded_later(store, about, trust, october):
    named = (Named("Bank fee, put back on November 3", 500),)
    reconciliation.change(store, october.id, statement=49_500, outstanding=(trust[1].id,), named=named)
    done = reconciliation.finish(store, october.id, make.NOW)
    assert (done.state, done.ledger) == (ReconciliationState.FINISHED, 70_000)
    assert [(one.name, one.amount) for one in done.holdings] == [("Aldo Brook", 20_000), ("Imelda Corrant", 50_000)]
    before = reconciliation.pdf(store, done.id, make.TODAY)
    make_invoices.money(store, about, EntryKind.DEPOSIT, 9_000, date(2026, 10, 6))
    assert reconciliation.view(store, done.id, make.TODAY).compared.ledger == 70_000
    assert reconciliation.pdf(store, done.id, make.TODAY) == before
    with pytest.raises(Refused):
        reconciliation.change(store, done.id, statement=1)
    with pytest.raises(Refused):
        reconciliation.finish(store, done.id, make.NOW)
    for statement in ("UPDATE reconciliations SET statement = 1", "DELETE FROM reconciliations"):
        with pytest.raises(dbapi2.IntegrityError, match="frozen"), store.change("x"):
            store.execute(statement)
    assert store.journal.can_undo is None
    assert stores.check(store).problems == ()


def test_the_next_month_begins_with_what_was_out_and_what_was_written_late(store, about, trust, october):
    reconciliation.change(store, october.id, statement=50_000, outstanding=(trust[1].id,))
    reconciliation.finish(store, october.id, make.NOW)
    late = ledger.record(
        store,
        make_invoices.payment(
            1_000, engagement_id=about.id, kind=EntryKind.DEPOSIT, account=trust[0].account, on=OCTOBER
        ),
        make.NOW + timedelta(days=1),
    )
    new = make_invoices.money(store, about, EntryKind.DEPOSIT, 2_000, make.TODAY)
    november = reconciliation.start(store, make.TODAY, "USD", DECEMBER)
    there = reconciliation.view(store, november.id, DECEMBER.date())
    assert [one.id for one in there.entries] == [trust[1].id, late.id, new.id]
    assert there.compared.ledger == there.compared.holdings == 73_000


def test_its_page_has_the_three_balances_every_client_and_a_place_to_sign(store, trust, october):
    reconciliation.change(store, october.id, statement=50_000, outstanding=(trust[1].id,), note="Checked on paper.")
    done = reconciliation.finish(store, october.id, make.NOW)
    data = reconciliation.pdf(store, done.id, make.TODAY)
    text = read.poppler(data)
    for said in (
        "Trust account reconciliation, October 2026", "Balance of the bank’s statement", "$500.00", "$700.00",
        "Oct 31, 2026", "Aldo Brook", "Imelda Corrant", "Still to be explained", "$0.00", "Checked on paper.",
        "Reconciled by", "Ines Halvard", "Signature", f"TR-2026-10-USD · check code {done.check_code}",
    ):  # fmt: skip
        assert said in text
    read.check(data)
    assert accessible.faults(data) == []


def test_each_currency_has_a_month_of_its_own(store, client, trust):
    about = make_invoices.work(store, client, replace(make_invoices.HOURLY, currency="JPY"))
    make_invoices.money(store, about, EntryKind.DEPOSIT, 30_000, OCTOBER)
    assert [one.currency for one in reconciliation.waiting(store, make.TODAY)] == ["JPY", "USD"]
    yen = reconciliation.start(store, OCTOBER, "JPY", make.NOW)
    reconciliation.change(store, yen.id, statement=30_000)
    done = reconciliation.finish(store, yen.id, make.NOW)
    assert "¥30,000" in read.poppler(reconciliation.pdf(store, done.id, make.TODAY))


def test_altered_pages_are_told(store, october):
    reconciliation.change(store, october.id, statement=70_000)
    reconciliation.finish(store, october.id, make.NOW)
    store.execute("PRAGMA query_only = 0")
    store.execute("DROP TRIGGER reconciliation_documents_kept")
    store.execute("UPDATE reconciliation_documents SET pdf = x'00'")
    with pytest.raises(Trouble):
        reconciliation.pdf(store, october.id, make.TODAY)
