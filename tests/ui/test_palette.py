import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from practice.ui.entries import GO, NOTES, Entry, matches
from practice.ui.palette import Palette, matched_runs
from tests.ui.windows import NAME, new_window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path):
    return new_window(qtbot, tmp_path)


@pytest.fixture
def went():
    return []


@pytest.fixture
def palette(qtbot, window, went):
    def find(text, limit):
        if text.startswith("#"):
            return [Entry(GO, "EL-2026-014", NAME, "file-text", run=lambda: went.append("letter"))]
        if "quill".startswith(text.lower()):
            return [
                Entry(GO, NAME, "Client", "user", run=lambda: went.append("client")),
                Entry(NOTES, "“… Quill said thank you twice”", NAME, "notebook-pen", run=lambda: went.append("note")),
            ]
        return []

    window.shell.palette_panel._find = find
    QAbstractItemModelTester(window.shell.palette_panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QTest.keyClick(window.shell.current, Qt.Key.Key_K, CTRL)
    return window.shell.palette_panel


def lines(palette: Palette) -> list[str]:
    return [entry.text for entry in palette.model.entries]


def test_it_opens_with_what_can_be_done_here_first(palette):
    assert palette.edit.hasFocus()
    assert lines(palette)[:2] == ["Do", f"New note for {NAME}"]
    assert "Go to" in lines(palette)


def test_it_finds_people_and_notes_beside_actions(palette):
    QTest.keyClicks(palette.edit, "quill")
    assert lines(palette) == [
        *("Do", f"New note for {NAME}"),
        *("Go to", NAME),
        *("In notes", "“… Quill said thank you twice”"),
    ]


@pytest.mark.parametrize(("typed", "found"), [("quit", "Quit, close the window"), ("backup", "Back up, make a backup")])
def test_what_is_done_everywhere_is_found_under_its_heading(palette, typed, found):
    QTest.keyClicks(palette.edit, typed)
    assert lines(palette)[:2] == ["Do", found]


def test_arrows_skip_headings_and_enter_runs(window, palette, went):
    QTest.keyClicks(palette.edit, "quill")
    QTest.keyClick(palette.edit, Qt.Key.Key_Down)
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert went == ["client"]
    assert not palette.isVisible()
    assert window.focusWidget() is window.shell.current


def test_an_action_of_the_screen_runs(window, palette):
    QTest.keyClicks(palette.edit, ">new note")
    assert lines(palette) == ["Do", f"New note for {NAME}"]
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert window.shell.current.pressed == ["N"]


def test_hash_finds_letters_only(palette):
    QTest.keyClicks(palette.edit, "#14")
    assert lines(palette) == ["Go to", "EL-2026-014"]


def test_a_place_is_gone_to(window, palette):
    QTest.keyClicks(palette.edit, "letters")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert window.shell.place == "letters"


def test_nothing_found_says_what_to_try(palette):
    QTest.keyClicks(palette.edit, "xyzzy")
    assert lines(palette) == []
    assert palette._nothing.isVisible()


def test_esc_closes_and_the_windows_keys_rest_meanwhile(window, palette):
    QTest.keyClick(palette.edit, Qt.Key.Key_2, CTRL)
    assert window.shell.place == "clients"
    QTest.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_click_beside_it_closes(qtbot, palette):
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("New session note", "note new", True),
        ("New session note", "ses", True),
        ("New session note", "ession", False),
        ("Set-up", "up", True),
        ("EL-2026-014, Quill", "2026-014", True),
        ("anything", "", True),
    ],
)
def test_words_match_by_their_beginnings_in_any_order(text, typed, found):
    assert matches(text, typed) is found


def test_only_what_was_typed_stands_out():
    runs = matched_runs("Open “Dorothea” now", "doro")
    assert "".join(run.text for run in runs) == "Open “Dorothea” now"
    assert [run.text for run in runs if run.weight == 600 and run.text] == ["Doro"]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Letter for Joachim Müller", "mull", ["Müll"]),
        ("Siobhán O'Brien", "siobhan obr", ["Siobhán", "O'Br"]),
        ("Weißmann", "weiss", ["Weiß"]),
    ],
)
def test_what_was_found_without_accents_stands_out_too(text, typed, found):
    runs = matched_runs(text, typed)
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.weight == 600 and run.text] == found
