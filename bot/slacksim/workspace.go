package slacksim

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Workspace is one Slack workspace with one app installed in it. Its methods may be called from any goroutine.
// It is an http.Handler that serves the Web API under /api/, the sockets, the response URLs and a page to use it from.
type Workspace struct {
	opts     Options
	clock    *Clock
	botToken string
	appToken string
	mux      *http.ServeMux
	done     chan struct{} // closed by Close
	run      string        // tells a page that it speaks with the same workspace as before, or with a new one

	mu      sync.Mutex
	closed  bool
	changed chan struct{} // closed and replaced whenever anything changes
	base    string        // scheme and host, once known
	lastTS  int64         // microseconds, so that timestamps are unique and grow
	serial  int

	users    map[string]*User
	channels map[string]*Channel
	groups   map[string][]string // user group -> users
	messages messages
	views    views
	home     map[string]*View // by user
	statuses map[string]string
	schedule map[string]*scheduled // messages whose time has not come, by their ID
	prompts  map[string][]Prompt   // by channel

	tickets   map[string]bool // ticket -> debug_reconnects
	conns     []*connection
	connTotal int
	pending   map[string]*envelope
	sent      []Delivery
	acks      []Ack
	urls      map[string]*responseURL
	triggers  map[string]*trigger
	calls     []Call
	faults    []*fault
	refusals  map[refusal]bool
	buckets   map[string]*bucket
	scopes    map[string]bool
	limited   bool
	watchers  map[*watcher]struct{}
}

// New returns a workspace of three people, three channels and the app's bot. It starts nothing.
func New(o Options) *Workspace {
	o = o.withDefaults()
	w := &Workspace{
		opts: o, clock: o.Clock, botToken: "xoxb-local-" + random(12), appToken: "xapp-1-local-" + random(12),
		mux: http.NewServeMux(), run: random(8), done: make(chan struct{}), changed: make(chan struct{}),
		users: map[string]*User{}, channels: map[string]*Channel{}, groups: map[string][]string{},
		home: map[string]*View{}, statuses: map[string]string{}, schedule: map[string]*scheduled{}, prompts: map[string][]Prompt{},
		tickets: map[string]bool{}, pending: map[string]*envelope{}, urls: map[string]*responseURL{},
		triggers: map[string]*trigger{}, refusals: map[refusal]bool{}, buckets: map[string]*bucket{},
		scopes: map[string]bool{}, limited: o.RateLimits, watchers: map[*watcher]struct{}{},
	}
	w.messages.at = map[string]map[string]*Message{}
	w.messages.in = map[string][]*Message{}
	w.messages.of = map[string][]*Message{}
	w.views.stacks = map[string][]*View{}
	for _, s := range o.Scopes {
		w.scopes[s] = true
	}
	w.populate()
	w.mux.HandleFunc("/api/", w.serveAPI)
	w.mux.HandleFunc("/link/", w.serveSocket)
	w.mux.HandleFunc("/response/", w.serveResponseURL)
	w.routePage()
	return w
}

// ServeHTTP serves everything Slack would. The first request settles the address that response URLs and sockets carry,
// unless Serve has.
func (w *Workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	if w.base == "" {
		w.base = "http://" + r.Host
	}
	w.mu.Unlock()
	w.mux.ServeHTTP(rw, r)
}

// Serve answers on l until ctx ends. The workspace's addresses name l's address, or localhost where l listens on all.
func (w *Workspace) Serve(ctx context.Context, l net.Listener) error {
	w.settle(l)
	s := &http.Server{Handler: w, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() {
		w.Close()
		_ = s.Close()
	})
	defer stop()
	if err := s.Serve(l); ctx.Err() == nil {
		return fmt.Errorf("serve workspace on %q: %w", l.Addr(), err)
	}
	return nil
}

func (w *Workspace) settle(l net.Listener) {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	w.mu.Lock()
	w.base = "http://" + net.JoinHostPort(host, port)
	w.touch()
	w.mu.Unlock()
}

// TB is the part of testing.TB that Start needs, so that programs need not link package testing.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Start serves a new workspace on the loopback interface until the test ends.
func Start(tb TB, o Options) *Workspace {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("listen for a workspace: %v", err)
	}
	w := New(o)
	w.settle(l)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); _ = w.Serve(ctx, l) }()
	tb.Cleanup(func() { stop(); <-ended })
	return w
}

// Close cuts all connections and ends everything that waits. The workspace answers no more.
func (w *Workspace) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return
	}
	w.closed = true
	close(w.done)
	for _, c := range w.conns {
		c.cut()
	}
	for _, e := range w.pending {
		e.timer.stop()
	}
	w.touch()
}

// Ready returns when the workspace's address is known, which Serve does at its start.
func (w *Workspace) Ready(ctx context.Context) error {
	return w.Wait(ctx, func() bool { return w.URL() != "" })
}

// URL returns the address of the page, with no slash at its end; empty before the address is known.
func (w *Workspace) URL() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.base
}

// APIURL returns the base of the Web API. It ends in a slash, as slack.OptionAPIURL wants it.
func (w *Workspace) APIURL() string { return w.URL() + "/api/" }

// BotToken returns the token of the app's bot (xoxb-…).
func (w *Workspace) BotToken() string { return w.botToken }

// AppToken returns the app-level token (xapp-…).
func (w *Workspace) AppToken() string { return w.appToken }

// Clock returns the workspace's clock.
func (w *Workspace) Clock() *Clock { return w.clock }

// Wait returns nil as soon as cond holds. It asks again after every change of the workspace, without its lock, so cond may
// call the workspace's methods. It returns ctx's error when ctx ends first.
func (w *Workspace) Wait(ctx context.Context, cond func() bool) error {
	for {
		w.mu.Lock()
		changed := w.changed
		w.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for the workspace: %w", ctx.Err())
		case <-changed:
		}
	}
}

// touch wakes everyone in Wait. The lock is held.
func (w *Workspace) touch() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// now is the clock's time; the lock may be held.
func (w *Workspace) now() time.Time { return w.clock.Now() }

// nextTS returns a message timestamp: the clock's time in microseconds, a little later where that is taken.
func (w *Workspace) nextTS() string {
	t := w.now().UnixMicro()
	if t <= w.lastTS {
		t = w.lastTS + 1
	}
	w.lastTS = t
	return fmt.Sprintf("%d.%06d", t/1e6, t%1e6)
}

// id returns a new identifier that starts as Slack's of this sort do.
func (w *Workspace) id(prefix string) string {
	w.serial++
	return fmt.Sprintf("%s%04X%s", prefix, w.serial, strings.ToUpper(random(3)))
}

func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails, says crypto/rand
	return hex.EncodeToString(b)
}

// uuid is for envelope ids.
func uuid() string {
	s := random(16)
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
