"""The words of the stories: what a person does with hands and eyes at the real window, and what is kept afterwards."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytest_bdd import given, parsers, then, when

from practice import app
from practice.actions import clients, letters, practice, search
from practice.actions import store as stores
from practice.actions.store import Store
from practice.rules.clients import Client, Email
from practice.rules.practice import Profile
from practice.ui import instance, theme
from practice.ui.window import Window
from tests import make, make_letters
from tests.e2e.person import Person

WAIT = 15_000  # milliseconds, on a busy machine


@dataclass
class Story:
    """One practice in its own folder, one window on it, one person, and a clock that the story sets."""

    qtbot: Any
    tmp: Path
    now: datetime = make.NOW
    window: Window | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.tmp / "practice"

    @property
    def person(self) -> Person:
        assert self.window is not None
        return Person(self.window)

    @property
    def store(self) -> Store:
        assert self.window is not None
        assert self.window.desk is not None, "the practice is locked"
        return self.window.desk.store

    def letter(self) -> letters.ListedLetter:
        """The newest letter in any state."""
        return max(letters.listed(self.store, list(letters.rules.LetterState)), key=lambda row: row.letter.id)

    def show(self) -> None:
        """Open the window as the program does."""
        app.application(theme.LIGHT)
        self.kept["lock"] = instance.hold(self.folder)
        self.window = app.window(self.folder, lambda: self.now)
        self.qtbot.addWidget(self.window, before_close_func=lambda window: window.lock())
        self.window.ask()
        with self.qtbot.waitActive(self.window, timeout=WAIT):
            self.window.show()
            self.window.activateWindow()

    def unlock(self, secret: str) -> None:
        """Type the passphrase and wait for the practice."""
        assert self.window is not None
        self.person.type(secret)
        with self.qtbot.waitSignal(self.window.opened, timeout=WAIT):
            self.person.press("Enter")


class Strays(QObject):
    """Watches for widgets that show as windows of their own, if only for a moment: they would take the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched.windowType() in (Qt.WindowType.Widget, Qt.WindowType.Window):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@pytest.fixture
def story(qtbot, qapp: QApplication, tmp_path: Path) -> Iterator[Story]:
    told, strays = Story(qtbot, tmp_path), Strays()
    qapp.installEventFilter(strays)
    yield told
    qapp.removeEventFilter(strays)
    if "lock" in told.kept:
        told.kept["lock"].unlock()
    assert set(strays.seen) <= {"Window"}


def begin(
    story: Story,
    profile: Profile,
    rows: Sequence[Sequence[str]] = (),
    arrange: Callable[[Store], object] = lambda store: None,
) -> None:
    """A practice that is set up, with these clients, opened by its passphrase."""
    store = make.store(story.tmp)
    make_letters.profile(store, profile)
    practice.change(store, {"setup_done": True})
    for row in rows:
        clients.create(store, _client(*row), make.NOW)
    arrange(store)
    store.close()
    story.show()
    story.unlock(make.PASSPHRASE)


def _client(given_name: str, family: str, email: str = "") -> Client:
    return make.client(given_name, family, emails=(Email(email),) if email else ())


# given


@given("a lawyer's practice")
def _(story: Story) -> None:
    begin(story, Profile.LAWYER)


@given("a coach's practice")
def _(story: Story) -> None:
    begin(story, Profile.COACH)


@given("a lawyer's practice with the clients")
def _(story: Story, datatable: list[list[str]]) -> None:
    begin(story, Profile.LAWYER, datatable)


@given("a coach's practice with the clients")
def _(story: Story, datatable: list[list[str]]) -> None:
    begin(story, Profile.COACH, datatable)


@given(parsers.parse("the file {name}"))
def _(story: Story, name: str, docstring: str) -> None:
    (story.tmp / name).write_text(docstring.replace("\n", "\r\n") + "\r\n", "utf-8")


# the hands


@when(parsers.re(r"I press (?P<keys>[^ ]+)"))
def _(story: Story, keys: str) -> None:
    story.person.press(keys)


@when(parsers.re(r"I press (?P<keys>[^ ]+) (?P<times>\d+) times"))
def _(story: Story, keys: str, times: str) -> None:
    for _n in range(int(times)):
        story.person.press(keys)


@when(parsers.parse('I type "{text}"'))
def _(story: Story, text: str) -> None:
    story.person.type(text)


@when(parsers.parse('I click "{name}"'))
def _(story: Story, name: str) -> None:
    story.person.click(name)


@when(parsers.parse('I draw on "{name}"'))
def _(story: Story, name: str) -> None:
    story.person.draw(name)


@when("I fill in")
def _(story: Story, datatable: list[list[str]]) -> None:
    for label, text in datatable:
        story.person.fill(label, text)


@when("I write the letter")
def _(story: Story, datatable: list[list[str]]) -> None:
    person, told = story.person, dict(datatable)
    person.fill("The work", told["work"])
    person.click("What this")  # letter, or agreement, covers
    for what in "promise", "limit":
        person.click(f"Add a {what}")
        person.type(told[what])
        person.press("Enter")
    person.click("Fees")
    if "fee" in told:
        person.fill("Fixed fee", told["fee"])


@when("I issue the letter")
def _(story: Story) -> None:
    story.person.press("Ctrl+Enter")
    story.person.press("Ctrl+Enter")


@when("I click what is left to do")
def _(story: Story) -> None:
    story.person.click("Conflicts of interest: fill")


@when(parsers.parse('I find and do "{what}"'))
def _(story: Story, what: str) -> None:
    story.person.press("Ctrl+K")
    story.person.type(what)
    story.person.press("Enter")


@when(parsers.parse("I drop {name} on the window"))
def _(story: Story, name: str) -> None:
    story.person.drop(story.tmp / name)


@when(parsers.parse('I answer "{keys}", going down after each'))
def _(story: Story, keys: str) -> None:
    for key in keys.split():
        story.person.press(key)
        story.person.press("Down")


@when(parsers.parse("{hours:d} hours have passed"))
@given(parsers.parse("{hours:d} hours have passed"))
def _(story: Story, hours: int) -> None:
    story.now += timedelta(hours=hours)


# the eyes


@then(parsers.parse('I see "{text}"'))
def _(story: Story, text: str) -> None:
    story.person.sees(text)


@then(parsers.parse('I do not see "{text}"'))
def _(story: Story, text: str) -> None:
    story.person.waits(lambda: text not in story.person.reads(), f"no {text}")


# what is kept


@lru_cache
def pdf_text(pdf: bytes) -> str:
    """All words of a PDF, with single spaces."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return " ".join(" ".join((page.extract_text() or "") for page in opened.pages).split())


@then(parsers.parse('"{name}" is kept as {status}'))
def _(story: Story, name: str, status: str) -> None:
    client = clients.find(story.store, search.named(story.store, name, story.now).id)
    assert client.status.value == status


@then(parsers.parse('the letter\'s pages say "{text}"'))
def _(story: Story, text: str) -> None:
    assert text in pdf_text(letters.reprint(story.store, story.letter().letter.id))


@then("everything holds together")
def _(story: Story) -> None:
    assert stores.check(story.store).problems == ()
