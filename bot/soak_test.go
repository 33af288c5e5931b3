package bot_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/kb"
	"archbot/kb/answer"
)

var (
	soakFor  = flag.Duration("soak", 0, "run TestSoak for this long")
	soakRate = flag.Float64("rate", 20, "questions a second of TestSoak")
	soakSeed = flag.Uint64("soak.seed", 20260301, "what TestSoak draws its questions and faults by")
)

const (
	soakPeople   = 60
	soakChannels = 20
	soakTurns    = 4                // questions and clicks in one thread
	soakWatch    = 90 * time.Second // how long a thread is watched for a second answer; Slack sends again after a minute
	soakLost     = 7 * time.Minute  // after which nothing more can come: Slack's last re-delivery is after six
	soakFault    = 10 * time.Second // between two faults
)

// A talk is a thread with the bot, or one command.
type talk struct {
	user, channel, thread string
	private               *slacksim.Invocation // of a command
	click                 *slacksim.Invocation // the last one
	clicked               bool
	want, got             int
	at                    time.Time // of the last question
	last                  slacksim.Message
}

func (k *talk) open() bool { return k.got < k.want }

// A soak is a day in a workspace: people who ask, and what goes wrong.
type soak struct {
	t         *testing.T
	ws        *slacksim.Workspace
	rnd       *rand.Rand
	questions []string
	answerer  *answer.Answerer
	talks     []*talk
	asked     map[string]int // by kind
	faults    map[string]int // by kind
	ended     map[string]int // how requests ended
}

// TestSoak is an hour at 20 questions a second in real time, with the real client, the real answerer on the starter notes and SQLite, in
// a process of its own:
//
//	go test ./bot -run 'TestSoak$' -soak 1h -rate 20 -timeout 2h -v
//
// Every question is answered exactly once, whatever goes wrong; memory and goroutines are printed each minute and stay flat.
func TestSoak(t *testing.T) {
	if *soakFor == 0 {
		t.Skip("runs for as long as -soak says, such as -soak 1h")
	}
	s := newSoak(t)
	b := startSoakBot(t, s.ws)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := s.ws.Wait(ctx, s.connected); err != nil {
		t.Fatalf("%v\n%s", err, b.tail())
	}
	samples := s.run(b)
	s.settle()
	b.stop()
	s.judge()
	flat(t, samples)
}

func newSoak(t *testing.T) *soak {
	s := &soak{t: t, ws: slacksim.Start(t, slacksim.Options{}), rnd: rand.New(rand.NewPCG(*soakSeed, 1)),
		asked: map[string]int{}, faults: map[string]int{}, ended: map[string]int{}}
	var members []string
	for i := range soakPeople {
		id := fmt.Sprintf("U0SOAK%02d", i)
		members = append(members, id)
		s.ws.AddUser(slacksim.User{ID: id, Name: strings.ToLower(id), RealName: id, TZ: "UTC", Locale: "en-US"})
	}
	for i := range soakChannels {
		id := fmt.Sprintf("C0SOAK%02d", i)
		s.ws.AddChannel(slacksim.Channel{ID: id, Name: strings.ToLower(id), Members: append([]string{slacksim.Bot}, members...)})
	}
	notes, index := starterIndex(t)
	s.answerer = answer.New(index)
	s.questions = s.choose(notes)
	t.Logf("%d questions on %d notes; seed %d", len(s.questions), len(notes), *soakSeed)
	return s
}

// choose makes questions that are answered in one message: a long answer goes on in a second one, which would count as two. Some have no
// answer in the notes.
func (s *soak) choose(notes []*kb.Note) []string {
	list := []string{"how do we bake sourdough?", "what is the airspeed of a swallow?"}
	for _, n := range notes {
		for _, b := range n.Blocks {
			topic := b.Topic[len(b.Topic)-1]
			for _, q := range []string{"what is " + topic + "?", "what are the pros of " + topic + "?", "when to use " + topic + "?"} {
				if !slices.Contains(list, q) && s.whole(answer.Parse(q)) {
					list = append(list, q)
				}
			}
		}
	}
	if len(list) < 50 {
		s.t.Fatalf("only %d questions", len(list))
	}
	return list
}

// whole reports whether a request has an answer of one message.
func (s *soak) whole(r answer.Request) bool {
	r.Limit = answer.DefaultLimit
	a, err := s.answerer.Answer(context.Background(), r)
	return err == nil && (a.Outcome != answer.Found || len(render.Rest(a, render.Options{Surface: render.Channel})) == 0)
}

func (s *soak) connected() bool { open, _ := s.ws.Connections(); return open > 0 }

// run asks at the rate, and returns a sample for each minute, or for each tenth of a soak of less than ten.
func (s *soak) run(b *soakBot) []sample {
	// These make the load; nothing is awaited by them.
	ask := time.NewTicker(time.Duration(float64(time.Second) / *soakRate))
	defer ask.Stop()
	look, fail := time.NewTicker(time.Second), time.NewTicker(soakFault)
	defer look.Stop()
	defer fail.Stop()
	every := min(time.Minute, *soakFor/10)
	report := time.NewTicker(every)
	defer report.Stop()
	began, end := time.Now(), time.After(*soakFor)
	var samples []sample
	given := 0
	for {
		select {
		case <-end:
			return samples
		case <-ask.C:
			for due := int(time.Since(began).Seconds() * *soakRate); given < due; given++ { // a ticker leaves out what nobody waited for
				s.ask()
			}
		case <-look.C:
			s.look(time.Now())
		case <-fail.C:
			s.fail()
		case <-report.C:
			samples = append(samples, b.sample())
			fmt.Printf("%s %6s %s; asked %v; open %d; faults %v\n", time.Now().Format("15:04:05"), time.Since(began).Round(time.Second),
				samples[len(samples)-1], total(s.asked), s.unanswered(), s.faults)
			if s.t.Failed() {
				s.t.Fatalf("after %s\n%s", time.Since(began), b.tail())
			}
		}
	}
}

func total(counts map[string]int) (n int) {
	for c := range maps.Values(counts) {
		n += c
	}
	return n
}

// ask asks one question in one of the five ways.
func (s *soak) ask() {
	user := fmt.Sprintf("U0SOAK%02d", s.rnd.IntN(soakPeople))
	channel := fmt.Sprintf("C0SOAK%02d", s.rnd.IntN(soakChannels))
	question := s.questions[s.rnd.IntN(len(s.questions))]
	online := s.connected() // what a person does while there is no connection Slack does not send again; it tells the person itself
	n := s.rnd.IntN(20)
	if n < 5 && online {
		s.begin("command", &talk{user: user, channel: channel, private: s.ws.Slash(user, channel, "/arch", question)})
		return
	}
	if n < 12 {
		if n < 8 && online && s.press() || s.goOn(question) {
			return
		}
	}
	if n < 16 {
		s.begin("mention", &talk{user: user, channel: channel, thread: s.ws.Say(user, channel, "@archbot "+question).TS})
		return
	}
	channel = s.ws.DM(user)
	s.begin("direct message", &talk{user: user, channel: channel, thread: s.ws.Say(user, channel, question).TS})
}

func (s *soak) begin(kind string, k *talk) {
	k.want, k.at = 1, time.Now()
	s.talks = append(s.talks, k)
	s.asked[kind]++
}

// goOn asks in a thread that has been answered, with no mention.
func (s *soak) goOn(question string) bool {
	k := s.find(func(k *talk) bool { return true })
	if k == nil {
		return false
	}
	s.ws.SayInThread(k.user, k.channel, k.thread, question)
	k.want, k.at = k.want+1, time.Now()
	s.asked["thread"]++
	return true
}

// press presses a button of an answer that leads to another.
func (s *soak) press() bool {
	var id string
	k := s.find(func(k *talk) bool {
		if k.clicked || k.last.TS == "" {
			return false
		}
		id = s.button(k.last)
		return id != ""
	})
	if k == nil {
		return false
	}
	k.click, k.clicked = s.ws.Click(k.user, k.last, id), true
	k.want, k.at = k.want+1, time.Now()
	s.asked["button"]++
	return true
}

// find draws a thread that can go on.
func (s *soak) find(match func(*talk) bool) *talk {
	for range 20 {
		if len(s.talks) == 0 {
			return nil
		}
		k := s.talks[s.rnd.IntN(len(s.talks))]
		if k.private == nil && !k.open() && k.want < soakTurns && time.Since(k.at) < soakWatch/2 && match(k) {
			return k
		}
	}
	return nil
}

// button is the action_id of a button whose answer is one message; empty where there is none.
func (s *soak) button(m slacksim.Message) string {
	for _, block := range m.Blocks {
		elements, _ := block["elements"].([]any)
		for _, e := range elements {
			e, _ := e.(map[string]any)
			id, _ := e["action_id"].(string)
			value, _ := e["value"].(string)
			if name, _, _ := strings.Cut(id, ":"); name != render.AskAction {
				continue
			}
			if r, err := bot.ReadShare(value); err == nil && s.whole(r) {
				return id
			}
		}
	}
	return ""
}

// fail makes one thing go wrong, or sends one thing again.
func (s *soak) fail() {
	s.ws.Heal("*") // what has struck
	once := func(kind, method string, f slacksim.Fault) (string, func()) {
		return kind, func() { s.ws.Fail(method, f) }
	}
	var kind string
	var do func()
	switch s.rnd.IntN(8) {
	case 0:
		kind, do = "cut", s.ws.CutConnections
	case 1:
		kind, do = "refresh", s.ws.Refresh
	case 2:
		kind, do = "warning", s.ws.Warn
	case 3:
		kind, do = once("500", "chat.postMessage", slacksim.Fault{Status: 500 + s.rnd.IntN(4), Effect: s.rnd.IntN(2) == 0, Times: 2})
	case 4:
		kind, do = once("500 response URL", "response_url", slacksim.Fault{Status: 503, Effect: s.rnd.IntN(2) == 0, Times: 1})
	case 5:
		kind, do = once("429", "chat.postMessage", slacksim.Fault{RetryAfter: time.Second, Times: 2})
	case 6:
		kind, do = once("slow", "*", slacksim.Fault{Delay: 2 * time.Second, Times: 10})
	default:
		kind, do = "re-delivery", s.again
	}
	do()
	s.faults[kind]++
}

// again sends some of the last events once more, as Slack does now and then for no reason that an app can see.
func (s *soak) again() {
	sent := s.ws.Deliveries()
	for _, d := range sent[max(0, len(sent)-60):] {
		if d.Kind != "events_api" {
			continue
		}
		frame, err := json.Marshal(map[string]any{"envelope_id": fmt.Sprintf("again-%d", s.rnd.Uint64()), "type": d.Kind, "payload": d.Payload,
			"accepts_response_payload": false, "retry_attempt": 1, "retry_reason": "timeout"})
		if err != nil {
			s.t.Fatal(err)
		}
		s.ws.SendRaw(frame)
	}
}
