package bot

import (
	"maps"
	"net/http"
	"slices"
	"time"
)

// Shortcuts are the callback IDs of the shortcuts that the bot does something about, sorted.
func Shortcuts() []string { return slices.Sorted(maps.Keys(shortcuts())) }

// Ahead is how far the machine's clock is ahead by an answer's header.
func Ahead(h http.Header, asked, came time.Time) time.Duration { return ahead(h, asked, came) }
