package date

// monthNames are the months as dates in papers spell them, in lower case and
// without a full stop: the names in all the cases that dates take, then the
// abbreviations. An underscore stands for a blank.
var monthNames = [][12]string{
	{ // English
		"january jan", "february feb febr", "march mar", "april apr", "may", "june jun",
		"july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec",
	},
	{ // German
		"januar jänner jän", "februar feber", "märz mär mrz maerz", "april", "mai", "juni",
		"juli", "august", "september", "oktober okt", "november", "dezember dez",
	},
	{ // French
		"janvier janv", "février févr fév", "mars", "avril avr", "mai", "juin",
		"juillet juil", "août", "septembre", "octobre", "novembre", "décembre déc",
	},
	{ // Spanish
		"enero ene", "febrero", "marzo", "abril abr", "mayo", "junio",
		"julio", "agosto ago", "septiembre setiembre set", "octubre", "noviembre", "diciembre dic",
	},
	{ // Italian
		"gennaio genn gen", "febbraio febbr", "marzo", "aprile", "maggio magg mag", "giugno giu",
		"luglio lug", "agosto ago", "settembre sett set", "ottobre ott", "novembre", "dicembre dic",
	},
	{ // Portuguese
		"janeiro", "fevereiro fev", "março", "abril abr", "maio", "junho",
		"julho", "agosto ago", "setembro set", "outubro out", "novembro", "dezembro dez",
	},
	{ // Catalan
		"gener", "febrer", "març", "abril", "maig", "juny",
		"juliol", "agost", "setembre", "octubre", "novembre", "desembre",
	},
	{ // Romanian
		"ianuarie ian", "februarie", "martie", "aprilie", "mai", "iunie iun",
		"iulie iul", "august", "septembrie", "octombrie", "noiembrie", "decembrie",
	},
	{ // Dutch
		"januari", "februari", "maart mrt", "april", "mei", "juni",
		"juli", "augustus", "september", "oktober", "november", "december",
	},
	{ // Swedish
		"januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december",
	},
	{ // Danish and Norwegian
		"januar", "februar", "marts mars", "april", "maj mai", "juni",
		"juli", "august", "september", "oktober", "november", "december desember des",
	},
	{ // Finnish
		"tammikuuta tammikuu tammikuussa", "helmikuuta helmikuu helmikuussa", "maaliskuuta maaliskuu maaliskuussa", "huhtikuuta huhtikuu huhtikuussa", "toukokuuta toukokuu toukokuussa", "kesäkuuta kesäkuu kesäkuussa",
		"heinäkuuta heinäkuu heinäkuussa", "elokuuta elokuu elokuussa", "syyskuuta syyskuu syyskuussa", "lokakuuta lokakuu lokakuussa", "marraskuuta marraskuu marraskuussa", "joulukuuta joulukuu joulukuussa",
	},
	{ // Czech
		"ledna leden lednu", "února únor únoru", "března březen březnu", "dubna duben dubnu", "května květen květnu", "června červen červnu",
		"července červenec červenci", "srpna srpen srpnu", "září", "října říjen říjnu", "listopadu listopad", "prosince prosinec prosinci",
	},
	{ // Slovak
		"januára január", "februára február", "marca marec", "apríla apríl", "mája máj", "júna jún",
		"júla júl", "augusta august", "septembra september", "októbra október", "novembra november", "decembra december",
	},
	{ // Polish
		"stycznia styczeń styczniu", "lutego luty lutym", "marca marzec marcu", "kwietnia kwiecień kwietniu kwiec", "maja maj maju", "czerwca czerwiec czerwcu czerw",
		"lipca lipiec lipcu", "sierpnia sierpień sierpniu sierp", "września wrzesień wrześniu wrzes", "października październik październiku paźdz", "listopada listopad listopadzie", "grudnia grudzień grudniu",
	},
	{ // Turkish
		"ocak", "şubat", "mart", "nisan", "mayıs", "haziran",
		"temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
	},
	{ // Greek
		"ιανουαρίου ιανουάριος ιαν", "φεβρουαρίου φεβρουάριος φεβ", "μαρτίου μάρτιος", "απριλίου απρίλιος απρ", "μαΐου μάιος", "ιουνίου ιούνιος",
		"ιουλίου ιούλιος", "αυγούστου αύγουστος αυγ", "σεπτεμβρίου σεπτέμβριος σεπτ", "οκτωβρίου οκτώβριος οκτ", "νοεμβρίου νοέμβριος νοε", "δεκεμβρίου δεκέμβριος δεκ",
	},
	{ // Russian
		"января январь январе янв", "февраля февраль феврале февр фев", "марта март марте мар", "апреля апрель апреле апр", "мая май мае", "июня июнь июне июн",
		"июля июль июле июл", "августа август августе авг", "сентября сентябрь сентябре сент сен", "октября октябрь октябре окт", "ноября ноябрь ноябре нояб ноя", "декабря декабрь декабре дек",
	},
	{ // Ukrainian
		"січня січень січні січ", "лютого лютий лютому лют", "березня березень березні берез бер", "квітня квітень квітні квіт", "травня травень травні трав", "червня червень червні черв",
		"липня липень липні лип", "серпня серпень серпні серп", "вересня вересень вересні верес", "жовтня жовтень жовтні жовт", "листопада листопад листопаді", "грудня грудень грудні груд",
	},
	{ // Bulgarian
		"януари", "февруари", "март", "април", "май", "юни",
		"юли", "август", "септември", "октомври", "ноември", "декември",
	},
	{ // Kazakh
		"қаңтар қаңтары қаңтарда қаңтарында қаңтардың қаң", "ақпан ақпаны ақпанда ақпанында ақпанның ақп", "наурыз наурызы наурызда наурызында наурыздың нау", "сәуір сәуірі сәуірде сәуірінде сәуірдің сәу", "мамыр мамыры мамырда мамырында мамырдың мам", "маусым маусымы маусымда маусымында маусымның мау",
		"шілде шілдесі шілдеде шілдесінде шілденің шіл", "тамыз тамызы тамызда тамызында тамыздың там", "қыркүйек қыркүйегі қыркүйекте қыркүйегінде қыркүйектің қыр", "қазан қазаны қазанда қазанында қазанның қаз", "қараша қарашасы қарашада қарашасында қарашаның қар", "желтоқсан желтоқсаны желтоқсанда желтоқсанында желтоқсанның жел",
	},
	{ // Arabic
		"يناير كانون_الثاني جانفي", "فبراير شباط فيفري", "مارس آذار اذار", "أبريل ابريل نيسان أفريل افريل", "مايو أيار ايار ماي", "يونيو يونيه حزيران جوان",
		"يوليو يوليه تموز جويلية", "أغسطس اغسطس آب اب أوت اوت", "سبتمبر أيلول ايلول", "أكتوبر اكتوبر تشرين_الأول تشرين_الاول", "نوفمبر تشرين_الثاني", "ديسمبر كانون_الأول كانون_الاول",
	},
	{ // Persian
		"ژانویه", "فوریه", "مارس", "آوریل", "", "ژوئن",
		"ژوئیه ژوییه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
	},
	{ // Hebrew
		"ינואר בינואר", "פברואר בפברואר", "מרץ במרץ מרס במרס", "אפריל באפריל", "מאי במאי", "יוני ביוני",
		"יולי ביולי", "אוגוסט באוגוסט", "ספטמבר בספטמבר", "אוקטובר באוקטובר", "נובמבר בנובמבר", "דצמבר בדצמבר",
	},
}

// weakNames are months that are words or names too: a data set, Mag., Marco.
// They need a day before them, or what else shows that a date is meant: see
// parser.monthAlone.
const weakNames = `set out gen ago dic mag lug giu ott ian des maig marc marco marec
	там мам мау қар қыр қаз қаң жел нау бер лип лют трав черв ماي جوان اب آب اوت أوت`

// sometimesWeak are months that are another word if written so: Mars the
// planet, "may" the verb.
var sometimesWeak = map[string]bool{"Mars": true, "may": true, "march": true, "august": true}
