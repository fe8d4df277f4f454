"""Envelopes with the recipient and the practice's own address; labels with the recipient alone."""

from dataclasses import dataclass, replace

from practice.letters.lines import fit
from practice.letters.metadata import About
from practice.letters.pages import column
from practice.letters.pdf import Placed, write
from practice.letters.style import MM, Sheet, Style, setting
from practice.letters.tagged import Tag
from practice.rules.envelopes import LABELS, Envelope, EnvelopePaper
from practice.rules.paper import Paper

INCH = 72
EDGE = 26.0  # of an envelope, around the sender
SHEETS = {
    EnvelopePaper.TEN: Sheet(9.5 * INCH, 4.125 * INCH, EDGE, EDGE, EDGE),
    EnvelopePaper.DL: Sheet(220 * MM, 110 * MM, EDGE, EDGE, EDGE),
    EnvelopePaper.C5: Sheet(229 * MM, 162 * MM, EDGE, EDGE, EDGE),
    EnvelopePaper.LABELS_LETTER: Sheet(8.5 * INCH, 11 * INCH, 0.5 * INCH, 0.19 * INCH, 0),
    EnvelopePaper.LABELS_A4: Sheet(210 * MM, 297 * MM, 15.15 * MM, 7.25 * MM, 0),
}
# A label's width and height, and how far the next one begins to the right.
CELLS = {
    EnvelopePaper.LABELS_LETTER: (2.625 * INCH, 1 * INCH, 2.75 * INCH),
    EnvelopePaper.LABELS_A4: (63.5 * MM, 38.1 * MM, 66 * MM),
}
PAD, PAD_TOP = 8.0, 5.0  # within a label
ACROSS, DOWN = 0.42, 0.45  # where the recipient begins on an envelope
SENDER_WIDE = 0.4
SMALLEST = 5.5  # points
TIGHT = 1.15  # the leading of what is set smaller, by its size


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an address goes: left edge, top, width and height in points."""

    x: float
    top: float
    width: float
    height: float


def render_envelopes(envelope: Envelope) -> bytes:
    """The envelopes, one to a page, or the sheets of labels, as a PDF."""
    sheet, root = SHEETS[envelope.paper], Tag("Document")
    voices = setting(Paper.LETTER, replace(envelope.design, size=11.0, accent="")).voices
    pages: list[list[Placed]] = []
    if envelope.paper in LABELS:
        pages = _labels(envelope, sheet, voices.body, root)
    else:
        for lines in envelope.recipients:
            sender = _Place(EDGE, EDGE, sheet.width * SENDER_WIDE, sheet.height * DOWN - EDGE - 12)
            x, top = sheet.width * ACROSS, sheet.height * DOWN
            recipient = _Place(x, top, sheet.width - x - EDGE, sheet.height - top - EDGE)
            page = _address(envelope.sender, voices.detail, sender, root)
            pages.append([*page, *_address(lines, voices.body, recipient, root)])
    about = About("Labels" if envelope.paper in LABELS else "Envelope", "", "", envelope.language)
    return write(sheet, pages, about, root)


def _labels(envelope: Envelope, sheet: Sheet, style: Style, root: Tag) -> list[list[Placed]]:
    across, down = LABELS[envelope.paper]
    width, height, step = CELLS[envelope.paper]
    pages: list[list[Placed]] = []
    for number, lines in enumerate(envelope.recipients, envelope.first - 1):
        page, at = divmod(number, across * down)
        pages += [[] for _ in range(page + 1 - len(pages))]
        row, place = divmod(at, across)
        x, top = sheet.side + place * step + PAD, sheet.top + row * height + PAD_TOP
        pages[page] += _address(lines, style, _Place(x, top, width - 2 * PAD, height - 2 * PAD_TOP), root)
    return pages or [[]]


def _address(lines: tuple[str, ...], style: Style, place: _Place, root: Tag) -> list[Placed]:
    """The address in its place, smaller where it would not fit; a long line goes on in the next."""
    while style.size > SMALLEST and _height(lines, style, place.width) > place.height:
        style = replace(style, size=style.size - 0.5, leading=(style.size - 0.5) * TIGHT)
    words = column(lines, style, place.x, place.width, root.add("Div"))
    return [(place.top, each) for each in words]


def _height(lines: tuple[str, ...], style: Style, width: float) -> float:
    return sum(len(fit(line, style, width)) for line in lines) * style.leading
