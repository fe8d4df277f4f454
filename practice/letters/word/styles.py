"""The letter's voices and distances as Word's own styles, numbering and fonts, as XML: it says that shortest."""

import re
from dataclasses import dataclass

from docx.oxml.ns import nsdecls

from practice.letters import parts, signatures, tables
from practice.letters.said import BULLET
from practice.letters.style import INK, STRONG_RULE, Colour, Setting, Style

CLAUSES, BULLETS = 1, 2  # the numbering of Heading 1 and of List Bullet


@dataclass(frozen=True, slots=True)
class _Family:
    """A family by name, the one Word takes where it is not installed, and one with Arabic and Hebrew for any system."""

    name: str
    instead: str
    joined: str
    kind: str


_FAMILIES = {
    "SourceSerif4": _Family("Source Serif 4", "Cambria", "Times New Roman", "roman"),
    "Inter": _Family("Inter", "Calibri", "Arial", "swiss"),
}


@dataclass(frozen=True, slots=True)
class _Form:
    """A paragraph style: its voice, the gap above it and its indents in points, and what it is kept with."""

    voice: str  # of style.Voices
    before: float = 0
    left: float = 0
    hang: float = 0
    after: float = 0
    keep: bool = False
    rule: float | None = None  # a strong rule so far above the words
    level: int = 0  # of a heading
    numbering: int = 0


_FORMS = {
    "Normal": _Form("body"),
    "Body Text": _Form("body", parts.PARAGRAPH_GAP),
    "Letterhead Logo": _Form("body", after=9),
    "Letterhead Name": _Form("name"),
    "Letterhead Line": _Form("line"),
    "Letterhead Details": _Form("detail"),
    "Letter Date": _Form("body", parts.DATE_GAP),
    "Recipient": _Form("body"),
    "Delivery": _Form("aside"),
    "Subject": _Form("heading", parts.PART_GAP, parts.RE_HANG, parts.RE_HANG, keep=True),
    "Reference": _Form("body", 0, parts.RE_HANG),
    "Salutation": _Form("body", parts.PART_GAP, keep=True),
    "heading 1": _Form("heading", parts.CLAUSE_GAP, parts.HANG, parts.HANG, keep=True, level=1, numbering=CLAUSES),
    "Clause Text": _Form("body", parts.BLOCK_GAP, parts.HANG),
    "List Bullet": _Form(
        "body", parts.BULLET_GAP, parts.HANG + parts.BULLET_HANG, parts.BULLET_HANG, numbering=BULLETS
    ),
    "heading 2": _Form("item_head", tables.ABOVE + 4, parts.HANG, keep=True, rule=tables.HEAD_PAD, level=2),
    "Table Head": _Form("cell_head"),
    "Table Due": _Form("item_due_head"),
    "Table Number": _Form("cell_number"),
    "Table Text": _Form("cell"),
    "Table Money": _Form("cell_money"),
    "Table Total": _Form("cell_total"),
    "Sender": _Form("signer", signatures.SIGN_ROOM, keep=True),
    "Signer": _Form("signer", signatures.SIGN_ROOM, keep=True, rule=signatures.RULE_GAP),
    "Capacity": _Form("capacity", keep=True),
    "Sign Date": _Form("capacity", signatures.DATE_ROOM, rule=signatures.RULE_GAP),
    "footer": _Form("foot"),
}
_BUILT_IN = ("Normal", "Body Text", "Salutation", "heading 1", "List Bullet", "heading 2", "footer")
_OTHERS = {"character": "Default Paragraph Font", "table": "Normal Table", "numbering": "No List"}
_GAP = '<w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/></w:rPr>'  # a point high


def twips(points: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(points * 20)


def border(side: str, thickness: float, colour: Colour, space: float = 0) -> str:
    """A border as XML, `space` points from the words."""
    ink = f'w:space="{round(space)}" w:color="{_ink(colour)}"'
    return f'<w:{side} w:val="single" w:sz="{round(thickness * 8)}" {ink}/>'


def _ink(colour: Colour) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


def _key(name: str) -> str:
    """What paragraphs know the style of that name by."""
    return name.title().replace(" ", "")


def _named(kind: str, name: str, inner: str = "", more: str = "") -> str:
    begin = f'<w:style w:type="{kind}" {more} w:styleId="{_key(name)}"><w:name w:val="{name}"/>'
    return f"{begin}{inner}</w:style>"


def _family(look: Setting) -> _Family:
    return _FAMILIES[look.voices.body.face.partition("-")[0]]


def styles(look: Setting, language: str) -> str:
    """All the styles of a letter that is set so."""
    spoken = f'<w:lang w:val="{language}"/>' if re.fullmatch("[A-Za-z0-9-]+", language) else ""
    family = _family(look)
    names = f'w:ascii="{family.name}" w:hAnsi="{family.name}" w:eastAsia="{family.name}" w:cs="{family.joined}"'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {names}/>{spoken}</w:rPr></w:rPrDefault></w:docDefaults>"
        + "".join(_paragraph_style(name, form, look) for name, form in _FORMS.items())
        + _named("paragraph", "Gap", _GAP, 'w:customStyle="1"')
        + "".join(_named(kind, name, more='w:default="1"') for kind, name in _OTHERS.items())
    )


def _paragraph_style(name: str, form: _Form, look: Setting) -> str:
    own = 'w:default="1"' if name == "Normal" else "" if name in _BUILT_IN else 'w:customStyle="1"'
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    follows = '<w:next w:val="ClauseText"/>' if form.level else ""
    voice: Style = getattr(look.voices, form.voice)
    inner = f"<w:pPr>{_shape(form, voice, look)}</w:pPr><w:rPr>{_voice(voice)}</w:rPr>"
    return _named("paragraph", name, f"{based}{follows}<w:qFormat/>{inner}", own)


def _shape(form: _Form, voice: Style, look: Setting) -> str:
    """How a paragraph stands; in the order that Word wants."""
    keep = "<w:keepNext/><w:keepLines/>" if form.keep else ""
    number = f'<w:numPr><w:numId w:val="{form.numbering}"/></w:numPr>' if form.numbering else ""
    above = "" if form.rule is None else f"<w:pBdr>{border('top', STRONG_RULE, INK, form.rule)}</w:pBdr>"
    return (
        f"{keep}<w:widowControl/>{number}{above}<w:suppressAutoHyphens/>"
        f'<w:spacing w:before="{twips(look.pt(form.before))}" w:after="{twips(look.pt(form.after))}" '
        f'w:line="{twips(voice.leading)}" w:lineRule="atLeast"/>{_indents(form, look)}'
        + (f'<w:outlineLvl w:val="{form.level - 1}"/>' if form.level else "")
    )


def _indents(form: _Form, look: Setting) -> str:
    return f'<w:ind w:left="{twips(look.pt(form.left))}" w:hanging="{twips(look.pt(form.hang))}"/>'


def _voice(voice: Style) -> str:
    strong = "<w:b/><w:bCs/>" if "SemiBold" in voice.cut else ""
    slanted = "<w:i/><w:iCs/>" if "Italic" in voice.cut else ""
    size = int(voice.size * 2)  # Word knows half points; rounded down, what fits on the page fits here
    figures = ("lining", "tabular") if voice.lining else ("oldStyle", "proportional")
    return (
        f'{strong}{slanted}<w:color w:val="{_ink(voice.colour)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w14:numForm w14:val="{figures[0]}"/><w14:numSpacing w14:val="{figures[1]}"/>'
    )


def lists(look: Setting) -> str:
    """The numbering of clauses, and the bullets."""
    clauses, bullets = (
        _list(CLAUSES, "decimal", "%1.", "heading 1", look),
        _list(BULLETS, "bullet", BULLET, "List Bullet", look),
    )
    return clauses + bullets + count(CLAUSES, CLAUSES) + count(BULLETS, BULLETS)


def count(key: int, form: int, start: int | None = None, declared: str = "") -> str:
    """A count of its own in one of the forms of lists, as XML; it begins at `start`."""
    begin = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start is not None else ""
    return f'<w:num {declared} w:numId="{key}"><w:abstractNumId w:val="{form}"/>{begin}</w:num>'


def _list(key: int, kind: str, sign: str, name: str, look: Setting) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{_key(name)}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>{_indents(_FORMS[name], look)}</w:pPr></w:lvl>'
        "</w:abstractNum>"
    )


def fonts(look: Setting) -> str:
    """The table that tells Word what to take where the letter's family is not installed."""
    family = _family(look)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts {nsdecls("w")}><w:font w:name="{family.name}">'
        f'<w:altName w:val="{family.instead}"/><w:charset w:val="00"/><w:family w:val="{family.kind}"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
