"""Asterisks in the words of clauses; what is filled in stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.letters import Emphasis, Paragraph
from practice.rules.markup import Run, joined, paragraph, runs

PLAIN = [
    "no marks at all",
    "2 * 3 * 4",
    "a * b",
    "*",
    "**",
    "****",
    "an open *one",
    "**open and *open",
    "** spaced **",
    "5* hotel",
    "one\\two",
    "",
]
MARKED = {
    "*slanted*": ("slanted", [Run("slanted", italic=True)]),
    "**strong**": ("strong", [Run("strong", bold=True)]),
    "***both***": ("both", [Run("both", True, True)]),
    "a *b* c": ("a b c", [Run("a "), Run("b", italic=True), Run(" c")]),
    "**not *ever* later**": ("not ever later", [Run("not ", True), Run("ever", True, True), Run(" later", True)]),
    "*a* and *b*": ("a and b", [Run("a", italic=True), Run(" and "), Run("b", italic=True)]),
    r"\*not\* slanted": ("*not* slanted", [Run("*not* slanted")]),
    r"a \\*b*": ("a \\b", [Run("a \\"), Run("b", italic=True)]),
    "*open **strong** end": ("*open strong end", [Run("*open "), Run("strong", True), Run(" end")]),
    "**crossed *over** there*": ("crossed *over there*", [Run("crossed *over", True), Run(" there*")]),
}


@pytest.mark.parametrize("text", PLAIN)
def test_what_marks_nothing_is_literal(text: str) -> None:
    assert paragraph(text) == Paragraph(text)


@pytest.mark.parametrize(("text", "wanted"), MARKED.items(), ids=MARKED)
def test_marks_are_read(text: str, wanted: tuple[str, list[Run]]) -> None:
    said = paragraph(text)
    assert (said.text, list(runs(said))) == wanted


def test_what_is_filled_in_is_never_read() -> None:
    said = paragraph(
        "You pay **{{fee}}** to {{who}}.", {"{{fee}}": "*5*", "{{who}}": r"**Ada** \* {{fee}}"}.__getitem__
    )
    assert said == Paragraph(r"You pay *5* to **Ada** \* {{fee}}.", (Emphasis(8, 11, bold=True),))


def test_asterisks_in_values_cannot_close_what_a_clause_opened() -> None:
    said = paragraph("*a {{x}} b", lambda _: "c* d")
    assert said == Paragraph("*a c* d b")


def test_joined_paragraphs_keep_their_stretches() -> None:
    said = joined(paragraph("One *two*."), paragraph("**Three.**"))
    assert runs(said) == (Run("One "), Run("two", italic=True), Run(". "), Run("Three.", bold=True))


@given(st.text(st.sampled_from("ab *\\{}\n"), max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    said = paragraph(text, lambda _: "*")
    assert "".join(run.text for run in runs(said)) == said.text
    assert all(0 <= each.start < each.end <= len(said.text) for each in said.emphasis)


@given(st.text(max_size=30))
def test_escaped_text_is_literal(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("*", "\\*")
    assert paragraph(escaped, lambda gap: gap) == Paragraph(text)
