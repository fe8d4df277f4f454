"""Sending a letter by email: the words are made here, the person's own mail program sends them."""

import tomllib
from functools import cache

from practice.actions import complaint_mail, practice, wording
from practice.actions.store import Store
from practice.db import clients, households, invoices, letters
from practice.errors import Refused
from practice.paths import resource
from practice.rules.clients import greeting
from practice.rules.letters import LetterState
from practice.rules.mailing import Message
from practice.rules.mailing import address as address
from practice.rules.mailing import command as command


def message(store: Store, letter_id: int) -> Message:
    """The email that brings an issued letter to its client; Refused for a draft, or while the insurer is not told."""
    letter = letters.get(store, letter_id)
    if letter.facts is None:
        raise Refused("Issue the letter first; a draft is not sent.")
    complaint_mail.may_leave(store, letter)
    profile = practice.profile(store)
    words = _words()[profile.profile.value]
    waits = letter.sign_by is not None and letter.state in (LetterState.ISSUED, LetterState.SENT)
    day = wording.day_text(letter.sign_by, profile.locale, "long") if letter.sign_by else ""
    values = {
        "number": letter.number,
        "greeting": letter.facts.greeting,
        "sign": words["sign"].format(day=day) if waits else "",
        "signer": profile.signer_name,
        "practice": profile.practice_name,
    }
    return Message(
        addressees(store, letter.client_id), letter.facts.title or letter.number, words["text"].strip().format(**values)
    )


def of_invoice(store: Store, invoice_id: int) -> Message:
    """The email that brings an issued invoice or credit note to its client; Refused for a draft."""
    invoice = invoices.get(store, invoice_id)
    if invoice.facts is None:
        raise Refused("Issue the invoice first; a draft is not sent.")
    profile = practice.profile(store)
    values = {
        "greeting": f"{greeting(clients.find(store, invoice.client_id))},",
        "named": f"{'credit note' if invoice.reverses else 'invoice'} {invoice.number}",
        "signer": profile.signer_name,
        "practice": profile.practice_name,
    }
    text = _words()["invoice"]["text"].strip().format(**values)
    return Message(addressees(store, invoice.client_id), invoice.facts.title, text)


def addressees(store: Store, client_id: int) -> tuple[str, ...]:
    """The first address of a client, of each of two joint clients."""
    client = clients.find(store, client_id)
    people = households.members(store, client) or (client,)
    return tuple(dict.fromkeys(person.emails[0].address for person in people if person.emails))


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(resource("mail.toml").read_text("utf-8"))
    return loaded
