"""Statements of account: as pages in the letter's style, and as rows for a spreadsheet."""

from datetime import date
from pathlib import Path

from practice.actions import ledger, practice
from practice.actions.store import Store
from practice.actions.wording import short_words, words
from practice.db import clients, households
from practice.interchange import files, table
from practice.rules import statement as rules
from practice.rules.letters import LetterFacts


def facts(store: Store, engagement_id: int, today: date) -> LetterFacts:
    """The statement of an engagement's account as it stands today; KeyError when there is none."""
    told, profile = ledger.account(store, engagement_id, today), practice.profile(store)
    client = clients.find(store, told.engagement.client_id)
    statement = rules.Statement(
        profile=profile, engagement=told.engagement, record=client,
        people=households.members(store, client) or (client,), entries=told.entries, balances=told.balances,
        currency=told.currency, today=today,
    )  # fmt: skip
    return rules.facts(statement, words(profile, told.currency), short_words(profile, told.currency))


def pages(store: Store, engagement_id: int, today: date) -> bytes:
    """The statement as a PDF."""
    from practice.letters import render  # noqa: PLC0415  start-up: reportlab, needed once a page is shown

    return render(facts(store, engagement_id, today)).pdf


def rows(store: Store, engagement_id: int, today: date) -> bytes:
    """The account's entries as a CSV file's bytes; no cell of it is a formula."""
    told = ledger.account(store, engagement_id, today)
    return table.csv_bytes([rules.HEADER, *rules.table(told.entries)])


def export(store: Store, engagement_id: int, path: Path, today: date) -> None:
    """Write the statement to `path`, as rows where that ends in .csv, else as pages, whole or not. Raises Trouble."""
    made = rows if path.suffix.lower() == ".csv" else pages
    files.write(path, [made(store, engagement_id, today)])


def file_name(engagement_id: int, today: date) -> str:
    """What the file is called unless the person says otherwise: no name, no ending."""
    return f"Statement-{engagement_id}-{today.isoformat()}"
