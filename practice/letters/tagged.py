"""What each piece of a page is, in reading order, as the structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8).

The letter's parts grow a tree of tags; while a page is drawn, its marks are put between the signs that say to which tag
they belong. reportlab knows nothing of this, so the tree goes into its document as plain objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any  # reportlab's document has no types

from reportlab.pdfbase import pdfdoc

from practice.letters.bidi import has_right_to_left


@dataclass(slots=True, eq=False)
class Tag:
    """One element: its kind ("P", "H1", "TD"), the texts it says, and what hangs below it.

    `alt` are the words for a picture, `more` further entries of its dictionary. A tag without a mark on any page is
    left out, a table's cells apart.
    """

    kind: str
    alt: str = ""
    more: str = ""
    words: list[str] = field(default_factory=list)
    parts: list[Tag] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)  # (page from 0, its mark's number there)

    def add(self, kind: str, *, alt: str = "", more: str = "") -> Tag:
        """A new element at the end of this one."""
        part = Tag(kind, alt, more)
        self.parts.append(part)
        return part

    def walk(self) -> Iterator[Tag]:
        """Itself and all below it that stands, in reading order."""
        yield self
        for part in self.parts:
            if part.stands:
                yield from part.walk()

    @property
    def said(self) -> str:
        """Its text, where its signs stand in another order than they are read."""
        text = "".join(self.words)
        return text if has_right_to_left(text) else ""

    @property
    def stands(self) -> bool:
        """Whether it has a place in the tree: it is on a page, or something below it is, or a table needs it."""
        return bool(self.marked) or self.kind in ("TD", "TH") or any(part.stands for part in self.parts)


@dataclass(frozen=True, slots=True)
class Artifact:
    """What stands on a page and is not read: a rule, the running foot, a table's head that is set again."""

    kind: str


RULE = Artifact("/Type /Layout")
FOOT = Artifact("/Type /Pagination /Subtype /Footer")
AGAIN = Artifact("/Type /Pagination /Subtype /Header")


class Pages:
    """The tags of each page's marks, by the numbers they have there."""

    def __init__(self) -> None:
        self._pages: list[list[Tag]] = []

    def begin(self) -> None:
        """Go on to the next page."""
        self._pages.append([])

    def open(self, tag: Tag | Artifact) -> str:
        """The sign before what belongs to the tag; "EMC" is the one after it."""
        if isinstance(tag, Artifact):
            return f"/Artifact <<{tag.kind}>> BDC"
        marks = self._pages[-1]
        tag.marked.append((len(self._pages) - 1, len(marks)))
        marks.append(tag)
        return f"/{tag.kind} <</MCID {len(marks) - 1}>> BDC"

    def keep(self, document: Any, root: Tag) -> None:  # noqa: ANN401
        """Put the tree into the document, a reportlab one whose pages are drawn."""
        pages, tree = document.Pages.pages, _Plain()
        top = _name(document, tree)
        names = {tag: _name(document, _Plain()) for tag in root.walk()}
        places = [document.Reference(page).format(document).decode() for page in pages]
        for tag, (name, plain) in names.items():
            plain.text = _element(tag, names, places)
            for part in tag.parts:
                if part in names:
                    names[part][1].parent = name
        names[root][1].parent = top[0]
        numbers = " ".join(f"{at} [{' '.join(names[tag][0] for tag in marks)}]" for at, marks in enumerate(self._pages))
        tree.text = f"/Type /StructTreeRoot /K {names[root][0]} /ParentTree <</Nums [{numbers}]>>"
        _say(document, tree, pages)


class _Plain(pdfdoc.PDFObject):
    """A dictionary as it will be written."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = self.parent = ""

    def format(self, document: object) -> bytes:
        parent = f" /P {self.parent}" if self.parent else ""
        return f"<<{self.text}{parent}>>".encode("ascii")


def _name(document: Any, plain: _Plain) -> tuple[str, _Plain]:  # noqa: ANN401
    """The words by which others refer to it, and itself."""
    return document.Reference(plain).format(document).decode(), plain


def _element(tag: Tag, names: dict[Tag, tuple[str, _Plain]], places: list[str]) -> str:
    page = tag.marked[0][0] if tag.marked else None
    kids = [
        str(number) if on == page else f"<</Type /MCR /Pg {places[on]} /MCID {number}>>" for on, number in tag.marked
    ]
    kids += [names[part][0] for part in tag.parts if part in names]
    words = [f"/S /{tag.kind}", f"/K [{' '.join(kids)}]"]
    if page is not None:
        words.append(f"/Pg {places[page]}")
    words += [f"/{key} <{utf16(text)}>" for key, text in (("Alt", tag.alt), ("ActualText", tag.said)) if text]
    return " ".join([*words, tag.more]).rstrip()


def utf16(text: str) -> str:
    """The text as hexadecimal digits, as PDF has any text."""
    return "FEFF" + text.encode("utf-16-be", "replace").hex().upper()


def _say(document: Any, tree: _Plain, pages: list[Any]) -> None:  # noqa: ANN401
    """Say in the catalog and on each page that the file is tagged."""
    document.Catalog.StructTreeRoot = tree
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    for number, page in enumerate(pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # which reportlab's pages do not know
        page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
