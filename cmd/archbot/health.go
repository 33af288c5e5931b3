package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	neturl "net/url"
	"strings"
	"time"
)

const healthAbout = `Asks the archbot that runs on this machine, at ARCHBOT_HTTP_ADDR, whether it is well, and exits with 0 if it is, else with 1. It is the
health check of the container image, which has neither a shell nor curl.

    archbot health
    archbot health --addr 127.0.0.1:9090`

// healthTimeout is how long the running process has to answer.
const healthTimeout = 4 * time.Second

func healthCommand() command {
	return command{
		name: "health", args: "[--addr HOST:PORT]", summary: "asks the running archbot whether it is well; for container health checks", about: healthAbout,
		define: func(fs *flag.FlagSet) action {
			addr := fs.String("addr", "", "where it answers: `HOST:PORT`; ARCHBOT_HTTP_ADDR when not set")
			return func(ctx context.Context, s streams, args []string) error {
				if err := noArguments("health", args); err != nil {
					return err
				}
				env, err := loadHTTPEnv()
				if err != nil {
					return err
				}
				if *addr != "" {
					env.HTTPAddr = *addr
				}
				return health(ctx, s, env.HTTPAddr)
			}
		},
	}
}

func health(ctx context.Context, s streams, addr string) error {
	if addr == httpOff {
		return usagef("ARCHBOT_HTTP_ADDR is off, so there is nothing to ask")
	}
	url, err := healthURL(addr)
	if err != nil {
		return usagef("%q is no address: want HOST:PORT, like 127.0.0.1:8080", addr)
	}
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("ask %s: %w", url, err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		if e, ok := errors.AsType[*neturl.Error](err); ok {
			err = e.Err // the address is in it already
		}
		return fmt.Errorf("no archbot answers: %w; start archbot serve, or say with --addr where it answers", err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	if err != nil {
		return fmt.Errorf("ask %s: %w", url, err)
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("archbot is not well: %s: %s", resp.Status, strings.TrimSpace(string(said)))
	}
	fmt.Fprintln(s.out, "ok")
	return nil
}
