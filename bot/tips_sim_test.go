package bot_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/bot/store/pgtest"
	"archbot/bot/tips"
)

var (
	tipsWhole = flag.Bool("tips.whole", false, "simulate 400 days of 20 channels, not 40 of 5")
	tipsSeed  = flag.Uint64("tips.seed", 1, "of the simulation of tips")
)

// simZones are where the channels of the simulation are: clocks that change by an hour, by half of one, at midnight and not at all.
var simZones = []string{"Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns",
	"Pacific/Apia", "Asia/Tokyo", "America/Santiago"}

// simTimes are when they want their tips; some do not exist on days on which clocks change, or come twice.
var simTimes = []string{"9:30", "2:30", "0:00", "2:15", "23:45", "8:00"}

// A simulation is months of tips with everything going wrong that may.
type simulation struct {
	*director
	rand    *rand.Rand
	plans   map[string]tips.Plan // by channel
	down    []outage
	faults  map[string]int
	replica int // how many there are to be
	end     time.Time
}

// An outage is a time in which no replica ran.
type outage struct{ from, to time.Time }

// Three replicas on one PostgreSQL, killed with SIGKILL at every step, their connections cut, Slack failing before and after the effect: each
// channel has one tip for each of its dates, or none where nobody was there within four hours.
func TestTipsSimulationPostgres(t *testing.T) {
	address := pgtest.Start(t, pgtest.Options{Required: strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "postgres")})
	simulate(t, address, 3)
}

// The same with one process on SQLite.
func TestTipsSimulationSQLite(t *testing.T) {
	simulate(t, "sqlite:"+filepath.Join(t.TempDir(), "archbot.db"), 1)
}

func simulate(t *testing.T, database string, replicas int) {
	if testing.Short() {
		t.Skip("simulates weeks")
	}
	days, channels := 40, 5
	if *tipsWhole {
		days, channels = 400, 20
	}
	start := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	ws := slacksim.Start(t, slacksim.Options{Clock: slacksim.NewStillClock(start)})
	s := &simulation{director: newDirector(t, ws, database), rand: rand.New(rand.NewPCG(*tipsSeed, uint64(replicas))),
		plans: map[string]tips.Plan{}, faults: map[string]int{}, replica: replicas, end: start.AddDate(0, 0, days)}
	s.subscribe(channels, start)
	for range replicas {
		s.start()
	}
	for next := s.next(start); next.Before(s.end); next = s.next(s.ws.Clock().Now()) {
		s.spoil(next)
		s.advance(next.Sub(s.ws.Clock().Now()))
		s.work()
	}
	s.ws.Heal("*")
	s.advance(s.end.Sub(s.ws.Clock().Now()))
	s.work()
	s.killAll()
	s.judge(start)
}

// subscribe gives the channels their plans.
func (s *simulation) subscribe(channels int, start time.Time) {
	s.t.Helper()
	db := s.open()
	defer db.Close()
	for i := range channels {
		id := fmt.Sprintf("C0SIM%02d", i)
		s.ws.AddChannel(slacksim.Channel{ID: id, Name: strings.ToLower(id), Members: []string{slacksim.Bot, slacksim.Ada}})
		plan := tips.Plan{Zone: zoneOf(s.t, simZones[i%len(simZones)])}
		plan.Hour, plan.Minute, _ = tips.ParseClock(simTimes[(i+i/len(simZones))%len(simTimes)])
		if i%3 == 1 {
			plan.Days = tips.Weekdays
		}
		s.plans[id] = plan
		u, err := plan.Store(store.Subscription{Channel: id, By: slacksim.Ada}, start)
		if err == nil {
			_, err = db.Subscribe(s.t.Context(), u)
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *simulation) open() *store.Store {
	s.t.Helper()
	db, err := store.Open(context.Background(), slog.New(slog.DiscardHandler), store.Options{URL: s.database, Now: s.ws.Clock().Now})
	if err != nil {
		s.t.Fatal(err)
	}
	return db
}

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// next is when the first channel is due after an instant.
func (s *simulation) next(after time.Time) time.Time {
	first := s.end
	for _, plan := range s.plans {
		o, err := plan.Next(after)
		if err != nil {
			s.t.Fatal(err)
		}
		if o.At.Before(first) {
			first = o.At
		}
	}
	return first
}

// spoil makes something go wrong with what is due at an instant, more often than not.
func (s *simulation) spoil(due time.Time) {
	steps := []string{"claimed", "before post", "posted", "before confirm"}
	switch n := s.rand.IntN(40); {
	case n < 8:
		step := steps[n%len(steps)]
		s.faults["killed "+step]++
		s.mu.Lock()
		s.kill = step
		s.mu.Unlock()
	case n < 11:
		s.faults["500 before"]++
		s.ws.Fail("chat.postMessage", slacksim.Fault{Status: 500, Times: 1 + s.rand.IntN(2)})
	case n < 14:
		s.faults["500 after"]++
		s.ws.Fail("chat.postMessage", slacksim.Fault{Status: 500, Effect: true, Times: 1})
	case n < 17:
		s.faults["429"]++
		s.ws.Fail("chat.postMessage", slacksim.Fault{RetryAfter: 20 * time.Second, Times: 1 + s.rand.IntN(3)})
	case n < 19:
		s.faults["internal_error after"]++
		s.ws.Fail("chat.postMessage", slacksim.Fault{Error: "internal_error", Effect: true, Times: 1})
		s.ws.Fail("conversations.history", slacksim.Fault{Status: 503, Times: 1})
	case n < 22:
		s.faults["sockets cut"]++
		s.ws.CutConnections()
	case n < 24:
		s.outage(due)
	}
}

// outages are how long nobody is there: some are short enough for all that is due meanwhile to be posted.
var outages = []time.Duration{10 * time.Minute, time.Hour, 3*time.Hour + 50*time.Minute, 4*time.Hour + 10*time.Minute, 9 * time.Hour, 50 * time.Hour}

// outage ends all replicas before an instant and starts new ones a while after it.
func (s *simulation) outage(due time.Time) {
	length := outages[s.rand.IntN(len(outages))]
	s.faults["outage"]++
	now := s.ws.Clock().Now()
	s.advance(0)
	s.killAll()
	from := now
	s.advance(due.Add(length).Sub(now))
	s.down = append(s.down, outage{from, s.ws.Clock().Now()})
	for range s.replica {
		s.start()
	}
}

// leaseSteps is how time moves while something is left for later: beyond the longest pause, and in the end beyond a lease.
const leaseSteps = 31 * time.Second

// work lets the replicas do what is due, and replaces those that were killed.
func (s *simulation) work() {
	s.t.Helper()
	for range 60 {
		if s.alive() < s.replica {
			for s.alive() < s.replica {
				s.start()
			}
			s.settle()
			s.advance(leaseSteps)
			continue
		}
		waiting := s.settle()
		s.mu.Lock()
		full := true
		for _, c := range s.crew {
			full = full && !c.dead
		}
		s.kill = map[bool]string{true: s.kill}[waiting || !full]
		s.mu.Unlock()
		if !waiting && full {
			return
		}
		s.advance(leaseSteps)
	}
	s.t.Fatalf("something stays due; the log ends:\n%s", tail(s.log.String(), 4000))
}

// judge looks at every channel and date.
func (s *simulation) judge(start time.Time) {
	s.t.Helper()
	db := s.open()
	defer db.Close()
	posted, skipped, late := 0, 0, 0
	for channel, plan := range s.plans {
		seen := s.messagesByDate(channel)
		for o := must(plan.Next(start)); o.At.Before(s.end); o = must(plan.Next(o.At)) {
			n := len(seen[o.Date])
			delete(seen, o.Date)
			switch missed := s.missed(o.At); {
			case missed && n == 0:
				skipped++
				if s.logged("tips: skipped", "channel="+channel, "date="+o.Date, "too late") == 0 {
					s.t.Errorf("%s on %s: skipped, and the log does not say so", channel, o.Date)
				}
			case n != 1 || missed:
				s.t.Errorf("%s on %s, due %s: %d tips (outage: %t)", channel, o.Date, o.At, n, missed)
			default:
				posted++
			}
		}
		for date, list := range seen { // the last outage may have ended after the end
			if o, ok := plan.On(date); !ok || o.At.Before(s.end) || len(list) != 1 {
				s.t.Errorf("%s: %d tips for %s, which is no date of its plan", channel, len(list), date)
			}
		}
		s.once(db, channel)
	}
	posts := s.logged("tips: found as posted")
	for line := range s.faults {
		late += s.faults[line]
	}
	s.t.Logf("%d tips posted, %d skipped; %d replicas killed at a step, %d started; %d times a tip was found in its channel; %v",
		posted, skipped, s.killed, s.serial, posts, s.faults)
	if posted == 0 || late == 0 {
		s.t.Error("nothing was simulated")
	}
}

func must(o tips.Occurrence, err error) tips.Occurrence {
	if err != nil {
		panic(err)
	}
	return o
}

// missed reports whether nobody was there from an instant until four hours after it.
func (s *simulation) missed(due time.Time) bool {
	for _, o := range s.down {
		if o.from.Before(due) && o.to.Sub(due) > tips.Late { // what was due as it began had been posted
			return true
		}
	}
	return false
}

// messagesByDate are the tips in a channel by the date in their block ID.
func (s *simulation) messagesByDate(channel string) map[string][]slacksim.Message {
	seen := map[string][]slacksim.Message{}
	for _, m := range s.ws.Messages(channel) {
		if len(m.Blocks) == 0 {
			continue
		}
		id, _ := m.Blocks[0]["block_id"].(string)
		if date, ok := strings.CutPrefix(id, "tip:"); ok {
			seen[date] = append(seen[date], m)
		}
	}
	return seen
}

// once checks that no tip came again in a channel before all had been.
func (s *simulation) once(db *store.Store, channel string) {
	s.t.Helper()
	used, err := db.Used(s.t.Context(), channel)
	if err != nil {
		s.t.Fatal(err)
	}
	all := tips.NewPool(simNotes()).Count(s.plans[channel])
	for i := 0; i < len(used); i += all {
		round := map[string]bool{}
		for _, u := range used[i:min(len(used), i+all)] {
			if round[u.Block.Rev] {
				s.t.Errorf("%s: %s came twice among %d tips", channel, u.Block.ID, all)
			}
			round[u.Block.Rev] = true
		}
	}
}
