package date

import (
	"strings"
	"testing"
)

func TestDate(t *testing.T) {
	tests := []struct {
		date              Date
		valid             bool
		text, first, last string
	}{
		{Date{}, false, "", "", ""},
		{Date{Year: 2024}, true, "2024", "2024-01-01", "2024-12-31"},
		{Date{Year: 2024, Month: 2}, true, "2024-02", "2024-02-01", "2024-02-29"},
		{Date{Year: 2024, Month: 2, Day: 29}, true, "2024-02-29", "2024-02-29", "2024-02-29"},
		{Date{Year: 2025, Month: 2, Day: 29}, false, "2025-02-29", "", ""},
		{Date{Year: 2025, Month: 13}, false, "2025-13", "", ""},
		{Date{Year: 2025, Day: 1}, false, "2025", "", ""},
		{Date{Year: 10000}, false, "10000", "", ""},
	}
	for _, tt := range tests {
		if got := tt.date.String(); got != tt.text {
			t.Errorf("String() = %q; want %q", got, tt.text)
		}
		if got := tt.date.Valid(); got != tt.valid {
			t.Errorf("%v.Valid() = %v", tt.date, got)
		}
		if tt.valid && (Of(tt.date.First()).String() != tt.first || Of(tt.date.Last()).String() != tt.last) {
			t.Errorf("%v is from %v to %v; want %s to %s", tt.date, tt.date.First(), tt.date.Last(), tt.first, tt.last)
		}
	}
}

// TestValid holds Valid against the calendar of package time.
func TestValid(t *testing.T) {
	for _, year := range []int{1900, 2000, 2023, 2024} {
		for month := 1; month <= 12; month++ {
			for day := 1; day <= 32; day++ {
				d := Date{year, month, day}
				if got, want := d.Valid(), Of(d.First()) == d; got != want {
					t.Errorf("%v.Valid() = %v", d, got)
				}
			}
		}
	}
}

// findTests are texts and all the dates in them. The table is also the seed of
// FuzzFind.
var findTests = []struct {
	name string
	rows [][2]string
}{
	{"English", [][2]string{
		{"November 7, 2025", "2025-11-07"},
		{"Friday, November 7, 2025,", "2025-11-07"},
		{"November 7 2025", "2025-11-07"},
		{"Nov. 7, 2025", "2025-11-07"},
		{"NOVEMBER 7TH, 2025", "2025-11-07"},
		{"7 November 2025", "2025-11-07"},
		{"7 Nov 2025", "2025-11-07"},
		{"7 Nov. 2025", "2025-11-07"},
		{"7 November, 2025", "2025-11-07"},
		{"the 7th of November, 2025", "2025-11-07"},
		{"May the 5th, 2020", "2020-05-05"},
		{"2025, November 7", "2025-11-07"},
		{"(2025, November 7)", "2025-11-07"},
		{"(2025, November)", "2025-11"},
		{"2025 Nov 7;12(3):4", "2025-11-07"},
		{"2025 Nov;12(3):4", "2025-11"},
		{"2025 Feb 4", "2025-02-04"},
		{"2025-Feb-04", "2025-02-04"},
		{"Nov. 2025", "2025-11"},
		{"November, 2025", "2025-11"},
		{"November of 2025", "2025-11"},
		{"Sept. 14, 2024", "2024-09-14"},
		{"26-Dec-2022", "2022-12-26"},
		{"Dec-2022", "2022-12"},
		{"Dec. 2022", "2022-12"},
		{"may 5, 2020", "2020-05-05"},
		{"no year here: 12 May", ""},
		{"February 30, 2025", "2025-02"},
		{"May 2020 and 5 June 2021", "2020-05 2021-06-05"},
		{"published 2019, May 5, 2020", "2019 2020-05-05"},
		{"RFC 2045, November 1996", "1996-11"},
	}},
	{"German", [][2]string{
		{"7. November 2025", "2025-11-07"}, {"7. März 2025", "2025-03-07"}, {"07. Mrz. 2025", "2025-03-07"}, {"am 1. Jänner 2020", "2020-01-01"},
		{"Dezember 2020", "2020-12"}, {"12. Okt. 2020", "2020-10-12"}, {"(2025, 7. November)", "2025-11-07"}, {"30. MAI 2020", "2020-05-30"},
		{"vom 3. bis 5. Juli 2020", "2020-07-05"}, {"3.–5. Juli 2020", "2020-07"}, {"07.11.2025", "2025-11-07"}, {"7.11.2025", "2025-11-07"},
	}},
	{"French", [][2]string{
		{"7 novembre 2025", "2025-11-07"}, {"1er août 2024", "2024-08-01"}, {"le 1er aout 2024", "2024-08-01"}, {"12 févr. 2020", "2020-02-12"},
		{"2 mai 2024", "2024-05-02"}, {"déc. 2020", "2020-12"}, {"DÉCEMBRE 2020", "2020-12"}, {"mars 2020", "2020-03"}, {"3 mars 2020", "2020-03-03"},
		{"janvier-février 2020", "2020"}, {"(2025, 7 novembre)", "2025-11-07"}, {"14 de\u0301cembre 2021", "2021-12-14"},
	}},
	{"Spanish", [][2]string{
		{"7 de noviembre de 2025", "2025-11-07"}, {"12 de enero del 2026", "2026-01-12"}, {"1.º de mayo de 2020", "2020-05-01"}, {"1º de mayo de 2020", "2020-05-01"},
		{"noviembre de 2025", "2025-11"}, {"3 dic. 2020", "2020-12-03"}, {"15 de Setiembre de 2020", "2020-09-15"}, {"mayo 3, 2020", "2020-05-03"},
	}},
	{"Italian", [][2]string{
		{"7 novembre 2025", "2025-11-07"}, {"1° gennaio 2020", "2020-01-01"}, {"3 marzo 2021", "2021-03-03"}, {"12 mag. 2020", "2020-05-12"},
		{"12 set 2020", "2020-09-12"}, {"dell’8 luglio 2020", "2020-07-08"}, {"ottobre 2020", "2020-10"},
	}},
	{"Portuguese", [][2]string{
		{"7 de novembro de 2025", "2025-11-07"}, {"5 de março de 2021", "2021-03-05"}, {"5 marco 2021", "2021-03-05"}, {"n. 2, p. 1, out. 2019", "2019-10"},
		{"maio/2020", "2020-05"}, {"12 fev. 2020", "2020-02-12"}, {"dezembro de 2020", "2020-12"},
	}},
	{"Romanian and Catalan", [][2]string{{"7 noiembrie 2025", "2025-11-07"}, {"1 ianuarie 2020", "2020-01-01"}, {"7 de novembre de 2025", "2025-11-07"}, {"3 d’agost de 2020", "2020-08"}}},
	{"Russian", [][2]string{
		{"7 ноября 2025", "2025-11-07"}, {"15 августа 2021 г.", "2021-08-15"}, {"«7» мая 2020 года", "2020-05"}, {"ноябрь 2025", "2025-11"},
		{"в ноябре 2025 года", "2025-11"}, {"12 СЕНТЯБРЯ 2020", "2020-09-12"}, {"12 сент. 2020", "2020-09-12"}, {"2021. № 3", "2021"}, {"01.06.2024", "2024-06-01"},
	}},
	{"Ukrainian", [][2]string{{"7 листопада 2025 р.", "2025-11-07"}, {"листопад 2025", "2025-11"}, {"у листопаді 2025 року", "2025-11"}, {"3 жовтня 2020", "2020-10-03"}, {"1 січ. 2020", "2020-01-01"}}},
	{"Bulgarian", [][2]string{{"7 ноември 2025", "2025-11-07"}, {"1 юни 2020", "2020-06-01"}}},
	{"Kazakh", [][2]string{
		{"2025 жылғы 7 қараша", "2025-11-07"}, {"2025 жылғы 7-қараша", "2025-11-07"}, {"2025 жылдың 7 қарашасы", "2025-11-07"}, {"7 қараша 2025 ж.", "2025-11-07"},
		{"2025 ж. 7 қараша", "2025-11-07"}, {"2025 жылғы қарашада", "2025-11"}, {"7-қараша, 2025", "2025-11-07"}, {"қаңтар 2020", "2020-01"}, {"2020 жыл", "2020"},
	}},
	{"Turkish", [][2]string{
		{"7 Kasım 2025", "2025-11-07"}, {"7 KASIM 2025", "2025-11-07"}, {"7 Kasim 2025", "2025-11-07"}, {"1 Haziran 2020", "2020-06-01"}, {"1 HAZİRAN 2020", "2020-06-01"},
		{"Şubat 2020", "2020-02"}, {"15 Mart 2020", "2020-03-15"}, {"07.11.2025", "2025-11-07"}, {"(2025, 7 Kasım)", "2025-11-07"},
	}},
	{"Polish", [][2]string{{"7 listopada 2025 r.", "2025-11-07"}, {"1 września 2020", "2020-09-01"}, {"1 wrzesnia 2020", "2020-09-01"}, {"październik 2020", "2020-10"}, {"w maju 2020", "2020-05"}, {"31 grudnia 2020 roku", "2020-12-31"}}},
	{"Czech and Slovak", [][2]string{{"7. listopadu 2025", "2025-11-07"}, {"1. září 2020", "2020-09-01"}, {"3. července 2020", "2020-07-03"}, {"3. června 2020", "2020-06-03"}, {"12. októbra 2020", "2020-10-12"}}},
	{"Dutch", [][2]string{{"7 november 2025", "2025-11-07"}, {"5 mei 2020", "2020-05-05"}, {"12 mrt. 2020", "2020-03-12"}, {"7e augustus 2020", "2020-08-07"}, {"oktober 2020", "2020-10"}}},
	{"Scandinavian", [][2]string{{"7 november 2025", "2025-11-07"}, {"den 3 maj 2020", "2020-05-03"}, {"7. oktober 2020", "2020-10-07"}, {"1. desember 2020", "2020-12-01"}, {"3. marts 2020", "2020-03-03"}, {"7. marraskuuta 2025", "2025-11-07"}}},
	{"Greek", [][2]string{{"7 Νοεμβρίου 2025", "2025-11-07"}, {"1 Μαΐου 2020", "2020-05-01"}, {"Μάιος 2020", "2020-05"}}},
	{"Arabic", [][2]string{
		{"7 نوفمبر 2025", "2025-11-07"}, {"٧ نوفمبر ٢٠٢٥", "2025-11-07"}, {"7 تشرين الثاني 2025", "2025-11-07"}, {"٣١ كانون الأول ٢٠٢٠", "2020-12-31"},
		{"7 شباط/فبراير 2020", "2020-02-07"}, {"أغسطس 2020", "2020-08"}, {"1 مايو، 2020", "2020-05-01"}, {"٢٠٢٥/١١/٠٧", "2025-11-07"}, {"٢٠٢٠م", "2020"},
		{"١٤٤٥ هـ", ""}, {"1445 هـ", ""}, {"1445هـ", ""}, {"١٤٤٥هـ/٢٠٢٤م", "2024"},
	}},
	{"Persian", [][2]string{{"۷ نوامبر ۲۰۲۵", "2025-11-07"}, {"۱۴۰۳", ""}, {"۱۴۰۳/۰۸/۱۷", ""}, {"1403/08/17", ""}}},
	{"Hebrew", [][2]string{{"7 בנובמבר 2025", "2025-11-07"}, {"ב-7 בנובמבר 2025", "2025-11-07"}, {"ינואר 2020", "2020-01"}, {"במאי 2020", "2020-05"}}},
	{"Chinese and Japanese", [][2]string{
		{"2025年11月7日", "2025-11-07"}, {"于2025年11月7日发布", "2025-11-07"}, {"2025 年 11 月 7 日", "2025-11-07"}, {"２０２５年１１月７日", "2025-11-07"},
		{"2025年11月", "2025-11"}, {"2025年", "2025"}, {"2025年11月7號", "2025-11-07"}, {"2025年13月", "2025"}, {"令和7年11月7日", ""}, {"2025,12(3)", "2025"},
	}},
	{"Korean", [][2]string{{"2025년 11월 7일", "2025-11-07"}, {"2025년 11월", "2025-11"}, {"2025. 11. 7.", "2025-11-07"}, {"2025.11.07", "2025-11-07"}}},
	{"numbers", [][2]string{
		{"2025-11-07", "2025-11-07"}, {"2025‐11‐07", "2025-11-07"}, {"2025/11/07", "2025-11-07"}, {"2025-11-07T10:15:00Z", "2025-11-07"}, {"2025-11-07 10:15", "2025-11-07"},
		{"2025-11", "2025-11"}, {"13.09.2024", "2024-09-13"}, {"09.13.2024", "2024-09-13"}, {"13/01/2025", "2025-01-13"}, {"01/13/2025", "2025-01-13"}, {"05/05/2025", "2025-05-05"},
		{"03/04/2025", "2025"}, {"03-04-2025", "2025"}, {"13-04-2025", "2025-04-13"}, {"03.04.2025", "2025-04-03"}, {"(10.2014)", "2014-10"}, {"10/2014", "2014"},
		{"31.02.2025", "2025"}, {"2025-13-41", ""}, {"2025-02-30", ""},
	}},
	{"order by language", [][2]string{
		{"consulté le 03/04/2025", "2025-04-03"}, {"(Zugriff: 03/04/2025)", "2025-04-03"}, {"дата обращения: 03/04/2025", "2025-04-03"}, {"accessed 03/04/2025", "2025"},
		{"Erişim Tarihi: 03/04/2025", "2025-04-03"}, {"geraadpleegd op 03-04-2025", "2025-04-03"}, {"accesso 3/4/2025 e 5/6/2025", "2025-04-03 2025-06-05"},
	}},
	{"years of two digits", [][2]string{
		{"accessed 1.18.26", "2026-01-18"}, {"(accessed: 18.1.26)", "2026-01-18"}, {"accessed 4/22/21)", "2021-04-22"}, {"accessed 1.2.26", "2026"}, {"Zugriff: 01.02.26", "2026-02-01"},
		{"consulté le 01/02/26", "2026-02-01"}, {"go 1.18.26", ""}, {"version 1.18.26 accessed", ""}, {"accessed 1.18.26.3", ""}, {"accessed 1.18.75", ""}, {"’98", ""},
	}},
	{"ranges", [][2]string{
		{"May 12–14, 2020", "2020-05"}, {"12–14 May 2020", "2020-05"}, {"May 12-14, 2020", "2020-05"}, {"28/29 May 2020", "2020-05"}, {"(2020, May 12–14)", "2020-05"},
		{"28 April – 2 May 2020", "2020"}, {"April 28–May 2, 2020", "2020"}, {"30 December 2019 – 2 January 2020", "2019-12-30 2020-01-02"},
		{"March–April 2020", "2020"}, {"Mar./Apr. 2020", "2020"}, {"April/May 2020", "2020"}, {"2019/20", "2019"}, {"2019/2020", "2019"},
		{"2019–2020", ""}, {"(1934–2021)", ""}, {"2019-20", ""},
	}},
	{"seasons", [][2]string{
		{"Spring 2020", "2020"}, {"Winter 2019/20", "2019"}, {"Fall/Winter 2020", "2020"}, {"Frühjahr 2020", "2020"}, {"automne 2020", "2020"}, {"осень 2020", "2020"}, {"Autumn, 2020", "2020"},
	}},
	{"circa", [][2]string{{"c. 1900", "1900"}, {"ca. 1850", "1850"}, {"circa 1850", "1850"}, {"[1923?]", "1923"}, {"c2009", "2009"}, {"©2009", "2009"}, {"© 2009", "2009"}}},
	{"years", [][2]string{
		{"(2025)", "2025"}, {"2025.", "2025"}, {"2020a", "2020"}, {"Lee, 2020; Ek, 2021", "2020 2021"}, {"J Rivers. 2021;12", "2021"}, {"J Rivers.2021;12", "2021"},
		{"Oslo: Press,2019", "2019"}, {"2019:12–15", "2019"}, {"Annual Report. 2019", "2019"}, {"#Foerster#, 1862 (Insecta)", "1862"}, {"1455", "1455"},
	}},
	{"no months", [][2]string{
		{"Mars 2020 Mission", "2020"}, {"a data set 2019", "2019"}, {"Marco 2020", "2020"}, {"they march 2020 times", "2020"}, {"Mag. 30, 2020", "2020"},
		{"Lee, June. 2020. Rivers", "2020"}, {"Sellner, Jan. 2026. Rivers", "2026"}, {"The Post, Jan. 2026", "2026-01"}, {"In 2020 March was cold", "2020"}, {"vol. 12, May 2020", "2020-05"}, {"no. 12 May 2020", "2020-05"},
	}},
	{"no dates", [][2]string{
		{"version 1.2025", ""}, {"v2025", ""}, {"2.2025.1", ""}, {"120255", ""}, {"20250507", ""}, {"1920s and the 1990’s", ""}, {"arXiv 1706.01953", ""}, {"RFC 2045", ""}, {"no. 1998", ""}, {"No 1998", ""},
		{"pp. 1805", ""}, {"12(3):1489", ""}, {"12:1717-9", ""}, {"1027–1031", ""}, {"1805-10", ""}, {"CVE-2020-1234", ""}, {"Horizon-2020", ""}, {"A/2020/12", ""}, {"2016/679", ""},
		{"1703 cm–1", ""}, {"1500 words", ""}, {"$1999", ""}, {"€ 2000", ""}, {"№ 1998", ""}, {"#2020", ""}, {"file_2020", ""}, {"2020.csv", ""}, {"a=2020", ""}, {"2000x", ""}, {"F2000", ""}, {"1500 BC", ""}, {"1445 AH", ""},
		{"+1 202-555-2020", ""}, {"978-3-1614-1999-5", ""}, {"10.2014/15", ""}, {"192.168.2020", ""}, {"1,999", ""}, {"2567", ""}, {"พ.ศ. 2567", ""}, {"113年", ""}, {"5784", ""}, {"12/34/2020", ""},
	}},
}

func TestFind(t *testing.T) {
	for _, group := range findTests {
		t.Run(group.name, func(t *testing.T) {
			for _, row := range group.rows {
				text, want := row[0], row[1]
				var got []string
				for _, d := range Find(text) {
					got = append(got, d.Date.String())
				}
				if got := strings.Join(got, " "); got != want {
					t.Errorf("Find(%q) = %q; want %q", text, got, want)
				}
			}
		})
	}
}

// TestSpan tests how much of the text belongs to the date.
func TestSpan(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"on Friday, November 7, 2025.", "November 7, 2025"},
		{"am 7. November 2025,", "7. November 2025"},
		{"the 7th of November, 2025", "7th of November, 2025"},
		{"(2025, November 7th)", "2025, November 7th"},
		{"Conference, May 12–14, 2020, Oslo", "May 12–14, 2020"},
		{"Conference, 12–14 May 2020, Oslo", "12–14 May 2020"},
		{"28 April – 2 May 2020", "28 April – 2 May 2020"},
		{"from April 28–May 2, 2020", "April 28–May 2, 2020"},
		{"Post, Fall/Winter 2020.", "Fall/Winter 2020"},
		{"Post, Winter 2019/20.", "Winter 2019/20"},
		{"(ca. 1850)", "ca. 1850"},
		{"Press; c2009.", "c2009"},
		{"于2025年11月7日发布", "2025年11月7日"},
		{"2025년 11월 7일.", "2025년 11월 7일"},
		{"2025 жылғы 7-қараша.", "2025 жылғы 7-қараша"},
		{"7 تشرين الثاني 2025", "7 تشرين الثاني 2025"},
		{"accessed 1.18.26).", "1.18.26"},
		{"Mar./Apr. 2020", "Mar./Apr. 2020"},
	} {
		got := Find(tt.text)
		if len(got) != 1 || tt.text[got[0].Start:got[0].End] != tt.want {
			t.Errorf("Find(%q) = %v; want %q", tt.text, got, tt.want)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	for _, tt := range []struct {
		text      string
		ambiguous bool
		date      string
	}{
		{"03/04/2025", true, "2025"},
		{"13/01/2025 and 03/04/2025", true, "2025-04-03"},
		{"01/13/2025 and 03/04/2025", true, "2025-03-04"},
		{"01/13/2025, 13/01/2025 and 03/04/2025", true, "2025"},
		{"consulté le 03/04/2025", false, "2025-04-03"},
	} {
		got := Find(tt.text)
		last := got[len(got)-1]
		if last.Ambiguous != tt.ambiguous || last.Date.String() != tt.date || last.First != 3 || last.Second != 4 {
			t.Errorf("Find(%q) ends with %+v; want %s", tt.text, last, tt.date)
		}
	}
}

func TestMonthDay(t *testing.T) {
	for _, tt := range []struct {
		text       string
		month, day int
	}{
		{"January 16", 1, 16}, {"Post. 18. März.", 3, 18}, {"30 de octubre", 10, 30}, {"Oct. 5", 10, 5}, {"7th of May", 5, 7}, {"1er juin", 6, 1}, {"7-қараша", 11, 7},
		{"Mag. 30. Oktober", 10, 30}, {"vol. 12, no. 3", 0, 0}, {"May", 0, 0}, {"May 32", 0, 0}, {"", 0, 0},
	} {
		if month, day := MonthDay(tt.text); month != tt.month || day != tt.day {
			t.Errorf("MonthDay(%q) = %d, %d; want %d, %d", tt.text, month, day, tt.month, tt.day)
		}
	}
}

// TestMonthNames tests that no spelling means two months.
func TestMonthNames(t *testing.T) {
	seen := map[string]int{}
	for _, names := range monthNames {
		for i, words := range names {
			for _, s := range strings.Fields(words) {
				for _, s := range spellings(s) {
					if before, ok := seen[s]; ok && before != i+1 {
						t.Errorf("%q is month %d and %d", s, before, i+1)
					}
					seen[s] = i + 1
				}
			}
		}
	}
	for _, s := range strings.Fields(weakNames) {
		if seen[s] == 0 {
			t.Errorf("weak name %q is no month", s)
		}
	}
	if Months["november"] != 11 || Months["set"] != 0 {
		t.Error("Months has not the months that are nothing else")
	}
}

func FuzzFind(f *testing.F) {
	for _, group := range findTests {
		for _, row := range group.rows {
			f.Add(row[0])
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, d := range Find(s) {
			if !d.Date.Valid() || d.Start < end || d.End <= d.Start || d.End > len(s) {
				t.Errorf("Find(%q) gives %v at [%d:%d)", s, d.Date, d.Start, d.End)
			}
			end = d.End
		}
		if month, day := MonthDay(s); month < 0 || month > 12 || day < 0 || day > 31 || (month == 0) != (day == 0) {
			t.Errorf("MonthDay(%q) = %d, %d", s, month, day)
		}
	})
}

// TestFindIsLinear would not end if any of these took quadratic time.
func TestFindIsLinear(t *testing.T) {
	const n = 100_000
	for _, piece := range []string{"2020", "2020 ", "2020,", "1.", "may", "de ", "2020-", "7 ", " ", "2020 de de ", "Fall/", "१", "٢٠٢٠", "a2020"} {
		Find(strings.Repeat(piece, n))
		Find("2020 " + strings.Repeat(piece, n) + " 2020")
	}
}

func TestFindAllocatesNothing(t *testing.T) {
	s := strings.Repeat("The rivers of the valley remember their floods, see pages 1027–1031 and no. 12. ", 20)
	if n := testing.AllocsPerRun(10, func() { Find(s) }); n > 0 {
		t.Errorf("%v allocations for a text without dates", n)
	}
}

func BenchmarkFind(b *testing.B) {
	cases := []struct{ name, text string }{
		{"entry", "Lee, Ann, and Bo Ek. “Rivers Remember Their Floods, and So Do Valleys.” The Valley Post, no. 12, May 2, 2024. Accessed June 1, 2024. Available at the library of the valley and of its rivers, pp. 101–120."},
		{"prose", strings.Repeat("The rivers of the valley remember their floods; what was written down, however, is not what they did. ", 20)},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(c.text)
			}
		})
	}
}
