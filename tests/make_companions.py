"""Companion letters ready to be issued: every field filled as a lawyer or a coach would."""

from practice.actions import families, letters
from practice.actions.store import Store
from practice.rules.cases import choose
from practice.rules.letters import Letter
from practice.rules.practice import Profile
from tests import make, make_letters

FIELDS = {
    "non_engagement": {
        "contact_day": "2026-11-12",
        "contact_way": "speaking with me",
        "charged": "no",
        "nature": "your brother’s estate",
        "near": "soon",
        "told_date": "December 3, 2026",
        "told_by": "the letter from the county court that you showed me",
        "papers": "The will of Alder Corrant, original\nThe letter of November 2, 2026",
    },
    "referral": {
        "contact_day": "2026-11-12",
        "receives": "no",
        "why": "Your question is one that I do not work on.",
        "names": "Odile Marchetti, (503) 555-0151\nTheo Lindgren, (503) 555-0164",
    },
    "conflict_consent": {
        "facts": "Four years ago I worked for Arlen Moss, who wants to buy your house.",
        "risks": "I know things about his business that I may not tell you.",
    },
    "scope_change": {
        "why": "You asked me to add something.",
        "dates_move": "no",
        "new_fee": "4,100.00",
        "new_deposit": "250.00",
    },
    "disengagement": {
        "effective_day": "2026-12-18",
        "who": "I",
        "any_done": "no",
        "court": "no",
        "papers_way": "by registered mail, together with this letter",
        "dates": "December 29, 2026: answer to the county’s letter",
        "originals": "Your marriage certificate",
        "refund": "900.00",
        "refund_day": "2026-12-23",
    },
    "closing": {
        "result": "Everything is signed and in force.",
        "todo": "Tell your bank about it",
        "dates": "November 2029: look at it again",
        "originals_held": "no",
        "last_bill": "120.00",
    },
}
AFTER_SIGNING = ("scope_change", "disengagement", "closing")


def signed(store: Store, profile: Profile, **practice: object) -> Letter:
    """A client's signed letter; the practice is a lawyer's or a coach's."""
    make_letters.profile(store, profile, **practice)
    client = make_letters.person(store)
    begin = make_letters.estate_plan if profile is Profile.LAWYER else make_letters.coaching
    letter = letters.issue(store, begin(store, client.id).id, make.NOW)
    return letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)


def filled(store: Store, letter: Letter, **fields: str) -> Letter:
    """The draft with these fields typed, wherever they stand."""
    case = letters.case(store, letter.id, make.TODAY)
    for stance in letters.composed(case).stances:
        own = {key: text for key, text in fields.items() if key in stance.values}
        letter = choose(letter, stance, values=own) if own else letter
    letters.keep(store, letter, case.engagement)
    return letters.get(store, letter.id)


def begun(store: Store, client_id: int, family: str, **fields: str) -> Letter:
    """A companion letter's draft, filled, with these fields otherwise."""
    draft = families.start(store, client_id, family, make.NOW)
    return filled(store, draft, **{**FIELDS[family], **fields})


def stopped(store: Store, letter: Letter) -> list[str]:
    """What stops the issue, as it is said."""
    return [problem.text for problem in letters.check(store, letter.id, make.TODAY)]


def looked_at(store: Store, letter: Letter) -> list[str]:
    """What asks to be looked at, as it is said."""
    return [look.text for look in letters.preview(letters.case(store, letter.id, make.TODAY)).looks]
