package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"archbot/bot/render"
	"archbot/kb/answer"
)

var update = flag.Bool("update", false, "write the golden files anew")

const notesURL = "https://github.com/acme/notes/blob/main/docs/{file}?plain=1#L{line}"

// sharing is the value of a button that shares.
const sharing = `1:{"subjects":["Kafka","RabbitMQ"],"blocks":[{"id":"a.md#a:why.1","rev":"0123456789abcdef"}]}`

func withGone(a answer.Answer, n int) answer.Answer {
	a.Gone = n
	return a
}

// golden compares v, as indented JSON with no characters escaped that need not be, with a file.
func golden(t *testing.T, name string, m any) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update to make it", err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s differs (-want +got); run with -update if it is meant:\n%s", file, diff)
	}
}

func TestGolden(t *testing.T) {
	for name, m := range messages() {
		t.Run(name, func(t *testing.T) { golden(t, name, m) })
	}
}

// messages are all the samples as they are shown.
func messages() map[string]render.Message {
	linked := render.Options{NotesURL: notesURL}
	out := map[string]render.Message{
		"comparison_unlinked": render.Answer(comparison(), render.Options{Surface: render.Private}),
		"found_unlinked":      render.Answer(partitioning(), render.Options{}),
		"found_home":          render.Answer(partitioning(), render.Options{Surface: render.Home, Command: "/notes"}),
		"shared":              render.Answer(comparison(), render.Options{NotesURL: notesURL, Share: sharing, SharedBy: "U0ADA"}),
		"gone_shared":         render.Answer(withGone(partitioning(), 2), render.Options{SharedBy: "U0ADA"}),
		"gone_none":           render.Answer(withGone(none(), 1), render.Options{Surface: render.Private}),
		"help":                render.Help(render.HelpParts{}, render.Options{}),
		"sorry":               render.Sorry("7f3a", ""),
		"comparison_german":   render.Answer(comparison(), render.Options{Surface: render.Private, Language: "de-DE", Share: sharing}),
		"composed_german":     render.Answer(composed(), render.Options{Surface: render.Private, Language: "de-DE"}),
		"composed_de_plain":   render.Plain(composed(), render.Options{Surface: render.Private, Language: "de-DE"}),
		"none_french":         render.Answer(none(), render.Options{Language: "fr"}),
		"watching_spanish":    render.Answer(watching(), render.Options{Language: "es-MX"}),
		"help_german":         render.Help(render.HelpParts{Examples: []string{"pros of <Kafka>"}, Verbs: []render.VerbHelp{{Usage: "topics", About: "browse all topics"}}}, render.Options{Language: "de"}),
		"notice":              render.Notice("There is nothing <more> to *show*."),
	}
	for name, a := range map[string]answer.Answer{
		"comparison": comparison(), "composed": composed(), "found": partitioning(), "caption": captionOnly(),
		"pictures": picturesOnly(), "source": sourceOnly(), "long": long(), "nasty": nasty(), "none": none(),
		"topics": topics(), "matches": matches(),
		"one_sided": oneSided(), "uncovered": uncovered(), "misfiltered": misfiltered(), "unfiltered": unfiltered(), "one_side_only": oneSideOnly(), "experts": experts(), "watching": watching(),
	} {
		out[name] = render.Answer(a, linked)
		out[name+"_plain"] = render.Plain(a, linked)
	}
	onward := render.Options{Surface: render.Private, NotesURL: notesURL, Share: sharing, Carry: carry}
	for name, a := range map[string]answer.Answer{
		"comparison": comparison(), "found": partitioning(), "long": long(), "matches": matches(), "none": none(), "topics": topics(),
	} {
		a.Onward = leading()
		out[name+"_onward"] = render.Answer(a, onward)
		out[name+"_onward_plain"] = render.Plain(a, onward)
	}
	for name, b := range browsed() {
		b.Carry = func(path []string, from int) string { return fmt.Sprintf("1:%q %d", path, from) }
		out["browse_"+name] = render.Topics(b, onward)
	}
	private := render.Options{Surface: render.Private, NotesURL: notesURL, Share: sharing}
	for name, a := range map[string]answer.Answer{
		"comparison": comparison(), "composed": composed(), "found": partitioning(), "caption": captionOnly(), "long": long(), "matches": matches(),
	} {
		out[name+"_private"] = render.Answer(a, private)
		out[name+"_private_plain"] = render.Plain(a, private)
	}
	return out
}

func TestGoldenKeepsTheLimits(t *testing.T) {
	for name, m := range messages() {
		t.Run(name, func(t *testing.T) {
			verify(t, m)
			if strings.HasSuffix(name, "_plain") && !m.Classic() {
				t.Error("not made of classic blocks only")
			}
		})
	}
}
