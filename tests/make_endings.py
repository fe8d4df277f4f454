"""Work that ended: foreseen by a decided fit check, done, paid and answered."""

from datetime import date

from practice.actions import clients, engagements, fit, letters, outcomes
from practice.actions.store import Store
from practice.rules.checklists import Checklist
from practice.rules.engagements import Engagement
from practice.rules.fit import Decision, FitAnswers, FitCheck, MustAnswer, Presence
from practice.rules.fit_decisions import Considered
from practice.rules.progress import Correction
from tests import make


def all_done(work: Engagement) -> Correction:
    """A flat fee's work, all of it done."""
    return Correction(engagement_id=work.id, percent=100, evidence="The will is signed", on=make.TODAY)


def answers(checklist: Checklist, rating: int = 4) -> FitAnswers:
    """Nothing speaks against them; each rating but trust, which is best, is `rating`."""
    return FitAnswers(
        must_haves=tuple((item.key, MustAnswer.YES) for item in checklist.must_haves),
        deal_breakers=tuple((item.key, Presence.ABSENT) for item in checklist.deal_breakers),
        ratings=tuple((f"D{n}", rating) for n in (1, 2, 3, 5, 6, 7)),
        cynic=0,
        blind_trust=0,
    )


def accepted(store: Store, client_id: int, forecast: int, rating: int = 4) -> FitCheck:
    """A check that accepts the client, with this chance in percent that it ends well."""
    check = fit.start(store, client_id, make.NOW)
    fit.fill(store, check.id, answers(fit.checklist_of(store, check), rating))
    fit.lock(store, check.id, make.NOW)
    conditions = tuple(f"A condition for {n}" for n in range(7))
    decision, reason = Decision.ACCEPT_WITH_CONDITIONS, "As talked over."
    yes = Considered(gut=3, forecast=forecast, decision=decision, conditions=conditions, reason=reason)
    return fit.decide(store, check.id, yes, make.NOW, make.TODAY)


def ended(store: Store, name: str, forecast: int, good: bool, rating: int = 4, day: date = make.TODAY) -> int:
    """The client's id: their work is over, and it ended well or not."""
    someone = clients.create(store, make.client(name, "Vale"), make.NOW)
    check = accepted(store, someone.id, forecast, rating)
    letter = letters.start(store, someone.id, check.id, make.NOW, "A will")
    engagements.close(store, letter.engagement_id or 0, day)
    outcomes.answer(store, letter.engagement_id or 0, good, make.NOW)
    return someone.id


WORKED = (("Ada", 90, True), ("Bea", 80, True), ("Cleo", 70, False), ("Dora", 60, True), ("Ed", 30, False))
"""The worked example of PROFESSION 3.6: Brier 0.158, reference 0.24, skill 0.342."""
