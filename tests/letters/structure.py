"""A tagged letter read back as a screen reader has it: the tree of its elements, each with its text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from practice.rules.letters import Bullets, Grid, ItemTable, LetterFacts, Paragraph

PAINTS = {"f", "S", "B", "Do"}
SHOWS = {"Tj", "TJ"}


@dataclass
class Element:
    """One element: kind, attributes, its own text as drawn, what it says instead, and what hangs below it."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    drawn: str = ""
    instead: str = ""
    alt: str = ""
    pages: list[int] = field(default_factory=list)
    parts: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join((self.instead or self.drawn).split())

    def walk(self) -> Iterator["Element"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def all(self, *kinds: str) -> list["Element"]:
        return [each for each in self.walk() if each.kind in kinds]

    def texts(self) -> list[str]:
        """Every text in reading order."""
        return [each.text for each in self.walk() if each.text]


@dataclass
class Read:
    """The tree, and what each page has outside of it."""

    root: Element
    artifacts: list[list[str]]


def read(pdf: bytes) -> Read:
    """The letter's structure; fails where anything is drawn that is in no element and no artifact, or in two."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        drawn, artifacts = {}, []
        for number, page in enumerate(opened.pages):
            found = _Page(page)
            drawn |= {(number, mark): text for mark, text in found.marks.items()}
            artifacts.append(found.outside)
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        tree = opened.Root.StructTreeRoot
        parents = dict(_pairs(tree.ParentTree.Nums))
        taken: set[tuple[int, int]] = set()
        root = _element(tree.K, pages, drawn, parents, opened, taken)
        assert taken == set(drawn), "every mark is in the tree once"
        return Read(root, artifacts)


def _pairs(numbers: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    found = list(numbers)
    return zip(map(int, found[::2]), found[1::2], strict=True)


def _element(node, pages, drawn, parents, opened, taken) -> Element:  # type: ignore[no-untyped-def]
    made = Element(str(node.S)[1:], instead=str(node.get("/ActualText", "")), alt=str(node.get("/Alt", "")))
    if "/A" in node:
        made.attributes = {str(key)[1:]: str(value).lstrip("/") for key, value in node.A.items()}
    for kid in node.get("/K", []):
        if not isinstance(kid, int) and "/S" in kid:
            assert kid.P.objgen == node.objgen
            made.parts.append(_element(kid, pages, drawn, parents, opened, taken))
            continue
        page = pages[(node if isinstance(kid, int) else kid).Pg.objgen]
        mark = (page, int(kid if isinstance(kid, int) else kid.MCID))
        assert mark not in taken
        taken.add(mark)
        kept = parents[int(opened.pages[page].obj.StructParents)][mark[1]]
        assert kept.objgen == node.objgen, "the page's marks lead back to their element"
        made.drawn += drawn[mark]
        made.pages.append(page)
    return made


class _Page:
    """What each mark of the page draws, by its number, and what its artifacts draw."""

    def __init__(self, page: pikepdf.Page) -> None:
        assert str(page.obj.Tabs) == "/S"
        self.marks: dict[int, str] = {}
        self.outside: list[str] = []
        self._within: int | None = None  # a mark's number; -1 in an artifact
        self._instead = False  # whether a stretch says something in the place of its signs
        self._fonts = {name: _meanings(font) for name, font in page.obj.Resources.Font.items()}
        self._font: dict[bytes, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            self._take(str(operator), operands)
        assert self._within is None

    def _take(self, sign: str, operands: list[pikepdf.Object]) -> None:
        if sign == "BDC":
            self._open(str(operands[0]), operands[1])
        elif sign == "EMC":
            assert self._within is not None
            if not self._instead:
                self._within = None
            self._instead = False
        elif sign == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif sign in SHOWS | PAINTS:
            assert self._within is not None, "nothing is drawn outside of marks"
            self._say("".join(_shown(operands[0], self._font)) if sign in SHOWS and not self._instead else "")

    def _open(self, kind: str, told: pikepdf.Object) -> None:
        if kind == "/Span":
            self._instead = True
            self._say(str(told.ActualText))
            return
        assert self._within is None, "no mark within a mark"
        self._within = -1 if kind == "/Artifact" else int(told.MCID)
        assert self._within not in self.marks
        if self._within < 0:
            self.outside.append("")
        else:
            self.marks[self._within] = ""

    def _say(self, text: str) -> None:
        assert self._within is not None
        if self._within < 0:
            self.outside[-1] += text
        else:
            self.marks[self._within] += text


def _shown(operand: pikepdf.Object, font: dict[bytes, str]) -> Iterator[str]:
    for each in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(each, pikepdf.String):
            data = bytes(each)
            wide = len(next(iter(font)))
            yield from (font[data[at : at + wide]] for at in range(0, len(data), wide))


def _meanings(font: pikepdf.Object) -> dict[bytes, str]:
    """What each code of the font stands for."""
    told = re.findall(r"^<(\w{2}|\w{4})> <(\w*)>$", font.ToUnicode.read_bytes().decode("ascii"), re.MULTILINE)
    meant = {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in told if len(text) > 2}
    assert {len(code) for code in meant} == {1 if str(font.Subtype) == "/Type3" else 2}
    return meant


def words(facts: LetterFacts) -> list[str]:
    """The letter's texts in the order in which they are to be read."""
    head = facts.letterhead
    said = [head.name, head.line, *head.details, facts.date_line, *facts.recipient, facts.delivery_line]
    said += [f"Re: {facts.subject}" if facts.subject or facts.reference else "", facts.reference, facts.greeting]
    said += [each.text for each in facts.opening]
    for section in facts.sections:
        said.append(f"{section.number}. {section.title}" if section.number and section.title else section.title)
        for block in section.blocks:
            said += _block(block)
    said += [each.text for each in facts.closing]
    for signer in facts.signers:
        said += [signer.name, signer.capacity, "Date" * (len(facts.signers) > 1)]
    return [" ".join(text.split()) for text in said if text.split()]


def _block(block: Paragraph | Bullets | ItemTable | Grid) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Bullets):
        yield from (text for item in block.items for text in ("•", item.text))
    elif isinstance(block, ItemTable):
        yield from (block.heading, block.due_heading)
        yield from (text for row in block.rows for text in (row.number, row.text, row.due))
    else:
        yield from (text for row in (block.header, *block.rows, block.total) for text in row)
