package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

// Where the post fails, the private answer stays, its reader is told, and may press again.
func TestShareFails(t *testing.T) {
	for name, c := range map[string]struct {
		fault slacksim.Fault
		posts int // by chat.postMessage
	}{
		"slack is down":          {slacksim.Fault{Status: 500, Times: 1}, 0},
		"no posting there":       {slacksim.Fault{Error: "channel_not_found", Times: 1}, 1},
		"refused for its blocks": {slacksim.Fault{Status: 400, Times: 2}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, over(t, "carriers.md", carriers), bot.Options{})
			m := f.asked(slacksim.General, "/arch pros of zephlin")
			f.Fail("response_url", c.fault)
			f.Click(slacksim.Ada, m, "share")
			f.told(slacksim.General, "could not be shared")
			if n := len(f.CallsTo("chat.postMessage")); n != c.posts {
				t.Errorf("%d posts, want %d", n, c.posts)
			}
			f.Click(slacksim.Ada, m, "share")
			f.await("shared at last", func() bool { return len(f.public(slacksim.General)) == 1 && len(f.private(slacksim.General)) == 1 })
		})
	}
}

func TestShareWhenTheAnswerFails(t *testing.T) {
	a := over(t, "carriers.md", carriers)
	for name, fail := range map[string]answers{
		"error": func(context.Context, answer.Request) (answer.Answer, error) {
			return answer.Answer{}, errors.New("segment 7 is corrupt")
		},
		"panic": func(context.Context, answer.Request) (answer.Answer, error) { panic("segment 7 is corrupt") },
		"time-out": func(ctx context.Context, _ answer.Request) (answer.Answer, error) {
			<-ctx.Done()
			return answer.Answer{}, ctx.Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, answers(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
				if len(r.Blocks) > 0 {
					return fail(ctx, r)
				}
				return a.Answer(ctx, r)
			}), bot.Options{AnswerTimeout: time.Second})
			f.Click(slacksim.Ada, f.asked(slacksim.General, "/arch pros of zephlin"), "share")
			f.told(slacksim.General, "could not be shared")
		})
	}
}

func TestShareForgedValues(t *testing.T) {
	f := start(t, over(t, "carriers.md", carriers), bot.Options{})
	m := f.asked(slacksim.General, "/arch pros of zephlin")
	for n, value := range []any{
		"", "1:", "1:{}", "1:null", "2:{}", "{}", "kafka", `1:{"q":"what did they say"}`, `1:{"subjects":["a"],"level":77}`,
		`1:{"subjects":["` + strings.Repeat("x", 2000) + `"]}`, "1:" + strings.Repeat("[", 1500), "1:\xff\x00", nil,
	} {
		f.Act(slacksim.Ada, m, "", "share", map[string]any{"value": value})
		f.await("sentence", func() bool { return len(f.private(slacksim.General)) == n+2 })
		if got := f.private(slacksim.General)[n+1]; !strings.Contains(got.Visible(), "does not work any more") {
			t.Errorf("%v: %q", value, got.Visible())
		}
	}
	f.settled()
	if n := len(f.public(slacksim.General)); n != 0 || len(f.CallsTo("chat.postMessage")) != 0 {
		t.Errorf("%d posts in the channel", n)
	}
}
