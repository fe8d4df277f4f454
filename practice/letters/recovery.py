"""The recovery code as one sheet of paper, made in memory and never written anywhere by the program."""

from dataclasses import replace
from datetime import date

from practice.letters import style
from practice.letters.metadata import About
from practice.letters.pages import Block, height_of_text, paginate, stack
from practice.letters.pdf import Rule, write
from practice.letters.style import SHEETS, Style
from practice.letters.tagged import Tag
from practice.rules.letters import Paper

CODE = Style(style.STRONG, 17, 28, lining=True)

_BEFORE = (
    "This code opens the records of this practice when the passphrase is lost. Nobody can open them with neither: "
    "there is no copy of the code anywhere else, and no one to ask."
)
_AFTER = (
    "The letters O, I and L never occur in it: what is round is a zero, and a stroke is a one.",
    "Keep this sheet where you keep your passport: not with the computer, not in a photograph, not in a message.",
    "To use it, start Practice, choose “Use the recovery code” under the passphrase, and type the code. Capital and "
    "small letters count the same; spaces and dashes may be left out. Then choose a new passphrase.",
    "If anyone may have seen the code, make a new one in Settings: this one then opens nothing.",
)


def render_recovery(practice_name: str, code: str, day: date, paper: Paper = Paper.LETTER) -> bytes:
    """One printable page with the recovery code of that practice, made on that day."""
    sheet = SHEETS[paper]
    width = sheet.right - sheet.left
    ruled = Rule(sheet.left, sheet.right, 0.375, style.STRONG_RULE, style.INK)
    texts = [
        (practice_name, style.NAME, 0.0, "P"),
        ("Recovery code", style.HEADING, 12.0, "H1"),
        (_BEFORE, style.BODY, 3.0, "P"),
        (_in_lines(code), CODE, 18.0, "P"),
        *((text, style.BODY, 18.0 if place == 0 else 7.5, "P") for place, text in enumerate(_AFTER)),
        (f"Printed {day.isoformat()}", style.FOOT, 18.0, "P"),
    ]
    found, root = [], Tag("Document")
    for text, voice, gap, kind in texts:
        words = stack(text, voice, sheet.left, width, root.add(kind))
        height = height_of_text(words)
        rule = (ruled, replace(ruled, y=height + 6)) if voice is CODE else ()
        found.append(Block(height, (*words, *rule), gap))
    about = About("Recovery code", practice_name, "", "en")
    return write(sheet, paginate(found, sheet.top, sheet.room), about, root)


def _in_lines(code: str) -> str:
    """Four groups to the line, as the window shows them."""
    groups = code.split("-")
    return "\n".join("-".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
