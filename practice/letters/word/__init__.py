"""The letter as a Word file, for those who must edit it elsewhere: the same words in the same order as on its pages."""

from practice.letters.word.parts import COPY, render_word

__all__ = ["COPY", "render_word"]
