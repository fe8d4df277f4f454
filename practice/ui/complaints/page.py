"""The page of a complaint: did we promise it? Point by point, then the paths, by when, and the end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from practice.actions import complaint_letters, complaints, engagements, sessions
from practice.actions.complaints import ComplaintView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.complaint_days import DeadlineKind, next_due
from practice.rules.complaint_letters import OURS
from practice.rules.complaints import Kind, StepList, Tick
from practice.ui.complaints import words
from practice.ui.complaints.closing import Closing
from practice.ui.complaints.gate import Gate
from practice.ui.complaints.intake import Intake
from practice.ui.complaints.paths import Paths
from practice.ui.complaints.points import Points
from practice.ui.complaints.story import Story
from practice.ui.desk import Desk
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, row
from practice.ui.widgets.messages import Banner, Icon
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

TOAST = 48  # pixels below the last button, which a toast may cover


class ComplaintPage(ScrollPage):
    """An open or closed complaint."""

    left = Signal()

    def __init__(self, desk: Desk, view: ComplaintView) -> None:
        super().__init__()
        self.desk, self.view, self.complaint_id = desk, view, view.complaint.id
        self.name = complaints.called(view.client)
        self._make_header()
        self._make_body()
        self._make_bar()
        self.show_view(view)
        self.intake.setVisible(not view.complaint.words.strip())

    # making

    def _make_header(self) -> None:
        header = PageHeader(tr("Did we promise it?"), crumbs=[tr("Complaints"), display_name(self.view.client)])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill()
        self.letter_button = Button("", icon="file-text")
        self.letter_button.clicked.connect(self._on_letter)
        for one in (self.pill, self.letter_button):
            header.add_button(one)
        self.head = header
        self.set_header(header)

    def _make_body(self) -> None:
        works = engagements.of_client(self.desk.store, self.view.client)
        self.came = Text("", "small", "text2", elide=True)
        self.change_button = Button(tr("Change"), "link", name=tr("Change how it came"))
        self.change_button.clicked.connect(self._on_change)
        line = row(Icon("mail", "text2", 16), self.came, self.change_button)
        line.setStretch(1, 1)
        self.safety = Banner("bad", tr("Safety first"), "", "triangle-alert", self._boundary_button())
        self.signs_button = Button(tr("Tick the signs"), small=True)
        self.signs_button.clicked.connect(lambda: self._edit({"claim_signs": self.view.proposed}, ""))
        self.signs = Banner("warn", "", button=self.signs_button)
        self.intake = Intake(self.desk, self._edit, works)
        self.gate = Gate(self.desk, lambda _key, values, visit: self._edit(values, visit))
        self.points = Points(self.desk, self.name)
        self.paths = Paths(self.desk)
        self.story = Story(self.desk)
        self.closing = Closing(self.desk)
        self.body.addLayout(line)
        for part in (self.safety, self.signs, self.intake, self.gate, self.points, self.paths, self.story):
            self.body.addWidget(part)
        end = row(self.closing, None)  # long lines are hard to read
        end.setStretch(0, 2)
        self.body.addLayout(end)
        self.body.setSpacing(12)
        self.body.addSpacing(TOAST)
        self.body.addStretch(1)
        self._connect()

    def _boundary_button(self) -> Button:
        button = Button(tr("Log it under boundaries"), icon="fence")
        button.clicked.connect(lambda: self.desk.go("boundaries", ("new", self.view.client.id)))
        return button

    def _connect(self) -> None:
        self.gate.ticked.connect(lambda tick, on: self._tick(tick, StepList.GATE, "", on))
        self.paths.ticked.connect(self._tick)
        self.paths.finished.connect(self._on_finished)
        self.story.told.connect(self._on_told)
        self.story.opened.connect(partial(self.desk.go, "letters"))
        self.points.moved.connect(self.desk.hints)

    def _make_bar(self) -> None:
        self.refund_button = Button(tr("Work out the refund"), "primary", key="Ctrl Enter")
        self.reply_button = Button(tr("Draft the reply"), icon="pen-line")
        self.sorry_button = Button(tr("Draft the apology"), icon="heart-handshake")
        self.refund_button.clicked.connect(self.refund)
        self.reply_button.clicked.connect(self.reply)
        self.sorry_button.clicked.connect(partial(self._start, complaint_letters.APOLOGY))
        self.came_button = Button(tr("Say that it came"), icon="message-square-text")
        self.came_button.clicked.connect(partial(self._start, complaint_letters.ACK))
        self.set_bar(ActionBar(self.refund_button, self.reply_button, self.came_button, self.sorry_button))

    # showing

    def show_view(self, view: ComplaintView) -> None:
        """Shows the complaint as it is kept; what is being typed stays."""
        self.view = view
        today, complaint = self.desk.today(), view.complaint
        at = self.area.verticalScrollBar().value()  # what is made anew loses the focus, which scrolls
        self._show_due()
        self.letter_button.setVisible(view.signed is not None)
        if view.signed:
            self.letter_button.set_label(tr("Open letter {number}", number=view.signed.number))
        self.came.setText(f"{complaint.number}  {words.came(view, self.name, today)}")
        self.safety.setVisible(complaint.safety)
        told = tr("Emergency number first, no meeting alone, keep every message, then insurer or ethics line.")
        self.safety.say("bad", tr("Safety first"), told, "triangle-alert")
        said = "; ".join(word for sign, word in words.signs() if sign in view.proposed)
        self.signs.setVisible(bool(said) and complaint.closed_on is None)
        self.signs.say("warn", tr("A claim may be possible, by their words"), f"{said}.", "shield-half")
        for part in (self.gate, self.points, self.paths, self.story, self.closing):
            part.show_view(view)
        self.intake.show_complaint(complaint)
        if complaint.closed_on:
            self.intake.hide()
        self.change_button.setVisible(complaint.closed_on is None)
        self._show_bar()
        self.area.verticalScrollBar().setValue(at)

    def _show_due(self) -> None:
        complaint, following = self.view.complaint, next_due(self.view.owed)
        if complaint.closed_on:
            self.pill.set_status("ok", tr("Closed"), "lock")
        elif following is None:
            self.pill.set_status("ok", tr("Answered"), "check")
        else:
            today = self.desk.today()
            self.pill.set_status(words.pressing(following, today), words.owed(following, today), "clock")

    def _show_bar(self) -> None:
        ours = any(item.decided in OURS for item in self.view.items)
        self.bar.setVisible(self.view.complaint.closed_on is None)
        self.refund_button.setEnabled(self.view.engagement is not None)
        self.sorry_button.setVisible(ours)
        owed = any(one.kind is DeadlineKind.ACKNOWLEDGE and one.done_on is None for one in self.view.owed)
        self.came_button.setVisible(owed and self._decided())
        self.reply_button.set_label(tr("Draft the reply") if self._decided() else tr("Say that it came"))
        self.bar.consequence.setText(self._consequence())

    def _decided(self) -> bool:
        return self.view.whole is not None

    def _consequence(self) -> str:
        if self.view.held:
            return tr("A reply or a refund waits for the insurer’s gate; that it came can be said now.")
        if self.view.whole is Kind.MIXED:
            return tr("The reply can carry both answers: one explanation, one apology.")
        return "" if self._decided() else tr("Decide every point, then the final answer can be drafted.")

    # doing

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return False
        return True

    def _edit(self, changes: dict[str, Any], visit: str) -> None:
        complaints.edit(self.desk.store, self.complaint_id, changes, self.desk.today(), visit=visit)

    def _tick(self, tick: Tick, belongs: StepList, path: str, on: bool) -> None:
        day = self.desk.today() if on else None
        text = tick.text
        self._try(lambda: complaints.tick(self.desk.store, self.complaint_id, belongs, tick.key, text, day, path))

    def _on_finished(self, follow_up_id: int, on: bool) -> None:
        sessions.finish_step(self.desk.store, follow_up_id, on, self.desk.now())

    def _on_told(self, kind: DeadlineKind, day: Any) -> None:  # noqa: ANN401  a date, through a signal
        if self._try(lambda: complaints.tell(self.desk.store, self.complaint_id, kind, day, self.desk.now())):
            made = kind is DeadlineKind.FINAL and self.view.paths
            self.desk.toast(tr("Noted; the follow-ups are planned") if made else tr("Noted"))

    def _on_change(self) -> None:
        self.intake.setVisible(not self.intake.isVisible())
        if self.intake.isVisible():
            self.intake.focus_first()

    def _on_letter(self) -> None:
        if self.view.signed:
            self.desk.go("letters", self.view.signed.id)

    def refund(self) -> None:
        """Goes to the refund decision of this complaint."""
        if self.flush() and self.view.engagement is not None and self.view.complaint.closed_on is None:
            self.desk.go("refunds", ("complaint", self.complaint_id))

    def reply(self) -> None:
        """Begins the final answer once all is decided, before that the letter that says that it came."""
        self._start(complaint_letters.FINAL if self._decided() else complaint_letters.ACK)

    def _start(self, key: str) -> None:
        if not self.flush():
            return
        try:
            letter = complaint_letters.start(self.desk.store, self.complaint_id, key, self.desk.now())
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        self.desk.go("letters", letter.id)

    def add_point(self) -> None:
        """A new point, open to be written."""
        if self.flush():
            self.points.add()

    def discard(self) -> None:
        """Takes the complaint away; Undo brings it back."""
        if self._try(lambda: complaints.discard(self.desk.store, self.complaint_id)):
            self.desk.toast(tr("Took {number} away", number=self.view.complaint.number))

    # keys

    def step_back(self) -> bool:
        """Takes back a first press, or closes what is open in a row; False where there is nothing of it."""
        return self.closing.disarm() or self.points.close_matcher()

    def focus_first(self) -> None:
        """Puts the focus where the work goes on: the words of a new complaint, else the first open point."""
        if self.intake.isVisibleTo(self):
            self.intake.focus_first()
        else:
            self.points.focus_first()

    def to_problem(self) -> bool:
        """Goes to the first point that is not decided; False where all are."""
        return self.points.to_undecided()

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        kept = [part.flush() for part in (self.intake, self.gate, self.points, self.closing)]
        return all(kept)

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.view.complaint.closed_on:
            return []
        number = self.view.complaint.number
        ack, apology = complaint_letters.ACK, complaint_letters.APOLOGY
        refund = tr("{number}: work out the refund", number=number)
        said = tr("{number}: acknowledge, say that it came", number=number)
        sorry = tr("{number}: apology", number=number)
        return [
            KeyHint("↑ ↓", tr("move")),
            KeyHint("X", tr("they want X"), partial(self.points.decide, Kind.EXPECTATION_MISMATCH)),
            KeyHint("Y", tr("we promised Y"), self.points.decide_failure),
            KeyHint("?", tr("not sure"), partial(self.points.decide, None)),
            KeyHint("A", tr("add a point"), self.add_point, tr("Add a point to {number}", number=number), "plus"),
            KeyHint("Ctrl+Enter", tr("refund"), self.refund, refund, "banknote", False),
            KeyHint("", "", self.reply, tr("{number}: draft the reply", number=number), "pen-line", False),
            KeyHint("", "", partial(self._start, ack), said, "message-square-text", False),
            KeyHint("", "", partial(self._start, apology), sorry, "heart-handshake", False),
            KeyHint("", "", self.discard, tr("Take {number} away", number=number), "trash-2", False),
        ]
