"""Many letters are the same letters, whoever sets them."""

from dataclasses import replace

import pytest

from practice.letters import render
from practice.letters.many import WORTH_IT, render_many
from practice.rules.letters import LetterFacts, Paragraph
from tests.letters.sample import TARGET

MANY = [LetterFacts(number=f"EL-2026-{n:03}", opening=(Paragraph(f"Letter {n} for 桜"),)) for n in range(WORTH_IT)]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_few_are_made_here(count: int) -> None:
    few = [replace(TARGET, number=str(n)) for n in range(count)]
    assert list(render_many(few)) == list(map(render, few))


def test_processes_give_equal_bytes_in_order() -> None:
    assert list(render_many(MANY, workers=2)) == list(map(render, MANY))


def test_closing_stops_the_rest() -> None:
    making = render_many(MANY * 20, workers=2)
    assert next(making) == render(MANY[0])
    making.close()
    assert list(making) == []
