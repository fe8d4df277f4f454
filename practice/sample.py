"""The sample practice on screen and on paper: a window that forgets it all when closed, or pictures of every screen."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from practice import app
from practice.actions import (
    attachments,
    boundaries,
    clients,
    complaints,
    demo,
    fit,
    invoices,
    ledger,
    letters,
    lines,
    practice,
    reconciliation,
    refunds,
    requests,
    sessions,
    signing,
    time,
)
from practice.actions import store as stores
from practice.actions.store import Cost, Store
from practice.errors import Trouble
from practice.rules.boundaries import is_own
from practice.rules.clients import Client, display_name
from practice.rules.engagements import FeeKind
from practice.rules.exits import Step
from practice.rules.letters import ENGAGEMENT, LetterState
from practice.rules.notes import NoteState
from practice.rules.refund_decisions import RefundState
from practice.rules.shelves import Shelf
from practice.ui import theme, throwaway
from practice.ui.clients.page import MONEY, PROMISES, REQUESTS
from practice.ui.gallery import Gallery
from practice.ui.sheets import Sheets
from practice.ui.shell import Shell

PASSPHRASE = "sample passphrase"
CHEAP = Cost(memory=1024, passes=1, lanes=1)  # nobody's secrets are in it
PAGE_WIDTH = 850  # pixels
PATIENCE = 4000  # milliseconds, at most, until a picture has settled
Scene = tuple[str, Callable[[Shell], object]]


@contextmanager
def sample(profile: str) -> Iterator[Store]:
    """A throw-away encrypted practice with the sample's people, dated around today."""
    with throwaway.folder("practice-sample-") as folder:
        store, _ = stores.create(folder / "practice", PASSPHRASE, cost=CHEAP)
        demo.build(store, profile, datetime.now(UTC))
        try:
            yield store
        finally:
            if store.key:
                store.abandon()


def show(profile: str) -> int:
    """Open the window on the sample; the exit code. All that was done in it is gone once it is closed."""
    print(f"The sample practice's passphrase, should you lock it: {PASSPHRASE}")
    with sample(profile) as store:
        store.close()
        return app.run(store.folder, PASSPHRASE)


def draw(profile: str, folder: Path) -> None:
    """Write the sample's signed letter as letter.pdf and every screen as shots/*.png into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with sample(profile) as store:
        letters.export(store, _signed(store), folder / "letter.pdf", store.clock().astimezone().date())
        _draw(store, folder / "shots", ("light",), (1440, 900), 1.0)


def draw_screens(profile: str, folder: Path, themes: Sequence[str], size: tuple[int, int], scale: float) -> list[Path]:
    """Write every screen as a PNG into `folder`, in each theme; return the files."""
    with sample(profile) as store:
        return _draw(store, folder, themes, size, scale)


def _draw(store: Store, folder: Path, themes: Sequence[str], size: tuple[int, int], scale: float) -> list[Path]:
    if QApplication.instance() is None:
        os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(scale))
    app.application(themes[0])
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in themes:
        practice.change(store, {"theme": name})
        theme.use(name)  # before anything is unlocked, too
        for scene, widget in scenes(store, size):
            path = folder / (f"{scene}-{name}.png" if len(themes) > 1 else f"{scene}.png")
            if not widget.grab().save(str(path)):
                raise OSError(28, "cannot be written", str(path))
            files.append(path)
    return [*files, *_draw_pages(letters.reprint(store, _signed(store)), folder)]


def _draw_pages(pdf: bytes, folder: Path) -> list[Path]:
    sheets = Sheets(pdf)
    files = [folder / f"letter-page-{page + 1}.png" for page in range(len(sheets))]
    for page, path in enumerate(files):
        if not sheets.picture(page, PAGE_WIDTH).save(str(path)):
            raise OSError(28, "cannot be written", str(path))
    return files


def _signed(store: Store) -> int:
    """The signed letter that has most to say; of several, the one that was signed first."""
    signed = [one.letter for one in letters.listed(store, [LetterState.SIGNED])]
    return max(reversed(signed), key=lambda letter: letter.pages).id


def scenes(store: Store, size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    """Every screen in turn: its name, and the window that shows it; first the sheet of components."""
    gallery = Gallery()
    gallery.resize(1440, 900)
    yield "components", settled(gallery)
    gallery.deleteLater()
    window = app.window(store.folder, store.clock)
    window.resize(*size)
    window.ask()
    window.show()
    yield "unlock", settled(window)
    window.open(store)
    shell = window.shell
    assert shell is not None
    for scene, arrange in _story(store):
        arrange(shell)
        over = QApplication.activeModalWidget()
        yield scene, settled(over or window)
        if over is not None:
            over.close()
        shell.palette_panel.close_panel()
        shell.key_sheet.close_panel()
    assert window.desk is not None
    window.desk.leave()
    window.hide()
    window.deleteLater()


def _story(store: Store) -> Iterator[Scene]:
    """The screens in the order of the story, each with how to get there."""
    met = {display_name(c): c for c in _people(store)}
    first = next(c for c in met.values() if sessions.of_client(store, c.id))
    note = sessions.of_client(store, first.id)
    draft = next(n for _, n in note if n.state is NoteState.DRAFT)
    signed = next(n for _, n in note if n.state is NoteState.SIGNED)
    waiting, decided = fit.undecided(store)[0].check, fit.decided(store)[0].check

    yield "welcome", _to("welcome")
    yield "clients", _to("clients", first.id)
    yield "import", _to("imports")
    yield "fit-checks", _to("fit")
    yield "fit-check", _to("fit", waiting.id)
    yield "fit-decided", _to("fit", decided.id)
    yield from _of_letters(store)
    yield "clauses", _to("clauses", "refund_policy")
    yield "sessions", _to("sessions")
    yield "session-note", _to("sessions", draft.id)
    yield "session-signed", _to("sessions", signed.id)
    yield from _of_boundaries(store)
    yield from _of_complaints(store)
    yield from _of_refunds(store)
    yield from _of_requests(store)
    yield from _of_accounts(store)
    yield from _of_endings(store)
    yield from _of_money(store)
    yield "settings", _to("settings")
    yield "palette", lambda shell: _ask(shell, first)
    yield "keys", _show_keys
    yield "client-files", _to("clients", (first.id, attachments.of_client(store, first)[0].attachment.id))


def _of_money(store: Store) -> Iterator[Scene]:
    """What is unbilled, one piece of work, the invoices, one being written, one that is overdue, a month of trust."""
    unbilled = time.page(store, None, 20, store.clock().astimezone().date())[0]
    bills, months = invoices.page(store, None, 20), reconciliation.page(store, None, 1)
    yield "money", _to("money")
    yield "money-work", _to("money", ("work", max(unbilled, key=lambda one: len(one[1].lines))[1].engagement.id))
    yield "money-invoices", _to("money", "invoices")
    yield from (
        (f"invoice-{one.state}", _to("money", one.id)) for one in {b.state: b for b in reversed(bills)}.values()
    )
    if months:
        yield "money-trust", _to("money", "trust")
        yield "money-trust-finished", _to("money", ("trust", months[0].id))


def _of_boundaries(store: Store) -> Iterator[Scene]:
    """The boundary log: the list, an entry being written, one of each direction, and the rules."""
    draft, _ = boundaries.drafts(store)[0]
    listed = boundaries.page(store, None, 20)
    own = next(one.entry for one in listed if is_own(one.entry.direction))
    yield "boundaries", _to("boundaries")
    yield "boundary-form", _to("boundaries", ("draft", draft.id))
    yield "boundary-entry", _to("boundaries", listed[0].entry.id)
    yield "boundary-own", _to("boundaries", own.id)
    yield "boundary-rules", _to("boundaries", "rules")


def _of_complaints(store: Store) -> Iterator[Scene]:
    """The list of complaints, the one that presses most with a point open, and a closed one."""
    listed = complaints.page(store, None, 20)
    closed = next((one.complaint for one in listed if one.complaint.closed_on), None)
    yield "complaints", _to("complaints")
    yield "complaint", _to("complaints", listed[0].complaint.id)
    yield "complaint-match", _match
    if closed:
        yield "complaint-closed", _to("complaints", closed.id)


def _of_refunds(store: Store) -> Iterator[Scene]:
    """The refund decisions, one that is being decided, what it would be otherwise, and one that was paid."""
    listed = [one.decision for one in refunds.listed(store)]
    draft = next(one for one in listed if one.state is RefundState.DRAFT)
    paid = next((one for one in listed if one.state is RefundState.PAID), None)
    yield "refunds", _to("refunds")
    yield "refund", _to("refunds", draft.id)
    yield "refund-what-if", _what_if
    if paid:
        yield "refund-paid", _to("refunds", paid.id)


def _what_if(shell: Shell) -> None:
    screen: Any = shell.current
    screen.sheet.what_if.emit(True)


def _match(shell: Shell) -> None:
    screen: Any = shell.current
    screen.page.points.open_matcher()


def _of_endings(store: Store) -> Iterator[Scene]:
    """How work ended, with lists and working; and an ending that is under way, step by step."""
    work = next(one.letter for one in letters.listed(store, [LetterState.SIGNED]) if one.letter.family == ENGAGEMENT)
    yield "insights", _to("insights")
    yield "insights-working", _work_out
    yield "exit", _to("exit", ("engagement", work.engagement_id))
    for step in Step:
        yield f"exit-{step.value}", lambda shell, step=step: _open_step(shell, step)  # type: ignore[misc]
    yield "client-ending", _to("clients", work.client_id)


def _work_out(shell: Shell) -> None:
    screen: Any = shell.current
    screen.forecast.toggle()
    for card in (screen.measures, screen.bands):
        card.working_button.click()


def _open_step(shell: Shell, step: Step) -> None:
    screen: Any = shell.current
    screen.open_step(step)


def _of_letters(store: Store) -> Iterator[Scene]:
    """The letters of every kind and state, and a fee change to many clients."""
    drafts = [one.letter for one in letters.listed(store, [LetterState.DRAFT])]
    letter = next(one for one in drafts if one.family == ENGAGEMENT)
    companion = next(one for one in drafts if one.family != ENGAGEMENT)
    issued = letters.listed(store, [LetterState.SIGNED])[0].letter
    sent = [one.letter for one in letters.listed(store, [LetterState.SENT])]
    change = next(one for one in sent if one.amends)
    closing = next(one.letter for one in letters.listed(store, [LetterState.FILED]) if one.letter.family == "closing")

    yield "letters", _to("letters")
    yield "letter-composer", _to("letters", letter.id)
    yield "letter-issued", _to("letters", issued.id)
    if _can_sign():
        yield "letter-signing", lambda shell: _sign(shell, sent[0].id)
    yield "letter-companion", _to("letters", companion.id)
    yield "client-change", _to("clients", change.client_id)
    yield "letter-closing", _to("letters", closing.id)
    yield "client-closed", _to("clients", closing.client_id)
    yield "fee-change", _to("batch")
    yield "fee-change-who", _change_fees


def _of_requests(store: Store) -> Iterator[Scene]:
    """What clients asked for, one still to be judged and one that was offered for a price; and promises kept."""
    rows = requests.page(store, None, 50)
    waiting = next((one for one in rows if one.answered_on is None), rows[0])
    out = next(one for one in rows if one.answered_on and one.cites)

    yield "requests", _to("requests")
    yield "request", _to("requests", waiting.id)
    yield "request-answered", _to("requests", out.id)
    yield "client-requests", lambda shell: _show_tab(shell, out.client_id, REQUESTS)
    yield "client-promises", lambda shell: _show_tab(shell, out.client_id, PROMISES)


def _of_accounts(store: Store) -> Iterator[Scene]:
    """A client's account, and an entry of it being recorded."""
    account = next(one for c in _people(store) for one in ledger.of_client(store, c, _today(store)) if one.entries)
    client_id = account.engagement.client_id

    yield "client-money", lambda shell: _show_tab(shell, client_id, MONEY)
    yield "client-money-record", lambda shell: shell.current.page.record_payment()  # type: ignore[attr-defined]


def _today(store: Store) -> date:
    return store.clock().astimezone().date()


def _show_tab(shell: Shell, client_id: int, tab: int) -> None:
    shell.go("clients", client_id)
    screen: Any = shell.current
    screen.page.show_tab(tab)
    if tab == PROMISES:
        screen.page.promises.open(next(iter(next(iter(screen.page.promises.rows.values())).lines)))


def _to(place: str, record: object = None) -> Callable[[Shell], object]:
    return lambda shell: shell.go(place, record)


def _change_fees(shell: Shell) -> None:
    screen: Any = shell.current
    screen.ask.kind.set_value(FeeKind.PACKAGE if screen.ask.kind.value() is FeeKind.PACKAGE else FeeKind.FLAT)
    screen.ask.percent.field.setText("5")
    screen.ask.why.field.setPlainText("My fees follow what living costs.")
    screen.look_up()


def _ask(shell: Shell, client: Client) -> None:
    shell.go("clients", client.id)
    shell.palette_panel.ask()
    shell.palette_panel.edit.setText(client.given.lower())
    shell.palette_panel.edit.textEdited.emit(client.given.lower())


def _can_sign() -> bool:
    """Whether the extra that signs is installed; without it the picture would be of a message."""
    try:
        signing.ready()
    except Trouble:
        return False
    return True


def _sign(shell: Shell, letter_id: int) -> None:
    shell.go("letters", letter_id)
    for hint in shell.current.actions_here():
        if hint.icon == "pen-line" and hint.run is not None:
            hint.run()


def _show_keys(shell: Shell) -> None:
    shell.go("clients")
    shell.show_key_sheet()


def _people(store: Store) -> list[Client]:
    rows = lines.page(store, Shelf.OPEN, None, 100, store.clock())
    return [clients.find(store, row.id) for row in rows]


def settled(widget: QWidget) -> QWidget:
    """The widget, shown, with its workers' results in and nothing left to lay out."""
    widget.show()
    end = datetime.now(UTC) + timedelta(milliseconds=PATIENCE)
    calm = 0
    while calm < 12 and datetime.now(UTC) < end:
        QApplication.processEvents()
        desk = getattr(widget, "desk", None)
        calm = 0 if desk is not None and desk.jobs.busy else calm + 1
    return widget
