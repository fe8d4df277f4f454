"""The boundary log itself: what a draft still lacks, how it is recorded, and what is added later."""

from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from typing import Any

from practice.errors import Refused
from practice.rules.boundaries import (
    BoundaryDraft,
    BoundaryEntry,
    BoundaryRule,
    Category,
    EntryKind,
    Response,
    Written,
    is_late,
    is_own,
)
from practice.rules.notes import digest
from practice.rules.severity import OWN_LADDER, Proposal, ladder, propose, rank


def check(written: Written, proposal: Proposal, policy: Response, now: datetime) -> None:
    """Raises Refused, by field, for all that an entry still lacks."""
    severity = written.severity or proposal.severity
    response = written.response or policy
    asked = reason_asked(severity, response, proposal, policy)
    wrong = {
        "category": "" if written.category else "Choose what it is about.",
        "facts": "" if written.facts.strip() else "Write what happened, only what a camera would have seen.",
        "happened_at": _day_wrong(written.happened_at, now),
        "late_reason": _late_wrong(written, now),
        "severity": "" if severity >= proposal.floor else f"This is at least a {proposal.floor}.",
        "infers": "" if written.infers.strip() or not asks_listener(written) else "Write what a listener could infer.",
        "response": "" if response in ladder(written.direction, severity) else "Choose how you respond.",
        "response_reason": "" if written.response_reason.strip() else asked,
    }
    if written.category is Category.SAFETY_THREAT and is_own(written.direction):
        wrong["category"] = "Your own threat is no entry of this log: choose another category."
    if said := {field: sentence for field, sentence in wrong.items() if sentence}:
        raise Refused(said)


def asks_listener(written: Written) -> bool:
    """Whether the practitioner let something out, so that it counts what a listener could infer."""
    return is_own(written.direction) and written.category is Category.CONFIDENTIALITY_PRIVACY


def _day_wrong(happened_at: datetime | None, now: datetime) -> str:
    if happened_at is None:
        return "Say when it happened."
    return "Name the moment it happened, not one to come." if happened_at > now else ""


def _late_wrong(written: Written, now: datetime) -> str:
    late = written.happened_at is not None and is_late(written.happened_at, now)
    return "Say why it is written more than 24 hours later." if late and not written.late_reason.strip() else ""


def reason_asked(severity: int, response: Response, proposal: Proposal, policy: Response) -> str:
    """Why a reason is needed, "" for none: less than is proposed always, more where it skips steps (4.3, 4.4)."""
    if severity < proposal.severity:
        return "You put it lower than proposed. Write why."
    if rank(response) < rank(policy):
        return "This is less than your policy asks for. Write why."
    skips = response not in OWN_LADDER and rank(response) > rank(policy)
    return "This skips steps of your policy. Write why." if skips else ""


_SHARED = frozenset(f.name for f in fields(Written)) & frozenset(f.name for f in fields(BoundaryEntry))


def recorded(
    draft: BoundaryDraft, severity: int, policy: Response, author: str, now: datetime, **found: object
) -> BoundaryEntry:
    """The entry that a checked draft becomes; `found` are engagement, letter, item, rule and the agreed words."""
    written = draft.content
    assert written.happened_at is not None
    values = {name: getattr(written, name) for name in _SHARED}
    values |= {"severity": severity, "policy": policy, "response": written.response or policy, **found}
    own = {"client_id": draft.client_id, "session_id": draft.session_id}
    return sealed(BoundaryEntry(**{**values, **own, "recorded_at": now, "author": author}))


def sealed(entry: BoundaryEntry) -> BoundaryEntry:
    """The entry in UTC, with the hash of all that it says."""
    happened, recorded_at = entry.happened_at.astimezone(UTC), entry.recorded_at.astimezone(UTC)
    entry = replace(entry, happened_at=happened, recorded_at=recorded_at)
    return replace(entry, sha256=digest({**asdict(entry), "id": 0, "sha256": ""}))


def holds(entry: BoundaryEntry) -> bool:
    """Whether an entry still says what was recorded."""
    return sealed(entry).sha256 == entry.sha256


def amendment(
    first: BoundaryEntry, text: str, reason: str, category: Category, severity: int, author: str, now: datetime
) -> BoundaryEntry:
    """A correction that stands beside the first entry; Refused without words or the reason."""
    _require({"text": text.strip() and "ok", "reason": reason.strip() and "ok"})
    anew = Written(direction=first.direction, category=category, identifiable=first.identifiable)
    if severity < (floor := propose(anew, ()).floor):
        raise Refused({"severity": f"This is at least a {floor}."})
    return sealed(
        BoundaryEntry(
            **_pointing(first), entry_kind=EntryKind.AMENDMENT, category=category, severity=severity,
            response=first.response, happened_at=first.happened_at, recorded_at=now, facts=text, late_reason=reason,
            author=author,
        )
    )  # fmt: skip


def follow_up(
    first: BoundaryEntry, text: str, response: Response, done_at: datetime, author: str, now: datetime
) -> BoundaryEntry:
    """What was done since, and when; Refused without words or for a moment to come."""
    _require({"text": text.strip() and "ok", "done_at": "ok" if done_at <= now else ""})
    return sealed(
        BoundaryEntry(
            **_pointing(first), entry_kind=EntryKind.FOLLOW_UP, category=first.category, severity=first.severity,
            response=response, happened_at=max(done_at, first.happened_at), recorded_at=now,
            action=text, author=author,
        )
    )  # fmt: skip


def _pointing(first: BoundaryEntry) -> dict[str, Any]:
    if first.about is not None:
        raise Refused("Add to the first entry, not to what was added to it.")
    kept = ("client_id", "engagement_id", "session_id", "direction", "kind", "intent", "impact", "policy")
    return {"about": first.id, **{name: getattr(first, name) for name in kept}}


def _require(there: dict[str, str]) -> None:
    asked = {
        "text": "Write what you want to add.",
        "reason": "Say why it is corrected.",
        "done_at": "Name the moment it was done, not one to come.",
    }
    if missing := {field: asked[field] for field, given in there.items() if not given}:
        raise Refused(missing)


def checked_rule(rule: BoundaryRule) -> BoundaryRule:
    """The rule without spaces around its words; Refused without words."""
    if not rule.text.strip():
        raise Refused({"text": "Write the rule as you would say it."})
    return replace(rule, text=rule.text.strip(), limit=rule.limit.strip())
