"""A letter as a Word file, for those who must edit it elsewhere; the letter itself stays the PDF."""

from datetime import date
from pathlib import Path

from practice.actions import letters
from practice.actions.store import Store
from practice.interchange.files import write
from practice.rules.letters import Letter

ENDING = ".docx"


def file_name(letter: Letter) -> str:
    """The name that the file gets: the letter's number, never the client's name."""
    return Path(letters.file_name(letter)).with_suffix(ENDING).name


def export(store: Store, letter_id: int, path: Path, today: date) -> None:
    """Write the letter to `path`, whole or not at all; an issued one as its facts were frozen. Raises Trouble."""
    from practice.letters.word import render_word  # noqa: PLC0415  start-up: python-docx, needed once one is written

    facts = letters.get(store, letter_id).facts or letters.composed(letters.case(store, letter_id, today)).facts
    write(path, [render_word(facts)])
