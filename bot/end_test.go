package bot_test

import (
	"strings"
	"testing"

	"archbot/bot"
)

// TestRunEndsWhenItIsRemoved sees that a bot that has no way back says so and ends, for whoever runs it to act.
func TestRunEndsWhenItIsRemoved(t *testing.T) {
	tests := []struct {
		name  string
		inner map[string]any
		want  string
	}{
		{"uninstalled", map[string]any{"type": "app_uninstalled"}, "was removed from the workspace; install it again"},
		{"token revoked", map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{"U0ARCHBOT"}}}, "the bot token was revoked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := start(t, answers(echo), bot.Options{})
			f.tell("e1", tt.inner)
			select {
			case err := <-f.done:
				f.done <- nil // for the end of the test
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("ended with %v, want %q", err, tt.want)
				}
			case <-f.ctx.Done():
				t.Fatal("it does not end")
			}
			if f.bot.Alive() {
				t.Error("says it is alive")
			}
		})
	}
}

// A person's token is no business of the bot's, which has none.
func TestRunGoesOnWhenAPersonsTokenIsRevoked(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	f.tell("e1", map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"oauth": []string{"U1"}}})
	f.answersAgain()
	if !f.bot.Alive() {
		t.Error("says it is not alive")
	}
}
