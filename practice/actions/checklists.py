"""The fit checklists and the written ideal client: read them, write their next version."""

import json
import tomllib
from dataclasses import replace
from datetime import datetime
from typing import Any

from practice.actions import drafts, practice
from practice.actions.store import Store
from practice.db import checklists as kept
from practice.db import records
from practice.paths import resource
from practice.rules import checklists as rules
from practice.rules.checklists import Checklist, ChecklistVersion, IdealClient


def template(key: str) -> ChecklistVersion:
    """The checklist that the program brings along for a profile, "lawyer" or "coach"."""
    return rules.parse(tomllib.loads(resource("checklists", f"{key}.toml").read_text("utf-8")))


def current(store: Store, key: str = "") -> ChecklistVersion:
    """The newest version of a checklist; without `key` that of the practice's own profile."""
    key = key or practice.profile(store).profile.value
    return kept.latest(store, key) or template(key)


def version(store: Store, key: str, number: int) -> ChecklistVersion:
    """The version that a check used."""
    return kept.version(store, key, number) or template(key)


def ensure_kept(store: Store, checklist: ChecklistVersion, now: datetime) -> ChecklistVersion:
    """Keep a template the first time it is used, so that a check never loses its questions; inside a change."""
    if kept.version(store, checklist.key, checklist.version):
        return checklist
    return kept.save(store, rules.kept_at(checklist, now))


def edit(store: Store, key: str, content: Checklist, now: datetime) -> ChecklistVersion:
    """Keep `content` as the next version; checks keep the version they used. Refused by item key."""
    before = current(store, key)
    if content == before.content:
        return before
    with store.journal.change("checklist.edit"):
        return edited(store, key, content, now)


def edited(store: Store, key: str, content: Checklist, now: datetime) -> ChecklistVersion:
    """As `edit`, inside a change that is open already."""
    before = current(store, key)
    after = rules.next_version(before, content, now)
    ensure_kept(store, before, now)
    return kept.save(store, after)


def waiting(store: Store, version: ChecklistVersion) -> Checklist | None:
    """What was edited over this checklist and is no version yet, None where nothing waits."""
    words = drafts.kept(store, f"checklist.{version.key}")
    return records.revive(Checklist, json.loads(words["content"])) if words else None


def wait(store: Store, version: ChecklistVersion, content: Checklist | None) -> None:
    """Let what was edited over this checklist wait, for no check, until it is made a version; None forgets it."""
    words = {"content": records.dumps(content)} if content and content != version.content else {}
    drafts.keep(store, f"checklist.{version.key}", None, words)


PROMPTS = ("who", "need", "they_value", "not_them", "text")


def ideal_waiting(store: Store, version: IdealClient) -> IdealClient:
    """The ideal client with what was typed over this version and is no version yet."""
    words = drafts.kept(store, "ideal")
    typed: dict[str, Any] = {name: words.get(name, "") for name in PROMPTS}
    return replace(version, **typed) if words else version


def wait_ideal(store: Store, version: IdealClient, typed: IdealClient) -> None:
    """Let what was typed over this version wait until it is made a version; the same words are forgotten."""
    same = rules.same_words(version, typed)
    drafts.keep(store, "ideal", None, {} if same else {name: getattr(typed, name) for name in PROMPTS})


def ideal(store: Store) -> IdealClient:
    """The ideal client as written last; version 0 while none was."""
    return kept.ideal(store) or IdealClient()


def write_ideal(store: Store, ideal_client: IdealClient, now: datetime) -> IdealClient:
    """Keep the ideal client's next version. Refused when nothing is written."""
    before = ideal(store)
    if rules.same_words(before, ideal_client):
        return before
    with store.journal.change("ideal_client.write"):
        return ideal_written(store, ideal_client, now)


def ideal_written(store: Store, ideal_client: IdealClient, now: datetime) -> IdealClient:
    """As `write_ideal`, inside a change that is open already."""
    return kept.save_ideal(store, rules.next_ideal(ideal(store), ideal_client, now))
