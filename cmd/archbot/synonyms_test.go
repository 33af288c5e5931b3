package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/search"
)

func TestGlossary(t *testing.T) {
	var log, stderr bytes.Buffer
	g := &glossary{log: slog.New(slog.NewTextHandler(&log, nil)), stderr: &stderr}
	g.use([]byte("\ufeffhermes = event backbone\r\nlonely\n"))
	if g.own == nil || g.own.Len() != 2 {
		t.Errorf("%v, want the two entries of the good line", g.own)
	}
	if !strings.Contains(stderr.String(), `synonyms.txt: vocabulary line 2: "lonely"`) || log.Len() > 0 {
		t.Errorf("file and line are not named: %q; log %s", stderr.String(), log.String())
	}
	ix, err := search.NewIndex([]*kb.Note{kb.Parse("a.md", []byte("# Event backbone\n\nText.\n"))})
	if err != nil {
		t.Fatal(err)
	}
	knows := func() bool {
		word := search.Word{Token: search.Analyze("hermes")[0], Weight: 1}
		return len(ix.Snapshot().Expand([]search.Word{word})[0].Alts) > 0
	}
	g.serve(ix)
	if !knows() {
		t.Error("the index does not know the words that were there before")
	}
	g.use([]byte("hermes\n"))
	if knows() || !strings.Contains(log.String(), "vocabulary line 1") {
		t.Errorf("the index knows words that are gone, or the log says nothing: %s", log.String())
	}
	g.use(nil)
	if knows() {
		t.Error("the index knows words that are gone")
	}
	(*glossary)(nil).serve(ix) // the starter notes have none
}

// The words beside the notes are followed as the notes are.
func TestServeFollowsSynonyms(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	dir := t.TempDir()
	writeNote(t, dir, teaNote("two minutes"))
	t.Setenv("ARCHBOT_NOTES", dir)
	t.Setenv("ARCHBOT_NOTES_RESCAN", "1h") // only events tell
	_, stderr := inBackground(t, "serve")
	connected(t, w)
	if got := answered(t, w, "sencha"); strings.Contains(got, "two minutes") {
		t.Fatalf("known before: %s", got)
	}
	if err := os.WriteFile(filepath.Join(dir, synonymsFile), []byte("sencha = green tea\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	stderr.wait(t, soon(t), "file beside the notes reloaded")
	if got := answered(t, w, "sencha"); !strings.Contains(got, "two minutes") {
		t.Errorf("not known: %s", got)
	}
	if r := archbot(t, "", "ask", "--notes", dir, "sencha"); !strings.Contains(r.stdout, "two minutes") {
		t.Errorf("ask does not know: %s", r.stdout)
	}
}
