"""Settings → Letterhead: logo, style, size and colour, and the page that follows."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from practice.actions import practice
from practice.rules.paper import LetterStyle, LogoKind
from tests.letters.pictures import SVG, png
from tests.ui.windows import new_window


@pytest.fixture
def window(qtbot, tmp_path):
    return new_window(qtbot, tmp_path)


@pytest.fixture
def screen(qtbot, window):
    window.shell.go("settings", "letterhead")
    section = window.shell.current.letterhead
    if not section.page.pages:
        qtbot.waitSignal(section.shown, timeout=10_000).wait()
    return window.shell.current


def _profile(window):
    return practice.profile(window.desk.store)


def _file(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_the_page_is_there_at_once(screen):
    assert screen.letterhead.page.pages == 1
    assert "How your letters look" in screen.letterhead.page.page_text()


@pytest.mark.parametrize(("name", "data", "kind"), [("a.svg", SVG, LogoKind.PATHS), ("b.png", png(), LogoKind.PNG)])
def test_a_picture_is_chosen_shown_kept_and_removed(qtbot, window, screen, tmp_path, monkeypatch, name, data, kind):
    logo = screen.letterhead.logo
    path = _file(tmp_path, name, data)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignals([logo.chosen, screen.letterhead.shown], timeout=10_000):
        logo.choose_button.click()
    screen.form.flush()
    assert _profile(window).logo.kind is kind
    assert logo.remove_button.isVisibleTo(screen)
    with qtbot.waitSignal(screen.letterhead.shown, timeout=10_000):
        logo.remove_button.click()
    screen.form.flush()
    assert _profile(window).logo is None


def test_undo_takes_a_logo_back(qtbot, window, screen, tmp_path):
    logo = screen.letterhead.logo
    with qtbot.waitSignal(logo.chosen, timeout=10_000):
        logo.read(_file(tmp_path, "a.svg", SVG))
    screen.form.flush()
    window.shell.undo()
    assert _profile(window).logo is None
    assert logo.value() is None


def test_what_is_no_picture_says_what_to_choose(qtbot, window, screen, tmp_path):
    logo = screen.letterhead.logo
    with qtbot.waitSignal(logo.refused, timeout=10_000):
        logo.read(_file(tmp_path, "a.png", b"text"))
    assert screen.fields["logo"].error == "Choose a PNG, JPEG or SVG file."
    with qtbot.waitSignal(logo.refused, timeout=10_000):
        logo.read(tmp_path / "gone.png")
    assert "cannot be read" in screen.fields["logo"].error
    assert logo.choose_button.isEnabled()
    assert _profile(window).logo is None


def test_style_and_size_are_kept_and_the_page_follows(qtbot, window, screen):
    style = screen.form.editor("letter_style")
    with qtbot.waitSignal(screen.letterhead.shown, timeout=10_000):
        style.segments()[2].click()
    size = screen.form.editor("letter_size")
    size.setCurrentIndex(size.findData(13.0))
    with qtbot.waitSignal(screen.letterhead.shown, timeout=10_000):
        size.activated.emit(size.currentIndex())
    screen.form.flush()
    profile = _profile(window)
    assert (profile.letter_style, profile.letter_size) == (LetterStyle.PLAIN, 13.0)


def test_a_pale_colour_is_not_kept_and_leaves_the_page(qtbot, window, screen):
    accent = screen.form.editor("accent")
    accent.setFocus()
    QTest.keyClicks(accent, "#FFEE00")
    screen.form.editor("phone").setFocus()
    assert "too pale" in screen.fields["accent"].error
    assert _profile(window).accent == ""
    accent.setFocus()
    accent.selectAll()
    with qtbot.waitSignal(screen.letterhead.shown, timeout=10_000):
        QTest.keyClicks(accent, "#6B1F2A")
    screen.form.flush()
    assert _profile(window).accent == "#6B1F2A"


def test_every_control_has_a_name(screen):
    logo = screen.letterhead.logo
    assert logo.remove_button.accessibleName() == "Remove the logo"
    assert logo.choose_button.accessibleName() or logo.choose_button.text()
