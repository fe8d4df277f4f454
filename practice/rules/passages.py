"""The words of a clause as a person edits them: passages under one condition each, with fields that have names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from practice.errors import Refused
from practice.rules.clauses import Clause, ClauseVersion, Library, Sentence, gaps
from practice.rules.differences import Line

TOKEN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def passages(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with neighbours under one condition joined; one without a condition is always there to write in."""
    found: list[Sentence] = []
    for sentence in sentences:
        last = found[-1] if found else None
        if last and not last.table and not sentence.table and not sentence.starts and last.when == sentence.when:
            found[-1] = replace(last, text=f"{last.text} {sentence.text}".strip())
        else:
            found.append(sentence)
    if not any(not passage.when and not passage.table for passage in found):
        found.append(Sentence())
    return tuple(found)


def labels(lib: Library, clause: Clause) -> dict[str, str]:
    """What may stand in this clause's words: the names of its own fields first, then of what the letter knows."""
    own = {field.key: field.label for field in clause.fields}
    taken = set(own.values())
    known = {key: label for key, label in lib.facts if key not in own and label not in taken}
    unnamed = {gap for sentence in clause.sentences for gap in gaps(sentence.text)} - own.keys() - known.keys()
    return own | known | {gap: gap.replace("_", " ").capitalize() for gap in sorted(unnamed)}


def shown(text: str, names: Mapping[str, str]) -> str:
    """The text with its fields by their names, as a person reads them: "{{Notice, business days}}"."""
    return TOKEN.sub(lambda gap: f"{{{{{names.get(gap[1], gap[1])}}}}}", text)


def read(text: str, names: Mapping[str, str]) -> str:
    """The text as it is kept; Refused where it holds a field that there is not, or a brace without its other."""
    keys = {key: key for key in names} | {label.casefold(): key for key, label in names.items()}
    rest = TOKEN.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise Refused("A field begins with {{ and ends with }}. One of the two is missing here.")
    unknown = [name for name in TOKEN.findall(text) if name.casefold() not in keys]
    if unknown:
        raise Refused(f"There is no field “{unknown[0]}”. Choose one under Insert a field.")
    return TOKEN.sub(lambda gap: f"{{{{{keys[gap[1].casefold()]}}}}}", text).strip()


def written(before: ClauseVersion, typed: Sequence[str], names: Mapping[str, str]) -> tuple[Sentence, ...]:
    """The passages with the `typed` texts in their places; Refused by place ("0", "1") where one cannot stand."""
    kept: list[Sentence] = []
    wrong: dict[str, str] = {}
    for place, (passage, text) in enumerate(zip(passages(before.sentences), typed, strict=True)):
        try:
            kept.append(passage if passage.table else replace(passage, text=read(text, names)))
        except Refused as refusal:
            wrong[str(place)] = str(refusal)
    if wrong:
        raise Refused(wrong)
    if before.sentences and not any(passage.text or passage.table for passage in kept):
        raise Refused({"0": "Write at least one sentence. To leave the clause out of a letter, turn it off there."})
    return tuple(kept)


def lost(before: Iterable[Sentence], after: Iterable[Sentence]) -> tuple[str, ...]:
    """The fields that stood in the words before and stand in them no more, by key."""
    still = {gap for sentence in after for gap in gaps(sentence.text)}
    return tuple(dict.fromkeys(gap for s in before for gap in gaps(s.text) if gap not in still))


def compared(before: ClauseVersion, after: ClauseVersion, names: Mapping[str, str]) -> tuple[Line, ...]:
    """The passages of two versions side by side where they differ, and the titles where those do."""
    old = [shown(passage.text, names) for passage in passages(before.sentences)]
    new = [shown(passage.text, names) for passage in passages(after.sentences)]
    pairs = zip_longest([before.title, *old], [after.title, *new], fillvalue="")
    return tuple(Line(was, now) for was, now in pairs if was != now)


def condition(when: str, names: Mapping[str, str], fields: Mapping[str, str]) -> str:
    """A condition in words; "" for none. `names` are those of flags ("!flag" for its opposite), `fields` of fields."""
    return ", ".join(
        " or ".join(_flag(flag, names, fields) for flag in term.split("|")) for term in when.split() if when
    )


def _flag(flag: str, names: Mapping[str, str], fields: Mapping[str, str]) -> str:
    if "field:" not in flag:
        return names.get(flag, flag.replace("!", "not ").replace("_", " ").replace(":", " "))
    key, _, value = flag.partition("field:")[2].partition("=")
    label = fields.get(key, key)
    if value:
        return f"“{label}” is {value}"
    return f"“{label}” is {'empty' if flag.startswith('!') else 'filled'}"
