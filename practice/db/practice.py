"""The practice's profile and settings: one row a setting, its value as JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

from practice.db import records
from practice.db.store import Store
from practice.db.tables import SettingRow
from practice.rules.practice import KeptSetting, PracticeProfile, Preferences

P = TypeVar("P", PracticeProfile, Preferences)


def profile(store: Store) -> PracticeProfile:
    """The practice's profile; what was never set has its default."""
    return _read(store, PracticeProfile)


def preferences(store: Store) -> Preferences:
    """How this person likes the program; what was never set has its default."""
    return _read(store, Preferences)


def value(store: Store, key: str) -> Any:  # noqa: ANN401  any JSON data
    """The JSON data kept under `key`, None when there is none."""
    found = records.first(SettingRow.select().where(SettingRow.key == key), KeptSetting)
    return None if found is None else json.loads(found.value)


def save(store: Store, values: Mapping[str, Any]) -> None:
    """Keep these values by key, inside an open change; equal values write nothing."""
    kept = {s.key: s for s in records.fetch(SettingRow.select().where(SettingRow.key.in_(list(values))), KeptSetting)}
    for key, new in values.items():
        text = records.dumps(new)
        old = kept.get(key, KeptSetting(key=key))
        if old.id == 0 or old.value != text:
            store.journal.put(SettingRow, KeptSetting(old.id, key, text))


def _read(store: Store, cls: type[P]) -> P:
    hints = _hints(cls)
    rows = SettingRow.select(SettingRow.key, SettingRow.value).where(SettingRow.key.in_(list(hints))).tuples()
    return cls(**{key: records.revive(hints[key], json.loads(text)) for key, text in rows})


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}
