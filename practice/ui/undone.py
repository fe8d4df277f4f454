"""What a change was about, in words, for whoever takes it back or brings it back."""

from practice.ui.tr import tr


def thing(label: str) -> str:
    """What the change of this label did, "" for one that is never told (a draft that starts, a width that is kept)."""
    return _things().get(label) or _things().get(label.rpartition(".")[0], "")


def _things() -> dict[str, str]:
    return {
        "checklist.edit": tr("a change of the checklist"),
        "client.archive": tr("archiving a client"),
        "client.create": tr("a new client"),
        "client.edit": tr("a change of a client’s details"),
        "client.restore": tr("restoring a client"),
        "client.status": tr("a change of a client’s status"),
        "delivery.tick": tr("a ticked promise"),
        "engagement.close": tr("closing an engagement"),
        "engagement.create": tr("a new engagement"),
        "engagement.edit": tr("a change of the work or its fee"),
        "fit.consider": tr("a change of the fit decision"),
        "fit.decide": tr("a fit decision"),
        "fit.fill": tr("an answer of the fit check"),
        "fit.lock": tr("locking the answers"),
        "fit.override": tr("a reason to go on"),
        "fit.start": tr("a new fit check"),
        "household.join": tr("joining two clients"),
        "household.split": tr("parting two clients"),
        "ideal_client.write": tr("a change of the ideal client"),
        "import": tr("an import"),
        "item.add": tr("a new item of the letter"),
        "item.edit": tr("a change of an item"),
        "item.move": tr("moving an item"),
        "item.remove": tr("removing an item"),
        "letter.discard": tr("discarding a draft"),
        "letter.edit": tr("a change of a letter"),
        "letter.revise": tr("a new version of a letter"),
        "letter.sent": tr("marking a letter sent"),
        "letter.start": tr("a new letter"),
        "practice.settings": tr("a change of the settings"),
        "sessions.arrange": tr("a change of time or place"),
        "sessions.begin": tr("a new session note"),
        "sessions.discard": tr("discarding a note"),
        "sessions.drop_step": tr("removing a next step"),
        "sessions.plan": tr("a planned session"),
        "sessions.write": tr("what was written in a note"),
        "thing.add": tr("something to remember"),
        "thing.done": tr("a ticked reminder"),
        "thing.edit": tr("a change of something to remember"),
    }
