"""Signing in the room: each signature makes another copy, which begins with the one before it."""

import hashlib
from datetime import timedelta

import pytest

from practice.actions import clients, letters, signing
from practice.actions.store import check
from practice.errors import Refused, Trouble
from practice.letters.signing import seals
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientStatus
from practice.rules.signing import Drawn, Way
from tests import make, make_certificate, make_letters
from tests.letters.read import pages
from tests.make_certificate import WORDS

pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")
DRAWN = Drawn((((0.0, 0.0), (100.0, 50.0), (200.0, 0.0)), ((10.0, 60.0),)), 400, 100)
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def certificate():
    return make_certificate.certificate()


@pytest.fixture
def letter(store, draft):
    return letters.issue(store, draft.id, make.NOW)


def signed_text(store, letter):
    return " ".join(pages(signing.newest(store, letter.id))[-1].extract_text().split())


def test_the_client_signs_and_the_letter_is_signed(store, client, letter):
    issued = letters.reprint(store, letter.id)
    copy = signing.sign(store, letter.id, 1, DRAWN, make.NOW + MINUTE)
    assert (copy.name, copy.way, copy.at, copy.line) == ("Imelda Corrant", Way.DRAWN, make.NOW + MINUTE, 1)
    after = letters.get(store, letter.id)
    assert (after.state, after.signed_on) == (LetterState.SIGNED, make.TODAY)
    assert clients.find(store, client.id).status is ClientStatus.CLIENT
    assert letters.waiting(store) == 0
    newest = signing.newest(store, letter.id)
    assert newest.startswith(issued)
    assert len(newest) > len(issued)
    assert letters.reprint(store, letter.id) == issued
    assert copy.sha256 == hashlib.sha256(newest).hexdigest()
    assert store.journal.can_undo is None
    assert check(store).problems == ()


def test_beside_the_drawing_stand_name_time_zone_and_the_text(store, letter):
    signing.sign(store, letter.id, 1, DRAWN, make.NOW)
    said = signed_text(store, letter)
    local = make.NOW.astimezone()
    for words in (
        "Signed by Imelda Corrant",
        f"{local:%M}:00",
        str(local.tzname()),
        f"Check code {letter.check_code}",
        f"SHA-256 {letter.sha256[:4]} {letter.sha256[4:8]} {letter.sha256[8:12]} {letter.sha256[12:16]}",
    ):
        assert words in said


@pytest.fixture
def joint(store):
    one = make_letters.person(store)
    other = make_letters.person(store, given="Bo", family="Marr", emails=())
    household = clients.join(store, one.id, other.id, make.NOW)
    draft = make_letters.estate_plan(store, household.id)
    return letters.issue(store, draft.id, make.NOW)


def test_with_two_clients_the_letter_is_signed_once_both_have(store, joint):
    first = signing.sign(store, joint.id, 2, DRAWN, make.NOW)
    one = signing.newest(store, joint.id)
    assert letters.get(store, joint.id).state is LetterState.ISSUED
    day = timedelta(days=1)
    second = signing.sign(store, joint.id, 1, DRAWN, make.NOW + day)
    two = signing.newest(store, joint.id)
    after = letters.get(store, joint.id)
    assert (after.state, after.signed_on) == (LetterState.SIGNED, make.TODAY + day)
    assert two.startswith(one)
    assert one.startswith(letters.reprint(store, joint.id))
    assert signing.copies(store, joint.id) == [first, second]
    said = signed_text(store, joint)
    assert "Signed by Imelda Corrant" in said
    assert "Signed by Bo Marr" in said
    assert check(store).problems == ()


def test_nobody_signs_twice(store, joint):
    signing.sign(store, joint.id, 1, DRAWN, make.NOW)
    with pytest.raises(Refused, match="Imelda Corrant has signed"):
        signing.sign(store, joint.id, 1, DRAWN, make.NOW)


def test_the_professional_may_draw_before_or_after_the_client_and_neither_signs_for_the_other(store, letter):
    signing.sign(store, letter.id, 0, DRAWN, make.NOW)
    assert letters.get(store, letter.id).state is LetterState.ISSUED
    signing.sign(store, letter.id, 1, DRAWN, make.NOW)
    assert letters.get(store, letter.id).state is LetterState.SIGNED


def test_the_professional_follows_with_their_certificate_and_that_closes_the_file(store, letter, certificate):
    file, root = certificate
    signing.sign(store, letter.id, 1, DRAWN, make.NOW)
    copy = signing.seal(store, letter.id, file, WORDS, make.NOW + MINUTE)
    assert (copy.name, copy.way, copy.line) == ("Ines Halvard", Way.CERTIFICATE, 0)
    newest = signing.newest(store, letter.id)
    (one,) = seals(newest, [root])
    assert (one.name, one.whole, one.trusted) == ("Ines Halvard", True, True)
    assert "Signed by certificate: Ines Halvard" in signed_text(store, letter)
    with pytest.raises(Refused, match="closed this file"):
        signing.sign(store, letter.id, 0, DRAWN, make.NOW + MINUTE)
    with pytest.raises(Refused, match="closed this file"):
        signing.seal(store, letter.id, file, WORDS, make.NOW + MINUTE)
    assert check(store).problems == ()


def test_a_certificate_beside_the_professionals_own_hand_prints_nothing_over_it(store, letter, certificate):
    signing.sign(store, letter.id, 0, DRAWN, make.NOW)
    signing.seal(store, letter.id, certificate[0], WORDS, make.NOW)
    assert "Signed by certificate" not in signed_text(store, letter)


def test_a_certificate_alone_signs_for_nobody_else(store, letter, certificate):
    signing.seal(store, letter.id, certificate[0], WORDS, make.NOW)
    assert letters.get(store, letter.id).state is LetterState.ISSUED
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)  # on paper
    assert letters.get(store, letter.id).state is LetterState.SIGNED


def test_a_wrong_passphrase_keeps_nothing_and_says_nothing_of_it(store, letter, certificate, caplog):
    with pytest.raises(Trouble, match="cannot be opened") as told:
        signing.seal(store, letter.id, certificate[0], "hunter-5521", make.NOW)
    assert signing.copies(store, letter.id) == []
    assert "hunter" not in str(told.value) + caplog.text


def test_neither_certificate_nor_passphrase_is_kept(store, letter, certificate):
    file, _ = certificate
    signing.seal(store, letter.id, file, WORDS, make.NOW)
    kept = signing.newest(store, letter.id)
    dump = "".join(map(repr, store.execute("SELECT * FROM signed_copies").fetchall()))
    dump += "".join(map(repr, store.execute("SELECT * FROM history").fetchall()))
    assert file not in kept
    assert WORDS.encode() not in kept
    assert WORDS not in dump


def test_a_certificate_is_valid_only_in_its_time(store, draft, certificate):
    early = make.NOW - timedelta(days=365)
    letter = letters.issue(store, draft.id, early)
    with pytest.raises(Trouble, match="holds from 2026-01-01"):
        signing.seal(store, letter.id, certificate[0], WORDS, early)


def test_a_draft_cannot_be_signed_here(store, draft):
    with pytest.raises(Refused, match="Issue the letter first"):
        signing.sign(store, draft.id, 1, DRAWN, make.NOW)


def test_a_letter_signed_on_paper_is_not_signed_again(store, letter):
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    for line in (0, 1):
        with pytest.raises(Refused, match="signed already"):
            signing.sign(store, letter.id, line, DRAWN, make.NOW)


def test_a_superseded_letter_cannot_be_signed(store, letter):
    letters.issue(store, letters.revise(store, letter.id, make.NOW).id, make.NOW)
    with pytest.raises(Refused, match="newer version"):
        signing.sign(store, letter.id, 1, DRAWN, make.NOW)


def test_what_marking_refuses_is_refused_before_anything_is_drawn(store, letter):
    with pytest.raises(Refused, match="on or after"):
        signing.begin(store, letter.id, 1, Way.DRAWN, make.NOW - timedelta(days=3))
    assert signing.copies(store, letter.id) == []


def test_an_empty_pad_signs_nothing(store, letter):
    with pytest.raises(Refused, match="Draw the signature"):
        signing.sign(store, letter.id, 1, Drawn((), 400, 100), make.NOW)
    assert signing.copies(store, letter.id) == []


def test_two_signatures_begun_at_once_do_not_lose_each_other(store, joint):
    one = signing.begin(store, joint.id, 1, Way.DRAWN, make.NOW)
    other = signing.begin(store, joint.id, 2, Way.DRAWN, make.NOW)
    signing.keep(store, one, signing.draw(one, DRAWN))
    with pytest.raises(Refused, match="meanwhile"):
        signing.keep(store, other, signing.draw(other, DRAWN))


def test_the_newest_signed_copy_is_exported(store, letter, tmp_path):
    signing.sign(store, letter.id, 1, DRAWN, make.NOW)
    target = tmp_path / signing.file_name(letter)
    signing.export(store, letter.id, target, make.TODAY)
    assert target.name == "EL-2026-001-signed.pdf"
    assert target.read_bytes() == signing.newest(store, letter.id)


def test_a_file_that_can_be_no_certificate_is_told(tmp_path):
    for content in (b"", bytes(2 << 20)):
        file = tmp_path / "me.p12"
        file.write_bytes(content)
        with pytest.raises(Trouble, match="no certificate"):
            signing.certificate(file)
    with pytest.raises(Trouble, match="not there"):
        signing.certificate(tmp_path / "gone.p12")
