package render

import (
	"net/url"
	"strconv"
	"strings"

	"archbot/kb"
)

// notes knows where people read the notes; file is the note that is being shown, for its relative links.
type notes struct {
	voice
	pattern string // Options.NotesURL
	file    string
}

func (n notes) of(b *kb.Block) notes { return notes{n.voice, n.pattern, b.File} }

// at is the URL of a line of a note, empty where the notes are nowhere to be read.
func (n notes) at(file string, line int) string {
	if n.pattern == "" {
		return ""
	}
	return safeURL(fill(n.pattern, file, strconv.Itoa(line)))
}

// fill puts a file and a line into a pattern. A file's braces are percent-encoded, so that none of them is filled.
func fill(pattern, file, line string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pattern, "{file}", escapePath(file)), "{line}", line)
}

func escapePath(file string) string {
	segments := strings.Split(file, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return strings.Join(segments, "/")
}

// place names a line of a note, "data-distribution.md:652", linked where that is possible.
func (n notes) place(file string, line int) string {
	name := placeName(file, line)
	if u := n.at(file, line); u != "" {
		return linkTo(u, name)
	}
	return code(name)
}

func placeName(file string, line int) string { return file + ":" + strconv.Itoa(line) }

// resolve makes a link of the shown note absolute: a relative one is read from the note's own place, as the site that
// shows the notes does. It is empty where it leads nowhere.
func (n notes) resolve(ref string) string {
	if ref = strings.TrimSpace(ref); ref == "" || plainHost(ref) != "" {
		return ref
	}
	if u, err := url.Parse(ref); err != nil || u.IsAbs() {
		return safeURL(ref)
	}
	path, _, _ := strings.Cut(n.pattern, "?")
	path, _, _ = strings.Cut(path, "#")
	if !strings.Contains(path, "{file}") {
		return ""
	}
	base, err := url.Parse(fill(path, n.file, "1"))
	if err != nil {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil || u.Host != base.Host {
		return ""
	}
	return safeURL(u.String())
}
