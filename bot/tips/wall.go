package tips

import (
	"time"
)

// dateForm is how a local date is written in the store and in a message's block ID.
const dateForm = time.DateOnly

// maxOffset is more than any zone is or was away from UTC: 15:13:42, Manila before 1845.
const maxOffset = 16 * time.Hour

// wall is the first instant at which the clocks of loc show wanted or later; wanted is a date and time of day, given as if in UTC. A
// time that clocks skip is the instant after the gap, one that they show twice the first.
func wall(wanted time.Time, loc *time.Location) time.Time {
	at := wanted.Add(-maxOffset).In(loc) // before it in any zone
	for {
		_, offset := at.Zone()
		start, end := at.ZoneBounds()
		got := wanted.Add(-time.Duration(offset) * time.Second).In(loc)
		if got.Before(start) {
			return start // clocks were put over it
		}
		if end.IsZero() || got.Before(end) {
			return got
		}
		at = end
	}
}

// exists reports whether the date, midnight given as if in UTC, has a minute in loc. Samoa had no 30 December 2011.
func exists(date time.Time, loc *time.Location) bool {
	return wall(date, loc).Before(wall(date.AddDate(0, 0, 1), loc))
}

// asUTC is what the clocks at t show, as if they were in UTC.
func asUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
