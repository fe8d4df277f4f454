"""What a file says of itself to programs (XMP, ISO 16684-1), and whether it may call itself accessible (PDF/UA-1)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from practice.letters.tagged import Tag

HEADINGS = ("H1", "H2")
_IDENTITY = "<pdfuaid:part>1</pdfuaid:part>"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Practice</xmp:CreatorTool>
{identity}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    language: str


def whole(text: str) -> str:
    """Text that can be written down: half a character, which some programs paste, becomes a question mark."""
    return text.encode("utf-16", "replace").decode("utf-16")


def accessible(about: About, root: Tag, glyphs: Iterable[int]) -> bool:
    """Whether nothing is known to be missing of what PDF/UA-1 asks for and `tagged` and `embed` do not see to.

    A title, a language, headings that begin with the first level, and a shape for every sign (0 is the empty box).
    """
    first = next((tag.kind for tag in root.walk() if tag.kind in HEADINGS and tag.stands), HEADINGS[0])
    return bool(about.title.strip() and about.language and first == HEADINGS[0] and 0 not in glyphs)


def packet(about: About, identified: bool) -> bytes:
    """The description as XML."""
    told = {name: _written(getattr(about, name)) for name in About.__dataclass_fields__}
    return _PACKET.format(**told, identity=_IDENTITY if identified else "").encode()


def without_identity(description: bytes) -> bytes:
    """The same description for a file that was added to, and no longer says that it is accessible."""
    return description.replace(_IDENTITY.encode(), b"")


def _written(text: str) -> str:
    return escape(_UNWRITABLE.sub("", whole(text)))


class Packet(pdfdoc.PDFObject):
    """The description as it stands in the file, not compressed, so that any program can find it."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: object) -> bytes:
        """Its bytes."""
        told = f"<</Type /Metadata /Subtype /XML /Length {len(self.content)}>>"
        return told.encode("ascii") + b"\nstream\n" + self.content + b"\nendstream"
