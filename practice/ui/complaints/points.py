"""The table of a complaint's points: rows that are walked through and decided, one of them open at a time."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from practice.actions import complaints
from practice.actions.complaints import ComplaintView, PointView
from practice.errors import Refused
from practice.rules.complaints import Found, Kind
from practice.ui.complaints.match import Matcher
from practice.ui.complaints.outcome import Chooser
from practice.ui.complaints.rows import Head, PointRow
from practice.ui.desk import Desk
from practice.ui.tab_order import reveal
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import line, row

LAID_OUT = 200  # milliseconds until a new row stands in its place


class Points(QFrame):
    """All points; the current one shows its outcomes, and opens what it is matched with."""

    moved = Signal()  # another point is current, or is decided

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.desk, self.name = desk, name
        self.view: ComplaintView | None = None
        self.rows: dict[int, PointRow] = {}
        self.current = 0  # a point's id
        self.matching = 0  # the one that is open
        self._refused: tuple[int, Kind | None, dict[str, str]] = (0, None, {})
        self.head = Head()
        self.head.show_name(name)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add_button = Button(tr("Add a point"), "quiet", icon="plus", key="A")
        self.add_button.clicked.connect(self.add)
        self.chooser = Chooser(desk, name, self._save)
        self.matcher = Matcher(desk, name, self._save)
        self._connect()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(line())
        whole.addLayout(self._rows)
        foot = row(self.add_button, None)
        foot.setContentsMargins(8, 6, 8, 6)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        whole.addWidget(self.foot)
        for part in (self.chooser, self.matcher):
            part.setParent(self)
            part.hide()

    def _connect(self) -> None:
        self.chooser.decided.connect(self.decide)
        self.chooser.form.saved.connect(self._on_reason_kept)
        self.chooser.subtyped.connect(lambda way: self._decide(self._point().item.decided, way))
        self.matcher.cited.connect(lambda label: complaints.cite(self.desk.store, self.matching, label))
        self.matcher.based.connect(lambda basis: self._change(basis=basis, citation=None))
        self.matcher.picked.connect(lambda ids: self._change(deliveries=ids))
        self.matcher.dropped.connect(self._on_dropped)
        self.matcher.closed.connect(self.close_matcher)

    # showing

    def show_view(self, view: ComplaintView) -> None:
        """Shows the points as they are kept; the current one stays current."""
        self.view = view
        points = {point.item.id: point for point in view.points}
        self._fit_rows(list(points))
        for number, point in enumerate(view.points, 1):
            shown = self.rows[point.item.id]
            shown.show_point(number, point, self.desk.today())
            shown.last = False
        if self.current not in points:
            undecided = (point.item.id for point in view.points if point.item.decided is None)
            self.current = next(undecided, next(iter(points), 0))
        if self.matching not in points:
            self.matching = 0
        self.foot.setVisible(view.complaint.closed_on is None)
        self._show_current()

    def _fit_rows(self, ids: list[int]) -> None:
        for gone in [one for one in self.rows if one not in ids]:
            self._put_away()
            left = self.rows.pop(gone)
            left.hide()
            left.deleteLater()
        for one in ids:
            if one not in self.rows:
                self.rows[one] = self._row(one)
                self._rows.addWidget(self.rows[one])

    def _row(self, item_id: int) -> PointRow:
        made = PointRow(item_id)
        made.entered.connect(lambda: self._on_entered(item_id))
        made.moved.connect(self._step)
        made.opened.connect(self.open_matcher)
        return made

    def _put_away(self) -> None:
        """Takes the chooser and the fields out of their row before it goes."""
        for part in (self.chooser, self.matcher):
            part.setParent(self)
            part.hide()

    def _show_current(self) -> None:
        going = self.view is not None and self.view.complaint.closed_on is None
        for item_id, shown in self.rows.items():
            mine = item_id == self.current
            shown.set_current(mine)
            shown.put_outcome(self.chooser if mine and going else None)
            shown.put_matcher(self.matcher if item_id == self.matching else None, may=mine and going)
        self.chooser.setVisible(bool(self.current) and going)
        self.matcher.setVisible(bool(self.matching) and going)
        if self.current and going:
            self._show_chooser()
            self._show_matcher()

    def _point(self, item_id: int = 0) -> PointView:
        assert self.view is not None
        return next(point for point in self.view.points if point.item.id == (item_id or self.current))

    def _show_chooser(self) -> None:
        item_id, wanted, refusal = self._refused
        mine = item_id == self.current
        self.chooser.show_point(self._point(), wanted if mine else None, refusal if mine else {})

    def _show_matcher(self) -> None:
        if not self.matching or self.view is None:
            return
        store, complaint, point = self.desk.store, self.view.complaint, self._point(self.matching)
        offers = complaints.offers(store, complaint, point.item)
        self.matcher.show_point(point, offers, complaints.deliveries(store, complaint), complaint.received_on)

    # walking

    def _on_entered(self, item_id: int) -> None:
        if item_id != self.current:
            self.flush()
            self.current = item_id
            self._show_current()
            self.moved.emit()

    def _step(self, by: int) -> None:
        ids = list(self.rows)
        place = ids.index(self.current) + by
        if 0 <= place < len(ids):
            self.rows[ids[place]].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Puts the focus on the current point, or where one is added."""
        if self.current:
            self.rows[self.current].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_undecided(self) -> bool:
        """Goes to the first point that is not decided; False where all are."""
        points = self.view.points if self.view else ()
        item_id = next((point.item.id for point in points if point.item.decided is None), 0)
        if item_id:
            self.rows[item_id].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(item_id)

    # matching

    def open_matcher(self) -> None:
        """Opens what the current point is matched with."""
        if self.current and self.view is not None and self.view.complaint.closed_on is None:
            self.matching = self.current
            self._show_current()
            self.matcher.focus_first()

    def close_matcher(self) -> bool:
        """Closes it; False where it was not open."""
        if not self.matching:
            return False
        self.flush()
        self.matching = 0
        self._show_current()
        self.focus_first()
        return True

    def add(self) -> None:
        """A new point, open to be written."""
        if self.view is not None:
            self.flush()
            made = complaints.add_item(self.desk.store, self.view.complaint.id)
            self.current = made.id
            self.open_matcher()
            QTimer.singleShot(LAID_OUT, self.matcher, lambda: reveal(self.focusWidget() or self.matcher))

    def _on_dropped(self) -> None:
        gone = self.matching
        self._put_away()
        self.current = self.matching = 0
        complaints.drop_item(self.desk.store, gone)
        self.desk.toast(tr("Took a point away"))
        self.focus_first()

    def _change(self, **changes: object) -> None:
        complaints.edit_item(self.desk.store, self.matching, changes)

    def _save(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  as Form gives it
        """Keeps what was typed; a day that stands beside words that are written is kept with them."""
        shown = self.matcher.values() if self.matching else {}
        item = next((one for one in self.view.items if one.id == key), None) if self.view else None
        for said, day in (("said", "said_on"), ("record_what", "record_on")):
            if said in values and item is not None and getattr(item, day) is None and day in shown:
                values.setdefault(day, shown[day])
        if "found" in values:  # Qt gives plain text
            values["found"] = Found(values["found"] or "")
        complaints.edit_item(self.desk.store, int(key), values, visit=visit)

    # deciding

    def decide(self, kind: Kind | None) -> None:
        """Decides the current point; what is refused is said beside the outcomes."""
        if self.current and self.flush():
            if kind is None:
                self._refused = (0, None, {})
                complaints.undecide(self.desk.store, self.current)
                self._show_current()
            else:
                self._decide(kind)

    def decide_failure(self) -> None:
        """Decides that the promise was broken: misleading where the record shows that, else not delivered."""
        if self.current:
            misleading = self._point().proposal.kind is Kind.MISLEADING_PROMISE
            self.decide(Kind.MISLEADING_PROMISE if misleading else Kind.SERVICE_FAILURE)

    def _decide(self, kind: Kind | None, subtype: str = "") -> None:
        if kind is None:
            return
        item = self._point().item
        try:
            complaints.decide(self.desk.store, item.id, kind, self.desk.now(), subtype=subtype, reason=item.reason)
            self._refused = (0, None, {})
        except Refused as refusal:
            self._refused = (item.id, kind, refusal.fields)
        self._show_current()
        if "reason" in self._refused[2]:
            self.chooser.reason.field.setFocus()
        self.moved.emit()

    def _on_reason_kept(self) -> None:
        """What waited for a reason is decided with it."""
        item_id, kind, refusal = self._refused
        if item_id == self.current and "reason" in refusal and self._point().item.reason.strip():
            self._decide(kind)

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        kept = [part.flush() for part in (self.chooser, self.matcher)]
        return all(kept)
