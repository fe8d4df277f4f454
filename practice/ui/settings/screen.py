"""The Settings screen (picture 11): a list of parts at left, one page that scrolls to them."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import practice
from practice.rules.practice import design, letterhead
from practice.ui import setfields, setparts, tab_order
from practice.ui.form import value_of
from practice.ui.letterhead import LetterheadPreview
from practice.ui.screen import KeyHint, Screen
from practice.ui.settings.backup import BackupSection
from practice.ui.settings.beside import Beside
from practice.ui.settings.letterhead import KEYS, LetterheadSection
from practice.ui.settings.rows import Row, Section
from practice.ui.settings.security import SecuritySection
from practice.ui.split import Split
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox
from practice.ui.widgets.layout import Surface, line
from practice.ui.widgets.pages import ScrollBody
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.sidebar import Place, Sidebar
from practice.ui.widgets.text import Text

PROFILE = (
    *("practice_name", "signer_name", "address", "phone", "email", "website"),
    *("country", "subdivision", "credential", "letterhead_line"),
)
STANDING = ("licence_no", "regulator", "insured", "insurer", "backup_name", "backup_contact")
HOURS = ("hours", "timezone", "channels", "urgent_channel", "response_days", "closed_days", "working_days")
LETTERS = ("currency", "locale", "retention_years")
MONEY = (
    *("invoice_days", "payment_details", "tax_label", "tax_percent", "tax_number"),
    *("time_rounding", "time_counting", "refund_wait"),
)
TOGGLES = {"letters": ("consumer_clients", "distance_contracts"), "money": ("least_unit",)}
ON_LETTERHEAD = (
    *("practice_name", "signer_name", "credential", "letterhead_line"),
    *("address", "phone", "email", "website"),
)
PREVIEW_WIDE = 340
FIELDS_LEAST = 420  # narrower, the letterhead goes below


class SettingsScreen(Screen):
    """Everything about the practice and this program, kept as it is edited."""

    place = "settings"
    title = "Settings"
    icon = "settings"
    reads = frozenset({"settings"})

    def build(self) -> None:
        """Make list, page and form."""
        self._sections: dict[str, QWidget] = {}
        single = ("profile", "paper", "theme", "single_letters", *(key for keys in TOGGLES.values() for key in keys))
        keys = (*single, *PROFILE, *STANDING, *HOURS, *LETTERS, *MONEY)
        self.fields = {key: setfields.box(key) for key in keys}
        self.security = SecuritySection(self.desk)
        self.backup = BackupSection(self.desk)
        self.fields["lock_minutes"] = self.security.lock_combo
        self.letterhead = LetterheadSection(self.desk)
        self.fields |= self.letterhead.fields
        self.preview = LetterheadPreview()
        self._checklist_button = Button(tr("Open the fit checklist"), icon="clipboard-check")
        self._again_button = Button(tr("Open the set-up"), icon="sun")
        self.list = Sidebar(tr("Parts of the settings"))
        self._page = ScrollBody()
        self._fill_list()
        self._fill_page()
        self.form = setfields.form(self.desk, self.fields, self)
        self.form.edited.connect(self._on_edited)
        self.forms.append(self.form)
        self._checklist_button.clicked.connect(partial(self.desk.go, "fit", "checklist"))
        self._again_button.clicked.connect(partial(self.desk.go, "welcome"))
        self._split = Split(self.desk, "settings", [self._side(), self._page], [212, 0], [192, 0])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _side(self) -> QWidget:
        side = Surface("list")
        side.setMinimumWidth(160)
        column = QVBoxLayout(side)
        column.setContentsMargins(11, 18, 11, 12)
        column.setSpacing(12)
        title = Text(tr("Settings"), "section")
        title.setContentsMargins(8, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.list)
        column.addStretch()
        return side

    def _fill_list(self) -> None:
        self.list.set_places([Place(p.key, tr(p.title), p.icon, first=p.first) for p in setparts.parts()])
        self.list.set_current("profile")
        self.list.chosen.connect(self.show_part)

    def _fill_page(self) -> None:
        body = self._page.inner
        body.setSpacing(24)
        body.addWidget(self._part("profile", self._profile()))
        body.addWidget(self._part("letterhead", self.letterhead))
        body.addWidget(line())
        for key, section in (("security", self.security), ("backup", self.backup)):
            self._part(key, section)
        body.addWidget(Beside(self.security, self.backup, 44))
        body.addWidget(self._part("letters", self._grid_section(tr("Letters and money"), LETTERS, "letters")))
        body.addWidget(self._part("money", self._grid_section(tr("Invoices and time"), MONEY, "money")))
        body.addWidget(self._part("standing", self._grid_section(tr("Licence and insurance"), STANDING)))
        body.addWidget(self._part("checklist", self._checklist()))
        body.addWidget(self._part("hours", self._grid_section(tr("Working days and hours"), HOURS)))
        body.addWidget(self._part("look", self._look()))
        body.addStretch(1)

    def _part(self, key: str, section: QWidget) -> QWidget:
        self._sections[key] = section
        return section

    def _profile(self) -> QWidget:
        fields = QWidget()
        fields.setMinimumWidth(FIELDS_LEAST)
        left = QVBoxLayout(fields)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(14)
        left.addWidget(Text(tr("Practice profile"), "title"))
        left.addLayout(setfields.grid([self.fields[key] for key in PROFILE]))
        beside = QWidget()
        beside.setMinimumWidth(PREVIEW_WIDE)
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 12, 0, 0)
        right.setSpacing(10)
        label = Text(tr("Letterhead, as printed"), "bodyStrong")
        for part in (label, self.preview, self.fields["paper"], self.fields["profile"]):
            right.addWidget(part)
        return Beside(fields, beside, 36, (100, 1))

    def _grid_section(self, title: str, keys: tuple[str, ...], toggles: str = "") -> Section:
        section = Section(title)
        section.column.addLayout(setfields.grid([self.fields[key] for key in keys]))
        for key in TOGGLES.get(toggles, ()):
            section.add(self.fields[key])
        return section

    def _checklist(self) -> Section:
        section = Section(tr("Fit checklist"))
        note = tr("What makes a client right for you: edited where it is used")
        section.add(Row(tr("Must-haves, deal-breakers, red flags and anchors"), note, self._checklist_button))
        return section

    def _look(self) -> Section:
        section = Section(tr("Look and keys"))
        theme_box = self.fields["theme"]
        if isinstance(theme_box, FieldBox) and isinstance(theme_box.field, Segmented):
            section.add(theme_box)
        section.add(self.fields["single_letters"])
        section.add(Row(tr("Set-up"), tr("The first steps, once more"), self._again_button))
        return section

    def load(self) -> None:
        """Show what is kept."""
        setfields.refresh(self.desk, self.form, self.fields)
        profile = practice.profile(self.desk.store)
        self.preview.show_head(letterhead(profile), design(profile))
        self.letterhead.show_profile(profile)
        self.backup.load()

    def _on_edited(self, _: str) -> None:
        """The letterhead follows the typing, before it is kept."""
        typed = {key: value_of(self.form.editor(key)) for key in (*ON_LETTERHEAD, *KEYS, "paper")}
        profile = replace(practice.profile(self.desk.store), **typed)
        self.preview.show_head(letterhead(profile), design(profile))
        self.letterhead.show_profile(profile)

    def show_part(self, key: str) -> None:
        """Scroll to a part, mark it in the list, and give the focus to its first field."""
        section = self._sections[key]
        self.list.set_current(key)
        content = self._page.widget()
        top = section.mapTo(content, section.rect().topLeft()).y() if content is not None else 0
        first = next(tab_order.stops(section), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        self._page.verticalScrollBar().setValue(0 if key == "profile" else top - 12)

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  a part's key
        """Open a part by its key, such as "security"."""
        if isinstance(record_id, str) and record_id in self._sections:
            self.show_part(record_id)

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """Narrower list and margins when compact."""
        self._split.set_compact(compact)
        pad = 20 if narrow else 24 if compact else 32
        self._page.pad(pad, 20, pad, 24)

    def actions_here(self) -> list[KeyHint]:
        """Tab is the way through a form."""
        return [
            KeyHint("Tab", tr("next field")),
            KeyHint("Ctrl+,", tr("settings")),
            KeyHint("", tr("back up"), self.backup.back_up_button.click, tr("Back up now"), "hard-drive", False),
        ]

    def panes(self) -> list[QWidget]:
        """The list, then the page."""
        return [self.list, self._page]
