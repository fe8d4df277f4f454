"""One month of trust: the three balances, what the bank does not show, what lies between, finished by two presses."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practice.actions import reconciliation
from practice.rules.ledger import EntryKind
from practice.rules.reconciliation import Named, ReconciliationState
from practice.ui.money.overview import TRUST
from practice.ui.money.trust import TrustPage
from practice.ui.widgets.text import Text
from tests import make, make_invoices
from tests.ui.money.conftest import faces, press, typed

OCTOBER = date(2026, 10, 31)


@pytest.fixture
def month(screen, desk, about):
    make_invoices.money(desk.store, about, EntryKind.DEPOSIT, 50_000, OCTOBER)
    screen.show_record("trust")
    assert isinstance(screen.page, TrustPage)
    return screen.page


def test_a_month_of_trust_that_waits_is_told_and_begun(qtbot, screen, desk, about):
    make_invoices.money(desk.store, about, EntryKind.DEPOSIT, 50_000, OCTOBER)
    screen.load()
    assert screen.overview.waiting.count() == 1
    press(screen, "T")
    assert isinstance(screen.page, TrustPage)
    press(screen, "Esc")
    assert screen.overview.stack.currentIndex() == TRUST
    assert [face.status for face in faces(screen.overview.list)] == ["Not finished"]


def test_a_month_is_finished_once_all_three_agree(qtbot, screen, desk, month):
    box = month.form._fields["statement"]
    typed(qtbot, box, "400.00")
    screen.flush()
    assert month.agrees.text() == "$100.00 to explain"
    press(screen, "Ctrl+Enter")
    typed(qtbot, box, "500.00")
    screen.flush()
    assert month.agrees.text() == "All three agree"
    press(screen, "Ctrl+Enter")
    assert reconciliation.get(desk.store, month.reconciliation_id).state is ReconciliationState.DRAFT
    press(screen, "Ctrl+Enter")
    assert reconciliation.get(desk.store, month.reconciliation_id).state is ReconciliationState.FINISHED
    assert month.form is None
    assert month.sheet.preview.hasFocus() or month.sheet.preview.isAncestorOf(QApplication.focusWidget())
    texts = [text.text() for text in month.findChildren(Text)]
    assert "Nothing waits: the statement shows every entry." in texts
    assert "check code" in month.sheet.preview.page_text()


def test_an_entry_the_bank_does_not_show_is_ticked(qtbot, screen, desk, month):
    qtbot.keyClicks(month.form.editor("statement"), "0.00")
    screen.flush()
    tick = next(iter(month.ticks.values()))
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert reconciliation.view(desk.store, month.reconciliation_id, make.TODAY).compared.agrees
    assert next(iter(month.ticks.values())).hasFocus()


def test_a_difference_is_named_by_what_is_left(qtbot, screen, desk, month):
    qtbot.keyClicks(month.form.editor("statement"), "505.00")
    press(screen, "D")
    typed(qtbot, month.named_rows[0][0], "Paid in by the bank in error")
    screen.flush()
    one = reconciliation.get(desk.store, month.reconciliation_id)
    assert one.named == (Named("Paid in by the bank in error", -500),)
    assert month.sheet.primary.isEnabled()


def test_what_is_no_amount_is_said_beside_it(qtbot, screen, desk, month):
    qtbot.keyClicks(month.form.editor("statement"), "5.5")
    screen.flush()
    assert month.form._fields["statement"].error
    assert reconciliation.get(desk.store, month.reconciliation_id).statement is None


def test_a_month_is_discarded_and_comes_back(screen, desk, month):
    month.discard()
    assert screen.page is None
    desk.store.journal.undo()
    assert len(reconciliation.page(desk.store, None, 5)) == 1
