package judge

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestSignIn(t *testing.T) {
	form := `<form><input type=email name=u><input type=password name=p></form>`
	page := notice("Example", "Welcome back", form)
	plain := notice("Example", "Example", "Some text of the page, which is not long.")
	run(t, []try{
		{name: "login", hops: []string{"302 https://www.example.org/login?next=%2F2024"}, body: page, want: verdict.Login, detail: "www.example.org/login"},
		{name: "sign in, php", hops: []string{"302 https://www.example.org/wp-login.php?redirect_to=x"}, body: page, want: verdict.Login},
		{name: "users/sign_in", hops: []string{"302 https://www.example.org/users/sign_in"}, body: plain, want: verdict.Login},
		{name: "authwall", hops: []string{"302 https://www.linkedin.com/authwall?trk=x"}, body: plain, want: verdict.Login},
		{name: "google", hops: []string{"302 https://accounts.google.com/v3/signin/identifier?continue=x"}, body: plain, want: verdict.Login},
		{name: "microsoft", hops: []string{"302 https://login.microsoftonline.com/common/oauth2"}, body: plain, want: verdict.Login},
		{name: "subscription with the way back", hops: []string{"302 https://www.example.org/subscribe?return=%2F2024"}, body: plain, want: verdict.Login},
		{name: "subscription without one", hops: []string{"302 https://www.example.org/news/subscribe"}, body: plain, want: verdict.Redirected},
		{name: "host", hops: []string{"302 https://login.example.org/"}, body: plain, want: verdict.Login},
		{name: "i/flow/login", hops: []string{"302 https://x.com/i/flow/login"}, body: plain, want: verdict.Login},
		{name: "oauth with a way back", hops: []string{"302 https://www.example.org/oauth/authorize?redirect_uri=x"}, body: plain, want: verdict.Login},
		{name: "account with a password", hops: []string{"302 https://www.example.org/account/"}, body: page, want: verdict.Login},
		{name: "library proxy", hops: []string{"302 https://www-jstor-org.uni.idm.oclc.org/x"}, body: plain, want: verdict.Login},
		{name: "title and password", body: notice("Sign in | Example", "", form), want: verdict.Login, detail: "Sign in | Example"},
		{name: "title in Russian", body: notice("Вход", "", form), want: verdict.Login},
		{name: "heading", body: notice("Example", "Log in to Example", form), want: verdict.Login},
		{name: "facebook", hops: []string{"302 https://www.facebook.com/x/"}, body: notice("Log into Facebook", "", "Email"), want: verdict.Login},
		{name: "front page that asks for a password", hops: []string{"302 https://www.example.org/"}, body: notice("Courses", "Courses", form), want: verdict.Login},
		{name: "age gate", hops: []string{"302 https://www.example.org/age-gate?to=x"}, body: plain, want: verdict.Login},
		{name: "consent host", hops: []string{"302 https://consent.example.com/m?continue=x"}, body: plain, want: verdict.Login, detail: "consent page"},
		{name: "consent path", hops: []string{"302 https://www.example.org/gdpr-consent/?x"}, body: plain, want: verdict.Login, detail: "consent page"},

		{name: "sign-in form in the header", body: `<body><header>` + form + `<a href=/login>Sign in</a></header>` + article("Harbour reopens", 60), want: verdict.OK},
		{name: "article on signing in", body: article("How to log in to your bank safely", 60), want: verdict.OK},
		{name: "form below an essay called so", target: "https://www.example.org/essays/sign-in-to-the-tide", body: strings.Replace(article("Sign in to the tide", 150), "</main>", form+"</main>", 1), want: verdict.OK},
		{name: "form below terms of use", target: "https://www.example.org/sign-in", body: strings.Replace(article("Sign in to Example", 150), "</main>", form+"</main>", 1), want: verdict.Login},
		{name: "title without a password", body: notice("Login", "Login", "A village in Estonia."), want: verdict.OK},
		{name: "cited address is a sign-in", target: "https://www.example.org/login", hops: []string{"301 https://www.example.org/login/"}, body: notice("Hello", "Hello", "Some text that is here."), want: verdict.Moved},
		{name: "help on signing in", hops: []string{"302 https://www.example.org/help/login/forgotten-words"}, body: plain, want: verdict.Redirected},
		{name: "docs on oauth", hops: []string{"302 https://www.example.org/docs/oauth"}, body: plain, want: verdict.Redirected},
		{name: "Indonesian", target: "https://en.example.org/wiki/X", hops: []string{"302 https://id.example.org/wiki/X"}, body: plain, want: verdict.Redirected},
		{name: "login.gov", target: "https://www.login.gov/a-page", hops: []string{"302 https://login.gov/a-page"}, body: plain, want: verdict.Redirected},
		{name: "article on consent", target: "https://www.example.org/law/consent", hops: []string{"302 https://www.example.org/topics/consent"}, body: plain, want: verdict.Redirected},
	})
}
