"""Invoices over a real store: from what is unbilled to what is paid, and back by a credit note."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from practice.actions import clients, invoices, ledger, payments, practice, time
from practice.actions import store as stores
from practice.errors import Refused, Trouble
from practice.rules.engagements import Fee, FeeKind
from practice.rules.invoices import InvoiceState, Line, LineKind, Standing
from practice.rules.ledger import EntryKind, effect
from tests import make, make_invoices, make_letters
from tests.letters import accessible, read

LATER = make.NOW + timedelta(days=40)


@pytest.fixture
def about(store, client):
    practice.change(store, {"payment_details": "Harbor Credit Union\nAccount 555-0142"})
    return make_invoices.signed(store, client)


@pytest.fixture
def issued(store, about):
    make_invoices.spent(store, about, 47)
    return invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)


def balances(store, about):
    return ledger.account(store, about.id, make.TODAY).balances


def test_an_invoice_begins_with_all_that_is_due(store, about):
    make_invoices.spent(store, about, 47)
    make_invoices.money(store, about, EntryKind.COST, 40_200)
    draft = invoices.start(store, about.id, make.NOW)
    assert [(line.kind, line.amount) for line in draft.lines] == [(LineKind.TIME, 22_800), (LineKind.COST, 40_200)]
    assert (draft.total, draft.number, draft.due_on) == (63_000, "", make.TODAY + timedelta(days=30))
    assert invoices.start(store, about.id, make.NOW) == draft


def test_the_signed_letter_says_how_long_there_is_to_pay(store, client):
    practice.change(store, {"invoice_days": 21})
    work = make_invoices.work(store, client)
    assert invoices.due_days(store, work.id, make.TODAY) == 21
    assert invoices.due_days(store, make_invoices.signed(store, client).id, make.TODAY) == 30
    assert invoices.due_days(store, make_invoices.signed(store, client, due_days="14").id, make.TODAY) == 14


def test_a_draft_takes_up_what_came_since_and_nothing_twice(store, about):
    make_invoices.spent(store, about, 12)
    draft = invoices.start(store, about.id, make.NOW)
    make_invoices.money(store, about, EntryKind.COST, 100)
    assert [line.kind for line in invoices.take_up(store, draft.id, make.TODAY).lines] == [LineKind.TIME, LineKind.COST]
    assert len(invoices.take_up(store, draft.id, make.TODAY).lines) == 2


def test_a_draft_is_kept_as_it_is_written_and_can_be_discarded(store, about):
    make_invoices.spent(store, about, 12)
    draft = invoices.start(store, about.id, make.NOW)
    lines = (*draft.lines, Line(text="Certified copy", amount=2_500))
    kept = invoices.keep(store, replace(draft, lines=lines, note="Thank you.", tax_label="VAT", tax_percent="20"))
    assert kept.total == 9_840
    with pytest.raises(Refused):
        invoices.keep(store, replace(kept, tax_percent="much"))
    invoices.discard(store, draft.id)
    assert invoices.draft_of(store, about.id) is None
    store.journal.undo()
    assert invoices.draft_of(store, about.id) == kept


def test_an_issued_invoice_is_numbered_frozen_and_charged(store, about, issued):
    assert (issued.number, issued.state, issued.total) == ("INV-2026-001", InvoiceState.ISSUED, 22_800)
    assert store.journal.can_undo is None
    entries = ledger.account(store, about.id, make.TODAY).entries
    assert [(one.kind, one.amount, one.invoice_id) for one in entries] == [(EntryKind.FEE, 22_800, issued.id)]
    for statement in ("UPDATE invoices SET total = 1", "DELETE FROM invoices", "UPDATE invoice_documents SET pdf = ''"):
        with pytest.raises(dbapi2.IntegrityError, match="frozen"), store.change("x"):
            store.execute(statement)
    with pytest.raises(Refused):
        invoices.keep(store, issued)
    with pytest.raises(Refused):
        invoices.discard(store, issued.id)
    assert stores.check(store).problems == ()


def test_its_pages_say_all_of_it_in_fonts_of_their_own(store, about, issued):
    data = invoices.pdf(store, issued.id, make.TODAY)
    text = read.poppler(data)
    for said in (
        "Invoice INV-2026-001", "Imelda Corrant", "Halvard Estate Planning", "Call with the bank", "0.8", "$285.00",
        "$228.00", "Please pay by December 18, 2026", "Account 555-0142", "Please give INV-2026-001 as the reference.",
        f"INV-2026-001 · check code {issued.check_code}",
    ):  # fmt: skip
        assert said in text
    assert "version" not in text
    read.check(data)
    assert accessible.faults(data) == []
    assert data == invoices.pdf(store, issued.id, make.TODAY + timedelta(days=9))


def test_a_draft_says_that_it_is_one(store, about):
    make_invoices.spent(store, about, 12)
    draft = invoices.start(store, about.id, make.NOW)
    text = read.poppler(invoices.pdf(store, draft.id, make.TODAY))
    assert "draft" in text
    assert "INV-" not in text
    assert invoices.file_name(draft) == "invoice-draft.pdf"


def test_tax_stands_on_the_page_and_in_the_ledger(store, about):
    practice.change(store, {"tax_label": "VAT", "tax_percent": "20", "tax_number": "GB 555 0142"})
    make_invoices.spent(store, about, 60)
    make_invoices.money(store, about, EntryKind.COST, 40_200)
    issued = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert issued.total == 28_500 + 40_200 + 5_700
    text = read.poppler(invoices.pdf(store, issued.id, make.TODAY))
    for said in ("VAT 20% on $285.00", "$57.00", "$687.00", "$744.00", "VAT number: GB 555 0142"):
        assert said in text
    payments.pay(store, issued.id, make_invoices.payment(issued.total), make.NOW)
    there = balances(store, about)
    assert (there.owed, there.unearned) == (0, 0)


def test_nothing_is_billed_twice(store, about, issued):
    assert time.unbilled(store, about.id, make.TODAY).due == ()
    again = invoices.start(store, about.id, make.NOW, issued.lines)
    with pytest.raises(Refused, match="billed"):
        invoices.issue(store, again.id, make.NOW)
    with pytest.raises(Refused):
        time.change(store, issued.lines[0].times[0], make.TODAY, minutes=1)
    with pytest.raises(Refused):
        time.drop(store, issued.lines[0].times[0])
    for statement in (
        "UPDATE time_entries SET minutes = 1",
        "UPDATE time_entries SET id = 99",
        "UPDATE time_entries SET invoice_id = NULL",
    ):
        with pytest.raises(dbapi2.IntegrityError), store.change("x"):
            store.execute(statement)


def test_a_cost_and_a_part_of_the_fee_are_billed_once(store, client):
    about = make_invoices.signed(store, client, Fee(kind=FeeKind.PACKAGE, amount=180_000, sessions=10))
    make_invoices.money(store, about, EntryKind.COST, 40_200)
    first = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert [line.key for line in first.lines] == ["", "package"]
    for line in first.lines:
        draft = invoices.start(store, about.id, make.NOW, [line])
        with pytest.raises(Refused, match="billed"):
            invoices.issue(store, draft.id, make.NOW)
        with pytest.raises(dbapi2.IntegrityError) if line.cost_id else pytest.raises(Refused), store.change("x"):
            store.execute("UPDATE invoices SET state = 'issued' WHERE id = ?", (draft.id,))
            raise Refused("only costs have a trigger")
        invoices.discard(store, draft.id)


def test_a_credit_note_takes_everything_back_and_the_time_can_be_billed_again(store, about):
    make_invoices.spent(store, about, 47)
    make_invoices.money(store, about, EntryKind.COST, 40_200)
    before = (balances(store, about), time.unbilled(store, about.id, make.TODAY))
    issued = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    note = invoices.credit(store, issued.id, "Wrong rate", make.NOW)
    assert (note.number, note.total, note.reverses) == ("CN-2026-001", -issued.total, issued.id)
    assert (balances(store, about), time.unbilled(store, about.id, make.TODAY)) == before
    assert invoices.view(store, issued.id, make.TODAY).standing is Standing.CREDITED
    text = read.poppler(invoices.pdf(store, note.id, make.TODAY))
    for said in ("Credit note CN-2026-001", "It takes back invoice INV-2026-001", "Wrong rate", "−$630.00"):
        assert said in text
    with pytest.raises(Refused):
        invoices.credit(store, issued.id, "Again", make.NOW)
    again = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert (again.number, again.total) == ("INV-2026-002", issued.total)
    assert stores.check(store).problems == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(1, 400), max_size=4),
    st.lists(st.integers(1, 10**6), max_size=3),
    st.sampled_from(["", "20", "8.25"]),
)
def test_issue_and_credit_restore_every_balance_exactly(store, about, minutes, costs, tax):
    practice.change(store, {"tax_label": "VAT", "tax_percent": tax})
    make_invoices.spent(store, about, 6)
    for each in minutes:
        make_invoices.spent(store, about, each, day=-1)
    for each in costs:
        make_invoices.money(store, about, EntryKind.COST, each)
    before = balances(store, about)
    issued = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert sum(line.amount for line in issued.lines) <= issued.total
    invoices.credit(store, issued.id, "As a test", make.NOW)
    assert balances(store, about) == before


@pytest.mark.parametrize(
    ("currency", "rate", "total"), [("JPY", 30_000, "¥24,000"), ("KWD", 95_500, "76.400"), ("USD", 28_500, "$228.00")]
)
def test_money_has_the_decimals_of_its_currency(store, client, currency, rate, total):
    practice.change(store, {"currency": currency})
    about = make_invoices.work(store, client, replace(make_invoices.HOURLY, currency=currency, amount=rate))
    make_invoices.spent(store, about, 47)
    issued = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    assert total in read.poppler(invoices.pdf(store, issued.id, make.TODAY))


def test_a_draft_that_lacks_something_is_refused_by_field(store, about):
    draft = invoices.start(store, about.id, make.NOW, [])
    invoices.keep(store, replace(draft, due_on=None, tax_percent="20"))
    with pytest.raises(Refused) as refused:
        invoices.issue(store, draft.id, make.NOW)
    assert set(refused.value.fields) == {"lines", "due_on", "tax_label"}
    unset = invoices.keep(store, replace(draft, lines=(Line(text="\U0001f9ff", amount=1),)))
    with pytest.raises(Refused, match="No font"):
        invoices.issue(store, unset.id, make.NOW)


def test_altered_pages_are_told(store, issued):
    store.execute("PRAGMA query_only = 0")
    store.execute("DROP TRIGGER invoice_documents_kept")
    store.execute("UPDATE invoice_documents SET pdf = x'00'")
    with pytest.raises(Trouble):
        invoices.pdf(store, issued.id, make.TODAY)


def test_invoices_are_listed_drafts_first_then_by_what_is_longest_due(store, about):
    numbers = []
    for day in (3, 1, 2):
        make_invoices.spent(store, about, 60)
        draft = invoices.start(store, about.id, make.NOW)
        invoices.keep(store, replace(draft, due_on=make.TODAY + timedelta(days=day)))
        numbers.append(invoices.issue(store, draft.id, make.NOW))
    payments.pay(store, numbers[1].id, make_invoices.payment(28_500), make.NOW)
    make_invoices.spent(store, about, 60)
    draft = invoices.start(store, about.id, make.NOW)
    first = invoices.page(store, None, 2)
    assert [row.id for row in first] == [draft.id, numbers[2].id]
    rest = invoices.page(store, first[-1], 9)
    assert [row.id for row in rest] == [numbers[0].id, numbers[1].id]
    assert (rest[1].paid, rest[0].client) == (28_500, "Imelda Corrant")


def test_the_invoices_of_a_client_stand_newest_first(store, client, about, issued):
    make_invoices.spent(store, about, 6)
    draft = invoices.start(store, about.id, make.NOW)
    found = invoices.of_client(store, client, make.TODAY)
    assert [(one.invoice.id, one.standing) for one in found] == [(draft.id, Standing.DRAFT), (issued.id, Standing.OPEN)]


def test_time_that_was_changed_since_the_draft_is_not_billed_as_it_was(store, about):
    entry = make_invoices.spent(store, about, 47)
    draft = invoices.start(store, about.id, make.NOW)
    time.change(store, entry.id, make.TODAY, minutes=50)
    with pytest.raises(Refused, match="add it again"):
        invoices.issue(store, draft.id, make.NOW)
    invoices.keep(store, replace(draft, lines=()))
    invoices.take_up(store, draft.id, make.TODAY)
    assert invoices.issue(store, draft.id, make.NOW).total == 25_650


def test_two_people_get_one_invoice_between_them(store, client):
    other = make_letters.person(store, given="Aldo", prefix="Mr.", emails=())
    both = clients.join(store, client.id, other.id, make.NOW)
    about = make_invoices.work(store, both)
    make_invoices.spent(store, about, 60)
    issued = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    text = read.poppler(invoices.pdf(store, issued.id, make.TODAY))
    assert "Imelda Corrant Aldo Corrant 208 Quarry Hill Road" in text
    assert [one.invoice.id for one in invoices.of_client(store, clients.find(store, client.id), make.TODAY)] == [
        issued.id
    ]


def test_an_export_is_the_stored_file(store, issued, tmp_path):
    invoices.export(store, issued.id, tmp_path / invoices.file_name(issued), make.TODAY)
    assert (tmp_path / "INV-2026-001.pdf").read_bytes() == invoices.pdf(store, issued.id, make.TODAY)


def test_what_went_back_or_was_taken_off_pays_no_invoice(store, client):
    about = make_invoices.signed(store, client, Fee(kind=FeeKind.FLAT, amount=100_000))
    make_invoices.money(store, about, EntryKind.PAYMENT, 100_000)
    make_invoices.money(store, about, EntryKind.REFUND, 40_000)
    assert time.unbilled(store, about.id, make.TODAY).advance == 60_000
    first = invoices.issue(
        store, invoices.start(store, about.id, make.NOW, [Line(text="A", amount=50_000)]).id, make.NOW
    )
    assert first.total == 0
    plain = invoices.start(store, about.id, make.NOW, [Line(text="B", amount=30_000)])
    second = invoices.issue(store, invoices.keep(store, replace(plain, lines=plain.lines[:1])).id, make.NOW)
    assert payments.usable(store, second.id) == 10_000
    payments.use_earlier(store, second.id, make.NOW)
    assert invoices.view(store, second.id, make.TODAY).open == 20_000
    assert payments.usable(store, second.id) == 0


def test_a_draft_takes_nothing_off_that_has_gone_since(store, client):
    about = make_invoices.signed(store, client, Fee(kind=FeeKind.FLAT, amount=100_000))
    came = make_invoices.money(store, about, EntryKind.PAYMENT, 60_000)
    draft = invoices.start(store, about.id, make.NOW, [Line(text="Fixed fee", amount=100_000)])
    assert draft.total == 40_000
    ledger.reverse(store, came.id, "The check bounced", make.NOW, make.TODAY)
    with pytest.raises(Refused, match="paid in advance"):
        invoices.issue(store, draft.id, make.NOW)


def test_a_draft_is_not_paid(store, about):
    make_invoices.spent(store, about, 47)
    draft = invoices.start(store, about.id, make.NOW)
    with pytest.raises(Refused):
        payments.pay(store, draft.id, make_invoices.payment(22_800), make.NOW)
    with pytest.raises(Refused):
        payments.let_go(store, draft.id, "A gift", make.NOW)


def test_what_was_let_go_of_an_invoice_goes_with_it(store, about, issued):
    payments.let_go(store, issued.id, "It took too long", make.NOW)
    invoices.credit(store, issued.id, "Billed by mistake", make.NOW)
    there = ledger.account(store, about.id, make.TODAY)
    assert there.balances.written_off == 0
    assert sum(effect(entry).account for entry in there.entries) == 0


def test_what_stands_on_an_invoice_is_not_taken_back_alone(store, about):
    practice.change(store, {"tax_label": "VAT", "tax_percent": "20"})
    cost = make_invoices.money(store, about, EntryKind.COST, 5_000)
    make_invoices.spent(store, about, 47)
    made = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    mine = [one for one in ledger.account(store, about.id, make.TODAY).entries if one.invoice_id == made.id]
    assert {one.kind for one in mine} == {EntryKind.FEE, EntryKind.COST}
    for entry in (cost, *mine):
        with pytest.raises(Refused, match="credit note"):
            ledger.reverse(store, entry.id, "A slip", make.NOW, make.TODAY)
    invoices.credit(store, made.id, "A slip", make.NOW)
    assert ledger.reverse(store, cost.id, "A slip", make.NOW, make.TODAY).reverses == cost.id
