"""Bold and italic come from a clause's words alone, whatever stands in the records."""

from copy import deepcopy
from dataclasses import replace

import pytest

from practice.rules.clauses import library
from practice.rules.compose import compose
from practice.rules.letters import Emphasis, Paragraph
from tests.rules.test_compose import DATA, IMELDA, WORDS, a_case


def _said(text: str, **more: object) -> Paragraph:
    """The first paragraph of a letter whose opening says `text`, for a client of a starry name."""
    data = deepcopy(DATA)
    clause = next(row for row in data["clause"] if row["key"] == "opening")
    clause["sentences"] = [text, "Thank you."]
    record = replace(IMELDA, given="**Imelda**", family="*C*")
    return compose(library(data, "lawyer"), a_case(record=record, **more), WORDS).facts.opening[0]


@pytest.mark.parametrize(
    ("text", "wanted", "emphasis"),
    [
        ("Plain {{client_name}}.", "Plain **Imelda** *C*.", ()),
        ("**{{client_name}}**, *read*.", "**Imelda** *C*, read.", ((0, 14, True, False), (16, 20, False, True))),
        (r"\*{{client_name}}\*", "***Imelda** *C**", ()),
    ],
)
def test_names_are_never_read_as_marks(
    text: str, wanted: str, emphasis: tuple[tuple[int, int, bool, bool], ...]
) -> None:
    assert _said(text) == Paragraph(f"{wanted} Thank you.", tuple(Emphasis(*each) for each in emphasis))


def test_conditions_that_a_person_typed_are_not_read() -> None:
    case = a_case(conditions=("A call of *15 minutes* about {{fee}}",))
    texts = [
        block
        for section in compose(library(DATA, "lawyer"), case, WORDS).facts.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and "*15 minutes*" in block.text
    ]
    assert [each.emphasis for each in texts] == [()]


def test_nothing_of_our_own_words_is_set_apart_by_accident() -> None:
    for profession in ("lawyer", "coach"):
        for section in compose(library(DATA, profession), a_case(), WORDS).facts.sections:
            assert not [block for block in section.blocks if isinstance(block, Paragraph) and "*" in block.text]
