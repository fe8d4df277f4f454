"""Signatures on an issued letter: drawn here, and by a certificate; the issued bytes stay at the file's beginning."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from practice.errors import Trouble
from practice.letters import render
from practice.letters.signing import holder, ink, places, seal, seals
from practice.rules.letters import Signer
from practice.rules.signing import Drawn, Said
from tests import make_certificate
from tests.letters.read import pages
from tests.letters.sample import TARGET
from tests.make_certificate import WORDS

pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")


@pytest.fixture(scope="module")
def certificate():
    return make_certificate.certificate()


@pytest.fixture(scope="module")
def issued():
    return render(TARGET).pdf


def test_a_certificate_signs_what_was_issued_and_changes_none_of_it(issued, certificate):
    file, root = certificate
    signed = seal(issued, file, WORDS)
    assert signed.startswith(issued)
    (one,) = seals(signed, [root])
    assert (one.name, one.whole, one.trusted) == ("Ines Halvard", True, True)
    assert abs(one.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(issued, certificate):
    (one,) = seals(seal(issued, certificate[0], WORDS))
    assert one.whole
    assert not one.trusted


def test_a_changed_file_is_found(issued, certificate):
    file, root = certificate
    signed = bytearray(seal(issued, file, WORDS))
    at = signed.index(b"/Creator") + 12
    signed[at] ^= 1
    (one,) = seals(bytes(signed), [root])
    assert not one.whole


@pytest.mark.parametrize("words", ["wrong", ""])
def test_a_certificate_that_does_not_open_is_told(issued, certificate, words):
    with pytest.raises(Trouble, match="cannot be opened"):
        seal(issued, certificate[0], words)
    with pytest.raises(Trouble, match="cannot be opened"):
        seal(issued, b"no certificate", WORDS)


SAID = Said(
    ("Signed by Đorđe Šahović", "Nov 18, 2026, 5:12:09 PM PST", "Check code K7Q4-M2XD", "SHA-256 4f3a 9c01 7d2e b650"),
    "November 18, 2026",
)
STROKES = (((0.0, 0.0), (100.0, 50.0), (200.0, 0.0)), ((10.0, 60.0),))
DRAWN = Drawn(STROKES, 400, 120)


def test_each_signer_has_a_line_and_a_day_where_they_are_printed(issued):
    mine, client = places(issued)
    page = pages(issued)[mine.sign.page]
    ruled = {(round(rule["x0"]), round(rule["x1"]), round(rule["y0"])) for rule in page.lines}
    for place in (mine.sign, mine.date, client.sign, client.date):
        assert place.page == 2
        assert (round(place.x), round(place.x + place.wide), round(place.y)) in ruled
        assert not page.crop(box(page, place)).extract_text()
    assert "Imelda Corrant" in page.crop(below(page, client.sign)).extract_text()
    assert "Ines Halvard" in page.crop(below(page, mine.sign)).extract_text()


def test_two_clients_have_a_line_each():
    facts = replace(TARGET, signers=(*TARGET.signers, Signer("Bo Marr", "Client.")))
    _, first, second = places(render(facts).pdf)
    assert first.sign.x == second.sign.x
    assert first.date.y > second.sign.y


def test_a_letter_that_nobody_signs_has_no_lines():
    assert places(render(replace(TARGET, signers=TARGET.signers[:1])).pdf) == ()


def box(page, place):
    return (place.x, page.height - place.y - place.high, place.x + place.wide, page.height - place.y)


def below(page, place):
    return (place.x, page.height - place.y, place.x + place.wide, page.height - place.y + 20)


def test_a_drawn_signature_stands_on_its_line_with_name_time_text_and_day(issued):
    at = places(issued)[1]
    signed = ink(issued, at, DRAWN, SAID)
    assert signed.startswith(issued)
    before, after = pages(issued)[2], pages(signed)[2]
    words = " ".join(after.crop(box(after, at.sign)).extract_text().split())
    for each in SAID.beside:
        assert each in words
    assert after.crop(box(after, at.date)).extract_text() == "November 18, 2026"
    new = [c for c in after.curves + after.lines if c not in before.curves + before.lines]
    assert len(new) == 2
    for shape in new:
        assert at.sign.x <= shape["x0"] <= shape["x1"] <= at.sign.x + at.sign.wide * 0.6
        assert at.sign.y <= shape["y0"] <= shape["y1"] <= at.sign.y + at.sign.high


@pytest.mark.parametrize("name", ["Maria da Conceição " * 6, "محمد بن عبد الله", "x" * 200])
def test_small_print_of_any_name_stands_in_its_room(issued, name):
    at = places(issued)[1]
    signed = ink(issued, at, DRAWN, Said((f"Signed by {name}", *SAID.beside[1:]), SAID.day))
    page = pages(signed)[2]
    known = {(c["text"], c["x0"], c["top"]) for c in pages(issued)[2].chars}
    new = [c for c in page.chars if (c["text"], c["x0"], c["top"]) not in known]
    small = [c for c in new if c["size"] <= 5.01]
    assert small
    for sign in small:
        assert at.sign.y - 1 <= page.height - sign["bottom"]
        assert page.height - sign["top"] <= at.sign.y + at.sign.high + 1


def test_all_draw_and_the_professional_seals(issued, certificate):
    file, root = certificate
    mine, client = places(issued)
    first = ink(issued, client, DRAWN, SAID)
    second = ink(first, mine, DRAWN, SAID)
    assert places(second) == (mine, client)
    signed = seal(second, file, WORDS)
    assert signed.startswith(second)
    assert second.startswith(first)
    assert first.startswith(issued)
    (one,) = seals(signed, [root])
    assert one.whole


def test_a_certificate_is_said_on_the_line(issued, certificate):
    file, root = certificate
    at = places(issued)[0]
    signed = seal(issued, file, WORDS, at, Said(("Signed by certificate: Ines Halvard",), "November 18, 2026"))
    page = pages(signed)[2]
    assert page.crop(box(page, at.sign)).extract_text() == "Signed by certificate: Ines Halvard"
    assert page.crop(box(page, at.date)).extract_text() == "November 18, 2026"
    (one,) = seals(signed, [root])
    assert one.whole


def test_what_is_drawn_after_the_certificate_breaks_it(issued, certificate):
    file, root = certificate
    drawn = ink(seal(issued, file, WORDS), places(issued)[1], DRAWN, SAID)
    (one,) = seals(drawn, [root])
    assert not one.whole


def test_whose_a_certificate_is_and_when_it_holds(certificate):
    file, _ = certificate
    now = datetime.now(UTC)
    assert holder(file, WORDS, now) == "Ines Halvard"
    with pytest.raises(Trouble, match="holds from"):
        holder(file, WORDS, now + timedelta(days=400))
    with pytest.raises(Trouble, match="cannot be opened"):
        holder(file, "wrong", now)
