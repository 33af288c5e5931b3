package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestHouse(t *testing.T) {
	broken, err := checkHouse(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range broken {
		t.Error(b)
	}
}

// TestHouseSeesBreaches breaks each rule in a tree of its own: a check that cannot fail checks nothing.
func TestHouseSeesBreaches(t *testing.T) {
	const doc = "// Package p is.\n"
	tests := []struct {
		name, file, source string
		want               string // part of the one line reported; empty where the rules hold
	}{
		{"fine", "kb/answer/a.go", doc + `package answer; import _ "archbot/kb/search"`, ""},
		{"cmd may import all", "cmd/archbot/a.go", doc + `package main; import (_ "archbot/kb/source"; _ "flag")`, ""},
		{"below its own folder", "bot/slacksim/a.go", doc + `package slacksim; import _ "archbot/bot/slacksim/web"`, ""},
		{"a folder below", "bot/slacksim/web/a.go", doc + `package web; import _ "archbot/kb"`, "bot/slacksim may not import archbot/kb"},
		{"up", "kb/a.go", doc + `package kb; import _ "archbot/kb/answer"`, "kb may not import archbot/kb/answer"},
		{"bot knows no index", "bot/a.go", doc + `package bot; import _ "archbot/kb/search"`, "bot may not import archbot/kb/search"},
		{"nobody imports cmd", "kb/source/a.go", doc + `package source; import _ "archbot/cmd/archbot"`, "kb/source may not import"},
		{"unknown folder", "web/a.go", doc + `package web`, "web: the top level|not in the table"},
		{"bleve", "kb/answer/a.go", doc + `package answer; import _ "github.com/blevesearch/bleve/v2"`, "only kb/search may"},
		{"slack-go", "cmd/archbot/a.go", doc + `package main; import _ "github.com/slack-go/slack"`, "only bot may"},
		{"fsnotify", "kb/a.go", doc + `package kb; import _ "github.com/fsnotify/fsnotify"`, "only kb/source may"},
		{"go-git", "cmd/archbot/a.go", doc + `package main; import _ "github.com/go-git/go-git/v5"`, "only kb/source may"},
		{"slack-go below bot", "bot/render/a.go", doc + `package render; import _ "github.com/slack-go/slack"`, ""},
		{"another of that prefix", "kb/a.go", doc + `package kb; import _ "github.com/slack-gopher/x"`, ""},
		{"metrics", "bot/a.go", doc + `package bot; import _ "github.com/prometheus/client_golang/prometheus"`, "only bot/metrics may"},
		{"envconfig", "bot/a.go", doc + `package bot; import _ "github.com/kelseyhightower/envconfig"`, "only cmd/archbot may"},
		{"flag", "bot/a.go", doc + `package bot; import _ "flag"`, "imports flag; only cmd/archbot may"},
		{"signal", "bot/a.go", doc + `package bot; import _ "os/signal"`, "imports os/signal; only cmd/archbot may"},
		{"environment", "kb/a.go", doc + `package kb; import "os"; var x = os.Getenv("X")`, "os.Getenv; only cmd/archbot may"},
		{"environment renamed", "kb/a.go", doc + `package kb; import sys "os"; var x = sys.Args`, "sys.Args; only cmd/archbot may"},
		{"a variable called os", "kb/a.go", doc + `package kb; func f(os struct{Args int}) int { return os.Args }`, ""},
		{"exit", "kb/a.go", doc + `package kb; import "log"; func f() { log.Fatal() }`, "log.Fatal; only cmd/archbot may"},
		{"no doc", "kb/a.go", `package kb`, "kb: the package has no doc comment"},
		{"long file", "kb/a.go", doc + "package kb\n" + strings.Repeat("\n", maxFileLines-1), "401 lines; at most 400"},
		{"longest file", "kb/a.go", doc + "package kb\n" + strings.Repeat("\n", maxFileLines-2), ""},
		{"long function", "kb/a.go", doc + "package kb\nfunc f() {" + strings.Repeat("\n", maxFuncLines) + "}", "f has 81 lines"},
		{"longest function", "kb/a.go", doc + "package kb\nfunc f() {" + strings.Repeat("\n", maxFuncLines-1) + "}", ""},
		{"init", "kb/a.go", doc + "package kb\nfunc init() {}", "init: nothing happens before main"},
		{"a method called init", "kb/a.go", doc + "package kb\nfunc (x) init() {}", ""},
		{"pattern", "kb/a.go", doc + "package kb\nvar x = regexp.MustCompile(`a` + `b`)", ""},
		{"pattern from outside", "kb/a.go", doc + "package kb\nfunc f(s string) { regexp.Compile(`a` + s) }", "kb/a.go:3: the pattern is no constant"},
		{"name", "kb/util/a.go", doc + "package util", `"util" does not say`},
		{"tests are free", "kb/a_test.go", `package kb_test; import (_ "archbot/kb/source"; _ "flag")`, ""},
		{"test data is no code", "kb/testdata/a.go", "not go", ""},
		{"top level", "tools.txt", "", "tools.txt: the top level"},
		{"dot files", ".ci/run", "", ""},
		{"ignored", "archbot", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := fstest.MapFS{
				tt.file:      {Data: []byte(tt.source)},
				".gitignore": {Data: []byte("/archbot\n/dist/\n")},
			}
			broken, err := checkHouse(tree)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if tt.want != "" {
				want = strings.Split(tt.want, "|")
			}
			if len(broken) != len(want) {
				t.Fatalf("got %q, want %q", broken, want)
			}
			for i := range want {
				if !strings.Contains(broken[i], want[i]) {
					t.Errorf("got %q, want %q in it", broken[i], want[i])
				}
			}
		})
	}
}
