package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"archbot/kb/search"
)

// By how much a long-running process's memory may grow before it is collected. Of large notes nearly all memory is in use for good and a
// question leaves little: Go's 100 would hold half as much again for nothing. While notes are read much is garbage soon, and the rarer it is
// collected, the more widely what stays is strewn among it; more often than this costs time.
const (
	gcLoading = 50
	gcPercent = 20
)

// collectAt sets one of these, unless whoever runs the program has said otherwise.
func collectAt(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// keptIndex opens the index that is kept for notes of that name between runs, which takes a moment where it is large; nil where there is
// no place for data. A guest leaves it as it is.
func keptIndex(log *slog.Logger, env DataEnv, name string, guest bool) *search.Index {
	data, err := env.dir()
	if err != nil {
		return nil // there is no home: everything is read anew each time, and nothing else is lost
	}
	sum := sha256.Sum256([]byte(name))
	index := search.Open(log, search.Kept{
		Dir: filepath.Join(data, "index", hex.EncodeToString(sum[:8])), Build: thisBuild(), Guest: guest,
	})
	if !guest {
		settle()
	}
	return index
}

// settle gives back what opening or indexing the notes took, in a process that goes on.
func settle() {
	collectAt(gcPercent)
	runtime.GC() // what pools hold outlives one collection, and FreeOSMemory's is the second
	debug.FreeOSMemory()
}

// thisBuild tells this program from any other: its file's size and time.
func thisBuild() string {
	path, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	info, err := os.Stat(path)
	if err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())
}

// noticed is how long a person waits without wondering what is going on.
const noticed = time.Second

// patiently does something that may take long, and says on stderr what it is if it does.
func patiently(stderr io.Writer, what string, do func() error) error {
	ended := make(chan error, 1)
	go func() { ended <- do() }()
	wait := time.NewTimer(noticed)
	defer wait.Stop()
	select {
	case err := <-ended:
		return err
	case <-wait.C:
	}
	began := time.Now()
	fmt.Fprintf(stderr, "%s …\n", what)
	err := <-ended
	if err == nil {
		fmt.Fprintf(stderr, "%s took %v\n", what, (noticed + time.Since(began)).Round(time.Second/10))
	}
	return err
}
