package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"archbot/bot/metrics"
	"archbot/bot/store"
)

// StoreEnv says where archbot remembers what must outlive a restart. The address may hold a password.
type StoreEnv struct {
	DatabaseURL     secret `envconfig:"ARCHBOT_DATABASE_URL" desc:"sqlite:PATH, postgres://… or memory; archbot.db in the data directory when not set"`
	DatabaseURLFile string `envconfig:"ARCHBOT_DATABASE_URL_FILE" desc:"a file with that address, for a mounted secret"`
}

// loadStoreEnv reads the address; it is checked when it is opened.
func loadStoreEnv() (StoreEnv, error) {
	var env StoreEnv
	if err := load(&env); err != nil {
		return StoreEnv{}, err
	}
	if env.DatabaseURL.empty() && env.DatabaseURLFile == "" {
		return env, nil
	}
	url, err := readToken("ARCHBOT_DATABASE_URL", env.DatabaseURL, env.DatabaseURLFile)
	if err != nil {
		return StoreEnv{}, usage(err)
	}
	env.DatabaseURL = url
	return env, nil
}

// databaseURL is where serve remembers: what is set, else a file in the data directory. The error is that there is no such directory.
func (e botEnv) databaseURL() (string, error) {
	if !e.DatabaseURL.empty() {
		return e.DatabaseURL.reveal(), nil
	}
	dir, err := e.dir()
	if err != nil {
		return "", err
	}
	return "sqlite:" + filepath.Join(dir, "archbot.db"), nil
}

// openStore opens what serve remembers in. Where nothing is set and there is no place for a file, that is memory, and the log says so.
func openStore(ctx context.Context, log *slog.Logger, env botEnv, m *metrics.Metrics, now func() time.Time) (*store.Store, error) {
	o := store.Options{Now: now, Observe: m.Stored}
	var err error
	if o.URL, err = env.databaseURL(); err == nil {
		var s *store.Store
		if s, err = store.Open(ctx, log, o); !env.DatabaseURL.empty() || !errors.Is(err, store.ErrPlace) {
			return s, err
		}
	}
	log.Warn("nothing is remembered over a restart, such as tip subscriptions and votes: there is no place for the database", "error", err)
	o.URL = store.Memory
	return store.Open(ctx, log, o)
}
