"""Who is who: by what clients are recognised, whether two names are one person's, and how two records become one.

Merging adds what is missing and never overwrites: a value that differs from the one kept goes into the notes, so
nothing of a file is lost and a second import of the same file finds every value there already.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from practice.rules.clients import Address, Birthday, Client, Phone, birthday_text, display_name
from practice.rules.words import digits, fold, words

Key = tuple[str, str]  # kind (email, phone, name) and folded value
LOCAL_DIGITS = 9  # the end of a number that is the same with and without its country code
SHORTEST_PHONE = 6  # fewer digits are an extension or an emergency number, shared by many
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#|;|,)\s*\D{0,5}(\d+)\s*$", re.IGNORECASE)


def keys(client: Client) -> tuple[Key, ...]:
    """By what `client` can be recognised; a name stands twice when there is a birthday, alone and with it."""
    found = [("email", email_key(e.address)) for e in client.emails]
    found += [("phone", key) for p in client.phones if (key := phone_key(p.number))]
    if name := name_key(client.given, client.family, client.organisation) or " ".join(words(display_name(client))):
        found.append(("name", name))
        if client.birthday:
            found.append(("name", f"{name} {client.birthday.month:02}-{client.birthday.day:02}"))
    return tuple(dict.fromkeys(found))


def email_key(address: str) -> str:
    """An address without case and spaces."""
    return fold("".join(address.split()))


def phone_key(number: str) -> str:
    """The last nine digits, extension left out, so that +44 20 7946 0018 equals 020 7946 0018; "" when too few."""
    local = digits(_EXTENSION.sub("", number) or number)
    return local[-LOCAL_DIGITS:] if len(local) >= SHORTEST_PHONE else ""


def name_key(given: str, family: str, organisation: str) -> str:
    """The folded words of a name in alphabetical order; the organisation's where there is no person's."""
    return " ".join(sorted(words(f"{given} {family}") or words(organisation)))


def merged(kept: Client, incoming: Client) -> Client:
    """`kept` with what `incoming` adds; what differs goes into the notes. Equal to `kept` when all is there already."""
    values = {name: getattr(kept, name) or getattr(incoming, name) for name in _TEXTS}
    birthday, odd_day = _one_birthday(kept.birthday, incoming.birthday)
    differing = [f"{label}: {theirs}" for label, theirs in _differing(kept, incoming)] + odd_day
    notes = "\n".join([*incoming.notes.splitlines(), *differing])
    result = replace(
        kept,
        **values,
        birthday=birthday,
        phones=_joined(kept.phones, incoming.phones, _number),
        emails=_joined(kept.emails, incoming.emails, lambda e: email_key(e.address)),
        addresses=_joined(kept.addresses, incoming.addresses, _place),
        tags=_joined(kept.tags, incoming.tags, fold),
        former_names=_joined(kept.former_names, incoming.former_names, fold),
        people=_joined(kept.people, incoming.people, lambda p: (fold(p.role), fold(p.name))),
        notes=with_lines(kept.notes, notes),
    )
    return kept if result == kept else result


_TEXTS = {
    "prefix": "Prefix",
    "given": "Given name",
    "middle": "Middle name",
    "family": "Family name",
    "suffix": "Suffix",
    "preferred_name": "Preferred name",
    "salutation": "How to address",
    "organisation": "Organisation",
    "job_title": "Job title",
    "pronouns": "Pronouns",
    "language": "Language",
    "referral_source": "Referred by",
}


def _differing(kept: Client, incoming: Client) -> Iterator[tuple[str, str]]:
    for name, label in _TEXTS.items():
        ours, theirs = getattr(kept, name), getattr(incoming, name)
        if ours and theirs and ours != theirs and fold(ours) != fold(theirs):
            yield label, theirs


def _one_birthday(kept: Birthday | None, incoming: Birthday | None) -> tuple[Birthday | None, list[str]]:
    if incoming is None or kept == incoming:
        return kept, []
    if kept is None:
        return incoming, []
    if (kept.month, kept.day) == (incoming.month, incoming.day) and None in (kept.year, incoming.year):
        return replace(kept, year=kept.year or incoming.year), []
    return kept, [f"Birthday: {birthday_text(incoming)}"]


def birthdays_differ(one: Birthday | None, other: Birthday | None) -> bool:
    """Whether they cannot be one person's; a year or a whole day that is not known fits any."""
    if one is None or other is None:
        return False
    same_day = (one.month, one.day) == (other.month, other.day)
    return not same_day or (None not in (one.year, other.year) and one.year != other.year)


def without_coming_birthday(client: Client, today: date) -> Client:
    """The client, a day of birth that is still to come as a note."""
    day = client.birthday
    if day is None or day.year is None or (day.year, day.month, day.day) <= (today.year, today.month, today.day):
        return client
    return replace(client, birthday=None, notes=with_lines(client.notes, f"Birthday: {birthday_text(day)}"))


def _joined(kept: tuple[Any, ...], incoming: tuple[Any, ...], key: Any) -> tuple[Any, ...]:  # noqa: ANN401  any record
    have = {key(item) for item in kept}
    new = []
    for item in incoming:
        if key(item) not in have:
            have.add(key(item))
            new.append(item)
    return (*kept, *new) if new else kept


def _number(phone: Phone) -> tuple[str, str]:
    extension = _EXTENSION.search(phone.number)
    local = phone_key(phone.number) or digits(phone.number) or fold(phone.number)
    return local, extension[1] if extension else ""


def _place(address: Address) -> tuple[str, ...]:
    parts = (address.street, address.city, address.region, address.postal_code, address.country)
    return tuple(fold(" ".join(part.split())) for part in parts)


def with_lines(notes: str, more: str) -> str:
    """`notes` and below them the lines of `more` that they do not have yet."""
    have = {line.strip() for line in notes.splitlines()}
    new = [line for line in more.splitlines() if line.strip() and line.strip() not in have]
    return "\n".join([notes, *new] if notes else new) if new else notes


def names_agree(one: Client, other: Client) -> bool:
    """Whether two names can be one person's: equal, one without the other's middle or family, Bob for Bobby."""
    ours, theirs = _name_words(one), _name_words(other)
    if not ours or not theirs or ours <= theirs or theirs <= ours:
        return True
    if fold(one.family) != fold(other.family):
        return False
    given, their_given = fold(one.given), fold(other.given)
    return bool(given and their_given) and (given.startswith(their_given) or their_given.startswith(given))


def called(client: Client) -> tuple[str, ...]:
    """The folded name, part by part."""
    if client.given or client.family:
        return fold(client.given), fold(client.family)
    return (fold(display_name(client)),)


def _name_words(client: Client) -> frozenset[str]:
    person = words(f"{client.given} {client.middle} {client.family}")
    return frozenset(person or words(client.preferred_name) or words(client.organisation))
