package bot

import (
	"maps"
	"slices"
)

// Shortcuts are the callback IDs of the shortcuts that the bot does something about, sorted.
func Shortcuts() []string { return slices.Sorted(maps.Keys(shortcuts())) }
