package slacksim

import (
	"io"
	"net/http"
	"strconv"
	"time"
)

// A Fault is a way for a call to go wrong. Its zero value does nothing.
type Fault struct {
	Error      string        // answer ok:false with this error
	Status     int           // answer this HTTP status with a body that is no JSON
	RetryAfter time.Duration // answer 429 ratelimited with this Retry-After
	Hang       bool          // never answer; the connection ends when the client gives up
	Effect     bool          // do what was asked before going wrong, so that only the answer is lost
	Delay      time.Duration // answer this much later, by the workspace's clock
	Times      int           // how many calls it strikes; every one when 0
}

// wrong reports whether the answer is other than the method's own.
func (f Fault) wrong() bool { return f.Error != "" || f.Status != 0 || f.RetryAfter > 0 || f.Hang }

type fault struct {
	method string
	Fault
	left int // strikes that remain; endless when negative
}

// Fail makes calls go wrong: method is a Web API method, "response_url", or "*" for all. Faults of one method strike one
// after the other, in the order they were set.
func (w *Workspace) Fail(method string, f Fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	left := f.Times
	if left == 0 {
		left = -1
	}
	w.faults = append(w.faults, &fault{method: method, Fault: f, left: left})
}

// Heal ends the faults of a method, or all with "*".
func (w *Workspace) Heal(method string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	kept := w.faults[:0:0]
	for _, f := range w.faults {
		if method != "*" && f.method != method {
			kept = append(kept, f)
		}
	}
	w.faults = kept
}

func (w *Workspace) faultFor(c *call) Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range w.faults {
		if (f.method == c.name || f.method == "*") && f.left != 0 {
			if f.left > 0 {
				f.left--
			}
			return f.Fault
		}
	}
	return Fault{}
}

// before applies what strikes before the effect and reports whether the call goes on.
func (w *Workspace) before(rw http.ResponseWriter, c *call, f Fault) bool {
	if f.Delay > 0 {
		waited := make(chan struct{})
		t := w.clock.after(f.Delay, func() { close(waited) })
		select {
		case <-waited:
		case <-c.request.Context().Done():
			t.stop()
			return false
		case <-w.done:
			return false
		}
	}
	if f.wrong() && !f.Effect {
		w.strike(rw, c, f)
		return false
	}
	return true
}

// after applies what strikes after the effect and reports whether the answer goes out.
func (w *Workspace) after(rw http.ResponseWriter, c *call, f Fault) bool {
	if f.wrong() && f.Effect {
		w.strike(rw, c, f)
		return false
	}
	return true
}

func (w *Workspace) strike(rw http.ResponseWriter, c *call, f Fault) {
	switch {
	case f.Hang:
		w.record(c, 0, "hang")
		select {
		case <-c.request.Context().Done():
		case <-w.done:
		}
		panic(http.ErrAbortHandler) // ends the connection without an answer
	case f.RetryAfter > 0:
		w.answer(rw, c, nil, &failure{code: "ratelimited", wait: f.RetryAfter})
	case f.Status != 0:
		w.record(c, f.Status, "status "+strconv.Itoa(f.Status))
		rw.Header().Set("Content-Type", "text/html")
		rw.WriteHeader(f.Status)
		_, _ = io.WriteString(rw, "<html><body>"+http.StatusText(f.Status)+"</body></html>")
	case c.name == "response_url":
		w.answerPlain(rw, c, http.StatusNotFound, f.Error)
	default:
		w.answer(rw, c, nil, fail(f.Error))
	}
}
