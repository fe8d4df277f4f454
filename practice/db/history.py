"""The append-only, hash-chained record of every change."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from practice.db.records import Execute, Value

GENESIS = bytes(32)
COLUMNS = 'seq, at, label, table_name, record_id, "before", "after", "hash"'
INSERT = f"INSERT INTO history ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class Link(NamedTuple):
    """One entry of the chain; `before` and `after` are a record's fingerprints, None where it was not there."""

    seq: int
    at: int
    label: str
    table: str
    record_id: int
    before: bytes | None
    after: bytes | None

    def hash(self, previous: bytes) -> bytes:
        """The entry's hash, which binds it to the hash of the entry before."""
        parts = [self.seq, self.at, self.label, self.table, self.record_id, _hex(self.before), _hex(self.after)]
        from hashlib import sha256  # noqa: PLC0415  start-up: 5 ms that reading does not need

        return sha256(previous + json.dumps(parts).encode()).digest()


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()


def fingerprint(values: Mapping[str, Value]) -> bytes:
    """Salted SHA-256 over the sorted (column, value) pairs that are not null; `values` include the salt."""
    pairs = [[k, v.hex() if isinstance(v, bytes) else v] for k, v in sorted(values.items()) if v is not None]
    from hashlib import sha256  # noqa: PLC0415  start-up: as above

    return sha256(json.dumps(pairs).encode()).digest()


class Head(NamedTuple):
    """The end of the chain: how many entries there are, and the last one's hash."""

    seq: int = 0
    hash: bytes = GENESIS


def head(execute: Execute) -> Head:
    """The chain's present end."""
    row = execute('SELECT seq, "hash" FROM history ORDER BY seq DESC LIMIT 1', ()).fetchone()
    return Head(row[0], row[1]) if row else Head()


def append(execute: Execute, end: Head, link: Link) -> Head:
    """Write `link` after `end`; return the new end."""
    digest = link.hash(end.hash)
    execute(INSERT, (link.seq, link.at, link.label, link.table, link.record_id, link.before, link.after, digest))
    return Head(link.seq, digest)


def breaks(execute: Execute) -> Iterator[str]:
    """One sentence for each place where the chain does not hold together."""
    end = Head()
    for *parts, digest in execute(f"SELECT {COLUMNS} FROM history ORDER BY seq", ()):
        link = Link(*parts)
        if link.seq != end.seq + 1:
            yield f"History entries {end.seq + 1} to {link.seq - 1} are missing."
        elif link.hash(end.hash) != digest:
            yield f"History entry {link.seq} was changed."
        end = Head(link.seq, digest)


def last_fingerprints(execute: Execute, table: str) -> dict[int, bytes | None]:
    """Each record's fingerprint as its last history entry has it, by id."""
    rows = execute('SELECT record_id, "after", max(seq) FROM history WHERE table_name = ? GROUP BY record_id', (table,))
    return {record_id: after for record_id, after, _ in rows}
