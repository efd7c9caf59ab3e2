-- What sweeps, content-changed, verify and prune need to know.

-- How the readable text stands to that of the last page before it.
ALTER TABLE checks ADD COLUMN change TEXT /* same, edited, shortened, changed; NULL where there was none */;

-- A sweep reports what changed since the last one. It looks at checks in the
-- order in which they were recorded: clocks may jump.
ALTER TABLE runs ADD COLUMN reported INTEGER /* of a sweep that ended well: the id of the last check that its report knows; NULL for other runs */;

-- A snapshot whose record is gone or damaged keeps its row: it says what was
-- seen, and its hash says whether something found again is the same.
ALTER TABLE snapshots ADD COLUMN lost TEXT /* when verify --repair found the record gone or damaged; NULL while it can be read */;

-- A lost payload is no payload: it is stored again when it comes again.
DROP INDEX snapshots_payload;
CREATE INDEX snapshots_payload ON snapshots(sha256) WHERE type = 'response' AND lost IS NULL;

-- Answers "which checks ended with this record?".
CREATE INDEX checks_snapshot ON checks(snapshot_id) WHERE snapshot_id IS NOT NULL;

DROP VIEW latest;
-- Each link with its last check. A skipped check says nothing of the link, so
-- it counts only where there is no other.
CREATE VIEW latest AS
SELECT links.url, checks.health, checks.reason, checks.detail, checks.status, checks.final_url,
       checks.redirects, checks.title, checks.published, checks.modified, checks.content_type,
       checks.bytes, checks.sha256, checks.text_sha256, checks.change, checks.checked_at,
       checks.duration_ms, checks.attempts, checks.cached, snapshots.warc, snapshots.offset,
       links.id AS link_id, checks.id AS check_id, checks.run_id
FROM links
JOIN checks ON checks.id = (
  SELECT id FROM checks WHERE link_id = links.id
  ORDER BY health = 'skipped', checked_at DESC, id DESC LIMIT 1)
LEFT JOIN snapshots ON snapshots.id = checks.snapshot_id AND snapshots.lost IS NULL;
