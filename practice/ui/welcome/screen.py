"""The set-up (picture 13): its own page until it is finished, and again from Settings."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import practice, preferences
from practice.rules.practice import PracticeProfile, letterhead
from practice.ui import setfields
from practice.ui.form import value_of
from practice.ui.letterhead import LetterheadPreview
from practice.ui.longline import long_line
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox
from practice.ui.widgets.layout import line, row
from practice.ui.widgets.steps import WIDE, GuidedPage, Step
from practice.ui.widgets.text import Text

WHO = (
    *("profile", "practice_name", "signer_name", "credential", "country", "subdivision"),
    *("licence_no", "regulator", "insured", "insurer"),
)
HEAD = ("letterhead_line", "phone", "email", "website", "address", "currency", "locale", "paper")
HOURS = ("hours", "timezone", "channels", "response_days")
STEPS = {"who": WHO, "head": HEAD, "hours": HOURS}
DEFAULTS = frozenset({"hours"})  # what is done once it was confirmed as it stood


class WelcomeScreen(Screen):
    """Who you are, your letterhead, your hours, your checklist; then a first client or an import."""

    place = "welcome"
    title = "Set-up"
    icon = "sun"
    reads = frozenset({"settings"})

    def build(self) -> None:
        """Make the steps and their forms."""
        self.fields = {key: setfields.box(key) for key in (*WHO, *HEAD, *HOURS)}
        self.preview = LetterheadPreview()
        self._title = Text("", "title")
        self.client_button = Button(tr("Add your first client"), icon="user-plus", key="Ctrl N")
        self.import_button = Button(tr("Import contacts…"), icon="upload")
        self.finish_button = Button(tr("Finish"), "quiet")
        self._make_steps()
        self._lay_out()
        self.form = setfields.form(self.desk, self.fields, self)
        self.form.edited.connect(self._on_edited)
        self.forms.append(self.form)
        self.client_button.clicked.connect(partial(self._leave, "clients", 0))
        self.import_button.clicked.connect(partial(self._leave, "imports"))
        self.finish_button.clicked.connect(partial(self._leave, "clients"))

    def _make_steps(self) -> None:
        who = tr("Who you are and where. Words, holidays and clauses follow from it.")
        head = tr("Set your letterhead, paper and currency; see it as it prints.")
        hours = tr("Tell the program your hours, in which time zone, and how clients reach you.")
        fit = tr("Say what a good client looks like: a checklist is ready to edit.")
        mine, times = _fields(self.fields, WHO), _fields(self.fields, HOURS)
        self.steps = {
            "who": Step("user", tr("Your practice"), who, tr("3 min"), tr("Say who you are"), mine),
            "head": Step("file-text", tr("Clear promises"), head, tr("3 min"), tr("Set your letterhead"), self._head()),
            "hours": Step("clock", tr("Kept boundaries"), hours, tr("2 min"), tr("Set your hours"), times),
            "fit": Step("clipboard-check", tr("Right clients"), fit, tr("10 min"), tr("Review the checklist"), None),
        }
        for key, step in self.steps.items():
            step.pressed.connect(partial(self._on_step, key))

    def _head(self) -> QWidget:
        body = _fields(self.fields, HEAD)
        layout = body.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.preview)
        return body

    def _lay_out(self) -> None:
        words = tr(
            "Nothing is here yet, and that is fine. Four short set-ups make everything else work. "
            "Start anywhere, stop anywhere; each has sensible values already filled in."
        )
        said = _narrow(Text(words, "reading", "text2", wrap=True))
        area = GuidedPage(self._title, said, self.steps.values(), top=80, gap=26)
        area.column.addSpacing(24)
        self._add_ways_on(area.column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _add_ways_on(self, column: QVBoxLayout) -> None:
        begin = long_line(tr("Or begin with a person:"), 150)
        begun = row(begin, self.client_button, self.import_button, self.finish_button, None)
        begun.setAlignment(begin, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(begun)
        column.addSpacing(40)
        column.addWidget(line())
        column.addSpacing(20)
        column.addWidget(Text(tr("Where to find this again"), "bodyStrong"))
        found = tr("All of it stands in Settings too, and can be changed at any time. Ctrl K finds or does anything.")
        column.addWidget(_narrow(Text(found, "body", "text2", wrap=True)))
        column.addStretch(1)

    def load(self) -> None:
        """Show what is kept, and which step comes next."""
        setfields.refresh(self.desk, self.form, self.fields)
        profile = practice.profile(self.desk.store)
        first_name = profile.signer_name.split(" ")[0]
        self._title.setText(tr("Welcome, {name}", name=first_name) if first_name else tr("Welcome"))
        self.preview.show_head(letterhead(profile))
        self._show_states(_done(profile, lambda *keys: all(practice.was_set(self.desk.store, key) for key in keys)))

    def _show_states(self, done: dict[str, bool]) -> None:
        next_one = next((key for key in self.steps if not done.get(key, False)), "")
        opened = next((key for key, step in self.steps.items() if step.is_open), "")
        for key, step in self.steps.items():
            step.show_state(done.get(key, False), key == (opened or next_one))

    def _on_edited(self, _: str) -> None:
        typed = {key: value_of(self.form.editor(key)) for key in HEAD[:5]}
        self.preview.show_head(letterhead(replace(practice.profile(self.desk.store), **typed)))

    def _on_step(self, key: str) -> None:
        if key == "fit":
            self._leave("fit", "checklist")
            return
        if not self.flush() or (self.steps[key].is_open and not self._confirm(STEPS[key])):
            return
        for other, step in self.steps.items():
            step.set_open(other == key and not step.is_open)
        self.load()
        body = self.steps[key].body
        if body is not None and self.steps[key].is_open:
            first = {"who": "profile", "head": "letterhead_line", "hours": "hours"}[key]
            self.form.editor(first).setFocus(Qt.FocusReason.TabFocusReason)

    def _confirm(self, keys: tuple[str, ...]) -> bool:
        """What stands there is chosen now, changed or not; False where a choice that shows none is asked for, once."""
        fresh = [key for key in keys if not practice.was_set(self.desk.store, key)]
        stands = {key: value_of(self.form.editor(key)) for key in fresh if key in DEFAULTS}
        if stands:
            practice.change(self.desk.store, stands)
        asked = {key: sentence for key, sentence in _asked().items() if key in fresh}
        if all(self._error(key) for key in asked):
            self.form.show_errors(dict.fromkeys(asked, ""))
            return True
        self.form.show_errors(asked)
        return False

    def _error(self, key: str) -> str:
        box = self.fields[key]
        return box.error if isinstance(box, FieldBox) else ""

    def _leave(self, place: str, record_id: Any = None, *_: object) -> None:  # noqa: ANN401  as go()
        """Go on once the practice has a name and a signer; until then show what is missing."""
        self.flush()
        missing = {key: text for key, text in practice.missing(self.desk.store).items() if key in WHO}
        if missing and place != "fit":
            self.steps["who"].set_open(True)
            self.form.show_errors(missing)
            return
        if place != "fit" and not preferences.get(self.desk.store).setup_done:
            practice.change(self.desk.store, {"setup_done": True})
        self.desk.go(place, None if record_id is False else record_id)

    def actions_here(self) -> list[KeyHint]:
        """The way through the steps."""
        return [
            KeyHint("Tab", tr("next")),
            KeyHint("Enter", tr("open")),
            KeyHint("Ctrl+N", tr("new client"), partial(self._leave, "clients", 0)),
            KeyHint("", tr("finish"), partial(self._leave, "clients"), tr("Finish the set-up"), "check", False),
        ]

    def panes(self) -> list[QWidget]:
        """The first step's button comes first."""
        return [self.steps["who"].button]


def _done(profile: PracticeProfile, chosen: Callable[..., bool]) -> dict[str, bool]:
    """Which steps hold what they ask for."""
    return {
        "who": bool(profile.practice_name and profile.signer_name) and chosen("insured"),
        "head": bool(profile.address and (profile.phone or profile.email)),
        "hours": chosen("hours", "timezone"),
    }


def _asked() -> dict[str, str]:
    """What letters say of the practice and nobody can take for granted."""
    return {"insured": tr("Choose yes or no: letters say it."), "timezone": tr("Choose the time zone: letters say it.")}


def _fields(fields: dict[str, QWidget], keys: tuple[str, ...]) -> QWidget:
    """These fields in two columns."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(52, 0, 0, 4)
    column.setSpacing(16)
    column.addLayout(setfields.grid([fields[key] for key in keys]))
    return body


def _narrow(text: Text) -> Text:
    """At most 640 wide; by its margin, since a maximum width makes Qt reckon its height for the wider box."""
    text.setContentsMargins(0, 0, WIDE - 640, 0)
    return text
