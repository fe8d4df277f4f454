"""A signature put on an issued letter: drawn by hand on this computer, or by the professional's own certificate.

Either adds to the end of the file; the issued bytes stand unchanged at its beginning. pyHanko writes and reads both; it
comes with the extra `signing` and is imported when used.
"""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any  # pyHanko's objects

from practice.errors import Trouble
from practice.letters import style
from practice.letters.pages import height_of_text, stack
from practice.letters.pdf import About, Placed, write
from practice.letters.style import Sheet, Style
from practice.letters.tagged import Tag
from practice.rules.signing import Drawn, Place, Seal

SAID = Style(style.FOOT.face, 5, 6)
SHARE = 0.6  # of the line's width that the drawing may take; the rest is small print
PEN = 1.1  # points
FIELD = "Practice"  # the name of the certificate's signature field, counted


def ink(pdf: bytes, place: Place, drawn: Drawn) -> bytes:
    """The file with a drawn signature on the line, and beside it in small print what is said of it."""
    from pyhanko.pdf_utils.generic import StreamObject, pdf_name  # noqa: PLC0415  as below

    writer = _writer(pdf)
    left = place.wide * SHARE
    form = writer.import_page_as_xobject(_reader(_small_print(place.wide - left, place.high, drawn)), page_ix=0)
    name = f"/Said{len(pdf)}"  # no earlier signature in the file has this name
    at = f"1 0 0 1 {place.x + left:.2f} {place.y:.2f} cm"
    marks = f"/Artifact BMC q {at} {name} Do Q {_pen(replace(place, wide=left - 6), drawn)} EMC"
    made = _library("pyhanko.pdf_utils.generic").DictionaryObject
    resources = made({pdf_name("/XObject"): made({pdf_name(name): form})})
    stream = writer.add_object(StreamObject(stream_data=marks.encode()))
    writer.add_stream_to_page(place.page, stream, resources=resources)
    return _bytes(writer)


def _small_print(wide: float, high: float, drawn: Drawn) -> bytes:
    """A page as large as the room, with the words at its foot."""
    root, sheet = Tag("Document"), Sheet(wide, high, 0, 0, 0)
    words = stack("\n".join(drawn.said), SAID, 0, wide, root.add("P"))
    top = high - 2 - height_of_text(words)
    marks: list[Placed] = [(top, mark) for mark in words]
    return write(sheet, [marks], About("", "", "", "en"), root)


def _pen(place: Place, drawn: Drawn) -> str:
    """The strokes as large as the room above the line allows, standing on it at its left."""
    scale = min(place.wide / drawn.wide, place.high / drawn.high)
    paths = []
    for stroke in drawn.strokes:
        points = [f"{place.x + x * scale:.2f} {place.y + (drawn.high - y) * scale:.2f}" for x, y in stroke]
        paths.append(" ".join((f"{points[0]} m", *(f"{point} l" for point in points[1:] or points), "S")))
    return f"q {PEN} w 1 J 1 j 0.06 0.09 0.35 RG {' '.join(paths)} Q"


def seal(pdf: bytes, certificate: bytes, passphrase: str, reason: str = "") -> bytes:
    """The file signed (PAdES) by a PKCS#12 certificate. Raises Trouble when that cannot be opened."""
    from pyhanko.sign import fields, signers  # noqa: PLC0415  as below

    try:
        signer = signers.SimpleSigner.load_pkcs12_data(certificate, (), passphrase.encode())
    except Exception as error:  # what a damaged file raises is no promise of the library
        raise Trouble("That certificate cannot be opened. Check the file and its passphrase.") from error
    if signer is None:
        raise Trouble("That certificate cannot be opened. Check the file and its passphrase.")
    name = f"{FIELD} {len(list(_reader(pdf).embedded_signatures)) + 1}"
    about = signers.PdfSignatureMetadata(
        field_name=name, reason=reason or None, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = BytesIO()
    signers.sign_pdf(_writer(pdf), about, signer=signer, output=out)
    return out.getvalue()


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


def _writer(pdf: bytes) -> Any:  # noqa: ANN401
    writers = _library("pyhanko.pdf_utils.incremental_writer")
    return writers.IncrementalPdfFileWriter(BytesIO(pdf))


def _reader(pdf: bytes) -> Any:  # noqa: ANN401
    return _library("pyhanko.pdf_utils.reader").PdfFileReader(BytesIO(pdf))


def _library(name: str) -> Any:  # noqa: ANN401
    from importlib import import_module  # noqa: PLC0415  only where something is signed

    try:
        return import_module(name)
    except ImportError as error:
        raise Trouble("Signing needs one more part. Install it with: pip install 'practice[signing]'") from error


def _bytes(writer: Any) -> bytes:  # noqa: ANN401
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
