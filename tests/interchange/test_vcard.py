import contextlib
import random
import re
import time

import pytest
import vobject

from practice.errors import Trouble
from practice.interchange import contacts
from practice.rules.clients import Address, Birthday, Email, Phone, Relation
from practice.rules.imports import Contact
from practice.rules.shelves import ClientKind
from tests.interchange.readings import DATA, bad, card, clients, people, rows


def test_a_phones_card_keeps_every_value():
    ada, choir = rows("phone-3.0.vcf")
    client = ada.client
    assert (client.prefix, client.given, client.middle, client.family, client.suffix) == (
        *("Dr.", "Ada", "Ruth Jane", "Moss", "Jr."),
    )
    assert client.preferred_name == "Addie"
    assert client.organisation == "Alder & Row; Surveyors"
    assert client.phones == (
        Phone("(503) 555-0117", "Mobile"),
        Phone("+1 503 555 0118", "Work fax"),
        Phone("503-555-0119", "Assistant phone"),
    )
    assert client.emails == (Email("ada.moss@example.com", "Home"),)
    assert client.addresses == (Address("31 Linden Row\nFlat 2", "Astoria", "OR", "97103", "USA", "Home"),)
    assert client.birthday == Birthday(3, 22)
    assert client.tags == ("Fair", "Surveyors")
    assert client.people == (Relation("Spouse", "Corwin Moss"),)
    assert client.notes.splitlines() == [
        "Met at the harbour fair, asked about a trust.",
        "Prefers mornings.",
        "Department: Drawing office",
        "X-FAVOURITE-TEA: Assam",
        "Website (home page): https://moss.example",
        "Anniversary: 2004-06-12",
    ]
    assert set(ada.not_taken) == {"photo", "bookkeeping of the other program"}
    assert choir.client.kind is ClientKind.ORGANISATION
    assert choir.client.organisation == "Harbour Choir"


def test_an_old_outlook_card_with_encodings_photos_and_an_agent():
    agent, main = rows("outlook-2.1.vcf")
    assert (agent.place, agent.client.family) == ("card 2", "Brandt")
    client = main.client
    assert (client.given, client.family) == ("Jörg", "Süß")
    assert client.notes.startswith("Grüße aus Köln\nSecond line, with = sign=\nthird")
    assert "Phone (home): ask his sister" in client.notes
    assert "Agent: Uli Brandt" in client.notes
    assert client.addresses == (Address("Hafenstraße 4", "Köln", "", "50667", "Deutschland", "Work"),)
    assert client.people == (Relation("Spouse", "Lena"),)
    assert "key" in main.not_taken


def test_a_modern_card_in_utf16():
    found = rows("modern-4.0.vcf")
    (client,) = clients(found)
    assert client.emails == (Email("bao@example.net", "Work"),)
    assert client.phones == (Phone("+84-24-555-0160 ext. 102", "Work"),)
    assert client.birthday == Birthday(2, 3)
    assert (client.pronouns, client.language) == ("she/her", "vi")
    assert client.people == (Relation("Friend", "Mai"),)
    assert '"The Loft"' in client.notes
    assert [row.place for row in bad(found)] == ["card 2", "card 3"]
    assert all(row.reason for row in bad(found))


def test_broken_folding_open_quotes_and_cut_cards_stop_nobody():
    edda, cut, last = rows("broken.vcf")
    assert edda.client.notes.startswith("A note that its program\nbroke without any mark\nand went on")
    assert edda.client.phones == (Phone("503 555 0171", "Mobile"),)
    assert "E-mail: not an address" in edda.client.notes
    assert (cut.client.family, last.client.emails[0].address) == ("Cut", "last@example.com")
    assert all("cut off" in row.not_taken[0] for row in (cut, last))


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1961-04-09", Birthday(4, 9, 1961)),
        ("BDAY:19610409", Birthday(4, 9, 1961)),
        ("BDAY;VALUE=date:1961-04-09T00:00:00Z", Birthday(4, 9, 1961)),
        ("BDAY:--0409", Birthday(4, 9)),
        ("BDAY:--04-09", Birthday(4, 9)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-09", Birthday(4, 9)),
        ("BDAY:1604-04-09", Birthday(4, 9)),
    ],
)
def test_birthdays(line, birthday):
    assert card("FN:Ada Moss", line).client.birthday == birthday


@pytest.mark.parametrize("day", ["1961-02-31", "19613101", "spring 1961", "1961-04"])
def test_what_is_no_day_stays_as_a_note(day):
    client = card("FN:Ada Moss", f"BDAY:{day}").client
    assert client.birthday is None
    assert client.notes == f"Birthday: {day}"


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Ada Moss", {"given": "Ada", "family": "Moss"}),
        ("Dr. Ana de la Cruz Jr.", {"prefix": "Dr.", "given": "Ana", "family": "de la Cruz", "suffix": "Jr."}),
        (r"Cruz\, Ana", {"given": "Ana", "family": "Cruz"}),
        ("Ada", {"given": "Ada"}),
        ("Herr Süß", {"prefix": "Herr", "family": "Süß"}),
        ("山田太郎", {"given": "山田太郎"}),
        ("Ludwig van Beethoven", {"given": "Ludwig", "family": "van Beethoven"}),
        (r"Ada Moss\, MD", {"given": "Ada", "family": "Moss", "suffix": "MD"}),
    ],
)
def test_a_name_without_parts_is_taken_apart(full, parts):
    client = card(f"FN:{full}").client
    assert {name: getattr(client, name) for name in parts} == parts


def test_a_name_shown_otherwise_is_kept():
    assert card("N:Moss;Ada;;;", "FN:Auntie Moss").client.notes == "Shown as: Auntie Moss"
    assert card("N:Moss;Ada;;;", "FN:Ada Moss").client.notes == ""


def test_without_a_name_an_address_is_enough():
    assert card("EMAIL:only@example.com").client.emails == (Email("only@example.com"),)


def test_groups_label_their_number_in_any_order():
    client = card("FN:A B", "item1.X-ABLabel:Boat", "item1.TEL:503 555 0100").client
    assert client.phones == (Phone("503 555 0100", "Boat"),)


def test_second_values_go_into_the_notes():
    client = card("FN:A B", "ORG:One", "ORG:Two", "TITLE:Cook", "TITLE:Baker", "NICKNAME:X,Y").client
    assert (client.organisation, client.job_title, client.preferred_name) == ("One", "Cook", "X")
    assert client.notes.splitlines() == ["Organisation: Two", "Job title: Baker", "Nickname: Y"]


def test_quoted_printable_that_is_cut_before_the_next_line():
    client = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=BC=C3=9F=C3=", "TEL;CELL:503 555 0100", version="2.1"
    ).client
    assert client.family.startswith("Süß")
    assert client.phones == (Phone("503 555 0100", "Mobile"),)


def test_a_text_in_base64_is_read_and_other_data_is_named():
    read = card("FN:A B", "NOTE;ENCODING=B:R3LDvMOfZQ==", "LOGO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=")
    assert read.client.notes == "Grüße"
    assert read.not_taken == ("logo",)


def test_an_unknown_encoding_is_read_as_it_stands():
    assert card("FN:A B", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=blabla:K=F6ln", version="2.1").client.notes == "Köln"


def test_hostile_text_stays_text():
    client = card('FN:<img src="file:///x">', "NOTE:=cmd|' /C calc'!A0\u202e\x00\x07").client
    assert "<img" in client.given + client.family
    assert "=cmd" in client.notes
    assert "\x00" not in client.notes
    assert "\x07" not in client.notes


def test_a_very_long_text_is_cut_and_said():
    read = card("FN:A B", f"NOTE:{'x' * 300_000}")
    assert len(read.client.notes) == 100_000
    assert read.not_taken == ("the end of a very long text",)


@pytest.mark.parametrize(
    "line",
    [
        "X;A=a" + ",b" * 5_000,
        "X" + ';A="b' * 5_000,
        "TEL" + ";abcdefgh" * 8 + ";QUOTED PRINTABLE:1",
        "TEL" + ";a=b,c,d,e,f,g,h" * 3 + ";i j:1",
        "X;" * 50_000,
        "a." * 50_000,
        "NOTE:" + "\\;" * 100_000,
        "N:" + ";" * 100_000,
        ";" * 100_000 + ":",
    ],
)
def test_hostile_lines_take_no_time(line):
    start = time.perf_counter()
    card("FN:A B", line, f"{line}:x")
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("charset", ["idna", "rot13", "undefined", "unicode_escape", "utf-7", "hex", "\x00"])
def test_odd_encodings_harm_nobody(charset):
    text = f"BEGIN:VCARD\nFN:A B\nNOTE;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:K=F6ln=ED=A0\nEND:VCARD\n"
    (row,) = contacts.rows(contacts.read(text.encode() + b"\xe9\n", "odd.vcf"))
    assert row.client.notes.encode()


def test_small_changes_anywhere_crash_nothing():
    chance = random.Random(4)
    files = {path.name: path.read_bytes() for path in sorted(DATA.iterdir())}
    signs = [b"\n", b"=", b":", b";", b'"', b"\\", b",,", b"\x00", b"\xe9"]
    pieces = [*signs, b"BEGIN:VCARD\n", b"ENCODING=BASE64:", b"item1."]
    for _ in range(600):
        name = chance.choice(list(files))
        data = bytearray(files[name])
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(data) + 1)
            data[place : place + chance.randint(0, 9)] = chance.choice(pieces)
        with contextlib.suppress(Trouble):
            list(contacts.rows(contacts.read(bytes(data), name)))


def test_cards_inside_cards_without_end():
    text = "BEGIN:VCARD\nAGENT:\n" * 5_000
    found = list(contacts.rows(contacts.read(text.encode(), "deep.vcf")))
    assert len(found) == 5_000


@pytest.mark.parametrize("name", ["phone-3.0.vcf"])
def test_vobject_agrees_where_it_can_read(name):
    text = re.sub(r"PHOTO.*\n( .*\n)+", "", (DATA / name).read_text("utf-8"))  # ours is cut short
    for theirs, ours in zip(vobject.readComponents(text), people(name), strict=True):
        assert [e.value for e in theirs.contents.get("email", [])] == [e.address for e in ours.emails]
        assert {t.value for t in theirs.contents.get("tel", [])} == {p.number for p in ours.phones}
        if "n" in theirs.contents:
            assert (theirs.n.value.given, theirs.n.value.family) == (ours.given, ours.family)


@pytest.mark.parametrize("stray", ["met at the fair", "  met at the fair", " NOTE:met at the fair"])
def test_what_stands_behind_a_begin_or_an_end_hides_no_card(stray):
    text = f"BEGIN:VCARD\n{stray}\nFN:Half Card\nEND:VCARD\n{stray}\nBEGIN:VCARD\nFN:Whole Card\nEND:VCARD\n"
    half, whole = clients(list(contacts.rows(contacts.read(text.encode(), "two.vcf"))))
    assert (half.family, half.notes, whole.family, whole.notes) == ("Card", "met at the fair", "Card", "")


def test_lower_case_and_several_cards_without_space_between():
    text = b"begin:vcard\nversion:3.0\nfn:A B\nend:vcard\nBEGIN:VCARD\nFN:C D\nEND:VCARD"
    found = list(contacts.rows(contacts.read(text, "two.txt")))
    assert [row.client.family for row in found if isinstance(row, Contact)] == ["B", "D"]
