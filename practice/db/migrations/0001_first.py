"""The first schema. A frozen copy: it imports nothing from the program and never changes once released."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "settings" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "key" TEXT NOT NULL,
        "value" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "settings_key" ON "settings" ("key")',
    """
    CREATE TABLE "clients" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "kind" TEXT NOT NULL,
        "status" TEXT NOT NULL, "prefix" TEXT NOT NULL, "given" TEXT NOT NULL, "middle" TEXT NOT NULL,
        "family" TEXT NOT NULL, "suffix" TEXT NOT NULL, "preferred_name" TEXT NOT NULL,
        "former_names" TEXT NOT NULL, "salutation" TEXT NOT NULL, "organisation" TEXT NOT NULL,
        "job_title" TEXT NOT NULL, "birthday" TEXT, "pronouns" TEXT NOT NULL, "language" TEXT NOT NULL,
        "phones" TEXT NOT NULL, "emails" TEXT NOT NULL, "addresses" TEXT NOT NULL, "tags" TEXT NOT NULL,
        "people" TEXT NOT NULL, "referral_source" TEXT NOT NULL, "notes" TEXT NOT NULL,
        "members" TEXT NOT NULL, "household_id" INTEGER, "since" TEXT, "created_at" INTEGER,
        "archived_at" INTEGER, "sort_key" TEXT NOT NULL, "list_name" TEXT NOT NULL,
        "shelf" INTEGER NOT NULL
    )
    """,
    """
    CREATE INDEX "clients_shelf_sort_key_id_list_name_kind_status_archived_at" ON "clients" (
        "shelf", "sort_key", "id", "list_name", "kind", "status", "archived_at"
    )
    """,
    """
    CREATE INDEX "clients_sort_key_id_shelf_list_name_kind_status_archived_at" ON "clients" (
        "sort_key", "id", "shelf", "list_name", "kind", "status", "archived_at"
    )
    """,
    'CREATE INDEX "clients_shelf" ON "clients" ("shelf")',
    'CREATE INDEX "clients_household_id" ON "clients" ("household_id")',
    """
    CREATE TABLE "ideal_clients" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "version" INTEGER NOT NULL,
        "who" TEXT NOT NULL, "need" TEXT NOT NULL, "they_value" TEXT NOT NULL, "not_them" TEXT NOT NULL,
        "text" TEXT NOT NULL, "created_at" INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE "checklists" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "key" TEXT NOT NULL,
        "version" INTEGER NOT NULL, "content" TEXT NOT NULL, "created_at" INTEGER NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "checklists_key_version" ON "checklists" ("key", "version")',
    """
    CREATE TABLE "clauses" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "profession" TEXT NOT NULL,
        "family" TEXT NOT NULL, "key" TEXT NOT NULL, "version" INTEGER NOT NULL, "title" TEXT NOT NULL,
        "left_out" TEXT NOT NULL, "sentences" TEXT NOT NULL, "created_at" INTEGER NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "clauses_profession_family_key_version"
    ON "clauses" ("profession", "family", "key", "version")
    """,
    """
    CREATE TABLE "fit_checks" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "checklist_key" TEXT NOT NULL, "checklist_version" INTEGER NOT NULL, "number" INTEGER NOT NULL,
        "state" TEXT NOT NULL, "occasion" TEXT NOT NULL, "answers" TEXT NOT NULL, "score" INTEGER,
        "unit_score" INTEGER, "verdict" TEXT, "locked_at" INTEGER, "gut" INTEGER,
        "gut_reason" TEXT NOT NULL, "forecast" INTEGER, "decision" TEXT, "conditions" TEXT NOT NULL,
        "reason" TEXT NOT NULL, "override_reason" TEXT NOT NULL, "override_at" INTEGER,
        "decided_at" INTEGER, "created_at" INTEGER NOT NULL
    )
    """,
    'CREATE INDEX "fit_checks_client_id" ON "fit_checks" ("client_id")',
    'CREATE INDEX "fit_checks_state_client_id" ON "fit_checks" ("state", "client_id")',
    """
    CREATE TABLE "engagements" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "sponsor_id" INTEGER REFERENCES clients (id) ON DELETE RESTRICT, "title" TEXT NOT NULL,
        "kind" TEXT NOT NULL, "fee" TEXT NOT NULL, "refund_terms" TEXT NOT NULL,
        "contact_hours" TEXT NOT NULL, "channels" TEXT NOT NULL, "conditions" TEXT NOT NULL,
        "fit_check_id" INTEGER REFERENCES fit_checks (id) ON DELETE RESTRICT, "status" TEXT NOT NULL,
        "opened_on" TEXT, "closed_on" TEXT, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "engagements_client_id" ON "engagements" ("client_id")',
    'CREATE INDEX "engagements_sponsor_id" ON "engagements" ("sponsor_id")',
    'CREATE INDEX "engagements_fit_check_id" ON "engagements" ("fit_check_id")',
    """
    CREATE INDEX "engagements_client_id_status_kind_title" ON "engagements" (
        "client_id", "status", "kind", "title"
    )
    """,
    """
    CREATE TABLE "scope_items" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "kind" TEXT NOT NULL, "number" INTEGER NOT NULL, "text" TEXT NOT NULL, "due" TEXT NOT NULL,
        "stage" INTEGER, "value" INTEGER, "deliveries" TEXT NOT NULL, "frozen" INTEGER NOT NULL,
        "withdrawn_on" TEXT
    )
    """,
    'CREATE INDEX "scope_items_engagement_id" ON "scope_items" ("engagement_id")',
    """
    CREATE TABLE "letters" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "engagement_id" INTEGER REFERENCES engagements (id) ON DELETE RESTRICT,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT, "family" TEXT NOT NULL,
        "number" TEXT NOT NULL, "version" INTEGER NOT NULL, "draft" INTEGER NOT NULL,
        "state" TEXT NOT NULL, "signs" INTEGER NOT NULL, "choices" TEXT NOT NULL,
        "clauses" TEXT NOT NULL, "notes" TEXT NOT NULL, "asked" TEXT NOT NULL,
        "facts" TEXT, "fee" TEXT, "check_code" TEXT NOT NULL, "sha256" TEXT NOT NULL, "pages" INTEGER NOT NULL,
        "sign_by" TEXT, "issued_at" INTEGER, "sent_on" TEXT, "sent_by" TEXT NOT NULL, "signed_on" TEXT,
        "ended_on" TEXT, "ended_why" TEXT NOT NULL, "supersedes" INTEGER, "amends" INTEGER, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "letters_engagement_id" ON "letters" ("engagement_id")',
    'CREATE INDEX "letters_client_id" ON "letters" ("client_id")',
    'CREATE INDEX "letters_state_client_id_issued_at" ON "letters" ("state", "client_id", "issued_at")',
    'CREATE INDEX "letters_state_id" ON "letters" ("state", "id")',
    'CREATE INDEX "letters_number_version" ON "letters" ("number", "version")',
    """
    CREATE TABLE "letter_documents" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "letter_id" INTEGER NOT NULL REFERENCES letters (id) ON DELETE RESTRICT, "pdf" BLOB NOT NULL,
        "sha256" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "letter_documents_letter_id" ON "letter_documents" ("letter_id")',
    """
    CREATE TABLE "signed_copies" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "letter_id" INTEGER NOT NULL REFERENCES letters (id) ON DELETE RESTRICT, "line" INTEGER NOT NULL,
        "name" TEXT NOT NULL, "way" TEXT NOT NULL, "at" INTEGER NOT NULL, "sha256" TEXT NOT NULL,
        "pdf" BLOB NOT NULL
    )
    """,
    'CREATE INDEX "signed_copies_letter_id" ON "signed_copies" ("letter_id")',
    """
    CREATE TABLE "sessions" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER REFERENCES engagements (id) ON DELETE RESTRICT, "title" TEXT NOT NULL,
        "starts_at" INTEGER NOT NULL, "ends_at" INTEGER, "planned_minutes" INTEGER NOT NULL,
        "place" TEXT NOT NULL, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "sessions_client_id" ON "sessions" ("client_id")',
    'CREATE INDEX "sessions_engagement_id" ON "sessions" ("engagement_id")',
    """
    CREATE INDEX "sessions_starts_at_client_id_ends_at_planned_minutes" ON "sessions" (
        "starts_at", "client_id", "ends_at", "planned_minutes"
    )
    """,
    """
    CREATE TABLE "deliveries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "item_id" INTEGER NOT NULL REFERENCES scope_items (id) ON DELETE RESTRICT, "text" TEXT NOT NULL,
        "due_on" TEXT, "delivered_on" TEXT,
        "session_id" INTEGER REFERENCES sessions (id) ON DELETE RESTRICT
    )
    """,
    'CREATE INDEX "deliveries_item_id" ON "deliveries" ("item_id")',
    'CREATE INDEX "deliveries_session_id" ON "deliveries" ("session_id")',
    """
    CREATE TABLE "notes" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "session_id" INTEGER NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "template" TEXT NOT NULL, "note_class" TEXT NOT NULL, "fields" TEXT NOT NULL,
        "remember" TEXT NOT NULL, "energy" INTEGER,
        "boundary" TEXT NOT NULL, "kept" TEXT NOT NULL, "writing_seconds" INTEGER NOT NULL,
        "state" TEXT NOT NULL, "late_reason" TEXT NOT NULL, "signed_at" INTEGER,
        "signed_by" TEXT NOT NULL, "sha256" TEXT NOT NULL, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "notes_session_id" ON "notes" ("session_id")',
    'CREATE INDEX "notes_client_id" ON "notes" ("client_id")',
    """
    CREATE TABLE "note_entries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "note_id" INTEGER NOT NULL REFERENCES notes (id) ON DELETE RESTRICT, "kind" TEXT NOT NULL,
        "text" TEXT NOT NULL, "reason" TEXT NOT NULL, "event_on" TEXT, "written_at" INTEGER NOT NULL,
        "author" TEXT NOT NULL, "sha256" TEXT NOT NULL
    )
    """,
    'CREATE INDEX "note_entries_note_id" ON "note_entries" ("note_id")',
    """
    CREATE TABLE "things" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT, "text" TEXT NOT NULL,
        "icon" TEXT NOT NULL, "session_id" INTEGER REFERENCES sessions (id) ON DELETE RESTRICT,
        "from_on" TEXT, "done_at" INTEGER
    )
    """,
    'CREATE INDEX "things_client_id" ON "things" ("client_id")',
    'CREATE INDEX "things_session_id" ON "things" ("session_id")',
    """
    CREATE TABLE "follow_ups" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "session_id" INTEGER REFERENCES sessions (id) ON DELETE RESTRICT,
        "letter_id" INTEGER REFERENCES letters (id) ON DELETE RESTRICT, "text" TEXT NOT NULL,
        "owner" TEXT NOT NULL, "due_on" TEXT, "done_at" INTEGER, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "follow_ups_client_id" ON "follow_ups" ("client_id")',
    'CREATE INDEX "follow_ups_session_id" ON "follow_ups" ("session_id")',
    'CREATE INDEX "follow_ups_letter_id" ON "follow_ups" ("letter_id")',
    'CREATE INDEX "follow_ups_done_at_due_on_client_id" ON "follow_ups" ("done_at", "due_on", "client_id")',
    'CREATE TABLE "stored_files" ("id" INTEGER NOT NULL PRIMARY KEY)',
    """
    CREATE TABLE "file_chunks" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "file_id" INTEGER NOT NULL REFERENCES stored_files (id) ON DELETE RESTRICT,
        "number" INTEGER NOT NULL, "sha256" TEXT NOT NULL, "data" BLOB NOT NULL
    )
    """,
    'CREATE INDEX "chunkrow_file_id" ON "file_chunks" ("file_id")',
    'CREATE UNIQUE INDEX "chunkrow_file_id_number" ON "file_chunks" ("file_id", "number")',
    """
    CREATE TABLE "attachments" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER REFERENCES engagements (id) ON DELETE RESTRICT,
        "letter_id" INTEGER REFERENCES letters (id) ON DELETE RESTRICT,
        "note_id" INTEGER REFERENCES notes (id) ON DELETE RESTRICT,
        "file_id" INTEGER NOT NULL REFERENCES stored_files (id) ON DELETE RESTRICT,
        "name" TEXT NOT NULL, "kind" TEXT NOT NULL, "version" INTEGER NOT NULL, "size" INTEGER NOT NULL,
        "sha256" TEXT NOT NULL, "added_at" INTEGER NOT NULL, "removed_at" INTEGER
    )
    """,
    'CREATE INDEX "attachments_client_id" ON "attachments" ("client_id")',
    'CREATE INDEX "attachments_engagement_id" ON "attachments" ("engagement_id")',
    'CREATE INDEX "attachments_letter_id" ON "attachments" ("letter_id")',
    'CREATE INDEX "attachments_note_id" ON "attachments" ("note_id")',
    'CREATE INDEX "attachments_file_id" ON "attachments" ("file_id")',
    """
    CREATE TABLE "client_keys" (
        "id" INTEGER NOT NULL PRIMARY KEY, "client_id" INTEGER NOT NULL, "kind" TEXT NOT NULL,
        "key" TEXT NOT NULL
    )
    """,
    'CREATE INDEX "clientkeyrow_client_id" ON "client_keys" ("client_id")',
    'CREATE INDEX "clientkeyrow_kind_key" ON "client_keys" ("kind", "key")',
    """
    CREATE TABLE "search_docs" (
        "id" INTEGER NOT NULL PRIMARY KEY, "table_name" TEXT NOT NULL, "record_id" INTEGER NOT NULL,
        "client_id" INTEGER NOT NULL
    )
    """,
    'CREATE INDEX "searchdocrow_client_id" ON "search_docs" ("client_id")',
    """
    CREATE UNIQUE INDEX "searchdocrow_table_name_record_id" ON "search_docs" (
        "table_name", "record_id"
    )
    """,
    """
    CREATE TABLE "history" (
        "seq" INTEGER NOT NULL PRIMARY KEY, "at" INTEGER NOT NULL, "label" TEXT NOT NULL,
        "table_name" TEXT NOT NULL, "record_id" INTEGER NOT NULL, "before" BLOB, "after" BLOB,
        "hash" BLOB NOT NULL
    )
    """,
    'CREATE INDEX "historyrow_table_name_record_id_seq" ON "history" ("table_name", "record_id", "seq")',
    # No ranking and no phrases, so no sizes of columns and no places of words; what comes is folded words with spaces
    # between, which the simplest tokenizer leaves as they are. Each length of prefix kept is more pages that an edit
    # changes, and FTS5 finds prefixes of one and three letters through those of two and four.
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        text, content='', detail=column, columnsize=0, prefix='1 2 3 4', tokenize='ascii'
    )
    """,
    """
    INSERT INTO search (search, rank) VALUES ('secure-delete', 1)
    """,
    """
    INSERT INTO search (search, rank) VALUES ('pgsz', 3900)
    """,
    """
    CREATE VIRTUAL TABLE search_clients USING fts5 (
        text, content='', detail=column, columnsize=0, prefix='2 4', tokenize='ascii'
    )
    """,
    """
    INSERT INTO search_clients (search_clients, rank) VALUES ('secure-delete', 1)
    """,
    """
    INSERT INTO search_clients (search_clients, rank) VALUES ('pgsz', 3900)
    """,
    """
    CREATE TRIGGER history_kept BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER note_entries_kept BEFORE UPDATE ON note_entries
    BEGIN SELECT RAISE(ABORT, 'entries to a signed note are append-only'); END
    """,
    """
    CREATE TRIGGER note_entries_stay BEFORE DELETE ON note_entries
    BEGIN SELECT RAISE(ABORT, 'entries to a signed note are append-only'); END
    """,
    """
    CREATE TRIGGER notes_kept BEFORE UPDATE ON notes WHEN old.state = 'signed'
    BEGIN SELECT RAISE(ABORT, 'a signed note is locked'); END
    """,
    """
    CREATE TRIGGER notes_stay BEFORE DELETE ON notes WHEN old.state = 'signed'
    BEGIN SELECT RAISE(ABORT, 'a signed note is locked'); END
    """,
    """
    CREATE TRIGGER letters_kept BEFORE UPDATE OF
        engagement_id, client_id, family, number, version, draft, signs, choices,
        clauses, notes, asked, facts, fee, check_code, sha256, pages,
        sign_by, issued_at, supersedes, amends, created_at, salt ON letters WHEN old.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'an issued letter is frozen'); END
    """,
    """
    CREATE TRIGGER letters_never_go_back BEFORE UPDATE OF state ON letters
    WHEN (old.state <> 'draft' AND new.state = 'draft') OR (old.state = 'signed' AND new.state <> 'superseded')
        OR old.state = 'superseded'
    BEGIN SELECT RAISE(ABORT, 'an issued letter is frozen'); END
    """,
    """
    CREATE TRIGGER letters_signed_once BEFORE UPDATE OF signed_on ON letters WHEN old.signed_on IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a letter is signed once'); END
    """,
    """
    CREATE TRIGGER letters_stay BEFORE DELETE ON letters WHEN old.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'an issued letter is frozen'); END
    """,
    """
    CREATE TRIGGER scope_items_kept BEFORE UPDATE OF
        engagement_id, kind, number, text, due, value, deliveries, frozen, salt ON scope_items WHEN old.frozen
    BEGIN SELECT RAISE(ABORT, 'an issued item keeps its words'); END
    """,
    """
    CREATE TRIGGER scope_items_stay BEFORE DELETE ON scope_items WHEN old.frozen
    BEGIN SELECT RAISE(ABORT, 'an issued item keeps its number'); END
    """,
    """
    CREATE TRIGGER sessions_kept BEFORE UPDATE OF client_id, title, starts_at, ends_at, place, salt ON sessions
    WHEN EXISTS (SELECT 1 FROM notes WHERE session_id = old.id AND state = 'signed')
    BEGIN SELECT RAISE(ABORT, 'the session of a signed note is locked'); END
    """,
    """
    CREATE TRIGGER file_chunks_kept BEFORE UPDATE ON file_chunks
    BEGIN SELECT RAISE(ABORT, 'the chunks of a file are append-only'); END
    """,
    """
    CREATE TRIGGER file_chunks_stay BEFORE DELETE ON file_chunks
    WHEN EXISTS (SELECT 1 FROM attachments WHERE file_id = old.file_id)
    BEGIN SELECT RAISE(ABORT, 'the chunks of a file stay as long as it is kept'); END
    """,
    """
    CREATE TRIGGER attachments_kept BEFORE UPDATE OF file_id, size, sha256, version, added_at, salt ON attachments
    BEGIN SELECT RAISE(ABORT, 'the content of a file never changes'); END
    """,
    """
    CREATE TRIGGER letter_documents_kept BEFORE UPDATE ON letter_documents
    BEGIN SELECT RAISE(ABORT, 'an issued letter is frozen'); END
    """,
    """
    CREATE TRIGGER letter_documents_stay BEFORE DELETE ON letter_documents
    BEGIN SELECT RAISE(ABORT, 'an issued letter is frozen'); END
    """,
    """
    CREATE TRIGGER signed_copies_kept BEFORE UPDATE ON signed_copies
    BEGIN SELECT RAISE(ABORT, 'signed copies are append-only'); END
    """,
    """
    CREATE TRIGGER signed_copies_stay BEFORE DELETE ON signed_copies
    BEGIN SELECT RAISE(ABORT, 'signed copies are append-only'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create every table, index and trigger."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
