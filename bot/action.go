package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// An action does what a button, a menu or another element stands for. What the element carries is all it may rely on: the click may come
// after a restart, on another replica, from another build, or be forged.
type action func(b *Bot, ctx context.Context, c click)

// actions is the table of all elements, by their action_id up to its first colon: what stands behind that only tells elements of one
// message apart.
func actions() map[string]action {
	return map[string]action{
		render.ShareAction:    (*Bot).share,
		render.FeedbackAction: (*Bot).voted,
		render.RemoveAction:   (*Bot).remove,

		render.AskChannelAction: (*Bot).askChannel,
		render.WriteNoteAction:  (*Bot).writeNote,

		render.HomeAsk:       (*Bot).askedAtHome,
		render.HomeSearch:    (*Bot).askedAtHome,
		render.HomeTopic:     (*Bot).browsedAtHome,
		render.SearchQuery:   (*Bot).searched,
		render.SearchKind:    (*Bot).searched,
		render.SearchLevel:   (*Bot).searched,
		render.SearchTopic:   (*Bot).searched,
		render.SettingsOpen:  (*Bot).settingsClicked,
		render.SettingsWhere: (*Bot).settingsChosen,
		render.BrowseAction:  (*Bot).goTo,
		render.AskAction:     (*Bot).lead,

		render.TipVoteAction:  (*Bot).tipVoted,
		render.TipsOpenAction: (*Bot).tipsOpened,
		render.TipsOffAction:  (*Bot).tipsTurnedOff,
	}
}

// linkPrefix begins the action_id of every button of ours that only leads to a page.
const linkPrefix = "link:"

// A click is one element used by a person: pressed, chosen, or typed into.
type click struct {
	cb     slack.InteractionCallback
	action *slack.BlockAction
	q      ask // who and where; its surface is that of what was clicked
}

// newClick is the click of cb that the table has an action for, nil where it has none.
func (b *Bot) newClick(cb slack.InteractionCallback) (click, action) {
	for _, a := range cb.ActionCallback.BlockActions {
		id, _, _ := strings.Cut(a.ActionID, ":")
		if do := b.actions[id]; do != nil {
			return click{cb, a, b.clicker(cb)}, do
		}
	}
	return click{}, nil
}

// clicker is who interacts, and where.
func (b *Bot) clicker(cb slack.InteractionCallback) ask {
	q := ask{place: inClick, user: cb.User.ID, team: cb.Team.ID, channel: cb.Channel.ID, trigger: cb.TriggerID, url: cb.ResponseURL}
	switch {
	case cb.View.Type == slack.VTHomeTab:
		q.surface = render.Home
	case cb.View.Type == slack.VTModal:
		q.surface = render.Modal
	case cb.Container.IsEphemeral:
		q.surface = render.Private
	default:
		q.surface, q.ts, q.thread = render.Channel, cb.Container.MessageTs, cmp.Or(cb.Container.ThreadTs, cb.Container.MessageTs)
	}
	return q
}

// clicked does what was clicked. An element of another build gets one private sentence, one that leads to a page nothing.
func (b *Bot) clicked(ctx context.Context, env envelope, cb slack.InteractionCallback) {
	if onlyLinks(env.raw) {
		return
	}
	c, do := b.newClick(cb)
	if do != nil {
		if b.mayClick(ctx, &c) {
			do(b, ctx, c)
		}
		return
	}
	b.log.Info("unknown action", "actions", len(cb.ActionCallback.BlockActions))
	if cb.ResponseURL == "" {
		return // a click in a modal or the Home tab, where nothing can be said by response URL
	}
	b.whisper(ctx, b.clicker(cb), newRef(), b.clicker(cb).Say(buttonText))
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
