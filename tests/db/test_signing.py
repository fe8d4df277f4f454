"""Signed copies never change, and check proves that each begins with the one before it."""

import hashlib
import sqlite3

import pytest
from sqlcipher3 import dbapi2

from practice.actions import letters
from practice.actions.store import check
from practice.db import signing
from practice.db import store as stores
from practice.errors import Trouble
from practice.rules.signing import SignedCopy, Way
from tests import make, make_letters


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    make_letters.profile(made)
    yield made
    if made.key:
        made.abandon()


@pytest.fixture
def letter(store):
    return letters.issue(store, make_letters.estate_plan(store, make_letters.person(store).id).id, make.NOW)


def keep(store, letter, data):
    copy = SignedCopy(letter_id=letter.id, line=1, name="Imelda Corrant", way=Way.DRAWN, at=make.NOW)
    with store.change("sign"):
        return signing.keep(store, copy, data)


def tampered(store, sql, *values):
    """The practice after its file was changed behind the program's back."""
    store.close()
    again = stores.unlock(store.folder, make.PASSPHRASE)
    again.execute("PRAGMA query_only = 0")
    for trigger in ("signed_copies_kept", "signed_copies_stay"):
        again.execute(f"DROP TRIGGER {trigger}")
    again.execute(sql, values)
    return again


def test_what_is_kept_comes_back_oldest_first(store, letter):
    issued = letters.reprint(store, letter.id)
    kept = [keep(store, letter, issued + b"one"), keep(store, letter, issued + b"one, two")]
    assert signing.of_letter(store, letter.id) == kept
    assert [signing.pdf(store, copy) for copy in kept] == [issued + b"one", issued + b"one, two"]
    assert kept[0].sha256 == hashlib.sha256(issued + b"one").hexdigest()
    assert check(store).problems == ()


@pytest.mark.parametrize("sql", ["UPDATE signed_copies SET pdf = x'00'", "DELETE FROM signed_copies"])
def test_a_signed_copy_cannot_be_changed_or_taken_away(store, letter, sql):
    keep(store, letter, letters.reprint(store, letter.id) + b"one")
    with pytest.raises((dbapi2.IntegrityError, sqlite3.IntegrityError)), store.journal.unseen() as execute:
        execute(sql, ())


def test_a_changed_signed_copy_is_never_given_out_and_check_finds_it(store, letter):
    copy = keep(store, letter, letters.reprint(store, letter.id) + b"one")
    again = tampered(store, "UPDATE signed_copies SET pdf = CAST(pdf || 'x' AS BLOB)")
    assert "A signed copy of letter EL-2026-001 is not what was signed." in check(again).problems
    with pytest.raises(Trouble, match="altered"):
        signing.pdf(again, copy)
    again.abandon()


@pytest.mark.parametrize("which", [1, 2])
def test_check_finds_a_copy_that_does_not_begin_with_what_was_signed(store, letter, which):
    issued = letters.reprint(store, letter.id)
    keep(store, letter, issued + b"one")
    keep(store, letter, issued + b"one, two")
    other = issued + b"another" if which == 2 else b"%PDF-1.7 of something else"
    again = tampered(
        store,
        "UPDATE signed_copies SET pdf = ?, sha256 = ? WHERE id = ?",
        other,
        hashlib.sha256(other).hexdigest(),
        which,
    )
    said = "A signed copy of letter EL-2026-001 does not begin with the pages that were signed."
    assert said in check(again).problems
    again.abandon()


def test_check_misses_a_copy_that_was_taken_away(store, letter):
    copy = keep(store, letter, letters.reprint(store, letter.id) + b"one")
    again = tampered(store, "DELETE FROM signed_copies")
    assert check(again).problems == (f"signed_copies {copy.id} was taken away outside the program.",)
    again.abandon()
