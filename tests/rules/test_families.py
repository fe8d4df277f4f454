"""The families as data: every condition, place and source in them leads somewhere."""

import re
import tomllib
from datetime import date

import pytest

from practice.paths import resource
from practice.rules import clauses, families, offers
from practice.rules.clauses import FieldKind, gaps
from practice.rules.clients import Client
from practice.rules.companions import fee_after, read_day, read_money
from practice.rules.engagements import Engagement, Fee, FeeKind, Milestone, total
from practice.rules.letters import ClauseChoice, Letter, LetterState
from practice.rules.practice import Profile
from practice.rules.shelves import ClientStatus
from tests.make_letters import STAGED

KEYS = (
    "non_engagement", "referral", "conflict_consent", "scope_change", "disengagement", "closing",
    "fee_reminder", "refund_confirmation", "boundary_reminder", "complaint_ack", "complaint_final", "apology_recovery",
)  # fmt: skip
BOTH = [(key, profile) for key in KEYS for profile in Profile]


def data(key):
    return tomllib.loads(resource("letters", f"{key}.toml").read_text("utf-8"))


def family(key, profile=Profile.LAWYER):
    return families.family(data(key), profile.value)


@pytest.mark.parametrize(("key", "profile"), BOTH)
def test_a_family_says_what_it_is_when_it_applies_and_what_it_must_say(key, profile):
    one = family(key, profile)
    assert one.key == key
    assert re.fullmatch("[A-Z]{2}", one.prefix)
    assert one.title
    assert one.start
    assert len(one.must) >= 5
    assert len({must.key for must in one.must}) == len(one.must)
    assert all(must.source and must.says and must.text for must in one.must)
    assert all(pitfall.source and pitfall.text for pitfall in one.pitfalls)
    assert all(asked.said for asked in one.applies)
    assert len({pitfall.key for pitfall in one.pitfalls}) == len(one.pitfalls)


@pytest.mark.parametrize(("key", "profile"), BOTH)
def test_every_place_and_field_that_a_family_names_is_there(key, profile):
    one, library = family(key, profile), clauses.library(data(key), profile.value)
    fields = {f"{clause.key}.{gap.key}" for clause in library.clauses for gap in clause.fields}
    places = {f"field:{name}" for name in fields} | {f"clause:{clause.key}" for clause in library.clauses}
    named = {part.place for part in (*one.must, *one.pitfalls)}
    assert named - places - {"text", "promises"} == set()
    assert {name for pitfall in one.pitfalls for name in pitfall.spares} <= fields
    asked = " ".join(part.when for part in (*one.must, *one.pitfalls))
    keys = {name.partition(".")[2] for name in fields}
    assert set(re.findall(r"(?:field|two|past|stale|soon|coming|days14|weeks8):(\w+)", asked)) <= keys
    assert not one.ends or one.ends in fields


@pytest.mark.parametrize(("key", "profile"), BOTH)
def test_every_field_is_used_and_every_clause_says_where_it_comes_from(key, profile):
    stops = " ".join(pitfall.when for pitfall in family(key, profile).pitfalls)
    weighed = set(re.findall(r"field:(\w+)", stops))  # asked before the issue, and not printed
    for clause in clauses.library(data(key), profile.value).clauses:
        assert clause.source
        said = {gap for sentence in clause.sentences for gap in gaps(sentence.text)}
        tested = {gap for sentence in clause.sentences for gap in re.findall(r"field:(\w+)", sentence.when)}
        listed = {sentence.table.partition(":")[2] for sentence in clause.sentences}
        for gap in clause.fields:
            assert gap.key in said | tested | listed | weighed | {"subject"}, (clause.key, gap.key)
            assert len(gap.shown) in {0, len(gap.choices)}
            assert bool(gap.choices) == (gap.kind is FieldKind.CHOICE)
            assert not any(" " in choice for choice in gap.choices)  # conditions are words between spaces


def test_prefixes_are_told_apart():
    assert len({family(key).prefix for key in KEYS} | {"EL", "CA"}) == len(KEYS) + 2


def test_what_is_so_with_a_client_and_their_work():
    base = Letter(id=1, engagement_id=1, version=1, state=LetterState.SIGNED, signed_on=date(2026, 11, 1))
    draft = Letter(id=2, engagement_id=2, family="closing")
    client, today = Client(status=ClientStatus.CLIENT), date(2026, 11, 18)
    so = offers.flags(client, Engagement(id=1), [base, draft], today)
    assert so == {"work", "open", "signed", "status:client", "done:engagement"}
    assert "pending:closing" in offers.flags(client, Engagement(id=2), [base, draft], today)
    assert offers.reason(family("closing"), so) == ""
    assert "No letter is signed" in offers.reason(family("closing"), so - {"signed"})


def change(fee="", deposit="", day=""):
    fields = (("new_fee", fee), ("new_deposit", deposit), ("fee_from", day))
    return Letter(number="SC-2026-001", choices=(ClauseChoice(key="fee", fields=fields),))


@pytest.mark.parametrize(
    ("fee", "typed", "whole", "deposit"),
    [
        (Fee(amount=100_00, deposit=20_00), "", 100_00, 20_00),
        (Fee(amount=100_00, deposit=20_00), "150.00", 150_00, 20_00),
        (Fee(amount=100_00, deposit=20_00), "10.00", 10_00, 20_00),
        (Fee(kind=FeeKind.PACKAGE, amount=100_00, sessions=4), "90.00", 90_00, 0),
        (STAGED, "5,000.00", 500_000, STAGED.deposit),
        (STAGED, "500.00", 50_000, STAGED.deposit),
    ],
)
def test_a_signed_change_sets_the_whole_fee(fee, typed, whole, deposit):
    after = fee_after(fee, change(typed), ".")
    assert (total(after), after.deposit) == (whole, deposit)
    assert sum(stage.amount for stage in after.milestones) == (whole if after.milestones else 0)


def test_what_is_added_to_a_fee_in_stages_is_a_stage_of_its_own():
    after = fee_after(STAGED, change("4,000.00", "100.00"), ".")
    assert after.milestones[: len(STAGED.milestones)] == STAGED.milestones
    assert after.milestones[-1] == Milestone("SC-2026-001", 400_000 - total(STAGED))
    assert after.deposit == STAGED.deposit + 10_000


def test_a_changed_fee_knows_its_first_day_and_an_unchanged_one_has_none():
    assert fee_after(Fee(amount=100_00), change("150.00", day="2027-01-01"), ".").from_day == date(2027, 1, 1)
    assert fee_after(Fee(amount=100_00), change("", day="2027-01-01"), ".") == Fee(amount=100_00)


def test_days_and_amounts_that_cannot_be_read_are_none():
    assert read_day("soon") is None
    assert read_day(" 2026-12-03 ") == date(2026, 12, 3)
    assert read_money("lots", "USD", ".") is None
    assert read_money("1.200,50", "EUR", ",") == 120_050
