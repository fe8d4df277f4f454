"""A certificate that is being used when the practice is locked is forgotten, and signs nothing."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from practice.actions import letters, signing
from practice.actions.store import unlock
from practice.ui.letters.screen import LettersScreen
from practice.ui.places import PlaceEntry
from practice.ui.window import Window
from tests import make, make_certificate, make_letters
from tests.ui.windows import PLACES, show

pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")


def test_the_lock_forgets_a_certificate_and_its_passphrase_while_it_signs(qtbot, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    letter = letters.issue(store, make_letters.estate_plan(store, make_letters.person(store).id).id, make.NOW)
    places = [PlaceEntry("letters", "Letters", "file-text", lambda: LettersScreen)]
    window = Window(store.folder, [*places, *PLACES[2:]], lambda *_: [], lambda: make.NOW, "letters")
    qtbot.addWidget(window, before_close_func=lambda w: w.lock())
    window.open(store)
    show(qtbot, window)
    window.shell.go("letters", letter.id)
    seen = []

    def lock():
        dialog = QApplication.activeModalWidget()
        dialog._certificate = make_certificate.certificate()[0]
        dialog.passphrase.edit.setText(make_certificate.WORDS)
        dialog.sign()
        window.lock()
        seen.append((dialog.passphrase.edit.text(), dialog._certificate, dialog.isVisible()))

    QTimer.singleShot(0, lock)
    window.shell.current.issued.signatures.sign_by_certificate()
    assert seen == [("", b"", False)]
    again = unlock(store.folder, make.PASSPHRASE)
    try:
        assert signing.copies(again, letter.id) == []
    finally:
        again.close()
