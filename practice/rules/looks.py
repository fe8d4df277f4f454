"""What asks to be looked at before a letter is issued: it stops nothing, and a note with the draft answers it.

What a place's law asks for is data of the clause library; the rest follows from the letter itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from practice.rules import companions
from practice.rules.cases import Case, Stance, Words, flags, sentences
from practice.rules.clauses import Clause, Library, LookRule, gaps, holds
from practice.rules.compose import Composed
from practice.rules.days import is_business_day
from practice.rules.engagements import DueKind, FeeKind, ScopeItem, label, open_items, total
from practice.rules.letters import ENGAGEMENT, Letter, Problem

MOST_PAGES = 4  # PROFESSION section 1, style rules
LEFT_OUT, FOUND, LONGER, DECIDED = "Left out because", "What you found", "Longer because", "What you decided"
_AMOUNT = re.compile(r"[$€£] ?\d[\d,]*(?:\.\d+)?|\b\d[\d,]{2,}(?:\.\d+)?\b")
_EXAMPLES = frozenset({"hourly_example", "per_session_value", "flat_example", "month_example"})


def looks(lib: Library, case: Case, composed: Composed, words: Words, pages: int) -> tuple[Problem, ...]:
    """All that asks to be looked at in this letter, each with the note that was made about it."""
    promises = case.letter.family == ENGAGEMENT
    found = (
        *_asked(lib, case, composed, words),
        *(sorted(_left_out(case, composed), key=lambda look: bool(look.given)) if promises else ()),
        *((*_fee_day(case, words), *_days(case, words)) if promises else ()),
        *_length(pages),
    )
    return tuple(answered(look, case) for look in found)


def answered(look: Problem, case: Case) -> Problem:
    """The same with what was said to it in this letter; that goes before the library's own reason."""
    said, before = dict(case.letter.notes), dict(case.background.noted)
    if look.key not in said:
        return look
    note = said[look.key]
    return replace(look, note=note, given="", old=bool(note) and before.get(look.key) == note)


def unanswered(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of them to which nothing was said yet, by the person or by the library."""
    return tuple(look for look in found if not look.answered)


def noted(letter: Letter, key: str, text: str) -> Letter:
    """The letter with what was said to one thing that asked to be looked at."""
    return replace(letter, notes=tuple(sorted({**dict(letter.notes), key: text.strip()}.items())))


def _look(key: str, place: str, text: str, asks: str, source: str = "", given: str = "") -> Problem:
    return Problem(place, text, stops=False, key=key, asks=asks, source=source, given=given)


def _asked(lib: Library, case: Case, composed: Composed, words: Words) -> Iterator[Problem]:
    so = _known(case, composed)
    for rule in lib.looks:
        if holds(rule.when, so) and _reaches(rule, case):
            amount = rule.over if rule.least is None else rule.least
            text = rule.text.replace("{{amount}}", words.money(amount or 0))
            yield _look(rule.key, rule.place, text, FOUND, rule.source)


def _known(case: Case, composed: Composed) -> frozenset[str]:
    """The flags of the case, of the clauses that stand in it and of their fields."""
    so = flags(case)
    standing = [stance for stance in composed.stances if stance.on]
    on = {f"on:{stance.clause.key}" for stance in standing}
    filled = {f"field:{s.clause.key}.{gap}" for s in standing for gap, value in s.values.items() if value.strip()}
    example = {"example"} if any(_shows_example(stance, so) for stance in standing) else set()
    agreed = {f"condition:{word}" for text in case.engagement.conditions for word in _words(text)}
    otherwise = (
        {"deposit_otherwise"} if any(_other_deposit(text, case) for text in case.engagement.conditions) else set()
    )
    return so | on | filled | example | agreed | otherwise


def _other_deposit(condition: str, case: Case) -> bool:
    """Whether a condition names an amount for the deposit that is not the fee's."""
    fee = case.engagement.fee
    if "deposit" not in _words(condition):
        return False
    named = [companions.read_money(text.lstrip("$€£ "), fee.currency, ".") for text in _AMOUNT.findall(condition)]
    return bool(named) and fee.deposit not in named


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _shows_example(stance: Stance, so: frozenset[str]) -> bool:
    return any(s.table == "refunds" or _EXAMPLES.intersection(gaps(s.text)) for s in sentences(stance, so))


def _reaches(rule: LookRule, case: Case) -> bool:
    """Whether the whole fee is so high, or not known beforehand; only in the rule's own currency."""
    if rule.over is None and rule.least is None:
        return True
    fee = case.engagement.fee
    if rule.currency != fee.currency:
        return False
    whole = 0 if fee.kind is FeeKind.MONTHLY else total(fee)
    if not whole:
        return True
    return whole > rule.over if rule.over is not None else whole >= (rule.least or 0)


def _left_out(case: Case, composed: Composed) -> Iterator[Problem]:
    """Recommended clauses that are off, and those that usually belong in a letter like this."""
    so = flags(case)
    for stance in composed.stances:
        clause = stance.clause
        usual = holds(clause.on, so)
        if stance.on or not (clause.recommended or usual):
            continue
        reason = "" if usual else clause.left_out
        yield _look(f"left_out:{clause.key}", f"clause:{clause.key}", _missing(clause), LEFT_OUT, clause.source, reason)


def _missing(clause: Clause) -> str:
    if clause.recommended:
        return f"{clause.title}: recommended, and left out of this letter."
    return f"{clause.title}: left out. Check whether this letter can do without it."


def _days(case: Case, words: Words) -> Iterator[Problem]:
    """Dates that are past or on which nobody works; only a hint, since some are meant."""
    for item in open_items(case.items):
        day = item.due.day if item.due.kind is DueKind.ON else None
        if day and (wrong := _wrong(case, item, day, words)):
            yield _look(f"day:{item.id}", f"item:{item.id}", f"{label(item)} is promised for {wrong}", DECIDED)
    sign_by = case.letter.sign_by
    if sign_by and not is_business_day(sign_by, case.closed):
        text = f"The letter is to be signed by {sign_by:%A}, {words.day(sign_by)}, a day off. Check the date."
        yield _look("day:sign_by", "fee.sign_by", text, DECIDED)


def _fee_day(case: Case, words: Words) -> Iterator[Problem]:
    """A fee that was agreed for a later day, which this letter would bring forward."""
    fee = case.engagement.fee
    if fee.from_day and fee.from_day > case.today:
        amount, day = words.money(total(fee) or fee.amount), words.day(fee.from_day)
        text = f"{amount} is agreed from {day} on; once this letter is signed it holds at once. Check the fee."
        place = "fee.milestones" if fee.kind is FeeKind.MILESTONES else "fee.amount"
        yield _look("fee:from_day", place, text, DECIDED)


def _wrong(case: Case, item: ScopeItem, day: date, words: Words) -> str:
    """What is wrong with a promised day; one that was issued may lie in the past."""
    if day < case.today:
        return "" if item.frozen else f"{words.day(day)}, which is past. Check the date."
    if not is_business_day(day, case.closed) or case.profile.hours[day.weekday()] is None:
        return f"{day:%A}, {words.day(day)}, a day off. Check the date."
    return ""


def _length(pages: int) -> Iterator[Problem]:
    if pages > MOST_PAGES:
        text = f"The letter has {pages} pages; check whether {MOST_PAGES} would do. What is long is not read."
        yield _look("pages", "text", text, LONGER)
