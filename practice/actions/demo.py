"""The sample practice: invented people whose story is told through the same actions as everybody's."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from practice.actions import (
    attachments,
    checklists,
    clients,
    demo_boundaries,
    demo_complaints,
    demo_invoices,
    demo_ledger,
    demo_outcomes,
    demo_refunds,
    demo_requests,
    engagements,
    families,
    fit,
    letters,
    practice,
    sessions,
)
from practice.actions.stage import Stage, Table
from practice.actions.store import Store
from practice.paths import resource
from practice.rules import looks
from practice.rules.attachments import AttachmentKind
from practice.rules.cases import choose
from practice.rules.checklists import Checklist, IdealClient
from practice.rules.clients import Address, Client, Email, Phone, Relation, ThingKind
from practice.rules.engagements import Due, DueKind, Engagement, Fee, FeeKind, ItemKind, Milestone, ScopeItem, label
from practice.rules.fit import Decision, FitAnswers, FitState, MustAnswer, Presence
from practice.rules.fit_decisions import Considered
from practice.rules.letters import Letter
from practice.rules.shelves import ClientKind, ClientStatus

RATED = ("D1", "D2", "D3", "D5", "D6", "D7")  # D4 follows from the two trust ratings
CENTS = 100
NOTE_KEYS = {"kept_since": "kept"}  # where a template's field has a name that the sample uses otherwise
FIELDS = ("covered", "decisions", "goal", "reality", "options", "will", "kept_since")


def build(store: Store, profile: str, now: datetime) -> None:
    """Fill an empty practice with the sample of this profile ("lawyer" or "coach"), dated around `now`."""
    story = tomllib.loads(resource("demo", f"{profile}.toml").read_text("utf-8"))
    stage = Stage(store, now, story["work"], story["usual_fit"], story["usual_notes"])
    practice.change(store, story["practice"])
    checklists.write_ideal(store, IdealClient(**story["ideal"]), stage.at(-365))
    demo_boundaries.rules(stage, story)
    for told in sorted(story["client"], key=lambda c: c["met"]):
        _tell(stage, told)
    demo_invoices.reconcile(stage, story)
    store.journal.forget()


def _tell(stage: Stage, told: Table) -> None:
    client = _household(stage, told) if "household" in told else _client(stage, told, told)
    for thing in told.get("things", ()):
        day = stage.day(thing.get("day", told["met"]))
        clients.add_thing(stage.store, client.id, thing["text"], ThingKind(thing["icon"]), day)
    usual = {**stage.usual_fit, "day": told["met"] + 2} if "letter" in told else None
    checked = told.get("fit", usual)
    check_id = _fit(stage, client, checked) if checked else None
    if "letter" in told:
        _letter(stage, client, told["letter"], check_id)
    for letter in told.get("companions", ()):
        _companion(stage, client, letter)
    for meeting in told.get("sessions", ()):
        _session(stage, client, meeting)
    for name, day, text in told.get("files", ()):
        attachments.add_bytes(stage.store, "clients", client.id, name, text.encode(), stage.at(day))
    if "planned" in told:
        planned = told["planned"]
        starts_at = stage.at(planned["day"], planned["time"])
        local = datetime.combine(stage.day(planned["day"]), time.fromisoformat(planned["time"])).astimezone()
        sessions.plan(stage.store, client.id, max(starts_at, local), planned["title"], planned["minutes"], stage.now)
    demo_requests.tell(stage, client, told)
    demo_boundaries.tell(stage, client, told)
    demo_complaints.tell(stage, client, told)
    demo_ledger.tell(stage, client, told)
    demo_invoices.tell(stage, client, told)
    demo_refunds.tell(stage, client, told)
    demo_outcomes.tell(stage, client, told)
    for text, owner, day in told.get("follow_ups", ()):
        sessions.follow_up(stage.store, client.id, text, stage.now, owner=owner, due_on=stage.day(day))


def _client(stage: Stage, told: Table, person: Table) -> Client:
    organised = "organisation" in person and "family" not in person
    draft = Client(
        kind=ClientKind.ORGANISATION if organised else ClientKind.PERSON,
        status=ClientStatus(told.get("status", "prospect")),
        emails=tuple(Email(a) for a in [person.get("email")] if a),
        phones=tuple(Phone(n) for n in [person.get("phone")] if n),
        addresses=tuple(Address(**a) for a in [person.get("address")] if a),
        people=tuple(Relation(role, name) for role, name in person.get("people", ())),
        **{k: person[k] for k in ("given", "family", "organisation", "salutation", "notes") if k in person},
        referral_source=told.get("referral_source", ""),
    )
    return clients.create(stage.store, draft, stage.at(told["met"]))


def _household(stage: Stage, told: Table) -> Client:
    one, other = (_client(stage, told, person) for person in told["household"])
    return clients.join(stage.store, one.id, other.id, stage.at(told["met"]))


def _fit(stage: Stage, client: Client, told: Table) -> int | None:
    store, now = stage.store, stage.at(told["day"], "15:00")
    check = fit.start(store, client.id, now, told.get("occasion", ""))
    fit.fill(store, check.id, _answers(fit.checklist_of(store, check), told))
    if told.get("open"):
        return None
    fit.lock(store, check.id, now)
    decision = Decision(told["decision"])
    conditions = tuple(told.get("conditions", ()))
    considered = Considered(
        gut=told["gut"], forecast=told["forecast"], decision=decision, conditions=conditions, reason=told["reason"]
    )
    decided = fit.decide(store, check.id, considered, now, now.astimezone().date())
    assert decided.state is FitState.DECIDED
    return check.id


def _answers(checklist: Checklist, told: Table) -> FitAnswers:
    return FitAnswers(
        must_haves=tuple((item.key, MustAnswer.YES) for item in checklist.must_haves),
        deal_breakers=tuple((item.key, Presence.ABSENT) for item in checklist.deal_breakers),
        flags=tuple((key, 1) for key in told.get("flags", ())),
        ratings=tuple(zip(RATED, told["ratings"], strict=True)),
        cynic=told["cynic"],
        blind_trust=told["blind_trust"],
        heard=tuple((key, text) for key, text in told.get("heard", ())),
    )


def _letter(stage: Stage, client: Client, told: Table, check_id: int | None) -> None:
    store, now = stage.store, stage.at(told["day"], "11:00")
    work = stage.works[told["work"]]
    letter = letters.start(store, client.id, check_id, now, told.get("kind", work["kind"]))
    engagement = engagements.get(store, letter.engagement_id or 0)
    engagements.edit(store, replace(engagement, fee=_fee(work, engagement)))
    _scope(stage, letter, work, now)
    if "sent" in told:
        _note(stage, letter, told.get("notes", {}), now.astimezone().date())
        _send(stage, letter, told, now)


def _note(stage: Stage, letter: Letter, own: Table, today: date) -> None:
    """Say what was found where something asks to be looked at before the letter goes out."""
    case = letters.case(stage.store, letter.id, today)
    letter = case.letter
    for key, text in {**stage.usual_notes, **own}.items():
        letter = looks.noted(letter, key, text)
    letters.keep(stage.store, letter, case.engagement)


def _companion(stage: Stage, client: Client, told: Table) -> None:
    """A letter beside the engagement letter: before it all promises may be kept, on the days `kept`, one each."""
    store, now = stage.store, stage.at(told["day"], "11:00")
    letter = families.start(store, client.id, told["family"], now)
    made = [one for each in engagements.promises(store, letter.engagement_id or 0) for one in each.deliveries]
    for delivery, day in zip(made, told.get("kept", ()), strict=False):
        engagements.deliver(store, delivery.id, stage.day(day))
    for item in engagements.items(store, letter.engagement_id or 0):
        if label(item) in told.get("withdraws", ()):
            engagements.remove_item(store, item.id, now.astimezone().date())
    _scope(stage, letter, told, now)
    spoke = {"contact_day": client.created_at.astimezone().date().isoformat()} if client.created_at else {}
    _fill(store, letter, {**spoke, **told.get("fields", {})}, now.astimezone().date())
    if "sent" in told:
        _send(stage, letter, told, now)
    if "status" in told:  # as an edit: a step of its own would stand in the story under today
        clients.edit(store, client.id, {"status": ClientStatus(told["status"])}, now)


def _fill(store: Store, letter: Letter, fields: Table, today: date) -> None:
    """Type into the letter's gaps, wherever they stand."""
    case = letters.case(store, letter.id, today)
    for stance in letters.composed(case).stances:
        own = {key: text for key, text in fields.items() if key in stance.values}
        letter = choose(letter, stance, values=own) if own else letter
    letters.keep(store, letter, case.engagement)


def _send(stage: Stage, letter: Letter, told: Table, now: datetime) -> None:
    store = stage.store
    letters.issue(store, letter.id, now)
    sent = stage.day(told["sent"])
    letters.mark_sent(store, letter.id, sent, "email", sent)
    if "signed" in told:
        signed = stage.day(told["signed"])
        letters.mark_signed(store, letter.id, signed, signed)
        if "scan" in told:
            pages, at = letters.reprint(store, letter.id), stage.at(told["signed"], "16:00")
            attachments.add_bytes(store, "letters", letter.id, told["scan"], pages, at, AttachmentKind.SIGNED_COPY)


def _scope(stage: Stage, letter: Letter, work: Table, now: datetime) -> None:
    engagement_id = letter.engagement_id or 0
    made: list[ScopeItem] = []
    for promise in work.get("promises", ()):
        item = engagements.add_item(stage.store, engagement_id, ItemKind.PROMISE, promise["text"])
        deliveries = tuple(promise.get("deliveries", ()))
        due = _due(promise, made, now.astimezone().date())
        item = replace(item, due=due, stage=promise.get("stage"), deliveries=deliveries)
        made.append(engagements.save_item(stage.store, item))
    for text in work.get("limits", ()):
        engagements.add_item(stage.store, engagement_id, ItemKind.LIMIT, text)


def _fee(work: Table, engagement: Engagement) -> Fee:
    stages = tuple(Milestone(title, round(amount * CENTS)) for title, amount in work.get("milestones", ()))
    return replace(
        engagement.fee,
        kind=FeeKind(work["fee"]),
        amount=sum(s.amount for s in stages) or work["amount"] * CENTS,
        milestones=stages,
        sessions=work.get("sessions", 0),
        deposit=work["deposit"] * CENTS,
    )


def _due(promise: Table, made: list[ScopeItem], today: date) -> Due:
    kind = DueKind(promise["due"])
    if kind is DueKind.ON:
        return Due(kind=kind, day=today + timedelta(days=promise["days"]))
    item = made[promise["item"] - 1].id if "item" in promise else None
    return Due(kind=kind, days=promise.get("days", 0), item=item, event=promise.get("event", ""))


def _session(stage: Stage, client: Client, told: Table) -> None:
    store = stage.store
    starts_at = stage.at(told["day"], told["time"])
    ends_at = starts_at + timedelta(minutes=told["minutes"])
    template = told.get("template", "")
    note = sessions.open_session(store, client.id, starts_at, starts_at, template, told["place"])
    sessions.arrange(store, note.id, title=told["title"], ends_at=ends_at)
    texts = {NOTE_KEYS.get(key, key): told[key] for key in FIELDS if key in told}
    own = {key: told[key] for key in ("remember", "writing_seconds") if key in told}
    sessions.write(store, note.id, fields=texts, energy=told["energy"], **own)
    for text, owner, day in told.get("steps", ()):
        sessions.add_step(store, note.id, text, stage.now, owner, stage.day(day))
    wanted = {*told.get("kept", ()), *told.get("ticked", ())}
    for item, delivery in sessions.view(store, note.id).promised:
        if label(item) in wanted or (delivery.text or item.text) in wanted:
            sessions.tick(store, note.id, delivery.id, True)
    if not told.get("draft"):
        sessions.sign(store, note.id, ends_at + timedelta(minutes=10))
