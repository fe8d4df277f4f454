"""Word files read back."""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as Read
from lxml import etree

from practice.letters import render, said
from practice.letters.word import render_word
from practice.rules.letters import LetterFacts
from tests.letters.read import pages, plain


def word(facts: LetterFacts) -> Document:
    """The letter's Word file, opened."""
    return docx.Document(io.BytesIO(render_word(facts)))


def cells(table: Table) -> list[list[_Cell]]:
    """The table's cells row by row, one that goes over several columns once."""
    return [[_Cell(cell, table) for cell in row._tr.tc_lst] for row in table.rows]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in cells(table)]


class Counted:
    """What Word writes in the margin of numbered paragraphs."""

    def __init__(self, document: Document) -> None:
        self.lists = document.part.numbering_part.element
        self.styles = {style.style_id: style.element for style in document.styles}
        self.counts: dict[int, int] = {}

    def label(self, read: Read) -> str:
        own = None if read._p.pPr is None else read._p.pPr.numPr
        style = self.styles[read.style.style_id].find(f".//{qn('w:numPr')}")
        numbered = style if own is None else own
        if numbered is None:
            return ""
        key = int(numbered.find(qn("w:numId")).get(qn("w:val")))
        if not key:  # taken out of its list
            return ""
        (form,) = self.lists.xpath(f"w:num[@w:numId={key}]/w:abstractNumId/@w:val")
        (sign,) = self.lists.xpath(f"w:abstractNum[@w:abstractNumId={form}]/w:lvl/w:lvlText/@w:val")
        begin = [int(each) for each in self.lists.xpath(f"w:num[@w:numId={key}]//w:startOverride/@w:val")] or [1]
        self.counts[key] = self.counts.get(key, begin[0] - 1) + 1
        return sign.replace("%1", str(self.counts[key]))


def spoken(document: Document) -> Iterator[str]:
    """All words of the document in order, with the numbers and bullets that Word itself sets."""
    counted = Counted(document)
    for block in document.iter_inner_content():
        if isinstance(block, Read):
            yield counted.label(block)
            yield block.text
        else:
            yield from (text for row in texts(block) for text in row)


def foot(document: Document) -> list[str]:
    return [read.text for read in document.sections[0].footer.paragraphs]


def check(data: bytes) -> None:
    """What Word asks of a file before it opens it: every part is XML, what parts name is there, tables are whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        for name in opened.namelist():
            assert "media/" in name or etree.fromstring(opened.read(name)) is not None
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    blocks = [each.tag for each in body.inner_content_elements]
    assert qn("w:tbl") not in blocks[-1:]
    assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(blocks))
    styles = {style.style_id for style in document.styles}
    assert {each.get(qn("w:val")) for each in body.iter(qn("w:pStyle"))} <= styles
    lists = document.part.numbering_part.element
    known = {"0", *(each.get(qn("w:numId")) for each in lists.findall(qn("w:num")))}  # 0 is no list
    assert {each.get(qn("w:val")) for each in body.iter(qn("w:numId"))} <= known
    for table in document.tables:
        assert table.rows
        for row in table.rows:
            assert sum(cell.grid_span for cell in row._tr.tc_lst) == len(table.columns)
            assert all(len(cell.p_lst) for cell in row._tr.tc_lst)


def signs(text: str) -> str:
    """Every sign but spaces."""
    return "".join(plain(text).split())


def signs_of_pages(facts: LetterFacts) -> str:
    """Every sign of the pages in the order in which they are drawn, without the feet."""
    found = pages(render(facts).pdf)
    drawn = []
    for number, page in enumerate(found, 1):
        text = signs("".join(sign["text"] for sign in page.chars))
        last = signs(said.foot(facts) + said.page_of(str(number), str(len(found))))
        assert text.endswith(last)
        drawn.append(text.removesuffix(last))
    return "".join(drawn)
