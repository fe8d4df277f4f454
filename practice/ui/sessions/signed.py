"""A signed note: what was locked, what was added since, and the one thing that can still be done: add."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import drafts, sessions, time
from practice.actions.sessions import NoteView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.notes import STEPS, Crossed, EntryKind, NoteEntry, day_words
from practice.rules.time import minutes_text
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.screen import KeyHint
from practice.ui.sessions.words import capital, crossed_words, entry_words, session_line
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import Card, PageHeader, SectionTitle, clear, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

DRAFT = "note_entry"
ADDING = "An entry is dated and stays as it is written."


class SignedPage(ScrollPage):
    """The note as signed, its entries below it, and a form to add one."""

    left = Signal()

    def __init__(self, desk: Desk, view: NoteView) -> None:
        super().__init__(reading=True)
        self.desk = desk
        self.view = view
        self.note_id = view.note.id
        header = PageHeader(view.session.title, crumbs=[tr("Sessions"), display_name(view.client)])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        header.add_button(Pill("ok", tr("Signed"), "lock"))
        self.head = header
        self.set_header(header)
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        self.body.addLayout(self._said)
        self._build_form()
        self.body.addStretch(1)
        self.show_view(view)

    def _build_form(self) -> None:
        self.body.addSpacing(16)
        self.body.addWidget(SectionTitle(tr("Add to this note"), tr("dated now; what was signed stays as it is")))
        self.kind = Segmented(entry_words(), tr("What kind of entry"))
        self.kind.set_value(EntryKind.ADDENDUM)
        self.kind.chosen.connect(self._on_kind)
        self.text_box = FieldBox(tr("Words"), TextArea("reading", least=2))
        self.reason_box = FieldBox(tr("Why it is written now"), LineEdit())
        self.day_box = FieldBox(tr("The day it speaks of"), DateEdit())
        self.add_button = Button(tr("Add to the note"), key="Ctrl Enter")
        self.add_button.clicked.connect(self.add)
        self.consequence = Text(tr(ADDING), "small", "text2")
        self.body.addLayout(row(self.kind, None))
        for box in (self.text_box, self.reason_box, self.day_box):
            self.body.addWidget(box)
        self.body.addLayout(row(self.add_button, self.consequence, None))
        fields = {"kind": self.kind, "text": self.text_box, "reason": self.reason_box, "event_on": self.day_box}
        self.form = Form(self.desk, fields, self._keep, self)
        self._arming = Arming(self)
        self._arming.changed.connect(self._say_armed)
        self.form.edited.connect(lambda _: self.disarm())

    def _say_armed(self, on: bool) -> None:
        self.add_button.set_label(tr("Add to the note now") if on else tr("Add to the note"))
        self.consequence.setText(tr("Press again to add it for good; Esc to go on.") if on else tr(ADDING))

    def _on_kind(self, kind: object) -> None:
        for box in (self.reason_box, self.day_box):
            box.setVisible(kind is not EntryKind.ADDENDUM)

    def show_view(self, view: NoteView) -> None:
        """Shows the note and all that was added; what is being typed stays."""
        if view != self.view or not self._said.count():
            self._show_said(view)
        self._show_draft()

    def _show_said(self, view: NoteView) -> None:
        self.view = view
        note, now = view.note, self.desk.now()
        self.head.set_subline(session_line(view.session, now))
        clear(self._said)
        labels = {f.key: f.label for f in sessions.template(note.template).fields} | {STEPS: "Next steps"}
        for key, text in note.fields.items():
            if text.strip():
                self._part(tr(labels.get(key, key)), text)
        if note.boundary is not Crossed.NO:
            self._part(tr("A boundary came up"), dict(crossed_words())[note.boundary])
            button = Button(tr("Open the boundary log"), "link")
            button.clicked.connect(self._log_boundary)
            self._said.addLayout(row(button, None))
        if note.late_reason:
            self._part(tr("Written late"), note.late_reason)
        if note.signed_at:
            told = tr("Signed {when} by {who}.", when=moment_text(note.signed_at, now), who=note.signed_by or tr("you"))
            self._said.addSpacing(8)
            self._said.addWidget(Text(told, "small", "text2", wrap=True))
        for entry in view.entries:
            self._said.addWidget(self._entry(entry))

    def _show_draft(self) -> None:
        """Shows what was typed and not added yet."""
        words = drafts.kept(self.desk.store, DRAFT, self.view.note)
        day = self.view.session.starts_at.astimezone().date().isoformat()
        kind = EntryKind(words.get("kind", EntryKind.ADDENDUM))
        about = date.fromisoformat(words.get("event_on", day))
        typed = {"text": words.get("text", ""), "reason": words.get("reason", "")}
        self.form.show({"kind": kind, "event_on": about, **typed}, self.note_id)
        self._on_kind(self.kind.value())

    def _keep(self, _key: object, _values: dict[str, Any], _visit: str) -> None:
        words = {name: value.isoformat() if name == "event_on" else value for name, value in self.form.read().items()}
        untouched = not words["text"] and not words["reason"] and words["kind"] is EntryKind.ADDENDUM
        drafts.keep(self.desk.store, DRAFT, self.view.note, {} if untouched else words)

    def _part(self, label: str, text: str) -> None:
        self._said.addWidget(Text(label, "label", "text2"))
        self._said.addWidget(Text(text, "reading", wrap=True))
        self._said.addSpacing(8)

    def _entry(self, entry: NoteEntry) -> QWidget:
        card = Card(padding=12, gap=2)
        kind = dict(entry_words())[entry.kind]
        when = capital(moment_text(entry.written_at, self.desk.now()))
        about = tr(", about {day}", day=day_words(entry.event_on)) if entry.event_on else ""
        card.add(Text(f"{kind}. {when}{about}", "bodyStrong", wrap=True))
        card.add(Text(entry.text, "reading", wrap=True))
        if entry.reason:
            card.add(Text(tr("Why: {reason}", reason=entry.reason), "small", "text2", wrap=True))
        return card

    def add(self) -> None:
        """Keeps the entry for good, at the second press."""
        self.flush()
        store, typed = self.desk.store, self.form.read()
        corrects = typed["kind"] is not EntryKind.ADDENDUM
        about = {"reason": typed["reason"], "event_on": typed["event_on"]} if corrects else {}
        try:
            entry = sessions.entry(store, self.note_id, typed["kind"], typed["text"], self.desk.now(), **about)
        except Refused as refusal:
            self._show_errors(refusal)
            return
        if not self._arming.press():
            return
        sessions.add_entry(store, entry)
        drafts.keep(store, DRAFT, self.view.note, {})
        self._show_draft()
        self.desk.toast(tr("Added to the note"), undo=False)

    def _show_errors(self, refusal: Refused) -> None:
        boxes = {"text": self.text_box, "reason": self.reason_box, "event_on": self.day_box}
        for name, sentence in refusal.fields.items():
            boxes.get(name, self.text_box).set_error(sentence)

    def _log_boundary(self) -> None:
        """What came up is written down in the boundary log, which knows this client and session."""
        self.desk.go("boundaries", ("new", self.view.client.id, self.view.session.id))

    def disarm(self) -> bool:
        """Takes a first press of Add back; False where there was none."""
        return self._arming.disarm()

    def focus_first(self) -> None:
        """Puts the cursor where something can be added."""
        self.text_box.field.setFocus()

    def flush(self) -> bool:
        """What was not added is not part of the note, and waits beside it."""
        return self.form.flush()

    def take_time(self) -> None:
        """Write the session's time down, to be billed under its title; where it is, go there."""
        session, store = self.view.session, self.desk.store
        there = time.of_session(store, session.id)
        try:
            entry = there or time.from_session(store, session.id, self.desk.now())
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        if there:
            self.desk.go("money", ("work", entry.engagement_id))
            return
        said = tr("Wrote {time} down; change its words under Money", time=minutes_text(entry.minutes))
        self.desk.toast(said)
        self.desk.hints()

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        add = KeyHint("Ctrl+Enter", tr("add to the note"), self.add)
        if self.view.engagement is None:
            return [add]
        done = time.of_session(self.desk.store, self.view.session.id) is not None
        title = tr("See the session’s time") if done else tr("Write down the session’s time")
        return [add, KeyHint("T", tr("its time"), self.take_time, title, "timer")]
