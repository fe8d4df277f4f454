"""What the letters of judgement say in one place and not in another."""

import pytest

from practice.actions import letters, practice
from practice.rules import ready
from practice.rules.practice import Profile
from tests import make, make_companions
from tests.letters.read import pages, plain
from tests.make_companions import begun, filled, stopped

BODY = {"regulator": "The Law Board", "insurer": "Alder Mutual"}
UK = {"country": "GB", "subdivision": "ENG", "currency": "GBP", "locale": "en_GB", **BODY}
EU = {"country": "DE", "subdivision": "", "currency": "EUR", "locale": "en_DE", **BODY}


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    made.close()


def letter(store, family, profile, place, **fields):
    base = make_companions.signed(store, profile, **place)
    return begun(store, base.client_id, family, **fields)


def facts(store, draft):
    return letters.composed(letters.case(store, draft.id, make.TODAY)).facts


def said(store, draft):
    return " ".join(ready.texts(facts(store, draft)))


def test_in_england_and_wales_the_final_answer_shows_the_ombudsman_prominently(store):
    draft = letter(store, "complaint_final", Profile.LAWYER, UK)
    found = next(one for one in facts(store, draft).sections if one.title == "The Legal Ombudsman")
    right, reach = found.blocks
    bold = " ".join(right.text[part.start : part.end] for part in right.emphasis if part.bold)
    assert "you can take your complaint to the Legal Ombudsman." in bold
    assert "within six months of the date of this letter" in bold
    assert "within one year of what happened" in right.text
    assert "0300 555 0333" in reach.text
    issued = letters.issue(store, draft.id, make.NOW)
    page = plain(pages(letters.reprint(store, issued.id))[0].extract_text())
    assert "you can take your complaint to the Legal Ombudsman" in page


@pytest.mark.parametrize("gap", ["limits", "body_contact"])
def test_the_ombudsman_s_part_has_no_gap(store, gap):
    draft = letter(store, "complaint_final", Profile.LAWYER, UK)
    empty = filled(store, draft, **{gap: " "})
    assert [text for text in stopped(store, empty) if text.startswith("The ombudsman: fill in")]


def test_a_coach_and_a_lawyer_elsewhere_have_no_ombudsman(store):
    assert "Ombudsman" not in said(store, letter(store, "complaint_final", Profile.COACH, UK))
    assert "Ombudsman" not in said(store, letter(store, "complaint_final", Profile.LAWYER, {}))


@pytest.mark.parametrize("part", ["SCT", "NIR"])
def test_the_ombudsman_is_not_named_where_it_does_not_hear(store, part):
    draft = letter(store, "complaint_final", Profile.LAWYER, UK)
    practice.change(store, {"subdivision": part})
    elsewhere = filled(store, draft, body="the Law Board", limits="within a year")
    assert "Ombudsman" not in said(store, elsewhere)
    assert "you can turn to the Law Board, within a year." in said(store, elsewhere)
    assert stopped(store, elsewhere) == []


def test_an_acknowledgement_in_england_says_where_they_can_go(store):
    draft = letter(store, "complaint_ack", Profile.LAWYER, UK)
    assert "within eight weeks, or do not accept it, you can go to the Legal Ombudsman" in said(store, draft)


def test_a_consumer_in_the_eu_hears_whether_a_body_may_settle_it(store):
    place = {**EU, "consumer_clients": True, "distance_contracts": True}
    draft = letter(store, "complaint_final", Profile.COACH, place)
    assert "Say whether you take part in consumer dispute resolution." in stopped(store, draft)
    told = filled(store, draft, entity="the Board of Conciliation", takes_part="yes")
    assert stopped(store, told) == []
    assert "the Board of Conciliation; I take part in a procedure before it." in said(store, told)


@pytest.mark.parametrize(("place", "words"), [(UK, "of VAT, for which you get a credit note"), ({}, "of tax; if you")])
def test_the_tax_in_a_refund_has_the_name_of_the_place(store, place, words):
    draft = letter(store, "refund_confirmation", Profile.LAWYER, place, tax="80.00", taxed="yes")
    assert words in said(store, draft)


@pytest.mark.parametrize(("place", "warned"), [(UK, False), ({}, True)])
def test_where_an_apology_is_not_protected_the_insurer_sees_the_words(store, place, warned):
    draft = letter(store, "apology_recovery", Profile.LAWYER, place, claim="yes", insurer="told")
    assert bool([x for x in make_companions.looked_at(store, draft) if "let your insurer see" in x]) is warned
    assert "free to ask another lawyer" in said(store, draft)


@pytest.mark.parametrize(
    ("place", "warned"), [({**UK, "consumer_clients": True, "distance_contracts": True}, True), ({}, False)]
)
def test_a_consumer_who_cancelled_is_paid_within_14_days(store, place, warned):
    draft = letter(store, "refund_confirmation", Profile.COACH, place, refund_day="2026-12-04")
    assert bool([x for x in make_companions.looked_at(store, draft) if "14 days is the limit" in x]) is warned
