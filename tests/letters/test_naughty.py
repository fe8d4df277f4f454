"""The big list of naughty strings, typed into every field that a letter is composed of."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from practice.actions import letters
from practice.rules.cases import Case, choose
from practice.rules.clients import Address, Client, Email
from practice.rules.engagements import Due, DueKind, ScopeItem
from practice.rules.letters import ENGAGEMENT, ItemTable, LetterFacts
from practice.rules.paper import Paper
from practice.rules.practice import Profile
from practice.rules.signs import printed
from tests import make
from tests.letters import reference
from tests.letters.read import check, plain
from tests.letters.sample import TARGET
from tests.letters.structure import read, words

FAMILIES = tuple(dict.fromkeys(family for family, _, _ in reference.CELLS))
RENDERED = 30  # one in so many is set too: test_hostile sets them all


def person(client: Client, text: str) -> Client:
    """The client with this text in every field."""
    names = ("prefix", "given", "middle", "family", "suffix", "preferred_name", "salutation", "organisation")
    place = Address(text, text, text, text, text)
    typed = replace(client, **dict.fromkeys((*names, "job_title", "language", "pronouns", "notes"), text))
    return replace(typed, emails=(Email(text),), addresses=(place,))


def item(kept: ScopeItem, text: str) -> ScopeItem:
    """The promise or limit with this text in every field."""
    return replace(kept, text=text, deliveries=(text, text), due=Due(kind=DueKind.AFTER_EVENT, days=3, event=text))


def everywhere(case: Case, text: str) -> Case:
    """The case with this text in every field that a person types into."""
    own = ("practice_name", "signer_name", "credential", "licence_no", "regulator", "address", "phone", "email")
    more = ("website", "letterhead_line", "urgent_channel", "insurer", "backup_name", "backup_contact")
    letter, work = case.letter, case.engagement
    for stance in letters.composed(case).stances:
        letter = choose(letter, stance, on=True, values=dict.fromkeys(stance.values, text))
    stages = tuple(replace(stage, title=text) for stage in work.fee.milestones)
    return replace(
        case,
        profile=replace(case.profile, **dict.fromkeys((*own, *more), text), channels=(text, text)),
        engagement=replace(work, title=text, kind=text, conditions=(text,), fee=replace(work.fee, milestones=stages)),
        items=tuple(item(each, text) for each in case.items),
        record=person(case.record, text),
        clients=tuple(person(each, text) for each in case.clients),
        sponsor=person(case.record, text) if case.letter.family == ENGAGEMENT else None,
        letter=letter,
    )


def rows(facts: LetterFacts) -> Iterator[str]:
    """The words of each promise and limit."""
    for section in facts.sections:
        yield from (row.text for block in section.blocks if isinstance(block, ItemTable) for row in block.rows)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("family", FAMILIES)
def test_naughty_strings_through_every_field(corpora: Path, tmp_path: Path, family: str, profile: Profile) -> None:
    strings = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    assert len(strings) == 515
    store = make.store(tmp_path)
    draft = reference.draft(store, family, profile, Paper.LETTER)
    case = letters.case(store, draft.id, make.TODAY)
    store.close()
    own = strings[profile is Profile.COACH :: 2]  # the two professions share them, for time
    for number, text in enumerate(own):
        typed = everywhere(case, text)
        facts = letters.composed(typed).facts
        if family == ENGAGEMENT:
            assert plain(printed(text)) in map(plain, rows(facts))
        if number % RENDERED == 0:
            check(letters.preview(typed).rendered.pdf)
            body = replace(facts, letterhead=TARGET.letterhead)  # whose own parts may go on to the next line
            found = read(letters.render(body).pdf).root.texts()
            assert list(map(plain, found)) == list(map(plain, words(body))), text
