package store_test

import (
	"context"
	"errors"
	"testing"

	"archbot/bot/store"
)

// putSettings stores settings whatever they were.
func putSettings(ctx context.Context, s *store.Store, scope store.Scope, id, value string) error {
	was, _, err := s.Settings(ctx, scope, id)
	if err != nil {
		return err
	}
	if put, err := s.PutSettings(ctx, scope, id, was, value, "U1"); err != nil || put {
		return err
	}
	return errors.New("somebody else has changed the settings")
}

func suiteSettings(t *testing.T, s *store.Store, _ *clock) {
	ctx := t.Context()
	_, found, err := s.Settings(ctx, store.OfChannel, "C1")
	ok(t, err)
	equal(t, "found", found, false)
	put := func(scope store.Scope, id, was, value string) bool {
		put, err := s.PutSettings(ctx, scope, id, was, value, "U1")
		ok(t, err)
		return put
	}
	equal(t, "the first, another first, a change, one of what was before that", []bool{
		put(store.OfChannel, "C1", "", `{"level":"entry"}`), put(store.OfChannel, "C1", "", `{"level":"advanced"}`),
		put(store.OfChannel, "C1", `{"level":"entry"}`, `{"level":"medium"}`), put(store.OfChannel, "C1", `{"level":"entry"}`, `{}`),
	}, []bool{true, false, true, false})
	got, found, err := s.Settings(ctx, store.OfChannel, "C1")
	ok(t, err)
	equal(t, "settings", []any{got, found}, []any{`{"level":"medium"}`, true})
	equal(t, "another's", put(store.OfChannel, "C0", "", `{"gaps":"weekly"}`), true)
	equal(t, "a person's", put(store.OfPerson, "U1", "", `{}`), true)
	all, err := s.AllSettings(ctx, store.OfChannel)
	ok(t, err)
	equal(t, "all settings", all, []store.Setting{{ID: "C0", Value: `{"gaps":"weekly"}`}, {ID: "C1", Value: `{"level":"medium"}`}})
}
