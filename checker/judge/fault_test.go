package judge

import (
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestFault(t *testing.T) {
	run(t, []try{
		{name: "heading", body: notice("Example Gazette", "Something went wrong", "Please try again."), want: verdict.ServerError, detail: "Something went wrong"},
		{name: "title", body: notice("Error", "", "Try again."), want: verdict.ServerError},
		{name: "Russian", body: notice("Что-то пошло не так", "Что-то пошло не так", "Попробуйте позже."), want: verdict.ServerError},
		{name: "says what", body: notice("Error", "Something went wrong", "</p><p>The page you're looking for doesn't exist."), want: verdict.Soft404},
		{name: "a work of that name", body: notice("Something Went Wrong by Ada Brook", "Something Went Wrong", "A novel."), want: verdict.OK},
		{name: "in the address", target: "https://www.example.org/songs/something-went-wrong", body: notice("Something went wrong", "Something went wrong", "A song."), want: verdict.OK},
		{name: "article", body: article("Something went wrong", 120), want: verdict.OK},
		{name: "of the story", body: notice("Gazette", "Something went wrong at the lock", "The gate fell."), want: verdict.OK},
	})
}

func TestTakenOver(t *testing.T) {
	spam := notice("Slot gacor: situs slot maxwin", "Slot gacor", "Togel, judi online, mahjong ways.")
	cited := func(body, target string, titles ...string) verdict.Verdict {
		e := try{body: body, target: target}.evidence()
		e.Cited = titles
		return Judge(e)
	}
	for _, c := range []struct {
		name   string
		got    verdict.Verdict
		reason verdict.Reason
	}{
		{"another title cited", cited(spam, "", "The mill pond in 1911"), verdict.Parked},
		{"no title cited", cited(spam, ""), verdict.OK},
		{"cited title speaks of it", cited(spam, "", "Gambling in the villages"), verdict.OK},
		{"in Russian", cited(spam, "", "Азартные игры в деревне"), verdict.OK},
		{"address speaks of it", cited(spam, "https://www.example.org/casino/17", "The mill pond in 1911"), verdict.OK},
		{"one word of it", cited(notice("The togel of the island", "The togel of the island", "A study."), "", "The mill pond in 1911"), verdict.OK},
	} {
		if c.got.Reason != c.reason {
			t.Errorf("%s: got %s (%s); want %s", c.name, c.got.Reason, c.got.Detail, c.reason)
		}
	}
}
