"""What was asked before a letter went out is told on its page, with what was said to it."""

from practice.actions import letters
from practice.rules import looks
from practice.ui.widgets.text import Text
from tests import make, make_companions


def said(page):
    return [text.text() for text in page.looked.findChildren(Text)]


def answer(desk, draft, key, note):
    case = letters.case(desk.store, draft.id, make.TODAY)
    letters.keep(desk.store, looks.noted(case.letter, key, note), case.engagement)


def test_each_question_stands_with_its_source_and_its_answer(desk, draft, screen):
    answer(desk, draft, "left_out:safety_conduct", "We know each other")
    asked = letters.preview(letters.case(desk.store, draft.id, make.TODAY)).looks
    letter = letters.issue(desk.store, draft.id, make.NOW)
    assert letter.asked == asked
    screen.show_record(letter.id)
    shown = said(screen.issued)
    for look in asked:
        assert look.text in shown
        assert not (look.source and look.answered) or f"Source: {look.source}" in shown
    assert "Left out because: We know each other" in shown
    given = [f"The clause library’s reason: {look.given}" for look in asked if look.given]
    assert given
    assert set(given) <= set(shown)
    silent = [look.text for look in asked if not look.answered]
    assert silent
    assert shown[-len(silent) - 1 :] == ["Nothing was noted to:", *silent]
    assert screen.issued.looked.head.remark.text() == f"1 of {len(asked)} with a note"  # what the library says is none


def test_what_was_asked_stays_though_the_practice_changes(desk, draft, screen):
    answer(desk, draft, "left_out:safety_conduct", "We know each other")
    letter = letters.issue(desk.store, draft.id, make.NOW)
    before = letter.asked
    letters.mark_signed(desk.store, letter.id, make.TODAY, make.TODAY)
    new = letters.revise(desk.store, letter.id, make.NOW)
    answer(desk, new, "left_out:safety_conduct", "Another reason")
    assert new.asked == ()
    assert letters.get(desk.store, letter.id).asked == before


def test_the_pitfalls_of_a_companion_are_told_too(desk, draft, screen):
    signed = letters.issue(desk.store, draft.id, make.NOW)
    letters.mark_signed(desk.store, signed.id, make.TODAY, make.TODAY)
    closing = make_companions.begun(desk.store, signed.client_id, "closing")
    answer(desk, closing, "pitfall:undone", "The rest was given up by telephone")
    screen.show_record(letters.issue(desk.store, closing.id, make.NOW).id)
    assert "What you decided: The rest was given up by telephone" in said(screen.issued)


def test_a_letter_of_which_nothing_was_asked_shows_no_list(desk, draft, screen):
    client = letters.get(desk.store, draft.id).client_id
    letter = make_companions.begun(desk.store, client, "referral")
    issued = letters.issue(desk.store, letter.id, make.NOW)
    assert issued.asked == ()
    screen.show_record(issued.id)
    assert not screen.issued.looked.isVisible()
