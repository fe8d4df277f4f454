"""The points of a complaint as rows: what they wanted, what was promised, what was delivered, and the outcome."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practice.actions.complaints import PointView
from practice.rules.complaints import Basis, Citation, ComplaintItem, Found, Kind
from practice.rules.engagements import Delivery
from practice.ui import theme
from practice.ui.complaints import words
from practice.ui.tr import tr, trn
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Surface, clear, row
from practice.ui.widgets.rows import Row
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Run, Text, text_width

NUMBER, OUTCOME = 22, 250  # pixels, at least
SHARES = (5, 7, 6)  # of the width between: wanted, promised, delivered
GAP = 16
OVERTAKEN = "The record has changed since you decided."


class Cell(QWidget):
    """A column of lines as wide as its share, whatever stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(1)

    def show_lines(self, lines: Sequence[Sequence[Run]]) -> None:
        """Shows these lines, each of runs."""
        clear(self.lines)
        for runs in lines:
            text = Text("", runs[0].role, wrap=True)
            text.set_runs(*runs)
            self.lines.addWidget(text)
        self.lines.addStretch(1)


def shared(cells: Sequence[QWidget]) -> QHBoxLayout:
    """Cells beside each other, each with its share."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(GAP)
    for cell, share in zip(cells, SHARES, strict=True):
        made.addWidget(cell, share)
    return made


def outcome_width() -> int:
    """The pixels that the longest outcome takes, as a pill or as a row to choose."""
    said = [words.kind_status(kind)[1] for kind in (*words.USUAL, *words.RARER, Kind.MIXED)]
    return max(OUTCOME, 52 + max(text_width(one, weight=600) for one in said))


class Head(Surface):
    """The heads of the columns."""

    spoken_as = "group"

    def __init__(self) -> None:
        super().__init__("none")
        self.setAccessibleName(tr("Columns"))
        self.wanted = Text("", "label", "text2", elide=True)
        others = (tr("What we promised"), tr("What we delivered"))
        heads = (self.wanted, *(Text(one, "label", "text2", elide=True) for one in others))
        outcome = Text(tr("Outcome"), "label", "text2")
        outcome.setFixedWidth(outcome_width())
        line = QHBoxLayout(self)
        line.setContentsMargins(16 + NUMBER + GAP, 8, 16, 8)
        line.setSpacing(GAP)
        line.addLayout(shared(heads), 1)
        line.addWidget(outcome)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws its ground, round where the card is."""
        painter, path = QPainter(self), QPainterPath()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        more = theme.radius("card")
        path.addRoundedRect(self.rect().adjusted(0, 0, 0, more), more - 1, more - 1)
        painter.fillPath(path, theme.color("sunken"))

    def show_name(self, name: str) -> None:
        """Says who wanted it."""
        self.wanted.setText(tr("What {name} wanted", name=name))


class PointRow(Row):
    """One point; the current one has its outcomes to choose from, and what it is matched with can be opened in it."""

    opened = Signal()

    def __init__(self, item_id: int) -> None:
        super().__init__(str(item_id), "")
        self.item_id = item_id
        self.number = Text("", "bodyStrong", "text2", numbers=True)
        self.number.setFixedWidth(NUMBER)
        self.wanted, self.promised, self.delivered = Cell(), Cell(), Cell()
        self.middle = QVBoxLayout()
        self.middle.setSpacing(10)
        self.middle.addLayout(shared((self.wanted, self.promised, self.delivered)))
        self.suggested = Text("", "small", "text2", wrap=True)
        self.middle.addWidget(self.suggested)
        self.match_button = Button(tr("Match it with letter and record"), "link", key="Enter")
        self.match_button.clicked.connect(self.opened)
        self.middle.addLayout(row(self.match_button, None))
        self.middle.addStretch(1)
        self.outcome = QWidget()
        self.outcome.setFixedWidth(outcome_width())
        self.outcome_lines = QVBoxLayout(self.outcome)
        self.outcome_lines.setContentsMargins(0, 0, 0, 0)
        self.outcome_lines.setSpacing(6)
        self.pill = Pill()
        self.detail = Text("", "small", "text2", wrap=True)
        self.outcome_lines.addWidget(self.pill)
        self.outcome_lines.addWidget(self.detail)
        self.line.setContentsMargins(16, 11, 16, 12)
        self.line.setSpacing(GAP)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addLayout(self.middle, 1)
        top.addWidget(self.outcome, 0, Qt.AlignmentFlag.AlignTop)
        self.whole = QVBoxLayout()
        self.whole.setSpacing(10)
        self.whole.addLayout(top)
        self.line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        self.line.addLayout(self.whole, 1)

    def show_point(self, number: int, point: PointView, today: date) -> None:
        """Shows the point as it is kept."""
        item = point.item
        self.number.setText(str(number))
        self.name = tr("Point {n}: {what}", n=number, what=words.point_name(item))
        self.setAccessibleName(self.name)
        self.wanted.show_lines(wanted_lines(item))
        self.promised.show_lines(promised_lines(item, today))
        self.delivered.show_lines(delivered_lines(item, point.made, today))
        kind, word, icon = words.kind_status(item.decided)
        self.pill.set_status(kind, word, icon)
        self.suggested.set_runs(*suggestion(point))
        self.detail.setText(outcome_text(point))
        self.detail.setVisible(bool(self.detail.text()))
        self.say(word)

    def put_outcome(self, chooser: QWidget | None) -> None:
        """Shows the outcomes to choose from in place of the outcome, or that again."""
        self.suggested.setVisible(chooser is not None)
        self.pill.setVisible(chooser is None)
        self.detail.setVisible(chooser is None and bool(self.detail.text()))
        if chooser is not None and self.outcome_lines.indexOf(chooser) < 0:
            self.outcome_lines.insertWidget(0, chooser)

    def put_matcher(self, matcher: QWidget | None, *, may: bool) -> None:
        """Opens what the point is matched with, under its words; until then it `may` be opened here."""
        self.match_button.setVisible(matcher is None and may)
        if matcher is not None and self.whole.indexOf(matcher) < 0:
            self.whole.addWidget(matcher)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on its words makes it current; one beside a field that is open in it takes no focus from that."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self or not self.isAncestorOf(focus):
            super().mousePressEvent(event)

    def press(self, key: str) -> bool:
        """Enter opens what it is matched with."""
        if key in ("\r", "\n"):
            self.opened.emit()
            return True
        return False


def wanted_lines(item: ComplaintItem) -> list[list[Run]]:
    """What they wanted, then their own words."""
    lines = [[Run(words.point_name(item), "bodyStrong")]]
    if item.wanted.strip() and item.words.strip():
        lines.append([Run(f"“{item.words.strip()}”", "small", "text2")])
    return lines


def promised_lines(item: ComplaintItem, today: date) -> list[list[Run]]:
    """What was promised, and where that stands."""
    if item.about.strip():
        return [[Run(tr("Lies with {who}", who=item.about.strip()), "body", "text2")]]
    if item.basis is Basis.LETTER and item.citation:
        return _cited_lines(item.citation, today)
    if item.basis is Basis.SAID:
        on = (
            tr("Said or advertised {day}", day=day_text(item.said_on, today))
            if item.said_on
            else tr("Said or advertised")
        )
        return [[Run(f"“{item.said.strip()}”")], [Run(on, "small", "text2")]] if item.said.strip() else [[Run(on)]]
    text = tr("Nothing found") if item.basis is Basis.NOTHING else tr("Not matched yet")
    return [[Run(text, "body", "text2")]]


def _cited_lines(cited: Citation, today: date) -> list[list[Run]]:
    kind = tr("Not included") if cited.limit else tr("Included") if cited.item_id else ""
    had = tr("{letter}, not with the client by then", letter=cited.letter)
    if cited.signed_on:
        had = tr("{letter}, signed {day}", letter=cited.letter, day=day_text(cited.signed_on, today))
    elif cited.had_on:
        had = tr("{letter}, sent {day}", letter=cited.letter, day=day_text(cited.had_on, today))
    label = cited.label[:1].upper() + cited.label[1:]
    return [
        [Run(label, "bodyStrong", numbers=True), Run(f"  {kind}" if kind else "", "small", "text2")],
        [Run(cited.text)],
        [Run(had, "small", "text2")],
    ]


def delivered_lines(item: ComplaintItem, made: Sequence[Delivery], today: date) -> list[list[Run]]:
    """The deliveries that were picked, with their days and what shows them, then what else happened."""
    lines = [runs for one in made for runs in _delivery_lines(one, today)]
    if item.found is not Found.OPEN:
        lines.append([Run(dict(words.found())[item.found], "bodyStrong")])
    if item.record_what.strip():
        on = day_text(item.record_on, today) if item.record_on else ""
        who = ", ".join(part for part in (item.record_who.strip(), on) if part)
        lines += [[Run(item.record_what.strip())], *([[Run(who, "small", "text2")]] if who else [])]
    if not lines and item.citation and item.citation.limit:
        return [[Run(tr("No part of the work"), "body", "text2")]]
    return lines or [[Run(tr("Nothing picked yet"), "body", "text2")]]


def _delivery_lines(one: Delivery, today: date) -> list[list[Run]]:
    due = tr("Due {day}", day=day_text(one.due_on, today)) if one.due_on else tr("No day agreed")
    kept = tr("delivered {day}", day=day_text(one.delivered_on, today)) if one.delivered_on else tr("not delivered")
    behind = ((one.delivered_on or today) - one.due_on).days if one.due_on else 0
    late = trn("{n} day late.", "{n} days late.", behind).replace(" ", "\N{NO-BREAK SPACE}") if behind > 0 else ""
    lines = [[Run(one.text)]] if one.text.strip() else []
    lines.append([Run(f"{due}, {kept}. ", "small", "text2"), Run(late, "small", weight=600)])
    return [*lines, *([[Run(one.evidence.strip(), "small", "text2")]] if one.evidence.strip() else [])]


def suggestion(point: PointView) -> tuple[Run, Run]:
    """What the record suggests and why, or what is still to be found out."""
    kind = point.proposal.kind
    head = tr("The record suggests: {kind}. ", kind=words.kind_status(kind)[1]) if kind else ""
    said = " ".join(point.proposal.evidence) or point.proposal.asks
    if point.overtaken:
        head = f"{tr(OVERTAKEN)} {head}"
    return Run(head, "label", weight=600), Run(said, "small", "text2")


def outcome_text(point: PointView) -> str:
    """What more is said of a decided point: in which way, how often in a year, and why otherwise."""
    item = point.item
    if item.decided is None:
        return ""
    times = trn("Disputed {n} time in a year.", "Disputed {n} times in a year.", point.times) if point.times > 1 else ""
    way = words.subtypes().get(item.subtype, "")
    changed = tr(OVERTAKEN) if point.overtaken else ""
    return "\n".join(part for part in (changed, way, times, item.reason) if part)
