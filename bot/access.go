package bot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"archbot/bot/render"
	"archbot/bot/words"
)

// Access says who may ask, and where. Guests, people of other organisations and channels shared with those are closed unless they are
// listed. A list that is not empty is the whole of who may; [Everyone] in it stands for all who may without it.
type Access struct {
	Channels []string // C…
	Users    []string // U…
	Groups   []string // user groups, S…
	Limit    int      // how much one person may ask in LimitWindow; 0 means as much as they like
}

// Everyone in a list of [Access] stands for all who are let in by themselves: "*,U0GUEST" lets in one guest more.
const Everyone = "*"

// Why somebody is not answered. Each says what to do.
var (
	guestText    = words.Key("I answer full members of this workspace only. Ask whoever runs archbot to let you in: they set ARCHBOT_ALLOW_USERS.")
	unlistedText = words.Key("I do not answer you yet. Ask whoever runs archbot to let you in: they set ARCHBOT_ALLOW_USERS.")
	sharedText   = words.Key("This channel is shared with another organisation, so I do not answer here. Ask me in a direct message, or ask " +
		"whoever runs archbot to open the channel: they set ARCHBOT_ALLOW_CHANNELS.")
	closedText = words.Key("I do not answer in this channel. Ask me in a direct message, or ask whoever runs archbot to open the channel: " +
		"they set ARCHBOT_ALLOW_CHANNELS.")
	unsharedText = words.Key("Nobody knows who else is in this channel, so nothing is shared there. Invite me, then share again.")
	unknownText  = words.Key("I could not check with Slack who may ask here. Please ask again in a moment. Reference: %s")
	limitText    = words.Key("You have asked a lot in a short time. Please wait %d minutes and ask again; the limit is there for everybody’s sake.")
)

// A standing is what somebody may where they ask.
type standing struct {
	locale string
	unseen bool // nobody knows who else is in the channel: only private answers, and nothing to share
}

// admit decides whether q is answered, and completes it: language, level, who may see the answer. Where it is not, the reply says why, to
// that person alone.
func (b *Bot) admit(ctx context.Context, q ask) (ask, reply, bool) {
	s, no := b.standing(ctx, q)
	if q.Language() == "" || s.locale != "" {
		q.Printer = words.In(s.locale)
	}
	if no == nil {
		no = b.withinLimit(ctx, q)
	}
	if no != nil {
		return q, b.refuse(q, no), false
	}
	if s.unseen {
		q = q.privately()
		q.unshared = true
	}
	q, no = b.asSet(ctx, q)
	if no != nil {
		return q, b.refuse(q, no), false
	}
	return q, reply{}, true
}

// privately makes an answer that all would see one for q's person alone. A direct message is private already.
func (q ask) privately() ask {
	if q.surface == render.Channel && q.place != inDM {
		q.surface = render.Private
	}
	return q
}

// A closed is why q is not answered.
type closed struct {
	text string // a key of bot/words
	args []any
	err  error // for the log
}

// standing asks who q is from and where, and closes where that cannot be known.
func (b *Bot) standing(ctx context.Context, q ask) (standing, *closed) {
	if q.user == "" {
		return standing{}, &closed{text: guestText}
	}
	who, err := b.directory.people.get(ctx, q.user)
	s := standing{locale: who.Locale}
	if no := b.personAllowed(ctx, q.user, who, err); no != nil {
		return s, no
	}
	if q.channel == "" || q.place == inDM || q.surface == render.Home {
		return s, nil
	}
	unseen, no := b.channelAllowed(ctx, q.channel)
	s.unseen = unseen
	return s, no
}

// personAllowed is nil where a person may ask: who is listed, else full members of the bot's own team where everyone may.
func (b *Bot) personAllowed(ctx context.Context, user string, who person, err error) *closed {
	a := b.opts.Access
	if slices.Contains(a.Users, user) {
		return nil
	}
	listed, groupErr := b.inGroups(ctx, user)
	everyone := len(a.Users)+len(a.Groups) == 0 || slices.Contains(a.Users, Everyone) || slices.Contains(a.Groups, Everyone)
	switch {
	case listed:
		return nil
	case groupErr != nil && !(everyone && err == nil && who.Own && !who.Guest):
		return &closed{text: unknownText, err: groupErr}
	case err != nil && everyone:
		return &closed{text: unknownText, err: err}
	case !everyone:
		return &closed{text: unlistedText}
	case who.Guest || !who.Own:
		return &closed{text: guestText}
	}
	return nil
}

// inGroups reports whether a user is in one of the groups that may ask. The error is that of a group that could not be asked for.
func (b *Bot) inGroups(ctx context.Context, user string) (bool, error) {
	var failed error
	for _, g := range b.opts.Access.Groups {
		if g == Everyone {
			continue
		}
		users, err := b.directory.groups.get(ctx, g)
		if slices.Contains(users, user) {
			return true, nil
		}
		failed = errors.Join(failed, err)
	}
	return false, failed
}

// channelAllowed is nil where the bot may answer in a channel; unseen says that nobody knows who reads there.
func (b *Bot) channelAllowed(ctx context.Context, channel string) (unseen bool, no *closed) {
	list := b.opts.Access.Channels
	if slices.Contains(list, channel) {
		return false, nil
	}
	direct := strings.HasPrefix(channel, "D") // no list of channels is about direct messages
	if len(list) > 0 && !slices.Contains(list, Everyone) && !direct {
		return false, &closed{text: closedText}
	}
	r, err := b.directory.rooms.get(ctx, channel)
	switch {
	case err != nil:
		b.log.Debug("channel not seen", "error", redact(err))
		return true, nil
	case r.Shared:
		return false, &closed{text: sharedText}
	}
	return false, nil
}

// mayClick reports whether an element of a message may be used by who did, and completes c; else that person is told why not. What stands
// in a modal or on the Home tab asks for itself, where there is room to say so.
func (b *Bot) mayClick(ctx context.Context, c *click) bool {
	if c.q.surface == render.Modal || c.q.surface == render.Home {
		return true
	}
	surface := c.q.surface
	q, refusal, ok := b.admit(ctx, c.q)
	c.q = q
	c.q.surface = surface
	name, _, _ := strings.Cut(c.action.ActionID, ":")
	switch {
	case !ok:
		b.whisper(ctx, q, refusal.ref, refusal.rich.Text)
	case q.unshared && name == render.ShareAction:
		b.whisper(ctx, q, newRef(), q.Say(unsharedText))
	default:
		return true
	}
	return false
}

// refuse says to q's person alone why there is no answer. What was only overheard in a thread or a channel gets none.
func (b *Bot) refuse(q ask, no *closed) reply {
	ref := newRef()
	b.log.Info("not answered", "ref", ref, "why", no.reason(), "error", redact(no.err))
	if q.overheard() {
		return reply{ref: ref, shown: true}
	}
	args := no.args
	if no.text == unknownText {
		args = []any{ref}
	}
	q = q.privately()
	return q.shows(ref, render.Notice(q.Say(no.text, args...)))
}

// reason is a word for the log.
func (c *closed) reason() string {
	return map[string]string{guestText: "guest", unlistedText: "not listed", sharedText: "shared channel", closedText: "channel not listed",
		unknownText: "not known", limitText: "limit", offText: "switched off"}[c.text]
}

// overheard reports whether q was said to others as much as to the bot, so that nobody waits for an answer.
func (q ask) overheard() bool { return q.place == inThread || q.place == inPassing }
