"""What clauses may say without asking: of the practice, its place, the fee and the work, by the name of a gap."""

import re
from fractions import Fraction

from practice.rules import companions, units
from practice.rules.cases import Case, Words, under_ombudsman
from practice.rules.clauses import fill
from practice.rules.clients import display_name
from practice.rules.engagements import SCOPE_SECTION, Fee, FeeKind, hourly_example, per_session, total
from practice.rules.families import PROMISES
from practice.rules.grammar import counted, in_words, large, small
from practice.rules.money import half_up
from practice.rules.practice import Profile, hours_text, unit_rule
from practice.rules.shelves import ClientKind

_DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
_EMERGENCY = {"US": "911, or 988 to talk to somebody", "CA": "911, or 988 to talk to somebody", "GB": "999"}
EXAMPLE_MINUTES = 90


def context(case: Case, words: Words) -> dict[str, str]:
    """What the clauses may say without asking, by the name of its gap; "" where it is not known."""
    profile = case.profile
    names = [display_name(client) for client in case.clients]
    conflict = words.day(case.conflict_checked) if case.conflict_checked else ""
    organisation = case.record.kind is ClientKind.ORGANISATION
    person = " ".join(part for part in (case.record.given, case.record.family) if part) if organisation else ""
    known = {
        **companions.context(case, words),
        **_practice(case),
        **_places(case),
        **_money(case, words),
        **_after(case, words),
        **work(case),
        "client_name": display_name(case.record),
        "client_1": names[0] if names else "",
        "client_2": names[1] if len(names) > 1 else "",
        "representative": person,
        "sponsor_name": display_name(case.sponsor) if case.sponsor else "",
        "conflict_checked": conflict,
        "conflict_checked_iso": case.conflict_checked.isoformat() if case.conflict_checked else "",
        "sign_by": words.day(case.letter.sign_by) if case.letter.sign_by else "",
        "retention_years": in_words(profile.retention_years),
        "clause_scope": str(SCOPE_SECTION),
    }
    agreed = {f"agreed_{gap}": fill(text, known, lambda _: "") for gap, text in case.background.terms}
    return {**known, **agreed}


def _practice(case: Case) -> dict[str, str]:
    profile, engagement = case.profile, case.engagement
    hours = engagement.contact_hours or hours_text(profile.hours)
    channel = engagement.channels or (profile.channels[0] if profile.channels else "")
    urgent = profile.urgent_channel
    return {
        "practitioner_name": profile.signer_name,
        "practice_name": profile.practice_name,
        "credential": small(profile.credential, case.places),
        "regulator": profile.regulator,
        "licence_no": profile.licence_no,
        "email": profile.email,
        "insurer": profile.insurer,
        "backup_name": profile.backup_name,
        "backup_contact": profile.backup_contact,
        "hours": re.sub(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", lambda day: _DAYS[day[1]], hours),
        "channels": large(channel) if profile.profile is Profile.LAWYER else small(channel),
        "response": counted(profile.response_days, "business day"),
        "urgent": f"use {small(urgent)} and say so" if urgent else "call me and say so",
    }


def _places(case: Case) -> dict[str, str]:
    """What the law of the place fills in; each is a default that the person may edit (PROFESSION section 1)."""
    profile = case.profile
    country, heard = profile.country, under_ombudsman(profile)
    account = {"US": "my client trust account", "GB": "my client account"}.get(country, "a separate client account")
    return {
        "account": account,
        "emergency": _EMERGENCY.get(country, "your emergency number"),
        "complaints_body": "the Legal Ombudsman" if heard else "",
        "complaints_limits": (
            "within six months of my final answer and within one year of what happened" if heard else ""
        ),
        "fee_arbitration": (
            "Part 137 of the Rules of the Chief Administrator" if profile.jurisdiction == "US-NY" else ""
        ),
        "governing_law": "",
        "data_authority": (
            "the Information Commissioner’s Office"
            if country == "GB"
            else "the data protection authority of your country"
        ),
    }


def _amounts(fee: Fee, words: Words) -> dict[str, str]:
    """The amounts of a fee, and what it comes to in an example."""
    whole = total(fee)
    return {
        "fee": words.money(whole or fee.amount) if whole or fee.amount else "",
        "deposit": words.money(fee.deposit),
        "remaining": words.money(whole - fee.deposit),
        "per_session_value": _session_value(fee, words),
        "flat_example": words.money(half_up(Fraction(fee.amount, 2))),
        "month_example": words.money(half_up(Fraction(fee.amount, 3))),
        "hourly_example": words.money(hourly_example(fee, EXAMPLE_MINUTES)),
    }


def _after(case: Case, words: Words) -> dict[str, str]:
    """The same once an addendum is signed: "fee_after", "remaining_after"."""
    after = companions.fee_changed(case, words.point)
    return {f"{gap}_after": said for gap, said in _amounts(after, words).items()} if case.family.amends else {}


def _money(case: Case, words: Words) -> dict[str, str]:
    fee = case.engagement.fee
    in_stages = fee.kind is FeeKind.MILESTONES
    return {
        **_amounts(fee, words),
        "session_count": counted(fee.sessions, "session").capitalize(),
        "session_minutes": str(fee.session_minutes),
        "increment": str(fee.increment_minutes),
        "time_counting": units.said(unit_rule(case.profile)),
        "earned_when": "each stage is finished" if in_stages else "I have earned it by the work in this letter",
        "fee_due": _fee_due(case),
        "late_percent": "10%" if in_stages else "",
        "late_most": "30%" if in_stages else "",
        "billing_cycle": "each month" if fee.kind in {FeeKind.HOURLY, FeeKind.MONTHLY} else "when the fee falls due",
        "refund_terms": case.engagement.refund_terms,
    }


def _session_value(fee: Fee, words: Words) -> str:
    exact = per_session(fee)
    value = words.money(half_up(exact))
    return value if exact.denominator == 1 else f"about {value}"  # the table beside it rounds the sums, each once


def _fee_due(case: Case) -> str:
    """When a fee of which nothing is paid beforehand falls due; a default that the person may edit."""
    if case.engagement.fee.kind is FeeKind.MILESTONES:
        return "when the stage is finished"
    if case.engagement.fee.kind is FeeKind.PACKAGE:
        return "before the first session"
    return "when the last item is done" if case.profile.profile is Profile.LAWYER else "before we start"


def work(case: Case) -> dict[str, str]:
    """How the letter is headed and begins, by what the work is."""
    what = companions.matter(case)
    name = "engagement letter" if case.profile.profile is Profile.LAWYER else "coaching agreement"
    return {"subject": f"{large(name)} for {what}", "thanks": _thanks(case, what, name)}


def _thanks(case: Case, what: str, name: str) -> str:
    """The first sentence; a new version of a letter that was signed does not begin as if nothing had been."""
    if case.background.signed and case.family == PROMISES:
        return f"Here is a new version of our {name} for {what}."
    spoken = "our conversation, and for " if case.background.contacted else ""
    if case.profile.profile is Profile.LAWYER:
        return f"Thank you for {spoken}asking me to help with {what}."
    named = case.engagement.kind or case.engagement.title
    return f"Thank you for {spoken}asking me to be your coach{f' for {what}' if named else ''}."
