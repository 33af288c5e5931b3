package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"archbot/bot/metrics"
)

func TestOpenStore(t *testing.T) {
	tests := []struct {
		name    string
		env     map[string]string
		want    string // begins what the store says of its place; %s is a new directory
		warned  bool
		refused string // part of the error
	}{
		{"in the data directory", map[string]string{"ARCHBOT_DATA_DIR": "%s/new"}, "%s/new/archbot.db", false, ""},
		{"named", map[string]string{"ARCHBOT_DATABASE_URL": "sqlite:%s/other.db"}, "%s/other.db", false, ""},
		{"memory", map[string]string{"ARCHBOT_DATABASE_URL": "memory"}, "memory", false, ""},
		{"no place", map[string]string{"ARCHBOT_DATA_DIR": "%s/file/below"}, "memory", true, ""},
		{"no directory to be made", map[string]string{"ARCHBOT_DATA_DIR": "/proc/nope"}, "memory", true, ""},
		{"named where there is no place", map[string]string{"ARCHBOT_DATABASE_URL": "%s/file/below/a.db"}, "", false, "name a place"},
		{"from a file", map[string]string{"ARCHBOT_DATABASE_URL_FILE": "%s/secret"}, "postgres://db.invalid:5432/archbot", true, ""},
		{"twice", map[string]string{"ARCHBOT_DATABASE_URL": "memory", "ARCHBOT_DATABASE_URL_FILE": "%s/secret"}, "", false, "keep one"},
		{"of another kind", map[string]string{"ARCHBOT_DATABASE_URL": "mysql://u:hunter2@h/d"}, "", false, "no kind of database"},
		{"not to be read", map[string]string{"ARCHBOT_DATABASE_URL": "postgres://u:hunter2@h:port/d"}, "", false, "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{"file": "", "secret": "postgres://archbot:hunter2@db.invalid/archbot?connect_timeout=1\n"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"ARCHBOT_DATABASE_URL", "ARCHBOT_DATABASE_URL_FILE", "ARCHBOT_DATA_DIR"} {
				t.Setenv(name, strings.ReplaceAll(tt.env[name], "%s", dir))
			}
			var log bytes.Buffer
			err := func() error {
				env, err := loadBotEnv()
				if err != nil {
					return err
				}
				s, err := openStore(t.Context(), newLogger(&log, env.LogEnv), env, metrics.New(), time.Now)
				if err != nil {
					return err
				}
				if want := strings.ReplaceAll(tt.want, "%s", dir); !strings.HasPrefix(s.String(), want) {
					t.Errorf("the store is in %q, want %q", s, want)
				}
				return s.Close()
			}()
			switch {
			case tt.refused == "" && err != nil:
				t.Error(err)
			case tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)):
				t.Errorf("got %v, want %q in it", err, tt.refused)
			}
			if strings.Contains(log.String(), "WARN") != tt.warned {
				t.Errorf("log:\n%s", &log)
			}
			if said := log.String() + " " + errorText(err); strings.Contains(said, "hunter2") {
				t.Errorf("the password is shown: %s", said)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
