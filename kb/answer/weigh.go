package answer

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"archbot/kb"
	"archbot/kb/search"
)

// fillers carry no meaning of their own; they are not looked for.
const fillerWords = `a an the of in on for to is are was were be been being am do does did doing i we you he she they it its my our your
	their his her me us him them this that these those there here and or but with by from at as about into onto over under per via
	can could should would will shall may might must have has had having what which who whom whose how where when why if then than so
	any some all both each every no yes ok please tell show give know want wanted need needs like let lets just also very really too
	hi hello hey thanks thank say says said saying note notes help find look looking question answer think mean means get gets got
	someone somebody anyone anybody everyone everybody person people one ones thing things something anything nothing nobody up down off out
	too while during since until although though because however therefore anyway again ever never always often sometimes usually not no nor
	am isnt arent dont doesnt wont cant cannot whats hows im ive id youre its lets there's what's it's i'm etc vs versus v s t re m d ll ve isn aren wasn weren don doesn didn won wouldn couldn shouldn hasn
	haven hadn mustn still even only already actually wasnt werent didnt wouldnt couldnt shouldnt hasnt havent hadnt mustnt neednt whys wheres whos thats theyre weve youve
	ppl pls plz thx btw wanna gonna gotta gimme lemme idk imo afaik cuz coz sth smth`

var fillers = stemSet(fillerWords)

// leaners say little alone and something beside another word.
const leanerWords = `use used using uses good bad best great work working works way thing things make makes made go goes going keep
	lot many much more most less few better team company thing stuff case example between across several other another same
	max maximum min minimum average typical typically normal normally allowed
	setup strategy approach technique mechanism concept aspect issue solution idea detail option
	our own different new old big small right wrong correct happen yourself myself`

var leaners = stemSet(leanerWords)

// operations are what people do with a product or in an office, and notes on architecture seldom speak of: where the notes lack such a
// word, the question is about it.
var operations = stemSet(`install installation uninstall configure setup upgrade download compile debug license licence licensing pricing
	billing tutorial certification syntax command sdk plugin script enable disable restart reboot import export register book buy purchase
	reserve hire approve salary vacation holiday invoice`)

//go:embed offtopic.txt
var offTopicWords string

// offTopic are words of what notes on architecture do not speak of.
var offTopic = stemSet(regexp.MustCompile(`(?m)#.*$`).ReplaceAllString(offTopicWords, ""))

func stemSet(text string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(text) {
		for _, stem := range search.Stems(word) {
			set[stem] = true
		}
	}
	return set
}

// What words are worth that carry little meaning.
const (
	leanerWeight    = 0.3
	everydayWeight  = 0.42
	operationWeight = 1.4  // of an operation that the notes do not have
	unknownWeight   = 0.7  // of English words that the notes do not have
	storyWeight     = 0.25 // of the same in a long question, which tells a story
	actWeight       = 0.25 // of those of them that name nothing, and of numbers
	plainLacking    = 0.5  // the part that is left of a leaner's or an everyday word's weight where the notes lack it
	againWeight     = 0.05 // of a word that the question has already, in an expression
	sentenceWords   = 7    // from how many words on a question may be a sentence
	storyWords      = 7    // from how many words on, fillers not counted, a question is long
	contextWeight   = 0.7  // of all words of the conversation's subject together
)

// comma separates the sides of "a, b or c"; it is no word.
const comma = ","

// lex analyses a question and keeps its commas. A colon parts as a comma does: "team of five: a or b". typed has for each token what was
// typed for it between spaces, which is empty for the further tokens of a compound: "http/3" is two.
func lex(text string) (tokens []search.Token, typed []string) {
	for i, part := range strings.Split(strings.ReplaceAll(text, ": ", ", "), comma) {
		if i > 0 {
			tokens, typed = append(tokens, search.Token{Stem: comma, Pos: -1}), append(typed, "")
		}
		for _, field := range strings.Fields(part) {
			for j, t := range words(field) {
				if j > 0 {
					field = ""
				}
				tokens, typed = append(tokens, t), append(typed, strings.Trim(field, unspoken))
			}
		}
	}
	for i := range tokens {
		tokens[i].Pos = i
		if i > 0 && tokens[i].Word == "s" && tokens[i-1].Stem != comma { // "what's"
			tokens[i].Word, tokens[i].Stem = "is", "is"
		}
	}
	return tokens, typed
}

// unspoken is what stands around a word and is no part of it.
const unspoken = "?!.,;:()[]{}\"'`*_<>“”„‘’«»"

// askingWords are the words that questions are made of, apart from what they are about.
var askingWords = sync.OnceValue(func() *search.Speller {
	var words []string
	for _, in := range intents {
		for _, t := range search.Analyze(in.phrases) {
			words = append(words, t.Word)
		}
	}
	return search.NewSpeller(append(words, strings.Fields(fillerWords+" "+leanerWords)...))
})

// correct puts misspelt words right that ask ("disadvnatages") or are known to the field; the notes' own words are found as they are
// typed.
func correct(snap *search.Snapshot, tokens []search.Token) {
	for i, t := range tokens {
		if t.Stem != comma {
			tokens[i] = snap.Correct(t, askingWords())
		}
	}
	for i := range tokens {
		tokens[i] = snap.Exchanged(tokens, i)
	}
}

// long reports whether a question is so long that it tells a story.
func (q *question) long(tokens []search.Token, roles []role, whole []bool) bool {
	n := 0
	for i, t := range tokens {
		if roles[i] == says && t.Stem != comma && (!fillers[t.Stem] || whole[i]) {
			n++
		}
	}
	q.chatty = len(tokens) >= sentenceWords && len(tokens) >= 2*n
	return n >= storyWords
}

// readWords collects the words to look for and which side each is on. bounds are the token ranges of the sides.
func (q *question) readWords(snap *search.Snapshot, tokens []search.Token, typed []string, roles []role, whole []bool, bounds []span) {
	q.words, q.sides, q.names, q.strays = nil, nil, nil, false
	long := q.long(tokens, roles, whole)
	at := make([]int, len(tokens)) // index into q.words, plus one
	for i, t := range tokens {
		if t.Stem == comma || roles[i] != says || fillers[t.Stem] && !whole[i] {
			continue
		}
		weight := q.weigh(snap, t, long, whole[i])
		if q.light[i] && !whole[i] {
			weight = min(weight, leanerWeight)
		}
		term := weight == 1 && snap.Term(t)
		for j, w := range q.words {
			if w.Stem == t.Stem {
				at[i] = j + 1
				q.words[j].Weight = max(w.Weight, weight)
			}
		}
		if at[i] > 0 && whole[i] { // "piece by piece" stays together
			q.words = append(q.words, search.Word{Token: t, Weight: againWeight})
		}
		if at[i] == 0 {
			q.words = append(q.words, search.Word{Token: t, Weight: weight, Term: term, Kind: q.asking[i]})
			at[i] = len(q.words)
		}
	}
	q.join(typed, at)
	for _, b := range bounds {
		var side []int
		var name []string
		for i := b.from; i < b.to; i++ {
			if at[i] > 0 {
				side = append(side, at[i]-1)
				if typed[i] != "" {
					name = append(name, typed[i])
				}
			}
		}
		if len(side) > 0 {
			q.sides = append(q.sides, side)
			q.names = append(q.names, strings.Join(name, " "))
		}
	}
	q.setSides(q.sides, q.names)
}

// join tells of the words that were typed as one, as "local-first" was. at has for each token the index of its word, plus one.
func (q *question) join(typed []string, at []int) {
	for i := range typed {
		n := 1
		for strings.Contains(typed[i], "-") && at[i] > 0 && i+n < len(typed) && typed[i+n] == "" && at[i+n] == at[i]+n {
			n++
		}
		if n > 1 {
			q.words[at[i]-1].Joins = n
		}
	}
}

// weigh is what a word of a question is worth; whole is for one inside a name or a fixed expression. A word that says little says less still
// where the notes lack it.
func (q *question) weigh(snap *search.Snapshot, t search.Token, long, whole bool) float64 {
	lacking := !snap.Known(t.Stem)
	plain := 1.0
	switch {
	case fillers[t.Stem], leaners[t.Stem] && !whole: // a filler is here for the expression that it is in
		plain = leanerWeight
	case lacking && offTopic[t.Stem]:
		q.strays = true
		return operationWeight
	case lacking && operations[t.Stem] && !long:
		return operationWeight
	case lacking && number(t.Word):
		return actWeight
	case !whole && snap.Everyday(t):
		plain = everydayWeight
	case snap.OnlyEnglish(t) && (whole || snap.Expert(t)):
		return unknownWeight
	case snap.OnlyEnglish(t) && long:
		return storyWeight
	case snap.OnlyEnglish(t) && snap.Act(t):
		return actWeight
	case snap.OnlyEnglish(t):
		return unknownWeight
	case long && !whole && snap.PlainWord(t):
		return everydayWeight
	}
	if lacking && plain < 1 {
		return plain * plainLacking
	}
	return plain
}

// number reports whether a word is a number, which is an example more often than what is asked about.
func number(word string) bool {
	return strings.Trim(word, "0123456789.") == ""
}

// setSides makes the question a comparison where there are two sides or more.
func (q *question) setSides(sides [][]int, names []string) {
	q.compares = len(sides) > 1
	if !q.compares {
		q.sides, q.names = nil, nil
		return
	}
	q.sides, q.names = sides, names
	q.wantKind(kb.Comparison, 1)
	q.wantKind(kb.Difference, 1)
	q.wantKind(kb.UseCase, .2)
	if q.kinds[kb.Definition] == 0 {
		q.kinds[kb.Definition] = .2 // nobody asked for it, but what two things are tells them apart where nothing else does
	}
}
