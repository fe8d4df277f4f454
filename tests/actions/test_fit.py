"""Fit checks on a real encrypted store: from the first answer to the decision."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from practice.actions import checklists, fit, practice
from practice.actions.store import Store
from practice.db import clients
from practice.errors import Refused
from practice.rules.checklists import Checklist, IdealClient, MustHave
from practice.rules.fit import Decision, FitAnswers, FitCheck, FitState, MustAnswer, Presence, Result, Rule
from practice.rules.fit_decisions import Considered
from practice.rules.shelves import ClientStatus
from tests import make

LATER = make.NOW + timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path)
    yield opened
    opened.abandon()


@pytest.fixture
def imelda(store: Store) -> int:
    with store.journal.change("test.client"):
        return clients.save(store, make.client("Imelda", "Corrant")).id


def good(checklist: Checklist, **changes: object) -> FitAnswers:
    answers = FitAnswers(
        must_haves=tuple((item.key, MustAnswer.YES) for item in checklist.must_haves),
        deal_breakers=tuple((item.key, Presence.ABSENT) for item in checklist.deal_breakers),
        ratings=tuple((f"D{n}", 4) for n in (1, 2, 3, 5, 6, 7)),
        cynic=0,
        blind_trust=0,
    )
    return replace(answers, **changes)


def filled(store: Store, client_id: int, **changes: object) -> FitCheck:
    check = fit.start(store, client_id, make.NOW, "Call on November 16, 30 minutes")
    return fit.fill(store, check.id, good(fit.checklist_of(store, check), **changes))


def locked(store: Store, client_id: int, **changes: object) -> FitCheck:
    return fit.lock(store, filled(store, client_id, **changes).id, make.NOW)


def status(store: Store, client_id: int) -> ClientStatus:
    return clients.find(store, client_id).status


YES = Considered(gut=4, forecast=80, decision=Decision.ACCEPT)


def test_a_check_from_start_to_accept(store: Store, imelda: int) -> None:
    check = fit.start(store, imelda, make.NOW)
    assert fit.start(store, imelda, LATER) == check, "an open check is gone on with"
    check = fit.fill(store, check.id, good(fit.checklist_of(store, check), heard=(("D2", "One visit is enough."),)))
    assert fit.assess(store, check).result is Result.ACCEPT
    check = fit.lock(store, check.id, make.NOW)
    assert (check.score, check.unit_score, check.verdict, check.locked_at) == (100, 100, Result.ACCEPT, make.NOW)
    check = fit.decide(store, check.id, YES, LATER, make.TODAY)
    assert (check.state, check.decision, check.decided_at) == (FitState.DECIDED, Decision.ACCEPT, LATER)
    assert fit.get(store, check.id) == check
    assert status(store, imelda) is ClientStatus.PROSPECT, "a client only once the letter is signed"
    assert fit.accepted(store, imelda) == check
    assert [listed.client.given for listed in fit.decided(store)] == ["Imelda"]
    assert fit.undecided(store) == []


def test_locked_answers_stay(store: Store, imelda: int) -> None:
    check = locked(store, imelda)
    with pytest.raises(Refused):
        fit.fill(store, check.id, FitAnswers())
    with pytest.raises(Refused):
        fit.lock(store, check.id, LATER)
    decided = fit.decide(store, check.id, YES, LATER, make.TODAY)
    with pytest.raises(Refused):
        fit.decide(store, decided.id, YES, LATER, make.TODAY)


def test_nothing_is_decided_before_the_lock(store: Store, imelda: int) -> None:
    check = filled(store, imelda)
    with pytest.raises(Refused):
        fit.decide(store, check.id, YES, LATER, make.TODAY)
    with pytest.raises(Refused):
        fit.consider(store, check.id, YES)


@pytest.mark.parametrize(
    ("decision", "after"),
    [
        (Decision.DECLINE, ClientStatus.DECLINED),
        (Decision.REFER, ClientStatus.REFERRED),
        (Decision.HOLD, ClientStatus.PROSPECT),
    ],
)
def test_the_status_follows_the_decision_and_undo_takes_both_back(
    store: Store, imelda: int, decision: Decision, after: ClientStatus
) -> None:
    check = locked(store, imelda)
    no = Considered(gut=2, decision=decision, reason="No room before spring.")
    fit.decide(store, check.id, no, LATER, make.TODAY)
    assert status(store, imelda) is after
    assert fit.accepted(store, imelda) is None
    store.journal.undo()
    assert status(store, imelda) is ClientStatus.PROSPECT
    assert fit.get(store, check.id).state is FitState.LOCKED


def test_a_declined_client_can_be_checked_again(store: Store, imelda: int) -> None:
    first = locked(store, imelda)
    no = Considered(gut=2, decision=Decision.DECLINE, reason="No room before spring.")
    fit.decide(store, first.id, no, LATER, make.TODAY)
    second = fit.repeat(store, first.id, LATER)
    assert (second.number, second.state, second.answers) == (2, FitState.OPEN, first.answers)
    fit.decide(store, fit.lock(store, second.id, LATER).id, YES, LATER, make.TODAY)
    assert status(store, imelda) is ClientStatus.PROSPECT
    assert [check.number for check in fit.of_client(store, imelda)] == [2, 1]


def test_who_is_served_already_keeps_their_status(store: Store) -> None:
    with store.journal.change("test.client"):
        served = clients.save(store, make.client(status=ClientStatus.CLIENT)).id
    no = Considered(gut=2, decision=Decision.DECLINE, reason="Not this matter.")
    fit.decide(store, locked(store, served).id, no, LATER, make.TODAY)
    assert status(store, served) is ClientStatus.CLIENT


def test_overriding_a_deal_breaker_takes_a_reason_and_a_day(store: Store, imelda: int) -> None:
    checklist = checklists.current(store).content
    seen = tuple((i.key, Presence.PRESENT if i.key == "unsigned" else Presence.ABSENT) for i in checklist.deal_breakers)
    check = locked(store, imelda, deal_breakers=seen)
    assert fit.assess(store, check).rule is Rule.DEAL_BREAKER
    accept = replace(YES, reason="Signed after the talk.")
    with pytest.raises(Refused) as said:
        fit.decide(store, check.id, accept, LATER, make.TODAY)
    assert set(said.value.fields) == {"override"}
    with pytest.raises(Refused):
        fit.override(store, check.id, "  ", LATER)
    fit.override(store, check.id, "They misread the letter and sign it now.", LATER)
    with pytest.raises(Refused):
        fit.decide(store, check.id, accept, LATER + timedelta(hours=23, minutes=59), make.TODAY)
    done = fit.decide(store, check.id, accept, LATER + timedelta(hours=24), make.TODAY)
    assert done.decision is Decision.ACCEPT
    assert done.override_at == LATER


def test_conditions_are_kept_for_the_letter(store: Store, imelda: int) -> None:
    check = locked(store, imelda, ratings=(("D1", 4), ("D2", 2), ("D3", 3), ("D5", 3), ("D6", 2), ("D7", 3)), cynic=1)
    assert fit.suggested(store, check) is Decision.ACCEPT_WITH_CONDITIONS
    written = Considered(
        gut=3, forecast=65, decision=Decision.ACCEPT_WITH_CONDITIONS, conditions=(" Deposit in full. ", "", "A call.")
    )
    draft = fit.consider(store, check.id, written)
    assert draft.conditions == ("Deposit in full.", "A call.")
    done = fit.decide(store, check.id, written, LATER, make.TODAY)
    accepted = fit.accepted(store, imelda)
    assert accepted == done
    assert accepted.conditions == ("Deposit in full.", "A call.")


def test_gut_moves_the_suggestion_with_a_reason_only(store: Store, imelda: int) -> None:
    check = locked(store, imelda)
    check = fit.consider(store, check.id, Considered(gut=1))
    assert fit.suggested(store, check) is Decision.ACCEPT
    check = fit.consider(store, check.id, Considered(gut=1, gut_reason="Looked away at every date."))
    assert fit.suggested(store, check) is Decision.ACCEPT_WITH_CONDITIONS
    with pytest.raises(Refused):
        fit.consider(store, check.id, Considered(gut=7))


def test_saves_of_one_visit_are_undone_as_one(store: Store, imelda: int) -> None:
    check = fit.start(store, imelda, make.NOW)
    for text in ("C", "Ca", "Call"):
        fit.fill(store, check.id, check.answers, text, visit="occasion")
    store.journal.undo()
    assert fit.get(store, check.id).occasion == ""


def test_a_rating_off_the_scale_is_refused_by_its_key(store: Store, imelda: int) -> None:
    check = fit.start(store, imelda, make.NOW)
    with pytest.raises(Refused) as said:
        fit.fill(store, check.id, FitAnswers(ratings=(("D2", 5),), flags=(("prior_lawyers", 3),)))
    assert set(said.value.fields) == {"D2", "prior_lawyers"}


def test_a_check_keeps_the_version_it_used(store: Store, imelda: int) -> None:
    check = fit.start(store, imelda, make.NOW)
    before = checklists.current(store)
    more = replace(before.content, must_haves=(*before.content.must_haves, MustHave(key="own_1", text="Lives near")))
    after = checklists.edit(store, before.key, more, LATER)
    assert after.version == before.version + 1
    assert checklists.current(store).content == more
    assert fit.checklist_of(store, check) == before.content
    assert checklists.edit(store, before.key, more, LATER) == after, "nothing new is no new version"


def test_repeating_on_a_newer_checklist_leaves_out_what_it_no_longer_asks(store: Store, imelda: int) -> None:
    first = filled(store, imelda, flags=(("prior_lawyers", 2), ("revenge", 1)))
    no = Considered(gut=3, decision=Decision.HOLD, reason="Later.")
    fit.decide(store, fit.lock(store, first.id, make.NOW).id, no, LATER, make.TODAY)
    before = checklists.current(store).content
    checklists.edit(store, "lawyer", replace(before, flags=before.flags[1:], must_haves=before.must_haves[1:]), LATER)
    second = fit.repeat(store, first.id, LATER)
    assert second.checklist_version == 2
    assert second.answers.flags == (("revenge", 1),)
    assert len(second.answers.must_haves) == len(before.must_haves) - 1


def test_an_edit_needs_words_and_leaves_weights(store: Store) -> None:
    before = checklists.current(store).content
    empty = replace(before, must_haves=(MustHave(key="own_1", text=" "),))
    with pytest.raises(Refused) as said:
        checklists.edit(store, "lawyer", empty, LATER)
    assert "own_1" in said.value.fields
    heavier = replace(before, dimensions=tuple(replace(d, weight=9) for d in before.dimensions))
    with pytest.raises(Refused):
        checklists.edit(store, "lawyer", heavier, LATER)


def test_the_profile_chooses_the_checklist(store: Store, imelda: int) -> None:
    practice.change(store, {"profile": "coach"})
    check = fit.start(store, imelda, make.NOW)
    assert check.checklist_key == "coach"
    assert "suitable" in {item.key for item in fit.checklist_of(store, check).must_haves}


def test_the_ideal_client_is_versioned(store: Store) -> None:
    assert checklists.ideal(store).version == 0
    one = checklists.write_ideal(store, IdealClient(who="Couples with grown children"), make.NOW)
    assert one.version == 1
    assert checklists.write_ideal(store, one, LATER) == one
    two = checklists.write_ideal(store, replace(one, not_them="People in a lawsuit"), LATER)
    assert (two.version, checklists.ideal(store)) == (2, two)
    with pytest.raises(Refused):
        checklists.write_ideal(store, IdealClient(), LATER)


def test_once_gut_is_known_undo_no_longer_opens_the_answers(store: Store, imelda: int) -> None:
    check = locked(store, imelda)
    fit.consider(store, check.id, Considered(gut=4))
    assert store.journal.undo() is None
    assert fit.get(store, check.id).state is FitState.LOCKED
