"""Letters that a record begins: filled, with ready tables, and about work that may be over."""

from datetime import date, timedelta

import docx
import pytest

from practice.actions import clients, engagements, families, letters, word
from practice.errors import Refused
from practice.rules import ready
from practice.rules.letters import Grid, LetterState
from practice.rules.practice import Profile
from tests import make, make_companions, make_letters
from tests.letters.read import check, pages, plain
from tests.make_companions import FIELDS, OF_JUDGEMENT, filled, stopped

SUMS = Grid(
    ("Step", "Amount"),
    (("You have paid", "$1,800.00"), ("Earned: Discovery, half of Drafting", "$1,620.00")),
    ("Goes back to you", "$180.00"),
    right=(1,),
)


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def signed(store):
    return make_companions.signed(store, Profile.LAWYER)


def said(store, letter):
    facts = letters.composed(letters.case(store, letter.id, make.TODAY)).facts
    return " ".join(ready.texts(facts))


def test_what_a_record_knows_is_laid_over_the_defaults_and_the_rest_stays(store, signed):
    given = {"received.received_day": "2026-11-16", "who.handler": "Ines Halvard, with a colleague"}
    draft = families.start(store, signed.client_id, "complaint_ack", make.NOW, filled=given)
    told = said(store, draft)
    assert "On November 16, 2026 you told me" in told
    assert "I, Ines Halvard, with a colleague, look into it" in told
    assert draft.number in told  # the default reference
    store.journal.undo()
    assert letters.of_engagement(store, signed.engagement_id) == [signed]


def test_a_field_that_the_family_does_not_have_is_refused_at_once(store, signed):
    with pytest.raises(KeyError, match=r"no field received\.day"):
        families.start(store, signed.client_id, "complaint_ack", make.NOW, filled={"received.day": "2026-11-16"})
    assert letters.of_engagement(store, signed.engagement_id) == [signed]


def test_a_ready_table_is_printed_frozen_and_reprinted(store, signed):
    draft = families.start(
        store,
        signed.client_id,
        "refund_confirmation",
        make.NOW,
        tables={"calculation": SUMS},
        source="invoice:5",
    )
    draft = filled(store, draft, **{**FIELDS["refund_confirmation"], "refund": "180.00", "reckoned": ""})
    assert stopped(store, draft) == []
    letter = letters.issue(store, draft.id, make.NOW)
    pdf = letters.reprint(store, letter.id)
    check(pdf)
    text = plain(" ".join(page.extract_text() for page in pages(pdf)))
    assert "Earned: Discovery, half of Drafting $1,620.00" in text
    assert "Goes back to you $180.00" in text
    assert (letter.source, letter.tables) == ("invoice:5", (("calculation", SUMS),))
    assert letters.from_source(store, "invoice:5") == (letter,)
    assert letters.from_source(store, "invoice:6") == ()
    with pytest.raises(Exception, match="issued"), store.journal.change("letter.edit"):
        store.execute("UPDATE letters SET source = '' WHERE id = ?", (letter.id,))


def test_a_table_goes_into_the_word_file_and_into_the_next_version(store, signed, tmp_path):
    found = Grid(("You said", "I found"), (("It was late", "It was a week late"),))
    draft = families.start(store, signed.client_id, "complaint_final", make.NOW, tables={"findings": found})
    draft = filled(store, draft, **{**FIELDS["complaint_final"], "findings": ""})
    path = tmp_path / "letter.docx"
    word.export(store, draft.id, path, make.TODAY)
    cells = [cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells]
    assert "It was a week late" in cells
    letter = letters.issue(store, draft.id, make.NOW)
    assert "It was a week late" in said(store, letters.revise(store, letter.id, make.NOW))


def test_a_table_that_nobody_gave_is_asked_for_in_words(store, signed):
    draft = families.start(store, signed.client_id, "complaint_final", make.NOW)
    assert "Say for each point what you found, one in a line." in stopped(store, draft)


def test_the_day_on_which_work_ends_is_the_record_s(store, signed):
    day = make.TODAY + timedelta(days=20)
    draft = families.start(
        store,
        signed.client_id,
        "disengagement",
        make.NOW,
        signed.engagement_id,
        filled={"ending.effective_day": day.isoformat(), "ending.who": "both"},
        source="exit:1",
    )
    assert families.ends_on(store, draft) == day
    assert "We have agreed to end this work." in said(store, draft)
    alone = families.start(store, signed.client_id, "referral", make.NOW, signed.engagement_id, source="exit:1")
    assert alone.engagement_id is None


def test_a_change_comes_with_its_price(store, signed):
    given = {"opening.why": "You asked for a deed.", "fee.new_fee": "4,000.00", "dates.dates_move": "no"}
    draft = families.start(store, signed.client_id, "scope_change", make.NOW, signed.engagement_id, filled=given)
    assert "it is $4,000.00" in said(store, draft)
    assert draft.amends == signed.id


@pytest.mark.parametrize("family", OF_JUDGEMENT)
def test_a_letter_of_judgement_may_be_about_work_that_is_over(store, signed, family):
    end = letters.issue(store, make_companions.begun(store, signed.client_id, "closing").id, make.NOW)
    letters.mark_sent(store, end.id, make.TODAY, "by email", make.TODAY)
    assert engagements.get(store, signed.engagement_id).closed_on == make.TODAY
    draft = families.start(store, signed.client_id, family, make.NOW, signed.engagement_id)
    assert draft.engagement_id == signed.engagement_id
    by_hand = families.start(store, signed.client_id, family, make.NOW)
    assert by_hand.engagement_id == signed.engagement_id


def test_a_letter_to_one_of_a_household_goes_to_that_one_alone(store):
    make_letters.profile(store)
    one, other = (clients.create(store, make.client(given, "Vogt-Hale"), make.NOW) for given in ("Anselm", "Petra"))
    both = clients.join(store, one.id, other.id, make.NOW)
    base = letters.issue(store, make_letters.estate_plan(store, both.id).id, make.NOW)
    letters.mark_signed(store, base.id, make.TODAY, make.TODAY)
    alone = families.start(store, one.id, "boundary_reminder", make.NOW, base.engagement_id)
    facts = letters.composed(letters.case(store, alone.id, make.TODAY)).facts
    assert (facts.recipient, facts.greeting) == (("Anselm Vogt-Hale",), "Dear Anselm Vogt-Hale,")
    assert alone.client_id == one.id
    assert f"In letter {base.number}" in said(store, alone)
    shared = families.start(store, both.id, "refund_confirmation", make.NOW, base.engagement_id)
    facts = letters.composed(letters.case(store, shared.id, make.TODAY)).facts
    assert facts.recipient == ("Anselm Vogt-Hale", "Petra Vogt-Hale")
    closing = families.start(store, one.id, "closing", make.NOW, base.engagement_id)
    assert closing.client_id == both.id


@pytest.mark.parametrize("family", OF_JUDGEMENT)
def test_a_prospect_gets_one_only_for_a_record(store, family):
    make_letters.profile(store)
    client = make_letters.person(store)
    with pytest.raises(Refused, match="Only for somebody"):
        families.start(store, client.id, family, make.NOW)
    assert families.start(store, client.id, family, make.NOW, source="complaint:1").state is LetterState.DRAFT


def test_hours_and_times_are_those_of_the_signed_letter(store):
    make_letters.profile(store)
    client = make_letters.person(store)
    first = make_letters.estate_plan(store, client.id)
    first = filled(store, first, hours="on weekdays at noon", urgent_route="ring twice", external_body="the Law Board")
    letter = letters.issue(store, first.id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    reminder = families.start(store, client.id, "boundary_reminder", make.NOW)
    assert "I read messages on weekdays at noon. If something is urgent, ring twice." in said(store, reminder)
    assert f"In letter {letter.number}, signed on November 18, 2026, we agreed" in said(store, reminder)
    answer = families.start(store, client.id, "complaint_ack", make.NOW)
    assert "within eight weeks, or do not accept it, you can go to the Law Board." in said(store, answer)


def test_what_a_closed_day_is_counts_for_what_is_late(store, signed):
    """November 13, 2026 is a Friday; with the weekend closed, Wednesday is more than two working days later."""
    draft = make_companions.begun(store, signed.client_id, "boundary_reminder", event_day="2026-11-16")
    assert make_companions.looked_at(store, draft) == []
    draft = filled(store, draft, event_day=date(2026, 11, 13).isoformat())
    assert [text for text in make_companions.looked_at(store, draft) if "two working days" in text]
