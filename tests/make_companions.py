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
    "fee_reminder": {
        "invoice": "IN-2026-014",
        "invoice_day": "2026-10-20",
        "amount": "450.00",
        "due_day": "2026-11-03",
        "pay_day": "2026-12-02",
    },
    "refund_confirmation": {
        "refund": "1,080.00",
        "covers": "It is the part of your payment that I have not earned.",
        "reckoned": "You have paid $1,800.00\nThe first stage, which is finished, comes to $720.00",
        "refund_day": "2026-11-25",
        "taxed": "no",
        "work": "ends",
    },
    "boundary_reminder": {
        "event_day": "2026-11-17",
        "channel": "by telephone",
        "facts": "You called three times after 9 pm, and left a message each time.",
        "words": "I need an answer tonight.",
        "number": "item 2.10",
        "rule": "Meetings, calls or messages outside Monday to Thursday, 9 am to 5 pm.",
        "ask": "Please write to me instead, and I answer within two business days.",
    },
    "complaint_ack": {
        "received_day": "2026-11-17",
        "received_how": "in your email",
        "points": "The drafts came a week late\nI was not asked about the change",
        "wanted": "You would like a part of the fee back.",
        "update_day": "2026-11-25",
        "final_day": "2026-12-02",
    },
    "complaint_final": {
        "received_day": "2026-11-10",
        "reference": "AC-2026-001",
        "outcome": "failure",
        "findings": "The drafts were promised for November 3 and came on November 10",
        "answer": "The promise was mine to keep, and I did not keep it. I am sorry.",
        "remedy": "I take $180.00 off the stage of the drafts",
        "remedy_day": "2026-11-25",
        "claim": "no",
    },
    "apology_recovery": {
        "what": "I had promised you the drafts for November 3. I sent them on November 10.",
        "impact": "You had to put off the talk with your sister.",
        "cause": "I had not put the day into my calendar.",
        "remedy": "I take $180.00 off the stage of the drafts\nThe review is on the day you choose",
        "remedy_day": "2026-11-25",
        "change": "Every promised day now stands in my calendar, with a reminder a week before.",
        "follow_day": "2026-11-25",
        "claim": "no",
    },
    "closing": {
        "result": "Everything is signed and in force.",
        "todo": "Tell your bank about it",
        "dates": "November 2029: look at it again",
        "originals_held": "no",
        "last_bill": "120.00",
    },
}
OF_JUDGEMENT = (
    "fee_reminder", "refund_confirmation", "boundary_reminder", "complaint_ack", "complaint_final", "apology_recovery",
)  # fmt: skip
AFTER_SIGNING = ("scope_change", "disengagement", "closing", *OF_JUDGEMENT)


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
