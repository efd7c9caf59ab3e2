package entry

// A mark is something that stands between two pieces of an entry.
type mark uint8

const (
	stopMark      mark = iota // a full stop after a plain word
	shortMark                 // a full stop after a short word, which may be an abbreviation
	abbrMark                  // a full stop after a known abbreviation
	initialMark               // a full stop after an initial
	commaMark                 // ,
	colonMark                 // :
	semicolonMark             // ;
	questionMark              // ? or !
	dashMark                  // a dash between blanks
	slashMark                 // / or | between blanks
	slashesMark               // the // of GOST
	openMark                  // ( or [
	closeMark                 // ) or ]
	quoteMark                 // a quotation begins
	unquoteMark               // a quotation ends
	emphMark                  // emphasis begins
	unemphMark                // emphasis ends
	linkMark                  // a link on words begins
	unlinkMark                // a link on words ends
	andMark                   // and, &, et, und
	inMark                    // In, which leads in to a container
	dateMark                  // a date follows
	undateMark                // a date ends
	urlMark                   // an address was lifted out
	liftMark                  // something else was lifted out: a medium, a date of access
	numberMark                // a number, or a word such as "vol.", follows
	lowerMark                 // a small letter follows
	bareMark                  // nothing but white space
	beginMark                 // the entry begins
	endMark                   // the entry ends
	emptyMark                 // two full stops or commas with nothing between them
	imprintMark               // place and publisher are parted, or a publisher and a year in brackets follow
	noDateMark                // “n.d.” was lifted out
	listMark                  // a list goes on over the gap: “A, B, and C”
	midQuoteMark              // words stand right before a quotation
	resumeMark                // a small letter follows a bracket or a quotation
	bracketMark               // another word follows a bracket, with nothing between them
	shortRunMark              // a word of a run of shortened ones follows: “Int. J. Riv. Res. 12”
	partMark                  // a volume that has a title of its own follows: “Floods, Vol. 2: The North”
	reporterMark              // a volume, a journal and a page follow, as in law reviews: “12 River Rev. 101”
	numMarks
)

// A gap is what stands between two pieces: a set of marks.
type gap uint64

func (g gap) has(m mark) bool { return g&(1<<m) != 0 }

func (g gap) hasAny(marks gap) bool { return g&marks != 0 }

// marksOf is the set of the marks.
func marksOf(marks ...mark) (g gap) {
	for _, m := range marks {
		g |= 1 << m
	}
	return g
}

var (
	stopMarks    = marksOf(stopMark, shortMark, abbrMark, initialMark)
	clauseMarks  = marksOf(commaMark, semicolonMark)
	liftedMarks  = marksOf(urlMark, liftMark, noDateMark)
	silentMarks  = marksOf(bareMark, lowerMark, numberMark, dateMark, undateMark) // no punctuation
	containerMay = stopMarks | clauseMarks | marksOf(questionMark, unquoteMark, unemphMark)
)

// A piece is a stretch of an entry between two places where a part of it could
// begin or end: text[start:end), one or more words.
type piece struct {
	start, end          int
	from, to            int // its words are classes[from:to]
	kind                pieceKind
	date                bool
	volume              bool  // it is a word such as "Vol.", and its number follows
	edition             bool  // it is an edition: "2. Aufl."
	enters              bool  // “In:” stands before it
	imprint             bool  // place, publisher and year follow it
	host                bool  // it names the host of the entry's address
	inPath              uint8 // long words that the path of the entry's address has too
	slugFirst, slugLast bool  // its first word is the first of the slug, its last word the last
	offPath             uint8 // long words that it has not
}

// A pieceKind says what part of a name a piece can be.
type pieceKind uint8

const (
	noName     pieceKind = iota
	initials             // J. R.
	oneWord              // Lee, van der Berg
	fullName             // Ann Lee
	shortName            // A. Lee, Lee AB
	orgName              // Ministry of Rivers
	nameSuffix           // eds., Jr., et al., de
	numKinds
)

// kindOf tells what part of a name the words of a piece can be.
func kindOf(words []class) pieceKind {
	var n [numClasses]int
	for _, c := range words {
		n[c]++
	}
	names := n[capWord] + n[givenWord] + n[upperWord] + n[shortWord] + n[placeWord] + n[newsWord] + n[monthWord] + n[uncasedWord] + n[gerundWord]
	inits := n[initialWord] + n[bareWord]
	suffixes := n[editorWord] + n[suffixWord] + n[othersWord]
	rest := len(words) - names - inits - suffixes - n[particleWord]
	switch {
	case n[orgWord] > 0 && n[lowerWord] == 0:
		return orgName
	case rest > n[smallWord] || rest > 0 && suffixes == 0 || len(words) > 6:
		return noName
	case names+inits == 0 && suffixes+n[particleWord] > 0:
		return nameSuffix
	case names == 0 && inits > 0:
		return initials
	case names == 0:
		return noName
	case inits > 0:
		return shortName
	case names == 1:
		return oneWord
	}
	return fullName
}

// A form is the way in which a name is printed.
type form uint8

const (
	noForm       form = iota // no name
	invertedForm             // Lee, A.
	trailingForm             // Lee AB
	leadingForm              // A. Lee
	naturalForm              // Ann Lee
	familyForm               // Lee, Ann
	singleForm               // Lee
	orgForm                  // Ministry of Rivers
	suffixForm               // et al., eds.
	numForms
)

// nameAt is the form of the name that begins at piece k, and how many pieces
// of those before limit it takes.
func (e *entry) nameAt(k, limit int) (form, int) {
	p := e.pieces[k:limit]
	next, comma, initial := noName, false, false
	if len(p) > 1 {
		next, comma, initial = p[1].kind, e.gaps[k+1].has(commaMark), e.gaps[k+1].has(initialMark)
	}
	switch kind := p[0].kind; kind {
	case orgName:
		return orgForm, 1
	case nameSuffix:
		return suffixForm, 1
	case initials:
		if next == oneWord || next == fullName || next == shortName {
			return leadingForm, 2
		}
	case shortName:
		last := e.classes[p[0].to-1]
		switch first := e.classes[p[0].from]; {
		case first == initialWord || first == bareWord:
			return leadingForm, 1
		case last == initialWord && next == oneWord && initial:
			return naturalForm, 2 // Ann B. | Lee
		case comma && next == initials:
			return invertedForm, 2
		}
		return trailingForm, 1
	case oneWord, fullName:
		switch {
		case comma && next == initials:
			return invertedForm, 2
		case kind == fullName:
			return naturalForm, 1
		case comma && (next == oneWord || next == shortName):
			return familyForm, 2
		}
		return singleForm, 1
	}
	return noForm, 1
}

// alike reports whether a list of names whose first has one form can have
// another of the other form.
func (f form) alike(other form) bool {
	switch f {
	case other:
		return true
	case familyForm:
		return other == naturalForm || other == leadingForm
	case invertedForm:
		return other == leadingForm
	case leadingForm:
		return other == naturalForm
	case naturalForm:
		return other == leadingForm || other == singleForm
	}
	return false
}
