"""The usual limits that a letter has not got are offered beside its own."""

from PySide6.QtWidgets import QApplication, QMenu

from practice.actions import engagements, usual
from tests import make


def choices(limits):
    limits.usual.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu, [action.text() for action in menu.actions()]


def test_a_letter_that_was_begun_before_takes_a_usual_limit(desk, screen, draft):
    usual.add(desk.store, "Storing original papers.", make.NOW)
    usual.add(desk.store, "Tax returns and tax advice. Please ask your accountant.", make.NOW)  # it has this one
    screen.show_record(draft.id)
    screen.composer.groups["scope"].set_open(True)
    limits = screen.composer.scope.limits
    menu, texts = choices(limits)
    assert texts == ["Storing original papers."]
    menu.close()
    menu.actions()[0].trigger()
    assert engagements.items(desk.store, draft.engagement_id)[-1].text == "Storing original papers."
    assert not limits.usual.isVisible()
    assert not screen.composer.scope.promises.usual.isVisible()


def test_without_usual_limits_nothing_is_offered(screen, draft):
    screen.show_record(draft.id)
    screen.composer.groups["scope"].set_open(True)
    assert not screen.composer.scope.limits.usual.isVisible()
