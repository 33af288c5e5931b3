package search

import "strings"

// american is a word as it is spelt in America, where the British spelling is another: "colour", "optimise", "modelling". What only looks like
// one ("contour", "promise") is changed, too, which does no harm: notes and questions are changed alike. Words are of letters a to z.
func american(word string) string {
	if len(word) < 5 {
		return word
	}
	if other, ok := otherwiseInAmerica[word]; ok {
		return other
	}
	for _, rule := range british {
		at := strings.LastIndex(word, rule.from)
		if at < rule.after || !rule.ends[word[at+len(rule.from):]] {
			continue
		}
		if base := word[:at+len(rule.from)]; rule.doubled && (!strings.ContainsAny(word[:at], "aeiou") || doubledInAmerica(base)) {
			continue
		}
		return word[:at] + rule.to + word[at+len(rule.from):]
	}
	return word
}

// A spelling is what British words have before their ending, and what American ones have there.
type spelling struct {
	from, to string
	after    int             // letters that stand before it, at least
	ends     map[string]bool // what may follow
	doubled  bool            // it is the l that is doubled in words of several syllables only in Britain
}

var british = []spelling{
	{"is", "iz", 4, endings("e ed es er ers ing able ation ations"), false},
	{"our", "or", 3, endings(" s ed ing al able ful hood ite ites"), false},
	{"lys", "lyz", 3, endings("e ed ing er ers"), false},
	{"ell", "el", 2, endings("ed ing er ers"), true},
	{"gnall", "gnal", 2, endings("ed ing er ers"), true},
}

func endings(list string) map[string]bool {
	set := make(map[string]bool)
	for _, e := range strings.Split(list, " ") {
		set[e] = true
	}
	return set
}

// doubledInAmerica reports whether a word has its l doubled there as well, since it has before any ending: "misspelling".
func doubledInAmerica(base string) bool {
	for _, word := range []string{"sell", "tell", "spell", "smell", "swell", "dwell", "shell", "yell", "quell"} {
		if strings.HasSuffix(base, word) {
			return true
		}
	}
	return false
}

// otherwiseInAmerica has what follows no rule.
var otherwiseInAmerica = map[string]string{
	"artefact": "artifact", "artefacts": "artifacts", "catalogue": "catalog", "catalogues": "catalogs", "catalogued": "cataloged",
	"dialogue": "dialog", "dialogues": "dialogs", "analogue": "analog", "centre": "center", "centres": "centers", "centred": "centered",
	"metre": "meter", "metres": "meters", "licence": "license", "licences": "licenses", "defence": "defense", "defences": "defenses",
	"programme": "program", "programmes": "programs", "judgement": "judgment", "ageing": "aging", "fulfil": "fulfill", "enrol": "enroll",
	"whilst": "while", "learnt": "learned", "cheque": "check",
}
