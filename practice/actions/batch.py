"""Batches: a change of the fee to many clients, each letter issued by itself; what is made stays, whatever follows.

Three steps share one `Making`: `begin` reads the store, `check` and `set_pages` are a worker's, `keep` writes. What a
worker made is only taken where the store still says the same, so nothing that happens meanwhile gets into a letter.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from queue import Empty, SimpleQueue

from practice.actions import families, letters, practice
from practice.actions.store import Store
from practice.actions.wording import decimal_point
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import letters as kept
from practice.errors import Refused, Trouble
from practice.interchange import files
from practice.rules import batch as rules
from practice.rules import companions, money
from practice.rules import letters as letter_rules
from practice.rules.batch import BatchReport, Candidate, FeeChange, MadeLetter, NotMade
from practice.rules.cases import Case
from practice.rules.clients import Client, display_name, sort_key
from practice.rules.engagements import Engagement
from practice.rules.letters import ClauseChoice, Letter, LetterFacts, Problem, Rendered

FAMILY = "scope_change"  # the addendum whose signature changes the fee
READ = 50  # pieces of work read at a time
WAIT = 0.01  # seconds that one step waits for a page
CANCELLED = "Cancelled before its turn."
GONE = "It is not there any more."
OTHER_FEE = "Its fee was changed meanwhile."
Steps = Generator[int, None, None]


def find(store: Store, change: FeeChange, today: date) -> Generator[int, None, tuple[Candidate, ...]]:
    """Each piece of work with a fee of that kind, in the order of the clients, step by step; Refused as asked wrongly.

    Yields how many were looked at.
    """
    rules.check(change, today)
    found: list[tuple[str, Candidate]] = []
    last = 0
    while some := kept_work.with_fee(store, change.kind, last, READ):
        people = {one.id: one for one in kept_clients.find_all(store, {work.client_id for work in some})}
        for work in some:
            client = people[work.client_id]
            found.append((sort_key(client), _candidate(store, change, work, client, today)))
            yield len(found)
        last = some[-1].id
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].engagement_id)))


def _candidate(store: Store, change: FeeChange, work: Engagement, client: Client, today: date) -> Candidate:
    return Candidate(
        engagement_id=work.id,
        client_id=client.id,
        client=display_name(client),
        work=work.title or work.kind,
        before=work.fee,
        after=rules.changed(work.fee, change),
        reason=_left_out(store, change, work, client, today),
    )


def _left_out(store: Store, change: FeeChange, work: Engagement, client: Client, today: date) -> str:
    family = families.family(FAMILY, practice.profile(store).profile)
    return rules.left_out(change, work, client, family, kept.of_engagement(store, work.id), today)


# one letter


def case(store: Store, change: FeeChange, one: Candidate, now: datetime, number: str = "") -> Case:
    """The case of one letter as it would be drafted now, not kept; KeyError where the work is gone."""
    today = now.astimezone().date()
    draft = replace(_draft(store, change, one, now), number=number)
    return letters.case_of(store, families.dated(store, draft, today), today)


def _draft(store: Store, change: FeeChange, one: Candidate, now: datetime) -> Letter:
    profile = practice.profile(store)
    begun = families.begun(store, families.family(FAMILY, profile.profile), one.client_id, one.engagement_id, now)
    amount = money.typed(one.after.amount, one.after.currency, decimal_point(profile.locale))
    day = change.from_day.isoformat() if change.from_day else ""
    stays = {"dates.dates_move": "no"}  # a fee alone moves no date
    said = {"opening.why": change.why.strip(), **stays, companions.NEW_FEE: amount, companions.FEE_FROM: day}
    return replace(begun, choices=(*begun.choices, *_choices(said)))


def _choices(said: dict[str, str]) -> Iterable[ClauseChoice]:
    clauses: dict[str, dict[str, str]] = {}
    for name, text in said.items():
        clause, _, gap = name.partition(".")
        clauses.setdefault(clause, {})[gap] = text
    return (ClauseChoice(key=key, fields=tuple(sorted(fields.items()))) for key, fields in clauses.items())


# many


@dataclass(slots=True)
class Making:
    """A batch under way; setting `stopped` ends a worker's part, as `goes_on` does once it answers False."""

    change: FeeChange
    chosen: tuple[Candidate, ...]
    now: datetime
    goes_on: Callable[[], bool] = lambda: True
    stopped: bool = False
    checked: int = 0
    cases: dict[int, Case] = field(default_factory=dict)  # by the work's id, as all below
    facts: dict[int, LetterFacts] = field(default_factory=dict)
    made: dict[int, MadeLetter] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    pages: SimpleQueue[Rendered | None] = field(default_factory=SimpleQueue)  # None: no more

    @property
    def runs(self) -> bool:
        """Whether a worker goes on."""
        return not self.stopped and self.goes_on()

    @property
    def done(self) -> int:
        """How many came to their end, made or not."""
        return len(self.made) + len(self.reasons)


def begin(store: Store, making: Making) -> Steps:
    """Read what each letter is composed from, step by step; yields how many were read."""
    number = ""
    for read, one in enumerate(making.chosen, 1):
        try:
            found = case(store, making.change, one, making.now, number)
            number = number or found.letter.number
            making.cases[one.engagement_id] = found
        except KeyError:
            making.reasons[one.engagement_id] = GONE
        yield read


def check(making: Making) -> None:
    """Compose each letter and number those that nothing stops, one after another. Safe in a worker."""
    taken: list[str] = []
    for key, found in making.cases.items():
        if not making.runs:
            return
        problems = letters.check_case(found)
        if problems:
            making.reasons[key] = _said(problems)
        else:
            number = _next(taken, found.letter.number)
            taken.append(number)
            numbered = replace(found, letter=replace(found.letter, number=number, version=1))
            making.facts[key] = letters.final(numbered).facts
        making.checked += 1


def _next(taken: list[str], first: str) -> str:
    prefix, year, _ = first.rsplit("-", 2)
    return letter_rules.next_number(prefix, int(year), taken) if taken else first


def _said(problems: Sequence[Problem]) -> str:
    return " ".join(dict.fromkeys(problem.text for problem in problems))


def set_pages(making: Making) -> None:
    """Set the pages of all letters that were checked, on every core, for `keep` to take. Safe in a worker."""
    from practice.letters.many import render_many  # noqa: PLC0415  start-up: reportlab, needed once pages are made

    pages = render_many(tuple(making.facts.values()))
    try:
        for rendered in pages:
            making.pages.put(rendered)
            if not making.runs:
                break
    finally:
        making.pages.put(None)
        pages.close()


def keep(store: Store, making: Making) -> Steps:
    """Issue each letter as its pages come, a change of its own each; yields how many came to their end.

    Stopped between two steps, it leaves those made and nothing half made. A trouble of the store ends it.
    """
    by_work = {one.engagement_id: one for one in making.chosen}
    more = True
    for key, facts in making.facts.items():
        rendered = None
        while more and rendered is None:
            more, rendered = _next_pages(making)
            yield making.done
        while store.journal.busy:  # an import is being written
            yield making.done
        try:
            making.made[key] = _keep(store, making, by_work[key], facts, rendered)
        except Refused as refusal:
            making.reasons[key] = str(refusal)
        except KeyError:
            making.reasons[key] = GONE
        except Trouble as trouble:
            for left in making.facts:
                if left not in making.made:
                    making.reasons.setdefault(left, str(trouble))
            return
        yield making.done


def _next_pages(making: Making) -> tuple[bool, Rendered | None]:
    """Whether more pages are to come, and the next ones where they are there by now."""
    try:
        found = making.pages.get(timeout=WAIT)
    except Empty:
        return True, None
    return found is not None, found


def _keep(store: Store, making: Making, one: Candidate, facts: LetterFacts, rendered: Rendered | None) -> MadeLetter:
    today = making.now.astimezone().date()
    work, client = kept_work.get(store, one.engagement_id), kept_clients.find(store, one.client_id)
    if why := _left_out(store, making.change, work, client, today):
        raise Refused(why)
    if work.fee != one.before:  # what was agreed to was reckoned from another one
        raise Refused(OTHER_FEE)
    with store.journal.change("letter.issue", final=True):
        draft = families.drafted(store, _draft(store, making.change, one, making.now), today)
        what = letters.final(letters.case_of(store, replace(draft, version=1), today))
        if rendered is None or what.facts != facts:  # something was changed meanwhile
            if stopped := letters.check_case(what.case):
                raise Refused(_said(stopped))
            rendered = letters.render(what.facts)
        letter = letters.keep_issued(store, what, rendered, making.now)
    return MadeLetter(letter.id, letter.number, one.client, one.work)


def report(making: Making) -> BatchReport:
    """What came of it so far; what had not its turn yet counts as cancelled."""
    keys = [(one.engagement_id, one) for one in making.chosen]
    return BatchReport(
        tuple(making.made[key] for key, _ in keys if key in making.made),
        tuple(
            NotMade(one.client, one.work, making.reasons.get(key, CANCELLED))
            for key, one in keys
            if key not in making.made
        ),
    )


# what was made


def export(store: Store, report: BatchReport, folder: Path) -> Steps:
    """Write each letter made into `folder` under its number, step by step; nothing else there is written over.

    Raises Trouble when one cannot be written.
    """
    for done, one in enumerate(report.made, 1):
        path, pages = folder / letters.file_name(kept.get(store, one.letter_id)), letters.reprint(store, one.letter_id)
        if path.exists() and not files.holds(path, pages):
            raise Trouble(f"Another “{path.name}” is in that folder. Choose another folder.")
        files.write(path, [pages])
        yield done
