from datetime import timedelta

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from practice.actions import boundaries, boundary_policy, clients, letters, sessions
from practice.errors import Refused
from practice.rules.boundaries import Category, Channel, Direction, Response
from practice.rules.letters import Grid
from practice.rules.practice import Profile
from practice.rules.ready import texts
from tests import make, make_letters
from tests.make_boundaries import draft, log, signed

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


# what was agreed


def test_the_item_of_the_letter_in_force_that_day_is_found(store, tobias):
    letter = signed(store, tobias)
    entry = log(store, tobias)
    assert (entry.letter_id, entry.item) == (letter.id, "2.10")
    assert entry.agreed.startswith("Meetings, calls or messages outside")
    assert entry.engagement_id == letter.engagement_id
    before = log(store, tobias, 41)
    assert (before.letter_id, before.item, before.agreed) == (None, "", "")


def test_a_rule_of_ones_own_is_cited_where_no_letter_says_it(store, tobias):
    assert boundaries.draft_view(store, draft(store, tobias).id, make.NOW).assessment.agreed.key == "none"
    rule = boundary_policy.add_rule(store, Category.TIME_CONTACT, "Calls in office hours only.", make.NOW)
    entry = log(store, tobias)
    assert (entry.rule_id, entry.agreed) == (rule.id, "Calls in office hours only.")
    cites = boundaries.view(store, entry.id, make.NOW).rule
    assert (cites.rule, cites.since) == (1, None)


def test_a_rule_gives_way_to_the_clause_that_it_is_tied_to(store, tobias):
    signed(store, tobias)
    title = boundary_policy.clauses(store)[3]
    boundary_policy.add_rule(
        store, Category.CONFIDENTIALITY_PRIVACY, "What you tell me stays between us.", make.NOW, title
    )
    made = draft(store, tobias, category=Category.CONFIDENTIALITY_PRIVACY)
    agreed = boundaries.draft_view(store, made.id, make.NOW).assessment.agreed
    assert (agreed.item, agreed.text[:23]) == ("clause 4", "What you tell me stays ")


CITED = {
    Profile.LAWYER: {
        Category.TIME_CONTACT: ("2.10", "Meetings, calls or messages outside"),
        Category.CHANNEL: ("clause 4", "Email is best."),
        Category.CONFIDENTIALITY_PRIVACY: ("clause 4", "What you tell me stays"),
        Category.THIRD_PARTY: ("clause 4", "What you tell me stays"),
        Category.SCOPE_CREEP: ("clause 2", "This list is the whole"),
    },
    Profile.COACH: {
        Category.TIME_CONTACT: ("2.4", "Calls outside the hours"),
        Category.CHANNEL: ("clause 4", "Between sessions, email is best."),
        Category.CONFIDENTIALITY_PRIVACY: ("clause 4", "What you tell me stays"),
        Category.THIRD_PARTY: ("clause 4", "What you tell me stays"),
        Category.SCOPE_CREEP: ("clause 2", "This list is the whole"),
        Category.GIFTS_FAVOURS: ("clause 4", "Ours is a working relationship"),
        Category.DUAL_SOCIAL: ("clause 4", "Ours is a working relationship"),
        Category.ROMANTIC_SEXUAL: ("clause 4", "Ours is a working relationship"),
    },
}


@pytest.mark.parametrize("profile", list(CITED))
@pytest.mark.parametrize("facts", ["It happened.", "A brother called and asked what stands in the will."])
def test_only_what_says_it_is_cited_by_itself_and_else_nothing(store, tobias, profile, facts):
    make_letters.profile(store, profile)
    signed(store, tobias, make_letters.estate_plan if profile is Profile.LAWYER else make_letters.coaching)
    for category in Category:
        made = draft(store, tobias, category=category, facts=facts)
        agreed = boundaries.draft_view(store, made.id, make.NOW).assessment.agreed
        item, begins = CITED[profile].get(category, ("", ""))
        assert (category, agreed.item, agreed.text[: len(begins)]) == (category, item, begins)


def test_another_item_can_be_cited_or_none(store, tobias):
    signed(store, tobias)
    made = draft(store, tobias)
    boundaries.write(store, made.id, cited="item:2.9")
    assert boundaries.draft_view(store, made.id, make.NOW).assessment.agreed.item == "2.9"
    boundaries.write(store, made.id, cited="none")
    assert boundaries.record(store, made.id, make.NOW).item == ""


def test_a_cited_rule_keeps_its_words_and_is_archived(store, tobias):
    rule = boundary_policy.add_rule(store, Category.TIME_CONTACT, "Calls in hours.", make.NOW)
    boundary_policy.edit_rule(store, rule.id, text="Calls in office hours.")
    log(store, tobias)
    with pytest.raises(Refused):
        boundary_policy.edit_rule(store, rule.id, text="No calls.")
    store.execute("PRAGMA query_only = 0")
    with pytest.raises(IntegrityError):
        store.execute("UPDATE boundary_rules SET text = 'x'")
    with pytest.raises(IntegrityError):
        store.execute("DELETE FROM boundary_rules")
    store.execute("PRAGMA query_only = 1")
    boundary_policy.archive_rule(store, rule.id, make.NOW)
    assert boundaries.draft_view(store, draft(store, tobias).id, make.NOW).assessment.agreed.key == "none"
    assert boundary_policy.add_rule(store, Category.PLACE, "At the office.", make.NOW).number == 2


# the letter


def test_the_reminder_tells_of_all_three_and_cites_the_item(store, tobias):
    signed(store, tobias)
    log(store, tobias, 20, channel=Channel.CALL)
    log(store, tobias, 11, channel=Channel.EMAIL)
    entry = log(store, tobias, words="“Quick one?”")
    letter = boundaries.draft_letter(store, entry.id, make.NOW)
    assert (letter.family, letter.source) == ("boundary_reminder", f"boundary:{entry.id}")
    composed = letters.composed(letters.case(store, letter.id, make.TODAY))
    said = str(composed.facts)
    assert "item 2.10" in said
    assert "there were three contacts outside hours" in said
    assert said.count("text message") == 1
    assert boundaries.draft_letter(store, entry.id, make.NOW).id == letter.id


def said_in(store, entry):
    letter = boundaries.draft_letter(store, entry.id, make.NOW)
    facts = letters.composed(letters.case(store, letter.id, make.TODAY)).facts
    return "\n".join(texts(facts)), [block for section in facts.sections for block in section.blocks]


def test_a_limit_is_cited_as_what_is_not_included(store, tobias):
    signed(store, tobias)
    said, _ = said_in(store, log(store, tobias, response=Response.R2, response_reason="He asked for it."))
    assert "under item 2.10, among what is not included: “Meetings, calls or messages outside" in said


def test_a_clause_is_cited_as_it_stands(store, tobias):
    signed(store, tobias)
    for_channel = {"category": Category.CHANNEL, "response": Response.R2, "response_reason": "He asked for it."}
    said, _ = said_in(store, log(store, tobias, **for_channel))
    assert "under clause 4: “Email is best" in said


def test_what_was_before_the_signature_is_not_held_against_them(store, tobias):
    log(store, tobias, 12)
    log(store, tobias, 11)
    signed(store, tobias, days=10)
    entry = log(store, tobias)
    said, blocks = said_in(store, entry)
    assert boundaries.view(store, entry.id, make.NOW).told.response is Response.R2
    assert not [block for block in blocks if isinstance(block, Grid)]
    assert "It is about November 18, 2026, by text message." in said
    assert "November 6" not in said
    assert "November 7" not in said


def test_only_what_happened_under_the_letter_is_counted(store, tobias):
    log(store, tobias, 12)
    signed(store, tobias, days=10)
    log(store, tobias, 3)
    said, blocks = said_in(store, log(store, tobias))
    assert "Between November 15, 2026 and November 18, 2026 there were two contacts outside hours." in said
    assert [len(block.rows) for block in blocks if isinstance(block, Grid)] == [2]


def test_a_column_that_says_nothing_is_not_printed(store, tobias):
    signed(store, tobias)
    for days in (20, 11):
        log(store, tobias, days, channel=Channel.UNKNOWN)
    _, blocks = said_in(store, log(store, tobias, channel=Channel.UNKNOWN))
    assert [block.header for block in blocks if isinstance(block, Grid)] == [("Day", "Time")]


def test_an_apology_is_the_same_letter_the_other_way_round(store, tobias):
    signed(store, tobias)
    own = {"direction": OURS, "category": Category.CONFIDENTIALITY_PRIVACY, "infers": "A trust."}
    entry = log(store, tobias, **own)
    letter = boundaries.draft_letter(store, entry.id, make.NOW)
    fields = {name: text for choice in letter.choices for name, text in choice.fields}
    assert fields["whose"] == "me"
    assert "ask" not in fields


def test_what_is_only_noted_needs_no_letter(store, tobias):
    entry = log(store, tobias)
    assert boundaries.letter_of(boundaries.view(store, entry.id, make.NOW).told.response) == ""
    with pytest.raises(Refused, match="no letter"):
        boundaries.draft_letter(store, entry.id, make.NOW)


def test_new_terms_are_a_change_letter_and_an_ending_a_disengagement(store, tobias):
    signed(store, tobias)
    for response, family in ((Response.R4, "scope_change"), (Response.R5, "disengagement")):
        made = draft(store, tobias)
        boundaries.write(store, made.id, response=response, response_reason="Agreed by phone.")
        entry = boundaries.record(store, made.id, make.NOW)
        letter = boundaries.draft_letter(store, entry.id, make.NOW)
        assert (letter.family, letter.source) == (family, boundaries.source(entry))
        letters.discard(store, letter.id)


def test_a_letter_that_cannot_be_written_is_refused_with_its_reason(store, tobias):
    made = draft(store, tobias)
    boundaries.write(store, made.id, response=Response.R5, response_reason="He asked for it.")
    entry = boundaries.record(store, made.id, make.NOW)
    with pytest.raises(Refused):
        boundaries.draft_letter(store, entry.id, make.NOW)


def test_several_on_one_day_are_told_of_that_day(store, tobias):
    for days in (0.3, 0.2):
        log(store, tobias, days)
    entry = log(store, tobias, 0.1)
    letter = boundaries.draft_letter(store, entry.id, make.NOW)
    said = str(letters.composed(letters.case(store, letter.id, make.TODAY)).facts)
    assert "On November 18, 2026 there were three contacts outside hours." in said


def test_the_letter_asks_for_what_the_entry_was_corrected_to(store, tobias):
    entry = log(store, tobias, response=Response.R2, response_reason="He asked for it in writing.")
    gift = boundaries.amend(store, entry.id, "It was a gift.", "Wrong kind", make.NOW, Category.GIFTS_FAVOURS, 3)
    boundaries.add(store, gift)
    letter = boundaries.draft_letter(store, entry.id, make.NOW)
    said = str(letters.composed(letters.case(store, letter.id, make.TODAY)).facts)
    assert "Please do not give me gifts." in said


def test_a_correction_that_makes_it_grave_brings_somebody_to_talk_to(store, tobias):
    entry = log(store, tobias)
    for severity in (4, 5):
        graver = boundaries.amend(store, entry.id, "More came out.", "News", make.NOW, Category.MONEY, severity)
        boundaries.add(store, graver)
    (talk,) = sessions.follow_ups(store, tobias.id)
    assert f"boundary entry {entry.id}" in talk.text
    assert talk.due_on == make.TODAY + timedelta(days=2)


def test_another_clients_letter_is_cited_anew(store, tobias):
    other = make_letters.person(store)
    signed(store, tobias)
    signed(store, other)
    made = draft(store, tobias)
    boundaries.write(store, made.id, cited="item:2.9")
    moved = boundaries.move(store, made.id, other.id, make.NOW)
    assert boundaries.draft_view(store, moved.id, make.NOW).assessment.agreed.item == "2.10"
