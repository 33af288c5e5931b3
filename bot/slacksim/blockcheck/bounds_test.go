package blockcheck_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every upper limit is tested: at the bound and one past it, by one of the tables.
func TestEveryLimitHasABound(t *testing.T) {
	limits, err := os.ReadFile("limits.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	names, _ := filepath.Glob("*_test.go")
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(source)
	}
	constants := regexp.MustCompile(`(?m)^\t(Max\w+) +=`).FindAllStringSubmatch(string(limits), -1)
	if len(constants) < 50 {
		t.Errorf("only %d limits found", len(constants))
	}
	for _, c := range constants {
		if !regexp.MustCompile(`\b` + c[1] + `\b`).MatchString(tests.String()) {
			t.Errorf("%s is not tested", c[1])
		}
	}
}
