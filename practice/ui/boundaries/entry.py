"""A recorded entry: what was kept, what was added since, its letter, and a form to add to it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import boundaries, drafts
from practice.actions import boundary_policy as policy
from practice.actions.boundaries import EntryView
from practice.errors import Refused
from practice.rules.boundaries import (
    BoundaryEntry,
    Category,
    EntryKind,
    Response,
    is_answered,
    is_danger,
    is_own,
    late_entry,
)
from practice.rules.clients import display_name
from practice.rules.letters import Letter, LetterState
from practice.rules.notes import read_time
from practice.rules.severity import ladder
from practice.ui.arming import Arming
from practice.ui.boundaries import words
from practice.ui.boundaries.fields import CategoryField, wide
from practice.ui.boundaries.parts import Caution, safety_steps
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.when import clock_text, moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import Card, PageHeader, SectionTitle, clear, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

DRAFT = "boundary_entry"
ADDING = "An addition is dated and stays as it is written."
OF_AMENDMENT = ("reason", "category", "severity")
OF_FOLLOW_UP = ("response", "day", "time")


class Begun(NamedTuple):
    """A record with the instant that it is told apart by, for what waits beside it."""

    id: int
    created_at: datetime


class EntryPage(ScrollPage):
    """The entry as recorded, its additions below it; `letter_asked` where one can be drafted."""

    left = Signal()
    letter_asked = Signal()
    letter_opened = Signal(int)

    def __init__(self, desk: Desk, view: EntryView) -> None:
        super().__init__(reading=True)
        self.desk, self.view, self.entry_id = desk, view, view.told.entry.id
        header = PageHeader(crumbs=[tr("Boundaries"), display_name(view.client)])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill()
        header.add_button(self.pill)
        self.head = header
        self.set_header(header)
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        self.body.addLayout(self._said)
        self._build_letter()
        self._build_form()
        self.body.addStretch(1)
        self.show_view(view)

    def _build_letter(self) -> None:
        self.letter_button = Button("", "primary", icon="file-text", key=tr("Ctrl D"))
        self.letter_button.clicked.connect(self.letter_asked)
        self.insurer = Caution()
        self._letters = QVBoxLayout()
        self._letters.setSpacing(4)
        self.body.addSpacing(8)
        self.body.addLayout(row(self.letter_button, None))
        self.body.addWidget(self.insurer)
        self.body.addLayout(self._letters)

    def _build_form(self) -> None:
        self.body.addSpacing(16)
        self.body.addWidget(SectionTitle(tr("Add to this entry"), tr("dated now; what was recorded stays as it is")))
        self.kind = Segmented(words.additions(), tr("What kind of addition"))
        self.kind.chosen.connect(lambda _: self._show_kind())
        self.response = Combo()
        self.response.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.category = CategoryField()
        self.severity = wide(Segmented(words.severities(), tr("How much"), shrinks=True))
        self.boxes = {
            "text": FieldBox(tr("Words"), TextArea("reading", least=2)),
            "response": FieldBox(tr("What was done"), self.response),
            "day": FieldBox(tr("When"), DateEdit()),
            "time": FieldBox(tr("At"), LineEdit()),
            "reason": FieldBox(tr("Why it is corrected"), LineEdit()),
            "category": FieldBox(tr("What kind"), self.category),
            "severity": FieldBox(tr("How much"), self.severity),
        }
        self.boxes["time"].field.setFixedWidth(96)
        self.add_button = Button(tr("Add to the entry"), key=tr("Ctrl Enter"))
        self.add_button.clicked.connect(self.add)
        self.consequence = Text(tr(ADDING), "small", "text2", elide=True)
        self._lay_out_form()
        fields: dict[str, QWidget] = {"kind": self.kind, **self.boxes}
        self.form = Form(self.desk, fields, self._keep, self)
        self._arming = Arming(self)
        self._arming.changed.connect(self._say_armed)
        self.form.edited.connect(lambda _: self.disarm())

    def _lay_out_form(self) -> None:
        self.body.addLayout(row(self.kind, None))
        self.body.addWidget(self.boxes["text"])
        self.caution = Caution()
        self.body.addWidget(self.caution)
        done = row(*(self.boxes[name] for name in OF_FOLLOW_UP), gap=12)
        done.setStretch(0, 1)
        self.body.addLayout(done)
        for name in OF_AMENDMENT:
            self.body.addWidget(self.boxes[name])
        foot = row(self.add_button, self.consequence)
        foot.setStretch(1, 1)
        self.body.addLayout(foot)

    def _say_armed(self, on: bool) -> None:
        self.add_button.set_label(tr("Add to the entry now") if on else tr("Add to the entry"))
        self.consequence.setText(tr("Press again to add it for good; Esc to go on.") if on else tr(ADDING))

    def _show_kind(self) -> None:
        amends = self.kind.value() is EntryKind.AMENDMENT
        for name in OF_AMENDMENT:
            self.boxes[name].setVisible(amends)
        for name in OF_FOLLOW_UP:
            self.boxes[name].setVisible(not amends)

    # showing

    def show_view(self, view: EntryView) -> None:
        """Shows the entry and all that was added; what is being typed stays."""
        if view != self.view or not self._said.count():
            self._show_said(view)
        self._show_letters(view)
        self._show_draft()

    def _show_said(self, view: EntryView) -> None:
        self.view = view
        entry, now = view.told.entry, self.desk.now()
        title = tr("Boundary entry {n}: {what}", n=entry.id, what=words.lower(words.category(view.told.category)))
        self.head.set_title(title)
        late = tr(" Late entry.") if late_entry(entry) else ""
        day = words.long(entry.recorded_at.astimezone().date(), now.astimezone().date())
        happened = moment_text(entry.happened_at, now)
        when = happened[:1].upper() + happened[1:]
        self.head.set_subline(tr("{when}. Recorded {day}.", when=when, day=day) + late)
        level = view.told.severity
        self.pill.set_status(words.SEVERITY_KINDS[level], f"{level} {words.severity(level)}", "fence")
        clear(self._said)
        if is_danger(view.told.category, view.told.severity):
            self._said.addWidget(safety_steps(policy.safety(self.desk.store)))
            self._said.addSpacing(8)
        if not view.holds:
            said = tr("It does not say what was recorded. Restore a backup.")
            self._said.addWidget(Banner("bad", tr("This entry was changed outside the program"), said))
        for label, text in self._parts(view, entry):
            if text.strip():
                self._said.addWidget(Text(label, "label", "text2"))
                self._said.addWidget(Text(text, "reading", wrap=True))
                self._said.addSpacing(8)
        by = tr("Recorded {when} by {who}.", when=moment_text(entry.recorded_at, now), who=entry.author or tr("you"))
        self._said.addWidget(Text(by, "small", "text2", wrap=True))
        for added in view.told.added:
            self._said.addWidget(self._addition(added))

    def _parts(self, view: EntryView, entry: BoundaryEntry) -> Iterator[tuple[str, str]]:
        ways = dict(words.directions())
        how = ", ".join(part for part in (entry.channel and words.channel(entry.channel), entry.place) if part)
        yield tr("Which way"), f"{ways[entry.direction]}. {how}{'.' if how else ''}".strip()
        yield tr("What happened"), entry.facts
        yield tr("Exact words"), entry.words
        yield tr("What a listener could infer"), entry.infers
        if entry.identifiable:
            yield tr("Who it is"), tr("Somebody could tell, then or later.")
        yield tr("What I make of it"), entry.interpretation
        yield tr("What I did"), entry.action
        yield tr("What the client said to it"), entry.reply
        yield tr("Who saw or heard it"), entry.witnesses
        yield tr("What was agreed"), self._agreed(view, entry)
        yield tr("What I call it"), words.called(entry)
        done = is_answered(entry, bool(policy.responses()[entry.response].letter))
        yield tr("How I responded") if done else tr("Next, to be done"), self._answered(entry)
        yield tr("Written late"), entry.late_reason if late_entry(entry) else ""

    def _agreed(self, view: EntryView, entry: BoundaryEntry) -> str:
        if entry.item:
            return tr("{what}: “{said}”", what=words.item(entry.item).capitalize(), said=entry.agreed)
        return words.agreed(view.rule) if view.rule else tr("No rule yet.")

    def _answered(self, entry: BoundaryEntry) -> str:
        said = words.response(entry.response)
        if entry.response is not entry.policy:
            said = tr("{said}. The policy asked for: {policy}.", said=said, policy=words.response(entry.policy))
        return f"{said} {entry.response_reason}".strip()

    def _addition(self, entry: BoundaryEntry) -> QWidget:
        card = Card(padding=12, gap=2)
        kind = dict(words.additions())[entry.entry_kind]
        when = moment_text(entry.recorded_at, self.desk.now())
        card.add(Text(f"{kind}. {when[:1].upper()}{when[1:]}", "bodyStrong", wrap=True))
        if entry.entry_kind is EntryKind.FOLLOW_UP:
            done = words.long(entry.happened_at.astimezone().date(), self.desk.today())
            told = tr("{what}, {day}.", what=words.response(entry.response), day=done)
            card.add(Text(told, "body", "text2", wrap=True))
        else:
            told = f"{words.category(entry.category)}, {entry.severity} {words.severity(entry.severity)}"
            card.add(Text(told, "body", "text2", wrap=True))
        card.add(Text(entry.action or entry.facts, "reading", wrap=True))
        if entry.late_reason:
            card.add(Text(tr("Why: {reason}", reason=entry.late_reason), "small", "text2", wrap=True))
        return card

    def _show_letters(self, view: EntryView) -> None:
        act = policy.responses()[view.told.response].act
        self.letter_button.set_label(tr(act))
        self.letter_button.setVisible(bool(act) and not view.letters)
        apology = is_own(view.told.entry.direction) and not self.letter_button.isHidden()
        self.insurer.say(tr(policy.own_slip().insurer) if apology else "")
        clear(self._letters)
        for letter in view.letters:
            button = Button(self._called(letter), "link")
            button.clicked.connect(lambda _=False, i=letter.id: self.letter_opened.emit(i))
            self._letters.addLayout(row(button, None))

    def _called(self, letter: Letter) -> str:
        state = tr("sent") if letter.sent_on else tr("draft") if letter.state is LetterState.DRAFT else tr("issued")
        return tr("Letter {number}, {state}", number=letter.number, state=state)

    def _show_draft(self) -> None:
        """Shows what was typed and not added yet."""
        kept, told, now = drafts.kept(self.desk.store, DRAFT, self._record()), self.view.told, self.desk.now()
        self.response.clear()
        for one in ladder(told.entry.direction, told.severity):
            self.response.addItem(words.response_line(one), one)
        shown = {
            "kind": EntryKind(kept.get("kind", EntryKind.FOLLOW_UP)),
            "text": kept.get("text", ""),
            "reason": kept.get("reason", ""),
            "response": Response(kept.get("response", told.response)),
            "day": date.fromisoformat(kept["day"]) if "day" in kept else self.desk.today(),
            "time": kept.get("time", clock_text(now)),
            "category": Category(kept.get("category", told.category)),
            "severity": int(kept.get("severity", told.severity)),
        }
        self.form.show(shown, self.entry_id)
        self._show_kind()
        self._warn()

    def _record(self) -> Begun:
        return Begun(self.entry_id, self.view.told.entry.recorded_at)

    def _keep(self, _key: object, _values: dict[str, Any], _visit: str) -> None:
        typed = {name: value for name, value in self.form.read().items() if value is not None}
        said = {name: value.isoformat() if name == "day" else str(value) for name, value in typed.items()}
        drafts.keep(self.desk.store, DRAFT, self._record(), said if said["text"] or said["reason"] else {})
        self._warn()

    def _warn(self) -> None:
        """Words and names to think about again in what is typed."""
        warned, names = boundaries.look(self.desk.store, self.entry_id, self.form.read()["text"])
        self.caution.say(f"{words.warning(warned)} {words.others(names)}".strip())

    # adding

    def add(self) -> None:
        """Keeps the addition for good, at the second press."""
        self.flush()
        try:
            entry = self._made(self.form.read())
        except Refused as refusal:
            errors = {("day" if name == "done_at" else name): said for name, said in refusal.fields.items()}
            self.form.show_errors(errors)
            return
        if not self._arming.press():
            return
        boundaries.add(self.desk.store, entry)
        drafts.keep(self.desk.store, DRAFT, self._record(), {})
        self._show_draft()
        self.desk.toast(tr("Added to the entry"), undo=False)

    def _made(self, typed: dict[str, Any]) -> BoundaryEntry:
        store, now = self.desk.store, self.desk.now()
        if typed["kind"] is EntryKind.AMENDMENT:
            classed = typed["category"] or self.view.told.category, typed["severity"]
            return boundaries.amend(store, self.entry_id, typed["text"], typed["reason"], now, *classed)
        try:
            at = datetime.combine(typed["day"], read_time(typed["time"])).astimezone()
        except Refused as refusal:
            raise Refused({"time": str(refusal)}) from None
        return boundaries.follow_up(store, self.entry_id, typed["text"], typed["response"], at, now)

    def disarm(self) -> bool:
        """Takes a first press of Add back; False where there was none."""
        return self._arming.disarm()

    def focus_first(self) -> None:
        """Puts the cursor where something can be added."""
        self.boxes["text"].field.setFocus()

    def flush(self) -> bool:
        """What was not added is not part of the entry, and waits beside it."""
        return self.form.flush()

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        add = KeyHint("Ctrl+Enter", tr("add"), self.add, tr("Add to this boundary entry"), "plus")
        if self.letter_button.isHidden():
            return [add]
        label = self.letter_button.label()
        return [KeyHint("Ctrl+D", words.lower(label), self.letter_asked.emit, label, "file-text"), add]
