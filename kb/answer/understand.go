package answer

import (
	"slices"
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// A question is a request understood against the notes: what it asks for, about what.
type question struct {
	kinds    map[kb.Kind]float64 // asked for, 0 to 1
	asked    []kb.Kind           // the same, most wanted first
	level    kb.Level
	clip     bool      // wants a recording
	people   bool      // asks who knows a subject
	watches  bool      // asks for a list to watch
	budget   int       // seconds there are to watch
	person   bool      // "who is …"
	thanks   bool      // "thanks, …"
	strays   bool      // has a word of what notes on architecture do not speak of
	chatty   bool      // a sentence of a person more than a list of words
	turns    bool      // "what about …": from what was talked about to something else
	asking   []kb.Kind // of each token that stays in the question although it asks for a kind
	light    []bool    // of each token, whether it only leans on what follows
	words    []search.Word
	sides    [][]int  // of a comparison: indexes into words
	names    []string // of the sides, as asked
	compares bool     // by its form it is a comparison
	listed   bool     // it became one as a list of topics: a block that has all of them may do so in passing
	lists    bool     // it has a comma or an "and"
}

// understand reads a request against a snapshot.
func understand(snap *search.Snapshot, req Request) question {
	q := question{kinds: make(map[kb.Kind]float64), level: req.Level}
	tokens, typed := lex(req.Question)
	correct(snap, tokens)
	whole := protected(snap, tokens)
	capitals(tokens, typed, whole)
	roles := make([]role, len(tokens))
	q.readPeople(tokens, roles)
	q.readIntents(snap, tokens, whole, roles)
	keepNames(snap, tokens, roles)
	q.readBudget(tokens, roles)
	q.readDefinition(tokens, roles)
	q.readForm(tokens, roles)
	bounds := splitSides(tokens, roles, whole)
	hyphenated(tokens, typed, whole)
	q.readWords(snap, tokens, typed, roles, whole, bounds)
	if len(q.words) == 0 && req.Context == "" { // "examples": what is asked for is all there is
		for i := range roles {
			if roles[i] == asksFor {
				roles[i] = says
			}
		}
		q.readWords(snap, tokens, typed, roles, whole, nil)
	}
	if len(req.Kinds) > 0 {
		q.asked, q.kinds = req.Kinds, map[kb.Kind]float64{}
		for _, k := range req.Kinds {
			q.kinds[k] = 1
		}
	}
	return q
}

// readForm reads what the first words alone say.
func (q *question) readForm(tokens []search.Token, roles []role) {
	q.lists = slices.ContainsFunc(tokens, func(t search.Token) bool { return t.Stem == comma || t.Word == "and" })
	if len(tokens) < 2 {
		q.person = false
	} else {
		q.person = tokens[0].Stem == "who" && !q.people && roles[0] == says && !hasDuty(tokens[1].Word)
		q.thanks = tokens[0].Stem == "thank"
		q.turns = tokens[1].Stem == "about" && (tokens[0].Stem == "what" || tokens[0].Stem == "how")
	}
	if n := len(tokens); n > 3 && (tokens[0].Stem == "which" || tokens[0].Stem == "what") &&
		(tokens[n-1].Stem == "there" && tokens[n-2].Word == "are" || tokens[n-1].Stem == "exist") { // "which caches are there"
		q.wantKind(kb.Types, 1)
		q.wantKind(kb.ComposedOf, .4)
		if i := slices.IndexFunc(tokens, func(t search.Token) bool { return t.Stem == "are" || t.Stem == "exist" }) - 1; i > 1 && leaners[tokens[i].Stem] {
			roles[i] = asksFor // "which caching strategies are there"
		}
	}
	if len(tokens) > 2 && tokens[0].Stem == "how" && quantities[tokens[1].Word] { // "how many do I need" does not ask whether one is needed
		delete(q.kinds, kb.UseCase)
		q.asked = slices.DeleteFunc(q.asked, func(k kb.Kind) bool { return k == kb.UseCase })
	}
	if len(q.kinds) == 0 && len(tokens) > 0 && tokens[0].Stem == "when" {
		q.wantKind(kb.UseCase, .6)
	}
}

// hasDuty reports whether a word after "who" asks for what somebody in that place does, and not for somebody's name: "who should be the
// incident commander", "who notices when it is down".
func hasDuty(word string) bool {
	return duty[word] || strings.HasSuffix(word, "s") && len(word) > len("does") && word != "knows"
}

var duty = map[string]bool{"should": true, "must": true, "may": true}

// quantities follow "how" where a number is asked for.
var quantities = map[string]bool{"many": true, "much": true, "long": true, "large": true, "big": true, "small": true, "fast": true, "often": true,
	"high": true, "far": true, "short": true}

// addContext adds the subject of the conversation to what is looked for.
func (q *question) addContext(context string) {
	tokens := words(context)
	for _, t := range tokens {
		t.Pos += contextPos // no phrase reaches from the question into it
		q.words = append(q.words, search.Word{Token: t, Weight: contextWeight / float64(len(tokens))})
	}
}

// contextPos is the position from which on words are of the conversation's subject.
const contextPos = 2 * MaxQuestion

// A role is what a token does in a question.
type role uint8

const (
	says      role = iota // it is about the subject
	asksFor               // it says what is asked for
	separates             // it stands between the sides of a comparison
)

// protected marks the tokens inside names and fixed expressions of more than one word: no intent is read into "single point of
// failure".
func protected(snap *search.Snapshot, tokens []search.Token) []bool {
	whole := make([]bool, len(tokens))
	for i := 0; i < len(tokens); i++ {
		if n := snap.Expression(tokens[i:]); n > 1 {
			for j := i; j < i+n; j++ {
				whole[j] = true
			}
			i += n - 1
		}
	}
	return whole
}

// capitals marks words that were typed in capitals where others were not, which makes names of them: "USE" beside "RED", "the CAN bus".
func capitals(tokens []search.Token, typed []string, whole []bool) {
	if !slices.ContainsFunc(typed, func(word string) bool { return word != "" && word == strings.ToLower(word) }) {
		return
	}
	for i, word := range typed {
		if len(word) > 1 && word != strings.ToLower(word) && word == strings.ToUpper(word) && !joins[tokens[i].Stem] {
			whole[i] = true
		}
	}
}

// joins are words that people type in capitals to stress them.
var joins = stemSet("vs versus or and not no with without")

// hyphenated marks words that were typed as one name, as in "happens-before".
func hyphenated(tokens []search.Token, typed []string, whole []bool) {
	for i := 0; i+1 < len(tokens); i++ {
		if strings.Contains(typed[i], "-") && typed[i+1] == "" {
			for whole[i] = true; i+1 < len(tokens) && typed[i+1] == "" && tokens[i+1].Stem != comma; i++ {
				whole[i+1] = true
			}
		}
	}
}

// readIntents finds what is asked for.
func (q *question) readIntents(snap *search.Snapshot, tokens []search.Token, whole []bool, roles []role) {
	q.asking, q.light = make([]kb.Kind, len(tokens)), make([]bool, len(tokens))
	much := 1.0
	for i := 0; i < len(tokens); {
		in, n := matchIntent(tokens[i:])
		if n == 0 || whole[i] || roles[i] != says || n == 1 && (in.clip && ofSubject(snap, tokens, i) || in.watch && len(q.kinds) > 0) {
			i++ // "metrics to watch" are no recordings
			continue
		}
		q.want(in, much)
		if len(in.kinds) > 0 {
			much = askedLater
			q.lighten(snap, tokens, i+n)
		}
		for j := i; j < i+n; j++ {
			if !in.keep {
				roles[j] = asksFor
			} else if len(in.kinds) > 0 && in.kinds[0].much >= firmKind {
				q.asking[j] = in.kinds[0].kind
			}
		}
		i += n
	}
	for i, t := range tokens { // "is it ok to use X"
		if t.Stem == "use" && len(q.kinds) > 0 && !whole[i] && roles[i] == says {
			roles[i] = asksFor
		}
	}
}

// lighten makes light of what is done with the subject after what is asked for: "what do we gain from running kubernetes" asks for what is
// good about it. What the notes have a topic on is the subject itself.
func (q *question) lighten(snap *search.Snapshot, tokens []search.Token, i int) {
	for i < len(tokens) && fillers[tokens[i].Stem] {
		i++
	}
	if i+1 < len(tokens) && strings.HasSuffix(tokens[i].Word, "ing") && len(tokens[i].Word) > len("using") && tokens[i+1].Stem != comma &&
		!snap.InHeading(tokens[i].Stem) {
		q.light[i] = true
	}
}

// ofSubject reports whether a word that may ask for a recording is a part of what is asked about: notes on video have it in a heading, and it
// stands by itself beside a word that says something, as in "packaging video just in time". So are "the video segments" wherever they stand.
func ofSubject(snap *search.Snapshot, tokens []search.Token, i int) bool {
	tells := func(j int) bool {
		return j >= 0 && j < len(tokens) && tokens[j].Stem != comma && !fillers[tokens[j].Stem] && !leaners[tokens[j].Stem] && intentPhrases[tokens[j].Stem] == nil
	}
	if i > 0 && articles[tokens[i-1].Word] && tells(i+1) {
		return snap.Known(tokens[i].Stem)
	}
	return snap.InHeading(tokens[i].Stem) && (tells(i-1) || tells(i+1))
}

// articles stand before what is spoken of as known.
var articles = map[string]bool{"the": true, "our": true, "my": true, "your": true, "their": true, "its": true}

// keepNames leaves a word that asks for something in the question where the notes have a topic with it and the question's subject in its
// name: "which database should I choose" is about "Choosing a database".
func keepNames(snap *search.Snapshot, tokens []search.Token, roles []role) {
	for i, t := range tokens {
		if roles[i] != asksFor || fillers[t.Stem] || leaners[t.Stem] {
			continue
		}
		for j, other := range tokens {
			if roles[j] == says && !fillers[other.Stem] && !leaners[other.Stem] && snap.InOneHeading(t.Stem, other.Stem) {
				roles[i] = says
				break
			}
		}
	}
}

// askedLater is how much of what is asked for after something else counts: "pros and cons" gives the pros first.
const askedLater = 0.95

func (q *question) want(in *intent, much float64) {
	if in.level != kb.AnyLevel && q.level == kb.AnyLevel {
		q.level = in.level
	}
	q.clip = q.clip || in.clip
	q.watches = q.watches || in.watch
	for _, w := range in.kinds {
		q.wantKind(w.kind, much*w.much)
	}
}

func (q *question) wantKind(kind kb.Kind, much float64) {
	if _, ok := q.kinds[kind]; !ok {
		q.asked = append(q.asked, kind)
	}
	q.kinds[kind] = max(q.kinds[kind], much)
}

// readDefinition reads "what is X" as asking for a definition: with "what" alone that was a loss, so nothing else may be asked
// for, and X is short.
func (q *question) readDefinition(tokens []search.Token, roles []role) {
	if len(q.kinds) > 0 || len(tokens) < 2 || tokens[0].Stem != "what" {
		return
	}
	if next := tokens[1].Word; next != "is" && next != "are" && next != "s" && next != "does" {
		return
	}
	meaning := 0
	for i, t := range tokens {
		if roles[i] == says && !fillers[t.Stem] && t.Stem != comma {
			meaning++
		}
	}
	if meaning > 0 && meaning <= 4 {
		q.wantKind(kb.Definition, 1)
		q.wantKind(kb.Explanation, .3)
		q.wantKind(kb.Types, .2)
	}
}
