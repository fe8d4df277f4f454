"""Signing in the room: a client draws on this computer, or the professional signs with a certificate of their own.

Each signature makes another signed copy of the letter; the issued file is never touched. `begin` and `keep` read and
write the store; `draw` and `close`, which take their time, are for a worker between them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from practice.actions import letters, practice, wording
from practice.actions.store import Store
from practice.db import signing as kept
from practice.errors import Refused, Trouble
from practice.interchange import files
from practice.rules import signing as rules
from practice.rules.letters import Letter
from practice.rules.signing import PROFESSIONAL, Drawn, Said, SignedCopy, SignerPlaces, Way


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature under way: the copy that it makes, the newest file, and what is printed with it."""

    copy: SignedCopy
    pdf: bytes
    when: str
    day: str
    check_code: str
    issued_sum: str
    line_is_free: bool = True


def ready() -> None:
    """Trouble, with what to install, where the part that signs is missing."""
    from practice.letters import signing  # noqa: PLC0415  start-up: reportlab, needed once somebody signs

    signing.ready()


def copies(store: Store, letter_id: int) -> list[SignedCopy]:
    """A letter's signed copies, the oldest first."""
    return kept.of_letter(store, letter_id)


def waiting(store: Store, letter_id: int, way: Way, now: datetime) -> tuple[tuple[int, str], ...]:
    """Who can sign now, by line and name, the clients first. Refused, with the reason, where nobody can."""
    letter, before = letters.get(store, letter_id), copies(store, letter_id)
    names = rules.signers(letter) if way is Way.DRAWN else rules.signers(letter)[:1]
    found, refused = [], Refused("Nobody has to sign this letter.")
    for line in (*range(1, len(names)), PROFESSIONAL):
        try:
            _check(store, letter, line, way, before, now)
        except Refused as refusal:
            refused = refusal
        else:
            found.append((line, names[line]))
    if not found:
        raise refused
    return tuple(found)


def _check(store: Store, letter: Letter, line: int, way: Way, before: list[SignedCopy], now: datetime) -> None:
    today = now.astimezone().date()
    if not rules.follows(letter, line, before):
        letters.signed(store, letter.id, today, today)
    rules.check(letter, line, way, before)


def begin(store: Store, letter_id: int, line: int, way: Way, now: datetime) -> Signing:
    """What a signature on that line needs. Refused where the letter cannot be signed, or not there any more."""
    letter, before = letters.get(store, letter_id), copies(store, letter_id)
    _check(store, letter, line, way, before, now)
    locale = practice.profile(store).locale
    return Signing(
        copy=SignedCopy(letter_id=letter_id, line=line, name=rules.signers(letter)[line], way=way, at=now),
        pdf=newest(store, letter_id),
        when=wording.moment_text(now, locale),
        day=wording.day_text(now.astimezone().date(), locale),
        check_code=letter.check_code,
        issued_sum=letter.sha256,
        line_is_free=all(copy.line != line for copy in before),
    )


def binds_with(store: Store, letter_id: int, line: int) -> bool:
    """Whether the letter is signed by everybody once this line is."""
    missing = rules.clients_missing(letters.get(store, letter_id), copies(store, letter_id))
    return missing == (line,)


def draw(signing: Signing, drawn: Drawn) -> bytes:
    """The file with the drawing on its line. Safe in a worker."""
    from practice.letters import said  # noqa: PLC0415  start-up: as above
    from practice.letters.signing import ink  # noqa: PLC0415  start-up: as above

    if not drawn.strokes:
        raise Refused("Draw the signature first.")
    return ink(signing.pdf, _places(signing), drawn, _said(signing, said.signed_by(signing.copy.name)))


def close(signing: Signing, certificate: bytes, passphrase: str) -> bytes:
    """The file signed by the certificate. Safe in a worker. Raises Trouble when the certificate cannot be used."""
    from practice.letters import said  # noqa: PLC0415  start-up: as above
    from practice.letters.signing import holder, seal  # noqa: PLC0415  start-up: as above

    assert signing.copy.at is not None
    who = holder(certificate, passphrase, signing.copy.at)
    at = _places(signing) if signing.line_is_free else None
    return seal(signing.pdf, certificate, passphrase, at, _said(signing, said.sealed_by(who)))


def _places(signing: Signing) -> SignerPlaces:
    from practice.letters.signing import places  # noqa: PLC0415  start-up: as above

    return places(signing.pdf)[signing.copy.line]


def _said(signing: Signing, who: str) -> Said:
    from practice.letters import said  # noqa: PLC0415  start-up: as above

    return Said(said.signed(who, signing.when, signing.check_code, signing.issued_sum), signing.day)


def keep(store: Store, signing: Signing, pdf: bytes) -> SignedCopy:
    """Keep the signed copy; with the last client's drawing the letter is signed. Refused as `begin`."""
    copy = signing.copy
    assert copy.at is not None
    today = copy.at.astimezone().date()
    if begin(store, copy.letter_id, copy.line, copy.way, copy.at).pdf != signing.pdf:
        raise Refused("Somebody else has signed this letter meanwhile. Sign again.")
    binds = binds_with(store, copy.letter_id, copy.line)
    after = letters.signed(store, copy.letter_id, today, today) if binds else None
    with store.journal.change("letter.signed_here", final=True):
        made = kept.keep(store, copy, pdf)
        if after is not None:
            letters.keep_signed(store, after, today)
    return made


def sign(store: Store, letter_id: int, line: int, drawn: Drawn, now: datetime) -> SignedCopy:
    """Put a drawn signature on a line of the letter, in one go."""
    signing = begin(store, letter_id, line, Way.DRAWN, now)
    return keep(store, signing, draw(signing, drawn))


def seal(store: Store, letter_id: int, certificate: bytes, passphrase: str, now: datetime) -> SignedCopy:
    """Sign the letter with the professional's certificate, in one go; neither it nor its passphrase is kept."""
    signing = begin(store, letter_id, PROFESSIONAL, Way.CERTIFICATE, now)
    return keep(store, signing, close(signing, certificate, passphrase))


def certificate(path: Path) -> bytes:
    """What the file of a certificate holds. Raises Trouble when it cannot be read, is empty or far too big."""
    reading = files.Reading(path)
    first = next(iter(reading), None)
    if first is None or reading.expected > len(first.data):
        raise Trouble("That is no certificate. Choose a file that ends with .p12 or .pfx.")
    return first.data


def newest(store: Store, letter_id: int) -> bytes:
    """The letter's newest file: with all signatures that were made here, else as it was issued. Raises Trouble."""
    made = copies(store, letter_id)
    return kept.pdf(store, made[-1]) if made else letters.reprint(store, letter_id)


def file_name(letter: Letter) -> str:
    """The name that an exported signed copy gets."""
    return f"{Path(letters.file_name(letter)).stem}-signed.pdf"


def export(store: Store, letter_id: int, path: Path, today: date) -> None:
    """Write the newest signed copy to `path`, whole or not at all. Raises Trouble when it cannot be written."""
    files.write(path, [newest(store, letter_id)])
