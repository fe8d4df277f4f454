"""The practice's letterhead and the look of its letters: a picture taken in, a page to look at."""

from datetime import date
from pathlib import Path

from practice.actions.wording import words
from practice.errors import Trouble
from practice.rules.letters import Grid, LetterFacts, Paragraph, Section
from practice.rules.paper import Logo
from practice.rules.practice import PracticeProfile, design, letterhead

LARGEST_FILE = 5_000_000  # bytes that are read at all


def read_logo(path: Path) -> Logo:
    """The logo in a PNG, JPEG or SVG file, made small and safe; Refused with what to do. Safe in a worker."""
    from practice.letters.logo import read_logo as read  # noqa: PLC0415  start-up: when a picture is chosen

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Trouble("That file cannot be read. Choose another.") from error
    return read(data)


def specimen(profile: PracticeProfile, today: date) -> bytes:
    """One page that shows how the practice's letters look, as a PDF. Safe in a worker: it reads no store."""
    from practice.letters import render  # noqa: PLC0415  start-up: reportlab, needed once a page is shown

    said = words(profile, profile.currency)
    fees = Grid(
        ("What it pays for", "Fee"),
        (("A first meeting", said.money(45_000)), ("Drafts and changes", said.money(135_000))),
        ("Total", said.money(180_000)),
        right=(1,),
    )
    covers = Paragraph("This clause shows numbers, dates and a table as they stand in every letter.")
    return render(
        LetterFacts(
            number="Sample",
            paper=profile.paper,
            language=profile.locale.replace("_", "-"),
            title="Sample letter",
            letterhead=letterhead(profile),
            design=design(profile),
            date_line=said.day(today),
            recipient=("Imelda Corrant", "208 Quarry Hill Road"),
            subject="How your letters look",
            greeting="Dear Ms. Corrant,",
            opening=(Paragraph("This page is made from what stands beside it. It changes as you type."),),
            sections=(Section(1, "What this letter covers", (covers,)), Section(2, "Fees", (fees,))),
        )
    ).pdf
