import pytest

from practice.interchange import columns, contacts, sheet
from practice.rules.clients import Address, Birthday, Email, Phone, Relation
from practice.rules.imports import Contact
from practice.rules.shelves import ClientKind
from tests.interchange.readings import bad, clients, opened, people, rows, table


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("google-old.csv", "Google Contacts"),
        ("google-new.csv", "Google Contacts"),
        ("outlook.csv", "Outlook"),
        ("outlook-de.csv", "Outlook or Windows Mail, German"),
        ("thunderbird.csv", "Thunderbird"),
        ("thunderbird-de.tsv", "Thunderbird, German"),
        ("clio.csv", "Clio"),
        ("by-hand.csv", ""),
        ("no-header.csv", ""),
    ],
)
def test_who_wrote_it(name, layout):
    assert opened(name).layout == layout


@pytest.mark.parametrize(
    "name",
    ["google-old.csv", "google-new.csv", "outlook.csv", "thunderbird.csv", "clio.csv", "by-hand.csv", "no-header.csv"],
)
def test_every_program_has_the_same_ada(name):
    ada = people(name)[0]
    assert (ada.given, ada.family) == ("Ada", "Moss")
    assert ada.emails[0].address == "ada@example.com"
    assert "(503) 555-0117" in [phone.number for phone in ada.phones]


def test_google_old():
    (ada,) = people("google-old.csv")
    assert [e.address for e in ada.emails] == ["ada@example.com", "ada2@example.com"]
    assert ada.emails[0] == Email("ada@example.com", "Home")
    assert ada.addresses == (Address("31 Linden Row", "Astoria", "OR", "97103", "US", "Home"),)
    assert ada.tags == ("Fair",)
    assert ada.people == (Relation("Spouse", "Corwin"),)
    assert ada.notes == "First line\nsecond line\nWebsite (Work): https://moss.example\nShoe size: 39"
    assert ada.birthday == Birthday(4, 9, 1961)


def test_google_new():
    row = rows("google-new.csv")[0]
    assert row.client.birthday == Birthday(4, 9)
    assert "Phonetic First Name: Ei-da" in row.client.notes
    assert "Department: Drawing office" in row.client.notes
    assert "Event (Anniversary): 2004-06-12" in row.client.notes
    assert {"photo", "group myContacts"} <= set(row.not_taken)


def test_outlook():
    ada, only = people("outlook.csv")
    assert (ada.prefix, ada.job_title, ada.referral_source) == ("Ms.", "Surveyor", "Gideon Strand")
    assert ada.addresses == (Address("31 Linden Row\nFlat 2", "Astoria", "OR", "97103", "USA", "Work"),)
    assert ada.tags == ("Fair", "Surveyors")
    assert ada.birthday == Birthday(4, 9, 1961)
    assert "User 1: blue" in ada.notes
    assert "0/0/00" not in ada.notes + only.notes


def test_german_outlook_in_an_ansi_encoding_with_semicolons():
    (client,) = people("outlook-de.csv")
    assert (client.prefix, client.given, client.family) == ("Herr", "Jörg", "Süß")
    assert client.addresses == (Address("Hafenstraße 4", "Köln", "", "50667", "Deutschland", "Work"),)
    assert client.birthday == Birthday(4, 9, 1961)


def test_thunderbird_with_a_birthday_in_three_columns():
    ada, rolf = people("thunderbird.csv")
    assert ada.birthday == Birthday(4, 9, 1961)
    assert rolf.birthday is None
    assert "Birthday: 1977-02-31" in rolf.notes


def test_clio():
    ada, choir = people("clio.csv")
    assert (ada.prefix, ada.job_title, ada.organisation) == ("Ms.", "Surveyor", "Alder")
    assert ada.addresses == (Address("31 Linden Row", "Astoria", "OR", "97103", "", "Work"),)
    assert choir.kind is ClientKind.ORGANISATION


def test_a_list_by_hand_with_a_title_above_and_a_formula():
    found = rows("by-hand.csv")
    assert [row.place for row in bad(found)] == ["line 2"]
    ada, ana = clients(found)
    assert ada.notes == "Favourite tea: Assam"
    assert (ana.prefix, ana.family) == ("Prof.", "de la Cruz")
    assert ana.notes == 'Favourite tea: =HYPERLINK("http://evil.example")'


def test_columns_are_mapped_by_hand():
    file = contacts.read(b"Who,Reach,Tea\nAda Moss,ada@example.com,Assam\n", "list.csv")
    assert file.needs_mapping
    assert "which column" in bad(list(contacts.rows(file)))[0].reason
    (row,) = contacts.rows(file, {0: "full_name", 1: "email#", 2: "-"})
    assert (row.client.given, row.client.family) == ("Ada", "Moss")
    assert row.client.emails == (Email("ada@example.com"),)
    assert row.not_taken == ("column Tea",)


def test_two_columns_mapped_to_one_field_lose_nothing():
    file = contacts.read(b"A,B,C,D\nAda,one@example.com,two@example.com,Bea\n", "list.csv")
    (row,) = contacts.rows(file, {0: "given", 1: "email#", 2: "email#", 3: "given"})
    assert [email.address for email in row.client.emails] == ["one@example.com", "two@example.com"]
    assert (row.client.given, row.client.notes) == ("Ada", "D: Bea")


def test_a_header_may_name_two_columns_alike():
    head = "Titre;Prénom;Nom;Société;Titre;Adresse de messagerie"
    (row,) = table(f"{head}\nMme;Zoé;Éluard;Encre SA;Directrice;zoe@encre.example\n")
    zoe = row.client
    assert (zoe.prefix, zoe.given, zoe.family, zoe.organisation) == ("Mme", "Zoé", "Éluard", "Encre SA")
    assert "Directrice" in zoe.notes


def test_a_first_line_that_is_a_person_when_told_so():
    found = table("Ada,Moss\nRolf,Birk\n", first_is_header=False)
    assert [row.place for row in found] == ["line 1", "line 2"]


def test_cells_beyond_the_header_are_kept():
    (row,) = table("Name,E-mail\nAda Moss,ada@example.com,more,\n")
    assert row.client.notes == "Column 3: more"


@pytest.mark.parametrize(
    ("days", "birthday"),
    [
        (["4/9/1961", "5/6/1970"], Birthday(4, 9, 1961)),
        (["4/9/1961", "25/6/1970"], Birthday(9, 4, 1961)),
        (["4.9.1961", "5.6.1970"], Birthday(9, 4, 1961)),
        (["1961-04-09", "x"], Birthday(4, 9, 1961)),
    ],
)
def test_the_order_of_days_follows_the_whole_column(days, birthday):
    found = table("Name,Birthday\n" + "".join(f"Ada Moss,{day}\n" for day in days))
    assert found[0].client.birthday == birthday


def test_a_birthday_with_two_digits_of_the_year_is_not_guessed():
    (row,) = table("Name,Birthday\nAda Moss,4/9/61\n")
    assert (row.client.birthday, row.client.notes) == (None, "Birthday: 4/9/61")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter):
    text = "\n".join(delimiter.join(cells) for cells in (("Name", "Note", "Mail"), ('"a, b; c"', "x", "y")))
    assert sheet.sniff(text)[0] == delimiter


@pytest.mark.parametrize(
    ("header", "normal"),
    [
        ("E-mail 1 - Value", "email 1 value"),
        ("first_name", "first name"),
        ("FirstName", "first name"),
        ("Straße (privat)", "strasse privat"),
        ("Primäre E-Mail-Adresse", "primare email adresse"),
        ("DATE OF BIRTH", "date of birth"),
    ],
)
def test_headers_are_compared_folded(header, normal):
    assert sheet.normal(header) == normal


def test_every_field_of_the_layouts_is_known():
    simple = {
        "given",
        "family",
        "middle",
        "full_name",
        "notes",
        "tags",
        "birthday",
        "former_name",
        "shown",
        "photo",
        "~",
    }
    simple |= {"birth_year", "birth_month", "birth_day"} | columns._TEXTS
    grouped = columns._KIND.keys() | columns._SLOT.keys()
    for layout in columns.layouts().values():
        for field in layout.values():
            name, sign, _ = field.partition("#")
            assert name in (grouped if sign else simple), field


def test_a_phone_without_digits_is_a_note():
    (row,) = table("Name,Phone\nAda Moss,ask her\n")
    assert (row.client.phones, row.client.notes) == ((), "Phone: ask her")


def test_naughty_cells_are_plain_text():
    cells = ["=1+1", "+cmd", "-2", "@SUM(A1)", "<b>x</b>", "'; DROP TABLE clients;--", "\u202egnp.exe", "{{7*7}}"]
    found = table("Name,Note\n" + "".join(f'"{cell}",x\n' for cell in cells))
    assert len(clients(found)) == len(cells)
    assert all(isinstance(row, Contact) for row in found)


def test_phones_keep_how_they_are_written():
    (row,) = table("Name,Mobile,Home phone\nAda Moss,+1 (503) 555.0117,ext. 12\n")
    assert row.client.phones == (Phone("+1 (503) 555.0117", "Mobile"), Phone("ext. 12", "Home"))
