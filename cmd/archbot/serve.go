package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"archbot/bot"
	"archbot/bot/metrics"
	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

const serveAbout = `Connects to Slack over Socket Mode and answers there until it is told to end (Ctrl-C, SIGTERM); then it finishes the answers in
hand. It needs no public address. The README says how to make the app and its two tokens.

    SLACK_APP_TOKEN=xapp-… SLACK_BOT_TOKEN=xoxb-… ARCHBOT_NOTES=docs/architecture archbot serve
    SLACK_APP_TOKEN_FILE=/run/secrets/app SLACK_BOT_TOKEN_FILE=/run/secrets/bot archbot serve
    ARCHBOT_NOTES_GIT=https://github.com/us/notes ARCHBOT_NOTES_GIT_TOKEN_FILE=/run/secrets/git archbot serve

Changed notes are answered from within seconds, with no restart: a directory's as soon as they are saved, a repository's once it has
been asked (ARCHBOT_NOTES_GIT_INTERVAL). What cannot be read, or is half written, leaves the last good version in use.

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
	addr, err := loadHTTPEnv()
	if err != nil {
		return err
	}
	collectAt(gcLoading)
	log := newLogger(s.err, env.LogEnv)
	door, err := listenHTTP(addr.HTTPAddr)
	if err != nil {
		return err
	}
	if door != nil {
		defer door.Close()
	}
	untrace, err := trace(ctx, log)
	if err != nil {
		return err
	}
	defer untrace()
	notes, err := openOrigin(ctx, log, s.err, "", env.NotesEnv, false)
	if err != nil {
		return err
	}
	counts := metrics.New()
	remembered, err := openStore(ctx, log, env, counts, time.Now)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil // told to end meanwhile
	case err != nil:
		return err
	}
	defer remembered.Close()
	account := bot.Account{AppToken: slack.AppToken.reveal(), BotToken: slack.BotToken.reveal(), APIURL: slack.APIURL, Metrics: counts}
	b, err := newBot(log, s.err, notes, remembered, account, env, time.Now)
	if err != nil {
		return err
	}
	log.Info("notes ready", "notes", notes.name, "files", len(notes.notes), "blocks", notes.blocks(),
		"errors", notes.errors(), "ms", time.Since(began).Milliseconds())
	watched, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	if door != nil {
		go serveHTTP(watched, log, door, monitor(b.metrics, b.bot.Alive, b.checks()))
	}
	return b.Run(ctx)
}

// trace sends traces where the environment says so, and returns what ends that.
func trace(ctx context.Context, log *slog.Logger) (end func(), err error) {
	if os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" && os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") == "" {
		return func() {}, nil
	}
	stop, err := metrics.Trace(ctx, buildVersion(), func(err error) { log.Warn("traces not sent", "error", err) })
	if err != nil {
		return nil, err
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), traceFlush)
		defer cancel()
		if err := stop(ctx); err != nil {
			log.Warn("the last traces are not sent", "error", err)
		}
	}, nil
}

// traceFlush is what the last traces are given to get to their collector at the end.
const traceFlush = 3 * time.Second

// A botEnv is the part of the environment that serve and demo share.
type botEnv struct {
	NotesEnv
	StoreEnv
	GapsEnv
	LogEnv
	tips   bot.TipsDefaults
	access bot.Access
}

func loadBotEnv() (env botEnv, err error) {
	if env.NotesEnv, err = loadNotesEnv(); err != nil {
		return botEnv{}, err
	}
	if env.StoreEnv, err = loadStoreEnv(); err != nil {
		return botEnv{}, err
	}
	if err = load(&env.GapsEnv); err != nil {
		return botEnv{}, err
	}
	if env.tips, err = loadTipsEnv(); err != nil {
		return botEnv{}, err
	}
	if env.access, err = loadAccessEnv(); err != nil {
		return botEnv{}, err
	}
	env.LogEnv, err = loadLogEnv()
	return env, err
}

// A desk is a bot and the notes that it answers from, which are kept up to date while it runs.
type desk struct {
	bot        *bot.Bot
	notes      library
	index      *search.Index
	remembered *store.Store
	metrics    *metrics.Metrics
}

// newBot indexes the notes and makes the bot that answers from them, by the clock now, and remembers in a store. It counts in the account's
// metrics.
func newBot(log *slog.Logger, stderr io.Writer, l library, remembered *store.Store, account bot.Account, env botEnv, now func() time.Time) (*desk, error) {
	ix, err := l.index(stderr)
	if err != nil {
		return nil, err
	}
	m := account.Metrics
	m.Build(buildVersion())
	b := bot.New(log, bot.NewClient(log, account), answer.New(ix), bot.Options{
		Render: render.Options{NotesURL: env.NotesURL},
		Now:    now, Metrics: m, Store: remembered, Tips: env.tips, Access: env.access,
		Notes: func() bot.Library { return ix.Snapshot() }, People: l.who.people, GapsChannel: env.GapsChannel,
	})
	d := &desk{bot: b, notes: l, index: ix, remembered: remembered, metrics: m}
	d.counted()
	settle()
	return d, nil
}

// counted tells the metrics what the index holds as of now.
func (d *desk) counted() {
	s := d.index.Snapshot()
	d.metrics.Indexed(len(s.Notes()), s.Len(), time.Now())
}

// update is a [source.Update] that changes the index.
func (d *desk) update(changed []*kb.Note, removed []string) error {
	if err := d.index.Update(changed, removed); err != nil {
		return err
	}
	d.counted()
	return nil
}

// checks are what /readyz looks at.
func (d *desk) checks() []check {
	return []check{
		{"slack", func(context.Context) error {
			if !d.bot.Connected() {
				return errors.New("not connected to Slack")
			}
			return nil
		}},
		{"notes", func(context.Context) error {
			if d.index.Snapshot().Len() == 0 {
				return errors.New("no notes")
			}
			return nil
		}},
		{"store", d.remembered.Ping},
		{"scopes", func(ctx context.Context) error {
			if lacking := d.bot.LackingScopes(ctx); len(lacking) > 0 {
				return fmt.Errorf("the bot token lacks %s; archbot doctor says what to do", strings.Join(lacking, ", "))
			}
			return nil
		}},
	}
}

// Run runs the bot until ctx ends, and follows the notes until the bot has ended.
func (d *desk) Run(ctx context.Context) error {
	following, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	followed := make(chan error, 1)
	go func() {
		if d.notes.origin == nil {
			followed <- nil
			return
		}
		followed <- d.notes.origin.Run(following, d.update)
	}()
	err := d.bot.Run(ctx)
	stop()
	return errors.Join(err, <-followed)
}

// newLogger logs to w in the form that the environment asks for.
func newLogger(w io.Writer, env LogEnv) *slog.Logger {
	options := &slog.HandlerOptions{Level: env.Level}
	if env.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
