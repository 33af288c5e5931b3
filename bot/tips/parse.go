package tips

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"archbot/bot/words"
	"archbot/kb"
)

// A Verb is what a line of words asks for.
type Verb string

// The verbs. Open is what no words at all ask for.
const (
	Open      Verb = "open"
	Subscribe Verb = "subscribe"
	Now       Verb = "now"
	Pause     Verb = "pause"
	Resume    Verb = "resume"
	Off       Verb = "off"
	List      Verb = "list"
)

// A Command is a line of words about tips, read.
type Command struct {
	Verb  Verb
	Plan  Plan          // of Subscribe; its topics, level and kinds are also Now's
	For   time.Duration // of Pause, unless Until is given
	Until string        // of Pause: the local date on which tips go on
}

// A Problem is what is wrong with words that a person typed, for that person. Key and Args are words.Printer.Say's.
type Problem struct {
	Key  string
	Args []any
}

// Error is the problem in English.
func (p *Problem) Error() string { return fmt.Sprintf(p.Key, p.Args...) }

func problem(key string, args ...any) error { return &Problem{key, args} }

// Bounds of what one line may hold.
const (
	maxLine   = 1000           // runes
	maxValues = 20             // topics, and kinds
	maxValue  = 100            // runes of a topic
	maxPause  = 366            // days
	dayLength = 24 * time.Hour // of a pause; how long a local day is does not matter for one
)

// Parse reads the words after "tips". What a plan leaves out is taken from base. Its errors are *[Problem].
func Parse(text string, base Plan) (Command, error) {
	tokens, err := split(text)
	if err != nil {
		return Command{}, err
	}
	if len(tokens) == 0 {
		return Command{Verb: Open}, nil
	}
	first, rest := tokens[0], tokens[1:]
	switch word := strings.ToLower(first); word {
	case "now":
		c := Command{Verb: Now, Plan: base}
		err := parsePlan(&c.Plan, rest, true)
		return c, err
	case "pause":
		return parsePause(rest)
	case "resume", "on", "off", "stop", "list", "show":
		if len(rest) > 0 {
			return Command{}, problem(words.Key("“%s” stands alone; leave out “%s”."), word, rest[0])
		}
		return Command{Verb: map[string]Verb{"resume": Resume, "on": Resume, "off": Off, "stop": Off, "list": List, "show": List}[word]}, nil
	}
	c := Command{Verb: Subscribe, Plan: base}
	err = parsePlan(&c.Plan, tokens, false)
	return c, err
}

// straight turns the quotes that word processors and telephones write into plain ones.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`)

// split takes a line apart at its spaces; what stands in quotes stays together, without them. So does a list whose commas are followed by
// spaces.
func split(text string) ([]string, error) {
	if utf8.RuneCountInString(text) > maxLine {
		return nil, problem(words.Key("That is too long; at most %d characters."), maxLine)
	}
	var tokens []string
	var w strings.Builder
	inside, open := false, false
	for _, r := range straight.Replace(strings.ToValidUTF8(text, "")) {
		switch {
		case r == '"':
			inside, open = !inside, true
		case unicode.IsSpace(r) && !inside:
			if open || w.Len() > 0 {
				tokens = append(tokens, w.String())
			}
			w.Reset()
			open = false
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		default:
			w.WriteRune(r)
		}
	}
	if inside {
		return nil, problem(words.Key("A quotation mark is missing at the end."))
	}
	if open || w.Len() > 0 {
		tokens = append(tokens, w.String())
	}
	return joinLists(tokens), nil
}

// joinLists puts "mon," and "wed" back together.
func joinLists(tokens []string) []string {
	var out []string
	for _, t := range tokens {
		if n := len(out); n > 0 && (strings.HasSuffix(out[n-1], ",") || strings.HasPrefix(t, ",")) {
			out[n-1] += t
			continue
		}
		out = append(out, t)
	}
	return out
}

// parsePause reads "2w", "3 days", "until 2026-12-24".
func parsePause(tokens []string) (Command, error) {
	c := Command{Verb: Pause}
	text := strings.ToLower(strings.Join(tokens, ""))
	if date, ok := strings.CutPrefix(text, "until"); ok {
		if _, err := time.Parse(dateForm, date); err != nil {
			return c, problem(words.Key("“%s” is no date; write it like 2026-12-24."), date)
		}
		c.Until = date
		return c, nil
	}
	digits := strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	n, err := strconv.Atoi(digits)
	days := map[string]int{"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7, "m": 30, "month": 30, "months": 30}[text[len(digits):]]
	if err != nil || n < 1 || n > maxPause || days == 0 || n*days > maxPause {
		return c, problem(words.Key("Say for how long, up to a year: pause 3d, pause 2w, pause until 2026-12-24."))
	}
	c.For = time.Duration(n*days) * dayLength
	return c, nil
}

// parsePlan reads the words of a plan, in any order. Narrow allows only what chooses among tips.
func parsePlan(p *Plan, tokens []string, narrow bool) error {
	r := planReader{plan: p}
	for i := 0; i < len(tokens); i++ {
		token := tokens[i]
		if strings.EqualFold(token, "every") && i+1 < len(tokens) { // "every monday", "every day"
			i++
			if token = tokens[i]; strings.EqualFold(token, "day") {
				token = "everyday"
			}
		}
		key, value, named := strings.Cut(token, ":")
		if named && utf8.RuneCountInString(value) > 0 && isName(key) {
			if err := r.named(strings.ToLower(key), value); err != nil {
				return err
			}
			continue
		}
		if narrow {
			return problem(words.Key("“%s” does not go with “now”; that takes topic:…, level:… and kind:…."), token)
		}
		if err := r.plain(token); err != nil {
			return err
		}
	}
	return nil
}

// isName tells "topic" from the "9" of "9:30".
func isName(key string) bool {
	for _, r := range key {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return key != ""
}

// A planReader reads words into a plan, and keeps what a plan can have once from being given twice.
type planReader struct {
	plan                 *Plan
	at, zone, days       bool
	topics, kinds, level bool
}

// plain reads a word that says by itself what it is.
func (r *planReader) plain(token string) error {
	switch strings.ToLower(token) {
	case "daily", "at":
		return nil
	case "recap":
		r.plan.Recap = true
		return nil
	}
	if days, ok := parseDays(token); ok {
		if r.days {
			return problem(words.Key("The days are given twice; write them as one list: mon,wed,fri."))
		}
		r.plan.Days, r.days = days, true
		return nil
	}
	if hour, minute, ok := ParseClock(token); ok {
		if r.at {
			return problem(words.Key("The time is given twice; keep one."))
		}
		r.plan.Hour, r.plan.Minute, r.at = hour, minute, true
		return nil
	}
	if zone, ok := Zone(token); ok {
		if r.zone {
			return problem(words.Key("The time zone is given twice; keep one."))
		}
		r.plan.Zone, r.zone = zone, true
		return nil
	}
	return unread(token)
}

// unread says what is odd about a word that nothing reads.
func unread(token string) error {
	switch {
	case strings.ContainsAny(token, "0123456789"):
		return problem(words.Key("“%s” is no time of day; write it like 9:30."), token)
	case strings.Contains(token, "/") || token == strings.ToUpper(token):
		return problem(words.Key("“%s” is no time zone I know; write a place such as Europe/Berlin or America/New_York."), token)
	}
	return problem(words.Key("I do not understand “%s”. Write for example: daily 9:30 Europe/Berlin weekdays topic:messaging level:medium"), token)
}

// named reads "topic:messaging" and its like.
func (r *planReader) named(key, value string) error {
	switch key {
	case "topic", "topics":
		return r.addTopics(value)
	case "kind", "kinds":
		return r.addKinds(value)
	case "level":
		level, ok := kb.ParseLevel(value)
		if !ok && !strings.EqualFold(value, "all") {
			return problem(words.Key("“%s” is no level; there are entry, medium, advanced and all."), value)
		}
		if r.level {
			return problem(words.Key("The level is given twice; keep one. A level brings those below it, too."))
		}
		r.plan.Level, r.level = level, true
	case "lang", "language":
		code, ok := language(value)
		if !ok {
			return problem(words.Key("“%s” is no language I speak; there are %s."), value, strings.Join(words.Languages(), ", "))
		}
		r.plan.Language = code
	case "recap":
		switch strings.ToLower(value) {
		case "on", "yes":
			r.plan.Recap = true
		case "off", "no":
			r.plan.Recap = false
		default:
			return problem(words.Key("Write recap:on or recap:off."))
		}
	default:
		return problem(words.Key("I do not know “%s:”. There are topic:, level:, kind:, language: and recap:."), key)
	}
	return nil
}

func (r *planReader) addTopics(value string) error {
	if !r.topics {
		r.plan.Topics, r.topics = nil, true
	}
	for part := range strings.SplitSeq(value, ",") {
		part = strings.Join(strings.Fields(part), " ")
		switch {
		case part == "" || strings.EqualFold(part, "all"):
		case utf8.RuneCountInString(part) > maxValue || len(r.plan.Topics) == maxValues:
			return problem(words.Key("At most %d topics, of %d characters each."), maxValues, maxValue)
		default:
			r.plan.Topics = append(r.plan.Topics, part)
		}
	}
	return nil
}

func (r *planReader) addKinds(value string) error {
	if !r.kinds {
		r.plan.Kinds, r.kinds = nil, true
	}
	for part := range strings.SplitSeq(value, ",") {
		part = strings.TrimSpace(part)
		if part == "" || strings.EqualFold(part, "all") {
			continue
		}
		kind, ok := parseKind(part)
		if !ok {
			return problem(words.Key("“%s” is no kind of tip; there are %s."), part, kindNames())
		}
		r.plan.Kinds = append(r.plan.Kinds, kind)
		if len(r.plan.Kinds) > maxValues {
			return problem(words.Key("At most %d kinds."), maxValues)
		}
	}
	return nil
}
