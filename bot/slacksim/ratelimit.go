package slacksim

import "time"

// Tiers of Slack's rate limits: calls a minute for each method. Source: docs.slack.dev/apis/web-api/rate-limits.
const (
	noTier  = 0
	tier2   = 20
	tier3   = 50
	tier4   = 100
	posting = -1 // one message a second in each channel, with short bursts
)

// postBurst is our reading of the "short bursts" that posting tolerates.
const postBurst = 5

// A bucket holds the calls that may still be made; it fills with time.
type bucket struct {
	level float64
	at    time.Time
}

// SetRateLimits switches the rate tiers on or off.
func (w *Workspace) SetRateLimits(on bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limited = on
	w.buckets = map[string]*bucket{}
}

// overRate takes one call from its bucket, or returns how long to wait for the next.
func (w *Workspace) overRate(c *call, tier int) time.Duration {
	if !w.limited || tier == noTier {
		return 0
	}
	key, size, perSecond := c.name, float64(tier), float64(tier)/60
	if tier == posting {
		key, size, perSecond = c.name+" "+c.params["channel"], postBurst, 1
	}
	now := w.now()
	b := w.buckets[key]
	if b == nil {
		b = &bucket{level: size, at: now}
		w.buckets[key] = b
	}
	b.level = min(size, b.level+now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	if b.level < 1 {
		return max(time.Second, time.Duration((1-b.level)/perSecond*float64(time.Second)))
	}
	b.level--
	return 0
}
