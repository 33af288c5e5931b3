package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// The modal says when the next tip comes, or that none does until somebody changes it.
func TestTipsModalSaysHowTheTipsAre(t *testing.T) {
	f := startTipped(t, bot.Options{})
	shows := func() string {
		f.Slash(slacksim.Ada, slacksim.Design, "/arch", "tips")
		v := f.opened(slacksim.Ada, "Daily tips")
		f.CloseView(slacksim.Ada, true)
		return v.Visible()
	}
	const next, stopped = "The next one comes on", "The tips are stopped"
	if got := shows(); strings.Contains(got, next) || strings.Contains(got, stopped) {
		t.Errorf("where there are none: %q", got)
	}
	f.asks(slacksim.Design, "tips daily 9:30 Europe/Berlin")
	f.says(shows(), next+" Monday, 2 March, 9:30.")
	u, ok, err := f.store.Subscription(t.Context(), slacksim.Design)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	u.Paused = "not_in_channel"
	if _, err := f.store.Subscribe(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	got := shows()
	f.says(got, stopped)
	if strings.Contains(got, next) {
		t.Errorf("stopped: %q", got)
	}
	f.asks(slacksim.Design, "tips off")
	if got := shows(); strings.Contains(got, next) || strings.Contains(got, stopped) {
		t.Errorf("turned off: %q", got)
	}
}
