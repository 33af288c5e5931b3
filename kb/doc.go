// Package kb is the knowledge base: it reads notes and says what is in them. It knows no Slack and no index.
//
// # Writing notes
//
// A note is a Markdown file: .md or .markdown, UTF-8, up to 8 MiB. Its headings are topics. What stands under a heading is a block,
// the unit that is found, shown and voted on. To say more about a block, put an annotation before it: a heading of level 6 whose
// text is a JSON object on one line. The block's text follows, up to the next heading of any level.
//
//	## Kafka
//
//	A distributed log.
//
//	###### {"semantic":"cons", "source-link":"https://www.youtube.com/watch?v=KrrnUrPWUZY", "time-period":"00:20:50 - 00:21:48", "source-author":"Viktor Gamov"}
//
//	Random access limitation
//
// Here are two blocks under the topic Kafka: an explanation in line 1, since text without an annotation explains, and a drawback, which
// a talk tells more of. All keys may be left out:
//
//	semantic        the kind: why, intro-definition, explanation, example, metaphor, composed-of, types, use-case, warning, metrics,
//	                remember, simil, diff, pat, untipat, corr, causation, comparison, tip, tool, pros, cons; without it: explanation
//	source-link     where it comes from: an http or https address
//	source-author   who says it; several names are separated by ; or , or "and"
//	source-details  chapter, page, slide
//	time-period     HH:MM:SS - HH:MM:SS in the recording at source-link; may be given more than once
//	mastery         entry, medium or advanced; without it: entry
//	tags            words, separated by commas
//	inspired-by     a source that is not quoted
//	clarity         normal or above
//
// A table under a comparison is shown as a table. Two files beside the notes say what no note does. In people.txt a line says who an author is
// in Slack (Profile, ⋮, Copy member ID), so that a question without an answer can call who knows what is near; nobody is called by a name
// alone. In synonyms.txt a line says which words the team uses for the same thing, or for something near, or in which words, wherever they
// stand in a question, people tell of something that has a name:
//
//	Martin Kleppmann = U0123ABCD
//
//	hermes = event backbone
//	ledger ~ billing
//	invoice/bill + wrong/missing/twice ~ reconciliation
//
// # What is forgiven
//
// Notes are written by hand and exported by word processors. Everything is read as it was most likely meant, and whatever had to be
// guessed is a [Finding] with line and column; where the cure is mechanical it brings a [Fix]:
//
//   - Annotations: broken into lines, missing, curly and single quotes, unquoted keys and values, = for :, missing commas and braces, escaped quotes,
//     capital letters and slips in keys, singular for plural, a key given twice, other heading levels, text after the brace.
//   - Values: Markdown and stray brackets around a link, stray quotes around names, periods that are reversed, out of range or
//     incomplete (the start is kept). A kind that is none stays as it is written, and is found and ranked as the one that it is meant to be: gotcha
//     as a warning, best-practices as a tip.
//   - Text: emphasis whose closing marks follow a space, backslashes that were meant as line breaks, arrows laid out with tabs, lists of
//     synonyms over many lines, HTML with tags never closed, <1MB and <your-key> that are no tags, a fence or comment never closed.
//   - Files: byte order marks, CRLF and CR, bytes that are no UTF-8. A file that is no text, too large or unreadable is a note without
//     blocks and with one error.
//
// A heading without text ends a section; what follows belongs to the topic above. A trailing {#anchor} is no part of a heading.
// Front matter in YAML may give title, author (or authors), tags, status and date; its tags apply to all blocks.
//
// # Plain Markdown
//
// Notes without annotations are read, too. A block without one takes its kind from its heading, where that is a word of the field:
// Pros, Drawbacks, When to use, Consequences, Best practices, "What is Kafka?", "Kafka vs RabbitMQ", "Why event sourcing", ….
// A link to a recording that has a paragraph for itself is its source, with the moment that the link names. The authors in front
// matter are those of all blocks that name neither an author nor a source. Status and date of a decision record are read from front
// matter, from lines "Status: accepted" at its start, or from a section Status.
//
// # Lint
//
// [Rules] lists all rules with an example each; [Fixed] mends a file and changes nothing else in it. A comment turns rules off:
//
//	<!-- lint:off image-alt -->                 from here to the end of the note
//	<!-- lint:off-line unknown-key bad-link --> in this line and the next that is not blank
//
// Without a rule it means all of them.
//
// # A tour of the code
//
// [Load] walks a file system and hands each file to [Parse], which is pure and total:
//
//	text.go             bytes -> clean text that remembers where things stood in the file
//	frontmatter.go      YAML at the start
//	markdown.go         the Markdown parser and its bounds; fences.go, htmlblock.go, annotationline.go, emphasis.go are its parts
//	parse.go, block.go  headings (heading.go) and annotations -> sections -> blocks
//	annotation.go       an annotation -> keys and values as written; annotationread.go and annotationvalue.go give them their
//	                    meaning, with annotationkey.go, kindword.go, link.go, author.go and clip.go
//	walk.go, html.go    the Markdown tree, and HTML in it, -> calls on one builder, build.go, which makes a Body; walkinline.go,
//	                    htmltag.go and table.go are parts of them; inline.go and layout.go tidy text
//	id.go               IDs and revisions
//	plain.go            what headings and links say where there is no annotation
//	rules.go, lint.go   what is reported; silence.go turns it off; fix.go mends it
//	tree.go             the topics of all notes
//
// All of it is linear in the size of a note, with bounds on nesting and on what may be quadratic, and keeps no state between notes.
//
// # Non-goals
//
// The package renders nothing, fetches nothing, and does not judge what a note says.
package kb
