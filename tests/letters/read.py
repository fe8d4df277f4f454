"""Letters read back as a stranger's program reads them."""

import io
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from functools import lru_cache

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from practice.letters import render
from practice.rules.letters import Block, LetterFacts, Paragraph, Section

NEEDED = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}


def tool(name: str) -> str:
    """The tool's path; the test is skipped, saying so, on a machine without it."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not on this machine (package {NEEDED[name]})")
    return found


def poppler(pdf: bytes, *options: str) -> str:
    """The text as pdftotext reads it, spaces and line ends made one, marks of direction left out."""
    done = subprocess.run([tool("pdftotext"), *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return plain(done.stdout.decode())


def plain(text: str) -> str:
    """Text to compare: composed, without what has no shape, each run of spaces one space."""
    shown = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(shown.split())


def pages(pdf: bytes) -> list[pdfplumber.page.Page]:
    """The pages with every sign and line at its place."""
    return pdfplumber.open(io.BytesIO(pdf)).pages


def lines(page: pdfplumber.page.Page) -> list[tuple[float, float, str]]:
    """(left edge, baseline from the page's top, text) of every line on the page."""
    return [
        (line["x0"], page.height - line["chars"][0]["matrix"][5], line["text"])
        for line in page.extract_text_lines(return_chars=True)
    ]


def where(pdf: bytes, words: str) -> list[int]:
    """The pages, from 1, that have these words."""
    return [number for number, text in enumerate(_texts(pdf), 1) if words in text]


@lru_cache(maxsize=4)
def _texts(pdf: bytes) -> tuple[str, ...]:
    return tuple(plain(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf))


def letter(*blocks: Block, **fields: object) -> LetterFacts:
    """A small letter with one clause of these blocks."""
    plain_letter = LetterFacts(number="EL-2026-001", sections=(Section(1, "Clause", blocks),) if blocks else ())
    return replace(plain_letter, **fields)  # type: ignore[arg-type]


def text_letter(text: str) -> LetterFacts:
    """A letter that says only this."""
    return letter(Paragraph(text))


def check(pdf: bytes) -> None:
    """qpdf (the library in pikepdf) finds nothing wrong."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


def rendered_pages(facts: LetterFacts) -> list[pdfplumber.page.Page]:
    """The letter's pages read back."""
    return pages(render(facts).pdf)
