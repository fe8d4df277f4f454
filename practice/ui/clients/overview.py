"""The first tab: the facts strip and the timeline."""

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import practice
from practice.actions.overview import ClientView
from practice.rules.engagements import is_open, label
from practice.rules.fit import FitState
from practice.rules.fit_decisions import ACCEPTING
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientStatus
from practice.ui.clients import words
from practice.ui.desk import Desk
from practice.ui.ledger import words as money
from practice.ui.tr import tr, trn
from practice.ui.when import clock_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.layout import Fact, FactsStrip, SectionTitle, clear
from practice.ui.widgets.lists import Timeline
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.text import Text


class Overview(QWidget):
    """What stands now, and what happened; `opened(place, id)` when an entry of the timeline is."""

    opened = Signal(str, int)
    promises_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: ClientView | None = None
        self._group = "all"
        self.strip = FactsStrip()
        self.late_button = Button(tr("Show promises"), small=True)
        self.late_button.clicked.connect(self.promises_asked)
        self.late = Banner("bad", "", "", "", self.late_button)
        self.group_button = Button(tr("Everything"), "plain", chevron=True)
        self.group_button.clicked.connect(self._on_group_asked)
        self.timeline = Timeline()
        self.timeline.opened.connect(lambda key: self.opened.emit(*key))
        self._gap = QWidget()
        self._gap.setFixedHeight(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.late)
        column.addWidget(self._gap)
        column.addWidget(self.strip)
        self._money = QVBoxLayout()
        self._money.setSpacing(0)
        column.addLayout(self._money)
        column.addSpacing(18)
        column.addWidget(SectionTitle(tr("Timeline"), right=self.group_button))
        column.addSpacing(10)
        column.addWidget(self.timeline)
        column.addStretch(1)

    def show_view(self, view: ClientView) -> None:
        """Show a client."""
        self._view = view
        self.strip.set_facts(facts(view, self._desk.now()))
        self._show_late(view)
        self._show_money(view)
        self._show_entries()

    def _show_late(self, view: ClientView) -> None:
        for part in (self.late, self._gap):
            part.setVisible(bool(view.late))
        if view.late:
            lead = trn("{n} promise is overdue", "{n} promises are overdue", len(view.late))
            self.late.say("bad", lead, overdue(view, self._desk.today()))

    def _show_money(self, view: ClientView) -> None:
        """Where the money of each open work stands once any is recorded, and of work that is over while any is left."""
        clear(self._money)
        today = self._desk.today()
        recorded = [one for one in view.accounts if one.entries]
        shown = [one for one in recorded if is_open(one.engagement, today) or one.balances.unsettled]
        locale = practice.profile(self._desk.store).locale if shown else ""
        for one in shown:
            self._money.addSpacing(14)
            if len(shown) > 1:
                self._money.addWidget(Text(money.title(one.engagement), "label", "text2"))
                self._money.addSpacing(5)
            self._money.addWidget(FactsStrip(money.facts(one, money.says(one, locale))))

    def _show_entries(self) -> None:
        if self._view is None:
            return
        wanted, now = words.GROUPS[self._group], self._desk.now()
        shown = [entry for entry in self._view.entries if entry.event in wanted]
        self.timeline.set_moments(words.moments(shown, self._view.client.id, now))

    def _on_group_asked(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in words.groups().items():
            menu.add(name, "check" if key == self._group else "", partial(self.show_group, key))
        menu.popup(self.group_button.mapToGlobal(self.group_button.rect().bottomLeft()))

    def show_group(self, group: str) -> None:
        """Show only the entries of this kind."""
        self._group = group
        self.group_button.set_label(words.groups()[group])
        self._show_entries()


LISTED = 3  # overdue deliveries that are named, the longest overdue first


def overdue(view: ClientView, today: date) -> str:
    """What is overdue and since when: "2.2 Drafts of your will, due November 3, 15 days ago."."""
    told = []
    for item, delivery in view.late[:LISTED]:
        day = delivery.due_on or today
        since = trn("{n} day ago", "{n} days ago", (today - day).days)
        what = (delivery.text or item.text).rstrip(".")
        told.append(f"{label(item)} {what}, " + tr("due {day}, {since}", day=words.inner_day(day, today), since=since))
    more = len(view.late) - LISTED
    return "; ".join(told) + (trn("; and {n} more", "; and {n} more", more) if more > 0 else "") + "."


def facts(view: ClientView, now: datetime) -> list[Fact]:
    """What stands now: the session, the letter, the fit, the status."""
    return [_session(view, now), _letter(view, now), _fit(view), _since(view, now)]


def _session(view: ClientView, now: datetime) -> Fact:
    today = now.astimezone().date()
    if view.next_session:
        at = view.next_session.starts_at
        note = tr("{title}, {n} min", title=view.next_session.title, n=view.next_session.planned_minutes)
        when = words.short_day(at.astimezone().date(), today)
        return Fact(tr("Next session"), tr("{day}, {time}", day=when, time=clock_text(at)), note)
    if view.notes:
        session = view.notes[0][0]
        day = words.short_day(session.starts_at.astimezone().date(), today)
        return Fact(tr("Last session"), day, session.title)
    return Fact(tr("Next session"), tr("None yet"), tr("N writes a note"))


def _letter(view: ClientView, now: datetime) -> Fact:
    letter, name = view.letter, tr("Letter in force")
    if letter is None:
        return Fact(name, tr("None yet"), tr("Nothing issued"))
    if letter.state is LetterState.DRAFT:
        return Fact(tr("Letter"), letter.number or tr("Draft"), tr("Not issued"), "neutral", "pen-line")
    if letter.signed_on is None:
        return Fact(tr("Letter"), letter.number, tr("Unsigned"), "warn", "file-text")
    day = words.short_day(letter.signed_on, now.astimezone().date())
    return Fact(name, letter.number, tr("Signed {day}", day=day), "ok")


def _fit(view: ClientView) -> Fact:
    check, name = view.fit, tr("Fit at intake")
    if check is None:
        return Fact(name, tr("Not checked"), tr("No answers yet"))
    if check.state is not FitState.DECIDED:
        return Fact(name, tr("Open"), tr("Waits for a decision"), "warn", "clipboard-check")
    score = tr("{score} of 100", score=check.score) if check.score is not None else tr("Decided")
    said = words.decided(check.decision.value if check.decision else "")
    kind = "ok" if check.decision in ACCEPTING else "neutral"
    return Fact(name, score, said[:1].upper() + said[1:], kind, "" if kind == "ok" else "circle-dot")


def _since(view: ClientView, now: datetime) -> Fact:
    client, today = view.client, now.astimezone().date()
    if client.since and client.status in (ClientStatus.CLIENT, ClientStatus.FORMER):
        days = (today - client.since).days
        note = trn("{n} day", "{n} days", days) if days < 60 else trn("{n} month", "{n} months", days * 12 // 365)
        return Fact(tr("Client since"), words.short_day(client.since, today), note)
    day = words.first_day(view)
    if day is None:
        return Fact(tr("First inquiry"), tr("Not known"), "")
    note = tr("Sent by {name}", name=client.referral_source) if client.referral_source else _ago((today - day).days)
    return Fact(tr("First inquiry"), words.short_day(day, today), note)


def _ago(days: int) -> str:
    if days <= 0:
        return ""
    return trn("{n} day ago", "{n} days ago", days) if days < 60 else tr("{n} months ago", n=days * 12 // 365)
