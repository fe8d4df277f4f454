"""What is out of scope, offered for a price: what would be done, what it costs, and the letter that says so."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import drafts, requests
from practice.actions.requests import Offered, RequestView
from practice.errors import Refused
from practice.rules.engagements import FeeKind
from practice.rules.letters import Letter, LetterState
from practice.rules.requests import Judgement, limits
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import Card, SectionTitle, clear, column, row
from practice.ui.widgets.text import Text

DRAFT = "request_offer"
LOOKED = "Nothing is sent: you look at the letter first."


class OfferBox(QWidget):
    """The offer of a request that is out of scope, or the letters that were made of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view: RequestView | None = None
        self.what = FieldBox(tr("What you would do"), LineEdit(), tr("As the letter says it, with a number of its own"))
        self.price = FieldBox(tr("What it costs"), LineEdit(placeholder="450.00"))
        self.price.setMinimumWidth(180)
        self.withdraws = Check()
        self.start_button = Button(tr("Begin the change letter"), icon="file-text")
        self.start_button.clicked.connect(self.start)
        self._letters = QVBoxLayout()
        self._asked = QWidget()
        top = row(self.what, self.price, gap=12)
        top.setStretch(0, 1)
        for box in (self.what, self.price):
            top.setAlignment(box, Qt.AlignmentFlag.AlignTop)
        inside = column(gap=8)
        inside.addLayout(top)
        inside.addWidget(self.withdraws)
        self._told = Text(tr(LOOKED), "small", "text2", wrap=True)
        last = row(self.start_button, self._told, gap=12)
        last.setStretch(1, 1)
        last.setAlignment(self._told, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(last)
        self._asked.setLayout(inside)
        card = Card(padding=14, gap=10)
        card.body.addLayout(self._letters)
        card.add(self._asked)
        whole = column(SectionTitle(tr("Offer it for a price"), tr("a change of the signed letter")), card, gap=8)
        self.setLayout(whole)
        fields = {"what": self.what, "price": self.price, "withdraws": self.withdraws}
        self.form = Form(desk, fields, self._keep, self)

    def show_view(self, view: RequestView) -> None:
        """Show it for a request that is out of scope of a letter; what is being typed stays."""
        self.view = view
        going = [one for one in view.changes if one.state not in requests.GONE]
        out = view.request.judgement is Judgement.OUT_OF_SCOPE and view.ground is not None
        self.setVisible(out or bool(view.changes))
        self._asked.setVisible(out and not going)
        clear(self._letters)
        for letter in view.changes:
            self._letters.addLayout(self._line(letter))
        self._show_price(view)
        numbers = ", ".join(one.number for one in limits(view.request.cites))
        self.withdraws.setVisible(bool(numbers))
        self.withdraws.set_label(tr("Take {numbers} out of what is not included", numbers=numbers))
        typed = drafts.kept(self._desk.store, DRAFT, view.request)
        values = {"what": typed.get("what", view.request.subject), "price": typed.get("price", "")}
        self.form.show({**values, "withdraws": typed.get("withdraws", "yes") == "yes"}, view.request.id)

    def _show_price(self, view: RequestView) -> None:
        self.price.setVisible(view.fee is not None)
        self.price.set_label(tr("What you estimate for it") if requests.estimated(view.fee) else tr("What it costs"))
        if view.fee is not None:
            agreed = requests.fee_line(self._desk.store, view.fee)
            self._told.setText(f"{_top(view.fee.kind, agreed)} {tr(LOOKED)}")

    def _line(self, letter: Letter) -> QHBoxLayout:
        link = Button(letter.number, "link")
        link.clicked.connect(lambda: self._desk.go("letters", letter.id))
        return row(link, Text(_state(letter), "body", "text2"), None, gap=8)

    def _keep(self, _key: object, _values: dict[str, Any], _visit: str) -> None:
        if self.view is not None:
            typed = self.form.read()
            words = {"what": typed["what"], "price": typed["price"], "withdraws": "yes" if typed["withdraws"] else "no"}
            drafts.keep(self._desk.store, DRAFT, self.view.request, words)

    def start(self) -> None:
        """Begin the letter and go there; what is missing is asked for beside its field."""
        if self.view is None or not self._asked.isVisibleTo(self):
            return
        self.form.flush()
        typed = self.form.read()
        offered = Offered(typed["what"], typed["price"], typed["withdraws"] and self.withdraws.isVisibleTo(self))
        try:
            letter = requests.offer(self._desk.store, self.view.request.id, offered, self._desk.now())
        except Refused as refusal:
            self._say(refusal)
            return
        drafts.keep(self._desk.store, DRAFT, self.view.request, {})
        self._desk.go("letters", letter.id)

    def _say(self, refusal: Refused) -> None:
        own = {name: text for name, text in refusal.fields.items() if name in ("what", "price")}
        if own:
            self.form.show_errors(own)
        else:
            self._desk.tell(str(refusal))


def _top(kind: FeeKind, agreed: str) -> str:
    if kind is FeeKind.HOURLY:
        return tr("Charged at {fee} an hour, as agreed.", fee=agreed)
    if kind is FeeKind.MONTHLY:
        return tr("A month, on top of {fee}.", fee=agreed)
    return tr("On top of {fee}.", fee=agreed)


def _state(letter: Letter) -> str:
    return {
        LetterState.DRAFT: tr("a draft, not issued"),
        LetterState.ISSUED: tr("issued, not sent"),
        LetterState.SENT: tr("sent, not signed"),
        LetterState.SIGNED: tr("signed"),
        LetterState.FILED: tr("filed"),
        LetterState.DECLINED: tr("declined"),
        LetterState.EXPIRED: tr("expired"),
        LetterState.SUPERSEDED: tr("a newer version took its place"),
    }[letter.state]
