"""The checklist editor: words and items may change, weights may not; each save is a new version."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from practice.actions import checklists
from practice.errors import Refused
from practice.rules.checklists import (
    Checklist,
    ChecklistVersion,
    DealBreaker,
    Dimension,
    Grade,
    MustHave,
    RedFlag,
    TrustEnd,
    new_key,
)
from practice.ui.desk import Desk
from practice.ui.fit.edit_rows import MAJOR, BreakerEdit, FlagEdit, ItemList, MustEdit, ScaleList
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox
from practice.ui.widgets.layout import PageHeader, Tabs, clear
from practice.ui.widgets.pages import ActionBar, ScrollPage

WAIT_MS = 800  # after the last key, before an edit is put by
Part = ItemList[MustHave] | ItemList[DealBreaker] | ItemList[RedFlag] | ScaleList


class ChecklistEditor(ScrollPage):
    """Edits the checklist of the practice's own profile; what is open stays until it is saved or dropped."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._version: ChecklistVersion | None = None
        self.dirty = False
        self._pause = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._pause.timeout.connect(self.flush)
        self.header = PageHeader(tr("What do we ask before we say yes?"), crumbs=(tr("Fit checks"), tr("Checklist")))
        if self.header.crumbs is not None:
            self.header.crumbs.went.connect(lambda _: self.left.emit())
        self.set_header(self.header)
        names = (tr("Must-haves"), tr("Deal-breakers"), tr("Red flags"), tr("Seven answers"), tr("Trust"))
        self.tabs = Tabs(names)
        self.tabs.currentChanged.connect(self._show_part)
        self.set_tabs(self.tabs)
        self.save_button = Button(tr("Save"), "primary", key=tr("Ctrl Enter"))
        self.save_button.clicked.connect(self.save)
        self.drop_button = Button(tr("Drop changes"))
        self.drop_button.clicked.connect(self.drop)
        self.set_bar(ActionBar(self.save_button, self.drop_button))

    def load(self) -> None:
        """Shows the newest version, with what was edited over it and is no version yet."""
        newest = checklists.current(self._desk.store)
        if self._version is None or (newest.version, newest.content) != (self._version.version, self._version.content):
            self._turn_to(newest)
        self._tell()

    def _turn_to(self, version: ChecklistVersion) -> None:
        """What stands in the fields already stays, and the cursor with it."""
        if self._version is not None and version.content == self._read():
            self._version = version
            return
        self.flush()
        self._build(version)

    def _build(self, version: ChecklistVersion) -> None:
        waiting = checklists.waiting(self._desk.store, version)
        self._version, self.dirty = version, waiting is not None
        content = waiting or version.content
        focus = QApplication.focusWidget()
        if focus is not None and self.area.isAncestorOf(focus):  # its row goes
            self.tabs.setFocus()
        clear(self.body)
        self.must = ItemList(content.must_haves, MustEdit, lambda: MustHave(key=self._key(), text=""), tr("Add"))
        self.breakers = ItemList(content.deal_breakers, BreakerEdit, self._fresh_breaker, tr("Add"))
        self.flags = ItemList(content.flags, FlagEdit, self._fresh_flag, tr("Add"))
        weights = [tr("weight {n}", n=part.weight) for part in content.dimensions]
        self.scales = ScaleList(content.dimensions, weights)
        self.trust = ScaleList(content.trust, [tr("0 is best, 4 is worst")] * len(content.trust))
        for part in self._parts():
            part.edited.connect(self._on_edited)
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._show_part()

    def _parts(self) -> list[Part]:
        return [self.must, self.breakers, self.flags, self.scales, self.trust]

    def _fresh_breaker(self) -> DealBreaker:
        return DealBreaker(key=self._key(), text="")

    def _fresh_flag(self) -> RedFlag:
        return RedFlag(key=self._key(), text="", grades=(Grade(MAJOR, tr("yes")),))

    def _key(self) -> str:
        return new_key(self._read())

    def _show_part(self, _: int = 0) -> None:
        if self._version is not None:
            for place, part in enumerate(self._parts()):
                part.setVisible(place == self.tabs.currentIndex())

    def _tell(self) -> None:
        version = self._version
        if version is not None:
            said = tr("Checklist “{name}”, version {n}.", name=version.content.name, n=version.version)
            self.header.set_subline(said)
            self.save_button.set_label(tr("Save as version {n}", n=version.version + 1))
        self.bar.offer((self.save_button, self.drop_button), self.dirty, self.tabs)
        kept = tr("Checks that were made keep the version they used.")
        waits = tr("No version yet: new checks use the one before.")
        self.bar.consequence.setText(waits if self.dirty else kept)

    def _on_edited(self) -> None:
        self.dirty = True
        self._tell()
        self._desk.report_form(self, True, 0)
        self._pause.start()

    def _read(self) -> Checklist:
        assert self._version is not None
        return Checklist(
            name=self._version.content.name,
            must_haves=self.must.read(),
            deal_breakers=self.breakers.read(),
            flags=self.flags.read(),
            dimensions=tuple(part for part in self.scales.read() if isinstance(part, Dimension)),
            trust=tuple(part for part in self.trust.read() if isinstance(part, TrustEnd)),
        )

    def save(self) -> bool:
        """Keeps what stands here as the next version; False when something has to be written first."""
        if not self.dirty or self._version is None:
            return True
        before = self._version
        try:
            self._version = checklists.edit(self._desk.store, self._version.key, self._read(), self._desk.now())
        except Refused as refusal:
            self._show_errors(refusal.fields)
            return False
        self._show_errors({})
        checklists.wait(self._desk.store, before, None)
        self._settle()
        self._desk.toast(tr("Saved as version {n}", n=self._version.version))
        return True

    def flush(self) -> bool:
        """Lets what was edited wait: only the press makes a version of it."""
        self._pause.stop()
        if self._version is not None and self.dirty:
            checklists.wait(self._desk.store, self._version, self._read())
            self._desk.report_form(self, False, 0)
        return True

    def drop(self) -> None:
        """Forgets what was edited."""
        if self._version is not None:
            checklists.wait(self._desk.store, self._version, None)
        self._version = None
        self._settle()

    def _settle(self) -> None:
        self.dirty = False
        self._pause.stop()
        self._desk.report_form(self, False, 0)
        self.load()

    def _boxes(self) -> dict[str, tuple[int, FieldBox, QWidget]]:
        found: dict[str, tuple[int, FieldBox, QWidget]] = {}
        for place, part in enumerate(self._parts()):
            for row in part.rows:
                found[row.key] = (place, row.box, row.box.field)
        return found

    def _show_errors(self, errors: dict[str, str]) -> None:
        boxes = self._boxes()
        for key, (_, box, _field) in boxes.items():
            box.set_error(errors.get(key, ""))
        self._desk.report_form(self, False, len(errors))
        first = next((boxes[key] for key in boxes if key in errors), None)
        if first is not None:
            self.tabs.setCurrentIndex(first[0])
            first[2].setFocus()
