package tips

import (
	"strings"
	"time"
)

// Days is a set of weekdays. The empty one stands for all.
type Days uint8

// The sets that have a name.
const (
	Weekdays Days = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	Weekend  Days = 1<<time.Saturday | 1<<time.Sunday
	EveryDay      = Weekdays | Weekend
)

// DaysOf is the set of these days.
func DaysOf(days ...time.Weekday) Days {
	var set Days
	for _, d := range days {
		set |= 1 << d
	}
	return set
}

func (d Days) has(day time.Weekday) bool { return d == 0 || d&(1<<day) != 0 }

// week is the days in the order in which people write them.
var week = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// List is the days of the set, from Monday on.
func (d Days) List() []time.Weekday {
	var list []time.Weekday
	for _, day := range week {
		if d.has(day) {
			list = append(list, day)
		}
	}
	return list
}

// String is the set in the words that [Parse] reads; empty for all days.
func (d Days) String() string {
	switch d {
	case 0, EveryDay:
		return ""
	case Weekdays:
		return "weekdays"
	case Weekend:
		return "weekend"
	}
	var names []string
	for _, day := range d.List() {
		names = append(names, dayName(day))
	}
	return strings.Join(names, ",")
}

// dayName is "mon" for Monday.
func dayName(day time.Weekday) string { return strings.ToLower(day.String()[:3]) }

// parseDay reads a day's name, whole or its first letters.
func parseDay(s string) (time.Weekday, bool) {
	s = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(s), "."), "s") // "Mondays"
	for _, day := range week {
		if full := strings.ToLower(day.String()); len(s) >= 2 && strings.HasPrefix(full, s) {
			return day, true
		}
	}
	return 0, false
}

// parseDays reads "weekdays", "mon,wed", "mon-fri", "every", and so on.
func parseDays(s string) (Days, bool) {
	switch strings.ToLower(s) {
	case "weekdays", "workdays", "weekday":
		return Weekdays, true
	case "weekend", "weekends":
		return Weekend, true
	case "everyday", "alldays":
		return EveryDay, true
	}
	var set Days
	for part := range strings.SplitSeq(s, ",") {
		from, to, ranged := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(part), "-")
		first, ok := parseDay(from)
		if !ok {
			return 0, false
		}
		last := first
		if ranged {
			if last, ok = parseDay(to); !ok {
				return 0, false
			}
		}
		for day := first; ; day = (day + 1) % 7 {
			set |= 1 << day
			if day == last {
				break
			}
		}
	}
	return set, true
}
