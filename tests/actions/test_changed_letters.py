"""What a change of the fee, a new version and an end say of the letter that was signed before."""

from dataclasses import replace

import pytest

from practice.actions import batch, clients, engagements, families, letters, requests
from practice.actions.requests import Offered
from practice.errors import Refused
from practice.rules.batch import FeeChange
from practice.rules.cases import choose
from practice.rules.engagements import Fee, FeeKind, ItemKind
from practice.rules.letters import Grid
from practice.rules.looks import noted
from practice.rules.ready import texts
from practice.rules.requests import Judgement
from practice.rules.shelves import ClientStatus
from tests import make, make_batch, make_companions, make_letters

FLAT = Fee(amount=420_000, deposit=200_000)
SIGNED = "EL-2026-001, signed on November 18, 2026"


def plan(store, fee, **fields):
    """A draft for Imelda Corrant at this fee, with nothing missing."""
    make_letters.profile(store)
    letter = letters.start(store, make_letters.person(store).id, None, make.NOW, "Estate plan")
    make_letters.add(store, letter.engagement_id, ItemKind.PROMISE, "A will")
    make_letters.add(store, letter.engagement_id, ItemKind.LIMIT, "Tax advice.")
    return make_companions.filled(store, make_letters.finish(store, letter, fee), **fields)


def agreed(store, draft):
    """The draft issued, and signed by everybody."""
    return letters.mark_signed(store, letters.issue(store, draft.id, make.NOW).id, make.TODAY, make.TODAY)


def change(store, base, **fields):
    """A change of the fee alone, with nothing missing."""
    return make_companions.begun(store, base.client_id, "scope_change", **{"new_deposit": "", **fields})


def facts_of(store, letter):
    return letters.composed(letters.case(store, letter.id, make.TODAY)).facts


def said(store, letter):
    return "\n".join(texts(facts_of(store, letter)))


# a change of the fee


def test_a_changed_fee_changes_what_follows_from_it(store):
    draft = change(store, agreed(store, plan(store, FLAT)), new_fee="4,410.00")
    told = said(store, draft)
    assert "half of the work is done, you pay $2,205.00." in told
    assert "The deposit of $2,000.00 stays as it is." in told
    assert "What remains to be paid is $2,410.00 instead of $2,200.00, due as we agreed." in told
    assert "Where that letter reckons with the old fee, the new one takes its place." in told
    assert make_companions.stopped(store, draft) == []


def test_its_first_section_says_what_changes(store):
    base = agreed(store, plan(store, FLAT))
    draft = change(store, base, new_fee="4,410.00")
    first = facts_of(store, draft).sections[0]
    assert first.title == "What changes"
    assert "What changes is the fee: $4,410.00 instead of $4,200.00. Clause 2 says from when" in first.blocks[0].text
    make_letters.add(store, base.engagement_id, ItemKind.PROMISE, "A deed for your house")
    assert "The fee changes too, as clause 2 says." in said(store, draft)
    same = make_companions.filled(store, draft, new_fee="", fee_changes="no")
    assert "takes its place" not in said(store, same)


@pytest.mark.parametrize(
    ("fee", "new_fee", "rows"),
    [
        (make_letters.STAGED, "4,100.00", 5),
        (Fee(kind=FeeKind.PACKAGE, amount=50_000, sessions=3, deposit=50_000), "660.00", 3),
    ],
)
def test_the_table_of_what_comes_back_follows_the_new_fee(store, fee, new_fee, rows):
    draft = change(store, agreed(store, plan(store, fee)), new_fee=new_fee)
    tables = [block for block in facts_of(store, draft).sections[1].blocks if isinstance(block, Grid)]
    assert len(tables[-1].rows) == rows
    assert tables[-1].rows[0][2] == f"${new_fee}"
    assert [table.total[-1] for table in tables[:-1]] == ([f"${new_fee}"] if fee.milestones else [])


def test_what_is_added_belongs_to_the_stage_that_is_added_with_it(store):
    base = agreed(store, plan(store, make_letters.STAGED))
    draft = change(store, base, new_fee="4,100.00")
    make_letters.add(store, base.engagement_id, ItemKind.PROMISE, "A deed for your house")
    make_letters.add(store, base.engagement_id, ItemKind.PROMISE, "A call about it", stage=4)
    make_letters.add(store, base.engagement_id, ItemKind.LIMIT, "The county’s charges.")
    (fees, _) = [block for block in facts_of(store, draft).sections[1].blocks if isinstance(block, Grid)]
    assert [row[1] for row in fees.rows] == ["", "", "", "Item 2.4", "Item 2.3"]
    assert fees.rows[-1][0].endswith(draft.number)


def test_a_package_may_come_to_hold_more_sessions(store):
    fee = Fee(kind=FeeKind.PACKAGE, amount=50_000, sessions=3, deposit=50_000)
    base = agreed(store, plan(store, fee))
    draft = change(store, base, new_fee="660.00")
    make_letters.add(store, base.engagement_id, ItemKind.PROMISE, "A fourth session of 60 minutes")
    assert [text for text in make_companions.looked_at(store, draft) if "holds more sessions" in text]
    draft = make_companions.filled(store, draft, new_sessions="4")
    assert not [text for text in make_companions.looked_at(store, draft) if "holds more sessions" in text]
    told = said(store, draft)
    assert "The package then holds 4 sessions of 60 minutes. For any refund, each session then counts as $165" in told
    assert "Where it counts the sessions, their new number does." in told
    table = [block for block in facts_of(store, draft).sections[1].blocks if isinstance(block, Grid)][-1]
    assert table.rows[1] == ("after one session", "$165.00", "$495.00")
    agreed(store, draft)
    assert engagements.get(store, base.engagement_id).fee.sessions == 4


@pytest.mark.parametrize("typed", ["four", "0", "1000", "-1"])
def test_what_is_no_number_of_sessions_stops_the_issue(store, typed):
    base = agreed(store, plan(store, make_letters.PACKAGE))
    told = make_companions.stopped(store, change(store, base, new_sessions=typed))
    assert told == ["Type how many sessions the package holds, in figures, such as 12."]


def test_a_rest_where_none_was_says_when_it_is_due(store):
    fee = Fee(kind=FeeKind.PACKAGE, amount=50_000, sessions=3, deposit=50_000)
    draft = change(store, agreed(store, plan(store, fee)), new_fee="660.00")
    told = said(store, draft)
    assert "What remains to be paid is $160.00, due within 14 days after we have both signed this." in told
    draft = make_companions.filled(store, draft, rest_due="before the fourth session", new_deposit="60.00")
    assert "In all, $560.00 is then deposited.\nWhat" not in said(store, draft)
    assert "In all, $560.00 is then deposited. What remains to be paid is $100.00, due before the" in said(store, draft)


@pytest.mark.parametrize(
    ("fee", "rest"),
    [
        (Fee(amount=500_000), "$5,000.00"),
        (Fee(kind=FeeKind.PACKAGE, amount=500_000, sessions=10), "$5,000.00"),
    ],
)
def test_a_small_deposit_does_not_move_the_day_of_the_rest(store, fee, rest):
    draft = change(store, agreed(store, plan(store, fee)), new_fee="5,200.00", new_deposit="200.00")
    told = said(store, draft)
    assert f"What remains to be paid is {rest}, due as we agreed." in told
    assert "within 14 days after" not in told
    assert ("assumes the full price has been paid" in told) is (fee.kind is FeeKind.PACKAGE)
    assert make_companions.stopped(store, draft) == []


def test_a_table_that_was_explained_is_not_explained_again(store):
    draft = change(store, agreed(store, plan(store, make_letters.PACKAGE)), new_fee="2,000.00")
    assert "right-hand column" not in said(store, draft)


@pytest.mark.parametrize(
    ("typed", "printed"), [("012", "12 sessions of"), (" 4 ", "4 sessions of"), ("1", "1 session of")]
)
def test_the_sessions_are_printed_as_they_are_reckoned(store, typed, printed):
    draft = change(store, agreed(store, plan(store, make_letters.PACKAGE)), new_fee="2,000.00", new_sessions=typed)
    assert f"The package then holds {printed}" in said(store, draft)


@pytest.mark.parametrize(
    ("fee", "offered"),
    [
        (make_letters.PACKAGE, {"new_sessions"}),
        (replace(make_letters.PACKAGE, deposit=180_000), {"new_sessions", "rest_due"}),
        (FLAT, set()),
        (replace(FLAT, deposit=420_000), {"rest_due"}),
        (replace(FLAT, deposit=0), set()),
    ],
)
def test_only_what_the_letter_can_say_is_asked(store, fee, offered):
    draft = change(store, agreed(store, plan(store, fee)), new_fee="5,000.00")
    stances = letters.composed(letters.case(store, draft.id, make.TODAY)).stances
    (own,) = (one for one in stances if one.clause.key == "fee")
    assert {gap.key for gap in own.clause.fields} & {"new_sessions", "rest_due"} == offered
    assert own.values.keys() == {gap.key for gap in own.clause.fields}


def test_a_dearer_fee_with_nothing_added_is_looked_at(store):
    draft = change(store, agreed(store, plan(store, FLAT)), new_fee="4,410.00")
    assert [text for text in make_companions.looked_at(store, draft) if "goes up and nothing is added" in text]
    assert make_companions.stopped(store, draft) == []


def test_a_fee_by_the_hour_shows_its_example_anew(store):
    fee = Fee(kind=FeeKind.HOURLY, amount=28_500)
    base = agreed(store, plan(store, fee, estimate_low="$1,000", estimate_high="$2,000"))
    told = said(store, change(store, base, new_fee="300.00"))
    assert "What changes is the rate: $300.00 an hour instead of $285.00." in told
    assert "90 minutes of work then cost $450.00." in told


@pytest.fixture
def asked(store):
    """A request out of scope of a signed letter with a fee by the hour."""
    fee = Fee(kind=FeeKind.HOURLY, amount=28_500)
    base = agreed(store, plan(store, fee, estimate_low="$1,000", estimate_high="$2,000"))
    request = requests.begin(store, base.client_id, make.NOW)
    return requests.edit(store, request.id, make.TODAY, words="And my tax return?", judgement=Judgement.OUT_OF_SCOPE)


def test_what_is_added_by_the_hour_is_charged_at_the_rate_with_an_estimate(store, asked):
    with pytest.raises(Refused) as refused:
        requests.offer(store, asked.id, Offered("Your tax return", ""), make.NOW)
    assert refused.value.fields.keys() == {"price"}
    draft = requests.offer(store, asked.id, Offered("Your tax return", "450.00"), make.NOW)
    told = said(store, draft)
    assert "What is added is charged at the rate that we agreed on." in told
    assert "I estimate $450.00 for what is added." in told
    assert "The fee stays as it is." not in told
    assert [one.place for one in letters.check(store, draft.id, make.TODAY)] == ["field:dates.dates_move"]


def test_a_change_by_the_hour_asks_for_the_estimate_of_what_is_added(store, asked):
    draft = requests.offer(store, asked.id, Offered("Your tax return", "0.00"), make.NOW)
    left = {one.place for one in letters.check(store, draft.id, make.TODAY)}
    assert left == {"field:dates.dates_move", "field:fee.added_estimate"}


def test_a_letter_of_a_batch_says_so_too(store):
    make_batch.agreed(store, 1)
    (made,) = make_batch.made(store).made
    told = "\n".join(texts(letters.get(store, made.letter_id).facts))
    assert "What remains to be paid is $990.00 instead of $900.00, due as we agreed." in told
    assert "What changes is the fee: $1,890.00 instead of $1,800.00." in told


def test_a_change_names_the_version_where_there_are_several(store):
    base = agreed(store, plan(store, FLAT))
    one = change(store, base)
    assert f"in letter {SIGNED}" in said(store, one)
    letters.discard(store, one.id)
    newer = agreed(store, letters.revise(store, base.id, make.NOW))
    draft = change(store, newer)
    assert "in letter EL-2026-001, version 2, signed on November 18, 2026" in said(store, draft)
    assert make_companions.stopped(store, draft) == []


# a share of the result


@pytest.fixture
def share(store):
    draft = plan(store, Fee())
    stance = next(
        one for one in letters.composed(make_letters.case_of(store, draft)).stances if one.clause.key == "contingent"
    )
    draft = choose(draft, stance, on=True, values={"contingency_pct": "33%"})
    letters.keep(store, draft, make_letters.case_of(store, draft).engagement)
    return draft


def test_a_share_is_not_issued_with_a_fee_beside_it(store, share):
    work = make_letters.case_of(store, share).engagement
    letters.keep(store, share, replace(work, fee=FLAT))
    with pytest.raises(Refused) as refused:
        letters.issue(store, share.id, make.NOW)
    assert set(refused.value.fields) == {"fee.amount", "fee.deposit"}


def test_no_amount_takes_the_place_of_a_share(store, share):
    base = agreed(store, share)
    draft = change(store, base, new_fee="4,410.00")
    assert [text[:55] for text in make_companions.stopped(store, draft)] == [
        "The fee of the signed letter is a share of the result: "
    ]
    letters.discard(store, draft.id)
    rise = FeeChange(kind=FeeKind.FLAT, amount=441_000, why=make_batch.WHY)
    (one,) = make_batch.found(store, rise)
    assert one.reason == "Its fee is a share of the result, which no amount can take the place of."
    assert batch.FAMILY == "scope_change"


# a new version


def test_a_new_version_of_a_signed_letter_says_what_it_replaces(store):
    base = agreed(store, plan(store, FLAT))
    told = said(store, letters.revise(store, base.id, make.NOW))
    assert "Here is a new version of our engagement letter for your estate plan." in told
    assert "it takes the place of letter EL-2026-001, version 1, signed on November 18, 2026." in told
    assert "What you have paid under that letter counts for this one." in told
    assert "Thank you for" not in told
    assert "what you have not paid of it yet is due when you sign." in told
    assert "It takes effect on the day I receive your signature." in told
    assert "work starts once it has arrived" not in told


def test_a_new_version_replaces_what_was_changed_too(store):
    base = agreed(store, plan(store, FLAT))
    agreed(store, change(store, base))
    told = said(store, letters.revise(store, base.id, make.NOW))
    assert "and of what changed that: SC-2026-001, signed on November 18, 2026." in told


def test_a_new_version_of_a_letter_that_nobody_signed_opens_as_a_first_one(store):
    letter = letters.issue(store, plan(store, FLAT).id, make.NOW)
    told = said(store, letters.revise(store, letter.id, make.NOW))
    assert "Thank you for asking me to help with your estate plan." in told
    assert "takes the place" not in told


def test_a_first_sentence_typed_for_the_signed_version_is_not_said_again(store):
    draft = make_companions.filled(store, plan(store, FLAT), thanks="It was good to meet you on Tuesday.")
    newer = letters.revise(store, agreed(store, draft).id, make.NOW)
    assert "good to meet you" not in said(store, newer)
    newer = make_companions.filled(store, newer, thanks="As we discussed, the deed comes along.")
    letter = letters.issue(store, newer.id, make.NOW)
    assert "the deed comes along" in said(store, letters.revise(store, letter.id, make.NOW))


@pytest.mark.parametrize("signs", [True, False])
def test_a_new_version_keeps_what_was_noted_and_shows_it_for_another_look(store, signs):
    draft = plan(store, FLAT)
    draft = noted(draft, "left_out:safety_conduct", "We know each other.")
    letters.keep(store, draft, make_letters.case_of(store, draft).engagement)
    letter = letters.issue(store, draft.id, make.NOW)
    newer = letters.revise(store, (agreed_on(store, letter) if signs else letter).id, make.NOW)
    assert look_of(store, newer, "left_out:safety_conduct") == ("We know each other.", True)
    newer = noted(newer, "left_out:safety_conduct", "Nothing gave a reason for it.")
    letters.keep(store, newer, make_letters.case_of(store, newer).engagement)
    assert look_of(store, newer, "left_out:safety_conduct") == ("Nothing gave a reason for it.", False)
    assert look_of(store, newer, "left_out:billing") == ("", False)  # the library's reason is nobody's note


def agreed_on(store, letter):
    return letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)


def look_of(store, draft, key):
    looks = {look.key: look for look in letters.preview(make_letters.case_of(store, draft)).looks}
    return looks[key].note, looks[key].old


# an end


def test_whose_last_work_is_closed_is_a_former_client(store):
    """Also where a promise was not ticked and a change of the fee was never signed."""
    base = agreed(store, plan(store, FLAT))
    letters.issue(store, change(store, base).id, make.NOW)
    letter = letters.issue(store, make_companions.begun(store, base.client_id, "closing").id, make.NOW)
    assert [one.id for one in families.parts_with(store, letter, make.TODAY)] == [base.client_id]
    letters.mark_sent(store, letter.id, make.TODAY, "by email", make.TODAY)
    assert clients.find(store, base.client_id).status is ClientStatus.FORMER
    store.journal.undo()
    assert clients.find(store, base.client_id).status is ClientStatus.CLIENT


def test_who_has_other_work_stays_a_client(store):
    base = agreed(store, plan(store, FLAT))
    letters.start(store, base.client_id, None, make.NOW, "A lease")
    letter = letters.issue(store, make_companions.begun(store, base.client_id, "closing").id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "by email", make.TODAY)
    assert clients.find(store, base.client_id).status is ClientStatus.CLIENT


def test_until_the_last_day_they_stay_a_client(store):
    base = agreed(store, plan(store, FLAT))
    letter = letters.issue(store, make_companions.begun(store, base.client_id, "disengagement").id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "by post", make.TODAY)
    assert clients.find(store, base.client_id).status is ClientStatus.CLIENT


def test_both_of_a_household_part(store):
    make_letters.profile(store)
    one, other = (clients.create(store, make.client(given, "Vogt-Hale"), make.NOW) for given in ("Anselm", "Petra"))
    both = clients.join(store, one.id, other.id, make.NOW)
    base = agreed(store, make_letters.estate_plan(store, both.id))
    letter = letters.issue(store, make_companions.begun(store, both.id, "closing").id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "by email", make.TODAY)
    now = {clients.find(store, each).status for each in (one.id, other.id, base.client_id)}
    assert now == {ClientStatus.FORMER}


@pytest.mark.parametrize("family", ["closing", "disengagement"])
def test_a_letter_that_ends_the_work_speaks_of_the_change_that_nobody_signed(store, family):
    base = agreed(store, plan(store, FLAT))
    waiting = letters.issue(store, change(store, base).id, make.NOW)
    draft = make_companions.begun(store, base.client_id, family)
    told = [text for text in make_companions.looked_at(store, draft) if text.startswith("SC-2026-001 would change")]
    assert len(told) == 1
    letters.mark_declined(store, waiting.id, make.TODAY, "", make.TODAY)
    assert not [text for text in make_companions.looked_at(store, draft) if "SC-2026-001" in text]
    assert families.ends_on(store, draft) is not None
