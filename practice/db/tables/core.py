"""The tables of the thread: clients, fit checks, engagements, letters, sessions, notes, files."""

from peewee import BlobField, IntegerField, TextField

from practice.db.tables.base import Row
from practice.db.tables.base import link as _link


class SettingRow(Row):
    """One setting or one part of the practice's profile, as JSON."""

    key = TextField(unique=True)
    value = TextField()

    class Meta:
        table_name = "settings"


class ClientRow(Row):
    """People, organisations and households.

    `shelf` is 1 open, 2 closed or archived, 0 shown only with its household; `sort_key` orders the list.
    """

    kind = TextField()
    status = TextField()
    prefix = TextField()
    given = TextField()
    middle = TextField()
    family = TextField()
    suffix = TextField()
    preferred_name = TextField()
    former_names = TextField()
    salutation = TextField()
    organisation = TextField()
    job_title = TextField()
    birthday = TextField(null=True)
    pronouns = TextField()
    language = TextField()
    phones = TextField()
    emails = TextField()
    addresses = TextField()
    tags = TextField()
    people = TextField()
    referral_source = TextField()
    notes = TextField()
    members = TextField()
    household_id = IntegerField(null=True)
    since = TextField(null=True)
    created_at = IntegerField(null=True)
    archived_at = IntegerField(null=True)
    sort_key = TextField()
    list_name = TextField()
    shelf = IntegerField()

    class Meta:
        table_name = "clients"
        # the list is read from these two alone: a page of it touches no client's own row
        indexes = (
            (("shelf", "sort_key", "id", "list_name", "kind", "status", "archived_at"), False),
            (("sort_key", "id", "shelf", "list_name", "kind", "status", "archived_at"), False),
            (("shelf",), False),
            (("household_id",), False),
        )


class IdealClientRow(Row):
    """The written ideal client, one row a version."""

    version = IntegerField()
    who = TextField()
    need = TextField()
    they_value = TextField()
    not_them = TextField()
    text = TextField()
    created_at = IntegerField()

    class Meta:
        table_name = "ideal_clients"


class ChecklistRow(Row):
    """An edited fit checklist, one row a version."""

    key = TextField()
    version = IntegerField()
    content = TextField()
    created_at = IntegerField()

    class Meta:
        table_name = "checklists"
        indexes = ((("key", "version"), True),)


class ClauseRow(Row):
    """An edited clause of the library, one row a version."""

    profession = TextField()
    family = TextField()  # of letters
    key = TextField()
    version = IntegerField()
    title = TextField()
    left_out = TextField()
    sentences = TextField()
    created_at = IntegerField()

    class Meta:
        table_name = "clauses"
        indexes = ((("profession", "family", "key", "version"), True),)


class FitCheckRow(Row):
    """One fit check of one client."""

    client_id = _link("clients")
    checklist_key = TextField()
    checklist_version = IntegerField()
    number = IntegerField()  # of this client's checks
    state = TextField()
    occasion = TextField()
    answers = TextField()
    score = IntegerField(null=True)
    unit_score = IntegerField(null=True)
    verdict = TextField(null=True)
    locked_at = IntegerField(null=True)
    gut = IntegerField(null=True)
    gut_reason = TextField()
    forecast = IntegerField(null=True)
    decision = TextField(null=True)
    conditions = TextField()
    reason = TextField()
    override_reason = TextField()
    override_at = IntegerField(null=True)
    decided_at = IntegerField(null=True)
    created_at = IntegerField()

    class Meta:
        table_name = "fit_checks"
        indexes = ((("state", "client_id"), False),)


class EngagementRow(Row):
    """A piece of work."""

    client_id = _link("clients")
    sponsor_id = _link("clients", null=True)
    title = TextField()
    kind = TextField()
    fee = TextField()
    refund_terms = TextField()
    contact_hours = TextField()
    channels = TextField()
    conditions = TextField()
    fit_check_id = _link("fit_checks", null=True)
    status = TextField()
    opened_on = TextField(null=True)
    closed_on = TextField(null=True)
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "engagements"
        indexes = (
            (("client_id", "status", "kind", "title"), False),
            (("status", "closed_on"), False),  # what is over is counted at the start
        )


class ScopeItemRow(Row):
    """A promise or a limit."""

    engagement_id = _link("engagements")
    kind = TextField()
    number = IntegerField()
    text = TextField()
    due = TextField()
    stage = IntegerField(null=True)
    value = IntegerField(null=True)
    deliveries = TextField()
    frozen = IntegerField()
    withdrawn_on = TextField(null=True)

    class Meta:
        table_name = "scope_items"


class LetterRow(Row):
    """One version of a letter."""

    engagement_id = _link("engagements", null=True)
    client_id = _link("clients")
    family = TextField()
    number = TextField()
    version = IntegerField()
    draft = IntegerField()
    state = TextField()
    signs = IntegerField()
    choices = TextField()
    clauses = TextField()
    notes = TextField()
    asked = TextField()
    facts = TextField(null=True)
    fee = TextField(null=True)
    check_code = TextField()
    sha256 = TextField()
    pages = IntegerField()
    sign_by = TextField(null=True)
    issued_at = IntegerField(null=True)
    sent_on = TextField(null=True)
    sent_by = TextField()
    signed_on = TextField(null=True)
    ended_on = TextField(null=True)
    ended_why = TextField()
    supersedes = IntegerField(null=True)
    amends = IntegerField(null=True)
    created_at = IntegerField(null=True)
    source = TextField(null=True)
    tables = TextField(null=True)

    class Meta:
        table_name = "letters"
        indexes = (
            (("state", "client_id", "issued_at"), False),
            (("state", "id"), False),
            (("number", "version"), False),
            (("source",), False),
        )


class LetterDocumentRow(Row):
    """The bytes of an issued letter, apart so that lists stay light."""

    letter_id = _link("letters", unique=True)
    pdf = BlobField()
    sha256 = TextField()

    class Meta:
        table_name = "letter_documents"


class SignedCopyRow(Row):
    """A letter's file with one signature more than the one before; append-only."""

    letter_id = _link("letters")
    line = IntegerField()  # of the letter's signers
    name = TextField()
    way = TextField()
    at = IntegerField()
    sha256 = TextField()
    pdf = BlobField()

    class Meta:
        table_name = "signed_copies"


class SessionRow(Row):
    """A meeting with a client."""

    client_id = _link("clients")
    engagement_id = _link("engagements", null=True)
    title = TextField()
    starts_at = IntegerField()
    ends_at = IntegerField(null=True)
    planned_minutes = IntegerField()
    place = TextField()
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "sessions"
        indexes = ((("starts_at", "client_id", "ends_at", "planned_minutes"), False),)


class DeliveryRow(Row):
    """Something a promise hands over."""

    item_id = _link("scope_items")
    text = TextField()
    due_on = TextField(null=True)
    delivered_on = TextField(null=True)
    session_id = _link("sessions", null=True)
    evidence = TextField(null=True)
    attachment_id = _link("attachments", null=True)
    letter_id = _link("letters", null=True)

    class Meta:
        table_name = "deliveries"


class NoteRow(Row):
    """The note of a session; once signed it never changes."""

    session_id = _link("sessions")
    client_id = _link("clients")
    template = TextField()
    note_class = TextField()
    fields = TextField()
    remember = TextField()
    energy = IntegerField(null=True)
    boundary = TextField()
    kept = TextField()  # deliveries ticked, by id
    writing_seconds = IntegerField()
    state = TextField()
    late_reason = TextField()
    signed_at = IntegerField(null=True)
    signed_by = TextField()
    sha256 = TextField()
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "notes"


class NoteEntryRow(Row):
    """An addendum, amendment or late entry to a signed note; append-only."""

    note_id = _link("notes")
    kind = TextField()
    text = TextField()
    reason = TextField()
    event_on = TextField(null=True)
    written_at = IntegerField()
    author = TextField()
    sha256 = TextField()

    class Meta:
        table_name = "note_entries"


class ThingRow(Row):
    """A thing to remember about a client."""

    client_id = _link("clients")
    text = TextField()
    icon = TextField()
    session_id = _link("sessions", null=True)
    from_on = TextField(null=True)
    done_at = IntegerField(null=True)

    class Meta:
        table_name = "things"


class FollowUpRow(Row):
    """Something to do, by whom and by when."""

    client_id = _link("clients")
    session_id = _link("sessions", null=True)
    letter_id = _link("letters", null=True)
    text = TextField()
    owner = TextField()
    due_on = TextField(null=True)
    done_at = IntegerField(null=True)
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "follow_ups"
        indexes = ((("done_at", "due_on", "client_id"), False),)


class AttachmentRow(Row):
    """A file of a client, or of one of their engagements, letters or notes; its content never changes."""

    client_id = _link("clients")
    engagement_id = _link("engagements", null=True)
    letter_id = _link("letters", null=True)
    note_id = _link("notes", null=True)
    file_id = _link("stored_files")
    name = TextField()
    kind = TextField()
    version = IntegerField()
    size = IntegerField()
    sha256 = TextField()
    added_at = IntegerField()
    removed_at = IntegerField(null=True)

    class Meta:
        table_name = "attachments"
