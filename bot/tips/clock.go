package tips

import (
	"regexp"
	"strconv"
	"strings"

	"archbot/bot/words"
	"archbot/kb"
)

// clockPattern is a time of day: 9:30, 09.30, 9:30am, 9am, 17h, 17h30. A number alone is none.
var clockPattern = regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d\d)|h)?(?:(am|pm)|uhr)?$`)

// ParseClock reads a time of day.
func ParseClock(s string) (hour, minute int, ok bool) {
	s = strings.ToLower(s)
	m := clockPattern.FindStringSubmatch(s)
	if m == nil || m[1] == s {
		return 0, 0, false
	}
	hour, _ = strconv.Atoi(m[1])
	if m[2] != "" {
		minute, _ = strconv.Atoi(m[2])
	}
	if m[3] != "" {
		if hour < 1 || hour > 12 {
			return 0, 0, false
		}
		if hour %= 12; m[3] == "pm" {
			hour += 12
		}
	}
	return hour, minute, hour < 24 && minute < 60
}

// kinds are the kinds of which tips are made, in the order in which people read them.
var kinds = []kb.Kind{kb.Tip, kb.Caveat, kb.Remember, kb.Pros, kb.Cons, kb.UseCase, kb.Causation, kb.Why}

// Kinds returns the kinds of blocks of which tips are made.
func Kinds() []kb.Kind { return append([]kb.Kind(nil), kinds...) }

// kindWords are other words for kinds.
var kindWords = map[string]kb.Kind{"tips": kb.Tip, "warnings": kb.Caveat, "pro": kb.Pros, "con": kb.Cons, "usecase": kb.UseCase,
	"usecases": kb.UseCase, "use-cases": kb.UseCase, "when": kb.UseCase, "cause": kb.Causation, "reason": kb.Why}

func parseKind(s string) (kb.Kind, bool) {
	s = strings.ToLower(s)
	for _, k := range kinds {
		if s == string(k) || s == strings.ToLower(k.Label()) {
			return k, true
		}
	}
	k, ok := kindWords[s]
	return k, ok
}

func kindNames() string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

// languageNames are the languages' own names and English ones.
var languageNames = map[string]string{"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "francais": "fr",
	"spanish": "es", "español": "es", "espanol": "es"}

// language reads a code or a name of a language that archbot speaks.
func language(s string) (code string, ok bool) {
	s = strings.ToLower(s)
	if name, named := languageNames[s]; named {
		return name, true
	}
	for _, code := range words.Languages() {
		if s == code {
			return code, true
		}
	}
	return "", false
}
