from datetime import timedelta
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from practice.actions import clients, drafts, letters, requests, usual
from practice.rules.requests import Judgement
from practice.ui.desk import Desk
from practice.ui.requests.answered import AnsweredPage
from practice.ui.requests.page import RequestPage
from practice.ui.requests.screen import RequestsScreen
from practice.ui.widgets.buttons import Button
from tests import make, make_letters

IN, OUT, UNCLEAR = Judgement.IN_SCOPE, Judgement.OUT_OF_SCOPE, Judgement.UNCLEAR


@pytest.fixture
def desk(qapp, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    desk.gone = []
    desk.said = []
    desk.went.connect(lambda place, record: desk.gone.append((place, record)))
    desk.told.connect(desk.said.append)
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def client(desk):
    return make_letters.person(desk.store)


@pytest.fixture
def letter(desk, client):
    draft = make_letters.estate_plan(desk.store, client.id)
    letters.issue(desk.store, draft.id, make.NOW)
    letters.mark_sent(desk.store, draft.id, make.TODAY, "email", make.TODAY)
    return letters.mark_signed(desk.store, draft.id, make.TODAY, make.TODAY)


@pytest.fixture
def screen(qtbot, desk, letter):
    screen = RequestsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


@pytest.fixture
def page(screen, client):
    screen.show_record(("new", client.id))
    assert isinstance(screen.page, RequestPage)
    return screen.page


def kept(desk, page):
    return requests.get(desk.store, page.request_id)


def type_words(page, text="Could you also do my tax return?"):
    page.focus_first()
    QTest.keyClicks(QApplication.focusWidget(), text)


def judge(page, judgement):
    page.judgement.set_value(judgement)
    page.judgement.chosen.emit(judgement)


def press(screen, keys):
    next(hint for hint in screen.actions_here() if hint.keys == keys).run()


def seen(widget):
    QApplication.processEvents()  # layouts show what is new
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_what_they_asked_is_saved_as_it_is_typed(qtbot, desk, page):
    type_words(page)
    qtbot.waitUntil(lambda: kept(desk, page).words == "Could you also do my tax return?", timeout=2000)
    QTest.keyClicks(page.subject.line, "Tax return")
    page.flush()
    assert kept(desk, page).subject == "Tax return"


def test_the_letter_in_force_stands_there_with_its_items(desk, page, letter):
    assert page.ground.letter_button.text() == letter.number
    assert list(page.ground.checks) == [f"2.{n}" for n in range(1, 11)]
    page.ground.letter_button.click()
    assert desk.gone == [("letters", letter.id)]


def test_a_tick_cites_and_suggests_and_the_answer_follows(desk, page):
    page.ground.checks["2.8"].click()
    assert [one.number for one in kept(desk, page).cites] == ["2.8"]
    assert [bool(row.suggested) for row in page.judgement.rows()] == [False, True, False]
    assert not page.answering.isVisible()
    page.judgement.rows()[1].click()
    assert kept(desk, page).judgement is OUT
    assert page.answering.isVisible()
    assert "item 2.8, “Tax returns" in page.answer.text()
    page.ground.checks["2.8"].click()
    assert "item 2.8" not in page.answer.text()


def test_unclear_says_to_whom_the_doubt_goes(page):
    judge(page, UNCLEAR)
    assert "Reasonable doubt goes to the client" in seen(page)
    judge(page, OUT)
    assert "Reasonable doubt" not in seen(page)
    assert "No item says so by itself" in seen(page)


def test_own_words_stay_and_the_proposed_ones_can_be_taken_again(desk, page):
    judge(page, OUT)
    page.answer.setFocus()
    page.answer.selectAll()
    QTest.keyClicks(page.answer, "Not this time.")
    page.flush()
    assert kept(desk, page).answer == "Not this time."
    judge(page, UNCLEAR)
    assert page.answer.text() == "Not this time."
    page.proposed_button.click()
    assert kept(desk, page).answer == ""
    assert "goes to you" in page.answer.text()


def test_the_answer_is_copied(desk, page):
    judge(page, OUT)
    page.copy_button.click()
    assert QApplication.clipboard().text() == page.answer.text()


class Mail(QObject):
    """A mail program that takes what it is handed."""

    def __init__(self):
        super().__init__()
        self.handed = []

    @Slot(QUrl)
    def take(self, url):
        self.handed.append(unquote(url.toString()))


def test_the_answer_is_handed_to_the_mail_program(page):
    judge(page, OUT)
    mail = Mail()
    QDesktopServices.setUrlHandler("mailto", mail, "take")
    page.send_button.click()
    QDesktopServices.unsetUrlHandler("mailto")
    (handed,) = mail.handed
    to, _, text = handed.partition("&body=")
    assert to == "mailto:imelda@corrant.example?subject=Your message of November 18, 2026"
    assert text.startswith("Dear Ms. Corrant,")
    assert page.answer.text().splitlines()[0] in text
    assert text.endswith("Halvard Estate Planning")


def test_another_day_brings_another_letter(desk, page):
    page.asked_on.setFocus()
    page.asked_on.selectAll()
    QTest.keyClicks(page.asked_on, "11/17/2026")
    page.flush()
    assert page.ground.banner.isVisible()
    assert page.ground.checks == {}


def test_what_is_missing_is_asked_for_beside_its_field(screen, page):
    press(screen, "Ctrl+Enter")
    assert "Write what they asked for" in page.form._fields["words"].error
    type_words(page)
    press(screen, "Ctrl+Enter")
    assert page.judged_box.error
    judge(page, IN)
    press(screen, "Ctrl+Enter")
    assert page.judged_box.error == "Tick the promise that it belongs to, or choose unclear."


def test_an_answered_request_is_read_and_added_to(desk, screen, page):
    type_words(page)
    judge(page, OUT)
    press(screen, "Ctrl+Enter")
    done = screen.page
    assert isinstance(done, AnsweredPage)
    assert "Could you also do my tax return?" in seen(done)
    QTest.keyClicks(done.text_box.field, "Asked again on the phone.")
    done.flush()
    assert drafts.kept(desk.store, "request_entry", done.view.request) == {"text": "Asked again on the phone."}
    press(screen, "Ctrl+Enter")
    assert requests.view(desk.store, done.request_id).entries == ()  # it takes two presses
    press(screen, "Esc")
    assert screen.page is done
    press(screen, "Ctrl+Enter")
    press(screen, "Ctrl+Enter")
    assert [one.text for one in requests.view(desk.store, done.request_id).entries] == ["Asked again on the phone."]
    assert "Asked again on the phone." in seen(done)
    QTest.keyClicks(done.subject.line, "Tax return")
    done.flush()
    assert requests.get(desk.store, done.request_id).subject == "Tax return"


def test_undo_opens_an_answered_request_again(desk, screen, page):
    type_words(page)
    judge(page, OUT)
    press(screen, "Ctrl+Enter")
    desk.store.journal.undo()
    assert isinstance(screen.page, RequestPage)


def test_an_offer_is_kept_as_typed_and_becomes_a_letter(desk, screen, page):
    type_words(page)
    page.ground.checks["2.8"].click()
    judge(page, OUT)
    QTest.keyClicks(page.offer.what.field, "Your tax return for 2026")
    page.flush()
    screen.close_page()
    screen.show_record(requests.page(desk.store, None, 1)[0].id)
    offer = screen.page.offer
    assert offer.what.field.text() == "Your tax return for 2026"
    offer.start_button.click()
    assert offer.price.error.startswith("Add two digits")
    QTest.keyClicks(offer.price.field, "450.00")
    offer.start_button.click()
    (change,) = screen.page.view.changes
    assert desk.gone[-1] == ("letters", change.id)
    assert change.number in [button.text() for button in offer.findChildren(Button)]
    assert not offer.start_button.isVisible()
    assert not screen.page.remove_button.isVisible()


def test_an_offer_that_cannot_be_says_why(desk, screen, client, page):
    for what in "A deed", "The garage":
        screen.show_record(("new", client.id))
        type_words(screen.page, what)
        judge(screen.page, OUT)
        QTest.keyClicks(screen.page.offer.what.field, what)
        QTest.keyClicks(screen.page.offer.price.field, "90.00")
        screen.page.offer.start_button.click()
    assert desk.said[-1].startswith("Another change is not signed yet")


def test_an_empty_request_goes_when_it_is_left(desk, screen, page):
    press(screen, "Esc")
    assert screen.page is None
    assert requests.page(desk.store, None, 9) == []
    assert desk.store.journal.can_undo is None


def test_what_undo_could_change_stays(desk, screen, page):
    type_words(page, "x")
    page.flush()
    desk.store.journal.undo()
    press(screen, "Esc")
    assert len(requests.page(desk.store, None, 9)) == 1
    desk.store.journal.redo()
    assert requests.page(desk.store, None, 9)[0].words == "x"


def test_a_request_is_removed_and_brought_back(desk, screen, page):
    type_words(page)
    page.flush()
    page.remove_button.click()
    assert screen.page is None
    desk.store.journal.undo()
    assert screen.listing.model.rowCount() == 1


def test_the_list_says_how_each_stands_and_leads_there_by_key(desk, screen, page):
    type_words(page)
    press(screen, "Esc")
    index = screen.listing.model.index(0)
    said = screen.listing.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Imelda Corrant, Could you also do my tax return?, asked today, email, To be judged"
    QTest.keyClick(screen.listing.list, Qt.Key.Key_Return)
    assert isinstance(screen.page, RequestPage)
    assert screen.record_shown() == screen.page.request_id


def test_what_repeats_leads_to_the_clause_library(desk, screen, client):
    other = clients.create(desk.store, make.client("Beatrix", "Coyle"), make.NOW)
    for whose in (client, other):
        one = requests.begin(desk.store, whose.id, make.NOW)
        told = {"words": "Keep them?", "subject": "storing papers", "judgement": OUT}
        requests.edit(desk.store, one.id, make.TODAY, **told)
    screen.show_record(None)
    assert "Asked 2 times by 2 clients, and no item covers it: storing papers" in seen(screen.listing)
    name = "Write a limit for storing papers…"
    next(button for button in screen.listing.findChildren(Button) if button.accessibleName() == name).click()
    assert desk.gone[-1] == ("clauses", ("limit", "Storing papers.", "storing papers"))
    usual.add(desk.store, "Storing papers.", make.NOW, "storing papers")
    assert "Asked 2 times" not in seen(screen.listing)


def test_an_addition_leads_to_its_request(desk, screen, page):
    type_words(page)
    judge(page, OUT)
    press(screen, "Ctrl+Enter")
    request_id = screen.page.request_id
    added = requests.add(desk.store, requests.addition(desk.store, request_id, "More.", make.NOW))
    screen.close_page()
    screen.show_record(("entry", added.id))
    assert screen.record_shown() == request_id


def test_an_earlier_subject_is_chosen(desk, screen, client, page):
    QTest.keyClicks(page.subject.line, "Tax return")
    page.flush()
    screen.show_record(("new", client.id))
    second = screen.page
    assert second.request_id != page.request_id
    second.subject.earlier_button.click()
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    second.flush()
    assert kept(desk, second).subject == "Tax return"
