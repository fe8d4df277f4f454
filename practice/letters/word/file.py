"""An empty Word file on the letter's paper, what it says of itself, and its bytes.

python-docx brings a template of its own along; all of it but the document is taken out and written anew.
"""

import zipfile
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

from practice.letters.said import lines_of
from practice.letters.style import Setting
from practice.letters.word import styles
from practice.letters.word.text import sayable
from practice.rules.letters import LetterFacts

_KEPT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS)
_LONGEST = 255  # signs that a property may have
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


def blank(facts: LetterFacts, look: Setting) -> Document:
    """A document without words, on the letter's paper, in its language, with its styles."""
    document = docx.Document()
    _drop_template(document)
    _fill(document.styles.element, styles.styles(look, facts.language))
    _fill(document.part.numbering_part.element, styles.lists(look))
    _fill(document.settings.element, _SETTINGS)
    named = styles.fonts(look).encode()
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, named, document.part.package)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    _describe(document, facts)
    page, sheet = document.sections[0], look.sheet
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
