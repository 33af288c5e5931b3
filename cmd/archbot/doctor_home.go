package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"archbot/bot/store"
	"archbot/kb"
)

// examineNotes reads the notes as serve would.
func examineNotes(ctx context.Context) []diagnosis {
	const name = "notes"
	l, err := openNotes(ctx, io.Discard, "")
	if err != nil {
		return []diagnosis{{name, ill, err.Error(), "name a directory of Markdown files in ARCHBOT_NOTES, or a repository in ARCHBOT_NOTES_GIT"}}
	}
	found := map[kb.Severity]int{}
	for _, n := range l.notes {
		for _, f := range n.Findings {
			found[f.Severity]++
		}
	}
	said := fmt.Sprintf("%s: %s, %s", l.name, counted(len(l.notes), "file"), counted(l.blocks(), "block"))
	switch {
	case l.blocks() == 0:
		return []diagnosis{{name, ill, said, "there is nothing to answer from: write notes, or look at ARCHBOT_NOTES"}}
	case found[kb.Error]+found[kb.Warning] > 0:
		return []diagnosis{{name, uneasy, fmt.Sprintf("%s; %s, %s", said, counted(found[kb.Error], "error"), counted(found[kb.Warning], "warning")),
			"archbot lint shows them, archbot lint --fix mends some"}}
	case l.starter:
		return []diagnosis{{name, well, said + "; ARCHBOT_NOTES names your own", ""}}
	}
	return []diagnosis{{name, well, said, ""}}
}

// storeTimeout is for asking the database something.
const storeTimeout = 15 * time.Second

// examineDatabase looks at the database that serve would open, and leaves it as it is: a newer archbot may look at one that an older uses.
func examineDatabase(ctx context.Context) []diagnosis {
	const name = "database"
	env, err := loadBotEnv()
	if err != nil {
		return []diagnosis{{name, ill, err.Error(), "put the variable right; archbot help serve lists them"}}
	}
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	forgets := "tip subscriptions, votes and gaps are forgotten at each restart"
	url, err := env.databaseURL()
	if err == nil {
		var c store.Condition
		if c, err = store.Examine(ctx, store.Options{URL: url}); err == nil && url != store.Memory {
			return []diagnosis{{name, well, describe(c), ""}}
		}
	}
	switch {
	case err == nil:
		return []diagnosis{{name, uneasy, "in memory: " + forgets, "name a place in ARCHBOT_DATABASE_URL, or leave it out for the data directory"}}
	case env.DatabaseURL.empty() && (url == "" || errors.Is(err, store.ErrPlace)):
		return []diagnosis{{name, uneasy, fmt.Sprintf("in memory: %s (%v)", forgets, err),
			"name a directory that can be written to in ARCHBOT_DATA_DIR, or a database in ARCHBOT_DATABASE_URL"}}
	case env.DatabaseURL.empty():
		return []diagnosis{{name, ill, err.Error(), "look at that file before serve does, or name another directory in ARCHBOT_DATA_DIR"}}
	}
	return []diagnosis{{name, ill, err.Error(), "start the database and look at ARCHBOT_DATABASE_URL: serve answers without it, and remembers nothing"}}
}

// describe words how a database stands.
func describe(c store.Condition) string {
	said := c.Place
	switch {
	case c.Has == 0:
		said += ", empty: serve makes its tables"
	case c.Has < c.Knows:
		said += fmt.Sprintf(", schema %d: serve brings it to %d", c.Has, c.Knows)
	default:
		said += fmt.Sprintf(", up to date (schema %d)", c.Has)
	}
	if c.Shared {
		said += ", shared between replicas"
	}
	return said
}
