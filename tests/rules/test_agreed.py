from datetime import UTC, date, datetime

import pytest

from practice.rules.agreed import NO_RULE, choices, found
from practice.rules.boundaries import BoundaryRule, Category
from practice.rules.engagements import Engagement, ItemKind
from practice.rules.letters import InForce, Letter, LetterFacts, Paragraph, Section
from practice.rules.requests import Cited, Ground
from tests import make

DAY = date(2026, 10, 1)
HOURS = "Meetings, calls or messages outside Monday to Thursday."
STEMS = ("outside call", "outside messag")


def ground(*items, sections=()):
    letter = Letter(id=7, number="EL-2026-001", facts=LetterFacts(sections=tuple(sections)), signed_on=DAY)
    cited = tuple(Cited(7, "EL-2026-001", 1, DAY, number, kind, text) for number, kind, text in items)
    return Ground(Engagement(id=1), InForce(letter), cited, False)


TAX = ("2.2", ItemKind.LIMIT, "Tax returns.")
OUT = ("2.3", ItemKind.LIMIT, HOURS)
REPLY = ("2.1", ItemKind.PROMISE, "A reply to every message and call within two days")
TALK = Section(4, "How we work together", (Paragraph("Email is best."), Paragraph("It stays between us.")))


def rule(number=1, **fields):
    values = {"category": Category.TIME_CONTACT, "text": "Calls in hours.", **fields}
    return BoundaryRule(id=number, number=number, **values)


def test_a_limit_that_says_it_comes_first():
    every = choices(ground(REPLY, TAX, OUT), [rule()], Category.TIME_CONTACT)
    assert [one.key for one in every] == ["item:2.2", "item:2.3", "item:2.1", "rule:1"]
    agreed = found(every, [rule()], STEMS)
    assert (agreed.item, agreed.letter_id, agreed.text) == ("2.3", 7, HOURS)


def test_else_a_rule_of_ones_own_and_else_a_clause():
    every = choices(ground(TAX, sections=[TALK]), [rule()], Category.TIME_CONTACT)
    assert found(every, [rule()], ("between us",)).key == "rule:1"
    every = choices(ground(TAX, sections=[TALK]), [], Category.TIME_CONTACT)
    agreed = found(every, [], ("between us",))
    assert (agreed.item, agreed.text) == ("clause 4", "It stays between us.")


@pytest.mark.parametrize(
    ("tied", "key"),
    [
        ({"limit": "tax"}, "item:2.2"),
        ({"clause": "How we work together", "text": "It stays between us."}, "clause:4.1"),
        ({"clause": "How we work together"}, "rule:1"),  # no paragraph of it says that
        ({"limit": "court"}, "rule:1"),
    ],
)
def test_a_rule_gives_way_to_what_it_is_tied_to(tied, key):
    one = rule(**tied)
    every = choices(ground(TAX, sections=[TALK]), [one], Category.TIME_CONTACT)
    assert found(every, [one], ("nothing",)).key == key


def test_without_any_there_is_no_rule_yet():
    assert found(choices(None, [], Category.MONEY), [], ("fee",)).key == NO_RULE
    archived = rule(archived_at=make.NOW)
    assert choices(None, [archived, rule(2, category=Category.MONEY)], Category.TIME_CONTACT) == ()


def test_one_word_of_two_is_not_enough():
    abroad = ("2.6", ItemKind.LIMIT, "Work outside the state.")
    every = choices(ground(TAX, abroad), [], Category.TIME_CONTACT)
    assert found(every, [], STEMS).key == NO_RULE
    assert found(every, [], ("us outside",)).key == NO_RULE  # short words count as a whole only


def test_the_words_of_the_entry_can_tell_which_limit_it_is():
    court = ("2.4", ItemKind.LIMIT, "Court work of any kind.")
    moving = ("2.5", ItemKind.LIMIT, "Moving your house into the trust.")
    every = choices(ground(TAX, court), [], Category.SCOPE_CREEP)
    assert found(every, [], (), "She asked for the court work, too.").key == NO_RULE
    assert found(every, [], (), "She asked me for tax returns of any kind.").key == NO_RULE
    every = choices(ground(TAX, moving), [], Category.SCOPE_CREEP)
    assert found(every, [], (), "She asked me to see to moving the house.").item == "2.5"
    own = rule(category=Category.SCOPE_CREEP)
    every = choices(ground(TAX, moving), [own], Category.SCOPE_CREEP)
    assert found(every, [own], (), "She asked me to see to moving the house.").key == "rule:1"
    assert found(every, [], (), "She asked me for a drawing.").key == NO_RULE


def test_a_rule_counts_from_the_day_it_was_written():
    own = rule(created_at=datetime(2026, 11, 18, 17, tzinfo=UTC))
    (since,) = choices(None, [own], Category.TIME_CONTACT, date(2026, 11, 17))
    assert (since.key, since.since) == ("rule:1", date(2026, 11, 18))
    assert found([since], [own], STEMS).key == NO_RULE
    (there,) = choices(None, [own], Category.TIME_CONTACT, date(2026, 11, 18))
    assert there.since is None
    assert found([there], [own], STEMS) == there
