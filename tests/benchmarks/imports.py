"""Importing 20,000 vCard contacts, against vobject reading them and raw sqlcipher3 writing the rows."""

import io
import secrets
import tempfile
from pathlib import Path
from time import perf_counter

import sqlcipher3
import vobject

from practice.actions import imports
from practice.rules.imports import ImportReport
from tests import make
from tests.benchmarks.measured import Measured

CARDS = 20_000
LIMIT = 1.5
_CARD = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Example//Phone 17.1//EN\r
N:{family};{given};;;\r
FN:{given} {family}\r
ORG:Alder and Row {n};Drawing office\r
TITLE:Surveyor\r
EMAIL;type=INTERNET;type=HOME;type=pref:{given}.{n}@example.com\r
EMAIL;type=INTERNET;type=WORK:{n}@example.org\r
TEL;type=CELL;type=VOICE;type=pref:(503) 555-{last:04}\r
TEL;type=WORK;type=VOICE:+1 971 5{n:05} {last:04}\r
item1.ADR;type=HOME;type=pref:;;{n} Linden Row;Astoria;OR;97{n:05};USA\r
item1.X-ABADR:us\r
BDAY:1980-03-22\r
NOTE:Met at the harbour fair\\, asked about a trust.\\nPrefers mornings.\r
CATEGORIES:Fair,{given}\r
END:VCARD\r
"""


def cards(count: int = CARDS) -> str:
    """A phone's export of this many made-up people."""
    names = ("Ada", "Corwin", "Edda", "Ines", "Jonas", "Petra"), ("Ashby", "Halvorsen", "Lindqvist", "Moss", "Thorne")
    return "".join(
        _CARD.format(n=n, given=names[0][n % 6], family=f"{names[1][n % 5]}{n}", last=n % 10_000) for n in range(count)
    )


def ours(text: str) -> ImportReport:
    """Read, plan and commit into a new encrypted practice."""
    with tempfile.TemporaryDirectory() as folder:
        store = make.store(Path(folder))
        file = imports.read(text.encode(), "contacts.vcf")
        report = imports.commit(store, imports.plan(store, imports.rows(file), make.TODAY), make.NOW)
        store.close()
    return report


def baseline(text: str) -> int:
    """vobject's objects, and their rows in one executemany."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlcipher3.connect(str(Path(folder) / "raw.db"))
        connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        fields = ("given", "family", "org", "title", "phones", "emails", "street", "city", "bday", "note")
        connection.execute(f"CREATE TABLE clients (id INTEGER PRIMARY KEY, {', '.join(fields)})")
        rows = [_row(card) for card in vobject.readComponents(io.StringIO(text, newline=""))]
        with connection:
            connection.executemany(f"INSERT INTO clients ({', '.join(fields)}) VALUES ({', '.join('?' * 10)})", rows)
        connection.close()
    return len(rows)


def measure(count: int = CARDS, times: int = 3) -> Measured:
    """Medians of both, taken in turns."""
    text = cards(count)
    mine, theirs = [], []
    for _ in range(times):
        start = perf_counter()
        assert ours(text).added == count
        between = perf_counter()
        assert baseline(text) == count
        mine.append(between - start)
        theirs.append(perf_counter() - between)
    return Measured(f"import {count:,} vCard contacts", sorted(mine)[times // 2], sorted(theirs)[times // 2], LIMIT)


def _row(card: vobject.base.Component) -> tuple[str, ...]:
    name, home = card.n.value, card.adr.value
    phones, emails = (";".join(line.value for line in lines) for lines in (card.tel_list, card.email_list))
    values = (name.given, name.family, card.org.value[0], card.title.value, phones, emails, home.street, home.city)
    return (*map(str, values), card.bday.value, card.note.value)
