"""Envelopes and labels: who is written to, and from where."""

from dataclasses import dataclass
from enum import StrEnum

from practice.rules.paper import USUAL_DESIGN, Design, Paper


class EnvelopePaper(StrEnum):
    """An envelope, or a sheet of labels."""

    TEN = "ten"
    DL = "dl"
    C5 = "c5"
    LABELS_LETTER = "labels_letter"
    LABELS_A4 = "labels_a4"


# How many labels a sheet has, across and down: Avery 5160 and L7160, which most makers follow.
LABELS = {EnvelopePaper.LABELS_LETTER: (3, 10), EnvelopePaper.LABELS_A4: (3, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is printed: one envelope or label for each recipient; `first` is the first label that is free, from 1."""

    paper: EnvelopePaper
    recipients: tuple[tuple[str, ...], ...]
    sender: tuple[str, ...] = ()
    first: int = 1
    language: str = "en-US"
    design: Design = USUAL_DESIGN


def usual_envelope(paper: Paper) -> EnvelopePaper:
    """The envelope that letters on that paper go into, folded in three."""
    return EnvelopePaper.TEN if paper is Paper.LETTER else EnvelopePaper.DL


def labels_on(paper: EnvelopePaper) -> int:
    """How many labels the sheet has; 0 for an envelope."""
    across, down = LABELS.get(paper, (0, 0))
    return across * down
