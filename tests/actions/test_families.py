from dataclasses import replace
from datetime import date

import docx
import pytest

from practice.actions import clients, engagements, families, letters, practice, word
from practice.db import engagements as kept_work
from practice.errors import Refused
from practice.rules import pitfalls
from practice.rules.cases import Words
from practice.rules.clauses import fill, holds
from practice.rules.context import context
from practice.rules.engagements import ItemKind, Milestone, is_open, label, total
from practice.rules.letters import Letter, LetterState, Paragraph, withdrawn_numbers
from practice.rules.paper import Paper
from practice.rules.practice import Profile
from practice.rules.shelves import ClientStatus
from tests import make, make_companions, make_letters
from tests.letters.read import check, pages, plain
from tests.make_companions import AFTER_SIGNING, begun, stopped


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def signed(store):
    return make_companions.signed(store, Profile.LAWYER)


@pytest.fixture
def prospect(store):
    make_letters.profile(store)
    return make_letters.person(store)


def offers(store, client_id):
    found = families.offered(store, clients.find(store, client_id), make.TODAY)
    return {offer.family.key: offer.reason for offer in found}


def text_of(pdf):
    return plain(" ".join(page.extract_text() for page in pages(pdf))).casefold()


def wanted(store, letter):
    """Each thing that the letter must contain, as the phrases of which one stands in it."""
    case = letters.case(store, letter.id, make.TODAY)
    made = letters.composed(case)
    said = letters.words(case.profile, case.engagement.fee.currency)
    assert isinstance(said, Words)
    known = pitfalls.so(case, made, said)
    values = {**context(case, said), **pitfalls.values(case, made, said)}
    for must in case.family.must:
        if holds(must.when, known):
            yield must.key, [plain(fill(phrase, values, lambda gap: f"[{gap}]")).casefold() for phrase in must.says]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("family", families.KEYS)
def test_every_family_says_what_it_must_and_reprints_byte_for_byte(store, family, profile, paper):
    if family in AFTER_SIGNING:
        base = make_companions.signed(store, profile, paper=paper)
        client_id = base.client_id
    else:
        make_letters.profile(store, profile, paper=paper)
        client_id = make_letters.person(store).id
    draft = begun(store, client_id, family)
    if family == "scope_change":
        make_letters.add(store, base.engagement_id, ItemKind.PROMISE, "A deed for your house")
    must = dict(wanted(store, draft))
    letter = letters.issue(store, draft.id, make.NOW)
    pdf = letters.reprint(store, letter.id)
    assert pdf == letters.reprint(store, letter.id)
    assert letter.facts is not None
    assert letters.render(letter.facts).pdf == pdf
    check(pdf)
    said = text_of(pdf)
    assert len(must) >= 5
    assert {key: says for key, says in must.items() if not any(one in said for one in says)} == {}
    assert "{{" not in said
    assert "[" not in said
    assert letter.pages <= 2
    assert letter.number == f"{families.family(family, profile).prefix}-2026-001"


def test_each_family_counts_on_its_own(store, prospect):
    assert begun(store, prospect.id, "non_engagement").number == "NE-2026-001"
    assert begun(store, prospect.id, "referral").number == "RF-2026-001"
    other = clients.create(store, make.client(), make.NOW)
    assert begun(store, other.id, "non_engagement").number == "NE-2026-002"


@pytest.mark.parametrize("family", ["non_engagement", "closing", "conflict_consent"])
def test_the_word_file_says_the_same_with_headings_as_on_the_page(store, tmp_path, family):
    client_id = make_companions.signed(store, Profile.LAWYER).client_id if family == "closing" else 0
    if not client_id:
        make_letters.profile(store)
        client_id = make_letters.person(store).id
    draft = begun(store, client_id, family)
    path = tmp_path / word.file_name(draft)
    word.export(store, draft.id, path, make.TODAY)
    written = docx.Document(str(path)).paragraphs
    facts = letters.composed(letters.case(store, draft.id, make.TODAY)).facts
    headings = [section.title for section in facts.sections if section.title]
    assert [one.text for one in written if one.style.name == "Heading 1"] == headings
    assert bool(headings) == (family != "non_engagement")
    said = [one.text for one in written]
    for section in facts.sections:
        assert [block.text for block in section.blocks if isinstance(block, Paragraph) and block.text not in said] == []
    assert ("Ines Halvard" in said) == (len(facts.signers) == 1)  # else she signs in a table


# where they apply


def test_a_prospect_is_declined_or_referred_and_has_no_work_to_end(store, prospect):
    found = offers(store, prospect.id)
    assert [key for key, reason in found.items() if not reason] == ["non_engagement", "referral", "conflict_consent"]
    assert "No open work" in found["closing"]
    with pytest.raises(Refused, match="No open work"):
        families.start(store, prospect.id, "closing", make.NOW)


def test_a_client_is_never_told_that_nothing_had_begun(store, signed):
    found = offers(store, signed.client_id)
    assert "never worked for" in found["non_engagement"]
    assert {found[key] for key in AFTER_SIGNING} == {""}


def test_a_letter_that_is_under_way_is_not_begun_twice(store, signed):
    begun(store, signed.client_id, "closing")
    found = offers(store, signed.client_id)
    assert "on its way" in found["closing"]
    assert "on its way" in found["disengagement"]
    assert "ends this work" in found["scope_change"]


def test_a_change_waits_for_the_new_version_and_the_other_way_round(store, signed):
    draft = begun(store, signed.client_id, "scope_change")
    with pytest.raises(Refused, match=draft.number):
        letters.revise(store, signed.id, make.NOW)
    letters.discard(store, draft.id)
    letters.revise(store, signed.id, make.NOW)
    assert "new version" in offers(store, signed.client_id)["scope_change"]


# what they say


def test_a_near_time_limit_is_said_strongly(store, prospect):
    draft = begun(store, prospect.id, "non_engagement")
    said = text_of(letters.pages(store, draft.id, make.TODAY))
    assert "this is urgent" in said
    assert "december 3, 2026, from the letter from the county court" in said
    calm = make_companions.filled(store, draft, near="no", told_date="", told_by="")
    assert "this is urgent" not in text_of(letters.pages(store, calm.id, make.TODAY))


def test_a_file_kept_for_one_year_says_so(store):
    base = make_companions.signed(store, Profile.LAWYER, retention_years=1)
    draft = begun(store, base.client_id, "closing")
    assert "for one year" in text_of(letters.pages(store, draft.id, make.TODAY))
    assert not [text for text in stopped(store, draft) if "how long" in text]


def test_an_organisation_signs_through_somebody(store):
    make_letters.profile(store)
    company = clients.create(store, make.organisation(given="Mara", family="Alder"), make.NOW)
    draft = begun(store, company.id, "conflict_consent")
    assert stopped(store, draft) == []
    facts = letters.composed(letters.case(store, draft.id, make.TODAY)).facts
    assert [signer.name for signer in facts.signers] == ["Ines Halvard", "Mara Alder"]


def test_a_household_gets_one_letter_for_both(store):
    make_letters.profile(store)
    one, other = (clients.create(store, make.client(given, "Vogt-Hale"), make.NOW) for given in ("Anselm", "Petra"))
    both = clients.join(store, one.id, other.id, make.NOW)
    draft = begun(store, both.id, "conflict_consent")
    facts = letters.composed(letters.case(store, draft.id, make.TODAY)).facts
    assert [signer.name for signer in facts.signers[1:]] == ["Anselm Vogt-Hale", "Petra Vogt-Hale"]


# what comes of them


def test_a_letter_that_nobody_signs_ends_with_being_sent(store, prospect):
    letter = letters.issue(store, begun(store, prospect.id, "non_engagement").id, make.NOW)
    assert letter.sign_by is None
    sent = letters.mark_sent(store, letter.id, make.TODAY, "by post", make.TODAY)
    assert sent.state is LetterState.FILED
    assert letters.waiting(store) == 0
    assert clients.find(store, prospect.id).status is ClientStatus.PROSPECT
    with pytest.raises(Refused, match="Nobody has to sign"):
        letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)


def test_a_consent_that_is_signed_makes_nobody_a_client(store, prospect):
    letter = letters.issue(store, begun(store, prospect.id, "conflict_consent").id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert clients.find(store, prospect.id).status is ClientStatus.PROSPECT


def test_a_closing_letter_closes_the_work_once_it_is_sent(store, signed):
    letter = letters.issue(store, begun(store, signed.client_id, "closing").id, make.NOW)
    assert engagements.get(store, signed.engagement_id).closed_on is None
    letters.mark_sent(store, letter.id, make.TODAY, "by email", make.TODAY)
    done = engagements.get(store, signed.engagement_id)
    assert (done.closed_on, is_open(done, make.TODAY)) == (make.TODAY, False)
    assert "No open work" in offers(store, signed.client_id)["closing"]
    store.journal.undo()
    assert is_open(engagements.get(store, signed.engagement_id), make.TODAY)


def test_a_disengagement_leaves_the_work_open_until_its_last_day(store, signed):
    letter = letters.issue(store, begun(store, signed.client_id, "disengagement").id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "by post", make.TODAY)
    done = engagements.get(store, signed.engagement_id)
    assert done.closed_on == date(2026, 12, 18)
    assert is_open(done, date(2026, 12, 17))
    assert not is_open(done, date(2026, 12, 18))


def test_the_last_day_is_written_down_when_the_letter_is_begun(store, signed):
    draft = families.start(store, signed.client_id, "closing", make.NOW)
    assert families.ends_on(store, draft) == make.TODAY


# an addendum


@pytest.fixture
def change(store, signed):
    """The draft of a change that adds one promise and withdraws the last one."""
    draft = begun(store, signed.client_id, "scope_change")
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "A deed for your house")
    gone = [item for item in engagements.binding(store, signed.engagement_id) if item.kind is ItemKind.PROMISE][-1]
    engagements.remove_item(store, gone.id, make.TODAY)
    return draft


def bound(store, letter):
    return {label(item) for item in engagements.binding(store, letter.engagement_id)}


def test_an_addendum_acts_once_it_is_signed_and_not_before(store, signed, change):
    before = bound(store, signed)
    letter = letters.issue(store, change.id, make.NOW)
    assert letter.amends == signed.id
    assert bound(store, signed) == before
    fee = engagements.get(store, signed.engagement_id).fee
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    after = bound(store, signed)
    assert (before - after, after - before) == ({"2.6"}, {"2.11"})
    force = letters.in_force(store, signed.engagement_id, make.TODAY)
    assert force is not None
    assert (force.letter.id, [one.id for one in force.addenda]) == (signed.id, [letter.id])
    assert letters.get(store, signed.id).state is LetterState.SIGNED
    changed = engagements.get(store, signed.engagement_id).fee
    assert (total(changed), changed.deposit) == (410_000, fee.deposit + 25_000)
    assert changed.milestones[-1] == Milestone(letter.number, 410_000 - total(fee))


def test_an_addendum_prints_what_it_adds_and_what_it_takes_back(store, change):
    said = text_of(letters.pages(store, change.id, make.TODAY))
    assert "2.11 a deed for your house" in said
    assert "no longer part of it 2.6 a reply to every message" in said
    assert "a signing meeting" not in said


def test_an_addendum_that_takes_back_a_limit_says_that_it_is_no_longer_excluded(store, signed):
    draft = begun(store, signed.client_id, "scope_change")
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "A deed for your house")
    limit = next(item for item in engagements.binding(store, signed.engagement_id) if item.kind is ItemKind.LIMIT)
    engagements.remove_item(store, limit.id, make.TODAY)
    said = text_of(letters.pages(store, draft.id, make.TODAY))
    assert f"no longer among what is not included: no longer excluded {label(limit)}" in said
    assert "no longer belongs to it" not in said
    assert "no longer part of it" not in said
    letter = letters.issue(store, draft.id, make.NOW)
    assert withdrawn_numbers(letters.get(store, letter.id).facts) == {label(limit)}


def test_a_discarded_addendum_leaves_everything_as_it_was(store, signed, change):
    before = engagements.items(store, signed.engagement_id)
    letters.discard(store, change.id)
    after = engagements.items(store, signed.engagement_id)
    assert {label(item) for item in after} == bound(store, signed)
    assert len(after) == len(before)
    assert engagements.get(store, signed.engagement_id).status.value == "open"


def test_a_signed_addendum_is_changed_by_another_one(store, change):
    letter = letters.issue(store, change.id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    with pytest.raises(Refused, match="another change"):
        letters.revise(store, letter.id, make.NOW)
    assert families.start(store, letter.client_id, "scope_change", make.NOW).number == "SC-2026-002"


def test_an_addendum_to_a_letter_that_was_replaced_is_not_revised(store, signed, change):
    letter = letters.issue(store, change.id, make.NOW)
    letters.mark_declined(store, letter.id, make.TODAY, "", make.TODAY)
    newer = letters.issue(store, letters.revise(store, signed.id, make.NOW).id, make.NOW)
    letters.mark_signed(store, newer.id, make.TODAY, make.TODAY)
    with pytest.raises(Refused, match="newer version"):
        letters.revise(store, letter.id, make.NOW)


def test_a_declined_change_is_not_revised_beside_a_new_version(store, signed, change):
    letter = letters.issue(store, change.id, make.NOW)
    letters.mark_declined(store, letter.id, make.TODAY, "", make.TODAY)
    newer = letters.revise(store, signed.id, make.NOW)
    with pytest.raises(Refused, match="make the change there"):
        letters.revise(store, letter.id, make.NOW)
    letters.discard(store, newer.id)
    assert letters.revise(store, letter.id, make.NOW).amends == signed.id


def test_a_new_version_is_neither_issued_nor_signed_over_an_unsigned_change(store, signed, change):
    """However the two came to stand side by side, the version must not leave the change without its letter."""
    beside = Letter(engagement_id=signed.engagement_id, client_id=signed.client_id, number=signed.number)
    with store.journal.change("letter.revise"):
        newer = families.drafted(store, replace(beside, choices=signed.choices, supersedes=signed.id), make.TODAY)
    with pytest.raises(Refused, match=change.number):
        letters.issue(store, newer.id, make.NOW)
    letters.discard(store, change.id)
    newer = letters.issue(store, newer.id, make.NOW)
    with store.journal.change("letter.start"):
        families.drafted(store, replace(change, id=0), make.TODAY)
    with pytest.raises(Refused, match=change.number):
        letters.mark_signed(store, newer.id, make.TODAY, make.TODAY)


def test_a_change_that_is_out_can_be_revised(store, change):
    letter = letters.issue(store, change.id, make.NOW)
    again = letters.issue(store, letters.revise(store, letter.id, make.NOW).id, make.NOW)
    assert (again.version, letters.get(store, letter.id).state) == (2, LetterState.SUPERSEDED)


def test_an_addendums_fee_is_what_its_pages_say_whatever_the_locale_has_become(store, signed, change):
    letter = letters.issue(store, change.id, make.NOW)
    practice.change(store, {"locale": "de_DE"})
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert total(engagements.get(store, signed.engagement_id).fee) == 410_000
    assert letters.get(store, letter.id).fee == engagements.get(store, signed.engagement_id).fee


def test_what_was_done_is_told_without_a_full_stop_before_its_day(store, signed):
    first = engagements.promises(store, signed.engagement_id)[0]
    told = replace(first.deliveries[0], text="A meeting. ")
    with store.journal.change("delivery.tick"):
        kept_work.save_delivery(store, told)
    engagements.deliver(store, told.id, make.TODAY)
    draft = begun(store, signed.client_id, "closing")
    assert "a meeting (november 18, 2026)" in text_of(letters.pages(store, draft.id, make.TODAY))


def test_a_first_deposit_is_not_held_as_another_one(store, signed):
    draft = begun(store, signed.client_id, "scope_change")
    case = letters.case(store, draft.id, make.TODAY)
    assert "as the deposit in letter" in str(letters.composed(case).facts)
    without = replace(case.engagement, fee=replace(case.engagement.fee, deposit=0))
    said = str(letters.composed(replace(case, engagement=without)).facts)
    assert "as the deposit in letter" not in said
    assert "What I have not earned of it comes back to you, whatever the reason we stop." in said
