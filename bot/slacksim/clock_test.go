package slacksim

import (
	"slices"
	"testing"
	"time"
)

func TestClockRunsWhatFallsDueInOrder(t *testing.T) {
	start := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	c := NewStillClock(start)
	var ran []string
	at := func(name string, d time.Duration) *timer {
		return c.after(d, func() { ran = append(ran, name+" "+c.Now().Sub(start).String()) })
	}
	at("b", 2*time.Second)
	at("a", time.Second)
	at("b2", 2*time.Second)
	gone := at("gone", time.Second)
	at("late", 6*time.Second)
	c.after(3*time.Second, func() { at("nested", time.Second) })
	if !gone.stop() || gone.stop() {
		t.Error("a timer stops once")
	}
	c.Advance(5 * time.Second)
	want := []string{"a 1s", "b 2s", "b2 2s", "nested 4s"}
	if !slices.Equal(ran, want) || c.Now().Sub(start) != 5*time.Second {
		t.Errorf("ran %v at %v, want %v", ran, c.Now(), want)
	}
}

func TestRunningClockCanBeMovedToo(t *testing.T) {
	c := NewClock()
	before := c.Now()
	ran := make(chan struct{}, 2)
	c.after(time.Hour, func() { ran <- struct{}{} })
	c.after(0, func() { ran <- struct{}{} })
	<-ran // the second, with nobody moving the clock
	c.Advance(2 * time.Hour)
	<-ran
	if d := c.Now().Sub(before); d < 2*time.Hour {
		t.Errorf("moved %v", d)
	}
}
