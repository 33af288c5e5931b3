package main

import (
	"fmt"
	"io"
	"log/slog"
	"sync"

	"archbot/bot"
)

// peopleFile says who the authors of the notes are in Slack, beside the notes. Its form is that of [bot.ParsePeople].
const peopleFile = "people.txt"

// mostPeople is how large the file may be, in bytes.
const mostPeople = 1 << 20

// A roster is the accounts of authors, as the file beside the notes has them now. Lines that are not understood are told of, at the start to
// whoever runs the program and later in the log; the others are used all the same.
type roster struct {
	log     *slog.Logger
	stderr  io.Writer
	mu      sync.Mutex
	known   bot.People
	running bool
}

// use takes the file's content, nil where there is no such file.
func (r *roster) use(text []byte) {
	known, err := bot.ParsePeople(text)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known = known
	switch {
	case err == nil:
	case !r.running:
		fmt.Fprintf(r.stderr, "%s: %v\n", peopleFile, err)
	default:
		r.log.Warn("lines of people.txt are not understood; the others are used", "error", err)
	}
}

// people is the accounts as they are now.
func (r *roster) people() bot.People {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = true
	return r.known
}
