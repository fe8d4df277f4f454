"""What changes: which fees, by how much or to what, from which day, and why."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practice.actions.wording import decimal_point
from practice.errors import Refused
from practice.rules import batch, money
from practice.rules.batch import FeeChange
from practice.rules.engagements import FeeKind
from practice.rules.practice import PracticeProfile, Profile
from practice.ui.batch import words
from practice.ui.setfields import combo, grid
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import PageHeader
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.segmented import Segmented

NOTICE_DAYS = 30  # what is suggested leaves them so long to think


class AskPage(ScrollPage):
    """The form; `asked` once the person goes on, `left` when they go back."""

    asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(most=720)
        self._profile = PracticeProfile()
        self.kind = Segmented(words.kinds(), tr("Which fees"))
        self.how = Segmented([("percent", tr("By a percentage")), ("amount", tr("To one amount"))], tr("How"))
        self.percent = FieldBox(tr("Percent more"), LineEdit(), tr("A minus lowers it, such as −2.5"))
        self.rounding = FieldBox(tr("Rounded"), combo(words.roundings()))
        self.amount = FieldBox(tr("New amount"), LineEdit())
        self.from_day = FieldBox(tr("From which day"), DateEdit(), tr("And not before you have both signed"))
        self.why = FieldBox(tr("Why, in a sentence"), TextArea(), tr("It stands in each letter, as you type it here."))
        self.notice = Banner("accent", tr("A change in your own favour is looked at closely."),
                             tr("Say why, and give everybody time to think."))  # fmt: skip
        self.next_button = Button(tr("See who gets one"), "primary", key=tr("Ctrl Enter"))
        self.back_button = Button(tr("Back to letters"), key=tr("Esc"))
        self.next_button.clicked.connect(self.asked)
        self.back_button.clicked.connect(self.left)
        self.kind.chosen.connect(lambda _: self._fit())
        self.how.chosen.connect(lambda _: self._fit())
        self._lay_out()
        self.kind.set_value(FeeKind.PACKAGE)
        self.how.set_value("percent")
        self.rounding.field.setCurrentIndex(0)  # type: ignore[attr-defined]  # a list
        self._fit()

    def _lay_out(self) -> None:
        told = tr("One letter for each client, which changes the agreement they signed once they sign it too.")
        self.header = PageHeader(tr("Which fees change?"), told, [tr("Letters"), tr("Fee change")])
        self.set_header(self.header)
        for box in (FieldBox(tr("Which fees"), self.kind), FieldBox(tr("How"), self.how)):
            self.body.addWidget(box)
            self.body.addSpacing(6)
        self.body.addLayout(grid([self.percent, self.rounding]))
        for part in (self.amount, self.from_day, self.why, self.notice):
            self.body.addWidget(part)
            self.body.addSpacing(6)
        self.body.addStretch(1)
        self.set_bar(ActionBar(self.next_button, self.back_button))

    def begin(self, profile: PracticeProfile, today: date) -> None:
        """Suggest what is usual in this practice, as far as nothing was typed."""
        fresh = self._profile == PracticeProfile()
        self._profile = profile
        day = self._day
        day.dress(profile.locale)
        if fresh:
            self.kind.set_value(FeeKind.PACKAGE if profile.profile is Profile.COACH else FeeKind.HOURLY)
        if fresh or day.value() < today:
            day.set_value(_first_of_month(today + timedelta(days=NOTICE_DAYS)))
        self._fit()

    @property
    def _day(self) -> DateEdit:
        assert isinstance(self.from_day.field, DateEdit)
        return self.from_day.field

    def _fit(self) -> None:
        by_percent = self.how.value() == "percent"
        for box, shows in ((self.percent, by_percent), (self.rounding, by_percent), (self.amount, not by_percent)):
            box.setVisible(shows)
        self.amount.set_label(words.amount_label(self._kind), self._profile.currency)

    @property
    def _kind(self) -> FeeKind:
        return FeeKind(str(self.kind.value()))

    def change(self, today: date) -> FeeChange | None:
        """What is asked; None where something is said beside a field."""
        wrong: dict[str, str] = {}
        made = FeeChange(
            kind=self._kind,
            currency=self._profile.currency,
            from_day=self._day.value(),
            why=" ".join(_typed(self.why).split()),
        )
        try:
            made = self._how_much(made)
        except Refused as refusal:
            wrong["amount"] = str(refusal)
        try:
            batch.check(made, today)
        except Refused as refusal:
            wrong = {**refusal.fields, **wrong}
        if not self._day.is_read:
            wrong["from_day"] = tr("Type a day, such as {day}.", day=_first_of_month(today).isoformat())
        self.say(wrong)
        return None if wrong else made

    def _how_much(self, made: FeeChange) -> FeeChange:
        point = decimal_point(self._profile.locale)
        if self.how.value() == "percent":
            whole = int(self.rounding.field.currentData())  # type: ignore[attr-defined]  # a list
            return replace(made, percent=batch.read_percent(_typed(self.percent), point), whole=whole)
        return replace(made, amount=money.parse(_typed(self.amount), made.currency, point))

    def say(self, wrong: dict[str, str]) -> None:
        """Say beside each field what to type instead, and lead to the first."""
        by_percent = self.how.value() == "percent"
        boxes = {"amount": self.percent if by_percent else self.amount, "from_day": self.from_day, "why": self.why}
        for key, box in boxes.items():
            box.set_error(wrong.get(key, ""))
        first = next((box.field for key, box in boxes.items() if wrong.get(key)), None)
        if first is not None:
            first.setFocus()

    def first(self) -> QWidget:
        """Where the person begins."""
        return self.percent.field if self.how.value() == "percent" else self.amount.field


def _typed(box: FieldBox) -> str:
    return str(box.field.text())  # type: ignore[attr-defined]  # a line or an area


def _first_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
