package entry

import "testing"

// TestLanguageWords has, for each language, the words by which entries say when
// a page was looked at, last changed, or that it has no date, and a season or
// circa where the language has one.
func TestLanguageWords(t *testing.T) {
	const address = " https://a.org/x"
	tests := []struct{ language, text, published, accessed string }{
		{"English", "“A Title,” May 2, 2024," + address + " (accessed June 1, 2024).", "2024-05-02", "2024-06-01"},
		{"English", "“A Title.” Retrieved 1 June 2024." + address, "", "2024-06-01"},
		{"English", "“A Title.” Last modified May 2, 2024." + address, "2024-05-02", ""},
		{"English", "“A Title,” n.d.," + address + ".", "", ""},
		{"English", "“A Title,” Post, Spring 2024.", "2024", ""},
		{"English", "“A Title,” Post, circa 1890.", "1890", ""},
		{"German", "„Ein Titel“, 2. Mai 2024," + address + " (abgerufen am 1. Juni 2024).", "2024-05-02", "2024-06-01"},
		{"German", "„Ein Titel“, zuletzt geändert am 2. Mai 2024," + address + " (letzter Zugriff: 01.06.2024).", "2024-05-02", "2024-06-01"},
		{"German", "„Ein Titel“, o. J.," + address + " (Zugriff am 1. Juni 2024).", "", "2024-06-01"},
		{"German", "„Ein Titel“, Talpost, Frühjahr 2024.", "2024", ""},
		{"French", "« Un titre », 2 mai 2024," + address + " (consulté le 1er juin 2024).", "2024-05-02", "2024-06-01"},
		{"French", "« Un titre », mis à jour le 2 mai 2024," + address + " (page consultée le 1 juin 2024).", "2024-05-02", "2024-06-01"},
		{"French", "« Un titre », s. d.," + address + ", dernier accès le 1er juin 2024.", "", "2024-06-01"},
		{"French", "« Un titre », La Vallée, printemps 2024.", "2024", ""},
		{"Spanish", "«Un título», 2 de mayo de 2024," + address + " (consultado el 1 de junio de 2024).", "2024-05-02", "2024-06-01"},
		{"Spanish", "«Un título», última actualización: 2 de mayo de 2024," + address + " (fecha de consulta: 1 de junio de 2024).", "2024-05-02", "2024-06-01"},
		{"Spanish", "«Un título», s. f.," + address + ", recuperado el 1 de junio de 2024.", "", "2024-06-01"},
		{"Spanish", "«Un título», El Valle, primavera 2024.", "2024", ""},
		{"Italian", "«Un titolo», 2 maggio 2024," + address + " (consultato il 1 giugno 2024).", "2024-05-02", "2024-06-01"},
		{"Italian", "«Un titolo», ultimo aggiornamento: 2 maggio 2024," + address + " (ultimo accesso: 1 giugno 2024).", "2024-05-02", "2024-06-01"},
		{"Italian", "«Un titolo», senza data," + address + ", visitato il 1 giugno 2024.", "", "2024-06-01"},
		{"Portuguese", "“Um título”, 2 de maio de 2024," + address + ". Acesso em: 1 jun. 2024.", "2024-05-02", "2024-06-01"},
		{"Portuguese", "“Um título”, última atualização em 2 de maio de 2024," + address + " (acedido em 1 de junho de 2024).", "2024-05-02", "2024-06-01"},
		{"Portuguese", "“Um título”, sem data," + address + ", consultado em 1 de junho de 2024.", "", "2024-06-01"},
		{"Russian", "«Название», 2 мая 2024," + address + " (дата обращения: 01.06.2024).", "2024-05-02", "2024-06-01"},
		{"Russian", "«Название», обновлено 2 мая 2024," + address + " (дата просмотра: 1 июня 2024).", "2024-05-02", "2024-06-01"},
		{"Russian", "«Название», б. г.," + address + " (дата доступа: 1 июня 2024).", "", "2024-06-01"},
		{"Russian", "«Название», Вестник, весна 2024.", "2024", ""},
		{"Kazakh", "«Атауы», 2024 жылғы 2 мамыр," + address + " (қаралған күні: 01.06.2024).", "2024-05-02", "2024-06-01"},
		{"Kazakh", "«Атауы», жаңартылған 02.05.2024," + address + " (жүгінген күні: 01.06.2024).", "2024-05-02", "2024-06-01"},
		{"Kazakh", "«Атауы», Жаршы, көктем 2024.", "2024", ""},
		{"Ukrainian", "«Назва», 2 травня 2024," + address + " (дата звернення: 01.06.2024).", "2024-05-02", "2024-06-01"},
		{"Ukrainian", "«Назва», оновлено 2 травня 2024," + address + " (дата перегляду: 1 червня 2024).", "2024-05-02", "2024-06-01"},
		{"Ukrainian", "«Назва», без дати," + address + " (дата звернення: 01.06.2024).", "", "2024-06-01"},
		{"Turkish", "“Başlık,” 2 Mayıs 2024," + address + " (Erişim tarihi: 1 Haziran 2024).", "2024-05-02", "2024-06-01"},
		{"Turkish", "“Başlık,” son güncelleme: 2 Mayıs 2024," + address + " (1 Haziran 2024 tarihinde erişildi).", "2024-05-02", "2024-06-01"},
		{"Turkish", "“Başlık,” t.y.," + address + " (son erişim: 1 Haziran 2024).", "", "2024-06-01"},
		{"Polish", "„Tytuł”, 2 maja 2024," + address + " (dostęp: 1 czerwca 2024).", "2024-05-02", "2024-06-01"},
		{"Polish", "„Tytuł”, aktualizacja 2 maja 2024," + address + " [data dostępu: 01.06.2024].", "2024-05-02", "2024-06-01"},
		{"Polish", "„Tytuł”, b.d.," + address + " (dostęp z dnia 1 czerwca 2024).", "", "2024-06-01"},
		{"Dutch", "“Een titel”, 2 mei 2024," + address + " (geraadpleegd op 1 juni 2024).", "2024-05-02", "2024-06-01"},
		{"Dutch", "“Een titel”, bijgewerkt op 2 mei 2024," + address + " (laatst geraadpleegd op 1 juni 2024).", "2024-05-02", "2024-06-01"},
		{"Dutch", "“Een titel”, z.d.," + address + ", bezocht op 1 juni 2024.", "", "2024-06-01"},
		{"Arabic", "«عنوان»، 2 مايو 2024، " + address + " (تاريخ الاطلاع: 1 يونيو 2024).", "2024-05-02", "2024-06-01"},
		{"Arabic", "«عنوان»، آخر تحديث: 2 مايو 2024، " + address + " (تاريخ الوصول: 1 يونيو 2024).", "2024-05-02", "2024-06-01"},
		{"Arabic", "«عنوان»، د.ت.، " + address + " (تاريخ الاطلاع: 1 يونيو 2024).", "", "2024-06-01"},
		{"Arabic", "«عنوان»، 2 مايو 2024، تم الاطلاع عليه في 1 يونيو 2024، " + address, "2024-05-02", "2024-06-01"},
		{"Arabic", "«عنوان»، 2 مايو 2024، " + address + " (تم الاطلاع في 1 يونيو 2024).", "2024-05-02", "2024-06-01"},
		{"French", "Roy, B. (2024, 2 mai). Un titre. Repéré le 1er juin 2024 à " + address, "2024-05-02", "2024-06-01"},
		{"Hebrew", "\"כותרת\", 2 במאי 2024," + address + " (אוחזר ב-1 ביוני 2024).", "2024-05-02", "2024-06-01"},
		{"Hebrew", "\"כותרת\", עודכן 2 במאי 2024," + address + " (נצפה 1 ביוני 2024).", "2024-05-02", "2024-06-01"},
		{"Hebrew", "\"כותרת\", ללא תאריך," + address + " (נצפה 1 ביוני 2024).", "", "2024-06-01"},
		{"Chinese", "《标题》，2024年5月2日，" + address + "（访问日期：2024年6月1日）。", "2024-05-02", "2024-06-01"},
		{"Chinese", "《标题》，2023年1月4日，更新日期：2024年5月2日，" + address + "。", "2023-01-04", ""},
		{"Arabic", "«عنوان»، 4 يناير 2023، آخر تحديث: 2 مايو 2024، " + address + ".", "2023-01-04", ""},
		{"Korean", "\"제목\", 2023년 1월 4일, 최종 수정일: 2024년 5월 2일," + address + ".", "2023-01-04", ""},
		{"Chinese", "《标题》，更新日期：2024年5月2日，" + address + "（检索日期：2024年6月1日）。", "2024-05-02", "2024-06-01"},
		{"Japanese", "「題名」2024年5月2日、" + address + "（閲覧日：2024年6月1日）。", "2024-05-02", "2024-06-01"},
		{"Japanese", "「題名」最終更新日：2024年5月2日、" + address + "（最終閲覧日 2024年6月1日）。", "2024-05-02", "2024-06-01"},
		{"Korean", "\"제목\", 2024년 5월 2일," + address + " (접속일: 2024년 6월 1일).", "2024-05-02", "2024-06-01"},
		{"Korean", "\"제목\", 최종 수정일: 2024년 5월 2일," + address + " (검색일: 2024년 6월 1일).", "2024-05-02", "2024-06-01"},
	}
	for _, tt := range tests {
		b := blockOf(tt.text)
		w, _ := Parse(&b)
		if got, want := w.Published.String()+" | "+w.Accessed.String(), tt.published+" | "+tt.accessed; got != want {
			t.Errorf("%s: %s: got %s; want %s", tt.language, tt.text, got, want)
		}
	}
}
