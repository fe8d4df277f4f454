"""Attachments: files that belong to a client, an engagement, a letter or a note; their names, limits and versions."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from practice.errors import Refused

CHUNK = 1 << 20  # bytes that are kept in one row
MOST = 1 << 30  # bytes of the longest file
REMOVED_FOR = timedelta(days=30)  # so long a removed file can be put back
LONGEST = 200  # bytes of a name; file systems end at 255, and a copy under way has more to its name


class AttachmentKind(StrEnum):
    """What a file is to its owner."""

    FILE = "file"
    SIGNED_COPY = "signed_copy"  # the scan of what was signed


class Owner(NamedTuple):
    """The record that a file belongs to: table and id."""

    table: str
    id: int


class Chunk(NamedTuple):
    """At most CHUNK bytes of a file, in their place from 0, with their own SHA-256."""

    number: int
    sha256: str
    data: bytes


class Whole(NamedTuple):
    """What a file is altogether: its bytes' number and SHA-256."""

    size: int
    sha256: str


class Summing:
    """Numbers and hashes the chunks of a file as they come."""

    def __init__(self) -> None:
        self.size = self._number = 0
        self._sum = hashlib.sha256()

    def add(self, data: bytes) -> Chunk:
        """The next chunk."""
        chunk = Chunk(self._number, hashlib.sha256(data).hexdigest(), data)
        self._sum.update(data)
        self._number, self.size = self._number + 1, self.size + len(data)
        return chunk

    def result(self) -> Whole:
        """What all chunks so far are together."""
        return Whole(self.size, self._sum.hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as it is shown. Besides the client it may belong to one of their engagements, letters or notes.

    Its content (`file_id`, `size`, `sha256`) never changes; what was changed outside comes as another version.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int | None = None
    letter_id: int | None = None
    note_id: int | None = None
    file_id: int = 0
    name: str = ""
    kind: AttachmentKind = AttachmentKind.FILE
    version: int = 1
    size: int = 0
    sha256: str = ""
    added_at: datetime | None = None
    removed_at: datetime | None = None

    @property
    def owner(self) -> Owner:
        """The narrowest record it belongs to."""
        for table, column in reversed(COLUMNS.items()):
            if found := getattr(self, column):
                return Owner(table, found)
        raise ValueError("a file without an owner")

    @property
    def chunks(self) -> int:
        """How many rows hold its content."""
        return -(-self.size // CHUNK)


COLUMNS = {"clients": "client_id", "engagements": "engagement_id", "letters": "letter_id", "notes": "note_id"}
"""The tables a file can belong to, widest first, and the columns that say so."""


def placed(attachment: Attachment, owner: Owner, client_id: int) -> Attachment:
    """The file as it belongs to `owner`, who is a record of the client."""
    ids: dict[str, Any] = dict.fromkeys(COLUMNS.values())
    return replace(attachment, **{**ids, COLUMNS[owner.table]: owner.id, "client_id": client_id})


def released(attachment: Attachment) -> Attachment:
    """The file as it belongs to its client alone."""
    return placed(attachment, Owner("clients", attachment.client_id), attachment.client_id)


def next_version(attachment: Attachment, others: list[Attachment]) -> Attachment:
    """The same file with a content that is still to come; a changed signed copy is not what was signed."""
    same = [one.version for one in others if one.name == attachment.name]
    version = max([attachment.version, *same]) + 1
    return replace(attachment, id=0, kind=AttachmentKind.FILE, version=version, removed_at=None)


_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}  # control signs, signs that turn the reading direction, ends of lines
_JOINERS = "\u200c\u200d"  # Persian and Indic words are spelled with them
_SURROGATE = "Cs"  # a byte that was no text


def safe_name(text: str) -> str:
    """A name that is one plain name on every system and is what it looks like; "file" where nothing is left of it."""
    parts = [part for part in re.split(r"[/\\]", text) if part.strip(". \0")]
    shown = unicodedata.normalize("NFC", "".join(map(_shown, parts[-1] if parts else "")))
    name = " ".join(shown.translate(_FORBIDDEN).split()).rstrip(". ")
    return _shortened(f"_{name}" if _DEVICES.match(name) else name) or "file"


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == _SURROGATE:
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category in _UNSEEN and sign not in _JOINERS and not sign.isspace() else sign


def _shortened(name: str) -> str:
    """At most LONGEST bytes, the ending kept."""
    if len(name.encode()) <= LONGEST:
        return name
    end = ending(name)
    stem = name.encode()[: LONGEST - len(end.encode())].decode(errors="ignore")
    return stem.rstrip(". ") + name[len(name) - len(end) :]


def ending(name: str) -> str:
    """What tells a file's kind, in small letters: ".pdf"; "" where there is none or a strange one."""
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found[0].lower() if found and found.start() else ""


def renamed(attachment: Attachment, text: str) -> Attachment:
    """The file under another name, with its ending where none was typed; Refused for no name."""
    if not text.strip():
        raise Refused({"name": "Type a name, for example “Lease.pdf”."})
    name = safe_name(text)
    return replace(attachment, name=name if ending(name) else safe_name(name + ending(attachment.name)))


_PROGRAMS = re.compile(
    r"\.(app|appimage|appref-ms|bat|cmd|com|command|cpl|desktop|dll|exe|gadget|hta|inf|jar|js|jse|lnk|msc|msi|msp|mst|"
    r"osx|pif|pkg|ps1|psm1|reg|run|scf|scr|sct|settingcontent-ms|sh|shb|shs|url|vb|vbe|vbs|webloc|workflow|ws|wsc|wsf|"
    r"wsh|xbap|xll)$",
    re.IGNORECASE,
)


def runs(name: str) -> bool:
    """Whether opening a file of this name may run it as a program."""
    return _PROGRAMS.search(name) is not None
