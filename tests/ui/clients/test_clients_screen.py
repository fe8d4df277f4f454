"""The clients screen in a real window, by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from practice.actions import clients, lines
from practice.rules.clients import Email, Phone, ThingKind
from practice.rules.shelves import ClientKind, ClientStatus, Shelf
from practice.ui.clients.page import DETAILS, OVERVIEW
from practice.ui.clients.screen import ClientsScreen
from tests import make
from tests.ui.clients.driver import menu_item, names, opened, press, thing_row, title, type_text

ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_first_client_is_shown_and_j_and_k_move(qtbot, screen):
    assert title(screen) == "Corwin Ashby"
    press(qtbot, Qt.Key.Key_J)
    assert title(screen) == "Dorothea Lindqvist"
    press(qtbot, Qt.Key.Key_K)
    assert title(screen) == "Corwin Ashby"


def test_enter_goes_on_to_the_page(qtbot, screen):
    press(qtbot, ENTER)
    assert screen.page.isAncestorOf(QApplication.focusWidget())


def test_slash_searches_down_enters_and_escape_ends_it(qtbot, screen):
    press(qtbot, Qt.Key.Key_Slash)
    type_text(qtbot, "dor")
    assert names(screen) == ["Dorothea Lindqvist"]
    assert title(screen) == "Corwin Ashby"  # looking is not choosing
    press(qtbot, DOWN)
    assert title(screen) == "Dorothea Lindqvist"
    press(qtbot, Qt.Key.Key_Slash)
    press(qtbot, ESC)
    assert len(names(screen)) == 4
    assert screen.people.client_id() == screen.client_id
    assert title(screen) == "Dorothea Lindqvist"


def test_a_search_that_finds_nothing_says_what_to_try(qtbot, screen):
    screen.people.start_search()
    type_text(qtbot, "zebra")
    assert screen.people.nobody.isVisible()
    assert "“zebra”" in screen.people.nobody.text()
    screen.people.search_edit.clear()
    assert title(screen) == "Corwin Ashby"
    assert screen.people.client_id() == screen.client_id


def test_ctrl_n_makes_a_client_of_what_is_typed(qtbot, shell, screen, store):
    press(qtbot, Qt.Key.Key_N, CTRL)
    assert title(screen) == "New client"
    type_text(qtbot, "Imelda")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: title(screen) == "Imelda")
    assert "Imelda" in names(screen)
    press(qtbot, Qt.Key.Key_Tab)  # over the middle name
    type_text(qtbot, "Corrant")
    assert screen.flush()
    assert title(screen) == "Imelda Corrant"
    assert clients.find(store, screen.client_id).family == "Corrant"
    assert screen.people.client_id() == screen.client_id


def test_what_is_typed_is_kept_without_leaving_the_field(qtbot, screen, store, people):
    screen.page.edit()
    type_text(qtbot, "x")
    qtbot.waitUntil(lambda: clients.find(store, people["Corwin"].id).given == "Corwinx", timeout=2000)


def test_a_new_client_without_a_name_is_not_kept(qtbot, shell, screen, store):
    shell.go("clients", 0)
    boxes = screen.page.details.boxes
    qtbot.keyClicks(boxes["language"].field, "Dutch")
    screen.flush()
    assert boxes["language"].error == "Type a name first; this is kept with it."
    qtbot.keyClicks(boxes["given"].field, "Ida")
    screen.flush()
    assert clients.find(store, screen.client_id).language == "Dutch"
    assert boxes["language"].error == ""


def test_a_new_client_taken_back_at_once_gives_way_to_the_list(qtbot, shell, screen, store, people):
    shell.go("clients", 0)
    qtbot.keyClicks(screen.page.details.boxes["given"].field, "Ida")
    screen.flush()
    made = screen.client_id
    store.journal.undo()
    screen.client_id = made  # as when the screen has not heard of it yet
    screen._settle(made)
    assert screen.client_id in {client.id for client in people.values()}


def test_a_new_client_that_stays_empty_leaves_nothing_behind(qtbot, shell, screen, store, people):
    shell.go("clients", 0)
    shell.go("clients", people["Dorothea"].id)
    assert lines.counts(store)[Shelf.ALL] == 4
    assert screen.page.tabs.currentIndex() == OVERVIEW


def test_a_field_that_cannot_be_kept_says_what_to_type(qtbot, screen, store, people):
    screen.page.show_tab(DETAILS)
    emails = screen.page.details.boxes["emails"]
    emails.field.add_button.click()
    type_text(qtbot, "corwin@")
    screen.flush()
    assert "corwin@" in emails.error
    type_text(qtbot, "ashby.example")
    assert screen.flush()
    assert emails.error == ""
    assert clients.find(store, people["Corwin"].id).emails == (Email("corwin@ashby.example"),)


def test_any_number_of_phones_is_added_labelled_and_removed(qtbot, screen, store, people):
    screen.page.show_tab(DETAILS)
    phones = screen.page.details.boxes["phones"].field
    for number in ("(503) 555-0117", "(503) 555-0118"):
        phones.add_button.click()
        type_text(qtbot, number)
    qtbot.keyClicks(phones.rows()[0].label_edit, "Mobile")
    screen.flush()
    kept = (Phone("(503) 555-0117", "Mobile"), Phone("(503) 555-0118"))
    assert clients.find(store, people["Corwin"].id).phones == kept
    remove = [b for b in phones.findChildren(QAbstractButton) if b.accessibleName() == "Remove this phone"]
    remove[0].click()
    screen.flush()
    assert clients.find(store, people["Corwin"].id).phones == kept[1:]


def test_every_field_of_the_record_can_be_edited(qtbot, screen, store, people):
    boxes = screen.page.details.boxes
    every = {
        "prefix": "Dr.", "given": "Ada", "middle": "M.", "family": "Moss", "suffix": "Jr.", "preferred_name": "Addie",
        "salutation": "Dr. Moss", "organisation": "Alder & Co.", "job_title": "Head", "pronouns": "she/her",
        "language": "Dutch", "referral_source": "Gideon Strand", "birthday": "1961-04-09", "notes": "Quiet.",
    }  # fmt: skip
    screen.page.show_tab(DETAILS)
    for name, text in every.items():
        field = boxes[name].field
        field.selectAll()
        qtbot.keyClicks(field, text)
    for name, text in (("tags", "estate, online"), ("former_names", "Ada Berg")):
        qtbot.keyClicks(boxes[name].field, text)
    for name in ("addresses", "people"):
        boxes[name].field.add_button.click()
        type_text(qtbot, "Somewhere")
    assert screen.flush()
    kept = clients.find(store, people["Corwin"].id)
    assert {name: getattr(kept, name) for name in every if name != "birthday"} == {
        name: text for name, text in every.items() if name != "birthday"
    }
    assert (kept.birthday.year, kept.tags, kept.former_names) == (1961, ("estate", "online"), ("Ada Berg",))
    assert (kept.addresses[0].street, kept.people[0].name) == ("Somewhere", "Somewhere")
    screen.page.details.show_client(kept)
    assert screen.page.details.form.read()["birthday"] == "April 9, 1961"


def test_an_organisation_has_one_name(qtbot, shell, screen, store):
    shell.go("clients", 0)
    kind = screen.page.details.boxes["kind"].field
    kind.segments()[1].click()
    screen.flush()
    assert not screen.page.details.boxes["given"].isVisible()
    qtbot.keyClicks(screen.page.details.boxes["organisation"].field, "Alder & Co.")
    screen.flush()
    qtbot.waitUntil(lambda: title(screen) == "Alder & Co.")
    assert clients.find(store, screen.client_id).kind is ClientKind.ORGANISATION


def test_archived_clients_leave_the_list_and_undo_brings_them_back(qtbot, shell, screen):
    said = []
    shell.desk.toasted.connect(lambda text, undo: said.append((text, undo)))
    menu_item(screen, "Archive")
    assert said == [("Archived Corwin Ashby", True)]
    assert "Corwin Ashby" not in names(screen)
    assert title(screen) != "Corwin Ashby"
    shell.undo()
    assert "Corwin Ashby" in names(screen)


def test_open_closed_and_all_count_and_filter(qtbot, screen, store, people):
    clients.archive(store, people["Corwin"].id, make.NOW)
    segments = screen.people.shelf_choice.segments()
    qtbot.waitUntil(lambda: [s.label for s in segments] == ["Open 3", "Closed 1", "All 4"])
    screen.people.shelf_choice.segments()[1].click()
    assert names(screen) == ["Corwin Ashby"]
    menu_item(screen, "Take out of the archive")
    assert names(screen) == []
    assert screen.people.nobody.isVisible()


def test_a_status_moves_by_the_menu(qtbot, screen, store, people):
    menu_item(screen, "Make an active client")
    assert clients.find(store, people["Corwin"].id).status is ClientStatus.CLIENT
    assert screen.page.pill.text() == "Active client"
    assert "Became a client" in screen.page.overview.timeline.model().index(0, 0).data()


def test_things_to_remember_are_added_said_anew_and_ticked_by_keyboard(qtbot, screen, store, people):
    press(qtbot, Qt.Key.Key_R)
    type_text(qtbot, "Likes trains. Ask about Bern.")
    press(qtbot, ENTER)
    things = screen.side.things
    assert [t.text for t in clients.things_of(store, people["Corwin"])] == ["Likes trains. Ask about Bern."]
    thing_row(screen).setFocus()
    press(qtbot, ENTER)
    things.editor.text_edit.selectAll()
    type_text(qtbot, "Email first.")
    press(qtbot, ENTER)
    assert [t.text for t in clients.things_of(store, people["Corwin"])] == ["Email first."]
    thing_row(screen).setFocus()
    press(qtbot, Qt.Key.Key_E)
    assert clients.things_of(store, people["Corwin"]) == []


def test_a_thing_half_said_is_kept_when_the_client_is_left(qtbot, screen, store, people):
    screen.remember()
    type_text(qtbot, "Two keys")
    screen.people.rows.setFocus()
    press(qtbot, Qt.Key.Key_J)
    assert title(screen) == "Dorothea Lindqvist"
    assert [t.text for t in clients.things_of(store, people["Corwin"])] == ["Two keys"]
    assert clients.things_of(store, people["Dorothea"]) == []


def test_two_people_become_one_client_and_two_again(qtbot, shell, screen, store, people):
    shell.go("clients", people["Anselm"].id)
    menu_item(screen, "Make a household")
    type_text(qtbot, "petra")
    press(qtbot, ENTER)
    assert title(screen) == "Anselm and Petra Vogt-Hale"
    assert names(screen) == ["Corwin Ashby", "Dorothea Lindqvist", "Anselm and Petra Vogt-Hale"]
    menu_item(screen, "Separate")
    assert title(screen) == "Anselm Vogt-Hale"


def test_a_member_of_a_household_can_still_be_opened(shell, screen, store, people):
    clients.join(store, people["Anselm"].id, people["Petra"].id, make.NOW)
    shell.go("clients", people["Petra"].id)
    assert title(screen) == "Petra Vogt-Hale"


def test_the_buttons_lead_to_notes_fit_checks_and_letters(qtbot, shell, screen):
    for item, place in (("Start a fit check", "fit"), ("Start a letter", "letters")):
        menu_item(screen, item)
        assert shell.place == place
        assert shell.stack.currentWidget().shown
        shell.go("clients")
    screen.people.rows.setFocus()
    press(qtbot, Qt.Key.Key_N)
    assert shell.place == "sessions"


def test_an_empty_practice_says_what_this_place_is_for(qtbot, qapp, store):
    shell = opened(qtbot, qapp, store)
    screen = shell.findChild(ClientsScreen)
    assert screen.empty.isVisible()
    screen.empty.findChild(QAbstractButton).click()
    assert title(screen) == "New client"
    assert screen.page.isVisible()


def test_a_name_that_looks_like_mark_up_is_only_a_name(shell, screen, store):
    evil = clients.create(store, make.client("<img src='x'>", "<b>Bold</b>"), make.NOW)
    clients.add_thing(store, evil.id, "<a href='x'>link</a>", ThingKind.NOTE, make.TODAY)
    shell.go("clients", evil.id)
    assert title(screen) == "<img src='x'> <b>Bold</b>"
    assert screen.page.header.title.textFormat() == Qt.TextFormat.PlainText


def test_an_address_is_taken_back_line_by_line_where_the_cursor_is(qtbot, shell, screen, store, people):
    screen.show_record(people["Corwin"].id)
    screen.page.show_tab(DETAILS)
    addresses = screen.page.details.boxes["addresses"].field
    addresses.add_button.click()
    qtbot.waitUntil(lambda: addresses.rows()[0].isVisible())
    for text in ("14 Lantern Row", "Port Ellery", "Oregon"):
        type_text(qtbot, text)
        press(qtbot, Qt.Key.Key_Tab)
    row = addresses.rows()[0]
    left = []
    for _ in range(3):
        shell.undo()
        left.append((row.street_edit.text(), row.city_edit.text(), row.region_edit.text()))
    assert left == [("14 Lantern Row", "Port Ellery", ""), ("14 Lantern Row", "", ""), ("", "", "")]
    assert row.postal_edit.hasFocus()
    assert clients.find(store, people["Corwin"].id).addresses == ()


def test_what_can_be_done_stands_under_do_and_not_under_go_to(screen):
    titles = {hint.title: hint.text for hint in screen.actions_here() if hint.title and hint.keys == ""}
    assert "Print an envelope for Corwin Ashby" in titles
    assert all(titles.values())
