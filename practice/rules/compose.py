"""Composing a letter: library, case and words become the plain facts that pages are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial, reduce

from practice.rules import companions, markup
from practice.rules.cases import Case, Stance, Words, flags, sentences, stances, unanswered
from practice.rules.clauses import Clause, Library, fill
from practice.rules.clients import address_lines, display_name, greeting
from practice.rules.context import context, work
from practice.rules.engagements import (
    Due,
    DueKind,
    Fee,
    FeeKind,
    ItemKind,
    ScopeItem,
    label,
    open_items,
    splits,
    total,
)
from practice.rules.families import PROMISES, Headings
from practice.rules.grammar import counted, ended, fitted, listed
from practice.rules.letters import (
    Block,
    Grid,
    LetterFacts,
    Paragraph,
    Problem,
    Section,
    Signer,
)
from practice.rules.practice import Profile, design, letterhead
from practice.rules.shelves import ClientKind
from practice.rules.signs import printed


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as it stands: its facts, how each clause stands, where conditions went, what still stops an issue."""

    facts: LetterFacts
    stances: tuple[Stance, ...]
    conditions: tuple[tuple[str, str], ...]  # (group, sentence)
    sections: tuple[tuple[str, int], ...]  # (group, its number in this letter)
    problems: tuple[Problem, ...]


@dataclass
class _Gaps:
    """Fills gaps and keeps those that nobody has filled."""

    context: Mapping[str, str]
    found: list[Problem] = field(default_factory=list)

    def text(self, stance: Stance, text: str) -> str:
        return fill(text, self._values(stance), lambda gap: self._missing(stance.clause, gap))

    def paragraph(self, stance: Stance, text: str) -> Paragraph:
        typed = () if stance.clause.place == "closing" else stance.values  # "Sincerely" takes no full stop
        return markup.paragraph(fitted(printed(text), self._values(stance), typed), partial(self.text, stance))

    def _values(self, stance: Stance) -> Mapping[str, str]:
        return {**self.context, **{key: value.strip() for key, value in stance.values.items()}}

    def _missing(self, clause: Clause, gap: str) -> str:
        own = next((item for item in clause.fields if item.key == gap), None)
        name = own.label if own else ""
        if own:
            said = own.ask or f"{clause.title}: fill in “{name}”."
            self.found.append(Problem(f"field:{clause.key}.{gap}", said))
        else:
            said = f"“{gap.replace('_', ' ')}”"
            strange = f"its text asks for {said}, which this letter does not know."
            told = f"{said} is still empty." if gap in self.context else strange
            self.found.append(Problem(f"clause:{clause.key}", f"{clause.title}: {told}", key=f"gap:{gap}"))
        return f"[{name or gap.replace('_', ' ')}]"


def compose(lib: Library, case: Case, words: Words) -> Composed:
    """The letter of `case`; what is missing stands in square brackets in the facts and is listed as a problem."""
    known = context(case, words)
    standing = stances(lib, case, known)
    said = _conditions(lib, case, known)
    numbers = _numbers(lib, standing, said)
    known |= {f"clause_{group}": str(number) for group, number in numbers}
    standing = stances(lib, case, known)
    written = tuple(companions.shown(stance, case.engagement.fee.currency, words) for stance in standing)
    gaps = _Gaps(known)
    sections = tuple(_section(lib, case, words, group, number, written, said, gaps) for group, number in numbers)
    facts = _facts(case, words, sections, written, gaps)
    gaps.found += _unanswered(standing, _flags(case, words))
    return Composed(facts, standing, said, numbers, tuple(dict.fromkeys(gaps.found)))


def _unanswered(standing: tuple[Stance, ...], so: frozenset[str]) -> list[Problem]:
    asked = ((stance, gap) for stance in standing for gap in unanswered(stance, so))
    return [Problem(f"field:{stance.clause.key}.{gap.key}", gap.ask) for stance, gap in asked]


def _conditions(lib: Library, case: Case, known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if case.family != PROMISES:
        return ()
    return tuple(dict.fromkeys(_said(lib, text, known) for text in case.engagement.conditions if text.strip()))


def _said(lib: Library, text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The library's sentence for a condition, or the condition itself, in which nothing is ever filled."""
    folded = text.casefold()
    for promised in lib.promised:
        if all(word in folded for word in promised.match):
            return promised.group, fill(promised.text, known, lambda gap: f"[{gap}]")
    return "how", f"We also agreed on this: {ended(printed(text))}"


def _numbers(
    lib: Library, standing: tuple[Stance, ...], said: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, int], ...]:
    used = {stance.clause.group for stance in standing if stance.on and stance.clause.place == "body"}
    used |= {group for group, _ in said}
    return tuple((key, number) for number, key in enumerate((g.key for g in lib.groups if g.key in used), 1))


def _section(
    lib: Library,
    case: Case,
    words: Words,
    group: str,
    number: int,
    standing: tuple[Stance, ...],
    said: tuple[tuple[str, str], ...],
    gaps: _Gaps,
) -> Section:
    mine = [s for s in standing if s.on and s.clause.group == group and s.clause.place == "body"]
    blocks = _blocks(mine, case, words, gaps)
    added = " ".join(text for key, text in said if key == group)
    title = next(g.title for g in lib.groups if g.key == group)
    if case.family.headings is not Headings.NUMBERED:
        number, title = 0, title if case.family.headings is Headings.PLAIN else ""
    return Section(number, title, (*blocks, *((Paragraph(added),) if added else ())))


def _blocks(mine: list[Stance], case: Case, words: Words, gaps: _Gaps) -> list[Block]:
    blocks: list[Block] = []
    so, open_ = _flags(case, words), False
    for stance in mine:
        open_ = open_ and stance.clause.joins
        for sentence in sentences(stance, so):
            if sentence.table:
                blocks += _table(sentence.table, stance, case, words)
                open_ = False
                continue
            said = gaps.paragraph(stance, sentence.text)
            last = blocks.pop() if open_ and not sentence.starts else None
            blocks.append(markup.joined(last, said) if isinstance(last, Paragraph) else said)
            open_ = True
    return blocks


def _flags(case: Case, words: Words) -> frozenset[str]:
    return flags(case) | companions.flags(case, words)


def _facts(
    case: Case, words: Words, sections: tuple[Section, ...], standing: tuple[Stance, ...], gaps: _Gaps
) -> LetterFacts:
    letter, profile = case.letter, case.profile
    opening = next((s for s in standing if s.clause.place == "opening"), None)
    return LetterFacts(
        number=letter.number,
        version=letter.version,
        draft=letter.draft,
        check_code=letter.check_code,
        paper=profile.paper,
        language=profile.locale.replace("_", "-"),
        family=letter.family,
        title=f"{_title(case)} {letter.number}",
        letterhead=letterhead(profile),
        design=design(profile),
        date_line=words.day(case.today),
        recipient=_recipient(case),
        delivery_line=_delivery(case),
        subject=gaps.text(opening, "{{subject}}") if opening else "",
        reference=f"Letter {letter.number}",
        greeting=f"{greeting(case.record)},",
        opening=_placed("opening", case, words, standing, gaps),
        sections=sections,
        closing=_placed("closing", case, words, standing, gaps),
        signers=_signers(case, standing),
    )


def _title(case: Case) -> str:
    if case.family.title:
        return case.family.title
    return "Engagement letter" if case.profile.profile is Profile.LAWYER else "Coaching agreement"


def _placed(place: str, case: Case, words: Words, standing: tuple[Stance, ...], gaps: _Gaps) -> tuple[Paragraph, ...]:
    so = _flags(case, words)
    said = [gaps.paragraph(s, x.text) for s in standing if s.on and s.clause.place == place for x in sentences(s, so)]
    return (reduce(markup.joined, said),) if said else ()


def _recipient(case: Case) -> tuple[str, ...]:
    everyone = (case.record, *case.clients)
    address = next((client.addresses[0] for client in everyone if client.addresses), None)
    return (*(display_name(client) for client in case.clients), *(address_lines(address) if address else ()))


def _delivery(case: Case) -> str:
    emails = [client.emails[0].address for client in (case.record, *case.clients) if client.emails]
    return f"By email to {listed(dict.fromkeys(emails))}" if emails else ""


def _signers(case: Case, standing: tuple[Stance, ...]) -> tuple[Signer, ...]:
    profile = case.profile
    letter = profile.profile is Profile.LAWYER or case.family != PROMISES
    read = f"I have read this {'letter' if letter else 'agreement'} and agree to it."
    mine = Signer(profile.signer_name, profile.practice_name)
    if not case.family.signs:
        return (mine,)
    if case.record.kind is ClientKind.ORGANISATION:
        who = next((s.values["representative"] for s in standing if "representative" in s.values), "")
        return (mine, Signer(who, f"{ended(f'For {display_name(case.record)}')} {read}"))
    return (mine, *(Signer(display_name(client), f"Client. {read}") for client in case.clients))


def _table(name: str, stance: Stance, case: Case, words: Words) -> list[Block]:
    items = open_items(case.items)

    def due(item: ScopeItem) -> str:
        return due_words(item.due, items, words)

    own = companions.table(name, stance, case, due)
    if own is not None:
        return own
    fee = companions.fee_changed(case, words.point)
    if name in ("fees", "fees_after"):
        return [_fees(fee, companions.staged_here(case, words.point), words)] if fee.milestones else []
    if name == "express_request":
        return [
            Grid(
                ("Start sooner", "Your initials"), (("I ask you to begin before the 14 days are over", ""),), form=True
            )
        ]
    if name == "cancel_form":
        return [_cancel_form(case)]
    if name in ("refunds", "refunds_after"):
        return _refunds(fee, words)
    if name == "promises":
        promises = [item for item in items if item.kind is ItemKind.PROMISE]
        return [*companions.items("What is included", promises, due, "When you will have it")]
    limits = [item for item in items if item.kind is ItemKind.LIMIT]
    return [*companions.items("What is not included", limits)]


def due_words(due: Due, items: tuple[ScopeItem, ...], words: Words) -> str:
    """When a promise falls due, as the letter says it: "15 business days after 2.1"."""
    other = next((label(item) for item in items if item.id == due.item), "[item]")
    unit = f"{'business ' if due.business else ''}day{'' if due.days == 1 else 's'}"
    match due.kind:
        case DueKind.ON:
            return words.day(due.day) if due.day else "[day]"
        case DueKind.WITH_ITEM:
            return f"with {other}"
        case DueKind.AFTER_ITEM:
            return f"{due.days} {unit} after {other}"
        case DueKind.AFTER_EVENT:
            return f"{due.days} {unit} after {printed(due.event) or '[event]'}"
        case DueKind.AGREED:
            return "on a date we agree"
        case DueKind.THROUGHOUT:
            return "throughout"


def _fees(fee: Fee, items: tuple[ScopeItem, ...], words: Words) -> Grid:
    rows = tuple(
        (f"{place}\u2002{printed(stage.title)}", _pays_for(place, items), words.money(stage.amount))
        for place, stage in enumerate(fee.milestones, 1)
    )
    sums = ("Total fixed fee", "", words.money(total(fee)))
    return Grid(("Stage", "What it pays for", "Fee"), rows, sums, right=(2,))


def _pays_for(stage: int, items: tuple[ScopeItem, ...]) -> str:
    paid = [label(item) for item in items if item.stage == stage]
    return f"Item{'' if len(paid) == 1 else 's'} {listed(paid)}" if paid else ""


def _refunds(fee: Fee, words: Words) -> list[Block]:
    rows = tuple(
        (_when_ended(fee, split.done), words.money(split.kept), words.money(split.back)) for split in splits(fee)
    )
    header = ("If you end it", "I keep", "Of the full fee you get back")
    return [Grid(header, rows, right=(1, 2))] if rows else []


def _cancel_form(case: Case) -> Grid:
    """The model form with which a consumer cancels within 14 days; its empty places are for the client's hand."""
    profile = case.profile
    to = ", ".join(part for part in (profile.practice_name, *profile.address.splitlines(), profile.email) if part)
    rows = (
        ("To", to),
        ("I cancel our contract for", f"{work(case)['subject']}, {case.letter.number}"),
        ("Signed by me on", ""),
        ("My name and address", ""),
        ("Date and signature", ""),
    )
    return Grid(("Form to cancel", "Fill this in and send it only if you cancel"), rows, form=True)


def _when_ended(fee: Fee, done: int) -> str:
    if fee.kind is FeeKind.PACKAGE:
        return f"after {counted(done, 'session')}" if done else "before the first session"
    names = [printed(stage.title) for stage in fee.milestones]
    following = f"before {names[done]} is finished"
    return f"after {names[done - 1]}, {following}" if done else following
