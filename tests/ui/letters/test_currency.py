"""The currency of a piece of work, chosen in the composer until a letter says it."""

import pytest

from practice.actions import engagements, letters
from tests import make


@pytest.fixture
def composer(screen, draft):
    screen.show_record(draft.id)
    return screen.composer


def choose(field, code):
    field.setFocus()
    field._offer_all()  # as the first look does
    field.setCurrentIndex(field.findData(code))
    field.activated.emit(field.currentIndex())


def test_another_currency_keeps_the_figures(qtbot, desk, composer, draft):
    composer.groups["fees"].set_open(True)
    field = composer.fee.currency.field
    assert (field.value(), field.count()) == ("USD", 1)  # the list comes with the first look
    choose(field, "JPY")
    fee = engagements.get(desk.store, draft.engagement_id).fee
    assert (fee.currency, fee.deposit) == ("JPY", 1_800)
    assert composer.fee.deposit.field.text() == "¥1,800"
    choose(field, "EUR")
    assert composer.fee.deposit.field.text() == "€1,800.00"
    assert field.value() == "EUR"


def test_it_stays_once_a_letter_says_it(qtbot, desk, composer, draft):
    assert composer.fee.currency.isEnabled()
    letters.issue(desk.store, draft.id, make.NOW)
    assert not engagements.may_change_currency(desk.store, draft.engagement_id)
