package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"

	"archbot/bot"
	"archbot/bot/metrics"
	"archbot/bot/slacksim"
	"archbot/bot/store"
)

const demoAbout = `Starts a local Slack workspace with the real bot connected to it over Socket Mode, as it would be to Slack, and prints the address
of its page. It needs no Slack account, no token and no network, and keeps nothing. Ctrl-C ends it.

    archbot demo
    archbot demo --notes docs/architecture
    archbot demo --addr 127.0.0.1:9000

With --workspace-only the workspace is empty, and what connects to it is yours: any Socket Mode app that can be told the address of
Slack's API. It prints that address and the two tokens. Every slash command is delivered to the app.

    archbot demo --workspace-only`

// portsToTry is how many ports above a busy one are looked at for a free one.
const portsToTry = 20

func demoCommand() command {
	return command{
		name: "demo", args: "[flags]", summary: "a local Slack workspace to try it in; needs no account", about: demoAbout,
		define: func(fs *flag.FlagSet) action {
			addr := fs.String("addr", "127.0.0.1:8765", "where to serve the page: `HOST:PORT`")
			var notes string
			notesFlag(fs, &notes)
			alone := fs.Bool("workspace-only", false, "no bot: print the tokens and the API address for an app of your own")
			return func(ctx context.Context, s streams, args []string) error {
				if err := noArguments("demo", args); err != nil {
					return err
				}
				if *alone && notes != "" {
					return usagef("--workspace-only starts no bot; leave --notes out")
				}
				return demo(ctx, s, *addr, notes, *alone)
			}
		},
	}
}

// demo runs a workspace until ctx ends, with the bot in it unless it is to be alone.
func demo(ctx context.Context, s streams, addr, path string, alone bool) error {
	env, err := loadBotEnv()
	if err != nil {
		return err
	}
	if env.Level == slog.LevelInfo {
		env.Level = slog.LevelWarn // what matters here is the page's address
	}
	log := newLogger(s.err, env.LogEnv)
	l, err := listen(addr)
	if err != nil {
		return err
	}
	defer l.Close()
	if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
		fmt.Fprintf(s.err, "warning: %s can be reached from other machines, and the page asks nobody who they are\n", l.Addr())
	}
	if alone {
		w := slacksim.New(slacksim.Options{Log: log, Bot: "app", Commands: []slacksim.Command{}, AnyCommand: true,
			Hints: []string{"@app hello", "/hello"}})
		return open(ctx, w, l, func(ctx context.Context) error {
			offer(s, w)
			<-ctx.Done()
			return nil
		})
	}
	notes, err := openOrigin(ctx, log, s.err, path, env.NotesEnv, false)
	if err != nil {
		return err
	}
	if notes.kept, err = notes.index(s.err); err != nil { // the bot takes it as it is
		return err
	}
	hints := tries(ctx, notes, notes.kept)
	room := &readingRoom{}
	w := slacksim.New(slacksim.Options{Log: log, About: demoWelcome(notes), Hints: hints, Shortcuts: demoShortcuts(),
		Pages: map[string]http.Handler{notesPath: room}})
	return open(ctx, w, l, func(ctx context.Context) error { return inhabit(ctx, s, log, w, room, notes, hints, env) })
}

// demoWelcome tells whoever opens the page what it is.
func demoWelcome(l library) string {
	return fmt.Sprintf("A Slack workspace on this machine, for trying archbot; what you type stays here. archbot answers from %s, "+
		"in the notes' own words, and says where each answer stands.", l.name)
}

// demoShortcuts are those of the manifest, for the page to offer.
func demoShortcuts() []slacksim.Shortcut {
	var list []slacksim.Shortcut
	for _, s := range bot.NewManifest().Features.Shortcuts {
		list = append(list, slacksim.Shortcut{Name: s.Name, CallbackID: s.Callback, Description: s.Description, Message: s.Type == "message"})
	}
	return list
}

// open serves a workspace on l for as long as do runs. The workspace ends after it, so that answers in hand still arrive.
func open(ctx context.Context, w *slacksim.Workspace, l net.Listener, do func(context.Context) error) error {
	served, shut := context.WithCancel(context.WithoutCancel(ctx))
	defer shut()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- w.Serve(served, l)
		stop() // without a workspace there is nothing to be connected to
	}()
	err := w.Ready(served)
	if err == nil {
		err = do(ctx)
	}
	shut()
	return errors.Join(err, <-ended)
}

// inhabit connects the bot to the workspace, says where the page is once it is usable, and waits for ctx to end.
func inhabit(ctx context.Context, s streams, log *slog.Logger, w *slacksim.Workspace, room *readingRoom, l library, hints []string, env botEnv) error {
	if env.NotesURL == "" {
		env.NotesURL = w.URL() + notesPath + "{file}#L{line}"
	}
	account := bot.Account{AppToken: w.AppToken(), BotToken: w.BotToken(), APIURL: w.APIURL(), Metrics: metrics.New()}
	remembered, err := store.Open(context.WithoutCancel(ctx), log, store.Options{URL: store.Memory, Now: w.Clock().Now, Observe: account.Metrics.Stored})
	if err != nil {
		return err
	}
	defer remembered.Close()
	b, err := newBot(log, s.err, l, remembered, account, env, w.Clock().Now)
	if err != nil {
		return err
	}
	room.index.Store(b.index)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- b.Run(ctx)
		stop()
	}()
	connected := func() bool { open, _ := w.Connections(); return open > 0 }
	if w.Wait(ctx, connected) == nil {
		welcome(s, w.URL(), l, hints)
	}
	return <-ended
}

func welcome(s streams, url string, l library, hints []string) {
	fmt.Fprintf(s.out, "archbot is in a local Slack workspace, with %s (%s):\n\n    %s\n\nTry there:\n\n",
		l.name, counted(l.blocks(), "block"), url)
	for _, try := range hints {
		fmt.Fprintf(s.out, "    %s\n", try)
	}
	fmt.Fprint(s.out, "\nCtrl-C ends it.\n")
}

// offer says how an app gets into a workspace without one.
func offer(s streams, w *slacksim.Workspace) {
	fmt.Fprintf(s.out, "A local Slack workspace waits for an app:\n\n    %s\n\nTell the app:\n\n", w.URL())
	fmt.Fprintf(s.out, "    export SLACK_API_URL=%s\n    export SLACK_APP_TOKEN=%s\n    export SLACK_BOT_TOKEN=%s\n", w.APIURL(), w.AppToken(), w.BotToken())
	fmt.Fprint(s.out, "\nThe tokens are good for this workspace only, until it ends. Ctrl-C ends it.\n")
}

// listen takes addr, or says which address nearby is free.
func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, usagef("--addr is %q: want HOST:PORT, like 127.0.0.1:8765", addr)
	}
	l, err := net.Listen("tcp", addr)
	if err == nil || !errors.Is(err, syscall.EADDRINUSE) {
		return l, err
	}
	if n, bad := strconv.Atoi(port); bad == nil {
		for next := n + 1; next <= n+portsToTry; next++ {
			free := net.JoinHostPort(host, strconv.Itoa(next))
			if l, err := net.Listen("tcp", free); err == nil {
				l.Close()
				return nil, fmt.Errorf("%s is in use by another program; this is free: archbot demo --addr %s", addr, free)
			}
		}
	}
	return nil, fmt.Errorf("%s is in use by another program; choose another with --addr", addr)
}
