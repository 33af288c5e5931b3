package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"syscall"

	"archbot/bot"
	"archbot/bot/slacksim"
)

const demoAbout = `Starts a local Slack workspace with the real bot connected to it over Socket Mode, as it would be to Slack, and prints the address
of its page. It needs no Slack account, no token and no network, and keeps nothing. Ctrl-C ends it.

    archbot demo
    archbot demo --notes docs/architecture
    archbot demo --addr 127.0.0.1:9000`

// portsToTry is how many ports above a busy one are looked at for a free one.
const portsToTry = 20

func demoCommand() command {
	return command{
		name: "demo", args: "[flags]", summary: "a local Slack workspace to try it in; needs no account", about: demoAbout,
		define: func(fs *flag.FlagSet) action {
			addr := fs.String("addr", "127.0.0.1:8765", "where to serve the page: `HOST:PORT`")
			var notes string
			notesFlag(fs, &notes)
			return func(ctx context.Context, s streams, args []string) error {
				if err := noArguments("demo", args); err != nil {
					return err
				}
				return demo(ctx, s, *addr, notes)
			}
		},
	}
}

// demo runs a workspace and the bot in it until ctx ends. The workspace ends after the bot, so that answers in hand still arrive.
func demo(ctx context.Context, s streams, addr, path string) error {
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
	notes, err := openNotes(s.err, path)
	if err != nil {
		return err
	}
	workspace := slacksim.New(slacksim.Options{Log: log, Hints: tries(notes)})
	open, shut := context.WithCancel(context.WithoutCancel(ctx))
	ctx, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() {
		served <- workspace.Serve(open, l)
		stop() // without a workspace there is nothing to be connected to
	}()
	err = inhabit(ctx, s, log, workspace, "http://"+l.Addr().String(), notes, env)
	shut()
	return errors.Join(err, <-served)
}

// inhabit connects the bot to the workspace, says where the page is once it is usable, and waits for ctx to end.
func inhabit(ctx context.Context, s streams, log *slog.Logger, w *slacksim.Workspace, address string, l library, env botEnv) error {
	account := bot.Account{AppToken: w.AppToken(), BotToken: w.BotToken(), APIURL: address + "/api/"}
	b, err := newBot(log, l, account, env, w.Clock().Now)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- b.Run(ctx)
		stop()
	}()
	connected := func() bool { open, _ := w.Connections(); return open > 0 }
	if w.Wait(ctx, connected) == nil {
		welcome(s, w.URL(), l)
	}
	return <-ended
}

func welcome(s streams, url string, l library) {
	fmt.Fprintf(s.out, "archbot is in a local Slack workspace, with %s (%s):\n\n    %s\n\nTry there:\n\n",
		l.name, counted(l.blocks(), "block"), url)
	for _, try := range tries(l) {
		fmt.Fprintf(s.out, "    %s\n", try)
	}
	fmt.Fprint(s.out, "\nCtrl-C ends it.\n")
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
