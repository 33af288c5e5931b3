package slacksim_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"archbot/bot/slacksim"
)

// A socket is a bare Socket Mode client, for what slack-go would not do.
type socket struct {
	conn  *websocket.Conn
	hello map[string]any
}

func openURL(t *testing.T, ws *slacksim.Workspace) string {
	t.Helper()
	r, _ := http.NewRequest("POST", ws.APIURL()+"apps.connections.open", nil)
	r.Header.Set("Authorization", "Bearer "+ws.AppToken())
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var a struct{ URL string }
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil || a.URL == "" {
		t.Fatalf("no address: %v", err)
	}
	return a.URL
}

func dial(t *testing.T, ws *slacksim.Workspace) *socket {
	t.Helper()
	return dialURL(t, openURL(t, ws))
}

func dialURL(t *testing.T, url string) *socket {
	t.Helper()
	conn, _, err := websocket.DefaultDialer.Dial(url, http.Header{"Origin": {"https://api.slack.com"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	s := &socket{conn: conn}
	s.hello = s.next(t)
	return s
}

// next reads one frame.
func (s *socket) next(t *testing.T) map[string]any {
	t.Helper()
	m, err := s.read()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (s *socket) read() (map[string]any, error) {
	_ = s.conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	var m map[string]any
	err := s.conn.ReadJSON(&m)
	return m, err
}

func (s *socket) ack(t *testing.T, id string, payload any) {
	t.Helper()
	m := map[string]any{"envelope_id": id}
	if payload != nil {
		m["payload"] = payload
	}
	if err := s.conn.WriteJSON(m); err != nil {
		t.Fatal(err)
	}
}

func TestHello(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	s := dial(t, ws)
	second := dial(t, ws)
	if s.hello["type"] != "hello" || s.hello["num_connections"] != 1.0 || second.hello["num_connections"] != 2.0 {
		t.Errorf("got %v and %v", s.hello, second.hello)
	}
}

func TestTicketWorksOnce(t *testing.T) {
	ws := still(t, slacksim.Options{})
	url := openURL(t, ws)
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
	if _, res, err := websocket.DefaultDialer.Dial(url, nil); err == nil || res.StatusCode != http.StatusForbidden {
		t.Errorf("the same address let a second one in: %v", err)
	}
	url = openURL(t, ws)
	ws.Clock().Advance(time.Minute)
	if _, _, err := websocket.DefaultDialer.Dial(url, nil); err == nil {
		t.Error("an old address let one in")
	}
}

func TestEleventhConnectionIsRefused(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	for range slacksim.MaxConnections {
		dial(t, ws)
	}
	s := dial(t, ws)
	if s.hello["type"] != "disconnect" || s.hello["reason"] != "too_many_websockets" {
		t.Errorf("the eleventh got %v", s.hello)
	}
	if _, err := s.read(); err == nil {
		t.Error("the eleventh stayed open")
	}
	if open, _ := ws.Connections(); open != slacksim.MaxConnections {
		t.Errorf("%d open", open)
	}
}

func TestEachEnvelopeGoesToOneConnection(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	const n = 60
	got := make(chan string, 2*n)
	for range 3 {
		s := dial(t, ws)
		go func() {
			for {
				m, err := s.read()
				if err != nil {
					return
				}
				got <- m["envelope_id"].(string)
				_ = s.conn.WriteJSON(map[string]any{"envelope_id": m["envelope_id"]})
			}
		}()
	}
	for range n {
		ws.Say(slacksim.Ada, slacksim.Design, "hello")
	}
	await(t, ws, "acks", func() bool { return len(ws.Acks()) == n && ws.Unacked() == 0 })
	seen := map[string]int{}
	for range n {
		seen[<-got]++
	}
	used := map[int]bool{}
	for _, d := range ws.Deliveries() {
		used[d.Connection] = true
		if seen[d.EnvelopeID] != 1 {
			t.Errorf("envelope %s came %d times", d.EnvelopeID, seen[d.EnvelopeID])
		}
	}
	if len(got) != 0 || len(used) != 3 {
		t.Errorf("%d more frames; connections used: %v", len(got), used)
	}
}

func TestEventsAreDeliveredAgain(t *testing.T) {
	ws := still(t, slacksim.Options{})
	s := dial(t, ws)
	ws.Say(slacksim.Ada, slacksim.Design, "hello")
	first := s.next(t)
	for n, wait := range []time.Duration{slacksim.AckTimeout, slacksim.AckTimeout + time.Minute, slacksim.AckTimeout + 5*time.Minute} {
		ws.Clock().Advance(wait)
		again := s.next(t)
		if again["retry_attempt"] != float64(n+1) || again["retry_reason"] != "timeout" || again["envelope_id"] == first["envelope_id"] {
			t.Errorf("re-delivery %d: %v", n+1, again)
		}
		if eventID(again) != eventID(first) || eventID(first) == "" {
			t.Errorf("event_id %q, first %q", eventID(again), eventID(first))
		}
	}
	ws.Clock().Advance(time.Hour)
	if n := len(ws.Deliveries()); n != 4 || ws.Unacked() != 0 {
		t.Errorf("%d deliveries, %d unacked; want 4 and the event lost", n, ws.Unacked())
	}
}

func eventID(envelope map[string]any) string {
	p, _ := envelope["payload"].(map[string]any)
	id, _ := p["event_id"].(string)
	return id
}

func TestLateAckCountsForNothing(t *testing.T) {
	ws := still(t, slacksim.Options{})
	s := dial(t, ws)
	i := ws.Slash(slacksim.Ada, slacksim.Design, "/arch", "x")
	id := s.next(t)["envelope_id"].(string)
	ws.Clock().Advance(slacksim.AckTimeout)
	s.ack(t, id, map[string]any{"text": "late"})
	await(t, ws, "the ack", func() bool { return len(ws.Acks()) == 1 })
	if ws.Acks()[0].Known || len(i.Messages()) != 0 || !i.Failed() {
		t.Errorf("ack %+v, messages %v", ws.Acks()[0], i.Messages())
	}
}

func TestUnreadableFramesAreNoAck(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	s := dial(t, ws)
	for _, frame := range []string{"", "{", `[]`, `{"envelope_id":7}`, strings.Repeat("x", 1000)} {
		if err := s.conn.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
	}
	await(t, ws, "frames", func() bool { return len(ws.Acks()) == 5 })
	for _, a := range ws.Acks() {
		if a.Known {
			t.Errorf("%+v", a)
		}
	}
}
