"""Letters that come of a complaint: it came, the final answer, the apology that puts right."""

from dataclasses import replace
from datetime import datetime

from practice.actions import complaint_paths, complaints, families
from practice.actions.complaint_mail import SOURCE, findings
from practice.actions.complaint_points import check_decided
from practice.actions.complaints import ComplaintView
from practice.actions.store import Store
from practice.db import letters as kept_letters
from practice.errors import Refused
from practice.rules import complaint_letters as rules
from practice.rules.complaint_letters import ACK, APOLOGY, FINAL, HELD, OURS
from practice.rules.letters import Letter, LetterState

__all__ = ["ACK", "APOLOGY", "FINAL"]


def start(store: Store, complaint_id: int, key: str, now: datetime) -> Letter:
    """The draft of one of these letters, filled from the complaint; the one that is being written, where there is one.

    A final answer that was sent is final: it is that one.

    That takes over the points as they are now, and keeps the words that were typed.
    Refused while the insurer has to be told first, while points are undecided, and for an apology without a failure.
    """
    view = complaints.get(store, complaint_id)
    made = [one for one in view.letters if one.family == key]
    if key == FINAL and (sent := [one for one in made if one.sent_on]):
        return sent[-1]
    draft = next((one for one in made if one.state is LetterState.DRAFT), None)
    tables = findings(store, view.complaint) if key == FINAL else ()
    if draft is not None and draft.tables == tables:
        return draft
    _check(view, key)
    if key in HELD:
        check_decided(store, view.complaint)
    if draft is not None:
        with store.journal.change("letter.edit"):
            return kept_letters.save(store, replace(draft, tables=tables))
    return families.start(
        store, view.client.id, key, now, view.complaint.engagement_id,
        filled=_filled(view, key, now), tables=dict(tables), source=f"{SOURCE}:{complaint_id}",
    )  # fmt: skip


def _check(view: ComplaintView, key: str) -> None:
    if key in HELD and view.held:
        raise Refused(view.held)
    if key in HELD and view.whole is None:
        raise Refused("Decide every point first." if view.points else "Split the complaint into its points first.")
    if key == APOLOGY and not any(item.decided in OURS for item in view.items):
        raise Refused(
            "No point is a failure of ours: there is nothing to apologise for. Explain it in the final answer."
        )


def _filled(view: ComplaintView, key: str, now: datetime) -> dict[str, str]:
    points = [(point.item, point.made) for point in view.points]
    told = view.notified_on is not None
    if key == ACK:
        how = complaint_paths.channels().get(view.complaint.channel, "")
        return rules.acknowledgement(view.complaint, view.items, view.owed, how)
    if key == FINAL:
        return rules.final(view.complaint, points, told)
    return rules.apology(view.complaint, points, told, now.astimezone().date())
