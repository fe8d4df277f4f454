"""The recovery code on paper."""

from datetime import date

from practice.letters import render_recovery
from practice.rules.paper import Paper


def page(name: str, code: str, day: date, paper: Paper) -> bytes:
    """The recovery code as one sheet to print: a PDF that exists in memory only."""
    return render_recovery(name, code, day, paper)
