"""Every fact is plain text: nothing in it is obeyed, nothing in it makes an error."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from practice.letters import render, render_recovery
from practice.rules.letters import (
    Bullets,
    Grid,
    ItemRow,
    ItemTable,
    LetterFacts,
    Letterhead,
    Paragraph,
    Section,
    Signer,
)
from tests.letters.read import check, plain, poppler, text_letter
from tests.letters.sample import TARGET

DAY = date(2026, 11, 17)
MARKUP = [
    '<img src="file:///etc/passwd"/>',
    "</para><b>bold</b>",
    "AT&T &amp; Sons &#x41; <br/>",
    r"\(parens\) ) ( \ <</Type /Page>> endstream endobj",
    "{{name}} %s %(x)s {0}",
]


def everywhere(text: str) -> LetterFacts:
    """A letter that has this text in every field."""
    return LetterFacts(
        family=text,
        number=text,
        version=1,
        check_code=text,
        language="en",
        title=text,
        letterhead=Letterhead(text, text, (text, text)),
        date_line=text,
        recipient=(text, text),
        delivery_line=text,
        subject=text,
        reference=text,
        greeting=text,
        opening=(Paragraph(text),),
        sections=(
            Section(
                1,
                text,
                (
                    Paragraph(text),
                    Bullets((Paragraph(text), Paragraph(text))),
                    ItemTable(text, (ItemRow(text, text, text),), text),
                    Grid((text, text), ((text, text),), (text, text), (1,)),
                ),
            ),
        ),
        closing=(Paragraph(text),),
        signers=(Signer(text, text), Signer(text, text)),
    )


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_only_text(text: str) -> None:
    made = render(text_letter(text))
    assert plain(text) in poppler(made.pdf)
    check(made.pdf)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert "/XObject" not in opened.pages[0].Resources


@pytest.mark.parametrize(
    "text", [*MARKUP, "\ud800 half", "a\x00b\x1bc\r\nd\u2028e", "x" * 4000, " \t ", "\u202e\u2067"]
)
def test_any_text_in_any_field(text: str) -> None:
    check(render(everywhere(text)).pdf)
    check(render_recovery(text, text, DAY))


def test_naughty_strings_in_every_field(corpora: Path) -> None:
    strings = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    assert len(strings) == 515
    for start in range(0, len(strings), 20):
        texts = strings[start : start + 20]
        for text in texts:
            render(everywhere(text))
        facts = replace(TARGET, sections=tuple(Section(n, text, (Paragraph(text),)) for n, text in enumerate(texts)))
        check(render(facts).pdf)


def test_naughty_strings_are_read_back(corpora: Path) -> None:
    """All short strings in Latin read back; spaces apart, which pdftotext guesses where letters stand wide."""
    strings = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    strings = [text for text in strings if 0 < len(text) < 70 and max(text) < "\u0250" and text.isprintable()]
    assert len(strings) > 200
    text = poppler(
        render(LetterFacts(sections=(Section(1, "", tuple(Paragraph(each) for each in strings)),))).pdf, "-raw"
    )
    lost = [each for each in strings if "".join(plain(each).split()) not in "".join(text.split())]
    assert lost == []
