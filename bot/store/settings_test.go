package store_test

import (
	"testing"

	"archbot/bot/store"
)

func suiteSettings(t *testing.T, s *store.Store, _ *clock) {
	ctx := t.Context()
	_, found, err := s.Settings(ctx, store.OfChannel, "C1")
	ok(t, err)
	equal(t, "found", found, false)
	ok(t, s.PutSettings(ctx, store.OfChannel, "C1", `{"level":"entry"}`, "U1"))
	ok(t, s.PutSettings(ctx, store.OfChannel, "C1", `{"level":"medium"}`, "U2"))
	got, found, err := s.Settings(ctx, store.OfChannel, "C1")
	ok(t, err)
	equal(t, "settings", []any{got, found}, []any{`{"level":"medium"}`, true})
	ok(t, s.PutSettings(ctx, store.OfChannel, "C0", `{"gaps":"weekly"}`, ""))
	ok(t, s.PutSettings(ctx, store.OfPerson, "U1", `{}`, "U1"))
	all, err := s.AllSettings(ctx, store.OfChannel)
	ok(t, err)
	equal(t, "all settings", all, []store.Setting{{ID: "C0", Value: `{"gaps":"weekly"}`}, {ID: "C1", Value: `{"level":"medium"}`}})
}
