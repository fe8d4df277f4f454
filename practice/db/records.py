"""Rows to records and back: one generic pair of functions for every frozen dataclass."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

R = TypeVar("R")
Value = str | int | float | bytes | None
Values = Mapping[str, Value]  # one row by column names
Execute = Callable[[str, Sequence[Any]], Any]
Table = Any  # a class of tables.py, and
Query = Any  # what its select() gives: peewee's, which comes with the first table that is asked for
Convert = Callable[[Any], Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLAIN = frozenset({str, int, float, bool})
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def to_values(record: Any) -> dict[str, Value]:
    """A record's fields as SQLite values by column name, its id left out."""
    return {name: None if (v := getattr(record, name)) is None else put(v) for name, put in _writers(type(record))}  # type: ignore[arg-type]  # a class is hashable


def from_values(cls: type[R], values: Mapping[str, Any]) -> R:
    """The record that `values` (columns by name; others are passed over) hold.

    A field that is never None stands at its default where its column is empty: the column came later than the row.
    """
    read = _readers(cls)  # type: ignore[arg-type]  # a class is hashable
    return cls(**{name: empty if (v := values[name]) is None else take(v) for name, take, empty in read})


def fetch(query: Query, cls: type[R]) -> list[R]:
    """The records of a whole-row query, in its order."""
    cursor = query.model._meta.database.execute(query)  # read bare: peewee’s own rows convert each value twice
    names = [column[0] for column in cursor.description]
    return [from_values(cls, dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def first(query: Query, cls: type[R]) -> R | None:
    """The query's first record, or None."""
    return next(iter(fetch(query.limit(1), cls)), None)


def get(table: Table, cls: type[R], record_id: int) -> R:
    """The record with this id; KeyError when there is none."""
    found = first(table.select().where(table.id == record_id), cls)
    if found is None:
        raise KeyError((table.__name__, record_id))
    return found


def plain(value: Any) -> Any:
    """A value of nested records, tuples, days, instants and choices as JSON data."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(v) for name in _names(type(value)) if (v := getattr(value, name)) is not None}
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return _scalar(value)


def revive(kind: Any, data: Any) -> Any:
    """The value of type `kind` whose `plain` form is `data`; fields that are missing take their defaults."""
    return None if data is None else _reviver(kind)(data)


def dumps(value: Any) -> str:
    """`plain` JSON with sorted keys, equal for equal values."""
    return _ENCODE(plain(value))


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def _scalar(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return (value - EPOCH) // _MICROSECOND
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    return value


@cache
def _writers(cls: Any) -> list[tuple[str, Convert]]:
    hints = get_type_hints(cls)
    return [(f.name, _writer(hints[f.name])) for f in fields(cls) if f.name != "id"]


@cache
def _readers(cls: Any) -> list[tuple[str, Convert, Any]]:
    hints = get_type_hints(cls)
    return [(f.name, _reader(hints[f.name]), _empty(f, hints[f.name])) for f in fields(cls)]


def _empty(field: Field[Any], hint: Any) -> Any:
    return None if field.default is MISSING or _without_none(hint) is not hint else field.default


def _writer(hint: Any) -> Convert:
    kind = _without_none(hint)
    if _is_scalar(kind):
        return bool_to_int if kind is bool else _scalar
    return lambda value: "[]" if value == () else dumps(value)


def _reader(hint: Any) -> Convert:
    kind = _without_none(hint)
    if _is_scalar(kind):
        return _reviver(kind)
    build = _reviver(kind)
    return lambda text: () if text == "[]" else build(json.loads(text))


def bool_to_int(value: bool) -> int:
    """0 or 1, as SQLite keeps a truth."""
    return int(value)


def _is_scalar(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, (str, int, float, bytes, date, Enum))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        kinds = [k for k in get_args(hint) if k is not NoneType]
        return kinds[0] if len(kinds) == 1 else Union[tuple(kinds)]  # noqa: UP007  built at run time
    return hint


@cache
def _reviver(kind: Any) -> Convert:
    kind = _without_none(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_reviver(args)
    if origin is dict:
        key, value = _reviver(args[0]), _reviver(args[1])
        return lambda data: {key(k): None if v is None else value(v) for k, v in data.items()}
    if origin is frozenset:
        member = _reviver(args[0])
        return lambda data: frozenset(member(v) for v in data)
    if origin in (Union, UnionType):
        return _union_reviver(args)
    return _record_reviver(kind) if is_dataclass(kind) else _scalar_reviver(kind)


def _tuple_reviver(args: tuple[Any, ...]) -> Convert:
    if len(args) == 2 and args[1] is ...:
        member = _reviver(args[0])
        return lambda data: tuple(None if v is None else member(v) for v in data)
    members = [_reviver(a) for a in args]
    return lambda data: tuple(None if v is None else m(v) for m, v in zip(members, data, strict=True))


def _union_reviver(kinds: tuple[Any, ...]) -> Convert:
    """A union of records is told apart by its fields: the member whose field names are the best match."""
    names = [(frozenset(f.name for f in fields(k)), _reviver(k)) for k in kinds]

    def build(data: dict[str, Any]) -> Any:
        return max(names, key=lambda n: (n[0] >= data.keys(), -len(n[0] ^ data.keys())))[1](data)

    return build


def _record_reviver(cls: Any) -> Convert:
    hints = get_type_hints(cls)
    readers = {f.name: _reviver(hints[f.name]) for f in fields(cls)}
    return lambda data: cls(**{k: None if v is None else readers[k](v) for k, v in data.items() if k in readers})


def _scalar_reviver(kind: Any) -> Convert:
    if kind is datetime:
        return lambda data: EPOCH + data * _MICROSECOND
    if kind in (date, Fraction):
        return date.fromisoformat if kind is date else Fraction
    if kind is bytes:
        return lambda data: b64decode(data) if isinstance(data, str) else bytes(data)
    return kind if isinstance(kind, type) and issubclass(kind, (Enum, bool)) else (lambda data: data)
