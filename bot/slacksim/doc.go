// Package slacksim is a local Slack workspace for one Socket Mode app: the Web API, the sockets, the response URLs and a web
// page to use it from. An app cannot tell it from Slack by the protocol; a test can see everything that happened.
//
//	ws := slacksim.Start(t, slacksim.Options{})          // on the loopback interface, until the test ends
//	api := slack.New(ws.BotToken(), slack.OptionAppLevelToken(ws.AppToken()), slack.OptionAPIURL(ws.APIURL()))
//	…run the app…
//	got, err := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch kafka vs rabbitmq").Wait(ctx, 1)
//
// Outside of Go tests, "archbot demo --workspace-only" serves one for any app. It needs three things, which the command prints:
//
//	SLACK_API_URL=http://127.0.0.1:8765/api/
//	SLACK_APP_TOKEN=xapp-…  SLACK_BOT_TOKEN=xoxb-…  good until the workspace ends
//
// and http://127.0.0.1:8765 is its page. It takes any Socket Mode app, in any language, that can be told the address of Slack's API; in Bolt
// for JavaScript:
//
//	const clientOptions = { slackApiUrl: process.env.SLACK_API_URL }
//	new App({ token, appToken, socketMode: true, clientOptions, installerOptions: { clientOptions } })
//
// Whatever slash command is typed there goes to the app (Options.AnyCommand), and each message shows its JSON.
//
// # Driving it
//
// A person acts through Say, SayInThread, Slash, Click, Vote, Act, Edit, Delete, React, Shortcut, Submit, CloseView, OpenHome and
// OpenMessages. What the app must ack gives an Invocation, which tells whether it was acked in time, what was shown because
// of it, and what was dropped without a word. WaitMessages, WaitReplies and Wait block until something holds or a context
// ends; nothing polls and nothing sleeps. Messages, Calls, Deliveries and Acks tell what has been so far.
//
// # Going wrong
//
// Fail makes a method answer an error, a status, 429, late or never, before or after its effect. Refuse makes a surface refuse
// a block type. CutConnections, Refresh, Warn and DisableLink end connections the way Slack and networks do. SendRaw sends any
// frame. SetScopes takes scopes away and SetRateLimits switches Slack's tiers on. All deadlines follow the Clock, and a still
// one moves only by Advance. The page does most of this too, under Faults: it cuts sockets and refreshes them, answers 500 or 429, is slow,
// refuses tables, and moves the clock. Forget keeps a workspace small that is used for hours.
//
// # A tour
//
// workspace.go holds the state and its one lock; people.go, message.go, views.go and view_state.go what is in it. connection.go,
// envelope.go and disconnect.go are Socket Mode. call.go reads and answers Web API requests, methods.go is the table of
// methods, and the api_ files do the work, a family each. events.go, slash.go, interact.go and submit.go are what people do,
// responseurl.go what comes back. blocks.go and package blockcheck refuse what Slack would refuse. The page_ files and page/ are
// the page, and package browsertest drives it in a browser.
//
// What is ephemeral is kept for tests (Messages, Message), and for nobody else: it is in no history, no method reaches it, and a
// page that is loaded again does not have it.
//
// # Goals and non-goals
//
// It is as strict as Slack's documentation, and where that is silent or sources disagree it takes the stricter reading and
// says so at the place. It imports nothing of the app it tests, and not the app's Slack library either, so that a mistake in
// one of them shows. It is one workspace with one app, in memory; it knows no files, no search, no Enterprise Grid, and no
// OAuth.
package slacksim
