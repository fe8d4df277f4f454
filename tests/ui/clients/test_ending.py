"""On the client's page: how it ended, with the records that say so, and the way into and out of an ending."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practice.actions import boundaries, engagements, exits, fit, ledger, letters, outcomes
from practice.rules.boundaries import Category
from practice.rules.engagements import Engagement, EngagementStatus
from practice.rules.fit import Decision
from practice.rules.fit_decisions import Considered
from practice.rules.ledger import EntryKind, LedgerEntry
from practice.rules.outcomes import Ground
from practice.rules.practice import Profile
from practice.ui import finding
from practice.ui.clients.page import MONEY
from practice.ui.outcome import OutcomePanel
from practice.ui.widgets.buttons import Button
from tests import make, make_companions
from tests.ui.clients.driver import menu_item
from tests.ui.opened import window
from tests.ui.windows import press, texts


@pytest.fixture
def told():
    return {}


@pytest.fixture
def shown(qtbot, tmp_path, told):
    """A signed letter whose client has crossed a boundary; her work goes on."""

    def arrange(store):
        letter = make_companions.signed(store, Profile.LAWYER)
        draft = boundaries.begin(store, letter.client_id, make.NOW)
        boundaries.write(
            store, draft.id, category=Category.TIME_CONTACT, facts="Rang at 23:10.", severity=3,
            happened_at=make.NOW, response_reason="As talked over.",
        )  # fmt: skip
        boundaries.record(store, draft.id, make.NOW)
        told.update(client=letter.client_id, work=letter.engagement_id)

    made = window(qtbot, tmp_path, arrange)
    made.desk.go("clients", told["client"])
    QApplication.processEvents()
    return made


@pytest.fixture
def screen(shown):
    return shown.shell.current


def test_work_that_is_closed_by_hand_is_asked_about_at_once(screen, told):
    assert screen.page.ending.isHidden()
    menu_item(screen, "Close the work")
    assert engagements.get(screen.desk.store, told["work"]).status is EngagementStatus.CLOSED
    assert screen.page.ending.said.text() == "How did it end with Imelda Corrant?"
    screen.desk.store.journal.undo()
    assert screen.page.ending.isHidden()


def test_each_fact_says_where_it_comes_from_and_leads_there(shown, screen):
    screen.page.ending.close_work()
    QApplication.processEvents()
    said = texts(screen.page.ending)
    assert {"No complaint was upheld", "They crossed a serious boundary", "No refund beyond what was owed"} <= said
    panel = screen.page.ending.panel
    source = next(button for button in panel.findChildren(type(screen.page.note_button)) if "Rang" in button.label())
    assert source.label() == "Rang at 23:10., today"


def test_what_was_paid_leads_to_the_client_s_money(qtbot, tmp_path, told):
    def arrange(store):
        letter = make_companions.signed(store, Profile.LAWYER)
        told.update(client=letter.client_id, work=letter.engagement_id)
        paid = LedgerEntry(
            engagement_id=told["work"], kind=EntryKind.PAYMENT, amount=100, on=make.TODAY, payer="Imelda Corrant"
        )
        ledger.record(store, paid, make.NOW)
        engagements.create(store, Engagement(client_id=told["client"], title="Another"), make.NOW, make.TODAY)

    shown = window(qtbot, tmp_path, arrange)
    shown.desk.go("clients", told["client"])
    QApplication.processEvents()
    page = shown.shell.current.page
    engagements.close(shown.desk.store, told["work"], make.TODAY)
    panel = OutcomePanel(shown.desk)
    qtbot.addWidget(panel)
    panel.show_engagement(told["work"])
    source = next(button for button in panel.findChildren(Button) if "paid" in button.label())
    source.click()
    assert page.tabs.currentIndex() == MONEY
    assert page.money.account.engagement.id == told["work"]


def test_the_answer_is_kept_at_once_and_undone(screen, told):
    screen.page.ending.close_work()
    screen.page.ending.panel.again.pick(1)
    outcome = outcomes.of_engagement(screen.desk.store, told["work"])
    assert outcome is not None
    assert not outcome.good
    assert screen.page.ending.isHidden()
    screen.desk.store.journal.undo()
    assert screen.page.ending.isVisible()


def test_who_knows_better_says_how(screen, told):
    screen.page.ending.close_work()
    panel = screen.page.ending.panel
    assert panel.why.isHidden()
    ledger.record(screen.desk.store, paid(told), make.NOW)
    panel.marks()[2].click()  # the boundary
    assert panel.why.isVisible()
    panel.again.pick(1)
    assert "know better" in panel.why.error
    assert panel.again.value() is None
    QTest.keyClicks(panel.why_edit, "It was her sister who rang")
    press(Qt.Key.Key_Tab)
    panel.again.pick(1)
    outcome = outcomes.of_engagement(screen.desk.store, told["work"])
    assert (outcome.good, outcome.otherwise) == (True, (Ground.BOUNDARY,))
    assert outcome.why == "It was her sister who rang"


def test_a_changed_answer_that_is_refused_is_not_told_as_kept(screen, told):
    screen.page.ending.close_work()
    screen.page.ending.panel.again.pick(2)
    screen.page.ending.ask()
    panel = screen.page.ending.panel
    panel.marks()[2].click()
    panel.again.pick(1)
    assert panel.isVisible()
    assert "know better" in panel.why.error
    assert not outcomes.of_engagement(screen.desk.store, told["work"]).again


def paid(told):
    return LedgerEntry(
        client_id=told["client"], engagement_id=told["work"], kind=EntryKind.PAYMENT, amount=10_000, on=make.TODAY,
        payer="Imelda Corrant",
    )  # fmt: skip


def test_a_reason_that_was_typed_waits_for_the_answer(shown, screen, told):
    screen.page.ending.close_work()
    screen.page.ending.panel.marks()[0].click()
    QTest.keyClicks(screen.page.ending.panel.why_edit, "By phone")
    shown.desk.go("insights")
    assert outcomes.view(shown.desk.store, told["work"], make.TODAY).why == "By phone"
    assert outcomes.of_engagement(shown.desk.store, told["work"]) is None


def test_an_answer_can_be_changed_later_from_the_menu(screen, told):
    screen.page.ending.close_work()
    screen.page.ending.panel.again.pick(2)
    menu_item(screen, "How did it end?")
    panel = screen.page.ending.panel
    assert panel.isVisible()
    assert panel.again.value() is False
    assert "Did not end well." in texts(panel)
    panel.again.pick(1)
    assert outcomes.of_engagement(screen.desk.store, told["work"]).again
    assert screen.page.ending.isHidden()


def test_ending_well_begins_from_the_menu_and_the_palette(shown, screen, told):
    titles = [hint.title for hint in screen.actions_here()]
    assert "End well with Imelda Corrant…" in titles
    menu_item(screen, "End well with Imelda Corrant…")
    assert shown.shell.place == "exit"
    assert exits.of_engagement(shown.desk.store, told["work"]) is not None


def test_a_closing_letter_that_was_sent_brings_the_question(shown, screen, told):
    closing = make_companions.begun(screen.desk.store, told["client"], "closing")
    letters.issue(screen.desk.store, closing.id, make.NOW)
    letters.mark_sent(screen.desk.store, closing.id, make.TODAY, "email", make.TODAY)
    shown.desk.go("clients", told["client"])  # a former client has left the list of open ones
    assert screen.page.ending.said.text() == "How did it end with Imelda Corrant?"


@pytest.mark.parametrize("typed", ["End well with Imelda", "end imelda"])
def test_the_palette_finds_the_ending_by_its_words_and_the_name(shown, told, typed):
    shown.desk.go("insights")
    entry = next(one for one in finding.find(shown.desk, typed, 9) if one.text.startswith("End well"))
    entry.run()
    assert shown.shell.place == "exit"
    exits.take_back(shown.desk.store, shown.shell.current._id, make.NOW)
    engagements.close(shown.desk.store, told["work"], make.TODAY)
    entry = next(one for one in finding.find(shown.desk, "How did it end with Imelda", 9) if one.text.startswith("How"))
    entry.run()
    assert shown.shell.current.page.ending.panel.isVisible()


def test_a_later_fit_check_that_says_no_offers_to_end_the_work(shown, told):
    check = fit.start(shown.desk.store, told["client"], make.NOW)
    fit.lock(shown.desk.store, check.id, make.NOW)
    no = Considered(gut=2, decision=Decision.DECLINE, reason="It needs a litigator.")
    fit.decide(shown.desk.store, check.id, no, make.NOW, make.TODAY)
    shown.desk.go("fit", check.id)
    offer = shown.shell.current.offer
    assert offer.button.label() == "End well with Imelda Corrant"
    offer.button.click()
    assert shown.shell.place == "exit"
