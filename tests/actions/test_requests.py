from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import clients, engagements, letters, overview, requests, search, usual
from practice.actions import store as stores
from practice.actions.requests import Offered
from practice.db import engagements as kept_work
from practice.errors import Refused
from practice.rules.engagements import ItemKind, label
from practice.rules.requests import Judgement
from practice.rules.timeline import Event
from tests import make, make_companions, make_letters

IN, OUT, UNCLEAR = Judgement.IN_SCOPE, Judgement.OUT_OF_SCOPE, Judgement.UNCLEAR
BEFORE = make.TODAY - timedelta(1)


def sign(store, letter, day=make.TODAY):
    letters.issue(store, letter.id, make.NOW)
    letters.mark_sent(store, letter.id, day, "email", day)
    return letters.mark_signed(store, letter.id, day, day)


@pytest.fixture
def client(store):
    make_letters.profile(store)
    return make_letters.person(store)


@pytest.fixture
def letter(store, client):
    return sign(store, make_letters.estate_plan(store, client.id))


def log(store, client, words="Could you also do my tax return?", **changes):
    request = requests.begin(store, client.id, make.NOW)
    return requests.edit(store, request.id, make.TODAY, words=words, **changes)


def answer(store, request):
    return requests.answer(store, request.id, make.TODAY, "Email", make.TODAY)


# judged by the letter in force


def test_a_request_finds_the_letter_in_force_on_its_day_and_its_items(store, client, letter):
    request = requests.begin(store, client.id, make.NOW)
    assert (request.asked_on, request.channel) == (make.TODAY, "Email")
    assert request.engagement_id == letter.engagement_id
    view = requests.view(store, request.id)
    assert view.ground.letter.id == letter.id
    assert [one.number for one in view.ground.items] == [f"2.{n}" for n in range(1, 11)]

    requests.edit(store, request.id, make.TODAY, asked_on=BEFORE)
    assert requests.view(store, request.id).ground is None  # it was not signed yet
    assert requests.get(store, request.id).engagement_id is None
    requests.edit(store, request.id, make.TODAY, asked_on=make.TODAY)
    assert requests.get(store, request.id).engagement_id == letter.engagement_id


def test_an_item_is_cited_in_the_words_of_that_letter_and_stays_so(store, client, letter):
    request = log(store, client)
    requests.cite(store, request.id, "2.8", True)
    (cited,) = requests.get(store, request.id).cites
    assert (cited.letter, cited.number, cited.text) == (letter.number, "2.8", make_letters.LIMITS[1])
    assert requests.citation(store, cited) == (
        f"Item 2.8 of {letter.number}, signed on November 18, 2026: “{make_letters.LIMITS[1]}”"
    )
    item = next(one for one in engagements.items(store, letter.engagement_id) if label(one) == "2.8")
    engagements.remove_item(store, item.id, make.TODAY)
    assert requests.get(store, request.id).cites == (cited,)
    requests.cite(store, request.id, "2.8", False)
    assert requests.get(store, request.id).cites == ()


def test_another_day_takes_away_what_no_letter_said_then(store, client, letter):
    request = log(store, client)
    requests.cite(store, request.id, "2.8", True)
    requests.edit(store, request.id, make.TODAY, asked_on=BEFORE)
    assert requests.get(store, request.id).cites == ()


def test_of_two_works_the_other_one_can_be_chosen(store, client, letter):
    second = sign(store, make_letters.estate_plan(store, client.id))
    request = requests.begin(store, client.id, make.NOW)
    view = requests.view(store, request.id)
    assert [one.letter.id for one in view.grounds] == [second.id, letter.id]
    assert view.ground.letter.id == second.id
    requests.edit(store, request.id, make.TODAY, engagement_id=letter.engagement_id)
    assert requests.view(store, request.id).ground.letter.id == letter.id


def test_a_household_s_letter_binds_a_request_of_one_of_them(store, client):
    other = clients.create(store, make.client("Rolf", "Corrant"), make.NOW)
    household = clients.join(store, client.id, other.id, make.NOW)
    letter = make_letters.estate_plan(store, household.id)
    sign(store, letter)
    request = requests.begin(store, other.id, make.NOW)
    assert requests.view(store, request.id).ground.letter.id == letter.id
    assert requests.of_client(store, clients.find(store, household.id)) == [request]


# logged, answered, added to


def test_an_empty_request_is_gone_on_with_and_goes_without_a_trace_in_undo(store, client):
    first = requests.begin(store, client.id, make.NOW)
    assert requests.begin(store, client.id, make.NOW) == first
    requests.edit(store, first.id, make.TODAY, words="Could you?")
    assert requests.begin(store, client.id, make.NOW).id != first.id


def test_the_proposed_answer_follows_until_another_one_is_written(store, client, letter):
    request = log(store, client, judgement=OUT)
    assert "2.1 to 2.6" in requests.view(store, request.id).proposed
    requests.cite(store, request.id, "2.8", True)
    proposed = requests.view(store, request.id).proposed
    assert f"letter {letter.number}, signed on November 18, 2026: item 2.8, “Tax returns" in proposed
    done = answer(store, request)
    assert (done.answer, done.answered_by) == (proposed, "Email")


@pytest.mark.parametrize("judgement", list(Judgement))
@pytest.mark.parametrize("base", ["cited", "silent", "no_letter"])
def test_each_judgement_has_words_to_say(store, client, judgement, base):
    if base != "no_letter":
        sign(store, make_letters.estate_plan(store, client.id))
    request = log(store, client, judgement=judgement)
    if base == "cited":
        requests.cite(store, request.id, "2.1" if judgement is IN else "2.8", True)
    proposed = requests.view(store, request.id).proposed
    assert len(proposed) > 60
    assert "{" not in proposed
    assert not {"  ", " ,", " .", "(,"} & {proposed[n : n + 2] for n in range(len(proposed))}
    if judgement is UNCLEAR and base != "no_letter":
        assert "goes to you" in proposed  # reasonable doubt


def test_an_answered_request_stays_and_is_added_to(store, client, letter):
    done = answer(store, log(store, client, judgement=OUT, answer="No, sorry."))
    for act in (
        lambda: requests.edit(store, done.id, make.TODAY, words="Else"),
        lambda: requests.cite(store, done.id, "2.8", True),
        lambda: requests.discard(store, done.id),
        lambda: answer(store, done),
    ):
        with pytest.raises(Refused, match="Add to it"):
            act()
    requests.edit(store, done.id, make.TODAY, subject="Tax return")
    added = requests.add(store, requests.addition(store, done.id, "She asked again on the phone.", make.NOW))
    assert requests.view(store, done.id).entries == (added,)
    assert store.journal.can_undo is None
    assert stores.check(store).problems == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE requests SET words = 'x'",
        "UPDATE requests SET cites = '[]'",
        "DELETE FROM requests",
        "UPDATE request_entries SET text = 'x'",
        "DELETE FROM request_entries",
    ],
)
def test_the_store_itself_refuses_to_change_them(store, client, letter, sql):
    done = answer(store, requests.cite(store, log(store, client, judgement=OUT).id, "2.8", True))
    requests.add(store, requests.addition(store, done.id, "More.", make.NOW))
    with pytest.raises(Exception, match=r"added to, never changed|append-only"), store.journal.change("x"):
        store.execute(sql)
    assert requests.get(store, done.id) == done


def test_only_erasing_the_client_lets_them_go(store, client, letter):
    done = answer(store, log(store, client, judgement=OUT))
    requests.add(store, requests.addition(store, done.id, "More.", make.NOW))
    with store.journal.change("erase", final=True):
        store.execute("INSERT INTO erasing (client_id) VALUES (?)", (client.id,))
        store.execute("DELETE FROM request_entries WHERE client_id = ?", (client.id,))
        store.execute("DELETE FROM requests WHERE client_id = ?", (client.id,))
        store.execute("DELETE FROM erasing")
    assert requests.page(store, None, 9) == []


def test_undo_takes_the_answer_back_and_redo_brings_it(store, client, letter):
    request = log(store, client, judgement=OUT)
    done = answer(store, request)
    store.journal.undo()
    assert requests.get(store, request.id) == request
    store.journal.redo()
    assert requests.get(store, request.id) == done


def test_a_request_that_is_not_answered_can_go(store, client, letter):
    request = log(store, client)
    requests.discard(store, request.id)
    with pytest.raises(KeyError):
        requests.get(store, request.id)
    store.journal.undo()
    assert requests.get(store, request.id) == request


# offered for a price


def test_what_is_out_is_offered_by_a_letter_with_its_price(store, client, letter):
    request = log(store, client, judgement=OUT, subject="Tax return")
    requests.cite(store, request.id, "2.8", True)
    change = requests.offer(store, request.id, Offered("Your tax return for 2026", "450.00"), make.NOW)
    assert (change.family, change.amends, change.source) == ("scope_change", letter.id, f"request:{request.id}")
    assert requests.view(store, request.id).changes == (change,)
    facts = letters.composed(letters.case(store, change.id, make.TODAY)).facts
    said = str(facts)
    assert f"This letter changes what we agreed on in letter {letter.number}" in said
    assert "You asked on November 18, 2026 for something more: Tax return." in said
    assert "$3,600.00" in said
    assert "$4,050.00" in said
    rows = [(row.number, row.text) for row in _rows(facts)]
    assert rows == [("2.11", "Your tax return for 2026"), ("2.8", make_letters.LIMITS[1])]
    left = letters.check(store, change.id, make.TODAY)
    assert [problem.place for problem in left] == ["field:dates.dates_move"]  # what only we can know
    letters.discard(store, change.id)
    assert [label(item) for item in engagements.items(store, letter.engagement_id)][-3:] == ["2.8", "2.9", "2.10"]


def test_an_offer_is_made_and_taken_back_whole(store, client, letter):
    request = log(store, client, judgement=OUT, subject="Tax return")
    before = engagements.items(store, letter.engagement_id)
    requests.offer(store, request.id, Offered("Your tax return for 2026", "450.00"), make.NOW)
    store.journal.undo()
    assert requests.view(store, request.id).changes == ()
    assert engagements.items(store, letter.engagement_id) == before


def _rows(facts):
    blocks = (block for section in facts.sections for block in section.blocks if hasattr(block, "withdraws"))
    return (row for block in blocks for row in block.rows)


def test_a_limit_may_stay(store, client, letter):
    request = requests.cite(store, log(store, client, judgement=OUT).id, "2.8", True)
    offered = Offered("A letter to your accountant", "0.00", withdraws=False)
    change = requests.offer(store, request.id, offered, make.NOW)
    facts = letters.composed(letters.case(store, change.id, make.TODAY)).facts
    assert [row.number for row in _rows(facts)] == ["2.11"]
    assert "The fee stays as it is." in str(facts)


@pytest.mark.parametrize(
    ("what", "price", "missing"),
    [
        ("", "450.00", {"what"}),
        ("A deed", "", {"price"}),
        (" ", "cheap", {"what", "price"}),
        ("A deed", "-1", {"price"}),
    ],
)
def test_an_offer_says_what_and_for_how_much(store, client, letter, what, price, missing):
    request = log(store, client, judgement=OUT)
    with pytest.raises(Refused) as refused:
        requests.offer(store, request.id, Offered(what, price), make.NOW)
    assert refused.value.fields.keys() == missing
    assert requests.view(store, request.id).changes == ()


def test_a_second_change_waits_for_the_first(store, client, letter):
    request = log(store, client, judgement=OUT)
    requests.offer(store, request.id, Offered("A deed", "450.00"), make.NOW)
    other = log(store, client, "And the garage?", judgement=OUT)
    with pytest.raises(Refused, match="Another change is not signed yet"):
        requests.offer(store, other.id, Offered("The garage", "90.00"), make.NOW)
    with pytest.raises(Refused, match="so it stays"):
        requests.discard(store, request.id)


def test_a_letter_signed_meanwhile_is_what_it_is_judged_and_offered_by(store, client):
    request = log(store, client, judgement=OUT)
    letter = sign(store, make_letters.estate_plan(store, client.id))
    change = requests.offer(store, request.id, Offered("A deed", "450.00"), make.NOW)
    assert change.amends == letter.id
    assert answer(store, request).engagement_id == letter.engagement_id


def test_an_answer_cites_nothing_that_was_taken_back_meanwhile(store, client, letter):
    request = requests.cite(store, log(store, client, judgement=OUT).id, "2.8", True)
    item = next(one for one in engagements.items(store, letter.engagement_id) if label(one) == "2.8")
    change = make_companions.begun(store, client.id, "scope_change", new_fee="", new_deposit="", fee_changes="no")
    with store.journal.change("test"):
        kept_work.save_item(store, replace(item, withdrawn_on=make.TODAY))
    letters.issue(store, change.id, make.NOW)
    letters.mark_signed(store, change.id, make.TODAY, make.TODAY)
    assert requests.view(store, request.id).request.cites == ()
    answered = requests.answer(store, request.id, make.TODAY, "Email", make.TODAY)
    assert answered.cites == ()
    assert "2.8" not in answered.answer


def test_what_was_answered_without_a_letter_is_offered_by_none(store, client):
    done = answer(store, log(store, client, judgement=OUT))
    sign(store, make_letters.estate_plan(store, client.id))
    assert requests.view(store, done.id).ground is None
    with pytest.raises(Refused, match="No letter was in force"):
        requests.offer(store, done.id, Offered("A deed", "450.00"), make.NOW)


# found again


def test_requests_stand_on_the_client_s_page_in_the_timeline_and_in_the_search(store, client, letter):
    request = log(store, client, subject="Tax return", judgement=OUT)
    done = answer(store, request)
    requests.add(store, requests.addition(store, done.id, "Her bookkeeper called.", make.NOW))
    view = overview.of_client(store, client.id, make.NOW)
    assert view.requests == (done,)
    assert [one.number for one in view.works[0].cited][:1] == ["2.1"]
    (entry,) = [one for one in view.entries if one.event is Event.REQUEST]
    assert (entry.title, entry.code, entry.record_id, entry.amount) == ("Tax return", "out", done.id, 0)
    assert [(hit.table, hit.record_id) for hit in search.find(store, "tax ret")] == [("requests", done.id)]
    assert [hit.table for hit in search.find(store, "bookkeeper")] == ["request_entries"]


def test_the_list_is_read_in_pages_open_ones_first(store, client, letter):
    made = [log(store, client, f"Number {n}", judgement=OUT) for n in range(5)]
    for n in (1, 3):
        answer(store, made[n])
    order, last = [], None
    while rows := requests.page(store, last, 2):
        order += [one.words for one in rows]
        last = rows[-1]
    assert order == ["Number 4", "Number 2", "Number 0", "Number 3", "Number 1"]
    assert requests.clients_of(store, made).keys() == {client.id}


# what repeats becomes a usual limit


def test_what_repeats_suggests_a_limit_that_new_letters_begin_with(store, client, letter):
    other = clients.create(store, make.client("Beatrix", "Coyle"), make.NOW)
    log(store, client, subject="Storing papers", judgement=OUT)
    assert requests.repeated(store) == ()
    log(store, other, subject="storing paper", judgement=UNCLEAR)
    (found,) = requests.repeated(store)
    assert (found.gathered.subject, [one.family for one in found.clients]) == ("storing paper", ["Corrant", "Coyle"])

    usual.add(store, "Storing original papers.", make.NOW, subject=found.gathered.subject)
    assert requests.repeated(store) == ()
    new = letters.start(store, other.id, None, make.NOW, "Will")
    items = engagements.items(store, new.engagement_id)
    assert [(one.kind, label(one), one.text) for one in items] == [(ItemKind.LIMIT, "2.1", "Storing original papers.")]
    first = make_letters.add(store, new.engagement_id, ItemKind.PROMISE, "A will")
    items = engagements.items(store, new.engagement_id)
    assert [(label(one), one.text) for one in items] == [("2.1", first.text), ("2.2", "Storing original papers.")]


def test_a_usual_limit_is_said_otherwise_and_taken_away(store):
    kept = usual.add(store, "Storing papers.", make.NOW)
    with pytest.raises(Refused):
        usual.add(store, "storing papers", make.NOW)
    usual.change(store, kept.id, "Storing original papers.")
    assert [one.text for one in usual.every(store)] == ["Storing original papers."]
    usual.remove(store, kept.id)
    assert usual.every(store) == ()
    store.journal.undo()
    assert [one.text for one in usual.every(store)] == ["Storing original papers."]


def test_a_discarded_draft_takes_its_usual_limits_along(store, client):
    usual.add(store, "Storing papers.", make.NOW)
    first = letters.start(store, client.id, None, make.NOW, "Will")
    letters.discard(store, first.id)
    assert engagements.of_client(store, client) == []
    second = letters.start(store, client.id, None, make.NOW, "Will")
    make_letters.add(store, second.engagement_id, ItemKind.PROMISE, "A will")
    letters.discard(store, second.id)
    assert [one.id for one in engagements.of_client(store, client)] == [second.engagement_id]


def test_a_request_holds_the_work_that_it_is_judged_by(store, client, letter):
    log(store, client)
    assert kept_work.in_use(store, letter.engagement_id)
