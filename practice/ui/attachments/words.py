"""What the list of files says."""

from datetime import date

from practice.actions.attachments import Filed, Place
from practice.rules.attachments import Attachment, AttachmentKind, Owner, ending
from practice.ui.tr import tr, trn
from practice.ui.transit import Progress
from practice.ui.when import day_text

_UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))


def size_text(size: int) -> str:
    """ "2.4 MB", by thousands, as most file managers count."""
    for unit, bytes_of in _UNITS:
        if size >= bytes_of:
            return f"{size / bytes_of:.{0 if size >= 10 * bytes_of else 1}f} {unit}"
    return trn("{n} byte", "{n} bytes", size)


def kind_text(attachment: Attachment) -> str:
    """ "PDF"; what a name ends with, in capitals."""
    return ending(attachment.name).lstrip(".").upper()


def place_text(place: Place, today: date) -> str:
    """ "Letter EL-2026-014, version 2"; where a file belongs."""
    table = place.owner.table
    if table == "letters":
        draft = tr("Draft letter {number}", number=place.title)
        known = tr("Letter {number}, version {n}", number=place.title, n=place.version)
        return known if place.version else draft
    if table == "notes" and place.at is not None:
        day = day_text(place.at.astimezone().date(), today)
        return tr("{session}, {day}", session=place.title or tr("Session"), day=day)
    return place.title or tr("Engagement")


def detail_text(one: Filed, today: date, shown: Owner | None) -> str:
    """Kind, size, day and version, and where it belongs unless that is the record that is shown."""
    file = one.attachment
    day = file.removed_at or file.added_at
    parts = [kind_text(file), size_text(file.size), day_text(day.astimezone().date(), today) if day else ""]
    if file.version > 1:
        parts.append(tr("version {n}", n=file.version))
    said = ", ".join(part for part in parts if part)
    return said if one.place.owner == shown else f"{said}. {place_text(one.place, today)}"


def status(attachment: Attachment, is_open: bool, is_changed: bool) -> tuple[str, str, str]:
    """Word, kind and icon at the end of a file's row; "" for nothing to say."""
    if attachment.removed_at is not None:
        return tr("Removed"), "neutral", "trash-2"
    if is_changed:
        return tr("Changed outside"), "warn", "pen-line"
    if is_open:
        return tr("Open"), "accent", "eye"
    if attachment.kind is AttachmentKind.SIGNED_COPY:
        return tr("Signed copy"), "ok", "circle-check"
    return "", "neutral", ""


def progress_text(now: Progress) -> str:
    """ "Adding Lease.pdf, 120 of 500 MB"."""
    verb = tr("Adding {name}", name=now.name) if now.inwards else tr("Writing {name}", name=now.name)
    far = tr("{done} of {total}", done=size_text(now.done), total=size_text(now.total)) if now.total else ""
    rest = trn("{n} more waits", "{n} more wait", now.others) if now.others else ""
    return ", ".join(part for part in (verb, far, rest) if part)
