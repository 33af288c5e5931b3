package bot_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb/answer"
)

// The storm: waves of questions over all surfaces, while connections are cut and refreshed and Slack fails at random.
const (
	stormWaves = 40
	waveSize   = 50
	stormSeed  = 20260301
)

// A wave is the questions that are asked at once, in a channel and by a person of its own.
type wave struct {
	f       *fixture
	rnd     *rand.Rand
	n       int
	channel string
	user    string
	base    slacksim.Message // a message in the channel that is answered before the storm begins; its thread goes on
	buttons slacksim.Message // the answer to it, with a button for each click
	clicks  []string         // what the buttons ask for

	barriers int

	public  map[string]string // channel by question: exactly one answer must stand there
	private map[string]*slacksim.Invocation
}

// stormAnswers says the question again; to one that begins "base", with buttons to compare with the other words in it.
func stormAnswers(_ context.Context, r answer.Request) (answer.Answer, error) {
	said := r.Question + strings.Join(r.Subjects, " ")
	a := saying("about " + said)
	if rest, ok := strings.CutPrefix(said, "base "); ok {
		a.Onward = &answer.Onward{Topics: [][]string{{"Kafka"}}, Compare: strings.Fields(rest)}
	}
	return a, nil
}

// token is the name of the ith question of a wave: one word.
func (w *wave) token(i int) string { return fmt.Sprintf("q%02dx%02dq", w.n, i) }

func (w *wave) begin() {
	w.channel, w.user = fmt.Sprintf("CWAVE%02d", w.n), fmt.Sprintf("UWAVE%02d", w.n)
	w.f.AddUser(slacksim.User{ID: w.user, Name: strings.ToLower(w.user)})
	w.f.AddChannel(slacksim.Channel{ID: w.channel, Name: strings.ToLower(w.channel), Members: []string{slacksim.Bot, w.user}})
	for i := range 6 {
		w.clicks = append(w.clicks, w.token(waveSize+i))
	}
	w.base = w.f.Say(w.user, w.channel, "@archbot base "+strings.Join(w.clicks, " "))
	w.buttons = w.f.replies(w.base, 1)[0]
	w.public, w.private = map[string]string{}, map[string]*slacksim.Invocation{}
}

// faults sets what goes wrong in this wave. Looking for a message fails less often than it is tried.
func (w *wave) faults() {
	for _, method := range []string{"chat.postMessage", "response_url"} {
		for range w.rnd.IntN(3) { // fewer than the bot tries in a row
			w.f.Fail(method, slacksim.Fault{Status: 500 + w.rnd.IntN(4), Effect: w.rnd.IntN(2) == 0, Times: 1})
		}
		if w.rnd.IntN(8) == 0 {
			w.f.Fail(method, slacksim.Fault{RetryAfter: time.Second, Times: 2})
		}
	}
	if w.rnd.IntN(3) == 0 {
		w.f.Fail("conversations.replies", slacksim.Fault{Status: 503, Times: 1})
	}
}

// disturb does something to the connection.
func (w *wave) disturb() {
	if w.rnd.IntN(3) > 0 { // else in the middle of what was just sent
		w.barrier()
	}
	switch w.rnd.IntN(3) {
	case 0:
		w.f.CutConnections()
	case 1:
		w.f.Refresh()
	case 2:
		w.f.Warn()
	}
}

// ask asks the ith question on one of the surfaces.
func (w *wave) ask(i int) {
	q := w.token(i)
	switch n := w.rnd.IntN(20); {
	case n < 6:
		w.connected()
		w.private[q] = w.f.Slash(w.user, w.channel, "/arch", "why "+q)
	case n < 11:
		w.f.Say(w.user, w.channel, "@archbot why "+q)
		w.public[q] = w.channel
	case n < 15:
		w.f.Say(w.user, w.f.DM(w.user), "why "+q)
		w.public[q] = w.f.DM(w.user)
	case n < 18 || len(w.clicks) == 0:
		w.f.SayInThread(w.user, w.channel, w.base.TS, "and "+q+"?")
		w.public[q] = w.channel
	default:
		w.connected()
		w.private[w.clicks[0]] = w.f.press(w.user, w.buttons, "Compare with "+w.clicks[0])
		w.clicks = w.clicks[1:]
	}
}

// connected waits for a connection: Slack does not send again what a person did while there was none, and tells the person itself.
func (w *wave) connected() {
	w.f.await("connection", func() bool { open, _ := w.f.Connections(); return open > 0 })
}

// answers is how often each question of the wave is answered where that can be seen.
func (w *wave) answers(channel string) map[string]int {
	counts := map[string]int{}
	for _, m := range w.f.fromBot(channel) {
		if m.TS == w.buttons.TS {
			continue
		}
		for _, word := range strings.Fields(m.Visible()) {
			if word = strings.Trim(word, "?."); strings.HasPrefix(word, "q") && strings.HasSuffix(word, "q") {
				counts[word]++
			}
		}
	}
	return counts
}

// settle waits until all that can be answered is: Slack sends again what was not acked, and gives up on the rest.
func (w *wave) settle() {
	w.f.t.Helper()
	w.barrier()
	w.f.bot.Idle() // or the clock would run ahead of answers that are being made
	// Slack gives up on an ack after three seconds, cuts after ten of warning, and sends again at once, after a minute and after five. What
	// went out on a connection that lives is acked before the next step.
	for _, step := range []time.Duration{4 * time.Second, 11 * time.Second, 4 * time.Second, time.Minute, 4 * time.Second, 5 * time.Minute, 4 * time.Second} {
		w.f.Clock().Advance(step)
		w.barrier()
	}
	if err := w.f.Wait(w.f.ctx, func() bool { return w.f.Unacked() == 0 && len(w.open()) == 0 }); err != nil {
		w.f.t.Fatalf("wave %d: %v\nnot acked: %d\nwithout an answer: %v\nlog:\n%s", w.n, err, w.f.Unacked(), w.open(), w.f.log.String())
	}
}

// barrier returns when an envelope has been acked on a connection that lives: what went out before it has been, too, or soon is.
func (w *wave) barrier() {
	w.f.t.Helper()
	for acked := false; !acked; {
		w.connected()
		openBefore, before := w.f.Connections()
		w.barriers++
		id := fmt.Sprintf("barrier%dx%d", w.n, w.barriers)
		if !w.f.SendRaw(envelopeJSON(w.f.t, id, "events_api", map[string]any{"type": "event_callback", "event_id": "Ev" + id,
			"event": event("message", w.channel, "1."+id, map[string]any{"subtype": "channel_join"})})) {
			continue
		}
		w.f.await("ack of "+id+", or another connection", func() bool {
			open, now := w.f.Connections()
			acked = slices.ContainsFunc(w.f.Acks(), func(a slacksim.Ack) bool { return a.EnvelopeID == id })
			return acked || now != before || open != openBefore // it may have gone out on the one that has just ended
		})
	}
}

// open are the questions that have neither an answer nor an error yet, with what is known of each.
func (w *wave) open() []string {
	seen, direct := w.answers(w.channel), w.answers(w.f.DM(w.user))
	var open []string
	for q, channel := range w.public {
		if channel == w.channel && seen[q] == 0 || channel != w.channel && direct[q] == 0 {
			open = append(open, q+" in "+channel)
		}
	}
	for q, i := range w.private {
		if seen[q] == 0 && !i.Failed() && len(i.Messages()) == 0 && i.Dropped() == "" {
			open = append(open, q+" privately")
		}
	}
	return open
}

// judge counts how the wave was answered, and fails where anything was answered twice or lost.
func (w *wave) judge(t *testing.T, counts map[string]int) {
	seen, direct := w.answers(w.channel), w.answers(w.f.DM(w.user))
	for q, channel := range w.public {
		n := seen[q]
		if channel != w.channel {
			n = direct[q]
		}
		if n != 1 {
			t.Errorf("%s was answered %d times in %s", q, n, channel)
		}
		counts["public"]++
	}
	for q, i := range w.private {
		told := slices.ContainsFunc(i.Messages(), func(m slacksim.Message) bool { return strings.Contains(m.Visible(), "did not confirm") })
		switch n := seen[q]; {
		case n > 1:
			t.Errorf("%s was answered %d times privately", q, n)
		case n == 1:
			counts["private"]++
		case told:
			counts["told that it may be lost"]++
		case i.Failed():
			counts["Slack's own error"]++
		default:
			t.Errorf("%s was lost: %v, dropped %q", q, i.Messages(), i.Dropped())
		}
	}
}

// Two thousand questions in a storm: each answered exactly once, none lost, no goroutine left (see fixture), and memory flat.
func TestStorm(t *testing.T) {
	if testing.Short() {
		t.Skip("a storm takes a while; -short")
	}
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	f := startIn(t, ws, answers(stormAnswers), bot.Options{Now: ws.Clock().Now, MaxConnects: 10_000})
	rnd := rand.New(rand.NewPCG(stormSeed, 1))
	counts, asked := map[string]int{}, 0
	var early, late int
	for n := range stormWaves {
		w := &wave{f: f, rnd: rnd, n: n}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		t.Cleanup(cancel)
		f.ctx = ctx
		w.begin()
		w.faults()
		at := rnd.IntN(waveSize)
		for i := range waveSize {
			if i == at {
				w.disturb()
			}
			w.ask(i)
		}
		w.settle()
		f.Heal("*")
		w.judge(t, counts)
		asked += len(w.public) + len(w.private)
		if n == stormWaves/2 {
			early = f.bot.Held()
		}
		if t.Failed() {
			t.Fatalf("after wave %d; log:\n%.3000s", n, f.log.String())
		}
	}
	late = f.bot.Held()
	_, connections := f.Connections()
	t.Logf("%d questions, %v; %d connections; the bot remembers %d things at half time, %d at the end; %d goroutines",
		asked, counts, connections, early, late, runtime.NumGoroutine())
	if asked != stormWaves*waveSize {
		t.Errorf("%d questions asked, want %d", asked, stormWaves*waveSize)
	}
	if late > early+early/2 {
		t.Errorf("the bot remembers %d things, %d at half time", late, early)
	}
	if connections < stormWaves/3 {
		t.Errorf("only %d connections: that was no storm", connections)
	}
	if failed := counts["Slack's own error"]; failed > asked/8 {
		t.Errorf("%d of %d ended in Slack's own error", failed, asked)
	}
}
