package source

import (
	"log/slog"
	"time"

	"archbot/kb"
)

// serve makes served what it is after a change.
func serve(served map[string]*kb.Note, changed []*kb.Note, removed []string) {
	for _, n := range changed {
		served[n.File] = n
	}
	for _, file := range removed {
		delete(served, file)
	}
}

// logReload says in one line what was taken into use, and what there is now.
func logReload(log *slog.Logger, served map[string]*kb.Note, changed []*kb.Note, removed []string, took time.Duration) {
	blocks, findings := 0, 0
	for _, n := range served {
		blocks += len(n.Blocks)
		findings += len(n.Findings)
	}
	log.Info("notes reloaded", "changed", len(changed), "removed", len(removed), "files", len(served), "blocks", blocks,
		"findings", findings, "ms", took.Milliseconds())
	for _, n := range changed {
		log.Debug("note changed", "file", n.File, "blocks", len(n.Blocks))
	}
	for _, file := range removed {
		log.Debug("note removed", "file", file)
	}
}
