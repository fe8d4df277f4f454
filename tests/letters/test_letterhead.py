"""What stands at the right of a letterhead never ends on the dot between two of its parts, on pages and in Word."""

from dataclasses import replace

import pytest

from practice.letters import render
from practice.rules.paper import Design, LetterStyle, Paper
from practice.rules.practice import PracticeProfile, letterhead
from tests.letters.read import lines, pages
from tests.letters.read_word import word
from tests.letters.sample import TARGET

PARTS = ("+1 (503) 555-0142", "ines@halvard-estate-planning.example", "www.halvard-estate-planning.example")
REACHED = PracticeProfile(
    practice_name="Halvard Estate Planning",
    address="14 Lantern Row",
    phone=PARTS[0],
    email=PARTS[1],
    website=PARTS[2],
)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("style", list(LetterStyle))
@pytest.mark.parametrize("size", [10.5, 13.0])
def test_no_line_ends_or_begins_with_a_dot(style, paper, size):
    facts = replace(TARGET, letterhead=letterhead(REACHED), paper=paper, design=Design(style, size))
    head = [text for _, y, text in lines(pages(render(facts).pdf)[0]) if y < 140]
    for part in PARTS:
        assert any(part in line for line in head), head
    assert not [line for line in head if line.strip().startswith("·") or line.strip().endswith("·")]


def test_in_word_neither():
    facts = replace(TARGET, letterhead=letterhead(REACHED), design=Design(LetterStyle.PLAIN, 13.0))
    texts = [each.text for each in word(facts).paragraphs[:5]]
    assert texts[2:4] == [f"{PARTS[0]}  ·  {PARTS[1]}", PARTS[2]]


def test_spaces_are_no_part_of_it():
    blank = replace(REACHED, phone=" ", website="\t", letterhead_line=" ", signer_name="Ines Halvard ", credential=" ")
    head = letterhead(blank)
    assert head.details == ("14 Lantern Row", PARTS[1])
    assert head.line == "Ines Halvard"
