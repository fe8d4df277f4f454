"""No refund leaves before the insurer knows, wherever it was begun."""

import pytest

from practice.actions import complaints, letters, refund_letters, refunds
from practice.errors import Refused
from practice.rules.complaints import ClaimSign, StepList
from practice.rules.refund_decisions import Choice
from practice.rules.refund_facts import Reason
from tests import make, make_refunds
from tests.make_refunds import DAY, WHY, decided, issued

LATER = make.NOW + DAY


def written(store, draft):
    """The letter of a draft, with what it is going to pay."""
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED, why=WHY)
    return refund_letters.letter(store, draft.id, make.NOW)


def test_a_refund_begun_from_the_work_waits_for_the_insurer_of_an_open_complaint(store):
    one = make_refunds.asked(store)
    complaints.edit(store, one.complaint_id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    draft = refunds.start(store, one.work, Reason.OUR_FAILURE_PARTIAL, make.NOW)
    letter = written(store, draft)
    decided(store, draft, note="M. Osei")
    assert "Tell your insurer" in refunds.view(store, draft.id, make.TODAY).held
    for act in (lambda: refunds.issue(store, draft.id, LATER), lambda: letters.issue(store, letter.id, LATER)):
        with pytest.raises(Refused, match=r"Tell your insurer .* stands in CM-2026-001"):
            act()
    complaints.tick(store, one.complaint_id, StepList.GATE, "notify", "Told them", make.TODAY)
    assert refunds.issue(store, draft.id, LATER).issued_at == LATER


def test_the_letter_of_an_issued_refund_waits_where_a_claim_becomes_possible(store):
    draft = make_refunds.drafted(store)
    letter = written(store, draft)
    issued(store, draft)
    complaints.edit(store, draft.complaint_id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    with pytest.raises(Refused, match="Tell your insurer"):
        letters.issue(store, letter.id, LATER)
