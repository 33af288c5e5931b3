package main

import (
	"bytes"
	"net/http"
	"sync/atomic"

	notepage "archbot/kb/page" // page is what a terminal is drawn on
	"archbot/kb/search"
)

// notesPath is where the demo shows notes, below its page.
const notesPath = "/notes/"

// notesPolicy lets a note's page have its own style and the pictures that the note names, and nothing else.
const notesPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// A reading room shows the notes that the demo answers from, as they are now, so that the place under each answer leads to where it stands.
type readingRoom struct {
	index atomic.Pointer[search.Index] // nil until the notes are indexed
}

// ServeHTTP is http.Handler's: /notes/FILE is a note.
func (room *readingRoom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	file := r.URL.Path[len(notesPath):]
	index := room.index.Load()
	if index == nil {
		http.Error(w, "the notes are not read yet", http.StatusServiceUnavailable)
		return
	}
	for _, n := range index.Snapshot().Notes() {
		if n.File != file {
			continue
		}
		var b bytes.Buffer
		if err := notepage.Write(&b, n); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", notesPolicy)
		_, _ = b.WriteTo(w) // whoever asked is gone
		return
	}
	http.NotFound(w, r)
}
