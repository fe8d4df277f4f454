"""What a letter says of its fee: when it is due, what comes back, and nothing beside a share of the result."""

from dataclasses import replace

import pytest

from practice.rules import ready
from practice.rules.cases import choose
from practice.rules.engagements import Fee, FeeKind, has_rest
from practice.rules.practice import Profile
from tests.make_letters import STAGED
from tests.rules.test_compose import FEES, a_case, made, stance, text_of
from tests.rules.test_looks import found, turned

PART = "if you have paid only a part, I return what you have paid less what I keep, and if "


def share(fee):
    """A letter whose fee is a share of the result, beside what stood in the fee's fields before."""
    return turned(a_case(fee=fee), "contingent", contingency_pct="33%")


def asked(case):
    return [(one.place, one.text) for one in ready.problems(case, made(case)) if one.place.startswith("fee.")]


# a share of the result


@pytest.mark.parametrize(
    ("fee", "places"),
    [
        (Fee(amount=500_000, deposit=100_000), ["fee.amount", "fee.deposit"]),
        (FEES[FeeKind.HOURLY], ["fee.amount", "fee.deposit"]),
        (STAGED, ["fee.milestones", "fee.deposit"]),
        (Fee(deposit=100_000), ["fee.deposit"]),
        (Fee(), []),
        (Fee(kind=FeeKind.MILESTONES, amount=500_000), []),  # no stage: this amount is of no use
    ],
)
def test_a_share_of_the_result_stands_beside_no_other_fee(fee, places):
    told = asked(share(fee))
    assert [place for place, _ in told] == places
    assert all(text.startswith("The fee is a share of the result: take ") for _, text in told)


def test_without_them_the_letter_of_a_share_asks_for_no_money():
    said = text_of(share(Fee()))
    assert "If you recover nothing, you owe me no fee" in said
    assert "deposit" not in said
    assert "remaining" not in said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("33", "33%"), ("33.3", "33.3%"), ("33%", "33%"), ("25% before a lawsuit and 33% after",) * 2],
)
def test_a_share_is_printed_as_one(typed, printed):
    said = text_of(turned(a_case(fee=Fee()), "contingent", contingency_pct=typed))
    assert f"it is {printed} of what you recover" in said


# when it is due

DUE = {
    FeeKind.FLAT: ("It is due when the last item is done.", "It is due before we start."),
    FeeKind.MILESTONES: ("The fee of each stage is due when the stage is finished.",) * 2,
    FeeKind.PACKAGE: ("The price is due before the first session.",) * 2,
    FeeKind.MONTHLY: ("due on the first day of the month",) * 2,
    FeeKind.HOURLY: ("I send an invoice each month; it shows what was done and what it cost, and is due within",) * 2,
}


@pytest.mark.parametrize("profession", list(Profile))
@pytest.mark.parametrize("kind", list(FeeKind))
def test_each_kind_of_fee_says_when_it_is_due_without_a_deposit(profession, kind):
    case = a_case(profession, replace(FEES[kind], deposit=0))
    assert DUE[kind][profession is Profile.COACH] in text_of(case)


@pytest.mark.parametrize("kind", [FeeKind.FLAT, FeeKind.MILESTONES, FeeKind.PACKAGE])
def test_with_a_deposit_the_rest_is_due_and_nothing_else(kind):
    said = text_of(a_case(fee=FEES[kind]))
    assert "The remaining $" in said
    assert DUE[kind][0] not in said


@pytest.mark.parametrize("kind", list(FeeKind))
def test_an_invoice_names_no_second_day_for_a_fee_that_has_one(kind):
    said = text_of(turned(a_case(fee=FEES[kind]), "billing"))
    by_invoice = "and is due within 30 days" in said
    else_by_invoice = "Where this letter names no other day, it is due within 30 days" in said
    assert (by_invoice, else_by_invoice) == (kind is FeeKind.HOURLY, kind is not FeeKind.HOURLY)


def test_another_day_may_be_typed():
    case = turned(a_case(fee=Fee(amount=90_000)), "fee_basis", fee_due="within ten days of my invoice")
    assert "It is due within ten days of my invoice." in text_of(case)


def test_invoices_stay_in_a_letter_by_the_hour():
    assert stance(a_case(fee=FEES[FeeKind.HOURLY]), "billing").locked
    assert not stance(a_case(fee=FEES[FeeKind.MONTHLY]), "billing").locked
    assert stance(a_case(part="NY"), "billing").locked
    assert not stance(a_case(Profile.COACH, FEES[FeeKind.PACKAGE], part="NY"), "billing").locked


def test_a_deposit_beside_a_fee_by_the_month_leaves_no_rest():
    fee = Fee(kind=FeeKind.MONTHLY, amount=40_000, deposit=10_000)
    assert not has_rest(fee)
    assert "The remaining" not in text_of(a_case(fee=fee))


# a condition about a deposit


def test_a_condition_that_speaks_of_a_deposit_asks_for_it():
    said = ("Deposit of 2,000 USD before work starts",)
    look = found(a_case(fee=Fee(amount=420_000), conditions=said))["deposit_condition"]
    assert (look.place, look.stops) == ("fee.deposit", False)
    assert "deposit_condition" not in found(a_case(conditions=said))
    assert "deposit_condition" not in found(a_case(fee=Fee(amount=420_000), conditions=("Deposited papers only",)))


@pytest.mark.parametrize(
    ("condition", "asks"),
    [
        ("A deposit of $1,000 before work begins", True),
        ("Deposit of 2,000 USD before work starts", True),
        ("A deposit of $500.00, and a 15-minute call", False),
        ("Deposit in full before the 15-minute call", False),
        ("A limit of $1,000 for expenses", False),
    ],
)
def test_a_condition_that_names_another_deposit_asks_which_was_agreed(condition, asks):
    case = a_case(fee=Fee(amount=420_000, deposit=50_000), conditions=(condition,))
    assert ("deposit_otherwise" in found(case)) is asks


# what comes back


def test_finished_stages_are_all_that_is_ever_owed():
    assert f"{PART}that leaves nothing, you owe nothing more." in text_of(a_case())


@pytest.mark.parametrize("profession", list(Profile))
def test_sessions_that_were_had_are_paid_for(profession):
    said = text_of(a_case(profession, FEES[FeeKind.PACKAGE]))
    assert "You pay only for the sessions you have had" in said
    assert f"{PART}the sessions you have had come to more than you have paid, you pay the difference." in said
    assert "owe nothing more" not in said


def test_a_price_that_its_sessions_do_not_divide_gives_about_what_each_counts_as():
    odd = Fee(kind=FeeKind.PACKAGE, amount=240_000, sessions=7)
    assert "each of them counts as about $342.86." in text_of(a_case(fee=odd))
    assert "each of them counts as $342.00." in text_of(a_case(fee=replace(odd, amount=239_400)))


# days


def test_the_day_of_the_conflict_check_is_printed_as_days_are():
    case = a_case()
    assert "on 2026-11-16 and found none" in text_of(case)  # these words write days so
    typed = choose(case.letter, stance(case, "conflicts"), values={"conflict_check_date": "11/20/2026"})
    unread = replace(case, letter=typed)
    told = [one.text for one in ready.problems(unread, made(unread)) if "conflict" in one.place]
    assert told == ["“Day of the conflict check” is no day: type it anew."]
