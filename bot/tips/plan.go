package tips

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/adhocore/gronx"

	"archbot/kb"
)

// A Plan is what a channel has asked for.
type Plan struct {
	Hour, Minute int            // of the day, by the clocks of Zone
	Zone         *time.Location // nil is UTC
	Days         Days           // none means all
	Topics       []string       // words of a topic path, any of them; none means all topics
	Level        kb.Level       // and those below it; AnyLevel for all
	Kinds        []kb.Kind      // none means [Kinds]
	Language     string         // of archbot's own words, "de"; empty for English
	Recap        bool           // on Fridays also what the week brought
}

// An Occurrence is a day on which a plan has a tip.
type Occurrence struct {
	Date string    // the local date, 2026-03-29: what a tip is claimed by
	At   time.Time // when it is due
}

// zone is where the plan's clocks are.
func (p Plan) zone() *time.Location {
	if p.Zone == nil {
		return time.UTC
	}
	return p.Zone
}

// maxGap is more days in a row than any zone has ever left out, and a week: a plan's next day is no further away.
const maxGap = 9

// Next is the plan's first occurrence after the instant given.
func (p Plan) Next(after time.Time) (Occurrence, error) {
	loc := p.zone()
	// A day earlier: what was skipped, or clocks put back over midnight, may make the day before the next.
	day := asUTC(after.In(loc)).AddDate(0, 0, -1)
	for range maxGap + 2 {
		next, err := gronx.NextTickAfter(p.cron(), day, false)
		if err != nil {
			return Occurrence{}, fmt.Errorf("find the next day of plan %q: %w", p, err)
		}
		at := wall(next, loc)
		if at.After(after) && exists(next.Truncate(24*time.Hour), loc) {
			return Occurrence{Date: next.Format(dateForm), At: at}, nil
		}
		day = next
	}
	return Occurrence{}, fmt.Errorf("find the next day of plan %q: none within %d days", p, maxGap)
}

// On is the plan's occurrence on a date, and whether it has one then.
func (p Plan) On(date string) (Occurrence, bool) {
	day, err := time.Parse(dateForm, date)
	if err != nil || !p.on().has(day.Weekday()) || !exists(day, p.zone()) {
		return Occurrence{}, false
	}
	at := day.Add(time.Duration(p.Hour)*time.Hour + time.Duration(p.Minute)*time.Minute)
	return Occurrence{Date: date, At: wall(at, p.zone())}, true
}

// Midnight is when a date begins in the plan's zone.
func (p Plan) Midnight(date time.Time) time.Time {
	return wall(time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC), p.zone())
}

// ZoneName is the name of the plan's zone.
func (p Plan) ZoneName() string { return p.zone().String() }

// Local is an instant in the plan's zone.
func (p Plan) Local(t time.Time) time.Time { return t.In(p.zone()) }

// Today is the date in the plan's zone.
func (p Plan) Today(now time.Time) string { return now.In(p.zone()).Format(dateForm) }

// on is the days on which something is posted: those of the tips, and Friday where that brings the week's recap.
func (p Plan) on() Days {
	if p.Days != 0 && p.Recap {
		return p.Days | DaysOf(time.Friday)
	}
	return p.Days
}

// cron is the plan's days and time of day as cron writes them.
func (p Plan) cron() string {
	days := "*"
	if on := p.on(); on != 0 && on != EveryDay {
		var numbers []string
		for d := time.Sunday; d <= time.Saturday; d++ {
			if on.has(d) {
				numbers = append(numbers, fmt.Sprint(int(d)))
			}
		}
		days = strings.Join(numbers, ",")
	}
	return fmt.Sprintf("%d %d * * %s", p.Minute, p.Hour, days)
}

// String writes the plan in the words that [Parse] reads.
func (p Plan) String() string {
	words := []string{"daily", p.Clock(), p.zone().String(), p.Days.String()}
	for _, t := range p.Topics {
		words = append(words, "topic:"+quoted(t))
	}
	if p.Level != kb.AnyLevel {
		words = append(words, "level:"+p.Level.String())
	}
	for _, k := range p.Kinds {
		words = append(words, "kind:"+string(k))
	}
	if p.Language != "" {
		words = append(words, "language:"+p.Language)
	}
	if p.Recap {
		words = append(words, "recap")
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// Clock is the time of day, "9:30".
func (p Plan) Clock() string { return fmt.Sprintf("%d:%02d", p.Hour, p.Minute) }

// quoted is a value that has a space in quotes.
func quoted(s string) string {
	if strings.ContainsAny(s, " \t,:") {
		return `"` + s + `"`
	}
	return s
}
