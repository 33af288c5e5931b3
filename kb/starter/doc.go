// Package starter holds the notes that ship with archbot, so that it answers from the first minute, before a team has
// notes of its own. They are embedded: no file has to be found at run time.
//
// The notes are written in the format that package kb reads, in its strict form: every block stands under an annotation
// that is valid JSON in straight quotes, names a known kind and bears a source. A block is short, stands alone, leads with
// the answer and gives its figures with their conditions; what is praised under pros has its price under cons. They double
// as an example for people who start their own notes: copy a block, change the words.
//
// Sources are real. A link is given only where it is known to lead to what is cited; otherwise the author, title and year
// stand in source-details. Figures of a vendor are marked as such. Where a test is named, its year and set-up are too, as
// brokers change faster than notes.
//
// The library covers what teams ask about first: some 30 areas, each technology and pattern with a definition, pros, cons, when to use it,
// a warning and a tip, each pair of close alternatives with a table. "archbot topics --matrix" shows it, and the package's tests hold it:
// coverage_test.go has what each topic needs, compared_test.go what it is weighed against, text_test.go what each sentence does,
// links_test.go what a link looks like. A word that the lists of English lack goes into testdata/terms.txt. testdata/questions.jsonl has
// questions with the blocks that answer them; "go test ./kb/answer -run Library" asks them, and testdata/ranks.golden has what came first.
//
// A note that needs a product's manual beside it to stay true does not belong here.
package starter
