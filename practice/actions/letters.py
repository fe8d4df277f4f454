"""Letters: start, compose, check, issue, reprint, send, sign, and take a new version."""

import hashlib
import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from practice.actions import background, complaint_mail, families, practice, refund_gate
from practice.actions import engagements as work
from practice.actions.listed import ListedLetter, listed, waiting
from practice.actions.store import Store
from practice.actions.wording import words
from practice.actions.writing import discard, following, keep, start
from practice.db import clauses as kept_clauses
from practice.db import clients as kept_clients
from practice.db import fit as kept_fit
from practice.db import households, sessions
from practice.db import letters as kept
from practice.db.letters import count, get, of_engagement
from practice.errors import Refused, Trouble
from practice.interchange import files
from practice.paths import resource
from practice.rules import clauses, compose, looks, pitfalls, ready
from practice.rules import letters as rules
from practice.rules.cases import Case
from practice.rules.clauses import Library
from practice.rules.clients import MOVES, Client, moved
from practice.rules.compose import Composed
from practice.rules.differences import Difference, differences
from practice.rules.letters import (
    ENGAGEMENT,
    InForce,
    Letter,
    LetterDocument,
    LetterFacts,
    LetterState,
    Problem,
    Rendered,
)
from practice.rules.notes import FollowUp
from practice.rules.practice import Profile
from practice.rules.shelves import ClientKind, ClientStatus

__all__ = ["ListedLetter", "count", "discard", "get", "keep", "listed", "of_engagement", "start", "waiting"]


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it stands: composed, its pages, what stops its issue, and what only asks to be looked at."""

    composed: Composed
    rendered: Rendered
    problems: tuple[Problem, ...]
    looks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Final:
    """A draft under the number and version that its issue gives it; `facts` bear the check code."""

    case: Case
    composed: Composed
    facts: LetterFacts


@lru_cache(maxsize=2)
def library(profile: Profile) -> Library:
    """The clause library for a profession."""
    data = tomllib.loads(resource("letters", "engagement.toml").read_text("utf-8"))
    return clauses.library(data, profile.value)


def of_client(store: Store, client: Client) -> list[Letter]:
    """The letters of a client, and of the household they belong to, newest first."""
    return kept.of_clients(store, households.related(store, client))


def from_source(store: Store, source: str) -> tuple[Letter, ...]:
    """The letters that came of one record ("boundary:17"), newest first."""
    return tuple(kept.from_source(store, source))


def in_force(store: Store, engagement_id: int, day: date) -> InForce | None:
    """The version that bound both on `day`, with its addenda; what is delivered or refunded is judged by it."""
    return rules.letter_in_force(kept.of_engagement(store, engagement_id), day)


def case(store: Store, letter_id: int, today: date) -> Case:
    """All that the letter is composed from, as the store holds it."""
    return case_of(store, kept.get(store, letter_id), today)


def case_of(store: Store, letter: Letter, today: date) -> Case:
    """The same for a letter that need not be kept yet."""
    engagement = families.work_of(store, letter)
    record = families.addressed(store, letter, engagement)
    check = kept_fit.get(store, engagement.fit_check_id) if engagement.fit_check_id else None
    together = households.members(store, record) if record.kind is ClientKind.HOUSEHOLD else ()
    return Case(
        profile=practice.profile(store),
        engagement=engagement,
        items=work.items(store, engagement.id),
        record=record,
        clients=together or (record,),
        sponsor=kept_clients.find(store, engagement.sponsor_id) if engagement.sponsor_id else None,
        letter=families.to_sign(store, letter, today),
        conflict_checked=check.decided_at.astimezone().date() if check and check.decided_at else None,
        today=today,
        edits=kept_clauses.pinned(store, practice.profile(store).profile, letter.family, letter.clauses),
        closed=practice.closed_around(practice.profile(store), today),
        places=practice.place_names(practice.profile(store).country),
        family=families.family(letter.family, practice.profile(store).profile),
        background=background.background(store, letter, engagement, record, today),
    )


def composed(case: Case) -> Composed:
    """The letter's facts as the case stands. Safe in a worker: it reads no store."""
    return compose.compose(library_of(case), case, words(case.profile, case.engagement.fee.currency))


def library_of(case: Case) -> Library:
    """The clauses of the letter's family in the words that the letter was begun with."""
    own, companion = case.profile.profile, case.letter.family != rules.ENGAGEMENT
    bundled = families.library(case.letter.family, own) if companion else library(own)
    return clauses.with_versions(bundled, case.edits)


def preview(case: Case) -> Preview:
    """The letter's pages as the case stands, and what there is to see to. Safe in a worker: it reads no store."""
    made = composed(case)
    rendered = render(made.facts)
    return Preview(made, rendered, _problems(case, made, rendered.missing), _asked(case, made, rendered.pages))


def _problems(case: Case, made: Composed, missing: tuple[str, ...]) -> tuple[Problem, ...]:
    if case.letter.family == rules.ENGAGEMENT:
        return ready.problems(case, made, missing)
    return pitfalls.problems(case, made, words(case.profile, case.engagement.fee.currency), missing)


def render(facts: LetterFacts) -> Rendered:
    """The pages of these facts. Safe in a worker."""
    from practice import letters  # noqa: PLC0415  start-up: reportlab, needed once a page is shown

    return letters.render(facts)


def _missing(facts: LetterFacts) -> tuple[str, ...]:
    from practice.letters import missing_glyphs  # noqa: PLC0415  start-up: as above

    return missing_glyphs(facts)


def check(store: Store, letter_id: int, today: date) -> tuple[Problem, ...]:
    """What stops this draft from being issued; empty when it is ready."""
    return check_case(case(store, letter_id, today))


def check_case(case: Case) -> tuple[Problem, ...]:
    """The same for a case at hand. Safe in a worker: it reads no store."""
    made = composed(case)
    return _problems(case, made, _missing(made.facts))


def issue(store: Store, letter_id: int, now: datetime) -> Letter:
    """Freeze the draft: number, version, facts, bytes and check code. Refused by place while something is missing."""
    here = case(store, letter_id, now.astimezone().date())
    families.check_alone(store, rules.editable(here.letter))
    refund_gate.check(store, here.letter, now)
    complaint_mail.check(store, here.letter)
    what = final(_numbered(store, here))
    stopped = _problems(what.case, what.composed, _missing(what.facts))
    if stopped:
        raise Refused({problem.place: problem.text for problem in reversed(stopped)})
    rendered = render(what.facts)
    with store.journal.change("letter.issue", final=True):
        return keep_issued(store, what, rendered, now)


def keep_issued(store: Store, what: Final, rendered: Rendered, now: datetime) -> Letter:
    """Freeze a draft that nothing stops, with the pages of its facts; inside a change that is final."""
    letter = kept.save(store, _frozen(what, rendered, now))
    kept.keep_document(store, LetterDocument(letter_id=letter.id, pdf=rendered.pdf, sha256=letter.sha256))
    if letter.engagement_id and (letter.amends or letter.family == rules.ENGAGEMENT):
        work.freeze_items(store, letter.engagement_id)
    _supersede(store, letter, unsigned_only=True)
    if letter.signs:
        _wait(store, letter, now)
    return letter


def _wait(store: Store, letter: Letter, now: datetime) -> None:
    waits = FollowUp(client_id=letter.client_id, letter_id=letter.id, due_on=letter.sign_by, created_at=now)
    sessions.save_follow_up(store, replace(waits, text=f"Ask for the signature on {letter.number}"))


def final(here: Case) -> Final:
    """What a draft says once it is issued under this number and version. Safe in a worker: it reads no store."""
    made = composed(here)
    return Final(here, made, replace(made.facts, check_code=rules.check_code(kept.text_of(made.facts))))


def _numbered(store: Store, here: Case) -> Case:
    before = kept.get(store, here.letter.supersedes) if here.letter.supersedes else None
    letter = replace(here.letter, version=before.version + 1 if before else 1)
    if before is None and f"-{here.today.year}-" not in letter.number:  # drafted last year
        number = families.number(store, letter.family, here.profile.profile, here.today.year)
        letter = replace(letter, number=number)
    return replace(here, letter=letter)


def _frozen(what: Final, rendered: Rendered, now: datetime) -> Letter:
    asked = _asked(what.case, what.composed, rendered.pages)
    noted = {look.key: look.note for look in asked if look.note}
    return replace(
        what.case.letter,
        state=LetterState.ISSUED,
        clauses=tuple((s.clause.key, s.clause.version) for s in what.composed.stances if s.on),
        notes=tuple(sorted({**dict(what.case.letter.notes), **noted}.items())),
        asked=asked,
        facts=what.facts,
        fee=families.fee_of(what.case),
        check_code=what.facts.check_code,
        sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        pages=rendered.pages,
        issued_at=now,
    )


def _asked(here: Case, made: Composed, pages: int) -> tuple[Problem, ...]:
    """What asks to be looked at, with what was said to it and the reasons that the library brings along."""
    said = words(here.profile, here.engagement.fee.currency)
    return (*looks.looks(library_of(here), here, made, said, pages), *pitfalls.looks(here, made, said))


def _supersede(store: Store, letter: Letter, *, unsigned_only: bool) -> None:
    """Older versions give way: unsigned ones at once, a signed one when the new version is signed."""
    for older in kept.versions(store, letter.number):
        gone = (LetterState.SIGNED,) if not unsigned_only else (LetterState.FILED,)
        taken = older.state in rules.OUT or older.state in gone
        if older.version < letter.version and taken:
            kept.save(store, replace(older, state=LetterState.SUPERSEDED))
            _wait_no_longer(store, older)


def _wait_no_longer(store: Store, letter: Letter) -> None:
    """The letter's follow-up is done: nobody waits for its signature any more."""
    for waits in sessions.of_letter(store, letter.id):
        if waits.done_at is None:
            sessions.save_follow_up(store, replace(waits, done_at=store.clock()))


def changes(store: Store, letter: Letter, facts: LetterFacts | None = None) -> tuple[int, tuple[Difference, ...]]:
    """The version before this letter and what differs from it; 0 and nothing for a first one.

    `facts` are what a draft says now; an issued letter's own are taken without them.
    """
    before = kept.get(store, letter.supersedes) if letter.supersedes else None
    now = facts or letter.facts
    if before is None or before.facts is None or now is None:
        return 0, ()
    return before.version, differences(before.facts, now)


def reprint(store: Store, letter_id: int) -> bytes:
    """The stored bytes of an issued letter. Raises Trouble when they do not match their fingerprint."""
    document = kept.document(store, letter_id)
    if document is None:
        raise Refused("Only an issued letter has its pages stored. Issue it first.")
    if hashlib.sha256(document.pdf).hexdigest() != kept.get(store, letter_id).sha256:
        raise Trouble("The stored pages of this letter were altered. Restore a backup that is older.")
    return document.pdf


def pages(store: Store, letter_id: int, today: date) -> bytes:
    """The letter as a PDF: the stored bytes when issued, else the draft as it stands."""
    if kept.get(store, letter_id).state is LetterState.DRAFT:
        return render(composed(case(store, letter_id, today)).facts).pdf
    return reprint(store, letter_id)


def file_name(letter: Letter) -> str:
    """The name that an exported letter and its print job get: its number, never the client's name."""
    if letter.state is LetterState.DRAFT:
        return f"{letter.number}-draft.pdf"
    return f"{letter.number}.pdf" if letter.version == 1 else f"{letter.number}-v{letter.version}.pdf"


def export(store: Store, letter_id: int, path: Path, today: date) -> None:
    """Write the letter's PDF to `path`, whole or not at all. Raises Trouble when it cannot be written."""
    files.write(path, [pages(store, letter_id, today)])


def newest(store: Store, client: Client) -> Letter | None:
    """The letter of a client to print or export: the newest issued one, else the newest draft."""
    letters = of_client(store, client)
    issued = [letter for letter in letters if letter.state is not LetterState.DRAFT]
    return next(iter(issued or letters), None)


def main_letter(store: Store, client: Client) -> Letter | None:
    """The client's engagement letter, as newest() chooses; a letter of another family only where there is none."""
    every = of_client(store, client)
    of_work = [letter for letter in every if letter.family == ENGAGEMENT] or every
    return next((letter for letter in of_work if letter.state is not LetterState.DRAFT), next(iter(of_work), None))


def mark_sent(store: Store, letter_id: int, day: date, way: str, today: date) -> Letter:
    """Note when and how the letter went out; Refused while the insurer has to be told first."""
    after = rules.sent(kept.get(store, letter_id), day, way, today)
    complaint_mail.may_leave(store, after)
    with store.journal.change("letter.sent"):
        families.sent(store, after, today)
        complaint_mail.sent(store, after, today, store.clock())
        return kept.save(store, after)


def mark_signed(store: Store, letter_id: int, day: date, today: date) -> Letter:
    """Note that everybody has signed; from `day` on this version binds, and a prospect or former client is a client."""
    after = signed(store, letter_id, day, today)
    with store.journal.change("letter.signed", final=True):
        keep_signed(store, after, day)
    return after


def signed(store: Store, letter_id: int, day: date, today: date) -> Letter:
    """The letter as it is once everybody has signed on `day`; Refused where it cannot be signed."""
    after = rules.signed(kept.get(store, letter_id), day, today)
    families.check_base(store, after)
    families.check_alone(store, after)
    return after


def keep_signed(store: Store, after: Letter, day: date) -> None:
    """Keep what `signed` gave, and all that follows from it; inside a change of the journal."""
    kept.save(store, after)
    _wait_no_longer(store, after)
    _supersede(store, after, unsigned_only=False)
    if after.family == rules.ENGAGEMENT:
        _welcome(store, after.client_id, day)
    families.signed(store, after)
    if after.engagement_id:
        work.reckon_due(store, after.engagement_id)


def mark_declined(store: Store, letter_id: int, day: date, why: str, today: date) -> Letter:
    """Note that the client will not sign it, and why."""
    return _end(store, rules.declined(kept.get(store, letter_id), day, why, today), "letter.declined", today)


def mark_expired(store: Store, letter_id: int, today: date) -> Letter:
    """Let a letter go that was not signed by its day."""
    return _end(store, rules.expired(kept.get(store, letter_id), today), "letter.expired", today)


def _end(store: Store, after: Letter, label: str, today: date) -> Letter:
    with store.journal.change(label):
        _wait_no_longer(store, after)
        after = kept.save(store, after)
        if all(other.supersedes != after.id for other in kept.versions(store, after.number)):
            families.fall_back(store, after, today)
        return after


def _welcome(store: Store, client_id: int, day: date) -> None:
    client = kept_clients.find(store, client_id)
    for person in (client, *households.members(store, client)):
        if ClientStatus.CLIENT in MOVES[person.status]:
            kept_clients.save(store, moved(person, ClientStatus.CLIENT, day))


def revise(store: Store, letter_id: int, now: datetime) -> Letter:
    """A draft of the next version of an issued letter, or the one that is open already."""
    letter = kept.get(store, letter_id)
    every = kept.versions(store, letter.number)
    open_draft = next((x for x in every if x.supersedes == letter.id and x.state is LetterState.DRAFT), None)
    if open_draft is not None:
        return open_draft
    if letter.state is LetterState.DRAFT or letter.version < max(x.version for x in every):
        raise Refused("Only the newest issued version of a letter can be revised.")
    families.check_alone(store, letter)
    families.check_change(store, letter, now.astimezone().date())
    with store.journal.change("letter.revise"):
        families.take_up(store, letter, now.astimezone().date())
        return families.drafted(store, following(letter, now), now.astimezone().date())
