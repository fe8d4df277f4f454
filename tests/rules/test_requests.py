from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from practice.errors import Refused
from practice.rules import requests as rules
from practice.rules.engagements import Engagement, ItemKind, ScopeItem
from practice.rules.letters import ItemRow, ItemTable, Letter, LetterFacts, Section
from practice.rules.requests import AnswerText, Base, Cited, Judgement, Request

DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
IN, OUT, UNCLEAR = Judgement.IN_SCOPE, Judgement.OUT_OF_SCOPE, Judgement.UNCLEAR
PROMISE, LIMIT = ItemKind.PROMISE, ItemKind.LIMIT


def facts(*rows: tuple[str, str], withdraws: tuple[str, ...] = ()) -> LetterFacts:
    given = ItemTable("Included", tuple(ItemRow(number, text) for number, text in rows))
    taken = ItemTable("Withdrawn", tuple(ItemRow(number, "") for number in withdraws), withdraws=True)
    return LetterFacts(sections=(Section(2, "Scope", (given, taken)),))


def letter(letter_id: int, signed: date | None, said: LetterFacts, **more: object) -> Letter:
    made = Letter(id=letter_id, engagement_id=1, number=f"EL-{letter_id}", version=1, signed_on=signed, facts=said)
    return replace(made, **more)


def item(number: int, kind: ItemKind = PROMISE) -> ScopeItem:
    return ScopeItem(id=number, engagement_id=1, kind=kind, number=number)


ITEMS = (item(1), item(2), item(3, LIMIT), item(10, LIMIT), item(11))
FIRST = letter(1, DAY - timedelta(30), facts(("2.10", "Court work."), ("2.3", "Tax."), ("2.1", "A will.")))
CHANGE = letter(2, DAY, facts(("2.11", "A deed."), withdraws=("2.3",)), family="scope_change", amends=1, number="SC-2")


def cite(number: str, kind: ItemKind = PROMISE, text: str = "Words.") -> Cited:
    return Cited(1, "EL-1", 1, DAY, number, kind, text)


def request(**more: object) -> Request:
    return Request(id=1, client_id=1, asked_on=DAY, words="Could you?", **more)


def found(day: date, *letters: Letter, works: tuple[Engagement, ...] = (Engagement(id=1),)) -> tuple[rules.Ground, ...]:
    about = {work.id: [one for one in letters if one.engagement_id == work.id] for work in works}
    return rules.grounds(works, about, {work.id: ITEMS for work in works}, day)


# which letter


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (DAY - timedelta(31), None),  # before anything was signed
        (DAY - timedelta(30), ["2.1", "2.3", "2.10"]),  # promises, then limits, each by its figure
        (DAY - timedelta(1), ["2.1", "2.3", "2.10"]),
        (DAY, ["2.1", "2.11", "2.10"]),  # a signed change adds one and takes one away
    ],
)
def test_the_letter_in_force_that_day_is_found_with_its_items(day, numbers):
    grounds = found(day, FIRST, CHANGE)
    assert ([one.number for one in grounds[0].items] if grounds else None) == numbers


def test_an_item_is_cited_in_the_words_of_the_letter_that_says_it():
    ground = found(DAY, FIRST, CHANGE)[0]
    said = {one.number: one for one in ground.items}
    assert said["2.10"] == Cited(1, "EL-1", 1, DAY - timedelta(30), "2.10", LIMIT, "Court work.")
    assert (said["2.11"].letter, said["2.11"].text, said["2.11"].kind) == ("SC-2", "A deed.", PROMISE)
    assert ground.letter is FIRST


def test_a_new_version_says_it_anew():
    second = letter(3, DAY, facts(("2.1", "A will and a codicil.")), number="EL-1", version=2)
    (one,) = found(DAY, FIRST, second)[0].items
    assert (one.version, one.text) == (2, "A will and a codicil.")
    assert rules.cite(one, "today") == "Item 2.1 of EL-1, version 2, signed on today: “A will and a codicil.”"


def test_work_that_goes_on_comes_before_work_that_is_over_and_then_what_was_signed_last():
    works = (Engagement(id=1), Engagement(id=2, closed_on=DAY - timedelta(1)), Engagement(id=3))
    about = [
        replace(FIRST, id=n, engagement_id=n, signed_on=DAY - timedelta(ago)) for n, ago in ((1, 9), (2, 3), (3, 5))
    ]
    grounds = found(DAY, *about, works=works)
    assert [(one.engagement.id, one.ended) for one in grounds] == [(3, False), (1, False), (2, True)]
    assert rules.chosen(grounds, None).engagement.id == 3
    assert rules.chosen(grounds, 2).engagement.id == 2
    assert rules.chosen(grounds, 99).engagement.id == 3
    assert rules.chosen((), 1) is None


def test_an_answered_request_stays_with_the_work_that_it_was_judged_by():
    ground = found(DAY, FIRST)[0]
    assert rules.ground_of(request(), (ground,)) is ground
    assert rules.ground_of(request(answered_on=DAY), (ground,)) is None  # there was no letter when it was judged
    assert rules.ground_of(request(answered_on=DAY, engagement_id=1), (ground,)) is ground


def test_another_letter_keeps_the_citations_that_it_has_too():
    before = (cite("2.3", LIMIT, "Tax."), cite("2.10", LIMIT, "Old words."))
    after = rules.recited(before, found(DAY, FIRST, CHANGE)[0])
    assert [(one.number, one.text) for one in after] == [("2.10", "Court work.")]
    assert rules.recited(before, None) == ()


# judging


@pytest.mark.parametrize(
    ("kinds", "judgement"),
    [((PROMISE,), IN), ((LIMIT,), OUT), ((LIMIT, LIMIT), OUT), ((PROMISE, LIMIT), UNCLEAR), ((), UNCLEAR)],
)
def test_what_is_cited_points_to_a_judgement(kinds, judgement):
    assert rules.suggested([cite(f"2.{n}", kind) for n, kind in enumerate(kinds)]) is judgement


def test_a_request_is_edited_until_it_is_answered_and_its_subject_always():
    open_one = rules.edited(request(), DAY, words="Could you please?", judgement=OUT)
    assert (open_one.words, open_one.judgement) == ("Could you please?", OUT)
    done = replace(open_one, answered_on=DAY)
    assert rules.edited(done, DAY, subject="Deeds").subject == "Deeds"
    with pytest.raises(Refused, match="Add to it"):
        rules.edited(done, DAY, words="No.")


def test_nobody_asks_tomorrow():
    with pytest.raises(Refused) as refused:
        rules.edited(request(), DAY, asked_on=DAY + timedelta(1))
    assert refused.value.fields.keys() == {"asked_on"}


GROUND = found(DAY, FIRST)[0]


@pytest.mark.parametrize(
    ("asked", "ground", "answer", "day", "missing"),
    [
        (request(judgement=OUT), GROUND, "No.", DAY, set()),
        (request(judgement=UNCLEAR), GROUND, "Yes.", DAY, set()),
        (request(judgement=IN, cites=(cite("2.1"),)), GROUND, "Yes.", DAY, set()),
        (request(judgement=IN), GROUND, "Yes.", DAY, {"judgement"}),  # in scope needs its promise
        (request(judgement=IN, cites=(cite("2.3", LIMIT),)), GROUND, "Yes.", DAY, {"judgement"}),
        (request(judgement=IN), None, "Yes.", DAY, set()),  # there was no letter to name it
        (request(), GROUND, "Yes.", DAY, {"judgement"}),
        (replace(request(judgement=OUT), words=" "), GROUND, " ", DAY, {"words", "answer"}),
        (request(judgement=OUT), GROUND, "No.", DAY + timedelta(1), {"answered_on"}),
        (request(judgement=OUT), GROUND, "No.", DAY - timedelta(1), {"answered_on"}),
    ],
)
def test_what_an_answer_needs(asked, ground, answer, day, missing):
    if missing:
        with pytest.raises(Refused) as refused:
            rules.answered(asked, ground, answer, day, "Email", DAY)
        assert refused.value.fields.keys() == missing
    else:
        done = rules.answered(asked, ground, f"  {answer}\n", day, " Email ", DAY)
        assert (done.answer, done.answered_on, done.answered_by) == (answer, day, "Email")
        with pytest.raises(Refused, match="Add to it"):
            rules.answered(done, ground, answer, day, "Email", DAY)


def test_an_answered_request_is_added_to():
    with pytest.raises(Refused, match="not answered yet"):
        rules.entry(request(), "More.", NOW)
    done = request(answered_on=DAY)
    with pytest.raises(Refused) as refused:
        rules.entry(done, " ", NOW)
    assert refused.value.fields.keys() == {"text"}
    assert rules.entry(done, " More. ", NOW).text == "More."


def test_until_it_is_answered_an_item_that_was_taken_back_is_cited_no_more():
    asked = request(judgement=OUT, cites=(cite("2.3", LIMIT, "Tax."), cite("2.1", PROMISE, "A will.")))
    (changed,) = found(DAY, FIRST, CHANGE)
    assert [one.number for one in rules.standing(asked, changed).cites] == ["2.1"]
    done = replace(asked, answered_on=DAY)
    assert rules.standing(done, changed) == done


# what is proposed

TEXTS = (
    AnswerText(OUT, Base.CITED, "Not in {paper} {letter} of {day}: {items}."),
    AnswerText(OUT, Base.SILENT, "Not on the list {promises}."),
    AnswerText(UNCLEAR, Base.NO_LETTER, "Nothing is signed."),
)


@pytest.mark.parametrize(
    ("asked", "ground", "words"),
    [
        (
            request(judgement=OUT, cites=(cite("2.3", LIMIT, "Tax {x}."),)),
            GROUND,
            "Not in agreement EL-1 of May 1: item 2.3, “Tax {x}”.",
        ),
        (
            request(judgement=OUT, cites=(replace(cite("2.11", LIMIT, "A deed."), letter_id=2, letter="SC-2"),)),
            found(DAY, FIRST, CHANGE)[0],
            "Not in agreement EL-1 of May 1: item 2.11, “A deed” (as changed by SC-2).",
        ),
        (request(judgement=OUT), GROUND, "Not on the list 2.1."),
        (request(judgement=OUT), found(DAY, FIRST, CHANGE)[0], "Not on the list 2.1 to 2.11."),
        (request(judgement=UNCLEAR), None, "Nothing is signed."),
        (request(), GROUND, ""),
    ],
)
def test_an_answer_follows_from_judgement_and_items(asked, ground, words):
    assert rules.proposed(asked, ground, TEXTS, "May 1", "agreement") == words


# what repeats


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tax returns", "tax return", True),
        ("Return of tax", "Tax return", False),
        ("Return, tax", "Tax return", True),
        ("Keeping the original will", "keeping the original wills", True),
        ("Gas", "Ga", False),
        ("Übersetzung", "ubersetzung", True),
        ("", "", True),
    ],
)
def test_subjects_are_the_same_whatever_their_order_case_or_plural(one, other, same):
    assert (rules.same_subject(one) == rules.same_subject(other)) is same


def asked(n: int, subject: str, client: int = 1, judgement: Judgement | None = OUT, **more: object) -> Request:
    return replace(
        request(judgement=judgement, subject=subject), id=n, client_id=client, asked_on=DAY + timedelta(n), **more
    )


def test_requests_that_nothing_covers_are_gathered_by_subject():
    every = [
        asked(1, "Tax return", 1),
        asked(2, "tax returns", 2, UNCLEAR),
        asked(3, "Storing papers", 1),
        asked(4, "Storing papers", 3),
        asked(5, "Tax returns", 1),
        asked(6, "Tax return", 4, IN),  # it was included
        asked(7, "Tax return", 5, cites=(cite("2.3", LIMIT),)),  # an item covers it
        asked(8, "Tax return", 6, None),  # not judged yet
        asked(9, "", 1),
        asked(10, "", 2),
        asked(11, "Only once", 2),
    ]
    taxes, papers = rules.gathered(reversed(every))
    assert (taxes.subject, [one.id for one in taxes.requests], taxes.clients) == ("Tax returns", [1, 2, 5], {1, 2})
    assert (papers.subject, [one.id for one in papers.requests]) == ("Storing papers", [3, 4])
    assert [one.subject for one in rules.gathered(every, least=1)][-1] == "Only once"


@pytest.mark.parametrize(
    ("subject", "limit"), [("storing papers", "Storing papers."), (" Tax returns. ", "Tax returns."), ("", "")]
)
def test_a_limit_begins_with_the_subject(subject, limit):
    assert rules.limit_draft(subject) == limit
