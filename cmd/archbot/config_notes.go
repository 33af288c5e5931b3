package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"archbot/kb/source"
)

// NotesEnv says where the notes are.
type NotesEnv struct {
	Notes        string        `envconfig:"ARCHBOT_NOTES" desc:"the notes: a directory or one file, followed as it changes; the starter notes when not set"`
	Rescan       time.Duration `envconfig:"ARCHBOT_NOTES_RESCAN" default:"30s" desc:"how often to look for changes that the system does not tell of"`
	Git          string        `envconfig:"ARCHBOT_NOTES_GIT" desc:"instead: a Git repository, followed as its branch moves"`
	GitBranch    string        `envconfig:"ARCHBOT_NOTES_GIT_BRANCH" desc:"its branch; the default branch when not set"`
	GitDir       string        `envconfig:"ARCHBOT_NOTES_GIT_DIR" desc:"the directory of the notes in it; all of it when not set"`
	GitToken     secret        `envconfig:"ARCHBOT_NOTES_GIT_TOKEN" desc:"a token that may read it, if it is private"`
	GitTokenFile string        `envconfig:"ARCHBOT_NOTES_GIT_TOKEN_FILE" desc:"a file with that token, for a mounted secret"`
	GitInterval  time.Duration `envconfig:"ARCHBOT_NOTES_GIT_INTERVAL" default:"1m" desc:"how often to ask the repository for changes"`
	NotesURL     string        `envconfig:"ARCHBOT_NOTES_URL" desc:"where people read them, to link to: https://…/{file}?plain=1#L{line}"`
	DataEnv
}

// DataEnv says where archbot keeps what it needs again.
type DataEnv struct {
	DataDir string `envconfig:"ARCHBOT_DATA_DIR" desc:"for database, index and clone; else $XDG_STATE_HOME/archbot or ~/.local/state/archbot"`
}

// dir is the data directory. It may not exist yet.
func (e DataEnv) dir() (string, error) {
	if e.DataDir != "" {
		return e.DataDir, nil
	}
	if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
		return filepath.Join(state, "archbot"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find a place for data: ARCHBOT_DATA_DIR is not set, and %w", err)
	}
	return filepath.Join(home, ".local", "state", "archbot"), nil
}

// loadNotesEnv reads and checks the notes' variables.
func loadNotesEnv() (NotesEnv, error) {
	var env NotesEnv
	if err := load(&env); err != nil {
		return NotesEnv{}, err
	}
	if err := checkNotesURL(env.NotesURL); err != nil {
		return NotesEnv{}, err
	}
	for name, d := range map[string]time.Duration{"ARCHBOT_NOTES_RESCAN": env.Rescan, "ARCHBOT_NOTES_GIT_INTERVAL": env.GitInterval} {
		if d <= 0 {
			return NotesEnv{}, usagef("%s is %q: want a time like 30s or 5m", name, d)
		}
	}
	return env, env.checkGit()
}

// checkGit reads the token and checks what belongs to a repository.
func (e *NotesEnv) checkGit() error {
	if e.Git == "" {
		set := map[string]bool{
			"ARCHBOT_NOTES_GIT_BRANCH": e.GitBranch != "", "ARCHBOT_NOTES_GIT_DIR": e.GitDir != "",
			"ARCHBOT_NOTES_GIT_TOKEN": !e.GitToken.empty() || e.GitTokenFile != "",
		}
		for name, set := range set {
			if set {
				return usagef("%s is set, and ARCHBOT_NOTES_GIT is not: set that to the address of the repository", name)
			}
		}
		return nil
	}
	if e.Notes != "" {
		return usagef("ARCHBOT_NOTES and ARCHBOT_NOTES_GIT are both set: keep one")
	}
	if !e.GitToken.empty() || e.GitTokenFile != "" {
		token, err := readToken("ARCHBOT_NOTES_GIT_TOKEN", e.GitToken, e.GitTokenFile)
		if err != nil {
			return usage(err)
		}
		e.GitToken = token
	}
	if err := e.git("").Check(); err != nil {
		return usagef("ARCHBOT_NOTES_GIT: %w", err)
	}
	return nil
}

// git is the repository to read notes from, with its clone below the data directory.
func (e *NotesEnv) git(data string) source.GitOptions {
	return source.GitOptions{
		URL: e.Git, Branch: e.GitBranch, Dir: e.GitDir, Token: e.GitToken.reveal(), Interval: e.GitInterval,
		Store: filepath.Join(data, "git"), Now: time.Now,
	}
}

func checkNotesURL(s string) error {
	if s == "" {
		return nil
	}
	plain := strings.NewReplacer("{file}", "f", "{line}", "1").Replace(s)
	u, err := url.Parse(plain)
	if err == nil && u.User != nil {
		return usagef("ARCHBOT_NOTES_URL has a user or a password in it, and everybody who asks would see it")
	}
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return usagef("ARCHBOT_NOTES_URL is %q: want an address like https://github.com/us/notes/blob/main/{file}?plain=1#L{line}", s)
	}
	if !strings.Contains(s, "{file}") {
		return usagef("ARCHBOT_NOTES_URL is %q: it has no {file}, so every answer would link to the same page", s)
	}
	return nil
}
