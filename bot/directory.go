package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/slack-go/slack"
)

// How long what Slack says of people, channels and groups is believed. A no is asked about again soon, for somebody may be putting it
// right; where Slack cannot be asked, what it said last is good for a while.
const (
	lookFresh   = 10 * time.Minute
	lookNo      = time.Minute
	lookStale   = time.Hour
	lookTimeout = 1500 * time.Millisecond // of the 3 s that a command's ack has
	looksKept   = 20_000                  // of each sort
)

// A person is what Slack says of a user.
type person struct {
	Own    bool // a full member of the bot's own team, or of its organisation
	Guest  bool // of one channel or several
	Locale string
	Zone   string // "Europe/Berlin"
}

// A room is what Slack says of a channel that the bot can see.
type room struct {
	Shared bool // with another organisation, or about to be
	Member bool // the bot is one
	Public bool // everybody of the team may read it
}

// A looked is an answer of Slack's, or its no, with the time of it.
type looked[V any] struct {
	v  V
	no error // Slack has none such, or does not show it to the bot
	at time.Time
}

// A lookup asks Slack for one sort of thing, and remembers what it said.
type lookup[V any] struct {
	now   func() time.Time
	known *recent[looked[V]]
	busy  *keyed
	ask   func(ctx context.Context, id string) (V, error)
}

func newLookup[V any](now func() time.Time, ask func(context.Context, string) (V, error)) lookup[V] {
	return lookup[V]{now, newRecent[looked[V]](now, lookStale, looksKept), &keyed{}, ask}
}

// errUnasked is what a lookup answers where Slack could not be asked; it is no answer, and may be one the next moment.
var errUnasked = errors.New("slack could not be asked")

// get is what Slack says of id: lately, or now. The error wraps errUnasked where nobody knows.
func (l lookup[V]) get(ctx context.Context, id string) (V, error) {
	if was, ok := l.fresh(id); ok {
		return was.v, was.no
	}
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	unlock, err := l.busy.lock(ctx, id)
	if err != nil {
		return l.stale(id, err)
	}
	defer unlock()
	if was, ok := l.fresh(id); ok { // somebody else has asked meanwhile
		return was.v, was.no
	}
	v, err := l.ask(ctx, id)
	var no slack.SlackErrorResponse
	if err != nil && (!errors.As(err, &no) || slices.Contains(passing, no.Err)) {
		return l.stale(id, err)
	}
	l.known.put(id, looked[V]{v, err, l.now()})
	return v, err
}

// passing are the errors of Slack's that say nothing about what was asked for.
var passing = []string{"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited", "rate_limited", "team_added_to_org"}

func (l lookup[V]) fresh(id string) (looked[V], bool) {
	was, ok := l.known.get(id)
	life := lookFresh
	if was.no != nil {
		life = lookNo
	}
	return was, ok && l.now().Sub(was.at) < life
}

// stale is what Slack said a while ago.
func (l lookup[V]) stale(id string, err error) (V, error) {
	if was, ok := l.known.get(id); ok && was.no == nil && l.now().Sub(was.at) < lookStale {
		return was.v, nil
	}
	var none V
	return none, errors.Join(errUnasked, err)
}

// forget makes the next one ask anew.
func (l lookup[V]) forget(id string) { l.known.forget(id) }

// A directory knows people, channels and user groups by what Slack says of them.
type directory struct {
	people lookup[person]
	rooms  lookup[room]
	groups lookup[[]string] // the users of a group
}

func newDirectory(b *Bot) directory {
	return directory{
		people: newLookup(b.opts.Now, b.askPerson),
		rooms:  newLookup(b.opts.Now, b.askRoom),
		groups: newLookup(b.opts.Now, func(ctx context.Context, id string) ([]string, error) {
			return b.api.GetUserGroupMembersContext(ctx, id)
		}),
	}
}

// askPerson asks for a user. Who cannot be seen to be of the bot's own team is not.
func (b *Bot) askPerson(ctx context.Context, id string) (person, error) {
	u, err := b.api.GetUserInfoContext(ctx, id)
	if err != nil {
		return person{}, err
	}
	own := u.TeamID != "" && u.TeamID == b.self.team || b.self.enterprise != "" && u.Enterprise.EnterpriseID == b.self.enterprise
	return person{
		Own: own && !u.IsStranger && !u.Deleted, Guest: u.IsRestricted || u.IsUltraRestricted, Locale: u.Locale, Zone: u.TZ,
	}, nil
}

// askRoom asks for a channel. One that is shared within the organisation only is not shared with others.
func (b *Bot) askRoom(ctx context.Context, id string) (room, error) {
	c, err := b.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	if err != nil {
		return room{}, err
	}
	return room{Shared: c.IsExtShared || c.IsPendingExtShared || c.IsShared && !c.IsOrgShared, Member: c.IsMember,
		Public: c.IsChannel && !c.IsPrivate}, nil
}
