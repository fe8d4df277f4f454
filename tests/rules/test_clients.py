"""Clients are named, ordered, checked and moved as the practice speaks of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practice.errors import Refused
from practice.rules.clients import (
    MOVES,
    NAMELESS,
    Address,
    Birthday,
    Client,
    Email,
    Phone,
    Relation,
    address_lines,
    asked,
    birthday_text,
    check,
    display_name,
    greeting,
    initials,
    joint_name,
    list_name,
    moved,
    problems,
    read_birthday,
    shelf,
    sort_key,
    tidy,
)
from practice.rules.shelves import ClientKind, ClientStatus, Shelf

TODAY = date(2026, 11, 18)
DOROTHEA = Client(given="Dorothea", family="Lindqvist")
ANSELM = Client(given="Anselm", family="Vogt-Hale")
PETRA = Client(given="Petra", family="Vogt-Hale")
FIRM = Client(kind=ClientKind.ORGANISATION, organisation="Alder & Co.")


@pytest.mark.parametrize(
    ("client", "name"),
    [
        (DOROTHEA, "Dorothea Lindqvist"),
        (Client(given="Silas", middle="J.", family="Thorne", suffix="Jr."), "Silas J. Thorne Jr."),
        (Client(given="小明", family="王"), "王小明"),
        (Client(given="민수", family="김"), "김민수"),
        (Client(family="Ashby"), "Ashby"),
        (Client(preferred_name="Dot"), "Dot"),
        (FIRM, "Alder & Co."),
        (Client(organisation="Alder & Co."), "Alder & Co."),
        (Client(emails=(Email("a@b.example"),)), "a@b.example"),
        (Client(phones=(Phone("555-0117"),)), "555-0117"),
        (Client(), NAMELESS),
    ],
)
def test_a_client_is_called_by_the_best_name_there_is(client, name):
    assert display_name(client) == name


def test_a_list_name_has_the_family_first():
    assert list_name(DOROTHEA) == "Lindqvist, Dorothea"
    assert list_name(FIRM) == "Alder & Co."


def test_the_order_is_by_family_then_given_without_case_and_accents():
    people = [
        Client(given="Zoe", family="Ashby"),
        Client(given="Abel", family="ąshby-Grey"),
        Client(given="abel", family="Ashby"),
        FIRM,
        Client(given="Anselm and Petra", family="Vogt-Hale", kind=ClientKind.HOUSEHOLD),
        DOROTHEA,
    ]
    assert [display_name(c) for c in sorted(people, key=sort_key)] == [
        "Alder & Co.",
        "abel Ashby",
        "Zoe Ashby",
        "Abel ąshby-Grey",
        "Dorothea Lindqvist",
        "Anselm and Petra Vogt-Hale",
    ]


@pytest.mark.parametrize(
    ("client", "letters"),
    [(DOROTHEA, "DL"), (FIRM, "A"), (Client(given="小明", family="王"), "王"), (Client(given="Cher"), "C")],
)
def test_initials(client, letters):
    assert initials(client) == letters


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (Client(given="Imelda", family="Corrant", salutation="Ms. Corrant"), "Dear Ms. Corrant"),
        (Client(prefix="Dr.", given="Imelda", family="Corrant"), "Dear Dr. Corrant"),
        (DOROTHEA, "Dear Dorothea Lindqvist"),
        (FIRM, "Dear Alder & Co."),
    ],
)
def test_a_greeting_never_guesses_a_title(client, words):
    assert greeting(client) == words


def test_two_people_share_a_family_name_or_keep_their_own():
    assert joint_name(ANSELM, PETRA) == "Anselm and Petra Vogt-Hale"
    assert joint_name(ANSELM, replace(PETRA, family="Moss")) == "Anselm Vogt-Hale and Petra Moss"


def test_an_address_stands_as_on_an_envelope():
    address = Address("31 Alder Walk\n", "Port Ellery", "Oregon", "97000", "USA")
    assert address_lines(address) == ("31 Alder Walk", "Port Ellery, Oregon 97000", "USA")
    assert address_lines(Address()) == ()


def test_a_client_needs_a_name_or_an_organisation():
    with pytest.raises(Refused) as refused:
        check(Client(emails=(Email("a@b.example"),)), TODAY)
    assert refused.value.fields == {"given": "Type a name or an organisation."}
    check(Client(organisation="Alder & Co."), TODAY)


@pytest.mark.parametrize("address", ["dl@lindqvist.example", "o'brien+x@a-b.co.example", "δ@παράδειγμα.example"])
def test_an_email_that_can_be_written_to_is_taken(address):
    assert problems(replace(DOROTHEA, emails=(Email(address),)), TODAY) == {}


@pytest.mark.parametrize("address", ["dl", "dl@", "@x.example", "a b@x.example", "dl@lindqvist", "a@b,example"])
def test_an_email_without_its_shape_is_named(address):
    found = problems(replace(DOROTHEA, emails=(Email("a@b.example"), Email(address))), TODAY)
    assert list(found) == ["emails"]
    assert address in found["emails"]


def test_a_comma_for_a_dot_is_mended_in_the_sentence():
    assert "a@b.example" in problems(replace(DOROTHEA, emails=(Email("a@b,example"),)), TODAY)["emails"]


def test_a_phone_needs_digits():
    assert list(problems(replace(DOROTHEA, phones=(Phone("ask her"),)), TODAY)) == ["phones"]


@pytest.mark.parametrize("birthday", [Birthday(2, 29), Birthday(4, 9, 1961), Birthday(11, 18, 2026)])
def test_a_possible_birthday_is_taken(birthday):
    assert problems(replace(DOROTHEA, birthday=birthday), TODAY) == {}


@pytest.mark.parametrize("birthday", [Birthday(2, 30), Birthday(13, 1), Birthday(2, 29, 2023), Birthday(11, 19, 2026)])
def test_an_impossible_or_coming_birthday_is_not(birthday):
    assert list(problems(replace(DOROTHEA, birthday=birthday), TODAY)) == ["birthday"]


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1961-04-09", Birthday(4, 9, 1961)),
        ("--04-09", Birthday(4, 9)),
        ("04-09", Birthday(4, 9)),
        ("April 9, 1961", Birthday(4, 9, 1961)),
        ("9 apr 1961", Birthday(4, 9, 1961)),
        ("Sept 9", Birthday(9, 9)),
        ("3/14/1958", Birthday(3, 14, 1958)),
        ("14.3.1958", Birthday(3, 14, 1958)),
        ("5/5/1958", Birthday(5, 5, 1958)),
        ("", None),
    ],
)
def test_a_birthday_is_read_as_one_writes_it(text, birthday):
    assert read_birthday(text) == birthday


@pytest.mark.parametrize("text", ["April 9, 1961", "April 9", ""])
def test_a_birthday_reads_back_as_it_is_written(text):
    assert birthday_text(read_birthday(text)) == text


@pytest.mark.parametrize("text", ["next spring", "3/4/1958", "april", "1961", "May June 4", "9 April 19 61"])
def test_a_birthday_in_other_words_says_how_to_type_it(text):
    with pytest.raises(Refused, match="April 9, 1961"):
        read_birthday(text)


def test_a_prospect_becomes_a_client_on_a_day():
    client = moved(DOROTHEA, ClientStatus.CLIENT, TODAY)
    assert (client.status, client.since) == (ClientStatus.CLIENT, TODAY)
    assert moved(client, ClientStatus.FORMER, TODAY).since == TODAY


@pytest.mark.parametrize("start", ClientStatus)
@pytest.mark.parametrize("end", ClientStatus)
def test_only_the_steps_of_the_table_are_taken(start, end):
    client = replace(DOROTHEA, status=start)
    if start is end or end in MOVES[start]:
        assert moved(client, end, TODAY).status is end
    else:
        with pytest.raises(Refused):
            moved(client, end, TODAY)


def test_open_are_prospects_and_clients_that_are_not_archived():
    assert shelf(DOROTHEA) is Shelf.OPEN
    assert shelf(replace(DOROTHEA, archived_at=datetime(2026, 1, 1, tzinfo=UTC))) is Shelf.CLOSED
    assert shelf(replace(DOROTHEA, status=ClientStatus.DECLINED)) is Shelf.CLOSED
    assert shelf(replace(DOROTHEA, household_id=3)) is Shelf.HIDDEN


def test_what_to_ask_about_stands_apart():
    assert asked("Freya started school. Ask how it is going.") == ("Freya started school.", "Ask how it is going.")
    assert asked("Email first.") == ("Email first.", "")
    assert asked("Ask about Rome.") == ("", "Ask about Rome.")


def test_tidy_takes_empty_rows_and_spaces_away():
    messy = Client(
        given="  Dorothea ", family="Lind  qvist", phones=(Phone(" "), Phone(" 1 ")), tags=("a", "a", " "),
        people=(Relation("Daughter", " "),), addresses=(Address(label="home"),),
    )  # fmt: skip
    assert tidy(messy) == Client(given="Dorothea", family="Lind qvist", phones=(Phone("1"),), tags=("a",))
