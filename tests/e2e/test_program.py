"""Stories about the program itself: made, locked, killed, and opened twice."""

import os
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from practice.actions import clients, practice, sessions
from tests import make, make_letters
from tests.e2e import program
from tests.e2e.conftest import Story

scenarios("features/first_run.feature", "features/killed.feature", "features/two_windows.feature")
ROOT = Path(__file__).resolve().parents[2]


# made, locked, unlocked


@given("an empty folder")
def _(story: Story) -> None:
    assert not story.folder.exists()


@when("I open the program")
def _(story: Story) -> None:
    story.show()
    assert story.window is not None
    story.window.create_page.cost = make.CHEAP


@when("I write down the recovery code")
def _(story: Story) -> None:
    read = story.person.reads().split("Your recovery code")[1]
    lines = dict.fromkeys(tuple(line.split()) for line in read.splitlines() if len(line.split()) == 4)
    story.kept["code"] = "-".join(group for line in lines for group in line)
    assert len(story.kept["code"]) == 39


@then("the recovery code is shown no more")
def _(story: Story) -> None:
    assert story.kept["code"][:4] not in story.person.reads()


@when("I type the recovery code")
def _(story: Story) -> None:
    story.person.type(story.kept["code"].lower())


@then("nobody's name is on the screen")
def _(story: Story, datatable: list[list[str]]) -> None:
    shown = story.person.reads()
    assert [name for (name,) in datatable if name in shown] == []


# two at once


@pytest.fixture
def running():
    """Programs in processes of their own; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for one in started:
        one.kill()
        one.wait()
        one.stdout.close()


def start(story: Story, running: list[subprocess.Popen[str]], *how: str) -> subprocess.Popen[str]:
    store = make.store(story.tmp)
    make_letters.profile(store)
    practice.change(store, {"setup_done": True})
    clients.create(store, make.client(), make.NOW)
    store.close()
    command = [sys.executable, "-m", "tests.e2e.program", str(story.folder), make.PASSPHRASE, *how]
    running.append(subprocess.Popen(command, cwd=ROOT, env=os.environ, text=True, stdout=subprocess.PIPE))
    assert running[0].stdout.readline() == "open\n"
    return running[0]


@given("a practice that is open in a running program")
def _(story: Story, running: list[subprocess.Popen[str]]) -> None:
    start(story, running)


@when("the running program is killed")
def _(running: list[subprocess.Popen[str]]) -> None:
    running[0].kill()
    running[0].wait()


@when("I list its clients on the command line")
def _(story: Story) -> None:
    command = [sys.executable, "-m", "practice", "clients", "--data", str(story.folder), "--passphrase-file", "-"]
    story.kept["said"] = subprocess.run(
        command, cwd=ROOT, input=make.PASSPHRASE, text=True, capture_output=True, timeout=60, check=False
    )


@then(parsers.parse('it is refused in one sentence with exit code 1: "{words}"'))
def _(story: Story, words: str) -> None:
    said = story.kept["said"]
    assert (said.returncode, said.stdout) == (1, "")
    (line,) = said.stderr.splitlines()
    assert words in line


@then(parsers.parse('the list says "{name}"'))
def _(story: Story, name: str) -> None:
    said = story.kept["said"]
    assert (said.returncode, said.stderr) == (0, "")
    assert name in said.stdout


# killed


@given("a running program in which a note is being typed")
def _(story: Story, running: list[subprocess.Popen[str]]) -> None:
    start(story, running, "type")


@when(parsers.parse("it is killed in the middle of the typing, after {letters:d} letters"))
def _(story: Story, running: list[subprocess.Popen[str]], letters: int) -> None:
    stamps: list[float] = []
    while len(stamps) < letters:
        stamp, number = running[0].stdout.readline().split()
        stamps.append(float(stamp))
        assert int(number) == len(stamps)
    killed = time.monotonic()
    running[0].kill()
    running[0].wait()
    story.kept["safe"] = len(list(takewhile(lambda stamp: stamp <= killed - 1, stamps)))


@when("the practice is opened again")
def _(story: Story) -> None:
    story.show()
    story.unlock(make.PASSPHRASE)


@then("everything typed until one second before the kill is in the note")
def _(story: Story) -> None:
    notes = sessions.recent(story.store)
    text = notes[0][2].fields.get("covered", "") if notes else ""
    assert program.TEXT.startswith(text)
    assert len(text) >= story.kept["safe"]
