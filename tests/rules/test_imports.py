from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.rules.clients import Address, Birthday, Client, Email, Phone
from practice.rules.imports import (
    Contact,
    Decision,
    ImportPlan,
    Match,
    Recognition,
    Unreadable,
    report,
    resolved,
)
from practice.rules.likeness import email_key, keys, merged, name_key, phone_key
from practice.rules.shelves import ClientKind, ClientStatus
from tests.make import TODAY, client, organisation


def decide(recognition, *clients):
    return [recognition.decide(Contact(f"card {n}", c), TODAY) for n, c in enumerate(clients, 1)]


def knowing(*clients):
    recognition = Recognition()
    for n, kept in enumerate(clients, 1):
        recognition.learn(n, replace(kept, id=n))
    return recognition


ADA = client("Ada", "Moss", emails=(Email("ada@example.com"),), phones=(Phone("+44 20 7946 0018"),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0018", "020 7946 0018"),
        ("+1 (503) 555-0117", "503.555.0117"),
        ("0049 170 5550102", "0170/555 01 02"),
        ("503-555-0117 ext. 12", "503-555-0117"),
        ("tel 503-555-0117;ext=12", "503-555-0117"),
        ("٥٠٣٥٥٥٠١١٧", "5035550117"),
    ],
)
def test_phones_that_are_the_same(one, other):
    assert phone_key(one) == phone_key(other) != ""


@pytest.mark.parametrize("number", ["112", "", "ask her", "x 12"])
def test_short_numbers_recognise_nobody(number):
    assert phone_key(number) == ""


def test_keys_are_folded():
    assert email_key(" Ada@Example.COM") == "ada@example.com"
    assert name_key("Jörg", "Süß", "") == name_key("SÜSS", "Jorg", "Alder")
    assert ("name", "ada moss 04-09") in keys(replace(ADA, birthday=Birthday(4, 9, 1961)))
    assert keys(organisation("Alder & Co.")) == (("name", "alder co"),)


@pytest.mark.parametrize(
    ("incoming", "match"),
    [
        (client("Ada", "Moss", emails=(Email("ADA@example.com"),)), Match.EMAIL),
        (client("Ada", "Moss", phones=(Phone("020 7946 0018"),)), Match.PHONE),
        (client("", "", emails=(Email("ada@example.com"),)), Match.EMAIL),
        (client("Ada", "Moss"), Match.NAME),
    ],
)
def test_all_is_there_already(incoming, match):
    (row,) = decide(knowing(ADA), incoming)
    assert (row.decision, row.target, row.match, row.certain) == (Decision.SKIP, 1, match, True)


def test_what_is_missing_is_merged():
    (row,) = decide(knowing(ADA), replace(ADA, job_title="Surveyor"))
    assert row.decision is Decision.MERGE
    assert row.choices == (Decision.ADD, Decision.MERGE, Decision.SKIP)


@pytest.mark.parametrize(
    "incoming",
    [
        client("Corwin", "Ashby", phones=(Phone("020 7946 0018"),)),  # a shared line
        organisation("Alder & Co.", emails=(Email("ada@example.com"),)),
        client("Ada", "Moss", emails=(Email("other@example.com"),)),  # a namesake
        replace(ADA, birthday=Birthday(1, 2, 1990)),
    ],
)
def test_somebody_who_may_be_another_is_added_unless_told_so(incoming):
    (row,) = decide(knowing(replace(ADA, birthday=Birthday(4, 9, 1961))), incoming)
    assert (row.decision, row.target, row.certain) == (Decision.ADD, 1, False)
    assert Decision.MERGE in row.choices


def test_name_and_birthday_recognise():
    kept = client("Ada", "Moss", birthday=Birthday(4, 9, 1961), emails=(Email("old@example.com"),))
    (row,) = decide(knowing(kept), client("Ada", "Moss", birthday=Birthday(4, 9), emails=(Email("new@example.com"),)))
    assert (row.decision, row.match) == (Decision.MERGE, Match.NAME)


def test_namesakes_with_other_birthdays_have_nothing_in_common():
    kept = client("Ada", "Moss", birthday=Birthday(4, 9, 1961))
    (row,) = decide(knowing(kept), client("Ada", "Moss", birthday=Birthday(4, 10, 1961)))
    assert (row.decision, row.target) == (Decision.ADD, 0)


@pytest.mark.parametrize(("one", "other", "same"), [("Rob", "Robert", True), ("Ada", "Ida", False), ("", "Ada", True)])
def test_first_names_may_be_short(one, other, same):
    shared = (Email("a@example.com"),)
    (row,) = decide(knowing(client(one, "Moss", emails=shared)), client(other, "Moss", emails=shared))
    assert row.certain is same


def test_duplicates_inside_one_file():
    more = client("Ada", "Moss", emails=(Email("ada@example.com"),), job_title="Surveyor")
    first, second, third = decide(Recognition(), ADA, more, ADA)
    assert (first.decision, second.decision, third.decision) == (Decision.ADD, Decision.MERGE, Decision.SKIP)
    assert (second.target, third.target) == (-1, -1)


def test_a_duplicate_of_a_row_that_is_a_client_belongs_to_the_client():
    second = client("Ada", "Moss", emails=(Email("second@example.com"),), phones=(Phone("020 7946 0018"),))
    third = client("Ada", "Moss", emails=(Email("second@example.com"),), job_title="Cook")
    rows = decide(knowing(ADA), second, third)
    assert [row.target for row in rows] == [1, 1]


def test_a_birthday_to_come_becomes_a_note():
    (row,) = decide(Recognition(), client(birthday=Birthday(4, 9, 2072)))
    assert (row.contact.client.birthday, row.contact.client.notes) == (None, "Birthday: April 9, 2072")


def test_merging_never_writes_over():
    other = client(
        *("Ada", "Moss"),
        job_title="Cook",
        organisation="Harbour Inn",
        phones=(Phone("020 7946 0018", "Home"), Phone("503 555 0100")),
        emails=(Email("ada@example.com", "Home"),),
        addresses=(Address("1 Quay", "Astoria"),),
        birthday=Birthday(4, 9, 1961),
        tags=("fair",),
        notes="Likes tea.",
    )
    kept = replace(ADA, job_title="Surveyor", tags=("Fair",), notes="First.", birthday=Birthday(4, 9))
    both = merged(kept, other)
    assert (both.job_title, both.organisation) == ("Surveyor", "Harbour Inn")
    assert [p.number for p in both.phones] == ["+44 20 7946 0018", "503 555 0100"]
    assert both.emails == kept.emails
    assert both.addresses == other.addresses
    assert both.birthday == Birthday(4, 9, 1961)
    assert both.tags == ("Fair",)
    assert both.notes == "First.\nLikes tea.\nJob title: Cook"
    assert merged(both, other) is both


numbers = st.sampled_from(["503 555 0117", "+1 503-555-0117", "12", "555 0100 99"])
texts = st.sampled_from(["", "Ada", "ADA", "Moss", "Ádá", "Alder", "x"])
people = st.builds(
    Client,
    given=texts,
    middle=texts,
    family=texts,
    organisation=texts,
    job_title=texts,
    preferred_name=texts,
    birthday=st.none() | st.builds(Birthday, st.integers(1, 3), st.integers(1, 3), st.none() | st.just(1961)),
    phones=st.lists(st.builds(Phone, numbers), max_size=3).map(tuple),
    emails=st.lists(st.builds(Email, st.sampled_from(["a@x.org", "A@X.org", "b@x.org"])), max_size=3).map(tuple),
    addresses=st.lists(st.builds(Address, texts, texts), max_size=2).map(tuple),
    tags=st.lists(texts, max_size=2).map(tuple),
    notes=st.sampled_from(["", "one", "one\ntwo", "two\n\none"]),
)


def named(client):
    """What the readers give: somebody who is called or reached somehow."""
    return any((client.given, client.family, client.organisation, client.preferred_name, client.emails, client.phones))


@settings(max_examples=80, deadline=None)
@given(people, people)
def test_merging_again_adds_nothing(kept, incoming):
    both = merged(kept, incoming)
    assert merged(both, incoming) is both
    assert merged(both, kept) is both or both.notes == kept.notes or len(merged(both, kept).notes) >= len(both.notes)


@settings(max_examples=80, deadline=None)
@given(st.lists(people.filter(named), max_size=6))
def test_a_second_import_adds_and_merges_nothing(contacts):
    plan = ImportPlan(tuple(decide(Recognition(), *contacts)))
    work = resolved(plan)
    again = decide(knowing(*work.added), *contacts)
    assert [row.decision for row in again] == [Decision.SKIP] * len(contacts)


@settings(max_examples=50, deadline=None)
@given(st.lists(people, max_size=6), st.lists(st.sampled_from(list(Decision)), max_size=6))
def test_every_row_is_accounted_for_whatever_is_decided(contacts, decisions):
    plan = ImportPlan(tuple(decide(knowing(ADA), *contacts)), (Unreadable("card 9", "Nobody."),))
    for n, decision in enumerate(decisions[: len(contacts)]):
        plan = plan.decided([n], decision)
    said = report(plan)
    assert said.read == len(contacts) + 1 == said.added + said.merged + len(said.skipped) + len(said.unreadable)
    assert said.added == len(resolved(plan).added)


def test_new_people_get_the_status_asked_for():
    plan = ImportPlan(tuple(decide(Recognition(), ADA)))
    assert resolved(plan, ClientStatus.CLIENT).added[0].status is ClientStatus.CLIENT


def test_a_row_whose_first_one_was_skipped_stands_for_both():
    plan = ImportPlan(tuple(decide(Recognition(), ADA, replace(ADA, job_title="Cook"), replace(ADA, language="en"))))
    (added,) = resolved(plan.decided([0], Decision.SKIP)).added
    assert (added.job_title, added.language) == ("Cook", "en")


def test_a_decision_that_is_no_choice_changes_nothing():
    plan = ImportPlan(tuple(decide(Recognition(), ADA)))
    assert plan.decided([0], Decision.MERGE) == plan


def test_what_was_decided_by_hand_stays_with_the_same_row():
    stranger = client("Rolf", "Birk", phones=(Phone("020 7946 0018"),))
    plan = ImportPlan(tuple(decide(knowing(ADA), stranger, ADA, client("Ida", "Crane"))))
    by_hand = plan.decided([0], Decision.MERGE).decided([2], Decision.SKIP)
    assert plan.decided_as(by_hand) == by_hand
    others = knowing(client("Corwin", "Ashby", phones=stranger.phones), client("Ida", "Crane", notes="Calls"))
    after = ImportPlan(tuple(decide(others, stranger, ADA, client("Ida", "Crane")))).decided_as(by_hand)
    assert [row.decision for row in after.rows] == [Decision.ADD, Decision.ADD, Decision.SKIP]
    assert [row.by_hand for row in after.rows] == [False, False, True]


def test_two_files_of_one_name_are_told_apart():
    rows = [row for c in (ADA, client("Ida", "Crane")) for row in decide(Recognition(), c)]
    plan = ImportPlan(tuple(rows))
    by_hand = plan.decided([1], Decision.SKIP)
    assert plan.decided_as(by_hand) == by_hand


def test_the_report_as_json():
    contact = Contact("card 1", ADA, ("photo",))
    plan = ImportPlan((knowing().decide(contact, TODAY),), (Unreadable("card 2", "Nobody."),))
    assert report(plan).as_json() == {
        "read": 2,
        "added": 1,
        "merged": 0,
        "skipped": [],
        "unreadable": [{"place": "card 2", "reason": "Nobody."}],
        "not_taken": {"photo": 1},
    }


def test_an_organisation_stays_one():
    (row,) = decide(Recognition(), organisation("Harbour Choir"))
    assert row.contact.client.kind is ClientKind.ORGANISATION
