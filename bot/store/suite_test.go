package store_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"archbot/bot/store"
)

// ok fails the test on an error.
func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// equal compares what came with what was wanted.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// TestSuite runs every case on every engine, each on an empty database.
func TestSuite(t *testing.T) {
	suite := map[string]func(t *testing.T, s *store.Store, c *clock){
		"Threads":       suiteThreads,
		"Answers":       suiteAnswers,
		"Subscriptions": suiteSubscriptions,
		"Posts":         suitePosts,
		"Votes":         suiteVotes,
		"Gaps":          suiteGaps,
		"Settings":      suiteSettings,
		"Limits":        suiteLimits,
		"Races":         suiteRaces,
		"Leases":        suiteLeases,
		"Cancelled":     suiteCancelled,
		"Prune":         suitePrune,
		"Forget":        suiteForget,
		"Seen":          suiteSeen,
	}
	for engine, url := range engines {
		t.Run(engine, func(t *testing.T) {
			empty := url(t)
			for name, run := range suite {
				t.Run(name, func(t *testing.T) {
					c := newClock()
					run(t, open(t, empty(t), c), c)
				})
			}
		})
	}
}

func suiteThreads(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	_, found, err := s.Thread(ctx, "C1", "1.2")
	ok(t, err)
	equal(t, "found at first", found, false)
	th := store.Thread{Channel: "C1", TS: "1.2", Subject: "Kafka", Request: `{"subjects":["Kafka"]}`, Level: "entry", Starter: "U1", Asker: "U1", At: c.now()}
	ok(t, s.PutThread(ctx, th))
	th.State = store.ThreadOpen
	got, _, err := s.Thread(ctx, "C1", "1.2")
	ok(t, err)
	equal(t, "thread", got, th)
	th.State, th.Asker, th.At = store.ThreadHuman, "U2", c.now().Add(time.Minute)
	changed := th
	changed.Starter = "U2"
	ok(t, s.PutThread(ctx, changed))
	got, _, err = s.Thread(ctx, "C1", "1.2")
	ok(t, err)
	equal(t, "changed thread, whose starter stays", got, th)
}

func suiteAnswers(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	a := store.Answer{Channel: "C1", TS: "1.1", Thread: "1.1", Replies: []string{"1.2", "1.3"}, Asker: "U1", Subject: "Kafka", Context: "MQ",
		Surface: "mention", Blocks: []store.Block{{ID: "a.md#x", Rev: "r1"}}, At: c.now()}
	won, err := s.ClaimAnswer(ctx, a.Channel, a.TS, "one", time.Minute)
	ok(t, err)
	equal(t, "first claim", won, true)
	won, err = s.ClaimAnswer(ctx, a.Channel, a.TS, "two", time.Minute)
	ok(t, err)
	equal(t, "second claim", won, false)
	_, found, err := s.Answer(ctx, a.Channel, a.TS)
	ok(t, err)
	equal(t, "found while claimed", found, false)
	c.pass(time.Minute)
	won, err = s.ClaimAnswer(ctx, a.Channel, a.TS, "two", time.Minute)
	ok(t, err)
	equal(t, "claim after the lease", won, true)
	ok(t, s.PutAnswer(ctx, a))
	c.pass(time.Hour)
	won, err = s.ClaimAnswer(ctx, a.Channel, a.TS, "two", time.Minute)
	ok(t, err)
	equal(t, "claim once answered", won, false)
	got, _, err := s.Answer(ctx, a.Channel, a.TS)
	ok(t, err)
	equal(t, "answer", got, a)
	got, _, err = s.AnswerBy(ctx, a.Channel, "1.2")
	ok(t, err)
	equal(t, "answer by its message", got, a)
	private := store.Answer{Channel: "C1", TS: "2.1", Subject: "RabbitMQ", Private: true, At: c.now()}
	ok(t, s.PutAnswer(ctx, private))
	again := a
	again.TS, again.At = "3.1", c.now()
	ok(t, s.PutAnswer(ctx, again))
	asked, err := s.Asked(ctx, "C1", c.now().Add(-24*time.Hour), 5)
	ok(t, err)
	equal(t, "asked in public", asked, []store.Tally{{Subject: "Kafka", Count: 2}})
	ok(t, s.ForgetAnswer(ctx, a.Channel, a.TS))
	_, found, err = s.Answer(ctx, a.Channel, a.TS)
	ok(t, err)
	equal(t, "found once forgotten", found, false)
}

func suiteSubscriptions(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	u, err := s.Subscribe(ctx, store.Subscription{Channel: "C1", Time: "9:30", Zone: "Europe/Berlin", Weekdays: 0x3e, Topics: []string{"messaging", "a, b"},
		Level: "medium", Kinds: []string{"tip"}, Language: "de", Recap: true, NextAt: c.now().Add(time.Hour), By: "U1"})
	ok(t, err)
	equal(t, "version", u.Version, int64(1))
	got, _, err := s.Subscription(ctx, "C1")
	ok(t, err)
	equal(t, "subscription", got, u)
	_, err = s.Subscribe(ctx, store.Subscription{Channel: "C0", Time: "8:00", Zone: "UTC", NextAt: c.now().Add(-time.Minute)})
	ok(t, err)
	due, err := s.Due(ctx, c.now(), 10)
	ok(t, err)
	if len(due) != 1 || due[0].Channel != "C0" {
		t.Errorf("due: got %+v, want C0", due)
	}
	stale := u
	u.Time = "10:00"
	u, err = s.Subscribe(ctx, u)
	ok(t, err)
	if _, err := s.Subscribe(ctx, stale); !errors.Is(err, store.ErrChanged) {
		t.Errorf("a change of what is no more: got %v, want ErrChanged", err)
	}
	moved, err := s.MoveNext(ctx, u, c.now().Add(48*time.Hour))
	ok(t, err)
	equal(t, "moved", moved, true)
	moved, err = s.MoveNext(ctx, u, c.now().Add(72*time.Hour))
	ok(t, err)
	equal(t, "moved by a second replica", moved, false)
	first, err := s.Pause(ctx, "C0", "archived")
	ok(t, err)
	again, err := s.Pause(ctx, "C0", "archived")
	ok(t, err)
	equal(t, "paused for the first time", []bool{first, again}, []bool{true, false})
	due, err = s.Due(ctx, c.now(), 10)
	ok(t, err)
	equal(t, "due while paused", len(due), 0)
	had, err := s.Unsubscribe(ctx, "C0")
	ok(t, err)
	none, err := s.Unsubscribe(ctx, "C0")
	ok(t, err)
	equal(t, "unsubscribed", []bool{had, none}, []bool{true, false})
	all, err := s.Subscriptions(ctx)
	ok(t, err)
	equal(t, "all", len(all), 1)
}

func suitePosts(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	const date = "2026-03-28"
	p, won, err := s.ClaimPost(ctx, "C1", date, "one", time.Minute)
	ok(t, err)
	equal(t, "claim", p, store.Post{Channel: "C1", Date: date, Owner: "one", Lease: c.now().Add(time.Minute), Tries: 1, State: store.Claimed, At: c.now()})
	equal(t, "won", won, true)
	p, won, err = s.ClaimPost(ctx, "C1", date, "two", time.Minute)
	ok(t, err)
	equal(t, "won by the second", won, false)
	equal(t, "owner", p.Owner, "one")
	b := store.Block{ID: "a.md#x", Rev: "r1"}
	held, err := s.ChoosePost(ctx, "C1", date, "one", b)
	ok(t, err)
	equal(t, "chosen", held, true)
	c.pass(time.Minute)
	p, won, err = s.ClaimPost(ctx, "C1", date, "two", time.Minute)
	ok(t, err)
	equal(t, "taken over", []any{won, p.Tries, p.Block, p.Owner}, []any{true, 2, b, "two"})
	held, err = s.ChoosePost(ctx, "C1", date, "one", store.Block{ID: "other"})
	ok(t, err)
	equal(t, "held by the first", held, false)
	held, err = s.SkipPost(ctx, "C1", date, "one", "too late")
	ok(t, err)
	equal(t, "skipped by the first", held, false)
	p.TS, p.Late = "9.9", true
	ok(t, s.ConfirmPost(ctx, p, 1))
	c.pass(time.Hour)
	p, won, err = s.ClaimPost(ctx, "C1", date, "three", time.Minute)
	ok(t, err)
	equal(t, "once posted", []any{won, p.State, p.TS, p.Late}, []any{false, store.Posted, "9.9", true})
	used, err := s.Used(ctx, "C1")
	ok(t, err)
	equal(t, "used", used, []store.Used{{Block: b, Round: 1, At: c.now().Add(-time.Hour)}})
	_, _, err = s.ClaimPost(ctx, "C1", "2026-03-29", "one", time.Minute)
	ok(t, err)
	ok(t, s.ReleasePost(ctx, "C1", "2026-03-29", "one"))
	_, won, err = s.ClaimPost(ctx, "C1", "2026-03-29", "two", time.Minute)
	ok(t, err)
	equal(t, "claimed once released", won, true)
	held, err = s.SkipPost(ctx, "C1", "2026-03-29", "two", "down for 5 h")
	ok(t, err)
	equal(t, "skipped", held, true)
	posts, err := s.Posts(ctx, "C1", time.Time{}, 10)
	ok(t, err)
	if len(posts) != 2 || posts[0].Reason != "down for 5 h" || posts[0].State != store.Skipped {
		t.Errorf("posts: got %+v", posts)
	}
	ok(t, s.Use(ctx, "C1", store.Block{ID: "b"}, 1))
	used, err = s.Used(ctx, "C1")
	ok(t, err)
	equal(t, "used by hand too", len(used), 2)
}

func suiteVotes(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	b := store.Block{ID: "a.md#x", Rev: "r1"}
	ok(t, s.PutVote(ctx, store.Vote{Person: "U1", Block: b, Value: 1}))
	ok(t, s.PutVote(ctx, store.Vote{Person: "U1", Block: b, Channel: "C1", Value: -1, Reason: "unclear", Note: "what is it?"}))
	ok(t, s.PutVote(ctx, store.Vote{Person: "U2", Block: b, Value: 1}))
	v, _, err := s.Vote(ctx, "U1", b.ID)
	ok(t, err)
	equal(t, "the last vote", v, store.Vote{Person: "U1", Block: b, Channel: "C1", Value: -1, Reason: "unclear", Note: "what is it?", At: c.now()})
	sums, err := s.VoteSums(ctx, time.Time{})
	ok(t, err)
	equal(t, "sums", sums, map[string]store.VoteSum{b.ID: {Block: b.ID, Up: 1, Down: 1, Reasons: map[string]int{"unclear": 1}, Last: c.now()}})
	ok(t, s.PutVote(ctx, store.Vote{Person: "U3", Block: b, Channel: "C1", Reason: "deep"}))
	sums, err = s.VoteSumsIn(ctx, "C1", c.now())
	ok(t, err)
	equal(t, "sums of the channel", sums, map[string]store.VoteSum{b.ID: {Block: b.ID, Down: 1, Reasons: map[string]int{"unclear": 1, "deep": 1}, Last: c.now()}})
}

func suiteGaps(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	first := c.now()
	ok(t, s.CountGap(ctx, store.Gap{Form: store.MissingKind, Topic: "Kafka", Kind: "cons"}))
	c.pass(time.Hour)
	ok(t, s.CountGap(ctx, store.Gap{Form: store.MissingKind, Topic: "Kafka", Kind: "cons", Quote: "cons of kafka?", By: "U1", Channel: "C1"}))
	ok(t, s.CountGap(ctx, store.Gap{Form: store.MissingKind, Topic: "Kafka", Kind: "cons"}))
	ok(t, s.CountGap(ctx, store.Gap{Form: store.UnknownTopic, Topic: "zyx"}))
	gaps, err := s.Gaps(ctx, time.Time{}, 10)
	ok(t, err)
	equal(t, "gaps", gaps, []store.Gap{
		{Form: store.MissingKind, Topic: "Kafka", Kind: "cons", Asked: 3, Public: 1, Quote: "cons of kafka?", By: "U1", Channel: "C1", First: first, At: c.now()},
		{Form: store.UnknownTopic, Topic: "zyx", Asked: 1, First: c.now(), At: c.now()},
	})
	ok(t, s.CloseGap(ctx, gaps[0]))
	gaps, err = s.Gaps(ctx, time.Time{}, 10)
	ok(t, err)
	equal(t, "left", len(gaps), 1)
}

func suiteLimits(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	allow := func() (bool, time.Time) {
		yes, next, err := s.Allow(ctx, "U1", 3, time.Minute)
		ok(t, err)
		return yes, next
	}
	for range 3 {
		if yes, _ := allow(); !yes {
			t.Error("refused within the limit")
		}
	}
	yes, next := allow()
	equal(t, "the fourth", []any{yes, next}, []any{false, c.now().Add(20 * time.Second)})
	c.pass(20 * time.Second)
	if yes, _ := allow(); !yes {
		t.Error("refused when the next was to be")
	}
	if yes, _ := allow(); yes {
		t.Error("allowed twice")
	}
}

func suitePrune(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	fill(t, s, c)
	prune := func(age time.Duration) int64 {
		t.Helper()
		c.pass(age)
		n, err := s.Prune(ctx)
		ok(t, err)
		return n
	}
	equal(t, "at once", prune(0), int64(0))
	equal(t, "after a day: the event, and the limit that is free again", prune(25*time.Hour), int64(2))
	equal(t, "after 30 days: the lease, the thread and the answer", prune(30*24*time.Hour), int64(3))
	equal(t, "after 180 days: the vote and the gap", prune(150*24*time.Hour), int64(2))
	_, found, err := s.Subscription(ctx, "C1")
	ok(t, err)
	used, err := s.Used(ctx, "C1")
	ok(t, err)
	equal(t, "the subscription and what was used stay", []any{found, len(used)}, []any{true, 1})
}

func suiteForget(t *testing.T, s *store.Store, c *clock) {
	ctx := t.Context()
	fill(t, s, c)
	ok(t, putSettings(ctx, s, store.OfPerson, "U1", `{}`))
	ok(t, s.PutVote(ctx, store.Vote{Person: "U12", Block: store.Block{ID: "b"}, Value: 1}))
	_, _, err := s.Allow(ctx, "asks:U1", 1, time.Hour)
	ok(t, err)
	_, _, err = s.Allow(ctx, "U12", 1, time.Hour)
	ok(t, err)
	_, err = s.Forget(ctx, "U1")
	ok(t, err)
	_, found, err := s.Vote(ctx, "U1", "a.md#Kafka|why|1")
	ok(t, err)
	_, others, err := s.Vote(ctx, "U12", "b")
	ok(t, err)
	_, answered, err := s.Answer(ctx, "C1", "1.1")
	ok(t, err)
	_, settings, err := s.Settings(ctx, store.OfPerson, "U1")
	ok(t, err)
	equal(t, "vote, another's vote, answer, settings", []bool{found, others, answered, settings}, []bool{false, true, false, false})
	gaps, err := s.Gaps(ctx, time.Time{}, 9)
	ok(t, err)
	equal(t, "the gap is counted, without who", []any{gaps[0].Asked, gaps[0].By, gaps[0].Quote}, []any{1, "", ""})
	u, _, err := s.Subscription(ctx, "C1")
	ok(t, err)
	th, _, err := s.Thread(ctx, "C1", "1.2")
	ok(t, err)
	equal(t, "subscriber, starter and asker", []string{u.By, th.Starter, th.Asker}, []string{"", "", "U2"})
	mine, _, err := s.Allow(ctx, "U1", 1, time.Hour)
	ok(t, err)
	asks, _, err := s.Allow(ctx, "asks:U1", 1, time.Hour)
	ok(t, err)
	mine = mine && asks
	theirs, _, err := s.Allow(ctx, "U12", 1, time.Hour)
	ok(t, err)
	equal(t, "limits: free again, and another's", []bool{mine, theirs}, []bool{true, false})
}
