"""The preview shows the very pages, keeps its place, and can be used without a mouse."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from practice.errors import Trouble
from practice.letters import render
from practice.ui import theme
from practice.ui.preview import Pager, Preview
from tests.letters.sample import TARGET, TARGET_A4


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    shown = Preview()
    qtbot.addWidget(shown)
    shown.resize(560, 700)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_it_shows_white_pages_on_the_desk(preview: Preview) -> None:
    preview.show_pdf(render(TARGET).pdf)
    picture = preview.viewport().grab().toImage()
    assert picture.pixelColor(4, 4) == theme.color("desk")
    assert picture.pixelColor(picture.width() // 2, 40) == QColor("white")
    assert (preview.page, preview.pages) == (1, 3)
    assert "Halvard Estate Planning" in preview.page_text()
    assert preview.accessibleName() == "Letter, page 1 of 3"


def test_new_bytes_keep_the_place(preview: Preview) -> None:
    preview.show_pdf(render(TARGET).pdf)
    preview.show_page(2)
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().value() + 120)
    before = preview.verticalScrollBar().value()
    preview.show_pdf(render(TARGET).pdf)
    assert preview.page == 2
    assert abs(preview.verticalScrollBar().value() - before) <= 1


def test_a_narrower_view_keeps_the_page(preview: Preview) -> None:
    preview.show_pdf(render(TARGET_A4).pdf)
    preview.show_page(3)
    preview.resize(400, 700)
    assert preview.page == 3


def test_keys_turn_pages(preview: Preview, qtbot: QtBot) -> None:
    preview.show_pdf(render(TARGET).pdf)
    with qtbot.waitSignal(preview.page_changed) as told:
        qtbot.keyClick(preview, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [2, 3]
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert preview.page == 3
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert preview.page == 1
    qtbot.keyClick(preview, Qt.Key.Key_Down)
    assert preview.verticalScrollBar().value() > 0


def test_the_pager_follows(preview: Preview, qtbot: QtBot) -> None:
    pager = Pager(preview)
    qtbot.addWidget(pager)
    assert not pager.next_button.isEnabled()
    preview.show_pdf(render(TARGET).pdf)
    assert pager.place_label.text() == "1 of 3"
    assert not pager.previous_button.isEnabled()
    qtbot.mouseClick(pager.next_button, Qt.MouseButton.LeftButton)
    assert pager.place_label.text() == "2 of 3"
    preview.clear()
    assert pager.place_label.text() == ""


def test_bytes_that_are_no_pdf_leave_the_old_page(preview: Preview) -> None:
    preview.show_pdf(render(TARGET).pdf)
    with pytest.raises(Trouble):
        preview.show_pdf(b"%PDF-1.4 cut off")
    assert preview.pages == 3


def test_a_typed_letter_is_painted_in_time(preview: Preview) -> None:
    """From facts to the painted page in 150 ms; the machine is given three tries, as other work runs on it."""
    preview.show_pdf(render(TARGET).pdf)
    preview.viewport().grab()
    taken = []
    for _ in range(3):
        begin = time.perf_counter()
        preview.show_pdf(render(TARGET).pdf)
        preview.viewport().repaint()
        taken.append(time.perf_counter() - begin)
    assert min(taken) < 0.15
