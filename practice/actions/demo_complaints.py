"""The sample's complaints: what came, what each point was matched with and decided to be, and what was done."""

from typing import Any

from practice.actions import complaints
from practice.actions.stage import Stage, Table
from practice.rules.clients import Client
from practice.rules.complaint_days import DeadlineKind
from practice.rules.complaints import Basis, ClaimSign, Complaint, Found, Kind, StepList

WRITTEN = ("wanted", "words", "about", "said", "record_who", "record_what", "clear", "same", "misleading")


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Log a client's complaints, each with all that was found and done since."""
    for one in told.get("complaints", ()):
        _tell(stage, client, one)


def _tell(stage: Stage, client: Client, told: Table) -> None:
    store, came = stage.store, stage.at(told["day"], "16:00")
    complaint = complaints.begin(store, client.id, came)
    said = {name: told[name] for name in ("channel", "words", "remedy", "severity") if name in told}
    signs = tuple(ClaimSign(one) for one in told.get("signs", ()))
    complaints.edit(store, complaint.id, {**said, "claim_signs": signs}, came.astimezone().date())
    for point in told["points"]:
        _point(stage, complaint, point)
    if "acknowledged" in told:
        _hear(stage, complaint, DeadlineKind.ACKNOWLEDGE, told["acknowledged"])
    _tick(stage, complaint, told)
    if "answered" in told:
        _hear(stage, complaint, DeadlineKind.FINAL, told["answered"])
    if "closed" in told:
        now = stage.at(told["closed"], "17:00")
        complaints.close(store, complaint.id, told["root_cause"], told["changed"], now)


def _hear(stage: Stage, complaint: Complaint, kind: DeadlineKind, day: int) -> None:
    complaints.tell(stage.store, complaint.id, kind, stage.day(day), stage.at(day, "12:00"))


def _point(stage: Stage, complaint: Complaint, told: Table) -> None:
    store = stage.store
    item = complaints.add_item(store, complaint.id)
    if "cite" in told:
        complaints.cite(store, item.id, told["cite"])
    complaints.edit_item(store, item.id, _found(stage, told))
    if "decide" in told:
        now = stage.at(told["decided"], "11:00")
        complaints.decide(store, item.id, Kind(told["decide"]), now, reason=told.get("reason", ""))


def _found(stage: Stage, told: Table) -> dict[str, Any]:
    values: dict[str, Any] = {name: told[name] for name in WRITTEN if name in told}
    values |= {name: stage.day(told[name]) for name in ("work_on", "record_on", "said_on") if name in told}
    kinds = {"found": Found, "basis": Basis}
    return {**values, **{name: kind(told[name]) for name, kind in kinds.items() if name in told}}


def _tick(stage: Stage, complaint: Complaint, told: Table) -> None:
    view, day = complaints.get(stage.store, complaint.id), told["day"] + 1
    lists = {(StepList.GATE, ""): view.gate}
    for one in view.paths:
        lists |= {(StepList.OUTSIDE, one.path.key): one.outside, (StepList.INSIDE, one.path.key): one.inside}
    done = [(StepList.GATE, "", key) for key in told.get("gate", ())]
    done += [(StepList(belongs), path, key) for path, belongs, key in told.get("ticks", ())]
    for belongs, path, key in done:
        text = next(tick.text for tick in lists[belongs, path] if tick.key == key)
        complaints.tick(stage.store, complaint.id, belongs, key, text, stage.day(day), path)
