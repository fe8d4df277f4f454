"""The sample letter is the target letter: same lines, same places, both papers."""

import hashlib
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from practice.letters import render
from practice.rules.letters import LetterFacts
from tests.letters.read import check, lines, poppler, rendered_pages, tool, where
from tests.letters.sample import TARGET, TARGET_A4

BOTH = pytest.mark.parametrize("facts", [TARGET, TARGET_A4], ids=["US Letter", "A4"])


@BOTH
def test_three_pages_with_the_target_s_breaks(facts: LetterFacts) -> None:
    pdf = render(facts).pdf
    assert [where(pdf, title)[0] for title in ("Who I act for", "What I need from you", "Ending, and your")] == [
        1,
        2,
        3,
    ]
    assert where(pdf, "2.10") == [1]
    assert [line[2].split("Page")[-1] for page in rendered_pages(facts) for line in lines(page)[-1:]] == [
        " 1 of 3",
        " 2 of 3",
        " 3 of 3",
    ]


def test_every_fact_is_read_back() -> None:
    text = poppler(render(TARGET).pdf, "-layout")
    facts = [
        *TARGET.recipient,
        TARGET.opening[0].text,
        TARGET.closing[0].text,
        TARGET.date_line,
        TARGET.greeting,
        TARGET.subject,
        "2.4 A 60-minute review; one round of changes 10 business days after you comment",
        "Total fixed fee $3,600.00",
        "after I send drafts, before the changes are made $2,700.00 $900.00",
        "EL-2026-021 · version 1 · check code K7Q4-M2XD",
    ]
    assert [fact for fact in facts if fact not in text] == []


def test_lines_stand_where_the_target_has_them() -> None:
    """Baselines in points from the top of the US Letter target, measured on its PDF."""
    first, second, third = rendered_pages(TARGET)
    found = {text[:12]: (x, y) for page in (third, second, first) for x, y, text in reversed(lines(page))}
    wanted = {
        "Halvard Esta": (79.5, 69.0),
        "November 17,": (79.5, 126.0),
        "Imelda Corra": (79.5, 153.0),
        "Dear Ms. Cor": (79.5, 267.0),
        "1. Who I act": (79.5, 357.0),
        "I act for yo": (103.5, 373.5),
        "2.1 A discov": (103.5, 489.0),
        "2.10 Meeting": (103.5, 696.75),
        "3. What I ne": (79.5, 75.75),
        "The fee is f": (103.5, 248.25),
        "A deposit of": (103.5, 397.5),
        "If this lett": (79.5, 222.75),
    }
    for start, (x, y) in wanted.items():
        assert found[start] == pytest.approx((x, y), abs=1.6), start


@BOTH
def test_margins_and_hanging_numbers(facts: LetterFacts) -> None:
    side, right = (79.2, 612 - 79.2) if facts is TARGET else (73.7, 595.28 - 73.7)
    for page in rendered_pages(facts):
        signs = [sign for sign in page.chars if sign["text"].strip()]
        assert min(sign["x0"] for sign in signs) == pytest.approx(side, abs=1)
        assert max(sign["x1"] for sign in signs) <= right + 0.5
    numbers = [x for page in rendered_pages(facts) for x, _, text in lines(page) if text[1:3] == ". "]
    assert len(numbers) == 8
    assert numbers == pytest.approx([side] * 8, abs=1)


def test_rules_are_hairlines_and_strong() -> None:
    page = rendered_pages(TARGET)[1]
    assert {round(line["linewidth"], 2) for line in page.lines} == {0.4, 0.75}
    assert not [line for line in page.lines if abs(line["x0"] - line["x1"]) < 1]  # none is vertical


def test_money_stands_at_the_right_in_figures_of_one_width() -> None:
    page = rendered_pages(TARGET)[1]
    cents = [line for line in page.extract_words() if line["text"].endswith(".00") and line["x1"] > 500]
    money = [word for word in cents if word["text"][1].isdigit() and word["bottom"] - word["top"] < 10]
    assert len(money) == 9
    assert {round(word["x1"], 1) for word in money} == {round(612 - 79.2, 1)}
    figures = {
        round(sign["x1"] - sign["x0"], 2)
        for sign in page.chars
        if sign["text"].isdigit() and sign["x0"] > 500 and 290 < sign["top"] < 360 and sign["size"] < 10
    }
    assert len(figures) == 1


def test_the_file_is_sound_and_says_what_it_is() -> None:
    pdf = render(TARGET).pdf
    check(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "Engagement letter EL-2026-021"
        assert str(opened.docinfo["/Author"]) == "Halvard Estate Planning"
        assert str(opened.Root.Lang) == "en-US"
        fonts = opened.pages[0].Resources.Font
        assert len(fonts) == 3
        for font in fonts.values():
            inner = font.DescendantFonts[0]
            assert "/FontFile2" in inner.FontDescriptor
            assert str(font.BaseFont)[7] == "+"  # a part of the face, not all of it
            assert "/ToUnicode" in font


def test_the_qpdf_program_finds_it_sound_too(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(render(TARGET).pdf)
    subprocess.run([tool("qpdf"), "--check", file], check=True, capture_output=True)


def test_equal_facts_give_equal_bytes() -> None:
    first, second = (hashlib.sha256(render(facts).pdf).hexdigest() for facts in (TARGET, TARGET))
    assert first == second
    assert render(TARGET_A4).pdf != render(TARGET).pdf


def test_a_draft_says_so() -> None:
    text = poppler(render(replace(TARGET, version=0, draft=2, check_code="")).pdf)
    assert "EL-2026-021 · draft of version 2, not issued" in text
    assert "check code" not in text
