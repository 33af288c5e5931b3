package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"archbot/bot/metrics"
)

// HTTPEnv says where archbot tells how it fares.
type HTTPEnv struct {
	HTTPAddr string `envconfig:"ARCHBOT_HTTP_ADDR" default:"127.0.0.1:8080" desc:"where serve answers /healthz, /readyz and /metrics; off for nowhere"`
}

// httpOff is the value of ARCHBOT_HTTP_ADDR for no HTTP at all.
const httpOff = "off"

func loadHTTPEnv() (env HTTPEnv, err error) {
	if err := load(&env); err != nil || env.HTTPAddr == httpOff {
		return env, err
	}
	if _, _, err := net.SplitHostPort(env.HTTPAddr); err != nil {
		return env, usagef("ARCHBOT_HTTP_ADDR is %q: want HOST:PORT, like 127.0.0.1:8080 or :8080, or off", env.HTTPAddr)
	}
	return env, nil
}

// The bounds of the HTTP server: whoever asks it is a machine nearby.
const (
	httpHeader = 2 * time.Second // for the header of a request
	httpRead   = 5 * time.Second
	httpWrite  = 10 * time.Second
	httpIdle   = time.Minute
	httpMost   = 16 << 10 // bytes of a header
)

// readyTimeout is for all checks of one request together.
const readyTimeout = 3 * time.Second

// A check is something that has to be well for archbot to be of use. It returns what is wrong, in words that bear no secret.
type check struct {
	name string
	run  func(context.Context) error
}

// monitor answers over HTTP how archbot fares.
//
//	/healthz   200 while the loop that takes what Slack sends turns, else 503: start archbot again
//	/readyz    200 while all checks are well, else 503 with what is not
//	/metrics   for Prometheus
//
// None of them shows anything of a note or of a person.
func monitor(m *metrics.Metrics, alive func() bool, ready []check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if !alive() {
			report(w, http.StatusServiceUnavailable, map[string]string{"loop": "stands still"})
			return
		}
		report(w, http.StatusOK, nil)
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
		defer cancel()
		wrong := map[string]string{}
		for _, c := range ready {
			if err := c.run(ctx); err != nil {
				wrong[c.name] = err.Error()
			}
		}
		if len(wrong) > 0 {
			report(w, http.StatusServiceUnavailable, wrong)
			return
		}
		report(w, http.StatusOK, nil)
	})
	return mux
}

// report answers with a status and what is wrong.
func report(w http.ResponseWriter, status int, wrong map[string]string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	said := struct {
		Status string            `json:"status"`
		Wrong  map[string]string `json:"wrong,omitempty"`
	}{"ok", wrong}
	if len(wrong) > 0 {
		said.Status = "not ok"
	}
	_ = json.NewEncoder(w).Encode(said) // whoever asked is gone
}

// listenHTTP takes the address for [monitor]; nil where it is off.
func listenHTTP(addr string) (net.Listener, error) {
	if addr == httpOff {
		return nil, nil
	}
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("ARCHBOT_HTTP_ADDR: %s is in use by another program; choose another address, or off", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("ARCHBOT_HTTP_ADDR: %w", err)
	}
	return l, nil
}

// newHTTPServer is a server that nobody can hold up.
func newHTTPServer(log *slog.Logger, h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: httpHeader, ReadTimeout: httpRead, WriteTimeout: httpWrite, IdleTimeout: httpIdle, MaxHeaderBytes: httpMost,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// serveHTTP serves h on l until ctx ends.
func serveHTTP(ctx context.Context, log *slog.Logger, l net.Listener, h http.Handler) {
	s := newHTTPServer(log, h)
	stop := context.AfterFunc(ctx, func() { _ = s.Close() })
	defer stop()
	log.Info("health and metrics", "addr", l.Addr())
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		log.Error("health and metrics are not served", "error", err)
	}
}

// healthURL is where the process that was started with addr answers.
func healthURL(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", err
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = ""
	}
	return "http://" + net.JoinHostPort(cmp.Or(host, "127.0.0.1"), port) + "/healthz", nil
}
