package entry

import "testing"

// noteTests are references whose parts are easily cut in the wrong place.
var noteTests = []kindTest{
	// Several authors, and what stands before them.
	{"slash with blanks", "Müller, Hans / Weber, Eva (2020): Die Flüsse des Nordens, in: Talblatt, 3. März 2021, S. 12.", "Müller, Hans; Weber, Eva", "Die Flüsse des Nordens", "Talblatt", "2021-03-03", "", ""},
	{"slash, full names", "Hans Müller/Eva Weber, Die Flüsse des Nordens, Talblatt vom 3.3.2021, https://tal.de/fluss.", "Hans Müller; Eva Weber", "Die Flüsse des Nordens", "Talblatt", "2021-03-03", "", "https://tal.de/fluss"},
	{"slash, family names", "Müller/Weber, Recht der Gewässer, 3. Aufl., München 2019, S. 45.", "Müller; Weber", "Recht der Gewässer", "", "2019", "", ""},
	{"Vgl. and slash", "Vgl. Schmidt/Weber, Wasserrecht im Wandel, 2. Aufl., Berlin 2021, S. 12.", "Schmidt; Weber", "Wasserrecht im Wandel", "", "2021", "", ""},
	{"Vgl.", "Vgl. Müller, Hans: Die Flüsse des Nordens, Berlin 2018.", "Müller, Hans", "Die Flüsse des Nordens", "", "2018", "", ""},
	{"See", "See Lee, A. (2019). Rivers of the north. Fjord Press.", "Lee, A.", "Rivers of the north", "", "2019", "", ""},
	{"Cf.", "Cf. Bo Ek, “How Rivers Remember,” Journal of Rivers 12 (2021): 101.", "Bo Ek", "How Rivers Remember", "Journal of Rivers", "2021", "", ""},
	{"Voir", "Voir Moreau (A.), Histoire des crues, Paris, Seuil, 2014.", "Moreau, A.", "Histoire des crues", "", "2014", "", ""},
	{"Véase", "Véase García, Juan, El agua en disputa, Madrid, Cauce, 2014.", "García, Juan", "El agua en disputa", "", "2014", "", ""},
	{"Ср.", "Ср.: Иванов А. П. История паводков. М.: Наука, 2014. С. 12.", "Иванов А. П.", "История паводков", "", "2014", "", ""},
	{"title that begins with See", "See Naples and live: A traveller’s guide. Oslo: Fjord Press, 2011.", "", "See Naples and live: A traveller’s guide", "", "2011", "", ""},

	// Organisations before a quoted title.
	{"The White House", "The White House, “Remarks on Rivers,” November 7, 2025, https://house.example.gov/r.", "The White House", "Remarks on Rivers", "", "2025-11-07", "", "https://house.example.gov/r"},
	{"U.S. organisation", "U.S. Geological Survey, “Streamflow in the West,” 2021.", "U.S. Geological Survey", "Streamflow in the West", "", "2021", "", ""},
	{"U.S. Congress", "U.S. Congress. “Water Act of 2020.” *Congressional Record*, May 3, 2020.", "U.S. Congress", "Water Act of 2020", "Congressional Record", "2020-05-03", "", ""},
	{"watchdog", "River Watch International, “Dams of the Upper Valley,” March 3, 2022, https://watch.example.org/dams.", "River Watch International", "Dams of the Upper Valley", "", "2022-03-03", "", "https://watch.example.org/dams"},
	{"task force", "Task Force on Dykes. “Guidance on Bridges.” March 2023. https://www.task-dykes.org/guidance.html", "Task Force on Dykes", "Guidance on Bridges", "", "2023-03", "", "https://www.task-dykes.org/guidance.html"},
	{"short name of an organisation", "River Force. “Guidance on Bridges.” March 2023. https://www.river-force.org/guidance.html", "River Force", "Guidance on Bridges", "", "2023-03", "", "https://www.river-force.org/guidance.html"},
	{"title in italics by an organisation", "River Watch, *Dams of the Upper Valley*, March 3, 2022, https://watch.example.org/dams.", "River Watch", "Dams of the Upper Valley", "", "2022-03-03", "", "https://watch.example.org/dams"},

	// Acts.
	{"regulation", "Council Regulation (EU) 2021/1119 of 30 June 2021 establishing a framework for rivers, OJ L 243, 9.7.2021, p. 1.", "", "Council Regulation (EU) 2021/1119 of 30 June 2021 establishing a framework for rivers", "", "2021-07-09", "", ""},
	{"directive", "Directive 2000/60/EC of the European Parliament and of the Council of 23 October 2000 on water policy [2000] OJ L327/1.", "", "Directive 2000/60/EC of the European Parliament and of the Council of 23 October 2000 on water policy", "", "2000", "", ""},
	{"Verordnung", "Verordnung (EG) Nr. 178/2002 über Lebensmittel, ABl. L 31 vom 1.2.2002, S. 1.", "", "Verordnung (EG) Nr. 178/2002 über Lebensmittel", "", "2002-02-01", "", ""},

	// Volumes with titles of their own, editions, numbers.
	{"volume, bibliography", "Lee, Ann. A History of Floods, Vol. 1: The Northern Rivers. Oslo: Fjord Press, 2019.", "Lee, Ann", "A History of Floods, Vol. 1: The Northern Rivers", "", "2019", "", ""},
	{"volume, note", "Ann Lee, A History of Floods, Vol. 2: The Southern Rivers (Oslo: Fjord Press, 2021), 14.", "Ann Lee", "A History of Floods, Vol. 2: The Southern Rivers", "", "2021", "", ""},
	{"volume, APA", "Lee, A. (2019). A history of floods, Vol. 1: The northern rivers. Fjord Press.", "Lee, A.", "A history of floods, Vol. 1: The northern rivers", "", "2019", "", ""},
	{"Band", "Weber, Eva: Geschichte der Hochwasser, Bd. 2: Der Süden, 2. Aufl., Wien 2017.", "Weber, Eva", "Geschichte der Hochwasser, Bd. 2: Der Süden", "", "2017", "", ""},
	{"report number in brackets", "Lee, A., Ek, B., 2020. Sediment budgets of northern deltas (No. 14). River Institute.", "Lee, A.; Ek, B.", "Sediment budgets of northern deltas", "River Institute", "2020", "", ""},
	{"acronym in brackets at the end", "Lee A, Ek B (2019) Measuring floods with the river gauge network (RGN). pp 17–29", "Lee A; Ek B", "Measuring floods with the river gauge network (RGN)", "", "2019", "", ""},
	{"brackets within", "Lee, A. and Ek, B. (2016). Pollen in the upper lakes of small valleys (‘tarns’) in the Northern Range, Journal of Lake Studies, 16(1), pp. 1-15.", "Lee, A.; Ek, B.", "Pollen in the upper lakes of small valleys (‘tarns’) in the Northern Range", "Journal of Lake Studies", "2016", "", ""},

	// Quotations within titles.
	{"quotation at the end", "River Office. File 7/12 ‘Bridges of the upper valley; bridges of the lower valley’ [Internet]. 1931 Dec 28. Available from: https://files.example.org/7-12", "River Office", "File 7/12 ‘Bridges of the upper valley; bridges of the lower valley’", "", "1931-12-28", "", "https://files.example.org/7-12"},
	{"quotation at the beginning", "«Таза өзен» бағдарламасының нәтижелері // Алқап хабары. – 2022. – 14 маусым.", "", "«Таза өзен» бағдарламасының нәтижелері", "Алқап хабары", "2022-06-14", "", ""},
	{"a programme’s name", "Об утверждении программы «Чистая река». Постановление Правительства от 12 декабря 2017 года № 827. URL: https://zan.example.kz/827", "", "Об утверждении программы «Чистая река»", "Постановление Правительства", "2017-12-12", "", "https://zan.example.kz/827"},

	// Law reviews and newspapers in their short forms.
	{"law review in capitals", "Ann Lee, The Law of Floods, 112 HARV. L. REV. 101 (1999).", "Ann Lee", "The Law of Floods", "HARV. L. REV", "1999", "", ""},
	{"law review", "Ann Lee & Bo Ek, The Law of Floods, 78 U. Chi. L. Rev. 45 (2011).", "Ann Lee; Bo Ek", "The Law of Floods", "U. Chi. L. Rev", "2011", "", ""},
	{"law journal", "Ann Lee, Rivers as Persons, 45 Yale L.J. 300 (2001).", "Ann Lee", "Rivers as Persons", "Yale L.J", "2001", "", ""},
	{"newspaper", "Ann Lee, Why the River Rose, N.Y. Times (May 2, 2024), https://times.example.com/river.", "Ann Lee", "Why the River Rose", "N.Y. Times", "2024-05-02", "", "https://times.example.com/river"},
	{"newspaper in capitals", "Ann Lee, Why the River Rose, N.Y. TIMES, May 2, 2024, at A1.", "Ann Lee", "Why the River Rose", "N.Y. TIMES", "2024-05-02", "", ""},
	{"run of short words", "Lee A 1994 Braided channels and their banks Int. J. Riv. Res. B 08 3693-702", "Lee A", "Braided channels and their banks", "Int. J. Riv. Res. B", "1994", "", ""},

	// Months and days.
	{"month alone", "Lee, Ann. 2020. “Why the River Rose.” *The Atlantic*, October.", "Lee, Ann", "Why the River Rose", "The Atlantic", "2020-10", "", ""},
	{"month alone, no quotation", "Lee, Ann. 2021. Why the river rose. *Valley Monthly*, March.", "Lee, Ann", "Why the river rose", "Valley Monthly", "2021-03", "", ""},
	{"a journal that begins as a month does", "Lee, A., B. Ek and C. Oy, 2014. Sources of metals in the northern bay sediments. *Mar. River Bull.*, 88(1-2): 373-382.", "Lee, A.; B. Ek; C. Oy", "Sources of metals in the northern bay sediments", "Mar. River Bull", "2014", "", ""},
	{"a day that is none", "Ann Lee, “Why the River Rose,” *Valley Post*, February 30, 2024, https://valley.org/r (accessed June 31, 2024).", "Ann Lee", "Why the River Rose", "Valley Post", "2024-02", "2024-06", "https://valley.org/r"},

	// Titles with places, numbers and years.
	{"a state at the end", "Plumbers and Roofers in Fall River, MA. River Trades [en línea], [sin fecha]. [consulta: 23 enero 2024]. Disponible en: https://www.rivertrades.com/fall-river/.", "", "Plumbers and Roofers in Fall River, MA", "River Trades", "", "2024-01-23", "https://www.rivertrades.com/fall-river/"},
	{"a number at the head", "Fjord Labs (2024) 2025 Gauge Comparison Chart, Fjord Labs Blog. Available at: https://fjordlabs.com/gauge-chart (Accessed: 17 April 2024).", "Fjord Labs", "2025 Gauge Comparison Chart", "Fjord Labs Blog", "2024", "2024-04-17", "https://fjordlabs.com/gauge-chart"},
	{"a year within", "Ann Lee & Bo Ek, Does Rain Move Votes? Floods and the 2004 Regional Election (2005), https://papers.example.org/votes.", "Ann Lee; Bo Ek", "Does Rain Move Votes? Floods and the 2004 Regional Election", "", "2005", "", "https://papers.example.org/votes"},
	{"Japanese, a comma within", "川の組合長が辞任、堤防の工事で 副組合長も引責; 谷新聞; 14 January 2025; https://tani.example.jp/kawa", "", "川の組合長が辞任、堤防の工事で 副組合長も引責", "谷新聞", "2025-01-14", "", "https://tani.example.jp/kawa"},
	{"Polish, quoted journal", "A. Kowalska, Polityka wodna w dorzeczu Wisły, „Studia Wodne” 2019, t. 12, nr 1, s. 5–20.", "A. Kowalska", "Polityka wodna w dorzeczu Wisły", "Studia Wodne", "2019", "", ""},
	{"Italian, quoted journal", "B. Conti e A. Rossi, Storia di un fiume di pianura, «Rivista delle Acque», 45/4 (1950), pp. 710-720.", "B. Conti; A. Rossi", "Storia di un fiume di pianura", "Rivista delle Acque", "1950", "", ""},
	{"English, quoted journal", "A. Lee and B. Ek, A Study of Braided Rivers and Islands, “Journal of Northern Rivers”, 45/4 (1950), 710-720.", "A. Lee; B. Ek", "A Study of Braided Rivers and Islands", "Journal of Northern Rivers", "1950", "", ""},
	{"ISO 690, a medium behind italics", "1. LEE, Ann and EK, Bo. Floods of the Northern Valleys Online. River Institute, 2019. [Accessed 3 August 2019]. Available from: https://river.example.org/floods", "LEE, Ann; EK, Bo", "Floods of the Northern Valleys", "River Institute", "2019", "2019-08-03", "https://river.example.org/floods"},
	{"ISO 690, a title that ends with the word", "LEE, Ann. How to Sell Boats Online. Available from: https://boats.example.org/sell [Accessed 3 August 2019]", "LEE, Ann", "How to Sell Boats Online", "", "", "2019-08-03", "https://boats.example.org/sell"},
	{"In: within a quotation", "Lee, Ann. “Preface: The Argument, In: The Book of Floods.” The Book of Floods, Fjord Press, 2008, pp. 1–19.", "Lee, Ann", "Preface: The Argument, In: The Book of Floods", "The Book of Floods", "2008", "", ""},
	{"volume without a blank", "Ann Lee, Bo Ek, A Study of Rain and River Gauges in Upland Towns, *Rain Research*, Vol.33, 2006.", "Ann Lee; Bo Ek", "A Study of Rain and River Gauges in Upland Towns", "Rain Research", "2006", "", ""},
	{"a chapter behind In:", "Sediment Storage and Release. In: Global Delta Assessment. Oslo : Delta League, 2022", "", "Sediment Storage and Release", "Global Delta Assessment", "2022", "", ""},
}

func TestNotes(t *testing.T) { testKinds(t, noteTests) }
