"""The rows of a check: what their numbers mean is read without a mouse."""

from pytestqt.qtbot import QtBot

from practice.actions import checklists
from practice.actions.store import Store
from practice.ui.fit import words
from practice.ui.fit.rows import MOST_LINES, RatingRow
from practice.ui.fit.screen import FitScreen
from practice.ui.shell import Shell
from tests.ui.fit.hands import begin


def ratings(screen: FitScreen) -> list[RatingRow]:
    return [row for row in screen.sheet.rows() if isinstance(row, RatingRow)]


def test_all_anchors_can_be_read_in_a_wide_window(qtbot: QtBot, screen: FitScreen, store: Store) -> None:
    begin(qtbot)
    content = checklists.current(store).content
    parts = {part.key: part for part in (*content.dimensions, *content.trust)}
    qtbot.waitUntil(lambda: ratings(screen)[0].width() > 600)
    for row in ratings(screen):
        assert row._anchors.text() == words.anchors_line(parts[row.key])
        assert row._anchors.height() >= row._anchors.heightForWidth(row._anchors.width())


def test_what_has_no_room_in_three_lines_is_in_the_tooltip(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store
) -> None:
    begin(qtbot)
    shell.resize(1180, 760)
    row = screen.sheet.row_of("cynic")
    assert isinstance(row, RatingRow)
    qtbot.waitUntil(lambda: row._anchors.text().endswith("…"))
    whole = words.anchors_line(next(end for end in checklists.current(store).content.trust if end.key == "cynic"))
    assert row.toolTip() == whole
    assert row._anchors._lines(row._anchors.text(), row._anchors.width()) == MOST_LINES
    row.note_edit.setText("Asked twice why it costs more than an online form")
    assert not row._anchors.isVisible()
    assert row.note_edit.toolTip() == row.note_edit.text()
