"""An envelope is printed from a client or from an issued letter."""

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest

from practice.actions import clients, envelopes, letters
from practice.errors import Refused
from practice.rules.envelopes import EnvelopePaper
from practice.ui.clients.screen import ClientsScreen
from practice.ui.envelopes import EnvelopeDialog
from practice.ui.letters.issued import IssuedPage
from tests import make, make_letters
from tests.letters.structure import read
from tests.ui.clients.driver import menu_item
from tests.ui.windows import new_window


@pytest.fixture
def window(qtbot, tmp_path):
    return new_window(qtbot, tmp_path)


@pytest.fixture
def imelda(window):
    return make_letters.person(window.desk.store).id


@pytest.fixture
def dialog(qtbot, window, imelda):
    envelope = envelopes.of_client(window.desk.store, imelda)
    made = EnvelopeDialog(window.desk, envelope, window)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.shown, timeout=10_000):
        made.show()
    return made


def _choose(qtbot, dialog, paper):
    dialog.paper.setCurrentIndex(dialog.paper.findData(paper))
    with qtbot.waitSignal(dialog.shown, timeout=10_000):
        dialog.paper.activated.emit(dialog.paper.currentIndex())


def test_a_client_s_envelope_has_name_address_and_sender(window, imelda):
    envelope = envelopes.of_client(window.desk.store, imelda)
    assert envelope.paper is EnvelopePaper.TEN
    assert envelope.recipients[0][-2:] == ("208 Quarry Hill Road", "Port Ellery, Oregon 97000")
    texts = read(envelopes.pages(envelope)).root.texts()
    assert texts == [*envelope.sender, *envelope.recipients[0]]


def test_without_an_address_it_says_what_to_do(window):
    nobody = clients.create(window.desk.store, make.client(addresses=()), make.NOW)
    with pytest.raises(Refused, match="Details"):
        envelopes.of_client(window.desk.store, nobody.id)


def test_the_page_follows_the_paper(qtbot, dialog):
    assert dialog.preview.pages == 1
    assert not dialog._first_box.isVisible()
    _choose(qtbot, dialog, EnvelopePaper.LABELS_A4)
    assert dialog._first_box.isVisible()
    assert "208 Quarry Hill Road" in dialog.preview.page_text()


def test_a_label_that_the_sheet_has_not_is_said(qtbot, dialog):
    _choose(qtbot, dialog, EnvelopePaper.LABELS_LETTER)
    dialog.first.selectAll()
    QTest.keyClicks(dialog.first, "31")
    assert dialog._first_box.error == "Type a number from 1 to 30."
    assert not dialog.print_button.isEnabled()
    dialog.first.selectAll()
    with qtbot.waitSignal(dialog.shown, timeout=10_000):
        QTest.keyClicks(dialog.first, "7")
    assert dialog._first_box.error == ""
    assert dialog.print_button.isEnabled()


def test_it_prints_on_its_own_paper_under_no_person_s_name(qtbot, dialog, monkeypatch):
    asked = []

    def answer(self):
        asked.append((self.printer().docName(), self.printer().pageLayout().pageSize().sizePoints().toTuple()))
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    dialog.print_button.click()
    assert [name for name, _ in asked] == ["Envelope"]
    assert sorted(asked[0][1]) == [297, 684]


def test_the_client_s_menu_offers_it(qtbot, window, imelda, monkeypatch):
    asked = []
    monkeypatch.setattr(EnvelopeDialog, "ask", lambda self: asked.append(self._envelope))
    screen = ClientsScreen(window.desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    screen.show_record(imelda)
    menu_item(screen, "Print an envelope")
    assert asked == [envelopes.of_client(window.desk.store, imelda)]


def test_an_issued_letter_goes_where_it_says(qtbot, window, imelda, monkeypatch):
    store = window.desk.store
    make_letters.profile(store)
    draft = make_letters.estate_plan(store, imelda)
    with pytest.raises(Refused, match="Issue"):
        envelopes.of_letter(store, draft.id)
    issued = letters.issue(store, draft.id, make.NOW)
    clients.edit(store, imelda, {"addresses": ()}, make.NOW)  # they moved; the letter says what it says
    asked = []
    monkeypatch.setattr(EnvelopeDialog, "ask", lambda self: asked.append(self._envelope))
    page = IssuedPage(window.desk)
    qtbot.addWidget(page)
    page.open(issued.id)
    run = {hint.title: hint.run for hint in page.actions_here()}
    run["Print an envelope for this letter"]()
    assert asked[0].recipients == (issued.facts.recipient,)
