"""Export for Word, from the composer and from an issued letter."""

from datetime import timedelta

import docx
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from practice.actions import letters, word
from practice.ui import theme
from practice.ui.desk import Desk
from practice.ui.letters.screen import LettersScreen
from tests import make, make_letters


@pytest.fixture
def desk(qapp, tmp_path):
    theme.apply(qapp, theme.LIGHT)
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture(params=["draft", "issued"])
def letter(request, desk):
    made = make_letters.estate_plan(desk.store, make_letters.person(desk.store).id)
    return letters.issue(desk.store, made.id, make.NOW) if request.param == "issued" else made


@pytest.fixture
def screen(qtbot, desk, letter):
    screen = LettersScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1230, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.show_record(letter.id)
    page = screen.stack.currentWidget()
    qtbot.waitUntil(lambda: page.side.preview.pages == 3, timeout=5000)
    return screen


def answer(owner, path) -> list[str]:
    """Put this into the next file dialog and press Enter; what it offered is in the list afterwards."""
    offered: list[str] = []
    waiting = QTimer(owner, interval=10)

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog) and dialog.focusWidget() is not None:
            waiting.stop()
            offered.extend([dialog.windowTitle(), dialog.focusWidget().text()])
            dialog.focusWidget().setText(str(path))
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
            if dialog.isVisible():  # it would stay for ever
                dialog.reject()

    waiting.timeout.connect(type_it)
    waiting.start()
    return offered


def test_the_button_writes_the_letter_for_word(qtbot, desk, letter, screen, tmp_path):
    side = screen.stack.currentWidget().side
    told = []
    desk.toasted.connect(lambda *said: told.append(said[0]))
    offered = answer(screen, tmp_path / "mine.docx")
    side.word_button.setFocus()
    QTest.keyClick(side.word_button, Qt.Key.Key_Space)
    assert offered == ["Export for Word", word.file_name(letter)]
    read = [paragraph.text for paragraph in docx.Document(str(tmp_path / "mine.docx")).paragraphs]
    assert "Dear Ms. Corrant," in read
    assert told == ["Exported mine.docx"]


def test_it_is_found_by_name_and_said_to_who_cannot_see_it(letter, screen):
    side = screen.stack.currentWidget().side
    assert side.word_button.accessibleName() == "Export for Word"
    (hint,) = [hint for hint in screen.actions_here() if hint.title == "Export this letter for Word"]
    assert hint.run == side.export_word


@pytest.mark.parametrize("letter", ["draft"], indirect=True)
def test_what_was_typed_just_now_is_in_the_file(qtbot, desk, screen, tmp_path):
    composer = screen.stack.currentWidget()
    limits = composer.scope.limits
    limits.add_item()
    QTest.keyClicks(limits.box.text, "Anything abroad.")
    path = tmp_path / "mine.docx"
    answer(screen, path)
    composer.side.export_word()
    assert any("Anything abroad." in cell.text for table in docx.Document(str(path)).tables for cell in table._cells)


@pytest.mark.parametrize(("export", "name"), [("export", "out.pdf"), ("export_word", "out.docx")])
def test_a_name_without_an_ending_gets_it(desk, screen, tmp_path, monkeypatch, export, name):
    side = screen.stack.currentWidget().side
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    assert getattr(side, export)() == tmp_path / name
    assert not (tmp_path / "out").exists()
    told = []
    desk.told.connect(told.append)
    (tmp_path / name).write_bytes(b"another file, which nobody was asked about")
    assert getattr(side, export)() is None
    assert told == [f"{name} is there already. Choose another name."]
    assert (tmp_path / name).read_bytes().startswith(b"another")
