package tips

import (
	"cmp"
	"time"
)

// An Event is what [Options.Observe] is told of.
type Event string

// The events. Each date of a channel is due once, and ends as posted, skipped or failed once.
const (
	EventDue     Event = "due"
	EventPosted  Event = "posted"
	EventLate    Event = "late" // posted too, later after its time than a lease lasts
	EventSkipped Event = "skipped"
	EventFailed  Event = "failed" // and the subscription is stopped
)

// Options are what a [Runner] may be told. Every zero value has a working default.
type Options struct {
	Every time.Duration // between two looks at the schedule; 1 s
	Lease time.Duration // how long a claim is held; 2 min
	Post  time.Duration // for one attempt to post, well below Lease; 45 s
	Retry time.Duration // after an attempt that failed; 15 s
	Limit int           // how many subscriptions are looked at together; 100

	// Observe is told of each tip that is due, and what becomes of it. It may be nil.
	Observe func(Event)

	// Step is called at each step with its name: look, claimed, before post, posted, before confirm, and at the end of a look either looked
	// or, where something due is left for later, waiting. Tests follow a process by it, and kill it.
	Step func(name string)
}

func (o Options) withDefaults() Options {
	o.Every = cmp.Or(o.Every, time.Second)
	o.Lease = cmp.Or(o.Lease, 2*time.Minute)
	o.Post = cmp.Or(o.Post, 45*time.Second)
	o.Retry = cmp.Or(o.Retry, 15*time.Second)
	o.Limit = cmp.Or(o.Limit, 100)
	if o.Observe == nil {
		o.Observe = func(Event) {}
	}
	if o.Step == nil {
		o.Step = func(string) {}
	}
	return o
}
