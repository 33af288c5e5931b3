package bot_test

import (
	"strconv"
	"testing"
	"time"

	"archbot/bot"
)

func TestDedupeRemembersAnHour(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	first, _ := bot.NewDedupe(func() time.Time { return now })
	if !first("a") || first("a") {
		t.Fatal("a is not known after it was met")
	}
	now = now.Add(59 * time.Minute)
	if !first("b") {
		t.Error("b is known")
	}
	now = now.Add(59 * time.Minute) // a is an hour and 58 minutes old, b 59 minutes
	if first("b") {
		t.Error("b is forgotten within the hour")
	}
	now = now.Add(3 * time.Hour)
	first("c")
	now = now.Add(time.Hour)
	if !first("a") {
		t.Error("a is known after hours")
	}
}

func TestDedupeIsBounded(t *testing.T) {
	first, size := bot.NewDedupe(func() time.Time { return time.Unix(0, 0) })
	for i := range 450_000 {
		first(strconv.Itoa(i))
	}
	if n := size(); n > 200_000 {
		t.Errorf("%d keys", n)
	}
	if first("449999") {
		t.Error("the last key is forgotten")
	}
}
