package slacksim

import (
	"sync"
	"time"
)

// A Clock tells a workspace the time and runs what falls due. It either follows the computer's clock, with a lead that
// Advance makes larger, or stands still until Advance moves it. Deadlines for acks, re-delivery, response URLs, trigger IDs
// and rate limits all come from it. Only the WebSocket PINGs follow real time, since the client judges them by its own clock.
type Clock struct {
	mu     sync.Mutex
	still  bool
	now    time.Time     // when still
	lead   time.Duration // when running
	timers map[*timer]struct{}
	nth    int
}

// A timer is a function that falls due at a moment of its clock.
type timer struct {
	clock *Clock
	at    time.Time
	nth   int // order of creation, the order of running among equals
	run   func()
	real  *time.Timer // wakes a running clock
}

// NewClock returns a clock that follows the computer's.
func NewClock() *Clock { return &Clock{timers: map[*timer]struct{}{}} }

// NewStillClock returns a clock that shows start until Advance moves it.
func NewStillClock(start time.Time) *Clock {
	return &Clock{still: true, now: start, timers: map[*timer]struct{}{}}
}

// Now returns the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read()
}

func (c *Clock) read() time.Time {
	if c.still {
		return c.now
	}
	return time.Now().Add(c.lead)
}

// Advance moves the clock forward by d and runs, in order and before it returns, everything that falls due on the way.
// What a function run this way schedules is run too, when it falls due within d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	end := c.read().Add(d)
	for {
		t := c.next(end)
		if t == nil {
			break
		}
		c.set(t.at)
		c.forget(t)
		c.mu.Unlock()
		t.run()
		c.mu.Lock()
	}
	c.set(end)
	for t := range c.timers {
		t.wake()
	}
	c.mu.Unlock()
}

// set never moves a clock backwards.
func (c *Clock) set(t time.Time) {
	switch {
	case c.still && t.After(c.now):
		c.now = t
	case !c.still && t.After(c.read()):
		c.lead = time.Until(t)
	}
}

func (c *Clock) next(end time.Time) *timer {
	var first *timer
	for t := range c.timers {
		if t.at.After(end) {
			continue
		}
		if first == nil || t.at.Before(first.at) || t.at.Equal(first.at) && t.nth < first.nth {
			first = t
		}
	}
	return first
}

// after runs f once d has passed, in a goroutine of its own or in that of Advance. The caller may hold the workspace's lock;
// f must take it itself.
func (c *Clock) after(d time.Duration, f func()) *timer {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nth++
	t := &timer{clock: c, at: c.read().Add(d), nth: c.nth, run: f}
	c.timers[t] = struct{}{}
	t.wake()
	return t
}

// wake sets the real timer behind t; the clock's lock is held.
func (t *timer) wake() {
	if t.clock.still {
		return
	}
	if t.real != nil {
		t.real.Stop()
	}
	t.real = time.AfterFunc(t.at.Sub(t.clock.read()), func() {
		if t.stop() {
			t.run()
		}
	})
}

// stop keeps t from running and reports whether it did.
func (t *timer) stop() bool {
	if t == nil {
		return false
	}
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	_, waiting := t.clock.timers[t]
	t.clock.forget(t)
	return waiting
}

func (c *Clock) forget(t *timer) {
	delete(c.timers, t)
	if t.real != nil {
		t.real.Stop()
	}
}
