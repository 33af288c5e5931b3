package page

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"archbot/kb"
	"archbot/kb/starter"
)

var update = flag.Bool("update", false, "write what the tests see into their golden files")

func written(t testing.TB, note *kb.Note) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, note); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWrite compares the page of a note that has everything with what it was.
func TestWrite(t *testing.T) {
	source, err := os.ReadFile("testdata/everything.md")
	if err != nil {
		t.Fatal(err)
	}
	got := written(t, kb.Parse("everything.md", source))
	const golden = "testdata/everything.html"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the page is not what it was; see the difference with -update:\n%s", got)
	}
}

// TestEveryBlockHasItsAnchor sees that each block of the starter notes can be linked to by its line.
func TestEveryBlockHasItsAnchor(t *testing.T) {
	notes, err := kb.Load(starter.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		page := written(t, n)
		for _, b := range n.Blocks {
			if c := strings.Count(page, `<section id="L`+strconv.Itoa(b.Line)+`">`); c != 1 {
				t.Errorf("%s:%d: %d anchors", n.File, b.Line, c)
			}
		}
	}
}

// hostile is what in a page would run, load or lead elsewhere than a web address.
var hostile = regexp.MustCompile(`(?i)^(javascript|data|vbscript|file):`)

// FuzzWrite sees that no note makes a page with a script, a frame, an event handler or an address that is not the web's.
func FuzzWrite(f *testing.F) {
	for _, seed := range []string{
		"# <script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](data:text/html,z)",
		"###### {\"semantic\":\"<img src=x onerror=alert(1)>\",\"source-link\":\"javascript:1\"}\n\ntext\n<iframe src=//x>",
		"| a | b |\n| --- | --- |\n| <b onclick=x>1 | 2 |\n\n```\n</code><script>\n```\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		z := html.NewTokenizer(strings.NewReader(written(t, kb.Parse("a.md", source))))
		for z.Next() != html.ErrorToken {
			token := z.Token()
			if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
				continue
			}
			switch token.Data {
			case "script", "iframe", "object", "embed", "form", "base", "link":
				t.Fatalf("a %s in the page", token.Data)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || hostile.MatchString(strings.TrimSpace(a.Val)) {
					t.Fatalf("%s=%q in the page", a.Key, a.Val)
				}
			}
		}
	})
}
