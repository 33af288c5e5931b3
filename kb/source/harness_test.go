package source

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"archbot/kb"
)

// patience is how long a test waits for something before it fails; nothing is awaited by time alone.
const patience = 30 * time.Second

// A shelf is what a consumer of updates has: the text of every file's blocks. It stands for the index.
type shelf struct {
	mu      sync.Mutex
	files   map[string]string
	updates [][]string // the files of each update, removed ones with a minus
	refuse  bool
	moved   chan struct{} // holds a token when there is something new
}

func newShelf(notes []*kb.Note) *shelf {
	s := &shelf{files: map[string]string{}, moved: make(chan struct{}, 1)}
	for _, n := range notes {
		s.files[n.File] = text(n)
	}
	return s
}

// text is what a note says, block by block.
func text(n *kb.Note) string {
	var words []string
	for _, b := range n.Blocks {
		words = append(words, b.Name(), b.Body.Text())
	}
	return strings.Join(words, " ")
}

var errRefused = errors.New("refused")

func (s *shelf) update(changed []*kb.Note, removed []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse {
		return errRefused
	}
	var files []string
	for _, n := range changed {
		s.files[n.File] = text(n)
		files = append(files, n.File)
	}
	for _, file := range removed {
		delete(s.files, file)
		files = append(files, "-"+file)
	}
	s.updates = append(s.updates, files)
	select {
	case s.moved <- struct{}{}:
	default:
	}
	return nil
}

func (s *shelf) allow(ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = !ok
}

// names are the files on the shelf.
func (s *shelf) names() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(slices.Sorted(maps.Keys(s.files)), " ")
}

func (s *shelf) says(file, words string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Contains(s.files[file], words)
}

// history is all updates, an update a line.
func (s *shelf) history() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	for _, u := range s.updates {
		lines = append(lines, strings.Join(u, " "))
	}
	return strings.Join(lines, "\n")
}

// wait waits until cond holds after some update.
func (s *shelf) wait(t *testing.T, what string, cond func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for !cond() {
		select {
		case <-s.moved:
		case <-ctx.Done():
			t.Fatalf("never came: %s; there is %s; updates:\n%s", what, s.names(), s.history())
		}
	}
}

// A journal is a log that the test reads while it is written.
type journal struct {
	mu      sync.Mutex
	text    bytes.Buffer
	written chan struct{}
}

func newJournal() *journal { return &journal{written: make(chan struct{}, 1)} }

func (j *journal) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(j, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	select {
	case j.written <- struct{}{}:
	default:
	}
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func (j *journal) count(words string) int { return strings.Count(j.String(), words) }

// wait waits until the log has words in it.
func (j *journal) wait(t *testing.T, words string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for j.count(words) == 0 {
		select {
		case <-j.written:
		case <-ctx.Done():
			t.Fatalf("the log never says %q:\n%s", words, j)
		}
	}
}

// runs runs f until the test ends, and waits for its end.
func runs(t *testing.T, f func(context.Context) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- f(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(patience):
			t.Error("does not end")
		}
	})
	t.Cleanup(stop)
	return stop
}

func note(heading, body string) string { return "# " + heading + "\n\n" + body + "\n" }

// in is a path in a directory.
func in(dir string, names ...string) string { return filepath.Join(append([]string{dir}, names...)...) }
