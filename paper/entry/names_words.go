package entry

import "github.com/citecheck/citecheck/paper/lex"

// nameParticles are the small words inside family names.
var nameParticles = lex.Phrases(`van; von; de; der; den; del; della; di; da; do; dos; das; du; la; le; les; el; al; bin; ibn; ben; ter; ten; zu; zur; zum; af; av; y; e; i; st; op; 't; d'; o; abu; bint; dela; degli; dei`)

// conjunctions join the last author to those before.
var conjunctions = lex.Phrases(`and; &; und; et; y; e; и; та; і; en; i; ve; och; og; və; және; мен; AND; UND; ET`)

// nameSuffixes follow a person's name after a comma and are no name.
var nameSuffixes = lex.Phrases(`jr; jr.; sr; sr.; ii; iii; iv; phd; ph.d.; ph.d; md; m.d.; m.d; dds; rn; esq; esq.; mba; rd; dphil; msc; ma; bsc; llb; llm; cpa; jd; do; od; dvm; pharmd; psyd; mph; cfp; cfp®`)

// editorMarks say that the names before them are editors'.
var editorMarks = lex.Phrases(`ed; eds; edited; editor; editors; hrsg; hg; hgg; éd; éds; dir; coord; coords; ред; comp; comps; trans; director; host; producer; red`)

// othersMarks stand for the authors that are not named, or call the names before
// them editors'.
var othersMarks = []string{" et al.", " et al", ", et al", " и др.", " и др", " u. a.", " u.a.", " y otros", " and others", " e.a.", " та ін.", " və b.", " vd.", " i in.", " et coll.", "et al.,", ", …", " (a cura di)", " (a cura di", " a cura di", " (под ред.)", " (под ред", " под ред"}

// organisationWords show that a name is not a person's, so that commas and
// "and" are part of it.
var organisationWords = lex.Phrases(`
	ministry; department; office; university; institute; association; committee; council; agency; bureau; organization; organisation; commission; foundation; center; centre; bank; company; inc; inc.; ltd; ltd.; llc; corporation; society; centers; centres; institutes
	government; administration; board; authority; service; services; union; federation; group; team; staff; editors; editorial; network; project; library; museum; school; college; press; court; parliament; senate; congress; assembly; republic; observatory; division; academy; laboratory; program; programme; fund; forum; alliance; coalition; consortium; initiative; experts; contributors; reporters
	ministerium; bundesministerium; universität; institut; gesellschaft; verein; stiftung; amt; bundesamt; verband; ministère; université; conseil; agence; société; ministerio; universidad; instituto; consejo; agencia; ministero; università; istituto; consiglio
	министерство; университет; институт; комитет; агентство; совет; банк; фонд; академия; центр; служба; министрлігі; университеті; институты; комитеті; агенттігі; банкі`)

// nonNames are words that titles have and names have not.
var nonNames = lex.Phrases(`the; a; an; on; in; of; for; to; with; from; by; at; how; what; why; when; where; who; is; are; was; can; do; does; new; your; our; my; its; this; that; these; not; no; or; as; into; about; after; before; between; against; through; towards; toward; using; via; best; top; guide; introduction; history; theory; analysis; study; report; review; effects; effect; der; die; das; ein; eine; im; am; zur; über; für; mit; un; une; des; sur; dans; pour; avec; los; las; una; uno; para; por; con; sobre; gli; lo; nel; nella; per; в; на; о; об; и; для; из; от; как; что; это`)

// smallWords stand in the names of organisations without a capital.
var smallWords = lex.Phrases(`of; the; for; in; on; at; to; by; für; des; dem; der; am; im; an; für; sur; pour; por; para; delle; degli; dell; per; по; в; на; при; о; об`)
