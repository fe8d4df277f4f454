"""Rows say whole sentences, the status is never cut, and arrows, J and K move."""

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem

from practice.ui import theme
from practice.ui.widgets.lists import FACE, Moment, Moments, RowFace, RowList, RowState, Timeline, TwoLineDelegate
from practice.ui.widgets.sidebar import Place, Places, Sidebar
from practice.ui.widgets.status import status_width

HOSTILE = '<img src="file:///etc/passwd">'


class Faces(QAbstractListModel):
    def __init__(self, faces):
        super().__init__()
        self.faces = faces

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.faces)

    def data(self, index, role=0):
        face = self.faces[index.row()]
        if role == FACE:
            return face
        return face.said() if role == Qt.ItemDataRole.AccessibleTextRole else None


@pytest.fixture
def rows(qtbot):
    faces = [RowFace(name, "Estate plan", "Reply by tomorrow", "bad") for name in ("Corwin", "Noor", HOSTILE)]
    made = RowList("Clients")
    made.model_kept = Faces(faces)
    made.setModel(made.model_kept)
    made.resize(264, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_list_without_a_current_row_shows_the_focus_where_enter_goes(qtbot, rows):
    with qtbot.waitActive(rows):
        rows.activateWindow()
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    rows.setCurrentIndex(QModelIndex())
    rows.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    by_mouse = rows.grab().toImage()
    rows.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert rows.grab().toImage() != by_mouse
    with qtbot.waitSignal(rows.picked) as picked:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert picked.args[0].row() == 0


@pytest.mark.parametrize(("down", "up"), [(Qt.Key.Key_Down, Qt.Key.Key_Up), (Qt.Key.Key_J, Qt.Key.Key_K)])
def test_keys_move_in_a_list(qtbot, rows, down, up):
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, down)
    qtbot.keyClick(rows, down)
    assert rows.currentIndex().row() == 2
    qtbot.keyClick(rows, up)
    assert rows.currentIndex().row() == 1


def test_single_letters_can_be_turned_off(qtbot, rows, monkeypatch):
    monkeypatch.setattr(RowList, "single_letters", False)
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, Qt.Key.Key_J)
    assert rows.currentIndex().row() == 0


def test_the_focus_shows_after_a_key_and_not_after_a_click(qtbot, rows):
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.setFocus()
    delegate, option = rows.itemDelegate(), QStyleOptionViewItem()
    option.widget = rows
    first, second = rows.model().index(0, 0), rows.model().index(1, 0)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(first).center())
    assert delegate.state(option, first) == RowState(chosen=True, hover=delegate.state(option, first).hover)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert delegate.state(option, second).focus
    assert not delegate.state(option, first).focus


def test_a_row_is_one_sentence():
    face = RowFace("Corwin Ashby", "estate plan", "reply by tomorrow", "bad")
    assert face.said() == "Corwin Ashby, estate plan, reply by tomorrow"
    assert RowFace("Ines").said() == "Ines"


def painted(face: RowFace, wide: int, state: RowState | None = None) -> QImage:
    picture = QImage(wide, 54, QImage.Format.Format_ARGB32)
    picture.fill(theme.color("list"))
    painter = QPainter(picture)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, wide, 54)
    model = Faces([face])
    delegate = TwoLineDelegate()
    delegate.pose = state
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    return picture


def strip(picture: QImage, left: int, wide: int) -> QImage:
    return picture.copy(left, 28, wide, 18)


def test_the_status_is_whole_at_any_width():
    wide = status_width("Reply by tomorrow")
    status = RowFace("Corwin", "", "Reply by tomorrow", "bad")
    crowded = RowFace("Corwin", "A very long kind of engagement that does not fit", "Reply by tomorrow", "bad")
    for width in (200, 264, 300):
        at = width - 13 - wide
        assert strip(painted(crowded, width), at, wide) == strip(painted(status, width), at, wide)


def test_selection_without_window_focus_keeps_the_fill_and_drops_the_bar():
    face = RowFace("Corwin")
    active = painted(face, 264, RowState(chosen=True))
    idle = painted(face, 264, RowState(chosen=True, active=False))
    assert active.pixelColor(1, 27) == theme.color("accent")
    assert idle.pixelColor(1, 27) == theme.color("accentSoft")
    assert active.pixelColor(200, 4) == idle.pixelColor(200, 4) == theme.color("accentSoft")


def test_focus_is_an_edge_inside_the_row():
    picture = painted(RowFace("Corwin"), 264, RowState(focus=True))
    for x, y in ((0, 27), (1, 27), (262, 27), (132, 0), (132, 52)):
        assert picture.pixelColor(x, y) == theme.color("focus")
    assert picture.pixelColor(132, 3) == QColor(theme.color("list"))


MOMENTS = (
    Moment(
        "Today",
        "calendar",
        "Draft review",
        " at 9:30 AM",
        "One round of changes is included (2.4).",
        key=("note", 1),
    ),
    Moment("Nov 5", "circle-check", HOSTILE, "", HOSTILE),
)


def test_the_model_of_a_timeline_is_sound(qtbot):
    model = Moments()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(MOMENTS)
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Today: Draft review at 9:30 AM. One round of changes is included (2.4)."


@pytest.fixture
def timeline(qtbot):
    made = Timeline()
    made.resize(600, 100)
    made.set_moments(MOMENTS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_as_high_as_its_words(timeline):
    wide = timeline.height()
    assert wide == 2 * 54 + 2
    timeline.resize(260, timeline.height())
    assert timeline.height() > wide


def test_enter_and_click_open_what_has_a_place(qtbot, timeline):
    timeline.setCurrentIndex(timeline.model().index(0, 0))
    with qtbot.waitSignal(timeline.opened, timeout=500) as heard:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert heard.args == [("note", 1)]
    with qtbot.assertNotEmitted(timeline.opened):
        qtbot.keyClick(timeline, Qt.Key.Key_Down)
        qtbot.keyClick(timeline, Qt.Key.Key_Return)


@pytest.fixture
def sidebar(qtbot):
    made = Sidebar()
    made.set_places(
        [
            Place("clients", "Clients", "users", 12),
            Place("letters", "Letters", "file-text"),
            Place("settings", "Settings", "settings", first=True, key_hint="Ctrl ,"),
        ]
    )
    made.resize(190, made.height())
    qtbot.addWidget(made)
    made.show()
    return made


def test_arrows_and_enter_go_to_a_place(qtbot, sidebar):
    sidebar.set_current("clients")
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.chosen, timeout=500) as heard:
        qtbot.keyClick(sidebar, Qt.Key.Key_Return)
    assert heard.args == ["letters"]


def test_a_click_goes_there_once(qtbot, sidebar):
    heard = []
    sidebar.chosen.connect(heard.append)
    middle = sidebar.visualRect(sidebar.model().index(1, 0)).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert heard == ["letters"]


def test_showing_a_place_is_silent(qtbot, sidebar):
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.set_current("letters")
    assert sidebar.currentIndex().row() == 1


def test_places_are_30_high_with_14_between_groups(sidebar):
    assert [sidebar.sizeHintForRow(i) for i in range(3)] == [30, 30, 44]
    assert sidebar.height() == 104


def test_counts_and_due_replies_are_said(qtbot, sidebar):
    sidebar.set_count("letters", 1, due=True)
    index = sidebar.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Letters, 1 thing, a reply is due"
    sidebar.set_count("letters", 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Letters"


def test_a_narrow_sidebar_names_its_icons_in_tooltips(sidebar):
    sidebar.set_narrow(True)
    sidebar.grab()
    assert sidebar.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Clients"


def test_the_model_of_the_places_is_sound(qtbot):
    model = Places()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Place("a", "A", "users")])
    model.put(0, Place("a", "A", "users", 3))
