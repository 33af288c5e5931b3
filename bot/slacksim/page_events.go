package slacksim

import (
	"fmt"
	"net/http"
	"time"
)

// A watcher is one open page.
type watcher struct {
	user string
	out  chan []byte // closed when the page is too slow; it comes again and reads the state anew
}

// keepAlive keeps proxies and browsers from giving up on a quiet stream.
const keepAlive = 15 * time.Second

// serveEvents sends a page what happens, as server-sent events, until either side goes.
func (w *Workspace) serveEvents(rw http.ResponseWriter, r *http.Request) {
	flusher, ok := rw.(http.Flusher)
	if !ok {
		http.Error(rw, "no streaming here", http.StatusInternalServerError)
		return
	}
	p := &watcher{user: w.viewer(r), out: make(chan []byte, 1024)}
	w.mu.Lock()
	w.watchers[p] = struct{}{}
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		delete(w.watchers, p)
		w.mu.Unlock()
	}()
	rw.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(rw, "retry: 1000\n\nevent: ready\ndata: {}\n\n")
	flusher.Flush()
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-w.done:
			return
		case <-tick.C:
			fmt.Fprint(rw, ": still here\n\n")
		case frame, open := <-p.out:
			if !open {
				return
			}
			_, _ = rw.Write(frame)
		}
		flusher.Flush()
	}
}

// publish tells every page that may know. The lock is held.
func (w *Workspace) publish(kind string, v any) {
	for p := range w.watchers {
		data, ok := w.pageEvent(p.user, kind, v)
		if !ok {
			continue
		}
		select {
		case p.out <- fmt.Appendf(nil, "event: %s\ndata: %s\n\n", kind, mustJSON(data)):
		default:
			delete(w.watchers, p)
			close(p.out)
		}
	}
}

// pageEvent is what one person's page is told; false for what does not concern it.
func (w *Workspace) pageEvent(user, kind string, v any) (any, bool) {
	switch v := v.(type) {
	case *Message:
		return w.pageMessage(v), w.sees(user, v)
	case map[string]any:
		to, personal := v["user"]
		return v, !personal || to == user
	}
	switch kind {
	case "channels":
		return w.pageChannels(user), true
	case "connections":
		return w.conditions(), true
	case "views":
		return w.pageViews(user), v == user
	case "home":
		return w.pageHome(user), v == user
	case "prompts":
		return w.prompts[w.dm(user)], v == w.dm(user)
	}
	return nil, false
}
