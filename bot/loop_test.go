package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
)

func envelopeJSON(t testing.TB, id, kind string, payload any) []byte {
	t.Helper()
	b, err := json.Marshal(map[string]any{"envelope_id": id, "type": kind, "payload": payload})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// answersAgain shows that the bot is alive and connected.
func (f *fixture) answersAgain() {
	f.t.Helper()
	if m := f.only(f.SlashLine(slacksim.Ada, slacksim.General, "/arch again")); !strings.Contains(m.Visible(), "about again") {
		f.t.Errorf("said %q", m.Visible())
	}
}

// The connection is cut while an answer is being made: it does not ride in an ack on another connection.
func TestRunReconnectsAfterAHardCut(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch why kafka")
	f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	f.arrived(g, 2)
	f.CutConnections()
	f.connected(2)
	g.open()
	if m := f.only(i); m.Via != "response_url" {
		t.Errorf("via %q", m.Via)
	}
	f.posts(slacksim.Design, 1)
	f.answersAgain()
}

func TestRunFollowsARefresh(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch why kafka")
	f.arrived(g, 1)
	f.Refresh()
	f.connected(2)
	g.open()
	f.only(i)
	f.answersAgain()
	if open, total := f.Connections(); open != 1 || total != 2 {
		t.Errorf("%d of %d connections open, want 1 of 2", open, total)
	}
}

func TestRunComesBackWhenSocketModeDoes(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.DisableLink()
	f.log.wait(f.ctx, t, "switch Socket Mode on", 1)
	if f.bot.Connected() {
		t.Error("says it is connected")
	}
	f.EnableLink()
	f.connected(2)
	f.answersAgain()
	if !f.bot.Connected() {
		t.Error("says it is not connected")
	}
}

// slack-go reports an envelope that it cannot decode and leaves the ack to others.
func TestRunAcksBadEnvelopes(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	for id, frame := range map[string]string{
		"unknown-event": `{"envelope_id":"unknown-event","type":"events_api","payload":{"type":"event_callback","event":{"type":"moon_phase"}}}`,
		"no-event":      `{"envelope_id":"no-event","type":"events_api","payload":{"type":"event_callback"}}`,
		"odd-command":   `{"envelope_id":"odd-command","type":"slash_commands","payload":{"text":7}}`,
		"odd-payload":   `{"envelope_id":"odd-payload","type":"interactive","payload":"x"}`,
		"odd-type":      `{"envelope_id":"odd-type","type":"telepathy","payload":{}}`,
	} {
		f.SendRaw([]byte(frame))
		f.await(id, func() bool {
			for _, a := range f.Acks() {
				if a.EnvelopeID == id && a.Payload == nil {
					return true
				}
			}
			return false
		})
	}
	for _, frame := range []string{`{}`, `[]`, `7`, `{"envelope_id":7}`, `not json`} {
		f.SendRaw([]byte(frame))
	}
	f.answersAgain()
}

// A person whose command could not be decoded is told so.
func TestRunApologisesForABadCommand(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch why")
	f.only(i)
	f.SendRaw(envelopeJSON(t, "odd", "slash_commands", map[string]any{"text": 7, "response_url": i.ResponseURL()}))
	got, err := i.Wait(f.ctx, 2)
	if err != nil || got[1].Via != "response_url" {
		t.Errorf("%v, %v", got, err)
	}
}

// With all hands busy a command is turned away in words, and an event is left for Slack to send again.
func TestRunTurnsAwayWhatIsTooMuch(t *testing.T) {
	g := newGate()
	clock := stillClock()
	ws := slacksim.Start(t, slacksim.Options{Clock: clock, NoMentionEcho: true})
	f := startIn(t, ws, g, bot.Options{Concurrency: 1})
	i := f.SlashLine(slacksim.Ada, slacksim.General, "/arch one")
	f.arrived(g, 1)
	if m := f.only(f.SlashLine(slacksim.Ben, slacksim.General, "/arch two")); !strings.Contains(m.Visible(), "ask again") {
		t.Errorf("said %q", m.Visible())
	}
	f.Say(slacksim.Ada, slacksim.Design, "@archbot three")
	f.log.wait(f.ctx, t, "too many envelopes", 2)
	g.open()
	f.only(i)
	f.bot.Idle()
	clock.Advance(slacksim.AckTimeout)
	got := f.posts(slacksim.Design, 1)
	if !strings.Contains(got[0].Visible(), "about three") {
		t.Errorf("said %q", got[0].Visible())
	}
}

func TestRunLosesNoAnswerAtShutdown(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{})
	var asked []*slacksim.Invocation
	for n := range 10 {
		asked = append(asked, f.SlashLine(slacksim.Ada, slacksim.General, fmt.Sprintf("/arch number %d", n)))
		f.Say(slacksim.Ada, slacksim.Design, fmt.Sprintf("@archbot number %d", n))
	}
	f.arrived(g, 20)
	f.end()
	f.log.wait(f.ctx, t, "ending", 1)
	late := f.SlashLine(slacksim.Ben, slacksim.General, "/arch late")
	if m := f.only(late); !strings.Contains(m.Visible(), "restarting") {
		t.Errorf("late was told %q", m.Visible())
	}
	f.Say(slacksim.Ben, slacksim.General, "@archbot left for Slack to send elsewhere")
	g.open()
	f.settled()
	for n, i := range asked {
		if m := i.Messages(); len(m) != 1 || !strings.Contains(m[0].Visible(), fmt.Sprintf("number %d", n)) || m[0].Via != "response_url" {
			t.Errorf("number %d: %v", n, m)
		}
	}
	if got := f.fromBot(slacksim.Design); len(got) != 10 {
		t.Errorf("%d mentions answered, want 10", len(got))
	}
}

// Answers that ride in acks are not lost either: they may still wait in the client's queue when their handlers are done.
func TestRunLosesNoAckAtShutdown(t *testing.T) {
	for range 5 {
		f := start(t, answers(echo), bot.Options{FlushTime: 200 * time.Millisecond})
		var asked []*slacksim.Invocation
		for n := range 20 {
			asked = append(asked, f.SlashLine(slacksim.Ada, slacksim.General, fmt.Sprintf("/arch number %d", n)))
		}
		f.log.wait(f.ctx, t, "msg=answered", len(asked))
		f.settled()
		for n, i := range asked {
			if m := i.Messages(); len(m) != 1 {
				t.Errorf("number %d has %d messages, want 1", n, len(m))
			}
		}
	}
}

func TestRunEndsThoughAnAnswerDoesNot(t *testing.T) {
	g := newGate()
	f := start(t, g, bot.Options{DrainTimeout: 10 * time.Millisecond})
	f.SlashLine(slacksim.Ada, slacksim.General, "/arch why")
	f.arrived(g, 1)
	if err := f.stop(); err != nil {
		t.Error(err)
	}
	if !strings.Contains(f.log.String(), "answers lost at shutdown") {
		t.Errorf("not logged:\n%s", f.log.String())
	}
}

// A wrong token ends the bot with a sentence that says which one and what to do, without showing it.
func TestRunSaysWhichTokenIsRefused(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	const stray = "xoxb-0-stray"
	for name, c := range map[string]struct{ bot, app, want string }{
		"bot token wrong":    {stray, ws.AppToken(), "SLACK_BOT_TOKEN"},
		"app token wrong":    {ws.BotToken(), stray, "SLACK_APP_TOKEN"},
		"bot token in app's": {ws.BotToken(), ws.BotToken(), "SLACK_APP_TOKEN"},
		"no app token":       {ws.BotToken(), "", "SLACK_APP_TOKEN"},
		"no bot token":       {"", ws.AppToken(), "SLACK_BOT_TOKEN"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			log := newLogged()
			err := bot.New(log.logger(), client(ws, c.bot, c.app), answers(echo), bot.Options{}).Run(ctx)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("Run: %v, want a word on %s", err, c.want)
			}
			for _, secret := range []string{stray, ws.AppToken(), ws.BotToken()} {
				if strings.Contains(err.Error()+log.String(), secret) {
					t.Errorf("shows %q: %v\n%s", secret, err, log.String())
				}
			}
		})
	}
}

// slack-go makes a new connection at once when one dies; ours pauses when that becomes a habit, and then goes on.
func TestRunPausesWhenConnectionsDieAtOnce(t *testing.T) {
	f := start(t, answers(echo), bot.Options{MaxConnects: 3, ConnectPause: time.Millisecond})
	for n := 2; n <= 4; n++ {
		f.CutConnections()
		f.await("connection", func() bool { open, total := f.Connections(); return total >= n && (open > 0 || n == 4) })
	}
	f.log.wait(f.ctx, t, "pausing", 1)
	f.await("connection", func() bool { open, total := f.Connections(); return open > 0 && total >= 5 })
	f.answersAgain()
}

// A socket that is open and says nothing, as after a network that drops packets, is made anew. (The workspace's PINGs come too rarely.)
func TestRunReconnectsAfterSilence(t *testing.T) {
	f := start(t, answers(echo), bot.Options{Silence: time.Second, MaxConnects: 1000})
	f.await("connection", func() bool { open, total := f.Connections(); return total >= 2 && open > 0 })
	root := f.Say(slacksim.Ada, slacksim.Design, "@archbot again") // an event: it is delivered again where it meets the next silence
	if m := f.replies(root, 1)[0]; !strings.Contains(m.Visible(), "about again") {
		t.Errorf("said %q", m.Visible())
	}
}

func TestRunWaitsForSlackToBeThere(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	ws.Fail("auth.test", slacksim.Fault{Status: 503, Times: 1})
	f := startIn(t, ws, answers(echo), bot.Options{})
	f.answersAgain()
}

func TestRunEndsWhileSlackIsAway(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	ws.Fail("auth.test", slacksim.Fault{Status: 503})
	ctx, cancel := context.WithCancel(context.Background())
	log := newLogged()
	done := make(chan error, 1)
	go func() {
		done <- bot.New(log.logger(), client(ws, ws.BotToken(), ws.AppToken()), answers(echo), bot.Options{}).Run(ctx)
	}()
	limit, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	log.wait(limit, t, "trying again", 1)
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-limit.Done():
		t.Error("does not end")
	}
}

// Of a flood of commands each is answered or turned away in words.
func TestRunTakesAFlood(t *testing.T) {
	f := start(t, answers(echo), bot.Options{Concurrency: 8})
	var asked []*slacksim.Invocation
	for n := range 300 {
		asked = append(asked, f.SlashLine(slacksim.Ada, slacksim.General, fmt.Sprintf("/arch number %d", n)))
	}
	for n, i := range asked {
		m := f.only(i)
		if !strings.Contains(m.Visible(), fmt.Sprintf("number %d", n)) && !strings.Contains(m.Visible(), "ask again") {
			t.Errorf("number %d was told %q", n, m.Visible())
		}
	}
}
