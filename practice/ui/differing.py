"""How a text differs from one before, for eyes that see no colour: − before what was, + before what is now."""

from collections.abc import Iterator

from practice.rules.differences import Line, Words, words
from practice.ui.widgets.text import Run, Text

WAS, NOW = "\N{MINUS SIGN} ", "+ "


def lines(line: Line) -> Iterator[Text]:
    """The line as it was and as it is, the words that differ set strong."""
    for sign, said, role in zip((WAS, NOW), words(line), ("text2", "text"), strict=True):
        if said:
            yield _marked(sign, said, role)


def _marked(sign: str, said: Words, role: str) -> Text:
    made = Text("", "body", role, wrap=True)
    made.set_runs(Run(sign, "body", role), *(Run(text, "body", role, 600 if other else 0) for text, other in said))
    return made
