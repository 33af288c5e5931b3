package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"archbot/bot/slacksim"
)

// A director runs replicas in processes of their own, in step: time moves only while none of them is looking at the schedule, and each
// reports every step before it takes it, so that it can be killed right there.
type director struct {
	t        *testing.T
	ws       *slacksim.Workspace
	database string
	server   *httptest.Server

	mu      sync.Mutex
	changed *sync.Cond
	hold    bool // nobody begins to look
	crew    map[string]*crewman
	serial  int
	kill    string // the step at which the first replica to come to it is killed; empty for none
	killed  int
	log     bytes.Buffer // of all replicas
}

// A crewman is a replica.
type crewman struct {
	cmd     *exec.Cmd
	stdin   io.Closer
	busy    bool
	looks   int  // that it has ended since time moved
	waiting bool // the last one left something due for later
	dead    bool
}

func newDirector(t *testing.T, ws *slacksim.Workspace, database string) *director {
	d := &director{t: t, ws: ws, database: database, crew: map[string]*crewman{}}
	d.changed = sync.NewCond(&d.mu)
	d.server = httptest.NewServer(http.HandlerFunc(d.serve))
	t.Cleanup(func() {
		d.killAll()
		d.server.CloseClientConnections()
		d.server.Close()
	})
	return d
}

// serve takes the report of a step and answers with the time, unless the replica is not to go on.
func (d *director) serve(w http.ResponseWriter, r *http.Request) {
	name, step := r.FormValue("replica"), r.FormValue("step")
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.crew[name]
	if c == nil || c.dead {
		panic(http.ErrAbortHandler)
	}
	if step == d.kill {
		d.kill = ""
		d.killed++
		d.end(c)
		panic(http.ErrAbortHandler)
	}
	switch step {
	case "look":
		for d.hold && !c.dead {
			d.changed.Wait()
		}
		if c.dead { // killed while it waited: nobody would ever say that it has looked
			panic(http.ErrAbortHandler)
		}
		c.busy = true
	case "looked", "waiting":
		c.busy, c.waiting = false, step == "waiting"
		c.looks++
	}
	d.changed.Broadcast()
	fmt.Fprint(w, d.ws.Clock().Now().UnixMilli())
}

// end kills a replica with SIGKILL; the lock is held.
func (d *director) end(c *crewman) {
	if c.dead {
		return
	}
	c.dead, c.busy = true, false
	_ = c.cmd.Process.Kill()
	d.changed.Broadcast()
	go func() { _ = c.cmd.Wait() }() // killed is how it is meant to end
}

func (d *director) killAll() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.crew {
		d.end(c)
	}
}

// alive is how many replicas run.
func (d *director) alive() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.crew {
		if !c.dead {
			n++
		}
	}
	return n
}

// start starts a replica.
func (d *director) start() {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.serial++
	o := replicaOrder{Name: fmt.Sprintf("r%d", d.serial), API: d.ws.APIURL(), Bot: d.ws.BotToken(), App: d.ws.AppToken(),
		Database: d.database, Director: d.server.URL}
	told, err := json.Marshal(o)
	if err != nil {
		d.t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), replicaVariable+"="+string(told))
	cmd.Stdout, cmd.Stderr = &lineLog{d: d}, &lineLog{d: d}
	stdin, err := cmd.StdinPipe() // the replica ends with this process, however that ends
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		d.t.Fatal(err)
	}
	d.crew[o.Name] = &crewman{cmd: cmd, stdin: stdin}
}

// lineLog gathers what replicas log.
type lineLog struct{ d *director }

func (l *lineLog) Write(p []byte) (int, error) {
	l.d.mu.Lock()
	defer l.d.mu.Unlock()
	return l.d.log.Write(p)
}

// settle waits until every replica that runs has looked at the schedule since time moved, and reports whether any left something for
// later. It gives up when a replica does not move for long.
func (d *director) settle() (waiting bool) {
	d.t.Helper()
	d.until("replicas look at the schedule", func() bool {
		for _, c := range d.crew {
			if !c.dead && c.looks < 2 { // one may have begun before
				return false
			}
		}
		return true
	})
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.crew {
		waiting = waiting || !c.dead && c.waiting
	}
	return waiting
}

// advance moves time while nobody looks.
func (d *director) advance(by time.Duration) {
	d.t.Helper()
	d.mu.Lock()
	d.hold = true
	d.mu.Unlock()
	d.until("replicas end their looks", func() bool {
		for _, c := range d.crew {
			if c.busy {
				return false
			}
		}
		return true
	})
	if by > 0 {
		d.ws.Clock().Advance(by)
	}
	d.mu.Lock()
	for name, c := range d.crew {
		c.looks = 0
		if c.dead {
			delete(d.crew, name)
		}
	}
	d.hold = false
	d.changed.Broadcast()
	d.mu.Unlock()
}

// until waits for cond, which is asked with the lock held.
func (d *director) until(what string, cond func() bool) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*patience)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.changed.Broadcast()
	})
	defer stop()
	d.mu.Lock()
	defer d.mu.Unlock()
	for !cond() {
		if ctx.Err() != nil {
			d.t.Fatalf("%s: they do not; the log ends:\n%s", what, tail(d.log.String(), 4000))
		}
		d.changed.Wait()
	}
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// logged counts the lines of the replicas' logs that have all of these.
func (d *director) logged(all ...string) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for line := range strings.Lines(d.log.String()) {
		has := true
		for _, one := range all {
			has = has && strings.Contains(line, one)
		}
		if has {
			n++
		}
	}
	return n
}
