from dataclasses import replace
from datetime import date, timedelta

import pytest

from practice.actions import clients, engagements, letters, overview, practice, sessions, writing
from practice.actions.store import check
from practice.db.tables import LetterRow
from practice.errors import Refused, Trouble
from practice.letters import render
from practice.rules.cases import choose
from practice.rules.clients import Client
from practice.rules.engagements import Fee, ItemKind, label
from practice.rules.letters import LetterState
from practice.rules.practice import Profile
from practice.rules.shelves import ClientStatus
from tests import make, make_letters
from tests.letters.read import pages

DAY = timedelta(days=1)


def text_of_pdf(pdf):
    return "\n".join(page.extract_text() for page in pages(pdf))


def test_a_first_draft_has_its_number_and_a_day_to_sign_by(store, client):
    letter = letters.start(store, client.id, None, make.NOW, "Estate plan")
    assert (letter.number, letter.version, letter.draft) == ("EL-2026-001", 0, 1)
    assert letter.sign_by == date(2026, 12, 3)  # ten business days, Thanksgiving left out
    engagement = engagements.get(store, letter.engagement_id)
    assert (engagement.fee.currency, engagement.opened_on) == ("USD", make.TODAY)
    assert letters.start(store, client.id, None, make.NOW).number == "EL-2026-002"


def test_the_open_draft_is_the_one_that_promises_work(store, client):
    assert writing.open_draft(store, client.id) is None
    first = make_letters.estate_plan(store, client.id)
    assert writing.open_draft(store, client.id).id == first.id
    issued = letters.issue(store, first.id, make.NOW)
    assert writing.open_draft(store, client.id) is None
    letters.revise(store, issued.id, make.NOW)
    assert writing.open_draft(store, client.id) is None
    second = letters.start(store, client.id, None, make.NOW)
    assert writing.open_draft(store, client.id).id == second.id


def test_a_coach_counts_agreements(store, client):
    make_letters.profile(store, Profile.COACH)
    assert letters.start(store, client.id, None, make.NOW).number == "CA-2026-001"


@pytest.mark.parametrize("kind", list(Profile))
def test_the_standard_letter_is_ready_and_takes_three_pages(store, client, kind):
    make_letters.profile(store, kind)
    build = make_letters.coaching if kind is Profile.COACH else make_letters.estate_plan
    letter = build(store, client.id)
    preview = letters.preview(make_letters.case_of(store, letter))
    assert preview.problems == ()
    assert preview.rendered.pages == 3
    assert "{{" not in text_of_pdf(preview.rendered.pdf)


def test_unsaved_words_are_laid_over_the_records(store, draft):
    case = make_letters.case_of(store, draft)
    typed = replace(case.items[0], text="A long first talk")
    preview = letters.preview(replace(case, items=(typed, *case.items[1:])))
    assert "A long first talk" in text_of_pdf(preview.rendered.pdf)
    assert engagements.items(store, draft.engagement_id)[0].text != "A long first talk"


def test_issuing_freezes_words_bytes_and_numbers(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    assert (letter.version, letter.state, letter.pages) == (1, LetterState.ISSUED, 3)
    assert letter.facts is not None
    assert letter.facts.check_code == letter.check_code
    assert letter.check_code in text_of_pdf(letters.reprint(store, letter.id))
    assert letters.get(store, letter.id) == letter
    assert all(item.frozen for item in engagements.items(store, letter.engagement_id))
    assert check(store).problems == ()


def test_the_stored_bytes_are_what_the_facts_print(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    assert letter.facts is not None
    assert render(letter.facts).pdf == letters.reprint(store, letter.id)


def test_a_reprint_does_not_follow_the_records(store, client, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    before = letters.reprint(store, letter.id)
    clients.edit(store, client.id, {"family": "Somebody-Else"}, make.NOW)
    assert letters.reprint(store, letter.id) == before


def test_what_is_missing_stops_the_issue_by_place(store, client):
    letter = letters.start(store, client.id, None, make.NOW)
    with pytest.raises(Refused) as refused:
        letters.issue(store, letter.id, make.NOW)
    assert {"promises", "limits", "fee.amount", "field:conflicts.conflict_check_date"} <= set(refused.value.fields)
    assert letters.get(store, letter.id).state is LetterState.DRAFT


def test_what_is_typed_with_a_keyboard_s_signs_is_printed_with_true_ones(store, client, draft):
    make_letters.add(store, draft.engagement_id, ItemKind.LIMIT, 'Anything but the "deed" -- it\'s yours')
    clients.edit(store, client.id, {"family": "O'Neil"}, make.NOW)
    case = make_letters.case_of(store, draft)
    family = next(one for one in letters.composed(case).stances if one.clause.key == "who_is_not_client")
    letters.keep(store, choose(case.letter, family, values={"non_clients": 'your sister\'s "heirs"'}), case.engagement)
    issued = letters.issue(store, draft.id, make.NOW)
    said = " ".join(text_of_pdf(letters.reprint(store, issued.id)).split())
    assert "Anything but the “deed” – it’s yours" in said
    assert "I do not act for your sister’s “heirs”, even" in said
    assert "Imelda O'Neil" in said  # a name is as its bearer writes it
    assert [item.text for item in engagements.items(store, draft.engagement_id)][-1].endswith("-- it's yours")


@pytest.mark.parametrize("country", ["US", "GB"])
def test_a_fee_that_depends_on_the_result_stands_alone(store, client, draft, country):
    practice.change(store, {"country": country, "regulator": "SRA", "insurer": "Alder Mutual"})
    case = make_letters.case_of(store, draft)
    share = next(one for one in letters.composed(case).stances if one.clause.key == "contingent")
    chosen = choose(case.letter, share, on=True, values={"contingency_pct": "33%"})
    letters.keep(store, chosen, replace(case.engagement, fee=Fee(amount=0)))
    letter = letters.issue(store, draft.id, make.NOW)
    said = " ".join(text_of_pdf(letters.reprint(store, letter.id)).split())
    assert "My fee depends on the result: it is 33% of what you recover" in said
    assert "never more than my share would have been" in said
    assert "fee is fixed" not in said
    assert "$0.00" not in said


def test_a_sign_without_a_glyph_stops_the_issue(store, draft):
    item = engagements.items(store, draft.engagement_id)[0]
    engagements.save_item(store, replace(item, text="A meeting \U00012000"))
    assert [p.place for p in letters.check(store, draft.id, make.TODAY)] == [f"item:{item.id}"]


def test_an_issued_letter_is_never_edited(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    work = engagements.get(store, letter.engagement_id)
    with pytest.raises(Refused, match="never edited"):
        letters.keep(store, letter, work)
    with pytest.raises(Refused, match="never edited"):
        letters.issue(store, letter.id, make.NOW)
    with pytest.raises(Refused, match="never edited"):
        letters.discard(store, letter.id)


def test_the_store_itself_refuses_to_change_an_issued_letter(store, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    with pytest.raises(Exception, match="an issued letter is frozen"), store.journal.change("test"):
        store.journal.put(LetterRow, replace(letter, number="EL-2026-999"))
    assert letters.get(store, letter.id) == letter


def test_issuing_cannot_be_undone(store, draft):
    letters.issue(store, draft.id, make.NOW)
    assert store.journal.can_undo is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE letters SET state = 'issued'",
        "UPDATE letters SET state = 'draft'",
        "UPDATE letters SET signed_on = '2026-11-17'",
        "UPDATE scope_items SET text = 'Nothing'",
        "UPDATE scope_items SET number = number + 1",
        "DELETE FROM scope_items WHERE kind = 'limit'",
    ],
)
def test_the_store_itself_keeps_signature_and_items(store, draft, sql):
    letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, draft.id, make.TODAY, make.TODAY)
    store.execute("PRAGMA query_only = 0")
    with pytest.raises(Exception, match=r"frozen|signed once|keeps its"):
        store.execute(sql)


def test_issued_items_keep_their_words(store, draft):
    letters.issue(store, draft.id, make.NOW)
    item = engagements.items(store, draft.engagement_id)[0]
    with pytest.raises(Refused, match="Withdraw it"):
        engagements.save_item(store, replace(item, text="Something else"))


def test_deliveries_are_made_with_the_days_that_are_known(store, draft):
    letters.issue(store, draft.id, make.NOW)
    made = engagements.promises(store, draft.engagement_id)
    assert [len(one.deliveries) for one in made] == [1] * 6
    assert made[0].deliveries[0].due_on == date(2026, 12, 3)
    assert made[1].deliveries[0].due_on is None


def test_what_hangs_on_a_delivery_gets_its_day_once_it_is_made(store, draft):
    letters.issue(store, draft.id, make.NOW)
    made = engagements.promises(store, draft.engagement_id)
    engagements.deliver(store, made[0].deliveries[0].id, date(2026, 11, 18))
    later = engagements.promises(store, draft.engagement_id)
    assert later[1].deliveries[0].due_on == date(2026, 12, 10)
    assert later[2].deliveries[0].due_on == date(2026, 12, 10)
    engagements.deliver(store, made[0].deliveries[0].id, None)
    assert engagements.promises(store, draft.engagement_id)[1].deliveries[0].due_on is None


def test_the_record_of_a_client_counts_kept_promises(store, client, draft):
    letters.issue(store, draft.id, make.NOW)
    first = engagements.promises(store, draft.engagement_id)[0].deliveries[0]
    engagements.deliver(store, first.id, make.TODAY)
    record = overview.of_client(store, client.id, make.NOW).kept
    assert (record.kept, record.of) == (1, 6)


def test_one_promise_can_hand_over_several_things(store, client):
    make_letters.profile(store, Profile.COACH)
    letter = make_letters.coaching(store, client.id)
    letters.issue(store, letter.id, make.NOW)
    plan = engagements.promises(store, letter.engagement_id)[1]
    assert [delivery.text for delivery in plan.deliveries] == ["A draft plan", "The plan"]


def test_later_items_take_the_next_free_number_and_withdrawn_ones_keep_theirs(store, draft):
    letters.issue(store, draft.id, make.NOW)
    work = draft.engagement_id
    items = engagements.items(store, work)
    engagements.remove_item(store, items[-1].id, make.TODAY)
    added = engagements.add_item(store, work, ItemKind.PROMISE, "One thing more")
    assert label(added) == "2.11"
    assert "2.10" not in [label(item) for item in engagements.items(store, work)]


def test_before_the_issue_numbers_follow_the_page(store, draft):
    work = draft.engagement_id
    items = engagements.items(store, work)
    after = engagements.move_item(store, items[3].id, 0)
    assert [item.text for item in after][:2] == [items[3].text, items[0].text]
    assert [item.number for item in after] == list(range(1, 11))
    engagements.remove_item(store, items[0].id, make.TODAY)
    assert [item.number for item in engagements.items(store, work)] == list(range(1, 10))


def test_typing_in_one_field_is_one_step_of_undo(store, draft):
    case = make_letters.case_of(store, draft)
    stance = next(one for one in letters.composed(case).stances if one.clause.key == "expenses")
    for typed in ("Court", "Court fees"):
        letters.keep(store, choose(case.letter, stance, values={"cost_list": typed}), case.engagement, visit="7")
    store.journal.undo()
    assert letters.get(store, draft.id).choices == draft.choices


def test_the_fit_checks_conditions_come_along(store, client):
    letter = letters.start(store, client.id, None, make.NOW, "Estate plan")
    work = engagements.get(store, letter.engagement_id)
    engagements.edit(store, replace(work, conditions=("Bring the deed",)))
    assert "We also agreed on this: Bring the deed." in str(letters.composed(make_letters.case_of(store, letter)).facts)


def test_two_people_sign_one_letter(store):
    one = clients.create(store, Client(given="Anselm", family="Vogt-Hale"), make.NOW)
    other = clients.create(store, Client(given="Petra", family="Vogt-Hale"), make.NOW)
    household = clients.join(store, one.id, other.id, make.NOW)
    letter = make_letters.estate_plan(store, household.id)
    issued = letters.issue(store, letter.id, make.NOW)
    assert issued.facts is not None
    assert [signer.name for signer in issued.facts.signers][1:] == ["Anselm Vogt-Hale", "Petra Vogt-Hale"]
    assert letters.of_client(store, clients.find(store, one.id)) == [issued]
    letters.mark_signed(store, issued.id, make.TODAY, make.TODAY)
    assert clients.find(store, other.id).status is ClientStatus.CLIENT


def test_a_discarded_draft_takes_its_empty_engagement_along(store, client):
    letter = letters.start(store, client.id, None, make.NOW)
    letters.discard(store, letter.id)
    assert engagements.of_client(store, client) == []
    store.journal.undo()
    assert letters.get(store, letter.id) == letter


def test_a_discarded_version_leaves_what_was_issued(store, draft):
    first = letters.issue(store, draft.id, make.NOW)
    issued = engagements.items(store, draft.engagement_id)
    second = letters.revise(store, first.id, make.NOW)
    engagements.remove_item(store, issued[0].id, make.TODAY)
    engagements.remove_item(store, issued[-1].id, make.TODAY)
    letters.discard(store, second.id)
    assert engagements.items(store, draft.engagement_id) == issued
    store.journal.undo()
    assert len(engagements.items(store, draft.engagement_id)) == len(issued) - 2


def test_an_engagement_that_sessions_belong_to_outlives_its_draft(store, client):
    letter = letters.start(store, client.id, None, make.NOW)
    sessions.begin(store, client.id, make.NOW)
    letters.discard(store, letter.id)
    assert letters.of_client(store, client) == []
    assert [one.id for one in engagements.of_client(store, client)] == [letter.engagement_id]


def test_export_writes_the_stored_bytes_whole(store, draft, tmp_path):
    letter = letters.issue(store, draft.id, make.NOW)
    path = tmp_path / letters.file_name(letter)
    letters.export(store, letter.id, path, make.TODAY)
    assert path.read_bytes() == letters.reprint(store, letter.id)
    assert [one.name for one in tmp_path.glob("*.pdf*")] == ["EL-2026-001.pdf"]


def test_export_into_nowhere_says_what_to_do(store, draft, tmp_path):
    with pytest.raises(Trouble, match="Choose another folder"):
        letters.export(store, draft.id, tmp_path / "nowhere" / "letter.pdf", make.TODAY)


def test_the_lists_hold_what_they_say(store, client, draft):
    letter = letters.issue(store, draft.id, make.NOW)
    other = letters.start(store, client.id, None, make.NOW, "Deed")
    assert [row.letter.id for row in letters.listed(store, [LetterState.DRAFT])] == [other.id]
    out = letters.listed(store, [LetterState.ISSUED])
    assert [(row.letter.id, row.client, row.work) for row in out] == [(letter.id, "Imelda Corrant", "Estate plan")]
    assert letters.listed(store, [LetterState.ISSUED], after=out[0]) == []
    newest = letters.newest(store, client)
    assert newest is not None
    assert newest.id == letter.id


def test_a_draft_of_last_year_gets_this_years_number(store, draft):
    letter = letters.issue(store, draft.id, make.NOW + timedelta(days=60))
    assert letter.number == "EL-2027-001"


def test_the_currency_comes_from_the_practice(store, client):
    practice.change(store, {"currency": "EUR", "locale": "en_IE"})
    letter = letters.start(store, client.id, None, make.NOW)
    assert engagements.get(store, letter.engagement_id).fee == Fee(currency="EUR")
