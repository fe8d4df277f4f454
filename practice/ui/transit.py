"""Files on their way out of the store, and how far what comes in or goes out is."""

from pathlib import Path
from typing import NamedTuple

from practice.rules.attachments import Attachment


class Progress(NamedTuple):
    """What is under way: a file's name, whether it comes in, bytes done and in all, and how many others wait."""

    name: str
    inwards: bool
    done: int
    total: int
    others: int


class Outgoing:
    """A file that a worker writes out: to a place, as a private copy to be opened, or `named` to be dragged out."""

    def __init__(self, attachment: Attachment, target: Path | None = None, named: bool = False) -> None:
        self.attachment, self.target, self.named = attachment, target, named
        self.done, self.stopped = 0, False

    @property
    def opens(self) -> bool:
        """Whether it is opened once it is written."""
        return self.target is None and not self.named

    def told(self, done: int) -> bool:
        """Hears from the worker how far it is; whether it goes on."""
        self.done = done
        return not self.stopped
