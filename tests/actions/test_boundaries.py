from datetime import timedelta

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from practice.actions import boundaries, boundary_policy, clients, letters, search, sessions
from practice.errors import Refused
from practice.rules.boundaries import Category, Channel, Direction, EntryKind, Impact, Kind, Response
from practice.rules.clients import display_name
from practice.rules.notes import Crossed
from practice.rules.patterns import PatternKind
from practice.rules.severity import Why
from practice.rules.wording import Loaded
from tests import make, make_letters
from tests.make_boundaries import SAID, draft, log

OURS = Direction.PRACTITIONER_TO_CLIENT


@pytest.fixture
def store(tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    yield store
    store.abandon()


@pytest.fixture
def tobias(store):
    return clients.create(store, make.client("Tobias", "Renwick"), make.NOW)


def refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.fields


# writing and recording


def test_a_draft_is_kept_as_it_is_typed_and_each_client_has_one(store, tobias):
    begun = boundaries.begin(store, tobias.id, make.NOW)
    boundaries.write(store, begun.id, facts="Text message")
    again = boundaries.begin(store, tobias.id, make.NOW)
    assert (again.id, again.content.facts) == (begun.id, "Text message")
    assert boundaries.waiting(store) == 1


def test_recording_is_final_and_says_what_was_typed(store, tobias):
    entry = log(store, tobias, words="“Quick one?”", interpretation="He may have forgotten.", reply="None.")
    assert (entry.facts, entry.words, entry.severity, entry.response) == (SAID, "“Quick one?”", 1, Response.R0)
    assert entry.author == "Ines Halvard"
    assert boundaries.draft_of(store, tobias.id) is None
    assert store.journal.can_undo is None
    assert boundaries.view(store, entry.id, make.NOW).holds


@pytest.mark.parametrize("sql", ["UPDATE boundary_entries SET facts = 'x'", "DELETE FROM boundary_entries"])
def test_an_entry_is_neither_changed_nor_taken_away_but_by_erasing(store, tobias, sql):
    log(store, tobias)
    store.execute("PRAGMA query_only = 0")
    with pytest.raises(IntegrityError, match="append-only"):
        store.execute(sql)
    store.execute("INSERT INTO erasing VALUES (?)", (tobias.id,))
    store.execute(sql)
    store.execute("DELETE FROM erasing")
    store.execute("PRAGMA query_only = 1")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"category": None}, "category"),
        ({"facts": " "}, "facts"),
        ({"happened_at": make.NOW + timedelta(minutes=1)}, "happened_at"),
        ({"happened_at": make.NOW - timedelta(hours=25), "late_reason": ""}, "late_reason"),
        ({"category": Category.SAFETY_THREAT, "severity": 4}, "severity"),
        ({"impact": Impact.MILD, "response": Response.R0}, "response_reason"),
        ({"response": Response.R4}, "response_reason"),
        ({"impact": Impact.MATERIAL, "severity": 1}, "response_reason"),
        ({"response": Response.P2}, "response"),
        ({"category": Category.CONFIDENTIALITY_PRIVACY, "direction": OURS}, "infers"),
        ({"category": Category.SAFETY_THREAT, "direction": OURS}, "category"),
    ],
)
def test_what_an_entry_still_lacks(store, tobias, content, field):
    made = draft(store, tobias, **{k: v for k, v in content.items() if k != "response"})
    if "response" in content:
        made = boundaries.write(store, made.id, response=content["response"])
    assert field in refused(lambda: boundaries.record(store, made.id, make.NOW))
    assert boundaries.waiting(store) == 1


def test_a_reason_lets_less_and_more_than_the_policy_stand(store, tobias):
    made = draft(store, tobias, impact=Impact.MILD)
    boundaries.write(store, made.id, response=Response.R0, response_reason="He was in hospital.")
    entry = boundaries.record(store, made.id, make.NOW)
    assert (entry.policy, entry.response) == (Response.R1, Response.R0)
    more = draft(store, tobias)
    boundaries.write(store, more.id, response=Response.R4, response_reason="A third person was hurt.")
    assert boundaries.record(store, more.id, make.NOW).response is Response.R4


@pytest.mark.parametrize(("hours", "late"), [(24, False), (24.01, True)])
def test_a_late_entry_is_one_of_more_than_24_hours(store, tobias, hours, late):
    made = draft(store, tobias, hours / 24, late_reason="I was away.")
    assert boundaries.draft_view(store, made.id, make.NOW).assessment.late is late


def test_a_new_category_is_judged_anew(store, tobias):
    made = draft(store, tobias, severity=4, cited="none")
    boundaries.write(store, made.id, response=Response.R3)
    changed = boundaries.write(store, made.id, category=Category.MONEY).content
    assert (changed.severity, changed.response, changed.cited) == (None, None, "")


def test_discarding_a_draft_can_be_undone(store, tobias):
    made = draft(store, tobias)
    boundaries.discard(store, made.id)
    assert boundaries.waiting(store) == 0
    store.journal.undo()
    assert boundaries.draft_of(store, tobias.id).content.facts == SAID


def test_a_draft_moves_to_another_client(store, tobias):
    other = clients.create(store, make.client(), make.NOW)
    made = draft(store, tobias)
    assert boundaries.move(store, made.id, other.id, make.NOW).client_id == other.id
    assert boundaries.draft_of(store, tobias.id) is None


def test_a_session_note_brings_what_it_knows(store, tobias):
    note = sessions.open_session(store, tobias.id, make.NOW, make.NOW, place="by video")
    sessions.write(store, note.id, boundary=Crossed.OURS)
    begun = boundaries.begin(store, tobias.id, make.NOW, note.session_id)
    content = begun.content
    assert begun.session_id == note.session_id
    assert (content.direction, content.channel, content.happened_at) == (OURS, Channel.VIDEO, make.NOW)


# what is added


def test_amendments_and_follow_ups_are_entries_that_point_at_the_first(store, tobias):
    first = log(store, tobias)
    amended = boundaries.amend(
        store, first.id, "It was 9:51 PM.", "Looked at the phone.", make.NOW, Category.TONE_ABUSE, 2
    )
    boundaries.add(store, amended)
    done = boundaries.follow_up(store, first.id, "Said it by phone.", Response.R1, make.NOW, make.NOW)
    boundaries.add(store, done)
    (told,) = boundaries.of_client(store, tobias)
    assert [one.entry_kind for one in told.added] == [EntryKind.AMENDMENT, EntryKind.FOLLOW_UP]
    assert (told.category, told.severity, told.response) == (Category.TONE_ABUSE, 2, Response.R1)
    assert (told.entry.category, told.entry.facts) == (Category.TIME_CONTACT, SAID)


def test_an_addition_needs_words_and_points_at_a_first_entry(store, tobias):
    first = log(store, tobias)
    at = (make.NOW, Category.TIME_CONTACT, 1)
    assert refused(lambda: boundaries.amend(store, first.id, " ", "", *at)).keys() == {"text", "reason"}
    late = make.NOW + timedelta(minutes=1)
    assert "done_at" in refused(lambda: boundaries.follow_up(store, first.id, "x", Response.R1, late, make.NOW))
    more = boundaries.add(store, boundaries.amend(store, first.id, "x", "y", *at))
    with pytest.raises(Refused):
        boundaries.amend(store, more.id, "x", "y", *at)


# judgement


def test_three_contacts_in_30_days_ask_for_a_written_reminder(store, tobias):
    log(store, tobias, 20)
    assert log(store, tobias, 11).response is Response.R1
    judged = boundaries.draft_view(store, draft(store, tobias).id, make.NOW).assessment
    assert (judged.proposal.why, judged.severity, judged.policy) == (Why.SIMILAR, 2, Response.R2)
    assert judged.patterns[0].kind is PatternKind.REPEATED
    assert [name for _, name in boundaries.current(store, make.NOW)] == []


def test_a_late_entry_can_be_the_third(store, tobias):
    earlier = [log(store, tobias, days).id for days in (1, 0.5)]
    made = draft(store, tobias, 5)
    judged = boundaries.draft_view(store, made.id, make.NOW).assessment
    assert (judged.patterns[0].kind, judged.severity, judged.policy) == (PatternKind.REPEATED, 1, Response.R2)
    entry = boundaries.record(store, made.id, make.NOW)
    assert entry.policy is Response.R2
    (repeated, _) = boundaries.view(store, entry.id, make.NOW).patterns
    assert (repeated.entries, repeated.response) == ((entry.id, *earlier), Response.R2)
    letter = boundaries.draft_letter(store, entry.id, make.NOW)
    assert "three contacts" in str(letters.composed(letters.case(store, letter.id, make.TODAY)).facts)


def test_a_late_entry_is_judged_by_what_had_happened_then(store, tobias):
    sure = {"response": Response.R2, "response_reason": "He asked for it in writing."}
    first = log(store, tobias, 10, **sure, now=make.NOW - timedelta(days=10))
    boundaries.add(
        store, boundaries.follow_up(store, first.id, "Sent by post.", Response.R2, first.recorded_at, make.NOW)
    )
    before = draft(store, tobias, 25)
    judged = boundaries.draft_view(store, before.id, make.NOW).assessment
    assert (judged.severity, judged.policy, judged.patterns) == (1, Response.R0, ())
    boundaries.write(store, before.id, happened_at=make.NOW - timedelta(days=5))
    judged = boundaries.draft_view(store, before.id, make.NOW).assessment
    assert (judged.patterns[0].kind, judged.policy) == (PatternKind.AFTER_REMINDER, Response.R3)


def test_a_reminder_counts_from_the_day_its_letter_went_out(store, tobias):
    sure = {"response": Response.R2, "response_reason": "He asked for it in writing."}
    first = log(store, tobias, 20, **sure, now=make.NOW - timedelta(days=20))
    judged = [boundaries.draft_view(store, draft(store, tobias).id, make.NOW).assessment]
    letter = boundaries.draft_letter(store, first.id, make.NOW)
    judged.append(boundaries.draft_view(store, draft(store, tobias).id, make.NOW).assessment)
    letters.issue(store, letter.id, make.NOW - timedelta(days=12))
    letters.mark_sent(store, letter.id, make.TODAY - timedelta(days=11), "email", make.TODAY)
    judged.append(boundaries.draft_view(store, draft(store, tobias).id, make.NOW).assessment)
    assert [one.proposal.why for one in judged] == [Why.SIMILAR, Why.SIMILAR, Why.REMINDED]
    assert [one.policy for one in judged] == [Response.R1, Response.R1, Response.R3]
    assert judged[2].patterns[0].kind is PatternKind.AFTER_REMINDER
    log(store, tobias)
    assert boundaries.current(store, make.NOW)[0][0].kind is PatternKind.AFTER_REMINDER


def test_a_household_of_two_is_seen_as_one(store, tobias):
    other = clients.create(store, make.client("Petra", "Renwick"), make.NOW)
    log(store, tobias, 20)
    log(store, other, 11)
    both = clients.join(store, tobias.id, other.id, make.NOW)
    judged = boundaries.draft_view(store, draft(store, both).id, make.NOW).assessment
    assert (judged.patterns[0].kind, len(judged.patterns[0].entries)) == (PatternKind.REPEATED, 3)
    assert judged.policy is Response.R2


def test_patterns_of_all_clients_stand_with_their_names(store, tobias):
    for days in (20, 11, 0):
        log(store, tobias, days)
    assert {(one.kind, name) for one, name in boundaries.current(store, make.NOW)} == {
        (PatternKind.REPEATED, display_name(tobias)),
        (PatternKind.RISING, display_name(tobias)),
    }


@pytest.mark.parametrize(("identifiable", "severity", "response"), [(False, 3, Response.P2), (True, 4, Response.P3)])
def test_a_hint_at_a_party_is_serious_and_worse_where_somebody_could_tell(
    store, tobias, identifiable, severity, response
):
    own = {"direction": OURS, "category": Category.CONFIDENTIALITY_PRIVACY, "infers": "That it is about a trust."}
    entry = log(store, tobias, identifiable=identifiable, **own)
    assert (entry.severity, entry.response) == (severity, response)
    talks = [one for one in sessions.follow_ups(store, tobias.id) if "Talk to somebody" in one.text]
    assert [one.due_on for one in talks] == ([make.TODAY + timedelta(days=2)] if severity == 4 else [])


def test_danger_is_always_five_and_brings_a_follow_up(store, tobias):
    entry = log(store, tobias, category=Category.SAFETY_THREAT, kind=Kind.UNSURE)
    assert (entry.severity, entry.response) == (5, Response.S)
    assert sessions.follow_ups(store, tobias.id)[0].due_on == make.TODAY + timedelta(days=2)


def test_diagnoses_adjectives_and_names_are_warned_of(store, tobias):
    clients.create(store, make.client("Ida", "Crane"), make.NOW)
    said = "Rude call. He said “you are crazy”. Ida Crane stood by, and Marit heard it."
    made = draft(store, tobias, facts=said, witnesses="Marit, a guest", interpretation="He is paranoid.")
    judged = boundaries.draft_view(store, made.id, make.NOW).assessment
    assert [(one.word, one.kind) for one in judged.warned["facts"]] == [("rude", Loaded.ADJECTIVE)]
    assert [(one.word, one.kind) for one in judged.warned["interpretation"]] == [("paranoid", Loaded.DIAGNOSIS)]
    assert judged.names == ("Ida Crane", "Marit")


@pytest.mark.parametrize("field", ["facts", "words", "interpretation", "action", "reply", "infers"])
def test_another_client_is_seen_in_every_text(store, tobias, field):
    clients.create(store, make.client("Ida", "Crane"), make.NOW)
    made = draft(store, tobias, **{field: "Then I spoke with Crane about it."})
    assert boundaries.draft_view(store, made.id, make.NOW).assessment.names == ("Ida Crane",)


def names_of_a_slip(store, client, **content):
    own = {"direction": OURS, "category": Category.CONFIDENTIALITY_PRIVACY, **content}
    return boundaries.draft_view(store, draft(store, client, **own).id, make.NOW).assessment.names


def test_a_slip_of_ones_own_names_nobody(store, tobias):
    party = "At the party I told Peter Miller that Tobias Renwick sells a house. The guest laughed."
    assert names_of_a_slip(store, tobias, facts=party) == ("Peter Miller",)
    said = {"facts": "I told a guest.", "interpretation": "Joan Reed knew."}
    assert names_of_a_slip(store, tobias, **said, witnesses="Peter, a waiter") == ("Joan Reed", "Peter")
    assert names_of_a_slip(store, tobias, interpretation="", witnesses="A guest, the host") == ()


def test_a_name_in_what_is_added_to_a_slip_is_warned_of(store, tobias):
    own = {"direction": OURS, "category": Category.CONFIDENTIALITY_PRIVACY, "infers": "A trust."}
    entry = log(store, tobias, **own)
    assert boundaries.look(store, entry.id, "Peter Miller called.")[1] == ("Peter Miller",)


def test_the_clients_own_name_is_no_third_party(store, tobias):
    made = draft(store, tobias, facts="Tobias Renwick called at 11 PM.")
    assert boundaries.draft_view(store, made.id, make.NOW).assessment.names == ()


def test_the_list_of_words_is_the_practices_own(store, tobias):
    boundary_policy.avoid(store, "manic", "pushy, Loud\nloud")
    assert boundary_policy.avoided(store).adjectives == ("loud", "pushy")
    made = draft(store, tobias, facts="A loud and rude call.")
    judged = boundaries.draft_view(store, made.id, make.NOW).assessment
    assert [one.word for one in judged.warned["facts"]] == ["loud"]


# the list and the search


def test_the_list_is_read_page_by_page_and_by_direction(store, tobias):
    for days in range(5):
        log(store, tobias, days)
    log(store, tobias, direction=OURS, category=Category.TONE_ABUSE)
    rows = boundaries.page(store, None, 4)
    rest = boundaries.page(store, rows[-1], 4)
    assert len({row.entry.id for row in rows + rest}) == 6
    assert [row.client for row in rows] == ["Tobias Renwick"] * 4
    assert [row.entry.direction for row in boundaries.page(store, None, 9, OURS)] == [OURS]


def test_words_of_an_entry_are_found(store, tobias):
    entry = log(store, tobias, reply="He asked about the schedule.")
    (hit,) = [one for one in search.find(store, "schedule", 10) if one.table == "boundary_entries"]
    assert (hit.record_id, hit.client_id) == (entry.id, tobias.id)
