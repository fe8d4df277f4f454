"""An edit of the checklist or of the ideal client that is no version yet."""

from pytestqt.qtbot import QtBot

from practice.actions import checklists
from practice.actions.store import Store
from practice.ui.fit.screen import FitScreen
from practice.ui.shell import Shell
from tests.ui.fit.hands import press


def add_must_have(qtbot: QtBot, screen: FitScreen, text: str) -> None:
    screen.editor.must.add_button.click()
    press(qtbot, text)


def test_leaving_the_checklist_makes_no_version_and_the_edit_is_there_again(
    qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store
) -> None:
    shell.go("fit", "checklist")
    add_must_have(qtbot, screen, "Lives in Oregon")
    screen.show_list()
    assert checklists.current(store).version == 1
    assert checklists.current(store).id == 0
    screen.editor._version = None  # as after the next unlock
    shell.go("fit", "checklist")
    assert screen.editor.must.rows[-1].text_edit.text() == "Lives in Oregon"
    assert screen.editor.bar.consequence.text() == "No version yet: new checks use the one before."
    press(qtbot, "Ctrl+Enter")
    after = checklists.current(store)
    assert (after.version, after.content.must_haves[-1].text) == (2, "Lives in Oregon")
    assert checklists.waiting(store, after) is None
    assert not screen.editor.dirty


def test_half_a_checklist_waits_and_is_dropped(qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store) -> None:
    shell.go("fit", "checklist")
    before = len(screen.editor.must.rows)
    add_must_have(qtbot, screen, " ")
    screen.show_list()
    assert checklists.waiting(store, checklists.current(store)) is not None
    shell.go("fit", "checklist")
    screen.editor.drop()
    assert checklists.waiting(store, checklists.current(store)) is None
    assert len(screen.editor.must.rows) == before


def test_the_ideal_client_waits_too(qtbot: QtBot, shell: Shell, screen: FitScreen, store: Store) -> None:
    shell.go("fit", "ideal")
    press(qtbot, "Couples")
    screen.show_list()
    assert checklists.ideal(store).version == 0
    screen.ideal.dirty = False  # as after the next unlock
    screen.ideal.edits["who"].set_text("")
    shell.go("fit", "ideal")
    assert screen.ideal.edits["who"].text() == "Couples"
    press(qtbot, "Ctrl+Enter")
    assert checklists.ideal(store).who == "Couples"
    assert checklists.ideal_waiting(store, checklists.ideal(store)) == checklists.ideal(store)
    assert not screen.ideal.dirty
