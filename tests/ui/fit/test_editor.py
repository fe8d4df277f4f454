"""The checklist editor and the ideal client in a real window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practice.actions import checklists
from practice.actions.store import Store
from practice.ui.fit.screen import FitScreen
from practice.ui.shell import Shell
from tests.ui.fit.hands import press


def test_the_checklist_editor_makes_a_new_version(qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store) -> None:
    shell.go("fit", "checklist")
    before = checklists.current(store)
    screen.editor.must.add_button.click()
    press(qtbot, "Lives in Oregon", "Ctrl+Enter")
    after = checklists.current(store)
    assert after.version == before.version + 1
    assert after.content.must_haves[-1].text == "Lives in Oregon"
    assert after.content.dimensions == before.content.dimensions
    assert not screen.editor.dirty
    assert screen.editor.must.rows[-1].box.field.hasFocus()
    press(qtbot, " now")
    screen.editor.save_button.setFocus()
    press(qtbot, "Space")
    assert checklists.current(store).version == before.version + 2
    assert screen.editor.tabs.hasFocus(), "the button is not offered any more"


class Windows(QObject):
    """Hears of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_the_editor_is_a_window_for_a_moment_and_takes_the_focus(
    qtbot: QtBot, qapp: QApplication, shell: Shell, screen: FitScreen
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    shell.go("fit", "checklist")
    qapp.processEvents()
    qapp.removeEventFilter(windows)
    assert windows.shown == []
    assert screen.editor.tabs.hasFocus()


def test_the_editor_says_what_is_missing_and_keeps_the_draft(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store
) -> None:
    shell.go("fit", "checklist")
    screen.editor.flags.add_button.click()
    press(qtbot, "Ctrl+Enter")
    row = screen.editor.flags.rows[-1]
    assert row.box.error == "Write what to look for, or remove the row."
    assert screen.editor.tabs.currentIndex() == 2
    assert checklists.current(store).version == 1
    row.remove_button.click()
    screen.editor.save()
    assert checklists.current(store).version == 1, "nothing changed in the end"


def test_the_ideal_client_is_written_and_stands_beside_the_list(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store
) -> None:
    shell.go("fit", "ideal")
    press(qtbot, "Couples with grown children", "Ctrl+Enter")
    assert screen.ideal.edits["who"].hasFocus()
    press(qtbot, "Esc")
    assert checklists.ideal(store).who == "Couples with grown children"
    assert screen.stack.currentWidget() is screen.overview
    assert screen.note.button.label() == "Edit"
