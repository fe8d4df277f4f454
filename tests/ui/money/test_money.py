"""The place of money: lists, what is unbilled, one invoice, one month of trust."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from practice.actions import invoices, ledger, payments, practice, sessions, time
from practice.rules.invoices import InvoiceState, Standing
from practice.rules.ledger import Account, EntryKind
from practice.ui.money.invoice import InvoicePage
from practice.ui.money.overview import INVOICES
from practice.ui.money.work import WorkPage
from tests import make, make_invoices
from tests.ui.money.conftest import LATER, faces, press, typed

OCTOBER = date(2026, 10, 31)


# lists


def test_what_is_unbilled_stands_by_client_with_its_sum(screen, desk, about):
    make_invoices.spent(desk.store, about, 47)
    make_invoices.money(desk.store, about, EntryKind.COST, 40_200)
    assert [(face.name, face.status) for face in faces(screen.overview.list)] == [("Imelda Corrant", "$630.00")]
    assert "47 min, 1 cost" in faces(screen.overview.list)[0].detail


def test_empty_lists_say_what_they_are_for(screen, desk):
    for tab, empty in enumerate(screen.overview.empties):
        screen.overview.show_tab(tab)
        assert empty.isVisible()
        assert not screen.overview.list.isVisible()


def test_what_is_overdue_stands_first_and_is_counted(screen, desk, clock, about, issued):
    make_invoices.spent(desk.store, about, 6)
    draft = invoices.start(desk.store, about.id, make.NOW)
    clock.now = LATER
    screen.overview.show_tab(INVOICES)
    screen.overview.load()
    assert [(face.status, face.kind) for face in faces(screen.overview.list)] == [
        ("Draft", "neutral"),
        ("10 days overdue", "bad"),
    ]
    assert screen.overview.head.subline.text() == "1 invoice is overdue"
    screen.overview.list.setCurrentIndex(screen.overview.list.model().index(0, 0))
    screen.overview.list.picked.emit(screen.overview.list.currentIndex())
    assert isinstance(screen.page, InvoicePage)
    assert screen.page.invoice_id == draft.id


# what is unbilled


@pytest.fixture
def work(screen, about):
    screen.show_record(("work", about.id))
    assert isinstance(screen.page, WorkPage)
    return screen.page


def test_time_is_typed_with_keys_alone_and_waits_as_a_draft_until_it_is_kept(qtbot, screen, desk, work, about):
    press(screen, "T")
    qtbot.keyClicks(work.ask_time.minutes.field, "0:47")
    typed(qtbot, work.ask_time.text, "Call with the bank")
    screen.flush()
    assert time.of_engagement(desk.store, about.id) == ()
    press(screen, "Esc")
    press(screen, "T")
    assert work.ask_time.text.field.text() == "Call with the bank"
    press(screen, "Ctrl+Enter")
    assert [(one.minutes, one.text) for one in time.of_engagement(desk.store, about.id)] == [(47, "Call with the bank")]
    assert work.asking is None
    assert work.write_button.isEnabled()


def test_what_is_wrong_with_time_is_said_beside_its_field(qtbot, screen, desk, work, about):
    press(screen, "T")
    qtbot.keyClicks(work.ask_time.minutes.field, "soon")
    press(screen, "Ctrl+Enter")
    assert "1:30" in work.ask_time.minutes.error
    assert time.of_engagement(desk.store, about.id) == ()


def test_the_field_for_words_hints_that_an_invoice_reveals_no_advice(work):
    assert "not what was advised" in work.ask_time.text.field.accessibleDescription()


def test_time_is_changed_and_taken_out_again(qtbot, screen, desk, work, about):
    entry = make_invoices.spent(desk.store, about, 47)
    work.add_time(entry)
    typed(qtbot, work.ask_time.minutes, "50")
    press(screen, "Ctrl+Enter")
    assert time.get(desk.store, entry.id).minutes == 50
    work._drop(entry)
    assert time.of_engagement(desk.store, about.id) == ()
    assert desk.said[-1] == "Took 47 min out"


def test_a_session_gives_its_time_with_one_key(screen, desk, client, about):
    note = sessions.open_session(desk.store, client.id, make.NOW, make.NOW)
    sessions.arrange(desk.store, note.id, ends_at=make.NOW + timedelta(minutes=30))
    sessions.write(desk.store, note.id, fields={"covered": "Advised to wait"})
    sessions.sign(desk.store, note.id, make.NOW + timedelta(minutes=30))
    screen.show_record(("work", about.id))
    press(screen, "S")
    assert [one.minutes for one in time.of_engagement(desk.store, about.id)] == [30]
    assert not any(hint.keys == "S" for hint in screen.actions_here())


def test_a_cost_goes_into_the_ledger_and_waits(qtbot, screen, desk, work, about):
    press(screen, "C")
    qtbot.keyClicks(work.ask_cost.amount.field, "402.00")
    typed(qtbot, work.ask_cost.text, "Court filing fee")
    press(screen, "Ctrl+Enter")
    assert [one.amount for one in time.unbilled(desk.store, about.id, make.TODAY).costs] == [40_200]
    assert ledger.account(desk.store, about.id, make.TODAY).balances.costs == 40_200


def test_only_what_is_ticked_is_billed(qtbot, screen, desk, work, about):
    make_invoices.spent(desk.store, about, 47)
    make_invoices.money(desk.store, about, EntryKind.COST, 40_200)
    tick = work._checks[1][0]
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert "$228.00" in work.bar.consequence.text()
    press(screen, "Ctrl+Enter")
    assert isinstance(screen.page, InvoicePage)
    assert [line.amount for line in invoices.get(desk.store, screen.page.invoice_id).lines] == [22_800]


def test_a_client_is_billed_from_elsewhere_and_told_where_there_is_no_work(screen, desk, client, about):
    screen.show_record(("new", client.id))
    assert screen.record_shown() == ("work", about.id)
    other = make_invoices.make_letters.person(desk.store, given="Aldo", emails=())
    screen.show_record(("new", other.id))
    assert screen.page is None
    assert "no work to bill" in desk.said[-1]


# one invoice


@pytest.fixture
def draft(screen, desk, about):
    make_invoices.spent(desk.store, about, 47)
    made = invoices.start(desk.store, about.id, make.NOW)
    screen.show_record(made.id)
    return made


def test_a_draft_is_kept_as_it_is_typed_and_its_pages_follow(qtbot, screen, desk, draft):
    page = screen.page
    typed(qtbot, page.editor.rows[0].text, "Telephone call")
    qtbot.waitUntil(lambda: invoices.get(desk.store, draft.id).lines[0].text == "Telephone call", timeout=3000)
    qtbot.waitUntil(lambda: "Telephone call" in page.sheet.preview.page_text(), timeout=5000)
    assert page.editor.rows[0].text.field.hasFocus()


def test_lines_come_and_go(qtbot, screen, desk, draft):
    editor = screen.page.editor
    editor.add_line()
    typed(qtbot, editor.rows[1].text, "Certified copy")
    typed(qtbot, editor.rows[1].amount, "25.00")
    screen.flush()
    assert invoices.get(desk.store, draft.id).total == 25_300
    editor.remove_line(0)
    assert [line.text for line in invoices.get(desk.store, draft.id).lines] == ["Certified copy"]
    editor.take_up()
    assert [line.amount for line in invoices.get(desk.store, draft.id).lines] == [2_500, 22_800]


def test_tax_is_typed_without_losing_the_place(qtbot, screen, desk, draft):
    form = screen.page.editor.form
    form.editor("tax_label").setFocus()
    qtbot.keyClicks(form.editor("tax_label"), "VAT")
    form.editor("tax_percent").setFocus()
    qtbot.keyClicks(form.editor("tax_percent"), "20")
    screen.flush()
    assert invoices.get(desk.store, draft.id).total == 27_360
    assert screen.page.editor.form is form
    assert "$45.60 tax" in screen.page.editor.sum.text()


def test_a_rate_that_is_none_is_refused_beside_its_field(qtbot, screen, desk, draft):
    form = screen.page.editor.form
    qtbot.keyClicks(form.editor("tax_percent"), "much")
    screen.flush()
    assert "8.25" in form._fields["tax_percent"].error
    assert invoices.get(desk.store, draft.id).tax_percent == ""


def test_issuing_takes_two_presses_and_is_final(screen, desk, draft):
    press(screen, "Ctrl+Enter")
    assert invoices.get(desk.store, draft.id).state is InvoiceState.DRAFT
    assert "Press again" in screen.page.sheet.consequence.text()
    press(screen, "Esc")
    assert screen.page is not None
    press(screen, "Ctrl+Enter")
    press(screen, "Ctrl+Enter")
    assert invoices.get(desk.store, draft.id).number == "INV-2026-001"
    assert desk.said[-1] == "Issued INV-2026-001"
    assert not screen.page.editor.isVisible()
    assert "INV-2026-001" in screen.page.sheet.preview.page_text()


def test_a_draft_without_a_line_is_not_issued_and_says_why(screen, desk, draft):
    screen.page.editor.remove_line(0)
    press(screen, "Ctrl+Enter")
    assert screen.page.editor.problem.isVisible()
    assert not screen.page.sheet.primary.isEnabled()
    assert invoices.get(desk.store, draft.id).state is InvoiceState.DRAFT


def test_a_discarded_draft_leads_back_and_undo_brings_it_again(screen, desk, draft):
    screen.page.discard()
    assert screen.page is None
    desk.store.journal.undo()
    assert invoices.get(desk.store, draft.id) == draft


def test_a_payment_is_recorded_and_the_rest_is_open(qtbot, screen, desk, issued):
    screen.show_record(issued.id)
    press(screen, "P")
    card = screen.page.pay_card
    assert card.amount.field.text() == "228.00"
    typed(qtbot, card.amount, "100.00")
    press(screen, "Ctrl+Enter")
    there = invoices.view(desk.store, issued.id, make.TODAY)
    assert (there.standing, there.open) == (Standing.PARTLY, 12_800)
    assert there.payments[0].payer == "Imelda Corrant"
    assert screen.page.pill.text() == "Partly paid, due December 18"


def test_more_than_is_open_is_refused_beside_the_amount(qtbot, screen, desk, issued):
    screen.show_record(issued.id)
    press(screen, "P")
    typed(qtbot, screen.page.pay_card.amount, "300.00")
    press(screen, "Ctrl+Enter")
    assert "$228.00" in screen.page.pay_card.amount.error


def test_what_is_earned_in_trust_pays(qtbot, screen, desk, about, issued):
    make_invoices.money(desk.store, about, EntryKind.DEPOSIT, 50_000)
    screen.show_record(issued.id)
    press(screen, "P")
    card = screen.page.pay_card
    card.source.field.pick(2) if hasattr(card.source.field, "pick") else card.source.field.set_value("trust")
    card.form.edited.emit("source")
    press(screen, "Ctrl+Enter")
    assert invoices.view(desk.store, issued.id, make.TODAY).standing is Standing.PAID
    assert ledger.account(desk.store, about.id, make.TODAY).balances.trust == 27_200


def test_an_invoice_is_taken_back_with_a_reason(qtbot, screen, desk, issued):
    screen.show_record(issued.id)
    screen.page.ask(screen.page.credit_card)
    press(screen, "Ctrl+Enter")
    assert screen.page.credit_card.why.error
    typed(qtbot, screen.page.credit_card.why, "Wrong rate")
    press(screen, "Ctrl+Enter")
    assert invoices.view(desk.store, issued.id, make.TODAY).standing is Standing.CREDITED
    assert screen.page.other_button.isVisible()
    screen.page.other_button.click()
    assert screen.page.head.title.text() == "Credit note CN-2026-001 for Imelda Corrant"


def test_an_overdue_invoice_leads_to_its_reminder(screen, desk, clock, issued):
    screen.show_record(issued.id)
    assert not any(hint.keys == "R" for hint in screen.actions_here())
    clock.now = LATER
    screen.load()
    press(screen, "R")
    letter = invoices.view(desk.store, issued.id, LATER.date()).reminders[0]
    assert desk.places[-1] == ("letters", letter.id)


def test_what_came_in_before_is_offered(screen, desk, about, issued):
    make_invoices.money(desk.store, about, EntryKind.PAYMENT, 22_800)
    screen.show_record(issued.id)
    assert screen.page.earlier.isVisible()
    screen.page.earlier_button.click()
    assert invoices.view(desk.store, issued.id, make.TODAY).standing is Standing.PAID
    assert not screen.page.earlier.isVisible()


def test_an_exported_invoice_is_its_stored_file(screen, desk, issued, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "practice.ui.money.sheet.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "INV-2026-001"), "")
    )
    screen.show_record(issued.id)
    screen.page.sheet.export()
    assert (tmp_path / "INV-2026-001.pdf").read_bytes() == invoices.pdf(desk.store, issued.id, make.TODAY)


def test_a_change_elsewhere_is_shown_at_once(screen, desk, issued):
    screen.show_record(issued.id)
    payments.pay(desk.store, issued.id, make_invoices.payment(22_800), make.NOW)
    assert screen.page.pill.text() == "Paid"


def test_a_deposit_goes_into_trust(qtbot, screen, desk, client):
    about = make_invoices.signed(desk.store, client, make_invoices.replace(make_invoices.HOURLY, deposit=50_000))
    asked = invoices.issue(desk.store, invoices.start(desk.store, about.id, make.NOW).id, make.NOW)
    screen.show_record(asked.id)
    press(screen, "P")
    press(screen, "Ctrl+Enter")
    entries = ledger.account(desk.store, about.id, make.TODAY).entries
    assert [(one.kind, one.account) for one in entries] == [(EntryKind.DEPOSIT, Account.TRUST)]
    assert practice.profile(desk.store).payment_details


def test_an_undone_beginning_leads_back_with_nothing_broken(qtbot, screen, desk, draft):
    field = screen.page.editor.rows[0].text.field
    field.setFocus()
    qtbot.keyClicks(field, "half a wo")
    desk.store.journal.undo()
    assert screen.page is None
    assert screen.overview.isVisible()
    assert invoices.draft_of(desk.store, draft.engagement_id) is None


def test_an_issued_invoice_is_handed_to_the_mail_program(screen, desk, issued, tmp_path, monkeypatch):
    handed = []
    monkeypatch.setattr("practice.ui.money.invoice.opener.write", lambda _, *what: handed.append(what))
    monkeypatch.setattr("practice.ui.money.invoice.opener.show_folder", lambda _: None)
    monkeypatch.setattr(
        "practice.ui.money.sheet.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "INV-2026-001.pdf"), "")
    )
    screen.show_record(issued.id)
    press(screen, "E")
    message, file, _ = handed[0]
    assert message.to == ("imelda@corrant.example",)
    assert message.subject == "Invoice INV-2026-001"
    assert "Dear Ms. Corrant," in message.text
    assert "$" not in message.text
    assert file.read_bytes() == invoices.pdf(desk.store, issued.id, make.TODAY)


def test_a_line_that_was_undone_takes_no_words_any_more(qtbot, screen, desk, draft):
    editor = screen.page.editor
    editor.add_line()
    editor.rows[1].text.field.setFocus()
    qtbot.keyClicks(editor.rows[1].text.field, "half a wo")
    desk.store.journal.undo()
    assert len(invoices.get(desk.store, draft.id).lines) == 1
    assert len(screen.page.editor.rows) == 1
