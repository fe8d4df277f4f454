import tomllib
from dataclasses import replace
from datetime import date

import pytest

from practice.paths import resource
from practice.rules import money, ready
from practice.rules.cases import Case, Words, choose, flags
from practice.rules.clauses import holds, library
from practice.rules.clients import Client, Email
from practice.rules.compose import compose, due_words
from practice.rules.engagements import Due, DueKind, Engagement, Fee, FeeKind, ItemKind, ScopeItem
from practice.rules.letters import Grid, ItemTable, Letter, Paragraph
from practice.rules.practice import PracticeProfile, Profile
from practice.rules.shelves import ClientKind
from tests.make_letters import PACKAGE, STAGED

DATA = tomllib.loads(resource("letters", "engagement.toml").read_text("utf-8"))
WORDS = Words(money=lambda minor: f"${money.plain(minor, 'USD')}", day=lambda day: day.isoformat())
TODAY = date(2026, 11, 18)
# PROFESSION section 1: mandatory, mandatory in certain cases, or to be treated as mandatory, for each profile.
BOTH = {
    "parties", "who_is_client", "sponsor", "scope_included", "scope_excluded", "contact_hours", "fee_basis",
    "client_responsibilities", "expenses", "billing", "advance_deposit", "rate_change", "refund_policy", "cooling_off",
    "termination", "confidentiality", "conflicts", "no_guarantee", "estimates", "data_protection", "file_retention",
    "complaints", "dispute_resolution", "insurance", "signatures",
}  # fmt: skip
KEYS = {
    "lawyer": BOTH | {"contingent", "time_units", "aml_id"},
    "coach": BOTH | {"coaching_nature", "cooling_off_us", "no_privilege"},
}
# The rest of the checklist is here too, as clauses that may be turned on.
MORE = {
    "who_is_not_client", "dual_relationships", "electronic_comms", "third_parties", "safety_conduct",
    "end_of_engagement", "entire_agreement", "offer_expiry", "effective_date", "capacity_read", "liability_cap",
}  # fmt: skip
ITEMS = (
    ScopeItem(id=1, number=1, text="A meeting", due=Due(kind=DueKind.ON, day=date(2026, 12, 3)), stage=1),
    ScopeItem(id=2, number=2, text="Drafts", due=Due(kind=DueKind.AFTER_ITEM, days=15, item=1), stage=2),
    ScopeItem(id=3, number=3, text="More drafts", due=Due(kind=DueKind.WITH_ITEM, item=2), stage=2),
    ScopeItem(id=4, number=4, kind=ItemKind.LIMIT, text="Tax advice."),
)
IMELDA = Client(id=1, prefix="Ms.", given="Imelda", family="Corrant")
ANSELM = Client(id=2, given="Anselm", family="Vogt-Hale")
PETRA = Client(id=3, given="Petra", family="Vogt-Hale")
HOUSEHOLD = Client(id=4, kind=ClientKind.HOUSEHOLD, given="Anselm and Petra", family="Vogt-Hale", members=(2, 3))
REACHED = Client(id=6, emails=(Email("imelda@corrant.example"),))  # whose name nobody has typed
COMPANY = Client(id=5, kind=ClientKind.ORGANISATION, organisation="Alder & Co.", given="Mara", family="Alder")
FEES = {
    FeeKind.MILESTONES: STAGED,
    FeeKind.FLAT: Fee(amount=360_000, deposit=100_000),
    FeeKind.HOURLY: Fee(kind=FeeKind.HOURLY, amount=28_500, deposit=200_000),
    FeeKind.PACKAGE: PACKAGE,
    FeeKind.MONTHLY: Fee(kind=FeeKind.MONTHLY, amount=40_000),
}


def a_case(profession=Profile.LAWYER, fee=STAGED, record=IMELDA, people=(), country="US", part="OR", **more):
    profile = PracticeProfile(
        profile=profession,
        country=country,
        subdivision=part,
        practice_name="Halvard Estate Planning",
        signer_name="Ines Halvard",
        credential="Attorney at law",
        regulator="The Law Board",
        licence_no="12",
        insurer="Quiet Mutual",
        email="ines@halvard.example",
    )
    engagement = Engagement(kind="Estate plan", fee=fee, conditions=more.pop("conditions", ()))
    letter = Letter(number="EL-2026-021", sign_by=date(2026, 12, 1))
    values = {
        "profile": profile,
        "engagement": engagement,
        "items": ITEMS,
        "record": record,
        "clients": people or (record,),
        "letter": letter,
        "conflict_checked": date(2026, 11, 16),
        "today": TODAY,
    }
    return Case(**{**values, **more})


def lib(case):
    return library(DATA, case.profile.profile.value)


def made(case):
    return compose(lib(case), case, WORDS)


def everything_on(case):
    """The case with every clause on and every empty field filled."""
    letter = case.letter
    for stance in made(case).stances:
        filled = {key: value or "something" for key, value in stance.values.items()}
        letter = choose(letter, stance, on=True, values=filled)
    return replace(case, letter=letter)


def text_of(case):
    return "\n".join(ready.texts(made(case).facts))


@pytest.mark.parametrize("profession", list(Profile))
def test_the_library_has_every_clause_that_the_profession_requires(profession):
    have = {clause.key for clause in library(DATA, profession.value).clauses}
    assert KEYS[profession.value] - have == set()
    assert MORE - have == set()


@pytest.mark.parametrize("profession", list(Profile))
def test_each_key_stands_once_with_its_version_and_source(profession):
    clauses = library(DATA, profession.value).clauses
    assert len({clause.key for clause in clauses}) == len(clauses)
    assert all(clause.version == 0 and clause.source and clause.title for clause in clauses)


@pytest.mark.parametrize("profession", list(Profile))
@pytest.mark.parametrize("country", ["US", "GB", "DE"])
@pytest.mark.parametrize("kind", list(FeeKind))
@pytest.mark.parametrize("people", [(), (ANSELM, PETRA)])
def test_every_clause_prints_without_a_gap(profession, country, kind, people):
    record = HOUSEHOLD if people else IMELDA
    case = everything_on(a_case(profession, FEES[kind], record, people, country, "", sponsor=COMPANY))
    composed = made(case)
    assert composed.problems == ()
    assert "{{" not in text_of(case)
    assert "[" not in text_of(case)


@pytest.mark.parametrize("kind", list(FeeKind))
@pytest.mark.parametrize("profession", list(Profile))
def test_a_new_letter_is_ready_with_any_fee(profession, kind):
    case = a_case(profession, FEES[kind])
    problems = ready.problems(case, made(case))
    assert [p for p in problems if "estimate" not in p.place] == []  # an hourly fee asks for its estimate


def test_a_letter_without_its_fee_is_told_so_once():
    case = a_case(fee=Fee())
    told = [problem.text for problem in ready.problems(case, made(case)) if "fee" in problem.place]
    assert told == ["Type the fee, for example 3,600.00."]


def test_the_eight_groups_in_their_order():
    titles = [section.title for section in made(a_case()).facts.sections]
    assert titles == [
        "Who I act for",
        "What this letter covers",
        "What I need from you",
        "How we work together",
        "Fees",
        "If you end this early, or I am late",
        "If something goes wrong",
        "Ending, and your papers",
    ]
    assert [section.number for section in made(a_case()).facts.sections] == list(range(1, 9))


def section(case, number):
    return made(case).facts.sections[number - 1]


def test_items_with_their_due_words():
    tables = [block for block in section(a_case(), 2).blocks if isinstance(block, ItemTable)]
    assert [(row.number, row.due) for row in tables[0].rows] == [
        ("2.1", "2026-12-03"),
        ("2.2", "15 business days after 2.1"),
        ("2.3", "with 2.2"),
    ]
    assert [(row.number, row.due) for row in tables[1].rows] == [("2.4", "")]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due(kind=DueKind.AFTER_ITEM, days=1, item=1), "1 business day after 2.1"),
        (Due(kind=DueKind.AFTER_ITEM, days=2, item=1, business=False), "2 days after 2.1"),
        (Due(kind=DueKind.AFTER_EVENT, days=10, event="you comment"), "10 business days after you comment"),
        (Due(kind=DueKind.AGREED), "on a date we agree"),
        (Due(kind=DueKind.THROUGHOUT), "throughout"),
    ],
)
def test_due_rules_in_words(due, said):
    assert due_words(due, ITEMS, WORDS) == said


def test_the_fee_and_refund_tables_of_the_target():
    fees = next(block for block in section(a_case(), 5).blocks if isinstance(block, Grid))
    assert fees.rows[1] == ("2\u2002Drafting", "Items 2.2 and 2.3", "$1,800.00")
    assert fees.total[-1] == "$3,600.00"
    refunds = next(block for block in section(a_case(), 6).blocks if isinstance(block, Grid))
    assert refunds.rows[0] == ("before Discovery is finished", "$0.00", "$3,600.00")
    assert refunds.rows[2] == ("after Drafting, before Review is finished", "$2,700.00", "$900.00")


def test_two_clients_get_their_own_clause_and_two_places_to_sign():
    facts = made(a_case(record=HOUSEHOLD, people=(ANSELM, PETRA))).facts
    assert facts.sections[-1].title == "Two clients, one matter"
    assert [signer.name for signer in facts.signers] == ["Ines Halvard", "Anselm Vogt-Hale", "Petra Vogt-Hale"]
    assert facts.recipient[:2] == ("Anselm Vogt-Hale", "Petra Vogt-Hale")


def test_an_organisation_signs_by_its_representative():
    facts = made(a_case(record=COMPANY)).facts
    assert facts.signers[1].name == "Mara Alder"
    assert facts.signers[1].capacity.startswith("For Alder & Co.")
    assert "I act for Alder & Co. itself" in text_of(a_case(record=COMPANY))


def test_empty_lines_around_an_items_words_are_not_printed():
    items = tuple(replace(item, text=f"\n {item.text}\n\n") for item in ITEMS)
    assert made(replace(a_case(), items=items)).facts == made(a_case()).facts


def test_a_payer_is_no_client():
    assert "Alder & Co. pays for this work, but you are the client." in text_of(a_case(sponsor=COMPANY))
    assert "pays for this work" not in text_of(a_case())


def test_conditions_become_sentences_where_they_belong():
    asked = ("Talk through the fees line by line", "The deposit is paid in full before work starts.", "Bring the deed")
    case = a_case(conditions=asked)
    composed = made(case)
    assert [group for group, _ in composed.conditions] == ["how", "fees", "how"]
    assert "We also agreed on this: Bring the deed." in text_of(case)
    assert "go through the fees below line by line" in text_of(case)


@pytest.mark.parametrize(
    "asked",
    [
        "I answer within 48 hours.",
        "The deposit comes back in full if the house is not sold.",
        "No milestones.",
        "Agree on a method of payment.",
    ],
)
def test_a_condition_that_asks_something_else_keeps_its_words(asked):
    assert made(a_case(conditions=(asked,))).conditions == (("how", f"We also agreed on this: {asked}"),)


def test_a_call_is_as_long_as_was_agreed():
    short, long = "A 15-minute call through the fees, line by line.", "An hour through the fees, line by line."
    assert "in a call of 15 minutes" in made(a_case(conditions=(short,))).conditions[0][1]
    assert "15 minutes" not in made(a_case(conditions=(long,))).conditions[0][1]


def test_conditions_that_ask_the_same_are_said_once():
    asked = (
        "The deposit is paid in full before work starts.",
        "Deposit in full before work",
        "Bring the deed",
        "Bring the deed.",
    )
    assert [group for group, _ in made(a_case(conditions=asked)).conditions] == ["fees", "how"]


def test_every_condition_of_the_fit_checklists_has_its_sentence():
    for profession in ("lawyer", "coach"):
        checklist = tomllib.loads(resource("checklists", f"{profession}.toml").read_text("utf-8"))
        rows = [*checklist["dimension"], *checklist["trust"]]
        conditions = tuple(text for row in rows for text in row.get("mitigations", ()))
        said = made(a_case(conditions=conditions)).conditions
        assert not [sentence for _, sentence in said if sentence.startswith("We also agreed")]


def stance(case, key):
    return next(one for one in made(case).stances if one.clause.key == key)


def test_place_decides_what_is_required():
    assert stance(a_case(country="GB", part=""), "parties").locked
    assert not stance(a_case(), "parties").locked
    assert stance(a_case(part="CA"), "client_responsibilities").locked
    assert stance(a_case(part="NY"), "dispute_resolution").locked
    assert stance(a_case(country="DE", part=""), "cooling_off").on
    assert stance(a_case(fee=FEES[FeeKind.HOURLY]), "time_units").locked


def test_liability_is_never_limited_by_itself():
    for profession in Profile:
        assert not stance(a_case(profession), "liability_cap").on


def test_a_required_clause_stays_on_whatever_the_draft_says():
    case = a_case()
    off = choose(case.letter, stance(case, "confidentiality"), on=False)
    assert stance(replace(case, letter=off), "confidentiality").on


def test_an_empty_field_stands_in_brackets_and_stops_the_issue():
    case = a_case()
    letter = choose(case.letter, stance(case, "expenses"), values={"cost_list": ""})
    composed = made(replace(case, letter=letter))
    assert [problem.place for problem in composed.problems] == ["field:expenses.cost_list"]
    assert any("[What is passed on]" in text for text in ready.texts(composed.facts))


def test_a_section_turned_off_gives_its_number_away():
    case = a_case()
    letter = case.letter
    for one in made(case).stances:
        if one.clause.group == "needs":
            letter = choose(letter, one, on=False)
    titles = {s.number: s.title for s in made(replace(case, letter=letter)).facts.sections}
    assert titles[3] == "How we work together"
    assert "the refund terms in clause 5" in text_of(replace(case, letter=letter))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"items": ()}, "promises"),
        ({"items": ITEMS[:3]}, "limits"),
        ({"items": (replace(ITEMS[0], text=" "), *ITEMS[1:])}, "item:1"),
        ({"items": (ITEMS[0], replace(ITEMS[1], due=Due(kind=DueKind.AFTER_ITEM, item=99)), *ITEMS[2:])}, "item:2"),
        ({"items": (replace(ITEMS[0], due=Due(kind=DueKind.ON)), *ITEMS[1:])}, "item:1"),
        ({"items": (ITEMS[0], replace(ITEMS[1], due=replace(ITEMS[1].due, days=9999)), *ITEMS[2:])}, "item:2"),
        ({"items": (replace(ITEMS[0], stage=9), *ITEMS[1:])}, "item:1"),
        ({"items": (replace(ITEMS[0], text="{{oops}}"), *ITEMS[1:])}, "text"),
        ({"record": Client(), "clients": (Client(),)}, "client"),
        ({"record": REACHED, "clients": (REACHED,)}, "client"),
    ],
)
def test_what_is_missing_is_named_with_its_place(change, place):
    case = replace(a_case(), **change)
    assert place in [problem.place for problem in ready.problems(case, made(case))]


def test_a_sign_that_no_font_has_stops_the_issue():
    case = a_case()
    assert [p.place for p in ready.problems(case, made(case), ("\U0001f642",))] == ["text"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"items": (replace(ITEMS[0], text="A meeting 会"), *ITEMS[1:])}, "item:1"),
        ({"clients": (Client(given="会", family="Tanaka"),)}, "client"),
        ({"engagement": replace(a_case().engagement, kind="Will 会")}, "work"),
    ],
)
def test_a_sign_that_no_font_has_is_named_with_its_place(change, place):
    case = replace(a_case(), **change)
    (problem,) = ready.problems(case, made(case), ("会",))
    said = "No font of the letter has 会. Write it another way, or install a font for it."
    assert (problem.place, problem.text) == (place, said)


def test_conditions_are_words_that_must_all_hold():
    so = frozenset({"a", "b"})
    assert holds("", so)
    assert holds("a b", so)
    assert holds("a c|b", so)
    assert holds("!c", so)
    assert not holds("a c", so)
    assert "two_clients" in flags(a_case(record=HOUSEHOLD, people=(ANSELM, PETRA)))


def test_no_paragraph_is_empty():
    for profession in Profile:
        for one in made(a_case(profession)).facts.sections:
            assert one.blocks
            assert all(block.text.strip() for block in one.blocks if isinstance(block, Paragraph))
