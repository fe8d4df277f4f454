import contextlib
import json
import threading
import unicodedata

import pytest

from practice.db import keys
from practice.errors import Damaged, NewerVersion, Refused, Trouble, WrongKey
from tests import make


@pytest.fixture
def made(tmp_path):
    key, code = keys.create(tmp_path, make.PASSPHRASE, keys.Shown(name="Halvard"), make.CHEAP)
    return tmp_path, key, code


def test_passphrase_and_recovery_code_give_the_same_key(made):
    folder, key, code = made
    assert keys.unwrap(keys.load(folder), make.PASSPHRASE) == key
    assert keys.unwrap(keys.load(folder), code) == key


@pytest.mark.parametrize(
    "typed", [str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("0", "o").replace("1", "l")]
)
def test_a_recovery_code_may_be_typed_by_hand(made, typed):
    folder, key, code = made
    assert keys.unwrap(keys.load(folder), typed(code)) == key


@pytest.mark.parametrize(
    "wrong", ["", "four plain words", "FOUR PLAIN WORDS HERE", "0000-0000-0000-0000-0000-0000-0000-0000"]
)
def test_a_wrong_secret_is_a_sentence_and_changes_nothing(made, wrong):
    folder = made[0]
    before = (folder / keys.FILE).read_bytes()
    with pytest.raises(WrongKey, match="try again"):
        keys.unwrap(keys.load(folder), wrong)
    assert (folder / keys.FILE).read_bytes() == before


def test_composed_and_decomposed_passphrases_are_one(tmp_path):
    key, _ = keys.create(tmp_path, "Grüße aus Köln", keys.Shown(), make.CHEAP)
    assert keys.unwrap(keys.load(tmp_path), unicodedata.normalize("NFD", " Grüße aus Köln ")) == key


def test_a_short_passphrase_is_refused(tmp_path):
    with pytest.raises(Refused, match="8 characters"):
        keys.create(tmp_path, "short  ", keys.Shown(), make.CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_new_passphrase_keeps_key_and_code(made):
    folder, key, code = made
    keys.change_passphrase(folder, key, "another long one")
    assert keys.unwrap(keys.load(folder), "another long one") == keys.unwrap(keys.load(folder), code) == key
    with pytest.raises(WrongKey):
        keys.unwrap(keys.load(folder), make.PASSPHRASE)


def test_a_new_code_ends_the_old_one(made):
    folder, key, code = made
    new = keys.change_recovery(folder, key)
    assert keys.unwrap(keys.load(folder), new) == key
    with pytest.raises(WrongKey):
        keys.unwrap(keys.load(folder), code)


def test_the_key_file_tells_nothing_and_is_private(made):
    folder, key, code = made
    text = (folder / keys.FILE).read_text()
    assert key.hex() not in text
    assert code not in text
    assert (folder / keys.FILE).stat().st_mode & 0o777 == 0o600
    shown = {"name": "Halvard", "mark": "", "locked_at": "", "backed_up_at": "", "theme": ""}
    assert json.loads(text)["shown"] == shown


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"cost": 1}'])
def test_a_damaged_or_missing_key_file_is_a_sentence(made, content):
    folder = made[0]
    (folder / keys.FILE).write_bytes(content)
    with pytest.raises(Damaged):
        keys.load(folder)
    (folder / keys.FILE).unlink()
    with pytest.raises(Damaged, match="missing"):
        keys.load(folder)


def test_any_changed_character_of_a_wrapped_key_is_found(made):
    folder, _, _ = made
    kept = json.loads((folder / keys.FILE).read_text())
    flipped = ("B" if kept["by_passphrase"][0] == "A" else "A") + kept["by_passphrase"][1:]
    (folder / keys.FILE).write_text(json.dumps({**kept, "by_passphrase": flipped}))
    with pytest.raises(WrongKey):
        keys.unwrap(keys.load(folder), make.PASSPHRASE)


def test_each_flipped_bit_of_the_key_file_opens_or_is_a_sentence(made):
    folder, key, code = made
    whole = (folder / keys.FILE).read_bytes()
    for place in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        (folder / keys.FILE).write_bytes(flipped)
        with contextlib.suppress(Trouble):
            assert keys.unwrap(keys.load(folder), code) == key
            assert keys.unwrap(keys.load(folder), make.PASSPHRASE) == key


def test_a_stamp_that_cannot_be_read_stops_nobody(made):
    folder, key, _ = made
    keys.show(folder, locked_at="yesterday", backed_up_at="2026-11-18T17:00:00+00:00")
    kept = keys.load(folder)
    assert (kept.shown.locked_at, kept.shown.backed_up_at) == ("", "2026-11-18T17:00:00+00:00")
    assert keys.unwrap(kept, make.PASSPHRASE) == key


def test_changes_of_two_threads_are_both_kept(made):
    folder, key, _ = made
    code: list[str] = []
    for number in range(10):
        other = threading.Thread(target=lambda: code.append(keys.change_recovery(folder, key)))
        other.start()
        keys.show(folder, name=f"Practice {number}")
        keys.change_passphrase(folder, key, f"long passphrase {number}")
        other.join()
        kept = keys.load(folder)
        assert kept.shown.name == f"Practice {number}"
        assert keys.unwrap(kept, code[-1]) == keys.unwrap(kept, f"long passphrase {number}") == key


def test_a_folder_that_takes_no_file_is_a_sentence(made):
    folder, key, _ = made
    (folder / keys.FILE).rename(folder / "elsewhere")
    with pytest.raises(Trouble, match="missing"):
        keys.change_recovery(folder, key)
    with pytest.raises(Trouble, match="cannot be written"):
        keys.write_whole(folder / "nowhere" / keys.FILE, b"")


def test_a_key_file_of_a_newer_program_is_told_as_such(made):
    folder = made[0]
    kept = json.loads((folder / keys.FILE).read_text())
    (folder / keys.FILE).write_text(json.dumps({**kept, "format": 2, "more": "x"}))
    with pytest.raises(NewerVersion, match="newer version"):
        keys.load(folder)
