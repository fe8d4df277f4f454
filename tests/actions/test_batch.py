"""A fee change to many clients: who gets a letter and who does not, what is made, and that nothing is half made."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from practice.actions import batch, clients, engagements, families, letters, practice
from practice.actions.store import check
from practice.errors import Refused, Trouble
from practice.rules.engagements import FeeKind, ItemKind
from practice.rules.letters import LetterState
from practice.rules.practice import Profile
from tests import make, make_batch, make_letters
from tests.letters.read import check as check_pdf
from tests.letters.read import pages, plain
from tests.make_batch import RISE, WHY


@pytest.fixture
def five(store):
    return make_batch.agreed(store, 5)


def text_of(store, made):
    return plain(" ".join(page.extract_text() for page in pages(letters.reprint(store, made.letter_id))))


def test_fifty_letters_are_made_as_one_job(store):
    signed = make_batch.agreed(store, 50)
    report = make_batch.made(store)
    assert report.not_made == ()
    assert [one.number for one in report.made] == [f"SC-2026-{n:03}" for n in range(1, 51)]
    assert [one.client for one in report.made] == [f"Person{n:02} Quill" for n in range(50)]
    for one, base in zip(report.made, signed, strict=True):
        letter = letters.get(store, one.letter_id)
        assert (letter.state, letter.amends, letter.fee.amount) == (LetterState.ISSUED, base.id, 189_000)
        assert engagements.get(store, base.engagement_id).fee.amount == 180_000  # not before it is signed
    said = text_of(store, report.made[17])
    assert "was $1,800.00; from January 1, 2027 it is $1,890.00, but not before we have both signed" in said
    assert WHY in said
    assert "Person17 Quill" in said
    check_pdf(letters.reprint(store, report.made[17].letter_id))
    assert check(store).problems == ()


def test_a_letter_of_a_batch_is_the_letter_that_one_would_write_by_hand(store, five):
    made = make_batch.made(store).made[0]
    letter = letters.get(store, made.letter_id)
    assert letters.render(letter.facts).pdf == letters.reprint(store, made.letter_id)
    draft = letters.revise(store, letter.id, make.NOW)
    assert letters.check(store, draft.id, make.TODAY) == ()
    assert letters.changes(store, draft, letters.composed(letters.case(store, draft.id, make.TODAY)).facts)[1] == ()


def test_signed_it_changes_the_fee_from_its_day(store, five):
    made = make_batch.made(store).made[0]
    letters.mark_signed(store, made.letter_id, make.TODAY, make.TODAY)
    work = five[0].engagement_id
    assert engagements.get(store, work).fee.amount == 189_000
    force = letters.in_force(store, work, make.TODAY)
    assert (force.fee_on(make.TODAY).amount, force.fee_on(date(2027, 1, 1)).amount) == (180_000, 189_000)


def test_a_change_that_is_agreed_for_a_later_day_is_not_changed_again_before_it(store, five):
    made = make_batch.made(store).made[0]
    letters.mark_signed(store, made.letter_id, make.TODAY, make.TODAY)
    for day, reason in (
        (date(2026, 12, 1), "A change of its fee is agreed for that day or a later one."),
        (date(2027, 1, 1), "A change of its fee is agreed for that day or a later one."),  # the same, asked once more
        (date(2027, 1, 2), ""),
    ):
        assert make_batch.found(store, replace(RISE, from_day=day))[0].reason == reason


def test_a_new_version_lets_the_changed_fee_hold_at_once_and_says_so_before(store, five):
    made = make_batch.made(store).made[0]
    letters.mark_signed(store, made.letter_id, make.TODAY, make.TODAY)
    draft = letters.revise(store, five[0].id, make.NOW)
    asked = {look.key for look in letters.preview(letters.case(store, draft.id, make.TODAY)).looks}
    assert "fee:from_day" in asked
    letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, draft.id, make.TODAY, make.TODAY)
    work = five[0].engagement_id
    assert letters.in_force(store, work, make.TODAY).fee_on(make.TODAY) == engagements.get(store, work).fee
    assert make_batch.found(store)[0].reason == ""


def test_who_gets_no_letter_is_told_why(store, five):
    drafted, closed, archived, ending, fine = five
    families.start(store, drafted.client_id, "scope_change", make.NOW)
    engagements.close(store, closed.engagement_id, make.TODAY)
    clients.archive(store, archived.client_id, make.NOW)
    families.start(store, ending.client_id, "closing", make.NOW)
    unsigned = clients.create(store, make.client("Wen", "Abara"), make.NOW)
    make_letters.coaching(store, unsigned.id)
    reasons = {one.client: one.reason for one in make_batch.found(store)}
    assert next(iter(reasons)) == "Wen Abara"  # by name
    assert "letter" in reasons.pop("Wen Abara")
    assert list(reasons.values()) == [
        "Another change is not signed yet: finish or discard it first.",
        "The work is closed.",
        "The client is archived.",
        "A letter that ends this work is drafted or on its way.",
        "",
    ]
    assert [one.client_id for one in make_batch.chosen(store)] == [fine.client_id]


def test_fees_of_another_kind_or_currency_stay_out(store, five):
    assert make_batch.found(store, replace(RISE, kind=FeeKind.HOURLY)) == ()
    in_euro = replace(RISE, amount=200_000, currency="EUR")
    assert {one.reason for one in make_batch.found(store, in_euro)} == {"Its fee is in USD, not in EUR."}
    same = replace(RISE, amount=180_000)
    assert {one.reason for one in make_batch.found(store, same)} == {"Its fee would stay as it is."}
    low = replace(RISE, amount=80_000)  # the deposit is $900.00
    assert {one.reason for one in make_batch.found(store, low)} == {"Its deposit would be more than the fee."}


def test_what_is_asked_wrongly_is_refused_before_anything(store):
    with pytest.raises(Refused) as refused:
        next(batch.find(store, replace(RISE, amount=0, from_day=date(2026, 11, 17), why=" "), make.TODAY))
    assert set(refused.value.fields) == {"amount", "from_day", "why"}


def test_a_letter_with_a_sign_that_no_font_has_is_left_out_and_takes_no_number(store, five):
    clients.edit(store, five[1].client_id, {"family": "Quill\U000e0123"}, make.NOW)
    report = make_batch.made(store)
    assert [one.number for one in report.made] == [f"SC-2026-{n:03}" for n in range(1, 5)]
    assert [one.client for one in report.not_made] == ["Person01 Quill\U000e0123"]
    assert "No font of the letter has" in report.not_made[0].reason
    assert len(letters.of_engagement(store, five[1].engagement_id)) == 1


def test_a_letter_with_something_to_fill_in_is_left_out_with_its_place(store, five):
    engagements.add_item(store, five[2].engagement_id, ItemKind.PROMISE)
    report = make_batch.made(store)
    assert len(report.made) == 4
    assert [one.reason for one in report.not_made] == ["2.5: say what is promised, or remove it."]


def test_stopped_in_the_middle_it_leaves_whole_letters_and_nothing_half_made(store, five):
    making = make_batch.ready(store)
    steps = batch.keep(store, making)
    while len(making.made) < 2:
        next(steps)
    steps.close()
    report = batch.report(making)
    assert [one.number for one in report.made] == ["SC-2026-001", "SC-2026-002"]
    assert [one.reason for one in report.not_made] == [batch.CANCELLED] * 3
    for one in report.made:
        assert letters.reprint(store, one.letter_id)
    assert letters.count(store, [LetterState.DRAFT]) == 0
    assert letters.waiting(store) == 2
    again = make_batch.made(store)  # the rest, later
    assert [one.number for one in again.made] == ["SC-2026-003", "SC-2026-004", "SC-2026-005"]


def test_a_worker_stops_with_the_batch(store, five):
    making = batch.Making(RISE, make_batch.chosen(store), make.NOW, goes_on=lambda: False)
    list(batch.begin(store, making))
    batch.check(making)
    assert (making.checked, making.facts) == (0, {})


def test_what_is_changed_meanwhile_is_set_anew_or_left_out(store, five):
    making = make_batch.ready(store)
    families.start(store, five[0].client_id, "scope_change", make.NOW)  # it takes the first number, too
    clients.edit(store, five[1].client_id, {"family": "Marchetti"}, make.NOW)
    list(batch.keep(store, making))
    report = batch.report(making)
    assert [one.reason for one in report.not_made] == ["Another change is not signed yet: finish or discard it first."]
    assert [one.number for one in report.made] == [f"SC-2026-{n:03}" for n in range(2, 6)]
    assert "Person01 Marchetti" in text_of(store, report.made[0])
    for one in report.made:
        assert letters.render(letters.get(store, one.letter_id).facts).pdf == letters.reprint(store, one.letter_id)


def test_a_fee_that_was_changed_meanwhile_is_not_changed_again_by_what_was_reckoned_before(store, five):
    making = make_batch.ready(store)
    work = engagements.get(store, five[0].engagement_id)
    engagements.edit(store, replace(work, fee=replace(work.fee, amount=400_000)))
    list(batch.keep(store, making))
    report = batch.report(making)
    assert [one.reason for one in report.not_made] == ["Its fee was changed meanwhile."]
    assert {letters.get(store, one.letter_id).fee.amount for one in report.made} == {189_000}
    assert len(letters.of_engagement(store, work.id)) == 1


def test_without_pages_from_the_worker_they_are_set_here(store, five):
    making = make_batch.ready(store)
    while making.pages.get() is not None:
        pass
    making.pages.put(None)  # as where a process died
    list(batch.keep(store, making))
    assert len(batch.report(making).made) == 5


def test_a_trouble_of_the_store_ends_it_and_is_told_for_the_rest(store, five):
    making = make_batch.ready(store)
    steps = batch.keep(store, making)
    while not making.made:
        next(steps)

    def full(_change):
        raise Trouble("There is no room left on the disk.")

    store.journal.subscribe(full)
    list(steps)
    assert {one.reason for one in batch.report(making).not_made} == {"There is no room left on the disk."}


@pytest.mark.parametrize("percent", [Fraction(5), Fraction(-5)])
def test_a_percentage_goes_up_and_down(store, percent):
    make_batch.agreed(store, 1)
    (one,) = make_batch.found(store, replace(RISE, percent=percent))
    assert one.after.amount == 180_000 + 1800 * percent


def test_the_new_amount_is_typed_as_the_practice_types_amounts(store, five):
    practice.change(store, {"locale": "de_DE"})
    report = make_batch.made(store, replace(RISE, percent=Fraction("2.125")))
    letter = letters.get(store, report.made[0].letter_id)
    assert letter.fee.amount == 183_825
    assert ("new_fee", "1,838.25".translate({ord("."): ",", ord(","): "."})) in letter.choices[-1].fields


def test_all_letters_are_exported_under_their_numbers(store, five, tmp_path):
    report = make_batch.made(store)
    folder = tmp_path / "out"
    folder.mkdir()
    assert list(batch.export(store, report, folder)) == [1, 2, 3, 4, 5]
    assert sorted(path.name for path in folder.iterdir()) == [f"SC-2026-{n:03}.pdf" for n in range(1, 6)]
    assert (folder / "SC-2026-003.pdf").read_bytes() == letters.reprint(store, report.made[2].letter_id)


def test_an_export_writes_over_no_other_file(store, five, tmp_path):
    report = make_batch.made(store)
    list(batch.export(store, report, tmp_path))
    (tmp_path / "SC-2026-002.pdf").write_bytes(b"of another practice")
    with pytest.raises(Trouble, match="is in that folder"):
        list(batch.export(store, report, tmp_path))
    assert (tmp_path / "SC-2026-002.pdf").read_bytes() == b"of another practice"
    (tmp_path / "SC-2026-002.pdf").unlink()
    assert list(batch.export(store, report, tmp_path)) == [1, 2, 3, 4, 5]  # the same letters again


def test_a_household_gets_one_letter_for_both(store):
    make_letters.profile(store, Profile.COACH)
    one = clients.create(store, make.client("Wen", "Abara"), make.NOW)
    other = clients.create(store, make.client("Odile", "Abara"), make.NOW)
    together = clients.join(store, one.id, other.id, make.NOW)
    letter = letters.issue(store, make_letters.coaching(store, together.id).id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    (made,) = make_batch.made(store).made
    assert [signer.name for signer in letters.get(store, made.letter_id).facts.signers][1:] == [
        "Wen Abara",
        "Odile Abara",
    ]
    assert letters.get(store, made.letter_id).client_id == together.id
