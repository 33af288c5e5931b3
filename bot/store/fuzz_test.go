package store_test

import (
	"net/url"
	"strings"
	"testing"

	"archbot/bot/store"
)

// FuzzAddress sees that an address of PostgreSQL is taken apart or refused, and that its password is in neither the error nor what is logged of it.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{
		"postgres://archbot:s3cr3t@127.0.0.1:5432/archbot?sslmode=disable", "postgres://archbot:s3cr3t@/archbot?host=/run", "postgresql://a:s3cr3t%zz@b/c",
		"postgres://a:s3cr3t@b:x/c", "postgres://a:s3cr3t@[::1/c", "postgres://s3cr3t", "postgres://a:s3cr3t@b,c:1,d/e?target_session_attrs=any", "postgres://?password=s3cr3t",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		place, err := store.Place(address)
		if err != nil && strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%q: %v", address, err)
		}
		u, err := url.Parse(address)
		if err != nil || strings.Count(address, "s3cr3t") > 1 {
			return // it may stand elsewhere, too
		}
		if password, _ := u.User.Password(); strings.Contains(password, "s3cr3t") && strings.Contains(place, "s3cr3t") {
			t.Errorf("%q is logged as %q", address, place)
		}
	})
}
