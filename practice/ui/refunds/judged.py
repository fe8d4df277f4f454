"""What the person judges: the fields that the records cannot fill, only those that the reason asks for."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from practice.actions.refunds import RefundView
from practice.rules.practice import Profile
from practice.rules.refund_facts import OUR_FAILURES, Reason
from practice.rules.refund_judged import IF_ALONE, NO, YES
from practice.rules.refund_matrix import Base
from practice.ui.desk import Desk
from practice.ui.form import Form, Save
from practice.ui.refunds import words
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import SectionTitle, column, row
from practice.ui.widgets.segmented import Segmented

COLUMNS, GAP = 3, 16
MORE = (
    "asked", "claim", "disputed", "reasonable", "careless", "true_retainer", "tax", "cooling", "cooling_on", "express",
    "notice", "acknowledged", "venue", "market_value",
)  # fmt: skip
OF_COOLING = ("cooling_on", "express", "notice", "acknowledged", "venue", "market_value")


def yes_no(name: str) -> Segmented:
    """Yes or no."""
    return Segmented([(YES, tr("Yes")), (NO, tr("No"))], name)


def combo(options: Mapping[Any, str]) -> Combo:
    """A choice of these."""
    made = Combo()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)  # long words are cut, and read whole in the open list
    for value, text in options.items():
        made.addItem(text, str(value))
    return made


class JudgedFields(QWidget):
    """The fields in columns; what is typed goes to `save(key, values, visit)`."""

    def __init__(self, desk: Desk, save: Save) -> None:
        super().__init__()
        self.boxes = self._boxes()
        self.more_button = Button(tr("More that may count"), "link")
        self.what_button = Button(tr("What if"), small=True, icon="split")
        self.more_button.clicked.connect(self._on_more)
        self._all: frozenset[str] = frozenset()
        self._shown: tuple[frozenset[str], int] = frozenset(), 0
        self._more = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(12)
        self.title = SectionTitle(
            tr("What you judge"), tr("Everything else is taken from the records"), self.what_button
        )
        whole = column(self.title, gap=10)
        whole.addLayout(self._grid)
        whole.addLayout(row(self.more_button, None))
        self.setLayout(whole)
        for box in self.boxes.values():
            box.setParent(self)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.hide()
        self.form = Form(desk, self.boxes, save, self)
        self.form.edited.connect(self._on_edited)

    def _boxes(self) -> dict[str, FieldBox]:
        stages = {"": tr("As the records say"), **{one.value: text for one, text in words.stages().items()}}
        reasons = {"": tr("Choose what happened"), **{one.value: text for one, text in words.reasons().items()}}
        return {
            "reason": FieldBox(tr("What happened"), combo(reasons)),
            "stage": FieldBox(tr("How far the work is"), combo(stages)),
            "ends": FieldBox(tr("Does the work end?"), yes_no(tr("Does the work end?"))),
            **self._of_reason(),
            **self._rarely(),
            **self._of_cooling(),
            "paid": FieldBox(tr("If they had paid"), LineEdit()),
            "costs": FieldBox(tr("If costs were"), LineEdit()),
            "done": FieldBox(tr("If so much were done"), LineEdit(), tr("Stages, sessions, hours, percent or days")),
        }

    def _of_reason(self) -> dict[str, FieldBox]:
        severities = {"": tr("Choose how bad it was"), **words.severities()}
        return {
            "late_ours": FieldBox(tr("Was it late through us?"), yes_no(tr("Was it late through us?"))),
            "item": FieldBox(tr("What it is about was worth"), LineEdit(placeholder="240.00")),
            "severity": FieldBox(tr("How bad was it?"), combo(severities)),
            "redo": FieldBox(tr("Does doing it again help?"), yes_no(tr("Does doing it again help?"))),
            "percent": FieldBox(tr("Share you give, percent"), LineEdit()),
            "mistaken": FieldBox(tr("Paid by mistake"), LineEdit(), tr("Leave empty if it was all of it")),
            "first_time": FieldBox(tr("Was it the first time?"), yes_no(tr("Was it the first time?"))),
        }

    def _rarely(self) -> dict[str, FieldBox]:
        return {
            "asked": FieldBox(tr("They ask for"), LineEdit()),
            "claim": FieldBox(tr("Could it become a claim?"), yes_no(tr("Could it become a claim?"))),
            "disputed": FieldBox(tr("Earned, in trust, and disputed"), LineEdit()),
            "reasonable": FieldBox(tr("The work was fairly worth"), LineEdit(), tr("Only where the fee was too high")),
            "careless": FieldBox(tr("UK consumer: without care and skill?"), yes_no(tr("Without care and skill?"))),
            "true_retainer": FieldBox(tr("A fee for being available alone?"), yes_no(tr("A fee for being available?"))),
            "tax": FieldBox(
                tr("Tax charged on it, percent"), LineEdit(), tr("Empty: as on the invoices. The sums are without tax")
            ),
        }

    def _of_cooling(self) -> dict[str, FieldBox]:
        return {
            "cooling": FieldBox(tr("Right to cancel"), combo(words.jurisdictions())),
            "cooling_on": FieldBox(tr("Cancelled on"), DateEdit()),
            "express": FieldBox(tr("Asked to start at once?"), yes_no(tr("Asked to start at once?"))),
            "notice": FieldBox(tr("Had the notice?"), yes_no(tr("Had the notice?"))),
            "acknowledged": FieldBox(tr("Knew the right would go?"), yes_no(tr("Knew the right would go?"))),
            "venue": FieldBox(tr("Agreed"), combo(words.venues())),
            "market_value": FieldBox(tr("Market value of it all"), LineEdit(), tr("Only where the price is excessive")),
        }

    # showing

    def show_view(
        self, view: RefundView, what: Mapping[str, str] | None, money: Callable[[int], str], today: date
    ) -> None:
        """Shows what is judged; with `what` also what may be otherwise, and its words instead."""
        told = {**view.decision.given, **(what or {})}
        values: dict[str, Any] = {name: told.get(name, "") for name in self.boxes}
        values["reason"] = view.decision.reason.value if view.decision.reason else ""
        values["cooling_on"] = _day(told.get("cooling_on", "")) or today
        for name in (
            "ends",
            "redo",
            "late_ours",
            "first_time",
            "careless",
            "claim",
            "true_retainer",
            "express",
            "notice",
        ):
            values[name] = told.get(name) or _found(view, name)
        self.form.show(values, (view.decision.id, what is not None))
        for name in ("item", "paid", "costs"):
            field = self.boxes[name].field
            if isinstance(field, LineEdit):
                field.setPlaceholderText(_as_found(view, name, money))
        stage = words.stages()[view.found_stage]
        self.boxes["stage"].set_hint(tr("By the records: {stage}", stage=f"{stage[:1].lower()}{stage[1:]}"))
        self._all = _wanted(view, what is not None)
        self._lay()
        self._say(view.errors)

    def _say(self, errors: Mapping[str, str]) -> None:
        for name, box in self.boxes.items():
            said = errors.get(name, "")
            if said and not box.error and not box.field.hasFocus():
                box.set_error(said)

    def _lay(self) -> None:
        """Lays out what is asked for; the rare ones once somebody wants them, or said something there."""
        rare = self._all & set(MORE)
        shown = self._all if self._more else self._all - {name for name in rare if not self._says(name)}
        self.more_button.setVisible(bool(rare) and not self._more)
        columns = self._columns(shown)
        if (shown, columns) == self._shown:
            return
        self._shown = shown, columns
        for box in self.boxes.values():
            self._grid.removeWidget(box)
        for place in range(COLUMNS):
            self._grid.setColumnStretch(place, int(place < columns))
        place = 0
        for name, box in self.boxes.items():
            box.setVisible(name in shown)
            if name in shown:
                self._grid.addWidget(box, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
                place += 1

    def _columns(self, shown: frozenset[str]) -> int:
        """As many as have room for the longest label, at most three."""
        longest = max((self.boxes[name].minimumSizeHint().width() for name in shown), default=1)
        return max(1, min(COLUMNS, (self.width() + GAP) // (longest + GAP)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another number of columns."""
        super().resizeEvent(event)
        self._lay()

    def _says(self, name: str) -> bool:
        field = self.boxes[name].field
        return isinstance(field, LineEdit) and bool(field.text())

    def _on_edited(self, name: str) -> None:
        """What is chosen is kept at once: other fields hang on it."""
        if not isinstance(self.boxes[name].field, LineEdit):
            self.form.flush()

    def _on_more(self) -> None:
        self._more = True
        self._lay()

    def to(self, name: str) -> None:
        """Goes to a field."""
        if self.boxes[name].isHidden():
            self._on_more()
        self.boxes[name].field.setFocus()


def _wanted(view: RefundView, alone: bool) -> frozenset[str]:
    reason = view.decision.reason
    if reason is None:
        return frozenset({"reason"})
    found = {"reason", "stage", "ends", *MORE}
    if view.late:
        found.add("late_ours")
    found |= _for_reason(view, reason)
    if view.account.balances.trust == 0:
        found -= {"disputed"}
    if view.worked and view.worked.facts.profile is not Profile.LAWYER:
        found -= {"true_retainer"}
    if view.worked and view.worked.facts.cooling is None:
        found -= set(OF_COOLING)
    return frozenset(found | (IF_ALONE if alone else frozenset()))


def _for_reason(view: RefundView, reason: Reason) -> set[str]:
    cell = view.worked.cell if view.worked else None
    found: set[str] = set()
    if cell and cell.base is Base.ITEM:
        found |= {"item"}
    if reason is Reason.OUR_FAILURE_PARTIAL:
        found |= {"severity", "redo"}
    if cell and cell.most and reason not in OUR_FAILURES and cell.base in (Base.ITEM, Base.EARNED):
        found |= {"percent"}
    if reason is Reason.DUPLICATE_OR_ERROR_PAYMENT:
        found |= {"mistaken"}
    return found | ({"first_time"} if reason is Reason.NO_SHOW else set())


def _found(view: RefundView, name: str) -> str:
    """The answer that the records give where nobody said another one."""
    if view.worked is None:
        return ""
    facts = view.worked.facts
    cooling = facts.cooling
    said: dict[str, bool | None] = {
        "ends": facts.ends, "redo": facts.redo, "late_ours": bool(facts.terms.credits), "first_time": facts.first_time,
        "careless": facts.careless, "claim": facts.claim, "true_retainer": facts.terms.true_retainer,
        "express": cooling.express_request if cooling else None, "notice": cooling.notice if cooling else None,
    }  # fmt: skip
    answer = said[name]
    return "" if answer is None else YES if answer else NO


def _as_found(view: RefundView, name: str, money: Callable[[int], str]) -> str:
    if view.worked is None:
        return ""
    facts = view.worked.facts
    return money({"item": facts.item, "paid": facts.paid, "costs": facts.costs}[name])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_text(value: Any) -> str:  # noqa: ANN401  whatever an editor holds
    """What a field holds, as it is kept."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip() if value is not None else ""
