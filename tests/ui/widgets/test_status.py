"""Status and measures say in words what they show."""

import pytest
from PySide6.QtCore import Qt

from practice.ui import theme
from practice.ui.widgets.status import ICONS, Band, InlineStatus, Pill, ProgressLine, ScoreBar

BANDS = [Band(0, "Decline"), Band(45, "Hold"), Band(60, "Conditions"), Band(75, "Accept")]


@pytest.mark.parametrize("kind", list(ICONS))
def test_every_kind_has_icon_and_word_and_is_never_cut(qtbot, kind):
    pill = Pill(kind, "Reply by tomorrow")
    qtbot.addWidget(pill)
    assert pill.height() or pill.sizeHint().height() == 22
    assert pill.minimumSizeHint() == pill.sizeHint()
    assert pill.textFormat() == Qt.TextFormat.PlainText
    assert pill.accessibleName() == "Reply by tomorrow"
    pill.show()
    assert pill.grab().toImage().pixelColor(pill.width() // 2, 1) == theme.color(f"{kind}Soft")


def test_the_kinds_differ_by_icon_too():
    assert len(set(ICONS.values())) == len(ICONS)


def test_inline_status_can_change(qtbot):
    status = InlineStatus("neutral", "Not started", "circle")
    qtbot.addWidget(status)
    status.set_status("ok", "Kept")
    assert status.text() == "Kept"
    assert status.kind == "ok"


@pytest.mark.parametrize(
    ("value", "band"), [(0, 0), (44.9, 0), (45, 1), (59.9, 1), (60, 2), (74.9, 2), (75, 3), (100, 3)]
)
def test_the_band_a_score_is_in(qtbot, value, band):
    bar = ScoreBar(BANDS)
    qtbot.addWidget(bar)
    bar.set_value(value)
    assert bar.active() == band
    assert BANDS[band].name in bar.accessibleDescription()


def test_no_score_is_said_too(qtbot):
    bar = ScoreBar(BANDS)
    qtbot.addWidget(bar)
    assert bar.active() is None
    assert bar.accessibleDescription() == "No score yet"


def test_the_marker_stands_at_the_score_and_inside_at_both_ends(qtbot):
    bar = ScoreBar(BANDS, names=False)
    qtbot.addWidget(bar)
    bar.resize(300, 20)
    bar.show()
    for value, x in ((0, 1), (50, 150), (100, 298)):
        bar.set_value(value)
        assert bar.grab().toImage().pixelColor(x, 2) == theme.color("accent")


def test_progress_is_filled_as_far_as_it_says(qtbot):
    line = ProgressLine(3, 6)
    qtbot.addWidget(line)
    line.resize(300, 6)
    line.show()
    picture = line.grab().toImage()
    assert picture.pixelColor(140, 3) == theme.color("accent")
    assert picture.pixelColor(160, 3) == theme.color("hover")
    assert line.accessibleDescription() == "3 of 6"
    line.set_progress(0, 0)
    assert line.accessibleDescription() == "0 of 0"
