"""The tables of a library.

Texts, blocks and originals (imported files, and the images that came with them) are only ever
added, never changed, until the trash they belong to is emptied; everything a user edits lies in
the tables that the journal watches (see :mod:`app.store.journal`). ``reading`` is where one reads,
which is no change of the library; it outlives its document, which undo may bring back.
``kept_entry`` is what an auto-export wrote last, which no undo changes either. A document has rows
in ``text_version`` from its second text on; ``document.text_id`` is the present one.
"""

from __future__ import annotations

SCHEMA = 6
"""The schema this program writes, kept in ``PRAGMA user_version``."""

APPLICATION_ID = 0x53424B31
"""``PRAGMA application_id`` of a library file: "SBK1"."""

FIRST_TABLES = """
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL
) STRICT;
CREATE TABLE text (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    extractor TEXT NOT NULL,
    canonical TEXT NOT NULL,
    sketch TEXT NOT NULL
) STRICT;
CREATE INDEX text_sha256 ON text (sha256);
CREATE TABLE block (
    text_id TEXT NOT NULL REFERENCES text (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    level INTEGER,
    paragraph INTEGER,
    section_paragraph INTEGER,
    section TEXT NOT NULL CHECK (json_valid(section)),
    page TEXT,
    PRIMARY KEY (text_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    key TEXT NOT NULL CHECK (key <> ''),
    sort_title TEXT NOT NULL,
    sort_author TEXT NOT NULL,
    sort_year INTEGER NOT NULL,
    words TEXT NOT NULL,
    reference TEXT NOT NULL CHECK (json_valid(reference)),
    added TEXT NOT NULL,
    text_id TEXT REFERENCES text (id),
    original TEXT REFERENCES original (sha256),
    original_name TEXT,
    provenance TEXT NOT NULL CHECK (json_valid(provenance)),
    revision TEXT NOT NULL,
    deleted TEXT
) STRICT;
CREATE UNIQUE INDEX document_key ON document (key COLLATE NOCASE);
CREATE INDEX document_original ON document (original);
CREATE INDEX document_text ON document (text_id);
CREATE INDEX document_by_number ON document (number, id, text_id) WHERE deleted IS NULL;
CREATE INDEX document_by_title ON document (sort_title, number, id) WHERE deleted IS NULL;
CREATE INDEX document_by_author ON document (sort_author, number, id) WHERE deleted IS NULL;
CREATE INDEX document_by_year ON document (sort_year, number, id) WHERE deleted IS NULL;
CREATE INDEX document_words ON document (id, words) WHERE deleted IS NULL;
CREATE INDEX document_trashed ON document (deleted, id) WHERE deleted IS NOT NULL;
CREATE TABLE former_key (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    document TEXT NOT NULL REFERENCES document (id)
) STRICT;
CREATE INDEX former_key_document ON former_key (document);
CREATE TABLE highlight (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES document (id),
    text_id TEXT REFERENCES text (id),
    start INTEGER CHECK (start >= 0),
    stop INTEGER CHECK (stop > start),
    exact TEXT NOT NULL CHECK (exact <> ''),
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    locator TEXT NOT NULL CHECK (json_valid(locator)),
    meaning TEXT NOT NULL,
    created TEXT NOT NULL,
    CHECK ((text_id IS NULL) = (start IS NULL) AND (start IS NULL) = (stop IS NULL))
) STRICT;
CREATE INDEX highlight_document ON highlight (document);
CREATE TABLE note (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT REFERENCES document (id),
    highlight TEXT REFERENCES highlight (id),
    visibility TEXT NOT NULL CHECK (visibility IN ('private', 'shared')),
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    CHECK (highlight IS NULL OR document IS NOT NULL)
) STRICT;
CREATE INDEX note_document ON note (document);
CREATE INDEX note_highlight ON note (highlight);
CREATE TABLE tagging (
    subject TEXT NOT NULL CHECK (subject IN ('document', 'highlight')),
    target TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (target, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagging_name ON tagging (subject, name);
CREATE TABLE collection (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    parent TEXT REFERENCES collection (id)
) STRICT;
CREATE TABLE membership (
    collection TEXT NOT NULL REFERENCES collection (id),
    document TEXT NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (collection, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_document ON membership (document);
CREATE TABLE reading (
    document TEXT PRIMARY KEY,
    text_id TEXT,
    place INTEGER NOT NULL CHECK (place >= 0),
    opened TEXT NOT NULL,
    read INTEGER NOT NULL CHECK (read IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE act (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    batch TEXT NOT NULL,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX act_batch ON act (batch, number);
CREATE INDEX act_undone ON act (number) WHERE undone = 1;
CREATE TABLE act_row (
    act INTEGER NOT NULL REFERENCES act (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (act, position)
) STRICT, WITHOUT ROWID
"""

IMAGE_TABLES = """
CREATE TABLE image (
    document TEXT NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    text_id TEXT NOT NULL REFERENCES text (id),
    before INTEGER NOT NULL CHECK (before >= 0),
    caption INTEGER,
    alt TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES original (sha256),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX image_sha256 ON image (sha256)
"""
"""What schema 2 adds: images of saved pages, each a file among the originals."""

KEPT_ENTRY_TABLES = """
CREATE TABLE kept_entry (
    export TEXT NOT NULL,
    document TEXT NOT NULL,
    revision TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (export, document)
) STRICT
"""

COPY_TABLES = """
CREATE TABLE copy (
    document TEXT PRIMARY KEY REFERENCES document (id),
    copy_of TEXT NOT NULL REFERENCES document (id),
    CHECK (document <> copy_of)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_copy_of ON copy (copy_of);
ALTER TABLE document ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX document_doubted ON document (number, id) WHERE deleted IS NULL AND doubts > 0
"""
"""What schema 4 adds: which document is a copy of which, and how many fields want a look."""

VERSION_TABLES = """
CREATE TABLE text_version (
    document TEXT NOT NULL REFERENCES document (id),
    text_id TEXT NOT NULL REFERENCES text (id),
    position INTEGER NOT NULL,
    came TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('import', 'reread', 'copy')),
    original TEXT REFERENCES original (sha256),
    original_name TEXT,
    provenance TEXT NOT NULL CHECK (json_valid(provenance)),
    PRIMARY KEY (document, text_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_version_text ON text_version (text_id);
CREATE INDEX text_version_original ON text_version (original);
CREATE TABLE placing (
    highlight TEXT NOT NULL REFERENCES highlight (id),
    text_id TEXT NOT NULL REFERENCES text (id),
    start INTEGER CHECK (start >= 0),
    stop INTEGER CHECK (stop > start),
    exact TEXT,
    prefix TEXT,
    suffix TEXT,
    locator TEXT CHECK (json_valid(locator)),
    how TEXT NOT NULL
        CHECK (how IN ('exact', 'mapped', 'quotation', 'approximate', 'orphan', 'hand')),
    score REAL NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    PRIMARY KEY (highlight, text_id),
    CHECK ((how = 'orphan') = (start IS NULL) AND (start IS NULL) = (stop IS NULL)
        AND (start IS NULL) = (exact IS NULL) AND (start IS NULL) = (prefix IS NULL)
        AND (start IS NULL) = (suffix IS NULL) AND (start IS NULL) = (locator IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX placing_text ON placing (text_id)
"""
"""What schema 5 adds: the texts a document has had, and where marks stand in the others of them."""

NOTE_MARK_TABLES = """
CREATE TABLE note_mark (
    text_id TEXT NOT NULL REFERENCES text (id),
    at INTEGER NOT NULL CHECK (at >= 0),
    block INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (text_id, position),
    FOREIGN KEY (text_id, block) REFERENCES block (text_id, position)
) STRICT, WITHOUT ROWID
"""
"""What schema 6 adds: where a text refers to its footnotes."""
