"""Answers with icons, answers that may be cut where there is no room, and suggestions in other words."""

from practice.ui.widgets.choices import RadioList
from practice.ui.widgets.segmented import Segmented

OPTIONS = [("a", "They crossed ours"), ("b", "We crossed theirs")]


def test_an_icon_takes_its_room(qtbot):
    plain, pictured = Segmented(OPTIONS, "Which way"), Segmented(OPTIONS, "Which way", icons=["clock", "mail"])
    for one in (plain, pictured):
        qtbot.addWidget(one)
    assert pictured.sizeHint().width() > plain.sizeHint().width()


def test_a_row_that_may_be_cut_asks_for_less_and_tells_the_rest(qtbot):
    plain, cut = Segmented(OPTIONS, "Which way"), Segmented(OPTIONS, "Which way", shrinks=True)
    for one in (plain, cut):
        qtbot.addWidget(one)
    assert cut.minimumSizeHint().width() < plain.minimumSizeHint().width()
    assert cut.segments()[0].toolTip() == "They crossed ours"
    assert plain.segments()[0].toolTip() == ""


def test_a_suggestion_is_said_in_other_words(qtbot):
    answers = RadioList([(1, "Note it"), (2, "Write")], "How I respond")
    qtbot.addWidget(answers)
    answers.suggest(2, "Your policy")
    assert [row.accessibleDescription() for row in answers.rows()] == ["", "Your policy"]
