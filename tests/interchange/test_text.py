import os
import time

import pytest

from practice.errors import Trouble
from practice.interchange import contacts, text
from tests.interchange.readings import table


@pytest.mark.parametrize(
    ("words", "codec"),
    [
        ("Grüße aus Köln", "utf-8"),
        ("Grüße aus Köln", "utf-8-sig"),
        ("Grüße aus Köln", "utf-16"),
        ("Grüße aus Köln", "utf-16-le"),
        ("Grüße aus Köln", "utf-16-be"),
        ("Grüße aus Köln", "utf-32"),
        ("Grüße aus Köln, façade, Ångström, señor", "cp1252"),
        ("Αθήνα Παπαθανασίου Ευάγγελος Οδυσσέας", "cp1253"),
        ("אפרים קישון", "cp1255"),
        ("山田太郎さんの電話番号とメールアドレス、東京都新宿区", "shift_jis"),
        ("山田太郎", "iso2022_jp"),
        ("Київ Володимирович Кличко Віталій Київ", "cp1251"),
    ],
)
def test_any_encoding(words, codec):
    assert text.decode(f"Name,Note\n{words},x\n".encode(codec), "list.csv").startswith(f"Name,Note\n{words}")


def test_a_sheet_saved_on_an_old_mac_has_its_accents():
    words = "Given,Family\rRené,Moss\r"
    assert text.decode(words.encode("mac_roman"), "list.csv") == words


def test_a_file_in_two_encodings_is_read_line_by_line():
    assert text.decode("ä\n".encode() + "ö\n".encode("cp1252"), "x.csv") == "ä\nö\n"


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"PK\x03\x04rest", "archive"),
        (b"\x1f\x8b\x08", "packed"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "Office"),
        (b"\x89PNG\r\n", "picture"),
        (b"SQLite format 3\x00", "database"),
        (b"\x7fELF\x01\x02\x03\x04" * 9, "not a text file"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(start, word):
    with pytest.raises(Trouble, match=word) as refused:
        contacts.read(start, "file.vcf")
    assert "file.vcf" in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"  \r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said(data):
    with pytest.raises(Trouble, match="empty"):
        contacts.read(data, "nothing.csv")


def test_a_vcf_without_a_card_is_said():
    with pytest.raises(Trouble, match="no vCard"):
        contacts.read(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "calendar.vcf")


def test_folders_pipes_missing_and_too_large_files_are_said(tmp_path):
    with pytest.raises(Trouble, match="not a file"):
        contacts.read(tmp_path)
    with pytest.raises(Trouble, match="not a file"):
        contacts.read(tmp_path / "missing.vcf")
    os.mkfifo(tmp_path / "pipe.vcf")
    with pytest.raises(Trouble, match="not a file"):
        contacts.read(tmp_path / "pipe.vcf")
    large = tmp_path / "large.vcf"
    with large.open("wb") as file:
        file.truncate(text.LARGEST + 1)
    with pytest.raises(Trouble, match="larger"):
        contacts.read(large)


def test_control_signs_are_left_out():
    assert text.clean("a\x00b\x07c\u200d\r\nd\re") == "abc\u200d\nd\ne"
    assert text.one_line(" a\n\tb\x00 ") == "a b"


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16-le", "utf-8", "cp1252"])
@pytest.mark.parametrize("value", [b"+2AA-", b"\\ud800", b"\xed\xa0\x80", b"\x00\xd8"])
def test_no_value_holds_half_a_sign(charset, value):
    assert text.decode_value(value, charset).encode("utf-8")


def test_a_quotation_mark_never_closed_is_said_at_its_line():
    found = table('Name,E-mail\nAda,ada@example.com\n"Rolf,' + "x\n" * 5_000)
    assert found[0].client.given == "Ada"
    assert (found[1].place, "quotation mark" in found[1].reason) == ("line 3", True)


def test_a_large_file_of_nothing_but_commas_takes_no_time():
    start = time.perf_counter()
    contacts.read(b"," * 2_000_000, "commas.csv")
    assert time.perf_counter() - start < 10
