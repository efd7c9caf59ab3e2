package address

import "strings"

// badges are the beginnings of the addresses from which services give pictures
// of a project's state.
var badges = []string{"img.shields.io/", "shields.io/", "badge.fury.io/", "badgen.net/", "codecov.io/", "coveralls.io/", "travis-ci.", "app.travis-ci.", "circleci.com/",
	"api.codacy.com/", "app.codacy.com/", "readthedocs.org/projects/", "joss.theoj.org/papers/", "colab.research.google.com/assets/"}

// IsBadge reports whether an image's address is that of a badge, a small picture
// of a project's state. A link around one cites nothing.
func IsBadge(image string) bool {
	lower := strings.ToLower(image)
	if strings.Contains(lower, "badge") {
		return true
	}
	_, rest, _ := strings.Cut(lower, "//")
	for _, b := range badges {
		if strings.HasPrefix(rest, b) {
			return true
		}
	}
	return false
}
