"""Words as a person sees them."""

import pytest

from practice.ui.tr import double_texts, tr, trn


@pytest.fixture
def doubled():
    double_texts(True)
    yield
    double_texts(False)


def test_values_are_filled_in_and_their_braces_left_alone():
    assert tr("Keep {name}", name="{0} & <b>") == "Keep {0} & <b>"


def test_a_text_without_values_may_hold_braces():
    assert tr("Type {name} to allow it") == "Type {name} to allow it"


def test_one_and_many():
    assert trn("{n} note", "{n} notes", 1) == "1 note"
    assert trn("{n} note", "{n} notes", 0) == "0 notes"
    assert trn("{n} note of {name}", "{n} notes of {name}", 2, name="Ines") == "2 notes of Ines"


def test_every_text_can_be_doubled(doubled):
    assert tr("Undo") == "Undo Undo"
    assert tr("Keep {name}", name="Ines") == "Keep Ines Keep Ines"
    assert tr("") == ""
