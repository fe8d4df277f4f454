"""Settings as they are kept: one row each, its value as JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

from practice.db import records
from practice.db.store import Store
from practice.rules.preferences import Preferences

S = TypeVar("S")


def preferences(store: Store) -> Preferences:
    """How this person likes the program; what was never set has its default."""
    return read(store, Preferences)


def value(store: Store, key: str) -> Any:  # noqa: ANN401  any JSON data
    """The JSON data kept under `key`, None when there is none."""
    row = store.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return None if row is None else json.loads(row[0])


def read(store: Store, cls: type[S]) -> S:
    """A record whose fields are settings; what was never set has its default."""
    hints = _hints(cls)  # type: ignore[arg-type]  # a class is hashable
    rows = store.execute("SELECT key, value FROM settings")
    return cls(**{key: records.revive(hints[key], json.loads(text)) for key, text in rows if key in hints})


def save(store: Store, values: Mapping[str, Any]) -> None:
    """Keep these values by key, inside an open change; equal values write nothing."""
    from practice.db.tables import SettingRow  # noqa: PLC0415  start-up: only what writes needs these
    from practice.rules.settings import KeptSetting  # noqa: PLC0415

    kept = {key: KeptSetting(n, key, text) for n, key, text in store.execute("SELECT id, key, value FROM settings")}
    for key, new in values.items():
        text = records.dumps(new)
        old = kept.get(key, KeptSetting(key=key))
        if old.id == 0 or old.value != text:
            store.journal.put(SettingRow, KeptSetting(old.id, key, text))


def forget(store: Store, key: str) -> None:
    """Keep nothing under `key` any more, inside an open change."""
    from practice.db.tables import SettingRow  # noqa: PLC0415  start-up: only what writes needs these

    for (row,) in store.execute("SELECT id FROM settings WHERE key = ?", (key,)).fetchall():
        store.journal.delete(SettingRow, row)


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}
