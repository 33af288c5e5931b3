package bot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// linkPrefix begins the action_id of every button of ours that only leads to a page.
const linkPrefix = "link:"

// interaction acks what a person did with a button, a shortcut or a modal. A button to share does; one of another build gets one
// private sentence, the rest nothing.
func (b *Bot) interaction(ctx context.Context, env envelope, cb slack.InteractionCallback, again bool) {
	if cb.Type == slack.InteractionTypeBlockSuggestion {
		b.sendAck(env.id, map[string]any{"options": []any{}}) // slack.OptionsResponse leaves an empty list out
		return
	}
	b.sendAck(env.id, nil)
	if again || cb.Type != slack.InteractionTypeBlockActions || onlyLinks(env.raw) {
		return
	}
	if action := shareAction(cb); action != nil {
		b.share(ctx, cb, action)
		return
	}
	ref := newRef()
	b.log.Info("unknown action", "ref", ref, "actions", len(cb.ActionCallback.BlockActions))
	if cb.ResponseURL == "" {
		return // a click in a modal or the Home tab, where nothing can be said by response URL
	}
	b.respond(ctx, cb.ResponseURL, notice(ref, render.Private, render.Notice(buttonText)))
}

// onlyLinks reports whether all that was clicked leads to a page: Slack opens it and tells the app as well. The action itself
// may carry the address, which slack-go does not decode; else the clicked element does, in the message that comes along
// unless it is ephemeral; else the action_id says so.
func onlyLinks(payload json.RawMessage) bool {
	var cb struct {
		Actions []struct {
			ID       string `json:"action_id"`
			URL      string `json:"url"`
			Selected struct {
				URL string `json:"url"`
			} `json:"selected_option"`
		} `json:"actions"`
		Message struct {
			Blocks any `json:"blocks"`
		} `json:"message"`
	}
	if json.Unmarshal(payload, &cb) != nil || len(cb.Actions) == 0 {
		return false
	}
	for _, a := range cb.Actions {
		if a.URL == "" && a.Selected.URL == "" && !strings.HasPrefix(a.ID, linkPrefix) && !linked(cb.Message.Blocks, a.ID) {
			return false
		}
	}
	return true
}

// linked reports whether an element with this action_id, anywhere in blocks, has a url.
func linked(blocks any, id string) bool {
	switch v := blocks.(type) {
	case map[string]any:
		if v["action_id"] == id && id != "" {
			url, _ := v["url"].(string)
			return url != ""
		}
		for _, inner := range v {
			if linked(inner, id) {
				return true
			}
		}
	case []any:
		for _, inner := range v {
			if linked(inner, id) {
				return true
			}
		}
	}
	return false
}
