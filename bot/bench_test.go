package bot_test

import (
	"fmt"
	"testing"

	"archbot/bot"
	"archbot/bot/slacksim"
)

// BenchmarkCommand is a slash command from the workspace's envelope to the answer it shows, which rode in the ack: two
// frames on a loopback socket, the client, the bot and the rendering, with an answerer that has nothing to look up.
func BenchmarkCommand(b *testing.B) {
	f := start(b, answers(echo), bot.Options{})
	b.ReportAllocs()
	for b.Loop() {
		f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "why kafka"))
	}
}

// BenchmarkMention is a mention from envelope to the post in its thread: two envelopes, two acks and one call of the Web API.
// Each goes to a channel of its own, so that the workspace has no long list to look through.
func BenchmarkMention(b *testing.B) {
	f := start(b, answers(echo), bot.Options{})
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		channel := fmt.Sprintf("C%d", n)
		f.AddChannel(slacksim.Channel{ID: channel, Name: channel, Members: []string{slacksim.Bot, slacksim.Ada}})
		f.Say(slacksim.Ada, channel, "@archbot why kafka")
		f.posts(channel, 1)
	}
}
