package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/words"
)

var (
	notAskedText = words.Key("Your question could not be posted there. Please try again in a moment. Reference: %s")
	askHereText  = words.Key("In a channel, that button asks the others.")
)

// An asking is what the modal that asks the channel carries. The response URL is for a channel that the bot is no member of.
type asking struct {
	Channel string `json:"channel"`
	URL     string `json:"url,omitempty"`
	Wanted  string `json:"wanted"`
}

// noteAsked remembers what a person asked, in this process only, for the button under the answer: a button never carries a question.
func (b *Bot) noteAsked(q ask, value string) { b.lately.put(q.user+" "+q.channel+" "+value, q.text) }

// askChannel opens the modal in which a question is put to the channel: what was private is posted only as its asker sends it.
func (b *Bot) askChannel(ctx context.Context, c click) {
	q, closed, ok := b.letIn(ctx, c.q)
	if !ok {
		b.tell(ctx, c.q, closed)
		return
	}
	w, ok := readWanted(c.action.Value)
	if !ok {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	if openChannel(q.channel) == "" {
		b.tell(ctx, q, q.Say(askHereText))
		return
	}
	question, _ := b.lately.get(q.user + " " + q.channel + " " + c.action.Value)
	j, err := json.Marshal(asking{Channel: q.channel, URL: q.url, Wanted: w.value()})
	if err != nil || len(j) > render.MaxViewMetadata {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	if !b.open(ctx, q, render.AskChannel(q.channel, question, string(j), b.experts(w.Near), b.options(q))) {
		b.tell(ctx, q, q.Say(expiredModal))
	}
}

// channelAsked posts the question, once.
func (b *Bot) channelAsked(_ context.Context, v viewCall) (*slack.ViewSubmissionResponse, func(context.Context)) {
	var a asking
	question := strings.TrimSpace(entered(v.cb, render.AskChannelQuestion).Value)
	if json.Unmarshal([]byte(v.cb.View.PrivateMetadata), &a) != nil || !looksLikeID(a.Channel) || question == "" {
		return nil, nil
	}
	return nil, func(ctx context.Context) {
		if !b.memory.first(ctx, "ask:"+v.cb.View.ID) {
			return
		}
		w, _ := readWanted(a.Wanted)
		q := v.q
		q.channel, q.url, q.surface = a.Channel, a.URL, render.Channel
		q, closed, ok := b.letIn(ctx, q)
		if !ok {
			b.tell(ctx, q, closed)
			return
		}
		m := render.AskOthers(render.Wanted{Question: question, User: q.user, Experts: b.experts(w.Near), Carry: w.value()}, b.options(q))
		b.postForAll(ctx, q, q.shows(newRef(), m), notAskedText)
	}
}

// postForAll posts in a channel, or where the bot is no member by response URL; if that fails, who asked for it is told instead.
func (b *Bot) postForAll(ctx context.Context, q ask, r reply, instead string) {
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	err := b.attempt(ctx, r, b.posting(q.channel, "", nil))
	if errors.Is(err, errUnreachable) {
		err = b.attempt(ctx, r, b.responding(q.url, newChannelMessage))
	}
	if err != nil {
		b.log.Error("not posted for all", "ref", r.ref, "error", redact(err))
		b.whisper(ctx, q, r.ref, q.Say(instead, r.ref))
	}
}
