package starter

import (
	"embed"
	"io/fs"
)

//go:embed notes/*.md
var files embed.FS

// FS returns the starter notes, rooted so that a note is a file at the top: "messaging.md". It is read-only and safe to
// share between goroutines.
func FS() fs.FS {
	notes, err := fs.Sub(files, "notes")
	if err != nil { // only for a malformed path, and ours is a constant
		panic("starter: " + err.Error())
	}
	return notes
}
