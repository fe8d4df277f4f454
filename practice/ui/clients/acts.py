"""What a client's buttons, menu and keys do."""

from collections.abc import Callable

from practice.actions import clients
from practice.rules.clients import Client, display_name
from practice.rules.shelves import ClientStatus
from practice.ui import begin
from practice.ui.clients import words
from practice.ui.desk import Desk
from practice.ui.screen import KeyHint
from practice.ui.tr import tr


def do(what: str, desk: Desk, client: Client) -> None:
    """Do one of ACTS; Refused where it cannot be."""
    ACTS[what](desk, client)


def move(desk: Desk, client: Client, status: ClientStatus) -> None:
    """Let a client stand otherwise with the practice, and say so."""
    clients.set_status(desk.store, client.id, status, desk.today())
    desk.toast(words.moves(status, client.status)[1].format(name=display_name(client)))


def _archive(desk: Desk, client: Client) -> None:
    clients.archive(desk.store, client.id, desk.now())
    desk.toast(tr("Archived {name}", name=display_name(client)))


def _restore(desk: Desk, client: Client) -> None:
    clients.restore(desk.store, client.id)
    desk.toast(tr("{name} is out of the archive", name=display_name(client)))


def _split(desk: Desk, client: Client) -> None:
    people = clients.split(desk.store, client.id, desk.now())
    desk.toast(tr("{name} are two clients now", name=display_name(client)))
    desk.go("clients", people[0].id)


def _import(desk: Desk, client: Client) -> None:
    desk.go("imports")


def hints(ask: Callable[[str], object], name: str) -> list[KeyHint]:
    """What can be begun for a client besides a note, where `ask` takes the name of an act."""
    complaint = tr("Log a complaint from {name}", name=name)
    boundary, request = tr("Log a boundary for {name}", name=name), tr("Log a request for {name}", name=name)
    invoice, refund = tr("Invoice {name}", name=name), tr("Work out a refund for {name}", name=name)
    fit, letter = tr("Fit check for {name}", name=name), tr("Letter for {name}", name=name)
    return [
        KeyHint("L then B", tr("log a boundary"), lambda: ask("boundary"), boundary, "fence", False),
        KeyHint("L then C", tr("log a complaint"), lambda: ask("complaint"), complaint, "heart-handshake", False),
        KeyHint("L then R", tr("log a request"), lambda: ask("request"), request, "message-square-text", False),
        KeyHint("", tr("fit"), lambda: ask("fit"), fit, "clipboard-check", False),
        KeyHint("L then I", tr("invoice"), lambda: ask("invoice"), invoice, "receipt-text", False),
        KeyHint("", tr("refund"), lambda: ask("refund"), refund, "banknote", False),
        KeyHint("", tr("letter"), lambda: ask("letter"), letter, "file-text", False),
    ]


ACTS: dict[str, Callable[[Desk, Client], None]] = {
    "note": lambda desk, client: begin.note(desk, client.id),
    "request": lambda desk, client: begin.request(desk, client.id),
    "boundary": lambda desk, client: begin.boundary(desk, client.id),
    "complaint": lambda desk, client: begin.complaint(desk, client.id),
    "invoice": lambda desk, client: begin.invoice(desk, client.id),
    "refund": lambda desk, client: begin.refund(desk, client.id),
    "fit": lambda desk, client: begin.fit_check(desk, client.id),
    "letter": lambda desk, client: begin.letter(desk, client.id),
    "archive": _archive,
    "restore": _restore,
    "split": _split,
    "import": _import,
}
