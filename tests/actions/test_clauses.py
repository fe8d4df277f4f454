"""The clause library in a real practice: versions, drafts that keep theirs, and where a clause stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import clauses, families, letters, practice
from practice.actions.clauses import Typed
from practice.errors import Refused
from practice.rules import passages, ready
from practice.rules.letters import ENGAGEMENT, LetterState
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.make_companions import OF_JUDGEMENT

LATER = make.NOW + timedelta(hours=1)
PLAIN = "I work with care. I promise no result."


def edit(store, key="no_guarantee", text=PLAIN, title="Care"):
    return clauses.edit(store, key, Typed(title, (text,)), LATER)


def said(store, letter):
    here = letters.case(store, letter.id, make.TODAY)
    return "\n".join(ready.texts(letters.composed(here).facts))


def test_the_bundled_text_is_version_nought(store):
    (only,) = clauses.versions(store, "no_guarantee")
    assert only.version == 0
    assert "skill and care" in only.sentences[0].text


def test_each_edit_is_a_new_version_and_none_is_lost(store):
    edit(store)
    edit(store, text="I work with care, always.")
    assert [one.version for one in clauses.versions(store, "no_guarantee")] == [2, 1, 0]
    edit(store, text="I work with care, always.")  # nothing new
    assert clauses.versions(store, "no_guarantee")[0].version == 2


def test_an_edit_can_be_taken_back(store):
    edit(store)
    assert store.journal.undo() == "clause.edit"
    assert len(clauses.versions(store, "no_guarantee")) == 1


def test_restoring_brings_back_the_words_as_the_next_version(store):
    edit(store)
    back = clauses.restore(store, "no_guarantee", 0, LATER)
    assert (back.version, back.sentences) == (2, clauses.versions(store, "no_guarantee")[-1].sentences)


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [(" ", PLAIN, "title"), ("Care", "", "0"), ("Care", "I work for {{nobody}}.", "0"), ("Care", "{{Fee", "0")],
)
def test_what_cannot_stand_is_refused_at_its_place(store, title, text, place):
    with pytest.raises(Refused) as refused:
        edit(store, title=title, text=text)
    assert set(refused.value.fields) == {place}
    assert len(clauses.versions(store, "no_guarantee")) == 1


def test_a_field_is_kept_by_its_key_and_read_by_its_name(store):
    edit(store, text="I work with care, {{Client’s name}}.")
    version = clauses.versions(store, "no_guarantee")[0]
    assert version.sentences[0].text == "I work with care, {{client_name}}."
    names = clauses.names(clauses.library(store), "no_guarantee")
    assert passages.shown(version.sentences[0].text, names) == "I work with care, {{Client’s name}}."


def test_a_letter_uses_the_newest_words_when_it_begins(store):
    edit(store)
    draft = make_letters.estate_plan(store, make_letters.person(store).id)
    assert PLAIN in said(store, draft)


def test_a_draft_keeps_its_words_and_takes_newer_ones_by_one_press(store, draft):
    edit(store)
    assert PLAIN not in said(store, draft)
    newer = clauses.newer(store, letters.case(store, draft.id, make.TODAY))
    assert [clause.key for clause in newer] == ["no_guarantee"]
    clauses.take_newer(store, draft.id)
    assert PLAIN in said(store, draft)
    assert clauses.newer(store, letters.case(store, draft.id, make.TODAY)) == ()
    store.journal.undo()
    assert PLAIN not in said(store, draft)


def test_words_that_do_not_stand_in_a_draft_are_no_news_to_it(store, draft):
    edit(store, "entire_agreement", "This letter is all.")
    assert clauses.newer(store, letters.case(store, draft.id, make.TODAY)) == ()


def test_an_issued_letter_keeps_its_words_and_its_bytes(store, draft):
    issued = letters.issue(store, draft.id, make.NOW)
    before = letters.reprint(store, issued.id)
    edit(store)
    assert letters.reprint(store, issued.id) == before
    assert dict(letters.get(store, issued.id).clauses)["no_guarantee"] == 0
    with pytest.raises(Refused):
        clauses.take_newer(store, issued.id)


def test_a_new_version_of_a_letter_keeps_the_words_of_the_one_before(store, draft):
    issued = letters.issue(store, draft.id, make.NOW)
    edit(store)
    revised = letters.revise(store, issued.id, LATER)
    assert PLAIN not in said(store, revised)
    assert [one.key for one in clauses.newer(store, letters.case(store, revised.id, make.TODAY))] == ["no_guarantee"]


def test_where_a_clause_stands(store, draft):
    letters.issue(store, draft.id, make.NOW)
    edit(store)
    second = make_letters.estate_plan(store, make_letters.person(store, given="Petra").id)
    found = clauses.uses(store, "no_guarantee", make.TODAY)
    assert [(use.letter.id, use.letter.state, use.version) for use in found] == [
        (second.id, LetterState.DRAFT, 1),
        (draft.id, LetterState.ISSUED, 0),
    ]
    assert clauses.uses(store, "entire_agreement", make.TODAY) == ()


def test_the_professions_have_words_of_their_own(store):
    edit(store)
    practice.change(store, {"profile": Profile.COACH})
    assert clauses.versions(store, "no_guarantee")[0].version == 0


@pytest.mark.parametrize("profession", list(Profile))
@pytest.mark.parametrize("family", families.KEYS)
def test_the_clauses_of_companion_letters_are_edited_and_seen_in_the_same_way(store, profession, family):
    practice.change(store, {"profile": profession})
    lib = clauses.library(store, family)
    for clause in lib.clauses:
        here = clauses.sample(practice.profile(store), clause, "", make.TODAY, family)
        names = clauses.names(lib, clause.key)
        version = clauses.versions(store, clause.key, family)[0]
        texts = tuple(passages.shown(one.text, names) for one in passages.passages(version.sentences))
        assert clauses.typed(store, version, Typed("Named", texts)).family == family
        assert letters.composed(here).facts.family == family
    kept = clauses.edit(store, clause.key, Typed("Named", (*texts[:-1], "Last words.")), LATER, family)
    assert clauses.versions(store, clause.key, family)[0] == kept
    assert clauses.newest(store) == ()


@pytest.mark.parametrize("profession", list(Profile))
def test_every_passage_of_every_clause_has_a_letter_to_be_seen_in(store, profession):
    profile = replace(practice.profile(store), profile=profession, regulator="The Law Board")
    assert unseen(profile) == []


@pytest.mark.parametrize("profession", list(Profile))
@pytest.mark.parametrize("family", OF_JUDGEMENT)
def test_every_passage_of_a_letter_of_judgement_is_seen(store, family, profession):
    profile = replace(practice.profile(store), profile=profession, regulator="The Law Board")
    lawyers_alone = {("paid", "field:disputed")} if profession is Profile.COACH else set()
    assert set(unseen(profile, family)) - lawyers_alone == set()


def unseen(profile, family=ENGAGEMENT):
    """The passages, by clause and condition, that the invented letters never print."""
    found = []
    for clause in clauses.bundled(profile.profile, family).clauses:
        for passage in passages.passages(clause.sentences):
            here = clauses.sample(profile, clause, passage.when, make.TODAY, family)
            marked = tuple(replace(s, text="Seen here.") if s.text == passage.text else s for s in [passage])
            version = replace(clauses.rules.text_of(clause, profile.profile, family), version=1, sentences=marked)
            facts = letters.composed(replace(here, edits=(version,))).facts
            if not passage.table and passage.text and "Seen here." not in "\n".join(ready.texts(facts)):
                found.append((clause.key, passage.when))
    return found


def test_what_was_said_to_a_look_stays_with_the_letter(store, draft):
    here = letters.case(store, draft.id, make.TODAY)
    letters.keep(
        store, replace(here.letter, notes=(("left_out:safety_conduct", "We know each other"),)), here.engagement
    )
    issued = letters.issue(store, draft.id, make.NOW)
    notes = dict(letters.get(store, issued.id).notes)
    assert notes["left_out:safety_conduct"] == "We know each other"
    assert set(notes) == {"left_out:safety_conduct"}  # what nobody wrote is no note of theirs
    asked = {look.key: look for look in letters.get(store, issued.id).asked}
    assert asked["left_out:billing"].given == "The fee and its dates stand in this letter already."
    assert asked["left_out:safety_conduct"].given == ""
    assert not asked["left_out:electronic_comms"].answered  # nobody said why, not even the library
