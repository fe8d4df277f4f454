"""What the file says of itself, and that it calls itself accessible only where nothing known is missing."""

import io
from dataclasses import replace

import pikepdf
import pytest

from practice.letters import render, render_recovery
from practice.letters.envelopes import render_envelopes
from practice.letters.signing import ink, places, seal
from practice.rules.envelopes import Envelope, EnvelopePaper
from practice.rules.letters import Bullets, Grid, LetterFacts, Paragraph
from practice.rules.paper import Design, LetterStyle
from tests import make_certificate
from tests.letters.accessible import faults, identified
from tests.letters.pictures import SVG
from tests.letters.read import letter
from tests.letters.sample import TARGET, TARGET_A4
from tests.letters.test_hostile import DAY, MARKUP
from tests.letters.test_logo import headed
from tests.letters.test_scripts import WRITTEN_LEFTWARD, WRITTEN_RIGHTWARD

TITLED = {"title": "Letter", "subject": "Your house"}


def described(pdf: bytes) -> pikepdf.models.PdfMetadata:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.open_metadata()


def test_the_description_says_what_the_file_is() -> None:
    told = described(render(TARGET).pdf)
    assert told["dc:title"] == TARGET.title
    assert told["dc:creator"] == [TARGET.letterhead.name]
    assert told["dc:description"] == TARGET.number
    assert told["dc:language"] == {"en-US"}
    assert told["xmp:CreatorTool"] == "Practice"


@pytest.mark.parametrize("text", MARKUP)
def test_any_title_can_be_described(text: str) -> None:
    made = render(letter(title=f"a{text}z", subject="x")).pdf
    assert described(made)["dc:title"][0] == "a"
    assert faults(made) == []


@pytest.mark.parametrize(
    "facts",
    [
        TARGET,
        replace(TARGET_A4, design=Design(LetterStyle.PLAIN, 13.0, "")),
        headed(SVG),
        letter(Bullets((Paragraph("One"), Paragraph("Two"))), Grid((), (("1", "2"),)), **TITLED),
        *(letter(Paragraph(text), **TITLED) for text in (WRITTEN_LEFTWARD | WRITTEN_RIGHTWARD).values()),
    ],
)
def test_a_letter_is_accessible_as_far_as_a_program_can_tell(facts: LetterFacts) -> None:
    made = render(facts).pdf
    assert faults(made) == []
    assert identified(made)


def test_envelopes_and_the_recovery_sheet_are_too() -> None:
    envelope = render_envelopes(
        Envelope(paper=EnvelopePaper.TEN, recipients=(("Imelda Corrant", "208 Quarry Hill Road"),))
    )
    for made in (envelope, render_recovery("Halvard Estate Planning", "K7Q4-M2XD-93PF-TT0A-8KQP", DAY)):
        assert faults(made) == []
        assert identified(made)


@pytest.mark.parametrize(
    "facts",
    [
        replace(TARGET, title="", subject=" "),
        replace(TARGET, language=""),
        replace(TARGET, subject="", reference=""),  # its first heading is a clause's
        replace(TARGET, subject="\U0010fffd"),  # nothing has a shape for it
    ],
)
def test_a_letter_that_lacks_something_does_not_say_that_it_is(facts: LetterFacts) -> None:
    made = render(facts).pdf
    assert not identified(made)
    assert faults(made)


def test_a_signed_copy_does_not_say_that_it_is() -> None:
    pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")
    from tests.letters.test_signing import DRAWN, SAID  # noqa: PLC0415  it needs the extra

    issued, certificate = render(TARGET).pdf, make_certificate.certificate()[0]
    drawn = ink(issued, places(issued)[1], DRAWN, SAID)
    for made in (drawn, seal(drawn, certificate, make_certificate.WORDS)):
        assert not identified(made)
        assert described(made)["dc:title"] == TARGET.title
