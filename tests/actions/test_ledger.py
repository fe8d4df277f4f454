"""The ledger over a real store: recorded for good, reversed by another entry; how far the work is by its records."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlcipher3 import dbapi2

from practice.actions import clients, engagements, ledger, letters, refunds, sessions, timeline
from practice.actions import store as stores
from practice.db import ledger as kept
from practice.errors import Refused
from practice.rules.cases import choose
from practice.rules.earned import Done
from practice.rules.engagements import Engagement, Fee, FeeKind
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.notes import NoteClass
from practice.rules.practice import Profile
from practice.rules.progress import Correction
from practice.rules.ready import texts
from practice.rules.refund_decisions import Choice
from practice.rules.refund_facts import Reason
from practice.rules.timeline import Event
from tests import make, make_letters

FLAT = Fee(kind=FeeKind.FLAT, amount=240_000)


def engage(store, client, fee=FLAT, **fields):
    return engagements.create(store, Engagement(client_id=client.id, fee=fee, **fields), make.NOW, make.TODAY)


def entry(work, kind=EntryKind.PAYMENT, amount=50_000, **fields):
    account = Account.TRUST if kind in (EntryKind.DEPOSIT, EntryKind.TRANSFER) else Account.OPERATING
    usual = {"account": account, "on": make.TODAY, "payer": "Imelda Corrant", "text": "As agreed"}
    return LedgerEntry(engagement_id=work.id, kind=kind, amount=amount, **{**usual, **fields})


def held(store, client, day=0, minutes=60, note_class=NoteClass.PROFESSIONAL):
    """A session of the client's open work, `day` days from today, with a signed note."""
    starts = make.NOW + timedelta(days=day)
    note = sessions.open_session(store, client.id, starts, starts)
    sessions.arrange(store, note.id, ends_at=starts + timedelta(minutes=minutes))
    sessions.write(store, note.id, fields={"covered": "All of it"}, note_class=note_class)
    return sessions.sign(store, note.id, starts + timedelta(minutes=minutes))


def test_what_is_recorded_stands_in_the_account(store, client):
    work = engage(store, client)
    kept = ledger.record(store, entry(work, payer=" Imelda Corrant ", method="Check", reference="1042"), make.NOW)
    assert (kept.client_id, kept.payer, kept.recorded_at) == (client.id, "Imelda Corrant", make.NOW)
    there = ledger.account(store, work.id, make.TODAY)
    assert there.entries == (kept,)
    assert (there.balances.paid, there.balances.unearned, there.currency) == (50_000, 50_000, "USD")
    assert stores.check(store).problems == ()


def test_a_recorded_entry_is_final(store, client):
    work = engage(store, client)
    ledger.record(store, entry(work), make.NOW)
    assert store.journal.can_undo is None
    assert store.journal.ended
    replaced = "INSERT OR REPLACE INTO ledger_entries SELECT * FROM ledger_entries"
    for statement in ("UPDATE ledger_entries SET amount = 1", "DELETE FROM ledger_entries", replaced):
        with pytest.raises(dbapi2.IntegrityError, match="append-only"), store.change("x"):
            store.execute(statement)
    assert ledger.account(store, work.id, make.TODAY).balances.paid == 50_000


def test_the_store_itself_lets_trust_never_go_below_zero(store, client):
    work = engage(store, client)
    before = make.TODAY - timedelta(days=1)
    kept_entry = ledger.record(store, entry(work, EntryKind.DEPOSIT, 50_000), make.NOW)
    bare = replace(kept_entry, id=0, kind=EntryKind.REFUND)
    for wrong in (
        replace(bare, amount=50_001),
        replace(bare, on=before),
        replace(bare, kind=EntryKind.COST, amount=60_000),
    ):
        with pytest.raises(dbapi2.IntegrityError, match="never goes below zero"), store.journal.change("x", final=True):
            kept.add(store, wrong)
    with store.journal.change("x", final=True):
        kept.add(store, bare)
    assert ledger.account(store, work.id, make.TODAY).balances.trust == 0
    assert stores.check(store).problems == ()


def test_only_the_act_of_erasing_gets_past_the_ledger(store, client):
    work = engage(store, client)
    ledger.record(store, entry(work), make.NOW)
    with store.change("erase"):
        store.execute("INSERT INTO erasing (client_id) VALUES (?)", (client.id,))
        store.execute("DELETE FROM ledger_entries WHERE client_id = ?", (client.id,))
        store.execute("DELETE FROM erasing")
    assert ledger.account(store, work.id, make.TODAY).entries == ()


def test_what_is_refused_leaves_nothing_behind(store, client):
    work = engage(store, client)
    with pytest.raises(Refused) as caught:
        ledger.record(store, entry(work, EntryKind.TRANSFER), make.NOW)
    assert caught.value.fields == {"amount": "Only 0.00 USD is in trust. Trust money can never go below zero."}
    together = [entry(work, EntryKind.DEPOSIT), entry(work, EntryKind.REFUND, 60_000, account=Account.TRUST)]
    with pytest.raises(Refused):
        ledger.record_all(store, together, make.NOW)
    assert ledger.account(store, work.id, make.TODAY).entries == ()
    with pytest.raises(Refused, match="by itself"):
        ledger.record(store, entry(work, reverses=1), make.NOW)


def test_an_entry_is_reversed_once_and_says_why(store, client):
    work = engage(store, client)
    kept = ledger.record(store, entry(work, EntryKind.DEPOSIT, invoice_id=7, decision_id=9), make.NOW)
    with pytest.raises(Refused):
        ledger.reverse(store, kept.id, " ", make.NOW, make.TODAY)
    back = ledger.reverse(store, kept.id, "The bank returned the check", make.NOW, make.TODAY)
    assert (back.reverses, back.invoice_id, back.decision_id) == (kept.id, 7, 9)
    assert ledger.account(store, work.id, make.TODAY).balances.trust == 0
    with pytest.raises(Refused, match="already"):
        ledger.reverse(store, kept.id, "Again", make.NOW, make.TODAY)
    assert len(ledger.account(store, work.id, make.TODAY).entries) == 2


def test_the_fee_of_an_invoice_is_taken_back_by_a_credit_note_alone(store, client):
    work = engage(store, client)
    kept = ledger.record(store, entry(work, EntryKind.FEE, invoice_id=7), make.NOW)
    with pytest.raises(Refused, match="credit note"):
        ledger.reverse(store, kept.id, "Wrong", make.NOW, make.TODAY)
    with store.change("invoices.credit"):
        ledger.taken_back(store, kept.id, "Credit note 8", make.NOW, make.TODAY)
    assert ledger.account(store, work.id, make.TODAY).balances.charged == 0


def test_a_transfer_waits_until_its_part_is_earned(store, client):
    work = engage(store, client)
    ledger.record(store, entry(work, EntryKind.DEPOSIT, 100_000), make.NOW)
    with pytest.raises(Refused, match=r"Only 0\.00 USD of the money in trust is earned"):
        ledger.record(store, entry(work, EntryKind.TRANSFER, 60_000), make.NOW)
    done = Correction(engagement_id=work.id, percent=25, evidence="The draft of November 17", on=make.TODAY)
    assert ledger.correct(store, done, make.NOW).client_id == client.id
    ledger.record(store, entry(work, EntryKind.TRANSFER, 60_000), make.NOW)
    balances = ledger.account(store, work.id, make.TODAY).balances
    assert (balances.earned, balances.trust, balances.unearned, balances.transferable) == (60_000, 40_000, 40_000, 0)


def test_what_a_decision_holds_is_not_taken_out_of_trust(store, client):
    work = engage(store, client)
    ledger.record(store, entry(work, EntryKind.DEPOSIT, 100_000), make.NOW)
    ledger.correct(store, Correction(engagement_id=work.id, percent=25, evidence="Draft", on=make.TODAY), make.NOW)
    begun = refunds.start(store, work.id, Reason.CLIENT_CHANGED_MIND, make.NOW)
    refunds.fill(store, begun.id, choice=Choice.RECOMMENDED, why="They doubt the draft", given={"disputed": "300.00"})
    assert ledger.account(store, work.id, make.TODAY).balances.transferable == 60_000
    refunds.decide(store, begun.id, make.NOW)
    assert ledger.account(store, work.id, make.TODAY).balances.transferable == 30_000
    with pytest.raises(Refused):
        ledger.record(store, entry(work, EntryKind.TRANSFER, 30_001), make.NOW)
    refunds.reopen(store, begun.id)
    ledger.record(store, entry(work, EntryKind.TRANSFER, 60_000), make.NOW)


def test_an_account_keeps_one_currency(store, client):
    work = engage(store, client, replace(FLAT, currency="JPY"))
    with pytest.raises(Refused, match="kept in JPY"):
        ledger.record(store, entry(work), make.NOW)
    ledger.record(store, entry(work, currency="JPY"), make.NOW)
    with pytest.raises(Refused, match="currency"):
        engagements.edit(store, replace(work, fee=replace(work.fee, currency="USD")))
    engagements.edit(store, replace(work, fee=replace(work.fee, amount=1)))


def test_corrections_stay_and_the_latest_counts(store, client):
    work = engage(store, client)
    for percent, evidence in ((30, "First draft"), (20, "It had to be begun anew")):
        told = Correction(engagement_id=work.id, percent=percent, evidence=evidence, on=make.TODAY)
        ledger.correct(store, told, make.NOW)
    assert [one.percent for one in ledger.corrections(store, work.id)] == [20, 30]
    assert ledger.progress(store, work.id, make.TODAY).done == Done(percent=Fraction(20))
    with pytest.raises(dbapi2.IntegrityError, match="append-only"), store.change("x"):
        store.execute("UPDATE corrections SET percent = 99")
    with pytest.raises(Refused):
        ledger.correct(store, replace(told, evidence=""), make.NOW)


def test_stages_are_done_by_their_deliveries(store, client, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    work = letter.engagement_id
    assert ledger.progress(store, work, make.TODAY).done == Done()
    promised = engagements.promises(store, work)
    engagements.deliver(store, promised[0].deliveries[0].id, make.TODAY)
    engagements.deliver(store, promised[1].deliveries[0].id, make.TODAY)
    assert ledger.progress(store, work, make.TODAY).done == Done(stages=1)
    engagements.deliver(store, promised[2].deliveries[0].id, make.TODAY)
    far = ledger.progress(store, work, make.TODAY)
    assert (far.done, far.earned) == (Done(stages=2), 270_000)
    assert ledger.progress(store, work, make.TODAY - timedelta(days=1)).done == Done()


def test_sessions_of_a_package_are_its_signed_notes(tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store, Profile.COACH)
    client = make_letters.person(store)
    letter = letters.issue(store, make_letters.coaching(store, client.id).id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    held(store, client, -2)
    held(store, client, -1, note_class=NoteClass.ADMINISTRATIVE)
    sessions.begin(store, client.id, make.NOW)  # not signed yet
    far = ledger.progress(store, letter.engagement_id, make.TODAY)
    assert (far.done, far.earned) == (Done(delivered=1), 18_000)
    assert far.forfeits == any(key == "no_show" for key, _ in letter.clauses)
    assert far.list_rate is None
    store.abandon()


def test_a_package_is_rerated_only_where_the_signed_letter_says_so(tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store, Profile.COACH)
    draft = make_letters.coaching(store, make_letters.person(store).id)
    case = letters.case(store, draft.id, make.TODAY)
    (stance,) = [one for one in letters.composed(case).stances if one.clause.key == "fee_basis"]
    letters.keep(store, choose(draft, stance, values={"list_rate": "220.00"}), case.engagement)
    said = "\n".join(texts(letters.composed(letters.case(store, draft.id, make.TODAY)).facts))
    assert "a single one costs $220.00" in said
    assert "For any refund, each of them counts" not in said
    assert ledger.progress(store, draft.engagement_id, make.TODAY).list_rate is None  # not signed yet
    letter = letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert ledger.progress(store, draft.engagement_id, make.TODAY).list_rate == 22_000
    said = Correction(engagement_id=draft.engagement_id, delivered=3, evidence="Three notes", on=make.TODAY)
    ledger.correct(store, said, make.NOW)
    assert ledger.account(store, draft.engagement_id, make.TODAY).balances.earned == 66_000  # R04b: 3 × 220.00
    store.abandon()


def test_hours_are_the_minutes_of_the_sessions_in_whole_units_by_the_day(store, client):
    work = engage(store, client, Fee(kind=FeeKind.HOURLY, amount=28_500))
    for day, minutes in ((-3, 5), (-3, 8), (-2, 50)):
        held(store, client, day, minutes)
    far = ledger.progress(store, work.id, make.TODAY)
    assert far.done.minutes == 18 + 54  # 13 minutes of one day are three units, 50 are nine
    assert far.earned == 34_200


def test_a_month_is_served_from_the_day_of_opening_to_that_of_closing(store, client):
    work = engage(store, client, Fee(kind=FeeKind.MONTHLY, amount=62_000), opened_on=date(2026, 11, 1))
    assert ledger.progress(store, work.id, make.TODAY).done == Done(days=18, period_days=30)
    engagements.close(store, work.id, date(2026, 11, 9))
    assert ledger.progress(store, work.id, make.TODAY).done == Done(days=9, period_days=30)


def test_the_timeline_tells_what_was_paid_and_not_taken_back(store, client):
    work = engage(store, client)
    ledger.record(store, entry(work, EntryKind.DEPOSIT, method="Check", reference="1042"), make.NOW)
    wrong = ledger.record(store, entry(work, amount=7), make.NOW)
    ledger.record(store, entry(work, EntryKind.FEE, payer=""), make.NOW)
    ledger.reverse(store, wrong.id, "Twice", make.NOW, make.TODAY)
    (told,) = [one for one in timeline.of_client(store, client) if one.event is Event.PAID]
    assert (told.title, told.amount, told.code, told.detail) == ("deposit", 50_000, "USD", "Imelda Corrant, Check 1042")


def test_payers_are_the_people_of_the_household_the_sponsor_and_who_paid_before(store, client):
    other = make_letters.person(store, given="Tavish", emails=())
    both = clients.join(store, client.id, other.id, make.NOW)
    sponsor = clients.create(store, make.organisation("Northwind Ltd"), make.NOW)
    work = engage(store, both, sponsor_id=sponsor.id)
    ledger.record(store, entry(work, payer="Aunt Agnes"), make.NOW)
    found = ledger.payers(store, work)
    assert [one.client_id for one in found] == [both.id, client.id, other.id, sponsor.id, None]
    assert found[-1].name == "Aunt Agnes"
    found = ledger.of_client(store, clients.find(store, client.id), make.TODAY)
    assert [one.engagement.id for one in found] == [work.id]


def test_work_is_in_another_currency_until_a_letter_says_it(store, client, draft):
    work = draft.engagement_id
    item = engagements.items(store, work)[0]
    engagements.save_item(store, replace(item, value=24_000))
    engagements.set_currency(store, work, "JPY")
    fee = engagements.get(store, work).fee
    assert (fee.currency, fee.milestones[0].amount, fee.deposit) == ("JPY", 900, 1_800)  # 900.00 is 900
    assert engagements.items(store, work)[0].value == 240
    engagements.set_currency(store, work, "KWD")
    assert engagements.get(store, work).fee.deposit == 1_800_000
    assert ledger.account(store, work, make.TODAY).currency == "KWD"
    letters.issue(store, draft.id, make.NOW)
    with pytest.raises(Refused, match="stays as it is"):
        engagements.set_currency(store, work, "USD")
