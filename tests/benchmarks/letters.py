"""A three-page letter, facts to bytes, against reportlab's own Paragraph and Table with the same words and faces.

Each run is another client's letter: the name stands in every paragraph, so that no line set before can be used again.
"""

import io
from dataclasses import replace
from itertools import count
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from practice.letters import render
from practice.paths import resource
from practice.rules import letters as rules
from practice.rules.letters import LetterFacts
from tests.benchmarks.measured import Measured, seconds
from tests.letters.sample import TARGET

TIMES = 30
LIMIT = 1.5
INK, SOFT, HAIR = HexColor("#1D1B18"), HexColor("#4A463F"), HexColor("#BDB6A8")

BODY = ParagraphStyle("body", fontName="SourceSerif4-Regular", fontSize=10.5, leading=15, textColor=INK)
LEFT = ParagraphStyle("left", BODY, leftIndent=24, spaceAfter=3)
HEAD = ParagraphStyle(
    "head", BODY, fontName="SourceSerif4-SemiBold", leftIndent=24, bulletFontName="SourceSerif4-SemiBold"
)
NAME = ParagraphStyle("name", HEAD, fontSize=17, leading=20, leftIndent=0)
ASIDE = ParagraphStyle("aside", BODY, fontName="SourceSerif4-Italic", textColor=SOFT)
CELL = ParagraphStyle("cell", BODY, fontSize=9.75, leading=13.65)
MONEY = ParagraphStyle("money", CELL, alignment=TA_RIGHT)
STRONG = ParagraphStyle("strong", CELL, fontName="SourceSerif4-SemiBold")
LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR), ("LINEABOVE", (0, 0), (-1, 0), 0.75, INK)]
FLAT = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]


def measure() -> Measured:
    """The median times of both, warm, and their ratio's limit."""
    for cut in ("Regular", "Italic", "SemiBold"):
        pdfmetrics.registerFont(TTFont(f"SourceSerif4-{cut}", str(resource("fonts", f"SourceSerif4-{cut}.ttf"))))
    numbers = count()
    assert render(letter_of(0)).pages == _raw(letter_of(0)) == 3
    ours = seconds(lambda: render(letter_of(next(numbers))), TIMES)
    baseline = seconds(lambda: _raw(letter_of(next(numbers))), TIMES)
    return Measured("three-page letter, facts to bytes", ours, baseline, LIMIT)


def letter_of(number: int) -> LetterFacts:
    """The sample letter for client `number`, whose name begins every paragraph."""

    def named(part: rules.Block) -> rules.Block:
        return rules.Paragraph(f"Ada Marr{number}, {part.text}") if isinstance(part, rules.Paragraph) else part

    sections = tuple(replace(each, blocks=tuple(named(part) for part in each.blocks)) for each in TARGET.sections)
    return replace(TARGET, recipient=(f"Ada Marr{number}", *TARGET.recipient[1:]), sections=sections)


def _raw(facts: LetterFacts) -> int:
    """Build the same letter by Platypus; the number of its pages."""
    story: list[Flowable] = [_p(facts.letterhead.name, NAME), _p(facts.letterhead.line, ASIDE), Spacer(1, 6)]
    story += [_p(text, BODY) for text in (*facts.letterhead.details, facts.date_line, *facts.recipient)]
    story += [_p(facts.delivery_line, ASIDE), _p(facts.subject, HEAD), _p(facts.reference, BODY)]
    story += [_p(text, BODY) for text in (facts.greeting, *(said.text for said in facts.opening))]
    for section in facts.sections:
        title = Paragraph(escape(section.title), HEAD, bulletText=f"{section.number}.")
        first, *rest = [_part(part) for part in section.blocks]
        story += [PageBreak()] if section.number in (3, 7) else []
        story += [KeepTogether([title, first]), *rest]
    story += [_p(said.text, BODY) for said in facts.closing]
    signing = [
        [_p(signer.name, STRONG) for signer in facts.signers],
        [_p(each.capacity, CELL) for each in facts.signers],
    ]
    story.append(KeepTogether([Spacer(1, 27), Table(signing, style=FLAT)]))
    document = SimpleDocTemplate(
        io.BytesIO(), pagesize=(612, 792), leftMargin=73, rightMargin=73, topMargin=59, bottomMargin=59,
        invariant=1, pageCompression=1, title=facts.title, author=facts.letterhead.name,
    )  # fmt: skip

    def foot(canvas: object, made: SimpleDocTemplate) -> None:
        canvas.setFont("SourceSerif4-Regular", 8)  # type: ignore[attr-defined]
        canvas.drawString(79, 46, f"{facts.number} · version 1")  # type: ignore[attr-defined]
        canvas.drawRightString(533, 46, f"Page {made.page} of 3")  # type: ignore[attr-defined]

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return int(document.page)


def _p(text: str, style: ParagraphStyle) -> Flowable:
    return Paragraph(escape(text), style)


def _part(part: rules.Block) -> Flowable:
    if isinstance(part, rules.Paragraph):
        return _p(part.text, LEFT)
    if isinstance(part, rules.ItemTable):
        widths = (27, 270, 131) if part.due_heading else (27, 400, 1)
        rows = [[_p(part.heading, STRONG), "", _p(part.due_heading, MONEY)]]
        rows += [[_p(row.number, CELL), _p(row.text, CELL), _p(row.due, MONEY)] for row in part.rows]
        return Table(rows, colWidths=widths, style=[*FLAT, *LINES, ("SPAN", (0, 0), (1, 0))])
    assert isinstance(part, rules.Grid)
    lines = [part.header, *part.rows, *([part.total] if part.total else [])]
    cells = [[_p(text, MONEY if at in part.right else CELL) for at, text in enumerate(row)] for row in lines]
    return Table(cells, colWidths=(200, 108, 120), style=[*FLAT, *LINES])
