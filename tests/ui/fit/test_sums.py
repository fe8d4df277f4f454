"""What the decision panel says and asks for, in a real window."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from practice.actions import checklists, fit
from practice.actions.store import Store
from practice.rules.checklists import counted_flags
from practice.rules.fit import Decision
from practice.ui.fit.screen import FitScreen
from tests.ui.fit.hands import answer_at_once, begin, focus, kept, press


def test_what_is_missing_has_the_focus(qtbot: QtBot, screen: FitScreen, store: Store, imelda: int) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    screen.panel.gut.pick(4)
    focus(screen.panel.forecast_edit)
    press(qtbot, "80", "Ctrl+Enter")
    assert screen.panel.boxes["decision"].error
    assert screen.panel.decision.rows()[0].hasFocus()
    press(qtbot, "Down", "Space")
    assert kept(store, imelda).decision is Decision.ACCEPT_WITH_CONDITIONS


def test_the_sum_tells_of_the_flags_as_their_rows_do(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    answers = kept(store, imelda).answers
    flags = counted_flags(checklists.current(store).content)
    fit.fill(store, kept(store, imelda).id, replace(answers, flags=((flags[1].key, 1), (flags[2].key, 1))))
    rows = [screen.sheet.row_of(flag.key).status.text() for flag in flags[1:3]]
    assert rows == ["\N{MINUS SIGN}6", "\N{MINUS SIGN}2"]
    line = screen.panel.sums.flags
    assert (line.what.text(), line.amount.text()) == ("Red flags, 2 seen", "\N{MINUS SIGN}8")
    every = tuple((flag.key, len(flag.grades)) for flag in flags)
    fit.fill(store, kept(store, imelda).id, replace(answers, flags=every))
    assert (line.what.text(), line.amount.text()) == ("Red flags, 10 seen, 30 at most", "\N{MINUS SIGN}30")
