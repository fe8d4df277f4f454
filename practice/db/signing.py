"""Signed copies of letters: each a file with one signature more than the one before it; triggers refuse any change."""

import hashlib
from dataclasses import replace

from practice.db import records
from practice.db.store import Store
from practice.db.tables import SignedCopyRow
from practice.errors import Trouble
from practice.rules.signing import SignedCopy


def of_letter(store: Store, letter_id: int) -> list[SignedCopy]:
    """A letter's signed copies, the oldest first, without their bytes."""
    columns = [field for field in SignedCopyRow._meta.sorted_fields if field is not SignedCopyRow.pdf]
    query = SignedCopyRow.select(*columns).where(SignedCopyRow.letter_id == letter_id)
    return records.fetch(query.order_by(SignedCopyRow.id), SignedCopy)


def pdf(store: Store, copy: SignedCopy) -> bytes:
    """The bytes of a signed copy. Raises Trouble when they do not match their fingerprint."""
    ((data,),) = store.execute("SELECT pdf FROM signed_copies WHERE id = ?", (copy.id,))
    if hashlib.sha256(data).hexdigest() != copy.sha256:
        raise Trouble("The stored pages of this signed copy were altered. Restore a backup that is older.")
    return bytes(data)


def keep(store: Store, copy: SignedCopy, data: bytes) -> SignedCopy:
    """Keep a new signed copy with these bytes; inside a change of the journal."""
    stamped = replace(copy, sha256=hashlib.sha256(data).hexdigest())
    return store.journal.put(SignedCopyRow, stamped, pdf=data)
