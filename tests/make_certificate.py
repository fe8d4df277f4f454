"""A certificate of a made-up lawyer, signed by nobody but themselves."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

WORDS = "correct horse"


def certificate(name: str = "Ines Halvard") -> tuple[bytes, bytes]:
    """Its PKCS#12 file, which WORDS open, and itself as DER; it holds from 2026-01-01 for years."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = min(datetime(2026, 1, 1, tzinfo=UTC), datetime.now(UTC) - timedelta(days=1))
    may = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begins)
        .not_valid_after(datetime.now(UTC) + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **may
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(WORDS.encode())
    file = pkcs12.serialize_key_and_certificates(b"me", key, made, None, locked)
    return file, made.public_bytes(serialization.Encoding.DER)
