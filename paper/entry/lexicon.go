package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/lex"
)

// lexicon has the words whose class their look does not tell.
var lexicon = func() map[string]class {
	m := map[string]class{}
	for name := range date.Months {
		m[name] = monthWord
	}
	put := func(cl class, words map[string]bool) {
		for w := range words {
			if !strings.Contains(w, " ") && m[w] == 0 {
				m[strings.Trim(w, ".()")] = cl
			}
		}
	}
	put(othersWord, lex.Phrases(`al; others; др; otros; coll; ін`))
	put(inWord, lex.Phrases(`in; dans; в; у; em; nel`))
	put(suffixWord, nameSuffixes)
	put(editorWord, lex.Phrases(`eds; edited; hrsg; hg; ed; éd; éds; dir; ред; trans; translated; übers; trad; editors; editor`))
	put(volumeWord, lex.Phrases(`vol; volume; no; rn; rdnr; rz; nr; nos; n°; pp; p; pages; bd; band; issue; heft; jg; т; №; с; стр; вып; art; article; chap; chapter; ch; seiten; tome; tom; suppl; supplement; pt`))
	put(editionWord, lex.Phrases(`edition; edn; aufl; auflage; édition; edición; edizione; изд; reprint; rev; revised; 1st; 2nd; 3rd; 4th; 5th; 6th; 7th; 8th; 9th; 10th`))
	put(kindWord, lex.Phrases(`thesis; dissertation; phd; master's; masters; diss; report; rep; tech; technical; preprint; arxiv; working; paper; memo; memorandum; rfc; patent; draft; release; pressemitteilung; presse; prensa; stampa; persbericht; пресс-релиз; bülteni; isbn; issn; doi; doctoral; unpublished; manuscript; submitted; forthcoming; press release; available; online; url; series; lecture; notes; diplomarbeit; thèse; tesis`))
	put(journalWord, lex.Phrases(`j; journal; proc; proceedings; transactions; annals; bull; bulletin; phys; math; adv; advances; acta; ieee; acm; comm; commun; int; lett; letters; conf; conference; symposium; workshop; congress; nature; science; sci; natl; acad; annual; quarterly; zeitschrift; revue; rivista; revista; review; reviews; вестник; журнал; nucl; archives; arch; chem; biol; med; am; amer; eur; am; soc; res; stud; studies; magazine; encyclopedia; encyclopaedia; wikipedia; handbook; conf; intl; international; appl; eng; econ; psychol; surg; neurol; clin; biochem; genet; cell; jama; lancet; bmj; plos; известия; труды; сборник; cahiers; archiv; actes; blätter`))
	put(newsWord, lex.Phrases(`times; post; news; guardian; herald; tribune; gazette; chronicle; observer; telegraph; independent; journal; daily; weekly; bbc; cnn; reuters; blog; youtube; twitter; facebook; instagram; medium; wired; forbes; zeitung; spiegel; monde; figaro; corriere; ведомости; коммерсантъ; новости; газета; nytimes; mastodon; reddit; substack; website`))
	put(publisherWord, lex.Phrases(`press; verlag; publisher; publishers; publishing; publications; books; éditions; editions; editorial; editore; springer; elsevier; wiley; routledge; sage; blackwell; mcgraw-hill; macmillan; penguin; harper; harpercollins; pearson; palgrave; addison-wesley; prentice; academic; издательство; наука; wydawnictwo; presses; puf; mit; kaufmann; gallimard; suhrkamp; reilly; hall; verl; sons; norton; knopf; doubleday; holt; brill; gruyter; просвещение; юрайт; kitabevi; yayınları`))
	put(placeWord, lex.Phrases(`london; paris; berlin; oxford; cambridge; amsterdam; boston; chicago; philadelphia; princeton; washington; york; münchen; munich; wien; vienna; zürich; zurich; leipzig; stuttgart; frankfurt; hamburg; köln; heidelberg; göttingen; tübingen; roma; rome; milano; torino; madrid; barcelona; lisboa; москва; м; спб; киев; київ; минск; алматы; астана; moscow; kyiv; warszawa; praha; budapest; istanbul; ankara; tokyo; beijing; singapore; dordrecht; leiden; basel; genève; geneva; bruxelles; brussels; toronto; sydney; melbourne; baltimore; england; uk; usa; germany; netherlands; france; italy; ny; ma; ca; dc; nj; ct; il; pa; md; hague; stanford; berkeley; stockholm; oslo; copenhagen; helsinki; dublin; edinburgh; jerusalem; delhi; reading; thousand; oaks; hoboken; calif; mass; 北京; 上海; 香港; 台北; 东京; 東京; 京都; 大阪; 서울; بيروت; القاهرة; دمشق; الرياض; ירושלים; hoboken; bologna; firenze; oslo; lyon; porto; paulo; bogotá; méxico; aires; bruxelles; antwerpen; rotterdam; kraków; poznań; wrocław; харків; львів; астана; petersburg; петербург; новосибирск; казань; california; texas; illinois; massachusetts; pennsylvania; virginia; maryland; connecticut; jersey; michigan; minnesota; wisconsin; ohio; indiana; iowa; georgia; florida; louisiana; arizona; colorado; oregon; ontario; quebec; québec; alberta; victoria; bonn; bern; hannover; hanover; mainz; marburg; bielefeld; freiburg; wiesbaden; opladen; würzburg; konstanz; bamberg; dresden; weinheim; darmstadt; karlsruhe; düsseldorf; dortmund; essen; kassel; graz; linz; innsbruck; salzburg; neuwied; weimar; halle; jena; erlangen; braunschweig; lausanne; fribourg; grenoble; toulouse; bordeaux; marseille; strasbourg; rennes; lille; louvain; leuven; ghent; gent; utrecht; groningen; delft; nijmegen; venezia; napoli; palermo; bari; padova; pisa; verona; sevilla; salamanca; valencia; granada; zaragoza; bilbao; coimbra; santiago; lima; caracas; montréal; montreal; ottawa; vancouver; seattle; denver; dallas; houston; atlanta; pittsburgh; detroit; cleveland; ithaca; durham; evanston; bloomington; lanham; cheltenham; aldershot; farnham; abingdon; basingstoke; harmondsworth; manchester; liverpool; birmingham; leeds; glasgow; bristol; norwich; canberra; brisbane; auckland; wellington; mumbai; calcutta; kolkata; bangalore; chennai; hyderabad; jakarta; manila; hanoi; bangkok; seoul; osaka; kyoto; shanghai; taipei; cairo; beirut; tunis; rabat; casablanca; alger; algiers; dakar; nairobi; lagos; ibadan; accra; johannesburg; pretoria; tehran; tbilisi; yerevan; baku; tashkent; bishkek; almaty; astana; riga; vilnius; tallinn; bratislava; ljubljana; zagreb; beograd; belgrade; sofia; bucurești; bucharest; athens; athina; łódź; lublin; gdańsk; katowice; toruń; львов; одесса; самара; томск; екатеринбург; воронеж; ростов; ташкент; бишкек; баку; тбилиси; ереван; караганда; қарағанды; шымкент; sweden; norway; denmark; finland; spain; portugal; austria; switzerland; belgium; poland; turkey; brazil; greece`))
	put(orgWord, organisationWords)
	put(smallWord, smallWords)
	put(smallWord, lex.Phrases(`and; &; und; et; y; e; и; та; і; ve; a; an; from; with; as; or; is; are; to; into; as; vs; its; il; lo; un; une; ein; eine; from; by; als; mit; von; zu; auf; que; con; sur; en; au; aux; how; why; what; из; от; как; для`))
	put(particleWord, nameParticles)
	put(titleWord, nonNames)
	put(givenWord, givenNames)
	put(nounWord, titleNouns)
	return m
}()
