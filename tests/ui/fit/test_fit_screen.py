"""The fit screen in a real window, by keyboard only."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from practice.actions import clients, drafts, fit, letters
from practice.actions.store import Store
from practice.errors import DiskFull
from practice.rules.fit import Decision, FitState, Result
from practice.rules.shelves import ClientStatus
from practice.ui import tab_order, theme
from practice.ui.fit.screen import FitScreen
from practice.ui.shell import Shell
from tests import make
from tests.ui.fit.conftest import Clock, LettersStandIn
from tests.ui.fit.hands import answer_all, answer_at_once, begin, focus, kept, press


def test_from_the_list_to_a_letter_with_the_keyboard_alone(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    assert kept(store, imelda).state is FitState.OPEN
    assert screen.sheet.header.title.text() == "Is Imelda a right client?"
    answer_all(qtbot, store)
    check = kept(store, imelda)
    assert fit.assess(store, check).result is Result.ACCEPT
    press(qtbot, "Ctrl+Enter")
    assert kept(store, imelda).state is FitState.LOCKED
    press(qtbot, "Space")  # gut 1, where the focus went
    assert kept(store, imelda).gut == 1
    screen.panel.gut.pick(4)
    focus(screen.panel.forecast_edit)
    press(qtbot, "80")
    focus(screen.panel.decision.rows()[0])
    press(qtbot, "Space")
    press(qtbot, "Ctrl+Enter")
    done = kept(store, imelda)
    assert (done.state, done.decision, done.gut, done.forecast) == (FitState.DECIDED, Decision.ACCEPT, 4, 80)
    assert shell.place == "letters"
    started = letters.of_client(store, clients.find(store, imelda))
    assert [letter.id for letter in started] == [shell.current.shown]


def test_the_score_lives_with_every_key(qtbot: QtBot, screen: FitScreen, store: Store, imelda: int) -> None:
    begin(qtbot)
    assert screen.panel.figure.figure.text() == "–"
    focus(screen.sheet.row_of("D1"))
    press(qtbot, "4")
    assert screen.panel.figure.figure.text() == "100"
    press(qtbot, "Down", "2")
    assert screen.panel.figure.figure.text() == "75"
    press(qtbot, "u")
    assert screen.panel.figure.figure.text() == "100"
    assert kept(store, imelda).answers.ratings == (("D1", 4),)


def test_x_goes_to_the_flags_and_through_their_grades(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    focus(screen.sheet.row_of("D1"))
    press(qtbot, "4", "x")
    assert screen.sheet.current() is screen.sheet.row_of("prior_lawyers")
    figures = []
    for _ in range(3):
        press(qtbot, "x")
        figures.append(screen.panel.figure.figure.text())
    assert figures == ["98", "94", "100"]


def test_what_was_heard_is_typed_in_the_row_and_kept(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    focus(screen.sheet.row_of("D2"))
    press(qtbot, "Enter", "4 weeks at most, u know", "Enter")
    assert QApplication.focusWidget() is screen.sheet.row_of("D2")
    qtbot.waitUntil(lambda: kept(store, imelda).answers.heard == (("D2", "4 weeks at most, u know"),), timeout=2000)
    assert kept(store, imelda).answers.ratings == (), "letters in a text are no answers"
    press(qtbot, "3")
    assert dict(kept(store, imelda).answers.heard) == {"D2": "4 weeks at most, u know"}


def test_leaving_at_once_keeps_what_was_typed(qtbot: QtBot, screen: FitScreen, store: Store, imelda: int) -> None:
    begin(qtbot)
    focus(screen.sheet.row_of("D2"))
    press(qtbot, "Enter", "In a hurry", "Esc", "Esc")
    assert screen.stack.currentWidget() is screen.overview
    assert kept(store, imelda).answers.heard == (("D2", "In a hurry"),)


def test_words_that_found_no_room_are_kept_at_the_next_try(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    focus(screen.sheet.row_of("D2"))
    press(qtbot, "Enter")
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    edit.setText("four weeks " * 2000)
    press(qtbot, "x")
    pages = store.execute("PRAGMA page_count").fetchone()[0]
    most = store.execute("PRAGMA max_page_count").fetchone()[0]
    store.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        screen.flush()
    store.execute(f"PRAGMA max_page_count = {most}")
    assert screen.flush()
    assert kept(store, imelda).answers.heard[0][1].startswith("four weeks")


def test_a_forecast_that_is_no_number_yet_does_not_take_the_cursor(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    focus(screen.panel.forecast_edit)
    press(qtbot, "soon")
    focus(screen.panel.reason_edit)
    press(qtbot, "They")
    qtbot.waitUntil(lambda: bool(screen.panel.boxes["forecast"].error), timeout=2000)
    press(qtbot, " came")
    assert screen.panel.reason_edit.text() == "They came"


def test_the_teach_back_is_asked_for_when_trust_is_blind(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    assert screen.sheet.row_of("teach_back").isHidden()
    focus(screen.sheet.row_of("blind_trust"))
    press(qtbot, "4")
    assert "refer out" in screen.panel.explanation.text()
    press(qtbot, "Down", "x")
    assert kept(store, imelda).answers.teach_back
    assert fit.assess(store, kept(store, imelda)).result is Result.ACCEPT_WITH_CONDITIONS


def test_the_explanation_names_the_answer_worth_most(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda, "4244324")
    assert "accept" in screen.panel.explanation.text()
    assert "A full answer on realistic expectations would add 10 points." in screen.panel.explanation.text()


def test_missing_parts_of_a_decision_are_said_beside_their_fields(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    screen.panel.decision.rows()[1].click()
    press(qtbot, "Ctrl+Enter")
    boxes = screen.panel.boxes
    assert {name for name in boxes if boxes[name].error} == {"gut", "forecast", "reason", "conditions"}
    assert kept(store, imelda).state is FitState.LOCKED


def test_tab_leads_from_the_forecast_to_the_decision_whatever_comes_up(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda, "3332334")
    press(qtbot, "Ctrl+Enter")
    screen.panel.gut.pick(4)
    focus(screen.panel.forecast_edit)
    press(qtbot, "70")
    screen.flush()
    assert screen.panel.gut_reason_edit.isVisible()
    order = list(tab_order.stops(screen))
    assert screen.panel.decision.isAncestorOf(order[order.index(screen.panel.forecast_edit) + 1])


def test_conditions_come_numbered_and_go_into_the_letter(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda, "3332334")
    press(qtbot, "Ctrl+Enter")
    screen.panel.gut.pick(3)
    focus(screen.panel.forecast_edit)
    press(qtbot, "65")
    screen.panel.decision.rows()[1].click()
    text = screen.panel.conditions_edit.text()
    assert text.startswith("1. A small paid step comes first.\n2. ")
    focus(screen.panel.conditions_edit)
    press(qtbot, "Ctrl+Enter")
    done = kept(store, imelda)
    assert done.state is FitState.DECIDED
    assert done.conditions[0] == "A small paid step comes first."
    letter = letters.of_client(store, clients.find(store, imelda))[0]
    assert letters.case(store, letter.id, make.TODAY).engagement.conditions == done.conditions


def test_what_cannot_stand_yet_is_there_after_a_lock_and_keeps_nothing_else_back(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    focus(screen.sheet.row_of("unsigned"))
    press(qtbot, "y", "Ctrl+Enter")
    screen.panel.gut.pick(3)
    focus(screen.panel.override_edit)
    press(qtbot, "Misread it.")
    focus(screen.panel.forecast_edit)
    press(qtbot, "about 70")
    focus(screen.panel.reason_edit)
    press(qtbot, "They came")
    assert screen.flush()
    assert (kept(store, imelda).reason, kept(store, imelda).forecast) == ("They came", None)
    again = FitScreen(screen.desk)
    qtbot.addWidget(again)
    again.show()
    again.show_record(kept(store, imelda).id)
    panel = again.panel
    assert panel.override_edit.text() == "Misread it."
    assert panel.forecast_edit.text() == "about 70"
    panel.override_button.click()
    panel.forecast_edit.setText("70")
    panel.gut.pick(4)
    assert kept(store, imelda).forecast == 70
    assert kept(store, imelda).override_reason == "Misread it."
    assert drafts.kept(store, "fit", kept(store, imelda)) == {}


def test_a_decision_that_found_no_room_is_kept_at_the_next_try(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.")

    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    focus(screen.panel.reason_edit)
    press(qtbot, "They came")
    with monkeypatch.context() as patched:
        patched.setattr(fit, "consider", full)
        for _ in range(2):
            with pytest.raises(DiskFull):
                screen.flush()
    assert screen.flush()
    assert kept(store, imelda).reason == "They came"


def test_a_deal_breaker_waits_24_hours(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int, clock: Clock
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    focus(screen.sheet.row_of("unsigned"))
    press(qtbot, "y", "Ctrl+Enter")
    assert (
        "A deal-breaker overrides the score: refuses to sign. It suggests decline." in screen.panel.explanation.text()
    )
    focus(screen.panel.override_edit)
    press(qtbot, "Misread the letter, signs now.")
    focus(screen.panel.override_button)
    press(qtbot, "Space")
    assert kept(store, imelda).override_at == clock.now
    screen.panel.gut.pick(3)
    screen.panel.forecast_edit.setText("60")
    screen.panel.decision.rows()[0].click()
    focus(screen.panel.reason_edit)
    press(qtbot, "They understood.", "Ctrl+Enter")
    assert kept(store, imelda).state is FitState.LOCKED
    assert screen.panel.boxes["override"].error
    clock.now += timedelta(hours=24)
    focus(screen.panel.reason_edit)
    press(qtbot, "Ctrl+Enter")
    assert kept(store, imelda).decision is Decision.ACCEPT


def test_declining_moves_the_prospect_and_a_new_check_starts_from_the_answers(
    qtbot: QtBot, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    screen.panel.gut.pick(3)
    screen.panel.decision.rows()[4].click()
    focus(screen.panel.reason_edit)
    press(qtbot, "No room before spring.", "Ctrl+Enter")
    first = kept(store, imelda)
    assert first.decision is Decision.DECLINE
    assert clients.find(store, imelda).status is ClientStatus.DECLINED
    assert screen.panel.button.label() == "Check again"
    press(qtbot, "Ctrl+Enter")
    second = kept(store, imelda)
    assert (second.number, second.state, second.answers) == (2, FitState.OPEN, first.answers)


def test_locked_answers_are_shown_but_take_no_keys(qtbot: QtBot, screen: FitScreen, store: Store, imelda: int) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    before = kept(store, imelda).answers
    focus(screen.sheet.row_of("D1"))
    press(qtbot, "0", "Down", "u")
    assert kept(store, imelda).answers == before
    assert "4, exactly what I do" in screen.sheet.row_of("D1").accessibleDescription()


def test_undoing_the_lock_opens_the_answers_again(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    press(qtbot, "y", "Ctrl+Enter")
    assert kept(store, imelda).state is FitState.LOCKED
    shell.undo()
    assert kept(store, imelda).state is FitState.OPEN
    assert screen.panel.button.label() == "Lock the answers"


def test_every_row_and_control_has_a_name(qtbot: QtBot, screen: FitScreen, store: Store, imelda: int) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    nameless = []
    for widget in (*screen.split.findChildren(QWidget),):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            face = QAccessible.queryAccessibleInterface(widget)
            if not face.text(QAccessible.Text.Name):
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []
    row = screen.sheet.row_of("D2")
    assert row.accessibleName() == "Realistic expectations"
    assert row.accessibleDescription() == "4, says the limits in their own words"


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (960, 640)])
def test_it_fits_every_window(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store, scheme: str, size: tuple[int, int]
) -> None:
    theme.use(scheme)
    begin(qtbot)
    shell.resize(*size)
    qtbot.wait(20)
    for page in (screen.sheet, screen.panel):
        content = page.area.widget()
        assert content is not None
        assert content.width() <= page.area.viewport().width()
    assert not shell.grab().isNull()
    theme.use(theme.LIGHT)


def test_a_declined_prospect_can_be_told_so_in_a_letter(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store, imelda: int
) -> None:
    begin(qtbot)
    answer_at_once(store, imelda)
    press(qtbot, "Ctrl+Enter")
    assert not screen.offer.isVisible()
    screen.panel.gut.pick(3)
    screen.panel.decision.rows()[4].click()
    focus(screen.panel.reason_edit)
    press(qtbot, "No room before spring.", "Ctrl+Enter")
    assert screen.offer.isVisible()
    assert screen.offer.button.label() == "Write the non-engagement letter"
    screen.offer.button.click()
    assert isinstance(shell.current, LettersStandIn)
    assert shell.current.shown == letters.of_client(store, clients.find(store, imelda))[0].id
    screen.offer.show_check(kept(store, imelda))
    assert not screen.offer.button.isEnabled()
    assert "on its way" in screen.offer.said.text()
