package slacksim

import (
	"slices"
	"time"
)

// Connections returns how many sockets are open, and how many have been opened so far.
func (w *Workspace) Connections() (open, total int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.conns), w.connTotal
}

// CutConnections cuts every open connection as a network would: no disconnect frame, no close frame. They no longer count,
// and nothing is delivered to them, from now on.
func (w *Workspace) CutConnections() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.conns {
		c.cut()
	}
	w.conns = nil
	w.publish("connections", nil)
	w.touch()
}

// Refresh tells every connection refresh_requested, as Slack does every few hours, and cuts after 10 s those that stay.
func (w *Workspace) Refresh() { w.disconnectAll("refresh_requested", warningTime) }

// Warn tells every connection that it will be cut, and does so 10 s later.
func (w *Workspace) Warn() { w.disconnectAll("warning", warningTime) }

// DisableLink says that Socket Mode has been switched off, and cuts. New connections are refused until EnableLink.
func (w *Workspace) DisableLink() {
	w.Fail("apps.connections.open", Fault{Error: "socket_mode_disabled"})
	w.disconnectAll("link_disabled", 0)
}

// EnableLink undoes DisableLink.
func (w *Workspace) EnableLink() { w.Heal("apps.connections.open") }

func (w *Workspace) disconnectAll(reason string, wait time.Duration) {
	w.mu.Lock()
	conns := slices.Clone(w.conns)
	w.mu.Unlock()
	for _, c := range conns {
		w.disconnect(c, reason, wait)
	}
}

// disconnect sends the frame and closes after wait. The connection gets no more envelopes, except after a warning.
func (w *Workspace) disconnect(c *connection, reason string, wait time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c.send(disconnectFrame(reason))
	if i := slices.Index(w.conns, c); i >= 0 && reason != "warning" {
		w.conns = slices.Delete(w.conns, i, i+1)
		w.publish("connections", nil)
		w.touch()
	}
	if wait == 0 {
		c.finish()
		return
	}
	w.clock.after(wait, c.cut)
}

func disconnectFrame(reason string) []byte {
	return mustJSON(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "slacksim"}})
}
