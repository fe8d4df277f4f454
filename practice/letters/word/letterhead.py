"""What stands on top of the first page: the practice's logo, its name and line, and how to reach it."""

from io import BytesIO

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Pt

from practice.letters import letterhead as pages
from practice.letters.lines import measure
from practice.letters.style import STRONG_RULE, Setting
from practice.letters.word import tables
from practice.letters.word.dots import dots
from practice.letters.word.styles import border
from practice.letters.word.text import add
from practice.rules.letters import Letterhead
from practice.rules.paper import Logo, LogoKind


def letterhead(document: Document, head: Letterhead, look: Setting) -> None:
    """The logo on top; name and line at left, details at right, standing on the rule; or plainly below one another."""
    if head.logo:
        _logo(document, head.logo, head.name)
    named = [(head.name, "Letterhead Name"), (head.line, "Letterhead Line")]
    left = [(text, form) for text, form in named if text]
    below = pages.rows(head.details, look.voices.detail, look.sheet.wide * (1 if look.plain else pages.DETAILED))
    if look.plain:
        for text, form in (*left, *((text, "Letterhead Details") for text in below if text)):
            add(document, text, form, at_right=False)
    elif left or below:
        _standing(document, left, below, look)


def _logo(document: Document, logo: Logo, name: str) -> None:
    scale = min(pages.LOGO_WIDTH / logo.width, pages.LOGO_HEIGHT / logo.height)
    picture = dots(logo) if logo.kind is LogoKind.PATHS else logo.data
    placed = add(document, "", "Letterhead Logo")
    shape = placed.add_run().add_picture(BytesIO(picture), Pt(logo.width * scale), Pt(logo.height * scale))
    shape._inline.docPr.set("descr", f"Logo of {name}" if name else "Logo")


def _standing(document: Document, named: list[tuple[str, str]], details: tuple[str, ...], look: Setting) -> None:
    widest = max((measure(text, look.voices.detail) for text in details), default=0.0)
    detailed = min(widest + 10, look.sheet.wide * pages.DETAILED + 10)
    ruled = (border("bottom", STRONG_RULE, look.ink),)
    left, right = tables.row(tables.make(document, [look.sheet.wide - detailed, detailed], 0, ruled)).cells
    for text, form in named:
        add(left, text, form, at_right=False)
    for text in details:
        add(right, text, "Letterhead Details", at_right=True)
    for cell in left, right:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        cell.paragraphs[-1].paragraph_format.space_after = Pt(look.pt(8))
