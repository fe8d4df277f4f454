"""The letter that confirms a refund, begun from its decision, and the working as pages to print."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from practice.actions import families, letters, practice, refunds
from practice.actions.refund_words import Money, Said
from practice.actions.refunds import RefundView
from practice.actions.store import Store
from practice.actions.wording import decimal_point, words
from practice.db import letters as kept_letters
from practice.errors import Refused
from practice.rules import complaint_letters
from practice.rules import families as family_rules
from practice.rules.engagements import EngagementStatus
from practice.rules.grammar import listed
from practice.rules.letters import Grid, Letter, LetterFacts, LetterState, Paragraph, Section
from practice.rules.money import typed
from practice.rules.practice import Profile, design, letterhead
from practice.rules.refund_facts import OUR_FAILURES, Reason, Stage
from practice.rules.refund_judged import NO, YES
from practice.rules.refunds import Payout, Worked

FAMILY = "refund_confirmation"


def letter(store: Store, refund_id: int, now: datetime) -> Letter:
    """The letter of a decision: the one that is begun or gone already, else a new draft filled from the decision.

    Refused while nothing is decided, or what is decided is nothing.
    """
    today = now.astimezone().date()
    view = refunds.view(store, refund_id, today)
    newest = next(iter(view.letters), None)
    if newest is not None:
        return _refreshed(store, newest, view) if newest.state is LetterState.DRAFT and view.amount else newest
    if not view.amount:
        raise Refused("Choose what you pay first: this letter confirms a payment.")
    return families.start(
        store, view.decision.client_id, FAMILY, now, view.decision.engagement_id,
        filled=filled(store, view), tables=tables(store, view), source=refunds.source(view.decision),
    )  # fmt: skip


def _refreshed(store: Store, draft: Letter, view: RefundView) -> Letter:
    """The draft with what is decided now; what else was typed into it stays."""
    library = families.library(FAMILY, practice.profile(store).profile)
    after = family_rules.filled(draft, library, filled(store, view))
    after = replace(after, tables=tuple(tables(store, view).items()))
    if after == draft:
        return draft
    with store.journal.change("letter.edit"):
        return kept_letters.save(store, after)


def preview(store: Store, view: RefundView, now: datetime) -> LetterFacts | None:
    """What the letter would say, or says, as facts; None while there is nothing to confirm."""
    today = now.astimezone().date()
    newest = next(iter(view.letters), None)
    if newest and newest.facts:
        return newest.facts
    if newest:
        return letters.composed(letters.case(store, newest.id, today)).facts
    if not view.amount:
        return None
    profile = practice.profile(store).profile
    family, library = families.family(FAMILY, profile), families.library(FAMILY, profile)
    draft = families.begun(store, family, view.decision.client_id, view.decision.engagement_id, now)
    draft = family_rules.filled(draft, library, filled(store, view))
    draft = replace(draft, tables=tuple(tables(store, view).items()), source=refunds.source(view.decision))
    return letters.composed(letters.case_of(store, draft, today)).facts


def filled(store: Store, view: RefundView) -> Mapping[str, str]:
    """The letter's fields as this decision fills them, by "clause.field", as typed."""
    made, money = _reckoned(view)
    profile = practice.profile(store)
    point = decimal_point(profile.locale)

    def amount(minor: int) -> str:
        return typed(minor, view.currency, point) if minor else ""

    payers = [share.payer for share in money.shares]
    points = [(point.item, point.made) for point in view.complaint.points] if view.complaint else []
    return {
        **complaint_letters.refund(points),
        "amount.refund": amount(money.gross),
        "amount.covers": covers(view),
        "amount.less_by": _less_by(view),
        "amount.goodwill": amount(_goodwill(view)),
        "paid.refund_day": view.due_on.isoformat(),
        "paid.payer": listed(payers) if len(payers) > 1 else "",
        "paid.taxed": YES if money.tax else NO,
        "paid.tax": amount(money.tax),
        **({"paid.disputed": amount(made.held)} if profile.profile is Profile.LAWYER else {}),
        "paid.owing": amount(made.balance_due),
        "after.work": _work(view),
        "gate.claim": YES if made.insurer else NO,
        "gate.insurer": _insurer(view),
    }


def _insurer(view: RefundView) -> str:
    if view.complaint is None:
        return "not_yet"
    return complaint_letters.insurer(view.complaint.complaint, view.complaint.notified_on is not None)


def _goodwill(view: RefundView) -> int:
    """What is given beyond all that is owed; making good what failed is owed, so it is none."""
    if view.worked is None or view.decision.reason in OUR_FAILURES or view.amount is None:
        return 0
    return max(0, view.amount - view.worked.least_now)


def _less_by(view: RefundView) -> str:
    """The rule that lets less go back than has to, "" where all of that goes back."""
    return view.decision.citation.strip() if view.short else ""


_COVERS = {
    Reason.WRONG_FIT_BY_US: "I am not right for this work, and you should not pay for finding that out.",
    Reason.WRONG_FIT_BY_CLIENT: "It is the part of your payment that I have not earned.",
    Reason.OUR_FAILURE_TOTAL: "What you paid for was not delivered.",
    Reason.OUR_FAILURE_PARTIAL: "It is what I have not earned of your payment, and what I owe for what went wrong.",
    Reason.UNCLEAR_PROMISE: "My letter could be read in two ways, so I meet you on it.",
    Reason.PRACTITIONER_UNAVAILABLE: "I cannot finish the work, so I return what is not done.",
    Reason.DUPLICATE_OR_ERROR_PAYMENT: "It was paid by mistake.",
}


def covers(view: RefundView) -> str:
    """What the money is for, in a sentence to the client."""
    usual = "It is the part of your payment that I have not earned."
    return _COVERS.get(view.decision.reason, usual) if view.decision.reason else usual


def _work(view: RefundView) -> str:
    made, _ = _reckoned(view)
    if view.engagement.status is EngagementStatus.CLOSED:
        return "has_ended"
    if not made.facts.ends:
        return "goes_on"
    nothing = made.facts.stage is Stage.BEFORE_START and not view.account.progress.begun
    return "not_begun" if nothing else "ends"


def tables(store: Store, view: RefundView) -> dict[str, Grid]:
    """The working, and where several paid what each gets, as the letter prints them."""
    _, paying = _reckoned(view)
    money = words(practice.profile(store), view.currency).money
    found = {"calculation": calculation(view, money)}
    if len(paying.shares) > 1:
        rows = tuple((share.payer, money(share.amount)) for share in paying.shares)
        total = ("Together", money(paying.gross))
        found["payers"] = Grid(("Paid to", "Amount"), rows, total, right=(1,))
    return found


def calculation(view: RefundView, money: Money, *, rules_too: bool = False) -> Grid:
    """The lines of the working and what becomes of them until the sum that is paid."""
    lines = [*view.lines, *_after(view)]
    header = ("Line", "How we got there", "Rule", "Amount") if rules_too else ("", "How it is reckoned", "Amount")
    rows = tuple(_row(line, money, rules_too) for line in lines)
    total = ("Goes back", *([""] * (len(header) - 2)), money(_reckoned(view)[1].gross))
    return Grid(header, rows, total, right=(len(header) - 1,))


def _row(line: Said, money: Money, rules_too: bool) -> tuple[str, ...]:
    return (line.line, line.how, *((line.rule,) if rules_too else ()), money(line.amount))


def _after(view: RefundView) -> list[Said]:
    """From the sum of the working to what is paid now: returned before, decided otherwise, tax."""
    made, paying = _reckoned(view)
    amount = made.payable_now if view.amount is None else view.amount
    found = []
    if made.facts.already_refunded:
        found.append(Said("Returned before", "", "", -min(made.facts.already_refunded, made.recommended)))
    if gap := amount - made.payable_now:
        less = _less_by(view)
        found.append(Said("As decided", "Less than usually has to go back" if less else "", less, gap))
    if paying.tax:
        found.append(Said("Tax on it", "", "", paying.tax))
    return found


def _reckoned(view: RefundView) -> tuple[Worked, Payout]:
    if view.worked is None or view.payout is None:
        raise Refused("Say what happened first; then there is something to work out.")
    return view.worked, view.payout


_WORKING = "Working of a refund"


def working(store: Store, refund_id: int, today: date) -> bytes:
    """The working on paper: every line with its rule, the check, where it comes from. Refused without a reason."""
    return letters.render(_pages(store, refunds.view(store, refund_id, today), today)).pdf


def _pages(store: Store, view: RefundView, today: date) -> LetterFacts:
    _, paying = _reckoned(view)
    profile = practice.profile(store)
    told = words(profile, view.currency)
    money = told.money
    blocks = (calculation(view, money, rules_too=True), Paragraph(f"Checked the other way: {view.check}."))
    parts = [Section(0, "How the amount is worked out", blocks)]
    leaves = (("Client trust account", paying.from_trust), ("Operating account", paying.from_operating))
    accounts = tuple((name, money(amount)) for name, amount in leaves)
    parts.append(Section(0, "Where it comes from", (Grid(("Account", "Amount"), accounts, right=(1,)),)))
    if view.decision.why:
        parts.append(Section(0, "The decision", (Paragraph(view.decision.why),)))
    return LetterFacts(
        family="refund_working", number=f"Refund {view.decision.id}", paper=profile.paper, title=_WORKING,
        letterhead=letterhead(profile), design=design(profile), date_line=told.day(today), subject=_WORKING,
        sections=tuple(parts), version=1,
    )  # fmt: skip
