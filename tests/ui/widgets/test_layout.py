"""Pages: what stays, what scrolls, and what the keyboard reaches."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import (
    Breadcrumb,
    Card,
    Fact,
    FactsStrip,
    PageHeader,
    SectionTitle,
    Tabs,
    clear,
    column,
    line,
)
from practice.ui.widgets.pages import ActionBar, Inspector, ScrollPage
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

HOSTILE = '<img src="file:///etc/passwd">'


@pytest.fixture
def tabs(qtbot):
    made = Tabs(["Overview", "Promises", "Files & more"])
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_hidden_tab_leaves_nothing_behind(tabs):
    tabs.setTabVisible(2, False)
    hidden = tabs.grab().toImage()
    tabs.removeTab(2)
    assert hidden == tabs.grab().toImage()


def test_arrows_move_between_tabs_and_tell(qtbot, tabs):
    with qtbot.waitSignal(tabs.chosen, timeout=500) as heard:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert heard.args == [1]


def test_a_click_moves_too(qtbot, tabs):
    with qtbot.waitSignal(tabs.chosen, timeout=500) as heard:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    assert heard.args == [2]
    assert tabs.currentIndex() == 2


def test_the_program_moves_silently(qtbot, tabs):
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.setCurrentIndex(1)


def test_a_count_is_said_with_the_name_and_makes_room(tabs):
    before = tabs.tabRect(1).width()
    tabs.set_count(1, "3 of 6")
    assert tabs.accessibleTabName(1) == "Promises 3 of 6"
    assert tabs.tabRect(1).width() > before


def test_a_breadcrumb_leads_back_by_keyboard(qtbot):
    crumbs = Breadcrumb(["Fit checks", "Imelda Corrant"])
    qtbot.addWidget(crumbs)
    crumbs.show()
    link = crumbs.findChild(Button)
    with qtbot.waitSignal(crumbs.went, timeout=500) as heard:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert heard.args == [0]


def test_a_low_window_hides_sublines(qtbot):
    header = PageHeader("Dorothea", "Estate plan")
    qtbot.addWidget(header)
    header.set_pill(Pill("ok", "Active client"))
    header.add_button(Button("Log", key="L"))
    header.make_short(True)
    assert header.subline.isHidden()
    header.make_short(False)
    assert not header.subline.isHidden()
    header.set_subline("")
    header.make_short(False)
    assert header.subline.isHidden()


def test_only_the_body_scrolls(qtbot):
    page = ScrollPage()
    qtbot.addWidget(page)
    header, bar = PageHeader("Draft review"), ActionBar(Button("Lock and sign", "primary"), consequence="It is dated.")
    page.set_header(header)
    page.set_bar(bar)
    for i in range(60):
        page.body.addWidget(Text(str(i)))
    page.resize(600, 400)
    page.show()
    before = header.mapTo(page, header.rect().topLeft()), bar.mapTo(page, bar.rect().topLeft())
    page.area.verticalScrollBar().setValue(500)
    assert page.area.verticalScrollBar().value() == 500
    assert (header.mapTo(page, header.rect().topLeft()), bar.mapTo(page, bar.rect().topLeft())) == before
    assert bar.geometry().bottom() == page.height() - 1


@pytest.mark.parametrize(("wide", "padding"), [(1440, 28), (1280, 24), (1000, 20)])
def test_padding_follows_the_window(qtbot, wide, padding):
    page = ScrollPage()
    qtbot.addWidget(page)
    page.resize(wide, 800)
    page.show()
    assert page.body.contentsMargins().left() == padding


def test_reading_stops_at_640(qtbot):
    page = ScrollPage(reading=True)
    qtbot.addWidget(page)
    words = Text("word " * 400, "reading", wrap=True)
    page.body.addWidget(words)
    page.resize(1440, 800)
    page.show()
    assert words.width() <= 640


def test_what_is_pinned_in_the_inspector_stays(qtbot):
    panel = Inspector("Fit score")
    qtbot.addWidget(panel)
    button = Button("Record and start the letter", "primary")
    panel.pin(button)
    for i in range(60):
        panel.body.addWidget(Text(str(i)))
    panel.resize(300, 400)
    panel.show()
    panel.area.verticalScrollBar().setValue(300)
    assert button.isVisible()
    assert button.mapTo(panel, button.rect().bottomLeft()).y() < 400
    assert panel.accessibleName() == "Fit score"


def test_facts_say_label_value_and_note_and_can_change(qtbot):
    strip = FactsStrip([Fact("Letter in force", "EL-2026-014", "Signed Sep 16", "ok")])
    qtbot.addWidget(strip)
    cells = [w.accessibleName() for w in strip.findChildren(QWidget) if w.accessibleName().startswith("Letter")]
    assert cells == ["Letter in force: EL-2026-014, Signed Sep 16"]
    strip.set_facts([Fact(HOSTILE, HOSTILE), Fact("Balance", "$1,800.00")])
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in strip.findChildren(QLabel))


def test_a_card_draws_hairlines_between_rows(qtbot):
    card = Card(padding=0, gap=0)
    qtbot.addWidget(card)
    for word in ("one", "two", "three"):
        card.add_row(Text(word))
    assert card.body.count() == 5


def test_clearing_takes_inner_layouts_too(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    outer = column(Text("one"), line(), None)
    outer.addLayout(column(Text("two")))
    host.setLayout(outer)
    clear(outer)
    assert outer.count() == 0
    assert not [w for w in host.findChildren(QLabel) if not w.isHidden()]


def test_a_section_has_a_remark_and_something_at_its_right(qtbot):
    title = SectionTitle("Must-haves", "All four, or the answer is no", right=Pill("ok", "4 of 4"))
    qtbot.addWidget(title)
    title.resize(400, 24)
    title.show()
    assert title.findChild(Pill).geometry().right() == 399


def test_a_card_is_as_high_as_its_words_at_its_width(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    card = Card(padding=12)
    text = Text("Drafts of your revocable living trust and pour-over will, and of your powers " * 2, wrap=True)
    card.add(text)
    holder.setLayout(column(card, None))
    for width in (240, 700):
        holder.resize(width, 500)
        holder.show()
        qtbot.waitUntil(lambda: text.height() == text.heightForWidth(text.width()))
        qtbot.waitUntil(lambda: 24 <= card.height() - text.height() <= 26)  # its padding and edge


def test_a_page_keeps_its_margins_beside_a_scroll_bar(qtbot):
    page = ScrollPage()
    qtbot.addWidget(page)
    tall = QWidget()
    page.body.addWidget(tall)
    page.resize(700, 400)
    page.show()
    QApplication.processEvents()
    before = tall.width()
    tall.setFixedHeight(2000)
    qtbot.waitUntil(page.area.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: tall.width() == before)


def test_counts_go_before_a_name_is_cut(qtbot):
    around, tabs = QWidget(), Tabs(["Overview", "Promises", "Files & more"])
    qtbot.addWidget(around)
    tabs.setParent(around)
    around.resize(700, 60)
    around.show()
    tabs.show()
    tabs.set_count(1, "3 of 6")
    tabs.resize(600, 38)
    wide = tabs.tabRect(1).width()
    tabs.resize(sum(tabs.tabRect(n).width() for n in range(tabs.count())) - 30, 38)
    assert tabs.tabRect(1).width() < wide
    assert tabs.accessibleTabName(1) == "Promises 3 of 6"
    tabs.resize(600, 38)
    assert tabs.tabRect(1).width() == wide
