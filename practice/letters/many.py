"""Many letters at once, on every core: processes that are fed with facts and give pages back."""

import os
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from practice.letters import render
from practice.rules.letters import LetterFacts, Rendered

WORTH_IT = 40  # letters; a process takes about as long to begin as it takes to set so many
AT_ONCE = 10  # letters given to a process together


def render_many(many: Sequence[LetterFacts], workers: int | None = None) -> Generator[Rendered, None, None]:
    """Each letter's pages, in order, as they are ready; closing the iterator stops the rest. Safe in a worker."""
    count = min(workers or os.cpu_count() or 1, len(many) // AT_ONCE)
    if count < 2 or len(many) < WORTH_IT:
        yield from map(render, many)
        return
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    try:
        yield from pool.map(render, many, chunksize=AT_ONCE)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
