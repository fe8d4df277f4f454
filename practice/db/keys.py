"""The key file: the random data key, wrapped once by the passphrase and once by the recovery code.

The database is never rekeyed (a full disk would destroy it): a new passphrase rewrites this small file only.
What the lock screen shows stands in it in clear: the practice's name and mark, the last lock and backup, light or dark;
nothing else.
"""

import base64
import errno
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from practice.errors import Damaged, DiskFull, NewerVersion, Refused, Trouble, WrongKey

FILE = "practice.key"
FORMAT = 1
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
CODE_LENGTH = 32  # 160 bits
SHORTEST = 8
_changing = Lock()  # a backup and a new passphrase are made by workers


class Cost(NamedTuple):
    """What Argon2id spends: memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


class Shown(NamedTuple):
    """What stands in clear for the lock screen; instants are ISO texts in UTC."""

    name: str = ""
    mark: str = ""
    locked_at: str = ""
    backed_up_at: str = ""
    theme: str = ""  # "light" or "dark" where one was chosen


class KeyFile(NamedTuple):
    """The key file's content; byte strings are base64 texts."""

    salt: str
    by_passphrase: str
    by_recovery: str
    cost: Cost = Cost()
    shown: Shown = Shown()
    head_seq: int = 0
    head_hash: str = ""
    format: int = FORMAT


def create(folder: Path, passphrase: str, shown: Shown, cost: Cost | None = None) -> tuple[bytes, str]:
    """Write a new key file; return the data key and the recovery code, which is kept nowhere."""
    key, code = os.urandom(32), new_code()
    save(folder, _wrapped(key, passphrase, code, KeyFile("", "", "", cost or Cost(), shown)))
    return key, code


def change_passphrase(folder: Path, key: bytes, passphrase: str) -> None:
    """Wrap the same data key by a new passphrase."""
    salt = os.urandom(16)
    wrapped = _wrap(_stretch(checked(passphrase), salt, load(folder).cost), key, b"passphrase")
    change(folder, salt=_text(salt), by_passphrase=wrapped)


def change_recovery(folder: Path, key: bytes) -> str:
    """Wrap the same data key by a new recovery code; return the code. The old code opens nothing any more."""
    code = new_code()
    change(folder, by_recovery=_wrap(_from_code(code), key, b"recovery"))
    return code


def unwrap(kept: KeyFile, secret: str) -> bytes:
    """The data key, by passphrase or recovery code. Raises WrongKey, Damaged."""
    return opened(kept, secret)[0]


def opened(kept: KeyFile, secret: str) -> tuple[bytes, bool]:
    """The data key, and whether the recovery code gave it. Raises WrongKey, Damaged."""
    code = _read_code(secret)
    with _damage_told():
        if code and (key := _unwrap(_from_code(code), kept.by_recovery, b"recovery")):
            return key, True
        by = _stretch(normal(secret), base64.b64decode(kept.salt, validate=True), kept.cost)
        if key := _unwrap(by, kept.by_passphrase, b"passphrase"):
            return key, False
    raise WrongKey("That does not open this practice. Check Caps Lock and the keyboard's language, then try again.")


def normal(passphrase: str) -> str:
    """The passphrase as every keyboard and system gives it: NFC, no space at either end."""
    return unicodedata.normalize("NFC", passphrase).strip()


def checked(passphrase: str) -> str:
    """The passphrase, normalised. Raises Refused when it is too short to protect anything."""
    text = normal(passphrase)
    if len(text) < SHORTEST:
        raise Refused({"passphrase": f"Use at least {SHORTEST} characters; four or five plain words are best."})
    return text


def new_code() -> str:
    """A recovery code of 160 random bits, in eight groups of four."""
    import secrets  # noqa: PLC0415  start-up: with hashlib 4 ms that an open practice does not need

    return grouped("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))


def grouped(code: str) -> str:
    """A code in groups of four, as it is printed."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def load(folder: Path) -> KeyFile:
    """Read the key file. Raises Damaged when it is missing or cannot be read."""
    with _damage_told():
        data = json.loads((folder / FILE).read_text("utf-8"))
        if int(data["format"]) > FORMAT:
            raise NewerVersion("This practice was written by a newer version of the program. Install that version.")
        return KeyFile(**{**data, "cost": Cost(**data["cost"]), "shown": _shown(**data["shown"])})


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise Damaged(f"The key file {FILE} is missing; copy it back from a backup of the folder.") from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise Damaged(f"The key file {FILE} is damaged; copy it back from a backup of the folder.") from None


def _shown(**parts: str) -> Shown:
    """What is shown; an instant that cannot be read is as if there were none, for it must not stop an unlock."""
    return Shown(**parts)._replace(**{at: _instant(parts.get(at, "")) for at in ("locked_at", "backed_up_at")})


def _instant(text: str) -> str:
    try:
        return text if datetime.fromisoformat(text).tzinfo else ""
    except ValueError:
        return ""


def change(folder: Path, **parts: Any) -> None:  # noqa: ANN401  fields of a KeyFile
    """Exchange parts of the key file; two threads that do so at once lose nothing."""
    with _changing:
        save(folder, load(folder)._replace(**parts))


def show(folder: Path, **parts: str) -> None:
    """Exchange parts of what the lock screen shows."""
    with _changing:
        kept = load(folder)
        save(folder, kept._replace(shown=kept.shown._replace(**parts)))


def save(folder: Path, kept: KeyFile) -> None:
    """Replace the key file whole: temporary file, fsync, rename, fsync of the folder."""
    parts = {**kept._asdict(), "cost": kept.cost._asdict(), "shown": kept.shown._asdict()}
    write_whole(folder / FILE, json.dumps(parts, indent=1, ensure_ascii=False).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` for its owner alone, or leave what was there. Raises Trouble."""
    temporary = path.with_name(f"{path.name}.{os.urandom(4).hex()}.tmp")
    with _refusal_told(path):
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(path.parent)


@contextmanager
def _refusal_told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull("The disk is full. Make some room and try again; what was kept before is whole.") from error
        raise Trouble(f"{path.name} cannot be written. Check its folder and permissions, then try again.") from error


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last; Windows has no such call and needs none."""
    if os.name == "posix":
        with _directory(folder) as handle:
            os.fsync(handle)


@contextmanager
def _directory(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _wrapped(key: bytes, passphrase: str, code: str, kept: KeyFile) -> KeyFile:
    salt = os.urandom(16)
    return kept._replace(
        salt=_text(salt),
        by_passphrase=_wrap(_stretch(checked(passphrase), salt, kept.cost), key, b"passphrase"),
        by_recovery=_wrap(_from_code(code), key, b"recovery"),
    )


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.exceptions import HashingError  # noqa: PLC0415  start-up: only an unlock needs it
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  start-up: as above

    try:
        return hash_secret_raw(passphrase.encode(), salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    except HashingError as error:  # a cost or salt that cannot be
        raise ValueError(str(error)) from None


def _from_code(code: str) -> bytes:
    """A key from 160 random bits needs no stretching, only its own name."""
    import hashlib  # noqa: PLC0415  start-up: as above

    return hashlib.sha256(b"practice recovery code 1\0" + _read_code(code).encode()).digest()


def _read_code(text: str) -> str:
    """The code's characters as typed by hand (O for 0, I and L for 1, any grouping); "" when it is none."""
    plain = re.sub(r"[\s\-–—.]", "", text).upper().translate(str.maketrans("OIL", "011"))
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET) else ""


def _wrap(by: bytes, key: bytes, use: bytes) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  start-up

    nonce = os.urandom(12)
    return _text(nonce + AESGCM(by).encrypt(nonce, key, b"practice key 1 " + use))


def _unwrap(by: bytes, wrapped: str, use: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  start-up
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  start-up

    data = base64.b64decode(wrapped, validate=True)
    try:
        return AESGCM(by).decrypt(data[:12], data[12:], b"practice key 1 " + use)
    except InvalidTag:
        return None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
