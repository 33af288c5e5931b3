package bot

import "time"

// Slack sends an event again for up to six minutes, and was seen to come back to one within the hour with new identifiers.
// At Slack's own limit of 30,000 events an hour, three keys each, an hour fits.
const (
	metWindow = time.Hour
	metKeys   = 100_000
)

// A dedupe remembers what has been met, for one to two windows.
type dedupe struct{ *recent[struct{}] }

func newDedupe(now func() time.Time) dedupe {
	return dedupe{newRecent[struct{}](now, metWindow, metKeys)}
}

// first reports whether key has not been met before, and remembers it.
func (d dedupe) first(key string) bool {
	_, met := d.put(key, struct{}{})
	return !met
}
