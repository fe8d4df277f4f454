"""A letter while it is written: begun, kept as it stands, and taken away again."""

from dataclasses import replace
from datetime import datetime

from practice.actions import engagements as work
from practice.actions import families, usual
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import fit as kept_fit
from practice.db import letters as kept
from practice.rules import letters as rules
from practice.rules.engagements import Engagement
from practice.rules.letters import ClauseChoice, Letter, LetterState

THANKS = ("opening", "thanks")  # clause and field of a letter's first sentence


def start(store: Store, client_id: int, fit_check_id: int | None, now: datetime, kind: str = "") -> Letter:
    """A new engagement of the client with the first draft of its letter; the fit check's conditions come along.

    So do the usual limits.
    """
    today = now.astimezone().date()
    check = kept_fit.get(store, fit_check_id) if fit_check_id else None
    draft = Engagement(
        client_id=client_id,
        kind=kind,
        title=kind,
        conditions=check.conditions if check else (),
        fit_check_id=fit_check_id,
    )
    kept_clients.find(store, client_id)
    with store.journal.change("letter.start"):
        engagement = kept_work.save(store, work.opened(store, draft, now, today))
        usual.begin_with(store, engagement.id)
        new = Letter(engagement_id=engagement.id, client_id=client_id, created_at=now)
        return families.drafted(store, new, today)


def open_draft(store: Store, client_id: int) -> Letter | None:
    """The newest draft that promises the client work and stands for no letter that went out before."""
    drafts = (letter for letter in kept.of_clients(store, [client_id]) if letter.state is LetterState.DRAFT)
    return next((one for one in drafts if one.family == rules.ENGAGEMENT and one.supersedes is None), None)


def following(letter: Letter, now: datetime) -> Letter:
    """How the next version of a letter begins: with its choices and fields, and the notes that were made on it.

    The first sentence that was typed for a version that is signed now is not said a second time.
    """
    choices = tuple(map(_unthanked, letter.choices)) if letter.state is LetterState.SIGNED else letter.choices
    return Letter(
        engagement_id=letter.engagement_id,
        client_id=letter.client_id,
        family=letter.family,
        number=letter.number,
        draft=letter.version + 1,
        signs=letter.signs,
        choices=choices,
        clauses=letter.clauses,
        notes=letter.notes,
        supersedes=letter.id,
        amends=letter.amends,
        created_at=now,
        source=letter.source,
        tables=letter.tables,
    )


def _unthanked(choice: ClauseChoice) -> ClauseChoice:
    kept = tuple(field for field in choice.fields if (choice.key, field[0]) != THANKS)
    return replace(choice, fields=kept)


def discard(store: Store, letter_id: int) -> None:
    """Take a draft away, and its engagement with it when nothing else hangs on that.

    What the draft of a later version had changed stands again as it was.
    """
    letter = rules.editable(kept.get(store, letter_id))
    with store.journal.change("letter.discard"):
        kept.delete(store, letter_id)
        families.fall_back(store, letter, store.clock().astimezone().date())
        promised = letter.family == rules.ENGAGEMENT and letter.engagement_id
        if promised:
            usual.let_go(store, promised)
        if promised and not kept_work.in_use(store, promised):
            kept_work.delete(store, promised)


def keep(store: Store, letter: Letter, engagement: Engagement, *, visit: str = "") -> None:
    """Keep a draft with its engagement as they stand in the composer; Refused once the letter was issued."""
    before = rules.editable(kept.get(store, letter.id))
    with store.journal.change("letter.edit", merge=visit or None):
        kept.save(store, replace(before, choices=letter.choices, notes=letter.notes, sign_by=letter.sign_by))
        if letter.family == rules.ENGAGEMENT:
            kept_work.save(store, engagement)
