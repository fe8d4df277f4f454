"""The Money tab in a real window, by keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog

from practice.actions import attachments, clients, engagements, ledger, practice
from practice.rules.engagements import Engagement, Fee, FeeKind
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.progress import Correction
from practice.ui import finding
from practice.ui.clients.page import MONEY, OVERVIEW
from practice.ui.clients.screen import ClientsScreen
from practice.ui.widgets.fields import Combo
from practice.ui.widgets.layout import FactsStrip
from tests import make
from tests.ui import windows
from tests.ui.clients.driver import opened, press, type_text

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier


def kept(store, work):
    return ledger.account(store, work.id, make.TODAY)


def enter(store, work, kind=EntryKind.PAYMENT, amount=50_000, **fields):
    account = Account.TRUST if kind in (EntryKind.DEPOSIT, EntryKind.TRANSFER) else Account.OPERATING
    usual = {"account": account, "on": make.TODAY, "payer": "Dorothea Lindqvist", "text": "As agreed"}
    entry = LedgerEntry(engagement_id=work.id, kind=kind, amount=amount, **{**usual, **fields})
    return ledger.record(store, entry, make.NOW)


def texts(widget):
    QApplication.processEvents()  # the layout shows what is new
    return windows.texts(widget)


def choose(box, value):
    """Choose from a list as a person does."""
    field = box.field
    assert isinstance(field, Combo)
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def chord(qtbot):
    press(qtbot, Qt.Key.Key_L)
    press(qtbot, Qt.Key.Key_P)


def menu():
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return {action.text(): action for action in popup.actions()}


def test_l_then_p_records_a_payment(qtbot, store, screen, money, work):
    chord(qtbot)
    assert screen.page.tabs.currentIndex() == MONEY
    assert QApplication.focusWidget() is money.recording.amount.field
    type_text(qtbot, "1,200.00")
    assert money.recording.consequence.text().startswith("After this: unearned $1,200.00, in trust $0.00.")
    press(qtbot, ENTER, CTRL)
    there = kept(store, work)
    (entry,) = there.entries
    assert (entry.kind, entry.amount, entry.payer, entry.payer_id) == (
        EntryKind.PAYMENT, 120_000, "Dorothea Lindqvist", work.client_id,
    )  # fmt: skip
    assert not money.recording.isVisible()
    assert money.model.rowCount() == 1
    assert "$1,200.00" in texts(money)
    assert store.journal.can_undo is None  # it is kept for good


def test_an_amount_that_cannot_be_read_is_said_beside_its_field(qtbot, store, money, screen, work):
    chord(qtbot)
    type_text(qtbot, "12.5")
    press(qtbot, ENTER, CTRL)
    assert money.recording.amount.error == "Add two digits for cents, for example 3,600.00."
    assert money.recording.isVisible()
    assert kept(store, work).entries == ()


def test_amounts_are_typed_as_the_locale_writes_them(qtbot, store, money, screen, work):
    practice.change(store, {"locale": "en_DE"})
    chord(qtbot)
    type_text(qtbot, "1.200,50")
    press(qtbot, ENTER, CTRL)
    assert kept(store, work).entries[0].amount == 120_050


def test_what_was_typed_waits_until_it_is_recorded(qtbot, qapp, store, money, screen, work):
    chord(qtbot)
    type_text(qtbot, "75.00")
    money.recording.payer.field.setEditText("Aunt Agnes")
    money.recording.payer.field.lineEdit().textEdited.emit("Aunt Agnes")
    choose(money.recording.kind, EntryKind.DEPOSIT)
    screen.flush()
    again = opened(qtbot, qapp, store).findChild(ClientsScreen)
    other = again.page.money
    again.page.show_tab(MONEY)
    assert other.recording.isVisible()
    typed = other.recording.form.read()
    assert (typed["amount"], typed["payer"], typed["kind"]) == ("75.00", "Aunt Agnes", EntryKind.DEPOSIT)
    other.recording.press()
    (entry,) = kept(store, work).entries
    assert (entry.account, entry.payer, entry.payer_id) == (Account.TRUST, "Aunt Agnes", None)
    assert not other.recording.waiting("ledger.record", work)


def test_escape_puts_it_away_and_keeps_the_words(qtbot, store, money, screen, work):
    chord(qtbot)
    type_text(qtbot, "75.00")
    press(qtbot, ESC)
    assert not money.recording.isVisible()
    assert money.recording.waiting("ledger.record", work)
    screen.load()
    assert not money.recording.isVisible()
    money.record_button.click()
    assert money.recording.amount.field.text() == "75.00"


def test_only_what_a_kind_asks_for_is_shown(qtbot, store, money, screen, work, client):
    attachments.add_bytes(store, "clients", client.id, "Receipt 77.pdf", b"receipt", make.NOW)
    chord(qtbot)
    form = money.recording
    assert [form.account.isVisible(), form.receipt.isVisible(), form.payer.isVisible()] == [False, False, True]
    choose(form.kind, EntryKind.COST)
    assert [form.account.isVisible(), form.receipt.isVisible(), form.payer.isVisible()] == [True, True, False]
    form.receipt.field.setCurrentIndex(1)
    form.receipt.field.activated.emit(1)
    form.amount.field.setText("41.00")
    form.press()
    assert form.text.error == "Say what the cost was for, as on its receipt."
    form.text.field.setText("Recording fee")
    form.press()
    (entry,) = kept(store, work).entries
    assert (entry.text, entry.payer, entry.receipt_id is not None) == ("Recording fee", "", True)
    choose(form.kind, EntryKind.REFUND)
    assert form.payer.field.accessibleName() == "To whom"


def test_trust_money_stays_until_it_is_earned(qtbot, store, money, screen, work):
    enter(store, work, EntryKind.DEPOSIT, 100_000)
    screen.page.show_tab(MONEY)
    money.record(EntryKind.TRANSFER)
    type_text(qtbot, "600.00")
    press(qtbot, ENTER, CTRL)
    assert money.recording.amount.error.startswith("Only 0.00 USD of the money in trust is earned.")
    press(qtbot, ESC)
    money.correct()
    type_text(qtbot, "25")
    press(qtbot, ENTER, CTRL)
    assert money.correcting.evidence.error == "Say what shows it, such as the draft sent on May 3."
    money.correcting.evidence.field.setText("The draft of November 17")
    money.correcting.press()
    assert money.far.said.text() == "25% of the work"
    assert "The draft of November 17" in money.far.source.text()
    assert money.transfer_button.text() == "Take $600.00 out of trust"
    money.transfer_button.click()
    assert money.recording.amount.field.text() == "600.00"  # as it waited
    press(qtbot, ENTER, CTRL)
    assert kept(store, work).balances.trust == 40_000
    assert not money.transfer_button.isVisible()


def test_a_number_that_is_none_is_said_beside_its_field(qtbot, store, money, screen, work):
    screen.page.show_tab(MONEY)
    money.far.change_button.click()
    type_text(qtbot, "half")
    money.correcting.evidence.field.setText("The draft")
    money.correcting.press()
    assert money.correcting.first.error == "Type a whole number, for example 25."
    assert ledger.corrections(store, work.id) == []


def test_what_was_said_of_the_work_can_be_read_again(qtbot, store, money, screen, work):
    for percent in (30, 20):
        said = Correction(engagement_id=work.id, percent=percent, evidence=f"Draft {percent}", on=make.TODAY)
        ledger.correct(store, said, make.NOW)
    screen.page.show_tab(MONEY)
    money.far.earlier_button.click()
    shown = texts(money.far)
    assert {"Nov 18: Percent done: 20. Draft 20", "Nov 18: Percent done: 30. Draft 30"} <= shown


def test_enter_on_an_entry_takes_it_back(qtbot, store, money, screen, work):
    first = enter(store, work)
    screen.page.show_tab(MONEY)
    money.rows.setFocus()
    press(qtbot, ENTER)
    act = menu()["Take this entry back…"]
    QApplication.activePopupWidget().close()
    act.trigger()
    assert money.reversing.heading.title.text() == "Take back: Payment of Nov 18, $500.00"
    press(qtbot, ENTER, CTRL)
    assert money.reversing.why.error == "Say why it is reversed."
    type_text(qtbot, "The bank returned the check")
    press(qtbot, ENTER, CTRL)
    entries = kept(store, work).entries
    assert [one.reverses for one in entries] == [None, first.id]
    assert [money.model.face(line).name for line in money.model._lines] == ["Taken back: payment", "Payment"]
    for row in (0, 1):
        money.rows.setCurrentIndex(money.model.index(row))
        money.rows.setFocus()
        press(qtbot, ENTER)
        assert not any(action.isEnabled() for action in menu().values())
        QApplication.activePopupWidget().close()


def test_rows_tell_screen_readers_all(qtbot, store, money, screen, work):
    enter(store, work, EntryKind.DEPOSIT, 100_000, method="Check", reference="1042", text="")
    screen.page.show_tab(MONEY)
    QAbstractItemModelTester(money.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = money.model.data(money.model.index(0))
    assert said == (
        "Deposit into trust, Nov 18, Dorothea Lindqvist, Check 1042, Amount $1,000.00, Balance $0.00, "
        "In trust $1,000.00"
    )
    enter(store, work)
    assert money.model.rowCount() == 2


def test_the_overview_shows_the_money_of_open_work(qtbot, store, screen, work, client):
    page = screen.page
    page.show_tab(OVERVIEW)
    assert len(page.overview.findChildren(FactsStrip)) == 1
    enter(store, work, EntryKind.DEPOSIT, 100_000)
    assert {"Unearned", "$1,000.00", "In trust"} <= texts(page.overview)
    other = Engagement(client_id=client.id, title="Will", fee=Fee(kind=FeeKind.FLAT, amount=70_000, currency="JPY"))
    second = engagements.create(store, other, make.NOW, make.TODAY)
    enter(store, second, amount=5_000, currency="JPY")
    assert {"Estate plan", "Will", "¥5,000"} <= texts(page.overview)
    engagements.close(store, second.id, make.TODAY - timedelta(days=1))
    assert "¥5,000" in texts(page.overview)  # over, but not settled
    enter(store, second, EntryKind.REFUND, 5_000, currency="JPY")
    assert "¥5,000" not in texts(page.overview)


def test_another_work_has_its_own_account(qtbot, store, money, screen, work, client):
    enter(store, work)
    other = Engagement(client_id=client.id, title="Will", fee=Fee(kind=FeeKind.FLAT, amount=70_000))
    second = engagements.create(store, other, make.NOW, make.TODAY)
    screen.page.show_tab(MONEY)
    assert money.account.engagement.id == work.id  # the one that was shown stays
    money.which.setCurrentIndex(money.which.findData(second.id))
    money.which.activated.emit(0)
    assert money.model.rowCount() == 0
    chord_on = money.record
    chord_on()
    type_text(qtbot, "10.00")
    press(qtbot, ENTER, CTRL)
    assert [one.amount for one in kept(store, second).entries] == [1_000]
    assert len(kept(store, work).entries) == 1


def test_without_work_it_says_what_to_do_first(qtbot, store, screen, shell_told):
    nobody = clients.create(store, make.client("Petra", "Vogt-Hale"), make.NOW)
    screen.show_record(nobody.id)
    assert not screen.page.tabs.isTabVisible(MONEY)
    screen.people.rows.setFocus()
    chord(qtbot)
    assert shell_told == ["There is no work to pay for yet. Begin a letter first."]


@pytest.fixture
def shell_told(screen):
    told = []
    screen.desk.told.connect(told.append)
    return told


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbfEntry")])
def test_a_statement_is_saved_where_the_person_says(
    qtbot, store, money, screen, work, tmp_path, monkeypatch, ending, begins
):
    enter(store, work)
    screen.page.show_tab(MONEY)
    asked = []

    def answer(_parent, _title, named, _kind):
        asked.append(named)
        return str(tmp_path / "statement"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    money.export(ending)
    assert asked == [f"Statement-{work.id}-2026-11-18.{ending}"]
    assert (tmp_path / f"statement.{ending}").read_bytes().startswith(begins)


def test_the_palette_offers_the_payment_by_name(qtbot, screen):
    titles = [hint.title for hint in screen.actions_here()]
    assert "Record a payment from Dorothea Lindqvist" in titles


def test_an_entry_leads_to_the_invoice_or_decision_that_it_came_of(qtbot, store, money, screen, work):
    enter(store, work, EntryKind.FEE, invoice_id=7)
    screen.page.show_tab(MONEY)
    went = []
    screen.desk.went.connect(lambda place, number: went.append((place, number)))
    money.rows.setFocus()
    press(qtbot, ENTER)
    acts = menu()
    assert list(acts) == ["Open the invoice"]  # only a credit note takes its fee back
    QApplication.activePopupWidget().close()
    acts["Open the invoice"].trigger()
    assert went == [("money", 7)]


def test_a_receipt_that_is_added_is_the_receipt(qtbot, store, money, screen, work, tmp_path, monkeypatch):
    file = tmp_path / "Receipt 77.pdf"
    file.write_bytes(b"a receipt")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    screen.page.show_tab(MONEY)
    money.record(EntryKind.COST)
    type_text(qtbot, "41.00")
    money.recording.add_button.click()
    receipt = money.recording.receipt.field
    qtbot.waitUntil(lambda: bool(receipt.currentData()), timeout=5000)
    assert receipt.currentText() == "Receipt 77.pdf"
    assert money.recording.amount.field.text() == "41.00"
    money.recording.text.field.setText("Recording fee")
    money.recording.press()
    (entry,) = kept(store, work).entries
    (filed,) = attachments.of_client(store, clients.find(store, work.client_id))
    assert entry.receipt_id == filed.attachment.id


def test_what_is_typed_for_one_work_waits_there(qtbot, store, money, screen, work, client):
    other = Engagement(client_id=client.id, title="Will", fee=Fee(kind=FeeKind.FLAT, amount=70_000))
    second = engagements.create(store, other, make.NOW, make.TODAY)
    chord(qtbot)
    type_text(qtbot, "75.00")
    money.which.setCurrentIndex(money.which.findData(second.id))
    money.which.activated.emit(0)
    assert not money.recording.isVisible()
    money.record()
    assert money.recording.amount.field.text() == ""
    money.which.setCurrentIndex(money.which.findData(work.id))
    money.which.activated.emit(0)
    assert money.recording.isVisible()
    assert money.recording.amount.field.text() == "75.00"


def test_what_goes_back_beyond_the_unearned_part_is_waived(qtbot, store, money, screen, work):
    enter(store, work, amount=100_000)
    said = Correction(engagement_id=work.id, percent=40, evidence="The draft", on=make.TODAY)
    ledger.correct(store, said, make.NOW)  # 960.00 of 2,400.00
    screen.page.show_tab(MONEY)
    money.record(EntryKind.REFUND)
    type_text(qtbot, "140.00")
    assert money.recording.consequence.text().startswith("$100.00 of it was earned, and is waived besides.")
    press(qtbot, ENTER, CTRL)
    there = kept(store, work)
    assert [one.kind for one in there.entries] == [EntryKind.PAYMENT, EntryKind.REFUND, EntryKind.WRITE_OFF]
    assert (there.balances.owed, there.balances.unearned) == (0, 0)


def test_the_palette_begins_a_payment_by_name_and_finds_entries(qtbot, store, money, screen, work):
    enter(store, work, reference="10427", text="Second half")
    went = []
    screen.desk.went.connect(lambda place, record: went.append((place, record)))
    asked = {one.text: one for one in finding.find(screen.desk, "payment dorothea", 20)}
    asked["Record a payment from Dorothea Lindqvist"].run()
    assert went == [("clients", (work.client_id, "payment"))]
    assert money.recording.isVisible()
    (found,) = [one for one in finding.find(screen.desk, "10427", 20) if one.icon == "banknote"]
    screen.page.show_tab(OVERVIEW)
    found.run()
    assert screen.page.tabs.currentIndex() == MONEY
    assert money.model.at(money.rows.currentIndex()).reference == "10427"
    assert QApplication.focusWidget() is money.rows


def test_printing_asks_for_the_statement_by_no_name(qtbot, store, money, screen, work, monkeypatch):
    enter(store, work)
    screen.page.show_tab(MONEY)
    asked = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: asked.append(dialog.windowTitle()) or 0)
    money.print_statement()
    assert asked == [f"Print Statement-{work.id}-2026-11-18"]
