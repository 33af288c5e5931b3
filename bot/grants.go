package bot

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// askScopesEvery is how often Slack is asked again for the scopes of a token that lacks some: who runs archbot may be adding them.
const askScopesEvery = time.Minute

// grants are the scopes that the bot token has, as Slack said last.
type grants struct {
	asking sync.Mutex // held while Slack is asked again

	mu     sync.Mutex
	scopes []string // nil where Slack has not said
	at     time.Time
}

func (g *grants) set(scopes []string, at time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.scopes, g.at = scopes, at
}

// lacking are the scopes that this build uses and the token does not have, and how long ago Slack said so.
func (g *grants) lacking(now time.Time) ([]string, time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return LackingScopes(g.scopes), now.Sub(g.at)
}

// LackingScopes are those of [Scopes] that are not granted; none where granted is nil, for then Slack has not said.
func LackingScopes(granted []string) []string {
	if granted == nil {
		return nil
	}
	return slices.DeleteFunc(Scopes(), func(s string) bool { return slices.Contains(granted, s) })
}

// LackingScopes are the scopes that the bot token lacks, as Slack said lately. While there are some, Slack is asked again now and then.
func (b *Bot) LackingScopes(ctx context.Context) []string {
	lacking, age := b.grants.lacking(b.opts.Now())
	if len(lacking) == 0 || age < askScopesEvery || !b.grants.asking.TryLock() {
		return lacking
	}
	defer b.grants.asking.Unlock()
	if me, err := b.api.AuthTestContext(ctx); err == nil {
		b.granted(me.Header)
		lacking, _ = b.grants.lacking(b.opts.Now())
	}
	return lacking
}

// granted notes what an answer of Slack's says about the token, and logs what it lacks.
func (b *Bot) granted(h http.Header) {
	b.grants.set(grantedScopes(h), b.opts.Now())
	if lacking, _ := b.grants.lacking(b.opts.Now()); len(lacking) > 0 {
		b.log.Warn("the bot token lacks scopes, so some things will fail; add them on the app's page, OAuth & Permissions, and install the app again",
			"scopes", strings.Join(lacking, ","))
	}
}
