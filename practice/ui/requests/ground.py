"""The letter that was in force when something was asked for, with its promises and limits to be ticked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions.requests import RequestView
from practice.errors import Refused
from practice.rules.engagements import ItemKind
from practice.rules.requests import Cited, Ground
from practice.ui import begin
from practice.ui.desk import Desk
from practice.ui.requests.words import ground_line
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import Combo
from practice.ui.widgets.layout import Card, SectionTitle, clear, column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.text import Text

NUMBER = 36


class GroundBox(QWidget):
    """Letter and items; `cited(number, on)` and `chosen(engagement id)` are the person's."""

    cited = Signal(str, bool)
    chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ground: Ground | None = None
        self._client_id = 0
        self._shown: tuple[object, ...] = ()
        self.checks: dict[str, Check] = {}
        self.work_combo = Combo()
        self.work_combo.setAccessibleName(tr("The work that it is about"))
        self.work_combo.activated.connect(lambda place: self.chosen.emit(self.work_combo.itemData(place)))
        self.letter_button = Button("", "link")
        self.letter_button.clicked.connect(self._open_letter)
        self.line = Text("", "body", "text2", wrap=True)
        said = tr("So nothing in writing says whether it is included. Judge it by what you both understood.")
        self.letter_begun = Button(tr("Write a letter"), small=True)
        self.letter_begun.clicked.connect(self._begin_letter)
        none = tr("No letter of this client was signed by that day")
        self.banner = Banner("neutral", none, said, button=self.letter_begun)
        self._items = QVBoxLayout()
        self._items.setSpacing(8)
        beside = row(self.letter_button, self.line, gap=8)
        beside.setStretch(1, 1)
        whole = column(SectionTitle(tr("The letter in force that day")), gap=8)
        whole.addLayout(row(self.work_combo, None))
        whole.addLayout(beside)
        whole.addWidget(self.banner)
        whole.addLayout(self._items)
        self.setLayout(whole)

    def _begin_letter(self) -> None:
        try:
            begin.letter(self._desk, self._client_id)
        except Refused as refusal:
            self._desk.tell(str(refusal))

    def show_view(self, view: RequestView) -> None:
        """Show what the request is judged by; a tick that has the focus keeps it."""
        self._ground, self._client_id = view.ground, view.client.id
        self._offer_works(view)
        self.banner.setVisible(view.ground is None)
        for part in (self.letter_button, self.line):
            part.setVisible(view.ground is not None)
        if view.ground is not None:
            self.letter_button.set_label(view.ground.letter.number)
            self.line.setText(ground_line(view.ground, self._desk.today()))
        items = view.ground.items if view.ground else ()
        if items != self._shown:
            self._shown = items
            self._show_items(items)
        ticked = {one.number for one in view.request.cites}
        for number, check in self.checks.items():
            check.setChecked(number in ticked)

    def _offer_works(self, view: RequestView) -> None:
        self.work_combo.clear()
        for ground in view.grounds:
            name = ground.engagement.title or ground.engagement.kind or ground.letter.number
            self.work_combo.addItem(name, ground.engagement.id)
        self.work_combo.setVisible(len(view.grounds) > 1)
        if view.ground is not None:
            self.work_combo.setCurrentIndex(self.work_combo.findData(view.ground.engagement.id))

    def _show_items(self, items: tuple[Cited, ...]) -> None:
        clear(self._items)
        self.checks = {}
        titles = {
            ItemKind.PROMISE: (tr("What is included"), tr("tick what it belongs to")),
            ItemKind.LIMIT: (tr("What is not included"), ""),
        }
        for kind, (title, remark) in titles.items():
            own = [one for one in items if one.kind is kind]
            if own:
                self._items.addWidget(SectionTitle(title, remark, role="bodyStrong"))
                card = Card(padding=12, gap=6)
                for one in own:
                    card.add(self._item(one))
                self._items.addWidget(card)

    def _item(self, one: Cited) -> QWidget:
        check = Check("", name=f"{one.number} {one.text}")
        check.clicked.connect(lambda on: self.cited.emit(one.number, on))
        self.checks[one.number] = check
        number = Text(one.number, "body", "text2", numbers=True)
        number.setFixedWidth(NUMBER)
        text = Text(one.text, wrap=True)
        made = QWidget()
        beside = row(check, number, text, gap=6)
        beside.setStretch(2, 1)
        for part in (check, number, text):
            beside.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        number.setContentsMargins(0, 3, 0, 0)
        text.setContentsMargins(0, 3, 0, 3)
        made.setLayout(beside)
        return made

    def _open_letter(self) -> None:
        if self._ground is not None:
            self._desk.go("letters", self._ground.letter.id)
