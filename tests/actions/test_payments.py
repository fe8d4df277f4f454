"""Paying invoices over a real store: in parts, out of trust, ahead of them, let go; and the letter that reminds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import invoices, ledger, letters, payments, time
from practice.errors import Refused
from practice.rules.engagements import Fee, FeeKind
from practice.rules.invoices import LineKind, Standing
from practice.rules.ledger import Account, EntryKind
from tests import make, make_invoices
from tests.letters import read

LATER = make.NOW + timedelta(days=40)


@pytest.fixture
def about(store, client):
    return make_invoices.signed(store, client)


@pytest.fixture
def issued(store, about):
    make_invoices.spent(store, about, 47)
    return invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)


def balances(store, about):
    return ledger.account(store, about.id, make.TODAY).balances


def test_payments_are_counted_until_nothing_is_open(store, issued):
    payments.pay(store, issued.id, make_invoices.payment(10_000), make.NOW)
    there = invoices.view(store, issued.id, make.TODAY)
    assert (there.standing, there.paid, there.open) == (Standing.PARTLY, 10_000, 12_800)
    with pytest.raises(Refused, match=r"\$128\.00"):
        payments.pay(store, issued.id, make_invoices.payment(12_801), make.NOW)
    paid = payments.pay(store, issued.id, make_invoices.payment(12_800), make.NOW)
    assert invoices.view(store, issued.id, LATER.date()).standing is Standing.PAID
    ledger.reverse(store, paid.id, "The check bounced", make.NOW, make.TODAY)
    assert invoices.view(store, issued.id, LATER.date()).standing is Standing.OVERDUE
    assert invoices.overdue(store, LATER.date()) == 1
    assert invoices.overdue(store, make.TODAY) == 0


def test_the_rest_is_let_go_with_a_reason(store, issued):
    payments.pay(store, issued.id, make_invoices.payment(22_000), make.NOW)
    with pytest.raises(Refused):
        payments.let_go(store, issued.id, " ", make.NOW)
    payments.let_go(store, issued.id, "A small rest", make.NOW)
    assert invoices.view(store, issued.id, make.TODAY).standing is Standing.PAID


def test_a_reminder_begins_ready_from_an_overdue_invoice(store, client, issued):
    with pytest.raises(Refused):
        payments.remind(store, issued.id, make.NOW)
    payments.pay(store, issued.id, make_invoices.payment(10_000), make.NOW)
    letter = payments.remind(store, issued.id, LATER)
    assert (letter.family, letter.source) == ("fee_reminder", f"invoice:{issued.id}")
    case = letters.case(store, letter.id, LATER.date())
    assert letters.check_case(case) == ()
    text = read.poppler(letters.render(letters.composed(case).facts).pdf)
    for said in ("INV-2026-001", "December 18, 2026", "$128.00", "January 4, 2027"):
        assert said in text
    assert payments.remind(store, issued.id, LATER).id == letter.id
    assert [one.id for one in invoices.view(store, issued.id, make.TODAY).reminders] == [letter.id]


def test_what_came_in_without_an_invoice_pays_one_that_is_open(store, about, issued):
    make_invoices.money(store, about, EntryKind.PAYMENT, 20_000)
    make_invoices.money(store, about, EntryKind.PAYMENT, 10_000)
    before = balances(store, about)
    payments.use_earlier(store, issued.id, make.NOW)
    assert invoices.view(store, issued.id, make.TODAY).standing is Standing.PAID
    assert [entry.amount for entry in payments.earlier(store, issued.id)] == [7_200]
    assert balances(store, about) == before
    make_invoices.spent(store, about, 60)
    more = invoices.start(store, about.id, make.NOW)
    assert [(line.kind, line.amount) for line in more.lines] == [(LineKind.TIME, 28_500), (LineKind.ADVANCE, -7_200)]


def test_what_was_paid_for_an_invoice_that_was_taken_back_pays_the_next_one(store, about, issued):
    payments.pay(store, issued.id, make_invoices.payment(10_000), make.NOW)
    make_invoices.money(store, about, EntryKind.DEPOSIT, 50_000)
    payments.pay_from_trust(store, issued.id, 12_800, make.TODAY, make.NOW)
    invoices.credit(store, issued.id, "Wrong words", make.NOW)
    draft = invoices.start(store, about.id, make.NOW)
    assert [line.amount for line in draft.lines] == [22_800, -22_800]
    again = invoices.issue(store, invoices.keep(store, replace(draft, lines=draft.lines[:1])).id, make.NOW)
    assert sum(entry.amount for entry in payments.earlier(store, again.id)) == 22_800
    before = balances(store, about)
    payments.use_earlier(store, again.id, make.NOW)
    assert invoices.view(store, again.id, make.TODAY).standing is Standing.PAID
    assert payments.earlier(store, again.id) == ()
    assert balances(store, about) == before


def test_work_that_was_paid_ahead_is_billed_with_nothing_left_to_pay(store, client):
    about = make_invoices.signed(store, client, Fee(kind=FeeKind.PACKAGE, amount=180_000, sessions=10, deposit=90_000))
    make_invoices.money(store, about, EntryKind.PAYMENT, 180_000)
    assert [one.line.key for one in time.unbilled(store, about.id, make.TODAY).offered if one.due] == ["package"]
    issued = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert issued.total == 0
    assert invoices.view(store, issued.id, make.TODAY).standing is Standing.PAID


def test_what_was_paid_ahead_to_the_practice_comes_off_the_next_invoice(store, client):
    about = make_invoices.signed(store, client, Fee(kind=FeeKind.PACKAGE, amount=180_000, sessions=10, deposit=90_000))
    offered = time.unbilled(store, about.id, make.TODAY).offered
    asked = invoices.start(store, about.id, make.NOW, [offered[0].line])
    asked = invoices.issue(store, asked.id, make.NOW)
    payments.pay(store, asked.id, make_invoices.payment(90_000), make.NOW)
    rest = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert [(line.kind, line.amount) for line in rest.lines] == [(LineKind.FEE, 180_000), (LineKind.ADVANCE, -90_000)]
    assert rest.total == 90_000
    assert balances(store, about).charged == 180_000


def test_a_deposit_is_asked_for_held_in_trust_and_pays_what_is_earned(store, client):
    about = make_invoices.signed(store, client, replace(make_invoices.HOURLY, deposit=50_000))
    asked = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert [line.kind for line in asked.lines] == [LineKind.DEPOSIT]
    assert balances(store, about).charged == 0
    payments.pay(store, asked.id, make_invoices.payment(50_000, account=Account.TRUST), make.NOW)
    assert invoices.view(store, asked.id, make.TODAY).standing is Standing.PAID
    make_invoices.spent(store, about, 60)
    bill = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert [line.kind for line in bill.lines] == [LineKind.TIME]
    assert "I hold $500.00 for you in trust" in read.poppler(invoices.pdf(store, bill.id, make.TODAY))
    with pytest.raises(Refused):
        payments.pay(store, bill.id, make_invoices.payment(100, account=Account.TRUST), make.NOW)
    payments.pay_from_trust(store, bill.id, 28_500, make.TODAY, make.NOW)
    assert invoices.view(store, bill.id, make.TODAY).standing is Standing.PAID
    assert balances(store, about).trust == 21_500
