package starter_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"archbot/kb"
	"archbot/kb/starter"
)

// sentenceRunes is from what length on a sentence may stand in the library only once.
const sentenceRunes = 50

func TestNothingIsSaidTwice(t *testing.T) {
	first := make(map[string]string)
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			for _, s := range sentences(b.Body) {
				if len([]rune(s)) <= sentenceRunes {
					continue
				}
				at := fmt.Sprintf("%s:%d", b.File, b.Line)
				if first[s] != "" && first[s] != at {
					t.Errorf("%s: stands in %s, too: %q", at, first[s], s)
				}
				first[s] = at
			}
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?:]\s+|\n`)

// sentences are the sentences and list items of a body, without its tables.
func sentences(body kb.Body) (all []string) {
	for _, e := range body {
		if _, ok := e.(kb.Table); !ok {
			for _, s := range sentenceEnd.Split(kb.Body{e}.Text(), -1) {
				all = append(all, strings.TrimSpace(s))
			}
		}
	}
	return all
}

// variants are endings that British and American English write differently. The notes have American product terms and are British
// elsewhere; what matters is that a word is spelt in one way only.
var variants = []struct{ british, american *regexp.Regexp }{
	{regexp.MustCompile(`^(\w{3,})is(e|ed|es|ing|ation)$`), regexp.MustCompile(`^(\w{3,})iz(e|ed|es|ing|ation)$`)},
	{regexp.MustCompile(`^(\w{2,})ys(e|ed|es|ing)$`), regexp.MustCompile(`^(\w{2,})yz(e|ed|es|ing)$`)},
	{regexp.MustCompile(`^(\w{3,})our(s|ed|ing|al|able|ite)?$`), regexp.MustCompile(`^(\w{3,})or(s|ed|ing|al|able|ite)?$`)},
	{regexp.MustCompile(`^(\w{3,}[aeiou])ll(ed|ing|er|ers)$`), regexp.MustCompile(`^(\w{3,}[aeiou])l(ed|ing|er|ers)$`)},
	{regexp.MustCompile(`^(\w{2,}[tb])re(s|d)?$`), regexp.MustCompile(`^(\w{2,}[tb])er(s|d)?$`)},
	{regexp.MustCompile(`^(\w{3,})ogue(s|d)?$`), regexp.MustCompile(`^(\w{3,})og(s|d)?$`)},
	{regexp.MustCompile(`^(\w{2,})enc(e|es)$`), regexp.MustCompile(`^(\w{2,})ens(e|es)$`)},
	{regexp.MustCompile(`^(art)e(fact|facts)$`), regexp.MustCompile(`^(art)i(fact|facts)$`)},
	{regexp.MustCompile(`^(gr)e(y)$`), regexp.MustCompile(`^(gr)a(y)$`)},
	{regexp.MustCompile(`^(judg)e(ment|ments)$`), regexp.MustCompile(`^(judg)(ment|ments)$`)},
	{regexp.MustCompile(`^(program)me(s)?$`), regexp.MustCompile(`^(program)(s)?$`)},
}

func TestOneSpellingAWord(t *testing.T) {
	places := plainWords(t)
	for _, v := range variants {
		british := make(map[string]string) // the word, by what both spellings have in common
		for w := range places {
			if m := v.british.FindStringSubmatch(w); m != nil {
				british[m[1]+" "+m[2]] = w
			}
		}
		for w, at := range places {
			m := v.american.FindStringSubmatch(w)
			if m == nil || british[m[1]+" "+m[2]] == "" {
				continue
			}
			other := british[m[1]+" "+m[2]]
			t.Errorf("%s: %q, but %s: %q; keep to one", at, w, places[other], other)
		}
	}
}

// TestSpelling checks the words of four letters and more against the lists that the search corrects spelling by, and the terms of the field
// in testdata/terms.txt.
func TestSpelling(t *testing.T) {
	known := make(map[string]bool)
	for _, list := range []string{"english.txt.gz", "everyday.txt.gz"} {
		for _, w := range unpacked(t, filepath.Join("..", "search", list)) {
			known[w] = true
		}
	}
	used := make(map[string]bool)
	for _, w := range strings.Fields(read(t, os.DirFS("testdata"), "terms.txt")) {
		if known[w] {
			t.Errorf("testdata/terms.txt: %q is in the lists of English words", w)
		}
		used[w] = false
	}
	for w, at := range plainWords(t) {
		if len(w) < 4 || known[w] {
			continue
		}
		if _, ok := used[w]; !ok {
			t.Errorf("%s: %q is in no list of words; mend it, or add it to testdata/terms.txt", at, w)
		}
		used[w] = true
	}
	for w, met := range used {
		if !met {
			t.Errorf("testdata/terms.txt: no note has %q any more", w)
		}
	}
}

func unpacked(t *testing.T, file string) (lines []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for s := bufio.NewScanner(r); s.Scan(); {
		lines = append(lines, s.Text())
	}
	return lines
}

var (
	codeSpan  = regexp.MustCompile("`[^`]*`")
	plainWord = regexp.MustCompile(`[\pL\pN][\pL\pN_./@-]*`)
	letters   = regexp.MustCompile(`^[A-Z]?[a-z]+$`)
)

// plainWords are the words of the notes, in lower case, with the first place of each. Code, addresses, and names with capital letters or
// digits inside are left out.
func plainWords(t *testing.T) map[string]string {
	t.Helper()
	places := make(map[string]string)
	for _, n := range notes(t) {
		for i, line := range strings.Split(read(t, starter.FS(), n.File), "\n") {
			if strings.HasPrefix(line, "######") {
				continue
			}
			for _, w := range plainWord.FindAllString(codeSpan.ReplaceAllString(line, " "), -1) {
				for _, part := range strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '.' || r == '/' }) {
					lower := strings.ToLower(part)
					if letters.MatchString(part) && places[lower] == "" {
						places[lower] = fmt.Sprintf("%s:%d", n.File, i+1)
					}
				}
			}
		}
	}
	return places
}
