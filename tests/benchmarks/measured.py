"""One measured line of the bench, and how its medians are taken."""

import gc
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: ours against the baseline (seconds unless the name says otherwise), and the ratio allowed.

    Without a limit it is only told.
    """

    name: str
    ours: float
    baseline: float
    limit: float | None

    @property
    def ratio(self) -> float:
        """Ours by the baseline."""
        return self.ours / self.baseline

    @property
    def kept(self) -> bool:
        """Whether the ratio is allowed."""
        return self.limit is None or self.ratio <= self.limit


def seconds(work: Callable[[], object], times: int) -> float:
    """The median time of one run of `work`, after one run that is not counted."""
    work()
    gc.collect()
    return statistics.median(_once(work) for _ in range(times))


def in_turns(works: Sequence[Callable[[], object]], times: int) -> list[float]:
    """The median time of each, taken in turns, so that what else the machine does falls on all alike."""
    for work in works:
        work()
    gc.collect()
    rounds = [[_once(work) for work in works] for _ in range(times)]
    return [statistics.median(took) for took in zip(*rounds, strict=True)]


def _once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
