"""Words are shown letter by letter, wrap where they may, and are cut where they must."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy

from practice.ui import theme
from practice.ui.widgets.text import Run, Runs, Text, _cut, draw_line, plain_tip, text_width

HOSTILE = '<img src="file:///etc/passwd"><b>x</b>'


def test_mark_up_stays_letters(qtbot):
    label = Text(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE
    assert label.sizeHint().width() >= text_width(HOSTILE)


def test_it_wraps_in_lines_of_its_role(qtbot):
    label = Text("word " * 40, "reading", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) % 22 == 0
    assert label.heightForWidth(200) > label.heightForWidth(600)


def test_line_breaks_count(qtbot):
    assert Runs([Run("one\ntwo\nthree")]).height(500) == 60
    assert Runs([Run("")]).height(500) == 20


def test_a_word_without_spaces_breaks_too():
    assert Runs([Run("W" * 200)]).height(100) > 200


@pytest.mark.parametrize("text", ["𝒳𝒴 and more", "👩‍⚖️ Ines", "محمد علي", "דנה", "אבג abc", "Ẫ", "\u202eevil"])
def test_runs_hold_every_script(qtbot, text):
    label = Text()
    qtbot.addWidget(label)
    label.set_runs(Run(text, "bodyStrong"), Run(text, color="text2"))
    label.show()
    label.grab()
    assert label.text() == text * 2


def test_it_painted_twice_is_the_same_and_follows_the_theme(qtbot):
    label = Text("Two lines of words that wrap", wrap=True)
    qtbot.addWidget(label)
    label.resize(90, 60)
    label.show()
    first = label.grab().toImage()
    assert label.grab().toImage() == first
    theme.use(theme.DARK)
    dark = label.grab().toImage()
    theme.use(theme.LIGHT)
    assert dark != first
    assert label.grab().toImage() == first


def test_one_line_is_cut_inside_its_area():
    picture = QImage(200, 20, QImage.Format.Format_ARGB32)
    picture.fill(theme.color("page"))
    painter = QPainter(picture)
    draw_line(painter, QRect(0, 0, 100, 20), "A name far too long for this place")
    painter.end()
    assert {picture.pixelColor(x, 10).name() for x in range(101, 200)} == {theme.color("page").name()}


def test_disabled_text_is_said_in_the_disabled_colour(qtbot):
    label = Text("Not used")
    qtbot.addWidget(label)
    label.show()
    before = label.grab().toImage()
    label.setEnabled(False)
    assert label.grab().toImage() != before


def test_tips_are_text():
    assert plain_tip("Ines & Co") == "Ines & Co"
    assert plain_tip("<b>x</b>") == "<span>&lt;b&gt;x&lt;/b&gt;</span>"


def test_what_is_cut_is_read_in_the_tooltip(qtbot):
    text = Text("A reply to every message within two business days", elide=True)
    qtbot.addWidget(text)
    text.resize(90, 20)
    text.grab()
    assert text.toolTip() == "A reply to every message within two business days"
    text.setText("Short")
    text.grab()
    assert text.toolTip() == ""


def test_a_cut_line_keeps_the_weights_of_its_runs(qtbot):
    text = Text("", elide=True)
    qtbot.addWidget(text)
    text.set_runs(Run("Anselm and Petra ", "bodyStrong"), Run("88 of 100, decided on November 9", "body", "text2"))
    cut = _cut(text._runs.runs, 160)
    assert [run.role for run in cut] == ["bodyStrong", "body"]
    assert cut[0].text == "Anselm and Petra "
    assert cut[1].text.endswith("…")
    assert Runs(cut, wrap=False).width() <= 161


def test_a_text_that_shrinks_is_no_wider_than_its_words(qtbot):
    text = Text("A title", shrink=True)
    qtbot.addWidget(text)
    assert text.sizeHint().width() < 120
    assert text.minimumSizeHint().width() <= 48
    assert text.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum
