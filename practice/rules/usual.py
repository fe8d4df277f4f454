"""Usual limits: what a practice never includes, so that every new letter says it from the start."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from practice.errors import Refused
from practice.rules.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualLimit:
    """A limit that new letters begin with; `subject` is the request that it answers, "" where it came of none."""

    id: int = 0
    text: str = ""
    subject: str = ""
    created_at: datetime | None = None


def said(text: str, others: Iterable[UsualLimit]) -> str:
    """The words of a usual limit as they are kept; Refused where they are empty or stand there already."""
    plain = " ".join(text.split())
    if not plain:
        raise Refused({"text": "Write what your letters do not include, such as: Storing original papers."})
    if any(words(one.text) == words(plain) for one in others):
        raise Refused({"text": "Your letters begin with this limit already."})
    return plain
