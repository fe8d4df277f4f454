"""Letters are tagged: who has them read aloud hears every word once, in order, and knows what it is."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from practice.letters import render, render_recovery
from practice.rules.letters import Bullets, Grid, ItemRow, ItemTable, LetterFacts, Paragraph, Section
from tests.letters.read import letter
from tests.letters.sample import TARGET, TARGET_A4
from tests.letters.structure import read, words
from tests.letters.test_hostile import DAY, MARKUP, everywhere

SENTENCE = "I will send you the draft when it is ready, and we will read it together. "
LONG = ItemTable("Included", tuple(ItemRow(f"2.{n}", f"Item {n}", "soon") for n in range(1, 70)), "When")
MIXED = "The letter is for محمد عبد الله and for שרה לוי (תم), from May 3 on."


@pytest.mark.parametrize("facts", [TARGET, TARGET_A4], ids=["US Letter", "A4"])
def test_every_word_is_read_once_and_in_order(facts: LetterFacts) -> None:
    assert read(render(facts).pdf).root.texts() == words(facts)


def test_what_is_no_part_of_the_letter_is_an_artifact() -> None:
    for number, page in enumerate(read(render(TARGET).pdf).artifacts, 1):
        assert [text for text in page if text] == [
            f"EL-2026-021 · version 1 · check code K7Q4-M2XDPage {number} of 3",
        ]


def test_elements_are_what_they_are() -> None:
    root = read(render(TARGET).pdf).root
    assert root.kind == "Document"
    assert [each.text for each in root.all("H1")] == ["Re: Engagement letter for your estate plan"]
    assert [each.text for each in root.all("H2")] == [f"{each.number}. {each.title}" for each in TARGET.sections]
    assert len(root.all("Table")) == 4
    assert {each.kind for each in root.walk()} == {
        *("Document", "Div", "Sect", "P", "H1", "H2", "Table", "THead", "TBody", "TR", "TH", "TD"),
    }


def test_lists_have_items_with_label_and_body() -> None:
    items = (Paragraph("First."), Paragraph("Second."))
    (found,) = read(render(letter(Bullets(items))).pdf).root.all("L")
    assert [[(part.kind, part.text) for part in item.parts] for item in found.parts] == [
        [("Lbl", "•"), ("LBody", "First.")],
        [("Lbl", "•"), ("LBody", "Second.")],
    ]


ROWS = (ItemRow("2.1", "One", ""), ItemRow("2.2", "Two", "soon"))
TABLES = [
    *(block for section in TARGET.sections for block in section.blocks if isinstance(block, ItemTable | Grid)),
    ItemTable("Included", ROWS),
    ItemTable("Included", ROWS, "When"),
    ItemTable("Included", ROWS[:1], "When"),
    Grid(("a", "", "c"), (("1",), ("1", "2", "3")), ("All", "", "3"), right=(2,)),
    Grid((), (("1", "2"),)),
]


@pytest.mark.parametrize("table", TABLES)
def test_tables_have_header_cells_and_rows_of_one_length(table: ItemTable | Grid) -> None:
    (found,) = read(render(letter(table)).pdf).root.all("Table")
    heads = [cell for part in found.all("THead") for cell in part.all("TR")[0].parts]
    assert heads
    assert {(cell.kind, cell.attributes["Scope"]) for cell in heads} == {("TH", "Column")}
    assert all(cell.attributes.get("Scope") in ("Column", "Row") for cell in found.all("TH"))
    lengths = {sum(int(cell.attributes.get("ColSpan", 1)) for cell in row.parts) for row in found.all("TR")}
    assert len(lengths) == 1
    if isinstance(table, ItemTable):
        rows = found.all("TBody")[0].parts
        assert [row.parts[0].kind for row in rows] == ["TH"] * len(table.rows)


def test_a_head_that_is_set_again_is_read_once() -> None:
    made = read(render(letter(LONG)).pdf)
    assert made.root.texts() == words(letter(LONG))
    assert [any("IncludedWhen" in text for text in page) for page in made.artifacts] == [False, True, True]


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    facts = letter(Bullets((Paragraph("x"),) * 36), Paragraph(SENTENCE * 8))
    root = read(render(facts).pdf).root
    (found,) = (each for each in root.all("P") if each.text == (SENTENCE * 8).strip())
    assert found.pages == [0, 1]


def test_what_runs_to_the_left_is_said_in_its_own_order() -> None:
    facts = letter(
        Paragraph(MIXED),
        Bullets((Paragraph("שלום לכולם"),)),
        ItemTable("הסכם", (ItemRow("2.1", "محمد عبد الله بن سلمان", "מחר"),), "متى"),
        Grid(("אחד", "two"), (("שתיים", "$5.00"),), right=(1,)),
        recipient=("محمد عبد الله",),
        subject="בעניין הבית",
    )
    assert read(render(facts).pdf).root.texts() == words(facts)


@pytest.mark.parametrize("text", MARKUP)
def test_any_text_is_read_in_order(text: str) -> None:
    facts = replace(everywhere(text), letterhead=TARGET.letterhead)
    assert read(render(facts).pdf).root.texts() == words(facts)


def test_naughty_strings_are_in_one_element_each(corpora: Path) -> None:
    strings = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    facts = LetterFacts(sections=tuple(Section(n, text, (Paragraph(text),)) for n, text in enumerate(strings, 1)))
    assert len(read(render(facts).pdf).root.all("H2")) == len([text for text in strings if text])


def test_the_outline_leads_to_every_clause() -> None:
    with pikepdf.open(io.BytesIO(render(TARGET).pdf)) as opened, opened.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Re: Engagement letter for your estate plan"
        assert [each.title for each in top.children] == [f"{each.number}. {each.title}" for each in TARGET.sections]
        pages = [page.obj.objgen for page in opened.pages]
        assert [pages.index(each.destination[0].objgen) for each in top.children] == [0, 0, 1, 1, 1, 1, 2, 2]


def test_the_file_says_what_readers_ask_for() -> None:
    with pikepdf.open(io.BytesIO(render(TARGET).pdf)) as opened:
        assert opened.pdf_version == "1.7"
        assert opened.Root.MarkInfo.Marked is True
        assert opened.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(opened.Root.Lang) == "en-US"
        assert str(opened.docinfo["/Title"]) == TARGET.title


def test_the_recovery_sheet_is_tagged() -> None:
    texts = read(render_recovery("Halvard Estate Planning", "K7Q4-M2XD-93PF-TT0A-8KQP", DAY)).root.texts()
    assert texts[:2] == ["Halvard Estate Planning", "Recovery code"]
    assert "K7Q4-M2XD-93PF-TT0A 8KQP" in texts


def test_letters_with_nothing_in_them_have_a_tree_too() -> None:
    assert read(render(LetterFacts()).pdf).root.texts() == []
    assert read(render(letter(Grid((), ()), ItemTable("", ()), Bullets(()))).pdf).root.texts() == ["1. Clause"]
