from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practice.actions import clients, drafts, engagements, sessions, time
from practice.rules.engagements import Engagement
from practice.rules.notes import EntryKind, NoteState
from practice.ui.desk import Desk
from practice.ui.sessions.note import NotePage
from practice.ui.sessions.screen import SessionsScreen
from practice.ui.sessions.signed import SignedPage
from practice.ui.widgets.fields import FieldBox, LineEdit
from tests import make


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=30))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def client(desk):
    return clients.create(desk.store, make.client(), make.NOW)


@pytest.fixture
def screen(qtbot, desk, client):
    screen = SessionsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


@pytest.fixture
def note(desk, client, screen):
    note = sessions.begin(desk.store, client.id, make.NOW)
    screen.show_record(note.id)
    return note


def kept(desk, note):
    return sessions.view(desk.store, note.id)


def press(screen, keys):
    next(h for h in screen.actions_here() if h.keys == keys).run()


def test_typing_is_saved_by_itself(qtbot, desk, screen, note):
    page = screen.page
    page.focus_first()
    qtbot.keyClicks(page.focusWidget(), "Went through the trust.")
    qtbot.waitUntil(lambda: kept(desk, note).note.fields.get("covered") == "Went through the trust.", timeout=2000)


def test_writing_goes_on_behind_what_stands_there(qtbot, desk, screen, note):
    sessions.write(desk.store, note.id, fields={"covered": "Went through"})
    screen.close_note()
    screen.show_record(note.id)
    assert screen.record_shown() == note.id
    qtbot.keyClicks(screen.page.form.editor("covered"), " the trust.")
    screen.flush()
    assert kept(desk, note).note.fields["covered"] == "Went through the trust."


def test_leaving_saves_at_once(qtbot, desk, screen, note):
    qtbot.keyClicks(screen.page.form.editor("decisions"), "Stays.")
    screen.page.later_button.click()
    assert kept(desk, note).note.fields["decisions"] == "Stays."
    assert screen.stack.currentIndex() == 0


def test_a_step_is_added_by_keys_and_taken_away_with_undo(qtbot, desk, screen, note):
    steps = screen.page.steps
    qtbot.keyClicks(steps.add_edit, "Send the form")
    qtbot.keyClick(steps.add_edit, Qt.Key.Key_Return)
    assert [s.text for s in kept(desk, note).steps] == ["Send the form"]
    assert kept(desk, note).steps[0].due_on > make.TODAY
    qtbot.keyClick(steps.rows[0].drop_button, Qt.Key.Key_Space)
    assert kept(desk, note).steps == ()
    desk.store.journal.undo()
    assert [row.step.text for row in steps.rows] == ["Send the form"]


def test_energy_by_one_key(desk, screen, note):
    hint = next(h for h in screen.actions_here() if h.keys == "4")
    hint.run()
    screen.flush()
    assert kept(desk, note).note.energy == 4


def test_signing_turns_the_page_and_keeps_the_words(qtbot, desk, screen, note):
    qtbot.keyClicks(screen.page.form.editor("covered"), "Page by page.")
    press(screen, "Ctrl+Enter")
    assert kept(desk, note).note.state is NoteState.DRAFT
    assert screen.page.sign_button.label() == "Lock and sign now"
    press(screen, "Ctrl+Enter")
    assert kept(desk, note).note.state is NoteState.SIGNED
    assert isinstance(screen.page, SignedPage)


def test_typing_and_esc_take_the_first_press_back(qtbot, desk, screen, note):
    page = screen.page
    qtbot.keyClicks(page.form.editor("covered"), "Page by")
    press(screen, "Ctrl+Enter")
    qtbot.keyClicks(page.form.editor("covered"), " page.")
    assert page.sign_button.label() == "Lock and sign"
    press(screen, "Ctrl+Enter")
    qtbot.keyClicks(page.steps.add_edit, "S")
    assert page.sign_button.label() == "Lock and sign"
    page.steps.add_edit.clear()
    press(screen, "Ctrl+Enter")
    press(screen, "Esc")
    assert screen.page is page
    assert page.sign_button.label() == "Lock and sign"
    assert kept(desk, note).note.state is NoteState.DRAFT
    press(screen, "Esc")
    assert screen.page is None


def test_an_empty_note_is_not_signed_and_says_why(qtbot, desk, screen, note):
    with qtbot.waitSignal(desk.told) as told:
        screen.page.sign()
    assert "before you sign" in told.args[0]
    assert isinstance(screen.page, NotePage)


def test_an_entry_is_added_and_shown(qtbot, desk, screen, note):
    sessions.write(desk.store, note.id, fields={"covered": "Page by page."})
    sessions.sign(desk.store, note.id, make.NOW)
    page = screen.page
    page.kind.set_value(EntryKind.AMENDMENT)
    qtbot.keyClicks(page.text_box.field, "Age 25.")
    page.add()
    assert "Say why" in page.reason_box.error
    page._on_kind(EntryKind.AMENDMENT)
    qtbot.keyClicks(page.reason_box.field, "I wrote 21.")
    page.add()
    page.add()
    (entry,) = kept(desk, note).entries
    assert (entry.text, entry.reason, entry.event_on) == ("Age 25.", "I wrote 21.", make.TODAY)


def test_an_entry_takes_a_second_press_which_typing_on_takes_back(qtbot, desk, screen, note):
    sessions.write(desk.store, note.id, fields={"covered": "Page by page."})
    sessions.sign(desk.store, note.id, make.NOW)
    page = screen.page
    qtbot.keyClicks(page.text_box.field, "She called")
    page.add()
    assert "Press again" in page.consequence.text()
    qtbot.keyClicks(page.text_box.field, " twice.")
    page.add()
    assert kept(desk, note).entries == ()
    screen._step_back()
    assert "Press again" not in page.consequence.text()
    assert screen.page is page
    page.add()
    page.add()
    assert [entry.text for entry in kept(desk, note).entries] == ["She called twice."]


def test_times_are_changed_in_words(qtbot, desk, screen, note):
    meeting = screen.page.meeting
    meeting.edit_button.click()
    end = meeting.boxes["end"]
    assert isinstance(end, FieldBox)
    assert isinstance(end.field, LineEdit)
    qtbot.keyClicks(end.field, "late")
    assert not meeting.flush()
    assert "9:30 AM" in end.error
    end.field.clear()
    qtbot.keyClicks(end.field, "23:58")
    assert meeting.flush()
    assert kept(desk, note).session.ends_at.astimezone().hour == 23


def test_a_session_goes_past_midnight(qtbot, desk, screen, note):
    meeting = screen.page.meeting
    meeting.edit_button.click()
    for name, text in (("start", "11:30 PM"), ("end", "10 PM")):
        field = meeting.boxes[name].field
        field.selectAll()
        qtbot.keyClicks(field, text)
    assert not meeting.flush()
    assert "after the start" in meeting.boxes["end"].error
    meeting.boxes["end"].field.selectAll()
    qtbot.keyClicks(meeting.boxes["end"].field, "12:15 AM")
    assert meeting.flush()
    session = kept(desk, note).session
    assert session.ends_at - session.starts_at == timedelta(minutes=45)
    assert "45 of 60 minutes" in screen.page.head.subline.text()


def test_another_template_keeps_what_was_written(qtbot, desk, screen, note):
    qtbot.keyClicks(screen.page.form.editor("decisions"), "Stays.")
    combo = screen.page.template_combo
    combo.setCurrentIndex(combo.findData("attendance"))
    combo.activated.emit(combo.currentIndex())
    assert screen.page.form.editor("decisions").text() == "Stays."
    assert kept(desk, note).session.title == "Attendance note"


def test_the_list_opens_a_note_by_keys(qtbot, desk, client, screen):
    note = sessions.begin(desk.store, client.id, make.NOW)
    screen.mark_stale()
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert screen.page is not None
    assert screen.page.note_id == note.id
    screen.close_note()
    assert QApplication.focusWidget() in (None, screen.list)


def test_a_note_that_undo_took_away_leads_back_to_the_list(desk, client, screen):
    note = sessions.begin(desk.store, client.id, make.NOW)
    screen.show_record(note.id)
    desk.store.journal.undo()
    assert screen.page is None
    assert screen.stack.currentIndex() == 0
    assert not screen.empty.isHidden()


def test_an_entry_not_yet_added_is_there_after_a_lock(qtbot, desk, screen, note):
    sessions.write(desk.store, note.id, fields={"covered": "Page by page."})
    sessions.sign(desk.store, note.id, make.NOW)
    desk.store.journal.forget()
    page = screen.page
    page.kind.pick(2)
    qtbot.keyClicks(page.text_box.field, "Age 25.")
    qtbot.keyClick(page.day_box.field, Qt.Key.Key_Down)
    assert screen.flush()
    assert desk.store.journal.can_undo is None, "a draft is no step of undo"
    again = SessionsScreen(desk)
    qtbot.addWidget(again)
    again.show()
    again.show_record(note.id)
    fields = again.page
    assert (fields.kind.value(), fields.text_box.field.text()) == (EntryKind.AMENDMENT, "Age 25.")
    assert fields.reason_box.isVisible()
    qtbot.keyClicks(fields.reason_box.field, "I wrote 21.")
    fields.add()
    fields.add()
    (entry,) = kept(desk, note).entries
    assert (entry.text, entry.event_on) == ("Age 25.", make.TODAY - timedelta(days=1))
    assert fields.text_box.field.text() == fields.reason_box.field.text() == ""
    assert fields.kind.value() is EntryKind.ADDENDUM
    assert drafts.kept(desk.store, "note_entry", note) == {}


def test_a_signed_sessions_time_is_written_down_with_one_key(desk, client, screen):
    work = engagements.create(desk.store, Engagement(client_id=client.id), make.NOW, make.TODAY)
    note = sessions.begin(desk.store, client.id, make.NOW)
    sessions.write(desk.store, note.id, fields={"covered": "Advised to wait"})
    sessions.sign(desk.store, note.id, make.NOW + timedelta(minutes=30))
    screen.show_record(note.id)
    press(screen, "T")
    entry = time.of_engagement(desk.store, work.id)[0]
    assert entry.minutes == 30
    assert "Advised" not in entry.text
    places = []
    desk.went.connect(lambda place, record: places.append((place, record)))
    press(screen, "T")
    assert places == [("money", ("work", work.id))]
