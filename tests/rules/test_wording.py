import pytest

from practice.rules.wording import Loaded, capitalised, loaded, looks_named, pairs, repeated, word_list

DIAGNOSES, ADJECTIVES = ("manic", "personality disorder"), ("rude", "passive-aggressive", "moody")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A rude call.", ["rude"]),
        ("RUDE, and Manic", ["manic", "rude"]),
        ("He has a personality  disorder.", ["personality disorder"]),
        ("So passive-aggressive again.", ["passive-aggressive"]),
        ("He shouted for two minutes.", []),
        ("A crude drawing.", []),
        ("He said “you are rude”.", []),
        ('He wrote "manic" twice.', []),
        ("He acted rudely, even manically.", ["manic", "rude"]),
        ("A moodily written note.", ["moody"]),
        ("", []),
    ],
)
def test_diagnoses_and_adjectives_but_no_quotes(text, words):
    assert sorted(one.word for one in loaded(text, DIAGNOSES, ADJECTIVES)) == words


def test_they_come_in_the_order_of_the_text():
    found = loaded("Rude and manic.", DIAGNOSES, ADJECTIVES)
    assert [one.kind for one in found] == [Loaded.ADJECTIVE, Loaded.DIAGNOSIS]


def test_names_begin_large():
    assert capitalised("Marit, a guest, and O’Brien saw Vogt-Hale") == ("Marit", "O’Brien", "Vogt-Hale")
    assert pairs("Then Ida Crane laughed with Marit") == ("Then Ida", "Ida Crane")
    assert repeated("marit heard it", ("Marit", "Ida")) == ("Marit",)


def test_what_looks_like_names():
    said = "I told Peter Miller. The Guest laughed."
    assert looks_named(said, "Marit, A waiter", {"a", "i", "the"}) == ("Peter Miller", "Marit")


def test_a_list_of_words_as_it_is_typed():
    assert word_list("Pushy, loud\nloud;  two  words,") == ("loud", "pushy", "two words")
