"""The Word file says what the pages say, in the same order, as Word's own headings, numbers, lists and tables."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Read
from lxml import etree

from practice.actions import clients, letters
from practice.letters import said
from practice.letters.tables import HAND
from practice.letters.word import COPY, render_word
from practice.rules.letters import (
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
from practice.rules.markup import paragraph
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.letters.read import letter, pages, poppler
from tests.letters.read_word import Counted, cells, foot, signs, signs_of_pages, spoken, texts, word
from tests.letters.sample import EXCLUDED, FEES, INCLUDED, REFUNDS, TARGET, TARGET_A4

CLIENTS = (*TARGET.signers, Signer("Bo Corrant", "Client. I have read this letter and agree to it."))
PROFILES = {Profile.LAWYER: make_letters.estate_plan, Profile.COACH: make_letters.coaching}
HEBREW = "שלום עולם, זו פסקה בעברית עם English בתוכה."
ARABIC = "اسمي ليلى وأعمل في مكتب Halvard منذ 12 سنة."


def composed(folder: Path, kind: Profile, couple: bool) -> LetterFacts:
    """A letter as the program composes it, issued."""
    store = make.store(folder)
    make_letters.profile(store, kind)
    person = make_letters.person(store)
    if couple:
        other = clients.create(store, make.client("Bo", "Corrant"), make.NOW)
        person = clients.join(store, person.id, other.id, make.NOW)
    facts = letters.issue(store, PROFILES[kind](store, person.id).id, make.NOW).facts
    store.abandon()
    assert facts is not None
    return facts


# the same words in the same order


@pytest.mark.parametrize(
    "facts",
    [
        TARGET,
        TARGET_A4,
        replace(TARGET, signers=CLIENTS),
        replace(TARGET, version=0, draft=2, check_code=""),
        replace(TARGET, sections=tuple(replace(each, number=each.number + 3) for each in TARGET.sections)),
        replace(TARGET, sections=(*TARGET.sections[:2], *TARGET.sections[4:6])),
        replace(TARGET, signers=(), closing=(), sections=()),
        letter(Bullets((Paragraph("One."), Paragraph("Two."))), FEES, REFUNDS, Paragraph("After.")),
    ],
    ids=["US Letter", "A4", "two clients", "draft", "numbers from 4", "a gap", "no clauses", "bullets"],
)
def test_the_words_are_those_of_the_pages_in_their_order(facts: LetterFacts) -> None:
    document = word(facts)
    assert signs("".join(spoken(document))) == signs_of_pages(facts)
    assert foot(document)[0] == f"{said.foot(facts)}\tPage 1 of 1"


@pytest.mark.parametrize("kind", list(Profile))
@pytest.mark.parametrize("couple", [False, True], ids=["one client", "two clients"])
def test_a_composed_letter_has_the_words_of_its_pages(tmp_path: Path, kind: Profile, couple: bool) -> None:
    facts = composed(tmp_path, kind, couple)
    for paper in Paper:
        on_paper = replace(facts, paper=paper)
        assert signs("".join(spoken(word(on_paper)))) == signs_of_pages(on_paper)


def test_what_is_not_issued_says_so_and_what_is_names_the_pdf() -> None:
    assert foot(word(TARGET)) == ["EL-2026-021 · version 1 · check code K7Q4-M2XD\tPage 1 of 1", COPY]
    assert foot(word(replace(TARGET, version=0, check_code=""))) == ["EL-2026-021 · draft 1, not issued\tPage 1 of 1"]


def test_pages_are_counted_by_word() -> None:
    line = word(TARGET).sections[0].footer.paragraphs[0]._p
    assert [each.text.strip() for each in line.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    kinds = [each.get(qn("w:fldCharType")) for each in line.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * 2


# what Word makes of it


def test_headings_show_in_the_navigation_and_clauses_are_numbered_by_word() -> None:
    document = word(TARGET)
    headings = [(read.style.name, read.text) for read in document.paragraphs if read.style.name.startswith("Heading")]
    clauses = [("Heading 1", section.title) for section in TARGET.sections]
    included = [("Heading 2", table.heading) for table in (INCLUDED, EXCLUDED)]
    assert headings == [*clauses[:2], *included, *clauses[2:]]
    counted = Counted(document)
    labels = [counted.label(read) for read in document.paragraphs if read.style.name == "Heading 1"]
    assert labels == [f"{number}." for number in range(1, 9)]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (4, 5), (1, 2, 5, 6, 9), (0,), (2, 2)])
def test_clauses_keep_the_numbers_that_the_letter_gives_them(numbers: tuple[int, ...]) -> None:
    document = word(LetterFacts(sections=tuple(Section(each, "Clause", (Paragraph("x"),)) for each in numbers)))
    counted = Counted(document)
    found = [counted.label(read) for read in document.paragraphs if read.style.name == "Heading 1"]
    assert found == [f"{each}." if each else "" for each in numbers]


def test_numbers_hang_in_the_margin() -> None:
    document = word(TARGET)
    lists = document.part.numbering_part.element
    for style, hang in (("Heading1", 24 * 20), ("ListBullet", 12 * 20)):
        (indent,) = lists.xpath(f"w:abstractNum/w:lvl[w:pStyle/@w:val='{style}']/w:pPr/w:ind")
        assert int(indent.get(qn("w:hanging"))) == hang
        assert int(indent.get(qn("w:left"))) >= hang
    subject = next(read for read in document.paragraphs if read.style.name == "Subject")
    assert subject.text == "Re:\tEngagement letter for your estate plan"
    assert subject.style.paragraph_format.first_line_indent == -subject.style.paragraph_format.left_indent


def test_tables_say_what_the_facts_say() -> None:
    _, included, excluded, fees, refunds, signing = word(TARGET).tables
    assert texts(included)[0] == ["", "", "When you will have it"]
    assert texts(included)[1:] == [[row.number, row.text, row.due] for row in INCLUDED.rows]
    assert texts(excluded) == [[row.number, row.text] for row in EXCLUDED.rows]
    assert texts(fees) == [list(row) for row in (FEES.header, *FEES.rows)] + [["Total fixed fee", "$3,600.00"]]
    assert texts(refunds) == [list(row) for row in (REFUNDS.header, *REFUNDS.rows)]
    assert [[text.split("\n") for text in row] for row in texts(signing)] == [
        [["Ines Halvard", "Halvard Estate Planning", "Date"], [""], ["Imelda Corrant", CLIENTS[1].capacity, "Date"]]
    ]


def test_included_and_not_included_look_alike() -> None:
    document = word(TARGET)
    _, included, excluded, *_ = document.tables
    looks = []
    for table, row in ((included, 1), (excluded, 0)):
        shape = table._tbl.tblPr
        borders = etree.tostring(shape.find(qn("w:tblBorders")))
        looks.append((borders, [cell.paragraphs[0].style.name for cell in cells(table)[row][:2]]))
        assert sum(column.width.pt for column in table.columns) == pytest.approx(612 - 2 * 79.2 - 24, abs=0.5)
    assert looks[0] == looks[1]


def test_money_stands_at_the_right() -> None:
    _, _, _, fees, refunds, _ = word(TARGET).tables
    for table, columns in ((fees, {2}), (refunds, {1, 2})):
        for row in cells(table)[1:-1]:
            at_right = {place for place, cell in enumerate(row) if cell.paragraphs[0].alignment == 2}
            assert at_right == columns


def test_a_header_is_set_again_on_the_next_page_and_no_row_is_split() -> None:
    rows = tuple(ItemRow(f"2.{n}", "words " * 20, "in ten days") for n in range(1, 61))
    _, table = [None, *word(letter(ItemTable("What is included", rows, "When"))).tables]
    marks = [[each.tag.split("}")[1] for each in row._tr.trPr] for row in table.rows]
    assert marks[0] == ["cantSplit", "tblHeader"]
    assert marks[1:] == [["cantSplit"]] * 60
    held = [kept(row.cells[0].paragraphs[0]) for row in table.rows]
    assert held == [True] * 2 + [False] * 57 + [True, False]


def test_empty_places_of_a_form_are_high_enough_for_a_hand() -> None:
    _, form = [None, *word(letter(Grid(("Form", "To cancel"), (("To", "Ines"), ("Name", "")), form=True))).tables]
    assert [row.height for row in form.rows] == [None, None, Pt(HAND)]


def test_a_short_table_stays_on_one_page() -> None:
    for table in word(TARGET).tables[1:5]:
        assert [kept(row.cells[0].paragraphs[0]) for row in table.rows] == [True] * (len(table.rows) - 1) + [False]


@pytest.mark.parametrize("signers", [CLIENTS[:2], CLIENTS], ids=["one client", "two clients"])
def test_the_places_to_sign_stay_together_with_the_clause_above(signers: tuple[Signer, ...]) -> None:
    document = word(replace(TARGET, signers=signers))
    *_, signing = document.tables
    every = [Read(each, document) for each in document.element.body.iter(qn("w:p"))]
    last = max(place for place, read in enumerate(every) if read.style.name == "Heading 1")
    ending = every[last:-1]
    loose = [read.text for read in ending if read.text and not kept(read)]
    assert loose == ["Date"] * (2 if len(signers) == 2 else 1)  # where the last row ends
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in signing.rows)


def kept(read: Read) -> bool:
    own = read.paragraph_format.keep_with_next
    return bool(read.style.paragraph_format.keep_with_next if own is None else own)


@pytest.mark.parametrize(("facts", "size"), [(TARGET, (612, 792)), (TARGET_A4, (595.3, 841.9))], ids=["US", "A4"])
def test_paper_and_margins_are_those_of_the_pages(facts: LetterFacts, size: tuple[float, float]) -> None:
    (section,) = word(facts).sections
    assert (section.page_width.pt, section.page_height.pt) == pytest.approx(size, abs=0.1)
    found = [each.pt for each in (section.left_margin, section.right_margin, section.top_margin)]
    assert found == pytest.approx([79.2, 79.2, 64.8] if facts is TARGET else [73.7, 73.7, 68], abs=0.1)


def test_what_runs_to_the_left_is_marked() -> None:
    mixed = "Dear ליאורה כהן, welcome"
    document = word(letter(Paragraph(HEBREW), Paragraph(ARABIC), Paragraph("English"), Paragraph(mixed)))
    marked = {read.text: read._p.pPr.find(qn("w:bidi")) is not None for read in document.paragraphs}
    assert marked == {"Clause": False, HEBREW: True, ARABIC: True, "English": False, mixed: False}
    leftward = {read.text: [run.text for run in read.runs if run.font.rtl] for read in document.paragraphs}
    assert leftward[mixed] == ["ליאורה כהן"]
    assert not [text for text in leftward[HEBREW] if "English" in text]
    assert leftward["English"] == []


def test_emphasis_is_bold_and_italic() -> None:
    document = word(letter(paragraph("This is **bold**, *italic* and ***both***.")))
    runs = [(run.text, bool(run.bold), bool(run.italic)) for run in document.paragraphs[-1].runs]
    assert [run for run in runs if run[1] or run[2]] == [
        ("bold", True, False),
        ("italic", False, True),
        ("both", True, True),
    ]


# what the file says of itself


def test_the_file_says_what_it_is_and_nothing_of_who_wrote_the_library() -> None:
    data = render_word(TARGET)
    about = docx.Document(io.BytesIO(data)).core_properties
    assert (about.title, about.author, about.subject) == (TARGET.title, "Halvard Estate Planning", "EL-2026-021")
    assert (about.language, about.comments, about.last_modified_by, about.created) == ("en-US", "", "", None)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        names = opened.namelist()
        whole = b"".join(opened.read(name) for name in names).lower()
    assert b"python-docx" not in whole
    assert b"macintosh" not in whole
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "theme" in name]


def test_equal_facts_give_equal_bytes() -> None:
    first, second = render_word(TARGET), render_word(TARGET)
    assert first == second != render_word(TARGET_A4)
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# another program opens it


@pytest.mark.office
@pytest.mark.parametrize("facts", [TARGET, replace(TARGET_A4, signers=CLIENTS)], ids=["US Letter", "A4, two clients"])
def test_libreoffice_opens_it_and_prints_the_same_words(tmp_path: Path, facts: LetterFacts) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not on this machine (package libreoffice-writer-nogui)")
    (tmp_path / "letter.docx").write_bytes(render_word(facts))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "letter.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = (tmp_path / "letter.pdf").read_bytes()
    count = len(pages(pdf))
    read = signs(poppler(pdf, "-layout"))
    for number in range(1, count + 1):
        assert signs(said.page_of(str(number), str(count))) in read
    for section in facts.sections:
        assert signs(f"{section.number}.{section.title}") in read
    assert signs(facts.opening[0].text) in read
    last = signs(poppler(pdf, "-layout", "-f", str(count)))
    assert all(signs(signer.name) in last for signer in facts.signers)
    box = pages(pdf)[0]
    assert (box.width, box.height) == pytest.approx((612, 792) if facts.paper is Paper.LETTER else (595, 842), abs=1)
