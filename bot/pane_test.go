package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

// Who opens the conversation is greeted once, and offered questions that the notes answer.
func TestPaneGreetsOnceAndSuggests(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	dm := f.DM(slacksim.Ada)
	f.OpenMessages(slacksim.Ada)
	f.await("prompts", func() bool { return len(f.Prompts(dm)) > 0 })
	if m := f.posts(dm, 1)[0]; !strings.Contains(m.Visible(), "Hello! I am archbot") || m.ThreadTS != "" {
		t.Errorf("greeted with %q", m.Visible())
	}
	prompts := f.Prompts(dm)
	if len(prompts) > 4 {
		t.Errorf("%d prompts", len(prompts))
	}
	for _, p := range prompts {
		a, err := s.Answer(f.ctx, answer.Parse(p.Message))
		if err != nil || a.Outcome != answer.Found && a.Outcome != answer.Compared {
			t.Errorf("%q is suggested and answered with %s, %v", p.Message, a.Outcome, err)
		}
	}
	if set := f.CallsTo("assistant.threads.setSuggestedPrompts")[0].Params; set["thread_ts"] != "" || set["title"] == "" {
		t.Errorf("prompts set with %v", set)
	}
	f.OpenMessages(slacksim.Ada)
	f.await("prompts again", func() bool { return len(f.CallsTo("assistant.threads.setSuggestedPrompts")) == 2 })
	f.settled()
	if n := len(f.fromBot(dm)); n != 1 {
		t.Errorf("greeted %d times", n)
	}
}

// The older assistant begins each conversation as a thread.
func TestPaneOfTheOlderAssistant(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	dm := f.DM(slacksim.Ada)
	root := f.Say(slacksim.Bot, dm, "New conversation")
	thread := map[string]any{"user_id": slacksim.Ada, "channel_id": dm, "thread_ts": root.TS, "context": map[string]any{}}
	f.tell("started", map[string]any{"type": "assistant_thread_started", "assistant_thread": thread})
	f.tell("changed", map[string]any{"type": "assistant_thread_context_changed", "assistant_thread": thread})
	f.await("prompts", func() bool { return len(f.CallsTo("assistant.threads.setSuggestedPrompts")) == 1 })
	if set := f.CallsTo("assistant.threads.setSuggestedPrompts")[0].Params; set["thread_ts"] != root.TS {
		t.Errorf("prompts set with %v", set)
	}
	f.settled()
	if got := f.CallsTo("chat.postMessage"); len(got) != 1 || got[0].Params["thread_ts"] != root.TS {
		t.Errorf("posted %v", got)
	}
}

// A status shows while an answer takes its time, and is gone when it is there.
func TestPaneStatusClears(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{StatusAfter: time.Nanosecond})
	dm := f.DM(slacksim.Ada)
	asked := f.Say(slacksim.Ada, dm, "why kafka")
	f.await("status", func() bool { return f.Status(dm, asked.TS) != "" })
	g.open()
	f.posts(dm, 1)
	f.settled()
	calls := f.CallsTo("assistant.threads.setStatus")
	if len(calls) != 2 || calls[1].Params["status"] != "" || f.Status(dm, asked.TS) != "" {
		t.Errorf("status calls %v", calls)
	}
}

func TestPaneStatusClearsAfterFailures(t *testing.T) {
	failures := map[string]func(context.Context, answer.Request) (answer.Answer, error){
		"error": func(context.Context, answer.Request) (answer.Answer, error) {
			return answer.Answer{}, context.DeadlineExceeded
		},
		"panic": func(context.Context, answer.Request) (answer.Answer, error) { panic("no answer") },
	}
	for name, fails := range failures {
		t.Run(name, func(t *testing.T) {
			shown := make(chan struct{})
			f := start(t, answers(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
				<-shown
				return fails(ctx, r)
			}), bot.Options{StatusAfter: time.Nanosecond})
			dm := f.DM(slacksim.Ada)
			f.Fail("chat.postMessage", slacksim.Fault{Status: 500})
			asked := f.Say(slacksim.Ada, dm, "why kafka")
			f.await("status", func() bool { return f.Status(dm, asked.TS) != "" })
			close(shown)
			f.settled()
			if s := f.Status(dm, asked.TS); s != "" {
				t.Errorf("still %q", s)
			}
		})
	}
}

// Who stops the agent gets no answer any more, and no status stays.
func TestPaneCanBeStopped(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{StatusAfter: time.Nanosecond})
	dm := f.DM(slacksim.Ada)
	asked := f.Say(slacksim.Ada, dm, "why kafka")
	f.await("status", func() bool { return f.Status(dm, asked.TS) != "" })
	f.arrived(g, 1)
	f.tell("stop", map[string]any{"type": "agent_session_stopped", "user": slacksim.Ada, "channel": dm, "thread_ts": asked.TS})
	f.bot.Idle()
	if n := len(f.CallsTo("chat.postMessage")); n != 0 || f.Status(dm, asked.TS) != "" {
		t.Errorf("%d posts, status %q", n, f.Status(dm, asked.TS))
	}
}

func TestPaneIsClosedToGuests(t *testing.T) {
	s := newShelf(t, logNotes())
	f := start(t, s, s.options())
	f.OpenMessages(slacksim.Cal)
	if m := f.posts(f.DM(slacksim.Cal), 1)[0]; !strings.Contains(m.Visible(), "full members") {
		t.Errorf("a guest is told %q", m.Visible())
	}
	f.settled()
	if n := len(f.CallsTo("assistant.threads.setSuggestedPrompts")); n != 0 {
		t.Errorf("%d prompts", n)
	}
}
