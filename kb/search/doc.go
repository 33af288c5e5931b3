// Package search finds the blocks of notes that have what a question asks for, in well under a millisecond.
//
// # The way of a question
//
//	words -> [Snapshot.Expand] -> groups -> [Snapshot.Search] -> hits
//
// [Analyze] splits text into words, the same way for notes and questions, British and American spellings alike. Expand gives each word of a
// question the ways in which the notes may put it: itself, joined ("websockets" for "web sockets"), the same or a near thing by the
// [Vocabulary] of the field, a name by its initials and the other way round, and, if it stands nowhere, the notes' own words within one or two
// edits. Words that tell of a situation together, as "key", "pushed" and "repo" do, are given what notes call it (situations.txt). Search
// finds candidates by all of these in bleve's segments and ranks them.
//
// # Ranking
//
// A block's score is BM25F (one sum over weighted fields: heading, path, body, tags and details, authors, the title in the
// link's address) for each word of the question, by its best alternative, plus what words close together add, times factors for:
//
//   - how much of the question it is about, by weight (rare words weigh more, a word that no note has most of all; words in passing less, and so
//     do the words of an expression that stand apart);
//   - how well its heading is what was asked about; a heading like "Pros" counts with the one above it, which names the subject;
//   - for a question what something is, whether a part of it begins with that;
//   - how much its kind is what was asked for ("drawbacks" asks for cons; of "cache metrics" a block of that kind has the second word without
//     saying it);
//   - how well it speaks of all sides of a comparison;
//   - the level asked for, and, for near-ties, what readers thought of it.
//
// A block of a kind asked for gains a part of what the question's words are worth in other blocks of its topic (inherit.go).
//
// Ranking reads the candidates' own words; bleve's segments are the only inverted index. Equal scores are in order of file and line.
//
// # Candidates
//
// bleve's segments say which blocks have a word: in all, in the heading, more than once. Blocks are looked at choice by choice of the
// question's words: first those that have all of them, then those that have ever less by weight, as long as what is left could be better
// than the tenth that was found. Of a choice that too many blocks have, those come first that have its words in the heading, are of the
// kind asked for, have the words more than once, and have further words of the question. So the median answer takes
// less than ten times as long on a million blocks as on ten thousand; see gather.go and choose.go.
//
// # Life of an index
//
// An [Index] points to the current [Snapshot]. A snapshot consists of parts, one a file, known by the file's hash, and of engines,
// each an index of bleve. [Index.Update] makes a new snapshot that shares the parts and engines of what did not change; what did change goes
// into a small engine of its own. When there are too many small ones, one takes their place; when they are half of all, everything is
// indexed anew. Questions that are under way keep the snapshot they began with.
//
// [Open] makes an index that is kept on disk from 5,000 blocks on: parsed notes, their words and an index of bleve, all with checksums. It
// is derived data: what is damaged, or of another build of the program, is made anew.
//
// # What bleve does
//
// bleve (github.com/blevesearch/bleve/v2, its scorch kind) makes, writes, opens and closes the index of every engine. It is given terms and
// not text, by its Batch, since what a word is has to be the same in questions. It is asked through its snapshot's segments: their
// dictionaries give a bitmap of blocks for a term, which is kept for the next question (shard.go), and candidates are found by and, or and
// without of these. Its TermFieldReader, a level
// above, gives the blocks of a term one by one only. An engine that nobody has any more has its index closed when the collector finds out;
// an open one costs a goroutine and some 25 kB beside its segments.
//
// This package is the only importer of bleve.
package search
