"""What belongs together stays on one page."""

from dataclasses import replace

import pytest

from practice.letters import render
from practice.rules.letters import Bullets, Grid, ItemRow, ItemTable, LetterFacts, Paper, Paragraph, Section, Signer
from tests.letters.read import check, letter, lines, pages, rendered_pages, where
from tests.letters.sample import TARGET

SENTENCE = "I will send you the draft when it is ready, and we will read it together before anything is signed. "
PAPERS = pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
CLIENTS = (
    Signer("Ines Halvard", "Practice"),
    Signer("Ada Marr", "Client. I agree."),
    Signer("Bo Marr", "Client. I agree."),
)


def _clauses(count: int, sentences: int) -> tuple[Section, ...]:
    return tuple(Section(n, f"Clause number {n}", (Paragraph(SENTENCE * sentences),)) for n in range(1, count + 1))


def _filler(lines: int) -> Bullets:
    return Bullets((Paragraph("x"),) * lines)


def _items(count: int, words: int = 8) -> ItemTable:
    rows = tuple(ItemRow(f"2.{n}", f"Item{n} " + "word " * words, "in ten days") for n in range(1, count + 1))
    return ItemTable("What is included", rows, "When you will have it")


@PAPERS
@pytest.mark.parametrize("count", [5, 6, 8, 9, 11, 12])
@pytest.mark.parametrize("signers", [CLIENTS[:2], CLIENTS], ids=["one client", "two clients"])
def test_the_places_to_sign_are_whole_with_a_clause_above(
    count: int, signers: tuple[Signer, ...], paper: Paper
) -> None:
    facts = letter(
        paper=paper, sections=_clauses(count, 3), closing=(Paragraph("Please sign below."),), signers=signers
    )
    pdf = render(facts).pdf
    last = len(pages(pdf))
    for signer in signers:
        assert where(pdf, signer.name) == [last]
    assert where(pdf, "Please sign below.") == [last]
    assert where(pdf, f"Clause number {count}")[-1] == last
    assert sum("Date" in text for _, _, text in lines(pages(pdf)[-1])) >= len(signers) - 1


def test_two_clients_sign_under_one_another_at_the_right() -> None:
    page = rendered_pages(letter(Paragraph("Text."), signers=CLIENTS))[0]
    words = {word["text"]: word for word in page.extract_words()}
    assert words["Ines"]["x0"] < words["Ada"]["x0"] == pytest.approx(words["Bo"]["x0"], abs=0.5)
    assert words["Ines"]["top"] == pytest.approx(words["Ada"]["top"], abs=0.5)
    assert words["Bo"]["top"] > words["Ada"]["top"]


def test_all_dates_stand_level() -> None:
    signers = (
        Signer("Ines Halvard", "Practice"),
        Signer("Ada Marr", "Client. I have read this agreement and agree to it."),
    )
    page = rendered_pages(letter(Paragraph("Text."), signers=signers))[0]
    dates = [word["top"] for word in page.extract_words() if word["text"] == "Date"]
    assert len(dates) == 2
    assert dates[0] == pytest.approx(dates[1], abs=0.1)


@pytest.mark.parametrize("lead", range(20, 40, 2))
def test_a_heading_has_two_lines_below_it(lead: int) -> None:
    facts = letter(sections=(Section(1, "First", (_filler(lead),)), Section(2, "Second", (Paragraph(SENTENCE * 6),))))
    for page in rendered_pages(facts):
        texts = [text for _, _, text in lines(page)]
        for place, text in enumerate(texts):
            if text.endswith("Second"):
                assert len(texts) - 1 - place >= 3  # two lines and the foot


@pytest.mark.parametrize("lead", range(24, 42, 2))
@pytest.mark.parametrize("sentences", [2, 4, 8])
def test_paragraphs_break_with_two_lines_on_each_side_or_not_at_all(lead: int, sentences: int) -> None:
    text = SENTENCE.replace("draft", "paper") * sentences
    facts = letter(sections=(Section(1, "First", (_filler(lead), Paragraph(text))),))
    counts = [
        sum(not line[2].endswith((" x", "x", "First")) and "Page" not in line[2] for line in lines(page))
        for page in rendered_pages(facts)
    ]
    split = [count for count in counts if count]
    if len(split) > 1:
        assert sum(split) > 4
        assert min(split) >= 2


@PAPERS
def test_tables_that_a_page_can_hold_are_not_split(paper: Paper) -> None:
    for lead in range(0, 30, 3):
        facts = letter(_filler(lead), _items(9), replace(_items(5), heading="What is not included"), paper=paper)
        pdf = render(facts).pdf
        for first, last in (("What is included", "Item9"),):
            assert where(pdf, first) == where(pdf, last)


@PAPERS
def test_sixty_items_go_on_by_row_under_a_repeated_head(paper: Paper) -> None:
    pdf = render(letter(_items(60, 14), paper=paper)).pdf
    check(pdf)
    found = pages(pdf)
    assert len(found) >= 3
    assert where(pdf, "What is included") == list(range(1, len(found) + 1))
    assert all(len(where(pdf, f"Item{n} ")) == 1 for n in range(1, 61))
    for page in found:
        assert max(y for _, y, text in lines(page) if "Page" not in text) <= page.height - 64


def test_an_item_longer_than_a_page_goes_on_over_the_next() -> None:
    long = ItemTable("What is included", (ItemRow("2.1", SENTENCE * 80), ItemRow("2.2", "Short")))
    found = rendered_pages(letter(long))
    assert len(found) >= 2
    for page in found:
        assert max(y for _, y, text in lines(page) if "Page" not in text) <= page.height - 60
    assert sum("paper" in text or "draft" in text for page in found for _, _, text in lines(page)) > 60


def test_a_grid_with_many_words_stays_between_the_margins() -> None:
    table = Grid(
        ("Stage", "What it pays for", "Fee"), ((SENTENCE * 2, SENTENCE, "$1,000,000.00"),) * 3, ("All", "", "$3"), (2,)
    )
    for sign in rendered_pages(letter(table))[0].chars:
        assert sign["x0"] > 79
        assert sign["x1"] < 533.5


@pytest.mark.parametrize(
    "facts",
    [
        LetterFacts(),
        LetterFacts(sections=(Section(1, "", ()),)),
        letter(Paragraph("")),
        letter(Bullets(())),
        letter(ItemTable("", ())),
        letter(Grid((), ())),
        letter(Grid(("a",), ((),), ("", "", "b"))),
        LetterFacts(signers=(Signer("", ""),)),
        LetterFacts(letterhead=replace(TARGET.letterhead, name="", line="", details=("x",) * 9)),
    ],
)
def test_empty_parts_are_no_trouble(facts: LetterFacts) -> None:
    made = render(facts)
    assert made.pages == 1
    check(made.pdf)
