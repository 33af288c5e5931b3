package bot_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The table in the package's doc names a test for each of its lines; they exist.
func TestDocNamesTests(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(b)
	}
	names := regexp.MustCompile(`\bTest\w+`).FindAllString(string(doc), -1)
	if len(names) < 10 {
		t.Errorf("only %d tests named", len(names))
	}
	for _, name := range names {
		if !strings.Contains(tests.String(), "func "+name+"(t *testing.T)") {
			t.Errorf("no test %q", name)
		}
	}
}
