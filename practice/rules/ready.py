"""Whether a letter may be issued: the eight checks of completeness (PROFESSION section 1), each with its place."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from practice.rules import companions
from practice.rules.cases import Case, flags, sentences
from practice.rules.clauses import FieldKind
from practice.rules.clients import display_name, is_named
from practice.rules.compose import Composed
from practice.rules.engagements import DueKind, Fee, FeeKind, ItemKind, ScopeItem, fee_errors, label, open_items
from practice.rules.letters import ENGAGEMENT, LetterFacts, Problem

MOST_DAYS = 3650  # ten years; a date beyond the calendar could never be reckoned once the letter is frozen
# where what a gap of the text stands for is typed, and asked for where it is empty
_TYPED_AT = {
    "gap:fee": "fee.",
    "gap:practitioner_name": "profile.signer_name",
    "gap:practice_name": "profile.practice_name",
    "gap:client_name": "client",
    "gap:client_1": "client",
    "gap:client_2": "client",
}
CHECKS = (
    "Your name and the practice's stand in it",
    "It says whom it is for",
    "Every required clause says something",
    "Every field is filled",
    "Every promise has words and a date",
    "What is not included is said",
    "The fee adds up",
    "Every sign can be printed",
)


def problems(case: Case, composed: Composed, missing_glyphs: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """All that stops this letter from being issued, in the order of the page; empty when it is ready."""
    promises = case.letter.family == ENGAGEMENT
    scope = (*_promises(case), *_limits(case)) if promises or case.family.amends else ()
    first, fee = (*_practice(case), *_client(case)), tuple(_fee(case)) if promises else ()
    return (
        *first,
        *(_clauses(case, composed) if promises else ()),
        *_not_told(composed.problems, (*first, *fee)),
        *_braces(composed.facts),
        *_days(composed),
        *scope,
        *fee,
        *_glyphs(case, composed, missing_glyphs),
    )


def _not_told(gaps: tuple[Problem, ...], told: tuple[Problem, ...]) -> Iterator[Problem]:
    """The gaps of the text that are not asked for already at the place where they are typed."""
    places = [problem.place for problem in told]
    for gap in gaps:
        at = _TYPED_AT.get(gap.key)
        if at is None or not any(place.startswith(at) for place in places):
            yield gap


def _practice(case: Case) -> Iterator[Problem]:
    if not case.profile.practice_name.strip():
        yield Problem("profile.practice_name", "Type the practice's name in Settings.")
    if not case.profile.signer_name.strip():
        yield Problem("profile.signer_name", "Type your name, as you sign, in Settings.")
    if not (case.profile.email.strip() or case.profile.phone.strip()):
        yield Problem(
            "profile.email", "Type your email or your telephone number in Settings: letters say how to reach you."
        )


def _client(case: Case) -> Iterator[Problem]:
    if not all(is_named(client) for client in case.clients):
        yield Problem("client", "Type the client's name on the client's page.")


def _clauses(case: Case, composed: Composed) -> Iterator[Problem]:
    """A locked clause of which nothing stands here; tables are looked at by promises and limits."""
    so = flags(case)
    for stance in composed.stances:
        if stance.locked and not sentences(stance, so):
            yield Problem(f"clause:{stance.clause.key}", f"{stance.clause.title}: this clause is required, and empty.")


def texts(value: object) -> Iterator[str]:
    """Every text in a record, however deep, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts(getattr(value, part.name))


def _braces(facts: LetterFacts) -> Iterator[Problem]:
    for text in texts(facts):
        if "{{" in text or "}}" in text:
            yield Problem("text", f"Take the double braces out of “{text[:40]}”.")


def _days(composed: Composed) -> Iterator[Problem]:
    """Days that cannot be read, which would be printed as they were typed."""
    for stance in composed.stances:
        for gap in stance.clause.fields if stance.on else ():
            text = stance.values[gap.key].strip()
            if gap.kind is FieldKind.DATE and text and companions.read_day(text) is None:
                yield Problem(f"field:{stance.clause.key}.{gap.key}", f"“{gap.label}” is no day: type it anew.")


def _promises(case: Case) -> Iterator[Problem]:
    items = open_items(case.items)
    promised = [item for item in items if item.kind is ItemKind.PROMISE]
    if not promised:
        yield Problem("promises", "Add at least one promise under What is included.")
    for item in promised:
        if not item.text.strip():
            yield Problem(f"item:{item.id}", f"{label(item)}: say what is promised, or remove it.")
        elif wrong := _due_problem(item, items):
            yield Problem(f"item:{item.id}", f"{label(item)}: {wrong}")


def _due_problem(item: ScopeItem, items: tuple[ScopeItem, ...]) -> str:
    due = item.due
    standing = {other.id for other in items} - {item.id}
    if due.kind is DueKind.ON and due.day is None:
        return "choose the day."
    if due.kind in {DueKind.AFTER_ITEM, DueKind.WITH_ITEM} and due.item not in standing:
        if item.frozen:  # its own words and date stand in an issued letter
            return "what its date hangs on was withdrawn. Withdraw it too, and add it again with its date."
        return "choose the item that its date hangs on."
    if due.kind in {DueKind.AFTER_ITEM, DueKind.AFTER_EVENT} and due.days < 1:
        return "type how many days."
    if due.days > MOST_DAYS:
        return f"let its days be no more than {MOST_DAYS}."
    if due.kind is DueKind.AFTER_EVENT and not due.event.strip():
        return "say after what its days are counted, for example you comment."
    return ""


def _limits(case: Case) -> Iterator[Problem]:
    limits = [item for item in open_items(case.items) if item.kind is ItemKind.LIMIT]
    if not limits:
        yield Problem("limits", "Add at least one limit under What is not included.")
    for item in limits:
        if not item.text.strip():
            yield Problem(f"item:{item.id}", f"{label(item)}: say what is not included, or remove it.")


def _fee(case: Case) -> Iterator[Problem]:
    fee = case.engagement.fee
    if "fee:contingent" in flags(case):  # a share, which its own clause says
        yield from _hidden(fee)
        return
    yield from (Problem(f"fee.{key}", sentence) for key, sentence in fee_errors(fee).items())
    if fee.kind is not FeeKind.MILESTONES:
        return
    for item in open_items(case.items):
        if item.stage and item.stage > len(fee.milestones):
            yield Problem(f"item:{item.id}", f"{label(item)}: its stage is gone; choose another.")


def _hidden(fee: Fee) -> Iterator[Problem]:
    """An amount and a deposit that stand beside a share of the result: the letter would ask for both."""
    staged = fee.kind is FeeKind.MILESTONES
    if fee.milestones if staged else fee.amount:
        what, place = ("the stages", "fee.milestones") if staged else ("the amount", "fee.amount")
        yield Problem(place, f"The fee is a share of the result: take {what} out, or turn off “Only if you win”.")
    if fee.deposit:
        yield Problem("fee.deposit", "The fee is a share of the result: take the deposit out.")


def _glyphs(case: Case, composed: Composed, missing: tuple[str, ...]) -> Iterator[Problem]:
    """One problem for each place whose words hold signs that no font has."""
    left = set(missing)
    for place, words in (*_written(case, composed), ("text", missing)):
        here = sorted(left.intersection("".join(texts(words))))
        left -= set(here)
        if here:
            told = " ".join(map(_named, here[:8]))
            yield Problem(place, f"No font of the letter has {told}. Write it another way, or install a font for it.")


def _named(sign: str) -> str:
    """A letter as it is, another sign with its name: it may not show here either."""
    return sign if sign.isalpha() else f"{sign} ({unicodedata.name(sign, 'no name').lower()})"


def _written(case: Case, composed: Composed) -> Iterator[tuple[str, object]]:
    """Where words of a letter are typed, with these words."""
    for client in case.clients:
        yield "client", (display_name(client), client.salutation, client.addresses, client.emails)
    for item in open_items(case.items):
        yield f"item:{item.id}", (item.text, item.due.event)
    yield "work", (case.engagement.kind, case.engagement.title, case.engagement.conditions)
    yield "fee.milestones", case.engagement.fee.milestones
    for stance in composed.stances:
        for gap, value in stance.values.items() if stance.on else ():
            yield f"field:{stance.clause.key}.{gap}", value
    yield "profile.practice_name", case.profile
