package slacksim_test

import (
	"testing"
	"time"

	"archbot/bot/slacksim"
)

// What is old is gone, what is new is there, and the app hears nothing of it.
func TestForget(t *testing.T) {
	clock := slacksim.NewStillClock(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	ws := slacksim.Start(t, slacksim.Options{Clock: clock})
	root := ws.Say(slacksim.Ada, slacksim.Design, "old")
	ws.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "old, too")
	clock.Advance(time.Hour)
	reply := ws.SayInThread(slacksim.Ada, slacksim.Design, root.TS, "new")
	before := len(ws.Deliveries())
	ws.Forget(clock.Now().Add(-time.Minute))
	if got := ws.Messages(slacksim.Design); len(got) != 1 || got[0].TS != reply.TS {
		t.Errorf("there are still %v", got)
	}
	if _, there := ws.Message(slacksim.Design, root.TS); there {
		t.Error("the old message is found")
	}
	if _, there := ws.Message(slacksim.Design, reply.TS); !there {
		t.Error("the new message is gone")
	}
	after := ws.Deliveries()
	if len(after) >= before || len(after) == 0 {
		t.Errorf("%d deliveries of %d are remembered", len(after), before)
	}
	for _, d := range after {
		if d.At.Before(clock.Now().Add(-time.Minute)) {
			t.Errorf("a delivery of %v is remembered", d.At)
		}
	}
}
