"""Names that are safe everywhere and look like what they are, limits, places and versions."""

import hashlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules.attachments import (
    LONGEST,
    Attachment,
    AttachmentKind,
    Owner,
    Summing,
    Whole,
    ending,
    next_version,
    placed,
    released,
    renamed,
    runs,
    safe_name,
)

NAMES = [
    ("Lease, signed.pdf", "Lease, signed.pdf"),
    ("../../etc/passwd", "passwd"),
    ("..", "file"),
    ("", "file"),
    ("...", "file"),
    ("/", "file"),
    ("folder/", "folder"),
    ("C:\\Users\\Ines\\will.docx", "will.docx"),
    ("C:\\", "C_"),
    ("\\\\server\\share\\scan.tif", "scan.tif"),
    ("CON", "_CON"),
    ("con.txt", "_con.txt"),
    ("Aux .pdf", "_Aux .pdf"),
    ("NUL.tar.gz", "_NUL.tar.gz"),
    ("COM1.pdf", "_COM1.pdf"),
    ("LPT¹", "_LPT¹"),
    ("CONTRACT.pdf", "CONTRACT.pdf"),
    ("lease\0.pdf", "lease.pdf"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ("\u2066a\u2069\u200f.pdf", "a.pdf"),
    ("photo.jpg" + " " * 200 + ".exe", "photo.jpg .exe"),
    ("two\nlines\r.txt", "two lines .txt"),
    ("10:30 *draft* <1>?.pdf", "10_30 _draft_ _1__.pdf"),
    ("ends in dots. . .", "ends in dots"),
    ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
    ("契約書.pdf", "契約書.pdf"),
    ("bad\udcffbyte.pdf", "bad\N{REPLACEMENT CHARACTER}byte.pdf"),
    ("e\u0301te\u0301.pdf", "été.pdf"),
]


@pytest.mark.parametrize(("given_name", "kept"), NAMES)
def test_a_name_is_one_plain_name_that_reads_as_it_is(given_name, kept):
    assert safe_name(given_name) == kept


@given(st.text(alphabet=st.characters(), max_size=300))
@example("x" * 500 + ".pdf")
@example("con." + "é" * 300)
@example("a\u00ad\u0301")
def test_any_text_becomes_a_name_for_every_system(text):
    name = safe_name(text)
    assert name
    assert name == safe_name(name)
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*\0')
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in name)


def test_a_long_name_keeps_its_ending():
    assert safe_name("x" * 500 + ".pdf").endswith("xxx.pdf")


def test_the_ending_is_plain_or_none():
    assert ending("Lease.PDF") == ".pdf"
    assert ending("archive.tar.gz") == ".gz"
    for name in (".profile", "no ending", "a.b c", "x.verylongending", "strange.p/d"):
        assert ending(name) == ""


@pytest.mark.parametrize("name", ["run.exe", "RUN.EXE", "lease.pdf.lnk", "a.desktop", "a.settingcontent-ms", "x.sh"])
def test_programs_are_known(name):
    assert runs(name)


@pytest.mark.parametrize("name", ["lease.pdf", "exe", "exe.pdf", "photo.heic", "notes.docx", "shell.shx"])
def test_documents_are_no_programs(name):
    assert not runs(name)


def test_a_file_belongs_to_the_narrowest_of_its_records():
    file = placed(Attachment(), Owner("letters", 7), 3)
    assert (file.client_id, file.letter_id, file.engagement_id, file.note_id) == (3, 7, None, None)
    assert file.owner == Owner("letters", 7)
    assert placed(file, Owner("notes", 2), 3).owner == Owner("notes", 2)
    assert released(file).owner == Owner("clients", 3)
    with pytest.raises(ValueError, match="without an owner"):
        Attachment().owner  # noqa: B018  the question is the test


def test_a_renamed_file_keeps_its_kind():
    file = Attachment(name="Lease.pdf")
    assert renamed(file, " Lease 2027 ").name == "Lease 2027.pdf"
    assert renamed(file, "Lease.docx").name == "Lease.docx"
    assert renamed(file, "../up").name == "up.pdf"
    with pytest.raises(Refused):
        renamed(file, "  ")


def test_a_changed_signed_copy_is_another_version_and_no_signed_copy():
    old = Attachment(id=4, letter_id=7, client_id=3, name="a.pdf", kind=AttachmentKind.SIGNED_COPY)
    new = next_version(old, [old, Attachment(name="a.pdf", version=2), Attachment(name="b.pdf", version=9)])
    assert (new.id, new.version, new.kind, new.owner, new.name) == (0, 3, AttachmentKind.FILE, old.owner, "a.pdf")


def test_chunks_are_numbered_and_hashed_and_so_is_the_whole():
    summing = Summing()
    first, second = summing.add(b"one"), summing.add(b"two")
    assert (first.number, second.number) == (0, 1)
    assert second.sha256 == hashlib.sha256(b"two").hexdigest()
    assert summing.result() == Whole(6, hashlib.sha256(b"onetwo").hexdigest())
    assert Attachment(size=0).chunks == 0
    assert [Attachment(size=n).chunks for n in (1, 1 << 20, (1 << 20) + 1)] == [1, 1, 2]
