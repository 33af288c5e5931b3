package tips

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"archbot/bot/store"
)

// A Poster does in Slack what a [Runner] needs done there.
type Poster interface {
	// Post posts a tip and returns the message's timestamp. Its error says what may have happened: [*Unsent], [*Refused], or anything
	// else for what may have been posted nevertheless.
	Post(ctx context.Context, p Post) (ts string, err error)
	// Find looks among a channel's messages since a time for the tip of a local date. It returns "" where there is none, and
	// [ErrUnreadable] where the channel's history may not be read.
	Find(ctx context.Context, channel, date string, since time.Time) (ts string, err error)
	// Tell tells who subscribed, in a direct message, that a channel's tips are stopped.
	Tell(ctx context.Context, u store.Subscription, t Trouble) error
}

// A Post is what is to be posted in a channel.
type Post struct {
	Channel string
	Date    string // the local date
	Plan    Plan
	Choice  Choice // without a block on a Friday that has only the week's recap
	Recap   bool   // the week's recap comes with it
}

// A Trouble is why a channel's tips cannot be posted until a person does something about it.
type Trouble string

// The troubles.
const (
	Archived Trouble = "archived"       // the channel is
	Removed  Trouble = "not_in_channel" // archbot is no member any more, or the channel is gone
	NoScope  Trouble = "missing_scope"  // the app may not post there
)

// ErrUnreadable is a history that may not be read.
var ErrUnreadable = errors.New("history may not be read")

// ErrNothing is a post that has nothing to say: a recap of a week without anything.
var ErrNothing = errors.New("nothing to say")

// Unsent is a post that was certainly not made, for now.
type Unsent struct {
	After time.Duration // when to try again; zero for soon
	Err   error
}

func (e *Unsent) Error() string { return "not posted: " + e.Err.Error() }

// Unwrap gives what Slack said.
func (e *Unsent) Unwrap() error { return e.Err }

// Refused is a post that was certainly not made, and will not be until a person does something.
type Refused struct {
	Trouble Trouble
	Err     error
}

func (e *Refused) Error() string { return fmt.Sprintf("not posted (%s): %v", e.Trouble, e.Err) }

// Unwrap gives what Slack said.
func (e *Refused) Unwrap() error { return e.Err }

// Late is how late a tip may be posted. What would come later is skipped.
const Late = 4 * time.Hour

// A Runner posts the tips that are due. Any number of them may share a store, one a process.
//
// A tip is claimed by channel and local date before anything else, so that it is one replica's. What it is about to show is noted before it
// is posted. Hence of a replica that died, the next one knows when the lease has run out:
//
//	it died before      the store says       what the next one does
//	it chose a tip      claimed              chooses and posts
//	it posted           claimed, this tip    looks in the channel for it; posts it if it is not there
//	it noted the post   claimed, this tip    looks in the channel, finds it and notes it
//	it set what is due  posted               sets it
//
// What Slack answered with an error that says nothing, a 500 or silence, is treated as if the replica had died. Where a channel's history
// may not be read, it is not posted again: never is better than twice.
type Runner struct {
	log    *slog.Logger
	store  *store.Store
	poster Poster
	pool   func() *Pool
	now    func() time.Time
	owner  string
	opts   Options
	waits  map[string]time.Time // by channel: when to try again what failed
}

// NewRunner returns a runner for one replica, owner, whose name no other has or had. The pool is asked for at each tip.
func NewRunner(log *slog.Logger, s *store.Store, p Poster, pool func() *Pool, now func() time.Time, owner string, o Options) *Runner {
	return &Runner{log: log, store: s, poster: p, pool: pool, now: now, owner: owner, opts: o.withDefaults(), waits: map[string]time.Time{}}
}

// Run looks at the schedule until ctx ends. It waits by looking at the clock at short intervals, since that may be moved.
func (r *Runner) Run(ctx context.Context) {
	tick := time.NewTicker(r.opts.Every)
	defer tick.Stop()
	failing := false
	for {
		_, err := r.Look(ctx)
		if ctx.Err() != nil {
			return
		}
		if failed := err != nil; failed != failing {
			failing = failed
			if failed {
				r.log.Error("tips: the schedule cannot be read; trying again", "error", err)
			} else {
				r.log.Info("tips: the schedule can be read again")
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// Look posts what is due, and returns how many subscriptions were. It is not to be called by several goroutines at once.
func (r *Runner) Look(ctx context.Context) (due int, err error) {
	r.opts.Step("look")
	end := "waiting"
	defer func() { r.opts.Step(end) }()
	list, err := r.store.Due(ctx, r.now(), r.opts.Limit)
	if err != nil {
		return 0, err
	}
	if len(list) == 0 {
		end = "looked"
	}
	for _, u := range list {
		if r.now().Before(r.waits[u.Channel]) {
			continue
		}
		delete(r.waits, u.Channel)
		for more := true; more && ctx.Err() == nil; { // after an outage, date by date
			if more, err = r.date(ctx, &u); err != nil {
				r.waits[u.Channel] = r.now().Add(r.opts.Retry)
				var unsent *Unsent
				if errors.As(err, &unsent) && unsent.After > 0 {
					r.waits[u.Channel] = r.now().Add(unsent.After)
				}
				r.log.Warn("tips: not posted yet", "channel", u.Channel, "due", u.NextAt, "error", err)
			}
		}
	}
	return len(list), nil
}

// A due is a date of a subscription that has come, claimed by this replica.
type due struct {
	*store.Subscription
	Occurrence
	plan Plan
	post store.Post
	past []Past
}

// date deals with the date that a subscription is due on. It reports true where that is over and u has the next one, which may be due, too.
func (r *Runner) date(ctx context.Context, u *store.Subscription) (over bool, err error) {
	now := r.now()
	if u.NextAt.After(now) {
		return false, nil
	}
	plan, err := PlanOf(*u)
	if err != nil {
		return false, err
	}
	o, err := plan.Next(u.NextAt.Add(-time.Millisecond))
	if err != nil {
		return false, err
	}
	post, won, err := r.store.ClaimPost(ctx, u.Channel, o.Date, r.owner, r.opts.Lease)
	if err != nil {
		return false, err
	}
	d := due{Subscription: u, Occurrence: o, plan: plan, post: post}
	if !won {
		if post.State == store.Claimed {
			return false, nil // another replica is about it
		}
		return r.next(ctx, d)
	}
	if post.Tries == 1 {
		r.opts.Observe(EventDue)
	}
	r.opts.Step("claimed")
	used, err := r.store.Used(ctx, u.Channel)
	if err != nil {
		return false, err
	}
	d.past = PastOf(used)
	if d.post.Block.ID != "" {
		if found, over, err := r.check(ctx, d); found || err != nil {
			return over, err
		}
	}
	if late := now.Sub(u.NextAt); late > Late {
		return r.skip(ctx, d, "too late", "late", late)
	}
	return r.attempt(ctx, d)
}

// check looks for a tip that an earlier attempt may have posted. It reports whether there is nothing more to do for this date now, and
// whether that is over.
func (r *Runner) check(ctx context.Context, d due) (found, over bool, err error) {
	within, cancel := context.WithTimeout(ctx, r.opts.Post)
	defer cancel()
	ts, err := r.poster.Find(within, d.Channel, d.Date, d.post.At)
	switch {
	case errors.Is(err, ErrUnreadable):
		over, err := r.skip(ctx, d, "it may have been posted, and the channel's history cannot be read")
		return true, over, err
	case err != nil:
		return true, false, err
	case ts == "":
		return false, false, nil
	}
	r.log.Info("tips: found as posted", "channel", d.Channel, "date", d.Date)
	choice, _, err := r.choose(ctx, d)
	if err != nil {
		return true, false, err
	}
	over, err = r.confirm(ctx, d, ts, choice)
	return true, over, err
}

// attempt chooses and posts.
func (r *Runner) attempt(ctx context.Context, d due) (over bool, err error) {
	p := Post{Channel: d.Channel, Date: d.Date, Plan: d.plan, Recap: d.plan.Recap && d.weekday() == time.Friday}
	if d.plan.Days.has(d.weekday()) {
		var ok bool
		if p.Choice, ok, err = r.choose(ctx, d); err != nil {
			return false, err
		}
		if !ok && !p.Recap {
			return r.skip(ctx, d, "the notes have no tip for this plan")
		}
	}
	d.post.Block = store.Block{ID: recapOnly}
	if b := p.Choice.Block; b != nil {
		d.post.Block = store.Block{ID: b.ID, Rev: b.Rev}
	}
	held, err := r.store.ChoosePost(ctx, d.Channel, d.Date, r.owner, d.post.Block)
	if err != nil || !held {
		return false, err
	}
	r.opts.Step("before post")
	within, cancel := context.WithTimeout(ctx, r.opts.Post)
	ts, err := r.poster.Post(within, p)
	cancel()
	if err != nil {
		return r.failed(ctx, d, err)
	}
	r.opts.Step("posted")
	r.log.Info("tips: posted", "channel", d.Channel, "date", d.Date, "block", d.post.Block.ID)
	return r.confirm(ctx, d, ts, p.Choice)
}

// recapOnly stands for the block of a post that has none.
const recapOnly = "recap"

// choose gives the tip of a date: the one that an earlier attempt chose, if the notes still have it.
func (r *Runner) choose(ctx context.Context, d due) (Choice, bool, error) {
	pool := r.pool()
	sums, err := r.store.VoteSums(ctx, time.Time{})
	if err != nil {
		return Choice{}, false, err
	}
	c, ok := pool.Choose(d.Channel, d.plan, d.past, pool.TasteOf(sums, d.past))
	if before := pool.Find(d.post.Block); before != nil && (!ok || before.Rev != c.Block.Rev) {
		return Choice{Block: before}, true, nil // votes or notes have changed since
	}
	return c, ok, nil
}

// failed deals with a post that failed.
func (r *Runner) failed(ctx context.Context, d due, err error) (over bool, _ error) {
	if errors.Is(err, ErrNothing) {
		return r.skip(ctx, d, "nothing happened this week")
	}
	if refused := (*Refused)(nil); errors.As(err, &refused) {
		return false, r.stop(ctx, d, refused)
	}
	if unsent := (*Unsent)(nil); errors.As(err, &unsent) {
		_, forgotten := r.store.ChoosePost(context.WithoutCancel(ctx), d.Channel, d.Date, r.owner, store.Block{})
		return false, errors.Join(err, forgotten)
	}
	return false, err // perhaps it was posted: the next attempt looks
}

// confirm notes a post as made.
func (r *Runner) confirm(ctx context.Context, d due, ts string, c Choice) (over bool, err error) {
	r.opts.Step("before confirm")
	d.post.TS, d.post.Late = ts, r.now().Sub(d.NextAt) > r.opts.Lease
	n := 1
	if d.post.Block.ID == recapOnly {
		d.post.Block = store.Block{}
	} else if c.Block != nil {
		n = Round(c, d.past)
	}
	if err := r.store.ConfirmPost(context.WithoutCancel(ctx), d.post, n); err != nil {
		return false, err
	}
	r.opts.Observe(EventPosted)
	if d.post.Late {
		r.opts.Observe(EventLate)
	}
	return r.next(ctx, d)
}

// skip notes that a date gets nothing, and why.
func (r *Runner) skip(ctx context.Context, d due, why string, more ...any) (over bool, err error) {
	held, err := r.store.SkipPost(ctx, d.Channel, d.Date, r.owner, why)
	if err != nil || !held {
		return false, err
	}
	r.opts.Observe(EventSkipped)
	r.log.Warn("tips: skipped", append([]any{"channel", d.Channel, "date", d.Date, "why", why}, more...)...)
	return r.next(ctx, d)
}

// next sets when a subscription is due next.
func (r *Runner) next(ctx context.Context, d due) (over bool, err error) {
	next, err := d.plan.Next(d.NextAt)
	if err != nil {
		return false, err
	}
	moved, err := r.store.MoveNext(context.WithoutCancel(ctx), *d.Subscription, next.At)
	if err == nil && moved {
		d.NextAt = next.At
	}
	return moved, err
}

// stop stops a subscription that cannot be posted, and tells who asked for it, once.
func (r *Runner) stop(ctx context.Context, d due, why *Refused) error {
	if _, err := r.store.SkipPost(ctx, d.Channel, d.Date, r.owner, string(why.Trouble)); err != nil {
		return errors.Join(why, err)
	}
	first, err := r.store.Pause(ctx, d.Channel, string(why.Trouble))
	if err != nil {
		return errors.Join(why, err)
	}
	r.opts.Observe(EventFailed)
	r.log.Warn("tips: stopped", "channel", d.Channel, "trouble", why.Trouble, "error", why.Err)
	if !first || d.By == "" {
		return nil
	}
	if err := r.poster.Tell(ctx, *d.Subscription, why.Trouble); err != nil {
		r.log.Warn("tips: the subscriber was not told that they are stopped", "channel", d.Channel, "error", err)
	}
	return nil
}

// weekday is the date's.
func (d due) weekday() time.Weekday {
	day, err := time.Parse(dateForm, d.Date)
	if err != nil {
		return -1 // a date is always written by dateForm
	}
	return day.Weekday()
}
