package page

import "strings"

// months maps the names of months, in lower case, to their numbers: names and
// abbreviations, in the cases that dates need. A spelling that stands in two
// rows keeps the first.
var months = monthTable(`
	jan january januar janvier janv enero ene janeiro gennaio gen januari jänner styczeń stycznia sty ocak oca
		январь января янв січень січня січ қаңтар қаң leden ledna tammikuu tammikuuta januarie ianuarie január 
		ιανουάριος ιανουαρίου يناير جانفي ژانویه ינואר בינואר januára siječnja јануар
	feb february februar février févr fév febrero fevereiro fev febbraio februari luty lutego lut şubat şub
		февраль февраля фев февр лютий лютого лют ақпан ақп únor února helmikuu helmikuuta februarie február
		φεβρουάριος φεβρουαρίου فبراير شباط فيفري فوریه פברואר בפברואר veljače
	mar march märz mär mars marzo março maart mrt marzec marca mart март марта мар березень березня бер наурыз нау
		březen března maaliskuu maaliskuuta martie március μάρτιος μαρτίου مارس آذار מרץ במרץ ožujka
	apr april avril avr abril abr aprile kwiecień kwietnia kwi nisan nis апрель апреля апр квітень квітня кві сәуір сәу
		duben dubna huhtikuu huhtikuuta aprilie április απρίλιος απριλίου أبريل إبريل ابريل نيسان أفريل آوریل אפריל באפריל travnja
	may mai mayo maio maggio mag mei maj maja mayıs май мая травень травня тра мамыр мам květen května
		toukokuu toukokuuta május μάιος μαΐου مايو أيار מאי במאי svibnja
	jun june juni juin junio junho giugno giu czerwiec czerwca cze haziran haz июнь июня июн червень червня чер
		маусым мау červen června kesäkuu kesäkuuta iunie június ιούνιος ιουνίου يونيو حزيران جوان ژوئن יוני ביוני lipnja
	jul july juli juillet juil julio julho luglio lug lipiec lipca temmuz tem июль июля июл липень липня
		шілде шіл červenec července heinäkuu heinäkuuta iulie július ιούλιος ιουλίου يوليو تموز جويلية ژوئیه יולי ביולי srpnja
	aug august août aoû agosto ago augustus augusti sierpień sierpnia sie ağustos ağu август августа авг серпень серпня сер
		тамыз там srpen srpna elokuu elokuuta augusztus αύγουστος αυγούστου أغسطس اغسطس آب أوت אוגוסט באוגוסט kolovoza
	sep sept september septembre septiembre setembro set settembre wrzesień września wrz eylül eyl сентябрь сентября сен сент
		вересень вересня вер қыркүйек қыр září syyskuu syyskuuta septembrie szeptember σεπτέμβριος σεπτεμβρίου سبتمبر أيلول سپتامبر
		ספטמבר בספטמבר rujna
	oct october oktober okt octobre octubre outubro out ottobre ott październik października paź ekim eki октябрь октября окт
		жовтень жовтня жов қазан қаз říjen října lokakuu lokakuuta octombrie október οκτώβριος οκτωβρίου أكتوبر اكتوبر اکتبر
		אוקטובר באוקטובר
	nov november novembre noviembre novembro listopad listopada listopadu lis kasım kas ноябрь ноября ноя нояб листопад листопада
		қараша қар marraskuu marraskuuta noiembrie νοέμβριος νοεμβρίου نوفمبر نوامبر נובמבר בנובמבר studenoga
	dec december dezember dez décembre déc diciembre dic dezembro dicembre desember grudzień grudnia gru aralık ara
		декабрь декабря дек грудень грудня гру желтоқсан жел prosinec prosince joulukuu joulukuuta decembrie
		δεκέμβριος δεκεμβρίου ديسمبر دسامبر דצמבר בדצמבר prosinca`)

// monthTable reads a table of twelve rows that each begin with the English
// abbreviation.
func monthTable(rows string) map[string]int {
	const firsts = "jan feb mar apr may jun jul aug sep oct nov dec"
	begins := map[string]int{}
	for i, name := range strings.Fields(firsts) {
		begins[name] = i + 1
	}
	table := map[string]int{}
	month := 0
	for _, name := range strings.Fields(rows) {
		if n := begins[name]; n == month+1 {
			month = n
		}
		if have := table[name]; have != 0 && have != month {
			continue
		}
		table[name] = month
	}
	return table
}
