// Package judge says from one visit's evidence how a link is: alive, dead or
// unsure, and by what a reader can see it. A link is dead only on evidence
// that convinces a reader; what cannot be told is unsure. Start with Judge.
//
// A signal is a function from the view of a visit to a verdict, if it has one.
// Signals are small and know nothing of each other; only the order here says
// which of them goes first. What they look for is data: walls.go, notices.go,
// parked.go, phrases.go.
package judge

import (
	"net/http"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// Evidence is all that one visit brought.
type Evidence struct {
	Target  string       // the link as cited, normalised
	Visit   *fetch.Visit // hops, last answer, error
	Page    *page.Page   // what the last answer says; nil where it was not read
	Body    []byte       // the last answer's decoded content, UTF-8 or not
	BodyErr error        // a *fetch.Error where the content could not be decoded
	Cited   []string     // the titles under which the paper cites the link
	Fits    bool         // the page's own title fits one of them
}

// A signal has a verdict, or nothing to say.
type signal func(*view) (verdict.Verdict, bool)

// order is that of certainty: what a server says of itself comes before what
// its page looks like, walls before all looks, and absence by words before
// absence by address. What a page shows in a heading comes before what a shell
// may yet show. A page that fits the citation was served, so that nothing after
// it is asked.
var order = []struct {
	name   string
	weight Weight
	say    signal
}{
	{"unreachable", Proof, unreachable},
	{"cited", Proof, cited},
	{"domain sold", Proof, sold},
	{"wall", Sign, walled},
	{"status", Proof, status},
	{"undecodable", Proof, undecodable},
	{"sign-in", Sign, signIn},
	{"consent", Sign, consent},
	{"empty", Proof, empty},
	{"mislabelled", Proof, mislabelled},
	{"suspended", Sign, suspended},
	{"parked", Sign, parked},
	{"taken over", Sign, takenOver},
	{"placeholder", Sign, placeholder},
	{"sends on", Proof, sendsOn},
	{"missing: markup", Sign, missingByStructure},
	{"missing: heading", Sign, missingByHeading},
	{"shell", Sign, shell},
	{"error address", Sign, errorAddress},
	{"missing: words", Sign, missingByWords},
	{"fault", Sign, fault},
	{"textless", Sign, textless},
	{"front page", Sign, frontPage},
	{"section front", Sign, sectionFront},
	{"listing", Sign, listing},
}

// Judge weighs the evidence.
func Judge(e Evidence) verdict.Verdict {
	got, _ := Decide(e)
	return got
}

// Decide is Judge, and says where a browser would go on from here: to the
// address that the page sends it to, or once more to the cited one from a page
// that only wanted a cookie to be set. It is "" where the verdict stands.
func Decide(e Evidence) (got verdict.Verdict, onward string) {
	v := look(e)
	for _, s := range order {
		if got, ok := s.say(v); ok {
			return v.remark(got), v.onward
		}
	}
	return alive(v), ""
}

// A Weight says what a signal's word is worth. Signals are not added up: the
// first that speaks decides, and its weight says when it may speak.
type Weight string

const (
	Proof Weight = "proof" // enough by itself: what network or server say, or a marker that only refusals have
	Sign  Weight = "sign"  // enough only where nothing on the page speaks against it: an article, much text, the words in its address
	Rest  Weight = "rest"  // what holds where nothing else speaks
)

// A Say is what one signal says of a visit.
type Say struct {
	Signal  string
	Weight  Weight
	Speaks  bool // it has a verdict
	Decides bool // it is the first that speaks
	verdict.Verdict
}

// Explain asks every signal, also those that Judge would not reach. The last
// row is what holds where none of them speaks.
func Explain(e Evidence) []Say {
	all := make([]Say, 0, len(order)+1)
	decided := false
	add := func(name string, weight Weight, speaks bool, got verdict.Verdict) {
		all = append(all, Say{name, weight, speaks, speaks && !decided, got})
		decided = decided || speaks
	}
	for _, s := range order {
		v := look(e) // signals leave notes in it
		got, ok := s.say(v)
		weight := s.weight
		if s.name == "wall" && ok && proven(v, got) {
			weight = Proof
		}
		add(s.name, weight, ok, got)
	}
	if v := look(e); v.last != nil && v.err == nil {
		add("alive", Rest, true, alive(v))
	}
	return all
}

// none is what a signal returns that has nothing to say.
func none() (verdict.Verdict, bool) { return verdict.Verdict{}, false }

// found is what a signal returns that has.
func found(r verdict.Reason, detail string) (verdict.Verdict, bool) {
	return verdict.Of(r, detail), true
}

// unreachable tells of visits without a whole answer. Where the answer's head
// arrived and is a refusal or an error, its status speaks even if the body was
// cut: a 404 whose body was cut is a 404.
func unreachable(v *view) (verdict.Verdict, bool) {
	switch {
	case v.err == nil && v.last != nil:
		return none()
	case v.err == nil:
		return found(verdict.BadResponse, "no answer was recorded")
	case v.last != nil && v.status >= http.StatusBadRequest:
		return none()
	case v.last != nil && v.success():
		if got, ok := walled(v); ok {
			return got, true
		}
	}
	return found(v.err.Reason, v.err.Detail)
}

// cited ends the search on a page whose title is the one the paper cites: it
// was served, whatever markers it also holds; unless it takes the title back.
func cited(v *view) (verdict.Verdict, bool) {
	if v.success() && v.fits && v.bodyErr == nil && len(v.body) > 0 && !v.deniesItself() {
		return alive(v), true
	}
	return none()
}

// undecodable tells of content that could not be decoded.
func undecodable(v *view) (verdict.Verdict, bool) {
	if v.bodyErr == nil {
		return none()
	}
	return found(v.bodyErr.Reason, v.bodyErr.Detail)
}
