"""One vCard's properties to a contact: what each property means, and where it goes."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from practice.interchange.draft import Draft, capital
from practice.interchange.text import one_line
from practice.paths import resource
from practice.rules.clients import Address
from practice.rules.words import words

_FIELD = re.compile(r"((?:[^\\;]|\\.?)*)(?:;|$)", re.DOTALL)
_ITEM = re.compile(r"((?:[^\\,]|\\.?)*)(?:,|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_PLACES = ("home", "work")
_TITLES = 3  # from here on a name's parts are prefixes and suffixes
_LIST = "It is a list of contacts, whose own cards are imported one by one."
_BOOKKEEPING = "bookkeeping of the other program"


class Property(NamedTuple):
    """One line of a card: its value as it stands, or decoded where it was encoded."""

    group: str
    name: str
    types: tuple[str, ...]
    params: dict[str, str]
    value: str


@cache
def data() -> dict[str, Any]:
    """The tables of vcard.toml."""
    with resource("interchange", "vcard.toml").open("rb") as file:
        found = tomllib.load(file)
    found["bookkeeping"] = frozenset(found["bookkeeping"]["names"])
    found["plain"] = frozenset(found["types"]["plain"])
    return found


@cache
def known() -> frozenset[str]:
    """The names of all properties that mean something here."""
    tables = data()
    return frozenset({*_PUT, *tables["notes"], *tables["binary"], *tables["bookkeeping"], *tables["people"], "VERSION"})


def read(properties: Iterable[Property]) -> Draft:
    """A contact with every value of its properties; `refused` is set where it is none."""
    draft = Draft()
    labels: dict[str, str] = {}
    grouped: list[Property] = []
    late: list[Property] = []
    for prop in properties:
        if prop.group:
            if prop.name in {"X-ABLABEL", "X-LABEL"}:
                labels[prop.group] = _plain_label(prop.value)
            else:
                grouped.append(prop)
        elif prop.name in _LATE:
            late.append(prop)
        else:
            _put(draft, prop, "")
    for prop in grouped + late:
        _put(draft, prop, labels.get(prop.group, "") if prop.group else "")
    return draft


def unescape(value: str) -> str:
    """A value without its backslashes."""
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value) if "\\" in value else value


def fields(value: str) -> list[str]:
    """The parts between semicolons, without backslashes."""
    if "\\" not in value:
        return value.split(";")
    return [unescape(part) for part in _pieces(_FIELD, value)]


def items(value: str) -> list[str]:
    """The parts between commas, without backslashes and spaces, empty ones left out."""
    parts = value.split(",") if "\\" not in value else [unescape(part) for part in _pieces(_ITEM, value)]
    return [part.strip() for part in parts if part.strip()]


def _pieces(pattern: re.Pattern[str], value: str) -> list[str]:
    found = [m[1] for m in pattern.finditer(value)]
    return found[:-1] if len(found) > 1 and not value.endswith((";", ",")) else found


def _put(draft: Draft, prop: Property, label: str) -> None:
    put = _PUT.get(prop.name)
    if put:
        put(draft, prop, label)
        return
    tables = data()
    if what := tables["binary"].get(prop.name):
        draft.leave(what)
    elif prop.name in tables["bookkeeping"]:
        draft.leave(_BOOKKEEPING)
    elif role := tables["people"].get(prop.name):
        draft.person(role, unescape(prop.value))
    elif not prop.name.startswith(("X-ABLABEL", "BEGIN", "END", "VERSION")):
        _note(draft, prop, label)


def _note(draft: Draft, prop: Property, label: str) -> None:
    what = data()["notes"].get(prop.name, prop.name)
    label = label or _label(prop.types)
    generic = what in {"Date", "Related"} and label
    draft.note(capital(label) if generic else f"{what} ({label})" if label else what, unescape(prop.value).strip("; "))


def _name(draft: Draft, prop: Property, _label: str) -> None:
    if draft.texts.keys() & {"given", "family"}:
        draft.note("Other name", " ".join(part for part in fields(prop.value) if part))
        return
    parts = [_words_of(part) for part in _fields_with_commas(prop.value)]
    for name, part in zip(("family", "given", "middle", "prefix", "suffix"), parts, strict=False):
        draft.text(name, part, name)
    if more := " ".join(part for part in parts[5:] if part):
        draft.note("Other name", more)


def _fields_with_commas(value: str) -> list[str]:
    """The parts of a name; several names in one part have a space between them, several titles a comma."""
    if "\\" not in value and "," not in value:
        return value.split(";")
    parts = _pieces(_FIELD, value) if "\\" in value else value.split(";")
    return [(" " if n < _TITLES else ", ").join(items(part)) for n, part in enumerate(parts)]


def _words_of(part: str) -> str:
    return one_line(part).strip(", ")


def _full_name(draft: Draft, prop: Property, _label: str) -> None:
    value = unescape(prop.value)
    if draft.full_name and one_line(draft.full_name) != one_line(value):
        draft.note("Shown as", value)
    else:
        draft.full_name = value


def _nickname(draft: Draft, prop: Property, _label: str) -> None:
    for name in items(prop.value):
        draft.text("preferred_name", name, "Nickname")


def _organisation(draft: Draft, prop: Property, _label: str) -> None:
    name, *units = [part.strip() for part in fields(prop.value)]
    draft.text("organisation", name, "Organisation")
    draft.note("Department", ", ".join(unit for unit in units if unit))


def _title(draft: Draft, prop: Property, _label: str) -> None:
    draft.text("job_title", unescape(prop.value), "Job title")


def _role(draft: Draft, prop: Property, label: str) -> None:
    if "job_title" in draft.texts:
        _note(draft, prop, label)
    else:
        _title(draft, prop, label)


def _phone(draft: Draft, prop: Property, label: str) -> None:
    value = unescape(prop.value)
    if value[:4].lower() == "tel:":
        number, *rest = value[4:].split(";")
        extension = "".join(part[4:] for part in rest if part.startswith("ext="))
        value = f"{number} ext. {extension}" if extension else number
    draft.phone(value, label or _label(prop.types))


def _email(draft: Draft, prop: Property, label: str) -> None:
    value = unescape(prop.value).strip()
    draft.email(value[7:] if value[:7].lower() == "mailto:" else value, label or _label(prop.types))


def _address(draft: Draft, prop: Property, label: str) -> None:
    box, extended, street, city, region, code, country, *more = [*fields(prop.value), *[""] * 7]
    label = label or _label(prop.types)
    lines = "\n".join(line.strip() for part in (street, extended, box) for line in part.splitlines() if line.strip())
    city, region, code, country = map(one_line, (city, region, code, country))
    draft.address(Address(lines, city, region, code, country, label))
    draft.note("Address, more", ", ".join(part for part in more if part))
    if written := prop.params.get("LABEL"):
        for sign, plain in _CARET.items():
            written = written.replace(sign, plain)
        _written_address(draft, written, label)


def _delivery_label(draft: Draft, prop: Property, label: str) -> None:
    _written_address(draft, unescape(prop.value), label or _label(prop.types))


def _written_address(draft: Draft, written: str, label: str) -> None:
    """An address as it is written on an envelope: kept where its parts do not have every word of it."""
    lines = "\n".join(line.strip() for line in written.splitlines() if line.strip())
    have = {
        word
        for a in draft.addresses
        for word in words(" ".join((a.street, a.city, a.region, a.postal_code, a.country)))
    }
    if set(words(lines)) <= have:
        return
    if any(address.label == capital(label) for address in draft.addresses):
        draft.note("Address label", lines)
    else:
        draft.address(Address(street=lines, label=label))


def _birthday(draft: Draft, prop: Property, _label: str) -> None:
    if prop.params.get("X-APPLE-OMIT-YEAR", "") == prop.value[:4]:
        draft.born(f"--{prop.value[4:].lstrip('-')}")
    else:
        draft.born(unescape(prop.value))


def _own_note(draft: Draft, prop: Property, _label: str) -> None:
    draft.free_note(unescape(prop.value))


def _tags(draft: Draft, prop: Property, _label: str) -> None:
    for tag in items(
        unescape(prop.value) if "\\," in prop.value and "," not in prop.value.replace("\\,", "") else prop.value
    ):
        if "".join(words(tag)) in data()["groups"]["empty"]:
            draft.leave(f"group {tag}")
        else:
            draft.tags.append(one_line(tag))


def _language(draft: Draft, prop: Property, _label: str) -> None:
    draft.text("language", unescape(prop.value), "Language")


def _pronouns(draft: Draft, prop: Property, _label: str) -> None:
    draft.text("pronouns", unescape(prop.value), "Pronouns")


def _former_name(draft: Draft, prop: Property, _label: str) -> None:
    if name := one_line(unescape(prop.value)):
        draft.former_names.append(name)


def _related(draft: Draft, prop: Property, label: str) -> None:
    label = label or _label(prop.types)
    if label and not re.match(r"[a-z]+:", prop.value) and prop.params.get("VALUE", "").lower() != "uri":
        draft.person(capital(label), unescape(prop.value))
    else:
        _note(draft, prop, label)


def _kind(draft: Draft, prop: Property, _label: str) -> None:
    kind = prop.value.strip().lower()
    draft.is_organisation = draft.is_organisation or kind in {"org", "organization", "company"}
    if kind == "group":
        draft.refused = _LIST
    elif kind not in {"individual", "org", "organization", "company", "person"}:
        draft.note("Kind", prop.value)


def _agent(draft: Draft, prop: Property, label: str) -> None:
    value = unescape(prop.value)
    if not value.upper().startswith("BEGIN:VCARD"):
        _note(draft, prop, label)
        return
    lines = [line for line in value.splitlines() if not line.upper().startswith(("BEGIN:", "END:", "VERSION:"))]
    draft.note("Agent", ", ".join(line.partition(":")[2] or line for line in lines))


def _plain_label(value: str) -> str:
    text = one_line(unescape(value))
    found = _APPLE_LABEL.fullmatch(text)
    name = _CAMEL.sub(" ", found[1]).lower() if found else text
    return str(data()["types"]["words"].get(name.lower().replace(" ", ""), name.replace("_", " ")))


@lru_cache(maxsize=1024)
def _label(types: tuple[str, ...]) -> str:
    """The words of a TYPE that say where something belongs: "work fax" for (VOICE, FAX, WORK)."""
    tables = data()
    named = [
        tables["types"]["words"].get(t, t).removeprefix("x-") for t in map(str.strip, types) if t not in tables["plain"]
    ]
    return " ".join(sorted(dict.fromkeys(named), key=lambda word: word not in _PLACES))


_LATE = frozenset({"LABEL", "ROLE"})  # they count only once the rest is known
_PUT: dict[str, Callable[[Draft, Property, str], None]] = {
    "N": _name,
    "FN": _full_name,
    "NICKNAME": _nickname,
    "X-NICKNAME": _nickname,
    "ORG": _organisation,
    "TITLE": _title,
    "ROLE": _role,
    "TEL": _phone,
    "X-MS-TEL": _phone,
    "EMAIL": _email,
    "ADR": _address,
    "LABEL": _delivery_label,
    "BDAY": _birthday,
    "NOTE": _own_note,
    "CATEGORIES": _tags,
    "LANG": _language,
    "LANGUAGE": _language,
    "PRONOUNS": _pronouns,
    "X-PRONOUNS": _pronouns,
    "X-MAIDENNAME": _former_name,
    "X-ABMAIDENNAME": _former_name,
    "RELATED": _related,
    "X-ABRELATEDNAMES": _related,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "X-ABSHOWAS": _kind,
    "AGENT": _agent,
}
