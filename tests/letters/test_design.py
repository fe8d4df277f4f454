"""Three styles, six sizes, two papers and a colour: the same words, set as the practice likes them."""

import io
import json
from dataclasses import replace

import pdfplumber
import pytest

from practice.db import records
from practice.letters import render
from practice.letters.logo import read_logo
from practice.rules.letters import LetterFacts, Letterhead
from practice.rules.paper import SIZES, Design, LetterStyle, Paper, accent_error
from tests.letters.pictures import SVG
from tests.letters.read import check, lines
from tests.letters.sample import TARGET
from tests.letters.structure import read, words

INK, HAIR = (0.1137, 0.1059, 0.0941), (0.7412, 0.7137, 0.6588)
STYLES = pytest.mark.parametrize("style", list(LetterStyle))


def _made(facts: LetterFacts) -> tuple[bytes, list[pdfplumber.page.Page]]:
    pdf = render(facts).pdf
    return pdf, pdfplumber.open(io.BytesIO(pdf)).pages


@STYLES
@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("size", SIZES)
def test_every_design_is_whole(style: LetterStyle, size: float, paper: Paper) -> None:
    facts = replace(TARGET, paper=paper, design=Design(style, size))
    pdf, pages = _made(facts)
    check(pdf)
    assert read(pdf).root.texts() == words(facts)
    assert len(pages) <= (4 if size < 12 else 5)
    body = [sign for page in pages for sign in page.chars if abs(sign["size"] - size) < 0.01]
    assert len(body) > 2000
    side = 79.2 if paper is Paper.LETTER else 73.7
    for page in pages:
        signs = [sign for sign in page.chars if sign["text"].strip()]
        assert min(sign["x0"] for sign in signs) >= side - 1
        assert max(sign["x1"] for sign in signs) <= page.width - side + 0.5
        assert max(y for _, y, text in lines(page) if "Page " not in text) <= page.height - 64


@STYLES
def test_a_style_has_its_own_faces(style: LetterStyle) -> None:
    _, pages = _made(replace(TARGET, design=Design(style)))
    families = {sign["fontname"].partition("+")[2].partition("-")[0] for page in pages for sign in page.chars}
    assert families == {"Inter" if style is LetterStyle.SANS else "SourceSerif4"}


def test_distances_grow_with_the_text() -> None:
    numbers = {
        size: next(
            x for x, _, text in lines(_made(replace(TARGET, design=Design(size=size)))[1][0]) if text[:5] == "I act"
        )
        for size in (10.5, 13.0)
    }
    assert numbers[13.0] - 79.2 == pytest.approx((numbers[10.5] - 79.2) * 13 / 10.5, abs=0.5)


@pytest.mark.parametrize("style", [LetterStyle.SERIF, LetterStyle.SANS])
def test_the_colour_is_that_of_name_and_rule_alone(style: LetterStyle) -> None:
    _, pages = _made(replace(TARGET, design=Design(style, accent="#17607A")))
    coloured = (0x17 / 255, 0x60 / 255, 0x7A / 255)
    signs = "".join(
        sign["text"]
        for page in pages
        for sign in page.chars
        if sign["non_stroking_color"] == pytest.approx(coloured, abs=0.001)
    )
    assert signs == "Halvard Estate Planning"
    rules = [
        line for page in pages for line in page.lines if line["stroking_color"] == pytest.approx(coloured, abs=0.001)
    ]
    assert [(rule["page_number"], round(rule["x0"], 1), round(rule["x1"], 1)) for rule in rules] == [(1, 79.2, 532.8)]


def test_plain_has_no_colour_no_rule_on_top_and_one_size() -> None:
    _, pages = _made(replace(TARGET, design=Design(LetterStyle.PLAIN, accent="#17607A")))
    head = [text for _, _, text in lines(pages[0])][:4]
    assert head == [
        "Halvard Estate Planning",
        "Ines Halvard, attorney at law",
        *[" ".join(x.split()) for x in TARGET.letterhead.details],
    ]
    tops = {round(sign["size"], 2) for sign in pages[0].chars if sign["top"] < 120}
    assert tops == {10.5}
    first_rule = min(line["top"] for line in pages[0].lines)
    assert first_rule > 400  # that of the first table


@STYLES
def test_a_letterhead_with_everything(style: LetterStyle) -> None:
    head = Letterhead(
        "A rather long name of a practice for estates, trusts and wills",
        "Ines Halvard",
        ("one", "two", "three"),
        read_logo(SVG),
    )
    facts = replace(TARGET, letterhead=head, design=Design(style, 13.0, "#6B1F2A"))
    pdf, pages = _made(facts)
    check(pdf)
    assert read(pdf).root.texts() == words(facts)
    rows = [(round(y), text) for _, y, text in lines(pages[0])]
    assert rows == sorted(rows, key=lambda row: row[0])


def test_the_usual_design_is_the_target() -> None:
    assert render(replace(TARGET, design=Design())).pdf == render(TARGET).pdf
    made = {
        render(replace(TARGET, design=Design(style, size, accent))).pdf
        for style, size, accent in (
            (LetterStyle.SERIF, 10.5, ""),
            (LetterStyle.SANS, 10.5, ""),
            (LetterStyle.PLAIN, 10.5, ""),
            (LetterStyle.SERIF, 11.0, ""),
            (LetterStyle.SERIF, 10.5, "#17607A"),
        )
    }
    assert len(made) == 5


@pytest.mark.parametrize("colour", ["", "#17607A", "#000000", "#6b1f2a", "#767676"])
def test_colours_that_can_be_read_on_paper(colour: str) -> None:
    assert accent_error(colour) == ""


@pytest.mark.parametrize(
    "colour", ["17607A", "#17607", "#GG0000", "blue", "#FFFFFF", "#FFD000", "#777777", "#17607A\n"]
)
def test_other_colours_are_refused(colour: str) -> None:
    assert accent_error(colour).endswith(".")


def test_kept_facts_print_the_same_bytes() -> None:
    """Design and logo are part of what an issue freezes."""
    head = replace(TARGET.letterhead, logo=read_logo(SVG))
    facts = replace(TARGET, letterhead=head, design=Design(LetterStyle.SANS, 12.0, "#17607A"))
    kept = records.revive(LetterFacts, json.loads(records.dumps(facts)))
    assert kept == facts
    assert render(kept).pdf == render(facts).pdf
