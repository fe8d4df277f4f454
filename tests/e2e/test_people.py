"""Stories about people: undone, brought in, and named in every script."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytest_bdd import parsers, scenarios, then, when

from practice.rules.letters import LetterState
from tests.e2e.conftest import Story

scenarios("features/undo.feature", "features/names.feature")


def rows(story: Story) -> list[str]:
    """The names in the list of clients, from the top."""
    return [row.split(",")[0] for row in story.person.rows("Clients")]


@then(parsers.parse('the list shows "{names}"'))
def _(story: Story, names: str) -> None:
    story.person.waits(lambda: rows(story) == names.split(", "), names)


@when(parsers.parse("I import {name}"))
def _(story: Story, name: str) -> None:
    story.person.drop(story.tmp / name)
    story.person.sees("Who comes in?")
    story.person.press("Ctrl+Enter")


@then(parsers.parse('the button "{name}" cannot be pressed'))
def _(story: Story, name: str) -> None:
    button = story.person.find(name, lambda widget: isinstance(widget, QAbstractButton))
    assert not button.isEnabled()


@when("I add the clients")
def _(story: Story, datatable: list[list[str]]) -> None:
    for given_name, family in datatable:
        story.person.press("Ctrl+N")
        story.person.type(given_name)
        story.person.fill("Family name", family)
    story.person.press("Tab")


@then("searching finds them")
def _(story: Story, datatable: list[list[str]]) -> None:
    for typed, name in datatable:
        story.person.fill("Search names and notes", typed)
        story.person.waits(lambda wanted=name: rows(story) == [wanted], name)
        story.person.press("Down")
        story.person.sees(name)


@then("every name on the screen is plain text")
def _(story: Story) -> None:
    assert story.window is not None
    shown = [label for label in story.window.findChildren(QLabel) if label.text()]
    assert shown
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}


@then("the letter is still a draft")
def _(story: Story) -> None:
    assert story.letter().letter.state is LetterState.DRAFT
