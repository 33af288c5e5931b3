package bot

import (
	"context"

	"github.com/slack-go/slack"
)

// A shortcut does what a person chose from Slack's own menus, on a message (cb.Message) or from anywhere.
type shortcut func(b *Bot, ctx context.Context, cb slack.InteractionCallback, q ask)

// shortcuts is the table of all shortcuts, by callback_id.
func shortcuts() map[string]shortcut {
	return map[string]shortcut{
		askShortcut:    (*Bot).askMessage,
		searchShortcut: (*Bot).search,
		saveShortcut:   (*Bot).saveMessage,
	}
}

// chosen does what a shortcut is for. One that is not in the table is of another build, and there is nowhere to say so.
func (b *Bot) chosen(ctx context.Context, cb slack.InteractionCallback) {
	do := b.shortcuts[cb.CallbackID]
	if do == nil {
		b.log.Info("unknown shortcut")
		return
	}
	do(b, ctx, cb, b.clicker(cb))
}
