"""The page of a request that is not answered yet: their words, the letter, the judgement, the answer, the offer."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from practice.actions import practice, requests
from practice.actions.requests import RequestView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.requests import Judgement
from practice.ui import mailing
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.requests import words
from practice.ui.requests.ground import GroundBox
from practice.ui.requests.offer import OfferBox
from practice.ui.requests.repeated import Suggestion
from practice.ui.requests.subject import SubjectEdit
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import RadioList
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, TextArea
from practice.ui.widgets.layout import PageHeader, SectionTitle, column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ActionBar, ScrollPage

WIDEST = 780
KEEPING = "An answered request stays as it is; a correction is added below it."


class RequestPage(ScrollPage):
    """An open request; everything saves itself, and marking it answered ends the editing."""

    left = Signal()

    def __init__(self, desk: Desk, view: RequestView) -> None:
        super().__init__(most=WIDEST)
        self.desk, self.view, self.request_id = desk, view, view.request.id
        self._make_header()
        self._make_asked()
        self.ground = GroundBox(desk)
        self.ground.cited.connect(self._on_cited)
        self.ground.chosen.connect(lambda work: self._edit(engagement_id=work))
        self.body.addWidget(self.ground)
        self.body.addSpacing(10)
        self._make_judgement()
        self._make_answer()
        self.offer = OfferBox(desk)
        self.body.addWidget(self.offer)
        self.body.addStretch(1)
        self._make_bar()
        self.form = Form(desk, self._boxes, self._save, self)
        self._dress()
        self.show_view(view)

    def _make_header(self) -> None:
        header = PageHeader(
            tr("Is it part of what we agreed on?"), crumbs=[tr("Requests"), display_name(self.view.client)]
        )
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        self.client_button = Button(tr("Go to the client"), icon="user")
        self.client_button.clicked.connect(lambda: self.desk.go("clients", self.view.client.id))
        header.add_button(self.client_button)
        self.head = header
        self.set_header(header)

    def _make_asked(self) -> None:
        self.subject, self.asked_on, self.channel = SubjectEdit(), DateEdit(), Combo()
        for name in requests.channels():
            self.channel.addItem(tr(name), name)
        said = FieldBox(tr("What they asked for"), TextArea("reading", least=2), note=tr("in their words"))
        about = FieldBox(tr("Subject"), self.subject, note=tr("a few words; equal ones are gathered"))
        self._boxes: dict[str, QWidget] = {
            "words": said,
            "asked_on": FieldBox(tr("Asked on"), self.asked_on),
            "channel": FieldBox(tr("How"), self.channel),
            "subject": about,
        }
        when = row(self._boxes["asked_on"], self._boxes["channel"], about, gap=12)
        when.setStretch(2, 1)
        for name, wide in (("asked_on", 150), ("channel", 150)):
            self._boxes[name].setMinimumWidth(wide)
        for box in ("asked_on", "channel", "subject"):
            when.setAlignment(self._boxes[box], Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(said)
        self.body.addLayout(when)
        self.body.addSpacing(10)

    def _make_judgement(self) -> None:
        self.judgement = RadioList(words.judgements(), tr("Your judgement"))
        self.judgement.chosen.connect(lambda value: self._edit(judgement=value))
        self.judged_box = FieldBox(tr("Your judgement"), self.judgement)
        self.banner = Banner("accent", "")
        self.body.addWidget(self.judged_box)
        self.suggestion = Suggestion(self.desk)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.suggestion)
        self.body.addSpacing(10)

    def _make_answer(self) -> None:
        self.answer = TextArea("reading", least=4)
        self._boxes["answer"] = FieldBox(tr("What you answer"), self.answer, note=tr("proposed; yours to change"))
        self.copy_button = Button(tr("Copy the answer"), small=True)
        self.copy_button.clicked.connect(self.copy)
        self.send_button = Button(tr("Send by email…"), small=True)
        self.send_button.clicked.connect(self.send)
        self.proposed_button = Button(tr("Take the proposed words again"), "link")
        self.proposed_button.clicked.connect(self._take_proposed)
        self.answered_on, self.way = DateEdit(), Combo()
        for name in requests.ways():
            self.way.addItem(tr(name), name)
        self.answered_box = FieldBox(tr("Answered on"), self.answered_on)
        self.way_box = FieldBox(tr("By"), self.way)
        for box in (self.answered_box, self.way_box):
            box.setMinimumWidth(150)
        self.answering = QWidget()
        inside = column(self._boxes["answer"], gap=8)
        inside.addLayout(row(self.copy_button, self.send_button, self.proposed_button, None, gap=8))
        inside.addSpacing(4)
        inside.addLayout(row(self.answered_box, self.way_box, None, gap=12))
        self.answering.setLayout(inside)
        self.body.addWidget(SectionTitle(tr("The answer"), tr("said or sent by you; Practice sends nothing")))
        self.body.addWidget(self.answering)
        self.body.addSpacing(14)

    def _make_bar(self) -> None:
        self.answer_button = Button(tr("Mark as answered"), "primary", icon="check", key="Ctrl Enter")
        self.answer_button.clicked.connect(self.mark_answered)
        self.remove_button = Button(tr("Remove"), icon="trash-2")
        self.remove_button.clicked.connect(self.remove)
        self.set_bar(ActionBar(self.answer_button, self.remove_button, consequence=tr(KEEPING)))

    def _dress(self) -> None:
        locale = practice.profile(self.desk.store).locale
        for field in (self.asked_on, self.answered_on):
            field.dress(locale)
        self.answered_on.set_value(self.desk.today())
        self._follow_channel()
        self.channel.activated.connect(lambda _: self._follow_channel())

    def _follow_channel(self) -> None:
        """Whoever writes is written to, unless another way is chosen."""
        self.way.setCurrentIndex(max(0, self.way.findData(self.channel.currentData() or self.view.request.channel)))

    def show_view(self, view: RequestView) -> None:
        """Show the request as it is kept; what is being typed stays."""
        self.view = view
        request = view.request
        self.head.set_subline(f"{display_name(view.client)}, {words.asked(request, self.desk.today())}")
        self.subject.offer([one for one in requests.subjects(self.desk.store) if one != request.subject])
        if self.channel.findData(request.channel) < 0 and request.channel:
            self.channel.addItem(request.channel, request.channel)
        values = {name: getattr(request, name) for name in ("words", "asked_on", "channel", "subject")}
        if not self.answer.hasFocus() or view.request.answer:
            values["answer"] = request.answer or view.proposed
        self.form.show(values, request.id)
        self.ground.show_view(view)
        self.judgement.set_value(request.judgement)
        self.judgement.suggest(view.suggested if request.cites else None)
        self._show_advice(view)
        self.answering.setVisible(request.judgement is not None)
        self.proposed_button.setVisible(bool(request.answer))
        self.offer.show_view(view)
        self.remove_button.setVisible(not view.changes)

    def _show_advice(self, view: RequestView) -> None:
        told = words.advice(view.request, view.ground)
        self.banner.setVisible(told is not None)
        if told is not None:
            self.banner.say(*told)
        self.suggestion.show_repeated(view.repeated)

    def _save(self, _key: object, values: dict[str, Any], visit: str) -> None:
        said = values.get("answer")
        if said is not None and said.strip() == self.view.proposed:
            values["answer"] = ""  # so it goes on following the judgement
        requests.edit(self.desk.store, self.request_id, self.desk.today(), visit=visit, **values)

    def _edit(self, **changes: Any) -> None:  # noqa: ANN401  the request's own fields
        self.flush()
        self.judged_box.set_error("")
        self._try(lambda: requests.edit(self.desk.store, self.request_id, self.desk.today(), **changes))

    def _on_cited(self, number: str, on: bool) -> None:
        self.flush()
        self.judged_box.set_error("")
        self._try(lambda: requests.cite(self.desk.store, self.request_id, number, on))

    def _take_proposed(self) -> None:
        self._edit(answer="")
        self.answer.set_text(self.view.proposed)
        self.answer.setFocus()

    def copy(self) -> None:
        """Put the answer on the clipboard."""
        if self.answering.isVisibleTo(self):
            self.desk.copy(self.answer.text())
            self.desk.toast(tr("Copied the answer"), undo=False)

    def send(self) -> None:
        """Hand the answer to the mail program, with the client's address."""
        message = requests.message(self.desk.store, self.request_id, self.answer.text())
        mailing.write_text(message, lambda: self.desk.tell(tr("No mail program answered. Copy the answer instead.")))
        self.way.setCurrentIndex(max(0, self.way.findData(requests.ways()[0])))

    def mark_answered(self) -> None:
        """Note that it was answered, in the words that stand here."""
        if not self.flush() or not self._read_day():
            return
        day, way = self.answered_on.value(), self.way.currentData()
        name = display_name(self.view.client)
        if self._try(lambda: requests.answer(self.desk.store, self.request_id, day, way, self.desk.today())):
            self.desk.toast(tr("Marked as answered: the request of {name}", name=name))

    def _read_day(self) -> bool:
        if not self.answered_on.is_read:
            self.answered_box.set_error(tr("Type the day first."))
            self.answered_on.setFocus()
        return self.answered_on.is_read

    def remove(self) -> None:
        """Take the request away; Undo brings it back."""
        self.flush()
        if self._try(lambda: requests.discard(self.desk.store, self.request_id)):
            self.desk.toast(tr("Removed a request"))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self._say(refusal)
            return False
        return True

    def _say(self, refusal: Refused) -> None:
        boxes = {**self._boxes, "judgement": self.judged_box, "answered_on": self.answered_box}
        found = [(boxes[name], text) for name, text in refusal.fields.items() if name in boxes]
        for box, text in found:
            assert isinstance(box, FieldBox)
            box.set_error(text)
        if found:
            first = found[0][0]
            assert isinstance(first, FieldBox)
            first.field.setFocus()
            self.area.ensureWidgetVisible(first)
        else:
            self.desk.tell(str(refusal))

    def focus_first(self) -> None:
        """Puts the cursor into their words."""
        self.form.editor("words").setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        kept = [self.form.flush(), self.offer.form.flush()]
        return all(kept)

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        offers = self.view.request.judgement is Judgement.OUT_OF_SCOPE
        change = tr("Offer this request for a price")
        return [
            KeyHint("Ctrl+Enter", tr("answered"), self.mark_answered, tr("Mark this request as answered"), "check"),
            KeyHint("Ctrl+Shift+C", tr("copy the answer"), self.copy, tr("Copy the answer"), "message-square-text"),
            *([KeyHint("", tr("offer"), self.offer.start, change, "file-text", False)] if offers else []),
        ]
