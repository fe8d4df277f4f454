"""What we know: facts from the records in a strip, each of which opens the place where it lives."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practice.actions.refunds import RefundView
from practice.rules.clients import display_name
from practice.rules.engagements import EngagementStatus
from practice.ui.refunds import words
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Surface, clear, line
from practice.ui.widgets.text import Text, text_width

Money = Callable[[int], str]
LINK = 20  # as high as a link
SIDES = 24  # around a fact


class Known(NamedTuple):
    """One fact, and where it lives: place and record, or the name of a field on this page."""

    label: str
    value: str
    note: str = ""
    place: str = ""
    record: Any = None


class KnownStrip(Surface):
    """The facts beside each other, in several rows where one is too long; `opened(place, record)` asks to go there."""

    opened = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("card")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(1, 0, 1, 0)
        self._rows.setSpacing(0)
        self._facts: list[Known] = []
        self._each = 0  # facts in a row
        self.links: list[Button] = []

    def show_facts(self, facts: list[Known]) -> None:
        """Shows these facts."""
        self._facts, self._each = facts, 0
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another number of rows."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        wide = [_wide(fact) for fact in self._facts]
        fits = sum(wide) <= self.width() or not self.isVisible()
        each = len(wide) if fits else max(1, self.width() // max(wide, default=1))
        if each == self._each:
            return
        self._each = each
        held = next((link.label() for link in self.links if link.hasFocus()), "")
        clear(self._rows)
        self.links = []
        for first in range(0, len(self._facts), max(each, 1)):
            if first:
                self._rows.addWidget(line())
            self._rows.addLayout(self._row(self._facts[first : first + each]))
        for link in self.links:
            if held and link.label() == held:
                link.setFocus()

    def _row(self, facts: list[Known]) -> QHBoxLayout:
        made = QHBoxLayout()
        made.setSpacing(0)
        for number, fact in enumerate(facts):
            if number:
                made.addWidget(line(upright=True))
            made.addWidget(self._cell(fact), _wide(fact))
        return made

    def _cell(self, fact: Known) -> QWidget:
        cell = QWidget()
        cell.setAccessibleName(f"{fact.label}: {fact.value} {fact.note}".strip())
        made = QVBoxLayout(cell)
        made.setContentsMargins(13, 9, 6, 10)
        made.setSpacing(1)
        if fact.place:
            link = Button(fact.label, "plain", name=tr("{fact}: open where it lives", fact=fact.label))
            link.clicked.connect(lambda: self.opened.emit(fact.place, fact.record))
            self.links.append(link)
            top = QHBoxLayout()
            top.addWidget(link)
            top.addStretch(1)
            made.addLayout(top)
        else:
            label = Text(fact.label, "small", "text2", elide=True)
            label.setFixedHeight(LINK)
            made.addWidget(label)
        made.addWidget(Text(fact.value, "body", weight=600, elide=True))
        if fact.note:
            made.addWidget(Text(fact.note, "small", "text2", elide=True))
        made.addStretch(1)
        return cell


def _wide(fact: Known) -> int:
    """The pixels a fact asks for."""
    words = (text_width(fact.label, "small"), text_width(fact.value, weight=600), text_width(fact.note, "small"))
    return min(260, max(words)) + SIDES


def known(view: RefundView, money: Money, today: date) -> list[Known]:
    """The facts of a decision: what is asked for, the letter, how the work stands, the money, what was late."""
    return [*_asked(view, money), *_letter(view), *_work(view, today), *_money(view, money), *_late(view, today)]


def _asked(view: RefundView, money: Money) -> Iterator[Known]:
    complaint = view.complaint.complaint if view.complaint else None
    asked = view.judged.asked or (complaint.remedy if complaint else "")
    place, record = ("complaints", complaint.id) if complaint else ("clients", view.client.id)
    paid = money(view.account.balances.paid)
    yield Known(tr("They ask for"), asked or tr("Not said"), tr("of {paid} paid", paid=paid), place, record)


def _letter(view: RefundView) -> Iterator[Known]:
    force, terms = view.force, view.worked.facts.terms if view.worked else None
    if force is None:
        yield Known(tr("Letter and terms"), tr("No signed letter"))
        return
    clause = tr("clause {number}", number=terms.refund_clause) if terms and terms.refund_clause else ""
    signed = force.letter.number
    yield Known(tr("Letter and terms"), f"{signed}, {clause}" if clause else signed, "", "letters", force.letter.id)


def _work(view: RefundView, today: date) -> Iterator[Known]:
    closed = view.engagement.status is EngagementStatus.CLOSED
    ends = view.worked.facts.ends if view.worked else True
    day = view.engagement.closed_on if closed else None
    value = tr("Yes, {day}", day=day_text(day, today)) if day else tr("Yes") if ends else tr("No, it goes on")
    stage = words.stages()[view.worked.facts.stage if view.worked else view.found_stage]
    unsaid = view.account.progress.unsaid and view.judged.stage is None and view.judged.done is None
    stage = tr("How far the work is is not said yet") if unsaid else stage
    yield Known(tr("Work ends"), value, stage, "field", "ends")


def _money(view: RefundView, money: Money) -> Iterator[Known]:
    stands = view.account.balances
    yield Known(
        tr("In trust"),
        money(stands.trust),
        tr("{money} paid", money=money(stands.paid)),
        "clients",
        (view.engagement.client_id, ("work", view.engagement.id)),
    )


def _late(view: RefundView, today: date) -> Iterator[Known]:
    for credit in view.late:
        ours = tr("our doing") if view.judged.late_ours is not False else tr("not our doing")
        sent = day_text(credit.sent_on, today) if credit.sent_on else tr("not yet")
        if credit.due_on:
            value = f"{short(credit.due_on)}, {short(credit.sent_on) if credit.sent_on else sent}"
            yield Known(tr("Due, sent"), value, "", "clients", view.client.id)
        yield Known(tr("Full weeks late"), str(credit.weeks), ours, "field", "late_ours")


def short(day: date) -> str:
    """A day in a column, "Oct 8"."""
    return f"{day:%b} {day.day}"


def crumbs(view: RefundView, today: date) -> list[str]:
    """Where this page is: refunds, the client, the complaint."""
    complaint = view.complaint.complaint if view.complaint else None
    came = tr("Complaint of {day}", day=day_text(complaint.received_on, today)) if complaint else view.engagement.title
    return [tr("Refunds"), display_name(view.client), came or view.engagement.kind or tr("Work")]
