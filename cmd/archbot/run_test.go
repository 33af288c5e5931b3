package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	cleanEnvironment(t)
	const notes = "testdata/notes"
	tests := []struct {
		args []string
		code int
	}{
		{nil, exitUsage},
		{[]string{"--help"}, exitFine},
		{[]string{"help"}, exitFine},
		{[]string{"help", "ask"}, exitFine},
		{[]string{"ask", "-h"}, exitFine},
		{[]string{"help", "nothing"}, exitUsage},
		{[]string{"nothing"}, exitUsage},
		{[]string{"version"}, exitFine},
		{[]string{"version", "x"}, exitUsage},
		{[]string{"ask", "code review", "--notes", notes}, exitFine},
		{[]string{"ask", "how to bake bread", "--notes", notes}, exitFine},
		{[]string{"ask", "--notes", notes}, exitFine},
		{[]string{"ask", "--what", "x"}, exitUsage},
		{[]string{"ask", "--limit", "0", "x"}, exitUsage},
		{[]string{"ask", "--notes", "nowhere", "x"}, exitFinding},
		{[]string{"topics", "--notes", notes}, exitFine},
		{[]string{"topics", "--notes", "nowhere"}, exitFinding},
		{[]string{"lint", notes}, exitFine},
		{[]string{"lint", "--rules"}, exitFine},
		{[]string{"lint", "testdata/flawed"}, exitFinding},
		{[]string{"lint", "nowhere"}, exitUsage},
		{[]string{"lint", notes, "nowhere"}, exitUsage},
		{[]string{"eval", "--notes", notes, "testdata/questions.jsonl"}, exitFine},
		{[]string{"eval", "--notes", notes, "nowhere"}, exitFinding},
		{[]string{"eval"}, exitUsage},
		{[]string{"eval", "--min", "NaN", "x"}, exitUsage},
		{[]string{"serve"}, exitUsage},
	}
	for _, tt := range tests {
		r := archbot(t, "", tt.args...)
		if r.code != tt.code {
			t.Errorf("%q: exit code %d, want %d; %s", tt.args, r.code, tt.code, r.stderr)
		}
		if tt.code == exitUsage && (r.stderr == "" || r.stdout != "") {
			t.Errorf("%q: says %q on standard error and %q on standard output", tt.args, r.stderr, r.stdout)
		}
	}
}

func TestParseFlags(t *testing.T) {
	tests := []struct {
		args, rest string
		limit      int
		json       bool
	}{
		{"kafka", "kafka", 0, false},
		{"--json kafka", "kafka", 0, true},
		{"kafka --json", "kafka", 0, true},
		{"kafka --limit 3 vs -json rabbitmq", "kafka vs rabbitmq", 3, true},
		{"kafka -- --json", "kafka --json", 0, false},
		{"-- kafka -- --json", "kafka -- --json", 0, false},
		{"--limit=3 -- --limit 4", "--limit 4", 3, false},
		{"a - b", "a - b", 0, false},
		{"", "", 0, false},
	}
	for _, tt := range tests {
		fs, _ := askCommand().flags()
		rest, err := parseFlags(fs, strings.Fields(tt.args))
		if got := strings.Join(rest, " "); err != nil || got != tt.rest {
			t.Errorf("%q: the rest is %q, %v; want %q", tt.args, got, err, tt.rest)
		}
		for name, want := range map[string]any{"limit": tt.limit, "json": tt.json} {
			if got := fs.Lookup(name).Value.(interface{ Get() any }).Get(); got != want {
				t.Errorf("%q: --%s is %v, want %v", tt.args, name, got, want)
			}
		}
	}
}

// Every command is explained, with an example that begins as one would type it.
func TestHelpTeaches(t *testing.T) {
	for _, c := range commands() {
		var out bytes.Buffer
		printHelp(streams{out: &out, width: 140}, c)
		example := strings.Contains(out.String(), "    archbot "+c.name) || c.name == "version" || strings.Contains(out.String(), " archbot "+c.name+"\n")
		if c.summary == "" || !example {
			t.Errorf("%s has no summary or no example:\n%s", c.name, &out)
		}
		for line := range strings.Lines(out.String()) {
			if n := len([]rune(strings.TrimSpace(line))); n > 140 {
				t.Errorf("%s: a line of %d characters: %s", c.name, n, line)
			}
		}
	}
}

func TestReflow(t *testing.T) {
	const help = "One two three\nfour.\n\n    archbot ask a long question\n    --flag N  one two three four\n    --f       one\n\nEnd\n"
	tests := []struct {
		width int
		want  string
	}{
		{80, "One two three four.\n\n    archbot ask a long question\n    --flag N  one two three four\n    --f       one\n\nEnd\n"},
		{30, "One two three four.\n\n    archbot ask a long question\n    --flag N  one two three\n              four\n    --f       one\n\nEnd\n"},
		{20, "One two three four.\n\n    archbot ask a long question\n    --flag N  one\n        two three\n        four\n    --f       one\n\nEnd\n"},
	}
	for _, tt := range tests {
		if got := reflow(help, tt.width); got != tt.want {
			t.Errorf("at %d:\n%s\nwant:\n%s", tt.width, got, tt.want)
		}
	}
}

func TestVersionLine(t *testing.T) {
	vcs := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"},
	}}
	tests := []struct {
		version, commit string
		info            *debug.BuildInfo
		want            string
	}{
		{"", "", vcs, "archbot v1.2.3, commit abc with changes, go"},
		{"v2", "def", vcs, "archbot v2, commit def, go"},
		{"", "", &debug.BuildInfo{}, "archbot (devel), commit unknown, go"},
	}
	for _, tt := range tests {
		if got := versionLine(tt.version, tt.commit, tt.info); !strings.HasPrefix(got, tt.want) {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "note.md"), filepath.Join(dir, "link.md")
	if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("note.md", link); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file)
	if err != nil || string(content) != "new" {
		t.Errorf("the file has %q, %v", content, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o640 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
	if to, err := os.Readlink(link); err != nil || to != "note.md" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".archbot-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	if err := replaceFile(filepath.Join(dir, "gone.md"), nil); err == nil {
		t.Error("a file that is not there is no error")
	}
}
