"""An answered request: what was asked and answered, by which items, what was added since, and a place to add."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import drafts, requests
from practice.actions.requests import RequestView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.requests import Cited, RequestEntry
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.judged import judgement
from practice.ui.requests import words
from practice.ui.requests.offer import OfferBox
from practice.ui.requests.repeated import Suggestion
from practice.ui.requests.subject import SubjectEdit
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.when import day_text, moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, TextArea
from practice.ui.widgets.layout import Card, PageHeader, SectionTitle, clear, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

DRAFT = "request_entry"
ADDING = "An addition is dated and stays as it is written."


class AnsweredPage(ScrollPage):
    """What stands, and the one thing that can still be done: add to it."""

    left = Signal()

    def __init__(self, desk: Desk, view: RequestView) -> None:
        super().__init__(reading=True)
        self.desk, self.view, self.request_id = desk, view, view.request.id
        header = PageHeader(crumbs=[tr("Requests"), display_name(view.client)])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill()
        header.set_pill(self.pill)
        self.client_button = Button(tr("Go to the client"), icon="user")
        self.client_button.clicked.connect(lambda: self.desk.go("clients", self.view.client.id))
        header.add_button(self.client_button)
        self.head = header
        self.set_header(header)
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        self.body.addLayout(self._said)
        self.suggestion = Suggestion(desk)
        self.body.addWidget(self.suggestion)
        self.offer = OfferBox(desk)
        self.body.addSpacing(12)
        self.body.addWidget(self.offer)
        self._make_subject()
        self._make_adding()
        self.body.addStretch(1)
        self.show_view(view)

    def _make_subject(self) -> None:
        self.subject = SubjectEdit()
        box = FieldBox(tr("Subject"), self.subject, note=tr("ours; it may still change"))
        self.subject_form = Form(self.desk, {"subject": box}, self._save_subject, self)
        self.body.addSpacing(12)
        self.body.addWidget(box)

    def _make_adding(self) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(SectionTitle(tr("Add to this request"), tr("what stands stays as it is")))
        self.text_box = FieldBox(tr("Words"), TextArea("reading", least=2))
        self.add_button = Button(tr("Add to the request"), key="Ctrl Enter")
        self.add_button.clicked.connect(self.add)
        self.consequence = Text(tr(ADDING), "small", "text2")
        self.body.addWidget(self.text_box)
        self.body.addLayout(row(self.add_button, self.consequence, None))
        self.form = Form(self.desk, {"text": self.text_box}, self._keep, self)
        self._arming = Arming(self)
        self._arming.changed.connect(self._say_armed)
        self.form.edited.connect(lambda _: self.disarm())

    def _say_armed(self, on: bool) -> None:
        self.add_button.set_label(tr("Add to the request now") if on else tr("Add to the request"))
        self.consequence.setText(tr("Press again to add it for good; Esc to go on.") if on else tr(ADDING))

    def show_view(self, view: RequestView) -> None:
        """Show the request and all that was added; what is being typed stays."""
        self.view = view
        self._show_said(view)
        self.suggestion.show_repeated(view.repeated)
        self.offer.show_view(view)
        self.subject.offer([one for one in requests.subjects(self.desk.store) if one != view.request.subject])
        self.subject_form.show({"subject": view.request.subject}, view.request.id)
        typed = drafts.kept(self.desk.store, DRAFT, view.request)
        self.form.show({"text": typed.get("text", "")}, view.request.id)

    def _show_said(self, view: RequestView) -> None:
        request, today = view.request, self.desk.today()
        self.head.set_title(words.title(request))
        self.pill.set_status(*judgement(request.judgement))
        self.head.set_subline(f"{display_name(view.client)}, {words.asked(request, today)}")
        clear(self._said)
        self._part(tr("What they asked for"), request.words)
        for one in request.cites:
            self._said.addWidget(self._cited(one))
        if not request.cites and view.ground is not None:
            self._part(tr("Judged by"), f"{view.ground.letter.number}, {words.ground_line(view.ground, today)}")
        day = day_text(request.answered_on or today, today)
        by = f", {request.answered_by[:1].lower()}{request.answered_by[1:]}" if request.answered_by else ""
        self._part(tr("Answered {day}{by}", day=day, by=by), request.answer)
        for entry in view.entries:
            self._said.addWidget(self._entry(entry))

    def _part(self, label: str, text: str) -> None:
        self._said.addWidget(Text(label, "label", "text2"))
        self._said.addWidget(Text(text, "reading", wrap=True))
        self._said.addSpacing(8)

    def _cited(self, one: Cited) -> QWidget:
        card = Card(padding=12, gap=2)
        citation = requests.citation(self.desk.store, one)
        card.add(Text(citation, "body", wrap=True))
        copy, go = Button(tr("Copy"), "link"), Button(tr("Open the letter"), "link")
        copy.setAccessibleName(tr("Copy item {number}", number=one.number))
        copy.clicked.connect(lambda: self._copy(citation))
        go.clicked.connect(lambda: self.desk.go("letters", one.letter_id))
        card.body.addLayout(row(copy, go, None, gap=16))
        return card

    def _copy(self, text: str) -> None:
        self.desk.copy(text)
        self.desk.toast(tr("Copied"), undo=False)

    def _entry(self, entry: RequestEntry) -> QWidget:
        card = Card(padding=12, gap=2)
        when = moment_text(entry.written_at, self.desk.now())
        card.add(Text(tr("Added {when}", when=when), "bodyStrong", wrap=True))
        card.add(Text(entry.text, "reading", wrap=True))
        return card

    def _save_subject(self, _key: object, values: dict[str, Any], visit: str) -> None:
        requests.edit(self.desk.store, self.request_id, self.desk.today(), visit=visit, **values)

    def _keep(self, _key: object, values: dict[str, Any], _visit: str) -> None:
        drafts.keep(self.desk.store, DRAFT, self.view.request, values)

    def add(self) -> None:
        """Keeps the addition for good, at the second press."""
        self.flush()
        store = self.desk.store
        try:
            addition = requests.addition(store, self.request_id, self.form.read()["text"], self.desk.now())
        except Refused as refusal:
            self.text_box.set_error(str(refusal))
            self.text_box.field.setFocus()
            return
        if not self._arming.press():
            return
        requests.add(store, addition)
        drafts.keep(store, DRAFT, self.view.request, {})
        self.form.show({"text": ""}, self.request_id)
        self.desk.toast(tr("Added to the request"), undo=False)

    def disarm(self) -> bool:
        """Takes a first press of Add back; False where there was none."""
        return self._arming.disarm()

    def focus_first(self) -> None:
        """Puts the cursor where something can be added."""
        self.text_box.field.setFocus()

    def flush(self) -> bool:
        """What was not added is not part of the request, and waits beside it."""
        kept = [self.form.flush(), self.subject_form.flush(), self.offer.form.flush()]
        return all(kept)

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        return [KeyHint("Ctrl+Enter", tr("add to the request"), self.add, tr("Add to this request"), "plus")]
