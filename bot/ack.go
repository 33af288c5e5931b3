package bot

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// What a command's ack may carry. Slack says nothing back to an ack, so a refused one is silence; what comes near a limit
// goes by response URL.
const (
	maxAck       = 20 * 1024       // bytes of the whole frame; Slack drops it from there on (slack-go says so, too)
	maxAckBlocks = 10_000          // bytes of blocks; msg_blocks_too_long was seen near 11,000, though Slack documents no number
	ackTimeout   = 3 * time.Second // to get into the client's queue of 20; later the ack is worth nothing
)

// An ack answers a command's envelope exactly once: with the answer in it, or empty when that takes too long.
type ack struct {
	b     *Bot
	env   envelope
	sent  atomic.Bool
	timer *time.Timer
	early chan struct{} // closed when the timer's ack has been queued
}

// ackWithin starts the clock.
func (b *Bot) ackWithin(d time.Duration, env envelope) *ack {
	a := &ack{b: b, env: env, early: make(chan struct{})}
	a.timer = time.AfterFunc(d, func() {
		defer close(a.early)
		a.empty()
	})
	return a
}

// close sends the ack if nothing has, and ends the timer.
func (a *ack) close() {
	a.empty()
	if !a.timer.Stop() {
		<-a.early
	}
}

func (a *ack) empty() {
	if a.sent.CompareAndSwap(false, true) {
		a.b.sendAck(a.env.id, nil)
	}
}

// carry sends m in the ack and reports whether it could: not too late, not on another connection than the envelope's, not
// while that is about to be closed, and only what is sure to be shown. When the ack cannot be written to the socket after all, rescue
// is called.
func (a *ack) carry(m render.Message, rescue func(context.Context)) bool {
	if !m.Classic() || !fitsAck(m, a.env.id) || a.b.draining.Load() || a.b.lines.Load() != a.env.line {
		return false
	}
	p := newPrivateMessage(m)
	p.rescue = rescue
	if !a.sent.CompareAndSwap(false, true) {
		return false
	}
	if a.b.sendAck(a.env.id, p) {
		return true
	}
	a.b.sendAck(a.env.id, nil)
	return false
}

// ackKeys is what the frame of an ack has in bytes beside the envelope's ID and the message, at most.
const ackKeys = 200

// fitsAck reports whether m is well under what an ack may carry.
func fitsAck(m render.Message, id string) bool {
	whole, blocks := m.JSONSize()
	return blocks <= maxAckBlocks && whole+len(id)+ackKeys < maxAck
}

// sendAck queues an ack and reports whether there was room in time. The deadline is its own: an ack is due whatever has
// become of the answer.
func (b *Bot) sendAck(id string, payload any) bool {
	ctx, cancel := context.WithTimeout(context.Background(), ackTimeout)
	defer cancel()
	if err := b.sm.AckCtx(ctx, id, payload); err != nil {
		b.log.Error("ack not queued", "envelope", id, "error", err)
		return false
	}
	return true
}

// A responseMessage is the payload of a command's ack, and the body of a post to a response URL. Its type says who sees it.
type responseMessage struct {
	ResponseType    string `json:"response_type"`
	ReplaceOriginal bool   `json:"replace_original"`
	ThreadTS        string `json:"thread_ts,omitempty"`
	Text            string `json:"text"`
	Blocks          []any  `json:"blocks,omitempty"`
	UnfurlLinks     bool   `json:"unfurl_links"`
	UnfurlMedia     bool   `json:"unfurl_media"`

	rescue func(context.Context) // sends it another way, when an ack that carries it is lost
}

// newPrivateMessage is m for one person's eyes.
func newPrivateMessage(m render.Message) *responseMessage {
	return &responseMessage{ResponseType: slack.ResponseTypeEphemeral, Text: m.Text, Blocks: direct(m.Blocks)}
}

// replaceOriginal is m in the place of the private message that was clicked.
func replaceOriginal(m render.Message) *responseMessage {
	p := newPrivateMessage(m)
	p.ReplaceOriginal = true
	return p
}

// newChannelMessage is m for all in the channel.
func newChannelMessage(m render.Message) *responseMessage {
	return &responseMessage{ResponseType: slack.ResponseTypeInChannel, Text: m.Text, Blocks: direct(m.Blocks)}
}
