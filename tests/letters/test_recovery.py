"""The recovery code's sheet is one page that says what it is for."""

from datetime import date

from practice.letters import render_recovery
from practice.rules.letters import Paper
from tests.letters.read import check, pages, poppler


def test_one_page_with_the_code() -> None:
    code = "K7Q4-M2XD-93PF-TT0A-8KQP-0000-AAAA-1111"
    for paper, width in ((Paper.LETTER, 612), (Paper.A4, 595)):
        pdf = render_recovery("Halvard Estate Planning", code, date(2026, 11, 17), paper)
        check(pdf)
        (page,) = pages(pdf)
        assert round(page.width) == width
        text = poppler(pdf)
        assert "K7Q4-M2XD-93PF-TT0A 8KQP-0000-AAAA-1111" in text
        assert "Halvard Estate Planning" in text
        assert "2026-11-17" in text
