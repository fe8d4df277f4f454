"""What companion letters say beyond their clauses: the first talk, what was done, what an addendum changes."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from practice.errors import Refused
from practice.rules import money
from practice.rules.cases import Case, Stance, Words
from practice.rules.clauses import FieldKind
from practice.rules.days import add_business_days
from practice.rules.engagements import (
    Fee,
    FeeKind,
    ItemKind,
    Milestone,
    ScopeItem,
    fee_errors,
    has_rest,
    is_open,
    label,
    open_items,
    total,
)
from practice.rules.families import value
from practice.rules.grammar import listed, yours
from practice.rules.letters import Block, Bullets, ItemRow, ItemTable, Letter, Paragraph, Problem
from practice.rules.signs import printed

# fields of an addendum that change the work's own fee
NEW_FEE, NEW_DEPOSIT, FEE_FROM = "fee.new_fee", "fee.new_deposit", "fee.fee_from"
NEW_SESSIONS = "fee.new_sessions"
SOON_DAYS = 14  # a date so near is no time to look for somebody else in
FRESH_DAYS = 2  # working days within which what happened is written about
REFUND_DAYS = 14  # within which a consumer who cancelled is paid back (UK and EU)
FINAL_DAYS = 56  # within which a complaint is answered for good


# what is taken back: a promise that falls away, or an exclusion that no longer holds
_GONE = {
    "withdrawn_promises": (ItemKind.PROMISE, "No longer part of it"),
    "withdrawn_limits": (ItemKind.LIMIT, "No longer excluded"),
}
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")  # a number alone

# fields


def read_day(text: str) -> date | None:
    """The day that a field holds, None for none or what is not a day."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def read_money(text: str, currency: str, point: str) -> int | None:
    """The amount that a field holds in minor units, None for none or what is not an amount."""
    try:
        return money.parse(text, currency, point) if text.strip() else None
    except Refused:
        return None


def read_count(text: str) -> int | None:
    """The number that a field holds, None for none or what is no number of sessions."""
    plain = text.strip()
    number = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 4 else 0
    return number or None


def shown(stance: Stance, currency: str, words: Words) -> Stance:
    """The clause with its days, amounts and words as the letter prints them; what cannot be read stays as typed."""
    values = dict(stance.values)
    for gap in stance.clause.fields:
        text = values.get(gap.key, "")
        if gap.kind is FieldKind.DATE and (day := read_day(text)):
            values[gap.key] = words.day(day)
        elif gap.kind is FieldKind.MONEY and (minor := read_money(text, currency, words.point)) is not None:
            values[gap.key] = words.money(minor)
        elif gap.kind is FieldKind.NUMBER and (number := read_count(text)):
            values[gap.key] = str(number)
        elif gap.kind is FieldKind.SHARE and _PLAIN.fullmatch(text.strip()):
            values[gap.key] = f"{text.strip()}%"
        else:
            values[gap.key] = printed(text)
    return replace(stance, values=values)


def matter(case: Case) -> str:
    """The work inside a sentence: "your estate plan"."""
    kind = case.engagement.kind or case.engagement.title
    return yours(kind, _names(case)) if kind else "this matter"


def _names(case: Case) -> frozenset[str]:
    """The names with which a piece of work may begin: of whom it concerns, and of places."""
    people = (case.record, *case.clients, *((case.sponsor,) if case.sponsor else ()))
    return case.places.union(*({one.given, one.family, one.organisation} for one in people))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a field that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def says(stance: Stance, case: Case) -> frozenset[str]:
    """What is so with a clause's fields: "two:x" where x has two lines; by its day what `_of_day` says of x."""
    found: set[str] = set()
    for gap in stance.clause.fields:
        text = stance.values.get(gap.key, "")
        if len(lines(text)) > 1:
            found.add(f"two:{gap.key}")
        if day := read_day(text):
            found |= {f"{flag}:{gap.key}" for flag, so in _of_day(day, case).items() if so}
    return frozenset(found)


def _of_day(day: date, case: Case) -> dict[str, bool]:
    """What is so with a day: whether it is over, by more than two working days, still to come, near, or far away."""
    away = (day - case.today).days
    return {
        "past": away < 0,
        "stale": away < 0 and add_business_days(day, FRESH_DAYS, case.closed) < case.today,
        "coming": away > 0,
        "soon": 0 <= away < SOON_DAYS,
        "within_notice": away >= 0 and day < _after_notice(case),
        "days14": away > REFUND_DAYS,
        "weeks8": away > FINAL_DAYS,
    }


def _after_notice(case: Case) -> date:
    """The first day on which work may end by the practitioner's own notice, as the signed letter gives it."""
    days = read_count(dict(case.background.terms).get("notice_days", "")) if case.background.signed else None
    return add_business_days(case.today, days, case.closed) if days else case.today


# the case


def flags(case: Case, words: Words) -> frozenset[str]:
    """What is so with the work that a companion letter is about."""
    behind = case.background
    made = [delivery for _, deliveries in behind.promised for delivery in deliveries]
    before, after = case.engagement.fee, fee_changed(case, words.point)
    paid, costs = (total(before), before.deposit), (total(after), after.deposit)
    found = {
        "change_waits": bool(behind.waiting),
        "done": any(delivery.delivered_on for delivery in made),
        "undone": any(delivery.delivered_on is None for delivery in made),
        "added": bool(added(case)),
        "added_promises": any(item.kind is ItemKind.PROMISE for item in added(case)),
        "withdrawn": bool(behind.withdrawn),
        "withdrawn_promises": bool(_withdrawn(case, ItemKind.PROMISE)),
        "withdrawn_limits": bool(_withdrawn(case, ItemKind.LIMIT)),
        "fee_up": _whole(after) > _whole(before),
        "fee_down": _whole(after) < _whole(before),
        "stages_after": after.milestones != before.milestones,
        "sessions_after": after.sessions != before.sessions,
        "rest_after": costs != paid and has_rest(after),
        "work_open": bool(case.engagement.id) and is_open(case.engagement, case.today),
        "goodwill_over": _goodwill_over(case, words.point),
        "paid_after": costs != paid and 0 < after.deposit == total(after),
    }
    return frozenset(flag for flag, so in found.items() if so)


def _goodwill_over(case: Case, point: str) -> bool:
    """Whether a refund's goodwill is more than all of it."""
    currency = case.engagement.fee.currency
    part, whole = (read_money(value(case.letter, f"amount.{key}"), currency, point) for key in ("goodwill", "refund"))
    return part is not None and whole is not None and part > whole


def _whole(fee: Fee) -> int:
    return total(fee) or fee.amount


def added(case: Case) -> tuple[ScopeItem, ...]:
    """The promises and limits that an addendum adds."""
    if not case.family.amends:
        return ()
    return tuple(item for item in case.items if label(item) not in case.background.in_force)


def context(case: Case, words: Words) -> dict[str, str]:
    """What companion letters may say without asking, by the name of its gap; "" where it is not known."""
    behind, signed = case.background, case.background.signed
    made = [(item, delivery) for item, deliveries in behind.promised for delivery in deliveries]
    done = [f"{printed((delivery.text or item.text).strip().rstrip('.'))} ({words.day(delivery.delivered_on)})"
            for item, delivery in made if delivery.delivered_on]  # fmt: skip
    undone = [printed(delivery.text or item.text) for item, delivery in made if delivery.delivered_on is None]
    return {
        "today": words.day(case.today),
        "today_iso": case.today.isoformat(),
        "contacted_iso": behind.contacted.isoformat() if behind.contacted else "",
        "matter": matter(case),
        "letter_number": case.letter.number,
        "signed_number": signed.number if signed else "",
        "signed_letter": _named(signed, case.background.several) if signed else "",
        "changes": listed(
            [f"{one.number}, signed on {words.day(one.signed_on)}" for one in behind.addenda if one.signed_on]
        ),
        "waiting": listed(behind.waiting) if behind.waiting else "",
        "signed_day": words.day(signed.signed_on) if signed and signed.signed_on else "",
        "signed_day_iso": signed.signed_on.isoformat() if signed and signed.signed_on else "",
        "done_lines": "\n".join(done),
        "undone_lines": "\n".join(undone),
        "finder": _finder(case),
        "sincerely": "Sincerely," if case.profile.country in {"US", "CA"} else "Yours sincerely,",
    }


def _named(letter: Letter, several: bool) -> str:
    """A letter by its number, with its version where another one went out, too."""
    return f"{letter.number}, version {letter.version}" if several else letter.number


def _finder(case: Case) -> str:
    """Where names of other professionals are found; a default that the person may edit."""
    country = case.profile.country
    if case.profile.profile.value == "coach":
        return "the coach finder of the International Coaching Federation, at coachingfederation.org"
    return {
        "US": "the lawyer referral service of your state or county bar",
        "GB": "the Law Society’s Find a Solicitor service",
    }.get(country, "the bar association or law society of your region")


# tables


def table(name: str, stance: Stance, case: Case, due: Callable[[ScopeItem], str]) -> list[Block] | None:
    """A table of a companion letter: lines of a field ("list:x"), one that it was given, what an addendum changes."""
    source, _, gap = name.partition(":")
    if source == "given":
        return [grid for key, grid in case.letter.tables if key == gap]
    if source == "list":
        said = lines(stance.values.get(gap, ""))
        return [Bullets(tuple(Paragraph(line) for line in said))] if said else []
    if name == "added":
        promises = [item for item in added(case) if item.kind is ItemKind.PROMISE]
        limits = [item for item in added(case) if item.kind is ItemKind.LIMIT]
        return [
            *items("Added", promises, due, "When you will have it"),
            *items("Not included", limits),
        ]
    if name in _GONE:
        kind, heading = _GONE[name]
        return [replace(one, withdraws=True) for one in items(heading, _withdrawn(case, kind))]
    return None


def _withdrawn(case: Case, kind: ItemKind) -> list[ScopeItem]:
    """The promises, or the limits, that an addendum takes back, by number."""
    gone = (item for item in case.background.withdrawn if item.kind is kind)
    return sorted(gone, key=lambda item: item.number)


def items(
    heading: str, some: list[ScopeItem], due: Callable[[ScopeItem], str] = lambda _: "", due_heading: str = ""
) -> list[ItemTable]:
    """These promises or limits as a table; none is no table."""
    rows = tuple(ItemRow(label(item), printed(item.text.strip()), due(item)) for item in some)
    return [ItemTable(heading, rows, due_heading)] if rows else []


# what a signed addendum does

Stages = tuple[tuple[int, Milestone], ...]  # each with the number it had before, 0 for one that is new


def fee_after(
    fee: Fee, letter: Letter, point: str, items: Sequence[ScopeItem] = (), withdrawn: Sequence[ScopeItem] = ()
) -> Fee:
    """The work's fee once this addendum is signed: the same where it says nothing about it.

    `items` stand then, and `withdrawn` are taken back here: what is in stages goes with what it paid for.
    """
    whole = read_money(value(letter, NEW_FEE), fee.currency, point)
    more = read_money(value(letter, NEW_DEPOSIT), fee.currency, point) or 0
    changed = fee
    if whole is not None:
        stages = stages_after(fee, whole, letter.number, items, withdrawn)
        own = tuple(stage for _, stage in stages) if fee.kind is FeeKind.MILESTONES else fee.milestones
        changed = replace(fee, amount=whole, milestones=own, from_day=read_day(value(letter, FEE_FROM)))
    count = read_count(value(letter, NEW_SESSIONS)) if fee.kind is FeeKind.PACKAGE else None
    return replace(changed, deposit=fee.deposit + more, sessions=count or fee.sessions)


def fee_changed(case: Case, point: str) -> Fee:
    """The work's fee once this letter is signed: only an addendum changes it."""
    fee = case.engagement.fee
    if not case.family.amends:
        return fee
    return fee_after(fee, case.letter, point, open_items(case.items), case.background.withdrawn)


def stages_after(
    fee: Fee, whole: int, title: str, items: Sequence[ScopeItem], withdrawn: Sequence[ScopeItem]
) -> Stages:
    """The stages of a fee that comes to `whole` once these `items` stand and those `withdrawn` are taken back.

    A stage goes with the last item it paid for; a lower fee comes off the last stages, first off those without an
    item; what is added becomes a stage of its own.
    """
    paid = {item.stage for item in items}
    emptied = {item.stage for item in withdrawn} - paid
    kept = [(number, stage) for number, stage in enumerate(fee.milestones, 1) if number not in emptied]
    rest, amounts = whole, dict[int, int]()
    for number, stage in sorted(kept, key=lambda one: one[0] not in paid):
        amounts[number] = min(stage.amount, rest)
        rest -= amounts[number]
    left = [(number, replace(stage, amount=amounts[number])) for number, stage in kept if amounts[number]]
    return (*left, *([(0, Milestone(title, rest))] if rest else []))


def staged(items: Sequence[ScopeItem], stages: Stages, new: Collection[str]) -> tuple[ScopeItem, ...]:
    """The items under changed stages, each with its own; of those with `new` numbers one for none has the new one."""
    places: dict[int | None, int] = {number: place for place, (number, _) in enumerate(stages, 1)}

    def before(item: ScopeItem) -> int | None:
        return 0 if item.stage is None and item.kind is ItemKind.PROMISE and label(item) in new else item.stage

    return tuple(replace(item, stage=places.get(before(item))) for item in items)


def staged_here(case: Case, point: str) -> tuple[ScopeItem, ...]:
    """The items that stand, each with its stage once this letter is signed."""
    return staged(open_items(case.items), _stages(case, point), {label(item) for item in added(case)})


def _stages(case: Case, point: str) -> Stages:
    fee = case.engagement.fee
    whole = read_money(value(case.letter, NEW_FEE), fee.currency, point) if case.family.amends else None
    if whole is None:
        return tuple(enumerate(fee.milestones, 1))
    return stages_after(fee, whole, case.letter.number, open_items(case.items), case.background.withdrawn)


def fee_problems(case: Case, words: Words) -> Iterator[Problem]:
    """What of an addendum's fee and deposit could not be billed once it is signed."""
    before, after = case.engagement.fee, fee_changed(case, words.point)
    typed = value(case.letter, NEW_SESSIONS).strip() if before.kind is FeeKind.PACKAGE else ""
    if typed and read_count(typed) is None:
        yield Problem(f"field:{NEW_SESSIONS}", "Type how many sessions the package holds, in figures, such as 12.")
    wrong = fee_errors(after) if after != before else {}
    if "deposit" in wrong:
        field = NEW_DEPOSIT if value(case.letter, NEW_DEPOSIT).strip() else NEW_FEE
        yield Problem(f"field:{field}", f"The whole deposit would be {words.money(after.deposit)}, more than the fee.")
    elif wrong:
        yield Problem(f"field:{NEW_FEE}", "Type a fee above zero, or leave it empty.")
    elif case.family.amends and before.kind is FeeKind.MILESTONES:
        yield from (Problem(f"field:{NEW_FEE}", text) for text in _stages_wrong(case, words))


def _stages_wrong(case: Case, words: Words) -> Iterator[str]:
    """The items whose stage would be gone, and the stages that would pay for nothing any more."""
    stages, standing = _stages(case, words.point), open_items(case.items)
    kept = {number for number, _ in stages}
    for item in standing:
        if item.stage and item.stage not in kept:
            yield f"{label(item)}: this fee leaves nothing for its stage. Type a higher fee, or withdraw the item too."
    paid = {item.stage for item in staged_here(case, words.point)}
    emptied = {item.stage for item in case.background.withdrawn}
    for place, (number, stage) in enumerate(stages, 1):
        if place not in paid and not number:
            yield (
                f"The fee goes up by a new stage of {words.money(stage.amount)}, and nothing is added for it. Add a "
                "promise that has no stage yet, or start a new version of the letter to change its stages."
            )
        elif place not in paid and number in emptied:
            yield f"The stage “{stage.title}” pays for nothing any more. Type the whole fee without it."
