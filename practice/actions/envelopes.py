"""Envelopes and labels for clients and letters."""

from practice.actions import practice
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import households
from practice.db import letters as kept_letters
from practice.errors import Refused
from practice.rules.clients import address_lines, display_name
from practice.rules.envelopes import Envelope, usual_envelope
from practice.rules.practice import PracticeProfile, design
from practice.rules.shelves import ClientKind


def of_client(store: Store, client_id: int) -> Envelope:
    """The usual envelope for a client, or for both of a household; Refused without an address."""
    client = kept_clients.find(store, client_id)
    people = households.members(store, client) if client.kind is ClientKind.HOUSEHOLD else ()
    address = next((each.addresses[0] for each in (client, *people) if each.addresses), None)
    if address is None:
        raise Refused("There is no address yet. Type one under Details, then print the envelope.")
    names = tuple(display_name(each) for each in people or (client,))
    return _envelope(practice.profile(store), (*names, *address_lines(address)))


def of_letter(store: Store, letter_id: int) -> Envelope:
    """The envelope for an issued letter, to where it says; Refused for a draft or without an address."""
    facts = kept_letters.get(store, letter_id).facts
    if facts is None:
        raise Refused("Issue the letter first: then its address stands fast.")
    if len(facts.recipient) < 2:
        raise Refused("This letter says no address. Print the envelope from the client’s page instead.")
    return _envelope(practice.profile(store), facts.recipient)


def _envelope(profile: PracticeProfile, recipient: tuple[str, ...]) -> Envelope:
    own = (line.strip() for line in profile.address.splitlines())
    return Envelope(
        paper=usual_envelope(profile.paper),
        recipients=(recipient,),
        sender=tuple(line for line in (profile.practice_name, *own) if line),
        language=profile.locale.replace("_", "-"),
        design=design(profile),
    )


def pages(envelope: Envelope) -> bytes:
    """The envelope or sheet as a PDF. Safe in a worker: it reads no store."""
    from practice.letters.envelopes import render_envelopes  # noqa: PLC0415  start-up: reportlab, for a rare page

    return render_envelopes(envelope)
