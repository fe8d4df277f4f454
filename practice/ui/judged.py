"""What a request's judgement is called wherever it shows: kind of status, word, icon."""

from practice.rules.requests import Judgement, Request
from practice.ui.tr import tr

Status = tuple[str, str, str]  # kind, word, icon


def judgement(judged: Judgement | None) -> Status:
    """How a judgement shows."""
    return {
        None: ("neutral", tr("Not judged"), "circle"),
        Judgement.IN_SCOPE: ("ok", tr("In scope"), "circle-check"),
        Judgement.OUT_OF_SCOPE: ("neutral", tr("Out of scope"), "fence"),
        Judgement.UNCLEAR: ("neutral", tr("Unclear"), "circle-dashed"),
    }[judged]


def status(request: Request) -> Status:
    """How a request stands: its judgement once it is answered, before that what it waits for."""
    if request.answered_on is not None:
        return judgement(request.judgement)
    return "warn", tr("To be judged") if request.judgement is None else tr("To be answered"), "pen-line"
