"""Signing in the room: the sheet with its pad, the certificate, and what the letter's page shows afterwards."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from practice.actions import clients, letters, signing
from practice.errors import Trouble
from practice.letters import signing as signed_files
from practice.letters.signing import seals
from practice.rules.letters import LetterState
from practice.rules.signing import Way
from practice.ui import printing
from practice.ui.letters.certificate import CertificateDialog
from practice.ui.letters.screen import LettersScreen
from practice.ui.places import PlaceEntry
from practice.ui.window import Window
from tests import make, make_certificate, make_letters
from tests.letters.read import pages
from tests.make_certificate import WORDS
from tests.ui.letters.drawn import draw
from tests.ui.windows import PLACES, show

pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")


@pytest.fixture(scope="module")
def certificate():
    return make_certificate.certificate()


@pytest.fixture
def letter(desk, draft):
    return letters.issue(desk.store, draft.id, make.NOW)


@pytest.fixture
def joint(desk):
    one = make_letters.person(desk.store)
    other = make_letters.person(desk.store, given="Bo", family="Marr", emails=())
    household = clients.join(desk.store, one.id, other.id, make.NOW)
    return letters.issue(desk.store, make_letters.estate_plan(desk.store, household.id).id, make.NOW)


def opened(qtbot, screen, letter):
    screen.show_record(letter.id)
    screen.issued.signatures.here_button.click()
    sheet = screen.issued.signatures.sheet
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def finish(qtbot, desk, sheet):
    """Press Sign, and wait for the worker."""
    sheet.sign_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_the_client_reads_draws_and_signs(qtbot, desk, letter, screen):
    sheet = opened(qtbot, screen, letter)
    assert sheet.isModal()
    assert sheet.size() == screen.size()
    assert sheet.preview.pages == letter.pages
    assert sheet.focusWidget() is sheet.preview
    assert not sheet.sign_button.isEnabled()
    draw(sheet.pad)
    assert sheet.sign_button.isEnabled()
    finish(qtbot, desk, sheet)
    after = letters.get(desk.store, letter.id)
    assert (after.state, after.signed_on) == (LetterState.SIGNED, desk.today())
    (copy,) = signing.copies(desk.store, letter.id)
    assert (copy.name, copy.way) == ("Imelda Corrant", Way.DRAWN)
    newest = signing.newest(desk.store, letter.id)
    assert newest.startswith(letters.reprint(desk.store, letter.id))
    assert len(pages(newest)[-1].curves + pages(newest)[-1].lines) > 4


def test_cancel_and_esc_leave_the_letter_as_it_is(qtbot, desk, letter, screen):
    for leave in (lambda s: s.cancel_button.click(), lambda s: QTest.keyClick(s, Qt.Key.Key_Escape)):
        sheet = opened(qtbot, screen, letter)
        draw(sheet.pad)
        leave(sheet)
        assert not screen.issued.signatures.shown.isVisible()
    assert signing.copies(desk.store, letter.id) == []
    assert letters.get(desk.store, letter.id).state is LetterState.ISSUED


def test_cancel_while_it_signs_keeps_nothing(qtbot, desk, letter, screen):
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    sheet.sign_button.click()
    assert sheet.sign_button.label() == "Signing…"
    sheet.cancel_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert signing.copies(desk.store, letter.id) == []


def test_the_lock_closes_the_sheet_and_no_key_reaches_what_it_covers(qtbot, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    letter = letters.issue(store, make_letters.estate_plan(store, make_letters.person(store).id).id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "", make.TODAY)
    places = [PlaceEntry("letters", "Letters", "file-text", lambda: LettersScreen)]
    window = Window(store.folder, [*places, *PLACES[2:]], lambda *_: [], lambda: make.NOW, "letters")
    qtbot.addWidget(window, before_close_func=lambda w: w.lock())
    window.open(store)
    show(qtbot, window)
    window.shell.go("letters", letter.id)
    page = window.shell.current.issued
    page.signatures.here_button.click()
    sheet = page.signatures.sheet
    qtbot.waitUntil(sheet.isVisible)
    assert sheet.geometry() == window.geometry()
    for _ in range(3):
        QTest.keyClick(sheet.preview, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert letters.get(store, letter.id).state is LetterState.SENT
    draw(sheet.pad)
    sheet.sign_button.click()
    window.lock()
    assert not [top for top in QApplication.topLevelWidgets() if top is not window and top.isVisible()]


def test_all_that_can_be_used_on_the_sheet_has_a_name(qtbot, joint, screen):
    sheet = opened(qtbot, screen, joint)
    for part in [*sheet.findChildren(QAbstractButton), sheet.preview, sheet.pad, sheet]:
        assert part.accessibleName(), part


def test_ctrl_z_takes_the_last_stroke_back(qtbot, letter, screen):
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    draw(sheet.pad)
    QTest.keyClick(sheet.preview, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.pad.strokes == 1
    QTest.keyClick(sheet.preview, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not sheet.undo_button.isEnabled()


def test_ctrl_z_takes_nothing_back_while_it_signs(qtbot, desk, letter, screen):
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    draw(sheet.pad)
    sheet.sign_button.click()
    QTest.keyClick(sheet.preview, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.pad.strokes == 2
    assert not sheet.sign_button.isEnabled()
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_two_clients_sign_one_after_the_other(qtbot, desk, joint, screen):
    sheet = opened(qtbot, screen, joint)
    assert [row.label for row in sheet.who.rows()] == ["Imelda Corrant", "Bo Marr", "Ines Halvard"]
    assert "binds" not in sheet.said.text()
    draw(sheet.pad)
    finish(qtbot, desk, sheet)
    assert letters.get(desk.store, joint.id).state is LetterState.ISSUED
    assert sheet.done_line.isVisible()
    assert [row.label for row in sheet.who.rows()] == ["Bo Marr", "Ines Halvard"]
    assert sheet.pad.strokes == 0
    assert "binds" in sheet.said.text()
    draw(sheet.pad)
    finish(qtbot, desk, sheet)
    assert letters.get(desk.store, joint.id).state is LetterState.SIGNED
    assert [copy.name for copy in signing.copies(desk.store, joint.id)] == ["Imelda Corrant", "Bo Marr"]


def test_somebody_elses_turn_begins_with_an_empty_pad(qtbot, desk, joint, screen):
    sheet = opened(qtbot, screen, joint)
    draw(sheet.pad)
    sheet.who.rows()[1].click()
    assert sheet.pad.strokes == 0
    assert sheet.pad.accessibleName() == "Signature of Bo Marr"
    draw(sheet.pad)
    finish(qtbot, desk, sheet)
    assert signing.copies(desk.store, joint.id)[0].name == "Bo Marr"


def test_what_is_refused_meanwhile_is_said_on_the_sheet(qtbot, desk, letter, screen):
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    letters.mark_declined(desk.store, letter.id, desk.today(), "", desk.today())
    finish(qtbot, desk, sheet)
    assert sheet.isVisible()
    assert "declined" in sheet.told.text()
    assert signing.copies(desk.store, letter.id) == []
    sheet.reject()


def test_every_button_of_the_sheet_is_reached_by_tab(qtbot, letter, screen):
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    seen = set()
    for _ in range(30):
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
        seen.add(sheet.focusWidget())
    wanted = {sheet.cancel_button, sheet.preview, sheet.undo_button, sheet.clear_button, sheet.sign_button}
    assert wanted <= seen
    assert sheet.who.rows()[0] in seen


# the page afterwards


def test_the_page_shows_prints_and_exports_the_signed_copy(qtbot, desk, letter, screen, tmp_path, monkeypatch):
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    finish(qtbot, desk, sheet)
    page = screen.issued
    chosen, printed = [], []
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (chosen.append(a[2]) or str(target), ""))
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, *_: printed.append(pdf))
    files = (signing.newest(desk.store, letter.id), letters.reprint(desk.store, letter.id))
    for segment, file in zip(page.signatures.shown.segments(), files, strict=True):
        segment.click()
        page.side.export()
        page.side.print_letter()
        assert target.read_bytes() == printed[-1] == file
    assert chosen == ["EL-2026-001-signed.pdf", "EL-2026-001.pdf"]


def test_after_signing_the_signed_copy_is_shown(qtbot, desk, letter, screen, monkeypatch):
    printed = []
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, *_: printed.append(pdf))
    sheet = opened(qtbot, screen, letter)
    draw(sheet.pad)
    finish(qtbot, desk, sheet)
    assert screen.issued.signatures.shown.value() == "signed"
    screen.issued.side.print_letter()
    assert printed == [signing.newest(desk.store, letter.id)]


def test_of_a_letter_that_was_altered_nothing_is_printed_and_no_other_letter_in_its_place(
    desk, letter, screen, tmp_path, monkeypatch
):
    printed, told = [], []
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, *_: printed.append(pdf))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.pdf"), ""))
    desk.told.connect(told.append)
    other = letters.issue(desk.store, make_letters.estate_plan(desk.store, letter.client_id).id, make.NOW)
    screen.show_record(letter.id)
    monkeypatch.setattr(letters, "reprint", altered)
    screen.show_record(other.id)
    screen.issued.side.print_letter()
    screen.issued.side.export()
    assert printed == []
    assert set(told) == {"altered"}
    assert not (tmp_path / "out.pdf").exists()


def test_a_letter_that_was_altered_is_not_signed(desk, letter, screen, monkeypatch):
    told = []
    desk.told.connect(told.append)
    screen.show_record(letter.id)
    monkeypatch.setattr(letters, "reprint", altered)
    screen.issued.signatures.sign_here()
    screen.issued.signatures.sign_by_certificate()
    assert told == ["altered", "altered"]
    assert not hasattr(screen.issued.signatures, "sheet")


def altered(*_):
    raise Trouble("altered")


def test_paper_stays_the_first_way(desk, letter, screen):
    screen.show_record(letter.id)
    page = screen.issued
    assert page.side.primary.label() == "Mark sent"
    assert page.marking.isVisible()
    assert page.signatures.isVisible()
    assert page.marking.y() < page.signatures.y()
    letters.mark_signed(desk.store, letter.id, make.TODAY, desk.today())
    assert not page.signatures.isVisible()


def test_a_letter_that_cannot_be_signed_here_says_why(desk, letter, screen, monkeypatch):
    told = []
    desk.told.connect(told.append)
    screen.show_record(letter.id)
    monkeypatch.setattr(signed_files, "find_spec", lambda name: None)
    screen.issued.signatures.sign_here()
    assert told == ["Signing needs one more part. In the program’s folder, run: .venv/bin/pip install '.[signing]'"]


def test_what_marking_would_refuse_opens_no_sheet(desk, draft, screen):
    told = []
    desk.told.connect(told.append)
    tomorrow = letters.issue(desk.store, draft.id, make.NOW + timedelta(days=1))
    screen.show_record(tomorrow.id)
    screen.issued.signatures.sign_here()
    assert told == ["Choose a day on or after the one the letter was issued."]
    assert not hasattr(screen.issued.signatures, "sheet")


# the certificate


def test_the_professional_signs_with_a_certificate(qtbot, desk, letter, screen, certificate, tmp_path, monkeypatch):
    file, root = certificate
    (tmp_path / "me.p12").write_bytes(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(tmp_path / "me.p12"), ""))
    screen.show_record(letter.id)
    dialog = CertificateDialog(desk, letter, screen)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.sign_button.click()
    assert dialog.told.text() == "Choose the certificate’s file first."
    dialog.choose_button.click()
    assert dialog.file.text() == "me.p12"
    qtbot.keyClicks(dialog.passphrase.edit, "wrong")
    dialog.sign_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert "cannot be opened" in dialog.told.text()
    assert signing.copies(desk.store, letter.id) == []
    dialog.passphrase.edit.setText(WORDS)
    QTest.keyClick(dialog.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert not dialog.isVisible()
    assert dialog.passphrase.edit.text() == ""
    (one,) = seals(signing.newest(desk.store, letter.id), [root])
    assert (one.name, one.whole, one.trusted) == ("Ines Halvard", True, True)
    assert not screen.issued.signatures.here_button.isVisible()
