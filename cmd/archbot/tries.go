package main

import (
	"context"

	"archbot/bot"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// tries are three things to try in the demo: about the starter notes, or questions that the notes answer, as Home offers them. Where these
// answer none, it is what the bot can do.
func tries(ctx context.Context, l library, index *search.Index) []string {
	if l.starter {
		return []string{"/arch kafka vs rabbitmq", "@archbot why partitioning?", "/arch when to use rabbitmq"}
	}
	var out []string
	for i, q := range bot.Examples(ctx, answer.New(index), index.Snapshot(), 3, 0) {
		if i == 1 {
			out = append(out, "@archbot "+q+"?")
		} else {
			out = append(out, "/arch "+q)
		}
	}
	if len(out) == 0 {
		return []string{"/arch help"}
	}
	return out
}
