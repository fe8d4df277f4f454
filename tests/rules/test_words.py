"""Words are found as a person types them: in any case, without accents, from the middle of a number."""

import json
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.words import fold, index_text, match_query, matches, snippet, words


@pytest.fixture
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(text, detail=column, tokenize='ascii')")
    yield connection
    connection.close()


def found(index, query):
    wanted = match_query(query)
    return (
        [row for (row,) in index.execute("SELECT rowid FROM search WHERE search MATCH ?", (wanted,))] if wanted else []
    )


def keep(index, row, *texts, phones=()):
    index.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (row, index_text(texts, phones)))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Đặng Thùy", "dang thuy"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Straße", "strasse"),
        ("ılık", "ilik"),
        ("İpek", "ipek"),
        ("Æsir Œuvre Þór Ðóra", "aesir oeuvre thor dora"),
        ("Ελλάς", "ελλασ"),
        ("Ёлка", "елка"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
        ("٠١٢", "012"),
        ("Zoë", "ZOE"),
    ],
)
def test_a_name_folds_to_what_is_typed(written, typed):
    assert fold(written) == fold(typed)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_normal_form_folds_alike(form):
    assert fold(unicodedata.normalize(form, "Nguyễn Ångström 김민수 ガ")) == fold("Nguyễn Ångström 김민수 ガ")


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert words(fold(text)) == words(text)


@pytest.mark.parametrize(
    "typed",
    [
        "dor lind",
        "LIND dor",
        "lindqvist",
        "d",
        "o'brien",
        "O’Brien",
        "obrien",
        "brien",
        "OBrienLindqvist",
        "dl@lind",
        "Dorothea O'Brien-Lind",
    ],
)
def test_words_are_found_in_any_order_by_their_beginnings(index, typed):
    keep(index, 1, "Dorothea O'Brien-Lindqvist", "dl@lindqvist.example")
    keep(index, 2, "Somebody Else")
    assert found(index, typed) == [1]


@pytest.mark.parametrize("typed", ["5550117", "555-0117", "0117", "035550", "(503) 555-0117", "503 555", "555 01"])
def test_a_phone_is_found_by_any_run_of_four_digits(index, typed):
    keep(index, 1, "Dorothea Lindqvist", phones=["(503) 555-0117"])
    keep(index, 2, "Corwin Ashby", phones=["(212) 555-9876"])
    assert found(index, typed)[:1] == [1]


@pytest.mark.parametrize("typed", ["+1 (503) 555-0117", "15035550117", "5035550117"])
@pytest.mark.parametrize("kept", ["+1 503-555-0117", "(503) 555-0117"])
def test_a_phone_is_found_with_and_without_its_country(index, kept, typed):
    keep(index, 1, phones=[kept])
    assert found(index, typed) == [1]


def test_a_date_in_a_note_is_found_as_written(index):
    keep(index, 1, "Signed on 2026-11-18 at noon")
    assert found(index, "2026-11-18") == [1]
    assert found(index, "2026-11") == [1]


@pytest.mark.parametrize(
    ("name", "part"), [("山田太郎", "田太"), ("김민수", "민수"), ("さくら", "くら"), ("王小明", "小")]
)
def test_han_kana_and_hangul_are_found_by_part_of_a_name(index, name, part):
    keep(index, 1, name)
    keep(index, 2, name[::-1])
    assert 1 in found(index, part)
    assert found(index, name) == [1]


def test_what_was_pasted_whole_is_looked_for_by_its_beginning(index):
    keep(index, 1, "字" * 5_000)
    keep(index, 2, "漢字" * 5_000)
    query = match_query("漢字" * 16_000)
    assert len(query) < 20_000
    assert found(index, "漢字" * 16_000) == [2]


@pytest.mark.parametrize("typed", ["", "---", '"', "*", "()", "AND", "NEAR(a b)", "text:x", "^a", "\x00", "\ud800"])
def test_signs_of_the_query_language_are_only_text(index, typed):
    keep(index, 1, "nothing of it")
    assert found(index, typed) == []


@pytest.fixture
def naughty(corpora):
    return json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))


def test_naughty_strings_find_themselves(index, naughty):
    texts = list(naughty)
    for row, text in enumerate(texts, 1):
        keep(index, row, text, phones=[text])
    lost = [text for row, text in enumerate(texts, 1) if match_query(text) and row not in found(index, text)]
    assert lost == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_input_is_an_error(text, query):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(text, detail=column, tokenize='ascii')")
    keep(connection, 1, text)
    found(connection, query)
    connection.close()


def test_a_snippet_stands_round_the_word_that_was_found():
    text = "Wants the house to go to Freya in trust until she is twenty-five. " * 3 + "Ingrid stays trustee for now."
    said = snippet(text, "ingr")
    assert "Ingrid stays trustee" in said
    assert said.startswith("…")
    assert len(said) <= 125


def test_a_snippet_without_the_word_is_the_beginning():
    assert snippet("Short and plain.", "zebra") == "Short and plain."


def test_matches_answers_for_one_text_as_the_index_does():
    assert matches("Anselm and Petra Vogt-Hale", "pet vogt")
    assert not matches("Anselm and Petra Vogt-Hale", "petra lind")
