package bot

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/metrics"
	"archbot/bot/render"
	"archbot/bot/words"
)

// maxWaits is how many times one message is sent again because Slack asked to wait.
const maxWaits = 3

// A refusal is Slack's no to what a message is made of, where the same words in plain sections have a chance.
type refusal struct {
	code    string   // invalid_blocks, msg_blocks_too_long …
	details []string // what is wrong, with JSON pointers; nothing of the message itself
}

func (r *refusal) Error() string { return "message refused: " + r.code }

// tooLong reports whether less of the same would do.
func (r *refusal) tooLong() bool { return r.code == "msg_blocks_too_long" || r.code == "msg_too_long" }

// errUnreachable is a place where nothing can be said, not even an apology.
var errUnreachable = errors.New("place cannot be posted to")

// deliver sends r: as it is, in plain sections if a block of it is refused, shorter if it is too long, as an apology if that fails too.
// Where Slack did not say whether it took the message, who asked is told so: silence is worse. An error is what the log has.
func (b *Bot) deliver(ctx context.Context, r reply, send func(context.Context, render.Message) error) error {
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	began := time.Now()
	err := b.attempt(ctx, r, send)
	b.opts.Metrics.Took(metrics.StageReply, time.Since(began))
	if err == nil {
		return nil
	}
	b.log.Error("reply not sent", "ref", r.ref, "error", redact(err))
	if errors.Is(err, errUnreachable) {
		return err
	}
	sorry := render.Sorry(r.ref, r.language)
	if unsure(err) {
		sorry = render.Notice(words.In(r.language).Say(unsureText, r.ref))
	}
	if err := insistently(ctx, sorry, send); err != nil {
		b.log.Error("apology not sent", "ref", r.ref, "error", redact(err))
	}
	return err
}

// insistently sends what may rather be there twice than not at all, such as an apology.
func insistently(ctx context.Context, m render.Message, send func(context.Context, render.Message) error) error {
	for try := 1; ; try++ {
		err := patiently(ctx, m, send)
		if !unsure(err) || try == maxPosts || !wait(ctx, time.Duration(try)*postPause) {
			return err
		}
	}
}

// attempt sends r as it is, in plain sections if a block of it is refused, and as short as can be if it is too long.
func (b *Bot) attempt(ctx context.Context, r reply, send func(context.Context, render.Message) error) error {
	m := r.rich
	if b.refused.any(r.surface, m) {
		m = r.plain()
	}
	err := patiently(ctx, m, send)
	for i, other := range []func() render.Message{r.plain, r.brief} {
		var no *refusal
		if !errors.As(err, &no) || i == 1 && !no.tooLong() {
			return err
		}
		kinds := b.refused.remember(r.surface, m, no)
		b.log.Warn("message refused; answering in plain sections", "ref", r.ref, "error", no.code, "details", no.details,
			"blocks_given_up", kinds)
		if other != nil {
			m = other()
			err = patiently(ctx, m, send)
		}
	}
	return err
}

// patiently sends m, and again after the time Slack asks for while ctx allows that long.
func patiently(ctx context.Context, m render.Message, send func(context.Context, render.Message) error) error {
	for waits := 0; ; waits++ {
		err := send(ctx, m)
		var limited *slack.RateLimitedError
		if !errors.As(err, &limited) || waits == maxWaits {
			return err
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < limited.RetryAfter || !wait(ctx, limited.RetryAfter) {
			return err
		}
	}
}

// post answers in a thread of a channel or a direct message, and returns the timestamps of what was posted.
func (b *Bot) post(ctx context.Context, channel, thread string, r reply) (posted []string, err error) {
	if r.shown {
		return nil, nil
	}
	send := b.posting(channel, thread, &posted)
	if err := b.deliver(ctx, r, send); err != nil {
		return posted, err
	}
	b.goOn(ctx, r, send)
	return posted, nil
}

// goOn sends what a long answer goes on with.
func (b *Bot) goOn(ctx context.Context, r reply, send func(context.Context, render.Message) error) {
	if r.rest == nil {
		return
	}
	for _, m := range r.rest() {
		if b.deliver(ctx, r.as(m), send) != nil {
			return
		}
	}
}

// as is r with another message, which every Slack takes.
func (r reply) as(m render.Message) reply {
	r.rich, r.plain, r.brief, r.rest = m, func() render.Message { return m }, nil, nil
	return r
}

// posting sends by chat.postMessage, to the channel itself where thread is empty, and notes the timestamps of what it posts.
func (b *Bot) posting(channel, thread string, posted *[]string) func(context.Context, render.Message) error {
	return func(ctx context.Context, m render.Message) error {
		ts, err := b.postSurely(ctx, channel, thread, m)
		if err == nil && posted != nil {
			*posted = append(*posted, ts)
		}
		return err
	}
}

// updating sends by chat.update, in the place of a message.
func (b *Bot) updating(channel, ts string) func(context.Context, render.Message) error {
	return func(ctx context.Context, m render.Message) error {
		_, _, _, err := b.api.UpdateMessageContext(ctx, channel, ts, contents(m)...)
		return sorted(err)
	}
}

// contents are the options that say what a message shows.
func contents(m render.Message) []slack.MsgOption {
	options := []slack.MsgOption{slack.MsgOptionText(m.Text, false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	if len(m.Blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(m.Blocks...))
	}
	return options
}

// sorted tells apart what Slack's answer to a post means here.
func sorted(err error) error {
	var no slack.SlackErrorResponse
	if !errors.As(err, &no) {
		return err
	}
	switch no.Err {
	case "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", "only_one_table_allowed",
		"invalid_arguments", "msg_too_long":
		return &refusal{code: no.Err, details: no.ResponseMetadata.Messages}
	case "not_in_channel", "channel_not_found", "message_not_found", "cant_update_message", "edit_window_closed", "is_archived", "restricted_action", "messages_tab_disabled", "missing_scope",
		"invalid_auth", "account_inactive", "token_revoked":
		return fmt.Errorf("%w: %w", errUnreachable, err)
	}
	return err
}

// refusals are the kinds of blocks that Slack has refused on a surface since the process began.
type refusals struct {
	mu    sync.Mutex
	kinds map[render.Surface][]slack.MessageBlockType
}

// any reports whether m has a block that was refused on the surface before.
func (rs *refusals) any(s render.Surface, m render.Message) bool {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return slices.ContainsFunc(m.Blocks, func(b slack.Block) bool { return slices.Contains(rs.kinds[s], b.BlockType()) })
}

// remember notes which kinds of blocks not to try again on the surface, and returns them: the kind of the blocks pointed at, or with
// no pointer all that are newer than the classic five. A message that was only too long says nothing about its kinds of
// blocks, and the classic ones are never given up.
func (rs *refusals) remember(s render.Surface, m render.Message, no *refusal) []slack.MessageBlockType {
	if no.tooLong() {
		return nil
	}
	blocks := pointedAt(m.Blocks, no.details)
	if blocks == nil {
		blocks = m.Blocks
	}
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var kinds []slack.MessageBlockType
	for _, b := range blocks {
		kind := b.BlockType()
		if (render.Message{Blocks: []slack.Block{b}}).Classic() || slices.Contains(kinds, kind) {
			continue
		}
		kinds = append(kinds, kind)
		if rs.kinds == nil {
			rs.kinds = map[render.Surface][]slack.MessageBlockType{}
		}
		rs.kinds[s] = append(rs.kinds[s], kind)
	}
	return kinds
}

// pointer is how Slack says where: [json-pointer:/blocks/1/elements].
var pointer = regexp.MustCompile(`json-pointer:/blocks/(\d+)`)

// pointedAt returns the blocks that details name.
func pointedAt(blocks []slack.Block, details []string) []slack.Block {
	var found []slack.Block
	for _, d := range details {
		if at := pointer.FindStringSubmatch(d); at != nil {
			if i, err := strconv.Atoi(at[1]); err == nil && i < len(blocks) {
				found = append(found, blocks[i])
			}
		}
	}
	return found
}
