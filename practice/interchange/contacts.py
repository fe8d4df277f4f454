"""Files of contacts: opened and recognised, then read row by row."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from practice.errors import Trouble
from practice.interchange import columns, sheet
from practice.interchange.text import declared_codec, decode, load
from practice.rules.imports import FileKind, ImportFile, Row, Unreadable

_UNCLOSED = "A quotation mark opens here and is not closed; this row and all below it were not read."
_TOO_MANY = f"There are more than {sheet.MOST_ROWS:,} rows; those from here on were not read."


def read(source: Path | bytes, name: str = "", *, first_is_header: bool | None = None) -> ImportFile:
    """Open a file and recognise what it is; `first_is_header` decides about a CSV file's first row, None looks.

    Raises Trouble, with what to do, when it is no file of contacts.
    """
    name = name or (source.name if isinstance(source, Path) else "the file")
    data = load(source) if isinstance(source, Path) else source
    text = decode(data, name)
    if not text.strip():
        raise Trouble(f"{name} is empty. Export the contacts once more.")
    if _is_vcard(text, name):
        return _vcard(text, name, declared_codec(data))
    return _sheet(text, name, first_is_header)


def rows(file: ImportFile, mapping: Mapping[int, str] | None = None) -> Iterator[Row]:
    """Each contact of the file, or the reason why not; `mapping` sends a column (by position) to another field."""
    if file.kind is FileKind.VCARD:
        from practice.interchange import vcard  # noqa: PLC0415  start-up: vobject is loaded when a vCard is read

        yield from vcard.rows(file.text, file.codec or "cp1252")
        return
    mapped = columns.mapped(file.columns, mapping or {})
    first = columns.day_first(mapped, file.table)
    yield from file.above
    for row in file.table:
        yield columns.contact(row, mapped, days_first=first)
    if file.ends:
        yield file.ends


def _is_vcard(text: str, name: str) -> bool:
    start = text[:4096].lstrip().upper()
    return start.startswith("BEGIN:VCARD") or (
        name.lower().endswith((".vcf", ".vcard")) and "BEGIN" in text[: 1 << 20].upper()
    )


def _vcard(text: str, name: str, codec: str) -> ImportFile:
    from practice.interchange import vcard  # noqa: PLC0415  start-up, as above

    total = vcard.count(text)
    if not total:
        raise Trouble(f"{name} holds no vCard. Export the contacts once more, as vCard or CSV.")
    return ImportFile(name, FileKind.VCARD, total, text=text, codec=codec)


def _sheet(text: str, name: str, first_is_header: bool | None) -> ImportFile:
    table: list[sheet.Line] = []
    ends: Unreadable | None = None
    try:
        for line in sheet.lines(text):
            if len(table) == sheet.MOST_ROWS:
                ends = Unreadable(f"line {line[0]}", _TOO_MANY)
                break
            table.append(line)
    except sheet.UnclosedError as unclosed:
        ends = Unreadable(f"line {unclosed.line}", _UNCLOSED)
    layout, found, start = columns.recognise(table, first_is_header)
    above = tuple(columns.above(table[: max(start - 1, 0)]))
    return ImportFile(
        name,
        FileKind.CSV,
        len(table) - start,
        layout,
        table=tuple(table[start:]),
        columns=found,
        above=above,
        ends=ends,
    )
