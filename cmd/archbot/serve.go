package main

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"time"

	"archbot/bot"
	"archbot/bot/render"
)

const serveAbout = `Connects to Slack over Socket Mode and answers there until it is told to end (Ctrl-C, SIGTERM); then it finishes the answers in
hand. It needs no public address. The README says how to make the app and its two tokens.

    SLACK_APP_TOKEN=xapp-… SLACK_BOT_TOKEN=xoxb-… ARCHBOT_NOTES=docs/architecture archbot serve
    SLACK_APP_TOKEN_FILE=/run/secrets/app SLACK_BOT_TOKEN_FILE=/run/secrets/bot archbot serve

The environment:

`

func serveCommand() command {
	return command{
		name: "serve", summary: "connects to Slack", about: serveAbout + environmentText(),
		define: func(*flag.FlagSet) action { return serve },
	}
}

func serve(ctx context.Context, s streams, args []string) error {
	if err := noArguments("serve", args); err != nil {
		return err
	}
	began := time.Now()
	env, err := loadBotEnv()
	if err != nil {
		return err
	}
	slack, err := loadSlackEnv()
	if err != nil {
		return err
	}
	log := newLogger(s.err, env.LogEnv)
	notes, err := openNotes(s.err, "")
	if err != nil {
		return err
	}
	account := bot.Account{AppToken: slack.AppToken.reveal(), BotToken: slack.BotToken.reveal(), APIURL: slack.APIURL}
	b, err := newBot(log, notes, account, env, time.Now)
	if err != nil {
		return err
	}
	log.Info("notes ready", "notes", notes.name, "files", len(notes.notes), "blocks", notes.blocks(),
		"errors", notes.errors(), "ms", time.Since(began).Milliseconds())
	return b.Run(ctx)
}

// A botEnv is the part of the environment that serve and demo share.
type botEnv struct {
	NotesEnv
	LogEnv
}

func loadBotEnv() (env botEnv, err error) {
	if env.NotesEnv, err = loadNotesEnv(); err != nil {
		return botEnv{}, err
	}
	env.LogEnv, err = loadLogEnv()
	return env, err
}

// newBot indexes the notes and makes the bot that answers from them, by the clock now.
func newBot(log *slog.Logger, l library, account bot.Account, env botEnv, now func() time.Time) (*bot.Bot, error) {
	answerer, err := l.answerer()
	if err != nil {
		return nil, err
	}
	return bot.New(log, bot.NewClient(log, account), answerer, bot.Options{
		Render: render.Options{NotesURL: env.NotesURL},
		Now:    now,
	}), nil
}

// newLogger logs to w in the form that the environment asks for.
func newLogger(w io.Writer, env LogEnv) *slog.Logger {
	options := &slog.HandlerOptions{Level: env.Level}
	if env.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
