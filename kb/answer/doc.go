// Package answer turns a question into an answer from the notes, in the notes' own words, or says that they have none.
//
// # The way of a question
//
//	text -> [Parse] -> [Request] -> [Answerer.Answer] -> [Answer]
//
// Parse takes filters out of the text and knows no notes. Answer reads what the question asks for (its intent: a table in
// intent.go), about what (its subjects: topics of the notes, tolerant of spelling and abbreviations) and whether it compares (its
// sides). It asks the index, judges whether what was found answers the question at all, and composes: the lead, further snippets,
// for a comparison a table, for nothing the nearest topics.
//
// # Outcomes
//
//   - answer: snippets, best first. A question of filters alone gives all blocks that pass them, in file order.
//   - comparison: "a vs b". A block that covers all sides leads, with its table where it has one with a column a side;
//     otherwise the table is composed of the sides' blocks, a row a kind, an empty cell where there is no note.
//   - none: the best block has too little of the question. Words that no note has weigh most, so "kafka connect sink" is not
//     answered by just any note on Kafka.
//   - topics: nothing was asked, or a subject too wide to answer and nothing more: no block stands directly under it and more than
//     eight stand below, under several topics, which are then offered. Where a block does stand there, it is the answer.
//
// An answer may also name people (Answer.People: "who knows about kafka"), be a list of recordings to watch one after the other
// (Answer.Watch: "videos on kafka, 15 minutes"), and name sides of a comparison that the notes lack (Answer.Missing). So it does with
// a subject that no note has as a topic, in a heading or as a tag, where a block still has something on it: the answer is then from other
// topics and says which ([Answer.Nearest]).
//
// # What a question's words weigh
//
// How much of a question a block must have is in a table in judge.go. It grows with the notes: among many blocks some have any two words,
// and the less so in headings and tags.
//
// Words that ask (intent.go) and fillers are not looked for. Leaners and everyday words weigh little, and half of that where the notes lack
// them; English words that the notes lack weigh less than names that they lack, verbs, adjectives and numbers least. In a long question, which
// tells a story, all these weigh less, and less of it is enough. A term, a word that no dictionary of English has, decides more than others: a
// short question that has one which a block lacks is hardly answered by it, unless the block has two others; half as much where other blocks
// have it. What notes on architecture do not speak of (offtopic.txt), as printers and holidays, weighs most where the notes lack it, is a lack
// where a text has it in passing, and such a question is no story. Words that were typed with a hyphen, or in capitals where others were not,
// are names: they ask for nothing and are no fillers.
//
// After what is asked for, what is done with the subject is light ("gain from running kubernetes"), unless the notes have a topic on it. Fillers
// inside a name or an expression are looked for, but say little. A message that begins with thanks, asks for nothing and names no topic is no
// question.
//
// A word that a block has in other words only, by the vocabulary, counts as half a word when it is judged whether the block is about what was
// asked, and as what its synonym weighs everywhere else.
//
// # Carrying
//
// [Answer.Carry] gives the small request that gives an answer again, for a button: by subjects and blocks, so that it works after a
// restart and on another replica, and never the question. A block that has moved is found by its revision, a changed one is shown
// as it is now, and those that are gone are counted.
//
// # Measuring
//
// [Evaluate] asks questions with known answers ([Case]) and reports success at rank 1, mean reciprocal rank, nDCG and how well it
// says none. The package's own cases are in testdata, some of them held out from tuning ([Case.Held]).
//
// Nothing here knows Slack, and nothing shown is made up: every text is a part of a block.
package answer
