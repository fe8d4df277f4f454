"""An empty Word file that looks like the practice's letters: sheet, styles, numbering, what it says of itself; and its
bytes.

python-docx brings a template of its own along; all of it but the document is taken out and written anew.
"""

import re
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from practice.letters import parts, signatures, style, tables
from practice.letters.said import BULLET, lines_of
from practice.letters.style import Colour, Sheet, Style
from practice.rules.letters import LetterFacts

FAMILY, INSTEAD = "Source Serif 4", "Cambria"  # where the first is not installed Word takes the second
JOINED = "Times New Roman"  # for scripts that the family lacks; every system has one with Arabic and Hebrew
CLAUSES, BULLETS = 1, 2  # the numbering of Heading 1 and of List Bullet
_NOT_XML = re.compile("[\ufffe\uffff]")
_KEPT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS)
_LONGEST = 255  # signs that a property may have


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: its voice, the gap above it and its indents in points, and what it is kept with."""

    voice: Style
    before: float = 0
    left: float = 0
    hang: float = 0
    keep: bool = False
    rule: float | None = None  # a strong rule so far above the words
    level: int = 0  # of a heading
    numbering: int = 0


_LOOKS = {
    "Normal": _Look(style.BODY),
    "Body Text": _Look(style.BODY, parts.PARAGRAPH_GAP),
    "Letterhead Name": _Look(style.NAME),
    "Letterhead Line": _Look(style.LINE),
    "Letterhead Details": _Look(style.DETAIL),
    "Letter Date": _Look(style.BODY, 18),
    "Recipient": _Look(style.BODY),
    "Delivery": _Look(style.ASIDE),
    "Subject": _Look(style.HEADING, parts.PART_GAP, parts.RE_HANG, parts.RE_HANG),
    "Reference": _Look(style.BODY, 0, parts.RE_HANG),
    "Salutation": _Look(style.BODY, parts.PART_GAP, keep=True),
    "heading 1": _Look(style.HEADING, parts.CLAUSE_GAP, parts.HANG, parts.HANG, keep=True, level=1, numbering=CLAUSES),
    "Clause Text": _Look(style.BODY, parts.BLOCK_GAP, parts.HANG),
    "List Bullet": _Look(style.BODY, 2, parts.HANG + parts.BULLET_HANG, parts.BULLET_HANG, numbering=BULLETS),
    "heading 2": _Look(style.ITEM_HEAD, tables.ABOVE + 4, parts.HANG, keep=True, rule=tables.HEAD_PAD, level=2),
    "Table Head": _Look(style.CELL_HEAD),
    "Table Due": _Look(style.ITEM_DUE_HEAD),
    "Table Number": _Look(style.CELL_NUMBER),
    "Table Text": _Look(style.CELL),
    "Table Money": _Look(style.CELL_MONEY),
    "Table Total": _Look(style.CELL_TOTAL),
    "Signer": _Look(style.SIGNER, signatures.SIGN_ROOM, keep=True, rule=signatures.RULE_GAP),
    "Capacity": _Look(style.CAPACITY, keep=True),
    "Sign Date": _Look(style.CAPACITY, signatures.DATE_ROOM, rule=signatures.RULE_GAP),
    "footer": _Look(style.FOOT),
    "Gap": _Look(replace(style.BODY, size=1, leading=1)),
}
_BUILT_IN = ("Normal", "Body Text", "Salutation", "heading 1", "List Bullet", "heading 2", "footer")


def blank(facts: LetterFacts, sheet: Sheet) -> Document:
    """A document without words, on the letter's paper and in its language."""
    document = docx.Document()
    _drop_template(document)
    _fill(document.styles.element, _styles(facts.language))
    _fill(document.part.numbering_part.element, _NUMBERING)
    _fill(document.settings.element, _SETTINGS)
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _FONTS.encode(), document.part.package)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    _describe(document, facts)
    page = document.sections[0]
    page.page_width, page.page_height = Pt(sheet.width), Pt(sheet.height)
    page.left_margin = page.right_margin = Pt(sheet.side)
    page.top_margin, page.bottom_margin = Pt(sheet.top), Pt(sheet.bottom)
    page.footer_distance = Pt(sheet.bottom - 21)
    return document


def _drop_template(document: Document) -> None:
    """Take out what python-docx's template says of itself: picture, theme, another program's name, a bibliography."""
    for owner, kept in ((document.part, _KEPT), (document.part.package, ())):
        assert owner is not None
        always = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES, *kept)
        for key in [key for key, each in owner.rels.items() if each.reltype not in always]:
            del owner.rels[key]


def _fill(element: BaseOxmlElement, xml: str) -> None:
    """Give the element these children in place of its own."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:x {nsdecls('w', 'w14')}>{xml}</w:x>")):
        element.append(child)


def _describe(document: Document, facts: LetterFacts) -> None:
    about = document.core_properties
    for each in list(about._element):
        about._element.remove(each)
    about.title = _property(facts.title or facts.subject)
    about.author = _property(facts.letterhead.name)
    about.subject = _property(facts.number)
    about.language = _property(facts.language)


def _property(text: str) -> str:
    return sayable(" ".join(lines_of(text)))[:_LONGEST]


def sayable(line: str) -> str:
    """A line of a fact without the two signs that no XML may hold."""
    return _NOT_XML.sub("\ufffd", line)


def packed(document: Document) -> bytes:
    """The file's bytes, without the hour at which they were written."""
    saved, made = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # of 1980
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return made.getvalue()


# how it is written down


def twips(points: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(points * 20)


def border(side: str, thickness: float, colour: Colour, space: float = 0) -> str:
    """A border as XML, `space` points from the words."""
    ink = f'w:space="{round(space)}" w:color="{_ink(colour)}"'
    return f'<w:{side} w:val="single" w:sz="{round(thickness * 8)}" {ink}/>'


def _ink(colour: Colour) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


def _styles(language: str) -> str:
    spoken = f'<w:lang w:val="{language}"/>' if re.fullmatch("[A-Za-z0-9-]+", language) else ""
    names = f'w:ascii="{FAMILY}" w:hAnsi="{FAMILY}" w:eastAsia="{FAMILY}" w:cs="{JOINED}"'
    defaults = f"<w:rPrDefault><w:rPr><w:rFonts {names}/>{spoken}</w:rPr></w:rPrDefault>"
    others = (("character", "Default Paragraph Font"), ("table", "Normal Table"), ("numbering", "No List"))
    return (
        f"<w:docDefaults>{defaults}</w:docDefaults>"
        + "".join(_paragraph_style(name, look) for name, look in _LOOKS.items())
        + "".join(f'<w:style w:type="{kind}" w:default="1" {_named(name)}</w:style>' for kind, name in others)
    )


def _named(name: str) -> str:
    """A style's name and the key that paragraphs know it by."""
    return f'w:styleId="{_key(name)}"><w:name w:val="{name}"/>'


def _key(name: str) -> str:
    """The key of the style of that name."""
    return name.title().replace(" ", "")


def _paragraph_style(name: str, look: _Look) -> str:
    own = 'w:default="1"' if name == "Normal" else "" if name in _BUILT_IN else 'w:customStyle="1"'
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    follows = '<w:next w:val="ClauseText"/>' if look.level else ""
    return (
        f'<w:style w:type="paragraph" {own} {_named(name)}'
        f"{based}{follows}<w:qFormat/><w:pPr>{_shape(look)}</w:pPr><w:rPr>{_voice(look.voice)}</w:rPr></w:style>"
    )


def _shape(look: _Look) -> str:
    """How a paragraph stands; in the order that Word wants."""
    keep = "<w:keepNext/><w:keepLines/>" if look.keep else ""
    number = f'<w:numPr><w:numId w:val="{look.numbering}"/></w:numPr>' if look.numbering else ""
    above = "" if look.rule is None else border("top", style.STRONG_RULE, style.INK, look.rule)
    return (
        f"{keep}<w:widowControl/>{number}{above and f'<w:pBdr>{above}</w:pBdr>'}<w:suppressAutoHyphens/>"
        f'<w:spacing w:before="{twips(look.before)}" w:after="0" w:line="{twips(look.voice.leading)}" '
        f'w:lineRule="{"exact" if look.voice.size < 2 else "atLeast"}"/>{_indents(look.left, look.hang)}'
        + (f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "")
    )


def _indents(left: float, hang: float) -> str:
    return f'<w:ind w:left="{twips(left)}" w:hanging="{twips(hang)}"/>'


def _voice(voice: Style) -> str:
    strong = "<w:b/><w:bCs/>" if "SemiBold" in voice.face else ""
    slanted = "<w:i/><w:iCs/>" if "Italic" in voice.face else ""
    size = int(voice.size * 2)  # Word knows half points; rounded down, what fits on the page fits here
    figures = ("lining", "tabular") if voice.lining else ("oldStyle", "proportional")
    return (
        f'{strong}{slanted}<w:color w:val="{_ink(voice.colour)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w14:numForm w14:val="{figures[0]}"/><w14:numSpacing w14:val="{figures[1]}"/>'
    )


def numbers(key: int, shared: int, start: int | None = None, declared: str = "") -> str:
    """A list of numbers as XML, that begins at `start`."""
    begin = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start is not None else ""
    return f'<w:num {declared} w:numId="{key}"><w:abstractNumId w:val="{shared}"/>{begin}</w:num>'


def _list(key: int, kind: str, sign: str, look: str) -> str:
    shape = _LOOKS[look]
    return (
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{_key(look)}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indents(shape.left, shape.hang)}</w:pPr></w:lvl></w:abstractNum>"
    )


_NUMBERING = (
    _list(CLAUSES, "decimal", "%1.", "heading 1")
    + _list(BULLETS, "bullet", BULLET, "List Bullet")
    + numbers(CLAUSES, CLAUSES)
    + numbers(BULLETS, BULLETS)
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="0"/><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in {
            "compatibilityMode": 15,  # else Word takes the file for an old one and says so
            "overrideTableStyleFontSizeAndJustification": 1,
            "enableOpenTypeFeatures": 1,
            "doNotFlipMirrorIndents": 1,
        }.items()
    )
    + "</w:compat>"
)
_FONTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}><w:font w:name="{FAMILY}">'
    f'<w:altName w:val="{INSTEAD}"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
    "</w:font></w:fonts>"
)
