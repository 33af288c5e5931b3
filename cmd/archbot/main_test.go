package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the tests see into their golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"archbot": main})
}

// TestScripts runs the program as people do. Each script finds testdata/notes, testdata/flawed and the questions beside it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for _, dir := range []string{"notes", "flawed"} {
				if err := os.CopyFS(filepath.Join(env.WorkDir, dir), os.DirFS(filepath.Join("testdata", dir))); err != nil {
					return err
				}
			}
			questions, err := os.ReadFile("testdata/questions.jsonl")
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "questions.jsonl"), questions, 0o644)
		},
	})
}

// A ran is what a run of the program left.
type ran struct {
	code   int
	stdout string
	stderr string
}

// archbot runs the program in this process.
func archbot(t *testing.T, stdin string, args ...string) ran {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(stdin), &stdout, &stderr)
	return ran{code, stdout.String(), stderr.String()}
}

// cleanEnvironment takes every variable of the program away for the time of the test.
func cleanEnvironment(t *testing.T) {
	t.Helper()
	for _, name := range variables(t) {
		t.Setenv(name, "") // remembers to restore
		os.Unsetenv(name)
	}
}
