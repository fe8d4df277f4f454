"""Every kind of letter × profession × paper, issued and read back, beside what is kept of it in reference.json."""

import io
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from practice.rules.paper import Paper
from practice.rules.practice import Profile
from tests.letters import reference
from tests.letters.accessible import faults
from tests.letters.read import check, pages, plain, tool
from tests.letters.reference import CELLS, Made
from tests.letters.structure import read, words

ANEW = "if the change is wanted: python -m tests.letters.reference"
EVERY = pytest.mark.parametrize("cell", CELLS, ids=[reference.name(*cell) for cell in CELLS])
Cell = tuple[str, Profile, Paper]
Kept = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def kept() -> Kept:
    """What is kept of each letter."""
    found: Kept = json.loads(reference.FILE.read_text("utf-8"))
    return found


@pytest.fixture
def made(cell: Cell) -> Made:
    """The letter of the cell."""
    return reference.made(*cell)


def test_a_reference_is_kept_of_every_letter(kept: Kept) -> None:
    assert list(kept) == [reference.name(*cell) for cell in CELLS]
    assert len(kept) == 13 * 2 * 2


def flat(lengths: Any) -> list[float]:
    """All lengths of nested lists."""
    return [length for each in lengths for length in flat(each)] if isinstance(lengths, list) else [lengths]


@EVERY
def test_text_pages_and_places_are_the_reference_s(cell: Cell, made: Made, kept: Kept) -> None:
    found, wanted = reference.measured(made.pdf), kept[reference.name(*cell)]
    assert found["pages"] == wanted["pages"], f"the number of pages changed; {ANEW}"
    for key in ("size", "ink", "headings"):
        assert flat(found[key]) == pytest.approx(flat(wanted[key]), abs=0.3), f"{key} moved; {ANEW}"
    assert found["text"] == wanted["text"], f"the words changed; {ANEW}"


@EVERY
def test_the_text_layer_is_the_facts_and_nothing_is_open(made: Made) -> None:
    facts = made.letter.facts
    assert facts is not None
    found = read(made.pdf)
    assert found.root.texts() == words(facts)
    outside = [said for page in found.artifacts for said in page if said]
    foot = f"{facts.number} · version 1 · check code {facts.check_code}"
    assert [foot in said for said in outside] == [True] * made.letter.pages
    drawn = Counter(sign for page in pages(made.pdf) for sign in plain(page.extract_text()) if not sign.isspace())
    told = Counter(sign for text in (*words(facts), *outside) for sign in plain(text) if not sign.isspace())
    assert drawn == told  # what is seen is what is read aloud
    assert not {"{", "}", "[", "]", "_"} & set(told)


@EVERY
def test_a_reprint_is_the_same_to_the_byte(made: Made) -> None:
    assert made.pdf == made.again == made.anew


@EVERY
def test_fonts_are_embedded_and_the_file_is_sound(made: Made) -> None:
    check(made.pdf)
    assert faults(made.pdf) == []


@EVERY
def test_the_qpdf_program_finds_it_sound(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(made.pdf)
    done = subprocess.run([tool("qpdf"), "--check", file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_font_that_is_not_embedded_would_be_seen() -> None:
    with pikepdf.open(io.BytesIO(reference.made(*CELLS[0]).pdf)) as opened:
        font = next(iter(opened.pages[0].obj.Resources.Font.values()))
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        without = io.BytesIO()
        opened.save(without)
    assert [each for each in faults(without.getvalue()) if each.endswith("is not embedded")]
