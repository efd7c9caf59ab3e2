package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

func TestCharset(t *testing.T) {
	russian := "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0"
	for _, c := range []struct{ name, contentType, body, want string }{
		{"header", "text/html; charset=windows-1251", "<title>" + russian + "</title>", "Привет, мир"},
		{"meta", "text/html", `<meta charset="windows-1251"><title>` + russian + "</title>", "Привет, мир"},
		{"header wrong, meta right", "text/html; charset=utf-8",
			`<meta charset="windows-1251"><title>` + russian + "</title>", "Привет, мир"},
		{"UTF-8 in spite of the header", "text/html; charset=iso-8859-1", "<title>Привет, мир</title>", "Привет, мир"},
		{"UTF-8 far from the start", "text/html", strings.Repeat(" ", 3000) + "<title>Привет</title>", "Привет"},
		{"Latin", "text/html", "<title>Caf\xe9</title>", "Café"},
		{"mark", "text/html; charset=windows-1251", "\xef\xbb\xbf<title>é</title>", "é"},
		{"UTF-16", "text/html", "\xff\xfe<\x00t\x00i\x00t\x00l\x00e\x00>\x00\x1f\x04", "П"},
		{"Shift JIS", "text/html; charset=shift_jis", "<title>\x93\xfa\x96\x7b</title>", "日本"},
	} {
		p := ParseAt([]byte(c.body), c.contentType, address, seen)
		if len(p.Titles) != 1 || p.Titles[0].Text != c.want {
			t.Errorf("%s: titles %q; want %q", c.name, p.Titles, c.want)
		}
	}
}

// TestUndeclared has pages that say nothing of their encoding.
func TestUndeclared(t *testing.T) {
	const russian = "Правительство на прошлой неделе приняло закон, который не касается того, что было до этого, и для всех регионов."
	for _, c := range []struct{ encoding, text string }{
		{"windows-1251", russian}, {"koi8-r", russian},
		{"windows-1251", "Уряд минулого тижня ухвалив закон, який не стосується того, що було до цього, і для всіх регіонів."},
		{"shift_jis", "政府は先週、すべての地域に適用される法律を採択しました。川の水位が上がったと大臣は述べた。"},
		{"euc-jp", "政府は先週、すべての地域に適用される法律を採択しました。川の水位が上がったと大臣は述べた。"},
		{"gbk", "政府上周通过了一项法律，适用于所有地区。部长说河水已经上涨，人们担心磨坊会被冲走。"},
		{"big5", "政府上週通過了一項法律，適用於所有地區。部長說河水已經上漲，人們擔心磨坊會被沖走。"},
		{"euc-kr", "정부는 지난주 모든 지역에 적용되는 법을 채택했다. 장관은 강물이 불어났다고 말했다."},
		{"iso-8859-7", "Η κυβέρνηση την περασμένη εβδομάδα ψήφισε νόμο που ισχύει για όλες τις περιοχές της χώρας."},
		{"windows-1255", "הממשלה אישרה בשבוע שעבר חוק שחל על כל האזורים. השר אמר שהנהרות עלו על גדותיהם."},
		{"windows-1256", "أقرت الحكومة الأسبوع الماضي قانونا ينطبق على جميع المناطق. وقال الوزير إن الأنهار ارتفعت."},
		{"windows-1254", "Hükümet geçen hafta bütün bölgeler için geçerli olan yasayı kabul etti. Bakan nehirlerin yükseldiğini söyledi."},
		{"iso-8859-2", "Rząd w zeszłym tygodniu przyjął ustawę, która dotyczy wszystkich regionów. Minister powiedział, że rzeki się podniosły."},
		{"windows-1252", "Le gouvernement a adopté la semaine dernière une loi qui s’applique à toutes les régions du pays."},
		{"windows-1252", "Die Regierung hat das Gesetz in der vergangenen Woche für alle Länder beschlossen, größer als je."},
		{"windows-1252", "El gobierno aprobó la semana pasada una ley que se aplica a todas las regiones. Los ríos habían crecido."},
		{"windows-1252", "The mill’s café"},
	} {
		enc, err := htmlindex.Get(c.encoding)
		if err != nil {
			t.Fatal(err)
		}
		body, err := enc.NewEncoder().String("<title>" + c.text + "</title><p>" + c.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, header := range []string{"text/html", "text/html; charset=utf-8"} {
			if p := ParseAt([]byte(body), header, address, seen); p.Titles[0].Text != clean(c.text, maxTitle) {
				t.Errorf("%s, sent as %s: %q", c.encoding, header, p.Titles[0].Text)
			}
		}
	}
	short := "<html lang=ru><title>\xcc\xe8\xf0</title>"
	if p := ParseAt([]byte(short), "text/html", address, seen); p.Titles[0].Text != "Мир" {
		t.Errorf("a short page in Russian: %q", p.Titles[0].Text)
	}
}
