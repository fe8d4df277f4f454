"""What is printed: facts in, pages out.

`render` knows no database and no window, keeps nothing but what it may forget, and gives equal bytes for equal facts.
Every fact is plain text: no sign in it ever means anything but itself.
"""

from practice.letters import lines, shape, system
from practice.letters.metadata import About
from practice.letters.pages import paginate
from practice.letters.parts import blocks, foot
from practice.letters.pdf import write
from practice.letters.recovery import render_recovery
from practice.letters.style import setting
from practice.letters.tagged import Tag
from practice.rules.letters import LetterFacts, Rendered
from practice.rules.ready import texts

__all__ = ["forget", "missing_glyphs", "render", "render_recovery"]


def render(facts: LetterFacts) -> Rendered:
    """The letter's pages as a PDF, and each character that no font has (it prints as an empty box)."""
    look, root = setting(facts.paper, facts.design), Tag("Document")
    pages = paginate(blocks(facts, look, root), look.sheet.top, look.sheet.room)
    for number, page in enumerate(pages, 1):
        page.extend((0.0, mark) for mark in foot(facts, look, number, len(pages)))
    about = About(facts.title or facts.subject, facts.letterhead.name, facts.number, facts.language)
    return Rendered(write(look.sheet, pages, about, root), len(pages), missing_glyphs(facts))


def forget() -> None:
    """Drop the words that were typeset so far; a later letter is set as if it were the first."""
    lines.fit.cache_clear()
    shape.shape.cache_clear()
    system.forget()


def missing_glyphs(facts: LetterFacts) -> tuple[str, ...]:
    """Each character of the letter that no font has, sorted; empty when the letter can be issued as it is."""
    return shape.missing(texts(facts))
