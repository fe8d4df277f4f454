"""Takes files in and hands them out while the person goes on, and knows the private copies that are open."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from practice.actions import attachments, copies
from practice.actions.attachments import Intake, Stopped
from practice.actions.copies import Copy
from practice.errors import Refused, Trouble
from practice.rules.attachments import Attachment, AttachmentKind, Owner, safe_name
from practice.rules.changes import Change
from practice.ui.jobs import Jobs
from practice.ui.pump import Pump
from practice.ui.tr import tr, trn
from practice.ui.transit import Outgoing, Progress

POLL_MS, SWEEP_MS = 80, 2_000
DRAGGED_MS = 600_000  # so long another program may take to fetch what was dropped there
_WORKERS = 3  # one reads what comes in, the others write what goes out


def open_outside(path: Path) -> bool:
    """Let the program that the system has for it open a file; whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Filing(QObject):
    """One for the desk, from the first file that is looked at to the lock."""

    changed = Signal()  # what is under way, or which copies are open

    def __init__(self, desk: Any, opens: Callable[[Path], bool] = open_outside) -> None:  # noqa: ANN401  a Desk, which makes this
        super().__init__(desk)
        self._desk, self.opens = desk, opens
        self._jobs = Jobs(self, _WORKERS)
        self._waiting: deque[Intake] = deque()
        self._intake: Intake | None = None
        self._after: dict[Intake, Callable[[Attachment], object]] = {}
        self._pump: Pump | None = None
        self._added: list[str] = []
        self._out: list[Outgoing] = []
        self._made: list[Copy] = []  # every copy there is, as the workers make them
        self.copies: dict[int, Copy] = {}  # by their files: those that are open
        self._strays: list[Copy] = []  # those that are open, but another file bears their file's id after undo
        self._closing: set[Copy] = set()  # those that are being put away
        self._staged: dict[tuple[int, str, str], Copy] = {}  # by content and name: those to be dragged out
        desk.bus.changed.connect(self._on_store_changed)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.changed)
        self._sweep_later = QTimer(self, singleShot=True, interval=SWEEP_MS)
        self._sweep_later.timeout.connect(self._sweep)
        self._sweep_later.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_state)

    # in

    def add(self, paths: Sequence[Path], owner: Owner, kind: AttachmentKind = AttachmentKind.FILE) -> None:
        """Take files in, one after another; undone as one."""
        batch = object()
        for path in paths:
            draft = attachments.drafted(self._desk.store, owner, safe_name(path.name), kind)
            self._waiting.append(Intake(path, draft, batch))
        self._next()

    def _next(self) -> None:
        if self._intake is not None:
            return
        if not self._waiting:
            self._finish()
            return
        self._sweep_later.stop()
        intake = self._intake = self._waiting.popleft()
        store, failed = self._desk.store, partial(self._on_unread, intake)
        self._jobs.run(self, intake.read, _nothing, store.folder, store.key, failed=failed)
        self._run(attachments.add_steps(store, intake, self._desk.now()), self._on_added)
        self._follow()

    def _run(self, steps: Any, ended: Callable[[Any], object]) -> None:  # noqa: ANN401  steps of any kind
        self._stop_pump()
        self._pump = Pump(
            steps, _nothing, lambda made: _nothing(ended(made)), self._on_trouble, lambda: self._desk.open, self
        )

    def _stop_pump(self) -> None:
        if self._pump is not None:
            self._pump.stop()
            self._pump.deleteLater()
            self._pump = None

    def _on_added(self, attachment: Attachment) -> None:
        intake, self._intake = self._intake, None
        then = self._after.pop(intake, None) if intake else None
        if then is None:
            self._added.append(attachment.name)
        else:
            then(attachment)
        self._next()

    def _on_unread(self, intake: Intake, error: BaseException) -> None:
        if not isinstance(error, Trouble):
            raise error
        if intake is self._intake:
            self._on_trouble(error)

    def _on_trouble(self, trouble: Trouble) -> None:
        """What cannot be kept is told, and the next one is tried."""
        self._stop_pump()
        intake, self._intake = self._intake, None
        if intake is not None:
            intake.stopped = True
            self._give_up(intake)
        self._desk.tell(str(trouble))
        self._next()

    def _give_up(self, intake: Intake) -> None:
        """A copy of which something cannot be kept stays, whatever else would be kept of it."""
        if isinstance(intake.batch, Copy):
            self._waiting = deque(one for one in self._waiting if one.batch is not intake.batch)
            self._closing.discard(intake.batch)
        self._after = {one: then for one, then in self._after.items() if one in self._waiting}

    def _finish(self) -> None:
        names, self._added = self._added, []
        if len(names) == 1:
            self._desk.toast(tr("Added {name}", name=names[0]), settles=False)
        elif names:
            self._desk.toast(trn("Added {n} file", "Added {n} files", len(names)), settles=False)
        self._sweep_later.start()
        self._follow()

    def cancel(self) -> None:
        """End all that is under way; nothing of it is kept."""
        self._stop()
        self._waiting.clear()
        self._after.clear()
        self._closing.clear()
        self._intake, added = None, len(self._added)
        self._added = []
        done = trn("Cancelled; {n} file was added before", "Cancelled; {n} files were added before", added)
        self._desk.toast(done if added else tr("Cancelled; nothing was kept"), undo=bool(added))
        self._finish()

    def _stop(self) -> None:
        for out in self._out:
            out.stopped = True
        if self._intake is not None:
            self._intake.stopped = True
        self._stop_pump()

    def _sweep(self) -> None:
        """Take away what nothing shows; an intake that begins meanwhile takes its turn first."""
        if self._intake is None and self._desk.open:
            self._run(attachments.sweep_steps(self._desk.store, self._desk.now()), _nothing)

    # out

    def save(self, attachment: Attachment, target: Path) -> None:
        """Write a copy to where the person wants it."""
        self._write(
            Outgoing(attachment, target), lambda _: self._desk.toast(tr("Saved {name}", name=target.name), False)
        )

    def open(self, attachment: Attachment) -> None:
        """Open a private copy in the program that the system has for it; programs themselves are refused."""
        try:
            attachments.may_open(attachment)
        except Refused as refusal:
            self._desk.tell(str(refusal))
            return
        if attachment.id in self.copies:
            self._show(self.copies[attachment.id])
        elif not any(out.opens and attachments.same_content(out.attachment, attachment) for out in self._out):
            self._write(Outgoing(attachment), self._on_copy)

    def _on_copy(self, copy: Copy) -> None:
        if attachments.replaced(self._desk.store, copy):
            self._drop(copy)
            return
        self.copies[copy.attachment.id] = copy
        if not self._show(copy):
            self._close(copy)

    def _show(self, copy: Copy) -> bool:
        if self.opens(copy.path):
            return True
        self._desk.tell(tr("No program here opens this kind of file. Save a copy of it instead."))
        return False

    def _on_store_changed(self, change: Change) -> None:
        """After undo another file may bear the id of one whose copy is open."""
        if "attachments" not in change.tables:
            return
        for copy in list(self.copies.values()):
            if attachments.replaced(self._desk.store, copy):
                self._strays.append(self.copies.pop(copy.attachment.id))
                self.changed.emit()

    def stage(self, attachment: Attachment) -> Path | None:
        """The copy that can be dragged out, under the file's own name; None while it is being made."""
        key = _content(attachment)
        if key in self._staged:
            return self._staged[key].path
        if all(_content(out.attachment) != key or not out.named for out in self._out):
            self._write(Outgoing(attachment, named=True), self._on_staged)
        return None

    def _on_staged(self, copy: Copy) -> None:
        self._staged[_content(copy.attachment)] = copy
        QTimer.singleShot(DRAGGED_MS, self, partial(self._unstage, copy))
        if not QGuiApplication.mouseButtons():  # let go before it was there
            self._desk.toast(tr("{name} can be dragged out now", name=copy.attachment.name), undo=False)

    def _unstage(self, copy: Copy) -> None:
        del self._staged[_content(copy.attachment)]
        self._drop(copy)

    def _write(self, out: Outgoing, then: Callable[[Any], object]) -> None:
        self._out.append(out)
        store = self._desk.store
        ended = partial(self._on_written, out, then)
        self._jobs.run(self, self._work, ended, store.folder, store.key, out, failed=partial(self._on_unwritten, out))
        self._follow()

    def _work(self, practice: Path, key: bytes, out: Outgoing) -> Copy | None:
        """In a worker: write, and remember what there is even where nobody hears of it any more."""
        copy = attachments.write_out(practice, key, out.attachment, out.target, out.told, out.named)
        if copy is not None:
            self._made.append(copy)
        return copy

    def _on_written(self, out: Outgoing, then: Callable[[Any], object], copy: Copy | None) -> None:
        self._out.remove(out)
        then(copy)
        self._follow()

    def _on_unwritten(self, out: Outgoing, error: BaseException) -> None:
        self._out.remove(out)
        self._follow()
        if isinstance(error, Trouble):
            self._desk.tell(str(error))
        elif not isinstance(error, Stopped):
            raise error

    # copies that are open

    def is_changed(self, attachment: Attachment) -> bool:
        """Whether something was saved in the open copy since it was written."""
        copy = self.copies.get(attachment.id)
        return copy is not None and copies.touched(copy)

    def put_away(self, attachment: Attachment) -> None:
        """Take the open copy away; what was changed in it is kept as a new version first."""
        copy = self.copies.get(attachment.id)
        if copy is not None and copy not in self._closing:
            self._closing.add(copy)
            failed = partial(self._on_uncompared, copy)
            self._jobs.run(self, attachments.to_keep, partial(self._on_compared, copy), copy, failed=failed)

    def _on_uncompared(self, copy: Copy, error: BaseException) -> None:
        self._closing.discard(copy)
        if not isinstance(error, Trouble):
            raise error
        self._desk.tell(str(error))

    def _on_compared(self, copy: Copy, found: Sequence[Path]) -> None:
        if not found:
            self._close(copy)
            return
        for path in found:
            draft = attachments.draft_of(self._desk.store, copy, path)
            self._waiting.append(Intake(path, draft, copy))
        self._after[self._waiting[-1]] = partial(self._on_put_away, copy)
        self._next()

    def _on_put_away(self, copy: Copy, attachment: Attachment) -> None:
        self._added.append(attachment.name)
        self._close(copy)

    def _close(self, copy: Copy) -> None:
        self._drop(copy)
        self.copies = {key: one for key, one in self.copies.items() if one is not copy}
        self._strays = [one for one in self._strays if one is not copy]
        self._closing.discard(copy)
        self.changed.emit()

    def _drop(self, copy: Copy) -> None:
        if copy in self._made:
            copies.remove(copy)
            self._made.remove(copy)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Back from another program: it may have changed a copy."""
        if state is Qt.ApplicationState.ApplicationActive and self.copies:
            self.changed.emit()

    def keep_changes(self) -> None:
        """Keep what was changed in open copies as new versions, at once. Raises Trouble that names what stays where."""
        troubles: dict[str, None] = {}  # each once, in their order
        for copy in self._open_ones():
            try:
                attachments.keep_changes(self._desk.store, copy, self._desk.now())
            except Trouble as trouble:
                troubles[str(trouble)] = None
            else:
                self._close(copy)
        if troubles:
            where = ", ".join(str(copy.path.parent) for copy in self._open_ones())
            said = "{trouble} What you changed in opened files stays in {folder} until you delete it there."
            raise Trouble(tr(said, trouble=" ".join(troubles), folder=where))

    def _open_ones(self) -> list[Copy]:
        return [*self.copies.values(), *self._strays]

    def leave(self) -> None:
        """Stop, keep what was changed in open copies, and take all copies away. Raises Trouble for what is not kept."""
        said = _lost(self.coming_in)
        self._stop()
        self._jobs.close()
        try:
            self.keep_changes()
        except Trouble as trouble:
            said = f"{trouble} {said}".strip()
        finally:
            for copy in self._open_ones():
                copies.spare(copy)
            for copy in set(self._made).difference(self._open_ones()):
                copies.remove(copy)
        if said:
            raise Trouble(said)

    # how far it is

    @property
    def progress(self) -> Progress | None:
        """What is under way, None when nothing is."""
        others = len(self._waiting) + len(self._out)
        if (one := self._intake) is not None:
            return Progress(one.draft.name, True, one.done, one.total, others)
        if self._out:
            out = self._out[0]
            return Progress(out.attachment.name, False, out.done, out.attachment.size, others - 1)
        return None

    @property
    def coming_in(self) -> int:
        """How many files are still coming in; what was changed in open copies is kept in any case."""
        under_way = [*([self._intake] if self._intake is not None else []), *self._waiting]
        return sum(not isinstance(one.batch, Copy) for one in under_way)

    def _follow(self) -> None:
        if self.progress is not None:
            self._poll.start()
        else:
            self._poll.stop()
        self.changed.emit()


def _content(attachment: Attachment) -> tuple[int, str, str]:
    """What a copy to be dragged out is told by: an id may be another file's after undo."""
    return attachment.file_id, attachment.sha256, attachment.name


def _lost(coming_in: int) -> str:
    one = "{n} file was still coming in and was not kept. Add it again."
    many = "{n} files were still coming in and were not kept. Add them again."
    return trn(one, many, coming_in) if coming_in else ""


def _nothing(_: object) -> None:
    pass
