"""What is left before a letter can be issued: one line for one thing."""

import pytest

from practice.actions import letters
from practice.rules.letters import Problem
from practice.ui.letters.pages import SHOWN, ReadyLine
from tests import make, make_letters


@pytest.fixture
def ready(qtbot):
    made = ReadyLine()
    qtbot.addWidget(made)
    made.show()
    return made


def lines(ready):
    return [link.label() for link in ready.links if link.isVisible()]


def things(count):
    return tuple(Problem(f"clause:{n}", f"Thing {n}.") for n in range(count))


@pytest.mark.parametrize("count", range(SHOWN + 2))
def test_as_many_lines_as_things(ready, count):
    ready.show_problems(things(count))
    assert lines(ready) == [f"Thing {n}." for n in range(count)]
    assert not ready.more.isVisible()


def test_many_things_say_how_many_more_and_show_them(qtbot, ready):
    ready.show_problems(things(9))
    assert len(lines(ready)) == SHOWN
    assert ready.more.label() == f"… and {9 - SHOWN} more"
    ready.more.click()
    assert len(lines(ready)) == 9
    with qtbot.waitSignal(ready.asked) as asked:
        ready.links[8].click()
    assert asked.args == ["clause:8"]
    ready.show_problems(things(2))
    assert len(lines(ready)) == 2
    ready.show_problems(things(9))
    assert len(lines(ready)) == SHOWN


def test_the_fee_is_asked_for_once(desk):
    client = make_letters.person(desk.store)
    letter = letters.start(desk.store, client.id, None, make.NOW)
    said = [problem.text for problem in letters.check(desk.store, letter.id, make.TODAY)]
    assert [text for text in said if "fee" in text.casefold()] == ["Type the fee, for example 3,600.00."]
    assert len(said) == len(set(said))


def test_a_name_is_asked_for_where_it_is_typed(tmp_path):
    store = make.store(tmp_path)
    draft = make_letters.estate_plan(store, make_letters.person(store).id)
    said = [problem.text for problem in letters.check(store, draft.id, make.TODAY)]
    asked = ["Type the practice's name in Settings.", "Type your name, as you sign, in Settings."]
    assert [text for text in said if "name" in text] == asked
    store.close()
