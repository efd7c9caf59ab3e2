package archive

import (
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
)

func TestPast(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	const url = "http://a.test/"
	day := 24 * time.Hour
	at := func(days int) time.Time { return noon.Add(time.Duration(days) * day) }
	fails := func(days int, reason verdict.Reason, status int) checker.Result {
		res := failed(url, reason, at(days))
		res.Check.Status = status
		return res
	}
	page := found(url, reply(url, 200, "page"))
	again := fails(9, verdict.Timeout, 0)
	again.Check.Cached = true
	record(t, a, nil, fails(-2, verdict.Timeout, 0), page, fails(1, verdict.Timeout, 0), fails(2, verdict.Blocked, 403),
		fails(4, verdict.ServerError, 502), fails(5, verdict.Offline, 0), fails(8, verdict.Refused, 0), again)

	past, err := a.Past(url, at(10))
	if err != nil {
		t.Fatal(err)
	}
	if len(past.Failed) != 2 || past.Failed[0].Sub(at(8)).Abs() > time.Second || past.Failed[1].Sub(at(4)).Abs() > time.Second {
		t.Errorf("got %v; want the days 8 and 4: being turned away is no failure, a skipped or recalled check counts for nothing", past.Failed)
	}
	if past.TextSHA256 != page.Check.TextSHA256 {
		t.Errorf("got the text %s", past.TextSHA256)
	}
	if e, err := past.Answer(); err != nil || string(e.Body) != "page" {
		t.Errorf("got %v, %v; want the page", e, err)
	}
	if past, err := a.Past(url, noon); err != nil || past.TextSHA256 != "" || len(past.Failed) != 1 {
		t.Errorf("before the page was seen: %+v, %v", past, err)
	}
	if past, err := a.Past("http://other.test/", noon); err != nil || past.TextSHA256 != "" || len(past.Failed) != 0 {
		t.Errorf("of a link that was never seen: %+v, %v", past, err)
	}
}
