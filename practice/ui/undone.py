"""What a change was about, in words, for whoever takes it back or brings it back."""

from practice.ui.tr import tr


def thing(label: str, records: int = 1) -> str:
    """What the change of this label did, "" for one that is never told (a draft that starts, a width that is kept)."""
    if records > 1 and label in _SEVERAL:
        return tr(_SEVERAL[label], n=records)
    said = _THINGS.get(label) or _THINGS.get(label.rpartition(".")[0])
    return tr(said) if said else ""


_SEVERAL = {"attachment.add": "{n} added files"}
_THINGS = {
    "attachment.add": "an added file",
    "attachment.kind": "what a file is to its letter",
    "attachment.move": "moving a file",
    "attachment.put_back": "putting a file back",
    "attachment.remove": "removing a file",
    "attachment.rename": "a file’s new name",
    "checklist.edit": "a change of the checklist",
    "clause.edit": "a change of a clause",
    "clause.restore": "bringing back a clause’s words",
    "client.archive": "archiving a client",
    "client.create": "a new client",
    "client.edit": "a change of a client’s details",
    "client.restore": "restoring a client",
    "client.status": "a change of a client’s status",
    "delivery.edit": "what is said of a delivery",
    "delivery.tick": "a ticked promise",
    "engagement.close": "closing an engagement",
    "engagement.create": "a new engagement",
    "engagement.edit": "a change of the work or its fee",
    "fit.consider": "a change of the fit decision",
    "fit.decide": "a fit decision",
    "fit.fill": "an answer of the fit check",
    "fit.lock": "locking the answers",
    "fit.override": "a reason to go on",
    "fit.start": "a new fit check",
    "household.join": "joining two clients",
    "household.split": "parting two clients",
    "ideal_client.write": "a change of the ideal client",
    "import": "an import",
    "item.add": "a new item of the letter",
    "item.edit": "a change of an item",
    "item.move": "moving an item",
    "item.remove": "removing an item",
    "letter.declined": "marking a letter declined",
    "letter.discard": "discarding a draft",
    "letter.edit": "a change of a letter",
    "letter.expired": "letting a letter expire",
    "letter.newer": "taking newer words into a letter",
    "letter.revise": "a new version of a letter",
    "letter.sent": "marking a letter sent",
    "letter.start": "a new letter",
    "practice.settings": "a change of the settings",
    "request.answer": "marking a request answered",
    "request.cite": "what a request cites",
    "request.discard": "removing a request",
    "request.edit": "a change of a request",
    "request.offer": "an offered promise",
    "sessions.arrange": "a change of time or place",
    "sessions.begin": "a new session note",
    "sessions.discard": "discarding a note",
    "sessions.add_step": "a next step",
    "sessions.change_step": "a change of a next step",
    "sessions.drop_step": "removing a next step",
    "sessions.finish_step": "a ticked follow-up",
    "sessions.follow_up": "a follow-up",
    "sessions.plan": "a planned session",
    "sessions.write": "what was written in a note",
    "thing.add": "something to remember",
    "thing.done": "a ticked reminder",
    "thing.edit": "a change of something to remember",
    "usual.add": "a usual limit",
    "usual.edit": "a change of a usual limit",
    "usual.remove": "removing a usual limit",
}
