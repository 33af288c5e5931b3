package bot_test

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
)

// patience is how long a test waits for something before it fails; nothing is ever awaited by time alone.
const patience = 20 * time.Second

// answers is an Answerer written out.
type answers func(context.Context, answer.Request) (answer.Answer, error)

func (f answers) Answer(ctx context.Context, r answer.Request) (answer.Answer, error) {
	return f(ctx, r)
}

// A fixture is a workspace with the bot connected to it.
type fixture struct {
	*slacksim.Workspace
	t    testing.TB
	ctx  context.Context
	bot  *bot.Bot
	log  *logged
	end  context.CancelFunc // tells the bot to end
	done chan error         // what Run returned
	once sync.Once
	err  error
}

// start connects a bot to a new workspace and stops it when the test ends, looking for what it left behind. The workspace's
// clock stands still and the bot's deadlines are long, so that a busy machine changes nothing.
func start(t testing.TB, a bot.Answerer, o bot.Options) *fixture {
	t.Helper()
	return startIn(t, slacksim.Start(t, slacksim.Options{Clock: stillClock()}), a, o)
}

func stillClock() *slacksim.Clock {
	return slacksim.NewStillClock(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
}

func startIn(t testing.TB, ws *slacksim.Workspace, a bot.Answerer, o bot.Options) *fixture {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	o.FlushTime = cmp.Or(o.FlushTime, 20*time.Millisecond)
	o.EarlyAck, o.AnswerTimeout = cmp.Or(o.EarlyAck, patience), cmp.Or(o.AnswerTimeout, patience)
	f := &fixture{Workspace: ws, t: t, ctx: ctx, log: newLogged(), done: make(chan error, 1)}
	api := client(ws, ws.BotToken(), ws.AppToken())
	f.bot = bot.New(f.log.logger(), api, a, o)
	run, end := context.WithCancel(context.Background())
	f.end = end
	go func() { f.done <- f.bot.Run(run) }()
	t.Cleanup(func() {
		if err := f.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
		f.nothingLeft()
		f.noSecrets()
	})
	f.connected(1)
	return f
}

func client(ws *slacksim.Workspace, botToken, appToken string) *slack.Client {
	return slack.New(botToken, slack.OptionAppLevelToken(appToken), slack.OptionAPIURL(ws.APIURL()),
		slack.OptionHTTPClient(&http.Client{Timeout: patience}))
}

// connected waits for the nth connection.
func (f *fixture) connected(n int) {
	f.t.Helper()
	f.await("connection", func() bool { open, total := f.Connections(); return open > 0 && total >= n })
	f.log.wait(f.ctx, f.t, "connected to slack", n)
}

func (f *fixture) await(what string, cond func() bool) {
	f.t.Helper()
	if err := f.Wait(f.ctx, cond); err != nil {
		f.t.Fatalf("%s: %v\nlog:\n%s", what, err, f.log.String())
	}
}

// stop ends the bot and returns what Run did.
func (f *fixture) stop() error {
	f.once.Do(func() {
		f.end()
		select {
		case f.err = <-f.done:
		case <-time.After(patience):
			f.t.Errorf("the bot did not end")
		}
	})
	return f.err
}

// settled ends the bot, so that the workspace has recorded every call of its handlers.
func (f *fixture) settled() {
	f.t.Helper()
	if err := f.stop(); err != nil {
		f.t.Fatal(err)
	}
}

// fromBot returns what the bot has posted in a channel so far.
func (f *fixture) fromBot(channel string) []slacksim.Message {
	var list []slacksim.Message
	for _, m := range f.Messages(channel) {
		if m.User == slacksim.Bot {
			list = append(list, m)
		}
	}
	return list
}

// posts waits for n posts of the bot in a channel.
func (f *fixture) posts(channel string, n int) []slacksim.Message {
	f.t.Helper()
	f.await("post", func() bool { return len(f.fromBot(channel)) >= n })
	return f.fromBot(channel)
}

// only returns the one message an invocation led to.
func (f *fixture) only(i *slacksim.Invocation) slacksim.Message {
	f.t.Helper()
	got, err := i.Wait(f.ctx, 1)
	if err != nil {
		f.t.Fatalf("%v\nlog:\n%s", err, f.log.String())
	}
	if len(got) != 1 {
		f.t.Fatalf("%d messages, want 1", len(got))
	}
	return got[0]
}

// nothingLeft looks for goroutines of the bot and its client that are still there after Run.
func (f *fixture) nothingLeft() {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	limit := time.After(patience)
	for {
		left := goroutines("slack-go/slack/socketmode", "archbot/bot.(")
		if left == "" {
			return
		}
		select {
		case <-tick.C: // the client's reader ends just after its connection
		case <-limit:
			f.t.Errorf("left behind:\n%s", left)
			return
		}
	}
}

func goroutines(of ...string) string {
	buf := make([]byte, 1<<20)
	buf = buf[:runtime.Stack(buf, true)]
	var found []string
	for g := range strings.SplitSeq(string(buf), "\n\n") {
		for _, name := range of {
			if strings.Contains(g, name) {
				found = append(found, g)
				break
			}
		}
	}
	return strings.Join(found, "\n\n")
}

func (f *fixture) noSecrets() {
	log := f.log.String()
	for _, secret := range []string{f.BotToken(), f.AppToken(), "/response/", "ticket="} {
		if strings.Contains(log, secret) {
			f.t.Errorf("the log holds %q:\n%s", secret, log)
		}
	}
}

// logged is a log that can be waited for.
type logged struct {
	mu      sync.Mutex
	buf     bytes.Buffer
	changed chan struct{}
}

func newLogged() *logged { return &logged{changed: make(chan struct{})} }

func (l *logged) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.changed)
	l.changed = make(chan struct{})
	return l.buf.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// wait returns when text has been logged n times.
func (l *logged) wait(ctx context.Context, t testing.TB, text string, n int) {
	t.Helper()
	for {
		l.mu.Lock()
		changed, got := l.changed, strings.Count(l.buf.String(), text)
		l.mu.Unlock()
		if got >= n {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("logged %q %d times, want %d:\n%s", text, got, n, l.String())
		}
	}
}

// saying is an answer whose one snippet says text.
func saying(text string) answer.Answer {
	return answer.Answer{Outcome: answer.Found, Subjects: []string{"Kafka"}, Snippets: []answer.Snippet{snippet(text)}}
}

func snippet(text string) answer.Snippet {
	body := kb.Body{kb.Paragraph{Text: kb.Inline{{Text: text}}}}
	return answer.Snippet{Parts: 1, Shown: 1, Body: body, Block: &kb.Block{ID: "log.md#Logs/Kafka/why.1", Rev: "r1", File: "log.md",
		Line: 3, End: 4, Topic: []string{"Logs", "Kafka"}, Kind: "why", Body: body}}
}

// comparing is an answer with a table of a note's own.
func comparing(left, right string) answer.Answer {
	cell := func(s string) kb.Body { return kb.Body{kb.Paragraph{Text: kb.Inline{{Text: s}}}} }
	a := answer.Answer{Outcome: answer.Compared, Subjects: []string{left, right}, Snippets: []answer.Snippet{snippet("Compared.")}}
	a.Snippets[0].Block.Kind = "comparison"
	a.Table = &answer.Table{Sides: []string{left, right}, Written: true,
		Rows: []answer.Row{{Label: "Throughput", Cells: []answer.Cell{{Body: cell("high")}, {Body: cell("lower")}}}}}
	return a
}

// echo answers every question with its own words.
func echo(_ context.Context, r answer.Request) (answer.Answer, error) {
	return saying("about " + r.Question), nil
}

// compared answers every question with a table.
func compared(context.Context, answer.Request) (answer.Answer, error) {
	return comparing("Kafka", "RabbitMQ"), nil
}

// A gate holds answers back until it is opened.
type gate struct {
	in  chan string // questions that have arrived
	out chan struct{}
}

func newGate() *gate { return &gate{in: make(chan string, 1000), out: make(chan struct{})} }

func (g *gate) Answer(ctx context.Context, r answer.Request) (answer.Answer, error) {
	g.in <- r.Question
	select {
	case <-g.out:
		return echo(ctx, r)
	case <-ctx.Done():
		return answer.Answer{}, ctx.Err()
	}
}

func (g *gate) open() { close(g.out) }

// arrived waits until n questions are held.
func (f *fixture) arrived(g *gate, n int) {
	f.t.Helper()
	for range n {
		select {
		case <-g.in:
		case <-f.ctx.Done():
			f.t.Fatalf("question did not arrive\nlog:\n%s", f.log.String())
		}
	}
}

// tell sends the bot an event as it is, and waits for its ack.
func (f *fixture) tell(id string, inner map[string]any) {
	f.t.Helper()
	f.SendRaw(envelopeJSON(f.t, id, "events_api", map[string]any{"type": "event_callback", "event_id": "Ev" + id, "event": inner}))
	f.await("ack of "+id, func() bool {
		return slices.ContainsFunc(f.Acks(), func(a slacksim.Ack) bool { return a.EnvelopeID == id })
	})
}

// apologised reports whether m is an apology whose identifier is in the log.
func apologised(m slacksim.Message, log *logged) bool {
	ref := regexp.MustCompile(`[0-9a-f]{8}`).FindString(m.Visible())
	return ref != "" && m.Text == render.Sorry(ref, "").Text && strings.Contains(log.String(), "ref="+ref)
}
