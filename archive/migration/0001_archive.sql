-- The archive of citecheck: which papers cite which links, what every visit to
-- a link found, and where the answers are kept.
--
-- Times are RFC 3339 in UTC with milliseconds, so that they sort as text.
-- Dates of works are ISO 8601 at the precision that was given: 2025-11-07,
-- 2025-11 or 2025. What is unknown is NULL.

PRAGMA application_id = 0x63697465; -- "cite"

-- One execution over one or more papers. A run that was killed has no
-- finished_at; one that was interrupted has one, but is not complete.
CREATE TABLE runs (
  id          INTEGER PRIMARY KEY,
  started_at  TEXT    NOT NULL,
  finished_at TEXT,
  version     TEXT    NOT NULL, -- of citecheck
  offline     INTEGER NOT NULL, -- 1: nothing was fetched
  complete    INTEGER NOT NULL DEFAULT 0 -- 1: every link was checked
);

-- One reading of one version of a document. The rows of a reading never
-- change: a document that is read again with the same result is the same row;
-- where its bytes, or what citecheck makes of them, differ, it is a new one.
CREATE TABLE papers (
  id         INTEGER PRIMARY KEY,
  path       TEXT NOT NULL, -- absolute; "-" for standard input
  sha256     TEXT NOT NULL, -- of the document's bytes
  reading    TEXT NOT NULL, -- SHA-256 of what was read from it
  title      TEXT,
  format     TEXT NOT NULL, -- markdown, html, text, …
  first_seen TEXT NOT NULL,
  UNIQUE (path, sha256, reading)
);

CREATE TABLE run_papers (
  run_id   INTEGER NOT NULL REFERENCES runs(id),
  paper_id INTEGER NOT NULL REFERENCES papers(id),
  PRIMARY KEY (run_id, paper_id)
) WITHOUT ROWID;

-- One distinct address, normalised; several references can share it.
CREATE TABLE links (
  id         INTEGER PRIMARY KEY,
  url        TEXT NOT NULL UNIQUE, -- as written where it cannot be normalised
  first_seen TEXT NOT NULL
);

-- The references of a paper, in its order.
CREATE TABLE cited (
  id           INTEGER PRIMARY KEY,
  paper_id     INTEGER NOT NULL REFERENCES papers(id),
  position     INTEGER NOT NULL, -- 0 for the paper's first reference
  label        TEXT,             -- the marker as printed
  line         INTEGER,          -- from 1
  page         INTEGER,          -- from 1; NULL where the format has no pages
  kind         TEXT NOT NULL,    -- bibliography, footnote, inline
  raw          TEXT NOT NULL,    -- the entry's text
  authors      TEXT,             -- a JSON array
  title        TEXT,
  container    TEXT,             -- newspaper, site, journal or book
  published    TEXT,
  accessed     TEXT,
  url          TEXT,             -- as written
  doi          TEXT,
  archived_url TEXT,
  short_for    TEXT,             -- label of the entry that this one shortens
  link_id      INTEGER REFERENCES links(id), -- what a reader would open
  UNIQUE (paper_id, position)
);
CREATE INDEX cited_link ON cited(link_id);

-- One stored answer: a record of a WARC file. Each hop of a visit has one.
CREATE TABLE snapshots (
  id          INTEGER PRIMARY KEY,
  link_id     INTEGER NOT NULL REFERENCES links(id), -- whose visit it was
  url         TEXT    NOT NULL, -- that answered: the link's, or that of a hop
  status      INTEGER NOT NULL,
  type        TEXT    NOT NULL, -- response, or revisit: the payload is in another record
  payload_id  INTEGER REFERENCES snapshots(id), -- of a revisit: the record with the payload
  warc        TEXT    NOT NULL, -- path below the archive's folder
  offset      INTEGER NOT NULL, -- of the record's gzip member
  length      INTEGER NOT NULL, -- of the member
  recorded_at TEXT    NOT NULL, -- WARC-Date
  sha256      TEXT    NOT NULL, -- of the payload
  text_sha256 TEXT,             -- of the readable text
  truncated   TEXT,             -- why the payload is cut, in the words of WARC-Truncated
  record_id   TEXT    NOT NULL  -- WARC-Record-ID
);
CREATE INDEX snapshots_link ON snapshots(link_id);
-- Answers "is this payload stored?", so records without one of their own are
-- not in it.
CREATE INDEX snapshots_payload ON snapshots(sha256) WHERE type = 'response';
CREATE INDEX snapshots_revisit ON snapshots(payload_id) WHERE payload_id IS NOT NULL;

-- One visit to a link. A link that was skipped has a row too, with health
-- 'skipped', although nothing was visited.
CREATE TABLE checks (
  id           INTEGER PRIMARY KEY,
  link_id      INTEGER NOT NULL REFERENCES links(id),
  run_id       INTEGER NOT NULL REFERENCES runs(id),
  health       TEXT    NOT NULL, -- alive, dead, unsure, skipped
  reason       TEXT    NOT NULL, -- ok, not-found, blocked, …
  detail       TEXT,             -- the evidence in a few words
  status       INTEGER,          -- of the last answer
  final_url    TEXT,             -- of the last answer
  redirects    TEXT,             -- a JSON array of {"status", "url"}
  title        TEXT,             -- the page's
  published    TEXT,             -- the page's
  modified     TEXT,             -- the page's
  content_type TEXT,
  bytes        INTEGER,          -- of the payload
  sha256       TEXT,             -- of the payload
  text_sha256  TEXT,             -- of the readable text
  checked_at   TEXT    NOT NULL,
  duration_ms  INTEGER NOT NULL,
  attempts     INTEGER NOT NULL,
  cached       INTEGER NOT NULL, -- 1: an earlier check was used again
  snapshot_id  INTEGER REFERENCES snapshots(id) -- of the last answer
);
-- Answers "the last check of a link", in the order of the view latest.
CREATE INDEX checks_last ON checks(link_id, (health = 'skipped'), checked_at DESC, id DESC);
CREATE INDEX checks_run ON checks(run_id);

-- One thing wrong with a reference (cited_id) or with a paper as a whole. What
-- a check found has its check_id; the rest follows from the document alone.
CREATE TABLE findings (
  id       INTEGER PRIMARY KEY,
  run_id   INTEGER NOT NULL REFERENCES runs(id),
  paper_id INTEGER REFERENCES papers(id),
  cited_id INTEGER REFERENCES cited(id),
  check_id INTEGER REFERENCES checks(id),
  rule     TEXT NOT NULL, -- dead-link, title-mismatch, …
  severity TEXT NOT NULL, -- error, warning, note
  message  TEXT NOT NULL,
  cited    TEXT,          -- what the paper says
  found    TEXT,          -- what was found instead
  evidence TEXT,          -- where it was found
  score    REAL           -- likeness of cited and found, 0 to 1
);
CREATE INDEX findings_run ON findings(run_id);
CREATE INDEX findings_cited ON findings(cited_id);
CREATE INDEX findings_check ON findings(check_id);

-- How far each WARC file is known: up to bytes, all of it is whole and on
-- disk. What stands behind was being written when its process died.
CREATE TABLE files (
  warc  TEXT    PRIMARY KEY, -- path below the archive's folder
  bytes INTEGER NOT NULL
) WITHOUT ROWID;

-- Each link with its last check. A skipped check says nothing of the link, so
-- it counts only where there is no other.
CREATE VIEW latest AS
SELECT links.url, checks.health, checks.reason, checks.detail, checks.status, checks.final_url,
       checks.redirects, checks.title, checks.published, checks.modified, checks.content_type,
       checks.bytes, checks.sha256, checks.text_sha256, checks.checked_at, checks.duration_ms,
       checks.attempts, checks.cached, snapshots.warc, snapshots.offset,
       links.id AS link_id, checks.id AS check_id, checks.run_id
FROM links
JOIN checks ON checks.id = (
  SELECT id FROM checks WHERE link_id = links.id
  ORDER BY health = 'skipped', checked_at DESC, id DESC LIMIT 1)
LEFT JOIN snapshots ON snapshots.id = checks.snapshot_id;
