package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/kelseyhightower/envconfig"
)

const (
	testApp = "xapp-1-A1-2-s3cr3t"
	testBot = "xoxb-1-2-s3cr3t"
)

// variables are the names of the environment variables that the program reads.
func variables(t *testing.T) []string {
	t.Helper()
	var b strings.Builder
	if err := envconfig.Usagef("", &environment{}, &b, "{{range .}}{{usage_key .}} {{end}}"); err != nil {
		t.Fatal(err)
	}
	return strings.Fields(b.String())
}

func TestSlackEnv(t *testing.T) {
	file := func(content string) string {
		name := filepath.Join(t.TempDir(), "token")
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	tests := []struct {
		name string
		env  map[string]string
		want string // part of the error; empty where there is none
	}{
		{"both", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_BOT_TOKEN": testBot}, ""},
		{"space around", map[string]string{"SLACK_APP_TOKEN": " " + testApp + "\n", "SLACK_BOT_TOKEN": testBot + "\r\n"}, ""},
		{"files", map[string]string{"SLACK_APP_TOKEN_FILE": file(testApp + "\n"), "SLACK_BOT_TOKEN_FILE": file(testBot)}, ""},
		{"rotated", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_BOT_TOKEN": "xoxe." + testBot}, ""},
		{"no app", map[string]string{"SLACK_BOT_TOKEN": testBot}, "SLACK_APP_TOKEN is not set (nor SLACK_APP_TOKEN_FILE)"},
		{"no bot", map[string]string{"SLACK_APP_TOKEN": testApp}, "SLACK_BOT_TOKEN is not set (nor SLACK_BOT_TOKEN_FILE)"},
		{"blank", map[string]string{"SLACK_APP_TOKEN": " ", "SLACK_BOT_TOKEN": testBot}, "SLACK_APP_TOKEN is not set"},
		{"twice", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_APP_TOKEN_FILE": file(testApp), "SLACK_BOT_TOKEN": testBot}, "both set"},
		{"no such file", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_BOT_TOKEN_FILE": "/no/such"}, "SLACK_BOT_TOKEN_FILE: open /no/such"},
		{"empty file", map[string]string{"SLACK_APP_TOKEN_FILE": file("\n"), "SLACK_BOT_TOKEN": testBot}, "is empty"},
		{"swapped", map[string]string{"SLACK_APP_TOKEN": testBot, "SLACK_BOT_TOKEN": testApp}, "are swapped"},
		{"bot twice", map[string]string{"SLACK_APP_TOKEN": testBot, "SLACK_BOT_TOKEN": testBot}, "SLACK_APP_TOKEN is a bot token (xoxb-)"},
		{"app twice", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_BOT_TOKEN": testApp}, "SLACK_BOT_TOKEN is an app-level token (xapp-)"},
		{"user token", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_BOT_TOKEN": "xoxp-s3cr3t"}, "SLACK_BOT_TOKEN does not begin with xoxb-"},
		{"no token", map[string]string{"SLACK_APP_TOKEN": "s3cr3t", "SLACK_BOT_TOKEN": testBot}, "SLACK_APP_TOKEN does not begin with xapp-"},
		{"no address", map[string]string{"SLACK_APP_TOKEN": testApp, "SLACK_BOT_TOKEN": testBot, "SLACK_API_URL": "localhost"}, `SLACK_API_URL is "localhost"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cleanEnvironment(t)
			for k, v := range tt.env {
				t.Setenv(k, v)
			}
			env, err := loadSlackEnv()
			if tt.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if app, bot := env.AppToken.reveal(), env.BotToken.reveal(); app != testApp || strings.TrimPrefix(bot, "xoxe.") != testBot {
					t.Errorf("got tokens %q and %q", app, bot)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got error %v, want %q in it", err, tt.want)
			}
			if strings.Contains(err.Error(), "s3cr3t") {
				t.Errorf("the error shows the token: %v", err)
			}
		})
	}
}

func TestAPIURL(t *testing.T) {
	tests := []struct {
		in, want string
		ok       bool
	}{
		{"", "", true},
		{"http://127.0.0.1:8765/api/", "http://127.0.0.1:8765/api/", true},
		{"http://127.0.0.1:8765/api", "http://127.0.0.1:8765/api/", true},
		{" https://slack.example ", "https://slack.example/", true},
		{"127.0.0.1:8765/api/", "", false},
		{"ftp://slack.example/", "", false},
		{"http:///api/", "", false},
		{"http://slack.example/?x=/", "", false},
		{"http://[bad/", "", false},
	}
	for _, tt := range tests {
		got, err := apiURL(tt.in)
		if got != tt.want || (err == nil) != tt.ok {
			t.Errorf("apiURL(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
}

func TestOtherVariables(t *testing.T) {
	tests := []struct{ name, value, want string }{
		{"ARCHBOT_LOG_LEVEL", "loud", `ARCHBOT_LOG_LEVEL is "loud"`},
		{"ARCHBOT_LOG_FORMAT", "xml", `ARCHBOT_LOG_FORMAT is "xml": want text or json`},
		{"ARCHBOT_NOTES_URL", "example.org/{file}", "want an address like"},
		{"ARCHBOT_NOTES_URL", "https://example.org/notes", "has no {file}"},
		{"ARCHBOT_NOTES_URL", "https://example.org/{file}?plain=1#L{line}", ""},
		{"ARCHBOT_LOG_LEVEL", "DEBUG", ""},
		{"ARCHBOT_NOTES_RESCAN", "often", `ARCHBOT_NOTES_RESCAN is "often"`},
		{"ARCHBOT_NOTES_RESCAN", "0s", `ARCHBOT_NOTES_RESCAN is "0s": want a time like 30s`},
		{"ARCHBOT_NOTES_GIT_INTERVAL", "-1m", `ARCHBOT_NOTES_GIT_INTERVAL is "-1m0s": want a time`},
		{"ARCHBOT_NOTES_GIT", "https://github.com/us/notes.git", ""},
		{"ARCHBOT_NOTES_GIT", "https://ada:s3cr3t@github.com/us/notes", "ARCHBOT_NOTES_GIT: the address has a user or a password in it"},
		{"ARCHBOT_NOTES_GIT_DIR", "docs", "ARCHBOT_NOTES_GIT_DIR is set, and ARCHBOT_NOTES_GIT is not"},
		{"ARCHBOT_NOTES_GIT_TOKEN", "s3cr3t", "ARCHBOT_NOTES_GIT_TOKEN is set, and ARCHBOT_NOTES_GIT is not"},
	}
	for _, tt := range tests {
		cleanEnvironment(t)
		t.Setenv(tt.name, tt.value)
		_, err := loadBotEnv()
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s=%s: got %v, want %q", tt.name, tt.value, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%s: the error shows the secret: %v", tt.name, err)
		}
	}
}

func TestGitEnv(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("s3cr3t\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const address = "https://github.com/us/notes"
	tests := []struct {
		name string
		env  map[string]string
		want string // part of the error; empty where there is none
	}{
		{"token", map[string]string{"ARCHBOT_NOTES_GIT_TOKEN": " s3cr3t\n"}, ""},
		{"token file", map[string]string{"ARCHBOT_NOTES_GIT_TOKEN_FILE": file, "ARCHBOT_NOTES_GIT_DIR": "docs/", "ARCHBOT_NOTES_GIT_BRANCH": "next"}, ""},
		{"token twice", map[string]string{"ARCHBOT_NOTES_GIT_TOKEN": "s3cr3t", "ARCHBOT_NOTES_GIT_TOKEN_FILE": file}, "both set"},
		{"no such token file", map[string]string{"ARCHBOT_NOTES_GIT_TOKEN_FILE": "/no/such"}, "ARCHBOT_NOTES_GIT_TOKEN_FILE: open /no/such"},
		{"directory too", map[string]string{"ARCHBOT_NOTES": "docs"}, "both set: keep one"},
		{"out of it", map[string]string{"ARCHBOT_NOTES_GIT_DIR": "../x"}, `"../x" is no directory in the repository`},
		{"in the open", map[string]string{"ARCHBOT_NOTES_GIT": "http://git.example/x", "ARCHBOT_NOTES_GIT_TOKEN": "s3cr3t"}, "not encrypted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cleanEnvironment(t)
			t.Setenv("ARCHBOT_NOTES_GIT", address)
			for k, v := range tt.env {
				t.Setenv(k, v)
			}
			env, err := loadNotesEnv()
			if tt.want == "" {
				if o := env.git("data"); err != nil || o.Token != "s3cr3t" || o.URL != address || o.Store != filepath.Join("data", "git") {
					t.Errorf("got %v, %v", err, o)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "s3cr3t") {
				t.Errorf("got error %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestDataDir(t *testing.T) {
	tests := []struct{ data, state, home, want string }{
		{"/data", "/state", "/home/ada", "/data"},
		{"", "/state", "/home/ada", "/state/archbot"},
		{"", "", "/home/ada", "/home/ada/.local/state/archbot"},
		{"", "relative", "/home/ada", "/home/ada/.local/state/archbot"},
		{"", "", "", ""},
	}
	for _, tt := range tests {
		t.Setenv("XDG_STATE_HOME", tt.state)
		t.Setenv("HOME", tt.home)
		got, err := DataEnv{DataDir: tt.data}.dir()
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%+v: got %q, %v", tt, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), "ARCHBOT_DATA_DIR") {
			t.Errorf("%v does not say what to do", err)
		}
	}
}

func TestSecretShowsNothing(t *testing.T) {
	s := secret{"xoxb-s3cr3t"}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("token", "token", s, "env", SlackEnv{BotToken: s})
	slog.New(slog.NewJSONHandler(&log, nil)).Info("token", "token", s, "env", SlackEnv{BotToken: s})
	asJSON, err := json.Marshal(SlackEnv{BotToken: s})
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{
		fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, s, s, s, s), fmt.Sprintf("%v %+v %#v", &s, &s, &s),
		fmt.Sprintf("%v %+v", SlackEnv{BotToken: s}, SlackEnv{BotToken: s}), string(asJSON), log.String(),
	} {
		if strings.Contains(shown, "s3cr3t") {
			t.Errorf("shows itself: %s", shown)
		}
		if !strings.Contains(shown, redacted) {
			t.Errorf("does not say that something is there: %s", shown)
		}
	}
}

// The README's table of variables is what the struct says; -update writes it.
func TestREADMEVariables(t *testing.T) {
	const row = "{{range .}}| `{{usage_key .}}` | {{with usage_default .}}`{{.}}`{{else}}–{{end}} | {{usage_description .}} |\n{{end}}"
	table := "| variable | default | meaning |\n| --- | --- | --- |\n"
	var rows strings.Builder
	if err := envconfig.Usagef("", &environment{}, &rows, row); err != nil {
		t.Fatal(err)
	}
	table += rows.String()
	compareText(t, "../../README.md", table, "| variable | default |")
}

// The package's doc lists the commands as help does; -update writes it.
func TestDocCommands(t *testing.T) {
	list := ""
	for _, c := range commands() {
		list += fmt.Sprintf("\t%-45s %s\n", strings.TrimSpace("archbot "+c.name+" "+c.args), c.summary)
	}
	compareText(t, "doc.go", list, "\tarchbot demo [flags]")
}

// TestREADME sees that the README stays short, and names no file and no command that is not there.
func TestREADME(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const most = 150
	if n := strings.Count(string(text), "\n"); n > most {
		t.Errorf("%d lines; at most %d: what is cut belongs in deploy/README.md or a package's doc", n, most)
	}
	files := regexp.MustCompile(`(?:\./|\b)(?:cmd|bot|kb|deploy)(?:/[\w.-]+)*[\w/]|\.ci/\w+`).FindAllString(string(text), -1)
	for _, name := range files {
		if _, err := os.Stat(filepath.Join("../..", name)); err != nil {
			t.Errorf("the README names %s: %v", name, err)
		}
	}
	used := regexp.MustCompile("(?m)(?:`|^ {4,}|\\./|/cmd/)archbot ([a-z]+)").FindAllStringSubmatch(string(text), -1)
	for _, m := range used {
		if _, ok := findCommand(m[1]); !ok {
			t.Errorf("the README names %q, which is no command", m[0])
		}
	}
	if len(files) < 15 || len(used) < 5 {
		t.Errorf("only %q and %q were found", files, used)
	}
}

// compareText compares lines with those of a file that begin the same way and end with an empty one; -update writes them.
func compareText(t *testing.T, file, lines, begins string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begins)
	if !ok {
		t.Fatalf("%s has no line that begins with %q", file, begins)
	}
	got, after, _ := strings.Cut(begins+rest, "\n\n")
	if diff := cmp.Diff(lines, got+"\n"); diff != "" {
		if *update {
			if err := os.WriteFile(file, []byte(before+lines+"\n"+after), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("%s does not say what the program does (go test ./cmd/archbot -update writes it):\n%s", file, diff)
	}
}
