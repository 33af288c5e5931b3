package bot_test

import (
	"testing"
	"time"

	"archbot/bot"
)

func TestOldRowsAreRemoved(t *testing.T) {
	ws, clock, o := weekly(t, monday.AddDate(0, 0, 1))
	b := bot.New(newLogged().logger(), client(ws, ws.BotToken(), ws.AppToken()), answers(echo), o)
	clock.Advance(181 * 24 * time.Hour)
	b.KeepHouse(t.Context())
	if gaps, err := o.Store.Gaps(t.Context(), time.Time{}, 9); err != nil || len(gaps) > 0 {
		t.Errorf("%+v %v", gaps, err)
	}
}
