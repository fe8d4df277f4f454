"""What the rules decide about imports, in words."""

from collections.abc import Iterator, Mapping

from practice.rules.clients import Client, address_lines, birthday_text
from practice.rules.imports import Decision, FileKind, ImportFile, ImportReport, ImportRow, Match, Unreadable
from practice.ui.tr import tr, trn
from practice.ui.widgets.lists import RowFace

_FACES = {
    Decision.ADD: ("ok", "plus", "Add"),
    Decision.MERGE: ("accent", "split", "Complete"),
    Decision.SKIP: ("neutral", "check", "Skip"),
}
_ACTS = {
    Decision.ADD: "Add as new",
    Decision.MERGE: "Complete",
    Decision.SKIP: "Skip",
}
_SHARED = {Match.EMAIL: "e-mail", Match.PHONE: "phone", Match.NAME: "name"}


def decision_act(decision: Decision) -> str:
    """What a decision does."""
    return tr(_ACTS[decision])


def face(row: ImportRow, name: str) -> RowFace:
    """A row of the preview: who, how to reach them and by what they were recognised, what becomes of them."""
    kind, icon, word = _FACES[row.decision]
    return RowFace(
        name, ", ".join(part for part in (match_text(row), reach(row.contact.client)) if part), tr(word), kind, icon
    )


def unreadable_face(row: Unreadable) -> RowFace:
    """A row that cannot be taken: where it stands, and why not."""
    return RowFace(row.place[:1].upper() + row.place[1:], row.reason, tr("Not taken"), "warn", "triangle-alert")


def reach(client: Client) -> str:
    """An e-mail address, else a phone, else an organisation."""
    if client.emails:
        return client.emails[0].address
    return client.phones[0].number if client.phones else client.organisation


def match_text(row: ImportRow) -> str:
    """By what the row was recognised, "" when by nothing."""
    if not row.target:
        return ""
    shared = tr(_SHARED.get(row.match, "name"))
    if row.certain and row.decision is Decision.SKIP:
        return tr("all of it is there, by {shared}", shared=shared)
    if row.certain:
        return tr("is {name}, same {shared}", name=row.target_name, shared=shared)
    return tr("same {shared} as {name}", name=row.target_name, shared=shared)


def why(row: ImportRow) -> str:
    """One sentence on the suggestion, for the panel beside the list."""
    if not row.target:
        return tr("Nobody with this e-mail, phone, or name and birthday is kept yet.")
    words = {"name": row.target_name, "shared": tr(_SHARED.get(row.match, "name"))}
    if not row.certain:
        return tr(
            "Shares the {shared} with {name}, but may be somebody else. Nothing is put together unless you say so.",
            **words,
        )
    if row.decision is Decision.SKIP:
        return tr("Recognised as {name} by the {shared}. All of it is there already.", **words)
    return tr("Recognised as {name} by the {shared}. What is missing is added; nothing is written over.", **words)


def file_text(file: ImportFile) -> str:
    """What the file is: "contacts.vcf, vCard" or "list.csv, CSV from Google Contacts"."""
    if file.kind is FileKind.VCARD:
        return tr("{name}, vCard", name=file.name)
    if file.layout:
        return tr("{name}, CSV from {program}", name=file.name, program=file.layout)
    return tr("{name}, CSV", name=file.name)


def consequence(counts: Mapping[Decision, int]) -> str:
    """What the button does, before it is pressed."""
    parts = [
        trn("{n} person is added", "{n} are added", counts[Decision.ADD]) if counts[Decision.ADD] else "",
        trn("{n} is completed", "{n} are completed", counts[Decision.MERGE]) if counts[Decision.MERGE] else "",
    ]
    said = ", ".join(part for part in parts if part)
    return tr("{said}. One step: Ctrl+Z takes all of it back.", said=said) if said else tr("There is nothing to add.")


def came_in(report: ImportReport) -> str:
    """The report in one sentence."""
    if not report.added and not report.merged:
        return tr("Nothing new: everybody was there already.") if report.skipped else tr("Nobody was taken in.")
    added = trn("{n} person added", "{n} people added", report.added)
    return tr("{added}, {n} completed.", added=added, n=report.merged) if report.merged else f"{added}."


def details(client: Client) -> Iterator[tuple[str, str]]:
    """Label and value of everything a contact brings."""
    name = " ".join(part for part in (client.prefix, client.given, client.middle, client.family, client.suffix) if part)
    yield from _filled((tr("Name"), name), (tr("Preferred"), client.preferred_name))
    yield from _filled((tr("Organisation"), client.organisation), (tr("Job title"), client.job_title))
    for email in client.emails:
        yield tr("E-mail"), _labelled(email.address, email.label)
    for phone in client.phones:
        yield tr("Phone"), _labelled(phone.number, phone.label)
    for address in client.addresses:
        yield tr("Address"), _labelled(", ".join(address_lines(address)), address.label)
    yield from _filled((tr("Birthday"), birthday_text(client.birthday)), (tr("Language"), client.language))
    yield from ((person.role, person.name) for person in client.people)
    yield from _filled((tr("Tags"), ", ".join(client.tags)), (tr("Former"), ", ".join(client.former_names)))
    yield from _filled((tr("Referred by"), client.referral_source), (tr("Notes"), client.notes))


def field_word(field: str, choices: Mapping[str, str]) -> str:
    """The name of a field a column goes to, also of those that only a known program's columns go to."""
    if field in choices:
        return tr(choices[field])
    name, _, slot = field.partition("#")
    slot = " ".join(word for word in slot.split() if not word.isdigit())
    word = tr(_PARTS.get(name, choices.get(name, choices.get(f"{name}#", name.replace("_", " ").capitalize()))))
    return f"{word}: {slot}" if slot else word


_PARTS = {
    "~": "The program's own, left out",
    "photo": "Photo, left out",
    "shown": "Name as shown",
    "remark": "Notes",
    "person": "Person",
    "formatted": "Address as written",
    "street2": "Address: street, second line",
    "street3": "Address: street, third line",
    "extended": "Address: flat or suite",
    "po_box": "Address: PO box",
    "birth_year": "Birthday: year",
    "birth_month": "Birthday: month",
    "birth_day": "Birthday: day",
}


def _filled(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return (pair for pair in pairs if pair[1])


def _labelled(value: str, label: str) -> str:
    return f"{value} ({label.lower()})" if label else value
