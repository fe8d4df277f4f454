"""Big practices for the bench: made-up people and notes, written through the journal like everything else."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from practice.actions import practice
from practice.actions.store import Store, unlock
from practice.db import clients
from practice.db.records import Value
from practice.db.tables import EngagementRow, NoteRow, SessionRow
from practice.rules.clients import Address, Client, Email, Phone
from practice.rules.engagements import Engagement
from practice.rules.notes import Note, Session
from practice.rules.shelves import ClientStatus
from tests import make

SLICE = 5_000
START = datetime(2020, 1, 1, 9, tzinfo=UTC)


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Ada Anselm Beatrix Corwin Dorothea Edda Felix Gideon Hana Imelda Jonas Karin Lucinda Mara Noor Ottilie Petra "
    "Quentin Rosa Silas Tobias Una Viggo Wendell Ximena Yara Zoë Łucja Đorđe Søren Émile Íris Ørjan Şule 明 민수 さくら"
)
_STARTS = _words(
    "Al Ash Bar Ber Cor Cra Dal Dor El Fair Far Glen Hal Har Kel Lind Lor Mab Mos Nor Pri Ren Stra Tho Vas"
)
_ENDS = _words("by dale den ford gate hart land ley low man mere ner quist rant row ston strand thorne vik wick worth")
FAMILY = [start + end for start in _STARTS for end in _ENDS]
WORDS = _words(
    "the and to of a in that she he wants house trust will with for on is was until letter session draft review sister "
    "brother mother father school work plan money account deadline signing power attorney directive child question "
    "clear calm worried glad energy follow call email week month year next before after agreed promised sent received "
    "changes round included fee deposit property garden business partner move contract court hearing witness notary "
    "goal habit practice feedback meeting team manager career decision conversation boundary honest careful slow quick "
    "morning evening Thursday Monday November spring summer harbour bridge street river mountain office kitchen travel"
)


def folder(base: Path, people: int, notes_each: int = 4) -> Path:
    """The folder of a practice of this size, made on first use (100,000 people take some minutes)."""
    place = base / f"{people}-{notes_each}"
    if not (place / "full").exists():
        store = make.store(place)
        practice.change(store, {"practice_name": "Halvard Estate Planning", "setup_done": True})
        fill(store, people, notes_each)
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)", ()).fetchall()
        store.close()
        (place / "full").touch()
    return place / "practice"


def opened(place: Path) -> Store:
    """The practice of `folder`, open."""
    return unlock(place, make.PASSPHRASE)


def fill(store: Store, people: int, notes_each: int = 4, seed: int = 7) -> None:
    """Write this many made-up people, each with an engagement, a session and some notes."""
    chance = random.Random(seed)
    for start in range(0, people, SLICE):
        with store.journal.change("import.commit"):
            kept = clients.save_many(store, list(_people(chance, start, min(people, start + SLICE))))
            held = store.journal.put_many(SessionRow, [_session(client.id) for client in kept], _nothing)
            store.journal.put_many(EngagementRow, [_engagement(chance, client.id) for client in kept], _nothing)
            notes = [note for session in held for note in _notes(chance, session, notes_each)]
            store.journal.put_many(NoteRow, notes, _nothing)
        store.journal.forget()


def _nothing(_: object) -> dict[str, Value]:
    return {}


def _people(chance: random.Random, start: int, end: int) -> Iterator[Client]:
    statuses = [ClientStatus.CLIENT] * 5 + [ClientStatus.FORMER] * 4 + [ClientStatus.PROSPECT]
    for number in range(start, end):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        yield Client(
            given=given,
            family=family,
            status=chance.choice(statuses),
            phones=(Phone(f"(503) 555-{chance.randrange(10_000):04}", "Mobile"),),
            emails=(Email(f"{family.lower()}{number}@mail.example"),),
            addresses=(Address(f"{number} Alder Walk", "Port Ellery", "Oregon", "97000"),),
            notes=" ".join(chance.choices(WORDS, k=8)),
            created_at=START + timedelta(minutes=number),
        )


def _engagement(chance: random.Random, client_id: int) -> Engagement:
    return Engagement(client_id=client_id, kind=chance.choice(("Estate plan", "Trust amendment", "Will", "Coaching")))


def _session(client_id: int) -> Session:
    starts = START + timedelta(hours=client_id % 50_000)  # all in the past, as most are
    return Session(client_id=client_id, title="Review", starts_at=starts, ends_at=starts + timedelta(hours=1))


def _notes(chance: random.Random, session: Session, count: int) -> Iterator[Note]:
    for _ in range(count):
        words = chance.choices(WORDS, k=chance.randint(20, 50))
        said = " ".join([*words, chance.choice(FAMILY), str(chance.randrange(3_000))])
        yield Note(
            session_id=session.id, client_id=session.client_id, fields={"facts": said}, created_at=session.starts_at
        )
