package judge

// walls are the refusals of vendors that are met everywhere. Sources, besides
// pages looked at: the vendors' documentation where a comment names it, and
// the lists of microlinkhq/is-antibot (providers.json), unclecode/crawl4ai
// (antibot_detector.py), EnableSecurity/wafw00f (plugins), adobe/spacecat-shared
// (bot-blocker-detect.js), internetarchive/Zeno (discarder). Only what no good
// page of ours holds became a proof: cookies, sensors and the names of networks
// ride along on every page of a customer.
var walls = []wall{
	{
		// cf-mitigated: developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response.
		// Not scripts/jsd/main.js: that is put into ordinary pages.
		name:    "Cloudflare challenge",
		headers: []headerTest{{name: "Cf-Mitigated"}},
		proofs: []string{"_cf_chl_opt", "__cf_chl_f_tk=", "__cf_chl_tk=", "/cdn-cgi/challenge-platform/h/b/orchestrate/",
			"/cdn-cgi/challenge-platform/h/g/orchestrate/", "/cdn-cgi/l/chk_jschl", `id="cf-challenge-running"`,
			`id="cf-please-wait"`, `id="trk_jschal_js"`},
		riders: []string{`id="challenge-form"`, `id="challenge-spinner"`, `id="turnstile-wrapper"`, "challenges.cloudflare.com/turnstile"},
		titles: []string{"Just a moment...", "Attention Required! | Cloudflare", "Please Wait... | Cloudflare", "Один момент…",
			"Nur einen Moment…", "Un instant…", "Un momento…", "Só um momento…", "Chwileczkę…", "Bir dakika lütfen…",
			"请稍候…", "しばらくお待ちください...", "잠시만 기다리십시오…", "لحظة…"},
	},
	{
		name:   "Cloudflare block",
		proofs: []string{`data-translate="block_headline"`, `data-translate="unable_to_access"`, `data-translate="blocked_why_headline"`},
		words:  []string{"Sorry, you have been blocked"},
	},
	{
		name:    "Akamai wall",
		headers: []headerTest{{name: "Server", value: "AkamaiGHost", on: []int{403}}},
		proofs:  []string{"reference #", "errors.edgesuite.net", "errors.edgekey.net", `id="sec-if-cpt-container"`},
		riders:  []string{"sec-if-cpt-container", "bm-verify=", "/_sec/cp_challenge/"},
	},
	{
		// The challenge is a 200 with nothing but this frame. Good pages of
		// customers load a script from the same path.
		name:   "Imperva Incapsula wall",
		proofs: []string{`id="main-iframe" src="/_incapsula_resource`, "/_incapsula_resource?cwudnsai", "incapsula incident id", "subject=waf block page"},
		riders: []string{"/_incapsula_resource", "powered by incapsula", "reese84", "_imperva_"},
		titles: []string{"Pardon Our Interruption", "Pardon Our Interruption..."},
		words:  []string{"Request unsuccessful. Incapsula"},
	},
	{
		name:   "Distil wall",
		proofs: []string{"distilcaptchaform", "distilcallbackguard", "/distil_r_captcha.html", "cdn.distilnetworks.com/images/anomaly"},
		words: []string{"Something about your browser made us think you are a bot",
			"algo en tu navegador nos hizo pensar que eres un bot"},
	},
	{
		name: "DataDome wall",
		headers: []headerTest{{name: "X-Dd-B", value: "1"}, {name: "X-Dd-B", value: "2"}, {name: "X-Datadome", except: "protected"},
			{name: "X-Datadome", on: []int{401, 403, 429}}, {name: "X-Datadome-", on: []int{401, 403, 429}},
			{name: "Server", value: "DataDome", on: []int{403}}},
		proofs: []string{"geo.captcha-delivery.com/captcha", "geo.captcha-delivery.com/interstitial", "ct.captcha-delivery.com/c.js",
			"ct.captcha-delivery.com/i.js", "var dd={'rt':'c'", "var dd={'rt':'i'"},
		riders: []string{"captcha-delivery.com"},
		words:  []string{"Please enable JS and disable any ad blocker"},
	},
	{
		// _pxAppId and client.perimeterx.net are the sensor on every page.
		name:    "PerimeterX wall",
		headers: []headerTest{{name: "X-Px-Block"}, {name: "X-Px-Authorization", on: []int{403}}},
		proofs:  []string{`id="px-captcha"`, "perimeterx.com/whywasiblocked", "captcha.px-cdn.net", "captcha.px-cloud.net", "_pxjsclientsrc"},
		riders:  []string{"window._pxappid", "client.perimeterx.net", "_pxaction"},
		titles:  []string{"Access to this page has been denied", "Access to this page has been denied.", "Bloomberg - Are you a robot?", "One Small Step"},
		words:   []string{"Press & Hold to confirm you are a human", "because we believe you are using automation tools"},
	},
	{
		// On a 200 these headers say that the check was passed.
		name:    "Kasada wall",
		headers: []headerTest{{name: "X-Kpsdk-", on: []int{403, 429}}, {name: "X-Kasada", on: []int{403, 429}}},
		riders:  []string{"kpsdk.scriptstart", "kpsdk.configure", "kp_uidz"},
	},
	{
		// docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html:
		// a challenge is a 202, a captcha a 405.
		name:    "AWS WAF wall",
		headers: []headerTest{{name: "X-Amzn-Waf-Action"}, {name: "X-Blocked-By-Waf"}},
		proofs:  []string{"window.gokuprops"},
		riders:  []string{"awswaf.com", "/awswaf/", "window.awswafcookiedomainlist", "aws-waf-token"},
	},
	{
		// S3 answers so for a missing file too, where the caller may not list.
		name:   "S3 AccessDenied, perhaps for a missing file",
		proofs: []string{"<code>accessdenied</code>"},
		on:     []int{403},
	},
	{
		// The same header stands beside an honest 404 of the origin.
		name:    "CloudFront block",
		headers: []headerTest{{name: "X-Cache", value: "Error from cloudfront"}},
		proofs:  []string{"generated by cloudfront (cloudfront)"},
		on:      []int{403},
	},
	{
		name:    "Sucuri wall",
		headers: []headerTest{{name: "X-Sucuri-Block"}},
		proofs:  []string{"cdn.sucuri.net/sucuri-firewall-block.css", "cloudproxy@sucuri.net", "sucuri_cloudproxy_js"},
		titles:  []string{"Access Denied - Sucuri Website Firewall", "Sucuri WebSite Firewall - Access Denied"},
	},
	{
		// TecharoHQ/anubis, lib/localization: answers 200 by default.
		name:   "Anubis challenge",
		proofs: []string{`id="anubis_challenge"`, `id="anubis_version"`, "/.within.website/x/cmd/anubis/"},
		riders: []string{`id="preact_info"`},
		titles: []string{"Making sure you're not a bot!", "Dein Browser wird geprüft!", "Je m'assure que vous n'êtes pas un robot !",
			"¡Asegurándonos de que no eres un robot!", "Проверяем, что вы не бот!", "Перевірка, чи ви не бот!",
			"Sprawdzamy, czy nie jesteś botem!", "Bot olmadığınızdan emin oluyoruz!", "Certificando de que você não é um bot!",
			"正在确认你是不是机器人！", "あなたがボットでないことを確認しています！"},
		urls: []string{"/.within.website/"},
	},
	{
		// Mostly a 200 of some 250 bytes.
		name:   "F5 BIG-IP wall",
		words:  []string{"The requested URL was rejected. Please consult with your administrator", "Your support ID is"},
		titles: []string{"Request Rejected"},
	},
	{
		name:    "Vercel checkpoint",
		headers: []headerTest{{name: "X-Vercel-Mitigated"}, {name: "X-Vercel-Challenge-Token"}},
		proofs:  []string{"/.well-known/vercel/security/"},
		titles:  []string{"Vercel Security Checkpoint"},
	},
	{name: "Fastly challenge", titles: []string{"Client Challenge"}},
	{
		name:   "Google, unusual traffic",
		proofs: []string{"/sorry/index?continue=", "/httpservice/retry/enablejs"},
		riders: []string{`id="captcha-form"`},
		words:  []string{"unusual traffic from your computer network"},
		urls:   []string{"google.com/sorry/"},
	},
	{
		name:  "Reddit wall",
		words: []string{"blocked by network security", "whoa there, pardner", "Prove your humanity"},
	},
	{
		// Shown for private and for deleted posts alike.
		name:  "Facebook, content not shown",
		words: []string{"This content isn't available right now When this happens", "You must log in to continue"},
	},
	{
		name:   "Amazon wall",
		proofs: []string{"csm-captcha-instrumentation"},
		riders: []string{"to discuss automated access to amazon data please contact", "/errors/validatecaptcha"},
		words: []string{"To discuss automated access to Amazon data please contact",
			"Enter the characters you see below Sorry, we just need to make sure you're not a robot"},
	},
	{
		name:   "Wordfence wall",
		proofs: []string{"generated by wordfence at"},
		words: []string{"Your access to this site has been limited by the site owner",
			"A potentially unsafe operation has been detected in your request to this site"},
	},
	{
		name:    "SiteGround captcha",
		headers: []headerTest{{name: "Sg-Captcha", value: "challenge"}},
		proofs:  []string{"/.well-known/sgcaptcha/"},
		words:   []string{"Our system thinks you might be a robot"},
		urls:    []string{"/.well-known/sgcaptcha/"},
	},
	{
		name:    "Imunify360 wall",
		headers: []headerTest{{name: "Server", value: "imunify360-webshield", on: []int{403, 405, 406, 415, 429, 503}}},
		proofs:  []string{"imunify360.preloader"},
		riders:  []string{"imunify360"},
		words:   []string{"protected by imunify360"},
		titles:  []string{"One moment, please..."},
	},
	{
		name:    "Azure wall",
		headers: []headerTest{{name: "X-Azure-Ref"}},
		words:   []string{"This request was blocked by our security service", "The request is blocked"},
		on:      []int{403},
	},
}
