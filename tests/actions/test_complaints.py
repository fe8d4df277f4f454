from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from practice.actions import (
    clients,
    complaint_letters,
    complaints,
    engagements,
    letters,
    sessions,
)
from practice.actions import store as stores
from practice.actions.store import Store
from practice.db import complaints as kept
from practice.errors import Refused
from practice.rules.complaint_days import DeadlineKind
from practice.rules.complaints import Basis, ClaimSign, Found, Kind, StepList
from tests import make, make_complaints, make_letters

DAY = timedelta(days=1)


@pytest.fixture
def told(store):
    return make_complaints.told(store)


@pytest.fixture
def decided(store, told):
    make_complaints.decided(store, told)
    return told


def view(store, told):
    return complaints.get(store, told.complaint.id)


def answer(store, told, day=make.TODAY):
    return complaints.tell(store, told.complaint.id, DeadlineKind.FINAL, day, make.NOW)


def test_numbers_follow_each_other_and_a_blank_one_is_taken_up_again(store, client):
    first = complaints.begin(store, client.id, make.NOW)
    assert first.number == "CM-2026-001"
    assert complaints.begin(store, client.id, make.NOW) == first
    complaints.edit(store, first.id, {"words": "Too slow."}, make.TODAY)
    assert complaints.begin(store, client.id, make.NOW).number == "CM-2026-002"


def test_the_letter_in_force_that_day_offers_items_then_clauses(store, told):
    labels = [one.label for one in complaints.offers(store, told.complaint, told.house)]
    assert labels[:10] == [f"2.{n}" for n in range(1, 11)]
    assert labels[10:]
    assert all(one.startswith("clause ") for one in labels[10:])


def test_pointing_to_an_item_picks_its_deliveries_and_the_day_of_the_work(store, told):
    citation = told.drafts.citation
    assert (citation.label, citation.signed_on) == ("2.2", make_complaints.SIGNED)
    assert citation.had_on == make_complaints.SIGNED - DAY  # sent a day before
    (made,) = complaints.picked(store, told.drafts)
    assert told.drafts.work_on == made.due_on
    assert told.house.deliveries == ()


def test_letter_and_delivery_record_decide_each_point_apart(store, told):
    house, drafts = view(store, told).points
    assert house.proposal.kind is Kind.EXPECTATION_MISMATCH
    assert drafts.proposal.kind is Kind.SERVICE_FAILURE
    assert f"{make_complaints.LATE_BY} days late" in drafts.proposal.evidence[1]
    make_complaints.decided(store, told)
    shown = view(store, told)
    assert shown.whole is Kind.MIXED
    assert [(p.path.key, [i.id for i in p.points]) for p in shown.paths] == [
        ("mismatch", [told.house.id]),
        ("failure", [told.drafts.id]),
    ]


def test_a_letter_signed_only_after_the_work_cannot_make_a_mismatch(store, told):
    earlier = make_complaints.SIGNED - 5 * DAY
    complaints.edit_item(store, told.house.id, {"work_on": earlier})
    point = view(store, told).points[0]
    assert point.proposal.kind is Kind.UNCLEAR_PROMISE
    with pytest.raises(Refused, match="So the promise was unclear to them"):
        complaints.decide(store, told.house.id, Kind.EXPECTATION_MISMATCH, make.NOW, reason="All the same.")


def test_facts_that_no_longer_bear_a_decision_take_it_back(store, decided):
    complaints.edit_item(store, decided.house.id, {"clear": False})
    assert view(store, decided).items[0].decided is None
    complaints.edit_item(store, decided.drafts.id, {"wanted": "Drafts by October"})
    assert view(store, decided).items[1].decided is Kind.SERVICE_FAILURE
    store.journal.undo()
    store.journal.undo()
    assert view(store, decided).items[0].decided is Kind.EXPECTATION_MISMATCH


def test_another_work_or_day_takes_back_what_it_no_longer_bears(store, decided):
    other = letters.start(store, decided.client.id, None, make.NOW, "Another matter")
    complaints.edit(store, decided.complaint.id, {"engagement_id": other.engagement_id}, make.TODAY)
    assert [(one.basis, one.citation, one.decided) for one in view(store, decided).items] == [
        (Basis.OPEN, None, None)
    ] * 2
    store.journal.undo()
    assert [one.decided for one in view(store, decided).items] == [Kind.EXPECTATION_MISMATCH, Kind.SERVICE_FAILURE]


def test_other_words_at_the_same_place_are_read_anew(store, told):
    other = replace(told.house, citation=replace(told.house.citation, text="Other words"))
    with store.journal.change("test"):
        kept.save_item(store, other)
    anew = complaints.edit_item(store, told.house.id, {"work_on": make.TODAY - 3 * DAY})
    assert (anew.citation.text, anew.clear) == (make_letters.LIMITS[0], None)


def test_rudeness_needs_a_record_and_no_letter(store, told):
    item = make_complaints.rude(store, told.complaint.id, make.TODAY - 3 * DAY)
    point = view(store, told).points[2]
    assert (point.proposal.kind, point.proposal.subtype) == (Kind.SERVICE_FAILURE, "rude")
    assert complaints.decide(store, item.id, Kind.SERVICE_FAILURE, make.NOW).evidence.startswith("I, November 15")


def test_the_answer_makes_the_follow_ups_of_each_path(store, decided):
    answer(store, decided)
    due = {one.text.partition(" (")[0]: one.due_on for one in view(store, decided).follow_ups}
    assert due == {
        "Ask Corwin whether what comes is what they expect": make.TODAY + 14 * DAY,
        "Call Corwin: is it put right?": make.TODAY + 7 * DAY,
        "Call Corwin: has it stayed right?": make.TODAY + 30 * DAY,
    }
    assert {one.id for one in view(store, decided).follow_ups} == {
        one.id for one in sessions.follow_ups(store, decided.client.id)
    }


def test_follow_ups_follow_the_decisions_and_keep_what_is_done(store, decided):
    answer(store, decided)
    asked = next(one for one in view(store, decided).follow_ups if one.text.startswith("Ask"))
    called = next(one for one in view(store, decided).follow_ups if "put right?" in one.text)
    sessions.finish_step(store, called.id, True, make.NOW)
    reason = "I see now that 2.7 can be read otherwise."
    complaints.decide(store, decided.house.id, Kind.UNCLEAR_PROMISE, make.NOW, reason=reason)
    ids = [one.id for one in view(store, decided).follow_ups]
    assert asked.id not in ids
    assert called.id in ids
    assert len([one for one in view(store, decided).follow_ups if "settled" in one.text]) == 2


def test_an_answer_undone_takes_its_follow_ups_along(store, decided):
    answer(store, decided)
    assert store.journal.undo() == "complaint.tell.final"
    assert view(store, decided).follow_ups == ()
    assert view(store, decided).complaint.answered_on is None


def test_a_possible_claim_holds_answer_and_apology_until_the_insurer_knows(store, decided):
    complaints.edit(store, decided.complaint.id, {"claim_signs": (ClaimSign.MONEY,)}, make.TODAY)
    assert view(store, decided).claim
    for held in (complaint_letters.FINAL, complaint_letters.APOLOGY):
        with pytest.raises(Refused, match="Tell your insurer"):
            complaint_letters.start(store, decided.complaint.id, held, make.NOW)
    with pytest.raises(Refused, match="Tell your insurer"):
        answer(store, decided)
    assert complaint_letters.start(store, decided.complaint.id, complaint_letters.ACK, make.NOW)
    complaints.tick(store, decided.complaint.id, StepList.GATE, "notify", "Tell your insurer", make.TODAY)
    assert view(store, decided).held == ""
    assert view(store, decided).notified_on == make.TODAY
    assert answer(store, decided).answered_on == make.TODAY


def test_no_cover_lets_go_with_its_reason(store, decided):
    signs = {"claim_signs": (ClaimSign.LAWYER,), "no_claim": "The policy ended in May."}
    complaints.edit(store, decided.complaint.id, signs, make.TODAY)
    assert view(store, decided).held == ""


def test_the_gate_and_its_reminder_speak_the_profession(tmp_path, store, decided):
    assert [tick.key for tick in view(store, decided).gate] == [
        "preserve", "notify", "wording", "tell", "counsel", "never_withdraw", "online",
    ]  # fmt: skip
    assert "ABA 481" in view(store, decided).reminder
    other = make.store(tmp_path / "coach")
    make_letters.profile(other, make_letters.Profile.COACH)
    complaint = complaints.begin(other, make_complaints.person(other).id, make.NOW)
    assert "Nothing here is privileged" in complaints.get(other, complaint.id).reminder
    assert "bar complaint" not in " ".join(tick.text for tick in complaints.get(other, complaint.id).gate)
    other.abandon()


def test_the_signed_letters_days_win(store, told):
    owed = {one.kind: one.due_on for one in view(store, told).owed}
    came = told.complaint.received_on
    assert view(store, told).terms.promised.startswith("EL-2026")
    assert came == date(2026, 11, 16)
    assert owed[DeadlineKind.ACKNOWLEDGE] == date(2026, 11, 23)  # five business days, as the letter says
    assert owed[DeadlineKind.FINAL] == came + 56 * DAY


def test_without_a_letter_the_practices_own_days_count(store, client):
    complaint = complaints.begin(store, client.id, make.NOW)
    shown = complaints.get(store, complaint.id)
    assert shown.terms.promised == ""
    assert shown.owed[0].due_on == date(2026, 11, 20)


def test_what_is_due_is_counted_and_flagged(store, told):
    assert complaints.waiting(store) == 1
    assert not complaints.pressing(store, make.TODAY)
    assert complaints.pressing(store, date(2026, 11, 22))
    complaints.tell(store, told.complaint.id, DeadlineKind.ACKNOWLEDGE, make.TODAY, make.NOW)
    assert not complaints.pressing(store, date(2026, 11, 22))


def test_a_pattern_is_told_on_the_path(store, told):
    make_complaints.decided(store, told)
    for n in range(2):
        other = clients.create(store, make.client("Client", f"Number {n}"), make.NOW)
        make_complaints.signed_work(store, other.id)
        complaint = complaints.begin(store, other.id, make.NOW)
        item = complaints.add_item(store, complaint.id, "The house")
        complaints.cite(store, item.id, "2.7")
        complaints.edit_item(store, item.id, {"clear": True})
        complaints.decide(store, item.id, Kind.EXPECTATION_MISMATCH, make.NOW)
    assert [point.times for point in view(store, told).points] == [1, 1]  # it came first
    shown = complaints.get(store, complaint.id)
    assert [point.times for point in shown.points] == [3]
    (mismatch,) = shown.paths
    assert mismatch.inside[0].text == "Third time in a year: a pattern"
    assert "pattern" not in [tick.key for path in view(store, told).paths for tick in path.inside]
    assert "Say 2.7 aloud before anybody signs" in [tick.text for tick in mismatch.inside]


def test_a_tick_is_kept_with_its_day_and_taken_back(store, decided):
    args = (store, decided.complaint.id, StepList.INSIDE, "words", "Put the page right")
    complaints.tick(*args, make.TODAY, "mismatch")
    assert view(store, decided).done(StepList.INSIDE, "words", "mismatch").done_on == make.TODAY
    assert view(store, decided).done(StepList.INSIDE, "words", "failure") is None
    complaints.tick(*args, None, "mismatch")
    assert view(store, decided).steps == ()


def test_closing_keeps_cause_and_change_for_good(store, decided):
    with pytest.raises(Refused):
        complaints.close(store, decided.complaint.id, "No watch on due dates", "Reminders", make.NOW)
    answer(store, decided)
    complaints.close(store, decided.complaint.id, "No watch on due dates", "Reminders", make.NOW)
    (entry,) = view(store, decided).entries
    assert (entry.outcome, entry.root_cause, entry.changed) == ("mixed", "No watch on due dates", "Reminders")
    assert store.journal.can_undo is None
    for act in (
        lambda: complaints.edit(store, decided.complaint.id, {"words": "Else"}, make.TODAY),
        lambda: complaints.add_item(store, decided.complaint.id),
        lambda: complaints.edit_item(store, decided.house.id, {"wanted": "Else"}),
        lambda: complaints.decide(store, decided.house.id, Kind.EXPLAINED, make.NOW, reason="Else"),
        lambda: complaints.drop_item(store, decided.house.id),
        lambda: complaints.discard(store, decided.complaint.id),
        lambda: complaints.tick(store, decided.complaint.id, StepList.INSIDE, "log", "", make.TODAY, "failure"),
        lambda: complaints.close(store, decided.complaint.id, "Else", "Else", make.NOW),
    ):
        with pytest.raises(Refused, match="closed"):
            act()
    complaints.add(store, decided.complaint.id, "They wrote to thank us.", make.NOW + DAY)
    assert [one.text for one in view(store, decided).entries] == ["", "They wrote to thank us."]
    assert complaints.waiting(store) == 0
    assert stores.check(store).problems == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE complaints SET words = 'else'",
        "DELETE FROM complaints",
        "UPDATE complaint_items SET wanted = 'else'",
        "DELETE FROM complaint_items",
        "DELETE FROM complaint_steps",
        "INSERT INTO complaint_steps (salt, complaint_id, client_id, path, belongs, key, text, done_on)"
        " SELECT salt, complaint_id, client_id, path, belongs, key, text, done_on FROM complaint_steps",
        "UPDATE complaint_entries SET text = 'else'",
        "DELETE FROM complaint_entries",
    ],
)
def test_the_database_refuses_to_change_what_is_closed(store: Store, decided, sql):
    complaints.tick(store, decided.complaint.id, StepList.GATE, "preserve", "Keep", make.TODAY)
    answer(store, decided)
    complaints.close(store, decided.complaint.id, "Cause", "Change", make.NOW)
    with pytest.raises(IntegrityError, match="complaint"), store.journal.unseen() as execute:
        execute(sql, ())


def test_a_complaint_discarded_comes_back_whole(store, decided):
    before = view(store, decided)
    complaints.discard(store, decided.complaint.id)
    assert complaints.of_client(store, decided.client) == []
    store.journal.undo()
    assert view(store, decided) == before


def test_a_household_sees_the_complaints_of_its_people(store, decided):
    other = make_letters.person(store)
    both = clients.join(store, decided.client.id, other.id, make.NOW)
    assert [one.number for one in complaints.of_client(store, both)] == ["CM-2026-001"]


def test_a_blank_one_is_taken_up_for_its_own_client_alone(store, client):
    other = clients.create(store, make.client("Petra", "Ashby"), make.NOW)
    alone = complaints.begin(store, other.id, make.NOW)
    both = clients.join(store, client.id, other.id, make.NOW)
    assert complaints.begin(store, both.id, make.NOW).client_id == both.id
    assert complaints.begin(store, other.id, make.NOW).id == alone.id


def test_what_a_promise_is_worth_is_told_to_the_refund(store, told):
    (item,) = [
        one for one in engagements.items(store, told.complaint.engagement_id) if one.id == told.drafts.citation.item_id
    ]
    assert view(store, told).points[1].scope == item
    assert view(store, told).points[1].value is None


def test_what_was_said_in_an_advertisement_counts_only_with_words_and_day(store, told):
    ad = {"basis": Basis.SAID, "misleading": True, "said": "A trust in ten days"}
    complaints.edit_item(store, told.house.id, ad)
    with pytest.raises(Refused, match="the day"):
        complaints.decide(store, told.house.id, Kind.MISLEADING_PROMISE, make.NOW)
    complaints.edit_item(store, told.house.id, {"said_on": date(2026, 8, 3)})
    assert complaints.decide(store, told.house.id, Kind.MISLEADING_PROMISE, make.NOW).decided


def test_the_record_of_what_was_found_survives_the_store(store, told):
    complaints.edit_item(store, told.drafts.id, {"found": Found.LATE, "record_what": "Sent by post"})
    item = view(store, told).items[1]
    assert replace(item, found=Found.OPEN, record_what="") == told.drafts


def test_the_list_goes_on_page_by_page_open_ones_first(store, decided):
    answer(store, decided)
    complaints.close(store, decided.complaint.id, "Cause", "Change", make.NOW)
    for n in range(3):
        other = clients.create(store, make.client("Client", f"Number {n}"), make.NOW)
        complaint = complaints.begin(store, other.id, make.NOW)
        complaints.edit(store, complaint.id, {"words": "Too slow", "received_on": make.TODAY - n * DAY}, make.TODAY)
    first = complaints.page(store, None, 3)
    assert [one.complaint.number for one in first] == ["CM-2026-004", "CM-2026-003", "CM-2026-002"]
    assert [one.complaint.closed_on for one in complaints.page(store, first[-1], 3)] == [make.TODAY]
    whole = complaints.page(store, None, 9)
    assert [one.complaint.number for one in whole] == ["CM-2026-004", "CM-2026-003", "CM-2026-002", "CM-2026-001"]
    assert complaints.page(store, whole[-1], 9) == []


def test_a_blank_one_that_is_taken_up_on_another_day_came_that_day(store, client):
    first = complaints.begin(store, client.id, make.NOW)
    assert complaints.begin(store, client.id, make.NOW + 2 * DAY) == replace(first, received_on=make.TODAY + 2 * DAY)


def test_only_the_erasing_of_its_person_takes_a_closed_complaint_away(store: Store, decided):
    complaints.tick(store, decided.complaint.id, StepList.GATE, "preserve", "Keep", make.TODAY)
    answer(store, decided)
    complaints.close(store, decided.complaint.id, "Cause", "Change", make.NOW)
    with store.journal.unseen() as execute:
        execute("INSERT INTO erasing (client_id) VALUES (?)", (decided.client.id,))
        for table in ("complaint_entries", "complaint_steps", "complaint_items", "complaints"):
            execute(f"DELETE FROM {table}", ())
        execute("DELETE FROM erasing", ())
    assert complaints.of_client(store, decided.client) == []


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("I want my money back.", [ClaimSign.MONEY]),
        ("Please refund the fee, or I will sue you.", [ClaimSign.MONEY, ClaimSign.LAWYER]),
        ("What you did harmed me, and cost me the house.", [ClaimSign.HARM]),
        ("My new LAWYER will write to you.", [ClaimSign.LAWYER]),
        ("I go to the ombudsman and the bar association.", [ClaimSign.REGULATOR]),
        ("I will report you to the ICF.", [ClaimSign.REGULATOR]),
        ("You never call me back. I had to pursue every answer, at the barbecue too.", []),
        ("", []),
    ],
)
def test_words_that_speak_of_a_claim_propose_its_signs_and_set_none(store, told, words, signs):
    complaint = complaints.edit(store, told.complaint.id, {"words": words}, make.TODAY)
    for point in complaints.get(store, complaint.id).items:
        complaints.edit_item(store, point.id, {"words": ""})
    found = view(store, told)
    assert list(found.proposed) == signs
    assert not found.claim
    assert not found.complaint.claim_signs


def test_nothing_more_is_proposed_once_a_sign_is_ticked(store, told):
    complaints.edit(store, told.complaint.id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    assert view(store, told).proposed == ()
