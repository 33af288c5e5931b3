package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const securityPage = "../../deploy/security.md"

// definition is where a test file defines a test or a fuzz target, up to the end of its body.
var definition = regexp.MustCompile(`(?ms)^func ((?:Test|Fuzz)[A-Z]\w*)\(\w+ \*testing\.[TF]\) \{\n(.*?)^\}`)

// defined are the bodies of all tests and fuzz targets, by "folder: name".
func defined(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "node_modules" {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), filepath.FromSlash("../../")))
		for _, m := range definition.FindAllStringSubmatch(string(text), -1) {
			all[folder+": "+m[1]] = m[2]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestSecurityPage sees that every test that the page on security names is there, that each row names one, and that every fuzz target is
// named and has seeds.
func TestSecurityPage(t *testing.T) {
	page, err := os.ReadFile(securityPage)
	if err != nil {
		t.Fatal(err)
	}
	tests, named, rows := defined(t), map[string]bool{}, 0
	for line := range strings.Lines(string(page)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| who |") || strings.HasPrefix(line, "| what is read |") || strings.HasPrefix(line, "| ---") {
			continue
		}
		rows++
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		for group := range strings.SplitSeq(cells[len(cells)-1], "; ") {
			folder, list, _ := strings.Cut(strings.TrimSpace(group), ": ")
			for name := range strings.SplitSeq(list, ", ") {
				test := folder + ": " + name
				if named[test] = true; tests[test] == "" {
					t.Errorf("the page names %q, and there is no such test", test)
				}
			}
		}
	}
	if rows < 25 {
		t.Errorf("only %d rows were found", rows)
	}
	for test, body := range tests {
		if _, name, _ := strings.Cut(test, ": "); !strings.HasPrefix(name, "Fuzz") {
			continue
		}
		if !named[test] {
			t.Errorf("the page does not name %q", test)
		}
		if !strings.Contains(body, "f.Add(") {
			t.Errorf("%q has no seeds", test)
		}
	}
}
