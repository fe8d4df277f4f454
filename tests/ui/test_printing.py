"""Paper shows what the PDF says: same size, same pages, ink at the same place."""

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from practice.letters import render
from practice.letters.envelopes import render_envelopes
from practice.rules.envelopes import Envelope, EnvelopePaper
from practice.ui.printing import DOTS, print_to, printer_for
from practice.ui.sheets import Stack
from tests.letters.sample import TARGET, TARGET_A4


def _printed(data: bytes, file: Path, first: int = 0, last: int = 0) -> Path:
    printer = printer_for(data, "EL-2026-021")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    if first:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)
    print_to(data, printer)
    return file


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.convert("L").point(lambda grey: 255 if grey < 225 else 0).getbbox()
    assert box
    return box


ADDRESS = ("Imelda Corrant", "208 Quarry Hill Road", "Port Ellery, Oregon 97000")
PAGES = {
    "US Letter": render(TARGET).pdf,
    "A4": render(TARGET_A4).pdf,
    **{
        paper: render_envelopes(Envelope(paper=paper, recipients=(ADDRESS,), sender=ADDRESS)) for paper in EnvelopePaper
    },
}


@pytest.mark.parametrize("data", PAGES.values(), ids=PAGES)
def test_paper_equals_the_pdf(data: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    printed = pypdfium2.PdfDocument(_printed(data, tmp_path / "out.pdf"))
    original = pypdfium2.PdfDocument(data)
    assert len(printed) == len(original)
    for page, paper in zip(original, printed, strict=True):
        assert paper.get_size() == pytest.approx(page.get_size(), abs=0.6)
        wanted, found = (_ink(each.render(scale=2).to_pil()) for each in (page, paper))
        assert found == pytest.approx(wanted, abs=2)  # two pixels are one point


@pytest.mark.parametrize("two_sided", [False, True])
def test_many_letters_are_one_job_and_none_begins_on_the_back_of_another(
    tmp_path: Path, qtbot: QtBot, two_sided: bool
) -> None:
    short = render(replace(TARGET, sections=(), closing=())).pdf
    assert len(pypdfium2.PdfDocument(short)) == 1
    printer = printer_for(Stack([short, short]), "SC-2026-001 – SC-2026-002")
    blank = _blank(Stack([short, short]), printer, tmp_path / "out.pdf", two_sided)
    assert blank == ([False, True, False] if two_sided else [False, False])


def test_nor_where_the_last_page_is_printed_first(tmp_path: Path, qtbot: QtBot) -> None:
    two = render(replace(TARGET, sections=TARGET.sections[:3])).pdf
    assert len(pypdfium2.PdfDocument(two)) == 2
    printer = printer_for(Stack([two, two]), "SC-2026-001 – SC-2026-002")
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert _blank(Stack([two, two]), printer, tmp_path / "out.pdf", two_sided=True) == [False] * 4


def _blank(letters: Stack, printer: QPrinter, file: Path, two_sided: bool) -> list[bool]:
    """Which sides stay empty."""
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    print_to(letters, printer, two_sided)
    pages = [page.render().to_pil() for page in pypdfium2.PdfDocument(file)]
    return [page.convert("L").getextrema() == (255, 255) for page in pages]


def test_dots_are_fine_enough(tmp_path: Path, qtbot: QtBot) -> None:
    file = _printed(render(TARGET).pdf, tmp_path / "out.pdf", 1, 1)
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == 1
        picture = pdf.pages[0].images[0]
        dots = picture["srcsize"][0] / ((picture["x1"] - picture["x0"]) / 72)
        assert dots == pytest.approx(DOTS, rel=0.01)


def test_the_job_bears_the_number(qtbot: QtBot) -> None:
    printer = printer_for(render(TARGET).pdf, "EL-2026-021")
    assert printer.docName() == "EL-2026-021"
    assert printer.resolution() == DOTS


def test_only_the_chosen_pages(tmp_path: Path, qtbot: QtBot) -> None:
    file = _printed(render(TARGET).pdf, tmp_path / "out.pdf", 2, 3)
    assert len(pypdfium2.PdfDocument(file)) == 2
