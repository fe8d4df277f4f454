"""Signatures on an issued letter: drawn here, and by a certificate; the issued bytes stay at the file's beginning."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from practice.errors import Trouble
from practice.letters import render
from practice.letters.signing import ink, seal, seals
from practice.rules.signing import Drawn, Place
from tests.letters.read import pages
from tests.letters.sample import TARGET

pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")
WORDS = "correct horse"


@pytest.fixture(scope="module")
def certificate():
    """A self-signed certificate of a made-up lawyer: its PKCS#12 file, and itself as DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ines Halvard")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = pkcs12.serialize_key_and_certificates(
        b"me", key, made, None, serialization.BestAvailableEncryption(WORDS.encode())
    )
    return file, made.public_bytes(serialization.Encoding.DER)


@pytest.fixture(scope="module")
def issued():
    return render(TARGET).pdf


def test_a_certificate_signs_what_was_issued_and_changes_none_of_it(issued, certificate):
    file, root = certificate
    signed = seal(issued, file, WORDS, "Engagement letter")
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


def test_a_drawn_signature_stands_on_its_line_with_name_and_time(issued):
    place = Place(page=2, x=72, y=300, wide=180, high=40)
    drawn = Drawn(
        strokes=(((0, 0), (100, 50), (200, 0)), ((10, 60),)),
        wide=400,
        high=120,
        said=("Signed on this computer by Đorđe Šahović", "November 18, 2026, 5:12 PM, text 4f3a 9c01"),
    )
    signed = ink(issued, place, drawn)
    assert signed.startswith(issued)
    before, after = pages(issued)[2], pages(signed)[2]
    said = " ".join(after.crop((72, after.height - 340, 72 + 180, after.height - 300)).extract_text().split())
    assert "Signed on this computer by Đorđe Šahović" in said
    assert "text 4f3a 9c01" in said
    new = [c for c in after.curves + after.lines if c not in before.curves + before.lines]
    assert new
    for shape in new:
        assert 72 <= shape["x0"] <= shape["x1"] <= 72 + 180
        assert 300 <= shape["y0"] <= shape["y1"] <= 300 + 40


def test_two_draw_and_the_professional_seals(issued, certificate):
    file, root = certificate
    first = ink(issued, Place(2, 72, 300, 180, 40), Drawn((((0, 0), (9, 9)),), 10, 10))
    second = ink(first, Place(2, 300, 300, 180, 40), Drawn((((0, 9), (9, 0)),), 10, 10))
    signed = seal(second, file, WORDS)
    assert signed.startswith(issued)
    (one,) = seals(signed, [root])
    assert one.whole
