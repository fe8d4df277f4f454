"""Editors made from the declared settings, for the set-up and the Settings screen alike."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from practice.actions import practice, preferences
from practice.errors import Refused
from practice.rules.practice import PROFILE_KEYS
from practice.rules.preferences import PREFERENCE_KEYS
from practice.rules.settings import BY_KEY, Kind, Setting
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.week import WeekEdit
from practice.ui.widgets.choices import Toggle
from practice.ui.widgets.fields import Combo, FieldBox, LineEdit, TextArea
from practice.ui.widgets.segmented import Segmented

Choices = Sequence[tuple[object, str]]
ASKED = frozenset({"timezone", "insured"})  # letters say them: no choice is shown until one was made
WORDS = {
    "lawyer": "Lawyer",
    "coach": "Coach",
    "letter": "US Letter",
    "a4": "A4",
    "system": "As the system",
    "light": "Light",
    "dark": "Dark",
    "serif": "Serif",
    "sans": "Sans serif",
    "plain": "Plain",
    "up": "Up",
    "nearest": "To the nearest",
    "per_matter_per_day": "By the day",
    "per_entry": "By the piece",
}
LONG: dict[str, Callable[[], Choices]] = {
    "country": practice.countries,
    "currency": practice.currencies,
    "locale": practice.locales,
    "timezone": lambda: [(zone, zone.replace("_", " ")) for zone in practice.timezones()],
}


class NumberEdit(LineEdit):
    """A whole number; what is none counts as -1, which no setting takes."""

    def value(self) -> int:
        """The number typed."""
        text = self.text().strip()
        return int(text) if text.isdecimal() else -1

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.setText(str(value))


class WordsEdit(LineEdit):
    """Words between commas."""

    def value(self) -> tuple[str, ...]:
        """The words."""
        return tuple(part.strip() for part in self.text().split(",") if part.strip())

    def set_value(self, value: Sequence[str]) -> None:
        """Show words."""
        if tuple(value) != self.value():
            self.setText(", ".join(value))


class DaysEdit(LineEdit):
    """Days between commas, as 2026-12-24."""

    def value(self) -> tuple[date, ...]:
        """The days. Raises Refused when one cannot be read."""
        try:
            return tuple(sorted(date.fromisoformat(p.strip()) for p in self.text().split(",") if p.strip()))
        except ValueError:
            raise Refused(tr("Type days as year-month-day with commas between: 2026-12-24, 2026-12-31.")) from None

    def set_value(self, value: Sequence[date]) -> None:
        """Show days."""
        self.setText(", ".join(day.isoformat() for day in value))


def box(key: str, choices: Choices = ()) -> QWidget:
    """The editor of one declared setting: a FieldBox, or a toggle with its own label."""
    setting = BY_KEY[key]
    label = tr(setting.label)
    if key in ASKED and setting.kind == Kind.TOGGLE:
        return FieldBox(label, Segmented([(True, tr("Yes")), (False, tr("No"))], label))
    if setting.kind == Kind.TOGGLE:
        return Toggle(label)
    return FieldBox(label, _editor(setting, choices), tr(setting.hint) if setting.hint else "")


def _editor(setting: Setting, choices: Choices) -> QWidget:
    plain: dict[Kind, Callable[[], QWidget]] = {
        Kind.LINE: LineEdit,
        Kind.TEXT: TextArea,
        Kind.NUMBER: NumberEdit,
        Kind.LIST: WordsEdit,
        Kind.DAYS: DaysEdit,
        Kind.WEEK: WeekEdit,
    }
    if setting.kind in plain:
        return plain[setting.kind]()
    if setting.choices:
        options = [(choice, tr(WORDS[choice])) for choice in setting.choices]
        return Segmented(options, tr(setting.label))
    return combo(choices or LONG.get(setting.key, list)())


def combo(choices: Choices) -> Combo:
    """A list to choose from that does not grow with its longest line."""
    made = Combo()
    made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    fill(made, choices)
    return made


def fill(made: Combo, choices: Choices) -> None:
    """Offer these choices, keeping the chosen one where it is among them."""
    before = made.currentData()
    made.clear()
    for value, text in choices:
        made.addItem(text, value)
    made.setCurrentIndex(made.findData(before))


def values(desk: Desk, keys: Iterable[str]) -> dict[str, Any]:
    """The kept values of these settings."""
    profile, program = practice.profile(desk.store), preferences.get(desk.store)
    found: dict[str, Any] = {}
    for key in keys:
        if key in ASKED and not practice.was_set(desk.store, key):
            found[key] = None
        elif key in PROFILE_KEYS:
            found[key] = getattr(profile, key)
        elif key in PREFERENCE_KEYS:
            found[key] = getattr(program, key)
    return found


def form(desk: Desk, fields: dict[str, QWidget], parent: QWidget) -> Form:
    """A form over settings, which keeps each as it is edited; a new country brings its paper, money and states."""
    made = Form(desk, fields, lambda _, changed, visit: _save(desk, changed, visit), parent)
    if "country" in fields:
        made.saved.connect(lambda: refresh(desk, made, fields))
    return made


def _save(desk: Desk, changed: dict[str, Any], visit: str) -> None:
    if "country" in changed and changed["country"] != practice.profile(desk.store).country:
        changed = {**practice.suggested(changed["country"]), "subdivision": "", **changed}
    if changed.keys() & {"country", "subdivision"} and "timezone" not in changed:
        before = practice.profile(desk.store)
        there = (changed.get("country", before.country), changed.get("subdivision", before.subdivision))
        zone = practice.moved_zone(desk.store, *there)
        changed = {**changed, "timezone": zone} if zone else changed
    practice.change(desk.store, changed, visit=visit)


def refresh(desk: Desk, made: Form, fields: dict[str, QWidget]) -> None:
    """Show the kept values, and the states of the kept country."""
    kept = values(desk, fields)
    if "subdivision" in fields and "country" in kept:
        states = practice.subdivisions(kept["country"])
        state_box = made.editor("subdivision")
        if isinstance(state_box, Combo):
            fill(state_box, [("", tr("Not needed")), *states.items()])
            state_box.setEnabled(bool(states))
    if "hours" in fields:
        week = made.editor("hours")
        if isinstance(week, WeekEdit):
            week.show_clock(practice.profile(desk.store).locale)
    made.show(kept)


def grid(boxes: Sequence[QWidget], columns: int = 2) -> QGridLayout:
    """Fields in columns of one width, row by row."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(14)
    for number, field in enumerate(boxes):
        made.addWidget(field, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(columns):
        made.setColumnStretch(column, 1)
    return made
