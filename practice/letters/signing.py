"""A signature put on an issued letter: drawn by hand on this computer, or by the professional's own certificate.

Either adds to the end of the file; the issued bytes stand unchanged at its beginning. pyHanko writes and reads both; it
comes with the extra `signing` and is imported when used.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from io import BytesIO
from typing import Any  # pyHanko's objects

from practice.errors import Trouble
from practice.letters import style
from practice.letters.metadata import About, without_identity
from practice.letters.pages import height_of_text, stack
from practice.letters.pdf import Placed, write
from practice.letters.signatures import DATE, SIGN
from practice.letters.style import Sheet, Style
from practice.letters.tagged import Tag
from practice.rules.signing import Drawn, Place, Said, Seal, SignerPlaces

SAID = Style(style.FOOT.face, 5, 6)
DAY = Style(style.FOOT.face, 9, 11)
SHRINK = 0.9  # of words that have too little room, until they fit
SHARE = 0.6  # of the line's width that the drawing may take; the rest is small print
GAP = 6.0  # points between the two
PEN = 1.1  # points
FIELD = "Practice"  # the name of the certificate's signature field
MISSING = "Signing needs one more part. In the program’s folder, run: .venv/bin/pip install '.[signing]'"
NOT_OPENED = "That certificate cannot be opened. Check the file and its passphrase."


def places(pdf: bytes) -> tuple[SignerPlaces, ...]:
    """Where each signer of an issued letter signs, in the letter's order; empty for one that nobody signs."""
    reader = _reader(pdf)
    named = reader.root["/Dests"] if "/Dests" in reader.root else {}  # noqa: SIM401  get() would not follow it
    pages = [reader.find_page_for_modification(page)[0].reference for page in range(reader.root["/Pages"]["/Count"])]

    def place(name: str) -> Place:
        page, _, left, low, right, high = (named[name].raw_get(number) for number in range(6))
        x, y = float(left), float(low)
        return Place(pages.index(page.reference), x, y, float(right) - x, float(high) - y)

    count = sum(name.startswith(f"/{SIGN}") for name in named)
    return tuple(SignerPlaces(place(f"/{SIGN}{n}"), place(f"/{DATE}{n}")) for n in range(count))


def ink(pdf: bytes, at: SignerPlaces, drawn: Drawn, said: Said) -> bytes:
    """The file with a drawn signature on the line, in small print beside it what is said of it, and the day."""
    left = at.sign.wide * SHARE
    beside = replace(at.sign, x=at.sign.x + left, wide=at.sign.wide - left)
    return _marked(pdf, at, beside, _pen(replace(at.sign, wide=left - GAP), drawn), said)


def _marked(pdf: bytes, at: SignerPlaces, beside: Place, marks: str, said: Said) -> bytes:
    from pyhanko.pdf_utils.generic import StreamObject, pdf_name  # noqa: PLC0415  as below

    writer, table = _writer(pdf), _library("pyhanko.pdf_utils.generic").DictionaryObject
    forms = table()
    words = ((beside, "\n".join(said.beside), SAID), (at.date, said.day, DAY))
    for number, (place, text, voice) in enumerate(words):
        name = f"/Said{len(pdf)}x{number}"  # no earlier signature in the file has this name
        printed = _reader(_printed(place, text, voice))
        forms[pdf_name(name)] = writer.import_page_as_xobject(printed, page_ix=0)
        marks += f" q 1 0 0 1 {place.x:.2f} {place.y:.2f} cm {name} Do Q"
    stream = writer.add_object(StreamObject(stream_data=f"/Artifact BMC {marks} EMC".encode()))
    writer.add_stream_to_page(at.sign.page, stream, resources=table({pdf_name("/XObject"): forms}))
    return _bytes(writer)


def _printed(place: Place, text: str, voice: Style) -> bytes:
    """A page as large as the room, with the words at its foot, as small as they must be to stand in it."""
    root, sheet = Tag("Document"), Sheet(place.wide, place.high, 0, 0, 0)
    while height_of_text(words := stack(text, voice, 0, place.wide, Tag("P"))) > place.high:
        voice = replace(voice, size=voice.size * SHRINK, leading=voice.leading * SHRINK)
    top = max(place.high - 2 - height_of_text(words), 0)
    marks: list[Placed] = [(top, mark) for mark in stack(text, voice, 0, place.wide, root.add("P"))]
    return write(sheet, [marks], About("", "", "", "en"), root)


def _pen(place: Place, drawn: Drawn) -> str:
    """The strokes as large as the room above the line allows, standing on it at its left."""
    scale = min(place.wide / drawn.wide, place.high / drawn.high)
    paths = []
    for stroke in drawn.strokes:
        points = [f"{place.x + x * scale:.2f} {place.y + (drawn.high - y) * scale:.2f}" for x, y in stroke]
        paths.append(" ".join((f"{points[0]} m", *(f"{point} l" for point in points[1:] or points), "S")))
    return f"q {PEN} w 1 J 1 j 0.06 0.09 0.35 RG {' '.join(paths)} Q"


def holder(certificate: bytes, passphrase: str, now: datetime) -> str:
    """Whose a PKCS#12 certificate is. Raises Trouble when it cannot be opened, or does not hold at `now`."""
    found = _signer(certificate, passphrase).signing_cert
    if not found.not_valid_before <= now <= found.not_valid_after:
        raise Trouble(
            f"That certificate holds from {found.not_valid_before:%Y-%m-%d} to {found.not_valid_after:%Y-%m-%d} only."
        )
    return str(found.subject.native.get("common_name", "")) or str(found.subject.human_friendly)


def seal(
    pdf: bytes, certificate: bytes, passphrase: str, at: SignerPlaces | None = None, said: Said | None = None
) -> bytes:
    """The file signed (PAdES) by a PKCS#12 certificate, which is said on a line if one is given.

    Raises Trouble when the certificate cannot be opened.
    """
    from pyhanko.sign import fields, signers  # noqa: PLC0415  as below

    signer = _signer(certificate, passphrase)
    if at and said:
        pdf = _marked(pdf, at, at.sign, "", said)
    name = f"{FIELD} {len(list(_reader(pdf).embedded_signatures)) + 1}"
    about = signers.PdfSignatureMetadata(
        field_name=name, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = BytesIO()
    signers.sign_pdf(_writer(pdf), about, signer=signer, output=out)
    return out.getvalue()


def _signer(certificate: bytes, passphrase: str) -> Any:  # noqa: ANN401
    signers = _library("pyhanko.sign.signers")
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(certificate, (), passphrase.encode())
    except Exception as error:  # what a damaged file raises is no promise of the library
        raise Trouble(NOT_OPENED) from error
    if signer is None:
        raise Trouble(NOT_OPENED)
    return signer


def seals(pdf: bytes, trusted: Iterable[bytes] = ()) -> tuple[Seal, ...]:
    """What the certificates in the file say; `trusted` are the roots (DER) that are believed, nothing is fetched."""
    from asn1crypto.x509 import Certificate  # noqa: PLC0415  as below
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415  as below
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415  as below

    roots = [Certificate.load(root) for root in trusted]
    found = []
    for embedded in _reader(pdf).embedded_signatures:
        status = validate_pdf_signature(embedded, ValidationContext(trust_roots=roots, allow_fetching=False))
        found.append(
            Seal(
                name=str(embedded.signer_cert.subject.native.get("common_name", "")),
                at=embedded.self_reported_timestamp,
                whole=bool(status.intact and status.valid and status.docmdp_ok),
                trusted=bool(status.trusted),
            )
        )
    return tuple(found)


def ready() -> None:
    """Trouble when the part that signs is not installed."""
    if find_spec("pyhanko") is None:
        raise Trouble(MISSING)


def _writer(pdf: bytes) -> Any:  # noqa: ANN401
    writer = _library("pyhanko.pdf_utils.incremental_writer").IncrementalPdfFileWriter(BytesIO(pdf))
    _describe(writer)
    return writer


def _describe(writer: Any) -> None:  # noqa: ANN401
    """What is added stands in no tag, so that the file no longer says that it is accessible."""
    before = writer.root["/Metadata"] if "/Metadata" in writer.root else None  # noqa: SIM401  as above
    if before is not None and (told := without_identity(before.data)) != before.data:
        after = type(before)(dict_data={name: before[name] for name in ("/Type", "/Subtype")}, stream_data=told)
        writer.root["/Metadata"] = writer.add_object(after)
        writer.update_root()


def _reader(pdf: bytes) -> Any:  # noqa: ANN401
    return _library("pyhanko.pdf_utils.reader").PdfFileReader(BytesIO(pdf))


def _library(name: str) -> Any:  # noqa: ANN401
    from importlib import import_module  # noqa: PLC0415  only where something is signed

    try:
        return import_module(name)
    except ImportError as error:
        raise Trouble(MISSING) from error


def _bytes(writer: Any) -> bytes:  # noqa: ANN401
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
