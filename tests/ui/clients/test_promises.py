"""Promises and limits on the client's page: deliveries noted with their evidence, limits copied, what is overdue."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from practice.actions import attachments, clients, engagements, letters, requests, sessions
from practice.rules.engagements import label
from practice.rules.requests import Judgement
from practice.ui.clients.page import OVERVIEW, PROMISES, REQUESTS
from practice.ui.clients.screen import ClientsScreen
from practice.ui.widgets.buttons import Button
from tests import make, make_letters
from tests.ui.clients.driver import Elsewhere, opened, press


@pytest.fixture
def client(store):
    make_letters.profile(store)
    return make_letters.person(store)


@pytest.fixture
def letter(store, client):
    draft = make_letters.estate_plan(store, client.id)
    letters.issue(store, draft.id, make.NOW)
    letters.mark_sent(store, draft.id, make.TODAY, "email", make.TODAY)
    return letters.mark_signed(store, draft.id, make.TODAY, make.TODAY)


@pytest.fixture
def screen(qtbot, qapp, store, client, letter):
    shell = opened(qtbot, qapp, store)
    shell.go("clients", client.id)
    screen = shell.findChild(ClientsScreen)
    screen.page.show_tab(PROMISES)
    QApplication.processEvents()
    return screen


def made(store, letter, number="2.1"):
    every = engagements.promises(store, letter.engagement_id)
    return next(one.deliveries[0] for one in every if label(one.item) == number)


def open_box(screen, delivery):
    screen.page.promises.open(delivery.id)
    QApplication.processEvents()
    return screen.page.promises.box


def seen(widget):
    QApplication.processEvents()  # layouts show what is new
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_delivery_is_opened_by_key_noted_and_closed(qtbot, store, letter, screen):
    lines = screen.page.promises.rows[made(store, letter).item_id].lines
    line = lines[made(store, letter).id]
    line.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    box = screen.page.promises.box
    assert box.done.hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    box.form.flush()
    assert made(store, letter).delivered_on == make.TODAY
    QTest.keyClicks(box.evidence.field, "She left with the list.")
    qtbot.waitUntil(lambda: made(store, letter).evidence == "She left with the list.", timeout=2000)
    QTest.keyClick(box.evidence.field, Qt.Key.Key_Escape)
    assert screen.page.promises.box is None
    assert line.hasFocus()
    assert "Delivered today. She left with the list." in line.accessibleName()
    assert "Kept" in screen.page.promises.rows[made(store, letter).item_id].accessibleName()


def test_session_and_file_are_chosen(store, client, letter, screen):
    sessions.begin(store, client.id, make.NOW)
    file = attachments.add_bytes(store, "clients", client.id, "Receipt.txt", b"Received", make.NOW)
    box = open_box(screen, made(store, letter))
    box.done.click()
    box.form.flush()
    for combo in (box.session_combo, box.link_combo):
        combo.setCurrentIndex(1)
        combo.activated.emit(1)
    box.form.flush()
    kept = made(store, letter)
    assert (kept.attachment_id, kept.letter_id) == (file.id, None)
    assert kept.session_id is not None
    box = open_box(screen, kept)  # opened again, it shows what was chosen
    assert (box.link_combo.currentText(), box.session_combo.currentIndex()) == ("Receipt.txt", 1)
    gone = []
    screen.desk.went.connect(lambda place, record: gone.append((place, record)))
    box.show_button.click()
    assert gone == [("clients", (client.id, file.id))]
    screen.page.show_tab(PROMISES)
    place = box.link_combo.findText(f"Letter {letter.number}")
    box.link_combo.setCurrentIndex(place)
    box.link_combo.activated.emit(place)
    box.form.flush()
    kept = made(store, letter)
    assert (kept.attachment_id, kept.letter_id) == (None, letter.id)
    box.show_button.click()
    assert gone[-1] == ("letters", letter.id)


def test_what_is_typed_stays_while_the_page_is_read_again(store, client, letter, screen):
    box = open_box(screen, made(store, letter))
    QTest.keyClicks(box.evidence.field, "She left")
    clients.add_thing(store, client.id, "Email first.", "note", make.TODAY)
    assert screen.page.promises.box is box
    assert box.evidence.field.text() == "She left"
    screen.page.show_tab(OVERVIEW)
    assert made(store, letter).evidence == "She left"


def test_a_day_to_come_is_refused_beside_its_field(store, letter, screen):
    engagements.deliver(store, made(store, letter).id, make.TODAY)
    box = open_box(screen, made(store, letter))
    box.day_edit.setFocus()
    box.day_edit.selectAll()
    QTest.keyClicks(box.day_edit, "12/24/2026")
    screen.page.promises.close_box()
    assert screen.page.promises.box is box
    assert box.day.error == "Choose today or a day before it."


def test_the_agreed_day_of_a_promise_is_noted_where_the_letter_leaves_it_open(store, letter, screen):
    assert not open_box(screen, made(store, letter)).due.isVisible()
    box = open_box(screen, made(store, letter, "2.5"))
    assert box.due.isVisible()
    QTest.keyClicks(box.due_edit, "12/1/2026")
    box.form.flush()
    assert made(store, letter, "2.5").due_on == make.TODAY + timedelta(13)


def test_limits_stand_with_their_numbers_and_are_copied_with_their_letter(store, letter, screen):
    shown = seen(screen.page.promises)
    assert "2.8 Tax returns and tax advice. Please ask your accountant." in shown
    buttons = screen.page.promises.findChildren(Button)
    next(one for one in buttons if one.accessibleName() == "Copy item 2.8 with its letter").click()
    said = f"Item 2.8 of {letter.number}, signed on November 18, 2026: “{make_letters.LIMITS[1]}”"
    assert QApplication.clipboard().text() == said


def test_what_is_overdue_stands_on_top_and_in_the_side_panel(store, letter, screen):
    screen.page.show_tab(OVERVIEW)
    assert not screen.page.overview.late.isVisible()
    past = make.TODAY - timedelta(15)
    engagements.note_delivery(store, made(store, letter, "2.5").id, make.TODAY, due_on=past)
    assert screen.page.overview.late.accessibleName() == (
        "1 promise is overdue 2.5 A signing meeting, due Nov 3, 15 days ago."
    )
    assert "Late, due Nov 3" in seen(screen.side)
    screen.page.overview.late_button.click()
    assert screen.page.tabs.currentIndex() == PROMISES


def test_requests_are_listed_and_logged_from_the_page(store, client, letter, screen):
    one = requests.begin(store, client.id, make.NOW)
    told = {"words": "My taxes too?", "subject": "Tax return", "judgement": Judgement.OUT_OF_SCOPE}
    requests.edit(store, one.id, make.TODAY, **told)
    requests.cite(store, one.id, "2.8", True)
    requests.answer(store, one.id, make.TODAY, "Email", make.TODAY)
    screen.page.show_tab(REQUESTS)
    timeline = screen.page.requests.timeline
    said = timeline.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Today: Out of scope: Tax return, by 2.8. My taxes too?"
    shell = screen.window()
    gone = []
    screen.desk.went.connect(lambda place, record: gone.append((place, record)))
    timeline.opened.emit(one.id)
    assert gone == [("requests", one.id)]
    shell.go("clients", client.id)
    screen.page.requests.log_button.click()
    assert gone[-1] == ("requests", ("new", client.id))
    assert isinstance(shell.current, Elsewhere | ClientsScreen)
