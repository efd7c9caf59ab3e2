package compare

import "testing"

// TestSameWork has the forms in which one work's title stands in a paper and
// on its page.
func TestSameWork(t *testing.T) {
	for _, c := range []struct{ cited, found string }{
		// What editors put before a headline, and behind it.
		{"The mills of the delta are running again", "Opinion | The Mills of the Delta Are Running Again"},
		{"The mills of the delta are running again", "OPINION: The mills of the delta are running again"},
		{"Mills of the delta face a dry summer", "Live: Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "Live updates | Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "BREAKING: Mills of the Delta Face a Dry Summer"},
		{"Mills of the delta face a dry summer", "Exclusive: Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "Exclusive-Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "UPDATE 2-Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "[Updated] Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "(Video) Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "Watch: Mills of the delta face a dry summer"},
		{"Mills of the delta face a dry summer", "Mills of the delta face a dry summer – video"},
		{"Mills of the delta face a dry summer", "Mills of the delta face a dry summer - as it happened"},
		{"Mills of the delta face a dry summer", "Mills of the delta face a dry summer (2nd edition)"},
		{"Mills of the Delta", "Mills of the Delta, Second Edition"},
		{"Mills of the Delta", "Mills of the Delta (Revised Edition) - Press"},
		{"Mills of the Delta, 3rd ed.", "Mills of the Delta, Third Edition"},
		{"Mills of the delta face a dry summer", "Q&A: Mills of the delta face a dry summer"},
		{"Мельницы дельты снова работают", "Мнение: Мельницы дельты снова работают | Газета"},
		// Cut.
		{"Mills of the delta face a dry summer, and their keepers do not know what to do", "Mills of the delta face a dry summer, and their kee..."},
		{"Mills of the delta face a dry…", "Mills of the delta face a dry summer"},
		{"Mills of the delta [...]", "Mills of the delta face a dry summer"},
		{"Mills of the Delta Face a Dry Summer: A Report From the Lower Arm", "Mills of the delta face a dry summer"},
		// Typography.
		{"‘We are the last’: the millers’ tale", "\"We are the last\": The Millers' Tale"},
		{"«We are the last»", "„We are the last“"},
		{"The so-called “long drought” of 2021–22", "The so called 'long drought' of 2021-22"},
		{"Post-war mills: re-opened", "Postwar Mills: Reopened"},
		{"Mills & millers", "Mills and Millers"},
		{"Mills &amp; millers", "Mills & Millers"},
		{"50% of mills stand idle", "50 per cent of mills stand idle"},
		{"50 percent of mills stand idle", "50% of Mills Stand Idle"},
		{"$17 billion for the mills", "US$17bn for the mills"},
		{"€2m for old mills of the delta", "2 million euros for old mills of the delta"},
		{"No. 10 and the mills", "No 10 and the Mills"},
		{"Covid-19 and the mills", "COVID19 and the Mills"},
		{"H₂O in the mills", "H2O in the Mills"},
		{"The ﬁrst ﬂoods", "The first floods"},
		{"THE MILLS OF THE DELTA", "The Mills of the Delta"},
		// Spelling.
		{"The colour of grey water: a programme for the centre", "The Color of Gray Water: A Program for the Center"},
		{"Organising labour in the theatre of mills", "Organizing Labor in the Theater of Mills"},
		{"Judgement on the catalogue of defences", "Judgment on the Catalog of Defenses"},
		{"A traveller's cheque for the jewellery mill", "A Traveler's Check for the Jewelry Mill"},
		{"Ageing aluminium ploughs", "Aging Aluminum Plows"},
		{"Kyiv and the mills", "Kiev and the Mills"},
		{"Uber die Mühlen der Donau", "Über die Muehlen der Donau"},
		// Numbers as words.
		{"Five mills, twelve keepers", "5 mills, 12 keepers"},
		{"Ten Years of Mills", "10 years of mills"},
		{"Three things to know about mills", "3 Things to Know About Mills"},
		{"World War II and the mills", "World War 2 and the Mills"},
		{"The Second World War and the mills of the delta", "The 2nd World War and the Mills of the Delta"},
		{"Part Two: the lower arm of the delta", "Part 2: The Lower Arm of the Delta"},
		{"Volume III of the history of mills", "Volume 3 of the History of Mills"},
		{"The 21st century of mills", "The Twenty-First Century of Mills"},
		{"Xi Jinping speaks of the mills in Astana", "China's Xi Jinping speaks of the mills in Astana in 2025"},
		{"Statement on the mills of 07.11.2025", "Statement on the Mills of November 7, 2025"},
		{"Statement on the mills (2025-11-07)", "Statement on the mills, 7 November 2025"},
		{"Louis XIV and his mills", "Louis 14 and His Mills"},
		{"Fifty Mills in Twenty-One Days", "50 mills in 21 days"},
		// Site's names.
		{"Mills of the delta", "Mills of the Delta | The Ledger"},
		{"Mills of the delta", "The Ledger » Mills of the Delta"},
		{"Mills of the delta - The Ledger", "Mills of the delta"},
		{"Mills of the Delta — Ministry of Water", "Ministry of Water - Mills of the Delta"},
		{"Mills of the delta", "Mills of the Delta | Water | The Ledger"},
		{"Mills of the delta", "Water - Mills of the Delta - The Ledger"},
		// Initials.
		{"WHO warns of mills", "World Health Organization warns of mills"},
		{"UN to the mills: stop", "United Nations to the Mills: Stop"},
		{"The EU and its mills", "The European Union and Its Mills"},
		{"Israel Defense Forces at the mills", "IDF at the mills"},
	} {
		if m := Titles(c.cited, titled(c.found, filler)); !m.Match {
			t.Errorf("%q is not %q: %.2f %s", c.cited, c.found, m.Score, m.Why)
		}
	}
}

// TestOtherWork has works whose titles are almost those that are cited.
func TestOtherWork(t *testing.T) {
	for _, c := range []struct{ cited, found string }{
		{"A history of the mills, part 2: the lower arm", "A history of the mills, part 3: the lower arm"},
		{"A History of the Mills: Part 2", "A History of the Mills: Part 3"},
		{"A History of the Mills: Part Two", "A History of the Mills: Part Three"},
		{"A History of the Mills: Part II", "A History of the Mills: Part III"},
		{"A History of the Mills: Part II", "A History of the Mills: Part 3"},
		{"A History of the Mills, Volume 1", "A History of the Mills, Volume 2"},
		{"A History of the Mills (1 of 4)", "A History of the Mills (2 of 4)"},
		{"A History of the Mills, Episode 12", "A History of the Mills, Episode 13"},
		{"Annual Report of the Mills 2023", "Annual Report of the Mills 2024"},
		{"Annual Report of the Mills 2023/24", "Annual Report of the Mills 2022/23"},
		{"Mills in Figures, March 2024", "Mills in Figures, April 2024"},
		{"Mills in Figures, first quarter of 2024", "Mills in Figures, second quarter of 2024"},
		{"Mills in Figures, Q1 2024", "Mills in Figures, Q2 2024"},
		{"Statement on the mills of 7 November 2025", "Statement on the mills of 9 November 2025"},
		{"Statement on the Mills, November 7, 2025", "Statement on the Mills, November 9, 2025"},
		{"Resolution 2231 on the Mills", "Resolution 2254 on the Mills"},
		{"Mills rise in the north of the delta", "Mills rise in the south of the delta"},
		{"Mills rise for a third day", "Mills fall for a third day"},
		{"Court allows the mills of the delta", "Court bans the mills of the delta"},
		{"Minister visits the mills of Iran", "Minister visits the mills of Iraq"},
		{"Minister visits the mills of Austria", "Minister visits the mills of Australia"},
		{"Minister visits the mills of Niger", "Minister visits the mills of Nigeria"},
		{"Wheat exports of the delta", "Wheat imports of the delta"},
		{"North Korea opens its mills", "South Korea opens its mills"},
		{"Mills before the war", "Mills after the war"},
		{"Russia and the mills of the delta", "China and the mills of the delta"},
		{"Trump speaks with millers of the delta", "Biden speaks with millers of the delta"},
		{"What is a mill?", "What is a mile?"},
		{"Сельские мельницы Казахстана", "Сельские мельницы Узбекистана"},
		{"История мельниц: часть 2", "История мельниц: часть 3"},
		{"河边磨坊的历史（二）", "河边磨坊的历史（三）"},
		{"2023年世界磨坊发展报告", "2024年世界磨坊发展报告"},
		{"Five mills of the delta", "Six mills of the delta"},
		{"Legal mills of the delta", "Illegal mills of the delta"},
		{"Female millers of the delta", "Male millers of the delta"},
		{"Ireland and its mills", "Iceland and its mills"},
		{"Mills of India: a survey", "Mills of Indiana: a survey"},
		{"The case for mills", "The case against mills"},
		{"The last five mills of 2024", "The last six mills of 2024"},
	} {
		m := Titles(c.cited, titled(c.found, filler))
		if m.Match {
			t.Errorf("%q matches %q: %.2f", c.cited, c.found, m.Score)
		}
		if back := Titles(c.found, titled(c.cited, filler)); back.Match {
			t.Errorf("%q matches %q: %.2f", c.found, c.cited, back.Score)
		}
	}
}
