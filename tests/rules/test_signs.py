"""What is typed with a keyboard's signs is printed with those of a compositor."""

import pytest

from practice.rules.signs import printed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("it's the client's", "it’s the client’s"),
        ('Read the "deed" first', "Read the “deed” first"),
        ("the 'deed', then", "the ‘deed’, then"),
        ('("A", "B")', "(“A”, “B”)"),
        ("\"I said 'no'\"", "“I said ‘no’”"),
        ("the dogs' food", "the dogs’ food"),
        ("the '90s", "the ’90s"),
        ('"signed in 2026"', "“signed in 2026”"),
        ("a board of 6\" by 9'", "a board of 6\" by 9'"),
        ('*"Deed"* and **it\'s**', "*“Deed”* and **it’s**"),
        ("a draft -- then the deed", "a draft – then the deed"),
        ("a draft - then the deed", "a draft – then the deed"),
        ("- a list", "- a list"),
        ("follow-up, 2026-12-03, (503) 555-0142", "follow-up, 2026-12-03, (503) 555-0142"),
        ("and so on...", "and so on…"),
        (
            "o'neil@moss.example, https://moss.example/a--b'c it's",
            "o'neil@moss.example, https://moss.example/a--b'c it’s",
        ),
        ("“true” already – it’s so…", "“true” already – it’s so…"),
        ("", ""),
        ("'", "’"),
    ],
)
def test_a_keyboard_s_signs_become_true_ones(typed, said):
    assert printed(typed) == said
    assert printed(said) == said
