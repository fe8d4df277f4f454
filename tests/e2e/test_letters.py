"""Stories about letters: from the first call to the signed letter, for two, in versions, for a coach, and stopped."""

import hashlib
import io
import re

import pdfplumber
from pytest_bdd import given, parsers, scenarios, then, when

from practice.actions import letters, signing
from practice.rules.letters import LetterState
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.e2e.conftest import Story, begin, pdf_text

scenarios(
    "features/main_thread.feature",
    "features/household.feature",
    "features/versions.feature",
    "features/coach.feature",
    "features/deal_breaker.feature",
    "features/signing.feature",
)


@given("a lawyer's practice where Imelda Corrant has an issued letter")
def _(story: Story) -> None:
    def arrange(store: letters.Store) -> None:
        letters.issue(store, make_letters.estate_plan(store, make_letters.person(store).id).id, make.NOW)

    begin(story, Profile.LAWYER, arrange=arrange)


@when(parsers.parse("I export the letter as {name}"))
def _(story: Story, name: str) -> None:
    story.person.answer_next_dialog(str(story.tmp / name))
    story.person.click("Export PDF")
    assert (story.tmp / name).is_file()


@then("I keep a copy of its pages")
@given("I keep a copy of its pages")
def _(story: Story) -> None:
    story.kept["copy"] = letters.reprint(story.store, story.letter().letter.id)


@then("nothing of the letter can be typed over")
def _(story: Story) -> None:
    before = story.letter()
    for keys in "Tab", "x", "Tab", "x", "Tab", "x":
        story.person.press(keys)
    assert not [one for one in ("The work", "Fixed fee", "Add a promise") if one in story.person.reads()]
    assert story.letter() == before
    assert letters.reprint(story.store, before.letter.id) == story.kept["copy"]


@then(parsers.parse("{name} is the copy, byte for byte"))
def _(story: Story, name: str) -> None:
    assert (story.tmp / name).read_bytes() == story.kept["copy"]


@then(parsers.parse("{name} begins with the copy, byte for byte"))
def _(story: Story, name: str) -> None:
    written = (story.tmp / name).read_bytes()
    assert written.startswith(story.kept["copy"])
    assert len(written) > len(story.kept["copy"])


@then(parsers.parse('the signed copy says "{text}"'))
def _(story: Story, text: str) -> None:
    assert text in pdf_text(signing.newest(story.store, story.letter().letter.id))


@then("version 1 is superseded, and its pages are the copy, byte for byte")
def _(story: Story) -> None:
    (first,) = (row.letter for row in letters.listed(story.store, [LetterState.SUPERSEDED]))
    pages = letters.reprint(story.store, first.id)
    assert (first.version, pages) == (1, story.kept["copy"])
    assert hashlib.sha256(pages).hexdigest() == first.sha256


@then(parsers.parse("{one} and {other} are the same, and are not the copy"))
def _(story: Story, one: str, other: str) -> None:
    first, second = ((story.tmp / name).read_bytes() for name in (one, other))
    assert first == second != story.kept["copy"]


@then(parsers.parse('the last page has a place to sign for "{one}" and one for "{other}"'))
def _(story: Story, one: str, other: str) -> None:
    pages = letters.reprint(story.store, story.letter().letter.id)
    with pdfplumber.open(io.BytesIO(pages)) as opened:
        words = " ".join((opened.pages[-1].extract_text() or "").split())
    places = re.findall(r"(?:Date|Signed)\b", words)
    assert len(places) >= 3, words  # ours too
    assert words.index(one) < words.index(other)
    assert words.count("I have read this letter and agree to it.") == 2


@then("the refund table says")
def _(story: Story, datatable: list[list[str]]) -> None:
    words = pdf_text(letters.reprint(story.store, story.letter().letter.id))
    for row in datatable:
        assert " ".join(row) in words, words


@then("no letter was started")
def _(story: Story) -> None:
    assert letters.listed(story.store, list(LetterState)) == []
