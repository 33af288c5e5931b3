package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// diagnoses runs the doctor, checks that it prints no token, and returns what it says by check.
func diagnoses(t *testing.T, w *slacksim.Workspace) (code int, all map[string]diagnosis) {
	t.Helper()
	r := archbot(t, "", "doctor", "--json")
	for _, secret := range []string{w.AppToken(), w.BotToken(), "s3cr3t"} {
		if strings.Contains(r.stdout+r.stderr, secret) {
			t.Errorf("a secret is shown: %s%s", r.stdout, r.stderr)
		}
	}
	all = map[string]diagnosis{}
	for line := range strings.Lines(r.stdout) {
		var d diagnosis
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if !slices.Contains([]string{well, uneasy, ill}, d.Status) || d.Says == "" || d.Status == ill && d.Do == "" {
			t.Errorf("says %+v", d)
		}
		all[d.Check] = d
	}
	return r.code, all
}

// patient sets an environment in which all is well.
func patient(t *testing.T, o slacksim.Options) *slacksim.Workspace {
	t.Helper()
	if o.Scopes == nil {
		o.Scopes = bot.Scopes()
	}
	w := slacksim.Start(t, o)
	slackEnvironment(t, w)
	t.Setenv("ARCHBOT_DATA_DIR", t.TempDir())
	return w
}

func TestDoctorWell(t *testing.T) {
	w := patient(t, slacksim.Options{})
	code, all := diagnoses(t, w)
	for _, name := range []string{"settings", "tokens", "slack", "scopes", "clock", "channels", "socket", "notes", "database"} {
		if d := all[name]; d.Status != well {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if code != exitFine || len(all) != 9 {
		t.Errorf("exit code %d, %d checks", code, len(all))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // the workspace may see the end a little later
	defer cancel()
	if err := w.Wait(ctx, func() bool { open, total := w.Connections(); return open == 0 && total == 1 }); err != nil {
		open, total := w.Connections()
		t.Errorf("%d connections are open of %d: %v", open, total, err)
	}
	if n := len(w.CallsTo("chat.postMessage")); n != 0 {
		t.Errorf("the doctor posts %d messages", n)
	}
	r := archbot(t, "", "doctor")
	for _, line := range []string{"ok    tokens     both are there", "ok    slack      @archbot in Local workspace\n", "ok    channels   #design"} {
		if !strings.Contains(r.stdout, line) {
			t.Errorf("no %q in\n%s", line, r.stdout)
		}
	}
}

// damaged is a data directory whose database is none.
func damaged(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "archbot.db"), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// What the doctor says fits a narrow terminal, in a column of its own.
func TestDoctorWraps(t *testing.T) {
	var out bytes.Buffer
	d := diagnosis{"tokens", ill, "one is not set\ntwo is not set either", "get them where they are made"}
	if err := printDiagnosis(streams{out: &out, width: 36}, d); err != nil {
		t.Fatal(err)
	}
	const want = "FAIL  tokens     one is not set\n                 two is not set\n                 either\n                 -> get them where\n                    they are made\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

// TestDoctorIll breaks one thing after the other, and sees that the doctor finds that one and says what to do.
func TestDoctorIll(t *testing.T) {
	tests := []struct {
		name, check, status string
		says, do            string
		o                   slacksim.Options
		env                 map[string]string
	}{
		{name: "no token", check: "tokens", status: ill, says: "SLACK_BOT_TOKEN is not set", do: "archbot manifest", env: map[string]string{"SLACK_BOT_TOKEN": ""}},
		{name: "swapped", check: "tokens", status: ill, says: "SLACK_APP_TOKEN is a bot token", env: map[string]string{"SLACK_APP_TOKEN": "xoxb-s3cr3t"}},
		{name: "wrong bot token", check: "slack", status: ill, says: "invalid_auth", env: map[string]string{"SLACK_BOT_TOKEN": "xoxb-s3cr3t"}},
		{name: "wrong app token", check: "socket", status: ill, says: "SLACK_APP_TOKEN", env: map[string]string{"SLACK_APP_TOKEN": "xapp-s3cr3t"}},
		{name: "nobody there", check: "slack", status: ill, says: "refused", env: map[string]string{"SLACK_API_URL": "http://127.0.0.1:1/api/"}},
		{name: "scopes", check: "scopes", status: ill, says: "not granted: commands", do: "install the app again",
			o: slacksim.Options{Scopes: slices.DeleteFunc(bot.Scopes(), func(s string) bool { return s == "commands" })}},
		{name: "spare scopes", check: "scopes", status: well, says: "does not use files:write", o: slacksim.Options{Scopes: append(bot.Scopes(), "files:write")}},
		{name: "clock late", check: "clock", status: uneasy, says: "behind Slack's", do: "NTP", o: slacksim.Options{Clock: slacksim.NewStillClock(time.Now().Add(3 * time.Minute))}},
		{name: "clock early", check: "clock", status: ill, says: "ahead of Slack's", do: "NTP", o: slacksim.Options{Clock: slacksim.NewStillClock(time.Now().Add(-time.Hour))}},
		{name: "connected", check: "socket", status: well, says: "Slack greets"},
		{name: "no notes", check: "notes", status: ill, says: "/no/such", env: map[string]string{"ARCHBOT_NOTES": "/no/such"}},
		{name: "empty notes", check: "notes", status: ill, env: map[string]string{"ARCHBOT_NOTES": t.TempDir()}},
		{name: "flawed notes", check: "notes", status: uneasy, says: "error", do: "archbot lint", env: map[string]string{"ARCHBOT_NOTES": "testdata/flawed"}},
		{name: "starter notes", check: "notes", status: well, says: "the starter notes", env: map[string]string{"ARCHBOT_NOTES": ""}},
		{name: "no such database", check: "database", status: ill, says: "ARCHBOT_DATABASE_URL", env: map[string]string{"ARCHBOT_DATABASE_URL": "postgres://u:s3cr3t@127.0.0.1:1/x"}},
		{name: "no kind of database", check: "database", status: ill, says: "no kind of database", env: map[string]string{"ARCHBOT_DATABASE_URL": "mysql://u:s3cr3t@h/x"}},
		{name: "no place for a database", check: "database", status: uneasy, says: "in memory: ", do: "ARCHBOT_DATA_DIR", env: map[string]string{"ARCHBOT_DATA_DIR": "/dev/null/x"}},
		{name: "no directory to be made", check: "database", status: uneasy, says: "in memory: ", do: "ARCHBOT_DATA_DIR", env: map[string]string{"ARCHBOT_DATA_DIR": "/proc/nope"}},
		{name: "damaged database", check: "database", status: ill, says: "archbot.db", do: "another directory in ARCHBOT_DATA_DIR", env: map[string]string{"ARCHBOT_DATA_DIR": damaged(t)}},
		{name: "new database", check: "database", status: well, says: "empty: serve makes its tables"},
		{name: "memory", check: "database", status: uneasy, do: "ARCHBOT_DATABASE_URL", env: map[string]string{"ARCHBOT_DATABASE_URL": "memory"}},
		{name: "address", check: "settings", status: ill, says: "ARCHBOT_HTTP_ADDR", env: map[string]string{"ARCHBOT_HTTP_ADDR": "8080"}},
		{name: "level", check: "settings", status: ill, says: "ARCHBOT_LOG_LEVEL", env: map[string]string{"ARCHBOT_LOG_LEVEL": "loud"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := patient(t, tt.o)
			for k, v := range tt.env {
				t.Setenv(k, v)
			}
			code, all := diagnoses(t, w)
			d := all[tt.check]
			if d.Status != tt.status || !strings.Contains(d.Says, tt.says) || !strings.Contains(d.Do, tt.do) {
				t.Errorf("%+v", d)
			}
			if (code == exitFinding) != (tt.status == ill) || code == exitUsage {
				t.Errorf("exit code %d; %+v", code, all)
			}
		})
	}
}
