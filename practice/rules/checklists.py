"""Fit checklists: what is asked of a prospect, in versions that a check keeps (PROFESSION sections 3.1 to 3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from practice.errors import Refused

TRUST = "D4"  # the dimension that is reckoned from the two trust ratings


@dataclass(frozen=True, slots=True, kw_only=True)
class MustHave:
    """What has to be so; answered no it means refer when `refer`, else decline."""

    key: str
    text: str
    note: str = ""
    refer: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealBreaker:
    """What ends a check whatever the score is; with `danger` safety comes before everything else."""

    key: str
    text: str
    note: str = ""
    danger: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """How much of a red flag was seen, and its points (1 minor, 3 major, 0 a note only)."""

    points: int
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """What takes points away; it gives none while the flag named in `unless` is seen too."""

    key: str
    text: str
    question: str = ""
    grades: tuple[Grade, ...] = ()
    unless: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a rating looks like."""

    rating: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One of the seven ratings from 0 to 4; `mitigations` are the conditions to make when it is 2 or less."""

    key: str
    name: str
    weight: int
    anchors: tuple[Anchor, ...] = ()
    mitigations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustEnd:
    """One end of trust calibration, from 0 to 4 (PROFESSION 3.3)."""

    key: str
    name: str
    anchors: tuple[Anchor, ...] = ()
    mitigations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What one version of a checklist holds."""

    name: str = ""
    must_haves: tuple[MustHave, ...] = ()
    deal_breakers: tuple[DealBreaker, ...] = ()
    flags: tuple[RedFlag, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    trust: tuple[TrustEnd, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistVersion:
    """A checklist as it stood in one version; `id` 0 means not kept yet, instants are aware UTC."""

    id: int = 0
    key: str = ""  # lawyer or coach
    version: int = 1
    content: Checklist = Checklist()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdealClient:
    """One version of the written ideal client; `id` 0 means not kept yet."""

    id: int = 0
    version: int = 0  # 0 while none was ever written
    who: str = ""
    need: str = ""
    they_value: str = ""
    not_them: str = ""  # what they are not
    text: str = ""  # in free words
    created_at: datetime | None = None


def counted_must_haves(checklist: Checklist) -> tuple[MustHave, ...]:
    """The must-haves that count: an item that is a deal-breaker too counts there only."""
    stricter = {item.key for item in checklist.deal_breakers}
    return tuple(item for item in checklist.must_haves if item.key not in stricter)


def counted_flags(checklist: Checklist) -> tuple[RedFlag, ...]:
    """The red flags that give points: an item that stands in a stricter list gives none."""
    stricter = {item.key for item in checklist.deal_breakers} | {item.key for item in checklist.must_haves}
    return tuple(flag for flag in checklist.flags if flag.key not in stricter)


def _anchors(rows: Mapping[str, str]) -> tuple[Anchor, ...]:
    return tuple(Anchor(int(rating), text) for rating, text in rows.items())


def _flag(row: Mapping[str, Any]) -> RedFlag:
    grades = tuple(Grade(grade["points"], grade["when"]) for grade in row["grades"])
    return RedFlag(**{**row, "grades": grades})


def _dimension(row: Mapping[str, Any]) -> Dimension:
    return Dimension(**{**row, "anchors": _anchors(row["anchors"]), "mitigations": tuple(row.get("mitigations", ()))})


def _trust_end(row: Mapping[str, Any]) -> TrustEnd:
    return TrustEnd(**{**row, "anchors": _anchors(row["anchors"]), "mitigations": tuple(row["mitigations"])})


def parse(template: Mapping[str, Any]) -> ChecklistVersion:
    """The checklist that a template's tables describe."""
    content = Checklist(
        name=template["name"],
        must_haves=tuple(MustHave(**row) for row in template["must_have"]),
        deal_breakers=tuple(DealBreaker(**row) for row in template["deal_breaker"]),
        flags=tuple(_flag(row) for row in template["flag"]),
        dimensions=tuple(_dimension(row) for row in template["dimension"]),
        trust=tuple(_trust_end(row) for row in template["trust"]),
    )
    return ChecklistVersion(key=template["key"], version=template["version"], content=content)


def _items(checklist: Checklist) -> tuple[MustHave | DealBreaker | RedFlag, ...]:
    return (*checklist.must_haves, *checklist.deal_breakers, *checklist.flags)


def new_key(checklist: Checklist) -> str:
    """A key that no item of `checklist` has, for an item of the person's own."""
    taken = {item.key for item in _items(checklist)}
    return next(key for n in range(1, len(taken) + 2) if (key := f"own_{n}") not in taken)


def next_version(old: ChecklistVersion, content: Checklist, now: datetime) -> ChecklistVersion:
    """`content` as the version after `old`; refuses empty words, points beside 1 and 3, and any change of weights."""
    wrong = _wrong(content)
    if [(d.key, d.weight) for d in old.content.dimensions] != [(d.key, d.weight) for d in content.dimensions]:
        wrong[""] = "The seven answers and their weights stay as they are."
    if wrong:
        raise Refused(wrong)
    return ChecklistVersion(key=old.key, version=old.version + 1, content=content, created_at=now)


def _wrong(content: Checklist) -> dict[str, str]:
    items = _items(content)
    wrong = {item.key: "Write what to look for, or remove the row." for item in items if not item.text.strip()}
    wrong |= {flag.key: "Give a red flag 1 point or 3." for flag in content.flags if not _points_stand(flag)}
    wrong |= {d.key: "Name this answer." for d in content.dimensions if not d.name.strip()}
    return wrong


def _points_stand(flag: RedFlag) -> bool:
    return bool(flag.grades) and all(grade.points in (0, 1, 3) for grade in flag.grades)


def next_ideal(old: IdealClient, new: IdealClient, now: datetime) -> IdealClient:
    """`new` as the version after `old`; refuses to keep nothing at all."""
    if not any(part.strip() for part in (new.who, new.need, new.they_value, new.not_them, new.text)):
        raise Refused({"who": "Write at least who they are, for example: couples with grown children."})
    return replace(new, id=0, version=old.version + 1, created_at=now)


def kept_at(checklist: ChecklistVersion, now: datetime) -> ChecklistVersion:
    """The version as it is kept at this instant."""
    return replace(checklist, created_at=now)


def same_words(one: IdealClient, other: IdealClient) -> bool:
    """Whether two versions of the ideal client say the same."""
    return replace(one, id=0, version=0, created_at=None) == replace(other, id=0, version=0, created_at=None)
