"""Letters and the bytes of issued ones, as they are kept; triggers refuse to change what was issued."""

from collections.abc import Iterable

from practice.db import attachments, records
from practice.db.store import Store
from practice.db.tables import LetterDocumentRow, LetterRow
from practice.rules.attachments import Owner
from practice.rules.letters import Letter, LetterDocument, LetterFacts, LetterState


def get(store: Store, letter_id: int) -> Letter:
    """The letter with this id; KeyError when there is none."""
    return records.get(LetterRow, Letter, letter_id)


def of_engagement(store: Store, engagement_id: int) -> list[Letter]:
    """An engagement's letters, newest first."""
    query = LetterRow.select().where(LetterRow.engagement_id == engagement_id)
    return records.fetch(query.order_by(LetterRow.id.desc()), Letter)


def versions(store: Store, number: str) -> list[Letter]:
    """The versions of one letter, newest first."""
    return records.fetch(LetterRow.select().where(LetterRow.number == number).order_by(LetterRow.id.desc()), Letter)


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Letter]:
    """The letters of these clients, newest first."""
    query = LetterRow.select().where(LetterRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(LetterRow.id.desc()), Letter)


def from_source(store: Store, source: str) -> list[Letter]:
    """The letters that came of this record, newest first."""
    return records.fetch(LetterRow.select().where(LetterRow.source == source).order_by(LetterRow.id.desc()), Letter)


def in_states(
    store: Store, states: Iterable[LetterState], before: int | None, limit: int, family: str = ""
) -> list[Letter]:
    """The newest letters in these states, at most `limit`, older than the one with the id `before`, of this family."""
    query = LetterRow.select().where(LetterRow.state.in_([state.value for state in states]))
    if family:
        query = query.where(LetterRow.family == family)
    if before is not None:
        query = query.where(LetterRow.id < before)
    return records.fetch(query.order_by(LetterRow.id.desc()).limit(limit), Letter)


def count(store: Store, states: Iterable[LetterState]) -> int:
    """How many letters are in these states."""
    return int(LetterRow.select().where(LetterRow.state.in_([state.value for state in states])).count())


def numbers(store: Store, head: str) -> list[str]:
    """The letter numbers that begin with `head`."""
    end = head[:-1] + chr(ord(head[-1]) + 1)
    rows = store.execute("SELECT DISTINCT number FROM letters WHERE number >= ? AND number < ?", (head, end))
    return [number for (number,) in rows]


def save(store: Store, letter: Letter) -> Letter:
    """Keep a letter, new or changed; inside a change of the journal."""
    return store.journal.put(LetterRow, letter)


def delete(store: Store, letter_id: int) -> None:
    """Take away a draft; inside a change of the journal."""
    attachments.let_go(store, Owner("letters", letter_id))
    store.journal.delete(LetterRow, letter_id)


def keep_document(store: Store, document: LetterDocument) -> LetterDocument:
    """Keep the bytes of a letter that is being issued; inside a change of the journal."""
    return store.journal.put(LetterDocumentRow, document)


def document(store: Store, letter_id: int) -> LetterDocument | None:
    """The bytes of an issued letter, None for a draft."""
    return records.first(LetterDocumentRow.select().where(LetterDocumentRow.letter_id == letter_id), LetterDocument)


def text_of(facts: LetterFacts) -> str:
    """The facts as text, equal for equal facts: what the check code is made of."""
    return records.dumps(facts)
