"""Builders of letters: the estate plan of the target letter, and a coach's package."""

from dataclasses import replace
from datetime import date

from practice.actions import clients, engagements, letters, practice
from practice.actions.store import Store
from practice.rules.cases import Case, choose
from practice.rules.clients import Address, Client, Email
from practice.rules.engagements import Due, DueKind, Fee, FeeKind, ItemKind, Milestone, ScopeItem
from practice.rules.letters import Letter
from practice.rules.practice import OFFICE, Profile
from tests import make

STAGES = (
    Milestone("Discovery", 90_000),
    Milestone("Drafting", 180_000),
    Milestone("Review", 54_000),
    Milestone("Signing", 36_000),
)
STAGED = Fee(kind=FeeKind.MILESTONES, milestones=STAGES, deposit=180_000)
PACKAGE = Fee(kind=FeeKind.PACKAGE, amount=180_000, sessions=10, deposit=90_000)
LIMITS = (
    "Moving your house or accounts into the trust. I give you written instructions.",
    "Tax returns and tax advice. Please ask your accountant.",
    "Court work of any kind, including disputes between family members.",
    "Meetings, calls or messages outside Monday to Thursday, 9 am to 5 pm.",
)


def profile(store: Store, kind: Profile = Profile.LAWYER, **more: object) -> None:
    """A practice with all that a letter needs."""
    coach = kind is Profile.COACH
    values = {
        "profile": kind,
        "country": "US",
        "subdivision": "OR",
        "practice_name": "Brightwater Coaching" if coach else "Halvard Estate Planning",
        "signer_name": "Ines Halvard",
        "credential": "Professional Certified Coach" if coach else "Attorney at law",
        "address": "14 Lantern Row, Suite 3\nPort Ellery, Oregon 97000",
        "phone": "(503) 555-0142",
        "email": "ines@halvard.example",
        "hours": (OFFICE,) * 4 + (None,) * 3,
        "response_days": 2,
        "retention_years": 7,
    }
    practice.change(store, {**values, **more})


def person(store: Store, **fields: object) -> Client:
    """Imelda Corrant, kept."""
    at_home = Address(street="208 Quarry Hill Road", city="Port Ellery", region="Oregon", postal_code="97000")
    email = Email("imelda@corrant.example")
    made = Client(prefix="Ms.", given="Imelda", family="Corrant", emails=(email,), addresses=(at_home,))
    return clients.create(store, replace(made, **fields), make.NOW)


def add(store: Store, engagement_id: int, kind: ItemKind, text: str, **fields: object) -> ScopeItem:
    """A promise or limit with its words."""
    item = engagements.add_item(store, engagement_id, kind)
    return engagements.save_item(store, replace(item, text=text, **fields))


def estate_plan(store: Store, client_id: int) -> Letter:
    """The draft of the target letter, ready to be issued; the practice is a lawyer's."""
    letter = letters.start(store, client_id, None, make.NOW, "Estate plan")
    work = letter.engagement_id
    on = Due(kind=DueKind.ON, day=date(2026, 12, 3))
    first = add(store, work, ItemKind.PROMISE, "A discovery meeting of up to 90 minutes", due=on, stage=1)
    later = Due(kind=DueKind.AFTER_ITEM, days=15, item=first.id)
    drafts = add(store, work, ItemKind.PROMISE, "Drafts of your trust and will", due=later, stage=2)
    beside = Due(kind=DueKind.WITH_ITEM, item=drafts.id)
    add(store, work, ItemKind.PROMISE, "Drafts of your power of attorney", due=beside, stage=2)
    event = Due(kind=DueKind.AFTER_EVENT, days=10, event="you comment")
    add(store, work, ItemKind.PROMISE, "A 60-minute review; one round of changes", due=event, stage=3)
    add(store, work, ItemKind.PROMISE, "A signing meeting", stage=4)
    throughout = Due(kind=DueKind.THROUGHOUT)
    add(store, work, ItemKind.PROMISE, "A reply to every message within two business days", due=throughout)
    for text in LIMITS:
        add(store, work, ItemKind.LIMIT, text)
    return finish(store, letter, STAGED)


def coaching(store: Store, client_id: int) -> Letter:
    """The draft of a coach's agreement, ready to be issued; the practice is a coach's."""
    letter = letters.start(store, client_id, None, make.NOW, "Career change")
    work = letter.engagement_id
    add(store, work, ItemKind.PROMISE, "Ten sessions of 60 minutes", due=Due(kind=DueKind.THROUGHOUT))
    add(store, work, ItemKind.PROMISE, "A plan for your first 90 days", deliveries=("A draft plan", "The plan"))
    for text in ("Therapy, and medical, legal or financial advice.", "Calls outside the hours in this letter."):
        add(store, work, ItemKind.LIMIT, text)
    return finish(store, letter, PACKAGE)


def finish(store: Store, letter: Letter, fee: Fee) -> Letter:
    """The draft with its fee, and the conflict check said."""
    case = letters.case(store, letter.id, make.TODAY)
    draft = letter
    for stance in letters.composed(case).stances:
        if stance.clause.key == "conflicts" and stance.on:
            draft = choose(letter, stance, values={"conflict_check_date": "2026-11-16"})
    letters.keep(store, draft, replace(case.engagement, fee=fee))
    return letters.get(store, letter.id)


def case_of(store: Store, letter: Letter) -> Case:
    """The letter's case as the store holds it."""
    return letters.case(store, letter.id, make.TODAY)
