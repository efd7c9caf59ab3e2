package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// million makes an archive of a million checks by SQL: 20,000 links with 50
// checks each, over a year, and 200 papers that cite 100 links each. Each check
// has a snapshot. It takes a minute and a gigabyte.
func million(b *testing.B) *Archive {
	b.Helper()
	a := mustOpen(b, b.TempDir())
	const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n WHERE i < %d) `
	for _, step := range []string{
		fmt.Sprintf(`INSERT INTO runs (started_at, finished_at, version, offline, complete) `+numbers+`SELECT strftime('%%Y-%%m-%%dT%%H:%%M:%%S.000Z', '2025-01-01', (i*7) || ' days'), '', 'v1', 0, 1 FROM n`, 49),
		fmt.Sprintf(`INSERT INTO links (url, first_seen) `+numbers+`SELECT 'https://host' || (i %% 997) || '.example/articles/2025/a-page-with-a-name-' || i, '2025-01-01T00:00:00.000Z' FROM n`, 19_999),
		fmt.Sprintf(`INSERT INTO papers (path, sha256, reading, title, format, first_seen) `+numbers+`SELECT '/papers/paper-' || i || '.md', hex(randomblob(32)), hex(randomblob(32)), 'A paper', 'markdown', '2025-01-01T00:00:00.000Z' FROM n`, 199),
		`INSERT INTO run_papers SELECT runs.id, papers.id FROM runs, papers`,
		`INSERT INTO cited (paper_id, position, label, line, kind, raw, title, url, link_id)
			SELECT papers.id, links.id % 100, links.id % 100, 1, 'footnote', 'An author, A title of a page, 2025', 'A title of a page', links.url, links.id
			FROM papers JOIN links ON links.id BETWEEN papers.id * 100 - 99 AND papers.id * 100`,
		`INSERT INTO snapshots (link_id, url, status, type, warc, offset, length, recorded_at, sha256, text_sha256, record_id)
			SELECT links.id, links.url, 200, 'response', 'warc/citecheck-20250101T000000Z-' || printf('%08x', runs.id) || '.warc.gz', links.id * 4000, 3900,
				runs.started_at, lower(hex(randomblob(32))), lower(hex(randomblob(32))), 'urn:uuid:' || lower(hex(randomblob(16))) || '----'
			FROM runs, links ORDER BY runs.id, links.id`,
		`INSERT INTO checks (link_id, run_id, health, reason, detail, status, final_url, title, published, content_type, bytes, sha256, text_sha256,
				checked_at, duration_ms, attempts, cached, snapshot_id)
			SELECT snapshots.link_id, runs.id, iif(snapshots.link_id % 20 = 0, 'dead', 'alive'), iif(snapshots.link_id % 20 = 0, 'not-found', 'ok'), NULL, 200, snapshots.url,
				'The title of a page as pages have them', '2025-01-01', 'text/html', 10240, snapshots.sha256, snapshots.text_sha256,
				snapshots.recorded_at, 412, 1, 0, snapshots.id
			FROM snapshots JOIN runs ON runs.started_at = snapshots.recorded_at ORDER BY snapshots.id`,
		`ANALYZE`,
	} {
		if _, err := a.db.Exec(step); err != nil {
			b.Fatalf("%s: %v", step, err)
		}
	}
	if _, err := a.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		b.Fatal(err)
	}
	return a
}

// BenchmarkMillion asks what people and runs ask, of an archive of a million
// checks.
func BenchmarkMillion(b *testing.B) {
	a := million(b)
	url := func(i int) string {
		return fmt.Sprintf("https://host%d.example/articles/2025/a-page-with-a-name-%d", i%997, i)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			again, err := Open(a.dir)
			if err != nil {
				b.Fatal(err)
			}
			again.Close()
		}
	})
	b.Run("size", func(b *testing.B) {
		info, err := os.Stat(filepath.Join(a.path, databaseName))
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
		}
		b.ReportMetric(float64(info.Size())/1e6, "bytes/check")
	})
	b.Run("history", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if e, err := a.History(url(i * 7919 % 20000)); err != nil || len(e) != 50 {
				b.Fatal(len(e), err)
			}
		}
	})
	b.Run("timeline of a paper with 100 links", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if t, err := a.Timeline(fmt.Sprintf("/papers/paper-%d.md", i%200)); err != nil || len(t.References) != 100 {
				b.Fatal(err)
			}
		}
	})
	b.Run("latest for a paper with 100 links", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			rows := rowsOf(b, a.db, "SELECT latest.url, latest.health FROM cited JOIN latest ON latest.link_id = cited.link_id WHERE cited.paper_id = ?", i%200+1)
			if len(rows) != 100 {
				b.Fatal(len(rows))
			}
		}
	})
	b.Run("max-age of one link", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, _, err := a.latest(url(i * 7919 % 20000)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("changes of a paper with 100 links", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, _, err := a.Changes([]string{fmt.Sprintf("/papers/paper-%d.md", i%200)}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("due", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, _, err := a.Due(url(i*7919%20000), noon, Schedule{Alive: time.Hour, Unsure: time.Hour, Dead: time.Hour}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
