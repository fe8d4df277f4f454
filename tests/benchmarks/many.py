"""A thousand letters on two cores, by processes fed with facts, against one process."""

from time import perf_counter

from practice.letters import render
from practice.letters.many import render_many
from tests.benchmarks.letters import letter_of
from tests.benchmarks.measured import Measured

LETTERS = 1000
LIMIT = 0.65


def measure() -> Measured:
    """Both times, once each: they are long enough."""
    many = [letter_of(number) for number in range(LETTERS)]
    render(letter_of(LETTERS))  # fonts are read
    start = perf_counter()
    ours = sum(made.pages for made in render_many(many, 2))
    between = perf_counter()
    alone = sum(render(facts).pages for facts in many)
    assert ours == alone == 3 * LETTERS
    return Measured("1,000 letters by two processes", between - start, perf_counter() - between, LIMIT)


if __name__ == "__main__":
    found = measure()
    print(f"{found.name}: {found.ours:.1f} s of {found.baseline:.1f} s: {found.ratio:.2f}")
