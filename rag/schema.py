"""The catalog's SQL schema and what every connection is set to."""

from __future__ import annotations

VERSION = 4

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)

# AUTOINCREMENT: a chunk id is never used twice, so an index that lags can't take a new chunk for an old one.
SCHEMA = """
CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    parser TEXT NOT NULL DEFAULT '',
    reading TEXT NOT NULL DEFAULT '',
    arrived INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT ''
);
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    body TEXT NOT NULL,
    date TEXT NOT NULL,
    day INTEGER NOT NULL,
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    head TEXT NOT NULL,
    edition TEXT NOT NULL DEFAULT 'referat',
    superseded_by INTEGER REFERENCES meetings ON DELETE SET NULL
);
CREATE INDEX meetings_superseded ON meetings (superseded_by);
CREATE INDEX meetings_day ON meetings (day);
CREATE INDEX meetings_source ON meetings (source_id);
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    case_number TEXT NOT NULL,
    closed INTEGER NOT NULL,
    text TEXT NOT NULL,
    page INTEGER,
    outcome TEXT NOT NULL
);
CREATE INDEX items_meeting ON items (meeting_id);
CREATE INDEX items_case ON items (case_number);
CREATE INDEX items_number ON items (number, meeting_id);
CREATE TABLE sections (
    item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    body TEXT NOT NULL,
    date TEXT,
    PRIMARY KEY (item_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX sections_quoted ON sections (body, date) WHERE body <> '';
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    section INTEGER,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    vector BLOB NOT NULL,
    generation INTEGER NOT NULL
);
CREATE INDEX chunks_item ON chunks (item_id);
CREATE INDEX chunks_generation ON chunks (generation);
CREATE TABLE removals (
    chunk_id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL
);
CREATE INDEX removals_generation ON removals (generation);
CREATE TABLE rejections (
    name TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    rejected_at TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
"""

UPGRADES = {
    1: """
ALTER TABLE sources ADD COLUMN parser TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN reading TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN report TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN edition TEXT NOT NULL DEFAULT 'referat';
ALTER TABLE meetings ADD COLUMN superseded_by INTEGER REFERENCES meetings ON DELETE SET NULL;
CREATE INDEX meetings_superseded ON meetings (superseded_by);
CREATE TABLE rejections (
    name TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    rejected_at TEXT NOT NULL
) WITHOUT ROWID;
""",
    2: """
CREATE INDEX items_number ON items (number, meeting_id);
CREATE INDEX sections_quoted ON sections (body, date) WHERE body <> '';
""",
    3: "ALTER TABLE rejections ADD COLUMN origin TEXT NOT NULL DEFAULT '';",
}
"""What makes a catalog of a version one of the next."""
