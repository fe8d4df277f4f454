"""Bold and italic stand on the page where the clause has them, and nowhere else."""

import io
from itertools import groupby

import pdfplumber
import pytest

from practice.letters import render
from practice.rules.letters import Bullets, LetterFacts, Paragraph
from practice.rules.markup import paragraph
from tests.letters.read import letter, rendered_pages
from tests.letters.structure import read, words

CUTS = {"Regular": "", "SemiBold": "**", "Italic": "*", "SemiBoldItalic": "***"}


def _marked(facts: LetterFacts) -> str:
    """The body as it is drawn, each stretch of one cut between its marks; line ends are spaces."""
    signs = [
        sign
        for page in rendered_pages(facts)
        for sign in page.chars
        if sign["size"] == pytest.approx(10.5) and sign["text"] != "•"
    ]
    stretches = groupby(signs, lambda sign: CUTS[sign["fontname"].rpartition("-")[2]])
    return "".join(mark + "".join(sign["text"] for sign in text) + mark for mark, text in stretches)


@pytest.mark.parametrize(
    "text",
    [
        "You pay **nothing** before you sign.",
        "This is *not* legal advice, ***ever***.",
        "**All of it is strong.**",
        "un*believ*able, and half**way**",
        "A long one that goes on over its line, and *is still slanted where the next line begins, as it should*, yes.",
    ],
)
def test_stretches_are_set_in_their_cut(text: str) -> None:
    facts = LetterFacts(opening=(paragraph(text),), recipient=())
    assert _marked(facts).replace("* *", " ").strip() == text  # a line ends with an upright space


def test_lists_and_closing_have_them_too() -> None:
    facts = letter(Bullets((paragraph("a **b** c"),)), closing=(paragraph("*d*"),))
    assert _marked(facts).replace("1. Clause", "") == "**** a **b** c*d*"


def test_what_is_filled_in_stays_as_it_was_typed() -> None:
    said = paragraph("Dear **{{name}}**, {{note}}", {"{{name}}": "*Ada*", "{{note}}": "**five** stars *"}.__getitem__)
    facts = LetterFacts(opening=(said,))
    assert _marked(facts) == "Dear ***Ada***, **five** stars *"
    assert read(render(facts).pdf).root.texts() == words(facts) == ["Dear *Ada*, **five** stars *"]


def test_lines_break_where_their_cut_asks() -> None:
    """Bold words are wider: the right margin holds all the same."""
    for text in ("**" + "every word of this is strong " * 20 + "**", "*" + "every word " * 60 + "*"):
        (page,) = rendered_pages(LetterFacts(opening=(paragraph(text),)))
        assert max(sign["x1"] for sign in page.chars if sign["text"].strip()) <= 532.8 + 0.1


def test_scripts_without_a_bold_italic_are_set_in_what_they_have() -> None:
    text = "The name is **محمد عبد الله** and ***שרה לוי***, *Ж*."
    facts = LetterFacts(opening=(paragraph(text),))
    made = render(facts)
    assert made.missing == ()
    assert read(made.pdf).root.texts() == words(facts)
    (page,) = pdfplumber.open(io.BytesIO(made.pdf)).pages
    faces = {sign["fontname"].partition("+")[2] for sign in page.chars}
    assert {"NotoNaskhArabic-SemiBold", "NotoSansHebrew-SemiBold", "SourceSerif4-Italic"} <= faces


def test_equal_text_in_another_cut_is_another_line() -> None:
    plain, strong = (LetterFacts(opening=(each,)) for each in (Paragraph("One"), paragraph("**One**")))
    assert render(plain).pdf != render(strong).pdf
