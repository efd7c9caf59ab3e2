package page

import (
	"strings"
	"testing"
)

// TestDateLines has bylines in many languages, each below a headline.
func TestDateLines(t *testing.T) {
	for _, c := range []struct{ lang, line string }{
		{"en", "By Ann Lee | November 7, 2025 10:00 am"},
		{"en", "Published: 7th November 2025"},
		{"en", "Nov. 7, 2025"},
		{"en", "Friday, 7 Nov 2025, 10:00 GMT"},
		{"de", "Von Anna Lehmann, veröffentlicht am 7. November 2025 um 10:00 Uhr"},
		{"de", "Stand: 07.11.2025, 10:00 Uhr"},
		{"de", "7. Nov. 2025"},
		{"fr", "Publié le 7 novembre 2025 à 10h00"},
		{"fr", "Par Anne Leroy, le 7 novembre 2025"},
		{"fr", "Vendredi 7 novembre 2025"},
		{"fr", "Publié le 1er novembre 2025"},
		{"es", "Publicado el 7 de noviembre de 2025"},
		{"es", "Por Ana López, 7 de noviembre del 2025"},
		{"es", "07 nov 2025 - 10:00"},
		{"it", "Pubblicato il 7 novembre 2025 alle 10:00"},
		{"it", "di Anna Lodi, 7 novembre 2025"},
		{"pt", "Publicado em 7 de novembro de 2025"},
		{"pt", "Por Ana Lopes, 7 de novembro de 2025 às 10h00"},
		{"nl", "Gepubliceerd op 7 november 2025 om 10:00"},
		{"nl", "Door Anna de Leeuw, 7 nov. 2025"},
		{"pl", "Opublikowano: 7 listopada 2025, 10:00"},
		{"pl", "Data publikacji: 7 listopada 2025 r."},
		{"ru", "Опубликовано 7 ноября 2025 года в 10:00"},
		{"ru", "Автор: Анна Ли, 7 ноября 2025"},
		{"ru", "7 нояб. 2025, 10:00"},
		{"uk", "Опубліковано 7 листопада 2025 року"},
		{"uk", "7 листопада 2025, 10:00"},
		{"kk", "Жарияланған күні: 7 қараша 2025 жыл"},
		{"kk", "2025 жылғы 7 қараша"},
		{"kk", "7 қараша 2025, 10:00"},
		{"tr", "Yayınlanma tarihi: 7 Kasım 2025 Cuma 10:00"},
		{"tr", "7 Kasım 2025"},
		{"ar", "نشر في 7 نوفمبر 2025"},
		{"ar", "تاريخ النشر: ٧ نوفمبر ٢٠٢٥"},
		{"ar", "7 تشرين الثاني 2025"},
		{"he", "פורסם בתאריך 7 בנובמבר 2025"},
		{"he", "7 נובמבר 2025"},
		{"zh", "发布时间：2025年11月7日 10:00"},
		{"zh", "2025-11-07 10:00"},
		{"zh-TW", "發布日期：2025年11月07日"},
		{"ja", "2025年11月7日 10時00分"},
		{"ja", "公開日：2025/11/07"},
		{"ja", "2025年11月7日（金）"},
		{"ko", "입력 2025.11.07 10:00"},
		{"ko", "2025년 11월 7일"},
		{"ko", "등록일: 2025-11-07"},
		{"sv", "Publicerad 7 november 2025"},
		{"cs", "Publikováno: 7. listopadu 2025"},
		{"el", "7 Νοεμβρίου 2025"},
		{"fa", "منتشر شده در 7 نوامبر 2025"},
		{"id", "Diterbitkan 7 November 2025"},
	} {
		want := "2025-11-07"
		if strings.Contains(c.line, "1er") {
			want = "2025-11-01"
		}
		p := parse(`<html lang="` + c.lang + `"><h1>Rivers and mills of the lower delta</h1><div>` + c.line + `</div><p>` + strings.Repeat("word ", 80))
		got, source := "", ""
		for _, list := range [][]Date{p.Published, p.Modified} {
			if len(list) > 0 && got == "" {
				got, source = list[0].String(), list[0].Source
			}
		}
		if got != want || source != "byline" {
			t.Errorf("%s %q: %q from %q", c.lang, c.line, got, source)
		}
	}
}
