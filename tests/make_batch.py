"""Builders of many: clients with a signed agreement each, and a whole batch as the window runs it, in one go."""

from datetime import date
from fractions import Fraction

from practice.actions import batch, clients, letters
from practice.actions.store import Store
from practice.rules.batch import BatchReport, Candidate, FeeChange
from practice.rules.engagements import FeeKind
from practice.rules.letters import Letter
from practice.rules.practice import Profile
from tests import make, make_letters

WHY = "My prices follow what living costs."
RISE = FeeChange(kind=FeeKind.PACKAGE, percent=Fraction(5), from_day=date(2027, 1, 1), why=WHY)


def agreed(store: Store, count: int, **fields: object) -> list[Letter]:
    """So many clients of a coach, each with a signed agreement for a package of ten sessions for $1,800.00."""
    make_letters.profile(store, Profile.COACH)
    made = []
    for n in range(count):
        client = clients.create(store, make.client(f"Person{n:02}", "Quill", **fields), make.NOW)
        letter = letters.issue(store, make_letters.coaching(store, client.id).id, make.NOW)
        made.append(letters.mark_signed(store, letter.id, make.TODAY, make.TODAY))
    return made


def found(store: Store, change: FeeChange = RISE) -> tuple[Candidate, ...]:
    """Every candidate."""
    steps = batch.find(store, change, make.TODAY)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return tuple(end.value)


def chosen(store: Store, change: FeeChange = RISE) -> tuple[Candidate, ...]:
    """The candidates that a letter is made for."""
    return tuple(one for one in found(store, change) if not one.reason)


def ready(store: Store, change: FeeChange = RISE) -> batch.Making:
    """A batch whose pages are set and whose letters are still to be issued."""
    making = batch.Making(change, chosen(store, change), make.NOW)
    assert list(batch.begin(store, making))
    batch.check(making)
    batch.set_pages(making)
    return making


def made(store: Store, change: FeeChange = RISE) -> BatchReport:
    """All of it."""
    making = ready(store, change)
    assert all(done <= len(making.chosen) for done in batch.keep(store, making))
    return batch.report(making)
