"""The form of an entry: everything is kept as it is typed, judged beside the fields, and recorded once for good."""

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.actions import boundaries
from practice.actions import boundary_policy as policy
from practice.actions.boundaries import DraftView
from practice.errors import Refused
from practice.rules.agreed import NO_RULE
from practice.rules.boundaries import Response, is_blank, is_danger, is_own
from practice.rules.boundary_log import asks_listener, reason_asked
from practice.rules.clients import display_name
from practice.rules.notes import read_time
from practice.rules.severity import ladder
from practice.ui.arming import Arming
from practice.ui.boundaries import words
from practice.ui.boundaries.fields import AgreedField, CategoryField, ResponseField, wide
from practice.ui.boundaries.parts import Caution, own_steps, safety_steps
from practice.ui.clientfield import ClientField
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.when import clock_text, moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Toggle
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import PageHeader, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.segmented import Segmented

WIDEST = 660
SAVING = "Saved for good; you can add to it."
APART = ("client", "day", "time", "agreed")  # fields that are kept in another way than by their names
PLACES = {"happened_at": "day", "cited": "agreed"}  # where a refusal of another name belongs


class EntryForm(ScrollPage):
    """The draft of one client; `recorded(entry id, with its letter)`, `moved(draft id)`, `left`."""

    left = Signal()
    moved = Signal(int)
    recorded = Signal(int, bool)

    def __init__(self, desk: Desk, view: DraftView) -> None:
        super().__init__(most=WIDEST)
        self.body.setSpacing(12)
        self.desk, self.view, self.draft_id = desk, view, view.draft.id
        header = PageHeader(tr("Log a boundary"), crumbs=[tr("Boundaries"), tr("New entry")])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        begun = view.draft.created_at
        if begun is not None and not is_blank(view.draft.content):
            header.set_subline(tr("Begun {when}, not recorded yet", when=moment_text(begun, desk.now())))
        self.set_header(header)
        self.boxes: dict[str, FieldBox] = {}
        self.cautions: dict[str, Caution] = {}
        self._build_steps()
        self._build_what()
        self._build_said()
        self._build_more()
        self._build_answer()
        self._build_bar()
        fields: dict[str, QWidget] = {**self.boxes, "identifiable": self.identifiable}
        self.form = Form(desk, fields, self._save, self)
        self._arm()
        self.show_view(view)

    # building

    def _build_steps(self) -> None:
        self.safety = safety_steps(policy.safety(self.desk.store))
        self.own = own_steps(policy.own_slip())
        for steps in (self.safety, self.own):
            self.body.addWidget(steps)
            steps.hide()
        self._narrow = False
        self.pattern = Banner("warn", "", icon="triangle-alert")
        self.body.addWidget(self.pattern)
        self.pattern.hide()

    def _add(self, name: str, label: str, field: QWidget, note: str = "") -> FieldBox:
        self.boxes[name] = FieldBox(label, field, note=note)
        return self.boxes[name]

    def _build_what(self) -> None:
        client = self._add("client", tr("Client"), ClientField(self.desk, tr("Type a name")))
        day, time = self._add("day", tr("When"), DateEdit()), self._add("time", tr("At"), LineEdit())
        time.field.setFixedWidth(96)
        day_field = day.field
        assert isinstance(day_field, DateEdit)
        day_field.set_format("ddd, MMM d, yyyy")
        first = row(client, day, time, gap=12)
        first.setStretch(0, 3)
        first.setStretch(1, 2)
        self.direction = wide(Segmented(words.directions(), tr("Which way"), icons=words.DIRECTION_ICONS, shrinks=True))
        self.severity = wide(Segmented(words.severities(), tr("How much"), shrinks=True))
        self.category = CategoryField()
        self.agreed = AgreedField()
        self.rule_button = Button(tr("Add a rule of your own"), "link")
        self.rule_button.clicked.connect(self._on_rule_asked)
        self.body.addLayout(first)
        self.body.addWidget(self._add("direction", tr("Which way"), self.direction))
        self.body.addWidget(self._add("category", tr("What kind"), self.category))
        self.body.addWidget(self._add("agreed", tr("What was agreed"), self.agreed, tr("on that day")))
        self.body.addLayout(row(self.rule_button, None))
        self.body.addWidget(self._add("severity", tr("How much"), self.severity))

    def _build_said(self) -> None:
        self.body.addWidget(self._add("late_reason", tr("Why it is written late"), LineEdit()))
        self.boxes["late_reason"].set_hint(tr("More than 24 hours after it happened: the entry will say late."))
        self._text("facts", tr("What happened"), tr("only what a camera would have seen"), 3)
        self.names = Caution()
        self.body.addWidget(self.names)
        self._text("words", tr("Exact words"), tr("as they were said, in quotes"), 1)
        self.body.addWidget(self._add("infers", tr("What could a listener infer?"), TextArea("reading", least=2)))
        self.boxes["infers"].set_hint(tr("Then or later: who the client is, or what it is about."))
        self.identifiable = Toggle(tr("Somebody could tell who it is"))
        self.body.addWidget(self.identifiable)
        self._text("interpretation", tr("What I make of it"), tr("a guess, kept apart from the facts"), 2)
        self._text("action", tr("What I did"), "", 1)
        self._text("reply", tr("What the client said to it"), "", 1)

    def _text(self, name: str, label: str, note: str, least: int) -> None:
        self.body.addWidget(self._add(name, label, TextArea("reading", least=least), note))
        self.cautions[name] = Caution()
        self.body.addWidget(self.cautions[name])

    def _build_more(self) -> None:
        self.channel = Combo()
        for value, name in words.channels():
            self.channel.addItem(name, value)
        how = row(
            self._add("channel", tr("How it came"), self.channel), self._add("place", tr("Where"), LineEdit()), gap=12
        )
        for place in range(2):
            how.setStretch(place, 1)
        self.body.addLayout(how)
        self.body.addWidget(self._add("witnesses", tr("Who saw or heard it"), LineEdit(), tr("by their part")))
        sure = row(
            self._add(
                "kind",
                tr("What I call it"),
                wide(Segmented(words.kinds(), tr("What I call it"), small=True, shrinks=True)),
            ),
            self._add(
                "intent",
                tr("Was it meant?"),
                wide(Segmented(words.intents(), tr("Was it meant?"), small=True, shrinks=True)),
            ),
            gap=12,
        )
        self.body.addLayout(sure)
        impact = wide(Segmented(words.impacts(), tr("What it did"), small=True, shrinks=True))
        self.body.addWidget(self._add("impact", tr("What it did"), impact))

    def _build_answer(self) -> None:
        self.response = ResponseField()
        self.body.addSpacing(4)
        self.body.addWidget(self._add("response", tr("How I respond"), self.response))
        self.body.addWidget(self._add("response_reason", tr("Why not as proposed"), LineEdit()))
        self.body.addStretch(1)

    def _build_bar(self) -> None:
        self.letter_button = Button("", "primary", key=tr("Ctrl Enter"))
        self.save_button = Button(tr("Save only"))
        self.cancel_button = Button(tr("Cancel"), "quiet", key=tr("Esc"))
        self.letter_button.clicked.connect(self.finish)
        self.save_button.clicked.connect(lambda: self.record(False))
        self.cancel_button.clicked.connect(self.left)
        bar = ActionBar(self.letter_button, self.save_button, self.cancel_button, consequence=tr(SAVING))
        bar.consequence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_bar(bar)

    def _arm(self) -> None:
        """Recording takes a second press, which whatever is typed meanwhile takes back."""
        self._with_letter = False
        self._arming = Arming(self)
        self._arming.changed.connect(lambda _: self._label())
        self.form.edited.connect(lambda _: self.disarm())

    # showing

    def show_view(self, view: DraftView) -> None:
        """Shows the draft as it is kept; what is being typed stays."""
        if view.draft.content != self.view.draft.content:
            self.disarm()
        self.view = view
        written, judged = view.draft.content, view.assessment
        self.response.offer(ladder(written.direction, judged.severity), judged.policy)
        self.agreed.offer(judged.choices, judged.agreed)
        at = (written.happened_at or self.desk.now()).astimezone()
        own = {name: getattr(written, name) for name in self.boxes if hasattr(written, name)}
        shown = {
            **own,
            "client": (view.client.id, display_name(view.client)),
            "day": at.date(),
            "time": clock_text(at),
            "agreed": judged.agreed.key,
            "severity": judged.severity,
            "response": written.response or judged.policy,
            "identifiable": written.identifiable,
        }
        self.form.show(shown, self.draft_id)
        self.boxes["category"].set_hint(self.category.examples(written.direction))
        self._show_judged(view)
        self._label()

    def _show_judged(self, view: DraftView) -> None:
        """What is said beside the fields, and which of them are asked for."""
        written, judged = view.draft.content, view.assessment
        danger = is_danger(written.category, judged.severity)
        if danger and self.safety.isHidden():
            self.area.verticalScrollBar().setValue(0)
        self.safety.setVisible(danger)
        own = is_own(written.direction)
        self.own.setVisible(own)
        self.boxes["severity"].set_hint(words.judged(judged) if written.category else "")
        self.boxes["facts"].set_hint(tr(policy.own_slip().no_names) if own else "")
        ruled = any(one.rule_id for one in judged.choices)
        self.rule_button.setVisible(written.category is not None and judged.agreed.key == NO_RULE and not ruled)
        self.boxes["late_reason"].setVisible(judged.late)
        self.boxes["infers"].setVisible(asks_listener(written))
        self.identifiable.setVisible(asks_listener(written))
        self.boxes["response_reason"].setVisible(self._asks_reason(view))
        insurer = own and (written.response or judged.policy) is Response.P2
        self.boxes["response"].set_hint(tr(policy.own_slip().insurer) if insurer else "")
        self._show_pattern(view)
        for name, caution in self.cautions.items():
            caution.say(words.warning(judged.warned.get(name, ())))
        self.names.say(words.others(judged.names))

    def _asks_reason(self, view: DraftView) -> bool:
        judged = view.assessment
        response = view.draft.content.response or judged.policy
        return bool(reason_asked(judged.severity, response, judged.proposal, judged.policy))

    def _label(self) -> None:
        """What the buttons do, by the response that is chosen."""
        armed = self._arming.armed
        act = self._letter_act()
        first = tr(act) if act else tr("Save the entry")
        self.letter_button.set_label(tr("Save for good") if armed and self._with_letter == bool(act) else first)
        self.save_button.set_label(tr("Save for good") if armed and act and not self._with_letter else tr("Save only"))
        self.save_button.setVisible(bool(act))
        again = tr("Press again to save it for good; Esc to go on.")
        self.bar.consequence.setText(again if armed else tr(SAVING))

    def _letter_act(self) -> str:
        judged = self.view.assessment
        return policy.responses()[self.view.draft.content.response or judged.policy].save

    # saving

    def _save(self, _key: object, values: dict[str, Any], visit: str) -> None:
        changes = {name: value for name, value in values.items() if name not in APART}
        if values.keys() & {"day", "time"}:
            changes["happened_at"] = self._moment({**self.form.read(), **values})
        if "agreed" in values:
            changes["cited"] = values["agreed"]
        if "category" in changes and changes["category"] is None:
            del changes["category"]
        if changes:
            boundaries.write(self.desk.store, self.draft_id, visit=visit, **changes)
        if "client" in values:
            self._move(*values["client"])

    def _move(self, client_id: int | None, name: str) -> None:
        if client_id is None:
            raise Refused({"client": tr("Choose somebody from the list; add a new client first.")})
        if client_id != self.view.client.id:
            moved = boundaries.move(self.desk.store, self.draft_id, client_id, self.desk.now())
            self.moved.emit(moved.id)

    def _moment(self, shown: dict[str, Any]) -> datetime:
        day: date = shown["day"]
        try:
            at = read_time(shown["time"])
        except Refused as refusal:
            raise Refused({"time": str(refusal)}) from None
        return datetime.combine(day, at).astimezone()

    def _on_rule_asked(self) -> None:
        category = self.view.draft.content.category
        if category is None:
            return
        self.flush()
        rule = policy.add_rule(self.desk.store, category, tr(policy.categories()[category].rule), self.desk.now())
        boundaries.write(self.desk.store, self.draft_id, cited="")
        self.desk.toast(tr("Added your rule {n}. It counts from today on.", n=rule.number))

    def show_narrow(self, narrow: bool) -> None:
        """Beside a narrow page nothing stands: then the most pressing pattern stands on it."""
        self._narrow = narrow
        self._show_pattern(self.view)

    def _show_pattern(self, view: DraftView) -> None:
        judged = view.assessment
        for one in judged.patterns[:1]:
            level = judged.policy if one.response and one.category is view.draft.content.category else None
            self.pattern.say("warn", words.pattern(one), words.pattern_asks(one, level), "triangle-alert")
        self.pattern.setVisible(self._narrow and bool(judged.patterns))

    def show_keys(self, on: bool) -> None:
        """Shows the keys in the buttons, which take room that a narrow page has not; the status bar has them too."""
        for button, key in ((self.letter_button, tr("Ctrl Enter")), (self.cancel_button, tr("Esc"))):
            button.key = key if on else ""
            button.updateGeometry()
            button.update()

    def finish(self) -> None:
        """Ctrl+Enter: saves, with the letter where the response needs one."""
        self.record(bool(self._letter_act()))

    def record(self, with_letter: bool) -> None:
        """Records the draft for good, at the second press of the same button."""
        store, now = self.desk.store, self.desk.now()
        if not self.flush():
            return
        try:
            boundaries.may_record(store, self.draft_id, now)
        except Refused as refusal:
            self._show_errors(refusal)
            return
        if self._arming.armed and with_letter is not self._with_letter:
            self.disarm()
        self._with_letter = with_letter
        if self._arming.press():
            self.recorded.emit(boundaries.record(store, self.draft_id, now).id, with_letter)

    def _show_errors(self, refusal: Refused) -> None:
        errors = {PLACES.get(name, name): sentence for name, sentence in refusal.fields.items()}
        for name in errors.keys() & self.boxes.keys():
            self.boxes[name].show()
        self.form.show_errors(errors)
        first = next((name for name in self.boxes if errors.get(name)), None)
        if first is not None:
            self.area.ensureWidgetVisible(self.boxes[first])
        else:
            self.desk.tell(str(refusal))

    def disarm(self) -> bool:
        """Takes a first press back; False where there was none."""
        return self._arming.disarm()

    def flush(self) -> bool:
        """Keeps what is typed and not kept yet."""
        return self.form.flush()

    def discard(self) -> None:
        """Takes the draft away."""
        boundaries.discard(self.desk.store, self.draft_id)
        self.desk.toast(tr("Discarded the entry about {name}", name=display_name(self.view.client)))
        self.left.emit()

    def focus_first(self) -> None:
        """The cursor goes where what happened is written."""
        self.boxes["facts"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        act = self._letter_act()
        said = tr("save and draft") if act else tr("save the entry")
        name = display_name(self.view.client)
        return [
            KeyHint("Tab", tr("next field")),
            KeyHint("Ctrl+Enter", said, self.finish, self.letter_button.label(), "fence"),
            KeyHint("", "", lambda: self.record(False), tr("Save the entry only"), "check", False),
            KeyHint("", "", self.discard, tr("Discard the entry about {name}", name=name), "trash-2", False),
        ]
