package slacksim

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

// pingEvery is well under the 30 s of silence after which clients drop a connection.
const pingEvery = 10 * time.Second

// outbox is how many frames may wait for a connection that does not read; one more and it is cut.
const outbox = 4096

// A connection is one open socket of the app.
type connection struct {
	id   int
	ws   *websocket.Conn
	out  chan []byte
	gone chan struct{}
	once chan struct{} // holds one token: who takes it closes gone
}

// openConnection is apps.connections.open: a temporary address with a ticket that works once.
func (w *Workspace) openConnection(host string) string {
	ticket := random(16)
	w.tickets[ticket] = true
	w.clock.after(ticketLifetime, func() {
		w.mu.Lock()
		delete(w.tickets, ticket)
		w.mu.Unlock()
	})
	return "ws://" + host + "/link/?ticket=" + ticket + "&app_id=" + App
}

// serveSocket upgrades and serves one connection. Slack's clients send the origin https://api.slack.com, others none; the
// ticket is what lets them in.
func (w *Workspace) serveSocket(rw http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	w.mu.Lock()
	known := w.tickets[ticket]
	delete(w.tickets, ticket)
	w.mu.Unlock()
	if !known {
		http.Error(rw, "unknown or used ticket", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(rw, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := &connection{ws: ws, out: make(chan []byte, outbox), gone: make(chan struct{}), once: make(chan struct{}, 1)}
	c.once <- struct{}{}
	go c.write()
	if r.URL.Query().Get("debug_reconnects") == "true" {
		w.clock.after(debugLifetime, func() { w.disconnect(c, "refresh_requested", 0) })
	}
	if w.admit(c, r.Host) {
		w.read(c)
	}
	w.release(c)
}

// admit greets a connection, or refuses the eleventh.
func (w *Workspace) admit(c *connection, host string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	if len(w.conns) >= MaxConnections {
		c.send(disconnectFrame("too_many_websockets"))
		c.finish()
		return false
	}
	w.connTotal++
	c.id = w.connTotal
	w.conns = append(w.conns, c)
	c.send(mustJSON(map[string]any{"type": "hello", "num_connections": len(w.conns),
		"connection_info": map[string]any{"app_id": App},
		"debug_info": map[string]any{"host": host, "started": w.now().UTC().Format("2006-01-02 15:04:05.000"),
			"build_number": 1, "approximate_connection_time": 18060}}))
	w.publish("connections", nil)
	w.touch()
	return true
}

// read takes frames until the connection ends. Everything a client sends is an ack.
func (w *Workspace) read(c *connection) {
	c.ws.SetReadLimit(1 << 22)
	for {
		kind, frame, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		if kind == websocket.TextMessage {
			w.acked(c, frame)
		}
	}
}

func (w *Workspace) release(c *connection) {
	c.finish()
	w.mu.Lock()
	defer w.mu.Unlock()
	if i := slices.Index(w.conns, c); i >= 0 {
		w.conns = slices.Delete(w.conns, i, i+1)
		w.publish("connections", nil)
		w.touch()
	}
}

// send queues a frame; a connection too slow to take it is cut.
func (c *connection) send(frame []byte) {
	select {
	case c.out <- frame:
	default:
		c.cut()
	}
}

// write sends what is queued and the PINGs, the first at once. When the connection is finished it sends the rest and closes.
func (c *connection) write() {
	defer c.ws.Close()
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	if c.ping() != nil {
		return
	}
	for {
		select {
		case frame := <-c.out:
			if c.frame(frame) != nil {
				return
			}
		case <-tick.C:
			if c.ping() != nil {
				return
			}
		case <-c.gone:
			for len(c.out) > 0 {
				if c.frame(<-c.out) != nil {
					return
				}
			}
			return
		}
	}
}

func (c *connection) frame(b []byte) error {
	_ = c.ws.SetWriteDeadline(time.Now().Add(5 * time.Second))
	return c.ws.WriteMessage(websocket.TextMessage, b)
}

func (c *connection) ping() error {
	return c.ws.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(5*time.Second))
}

// finish closes the connection once what is queued has been sent.
func (c *connection) finish() {
	select {
	case <-c.once:
		close(c.gone)
	default:
	}
}

// cut closes the TCP connection at once, with no close frame.
func (c *connection) cut() {
	_ = c.ws.NetConn().Close()
	c.finish()
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("slacksim: unencodable value of its own: " + err.Error())
	}
	return b
}
