"""In the Word file too every fact is plain text, and empty ones are no trouble."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from practice.letters import said
from practice.letters.word import render_word
from practice.rules.letters import Bullets, Grid, ItemTable, LetterFacts, Letterhead, Paragraph, Section, Signer
from tests.letters.read import letter
from tests.letters.read_word import check, word
from tests.letters.sample import FEES, TARGET
from tests.letters.test_hostile import MARKUP, everywhere


@pytest.mark.parametrize(
    "text",
    [
        *MARKUP,
        "\ud800 half",
        "a\x00b\x1bc\r\nd\u2028e\ufffe\uffff",
        "x" * 4000,
        " \t ",
        "\u202e\u2067",
        "",
        "PAGE \\* ",
    ],
)
def test_any_text_in_any_field(text: str) -> None:
    check(render_word(everywhere(text)))
    assert word(letter(Paragraph(text))).paragraphs[-1].text == written(text)


def written(text: str) -> str:
    """The text's lines as any page shows them; two signs that no XML may hold are replaced."""
    return "\n".join(said.lines_of(text)).translate(dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd"))


def test_naughty_strings_in_every_field_are_read_back(corpora: Path) -> None:
    strings = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    assert len(strings) == 515
    for start in range(0, len(strings), 30):
        check(render_word(everywhere("\n".join(strings[start : start + 30]))))
    sections = tuple(
        Section(n, f"§ {text}", (Paragraph(text), Grid((text,), ((text,),)))) for n, text in enumerate(strings)
    )
    data = render_word(replace(TARGET, sections=sections))
    check(data)
    document = docx.Document(io.BytesIO(data))
    read = [each.text for each in document.paragraphs if each.style.name == "Clause Text"]
    assert [text for text, found in zip(strings, read, strict=True) if found != written(text)] == []


@pytest.mark.parametrize(
    "facts",
    [
        LetterFacts(),
        LetterFacts(sections=(Section(1, "", ()),)),
        letter(Bullets(())),
        letter(ItemTable("", ())),
        letter(ItemTable("Included", (), "When")),
        letter(Grid((), ())),
        letter(Grid(("a",), ((),), ("", "", "b"))),
        letter(FEES, FEES),
        LetterFacts(signers=(Signer("", ""),)),
        LetterFacts(letterhead=Letterhead("", "", ("x",) * 9)),
        LetterFacts(language=""),
    ],
)
def test_empty_parts_are_no_trouble(facts: LetterFacts) -> None:
    check(render_word(facts))
