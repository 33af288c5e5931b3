package slacksim

import (
	"fmt"
	"slices"
	"time"
)

// Forget drops what is older than before: messages, calls, deliveries, acks, response URLs and triggers, without a word to the app, as a
// workspace that keeps its messages for a while does. A workspace that is used for hours stays small by it.
func (w *Workspace) Forget(before time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.messages.forget(fmt.Sprintf("%d.%06d", before.UnixMicro()/1e6, before.UnixMicro()%1e6))
	// A slice of its own lets go of what was before it.
	w.calls = slices.Clone(slices.DeleteFunc(w.calls, func(c Call) bool { return c.At.Before(before) }))
	w.sent = slices.Clone(slices.DeleteFunc(w.sent, func(d Delivery) bool { return d.At.Before(before) }))
	w.acks = slices.Clone(slices.DeleteFunc(w.acks, func(a Ack) bool { return a.At.Before(before) }))
	for id, u := range w.urls {
		if u.expires.Add(-ResponseURLLife).Before(before) {
			delete(w.urls, id)
		}
	}
	for id, t := range w.triggers {
		if t.expires.Before(before) {
			delete(w.triggers, id)
		}
	}
}

// forget drops the messages before a timestamp.
func (ms *messages) forget(ts string) {
	old := func(m *Message) bool { return m.TS < ts }
	for channel, list := range ms.in {
		for _, m := range list {
			if old(m) {
				delete(ms.at[channel], m.TS)
			}
		}
		ms.in[channel] = slices.Clone(slices.DeleteFunc(list, old))
	}
	for thread, list := range ms.of {
		if list = slices.DeleteFunc(list, old); len(list) == 0 {
			delete(ms.of, thread)
		} else {
			ms.of[thread] = list
		}
	}
}
