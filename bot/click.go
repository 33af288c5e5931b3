package bot

import (
	"context"
	"encoding/json"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// interaction acks what a person did with a button, a shortcut or a modal. None is known yet; a button of another build
// gets one private sentence, the rest nothing.
func (b *Bot) interaction(ctx context.Context, env envelope, cb slack.InteractionCallback, again bool) {
	if cb.Type == slack.InteractionTypeBlockSuggestion {
		b.sendAck(env.id, map[string]any{"options": []any{}}) // slack.OptionsResponse leaves an empty list out
		return
	}
	b.sendAck(env.id, nil)
	if again || cb.Type != slack.InteractionTypeBlockActions || onlyLinks(env.raw) {
		return
	}
	ref := newRef()
	b.log.Info("unknown action", "ref", ref, "actions", len(cb.ActionCallback.BlockActions))
	if cb.ResponseURL == "" {
		return // a click in a modal or the Home tab, where nothing can be said by response URL
	}
	b.respond(ctx, cb.ResponseURL, notice(ref, render.Private, render.Notice(buttonText)))
}

// onlyLinks reports whether all that was clicked are buttons that lead to a page. Slack tells the app of those too; slack-go
// does not decode their url.
func onlyLinks(payload json.RawMessage) bool {
	var cb struct {
		Actions []struct {
			URL      string `json:"url"`
			Selected struct {
				URL string `json:"url"`
			} `json:"selected_option"`
		} `json:"actions"`
	}
	if json.Unmarshal(payload, &cb) != nil || len(cb.Actions) == 0 {
		return false
	}
	for _, a := range cb.Actions {
		if a.URL == "" && a.Selected.URL == "" {
			return false
		}
	}
	return true
}
