"""What tests of files ask and make."""

import os

from practice.actions import attachments


def names(store, client):
    return [one.name for one in attachments.of(store, "clients", client.id)]


def waits(qtbot, condition):
    qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)


def chunks(store):
    return store.execute("SELECT count(*) FROM file_chunks").fetchone()[0]


def made(tmp_path, name, size):
    path = tmp_path / name
    path.write_bytes(os.urandom(size))
    return path
