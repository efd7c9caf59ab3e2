package main

const appDescription = `Reads papers, visits every address that they cite, politely, and says which
references a reader can no longer follow or which do not say what the paper
claims. What cannot be told from here is called unsure, never dead.

What was seen is kept in an archive: a SQLite database and WARC files.

` + examples + `

Exit codes:
   0  nothing at or above --fail-on
   1  findings
   2  wrong usage, or a document that cannot be read
   3  the run could not be done or recorded: no network, no writable
      archive, interrupted`

const examples = `Examples:
   citecheck paper.md                       check one paper
   citecheck papers/ notes.html             a folder and a file
   citecheck --offline paper.md             what the document alone shows
   citecheck -o report.json paper.md        a report for a program
   citecheck --fail-on never paper.md       report, but never fail
   citecheck --exclude '^https://intranet\.' paper.md
   citecheck --replay pages.warc.gz paper.md   judge recordings; no network
   citecheck extract paper.md               the references, as they are read
   cat paper.md | citecheck -               a paper from standard input`

const checkDescription = `Reads papers and checks every reference in them.

` + examples

const extractDescription = `Shows label, line, authors, title, dates, URL and DOI of every reference, as
they are read from the documents. Nothing is fetched.

Examples:
   citecheck extract paper.md
   citecheck extract --format json papers/
   citecheck extract --input-format references list.txt   a reference a line`

const inspectDescription = `Visits one address, or reads one page from a file, and shows the verdict, what
each signal says of the page, and every title and date with the place where it
was found. Nothing is recorded.

Examples:
   citecheck inspect https://example.org/page
   citecheck inspect --format json page.html
   citecheck inspect --replay pages.warc.gz https://example.org/page`

const explainDescription = `Says of a rule, as findings name it, or of a reason for a link's health what
it means, what evidence it needs and what to do. Without a name it lists all.

Examples:
   citecheck explain dead-link
   citecheck explain soft-404 blocked
   citecheck explain`

const configDescription = `Shows every setting of a check with its value and where it comes from: the
environment, a configuration file, or the program. What a command line says goes
before all of them. Secrets are not shown.

Every flag can be set by an environment variable, as --fail-on by
CITECHECK_FAIL_ON, and by a key of its name in .citecheck.toml, which is looked
for in the folder of the paper and then in each folder above it:

   fail-on = "warning"
   timeout = "20s"

   [[paper]]
   path = "drafts"
   ignore = [{ rule = "uncited-reference", why = "drafts are unfinished" }]

   [host."journal.example"]
   rate = 0.5
   header = { Authorization = { env = "CITECHECK_JOURNAL_KEY" } }
   accept = ["blocked"]
   ignore = [{ rule = "dead-link", why = "it moves", until = 2027-01-31 }]

Examples:
   citecheck config                    what holds here
   citecheck config drafts/paper.md    what holds for this paper
   citecheck config --format json`
