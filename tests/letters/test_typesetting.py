"""Lines and pages are broken as a good compositor breaks them: read back from the pages, each case forced."""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from practice.letters import render
from practice.paths import resource
from practice.rules.letters import (
    Block,
    Bullets,
    Grid,
    ItemRow,
    ItemTable,
    LetterFacts,
    Paper,
    Paragraph,
    Section,
    Signer,
)
from tests.letters.read import letter, lines, pages, rendered_pages, where
from tests.letters.structure import read

SENTENCE = "I will send you the draft when it is ready, and we will read it together before anything is signed. "
PAPERS = pytest.mark.parametrize("paper", list(Paper))
LEADS = pytest.mark.parametrize("lead", range(34, 43))  # a page of US Letter holds 39 of them, of A4 41
SIGNERS = (Signer("Ines Halvard", "Practice"), Signer("Ada Marr", "Client. I agree."))


def _lead(lines_: int) -> Section:
    return Section(1, "Lead", (Bullets((Paragraph("x"),) * lines_),))


def _body(page: object) -> list[str]:
    """The page's lines without its foot."""
    return [text.strip() for _, _, text in lines(page)][:-1]  # type: ignore[arg-type]


def _bodies(facts: LetterFacts) -> list[list[str]]:
    return [_body(page) for page in rendered_pages(facts)]


def _items(count: int) -> ItemTable:
    rows = tuple(ItemRow(f"2.{n}", f"Item {n}", "in ten days") for n in range(1, count + 1))
    return ItemTable("What is included", rows, "When you will have it")


def _grid(count: int) -> Grid:
    rows = tuple((f"Stage {n}", f"${n}.00") for n in range(1, count + 1))
    return Grid(("Stage", "Fee"), rows, ("Total", "$9,999.00"), right=(1,))


@LEADS
@pytest.mark.parametrize(
    "block",
    [
        Paragraph("One line."),
        Paragraph(SENTENCE * 6),
        Bullets((Paragraph("One."), Paragraph("Two."))),
        _items(4),
        _items(60),
        _grid(4),
        _grid(60),
    ],
    ids=["line", "paragraph", "list", "items", "many items", "grid", "long grid"],
)
def test_a_heading_is_never_last_on_a_page(block: Block, lead: int) -> None:
    facts = letter(sections=(_lead(lead), Section(2, "Heading", (block,)), Section(3, "", (block,))))
    for body in _bodies(facts):
        assert body[-1] not in ("2. Heading", "3.")


@LEADS
def test_one_line_below_a_heading_is_not_alone_with_it(lead: int) -> None:
    facts = letter(sections=(_lead(lead), Section(2, "Heading", (Paragraph("One line."), _items(4)))))
    for body in _bodies(facts):
        assert body[-2:] != ["2. Heading", "One line."]


@PAPERS
@LEADS
def test_lists_break_with_two_lines_of_an_item_on_each_side(lead: int, paper: Paper) -> None:
    facts = letter(_lead(lead).blocks[0], Bullets((Paragraph(SENTENCE.replace("draft", "paper") * 6),)), paper=paper)
    counts = [len([text for text in body if not text.endswith(("x", "Clause"))]) for body in _bodies(facts)]
    assert sum(counts) > 4
    assert 1 not in counts


@LEADS
def test_words_that_lead_to_a_list_stay_with_it(lead: int) -> None:
    facts = letter(_lead(lead).blocks[0], Paragraph("You bring these with you:"), Bullets((Paragraph("A passport."),)))
    pdf = render(facts).pdf
    assert where(pdf, "You bring these") == where(pdf, "A passport")


@PAPERS
@LEADS
@pytest.mark.parametrize("sentences", [1, 12, 40])
def test_the_places_to_sign_are_whole_and_never_alone(lead: int, sentences: int, paper: Paper) -> None:
    last = Section(2, "Last", (Paragraph(SENTENCE * sentences),))
    closing = (Paragraph("Please sign below."),)
    pdf = render(letter(sections=(_lead(lead), last), closing=closing, signers=SIGNERS, paper=paper)).pdf
    for body in map(_body, pages(pdf)):
        signed = [place for place, text in enumerate(body) if "Ines Halvard" in text]
        if signed:
            assert body[signed[0] :] == [
                "Ines Halvard Ada Marr",
                "Practice Client. I agree.",
                "Date Date",
            ]
            assert signed[0] >= 2
    assert where(pdf, "Please sign below.") == where(pdf, "Ada Marr")


def test_many_signers_go_on_over_pages_one_by_one() -> None:
    signers = tuple(Signer(f"Signer {n:02}", "Client") for n in range(12))
    pdf = render(letter(Paragraph("Text."), signers=signers)).pdf
    found = pages(pdf)
    assert len(found) == 2
    for page in found:
        texts = " ".join(_body(page))
        assert texts.count("Client") == texts.count("Signer") == texts.count("Date")


@LEADS
@pytest.mark.parametrize("table", [_items(70), _grid(70)], ids=["items", "grid"])
def test_long_tables_split_by_row_under_a_head_set_again(table: Block, lead: int) -> None:
    facts = letter(_lead(lead - 20).blocks[0], table)
    (head,) = {"What is included When you will have it"} if isinstance(table, ItemTable) else {"Stage Fee"}
    rows = 0
    for body in _bodies(facts):
        if head in body:
            below = body[body.index(head) + 1 :]
            assert len(below) >= 2, "two rows on either side"
            assert all(
                re.match(r"(2\.\d+ Item \d+ in ten days|Stage \d+ \$\d+\.00|Total \$9,999\.00)$", x) for x in below
            )
            rows += len(below)
        else:
            assert not [text for text in body if "Item" in text or "$" in text]
    assert rows == (70 if isinstance(table, ItemTable) else 71)


def test_short_tables_are_not_split() -> None:
    for lead in range(20, 40):
        pdf = render(letter(_lead(lead).blocks[0], _grid(12))).pdf
        assert where(pdf, "Stage 1 ") == where(pdf, "Total")


GLUED = [
    "60 minutes",
    "$ 1,800.00",
    "€ 50",
    "5 %",
    "1,800.00 USD",
    "clause 7",
    "Clauses 2",
    "item 2.1",
    "§ 7",
    "No. 5",
    "Suite 3",
    "page 12",
    "November 17, 2026",
    "17 November 2026",
    "Nov. 17, 2026",
    "9 am",
    "10 business",
    "12 sessions",
    "Ms. Corrant",
    "Dr. Østby",
    "10–13",
    "60-minute",
    "EL-2026-021",
]


def _broken(text: str) -> Iterator[tuple[str, str]]:
    """What stands at the end of a line and at the beginning of the next, `text` pushed to the margin bit by bit."""
    lead = [Paragraph("n" * width + f" and {text} again, and {text} once more") for width in range(40, 70)]
    for body in _bodies(letter(*lead)):
        yield from pairwise(body)


@pytest.mark.parametrize("text", GLUED)
def test_what_belongs_together_is_not_broken(text: str) -> None:
    words = text.split()
    cuts = {(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))}
    cuts |= {(text[: at + 1], text[at + 1 :]) for at, sign in enumerate(text) if sign in "–-"}
    ends = list(_broken(text))
    assert any(before.endswith(" and") and after.startswith(text) for before, after in ends), "it was at the margin"
    for before, after in ends:
        assert not [cut for cut in cuts if before.endswith(cut[0]) and after.startswith(cut[1])]


@pytest.mark.parametrize("text", ["well-known", "one—two", "seven days", "clause seven"])
def test_other_words_may_be_broken(text: str) -> None:
    head = re.split("(?<=[ —-])", text)[0].strip()
    assert any(before.endswith(head) for before, _ in _broken(text))


def test_words_are_never_hyphenated() -> None:
    text = "Extraordinarily interdisciplinary representatives misunderstand counterproductive characteristics. " * 12
    found = [line for body in _bodies(letter(Paragraph(text))) for line in body[1:]]
    assert len(found) > 12
    assert not [line for line in found if line.endswith("-")]
    assert set(" ".join(found).split()) == set(text.split())


def test_a_short_word_is_not_left_alone_on_the_last_line() -> None:
    alone = 0
    for words in range(8, 40):
        text = "word " * words + "it."
        body = _bodies(LetterFacts(opening=(Paragraph(text),)))[0]
        assert " ".join(body) == text
        if len(body) > 1:
            alone += body[-1] == "word it."
            assert body[-1] != "it."
    assert alone  # it has happened


def test_what_a_person_typed_is_not_altered() -> None:
    text = "He said \"don't\" -- and left... at 60 minutes, 'clause 7' - (c) 1/2 -> *so*  twice"
    facts = letter(Paragraph(text), _items(1), recipient=(text,))
    texts = [each.drawn.rstrip() for each in read(render(facts).pdf).root.walk()]
    assert texts.count(text) == 2


PRINTED = ("sentences", "promised", "title", "title_coach", "default", "subject", "heading")


def _strings(data: object, printed: bool = False) -> Iterator[str]:
    if isinstance(data, str) and printed:
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, key in PRINTED or (printed and key == "text"))
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, printed)


@pytest.mark.parametrize("path", sorted(resource("letters").glob("*.toml")), ids=lambda path: path.stem)
def test_our_own_words_have_true_quotes_and_dashes(path: Path) -> None:
    """Straight quotes, spaced hyphens and three dots are a typewriter's."""
    said = list(_strings(tomllib.loads(path.read_text("utf-8"))))
    assert said or path.stem == "sample"
    assert [text for text in said if re.search(r"[\"'`]| - |--|\.\.\.|\d-\d|\( | \)|  ", text)] == []


def test_figures_in_columns_have_one_width() -> None:
    rows = tuple(ItemRow(f"{n}.{n}", "Text") for n in range(1, 10))
    found = rendered_pages(
        letter(ItemTable("Included", rows), Grid(("a", "b"), (("x", "$1.11"), ("y", "$4.87")), right=(1,)))
    )
    signs = [sign for sign in found[0].chars if sign["text"].isdigit() and 9 < sign["size"] < 10]
    assert len(signs) == 18 + 6
    assert len({round(sign["x1"] - sign["x0"], 2) for sign in signs}) == 1


def test_empty_places_of_a_form_are_high_enough_for_a_hand() -> None:
    rows = (("To", "Ines Halvard"), ("Name", ""), ("Date", ""))
    (form,) = rendered_pages(letter(Grid(("Form", "To cancel"), rows, form=True)))
    (table,) = rendered_pages(letter(Grid(("Form", "To cancel"), rows)))
    filled, *by_hand = _row_heights(form)
    assert filled == _row_heights(table)[0]
    assert min(by_hand) >= 26 > max(_row_heights(table))


def _row_heights(page: object) -> list[float]:
    rules = sorted(rule["top"] for rule in page.lines)  # type: ignore[attr-defined]
    return [round(below - above, 2) for above, below in pairwise(rules)][1:]  # without the head's
