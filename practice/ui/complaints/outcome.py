"""Choosing what a point is: six outcomes or "not sure yet"; one is suggested, any other needs a reason."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from practice.actions.complaints import PointView
from practice.rules.complaints import Kind
from practice.rules.triage import SUBTYPES
from practice.ui.complaints import words
from practice.ui.desk import Desk
from practice.ui.form import Form, Save
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import RadioList
from practice.ui.widgets.fields import Combo, FieldBox, TextArea
from practice.ui.widgets.layout import row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Hug, Text


class Chooser(Hug):
    """The outcomes of the current point."""

    decided = Signal(object)  # a Kind, None for not sure yet
    subtyped = Signal(str)

    def __init__(self, desk: Desk, name: str, save: Save) -> None:
        super().__init__()
        self.few = RadioList(words.outcomes(words.USUAL, name), tr("Outcome"))
        self.all = RadioList(words.outcomes((*words.USUAL, *words.RARER), name), tr("Outcome"))
        for one in (self.few, self.all):
            one.chosen.connect(self.decided)
            one.setMinimumHeight(one.sizeHint().height())
        self._point = 0
        self._more_of = 0  # the point of which all outcomes were asked for
        self.more_button = Button(tr("Another outcome"), "link")
        self.more_button.clicked.connect(self._on_more)
        self.subtype = Combo(small=True)
        self.subtype.setAccessibleName(tr("In which way"))
        self.subtype.activated.connect(lambda place: self.subtyped.emit(self.subtype.itemData(place)))
        self.refusal = Text("", "small", "badText", wrap=True)
        self._refused = QWidget()
        self._refused.setLayout(row(Icon("circle-alert", "badText", 14), self.refusal, gap=5))
        self.reason = FieldBox(tr("Why otherwise"), TextArea(least=2, most=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        for part in (self.few, self.all, self.subtype, self._refused, self.reason):
            whole.addWidget(part)
        whole.addLayout(row(self.more_button, None))
        self.form = Form(desk, {"reason": self.reason}, save, self)

    def show_point(self, point: PointView, wanted: Kind | None, refusal: dict[str, str]) -> None:
        """Shows what is decided, or `wanted` where that was refused for the reasons given by field."""
        item, proposal = point.item, point.proposal
        chosen = wanted or item.decided
        self._point = item.id
        self._show_list(chosen, chosen in words.RARER or proposal.kind in words.RARER or self._more_of == item.id)
        asked = "reason" in refusal or bool(item.reason.strip())
        self.reason.setVisible(asked)
        self.reason.set_error(refusal.get("reason", ""))
        self.form.show({"reason": item.reason}, item.id)
        other = " ".join(text for name, text in refusal.items() if name != "reason")
        self.refusal.setText(other)
        self._refused.setVisible(bool(other))
        self._show_subtypes(item.decided if not refusal else None, item.subtype)

    @property
    def outcomes(self) -> RadioList:
        """The list that is shown."""
        return self.few if self.all.isHidden() else self.all

    def _show_list(self, chosen: Kind | None, every: bool) -> None:
        for one in (self.few, self.all):
            one.set_value(chosen)
        self.few.setVisible(not every)
        self.all.setVisible(every)
        self.more_button.setVisible(not every)

    def _on_more(self) -> None:
        self._more_of = self._point
        self._show_list(self.few.value(), True)  # type: ignore[arg-type]  # its values are kinds
        self.all.setFocus()

    def _show_subtypes(self, kind: Kind | None, subtype: str) -> None:
        ways = SUBTYPES.get(kind, ()) if kind else ()
        self.subtype.setVisible(bool(ways))
        if [self.subtype.itemData(n) for n in range(self.subtype.count())] != list(ways):
            self.subtype.clear()
            for way in ways:
                self.subtype.addItem(words.subtypes()[way], str(way))
        self.subtype.setCurrentIndex(self.subtype.findData(subtype))

    def flush(self) -> bool:
        """Saves the reason that is typed."""
        return self.form.flush()

    def values(self) -> dict[str, Any]:
        """What is typed."""
        return self.form.read()
