"""The reference letters: every kind × profession × paper, issued from a real store and measured.

`python -m tests.letters.reference` writes reference.json anew, after the words or the look of letters have been changed
on purpose; look at the pages first.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from practice.actions import families, letters
from practice.actions.store import Store
from practice.rules.engagements import ItemKind
from practice.rules.letters import ENGAGEMENT, Letter
from practice.rules.paper import Paper
from practice.rules.practice import Profile
from tests import make, make_companions, make_letters
from tests.letters.read import pages
from tests.letters.structure import read

FILE = Path(__file__).with_name("reference.json")
CELLS = tuple(product((ENGAGEMENT, *families.KEYS), Profile, Paper))


@dataclass(frozen=True)
class Made:
    """A letter that was issued: its record, the bytes of two reprints, and the pages of its facts set again."""

    letter: Letter
    pdf: bytes
    again: bytes
    anew: bytes


def name(family: str, profile: Profile, paper: Paper) -> str:
    """What a reference letter is called."""
    return f"{family}, {profile.value}, {paper.value}"


@lru_cache(maxsize=len(CELLS))
def made(family: str, profile: Profile, paper: Paper) -> Made:
    """The letter, issued and reprinted."""
    with tempfile.TemporaryDirectory() as folder:
        store = make.store(Path(folder))
        letter = letters.issue(store, draft(store, family, profile, paper).id, make.NOW)
        first, second = letters.reprint(store, letter.id), letters.reprint(store, letter.id)
        store.close()
    assert letter.facts is not None
    return Made(letter, first, second, letters.render(letter.facts).pdf)


def draft(store: Store, family: str, profile: Profile, paper: Paper) -> Letter:
    """The letter before its issue, with nothing missing."""
    if family in make_companions.AFTER_SIGNING:
        base = make_companions.signed(store, profile, paper=paper)
        begun = make_companions.begun(store, base.client_id, family)
        if family == "scope_change" and base.engagement_id:
            make_letters.add(store, base.engagement_id, ItemKind.PROMISE, "A deed for your house")
        return begun
    make_letters.profile(store, profile, paper=paper)
    client = make_letters.person(store)
    if family != ENGAGEMENT:
        return make_companions.begun(store, client.id, family)
    begin = make_letters.estate_plan if profile is Profile.LAWYER else make_letters.coaching
    return begin(store, client.id)


def text(pdf: bytes) -> str:
    """All that is read in the file, in reading order, and what stands outside the letter on each page."""
    found = read(pdf)
    outside = [said for page in found.artifacts for said in page if said]
    return "\n".join([*found.root.texts(), *outside])


def measured(pdf: bytes) -> dict[str, Any]:
    """What the reference keeps of a file: lengths in points, from the page's upper left corner."""
    found = pages(pdf)
    return {
        "pages": len(found),
        "size": [round(float(side), 1) for side in (found[0].width, found[0].height)],
        "ink": [_ink(page) for page in found],
        "headings": [list(each) for each in _headings(pdf)],
        "text": hashlib.sha256(text(pdf).encode()).hexdigest(),
    }


def _ink(page: Any) -> list[float]:
    """Left, top, right and bottom of all that is printed on a page."""
    signs = [sign for sign in page.chars if sign["text"].strip()]
    edges = (min, "x0"), (min, "top"), (max, "x1"), (max, "bottom")
    return [round(float(pick(sign[edge] for sign in signs)), 1) for pick, edge in edges]


def _headings(pdf: bytes) -> Iterator[tuple[int, float, float]]:
    """Page, left edge and baseline of the subject and of each heading, in reading order."""
    lines = [
        (number, line["x0"], page.height - line["chars"][0]["matrix"][5], line["text"])
        for number, page in enumerate(pages(pdf), 1)
        for line in page.extract_text_lines(return_chars=True)
    ]
    for heading in read(pdf).root.all("H1", "H2"):
        number, x, y, _ = next(line for line in lines if heading.text.startswith(line[3][:12]))
        yield number, round(float(x), 1), round(float(y), 1)


def main() -> None:
    """Write the references anew."""
    os.environ["PRACTICE_FONTS"] = ""  # letters are the same on every computer
    told = {name(*cell): measured(made(*cell).pdf) for cell in CELLS}
    rows = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in told.items())
    FILE.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
