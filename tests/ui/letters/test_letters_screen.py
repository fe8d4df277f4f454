"""The composer as a person uses it, with the keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practice.actions import engagements, letters
from practice.rules.engagements import DueKind, FeeKind, ItemKind
from practice.rules.letters import LetterState
from practice.ui import theme
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text
from tests import make, make_letters

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module", autouse=True)
def _dressed(qapp):
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def composer(qtbot, desk, screen, draft):
    screen.show_record(draft.id)
    composer = screen.composer
    qtbot.waitUntil(lambda: composer.side.preview.pages == 3, timeout=5000)
    return composer


def items(desk, draft):
    return engagements.items(desk.store, draft.engagement_id)


def shown_text(composer):
    return composer.side.preview.page_text()


def test_the_list_opens_a_draft(qtbot, desk, draft, screen):
    assert screen.listing.model.rowCount() == 1
    screen.listing.list.setFocus()
    screen.listing.list.setCurrentIndex(screen.listing.model.index(0))
    qtbot.keyClick(screen.listing.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.composer.side.preview.pages == 3, timeout=5000)
    assert screen.composer.header.title.text() == "Letter for Imelda Corrant"
    assert screen.composer.side.ready.status.text() == "Ready: 8 checks passed"


def test_typing_shows_on_the_page_and_is_saved(qtbot, desk, draft, composer):
    first = items(desk, draft)[0]
    composer.scope.open_item(first.id)
    box = composer.scope.promises.box
    assert box.text.hasFocus()
    qtbot.keyClicks(box.text, ", in my office")
    qtbot.waitUntil(lambda: "in my office" in shown_text(composer), timeout=3000)
    qtbot.waitUntil(lambda: items(desk, draft)[0].text.endswith("in my office"), timeout=3000)
    assert box.text.hasFocus()
    assert box.text.textCursor().atEnd()


def test_the_page_comes_before_the_record_is_saved(qtbot, desk, draft, composer):
    composer.scope.open_item(items(desk, draft)[0].id)
    qtbot.keyClicks(composer.scope.promises.box.text, " soon")
    with qtbot.waitSignal(composer.draft.shown, timeout=3000):
        pass
    assert not items(desk, draft)[0].text.endswith("soon")


def test_alt_and_arrows_move_an_item_and_keep_the_focus(qtbot, desk, draft, composer):
    second = items(desk, draft)[1]
    line = composer.scope.promises.lines[second.id]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Up, ALT)
    assert items(desk, draft)[0].id == second.id
    assert composer.scope.promises.lines[second.id].hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Down, ALT)
    assert items(desk, draft)[1].id == second.id


def test_the_grip_drags_an_item(qtbot, desk, draft, composer):
    lists = composer.scope.limits
    ids = [item.id for item in lists.items]
    first, last = lists.lines[ids[0]], lists.lines[ids[-1]]
    below = first.mapFromGlobal(last.mapToGlobal(QPoint(8, last.height() - 2)))
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(8, 13))
    QTest.mouseMove(first, QPoint(8, 40))
    QTest.mouseMove(first, below)
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=below)
    assert [item.id for item in lists.items] == [*ids[1:], ids[0]]


def test_enter_opens_and_closes_an_item_in_place(qtbot, desk, draft, composer):
    limit = items(desk, draft)[-1]
    line = composer.scope.limits.lines[limit.id]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert composer.scope.limits.box.item == limit
    qtbot.keyClick(composer.scope.limits.box.text, Qt.Key.Key_Return)
    assert composer.scope.limits.box is None
    assert line.hasFocus()


def test_esc_steps_back_one_thing_at_a_time(desk, draft, screen, composer):
    composer.scope.open_item(items(desk, draft)[0].id)
    screen.step_back()
    assert composer.scope.promises.box is None
    assert screen.stack.currentWidget() is composer
    screen.step_back()
    assert screen.stack.currentWidget() is screen.listing


def test_add_opens_a_new_item_and_undo_takes_it_back(qtbot, desk, draft, composer):
    composer.scope.promises.add.click()
    qtbot.keyClicks(composer.scope.promises.box.text, "A call a week later")
    composer.scope.promises.close_item()
    assert items(desk, draft)[6].text == "A call a week later"
    assert items(desk, draft)[6].number == 7
    desk.store.journal.undo()
    desk.store.journal.undo()
    assert len(items(desk, draft)) == 10


def test_a_removed_item_comes_back_by_undo(desk, draft, composer):
    first = items(desk, draft)[0]
    composer.scope.open_item(first.id)
    composer.scope.promises.box.remove.click()
    assert first.id not in [item.id for item in items(desk, draft)]
    desk.store.journal.undo()
    assert first.id in composer.scope.promises.lines


def test_a_due_rule_is_chosen_in_place(qtbot, desk, draft, composer):
    signing = items(desk, draft)[4]
    composer.scope.open_item(signing.id)
    due = composer.scope.promises.box.due
    due.kind.setCurrentIndex(due.kind.findData(DueKind.AFTER_EVENT))
    due.kind.activated.emit(due.kind.currentIndex())
    qtbot.keyClicks(due.event_line, "you have paid")
    composer.flush()
    kept = items(desk, draft)[4].due
    assert (kept.kind, kept.days, kept.event, kept.business) == (DueKind.AFTER_EVENT, 10, "you have paid", True)
    composer.scope.promises.close_item()
    qtbot.waitUntil(lambda: "10 business days after you have paid" in shown_text(composer), timeout=3000)


def test_space_turns_a_section_off_and_on(qtbot, desk, draft, composer):
    head = composer.groups["needs"].head
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Space)
    on = {s.clause.key for s in letters.composed(letters.case(desk.store, draft.id, make.TODAY)).stances if s.on}
    assert "client_responsibilities" not in on
    assert head.number.text() == ""
    assert composer.groups["how"].head.number.text() == "3"
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert composer.groups["how"].head.number.text() == "4"


def test_a_required_section_shows_a_lock(composer):
    head = composer.groups["wrong"].head
    assert head.lock.isVisible()
    assert not head.toggle.isVisible()
    assert "required" in head.accessibleName()


def test_a_field_of_a_clause_is_edited_inline(qtbot, desk, draft, composer):
    composer.go_to("field:expenses.cost_list")
    field = QApplication.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, "Registry fees")
    composer.flush()
    facts = letters.composed(letters.case(desk.store, draft.id, make.TODAY)).facts
    assert "Registry fees are passed on at cost" in str(facts)


def test_what_is_missing_leads_to_its_place(qtbot, desk, draft, composer):
    composer.go_to("field:expenses.cost_list")
    field = QApplication.focusWidget()
    field.clear()
    field.textEdited.emit("")
    qtbot.waitUntil(lambda: composer.side.ready.status.text() == "1 thing left", timeout=3000)
    composer.groups["fees"].set_open(False)
    composer.side.ready.links[0].click()
    assert QApplication.focusWidget() is field


def test_f8_leads_to_what_is_missing(qtbot, desk, draft, screen, composer):
    assert not screen.to_problem()
    composer.go_to("field:expenses.cost_list")
    field = QApplication.focusWidget()
    field.clear()
    field.textEdited.emit("")
    composer.groups["fees"].set_open(False)
    composer.page.setFocus()
    assert screen.to_problem()
    assert QApplication.focusWidget() is field
    screen.show_list()
    assert not screen.to_problem()


def test_f8_adds_nothing_to_what_is_missing(desk, draft, screen, composer):
    for item in items(desk, draft):
        if item.kind is ItemKind.PROMISE:
            engagements.remove_item(desk.store, item.id, desk.today())
    standing = items(desk, draft)
    assert screen.to_problem()
    assert QApplication.focusWidget() is composer.scope.promises.add
    assert items(desk, draft) == standing


def test_stages_are_named_priced_and_summed(qtbot, desk, draft, composer):
    composer.groups["fees"].set_open(True)
    stages = composer.fee.stages
    stages.add.click()
    name, amount = stages._pairs[-1]
    qtbot.keyClicks(name, "Follow-up")
    qtbot.keyClicks(amount, "400")
    composer.flush()
    fee = engagements.get(desk.store, draft.engagement_id).fee
    assert (fee.kind, fee.milestones[-1].title, fee.milestones[-1].amount) == (FeeKind.MILESTONES, "Follow-up", 40_000)
    assert composer.fee.amount.field.text() == "$4,000.00"


def paid_for(desk, draft):
    stages = engagements.get(desk.store, draft.engagement_id).fee.milestones
    return {item.text: stages[item.stage - 1].title for item in items(desk, draft) if item.stage}


def test_a_stage_that_goes_takes_no_items_of_the_others(qtbot, desk, draft, composer):
    composer.groups["fees"].set_open(True)
    before = paid_for(desk, draft)
    stages = composer.fee.stages
    qtbot.keyClicks(stages._pairs[2][0], "Careful ")
    removal(stages, 1).click()
    composer.flush()
    fee = engagements.get(desk.store, draft.engagement_id).fee
    assert [stage.title for stage in fee.milestones] == ["Drafting", "Careful Review", "Signing"]
    after = {text: "Careful Review" if stage == "Review" else stage for text, stage in before.items()}
    assert paid_for(desk, draft) == {text: stage for text, stage in after.items() if stage != "Discovery"}
    assert composer.fee.amount.field.text() == "$2,700.00"
    for _ in range(2):  # the removal, and the words that were typed before it
        desk.store.journal.undo()
    assert paid_for(desk, draft)["A discovery meeting of up to 90 minutes"] == "Discovery"


def removal(stages, number):
    return next(one for one in stages.findChildren(Button) if one.accessibleName() == f"Remove stage {number}")


def test_a_stage_that_issued_items_count_on_stays(qtbot, desk, draft, composer):
    first = letters.issue(desk.store, draft.id, make.NOW)
    second = letters.revise(desk.store, first.id, make.NOW)
    composer.open(second.id)
    composer.groups["fees"].set_open(True)
    stages, told = composer.fee.stages, []
    desk.told.connect(told.append)
    removal(stages, 4).click()
    assert len(stages._pairs) == 4
    assert told == ["2.5 was issued for this stage or a later one. Withdraw it first, and add it again."]


def test_issue_asks_by_a_second_press(qtbot, desk, draft, screen, composer):
    composer.issue()
    assert composer.armed
    assert composer.side.primary.label() == "Issue now"
    assert letters.get(desk.store, draft.id).state is LetterState.DRAFT
    composer.issue()
    assert letters.get(desk.store, draft.id).state is LetterState.ISSUED
    assert screen.stack.currentWidget() is screen.issued
    assert screen.issued.side.preview.pages == 3


def test_typing_takes_the_first_press_back(qtbot, desk, draft, composer):
    composer.issue()
    composer.scope.open_item(items(desk, draft)[0].id)
    qtbot.keyClicks(composer.scope.promises.box.text, ".")
    assert not composer.armed


def test_undo_takes_the_first_press_back(qtbot, desk, draft, composer):
    item = items(desk, draft)[0]
    engagements.save_item(desk.store, replace(item, text="Two drafts."))
    composer.issue()
    assert composer.armed
    desk.store.journal.undo()
    assert not composer.armed
    assert letters.get(desk.store, draft.id).state is LetterState.DRAFT


def test_another_letter_takes_the_first_press_back(desk, draft, screen, composer):
    other = make_letters.estate_plan(desk.store, draft.client_id)
    composer.issue()
    screen.show_record(other.id)  # as the palette does
    assert not composer.armed
    assert composer.side.primary.label() == "Issue letter"


def test_issue_with_something_missing_goes_there(qtbot, desk, screen):
    client = make_letters.person(desk.store)
    letter = letters.start(desk.store, client.id, None, make.NOW)
    screen.show_record(letter.id)
    screen.composer.issue()
    assert not screen.composer.armed
    assert letters.get(desk.store, letter.id).state is LetterState.DRAFT
    assert screen.composer.side.ready.links[0].isVisible()


def test_a_new_letter_asks_for_the_work_first(qtbot, desk, screen):
    letter = letters.start(desk.store, make_letters.person(desk.store).id, None, make.NOW)
    screen.show_record(letter.id)
    field = screen.composer.about.kind.field
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "Deed of gift")
    screen.flush()
    assert engagements.get(desk.store, letter.engagement_id).title == "Deed of gift"
    qtbot.waitUntil(lambda: "your deed of gift" in shown_text(screen.composer), timeout=3000)


def test_a_promise_is_ticked_as_kept(qtbot, desk, draft, screen):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letter.id)
    first = engagements.promises(desk.store, draft.engagement_id)[0].deliveries[0]
    screen.issued._tick(first.id, make.TODAY)
    assert screen.issued.promised.remark.text() == "1 of 6 kept"


def test_a_discarded_draft_leads_back_to_the_list(desk, draft, screen, composer):
    composer.more.click()
    assert screen.stack.currentWidget() is screen.listing
    assert screen.listing.model.rowCount() == 0
    desk.store.journal.undo()
    assert screen.listing.model.rowCount() == 1


def test_undo_of_typing_shows_the_old_words(qtbot, desk, draft, composer):
    before = items(desk, draft)[0]
    composer.scope.open_item(before.id)
    qtbot.keyClicks(composer.scope.promises.box.text, " x")
    composer.flush()
    desk.store.journal.undo()
    assert composer.scope.promises.box.text.text() == before.text


def test_loading_writes_nothing(qtbot, desk, draft, composer):
    for group in composer.groups.values():
        group.set_open(True)
        for row in group.rows.values():
            row.set_open(True)
    seen = []
    desk.bus.changed.connect(seen.append)
    composer.flush()
    composer.reload()
    assert seen == []


def test_compact_windows_drop_the_key_caps(screen, composer):
    screen.set_width_class(True, False)
    assert composer.side.primary.key == ""
    screen.set_width_class(False, False)
    assert composer.side.primary.key == "Ctrl Enter"


def test_the_print_preview_is_one_key_away(screen, composer, monkeypatch):
    shown = []
    monkeypatch.setattr("practice.ui.printing.preview_pdf", lambda data, parent, name: shown.append((data[:5], name)))
    next(hint for hint in screen.actions_here() if hint.keys == "Ctrl+Shift+P").run()
    assert shown == [(b"%PDF-", composer.draft.case.letter.number)]


def test_a_new_version_tells_what_it_changes(qtbot, desk, draft, screen):
    first = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(first.id)
    assert not screen.issued.changes.isVisible()
    second = letters.revise(desk.store, first.id, make.NOW)
    engagements.add_item(desk.store, draft.engagement_id, ItemKind.LIMIT, "Anything abroad.")
    screen.show_record(second.id)
    changes = screen.composer.changes
    qtbot.waitUntil(changes.isVisible, timeout=3000)
    said = [text.text() for text in changes.findChildren(Text)]
    assert said[0] == "Changed since version 1"
    assert any(line.startswith("+ ") and "Anything abroad." in line for line in said)
    letters.issue(desk.store, second.id, make.NOW)
    screen.show_record(second.id)
    assert "Anything abroad." in " ".join(text.text() for text in screen.issued.changes.findChildren(Text))
