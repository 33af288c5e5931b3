package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// A message that Slack answered with an error of its own, or not at all, may be there all the same. A post that all see carries an
// identifier in its metadata, by which it is looked for before it is posted again. What one person sees cannot be looked for, and is not
// sent again: who asked is told.

// sentEvent is the metadata event_type of what the bot posts; its payload has the identifier.
const sentEvent = "archbot_sent"

const (
	maxPosts   = 3                      // how many times a post is made that is found not to be there
	postPause  = 200 * time.Millisecond // before the second look, and twice that before the third
	looksBack  = 200                    // messages of a thread or channel looked through, a page
	mostLooked = 5                      // pages
)

// errUnsure is a message that may be there or not, where that cannot be found out.
var errUnsure = errors.New("slack did not say whether the message was taken")

// unsure reports whether err may have come after the effect.
func unsure(err error) bool {
	if err == nil || unsent(err) {
		return false
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return status.Code >= http.StatusInternalServerError
	}
	var (
		answered slack.SlackErrorResponse
		limited  *slack.RateLimitedError
		no       *refusal
	)
	return !errors.As(err, &answered) && !errors.As(err, &limited) && !errors.As(err, &no) && !errors.Is(err, errUnreachable)
}

// postSurely posts once: where Slack did not say whether it took the message, that is looked for before it is posted again.
func (b *Bot) postSurely(ctx context.Context, channel, thread string, m render.Message) (ts string, err error) {
	id := rand.Text()
	options := append(contents(m), slack.MsgOptionMetadata(slack.SlackMetadata{EventType: sentEvent, EventPayload: map[string]any{"id": id}}))
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	for try := 1; ; try++ {
		_, ts, err = b.api.PostMessageContext(ctx, channel, options...)
		if !unsure(err) {
			return ts, sorted(err)
		}
		b.log.Warn("slack did not say whether it took a message; looking for it", "try", try, "error", redact(err))
		ts, looked := b.lookFor(ctx, channel, thread, id)
		switch {
		case ts != "":
			return ts, nil
		case looked != nil:
			return "", fmt.Errorf("%w: %w; looking for it: %w", errUnsure, err, looked)
		case try == maxPosts || !wait(ctx, time.Duration(try)*postPause):
			return "", err
		}
	}
}

// lookFor looks for a message of the bot by its identifier, and gives its timestamp; empty where it is not there.
func (b *Bot) lookFor(ctx context.Context, channel, thread, id string) (ts string, err error) {
	cursor := ""
	for range mostLooked {
		var page []slack.Message
		err := retryOnce(ctx, func() (err error) {
			page, cursor, err = b.page(ctx, channel, thread, cursor)
			return err
		})
		if err != nil {
			return "", err
		}
		for _, m := range page {
			if m.Metadata.EventType == sentEvent && m.Metadata.EventPayload["id"] == id {
				return m.Timestamp, nil
			}
		}
		if cursor == "" {
			return "", nil
		}
	}
	return "", errors.New("too many messages to look through")
}

// retryOnce does what only reads, and waits as Slack asks or a moment before it does it once more.
func retryOnce(ctx context.Context, read func() error) error {
	var err error
	for range maxPosts {
		if err = read(); err == nil {
			return nil
		}
		pause := postPause
		var limited *slack.RateLimitedError
		if errors.As(err, &limited) {
			pause = limited.RetryAfter
		} else if !unsure(err) {
			return err
		}
		if !wait(ctx, pause) {
			return err
		}
	}
	return err
}

// page reads messages of a thread, or of a channel from the newest on.
func (b *Bot) page(ctx context.Context, channel, thread, cursor string) (page []slack.Message, next string, err error) {
	if thread == "" {
		h, err := b.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: channel, Cursor: cursor, Limit: looksBack, IncludeAllMetadata: true,
		})
		if err != nil {
			return nil, "", err
		}
		return h.Messages, h.ResponseMetaData.NextCursor, nil
	}
	page, more, next, err := b.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
		ChannelID: channel, Timestamp: thread, Cursor: cursor, Limit: looksBack, IncludeAllMetadata: true,
	})
	if !more {
		next = ""
	}
	return page, next, err
}
