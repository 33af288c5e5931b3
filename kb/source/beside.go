package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// Beside is a file that belongs to the notes and is none, as a list of words beside them. It is read with them and followed like them: by
// Load before it returns, and by Run whenever it has changed.
type Beside struct {
	Name string            // in the notes' own directory
	Max  int64             // bytes; a larger file is not used
	Use  func(text []byte) // takes its content; nil where there is no such file (any more)
}

// companionsOf are the files beside the notes of which nothing is known yet.
func companionsOf(log *slog.Logger, list []Beside) []*companion {
	all := make([]*companion, len(list))
	for i, b := range list {
		all[i] = &companion{Beside: b, log: log}
	}
	return all
}

// A companion is what is known of a file beside the notes.
type companion struct {
	Beside
	log     *slog.Logger
	used    []byte
	seen    []byte // what it held at the last look, where that is not used
	since   time.Time
	trouble string // what the log said last of why it cannot be used
}

// take uses a content, if it is another one.
func (c *companion) take(text []byte) bool {
	c.since = time.Time{}
	if bytes.Equal(text, c.used) && (text == nil) == (c.used == nil) {
		return false
	}
	c.used = text
	c.Use(text)
	return true
}

// fail says once why the file is not used; what was used last stays.
func (c *companion) fail(err error) {
	if c.trouble != err.Error() {
		c.trouble = err.Error()
		c.log.Warn("file beside the notes cannot be used; what it had before stays, if there was anything", "file", c.Name, "reason", c.trouble)
	}
}

// load reads the file in the directory of path, or beside it where it is a file, and uses it.
func (c *companion) load(path string) {
	text, err := c.read(path)
	if err != nil {
		c.fail(err)
		return
	}
	c.take(text)
}

// look uses the file once it has stood still, and returns when to look again, zero where nothing is pending.
func (c *companion) look(path string, now time.Time) (again time.Time) {
	text, err := c.read(path)
	if err != nil {
		c.fail(err)
		return time.Time{}
	}
	c.trouble = ""
	switch {
	case bytes.Equal(text, c.used) && (text == nil) == (c.used == nil):
		c.since = time.Time{}
		return time.Time{}
	case c.since.IsZero() || !bytes.Equal(text, c.seen):
		c.seen, c.since = text, now
	case now.Sub(c.since) >= settle:
		c.take(text)
		c.log.Info("file beside the notes reloaded", "file", c.Name, "bytes", len(text))
		return time.Time{}
	}
	return c.since.Add(settle)
}

// read is the file's content, nil where there is none. Nothing outside of the notes' directory is read.
func (c *companion) read(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, errors.New(reason(err))
	}
	defer root.Close()
	info, err := root.Stat(c.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, errors.New(reason(err))
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no regular file")
	}
	f, err := root.Open(c.Name)
	if err != nil {
		return nil, errors.New(reason(err))
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, c.Max+1))
	if err != nil {
		return nil, errors.New(reason(err))
	}
	if int64(len(text)) > c.Max {
		return nil, c.tooLarge()
	}
	if text == nil {
		text = []byte{}
	}
	return text, nil
}

func (c *companion) tooLarge() error { return fmt.Errorf("it has more than %d bytes", c.Max) }
