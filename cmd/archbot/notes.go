package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

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
	origin  origin                   // nil where the notes cannot change
	own     *glossary                // the team's words; nil where notes can have none
	who     *roster                  // the authors' accounts; nil where notes can have none
	kept    *search.Index            // the index as an earlier run left it; nil where none is kept
}

// An origin is a place that notes come from, a [source.Dir] or a [source.Git].
type origin interface {
	Load(context.Context) ([]*kb.Note, error)
	Run(context.Context, source.Update) error
}

// notesFlag declares --notes, which every command that reads notes has.
func notesFlag(fs *flag.FlagSet, path *string) {
	fs.StringVar(path, "notes", "", "notes to read: a `DIR`, or one file; else what ARCHBOT_NOTES or ARCHBOT_NOTES_GIT names, else the starter notes")
}

// openNotes reads the notes at path, else those that the environment names, else the starter notes, and says on stderr how many findings
// cost content.
func openNotes(ctx context.Context, stderr io.Writer, path string) (library, error) {
	var env NotesEnv
	var err error
	if path == "" {
		env, err = loadNotesEnv()
	} else {
		err = load(&env.DataEnv)
	}
	if err != nil {
		return library{}, err
	}
	return openOrigin(ctx, newLogger(stderr, LogEnv{Level: slog.LevelWarn}), stderr, path, env, true)
}

// openOrigin is openNotes for a program that goes on: log is for what happens to the notes later. Such a program, which is no guest, keeps
// the index of many notes for the next one.
func openOrigin(ctx context.Context, log *slog.Logger, stderr io.Writer, path string, env NotesEnv, guest bool) (l library, err error) {
	path = cmp.Or(path, env.Notes)
	own, who := &glossary{log: log, stderr: stderr}, &roster{log: log, stderr: stderr}
	beside := []source.Beside{own.beside()}
	if !guest {
		beside = append(beside, source.Beside{Name: peopleFile, Max: mostPeople, Use: who.use})
	}
	switch {
	case path != "":
		l = pathLibrary(path)
		err = patiently(stderr, "reading the notes in "+path, func() error {
			name, err := filepath.Abs(path)
			if err != nil {
				return err
			}
			known := l.keep(log, env.DataEnv, name, guest)
			return l.from(ctx, source.NewDir(log, path, source.DirOptions{Rescan: env.Rescan, Now: time.Now, Known: known, Beside: beside}))
		})
		if err != nil {
			return library{}, err
		}
		l.own, l.who = own, who
		if n := l.errors(); n > 0 {
			fmt.Fprintf(stderr, "%s in %s cost content; archbot lint %s shows them\n", counted(n, "finding"), path, path)
		}
		return l, nil
	case env.Git != "":
		data, err := env.dir()
		if err != nil {
			return library{}, err
		}
		l = library{name: env.Git, place: places("", false), own: own, who: who}
		err = patiently(stderr, "reading the notes from Git", func() error {
			o := env.git(data)
			o.Beside = beside
			o.Known = l.keep(log, env.DataEnv, o.URL+"\n"+o.Branch+"\n"+o.Dir, guest)
			return l.from(ctx, source.NewGit(log, o))
		})
		return l, err
	}
	notes, err := kb.Load(starter.FS())
	if err != nil {
		return library{}, fmt.Errorf("read the starter notes: %w", err)
	}
	return library{notes: notes, name: "the starter notes", starter: true, place: places("", false)}, nil
}

// keep opens the library's kept index, and gives the notes in it.
func (l *library) keep(log *slog.Logger, env DataEnv, name string, guest bool) kb.Known {
	if l.kept = keptIndex(log, env, name, guest); l.kept == nil {
		return nil
	}
	return kb.NewKnown(l.kept.Snapshot().Notes())
}

// from reads the notes of an origin.
func (l *library) from(ctx context.Context, o origin) (err error) {
	l.origin = o
	l.notes, err = o.Load(ctx)
	return err
}

// readNotes reads the notes at path, a directory or one file, once. That there are none is an error: nobody means it.
func readNotes(path string) (library, error) {
	notes, err := source.Load(path)
	if err != nil {
		return library{}, err
	}
	l := pathLibrary(path)
	l.notes = notes
	return l, nil
}

// pathLibrary is a library without its notes yet.
func pathLibrary(path string) library {
	info, err := os.Stat(path)
	single := err == nil && !info.IsDir()
	return library{name: path, place: places(path, single)}
}

// answerer indexes the notes.
func (l library) answerer(stderr io.Writer) (*answer.Answerer, error) {
	ix, err := l.index(stderr)
	if err != nil {
		return nil, err
	}
	return answer.New(ix), nil
}

func (l library) index(stderr io.Writer) (*search.Index, error) {
	ix := l.kept
	err := patiently(stderr, "indexing "+l.name, func() (err error) {
		if ix == nil {
			ix, err = search.NewIndex(l.notes)
			return err
		}
		return ix.Update(l.notes, l.gone())
	})
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", l.name, err)
	}
	l.own.serve(ix)
	return ix, nil
}

// gone are the files that the kept index has and the notes have no more.
func (l library) gone() []string {
	here := kb.NewKnown(l.notes)
	var gone []string
	for _, n := range l.kept.Snapshot().Notes() {
		if here[n.File] == nil {
			gone = append(gone, n.File)
		}
	}
	return gone
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
