package slacksim_test

import (
	"context"
	"fmt"
	"net"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// An app that answers a slash command, and a person who gives one. In a test, slacksim.Start does the first lines.
func Example() {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	ws := slacksim.New(slacksim.Options{})
	go func() { _ = ws.Serve(ctx, l) }()
	_ = ws.Ready(ctx)

	api := slack.New(ws.BotToken(), slack.OptionAppLevelToken(ws.AppToken()), slack.OptionAPIURL(ws.APIURL()))
	app := socketmode.New(api)
	go func() {
		for evt := range app.Events {
			if cmd, ok := evt.Data.(slack.SlashCommand); ok {
				_ = app.Ack(*evt.Request, map[string]any{"text": "You asked: " + cmd.Text})
			}
		}
	}()
	go func() { _ = app.RunContext(ctx) }()
	_ = ws.Wait(ctx, func() bool { open, _ := ws.Connections(); return open > 0 })

	got, err := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch kafka vs rabbitmq").Wait(ctx, 1)
	fmt.Println(got[0].Text, err)
	// Output: You asked: kafka vs rabbitmq <nil>
}
