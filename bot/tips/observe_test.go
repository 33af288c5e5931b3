package tips_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/kb"
)

// A counter is where tips are posted to; each post ends as post says.
type counter struct{ post func() error }

func (c *counter) Post(context.Context, tips.Post) (string, error) { return "1.2", c.post() }

func (c *counter) Find(context.Context, string, string, time.Time) (string, error) { return "", nil }

func (c *counter) Tell(context.Context, store.Subscription, tips.Trouble) error { return nil }

// TestObserve sees that a tip that is due is told of once, however often it is tried, and then what becomes of it.
func TestObserve(t *testing.T) {
	refused := &tips.Refused{Trouble: tips.Archived, Err: errors.New("is_archived")}
	unsent := &tips.Unsent{Err: errors.New("ratelimited")}
	tests := []struct {
		name string
		ends []error         // of the posts, one look each
		wait []time.Duration // before each look, after the tip is due
		want []tips.Event
	}{
		{"posted", []error{nil}, []time.Duration{0}, []tips.Event{tips.EventDue, tips.EventPosted}},
		{"at the second try", []error{unsent, nil}, []time.Duration{0, time.Minute}, []tips.Event{tips.EventDue, tips.EventPosted}},
		{"late", []error{nil}, []time.Duration{time.Hour}, []tips.Event{tips.EventDue, tips.EventPosted, tips.EventLate}},
		{"too late", []error{nil}, []time.Duration{5 * time.Hour}, []tips.Event{tips.EventDue, tips.EventSkipped}},
		{"refused", []error{refused}, []time.Duration{0}, []tips.Event{tips.EventDue, tips.EventFailed}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
			clock := func() time.Time { return now }
			s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: store.Memory, Now: clock})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			u, err := tips.Plan{Hour: 9, Minute: 30}.Store(store.Subscription{Channel: "C1", CreatedAt: now}, now)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Subscribe(t.Context(), u); err != nil {
				t.Fatal(err)
			}
			var events []tips.Event
			c := &counter{}
			pool := tips.NewPool([]*kb.Note{kb.Parse("a.md", []byte("# Systems\n\n## Queues\n\n###### {\"semantic\":\"why\"}\n\nA queue takes a burst, so that its reader can go at its own pace.\n"))})
			r := tips.NewRunner(slog.New(slog.DiscardHandler), s, c, func() *tips.Pool { return pool }, clock, "one",
				tips.Options{Observe: func(e tips.Event) { events = append(events, e) }})
			for i, end := range tt.ends {
				c.post = func() error { return end }
				now = u.NextAt.Add(tt.wait[i])
				if due, err := r.Look(t.Context()); due != 1 || err != nil {
					t.Fatalf("%d due, %v", due, err)
				}
			}
			if !slices.Equal(events, tt.want) {
				t.Errorf("told of %q, want %q", events, tt.want)
			}
		})
	}
}
