package date

import "testing"

func TestDates(t *testing.T) {
	tests := []struct{ text, want string }{
		{"November 7, 2025", "2025-11-07"},
		{"7 November 2025", "2025-11-07"},
		{"the 7th of November, 2025", "2025-11-07"},
		{"2025, November 7", "2025-11-07"},
		{"Nov. 2025", "2025-11"},
		{"Sept. 14, 2024", "2024-09-14"},
		{"2025 Feb 4", "2025-02-04"},
		{"26-Dec-2022", "2022-12-26"},
		{"2025-11-07", "2025-11-07"},
		{"2025/11/07", "2025-11-07"},
		{"13.09.2024", "2024-09-13"},
		{"13/01/2025", "2025-01-13"},
		{"01/13/2025", "2025-01-13"},
		{"03/04/2025", "2025"},
		{"(2025)", "2025"},
		{"7. März 2025", "2025-03-07"},
		{"1er août 2024", "2024-08-01"},
		{"12 de enero de 2026", "2026-01-12"},
		{"3 marzo 2021", "2021-03-03"},
		{"5 de março de 2021", "2021-03-05"},
		{"15 августа 2021 г.", "2021-08-15"},
		{"5 mei 2020", "2020-05-05"},
		{"1 września 2020 r.", "2020-09-01"},
		{"7 Kasım 2025", "2025-11-07"},
		{"7 листопада 2025 р.", "2025-11-07"},
		{"2025 жылғы 7 қараша", "2025-11-07"},
		{"2025年11月7日", "2025-11-07"},
		{"May 12–14, 2020", "2020-05"},
		{"12–14 May 2020", "2020-05"},
		{"March–April 2020", "2020"},
		{"February 30, 2025", "2025"},
		{"no year here: 12 May", ""},
		{"version 1.2025", ""},
		{"120255", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got string
			for _, d := range Find(tt.text) {
				got = max(got, d.Date.String())
			}
			if got != tt.want {
				t.Errorf("dates(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestDatesSettleOrder(t *testing.T) {
	got := Find("13/01/2025 and 03/04/2025")
	if len(got) != 2 || got[1].Date.String() != "2025-04-03" {
		t.Errorf("got %v; want the day first in both", got)
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"7 November 2025", "2025-13-41", "12–14 May 2020", "15 августа 2021 г.", "2025年11月7日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, d := range Find(s) {
			if !d.Date.Valid() || d.Start < end || d.End <= d.Start || d.End > len(s) {
				t.Errorf("dates(%q) gives %v at [%d:%d)", s, d.Date, d.Start, d.End)
			}
			end = d.End
		}
	})
}
