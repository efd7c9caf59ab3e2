package archive

// Every statement that runs more than once in a while. Values are bound, never
// concatenated. NULLIF turns what is unknown into NULL.
const (
	findLink = `SELECT id FROM links WHERE url = ?`
	addLink  = `INSERT INTO links (url, first_seen) VALUES (?, ?)`

	addRun    = `INSERT INTO runs (started_at, version, offline) VALUES (?, ?, ?)`
	finishRun = `UPDATE runs SET finished_at = ?, complete = ? WHERE id = ?`

	findPaper = `SELECT id FROM papers WHERE path = ? AND sha256 = ? AND reading = ?`
	addPaper  = `INSERT INTO papers (path, sha256, reading, title, format, first_seen)
		VALUES (?, ?, ?, NULLIF(?, ''), ?, ?)`
	addRunPaper = `INSERT OR IGNORE INTO run_papers (run_id, paper_id) VALUES (?, ?)`

	findCited = `SELECT id FROM cited WHERE paper_id = ? ORDER BY position`
	addCited  = `INSERT INTO cited (paper_id, position, label, line, page, kind, raw, authors, title, container,
			published, accessed, url, doi, archived_url, short_for, link_id)
		VALUES (?, ?, NULLIF(?, ''), NULLIF(?, 0), NULLIF(?, 0), ?, ?, NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''),
			NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, 0))`

	addFinding = `INSERT INTO findings (run_id, paper_id, cited_id, check_id, rule, severity, message,
			cited, found, evidence, score)
		VALUES (?, NULLIF(?, 0), NULLIF(?, 0), NULLIF(?, 0), ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), ?)`

	addSnapshot = `INSERT INTO snapshots (link_id, url, status, type, payload_id, warc, offset, length, recorded_at,
			sha256, text_sha256, truncated, record_id)
		VALUES (?, ?, ?, ?, NULLIF(?, 0), ?, ?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), ?)`
	// The snapshot of a check that was used again.
	findSnapshot = `SELECT id FROM snapshots WHERE link_id = ? AND warc = ? AND offset = ?`
	// The newest record with a payload: an older one may have lost its file.
	findPayload = `SELECT id, url, recorded_at, record_id, warc, offset + length FROM snapshots
		WHERE type = 'response' AND lost IS NULL AND sha256 = ? AND ifnull(truncated, '') = ? ORDER BY id DESC LIMIT 1`

	addCheck = `INSERT INTO checks (link_id, run_id, health, reason, detail, status, final_url, redirects, title,
			published, modified, content_type, bytes, sha256, text_sha256, checked_at, duration_ms, attempts,
			cached, change, snapshot_id)
		VALUES (?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, 0), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''),
			NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), ?, NULLIF(?, ''), NULLIF(?, ''), ?, ?, ?,
			?, NULLIF(?, ''), NULLIF(?, 0))`

	// What is known of a check, in the order in which scanCheck reads it.
	checkColumns = `health, reason, ifnull(detail, ''), ifnull(checks.status, 0), ifnull(final_url, ''), ifnull(redirects, ''),
			ifnull(title, ''), ifnull(published, ''), ifnull(modified, ''), ifnull(content_type, ''), ifnull(bytes, 0),
			ifnull(checks.sha256, ''), ifnull(checks.text_sha256, ''), checked_at, duration_ms, attempts, cached,
			ifnull(change, ''), ifnull(snapshot_id, 0), ifnull(snapshots.warc, ''), ifnull(snapshots.offset, 0)`
	// The last check of a link: view latest, for one address.
	findLatest = `SELECT ` + checkColumns + `
		FROM checks LEFT JOIN snapshots ON snapshots.id = checks.snapshot_id
		WHERE checks.link_id = (SELECT id FROM links WHERE url = ?)
		ORDER BY health = 'skipped', checked_at DESC, checks.id DESC LIMIT 1`
	// What a link was like before a time, newest first.
	findPast = `SELECT health, reason, ifnull(status, 0), checked_at, ifnull(text_sha256, ''), ifnull(snapshot_id, 0) FROM checks
		WHERE link_id = (SELECT id FROM links WHERE url = ?) AND (health = 'skipped') = 0 AND checked_at < ? AND cached = 0
		ORDER BY checked_at DESC, id DESC`
	// All checks of a link, or of the links that a reading of a paper cites. They
	// come in no order: sorting whole rows takes SQLite as long as reading them.
	historyColumns = `SELECT checks.link_id, checks.id, checks.run_id, snapshots.lost IS NOT NULL, ` + checkColumns + `
		FROM checks LEFT JOIN snapshots ON snapshots.id = checks.snapshot_id `
	findHistory = historyColumns + `WHERE checks.link_id = ?`
	findLives   = historyColumns + `WHERE checks.link_id IN (SELECT link_id FROM cited WHERE paper_id = ?)`
	findCheck   = `SELECT ` + checkColumns + `
		FROM checks LEFT JOIN snapshots ON snapshots.id = checks.snapshot_id WHERE checks.id = ?`
	// What became of a link between two checks, in the order of recording.
	findCourse = `SELECT ifnull(max(iif(id <= ?1, id, 0)), 0), ifnull(max(id), 0),
			ifnull(max(id > ?1 AND change = 'changed'), 0), ifnull(max(id > ?1 AND change = 'shortened'), 0)
		FROM checks WHERE link_id = ?3 AND (health = 'skipped') = 0 AND cached = 0 AND id <= ?2`
	// The reading of a paper that was used last.
	findReading = `SELECT p.id, ifnull(p.title, '') FROM papers p JOIN run_papers r ON r.paper_id = p.id
		WHERE p.path = ? ORDER BY r.run_id DESC, p.id DESC LIMIT 1`
	// Where the record before another ends.
	findBefore     = `SELECT offset + length FROM snapshots WHERE warc = ? AND offset < ? ORDER BY offset DESC LIMIT 1`
	findReferences = `SELECT ifnull(label, ''), ifnull(line, 0), ifnull(title, ''), raw, ifnull(link_id, 0), ifnull(links.url, '')
		FROM cited LEFT JOIN links ON links.id = link_id WHERE paper_id = ? ORDER BY position`
	findRecord = `SELECT s.type, s.warc, s.offset, ifnull(p.warc, ''), ifnull(p.offset, 0)
		FROM snapshots s LEFT JOIN snapshots p ON p.id = s.payload_id WHERE s.id = ?`

	// The last good answer of an address in visits to a link, and the record that
	// has its payload, if that is one of the same address: a server's validators
	// and header belong to it.
	findStored = `SELECT p.id, p.url, p.recorded_at, p.record_id, p.sha256, p.warc, p.offset
		FROM snapshots s JOIN snapshots p ON p.id = ifnull(s.payload_id, s.id)
		WHERE s.link_id = (SELECT id FROM links WHERE url = ?) AND s.url = ? AND s.status IN (200, 304)
			AND p.url = s.url AND p.status = 200 AND p.truncated IS NULL AND p.lost IS NULL
		ORDER BY s.recorded_at DESC, s.id DESC LIMIT 1`
	setPayload = `UPDATE snapshots SET payload_id = ? WHERE id = ?`
	setText    = `UPDATE snapshots SET text_sha256 = NULLIF(?, '') WHERE id = ?`
	setLost    = `UPDATE snapshots SET lost = ? WHERE id = ?`
	setFound   = `UPDATE snapshots SET lost = NULL WHERE id = ?`
	// A revisit that can be read, of a payload that cannot.
	findWithoutPayload = `SELECT r.id FROM snapshots p JOIN snapshots r ON r.payload_id = p.id
		WHERE p.lost IS NOT NULL AND r.lost IS NULL`
	findLost     = `SELECT id FROM snapshots WHERE lost IS NOT NULL ORDER BY id`
	findByRecord = `SELECT id FROM snapshots WHERE record_id = ? AND type = 'response' AND lost IS NULL`
	// Another record with the payload of one that is lost.
	findTwin = `SELECT t.id FROM snapshots r JOIN snapshots p ON p.id = r.payload_id
		JOIN snapshots t ON t.sha256 = p.sha256 AND t.type = 'response' AND t.lost IS NULL
			AND ifnull(t.truncated, '') = ifnull(p.truncated, '')
		WHERE r.id = ? LIMIT 1`

	findSamePayload = `SELECT t.id FROM snapshots r JOIN snapshots t ON t.sha256 = r.sha256 AND t.type = 'response' AND t.lost IS NULL
		WHERE r.id = ? LIMIT 1`
	// A row whose record is lost, and stands elsewhere.
	refindSnapshot = `UPDATE snapshots SET warc = ?, offset = ?, length = ?, lost = NULL
		WHERE record_id = ? AND type = ? AND url = ? AND sha256 = ? AND lost IS NOT NULL`

	moveSnapshot   = `UPDATE snapshots SET warc = ?, offset = ? WHERE id = ?`
	dropReferring  = `UPDATE snapshots SET payload_id = NULL WHERE payload_id = ?` // all of them are dropped too
	dropFromChecks = `UPDATE checks SET snapshot_id = NULL WHERE snapshot_id = ?`
	dropSnapshot   = `DELETE FROM snapshots WHERE id = ?`

	noteFile = `INSERT INTO files (warc, bytes) VALUES (?, ?) ON CONFLICT (warc) DO UPDATE SET bytes = excluded.bytes`
)
