"""Promises and limits in the composer: what is read of them, and where the focus is."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from practice.rules.engagements import Due, DueKind
from practice.ui import theme
from practice.ui.letters import item_line
from practice.ui.letters.due import DueEditor
from practice.ui.widgets.text import text_width
from tests import make

LONG = "10 business days after both of you have sent me your comments on the drafts"


@pytest.fixture(scope="module", autouse=True)
def _dressed(qapp):
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def composer(qtbot, desk, screen, draft):
    screen.show_record(draft.id)
    screen.composer.groups["scope"].set_open(True)
    return screen.composer


def test_the_words_give_way_to_the_due_and_not_the_other_way_round(composer, monkeypatch):
    drawn = {}
    monkeypatch.setattr(item_line, "draw_line", lambda _painter, area, text, *_, **__: drawn.update({text: area}))
    line = next(iter(composer.scope.promises.lines.values()))
    line.show_item(line.item, LONG)
    line.grab()
    assert drawn[LONG].width() >= text_width(LONG)
    assert drawn[line.item.text].right() < drawn[LONG].left()


def test_a_chosen_due_is_read_in_full(qtbot):
    editor = DueEditor(make.TODAY, "en_US")
    qtbot.addWidget(editor)
    editor.show()
    for kind in DueKind:
        editor.set_value(Due(kind=kind, days=10))
        option = QStyleOptionComboBox()
        editor.kind.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = editor.kind.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, editor.kind)
        assert room.width() >= text_width(editor.kind.currentText(), "small"), kind


def edge(box):
    return box.grab().toImage().pixelColor(QPoint(1, box.height() // 2)).name()


def test_an_open_item_shows_the_focus_only_while_it_has_it(qtbot, desk, composer):
    item = next(iter(composer.scope.limits.lines))
    composer.groups["fees"].set_open(True)
    composer.scope.open_item(item)
    box = composer.scope.limits.box
    qtbot.waitUntil(lambda: box.text.hasFocus())
    assert edge(box) == theme.color("focus").name()
    composer.fee.deposit.field.setFocus()
    assert edge(box) != theme.color("focus").name()
    assert box.isVisible()


@pytest.mark.parametrize("kind", list(DueKind))
def test_an_open_item_makes_no_row_wider_than_the_page(qtbot, desk, screen, composer, kind):
    screen.resize(988, 760)
    promises = composer.scope.promises
    promises.open_item(next(iter(promises.lines)))
    qtbot.waitUntil(promises.box.isVisible)
    promises.box.due.set_value(Due(kind=kind, days=10, item=list(promises.lines)[1], day=make.TODAY))
    QApplication.processEvents()
    page = composer.page.area.viewport()
    assert composer.page.area.widget().width() <= page.width()
    for line in list(promises.lines.values())[1:]:
        assert line.mapTo(page, QPoint(line.width(), 0)).x() <= page.width()
