"""Statements of account: real pages read back, and rows in which no cell is a formula."""

import csv
import io
import subprocess
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from practice.actions import ledger, statements
from practice.errors import Trouble
from practice.rules.engagements import Fee, FeeKind
from practice.rules.ledger import EntryKind
from practice.rules.progress import Correction
from practice.rules.statement import HEADER
from tests import make
from tests.actions.test_ledger import engage, entry
from tests.letters import accessible
from tests.letters.read import check, pages, plain, poppler, tool
from tests.letters.structure import read

HOSTILE = ['=HYPERLINK("http://x.example")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "a\n=1\0"]


@pytest.fixture
def work(store, client):
    """An engagement with some of everything."""
    made = engage(store, client, title="Estate plan & <b>trust</b>")
    day = make.TODAY - timedelta(days=10)
    ledger.record(store, entry(made, EntryKind.DEPOSIT, 200_000, on=day, method="Check", reference="1042"), make.NOW)
    ledger.record(store, entry(made, EntryKind.FEE, 60_000, text="Discovery"), make.NOW)
    ledger.record(store, entry(made, EntryKind.COST, 4_100, text="Recording fee, receipt 77"), make.NOW)
    ledger.correct(store, Correction(engagement_id=made.id, percent=25, evidence="Notes", on=day), make.NOW)
    ledger.record(store, entry(made, EntryKind.TRANSFER, 60_000), make.NOW)
    wrong = ledger.record(store, entry(made, EntryKind.PAYMENT, 10_000), make.NOW)
    ledger.reverse(store, wrong.id, "Typed twice", make.NOW, make.TODAY)
    return made


def test_a_statement_says_each_entry_and_where_the_money_stands(store, work):
    pdf = statements.pages(store, work.id, make.TODAY)
    check(pdf)
    text = poppler(pdf)
    for said in (
        "Statement of account: Estate plan & <b>trust</b>", "Imelda Corrant", "November 18, 2026",
        "Fee: Discovery", "Cost: Recording fee, receipt 77", "Check, 1042",
        "Payment of Nov 18, 2026, taken back: Typed twice",
        "This money stays yours until it is earned.", "Page 1 of",
    ):  # fmt: skip
        assert said in text, said
    rows = [tag.texts() for tag in read(pdf).root.all("TR")]
    assert ["Paid and not earned yet", "$1,359.00"] in rows
    assert not [row for row in rows if row[0] == "Balance due"]
    assert ["Held for you in trust", "$1,400.00"] in rows
    assert ["Earned so far, by the work that is done", "$600.00"] in rows
    assert ["Nov 18, 2026", "Cost: Recording fee, receipt 77, Imelda Corrant", "$41.00", "$641.00"] in rows
    assert "draft" not in text
    assert "version" not in text


def test_its_file_is_tagged_whole_and_holds_its_fonts(store, work, tmp_path):
    pdf = statements.pages(store, work.id, make.TODAY)
    assert accessible.faults(pdf) == []
    assert accessible.identified(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [font for page in opened.pages for font in page.obj.Resources.Font.values()]
        described = [(font.DescendantFonts[0] if "/DescendantFonts" in font else font).FontDescriptor for font in fonts]
        assert all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in described)
    assert len(read(pdf).root.all("TH")) == 2 + 5 + 4
    statements.export(store, work.id, tmp_path / "s.pdf", make.TODAY)
    assert (tmp_path / "s.pdf").read_bytes() == pdf
    assert subprocess.run([tool("qpdf"), "--check", tmp_path / "s.pdf"], capture_output=True).returncode == 0


def test_an_account_without_entries_says_so(store, client):
    said = read(statements.pages(store, engage(store, client).id, make.TODAY)).root
    assert "Nothing was charged and nothing was paid so far." in said.texts()
    assert [row.texts() for row in said.all("TR")] == [["Where it stands", "Amount"], ["Balance due", "$0.00"]]


def test_the_sum_at_the_end_goes_with_what_is_earned_and_what_is_open(store, client):
    made = engage(store, client)

    def told():
        rows = [tag.texts() for tag in read(statements.pages(store, made.id, make.TODAY)).root.all("TR")]
        return {row[0]: row[1] for row in rows if len(row) == 2}

    ledger.record(store, entry(made, EntryKind.FEE, 60_000, text="In advance"), make.NOW)
    assert told()["Balance due"] == "$600.00"  # charged, and nothing earned
    ledger.record(store, entry(made, EntryKind.DEPOSIT, 100_000), make.NOW)
    assert told()["Paid and not earned yet"] == "$1,000.00"
    ledger.correct(store, Correction(engagement_id=made.id, percent=50, evidence="Notes", on=make.TODAY), make.NOW)
    ledger.record(store, entry(made, EntryKind.TRANSFER, 100_000), make.NOW)
    assert {key: told()[key] for key in ("Earned and not charged yet", "Balance due")} == {
        "Earned and not charged yet": "$600.00",
        "Balance due": "$200.00",
    }


@pytest.mark.parametrize(("currency", "shown"), [("JPY", "¥50,000"), ("KWD", "KWD50.000"), ("EUR", "€500.00")])
def test_amounts_have_the_decimals_of_their_currency(store, client, currency, shown):
    made = engage(store, client, Fee(kind=FeeKind.FLAT, amount=90_000, currency=currency))
    ledger.record(store, entry(made, currency=currency), make.NOW)
    assert shown in poppler(statements.pages(store, made.id, make.TODAY)).replace("\xa0", "")
    rows = list(csv.reader(io.StringIO(statements.rows(store, made.id, make.TODAY).decode("utf-8-sig"))))
    assert rows[1][HEADER.index("Taken off")] == {"JPY": "50000", "KWD": "50.000", "EUR": "500.00"}[currency]


def test_hostile_words_are_only_words(store, client, tmp_path):
    made = engage(store, client)
    for text in (*HOSTILE, '<img src="file:///etc/passwd"/>', "{{name}} %s", "\u202eevil", "שלום", "مرحبا"):
        ledger.record(store, entry(made, payer=f"{text}x", method=text, reference=text, text=text), make.NOW)
    pdf = statements.pages(store, made.id, make.TODAY)
    check(pdf)
    boxes = [fault for fault in accessible.faults(pdf) if "empty box" in fault]  # no font has the wide sign of equality
    assert accessible.faults(pdf) == boxes
    text = plain(poppler(pdf))
    assert "{{name}} %s" in text
    assert '<img src="file:///etc/passwd"/>' in text.replace("“", '"').replace("”", '"')
    statements.export(store, made.id, tmp_path / "S.CSV", make.TODAY)
    data = (tmp_path / "S.CSV").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(HEADER)
    assert len(rows) == 1 + len(HOSTILE) + 5
    starts = ("=", "+", "-", "@", "\t", "\r", "\uff1d")
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(starts)]
    assert [row[HEADER.index("Text")] for row in rows[1:]][1:3] == ["'+1", "'-2+3"]


def test_the_rows_add_up(store, work):
    rows = list(csv.DictReader(io.StringIO(statements.rows(store, work.id, make.TODAY).decode("utf-8-sig"))))
    assert [row["Date"] for row in rows] == sorted(row["Date"] for row in rows)
    assert (rows[-1]["Balance due"], rows[-1]["In credit"], rows[-1]["In trust"]) == ("41.00", "", "1400.00")
    assert rows[-1]["Reverses"] == rows[-2]["Entry"]
    assert rows[-2]["Reversed by"] == rows[-1]["Entry"]


def test_a_file_that_cannot_be_written_is_said(store, work, tmp_path):
    with pytest.raises(Trouble):
        statements.export(store, work.id, tmp_path / "nowhere" / "s.pdf", make.TODAY)
    assert list(tmp_path.glob("**/*.part")) == []
    assert statements.file_name(work.id, date(2026, 11, 18)) == f"Statement-{work.id}-2026-11-18"


def test_a_long_account_goes_over_pages_under_the_same_heads(store, client):
    made = engage(store, client)
    many = [replace(entry(made, amount=1_000 + n), text=f"Part {n}") for n in range(60)]
    ledger.record_all(store, many, make.NOW)
    pdf = statements.pages(store, made.id, make.TODAY)
    check(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) > 1
    text = poppler(pdf)
    assert all(f"Part {n}" in text for n in range(60))
    assert all("Charged" in page.extract_text() for page in pages(pdf))
