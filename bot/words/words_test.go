package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"archbot/bot/words"
)

func TestIn(t *testing.T) {
	for locale, want := range map[string]string{"": "en", "de-DE": "de", "fr_CA": "fr", "ES": "es", "ja-JP": "en", "en-GB": "en", "deutsch": "en"} {
		if got := words.In(locale).Language(); got != want {
			t.Errorf("In(%q) is %q, want %q", locale, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		locale string
		n      int
		want   string
	}{{"en", 0, "0 entries"}, {"en", 1, "1 entry"}, {"en", 1200, "1,200 entries"}, {"de", 1, "1 Eintrag"}, {"de", 1200, "1.200 Einträge"}, {"fr", 0, "0 entrée"}, {"es", 2, "2 entradas"}} {
		if got := words.In(c.locale).Say("%d entries", c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.locale, c.n, got, c.want)
		}
	}
}

func TestSayTogether(t *testing.T) {
	var all sync.WaitGroup
	for range 8 {
		for _, l := range words.Languages() {
			all.Go(func() {
				if p := words.In(l); p.Say("%d entries", 2) == "" || p.Say("Share to channel") == "" {
					t.Error("nothing said")
				}
			})
		}
	}
	all.Wait()
}

// Every text that the source says is translated into every language, once, with the same arguments; and nothing else is.
func TestTranslations(t *testing.T) {
	said := saidInSource(t)
	if len(said) < 50 {
		t.Errorf("only %d texts found in the source", len(said))
	}
	entries, err := words.Entries()
	if err != nil {
		t.Fatal(err)
	}
	where := map[string]string{}
	for file, list := range entries {
		for _, e := range list {
			key := e["en"].Other
			if where[key] != "" {
				t.Errorf("%s: %q is in %s already", file, key, where[key])
			}
			where[key] = file
			if said[key] == "" {
				t.Errorf("%s: %q is said nowhere", file, key)
			}
			for _, l := range words.Languages() {
				checkText(t, file, l, key, e)
			}
			if len(e) != len(words.Languages()) {
				t.Errorf("%s: %q has a language that is not spoken", file, key)
			}
		}
	}
	for key, at := range said {
		if where[key] == "" {
			t.Errorf("%s: no translation of %q", at, key)
		}
	}
}

func checkText(t *testing.T, file, lang, key string, e words.Entry) {
	t.Helper()
	text, ok := e[lang]
	if !ok || strings.TrimSpace(text.Other) == "" {
		t.Errorf("%s: %q is not translated into %q", file, key, lang)
		return
	}
	if (text.One == "") != (e["en"].One == "") {
		t.Errorf("%s: %q has other plural forms in %q", file, key, lang)
	}
	for _, form := range []string{text.One, text.Other} {
		if form != "" && !slices.Equal(arguments(form), arguments(key)) {
			t.Errorf("%s: %q takes other arguments in %q: %q", file, key, lang, form)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([a-z%])`)

// arguments are the arguments that a format takes, as number and verb, sorted.
func arguments(format string) []string {
	var args []string
	n := 0
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		n++
		if m[1] != "" {
			n, _ = strconv.Atoi(m[1])
		}
		args = append(args, strconv.Itoa(n)+m[2])
	}
	slices.Sort(args)
	return slices.Compact(args)
}

// saidInSource finds the texts given to Say and Key in package bot and those below, with where they stand.
func saidInSource(t *testing.T) map[string]string {
	t.Helper()
	said := map[string]string{}
	fset := token.NewFileSet()
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") ||
			strings.Contains(name, "slacksim") || filepath.Dir(name) == "../words" {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			fun, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || fun.Sel.Name != "Say" && fun.Sel.Name != "Key" {
				return true
			}
			at := fset.Position(call.Pos()).String()
			if text, ok := literal(call.Args[0]); ok {
				said[text] = at
			} else if fun.Sel.Name == "Key" {
				t.Errorf("%s: words.Key takes a text written out", at)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// literal is the value of a string written out, perhaps in parts.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		a, okA := literal(e.X)
		b, okB := literal(e.Y)
		return a + b, okA && okB && e.Op == token.ADD
	}
	return "", false
}
