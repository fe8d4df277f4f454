"""What asks to be looked at before an issue: never more than a prompt, always with its source."""

import re
from dataclasses import replace
from datetime import date

import pytest

from practice.rules import ready
from practice.rules.cases import choose
from practice.rules.clauses import Sentence, library, text_of, with_versions
from practice.rules.compose import compose
from practice.rules.engagements import Due, DueKind, Fee, FeeKind, ItemKind, ScopeItem
from practice.rules.letters import Grid
from practice.rules.looks import looks, noted, unanswered
from practice.rules.practice import OFFICE, Profile
from tests.rules.test_compose import COMPANY, DATA, FEES, ITEMS, WORDS, a_case, lib, made, section, stance

FLAT = Fee(amount=90_000)


def found(case, pages=3):
    return {look.key: look for look in looks(lib(case), case, made(case), WORDS, pages)}


def turned(case, key, on=True, **values):
    return replace(case, letter=choose(case.letter, stance(case, key), on=on, values=values))


@pytest.mark.parametrize("profession", list(Profile))
def test_each_prompt_says_what_to_check_and_where_from_and_never_promises(profession):
    for rule in library(DATA, profession.value).looks:
        assert re.search(r"\bcheck\b", rule.text), rule.key
        assert not re.search(r"compl(y|ies|iant)", rule.text)
        assert rule.source
        assert rule.place


def test_none_of_it_stops_an_issue():
    case = a_case(country="GB", part="")
    assert found(case)
    assert all(not look.stops for look in found(case).values())
    assert all(problem.stops for problem in ready.problems(replace(case, items=()), made(case)))


@pytest.mark.parametrize(
    ("part", "fee", "key", "asked"),
    [
        ("CA", Fee(amount=100_000), "ca_signed_contract", False),
        ("CA", Fee(amount=100_001), "ca_signed_contract", True),
        ("CA", FEES[FeeKind.HOURLY], "ca_signed_contract", True),  # nobody knows what it will come to
        ("CA", FEES[FeeKind.MONTHLY], "ca_signed_contract", True),
        ("CA", Fee(amount=500_000, currency="EUR"), "ca_signed_contract", False),  # another currency: not the rule's
        ("OR", Fee(amount=500_000), "ca_signed_contract", False),
        ("NY", Fee(amount=299_999), "ny_letter", False),
        ("NY", Fee(amount=300_000), "ny_letter", True),
        ("CA", Fee(amount=90_000, deposit=10_000), "ca_flat_fee_account", True),
        ("WA", Fee(amount=90_000, deposit=10_000), "wa_flat_fee", True),
        ("WA", Fee(amount=90_000), "wa_flat_fee", False),
    ],
)
def test_what_a_state_asks_of_a_fee(part, fee, key, asked):
    assert (key in found(a_case(part=part, fee=fee))) is asked


def test_an_amount_stands_in_the_prompt_as_the_letter_writes_it():
    assert "$3000.00 or more" in found(a_case(part="NY"))["ny_letter"].text.replace(",", "")


def test_a_contingent_fee_is_to_be_signed():
    case = turned(a_case(part="CA"), "contingent", contingency_pct="33%")
    assert {"contingent_signed", "ca_contingent"} <= set(found(case))
    assert "contingent_signed" not in found(a_case(part="CA"))


def test_a_share_asks_for_an_example_with_amounts_until_there_is_one():
    share = turned(a_case(), "contingent", contingency_pct="33%")
    assert found(share)["contingent_example"].place == "field:contingent.example"
    shown = turned(a_case(), "contingent", contingency_pct="33%", example="of $10,000.00 my share is $3,300.00")
    assert "contingent_example" not in found(shown)
    assert "As an example, of $10,000.00 my share is $3,300.00." in "\n".join(ready.texts(made(shown).facts))


@pytest.mark.parametrize("country", ["GB", "DE"])
def test_a_consumer_at_a_distance_has_the_form_and_the_line_for_starting_sooner(country):
    case = a_case(country=country, part="")
    assert "cooling_off_pack" in found(case)
    form = next(b for b in section(case, 6).blocks if isinstance(b, Grid) and b.header[0] == "Form to cancel")
    assert [row[0] for row in form.rows][-2:] == ["My name and address", "Date and signature"]
    assert "Halvard Estate Planning" in form.rows[0][1]
    grids = [b for b in section(case, 6).blocks if isinstance(b, Grid)]
    box = next(b for b in grids if b.header == ("Start sooner", "Your initials"))
    assert box.rows == (("I ask you to begin before the 14 days are over", ""),)
    without = turned(case, "cooling_off", on=False)
    assert "cooling_off_pack" not in found(without)
    assert found(without)["left_out:cooling_off"].asks == "Left out because"


def test_a_limit_of_liability_is_off_and_asks_when_a_lawyer_turns_it_on():
    assert not stance(a_case(), "liability_cap").on
    assert "liability_lawyer" in found(turned(a_case(), "liability_cap"))


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (turned(a_case(), "scope_excluded", risks_explained="No appeal."), "limited_scope"),
        (turned(a_case(), "conflicts", conflict_disclosures="I know the seller."), "conflict_consent"),
        (a_case(sponsor=COMPANY), "payer"),
        (a_case(Profile.COACH, FEES[FeeKind.PACKAGE]), "home_sale"),
        (turned(a_case(), "capacity_read"), "teach_back"),
        (replace(a_case(), profile=replace(a_case().profile, insured=False)), "uninsured"),
    ],
)
def test_what_asks_for_a_second_look(case, key):
    assert key in found(case)


def test_a_recommended_clause_that_is_left_out_asks_why_unless_that_is_said_already():
    case = a_case()
    assert "left_out:electronic_comms" in {look.key for look in unanswered(found(case).values())}
    assert "left_out:billing" in found(case)  # the library says why
    assert "left_out:billing" not in {look.key for look in unanswered(found(case).values())}
    assert "left_out:electronic_comms" not in found(turned(case, "electronic_comms"))
    said = replace(case, letter=noted(case.letter, "left_out:electronic_comms", " We only meet in person. "))
    assert found(said)["left_out:electronic_comms"].note == "We only meet in person."


def test_what_usually_stands_there_needs_a_reason_of_its_own_when_turned_off():
    case = turned(a_case(fee=FEES[FeeKind.MONTHLY]), "billing", on=False)
    assert found(case)["left_out:billing"].note == ""


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 12, 3), False),
        (date(2026, 12, 4), True),  # a Friday, when this office is closed
        (date(2026, 12, 5), True),  # a Saturday
        (date(2026, 12, 25), True),
    ],
)
def test_a_promise_on_a_day_off_is_told(day, told):
    case = a_case()
    week = (OFFICE,) * 4 + (None,) * 3
    item = ScopeItem(id=1, kind=ItemKind.PROMISE, number=1, text="A meeting", due=Due(kind=DueKind.ON, day=day))
    profile = replace(case.profile, hours=week)
    case = replace(case, profile=profile, items=(item, *ITEMS[1:]), closed=frozenset({date(2026, 12, 25)}))
    assert ("day:1" in found(case)) is told
    if told:
        assert found(case)["day:1"].place == "item:1"


def test_a_promise_for_a_day_that_is_past_is_told_once():
    case = a_case()
    past = replace(case.items[0], due=Due(kind=DueKind.ON, day=date(2026, 11, 14)))  # a Saturday
    looks = found(replace(case, items=(past, *case.items[1:])))
    assert looks["day:1"].text == "2.1 is promised for 2026-11-14, which is past. Check the date."
    issued = replace(past, frozen=True)
    assert "which is past" not in str(found(replace(case, items=(issued, *case.items[1:]))))


@pytest.mark.parametrize(("from_day", "told"), [(None, False), (date(2026, 11, 17), False), (date(2027, 1, 1), True)])
def test_a_fee_that_a_new_version_would_bring_forward_is_told(from_day, told):
    fee = Fee(amount=189_000, from_day=from_day)
    here = a_case()
    here = replace(here, engagement=replace(here.engagement, fee=fee), today=date(2026, 11, 17))
    look = found(here).get("fee:from_day")
    text = "$1,890.00 is agreed from 2027-01-01 on; once this letter is signed it holds at once. Check the fee."
    assert (look and (look.text, look.place)) == ((text, "fee.amount") if told else None)


def test_a_day_to_sign_by_that_is_a_day_off_is_told():
    case = a_case()
    assert "day:sign_by" not in found(case)
    letter = replace(case.letter, sign_by=date(2026, 12, 6))
    assert found(replace(case, letter=letter))["day:sign_by"].place == "fee.sign_by"


def test_more_than_four_pages_ask_why():
    assert "pages" not in found(a_case(), pages=4)
    assert found(a_case(), pages=5)["pages"].asks == "Longer because"


@pytest.mark.parametrize("kind", list(FeeKind))
@pytest.mark.parametrize("profession", list(Profile))
def test_every_fee_is_shown_by_an_example_of_its_own_amounts(profession, kind):
    assert "fee_example" not in found(a_case(profession, FEES[kind]))


def test_the_examples_are_reckoned_from_this_letter():
    assert "half of that work is done, you pay $450.00" in said(a_case(fee=FLAT))
    assert "you pay $133.33 for that month" in said(a_case(fee=Fee(kind=FeeKind.MONTHLY, amount=40_000)))


def said(case):
    return "\n".join(ready.texts(made(case).facts))


def test_a_fee_clause_that_lost_its_example_asks_for_one():
    case = a_case(fee=FLAT)
    words = replace(
        text_of(stance(case, "fee_basis").clause, "lawyer"), sentences=(Sentence(text="It costs {{fee}}."),)
    )
    edited = with_versions(lib(case), [words])
    asked = looks(edited, case, compose(edited, case, WORDS), WORDS, 3)
    assert "fee_example" in {look.key for look in asked}


def test_whoever_is_asked_to_call_has_to_find_the_number():
    case = a_case()
    assert found(case)["no_phone"].place == "profile.phone"
    known = replace(case, profile=replace(case.profile, phone="(503) 555-0142"))
    assert "no_phone" not in found(known)
    unknown = replace(case, profile=replace(case.profile, email=" "))
    assert [one.place for one in ready.problems(unknown, made(unknown))] == ["profile.email"]
    assert ready.problems(known, made(known)) == ()
