package bot_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

func TestCommandAnswersInItsAck(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch why kafka")
	m := f.only(i)
	if m.Via != "ack" || m.Ephemeral != slacksim.Ada || !strings.Contains(m.Visible(), "about why kafka") || m.Text == "" {
		t.Errorf("via %q for %q: %q / %q", m.Via, m.Ephemeral, m.Visible(), m.Text)
	}
	if n := len(f.CallsTo("response_url")); n != 0 {
		t.Errorf("%d posts to the response url, want 0", n)
	}
}

// A table in an ack would be silence if refused.
func TestCommandSendsATableByResponseURL(t *testing.T) {
	f := start(t, answers(compared), bot.Options{})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch kafka vs rabbitmq")
	m := f.only(i)
	if m.Via != "response_url" || m.Ephemeral != slacksim.Ada || !slices.Contains(m.BlockTypes(), "table") {
		t.Errorf("via %q for %q: %v", m.Via, m.Ephemeral, m.BlockTypes())
	}
	if p, err := i.Acked(f.ctx); p != nil || err != nil {
		t.Errorf("ack %s, %v; want an empty one", p, err)
	}
	f.settled()
	body := f.CallsTo("response_url")[0].Params["body"]
	for _, want := range []string{`"replace_original":false`, `"unfurl_links":false`, `"unfurl_media":false`} {
		if !strings.Contains(body, want) {
			t.Errorf("posted without %s: %s", want, body)
		}
	}
}

func TestCommandAcksBeforeASlowAnswer(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{EarlyAck: time.Millisecond})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch why kafka")
	if p, err := i.Acked(f.ctx); p != nil || err != nil {
		t.Fatalf("ack %s, %v; want an empty one", p, err)
	}
	g.open()
	if m := f.only(i); m.Via != "response_url" || !strings.Contains(m.Visible(), "about why kafka") {
		t.Errorf("via %q: %q", m.Via, m.Visible())
	}
}

func TestCommandHelp(t *testing.T) {
	f := start(t, answers(func(context.Context, answer.Request) (answer.Answer, error) {
		t.Error("help was asked of the notes")
		return answer.Answer{}, nil
	}), bot.Options{})
	for _, text := range []string{"", "   ", "help", "HELP", "?", "help!", "*help*", "@archbot", "…"} {
		t.Run(text, func(t *testing.T) {
			if m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", text)); !helps(m) {
				t.Errorf("%q answered %q, want help", text, m.Text)
			}
		})
	}
}

func TestCommandTakesWhateverIsTyped(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	for name, text := range map[string]string{
		"long":          strings.Repeat("why is that so? ", 400),
		"control":       "kafka\x00\x07\x1b[31m vs\trabbit\u202emq",
		"scripts":       "почему Кафка? 为什么 कफ़का なぜ 🧵 ﷽",
		"marks":         "<!channel> <@U0BEN> <https://x.test|y> *_~`>",
		"not utf-8":     "kafka \xff\xfe",
		"combining":     "e" + strings.Repeat("\u0301", 3000),
		"only a filter": `author:"Martin Kleppmann"`,
	} {
		t.Run(name, func(t *testing.T) {
			m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", text))
			if !strings.Contains(m.Visible(), "about") || strings.Contains(m.Visible(), "<!channel>") {
				t.Errorf("answered %.200q", m.Visible())
			}
		})
	}
}

// What a panic says may be a secret or a question: it is in no log, at no level.
func TestPanicValuesAreNotLogged(t *testing.T) {
	const value = "xoxb-panic-with-a-token"
	f := start(t, answers(func(context.Context, answer.Request) (answer.Answer, error) { panic(fmt.Errorf("call: %s", value)) }), bot.Options{})
	if m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, "/arch ill")); strings.Contains(m.Visible(), value) {
		t.Errorf("said %q", m.Visible())
	}
	if log := f.log.String(); !strings.Contains(log, "msg=panic") || strings.Contains(log, value) {
		t.Errorf("the log:\n%s", log)
	}
}

// Whatever goes wrong, a person gets one sentence with an identifier that is in the log, and nothing of the inside.
func TestCommandApologises(t *testing.T) {
	const inside = "segment 7 is corrupt"
	for name, fail := range map[string]answers{
		"error": func(context.Context, answer.Request) (answer.Answer, error) {
			return answer.Answer{}, errors.New(inside)
		},
		"panic": func(context.Context, answer.Request) (answer.Answer, error) { panic(inside) },
		"runtime error": func(_ context.Context, r answer.Request) (answer.Answer, error) {
			return answer.Answer{}, fmt.Errorf("%s %v", inside, r.Kinds[len(r.Question)])
		},
		"time-out": func(ctx context.Context, _ answer.Request) (answer.Answer, error) {
			<-ctx.Done()
			return answer.Answer{}, fmt.Errorf("%s: %w", inside, ctx.Err())
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, answers(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
				if r.Question == "well" {
					return echo(ctx, r)
				}
				return fail(ctx, r)
			}), bot.Options{AnswerTimeout: 50 * time.Millisecond})
			m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, "/arch ill"))
			ref := regexp.MustCompile(`[0-9a-f]{8}`).FindString(m.Visible())
			if ref == "" || m.Text != render.Sorry(ref, "").Text || strings.Contains(m.Visible(), inside) {
				t.Errorf("said %q", m.Visible())
			}
			if !strings.Contains(f.log.String(), "ref="+ref) {
				t.Errorf("%q is not in the log:\n%s", ref, f.log.String())
			}
			if m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, "/arch well")); !strings.Contains(m.Visible(), "about well") {
				t.Errorf("afterwards said %q", m.Visible())
			}
		})
	}
}

func TestFitsAck(t *testing.T) {
	text := func(n int) render.Message { return render.Message{Text: strings.Repeat("x", n)} }
	empty := 20*1024 - 1
	for ; !bot.FitsAck(text(empty), "e"); empty-- {
	}
	if !bot.FitsAck(text(empty), "e") || bot.FitsAck(text(empty+1), "e") {
		t.Errorf("no bound near %d", empty)
	}
	if bot.FitsAck(text(empty), "ee") {
		t.Error("the envelope's ID does not count")
	}
	// Three sections of 3,400 characters are past the budget for blocks, though the frame is small.
	blocks := render.Message{Text: "t", Blocks: sections(3, 2_900)}
	if !bot.FitsAck(blocks, "e") {
		t.Error("three sections of 2,900 do not fit")
	}
	if bot.FitsAck(render.Message{Text: "t", Blocks: sections(4, 2_900)}, "e") {
		t.Error("four sections of 2,900 fit")
	}
}

// The answer that rode in an ack which was never written comes by response URL.
func TestCommandSurvivesALostAck(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch why kafka")
	f.only(i)
	f.bot.LoseAck(render.Message{Text: "once more"}, i.ResponseURL())
	got, err := i.Wait(f.ctx, 2)
	if err != nil || got[1].Text != "once more" || got[1].Via != "response_url" {
		t.Errorf("%v, %v", got, err)
	}
}
