"""Clauses read right whatever is filled into them, and nothing that was typed is altered."""

from dataclasses import replace

import pytest

from practice.rules import ready
from practice.rules.cases import choose
from practice.rules.clients import Email
from practice.rules.engagements import Due, DueKind, Fee, FeeKind
from practice.rules.grammar import counted, fitted, listed, small
from practice.rules.practice import Profile
from tests.rules.test_compose import ANSELM, COMPANY, HOUSEHOLD, ITEMS, PETRA, WORDS, a_case, made, stance, text_of


def said(profession=Profile.LAWYER, **clauses):
    """The letter in which these fields are typed, whose clauses are on."""
    case = a_case(profession)
    letter = case.letter
    for key, values in clauses.items():
        letter = choose(letter, stance(case, key), on=True, values=values)
    return text_of(replace(case, letter=letter))


@pytest.mark.parametrize(
    ("clause", "values", "wanted"),
    [
        ("refund_policy", {"refund_days": "1"}, "return the rest within 1 business day."),
        ("refund_policy", {"fit_sessions": "1"}, "within the first 1 session that"),
        ("termination", {"notice_days": "1"}, "with 1 business day’s notice"),
        ("file_retention", {"retention_years": "one"}, "for one year, encrypted"),
        ("complaints", {"ack_days": "One"}, "within One business day, compare"),
        ("termination", {"notice_days": "21"}, "with 21 business days’ notice"),
    ],
)
def test_one_day_is_no_days(clause, values, wanted):
    assert wanted in said(**{clause: values})


@pytest.mark.parametrize(
    ("clause", "values", "wanted"),
    [
        ("fee_basis", {"tax": "VAT at 20% is included."}, "VAT at 20% is included."),
        ("client_responsibilities", {"client_duties": "tell me all. Call first!"}, "Please tell me all. Call first!"),
        ("refund_policy", {"refund_terms": "Ask me"}, "Ask me."),
        ("conflicts", {"conflict_disclosures": "I know Mara"}, "You should know this: I know Mara. You are free"),
        ("conflicts", {"conflict_disclosures": "I know Mara. "}, "You should know this: I know Mara. You are free"),
        ("safety_conduct", {"conduct_rules": "No dogs (please)"}, "No dogs (please)."),
        ("aml_id", {"id_verified_on": "May 4, 2026"}, "On May 4, 2026 I saw a passport"),
    ],
)
def test_a_sentence_ends_with_one_full_stop(clause, values, wanted):
    text = said(**{clause: values})
    assert wanted in text
    assert f"{wanted}." not in text


def test_a_name_that_ends_with_a_full_stop_ends_its_sentence():
    company = replace(COMPANY, organisation="Alder & Co.")
    signers = made(a_case(record=company)).facts.signers
    assert signers[1].capacity == "For Alder & Co. I have read this letter and agree to it."
    signers = made(a_case(record=replace(company, organisation="Alder Ltd"))).facts.signers
    assert signers[1].capacity == "For Alder Ltd. I have read this letter and agree to it."


def test_an_organisation_has_no_family():
    assert "I do not act for your family" in text_of(a_case())
    assert "your family" not in text_of(a_case(record=COMPANY))


def test_an_invoice_of_a_fixed_fee_says_when_it_comes():
    case = a_case(part="NY")
    assert "I send an invoice when the fee falls due; it shows what was done and what it cost" in text_of(case)


def test_a_gap_that_nobody_filled_brings_no_full_stop():
    assert fitted("{{why}}", {}, ("why",)) == "{{why}}"
    assert fitted("{{name}} Ltd", {"name": "Alder"}) == "{{name}} Ltd"


def test_spaces_alone_fill_no_field():
    case = a_case()
    letter = choose(case.letter, stance(case, "expenses"), values={"cost_list": "  "})
    problems = made(replace(case, letter=letter)).problems
    assert [problem.place for problem in problems] == ["field:expenses.cost_list"]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Estate plan", "estate plan"),
        ("A new contract", "a new contract"),
        ("LLC agreement", "LLC agreement"),
        ("I-130 petition", "I-130 petition"),
        ("WhatsApp", "WhatsApp"),
        ("Ph.D., licensed in Oregon", "Ph.D., licensed in Oregon"),
        ("Smith v. Jones", "Smith v. Jones"),
        ("Attorney at law", "attorney at law"),
        ("Licensed in New York", "licensed in New York"),
        ("Élan vital", "élan vital"),
        ("", ""),
    ],
)
def test_titles_inside_a_sentence(title, wanted):
    assert small(title) == wanted


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("Delaware incorporation", "your Delaware incorporation"),
        ("New York lease", "your New York lease"),
        ("New lease", "your new lease"),
        ("Corrant estate", "your Corrant estate"),
        ("Corrantine matters", "your corrantine matters"),
    ],
)
def test_work_that_begins_with_a_name_keeps_its_capital(kind, wanted):
    case = a_case(places=frozenset({"Delaware", "New York"}))
    facts = made(replace(case, engagement=replace(case.engagement, kind=kind))).facts
    assert facts.subject == f"Engagement letter for {wanted}"


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("Career", "Coaching agreement for your career"),
        ("A change of work ", "Coaching agreement for a change of work"),
        ("Anger", "Coaching agreement for your anger"),
        ("", "Coaching agreement for this matter"),
    ],
)
def test_work_that_has_its_article_is_not_yours_too(kind, wanted):
    case = a_case(Profile.COACH)
    facts = made(replace(case, engagement=replace(case.engagement, kind=kind))).facts
    assert facts.subject == wanted


@pytest.mark.parametrize(
    ("channel", "lawyer", "coach"),
    [
        ("email", "Email is best.", "Between sessions, email is best."),
        ("WhatsApp", "WhatsApp is best.", "Between sessions, WhatsApp is best."),
        ("iMessage", "iMessage is best.", "Between sessions, iMessage is best."),
    ],
)
def test_a_channel_begins_a_sentence_or_stands_in_one(channel, lawyer, coach):
    for profession, wanted in ((Profile.LAWYER, lawyer), (Profile.COACH, coach)):
        case = a_case(profession)
        assert wanted in text_of(replace(case, profile=replace(case.profile, channels=(channel,))))


def test_numbers_and_lists():
    assert [counted(number, "year") for number in (1, 2, 13)] == ["one year", "two years", "13 years"]
    assert [listed("abc"[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_one_session_is_no_package_of_sessions():
    case = a_case(Profile.COACH, fee=Fee(kind=FeeKind.PACKAGE, amount=20_000, sessions=1))
    assert "One session of 60 minutes costs $200.00." in text_of(case)
    assert f"cost {WORDS.money(20_000)} together" not in text_of(case)


def test_files_kept_for_one_year():
    case = a_case()
    assert "for one year, encrypted" in text_of(replace(case, profile=replace(case.profile, retention_years=1)))


@pytest.mark.parametrize("asked", ["Bring the deed.", "Bring the deed", "Bring the deed. "])
def test_a_condition_ends_with_one_full_stop(asked):
    assert "We also agreed on this: Bring the deed.\n" in text_of(a_case(conditions=(asked,))) + "\n"


def test_a_condition_that_asks_ends_with_its_question_mark():
    assert "We also agreed on this: Who brings the deed?\n" in text_of(a_case(conditions=("Who brings the deed?",)))


def test_braces_in_a_condition_stop_the_issue():
    case = a_case(conditions=("Ask about {{fee}} and {{oops}}",))
    text = text_of(case)
    assert "{{fee}} and {{oops}}" in text
    assert "text" in [problem.place for problem in ready.problems(case, made(case))]


def test_days_that_nobody_typed_stop_the_issue():
    for due in (Due(kind=DueKind.AFTER_ITEM, item=1), Due(kind=DueKind.AFTER_EVENT, event="you comment")):
        case = replace(a_case(), items=(ITEMS[0], replace(ITEMS[1], due=due), *ITEMS[2:]))
        found = {problem.place: problem.text for problem in ready.problems(case, made(case))}
        assert found == {"item:2": "2.2: type how many days."}


def test_everybody_is_named_whom_a_letter_goes_to_by_email():
    three = [replace(one, emails=(Email(f"{one.id}@vogt.example"),)) for one in (HOUSEHOLD, ANSELM, PETRA)]
    case = a_case(record=three[0], people=tuple(three[1:]))
    line = "By email to 4@vogt.example, 2@vogt.example and 3@vogt.example"
    assert made(case).facts.delivery_line == line
