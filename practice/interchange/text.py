"""Bytes of a file from elsewhere to text, whatever wrote it; what is no text is refused with a sentence."""

import codecs
import re
from pathlib import Path

from practice.errors import Trouble

LARGEST = 256 * 1024 * 1024  # bytes; a phone's whole address book with photos has a quarter of that
LONGEST = 100_000  # characters kept of one value
_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "It is an archive or a workbook. Unpack it, or save the sheet as CSV, then choose that file."),
    (b"\xd0\xcf\x11\xe0", "It is an old Office file. Open it there and save it as CSV, then choose that file."),
    (b"\x1f\x8b", "It is a packed archive. Unpack it, then choose the file inside."),
    (b"BZh", "It is a packed archive. Unpack it, then choose the file inside."),
    (b"\xfd7zXZ", "It is a packed archive. Unpack it, then choose the file inside."),
    (b"7z\xbc\xaf", "It is a packed archive. Unpack it, then choose the file inside."),
    (b"Rar!", "It is a packed archive. Unpack it, then choose the file inside."),
    (b"%PDF", "It is a PDF. Export the contacts as vCard or CSV instead."),
    (b"\x89PNG", "It is a picture. Export the contacts as vCard or CSV instead."),
    (b"\xff\xd8\xff", "It is a picture. Export the contacts as vCard or CSV instead."),
    (b"SQLite format 3", "It is a database. Export the contacts as vCard or CSV instead."),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CHARSET = re.compile(rb"CHARSET=\"?([\w:.-]+)", re.IGNORECASE)
_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŸŒŠŽßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿœšž¿¡ºª«»“”„‘’‚–—…€£§°·´ \xa0")
_CODECS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "mac_roman",
    "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949", "tis_620", "iso8859_2",
)  # fmt: skip
# No program writes contacts in these; utf-7 would also give halves of signs, which no store can keep.
_NO_FILES_CODECS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape", "utf-7"}
_UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0xFFFE])


def load(path: Path) -> bytes:
    """The file's bytes. Raises Trouble when it is no plain file, too large or not to be read."""
    try:
        if not path.is_file():
            raise Trouble(f"{path.name} is not a file that can be opened. Choose a .vcf or .csv file.")
        if path.stat().st_size > LARGEST:
            raise Trouble(f"{path.name} is larger than {LARGEST // 1024**2} MB. Export the contacts in parts.")
        return path.read_bytes()
    except OSError:
        raise Trouble(f"{path.name} cannot be read. Check that it is there and that you may open it.") from None


def decode(data: bytes, name: str) -> str:
    """The text of a file. Raises Trouble, naming the file, when it has none."""
    if len(data) > LARGEST:
        raise Trouble(f"{name} is larger than {LARGEST // 1024**2} MB. Export the contacts in parts.")
    for start, sentence in _OTHER_FILES:
        if data.startswith(start):
            raise Trouble(f"{name} cannot be imported. {sentence}")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, "replace")
    if codec := _two_byte_codec(data):
        return data.decode(codec, "replace")
    if _is_binary(data):
        raise Trouble(f"{name} is not a text file. Export the contacts as vCard or CSV instead.")
    return _decode_bytes(data.replace(b"\0", b""))


def decode_value(value: bytes, charset: str = "", fallback: str = "cp1252") -> str:
    """One encoded value: as it says itself, else as UTF-8; what fits neither as it says, or by `fallback`."""
    for codec in (charset, "utf-8"):
        if codec and (known := known_codec(codec)):
            try:
                return value.decode(known)
            except UnicodeDecodeError:
                continue
    return value.decode(known_codec(charset) or known_codec(fallback) or "cp1252", "replace")


def known_codec(name: str) -> str:
    """Python's name of a text encoding, "" when it has none (or the name is no encoding of text)."""
    try:
        info = codecs.lookup(name.strip("\"' "))
    except (LookupError, ValueError):
        return ""
    return info.name if info._is_text_encoding and info.name not in _NO_FILES_CODECS else ""


def clean(value: str) -> str:
    """A value of several lines without characters that cannot be seen, its line ends as \\n."""
    if value.isprintable():
        return value.strip()
    lines = value.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def one_line(value: str) -> str:
    """A value on one line, its words one space apart."""
    return " ".join((value if value.isprintable() else value.translate(_UNSEEN)).split())


def declared_codec(data: bytes) -> str:
    """The first encoding other than UTF-8 that a vCard's own CHARSET names, "" when none does."""
    for found in _CHARSET.findall(data[: 8 * _SAMPLE]):
        codec = known_codec(found.decode("ascii", "replace"))
        if codec and codec not in {"utf-8", "ascii"}:
            return codec
    return ""


def _decode_bytes(data: bytes) -> str:
    if b"\x1b$" in data[:_SAMPLE]:
        return data.decode("iso2022_jp", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_lines(data)


def _decode_lines(data: bytes) -> str:
    """Line by line: UTF-8 where it is, else the one encoding that fits the rest."""
    lines = data.splitlines(keepends=True)
    strange = [line for line in lines if not _is_utf8(line)]
    codec = declared_codec(data) or _guess(b"".join(strange)[:_SAMPLE])
    if b"\n" not in data and b"\r" in data:
        codec = "mac_roman"  # Excel on a Mac ends lines with \r alone, and writes no other encoding with them
    return "".join(line.decode("utf-8") if _is_utf8(line) else line.decode(codec, "replace") for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(sample: bytes) -> str:
    """Western text has single accented letters between plain ones; for the rest ask charset-normalizer."""
    runs = _HIGH_RUN.findall(sample)
    high = b"".join(runs)
    if len(high) < 1.5 * len(runs) and frozenset(high.decode("cp1252", "replace")) <= _WESTERN:
        return "cp1252"
    if min(high) >= 0xE0 and max(high) <= 0xFA:
        return "cp1255"  # Hebrew has no capitals; other scripts would show one in their names
    from charset_normalizer import from_bytes  # noqa: PLC0415  start-up: few files need it

    best = from_bytes(sample, cp_isolation=list(_CODECS)).best()
    return best.encoding if best else "cp1252"


def _two_byte_codec(data: bytes) -> str:
    """UTF-16 without a mark has a zero in every second place of its plain letters."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even * 8 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 5 and odd * 8 < even else ""


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    odd = len(_CONTROL.findall(sample)) + sample.count(0)
    return odd > 3 and odd * 20 > len(sample)
