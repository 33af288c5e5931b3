package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/kb"
)

// TipsDefaults are the tips that a channel gets with nobody having asked there; none where Channel is empty.
type TipsDefaults struct {
	Channel string // its ID, or its name with or without #
	Plan    tips.Plan
}

// A tipPool is the tips in the notes, gathered anew when those have changed.
type tipPool struct {
	mu   sync.Mutex
	of   Library
	pool *tips.Pool
}

// tipPool is the tips in the notes as they are now.
func (b *Bot) tipPool() *tips.Pool {
	if b.opts.Notes == nil {
		return tips.NewPool(nil)
	}
	now := b.opts.Notes()
	p := &b.tips
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pool == nil || p.of != now {
		p.of, p.pool = now, tips.NewPool(now.Notes())
	}
	return p.pool
}

// startTips begins to post the tips that are due, and returns what ends that.
func (b *Bot) startTips(ctx context.Context) (end func()) {
	if b.opts.Store == nil || b.opts.Notes == nil {
		return func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	o := b.opts.TipsRun
	if o.Observe == nil {
		o.Observe = func(e tips.Event) { b.opts.Metrics.Tip(string(e)) }
	}
	r := tips.NewRunner(b.log, b.opts.Store, tipPoster{b}, b.tipPool, b.opts.Now, replicaName(), o)
	var running sync.WaitGroup
	safely := func(do func()) {
		running.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					b.logPanic("tips", p)
				}
			}()
			do()
		})
	}
	safely(func() { r.Run(ctx) })
	if b.opts.Tips.Channel != "" {
		safely(func() { b.defaultTips(ctx) })
	}
	return func() {
		stop()
		running.Wait()
	}
}

// replicaName is a name that no other process has or had.
func replicaName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "archbot"
	}
	var n [6]byte
	_, _ = rand.Read(n[:]) // never fails
	return fmt.Sprintf("%.40s-%x", host, n)
}

// The pauses between two attempts to set up the tips of the first channel.
const (
	defaultTipsPause = 5 * time.Second
	defaultTipsMost  = 5 * time.Minute
)

// defaultTips sees to it that the channel of the environment has tips, unless it had a plan before, even one that was turned off.
func (b *Bot) defaultTips(ctx context.Context) {
	for pause := defaultTipsPause; ; pause = min(2*pause, defaultTipsMost) {
		err := b.ensureTips(ctx, b.opts.Tips)
		if err == nil || ctx.Err() != nil {
			return
		}
		b.log.Warn("tips: the channel of ARCHBOT_TIPS_CHANNEL is not set up; trying again", "channel", b.opts.Tips.Channel, "in", pause, "error", redact(err))
		if !wait(ctx, pause) {
			return
		}
	}
}

func (b *Bot) ensureTips(ctx context.Context, d TipsDefaults) error {
	channel, err := b.channelID(ctx, d.Channel)
	if err != nil {
		return err
	}
	if _, there, err := b.opts.Store.Subscription(ctx, channel); err != nil || there {
		return err
	}
	u, err := d.Plan.Store(store.Subscription{Channel: channel}, b.opts.Now())
	if err != nil {
		return err
	}
	if _, err = b.opts.Store.Subscribe(ctx, u); err == nil {
		b.log.Info("tips: set up by the environment", "channel", channel, "plan", d.Plan.String())
	}
	return err
}

// channelID is the ID of a channel given by that or by its name.
func (b *Bot) channelID(ctx context.Context, name string) (string, error) {
	if looksLikeID(name) {
		return name, nil
	}
	name = strings.TrimPrefix(name, "#")
	for cursor := ""; ; {
		list, next, err := b.api.GetConversationsContext(ctx, &slack.GetConversationsParameters{
			Cursor: cursor, Limit: 200, ExcludeArchived: true, Types: []string{"public_channel", "private_channel"}})
		if err != nil {
			return "", fmt.Errorf("find the channel %q: %w", name, err)
		}
		for _, c := range list {
			if c.Name == name {
				return c.ID, nil
			}
		}
		if cursor = next; cursor == "" {
			return "", fmt.Errorf("find the channel %q: archbot sees none of that name; give its ID, C…, or invite archbot", name)
		}
	}
}

func looksLikeID(s string) bool {
	return len(s) > 3 && strings.ContainsAny(s[:1], "CGD") && strings.ToUpper(s) == s && !strings.ContainsAny(s, "-_ ")
}

// memoryTime is what the store is given where a person waits.
const memoryTime = 800 * time.Millisecond

// errForgetful is a store that is not there or cannot be asked.
var errForgetful = errors.New("nothing can be remembered now")

// remembering gives the store and a context with a short deadline.
func (b *Bot) remembering(ctx context.Context) (*store.Store, context.Context, context.CancelFunc, error) {
	if b.opts.Store == nil {
		return nil, nil, nil, errForgetful
	}
	ctx, cancel := context.WithTimeout(ctx, memoryTime)
	return b.opts.Store, ctx, cancel, nil
}

// others are topics beside a block's own to compare it with: those under the same heading of which there are tips, the nearest first.
func others(p *tips.Pool, b *kb.Block) []string {
	return slices.DeleteFunc(p.Beside(b.Topic), func(name string) bool { return strings.EqualFold(name, b.Name()) })
}
