"""Columns of a CSV file to contacts: which program wrote it, where each column goes, and each row's values."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Any

from practice.interchange.draft import NOBODY, Draft, capital
from practice.interchange.sheet import Line, looks_like_header, normal
from practice.interchange.text import one_line
from practice.paths import resource
from practice.rules.clients import Address
from practice.rules.imports import Column, Contact, Row, Unreadable, names_somebody

UNMAPPED = "No column says who this is. Say which column holds the name."
_ABOVE = "It stands above the names of the columns."
_BOOKKEEPING = "bookkeeping of the other program"
_KNOWN_SHARE = 0.5  # of the headers, for a program to be named
_MANY = re.compile(r"\s*:::\s*")
_LISTED = re.compile(r"\s*(?::::|;|,)\s*")
_NUMBER = re.compile(r"\d+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,24}")
_NAME = re.compile(r"[^\W\d_][^\d_@/:]{1,60}")
_NO_DAY = "0/0/00"  # as Outlook writes it
_HEADER_ROWS = 12
_PLAINLY = 4  # known names of columns that nobody would take for a person
_SAMPLES = 3
_TEXTS = frozenset(
    {
        "given", "middle", "family", "prefix", "suffix", "preferred_name", "salutation", "pronouns", "organisation",
        "job_title", "language", "referral_source",
    }
)  # fmt: skip
_ADDRESS = ("street", "street2", "street3", "extended", "po_box", "city", "region", "postal_code", "country")


@cache
def data() -> dict[str, Any]:
    """The tables of columns.toml."""
    with resource("interchange", "columns.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def layouts() -> dict[str, dict[str, str]]:
    """By layout: header to field."""
    found = {key: table["columns"] for key, table in data().items() if key != "fields"}
    return {key: {header: field for field, heads in t.items() for header in heads} for key, t in found.items()}


def choices() -> dict[str, str]:
    """What a person can map a column to: field and its name, in order."""
    return dict(data()["fields"])


def recognise(rows: Sequence[Line], first_is_header: bool | None = None) -> tuple[str, tuple[Column, ...], int]:
    """The program's name ("" unknown), the columns, and how many of `rows` stand above the first contact."""
    place = _header_place(rows) if first_is_header is None else 0 if first_is_header else -1
    width = max((len(cells) for _, cells in rows[place + 1 : place + 200]), default=0)
    heads = [one_line(head) for head in rows[place][1]] if place >= 0 and rows else []
    if not heads:
        return "", _guessed(rows, width), 0
    layout = _layout(heads)
    fields = _fields(heads, layout)
    named = layout != "common" and sum(map(bool, fields)) >= _KNOWN_SHARE * len([head for head in heads if head])
    columns = tuple(Column(n, head or f"Column {n + 1}", fields[n]) for n, head in enumerate(heads))
    return data()[layout]["name"] if named else "", _sampled(columns, rows[place + 1 :]), place + 1


def mapped(columns: Sequence[Column], mapping: Mapping[int, str]) -> tuple[Column, ...]:
    """The columns with the fields a person chose instead, by position."""
    fields = _once([mapping.get(column.position, column.field) for column in columns])
    return tuple(replace(column, field=field) for column, field in zip(columns, fields, strict=True))


def above(rows: Iterable[Line]) -> Iterable[Unreadable]:
    """What stands above the header, as rows that are not taken."""
    return (Unreadable(f"line {line}", _ABOVE) for line, _ in rows)


def day_first(columns: Sequence[Column], rows: Iterable[Line]) -> bool | None:
    """Whether birthdays like 4/9/1961 have the day first: some column has a first number above 12; None = no sign."""
    places = [c.position for c in columns if c.field == "birthday"]
    for _, cells in rows:
        for place in places:
            found = re.match(r"(\d{1,2})/\d{1,2}/\d{4}", cells[place].strip()) if place < len(cells) else None
            if found and int(found[1]) > 12:
                return True
    return None


def contact(row: Line, columns: Sequence[Column], *, days_first: bool | None = None) -> Row:
    """One row as a contact: each value in its field, the others as "Header: value" in the notes."""
    line, cells = row
    place = f"line {line}"
    draft, slots = Draft(), _Slots()
    for column, cell in zip_longest(columns, cells):
        value = (cell or "").strip()
        if not value or value == _NO_DAY:
            continue
        if column is None:
            draft.note(f"Column {len(columns) + 1}", value)
        elif "#" in column.field:
            slots.add(column.field, value)
        else:
            _put(draft, column, value, days_first)
    slots.put(draft)
    _finish(draft)
    client = draft.client()
    if client is None:
        unmapped = not any(names_somebody(column.field) for column in columns)
        return Unreadable(place, UNMAPPED if unmapped else NOBODY)
    return Contact(place, client, tuple(draft.not_taken))


class _Slots:
    """Values that belong together: a number and its label, the parts of an address."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, str], dict[str, str]] = {}

    def add(self, field: str, value: str) -> None:
        """Keep one part."""
        name, _, slot = field.partition("#")
        kind = _KIND.get(name, name)
        self._parts.setdefault((kind, slot), {})[name] = value

    def put(self, draft: Draft) -> None:
        """Put every slot into the draft, in the order of the columns."""
        for (kind, slot), parts in self._parts.items():
            _SLOT[kind](draft, slot, parts)


def _put_phone(draft: Draft, slot: str, parts: Mapping[str, str]) -> None:
    for number in _MANY.split(parts.get("phone", "")):
        draft.phone(number, _label(parts.get("phone_label"), slot))


def _put_email(draft: Draft, slot: str, parts: Mapping[str, str]) -> None:
    for address in _MANY.split(parts.get("email", "")):
        draft.email(address, _label(parts.get("email_label"), slot))


def _put_person(draft: Draft, slot: str, parts: Mapping[str, str]) -> None:
    for name in _MANY.split(parts.get("person", "")):
        draft.person(one_line(parts.get("person_label", "")) or _NUMBER.sub("", slot).strip() or "Related", name)


def _put_remark(draft: Draft, slot: str, parts: Mapping[str, str]) -> None:
    what = _NUMBER.sub("", slot).strip()
    label = one_line(parts.get("remark_label", "")).removeprefix("* ")
    kinds = _MANY.split(label) if ":::" in label else [label]
    for value, kind in zip_longest(_MANY.split(parts.get("remark", "")), kinds, fillvalue=kinds[-1]):
        if value:
            own = what == "custom field" and kind
            draft.note(kind if own else f"{capital(what)} ({kind})" if kind else capital(what), value)


def _put_address(draft: Draft, slot: str, parts: Mapping[str, str]) -> None:
    lines = "\n".join(one_line(parts[part]) for part in _ADDRESS[:5] if part in parts)
    city, region, code, country = (one_line(parts.get(part, "")) for part in _ADDRESS[5:])
    label = _label(parts.get("address_label"), slot)
    written = parts.get("formatted", "")
    if lines or city or region or code:
        draft.address(Address(lines, city, region, code, country, label))
    elif written:
        draft.address(Address("\n".join(line.strip() for line in written.splitlines()), country=country, label=label))
    else:
        draft.address(Address(country=country, label=label))


_KIND = {
    **dict.fromkeys((*_ADDRESS, "formatted", "address_label"), "address"),
    "phone_label": "phone",
    "email_label": "email",
    "person_label": "person",
    "remark_label": "remark",
}
_SLOT: dict[str, Callable[[Draft, str, Mapping[str, str]], None]] = {
    "phone": _put_phone,
    "email": _put_email,
    "person": _put_person,
    "remark": _put_remark,
    "address": _put_address,
}


def _put(draft: Draft, column: Column, value: str, days_first: bool | None) -> None:
    field = column.field
    if field in _TEXTS:
        draft.text(field, value, column.header)
    elif field in {"birth_year", "birth_month", "birth_day", "shown"}:
        draft.late[field] = value
    elif field == "full_name":
        if draft.full_name:
            draft.note(column.header, value)
        draft.full_name = draft.full_name or value
    elif field == "birthday":
        draft.born(value, days_first)
    elif field == "former_name":
        draft.former_names.append(one_line(value))
    elif field == "tags":
        _put_tags(draft, value)
    elif field == "notes":
        draft.free_note(value)
    elif field in {"~", "photo", "-"}:
        draft.leave({"~": _BOOKKEEPING, "photo": "photo", "-": f"column {column.header}"}[field])
    else:
        draft.note(column.header, value)


def _put_tags(draft: Draft, value: str) -> None:
    for tag in _LISTED.split(value):
        name = one_line(tag).removeprefix("* ")
        if name and tag.startswith("* "):
            draft.leave(f"group {name}")  # Google's own groups
        elif name:
            draft.tags.append(name)


def _finish(draft: Draft) -> None:
    """What counts only once the whole row is known: a birthday in three columns, a name shown elsewhere."""
    late = draft.late
    if day := late.get("birth_day"):
        draft.born(f"{late.get('birth_year') or '-'}-{late.get('birth_month', ''):0>2}-{day:0>2}")
    elif year := late.get("birth_year"):
        draft.note("Year of birth", year)
    if shown := late.get("shown"):
        if draft.full_name or draft.texts.keys() & {"given", "family", "organisation"}:
            draft.leave(_BOOKKEEPING)
        else:
            draft.full_name = shown


def _label(given: str | None, slot: str) -> str:
    """The label another column gives, else the slot's words without its number."""
    label = one_line(given or "").removeprefix("* ") or _NUMBER.sub("", slot).strip()
    return label.lower() if label.lower() in {"home", "work", "mobile", "other", "main", "pager"} else label


def _layout(heads: Sequence[str]) -> str:
    """The program whose own headers are here most; "common" where there are fewer than two."""
    names = [normal(head) for head in heads]
    forms = set(names) | {_NUMBER.sub("{n}", name) for name in names}
    tables = {key: table for key, table in data().items() if key != "fields"}
    for key, table in tables.items():
        if set(table.get("exactly", ())) == set(names):
            return key
    scores = {key: len(forms & set(table["marks"])) for key, table in tables.items()}
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best] >= 2 else "common"


def _fields(heads: Sequence[str], layout: str) -> list[str]:
    """Each header's field: by the program's own words, else by common ones, else by any other's."""
    tables = layouts()
    order = dict.fromkeys((layout, "common", *(key for key in tables if key != "google")))
    fields = [_field(normal(head), [tables[key] for key in order]) for head in heads]
    own = tables[layout]
    fields = [
        "" if field == "~" and not {normal(head), _NUMBER.sub("{n}", normal(head))} & own.keys() else field
        for head, field in zip(heads, fields, strict=True)
    ]
    if "given" in fields and "family" not in fields:
        fields = [
            "family" if normal(h) == "name" and f == "full_name" else f for h, f in zip(heads, fields, strict=True)
        ]
    return _once(fields)


def _field(head: str, tables: Iterable[Mapping[str, str]]) -> str:
    number = _NUMBER.search(head)
    pattern = _NUMBER.sub("{n}", head)
    for table in tables:
        if field := table.get(head):
            return field.replace("{n}", "").strip()
        if number and (field := table.get(pattern)):
            return field.replace("{n}", number[0])
    return ""


def _once(fields: list[str]) -> list[str]:
    """Two columns never share a slot: the second of them gets one of its own."""
    seen: set[str] = set()
    for n, field in enumerate(fields):
        if "#" in field and field in seen:
            fields[n] = f"{field} {n + 100}"
        seen.add(fields[n])
    return fields


def _header_place(rows: Sequence[Line]) -> int:
    """Where the header stands among the first rows, -1 when there is none."""
    known = [sum(map(bool, _fields(cells, _layout(cells)))) for _, cells in rows[:_HEADER_ROWS]]
    best = max(range(len(known)), key=lambda n: (known[n], -n), default=-1)
    if best >= 0 and known[best] >= 2 and looks_like_header(rows[best][1], may_repeat=known[best] >= _PLAINLY):
        return best
    return 0 if rows and looks_like_header(rows[0][1]) and len(rows) > 1 else -1


def _guessed(rows: Sequence[Line], width: int) -> tuple[Column, ...]:
    """Columns without a header, from what stands in them."""
    columns = _sampled(tuple(Column(n, f"Column {n + 1}") for n in range(width)), rows)
    fields = [_by_content(column.samples, n) for n, column in enumerate(columns)]
    if any(fields):  # beside an address or number, the first words are a name
        named = (n for n, c in enumerate(columns) if c.samples and all(_NAME.fullmatch(v) for v in c.samples))
        for n in list(named)[:1]:
            fields[n] = "full_name"
    return tuple(replace(column, field=field) for column, field in zip(columns, fields, strict=True))


def _by_content(samples: Sequence[str], position: int) -> str:
    if samples and all(_EMAIL.fullmatch(value) for value in samples):
        return f"email#{position}"
    if samples and all(_PHONE.fullmatch(value) for value in samples):
        return f"phone#{position}"
    return ""


def _sampled(columns: Iterable[Column], rows: Sequence[Line]) -> tuple[Column, ...]:
    """The columns with the first few of their values."""
    found = []
    for column in columns:
        values = (cells[column.position].strip() for _, cells in rows[:200] if column.position < len(cells))
        filled = [one_line(value)[:80] for value in values if value]
        found.append(replace(column, samples=tuple(dict.fromkeys(filled))[:_SAMPLES]))
    return tuple(found)
