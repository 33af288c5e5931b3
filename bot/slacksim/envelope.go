package slacksim

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"time"
)

// Kinds of envelopes.
const (
	eventsAPI     = "events_api"
	slashCommands = "slash_commands"
	interactive   = "interactive"
)

// An envelope waits for its ack.
type envelope struct {
	id, kind string
	payload  map[string]any
	takes    bool // accepts_response_payload
	attempt  int
	timer    *timer
	acked    func(payload json.RawMessage) // nil for events
	expired  func()                        // nil for events, which are delivered again
}

// A Delivery is one envelope as it went out.
type Delivery struct {
	EnvelopeID string
	Kind       string // events_api, slash_commands or interactive
	EventID    string // of events_api
	Event      string // the inner event's type
	Attempt    int    // 0 the first time
	Connection int    // which connection got it, from 1; 0 when none was open
	Payload    map[string]any
	At         time.Time
}

// An Ack is a frame a client sent.
type Ack struct {
	EnvelopeID string
	Payload    json.RawMessage // nil for a plain ack
	Connection int
	Known      bool // it answered an envelope that was waiting; false for late, double and unreadable ones
	At         time.Time
}

// retryDelays are the waits before the three re-deliveries of an event: almost at once, a minute, five minutes.
func retryDelays() []time.Duration { return []time.Duration{0, time.Minute, 5 * time.Minute} }

// Deliveries returns every envelope sent so far, re-deliveries too; of very many, the latest.
func (w *Workspace) Deliveries() []Delivery {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sent)
}

// Acks returns every frame received so far.
func (w *Workspace) Acks() []Ack {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.acks)
}

// Unacked returns how many envelopes wait for an ack or for their next delivery.
func (w *Workspace) Unacked() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.pending)
}

// SendRaw sends a frame as it is, to one connection, and reports whether one was open. Nothing waits for its ack, but
// Acks shows it.
func (w *Workspace) SendRaw(frame []byte) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.choose()
	if c == nil {
		return false
	}
	c.send(slices.Clone(frame))
	return true
}

// maxRecords bounds what is remembered of deliveries, acks and calls, so that a workspace may run for days. The oldest half goes
// at once, so that appending stays cheap.
const maxRecords = 50_000

func remember[T any](list []T, v T) []T {
	if len(list) >= maxRecords {
		list = slices.Clone(list[len(list)/2:])
	}
	return append(list, v)
}

// choose picks any one connection, as Slack does.
func (w *Workspace) choose() *connection {
	if len(w.conns) == 0 {
		return nil
	}
	return w.conns[rand.IntN(len(w.conns))]
}

// deliver sends an envelope to one connection and waits for its ack. The lock is held.
func (w *Workspace) deliver(e *envelope) {
	if w.closed {
		return
	}
	e.id = uuid()
	frame := map[string]any{"envelope_id": e.id, "type": e.kind, "payload": e.payload, "accepts_response_payload": e.takes}
	d := Delivery{EnvelopeID: e.id, Kind: e.kind, Attempt: e.attempt, Payload: e.payload, At: w.now()}
	if e.kind == eventsAPI {
		frame["retry_attempt"], frame["retry_reason"] = e.attempt, ""
		if e.attempt > 0 {
			frame["retry_reason"] = "timeout"
		}
		d.EventID, _ = e.payload["event_id"].(string)
		inner, _ := e.payload["event"].(map[string]any)
		d.Event, _ = inner["type"].(string)
	}
	c := w.choose()
	if c != nil {
		d.Connection = c.id
		c.send(mustJSON(frame))
	}
	w.sent = remember(w.sent, d)
	w.touch()
	if c == nil && e.kind != eventsAPI {
		e.expired() // nobody to ask: the person sees the failure at once
		return
	}
	w.pending[e.id] = e
	e.timer = w.clock.after(AckTimeout, func() { w.timedOut(e) })
}

// timedOut delivers an event once more, or tells the person that the app did not answer.
func (w *Workspace) timedOut(e *envelope) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.pending[e.id] != e || w.closed {
		return
	}
	if e.kind != eventsAPI {
		delete(w.pending, e.id)
		e.expired()
		w.touch()
		return
	}
	delays := retryDelays()
	if e.attempt >= len(delays) {
		delete(w.pending, e.id)
		w.touch()
		return // lost, as on Slack
	}
	wait := delays[e.attempt]
	e.attempt++
	again := func() {
		delete(w.pending, e.id)
		w.deliver(e)
	}
	if wait == 0 {
		again()
		return
	}
	e.timer = w.clock.after(wait, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.pending[e.id] == e {
			again()
		}
	})
}

// acked takes a frame from a client. An ack counts on whatever connection it comes.
func (w *Workspace) acked(c *connection, frame []byte) {
	var a struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	_ = json.Unmarshal(frame, &a) // what cannot be read is an ack of nothing
	if string(a.Payload) == "null" {
		a.Payload = nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.pending[a.EnvelopeID]
	w.acks = remember(w.acks, Ack{EnvelopeID: a.EnvelopeID, Payload: a.Payload, Connection: c.id, Known: e != nil, At: w.now()})
	if e != nil {
		e.timer.stop()
		delete(w.pending, e.id)
		if e.acked != nil {
			e.acked(a.Payload)
		}
	}
	w.touch()
}
