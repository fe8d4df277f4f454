"""The life of a letter: sent, signed, declined, expired, and what a new version changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practice.actions import clients, engagements, letters, sessions, timeline
from practice.errors import Refused
from practice.letters.said import foot
from practice.rules.engagements import SIGNING, Due, DueKind, ItemKind
from practice.rules.letters import InForce, LetterState
from practice.rules.shelves import ClientStatus
from practice.rules.timeline import Event
from tests import make

DAY = timedelta(days=1)


def test_sent_signed_and_the_prospect_is_a_client(store, client, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    assert letters.waiting(store) == 1
    assert letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY).state is LetterState.SENT
    assert letters.in_force(store, letter.engagement_id, make.TODAY) is None
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert letters.waiting(store) == 0
    force = letters.in_force(store, letter.engagement_id, make.TODAY)
    assert force is not None
    assert force.letter.id == letter.id
    assert clients.find(store, client.id).status is ClientStatus.CLIENT


def test_a_new_version_supersedes_when_it_is_signed(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, first.id, make.TODAY, make.TODAY)
    second = letters.revise(store, first.id, make.NOW)
    assert letters.revise(store, first.id, make.NOW).id == second.id
    engagements.add_item(store, draft.engagement_id, ItemKind.LIMIT, "Anything abroad.")
    second = letters.issue(store, second.id, make.NOW + DAY)
    assert (second.number, second.version) == (first.number, 2)
    assert letters.get(store, first.id).state is LetterState.SIGNED
    assert letters.in_force(store, draft.engagement_id, make.TODAY) == InForce(letters.get(store, first.id))
    letters.mark_signed(store, second.id, make.TODAY + DAY, make.TODAY + DAY)
    assert letters.get(store, first.id).state is LetterState.SUPERSEDED
    force = letters.in_force(store, draft.engagement_id, make.TODAY + DAY)
    assert force is not None
    assert force.letter.id == second.id
    assert letters.file_name(second) == "EL-2026-001-v2.pdf"


def test_a_new_version_acts_once_it_is_signed_and_not_before(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, first.id, make.TODAY, make.TODAY)
    bound = texts(store, draft)
    gone = engagements.promises(store, draft.engagement_id)[-1]
    engagements.deliver(store, gone.deliveries[0].id, make.TODAY)
    second = letters.revise(store, first.id, make.NOW)
    engagements.remove_item(store, gone.item.id, make.TODAY)
    engagements.add_item(store, draft.engagement_id, ItemKind.PROMISE, "One thing more")
    assert texts(store, draft) == bound
    second = letters.issue(store, second.id, make.NOW + DAY)
    assert texts(store, draft) == bound
    assert engagements.promises(store, draft.engagement_id)[-1].deliveries[0].delivered_on == make.TODAY
    letters.mark_signed(store, second.id, make.TODAY + DAY, make.TODAY + DAY)
    store.clock = lambda: make.NOW + DAY
    assert texts(store, draft) == [*bound[:-1], "One thing more"]


def texts(store, draft):
    return [one.item.text for one in engagements.promises(store, draft.engagement_id)]


def test_a_promise_counts_from_the_day_it_was_first_signed_for(store, draft):
    early = engagements.items(store, draft.engagement_id)[0]
    signing = Due(kind=DueKind.AFTER_EVENT, event=SIGNING, days=10, business=False)
    engagements.save_item(store, replace(early, due=signing))
    first = letters.issue(store, draft.id, make.NOW - 5 * DAY)
    letters.mark_signed(store, first.id, make.TODAY - 3 * DAY, make.TODAY)
    second = letters.revise(store, first.id, make.NOW)
    late = engagements.add_item(store, draft.engagement_id, ItemKind.PROMISE, "One thing more")
    engagements.save_item(store, replace(late, due=signing))
    second = letters.issue(store, second.id, make.NOW)
    letters.mark_signed(store, second.id, make.TODAY, make.TODAY)
    due = {one.item.text: one.deliveries[0].due_on for one in engagements.promises(store, draft.engagement_id)}
    assert due[early.text] == make.TODAY + 7 * DAY
    assert due["One thing more"] == make.TODAY + 10 * DAY


def test_an_issued_item_whose_date_lost_its_hold_says_what_to_do(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    second = letters.revise(store, first.id, make.NOW)
    engagements.remove_item(store, engagements.items(store, draft.engagement_id)[0].id, make.TODAY)
    said = [problem.text for problem in letters.check(store, second.id, make.TODAY)]
    assert any("Withdraw it too, and add it again" in text for text in said)


def test_a_new_version_is_called_a_draft_of_it_and_says_that_numbers_stay(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    assert "keeps its number" not in printed(first.facts)
    new = letters.revise(store, first.id, make.NOW)
    assert "keeps its number" not in printed(facts(store, new))
    engagements.add_item(store, new.engagement_id, ItemKind.PROMISE, "A deed")
    assert "keeps its number for good" in printed(facts(store, new))
    assert foot(facts(store, first)) == "EL-2026-001 · draft 1, not issued"
    assert foot(facts(store, new)) == "EL-2026-001 · draft of version 2, not issued"
    assert letters.issue(store, new.id, make.NOW).version == new.draft == 2


def facts(store, letter):
    return replace(letters.composed(letters.case(store, letter.id, make.TODAY)).facts, version=0)


def printed(facts):
    return " ".join(getattr(block, "text", "") for section in facts.sections for block in section.blocks)


def test_only_the_newest_version_can_be_revised(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, first.id, make.TODAY, make.TODAY)
    second = letters.issue(store, letters.revise(store, first.id, make.NOW).id, make.NOW)
    with pytest.raises(Refused, match="newest issued"):
        letters.revise(store, first.id, make.NOW)  # it is in force still, but version 2 of its number is taken
    third = letters.issue(store, letters.revise(store, second.id, make.NOW).id, make.NOW)
    assert third.version == 3


def test_an_unsigned_version_gives_way_at_once(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    second = letters.issue(store, letters.revise(store, first.id, make.NOW).id, make.NOW)
    assert letters.get(store, first.id).state is LetterState.SUPERSEDED
    with pytest.raises(Refused, match="newer version"):
        letters.mark_signed(store, first.id, make.TODAY, make.TODAY)
    with pytest.raises(Refused, match="newest issued"):
        letters.revise(store, first.id, make.NOW)
    assert second.supersedes == first.id


def waiting_for(store, letter):
    return [step for step in sessions.follow_ups(store, letter.client_id) if step.letter_id == letter.id]


def test_an_unsigned_letter_is_a_follow_up_until_it_is_signed(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    (step,) = waiting_for(store, letter)
    assert (step.text, step.due_on) == ("Ask for the signature on EL-2026-001", letter.sign_by)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert waiting_for(store, letter) == []


def test_a_declined_letter_waits_no_longer_and_cannot_be_signed(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    ended = letters.mark_declined(store, letter.id, make.TODAY, " Too dear. ", make.TODAY)
    assert (ended.state, ended.ended_on, ended.ended_why) == (LetterState.DECLINED, make.TODAY, "Too dear.")
    assert waiting_for(store, letter) == []
    assert letters.waiting(store) == 0
    with pytest.raises(Refused, match="declined"):
        letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert letters.in_force(store, letter.engagement_id, make.TODAY) is None
    again = letters.issue(store, letters.revise(store, letter.id, make.NOW).id, make.NOW)
    assert again.version == 2
    assert letters.get(store, letter.id).state is LetterState.DECLINED


def test_a_letter_expires_only_after_its_day_to_sign_by(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    with pytest.raises(Refused, match="still be signed"):
        letters.mark_expired(store, letter.id, letter.sign_by)
    after = letter.sign_by + DAY
    assert letters.mark_expired(store, letter.id, after).state is LetterState.EXPIRED
    store.journal.undo()
    assert letters.get(store, letter.id).state is LetterState.ISSUED
    assert len(waiting_for(store, letter)) == 1


def test_a_newer_version_takes_the_follow_up_over(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    second = letters.issue(store, letters.revise(store, first.id, make.NOW).id, make.NOW)
    assert waiting_for(store, first) == []
    assert len(waiting_for(store, second)) == 1


def test_the_timeline_tells_the_versions_of_one_day_in_their_order(store, draft, monkeypatch):
    minutes = iter(range(1, 1000))
    monkeypatch.setattr(store.journal, "_clock", lambda: make.NOW + timedelta(minutes=next(minutes)))
    letter = letters.issue(store, draft.id, make.NOW)
    for _ in range(2):
        letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
        letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
        letter = letters.issue(store, letters.revise(store, letter.id, make.NOW).id, store.journal._clock())
    seen = [(entry.amount, entry.event) for entry in told(store, letter) if entry.title == letter.number]
    steps = [Event.LETTER_SIGNED, Event.LETTER_SENT, Event.LETTER_ISSUED]
    seen = [(version, event) for version, event in seen if event is not Event.FOLLOW_UP]
    assert seen == [(3, Event.LETTER_ISSUED), *((n, event) for n in (2, 1) for event in steps)]


def test_the_timeline_tells_the_signature_once(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    assert Event.FOLLOW_UP in {entry.event for entry in told(store, letter)}
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert {entry.event for entry in told(store, letter)} >= {Event.LETTER_ISSUED, Event.LETTER_SIGNED}
    assert Event.FOLLOW_UP_DONE not in {entry.event for entry in told(store, letter)}


def told(store, letter):
    return timeline.of_client(store, clients.find(store, letter.client_id))


def test_a_version_in_the_clients_hands_can_be_signed_while_the_next_is_drafted(store, draft):
    """The signature is a fact: it counts, the draft goes on as a change of what was signed, and can still be let go."""
    first = letters.issue(store, draft.id, make.NOW)
    bound = texts(store, draft)
    second = letters.revise(store, first.id, make.NOW)
    engagements.remove_item(store, engagements.items(store, draft.engagement_id)[0].id, make.TODAY)
    engagements.add_item(store, draft.engagement_id, ItemKind.PROMISE, "One thing more")
    letters.mark_signed(store, first.id, make.TODAY, make.TODAY)
    assert texts(store, draft) == bound
    assert letters.get(store, second.id).state is LetterState.DRAFT
    letters.discard(store, second.id)
    assert [
        item.text for item in engagements.items(store, draft.engagement_id) if item.kind is ItemKind.PROMISE
    ] == bound
    second = letters.issue(store, letters.revise(store, first.id, make.NOW).id, make.NOW)
    assert [letters.get(store, one.id).state for one in (first, second)] == [LetterState.SIGNED, LetterState.ISSUED]


def test_a_former_client_who_signs_anew_is_a_client_again(store, client, draft):
    for status in (ClientStatus.CLIENT, ClientStatus.FORMER):
        clients.set_status(store, client.id, status, make.TODAY)
    letters.mark_signed(store, letters.issue(store, draft.id, make.NOW).id, make.TODAY, make.TODAY)
    assert clients.find(store, client.id).status is ClientStatus.CLIENT


def test_a_draft_that_lay_too_long_is_signed_by_a_day_to_come(store, draft):
    month = timedelta(days=30)
    assert letters.case(store, draft.id, draft.sign_by).letter.sign_by == draft.sign_by
    letter = letters.issue(store, draft.id, make.NOW + month)
    assert letter.sign_by == date(2027, 1, 5)  # ten business days, Christmas and New Year left out
    assert "return it by January 5, 2027" in str(letter.facts)
    assert waiting_for(store, letter)[0].due_on == letter.sign_by
