package bot

import (
	"context"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// A view is what the bot does about a modal of its own. Any of its functions may be nil.
type view struct {
	// submit returns what the ack carries, which Slack waits 3 s for: a [slack.ViewSubmissionResponse], or nil to close the modal. What takes
	// longer, or may fail, goes into after.
	submit func(b *Bot, ctx context.Context, v viewCall) (ack *slack.ViewSubmissionResponse, after func(context.Context))
	// closed hears that the modal was closed, where it asked for that.
	closed func(b *Bot, ctx context.Context, v viewCall)
}

// A viewCall is a modal submitted or closed.
type viewCall struct {
	cb slack.InteractionCallback // cb.View.State.Values has what was entered, cb.View.PrivateMetadata what the modal carries
	q  ask
}

// views is the table of all modals, by callback_id.
func views() map[string]view {
	return map[string]view{
		render.SearchView:   {submit: (*Bot).submitSearch},
		render.SettingsView: {submit: (*Bot).submitSettings},
		render.TipsModal:    {submit: (*Bot).tipsSubmitted},
		render.ReasonView:   {submit: (*Bot).reasoned},

		render.AskChannelView: {submit: (*Bot).channelAsked},
		render.NoteView:       {submit: (*Bot).noteWritten},
	}
}

// A suggester gives the options of a menu for what has been typed into it, cb.Value.
type suggester func(b *Bot, ctx context.Context, cb slack.InteractionCallback) []*slack.OptionBlockObject

// suggesters is the table of all menus whose options the bot gives, by action_id.
func suggesters() map[string]suggester {
	return map[string]suggester{
		render.TipsZone:   (*Bot).tipsZones,
		render.TipsTopics: (*Bot).tipsTopics,
	}
}

// submitted acks a modal and does what it is for. One of another build just closes.
func (b *Bot) submitted(ctx context.Context, env envelope, cb slack.InteractionCallback) {
	v := b.views[cb.View.CallbackID]
	if v.submit == nil {
		b.sendAck(env.id, nil)
		return
	}
	acked := false
	defer func() {
		if !acked { // it panicked: the modal closes, and the log says why
			b.sendAck(env.id, nil)
		}
	}()
	ack, after := v.submit(b, ctx, viewCall{cb, b.clicker(cb)})
	acked = true
	if ack == nil {
		b.sendAck(env.id, nil)
	} else {
		b.sendAck(env.id, ack)
	}
	if after != nil {
		after(ctx)
	}
}

// closed tells a modal that it was closed.
func (b *Bot) closed(ctx context.Context, cb slack.InteractionCallback) {
	if v := b.views[cb.View.CallbackID]; v.closed != nil {
		v.closed(b, ctx, viewCall{cb, b.clicker(cb)})
	}
}

// suggest acks with the options of a menu.
func (b *Bot) suggest(ctx context.Context, env envelope, cb slack.InteractionCallback) {
	options := []*slack.OptionBlockObject{}
	defer func() {
		// slack.OptionsResponse leaves an empty list out, and Slack wants one.
		b.sendAck(env.id, map[string]any{"options": options})
	}()
	if f := b.suggesters[cb.ActionID]; f != nil {
		options = append(options, f(b, ctx, cb)...)
	}
}
