"""Money from elsewhere: the palette, the client's timeline, the search, the keys of a client, the settings."""

import pytest

from practice.actions import clients, invoices, ledger, practice, timeline
from practice.app import PLACES
from practice.rules.timeline import Event
from practice.rules.units import Counting, Rounding
from practice.ui.clients import acts, words
from practice.ui.entries import DO, NOTES
from practice.ui.finding import find
from practice.ui.ledger.tab import Money
from practice.ui.settings.screen import SettingsScreen
from practice.ui.undone import thing
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.status import InlineStatus
from tests import make


def test_the_palette_begins_an_invoice_by_name(desk, client, about):
    entry = find(desk, "invoice imelda", 12)[0]
    assert (entry.group, entry.text) == (DO, "Invoice Imelda Corrant")
    entry.run()
    assert desk.places == [("money", ("new", client.id))]


def test_the_palette_reconciles_trust_from_anywhere(desk):
    entry = next(one for one in find(desk, "reconcile", 12) if one.group == DO)
    entry.run()
    assert desk.places == [("money", "trust")]
    assert not [one for one in find(desk, "", 12) if one.text == "Reconcile trust"]


def test_an_invoice_is_found_by_its_words_and_its_number(desk, issued):
    for typed in ("call bank", "inv-2026-001"):
        found = [one for one in find(desk, typed, 12) if one.group == NOTES and one.icon == "receipt-text"]
        assert found, typed
        found[0].run()
    assert desk.places == [("money", issued.id)] * 2


def test_invoice_and_credit_note_stand_in_the_timeline(desk, client, issued):
    note = invoices.credit(desk.store, issued.id, "Wrong rate", make.NOW)
    told = [one for one in timeline.of_client(desk.store, client) if "invoice" in one.event.value]
    assert {(one.event, one.title, one.record_id) for one in told} == {
        (Event.INVOICE, "INV-2026-001", issued.id),
        (Event.INVOICE_CREDITED, "CN-2026-001", note.id),
    }
    moments = {words.moment(one, make.NOW).said() for one in told}
    assert any("Invoice INV-2026-001, $228.00" in said for said in moments)
    assert any("Wrong rate" in said for said in moments)
    assert {words.opens(one) for one in told} == {("money", issued.id), ("money", note.id)}


def test_a_draft_is_not_in_the_timeline_yet(desk, client, about):
    invoices.start(desk.store, about.id, make.NOW, [])
    told = timeline.of_client(desk.store, client)
    assert not [one for one in told if one.event is Event.INVOICE]


def test_a_client_is_billed_by_keys(desk, client):
    acts.do("invoice", desk, clients.find(desk.store, client.id))
    assert desk.places == [("money", ("new", client.id))]
    assert "L then I" in [hint.keys for hint in acts.hints(lambda _: None, "Imelda")]


def test_the_sidebar_counts_what_is_overdue(desk, issued):
    place = next(one for one in PLACES if one.key == "money")
    assert place.count(desk.store) == 0
    assert "invoices" in place.counts


@pytest.mark.parametrize("label", ["time.add", "time.drop", "invoice.start", "invoice.edit", "reconciliation.edit"])
def test_what_can_be_taken_back_has_a_name(label):
    assert thing(label)


def test_how_invoices_and_time_are_done_is_set_in_settings(qtbot, desk):
    screen = SettingsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_record("money")
    for key, text in (("invoice_days", "14"), ("tax_label", "VAT"), ("tax_percent", "20")):
        field = screen.fields[key].field
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
    screen.fields["time_counting"].field.pick(1)
    screen.flush()
    kept = practice.profile(desk.store)
    assert (kept.invoice_days, kept.tax_label, kept.tax_percent) == (14, "VAT", "20")
    assert (kept.time_rounding, kept.time_counting) == (Rounding.UP, Counting.PER_ENTRY)
    qtbot.keyClicks(screen.fields["tax_percent"].field, "%%")
    screen.flush()
    assert "8.25" in screen.fields["tax_percent"].error


def test_the_money_of_a_client_shows_their_invoices_and_leads_there(qtbot, desk, client, about, issued):
    tab = Money(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_accounts(ledger.of_client(desk.store, client, make.TODAY), ())
    link = next(one for one in tab.bills.findChildren(Button) if one.label() == "INV-2026-001")
    assert [one.text() for one in tab.bills.findChildren(InlineStatus)] == ["Due December 18"]
    link.click()
    tab.bills.to_work.click()
    assert desk.places == [("money", issued.id), ("money", ("work", about.id))]
