package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot"
	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
	"archbot/kb/starter"
)

const (
	benchRate    = 200 // commands a second
	benchRounds  = 5   // of each bot, in turns
	benchWorkers = 32  // for the sustained rate
)

// echoBot answers every command with the same message, made beforehand: in the ack, or with byURL by response URL. It has nothing to look
// up, nothing to render and does nothing twice.
func echoBot(b *testing.B, says json.RawMessage, byURL bool) *slacksim.Workspace {
	b.Helper()
	ws := slacksim.Start(b, slacksim.Options{})
	sm := socketmode.New(client(ws, ws.BotToken(), ws.AppToken()))
	ctx, end := context.WithCancel(context.Background())
	b.Cleanup(end)
	hc := &http.Client{Timeout: patience}
	reply := func(envelope socketmode.Request, url string) error {
		if !byURL {
			return sm.Ack(envelope, says)
		}
		if err := sm.Ack(envelope); err != nil {
			return err
		}
		resp, err := hc.Post(url, "application/json", bytes.NewReader(says))
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
	go func() { _ = sm.RunContext(ctx) }() // ends with the context's error
	if err := ws.Wait(ctx, func() bool { open, _ := ws.Connections(); return open > 0 }); err != nil {
		b.Fatal(err)
	}
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case evt := <-sm.Events:
				if c, ok := evt.Data.(slack.SlashCommand); ok {
					go func() {
						if err := reply(*evt.Request, c.ResponseURL); err != nil {
							b.Error(err)
						}
					}()
				}
			}
		}
	}()
	return ws
}

// said is the last message of our bot, as it can be sent again.
func said(b *testing.B, f *fixture) json.RawMessage {
	b.Helper()
	list := f.fromBot(slacksim.General)
	m := list[len(list)-1]
	says, err := json.Marshal(map[string]any{"text": m.Text, "blocks": m.Blocks, "response_type": slack.ResponseTypeEphemeral})
	if err != nil {
		b.Fatal(err)
	}
	return says
}

// command gives one command and waits for its answer.
func command(ctx context.Context, b *testing.B, ws *slacksim.Workspace, text string) {
	if _, err := ws.Slash(slacksim.Ada, slacksim.General, "/arch", text).Wait(ctx, 1); err != nil {
		b.Error(err)
	}
}

// paced gives commands at the rate for a second, whether or not earlier ones are answered, and returns how long each took to be answered:
// the workspace's timestamp of the answer says when that came, so that nobody has to wait for each.
func paced(ctx context.Context, b *testing.B, ws *slacksim.Workspace, text string) []time.Duration {
	given := make([]*slacksim.Invocation, benchRate)
	began := make([]time.Time, benchRate)
	tick := time.NewTicker(time.Second / benchRate)
	defer tick.Stop()
	for i := range given {
		<-tick.C
		began[i] = time.Now()
		given[i] = ws.Slash(slacksim.Ada, slacksim.General, "/arch", text)
	}
	took := make([]time.Duration, benchRate)
	for i, in := range given {
		got, err := in.Wait(ctx, 1)
		if err != nil {
			b.Fatal(err)
		}
		took[i] = sentAt(b, got[0]).Sub(began[i])
	}
	return took
}

// sentAt is when the workspace took a message in.
func sentAt(b *testing.B, m slacksim.Message) time.Time {
	micros, err := strconv.ParseInt(strings.ReplaceAll(m.TS, ".", ""), 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return time.UnixMicro(micros)
}

// sustained gives commands as fast as they are answered for a second, and returns how many.
func sustained(ctx context.Context, b *testing.B, ws *slacksim.Workspace, text string) int {
	var n atomic.Int64
	var all sync.WaitGroup
	end := time.Now().Add(time.Second)
	for range benchWorkers {
		all.Go(func() {
			for time.Now().Before(end) {
				command(ctx, b, ws, text)
				n.Add(1)
			}
		})
	}
	all.Wait()
	return int(n.Load())
}

// BenchmarkBesideEcho is archbot beside a bot that has the same answer ready and sends it on the same path, in turns in one run: from a
// command given to its answer there, at 200 a second, and as fast as it goes. What counts are the ratios; times by themselves say more of
// the machine.
func BenchmarkBesideEcho(b *testing.B) {
	notes, err := kb.Load(starter.FS())
	if err != nil {
		b.Fatal(err)
	}
	index, err := search.NewIndex(notes)
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range []struct {
		name, text string
		byURL      bool
	}{
		{"ack", "why kafka", false},
		{"response_url", "kafka vs rabbitmq", true},
	} {
		b.Run(path.name, func(b *testing.B) {
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
			defer cancel()
			f := startIn(b, slacksim.Start(b, slacksim.Options{}), answer.New(index), bot.Options{
				Notes: func() bot.Library { return index.Snapshot() }, EarlyAck: 2 * time.Second})
			f.ctx = ctx
			command(ctx, b, f.Workspace, path.text)
			if via := f.fromBot(slacksim.General)[0].Via; (via == "ack") == path.byURL {
				b.Fatalf("answered via %s", via)
			}
			echo := echoBot(b, said(b, f), path.byURL)
			command(ctx, b, echo, path.text)
			var ours, theirs pace
			loops := 0
			for b.Loop() {
				loops++
				for range benchRounds {
					f.Forget(time.Now()) // so that neither has to carry what was said before
					echo.Forget(time.Now())
					theirs.measure(ctx, b, echo, path.text)
					ours.measure(ctx, b, f.Workspace, path.text)
				}
			}
			slices.Sort(ours.took)
			slices.Sort(theirs.took)
			for at, unit := range map[float64]string{.5: "p50", .99: "p99"} {
				b.ReportMetric(float64(ours.at(at))/float64(theirs.at(at)), unit+"-ratio")
				b.ReportMetric(float64(ours.at(at).Microseconds()), unit+"-µs")
			}
			b.ReportMetric(float64(ours.answered)/float64(theirs.answered), "rate-ratio")
			b.ReportMetric(float64(ours.answered)/float64(benchRounds*loops), "answers/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// A pace is how one bot did.
type pace struct {
	took     []time.Duration // at the rate
	answered int             // in the seconds as fast as it goes
}

func (p *pace) measure(ctx context.Context, b *testing.B, ws *slacksim.Workspace, text string) {
	p.took = append(p.took, paced(ctx, b, ws, text)...)
	p.answered += sustained(ctx, b, ws, text)
}

// at is a quantile of the times, which are in order.
func (p *pace) at(quantile float64) time.Duration {
	return p.took[int(quantile*float64(len(p.took)-1))]
}
