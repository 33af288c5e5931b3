package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/source"
	"archbot/kb/starter"
)

// A library is the notes that a command works on, and where they came from.
type library struct {
	notes   []*kb.Note
	name    string                   // for people
	starter bool                     // these are the notes that come with archbot
	place   func(file string) string // a note's file as a path that the reader can open
}

// notesFlag declares --notes, which every command that reads notes has.
func notesFlag(fs *flag.FlagSet, path *string) {
	fs.StringVar(path, "notes", "", "notes to read: a `DIR`, or one file; else ARCHBOT_NOTES, else the starter notes")
}

// openNotes reads the notes at path, else those that the environment names, else the starter notes, and says on stderr how many findings
// cost content.
func openNotes(stderr io.Writer, path string) (library, error) {
	if path == "" {
		env, err := loadNotesEnv()
		if err != nil {
			return library{}, err
		}
		path = env.Notes
	}
	if path == "" {
		notes, err := kb.Load(starter.FS())
		if err != nil {
			return library{}, fmt.Errorf("read the starter notes: %w", err)
		}
		return library{notes: notes, name: "the starter notes", starter: true, place: places("", false)}, nil
	}
	l, err := readNotes(path)
	if err != nil {
		return library{}, err
	}
	if n := l.errors(); n > 0 {
		fmt.Fprintf(stderr, "%s in %s cost content; archbot lint %s shows them\n", counted(n, "finding"), path, path)
	}
	return l, nil
}

// readNotes reads the notes at path, a directory or one file. That there are none is an error: nobody means it.
func readNotes(path string) (library, error) {
	notes, err := source.Load(path)
	if err != nil {
		return library{}, err
	}
	info, err := os.Stat(path)
	single := err == nil && !info.IsDir()
	return library{notes: notes, name: path, place: places(path, single)}, nil
}

// answerer indexes the notes.
func (l library) answerer() (*answer.Answerer, error) {
	ix, err := search.NewIndex(l.notes)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", l.name, err)
	}
	return answer.New(ix), nil
}

// errors counts the findings that cost content.
func (l library) errors() int {
	n := 0
	for _, note := range l.notes {
		for _, f := range note.Findings {
			if f.Severity == kb.Error {
				n++
			}
		}
	}
	return n
}

func (l library) blocks() int {
	n := 0
	for _, note := range l.notes {
		n += len(note.Blocks)
	}
	return n
}
