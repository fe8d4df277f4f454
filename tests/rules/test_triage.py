from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import triage
from practice.rules.complaints import Basis, Citation, ComplaintItem, Failure, Found, Kind, Mismatch
from practice.rules.engagements import Delivery

NOW = datetime(2026, 11, 18, 17, tzinfo=UTC)
CAME = date(2026, 11, 10)
SIGNED = date(2026, 9, 14)
WORK = date(2026, 10, 29)
LIMIT = Citation(
    letter_id=1,
    letter="EL-2026-009",
    label="2.7",
    text="Moving your house",
    limit=True,
    had_on=SIGNED,
    signed_on=SIGNED,
)
POSTED = replace(LIMIT, signed_on=SIGNED + timedelta(days=5))  # sent before
PROMISE = replace(LIMIT, label="2.2", text="Drafts of trust and will", limit=False)
BLANK = ComplaintItem(complaint_id=1, basis=Basis.OPEN)
HOUSE = replace(BLANK, basis=Basis.LETTER, citation=LIMIT, clear=True, work_on=WORK)
DRAFTS = replace(BLANK, basis=Basis.LETTER, citation=PROMISE, clear=True, work_on=WORK)
ON_TIME = Delivery(id=1, due_on=date(2026, 10, 8), delivered_on=date(2026, 10, 8))
LATE = replace(ON_TIME, delivered_on=date(2026, 10, 29))
MISSING = replace(ON_TIME, delivered_on=None)
UNDATED = Delivery(id=2, delivered_on=date(2026, 10, 1))
RUDE = replace(BLANK, found=Found.RUDE, record_who="I", record_on=WORK, record_what="Hung up on him")
AD = replace(BLANK, basis=Basis.SAID, said="A trust in ten days", said_on=date(2026, 8, 3))

TREE = {
    "external comes before all": (replace(DRAFTS, about="the county"), [LATE], Kind.EXTERNAL, ""),
    "misleading comes before failure": (
        replace(AD, misleading=True, found=Found.LATE),
        [LATE],
        Kind.MISLEADING_PROMISE,
        "",
    ),
    "late": (DRAFTS, [LATE], Kind.SERVICE_FAILURE, Failure.LATE),
    "not delivered": (DRAFTS, [MISSING], Kind.SERVICE_FAILURE, Failure.NON_DELIVERY),
    "not delivered beats late": (DRAFTS, [LATE, MISSING], Kind.SERVICE_FAILURE, Failure.NON_DELIVERY),
    "late whatever they wanted": (replace(DRAFTS, same=False), [LATE], Kind.SERVICE_FAILURE, Failure.LATE),
    "late even if somebody says kept": (replace(DRAFTS, found=Found.KEPT), [LATE], Kind.SERVICE_FAILURE, Failure.LATE),
    "wrong, written down": (
        replace(DRAFTS, found=Found.WRONG, record_what="Another family's names"),
        [],
        Kind.SERVICE_FAILURE,
        Failure.WRONG,
    ),
    "billing": (
        replace(DRAFTS, found=Found.BILLING, record_what="Billed twice"),
        [],
        Kind.SERVICE_FAILURE,
        Failure.BILLING,
    ),
    "rude needs no letter": (RUDE, [], Kind.SERVICE_FAILURE, Failure.RUDE),
    "unreachable": (replace(RUDE, found=Found.UNREACHABLE), [], Kind.SERVICE_FAILURE, Failure.UNREACHABLE),
    "said, and broken": (
        replace(AD, found=Found.LATE, record_what="It took thirty"),
        [],
        Kind.SERVICE_FAILURE,
        Failure.LATE,
    ),
    "excluded, clear, had before": (HOUSE, [], Kind.EXPECTATION_MISMATCH, Mismatch.SCOPE),
    "kept, wanted otherwise, clear": (
        replace(DRAFTS, same=False),
        [ON_TIME],
        Kind.EXPECTATION_MISMATCH,
        Mismatch.OUTCOME,
    ),
    "excluded, not clear": (replace(HOUSE, clear=False), [], Kind.UNCLEAR_PROMISE, ""),
    "excluded, had only afterwards": (replace(HOUSE, work_on=SIGNED - timedelta(days=1)), [], Kind.UNCLEAR_PROMISE, ""),
    "excluded, sent on that very day": (replace(HOUSE, citation=POSTED, work_on=SIGNED), [], Kind.UNCLEAR_PROMISE, ""),
    "excluded, sent a day before": (
        replace(HOUSE, citation=POSTED, work_on=SIGNED + timedelta(days=1)),
        [],
        Kind.EXPECTATION_MISMATCH,
        Mismatch.SCOPE,
    ),
    "excluded, signed on that very day": (
        replace(HOUSE, work_on=SIGNED),
        [],
        Kind.EXPECTATION_MISMATCH,
        Mismatch.SCOPE,
    ),
    "excluded, never had": (replace(HOUSE, citation=replace(LIMIT, had_on=None)), [], Kind.UNCLEAR_PROMISE, ""),
    "nothing found": (replace(BLANK, basis=Basis.NOTHING), [], Kind.UNCLEAR_PROMISE, ""),
    "nothing found, and late": (
        replace(BLANK, basis=Basis.NOTHING, found=Found.LATE),
        [LATE],
        Kind.UNCLEAR_PROMISE,
        "",
    ),
    "said, in no letter": (AD, [], Kind.UNCLEAR_PROMISE, ""),
    "said, wanted and kept": (replace(AD, same=True, found=Found.KEPT), [], Kind.EXPLAINED, ""),
    "promised, wanted, delivered": (replace(DRAFTS, same=True), [ON_TIME], Kind.EXPLAINED, ""),
    "doubt in the letter comes before all is well": (
        replace(DRAFTS, same=True, clear=False),
        [ON_TIME],
        Kind.UNCLEAR_PROMISE,
        "",
    ),
    "kept, with no day agreed": (replace(DRAFTS, same=True), [UNDATED], Kind.EXPLAINED, ""),
    "nobody looked": (BLANK, [], None, ""),
    "nothing picked": (DRAFTS, [], None, ""),
    "wanted unknown": (DRAFTS, [ON_TIME], None, ""),
    "clear unknown": (replace(HOUSE, clear=None), [], None, ""),
    "day of the work unknown": (replace(HOUSE, work_on=None), [], None, ""),
    "rude, no record": (replace(RUDE, record_on=None), [], None, ""),
    "wrong, nothing shows it": (replace(DRAFTS, found=Found.WRONG), [], None, ""),
    "late, and only a limit pointed to": (
        replace(HOUSE, found=Found.LATE, record_who="I", record_on=WORK, record_what="Three weeks late"),
        [],
        None,
        "",
    ),
    "misleading, no words": (replace(AD, misleading=True, said=""), [], None, ""),
}


def test_the_day_itself_is_named_where_the_letter_came_on_it():
    signed = triage.propose(replace(HOUSE, work_on=SIGNED), [], CAME)
    assert signed.evidence[1] == "EL-2026-009 was signed on September 14, 2026, the day of the work."
    sent = triage.propose(replace(HOUSE, citation=POSTED, work_on=SIGNED), [], CAME)
    assert sent.evidence[1].startswith("EL-2026-009 was sent on September 14, 2026, the day of the work")


@pytest.mark.parametrize("case", TREE)
def test_the_tree(case):
    item, made, kind, subtype = TREE[case]
    proposal = triage.propose(item, made, CAME)
    assert (proposal.kind, proposal.subtype) == (kind, subtype)
    assert bool(proposal.asks) == (kind is None)
    assert bool(proposal.evidence) == (kind is not None)


def test_the_evidence_tells_days():
    told = triage.propose(DRAFTS, [LATE], CAME).evidence
    assert told == (
        "2.2 promises: “Drafts of trust and will”",
        "Due October 8, 2026, delivered October 29, 2026: 21 days late.",
    )
    assert triage.propose(DRAFTS, [MISSING], CAME).evidence[1] == (
        "Due October 8, 2026, not delivered by November 10, 2026."
    )
    assert triage.propose(HOUSE, [], CAME).evidence[1] == (
        "EL-2026-009 was signed on September 14, 2026, before the work of October 29, 2026."
    )


def test_the_guard_refuses_a_mismatch_without_a_clear_clause_that_the_client_had():
    for item, why in [
        (replace(BLANK, basis=Basis.NOTHING), "Point to the item"),
        (replace(AD, clear=True, work_on=WORK), "Point to the item"),
        (replace(HOUSE, clear=None), "2.7 says it clearly"),
        (replace(HOUSE, clear=False), "2.7 says it clearly"),
        (replace(HOUSE, work_on=None), "on which day"),
        (replace(HOUSE, work_on=date(2026, 9, 1)), "after the work of September 1, 2026. So the promise was unclear"),
    ]:
        with pytest.raises(Refused, match=why):
            triage.decide(item, Kind.EXPECTATION_MISMATCH, "", "because", [], CAME, NOW)


def test_the_guard_refuses_a_failure_without_promise_and_evidence():
    for item, made, why in [
        (replace(BLANK, basis=Basis.NOTHING, found=Found.LATE), [LATE], "nothing that was broken"),
        (HOUSE, [LATE], "nothing that was broken"),
        (DRAFTS, [ON_TIME], "not kept"),
        (replace(RUDE, record_who=""), [], "who, when and what"),
    ]:
        with pytest.raises(Refused, match=why):
            triage.decide(item, Kind.SERVICE_FAILURE, "", "because", made, CAME, NOW)


def test_a_decision_that_differs_needs_a_reason_and_keeps_the_evidence():
    with pytest.raises(Refused, match="otherwise than the record"):
        triage.decide(HOUSE, Kind.UNCLEAR_PROMISE, "", " ", [], CAME, NOW)
    with pytest.raises(Refused, match="does not show it yet"):
        triage.decide(BLANK, Kind.EXPLAINED, "", "", [], CAME, NOW)
    other = triage.decide(HOUSE, Kind.UNCLEAR_PROMISE, "", "I said it otherwise on the telephone.", [], CAME, NOW)
    assert (other.decided, other.subtype) == (Kind.UNCLEAR_PROMISE, "")
    same = triage.decide(HOUSE, Kind.EXPECTATION_MISMATCH, "", "", [], CAME, NOW)
    assert (same.subtype, same.decided_at) == (Mismatch.SCOPE, NOW)
    assert same.evidence.startswith("2.7 does not include: “Moving your house”")
    assert triage.decide(HOUSE, Kind.EXPECTATION_MISMATCH, Mismatch.PRICE, "", [], CAME, NOW).subtype == Mismatch.PRICE


def test_a_point_is_never_mixed():
    with pytest.raises(Refused, match="never mixed"):
        triage.decide(HOUSE, Kind.MIXED, "", "because", [], CAME, NOW)


DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 1))
TEXTS = st.sampled_from(["", "something"])
CITED = st.builds(
    Citation, letter_id=st.just(1), letter=st.just("EL-2026-009"), label=st.just("2.7"), text=st.just("Y"),
    limit=st.booleans(), had_on=st.none() | DAYS, signed_on=st.none() | DAYS,
)  # fmt: skip
ITEMS = st.builds(
    ComplaintItem, about=st.sampled_from(["", "", "", "the court"]), basis=st.sampled_from(Basis),
    citation=st.none() | CITED, said=TEXTS, said_on=st.none() | DAYS, misleading=st.booleans(),
    clear=st.sampled_from([None, True, False]), same=st.sampled_from([None, True, False]),
    found=st.sampled_from(Found), work_on=st.none() | DAYS, record_who=TEXTS,
    record_on=st.none() | DAYS, record_what=TEXTS,
)  # fmt: skip
MADE = st.lists(st.builds(Delivery, id=st.just(1), due_on=st.none() | DAYS, delivered_on=st.none() | DAYS), max_size=3)


@settings(max_examples=600)
@given(ITEMS, MADE, DAYS)
def test_whatever_the_record_holds_the_tree_keeps_its_promises(item, made, day):
    proposal = triage.propose(item, made, day)
    assert (proposal.kind is None) == bool(proposal.asks)
    assert proposal.kind is not Kind.MIXED
    if proposal.kind is None:
        return
    assert proposal.evidence
    assert all(part.strip() for part in proposal.evidence)
    assert triage.guard(item, proposal.kind, made, day) == ""  # what is proposed can be decided, without a reason
    decided = triage.decide(item, proposal.kind, "", "", made, day, NOW)
    assert decided.subtype == proposal.subtype
    assert (proposal.kind is Kind.EXTERNAL) == bool(item.about.strip())  # read first
    if proposal.kind is Kind.EXPECTATION_MISMATCH:
        assert item.citation
        assert item.clear
        assert item.citation.had_on <= item.work_on
        assert item.citation.had_on != item.work_on or item.citation.signed_on == item.work_on
        assert not triage.late(made) or item.citation.limit
    if proposal.kind is Kind.SERVICE_FAILURE and item.found not in triage.RECORDED:
        assert triage.promised(item)


@settings(max_examples=600)
@given(ITEMS, MADE, DAYS, st.sampled_from(Kind), st.sampled_from(["", "a reason"]))
def test_the_guard_holds_whatever_is_asked_for(item, made, day, kind, reason):
    try:
        decided = triage.decide(item, kind, "", reason, made, day, NOW)
    except Refused:
        return
    assert decided.decided is kind
    assert reason or triage.propose(item, made, day).kind is kind
    if kind is Kind.EXPECTATION_MISMATCH:
        assert item.citation
        assert item.basis is Basis.LETTER
        assert item.clear
        assert item.citation.had_on
        assert item.citation.had_on <= item.work_on
