"""One sentence, in one line where there is room for it."""

from practice.ui.widgets.text import Text, text_width

LONGEST = 860


def long_line(sentence: str, most: int = LONGEST) -> Text:
    """A sentence that stands in one line up to `most` pixels, and breaks beyond."""
    text = Text(sentence, "body", "text2", wrap=True)
    text.setMinimumWidth(min(text_width(sentence) + 2, most))
    return text
