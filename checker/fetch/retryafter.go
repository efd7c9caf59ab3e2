package fetch

import (
	"net/http"
	"strings"
	"time"
)

// maxRetryAfter stands for everything longer: the caller's time is over long
// before, and a sum with it cannot overflow.
const maxRetryAfter = 365 * 24 * time.Hour

// RetryAfter reads an answer's Retry-After, RFC 9110 section 10.2.3: whole
// seconds, or a date. Servers with slow clocks send dates in the past; those
// mean now.
func RetryAfter(e *Exchange, now time.Time) (time.Duration, bool) {
	if e == nil {
		return 0, false
	}
	v := strings.Trim(e.Header.Get("Retry-After"), " \t")
	if v == "" {
		return 0, false
	}
	if strings.Trim(v, "0123456789") == "" {
		return seconds(v), true
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	return min(max(at.Sub(now), 0), maxRetryAfter), true
}

// seconds reads digits, however many.
func seconds(digits string) time.Duration {
	var d time.Duration
	for _, c := range digits {
		d = d*10 + time.Duration(c-'0')*time.Second
		if d > maxRetryAfter {
			return maxRetryAfter
		}
	}
	return d
}
