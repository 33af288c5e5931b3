// Package render turns answers into what people see in Slack: an [answer.Answer] and [Options] into a [Message] of Block Kit.
// Its functions are pure: the same answer always looks the same, and nothing here asks Slack, a clock or the notes.
//
// # What messages look like
//
// A normal answer ([Answer], [Plain]):
//
//	header    the lead's topic
//	context   the topics above it · kind · level, where not entry · how a misspelt word was read
//	section…  the lead's body, as whole as it fits; a table and up to three pictures as blocks of their own
//	section   ▶ its moments, each linked to the second; a caption and its moments are one section
//	context   file:line, linked where the notes can be read somewhere · author · source · who inspired it
//	divider, section, context   for each of up to four further snippets, shortened
//	context   and 3 more: what to type for them
//
// A comparison:
//
//	header    Kafka vs RabbitMQ
//	context   the topic path of the note that compares · comparison; or that the table is put together
//	table     an aspect a row, a subject a column; in a table that is put together each cell ends with where it comes
//	          from, and an empty one says that there is no note yet
//	section   when to use each, side by side as fields where there are two; where all points stand
//	section   ▶ the moments of each side
//	context   file:line · author · source
//
// Under a private answer, before its last context line, stands a button that shares it with the channel where [Options].Share gives
// what that carries; what was shared ends with who asked. An answer given again says how many of its notes are gone by now.
//
// A question of filters is a list of what matches; a wide question is a list of topics with what to type for each; a gap is
// one sentence and the nearest topics. [Help], [Sorry] and [Notice] are sections.
//
// [Plain] is the same without tables and pictures: a table becomes a line a row, "*Throughput* — Kafka: … · RabbitMQ: …", a
// picture a link. It is always [Message.Classic] and below [MaxAck]. Modals and the Home tab are plain too.
//
// No control is shown that does nothing: what leads on is a link, or the words to type.
//
// # What fits
//
// Slack's limits are the exported constants, each with its source; what passes one is refused as a whole, so nothing is ever
// sent that does. A page (page.go) knows what is left of [MaxBlockJSON] and [MaxBlocks] and adds a block only if it fits; what
// must come last is kept room for. Whatever is left out is said to be, with the place in the note where all of it stands:
// bodies are cut between paragraphs, items and lines of code, never inside a link, and every fence is closed; table cells are
// shortened with an ellipsis, then rows are left out from the end. Running text is cut after a sentence, else after a word, and what
// leads in to something never comes last.
//
// Lengths are counted after escaping, in UTF-16 units. Blocks weigh what their JSON does, and never more than 15,000 bytes in
// any script, so that with the text (at most 4,000 units and 4,500 bytes) a plain message is below the 20,480 bytes of an ack.
//
// # What is safe
//
// Whatever comes from a note or a person is cleaned and escaped here, exactly once (escape.go):
//
//   - it is made valid UTF-8, without control characters and bidirectional overrides;
//   - in mrkdwn &, < and > are escaped, and texts are verbatim, so that Slack makes no names and links out of them;
//   - <!, <@, <#, @here and the like are also broken up by a word joiner (U+2060) wherever they stand, because another client,
//     a copy or a later edit may read what this place does not;
//   - a character that Slack would take for a style, and that is none, is replaced by one that looks like it (∗ ˍ ∼ ˋ), but only
//     where it could pair up; mrkdwn has no escape, and invisible characters do not disarm it everywhere;
//   - a > at the beginning of a line, fences in code, and :100: are broken up by a word joiner;
//   - a style is set only where Slack is known to show it: around whole words, not beside another delimiter, within a line. Else
//     it is dropped, and the text stays;
//   - only http, https and mailto become links, percent-encoded where a character could end them; others keep their label.
//
// Relative links and pictures lead to where [Options].NotesURL says that people read the notes. A relative picture is a link and not an
// image block: Slack fetches pictures itself, refuses a message whose picture it cannot fetch, and such a place is often private.
//
// # A tour
//
// render.go is the way in. page.go puts a message together; found.go, comparison.go and topics.go say in which order. snippet.go
// words what stands around a body. body.go sets a body as mrkdwn in pieces, inline.go its running text, tabletext.go its tables;
// share.go ends a message. comparison_table.go and table.go make table blocks, richtext.go their cells. shorten.go cuts bodies
// before they are set, cut.go running text; leadin.go knows what leads in to something. fallback.go makes the message's text.
// tip.go shows tips, tip_plan.go says when they come. feedback.go asks whether an answer was helpful; gaps.go and modal_note.go
// are for what the notes lack. notes.go knows where notes are read. words.go holds all that people read, limits.go all the numbers.
//
// # Goals and non-goals
//
// An answer must never be refused for its form, call anybody, or hide that it is not whole. It does not choose what to answer,
// does not send, and knows no terminal.
package render
