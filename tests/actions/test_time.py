"""Time over a real store: written down, changed until billed, and what of it waits."""

from datetime import timedelta

import pytest

from practice.actions import engagements, invoices, ledger, letters, practice, refunds, sessions, time
from practice.db import invoices as kept_invoices
from practice.errors import Refused
from practice.rules.engagements import Fee, FeeKind, Milestone
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.practice import Profile
from practice.rules.progress import Correction
from practice.rules.refund_facts import Reason, Stage
from practice.rules.time import TimeEntry
from practice.rules.units import Counting
from tests import make, make_invoices, make_letters
from tests.letters import read

STAGED = Fee(
    kind=FeeKind.MILESTONES, milestones=(Milestone("Search", 90_000), Milestone("Drafting", 180_000)), deposit=50_000
)


def held(store, client, minutes=47, day=0):
    starts = make.NOW + timedelta(days=day)
    note = sessions.open_session(store, client.id, starts, starts)
    sessions.arrange(store, note.id, ends_at=starts + timedelta(minutes=minutes))
    sessions.write(store, note.id, fields={"covered": "Advised not to sign the draft"})
    return sessions.sign(store, note.id, starts + timedelta(minutes=minutes))


def test_time_is_written_down_changed_and_taken_away(store, client):
    about = make_invoices.work(store, client)
    entry = make_invoices.spent(store, about, 47)
    assert (entry.client_id, entry.recorded_at) == (client.id, make.NOW)
    assert time.change(store, entry.id, make.TODAY, minutes=50).minutes == 50
    time.drop(store, entry.id)
    assert time.of_client(store, client) == ()
    store.journal.undo()
    assert [one.minutes for one in time.of_engagement(store, about.id)] == [50]


def test_what_cannot_be_billed_is_refused_and_nothing_is_kept(store, client):
    about = make_invoices.work(store, client)
    with pytest.raises(Refused):
        make_invoices.spent(store, about, 0)
    with pytest.raises(Refused):
        make_invoices.spent(store, about, 10, day=1)
    assert time.of_engagement(store, about.id) == ()


def test_a_session_gives_its_time_once_and_nothing_of_its_note(store, client):
    about = make_invoices.work(store, client)
    note = held(store, client)
    assert [one.id for one in time.unbilled(store, about.id, make.TODAY).sessions] == [note.session_id]
    entry = time.from_session(store, note.session_id, make.NOW)
    assert (entry.minutes, entry.session_id) == (47, note.session_id)
    assert "Advised" not in entry.text
    assert time.unbilled(store, about.id, make.TODAY).sessions == ()
    with pytest.raises(Refused):
        time.from_session(store, note.session_id, make.NOW)


def test_a_days_work_is_counted_together_or_each_piece_as_the_practice_has_it(store, client):
    about = make_invoices.work(store, client)
    for minutes in (5, 8, 13):
        make_invoices.spent(store, about, minutes)
    assert [line.units for line in time.unbilled(store, about.id, make.TODAY).lines] == [5]
    practice.change(store, {"time_counting": Counting.PER_ENTRY})
    assert sum(line.units for line in time.unbilled(store, about.id, make.TODAY).lines) == 6


def test_what_is_earned_by_the_hour_is_the_time_written_down_and_the_sessions_that_have_none(store, client):
    about = make_invoices.work(store, client)
    make_invoices.spent(store, about, 7)
    assert ledger.progress(store, about.id, make.TODAY).earned == 5_700
    note = held(store, client, minutes=60, day=-1)
    assert ledger.progress(store, about.id, make.TODAY).earned == 5_700 + 28_500
    entry = time.from_session(store, note.session_id, make.NOW)
    assert ledger.progress(store, about.id, make.TODAY).earned == 5_700 + 28_500
    time.change(store, entry.id, make.TODAY, billable=False)
    assert ledger.progress(store, about.id, make.TODAY).earned == 5_700


def test_a_cost_waits_from_the_day_it_is_laid_out(store, client):
    about = make_invoices.work(store, client)
    cost = make_invoices.money(store, about, EntryKind.COST, 40_200)
    wrong = make_invoices.money(store, about, EntryKind.COST, 1)
    ledger.reverse(store, wrong.id, "Typed twice", make.NOW, make.TODAY)
    there = time.unbilled(store, about.id, make.TODAY)
    assert [(line.amount, line.cost_id, line.taxed) for line in there.lines] == [(40_200, cost.id, False)]


def test_a_cost_paid_out_of_trust_is_not_billed(store, client):
    about = make_invoices.work(store, client)
    make_invoices.money(store, about, EntryKind.DEPOSIT, 50_000)
    paid = LedgerEntry(
        engagement_id=about.id, kind=EntryKind.COST, account=Account.TRUST, amount=10, on=make.TODAY, text="Stamp"
    )
    ledger.record(store, paid, make.NOW)
    assert time.unbilled(store, about.id, make.TODAY).costs == ()


def test_the_plan_of_a_letter_is_due_once_it_is_signed(store, client):
    before = make_invoices.work(store, client, STAGED)
    assert [one.due for one in time.unbilled(store, before.id, make.TODAY).offered] == [False]
    about = make_invoices.signed(store, client, STAGED)
    there = time.unbilled(store, about.id, make.TODAY)
    assert [(one.line.key, one.due) for one in there.offered] == [("deposit", True)]
    assert there.total == 50_000
    assert ledger.comes_in(ledger.account(store, about.id, make.TODAY)) is EntryKind.DEPOSIT
    make_invoices.money(store, about, EntryKind.DEPOSIT, 50_000)
    assert time.unbilled(store, about.id, make.TODAY).offered == ()
    assert ledger.comes_in(ledger.account(store, about.id, make.TODAY)) is EntryKind.PAYMENT


def test_what_was_charged_without_an_invoice_is_not_billed_again(store, client):
    about = make_invoices.signed(store, client, STAGED)
    ledger.correct(
        store, Correction(engagement_id=about.id, stages=2, evidence="Both drafts sent", on=make.TODAY), make.NOW
    )
    draft = invoices.start(store, about.id, make.NOW, time.unbilled(store, about.id, make.TODAY).due[1:])
    assert draft.total == 270_000
    make_invoices.money(store, about, EntryKind.FEE, 90_000)
    there = time.unbilled(store, about.id, make.TODAY)
    assert [(one.line.key, one.line.amount) for one in there.offered] == [("stage:2", 180_000)]
    with pytest.raises(Refused, match="billed already"):
        invoices.issue(store, draft.id, make.NOW)
    wrong = make_invoices.money(store, about, EntryKind.FEE, 100_000)
    there = time.unbilled(store, about.id, make.TODAY)
    assert [(one.line.key, one.line.amount) for one in there.offered] == [("stage:2", 80_000)]
    ledger.reverse(store, wrong.id, "Typed twice", make.NOW, make.TODAY)
    make_invoices.money(store, about, EntryKind.FEE, 180_000)
    assert time.unbilled(store, about.id, make.TODAY).total == 0


def test_invoiced_time_is_earned_on_work_that_is_not_by_the_hour(store, client):
    about = make_invoices.signed(store, client, Fee(amount=70_000))
    entry = TimeEntry(engagement_id=about.id, on=make.TODAY, minutes=60, text="An extra call", rate=20_000)
    time.add(store, entry, make.NOW)
    assert ledger.account(store, about.id, make.TODAY).balances.earned == 0  # the fixed fee may well cover it
    bill = invoices.issue(store, invoices.start(store, about.id, make.NOW).id, make.NOW)
    make_invoices.money(store, about, EntryKind.PAYMENT, bill.total)
    stands = ledger.account(store, about.id, make.TODAY).balances
    assert (bill.total, stands.earned, stands.unearned) == (20_000, 20_000, 0)
    invoices.credit(store, bill.id, "Covered by the fixed fee", make.NOW)
    assert ledger.account(store, about.id, make.TODAY).balances.unearned == 20_000


def test_a_fixed_fee_is_earned_once_all_is_delivered_and_begun_with_the_first_session(store, client):
    about = make_invoices.signed(store, client, Fee(amount=70_000))
    begun = refunds.start(store, about.id, Reason.CLIENT_CHANGED_MIND, make.NOW)
    assert refunds.view(store, begun.id, make.TODAY).found_stage is Stage.BEFORE_START
    held(store, client, day=-1)
    assert refunds.view(store, begun.id, make.TODAY).found_stage is Stage.EARLY
    assert ledger.progress(store, about.id, make.TODAY).unsaid
    for promise in engagements.promises(store, about.id):
        for one in promise.deliveries:
            engagements.deliver(store, one.id, make.TODAY)
    assert ledger.progress(store, about.id, make.TODAY).earned == 70_000
    assert refunds.view(store, begun.id, make.TODAY).found_stage is Stage.DONE


def test_a_fixed_fee_is_due_before_the_work_for_a_coach_and_after_it_for_a_lawyer(store, client):
    about = make_invoices.signed(store, client, Fee(amount=70_000))
    assert [one.due for one in time.unbilled(store, about.id, make.TODAY).offered] == [False]
    practice.change(store, {"profile": Profile.COACH})
    assert [one.due for one in time.unbilled(store, about.id, make.TODAY).offered] == [True]


def test_works_are_listed_by_client_page_by_page_and_without_those_that_have_nothing(store, client):
    other = make_letters.person(store, given="Aldo", family="Brook", emails=())
    for about in (make_invoices.work(store, client), make_invoices.work(store, other)):
        make_invoices.spent(store, about, 10)
    make_invoices.work(store, client)
    first, more = time.page(store, None, 1, make.TODAY)
    assert [one.client.family for _, one in first] == ["Brook"]
    assert more
    rest, more = time.page(store, first[0][0], 5, make.TODAY)
    assert [one.client.family for _, one in rest] == ["Corrant"]
    assert not more


def test_work_that_nothing_can_be_billed_of_is_not_read(store, client):
    make_invoices.work(store, client)  # neither agreed nor met nor worked for
    about = make_invoices.signed(store, client, STAGED)
    met = make_invoices.work(store, client)
    timed = sessions.open_session(store, client.id, make.NOW, make.NOW)
    sessions.arrange(store, timed.id, engagement_id=met.id)
    assert {work for work, _, _ in kept_invoices.workable(store, None, 9)} == {about.id, met.id}
    assert [one.engagement.id for _, one in time.page(store, None, 9, make.TODAY)[0]] == [about.id]


def test_the_letter_says_how_the_practice_counts(store, client):
    make_invoices.signed(store, client)
    practice.change(store, {"time_counting": Counting.PER_ENTRY})
    again = make_invoices.signed(store, make_letters.person(store, given="Aldo", family="Brook", emails=()))
    wanted = ("all that I do for you on one day together", "each piece of work by itself")
    for work, said in zip((1, again.id), wanted, strict=True):
        letter = letters.of_engagement(store, work)[0]
        told = f"I count time in units of 6 minutes, {said}, rounded up to the next unit."
        assert told in read.poppler(letters.reprint(store, letter.id))
