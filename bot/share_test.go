package bot_test

import (
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

var update = flag.Bool("update", false, "write the golden files anew")

// carriers is a note to share answers from.
const carriers = `# Carriers

###### {"semantic":"comparison"}

| | Zephlin | Quorvex |
|---|---|---|
| Throughput | high | lower |

## Zephlin

###### {"semantic":"pros"}

Keeps every record.

###### {"semantic":"cons"}

Needs a keeper.

## Quorvex

###### {"semantic":"pros"}

Routes as it is told.
`

// over answers from one note, or none where text is empty.
func over(t testing.TB, file, text string) *answer.Answerer {
	t.Helper()
	var notes []*kb.Note
	if text != "" {
		notes = append(notes, kb.Parse(file, []byte(text)))
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		t.Fatal(err)
	}
	return answer.New(index)
}

// held answers questions at once and holds back what is shared until it is told.
func held(a bot.Answerer) (answers, *gate) {
	g := newGate()
	return func(ctx context.Context, r answer.Request) (answer.Answer, error) {
		if len(r.Blocks) > 0 {
			if _, err := g.Answer(ctx, r); err != nil {
				return answer.Answer{}, err
			}
		}
		return a.Answer(ctx, r)
	}, g
}

// replacedBy ends the bot and starts another in its workspace, which knows nothing of it.
func (f *fixture) replacedBy(a bot.Answerer) *fixture {
	f.t.Helper()
	f.settled()
	f.await("end of the connection", func() bool { open, _ := f.Connections(); return open == 0 })
	return startIn(f.t, f.Workspace, a, bot.Options{})
}

// asked returns the private answer to a command of Ada's, with its button.
func (f *fixture) asked(channel, line string) slacksim.Message {
	f.t.Helper()
	m := f.only(f.SlashLine(slacksim.Ada, channel, line))
	if !shares(m) || m.Ephemeral != slacksim.Ada {
		f.t.Fatalf("no button in %v for %q", m.BlockTypes(), m.Ephemeral)
	}
	return m
}

// shares reports whether a message has the button.
func shares(m slacksim.Message) bool { return strings.Contains(m.Visible(), "Share to channel") }

// public returns what all see in a channel of the bot's posts.
func (f *fixture) public(channel string) []slacksim.Message {
	return slices.DeleteFunc(f.fromBot(channel), func(m slacksim.Message) bool { return m.Ephemeral != "" })
}

// private returns what Ada alone sees there.
func (f *fixture) private(channel string) []slacksim.Message {
	return slices.DeleteFunc(f.fromBot(channel), func(m slacksim.Message) bool { return m.Ephemeral == "" })
}

// shared waits until a message has been shared and the private one is gone.
func (f *fixture) shared(channel string) slacksim.Message {
	f.t.Helper()
	f.await("shared", func() bool { return len(f.public(channel)) == 1 && len(f.private(channel)) == 0 })
	m := f.public(channel)[0]
	if shares(m) || !strings.HasSuffix(strings.TrimSpace(m.Visible()), "asked by @ada") && !strings.Contains(m.Visible(), "asked by <@"+slacksim.Ada+">") {
		f.t.Errorf("shared %q", m.Visible())
	}
	if m.ThreadTS != "" {
		f.t.Errorf("shared in thread %s", m.ThreadTS)
	}
	return m
}

// told waits for a sentence beside the private answer, which stays.
func (f *fixture) told(channel, want string) {
	f.t.Helper()
	f.await("sentence", func() bool { return len(f.private(channel)) == 2 })
	got := f.private(channel)
	if !shares(got[0]) || !strings.Contains(got[1].Visible(), want) || got[1].Ephemeral != slacksim.Ada {
		f.t.Errorf("after %q says %q to %q, want %q", got[0].Visible(), got[1].Visible(), got[1].Ephemeral, want)
	}
	if n := len(f.public(channel)); n != 0 {
		f.t.Errorf("%d posts in the channel", n)
	}
}

// In a channel the bot is no member of: the table arrives, and the private answer is gone.
func TestShareComparison(t *testing.T) {
	f := start(t, over(t, "carriers.md", carriers), bot.Options{})
	m := f.asked(slacksim.General, "/arch zephlin vs quorvex")
	i := f.Click(slacksim.Ada, m, "share")
	if p, err := i.Acked(f.ctx); p != nil || err != nil {
		t.Errorf("ack %s, %v", p, err)
	}
	got := f.shared(slacksim.General)
	if !slices.Contains(got.BlockTypes(), "table") || !strings.Contains(got.Visible(), "Throughput") || got.Via != "response_url" {
		t.Errorf("shared %v by %q", got.BlockTypes(), got.Via)
	}
	f.settled()
	calls := f.CallsTo("response_url")
	if len(calls) != 3 { // the private one with its table, the shared one, the deletion
		t.Fatalf("%d posts by response url", len(calls))
	}
	for _, want := range []string{`"response_type":"in_channel"`, `"replace_original":false`, `"unfurl_links":false`, `"unfurl_media":false`} {
		if body := calls[1].Params["body"]; !strings.Contains(body, want) {
			t.Errorf("shared without %s: %s", want, body)
		}
	}
}

// A plain answer rides in the ack with its button.
func TestSharePlainAnswer(t *testing.T) {
	f := start(t, over(t, "carriers.md", carriers), bot.Options{})
	m := f.asked(slacksim.Design, "/arch pros of zephlin")
	if m.Via != "ack" {
		t.Errorf("answered via %q", m.Via)
	}
	f.Click(slacksim.Ada, m, "share")
	if got := f.shared(slacksim.Design); !strings.Contains(got.Visible(), "Keeps every record.") {
		t.Errorf("shared %q", got.Visible())
	}
}

func TestShareTwiceSharesOnce(t *testing.T) {
	a, g := held(over(t, "carriers.md", carriers))
	f := start(t, a, bot.Options{})
	m := f.asked(slacksim.Design, "/arch pros of zephlin")
	first, second := f.Click(slacksim.Ada, m, "share"), f.Click(slacksim.Ada, m, "share")
	for _, i := range []*slacksim.Invocation{first, second} {
		if _, err := i.Acked(f.ctx); err != nil {
			t.Fatal(err)
		}
	}
	f.arrived(g, 1)
	g.open()
	f.shared(slacksim.Design)
	f.settled()
	if n := len(f.CallsTo("response_url")); n != 2 {
		t.Errorf("%d posts by response url, want the shared one and the deletion", n)
	}
}

// The button carries all it needs: it works in another process, which has never seen the question.
func TestShareAfterARestart(t *testing.T) {
	for _, line := range []string{"/arch zephlin vs quorvex", "/arch cons of zephlin", "/arch kind:pros"} {
		t.Run(line, func(t *testing.T) {
			f := start(t, over(t, "carriers.md", carriers), bot.Options{})
			m := f.asked(slacksim.General, line)
			replica := f.replacedBy(over(t, "carriers.md", carriers))
			replica.Click(slacksim.Ada, m, "share")
			got := replica.shared(slacksim.General)
			was := strings.TrimSpace(strings.NewReplacer("Share to channel", "", "👍", "", "👎", "", "Helpful", "", "Not helpful", "").Replace(m.Visible()))
			for line := range strings.Lines(was) {
				if !strings.Contains(got.Visible(), strings.TrimSpace(line)) {
					t.Errorf("%q was shown and is not shared: %q", line, got.Visible())
				}
			}
		})
	}
}

func TestShareAfterTheNotesChanged(t *testing.T) {
	for name, c := range map[string]struct {
		notes, file string
		want        string
	}{
		"edited":  {strings.Replace(carriers, "Keeps every", "Drops no", 1), "carriers.md", "Drops no record."},
		"moved":   {strings.ReplaceAll(carriers, "Zephlin", "Zephlin two"), "moved.md", "Keeps every record."},
		"one off": {strings.Replace(carriers, "###### {\"semantic\":\"cons\"}\n\nNeeds a keeper.\n", "", 1), "carriers.md", "1 entry of the original answer is gone."},
		"all off, asked anew": {"# Carriers\n\n## Zephlin\n\n###### {\"semantic\":\"pros\"}\n\nNever tires.\n", "new.md",
			"entries of the original answer are gone."},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, over(t, "carriers.md", carriers), bot.Options{})
			m := f.asked(slacksim.Design, "/arch pros of zephlin")
			later := f.replacedBy(over(t, c.file, c.notes))
			later.Click(slacksim.Ada, m, "share")
			if got := later.shared(slacksim.Design); !strings.Contains(got.Visible(), c.want) {
				t.Errorf("shared %q, want %q", got.Visible(), c.want)
			}
		})
	}
	t.Run("nothing left", func(t *testing.T) {
		f := start(t, over(t, "carriers.md", carriers), bot.Options{})
		m := f.asked(slacksim.General, "/arch pros of zephlin")
		later := f.replacedBy(over(t, "", ""))
		later.Click(slacksim.Ada, m, "share")
		later.told(slacksim.General, "are gone")
	})
}

// A response URL that has had its half hour: where the bot is a member it posts, elsewhere it says so in a direct message.
func TestShareWithAnExpiredURL(t *testing.T) {
	for channel, member := range map[string]bool{slacksim.Design: true, slacksim.General: false} {
		t.Run(channel, func(t *testing.T) {
			a, g := held(over(t, "carriers.md", carriers))
			clock := stillClock()
			f := startIn(t, slacksim.Start(t, slacksim.Options{Clock: clock}), a, bot.Options{})
			i := f.Click(slacksim.Ada, f.asked(channel, "/arch pros of zephlin"), "share")
			if _, err := i.Acked(f.ctx); err != nil {
				t.Fatal(err)
			}
			f.arrived(g, 1)
			clock.Advance(slacksim.ResponseURLLife + time.Second)
			g.open()
			if !member {
				if m := f.posts(f.DM(slacksim.Ada), 1)[0]; !strings.Contains(m.Visible(), "could not be shared") {
					t.Errorf("said %q", m.Visible())
				}
				f.settled()
				if n := len(f.public(channel)); n != 0 || len(f.private(channel)) != 1 {
					t.Errorf("%d posts in the channel, private %v", n, f.private(channel))
				}
				return
			}
			f.log.wait(f.ctx, t, "private answer not deleted", 1)
			if got := f.public(channel); len(got) != 1 || got[0].Via != "chat.postMessage" || !strings.Contains(got[0].Visible(), "Keeps every record.") {
				t.Errorf("posted %v", got)
			}
			if n := len(f.private(channel)); n != 1 {
				t.Errorf("%d private messages", n)
			}
		})
	}
}

func TestShareRefusedTable(t *testing.T) {
	f := start(t, over(t, "carriers.md", carriers), bot.Options{})
	m := f.asked(slacksim.General, "/arch zephlin vs quorvex")
	f.Refuse("table", slacksim.ResponseURL)
	f.Click(slacksim.Ada, m, "share")
	if got := f.shared(slacksim.General); slices.Contains(got.BlockTypes(), "table") || !strings.Contains(got.Visible(), "Throughput") {
		t.Errorf("shared %v: %q", got.BlockTypes(), got.Visible())
	}
}

// A private answer in plain sections has the button too.
func TestShareUnderARefusedTable(t *testing.T) {
	f := start(t, over(t, "carriers.md", carriers), bot.Options{})
	f.Refuse("table", slacksim.ResponseURL)
	f.Click(slacksim.Ada, f.asked(slacksim.General, "/arch zephlin vs quorvex"), "share")
	f.shared(slacksim.General)
}

// Only a private answer with something in it has the button.
func TestShareButtonOnlyUnderPrivateAnswers(t *testing.T) {
	f := start(t, over(t, "carriers.md", carriers), bot.Options{})
	for _, line := range []string{"/arch help", "/arch gpu scheduling quota", "/arch author:nobody"} {
		if m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, line)); shares(m) {
			t.Errorf("%s has the button", line)
		}
	}
	f.Say(slacksim.Ada, slacksim.Design, "@archbot pros of zephlin")
	if m := f.posts(slacksim.Design, 1)[0]; shares(m) || !strings.Contains(m.Visible(), "Keeps every record.") {
		t.Errorf("a mention is answered %q", m.Visible())
	}
}

// The value of the button outlives a build: messages with it stand about. Write a new version, and go on reading the old one.
func TestShareValue(t *testing.T) {
	const file = "testdata/share.golden"
	a := over(t, "carriers.md", carriers)
	var got strings.Builder
	for _, q := range []string{"zephlin vs quorvex", "pros of zephlin", "kind:pros level:entry", "records topic:zephlin level:medium", "zephlin vs carrierpigeon"} {
		ans, err := a.Answer(t.Context(), answer.Parse(q))
		if err != nil {
			t.Fatal(err)
		}
		got.WriteString(bot.ShareValue(ans) + "\n")
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	for value := range strings.Lines(string(want)) {
		req, err := bot.ReadShare(strings.TrimSpace(value))
		if err != nil {
			t.Fatal(err)
		}
		if ans, err := a.Answer(t.Context(), req); err != nil || len(ans.Snippets) == 0 || ans.Gone != 0 {
			t.Errorf("%s gives %s, %d gone, %v", value, ans.Outcome, ans.Gone, err)
		}
	}
}

func TestDedupeForgets(t *testing.T) {
	first, forget := bot.NewForgetful()
	if !first("a") || first("a") {
		t.Fatal("a is not known after it was met")
	}
	if forget("a"); !first("a") {
		t.Error("a is known after it was forgotten")
	}
}
