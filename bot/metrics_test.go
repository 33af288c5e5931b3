package bot_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"archbot/bot"
	"archbot/bot/metrics"
	"archbot/bot/slacksim"
)

// TestCounted sees that questions, gaps and tips are counted where somebody scrapes.
func TestCounted(t *testing.T) {
	m := metrics.New()
	noted, posted := make(chan struct{}), false
	var o bot.Options
	o.Metrics = m
	o.TipsRun.Step = func(step string) { // all in one goroutine
		switch {
		case step == "posted":
			posted = true
		case step == "look" && posted:
			posted = false
			close(noted)
		}
	}
	f := startTipped(t, o)
	f.Say(slacksim.Ada, slacksim.Design, "@archbot what is zookeeper?")
	f.posts(slacksim.Design, 1)
	f.says(f.asks(slacksim.Design, "tips daily 12:30 UTC"), "The next one comes on Monday, 2 March, 12:30.")
	f.until("2026-03-02 12:30")
	select {
	case <-noted:
	case <-f.ctx.Done():
		t.Fatal("no tip is posted")
	}
	f.settled()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{
		`archbot_questions_total{outcome="none",surface="mention"} 1`,
		`archbot_gaps_total{kind="topic"} 1`,
		`archbot_tips_total{result="due"} 1`,
		`archbot_tips_total{result="posted"} 1`,
		`archbot_tips_total{result="late"} 0`,
		`archbot_tips_total{result="failed"} 0`,
		`archbot_in_hand 0`,
		`archbot_connections_total 1`,
	} {
		if !strings.Contains(w.Body.String(), "\n"+line+"\n") {
			t.Errorf("no %s in %q", line, regexp.MustCompile(`(?m)^archbot_.*_total.*$`).FindAllString(w.Body.String(), -1))
		}
	}
	if strings.Contains(w.Body.String(), "zookeeper") {
		t.Error("a question stands in the metrics")
	}
}
