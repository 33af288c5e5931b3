package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// A Token is a word of a text as the index sees it.
type Token struct {
	Word  string // lower case, compatibility forms folded: what spelling is checked against
	Stem  string // what is matched; see [Stem]
	Pos   int    // counts words; the joined form of a compound has the position of its first part
	Whole bool   // the joined form of a compound that also stands there in parts: "pubsub" of "pub/sub"
}

// Analyze splits text into words. Letters and digits make words; a word joined by / - _ . or ' or by a change of case stands
// there twice, in its parts and as a whole, so that "pub/sub", "load-leveling", "WebSockets" and "HTTP/2" are found however
// they are typed. "C#", "C++" and version numbers like 0.9.1 stay one word. Scripts that do not separate words give a word a
// character.
func Analyze(text string) []Token {
	tokens := appendWords(nil, text, 0)
	for i := range tokens {
		tokens[i].Stem = Stem(tokens[i].Word)
	}
	return tokens
}

// appendWords adds the words of text, not yet stemmed, the first at position pos.
func appendWords(tokens []Token, text string, pos int) []Token {
	if !isASCII(text) {
		text = norm.NFKC.String(text)
	}
	for len(text) > 0 {
		r, size := decode(text)
		if !wordRune(r) {
			text = text[size:]
			continue
		}
		n := compoundLen(text)
		tokens, pos = appendCompound(tokens, text[:n], pos)
		text = text[n:]
	}
	return tokens
}

func decode(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// joiner reports whether r may join the parts of a compound.
func joiner(r rune) bool {
	switch r {
	case '/', '-', '_', '.', '\'', '’', '&', '\u2010', '\u2011':
		return true
	}
	return false
}

// compoundLen is the length in bytes of the compound that text begins with: words joined by one joiner each.
func compoundLen(text string) int {
	n := 0
	for n < len(text) {
		r, size := decode(text[n:])
		if wordRune(r) {
			n += size
			continue
		}
		if !joiner(r) || n+size >= len(text) {
			break
		}
		if next, _ := decode(text[n+size:]); !wordRune(next) {
			break
		}
		n += size
	}
	if n <= 2 && n < len(text) && text[n] == '#' { // C#, F#
		n++
	} else if n <= 2 && strings.HasPrefix(text[n:], "++") { // C++
		n += 2
	}
	return n
}

// appendCompound adds one compound: its parts at positions of their own, and the whole.
func appendCompound(tokens []Token, compound string, pos int) ([]Token, int) {
	lower := strings.ToLower(compound)
	if simple(compound) {
		return append(tokens, Token{Word: lower, Pos: pos}), pos + 1
	}
	parts := splitParts(compound)
	if n := len(parts[len(parts)-1]); abbreviations(compound) {
		parts[len(parts)-1] = parts[len(parts)-1][:n-1]
	}
	if len(parts) == 1 {
		return append(tokens, Token{Word: parts[0], Pos: pos}), pos + 1
	}
	if len(parts) <= maxParts && !lowerIdeographic(compound) {
		tokens = append(tokens, Token{Word: strings.Join(parts, ""), Pos: pos, Whole: true})
	}
	for _, part := range parts {
		tokens = append(tokens, Token{Word: part, Pos: pos})
		pos++
	}
	return tokens, pos
}

// abbreviations reports whether a compound ends in several of an abbreviation, as JWTs and VMs do. The stemmer takes an s from words with
// a vowel only.
func abbreviations(s string) bool {
	n := len(s)
	return n > 2 && s[n-1] == 's' && 'A' <= s[n-2] && s[n-2] <= 'Z' && 'A' <= s[n-3] && s[n-3] <= 'Z'
}

// maxParts is how many parts a compound may have to be indexed as a whole too: beyond are paths and host names.
const maxParts = 3

// simple reports whether a compound is one plain word: ASCII letters of which only the first may be upper case, or all of
// one case, or digits.
func simple(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || i == 0 && 'A' <= c && c <= 'Z' {
			continue
		}
		return false
	}
	return true
}

// splitParts gives the lower-case parts of a compound: at joiners (a dot between digits and the s of a possessive do not
// count) and where a lower-case letter is followed by an upper-case one.
func splitParts(s string) []string {
	var parts []string
	runes := []rune(s)
	begin := 0
	flush := func(end int) {
		if end > begin {
			parts = append(parts, strings.ToLower(string(runes[begin:end])))
		}
	}
	for i, r := range runes {
		switch {
		case ideographic(r):
			flush(i)
			parts = append(parts, string(r))
			begin = i + 1
		case joiner(r):
			if r == '.' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]) {
				continue
			}
			flush(i)
			begin = i + 1
			if (r == '\'' || r == '’') && i+2 == len(runes) && unicode.ToLower(runes[i+1]) == 's' {
				return parts // possessive
			}
		case i > begin && unicode.IsUpper(r) && unicode.IsLower(runes[i-1]) && i-begin > 1 && camel(runes, i):
			flush(i)
			begin = i
		}
	}
	flush(len(runes))
	return parts
}

// camel reports whether the upper-case letter at i begins a word (WebSockets, openID), not a plural or unit (APIs, kB, RabbitMQ).
// Names such as RabbitMQ are read both ways: whole and in parts.
func camel(runes []rune, i int) bool {
	return i+1 < len(runes) && !joiner(runes[i+1])
}

// ideographic reports whether r is of a script that writes words without spaces between them.
func ideographic(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func lowerIdeographic(s string) bool {
	for _, r := range s {
		if ideographic(r) {
			return true
		}
	}
	return false
}

// Stem reduces an English word to its stem by the Snowball algorithm, in whichever spelling; words with anything but letters a to z in them, and
// words of one or two letters, stay as they are. Snowball leaves the plural of "SLO" or "DTO" as it is, for the sake of "gas" and "this"; of
// four letters that end in -os hardly any are singular.
func Stem(word string) string {
	if len(word) < 3 {
		return word
	}
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	env := snowballstem.NewEnv(american(word))
	english.Stem(env)
	stem := env.Current()
	if len(word) == len("slos") && strings.HasSuffix(stem, "os") {
		stem = stem[:len(stem)-1]
	}
	return stem
}
