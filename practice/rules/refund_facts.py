"""What a refund is worked out from: the reason, how far the work is, the money and the signed letter's terms."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from practice.rules.earned import Done
from practice.rules.engagements import Fee, FeeKind, per_session
from practice.rules.practice import Profile
from practice.rules.words import fold

COOLING_DAYS = 14  # after the day of the contract (UK CCR 2013, EU CRD)
COOLING_DAYS_US = 3  # business days (16 CFR 429)
FTC_LEAST = {"home": 25, "temporary": 130}  # US dollars, by where the sale was made (16 CFR 429)
EARLY_SESSIONS, EARLY_PERCENT, EARLY_DAYS = 1, 10, 14  # PROFESSION 6.3
NO_FEE, NOTHING_DONE = Fee(), Done()
SEVERITIES = (20, 40, 60, 80, 100)  # percent of what a failed item was worth (PROFESSION 6.3)


class Reason(StrEnum):
    """Why money may go back (PROFESSION 6.3)."""

    WRONG_FIT_BY_US = "wrong_fit_by_us"
    WRONG_FIT_BY_CLIENT = "wrong_fit_by_client"
    OUR_FAILURE_TOTAL = "our_failure_total"
    OUR_FAILURE_PARTIAL = "our_failure_partial"
    EXPECTATION_MISMATCH = "expectation_mismatch"
    UNCLEAR_PROMISE = "unclear_promise"
    CLIENT_CHANGED_MIND = "client_changed_mind"
    PRACTITIONER_UNAVAILABLE = "practitioner_unavailable"
    CLIENT_MISCONDUCT = "client_misconduct"
    NO_SHOW = "no_show"
    LATE_CANCEL = "late_cancel"
    DUPLICATE_OR_ERROR_PAYMENT = "duplicate_or_error_payment"
    CHARGEBACK = "chargeback"


OUR_FAILURES = frozenset({Reason.OUR_FAILURE_TOTAL, Reason.OUR_FAILURE_PARTIAL})


class Stage(StrEnum):
    """How far the work was (PROFESSION 6.3)."""

    BEFORE_START = "before_start"
    EARLY = "early"
    MID = "mid"
    DONE = "done"


class Venue(StrEnum):
    """How the contract was made, as far as a consumer's right to cancel hangs on it."""

    DISTANCE = "distance"  # online, by telephone, by post
    OFF_PREMISES = "off_premises"
    HOME = "home"  # the buyer's
    TEMPORARY = "temporary"  # a hotel room, a fair
    OFFICE = "office"


class Jurisdiction(StrEnum):
    """Whose rules on cancelling hold."""

    UK = "UK"
    EU = "EU"
    US = "US"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money that came in: minor units net of tax, from whom, for fees or as an advance for costs.

    What is `operating` came into the practice's own account, so that none of it lies in trust.
    """

    amount: int
    payer: str = ""
    on: date | None = None
    for_costs: bool = False
    id: int = 0
    operating: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCredit:
    """What the signed letter gives back for lateness: a percentage of `base` per full week, up to `most_percent`.

    `stage` counts the fee's stages from 1, 0 for none; `due_on` and `sent_on` are the days of what was latest.
    """

    base: int
    percent_per_week: int
    weeks: int
    most_percent: int = 100
    stage: int = 0
    due_on: date | None = None
    sent_on: date | None = None

    @property
    def percent(self) -> int:
        """How many percent of the base come together."""
        return min(self.most_percent, self.percent_per_week * self.weeks)

    @property
    def exact(self) -> Fraction:
        """The credit, exact minor units."""
        return Fraction(self.base * self.percent, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooling:
    """A consumer's right to cancel: `day` counts from the day after the contract, in the US business days.

    `extra` days are added where the notice is missing (12 months); `market_value` (minor units of the whole work) takes
    the place of an excessive price.
    """

    jurisdiction: Jurisdiction
    day: int
    express_request: bool
    notice: bool = True
    complete: bool = False
    acknowledged: bool = False
    venue: Venue = Venue.DISTANCE
    market_value: int | None = None
    extra: int = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the letter in force says about money going back.

    `fee_clause` and `refund_clause` are the numbers printed in it ("5"); `list_rate` re-rates a package's delivered
    sessions; `guarantee`: it returns the whole fee for a wrong fit found in time, as here; `waives_first`: a fit clause
    gives the first session free; `forfeits`: a missed session counts as used; `nonrefundable`: it calls the fee so.
    """

    number: str = ""
    fee_clause: str = ""
    refund_clause: str = ""
    list_rate: int | None = None
    guarantee: bool = False
    waives_first: bool = False
    forfeits: bool = True
    true_retainer: bool = False
    nonrefundable: bool = False
    waives_balance: bool = False
    credits: tuple[LateCredit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a refund is worked out from; sums in minor units of the fee's currency, net of tax.

    `already_refunded` is what went back, or is promised to, and counts against this; `returned_elsewhere` went back for
    something else while the work goes on, and only lessens what is there to give. `item` is what the failed, late or
    disputed piece was worth, `severity` and `percent` are 0 to 100, `mistaken` what was paid twice or by mistake (None
    for all of it), `disputed` the earned fee in trust that the client contests, `reasonable` what the work done was
    fairly worth, `careless` a UK consumer service without care and skill, `gravity` the complaint's severity 1 to 5.
    `ends`: the work ends with this. `owners` are who gets it back, by what each paid and did not get back with tax.
    """

    profile: Profile = Profile.LAWYER
    reason: Reason = Reason.CLIENT_CHANGED_MIND
    stage: Stage = Stage.MID
    fee: Fee = NO_FEE
    done: Done = NOTHING_DONE
    receipts: tuple[Receipt, ...] = ()
    owners: tuple[tuple[str, int], ...] = ()
    costs: int = 0
    already_refunded: int = 0
    returned_elsewhere: int = 0
    in_trust: int = 0
    ends: bool = True
    terms: Terms = Terms()
    item: int = 0
    severity: int = 0
    redo: bool = False
    percent: int | None = None
    mistaken: int | None = None
    first_time: bool = True
    disputed: int = 0
    reasonable: int | None = None
    careless: bool = False
    cooling: Cooling | None = None
    claim: bool = False
    gravity: int = 0
    tax_rate: Fraction = Fraction(0)

    @property
    def paid(self) -> int:
        """All that came in."""
        return sum(receipt.amount for receipt in self.receipts)

    @property
    def by_payer(self) -> dict[str, int]:
        """By what a refund is shared: each owner's part, else what each paid."""
        found: dict[str, int] = {}
        for name, amount in self.owners or ((one.payer, one.amount) for one in self.receipts):
            found[name] = found.get(name, 0) + amount
        return found

    def deposited(self, payer: str) -> int:
        """What a payer put in trust, so that nobody is paid out of another one's money."""
        own = (one for one in self.receipts if fold(one.payer) == fold(payer) and not one.operating)
        return sum(receipt.amount for receipt in own)

    @property
    def left(self) -> int:
        """What came in and did not go back yet."""
        return max(0, self.paid - self.already_refunded - self.returned_elsewhere)

    @property
    def settles(self) -> bool:
        """Whether what is unearned goes back now: the work ends, and it is no availability fee (looked at by hand)."""
        return self.ends and not self.terms.true_retainer

    @property
    def counted(self) -> Done:
        """What counts as done: a missed session only where the letter says so."""
        return self.done if self.terms.forfeits else replace(self.done, forfeited=0)


def stage_of(
    *,
    started: bool,
    complete: bool,
    sessions: int | None = None,
    percent: Fraction | None = None,
    days: int | None = None,
) -> Stage:
    """How far the work is; early only where all of its limits that can be measured hold (PROFESSION 6.3)."""
    if not started:
        return Stage.BEFORE_START
    if complete:
        return Stage.DONE
    limits = ((sessions, EARLY_SESSIONS), (percent, EARLY_PERCENT), (days, EARLY_DAYS))
    known = [value <= most for value, most in limits if value is not None]
    return Stage.EARLY if known and all(known) else Stage.MID


def one_session(facts: Facts) -> Fraction:
    """What one session of a package counts for, exact minor units; 0 for other fees."""
    if facts.fee.kind is not FeeKind.PACKAGE:
        return Fraction(0)
    return per_session(facts.fee) if facts.terms.list_rate is None else Fraction(facts.terms.list_rate)
