"""What is said of a delivery: its day, session and evidence; and what is overdue."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practice.actions import attachments, engagements, letters, overview, sessions
from practice.actions import store as stores
from practice.db import attachments as kept_files
from practice.errors import Refused
from practice.rules.attachments import REMOVED_FOR
from practice.rules.engagements import is_late, label
from practice.rules.timeline import Event
from tests import make, make_letters


@pytest.fixture
def letter(store, draft):
    letters.issue(store, draft.id, make.NOW)
    letters.mark_sent(store, draft.id, make.TODAY, "email", make.TODAY)
    return letters.mark_signed(store, draft.id, make.TODAY, make.TODAY)


@pytest.fixture
def made(store, letter):
    return {label(one.item): one.deliveries[0] for one in engagements.promises(store, letter.engagement_id)}


def note(store, delivery, **changes):
    return engagements.note_delivery(store, delivery.id, make.TODAY, **changes)


def test_a_delivery_keeps_its_day_session_and_evidence(store, client, letter, made):
    session = sessions.view(store, sessions.begin(store, client.id, make.NOW).id).session
    file = attachments.add_bytes(store, "clients", client.id, "Receipt.txt", b"Received", make.NOW)
    told = {"evidence": "Handed over at the door", "attachment_id": file.id, "letter_id": letter.id}
    after = note(store, made["2.1"], delivered_on=make.TODAY, session_id=session.id, **told)
    assert after == replace(made["2.1"], delivered_on=make.TODAY, session_id=session.id, **told)
    (first, *_) = engagements.promises(store, letter.engagement_id)
    assert first.deliveries == (after,)
    store.journal.undo()
    assert engagements.promises(store, letter.engagement_id)[0].deliveries == (made["2.1"],)
    assert stores.check(store).problems == ()


def test_what_hangs_on_it_gets_its_day(store, letter, made):
    assert made["2.2"].due_on is None
    note(store, made["2.1"], delivered_on=make.TODAY)
    drafts = engagements.promises(store, letter.engagement_id)[1].deliveries[0]
    assert drafts.due_on == date(2026, 12, 10)  # 15 business days, Thanksgiving left out
    note(store, made["2.1"], delivered_on=None)
    assert engagements.promises(store, letter.engagement_id)[1].deliveries[0].due_on is None


def test_nothing_is_delivered_tomorrow_and_without_a_day_there_is_no_session(store, client, made):
    with pytest.raises(Refused) as refused:
        note(store, made["2.1"], delivered_on=make.TODAY + timedelta(1))
    assert refused.value.fields.keys() == {"delivered_on"}
    session = sessions.view(store, sessions.begin(store, client.id, make.NOW).id).session
    note(store, made["2.1"], delivered_on=make.TODAY, session_id=session.id, evidence="Met.")
    after = note(store, made["2.1"], delivered_on=None)
    assert (after.session_id, after.evidence) == (None, "Met.")


@pytest.mark.parametrize(("number", "own"), [("2.1", False), ("2.2", False), ("2.4", True), ("2.5", True)])
def test_a_person_names_the_day_only_where_the_letter_leaves_it_open(store, made, number, own):
    day = make.TODAY + timedelta(20)
    after = note(store, made[number], due_on=day)
    assert (after.due_on == day) is own
    note(store, made["2.1"], delivered_on=make.TODAY)  # reckons all days anew
    assert (engagements.promises(store, 1)[int(number[2:]) - 1].deliveries[0].due_on == day) is own


def test_signing_a_note_leaves_the_evidence(store, client, letter, made):
    note(store, made["2.1"], evidence="She has the list.")
    session = sessions.begin(store, client.id, make.NOW)
    sessions.write(store, session.id, fields={"covered": "The list."})
    sessions.tick(store, session.id, made["2.1"].id, True)
    sessions.sign(store, session.id, make.NOW + timedelta(hours=1))
    kept = engagements.promises(store, letter.engagement_id)[0].deliveries[0]
    assert (kept.delivered_on, kept.evidence) == (make.TODAY, "She has the list.")


def test_what_is_overdue_stands_on_the_client_s_page_the_longest_first(store, client, letter, made):
    assert overview.of_client(store, client.id, make.NOW).late == ()
    for number, day in (("2.5", 12), ("2.4", 15)):
        note(store, made[number], due_on=make.TODAY + timedelta(day))
    later = make.NOW + timedelta(days=20)
    late = overview.of_client(store, client.id, later).late
    assert [label(item) for item, _ in late] == ["2.5", "2.1", "2.4"]
    assert all(is_late(delivery, later.date()) for _, delivery in late)
    engagements.close(store, letter.engagement_id, make.TODAY)
    assert overview.of_client(store, client.id, later).late == ()


def test_each_work_stands_with_its_promises_and_limits_the_open_one_first(store, client, letter):
    second = make_letters.estate_plan(store, client.id)
    letters.issue(store, second.id, make.NOW)
    engagements.close(store, second.engagement_id, make.TODAY - timedelta(1))
    works = overview.of_client(store, client.id, make.NOW).works
    assert [one.engagement.id for one in works] == [letter.engagement_id, second.engagement_id]
    assert [(len(one.promised), len(one.limits), len(one.cited)) for one in works] == [(6, 4, 10), (6, 4, 0)]


def test_the_timeline_says_what_shows_a_delivery(store, client, letter, made):
    note(store, made["2.1"], delivered_on=make.TODAY, evidence="She has\n the list.")
    (entry,) = [one for one in overview.of_client(store, client.id, make.NOW).entries if one.event is Event.DELIVERED]
    assert (entry.title, entry.amount, entry.detail) == (made["2.1"].text, 1, "She has the list.")


def test_a_file_that_shows_a_delivery_outlasts_its_removal(store, client, made):
    files = [attachments.add_bytes(store, "clients", client.id, f"{n}.txt", b"x", make.NOW) for n in (1, 2)]
    note(store, made["2.1"], attachment_id=files[0].id)
    for file in files:
        attachments.remove(store, file.id, make.NOW)
    store.journal.forget()
    kept_files.forget(store, make.NOW + REMOVED_FOR + timedelta(1))
    kept = attachments.of_client(store, client)
    assert [one.attachment.id for one in kept] == [files[0].id]


def test_nothing_is_delivered_on_a_day_to_come(store, letter, made):
    with pytest.raises(Refused, match="Choose today or a day before it"):
        engagements.deliver(store, made["2.1"].id, make.TODAY + timedelta(days=1))
    (first, *_) = engagements.promises(store, letter.engagement_id)
    assert first.deliveries[0].delivered_on is None
