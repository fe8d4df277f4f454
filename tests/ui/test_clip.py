import pytest
from PySide6.QtWidgets import QApplication

from practice import sample
from practice.ui import theme
from practice.ui.widgets.text import Text
from tests.ui.clip import clipped, doubled
from tests.ui.windows import new_window


@pytest.fixture
def twice():
    with doubled():
        yield


def test_the_harness_finds_what_is_cut_off(qtbot):
    frame = Text("")
    qtbot.addWidget(frame)
    text = Text("A sentence that has no room here", parent=frame)
    frame.resize(40, 20)
    text.setGeometry(0, 0, 40, 20)
    frame.show()
    assert clipped(frame)


@pytest.mark.parametrize("place", ["settings", "welcome"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 800)])
def test_nothing_is_cut_off_with_texts_twice_as_long(qtbot, tmp_path, twice, place, size):
    window = new_window(qtbot, tmp_path)
    window.resize(*size)
    window.shell.go(place)
    assert clipped(window.shell.current) == []


@pytest.mark.parametrize("step", ["who", "head", "hours"])
def test_the_open_steps_of_the_set_up(qtbot, tmp_path, twice, step):
    window = new_window(qtbot, tmp_path, set_up=False)
    window.shell.current.steps[step].button.click()
    assert clipped(window.shell.current) == []


def test_what_stands_before_the_practice(qtbot, tmp_path, twice):
    window = new_window(qtbot, tmp_path)
    window.lock()
    assert clipped(window.unlock_page) == []
    page = window.create_page
    window._show(page)
    assert clipped(page) == []
    window.show_made(b"k" * 32, "380D-4WFY-Z9JW-ZVN0-91YX-0ZN9-1GGZ-2PW8")
    assert clipped(page) == []
    window.show_crash("details")
    assert clipped(window.crash_page) == []


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800)])
def test_nothing_is_cut_off_on_any_screen_of_the_sample(qapp, twice, size):
    theme.apply(qapp, theme.LIGHT)
    with sample.sample("lawyer") as store:
        shown = {scene: clipped(widget) for scene, widget in sample.scenes(store, size) if scene != "components"}
    assert len(shown) > 12
    assert {scene: found for scene, found in shown.items() if found} == {}


def test_no_part_is_a_window_of_its_own_for_a_moment(qtbot, tmp_path):
    window = new_window(qtbot, tmp_path)
    for place in ("settings", "welcome", "clients"):
        window.shell.go(place)
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]
        QApplication.processEvents()
        assert window.isActiveWindow()
