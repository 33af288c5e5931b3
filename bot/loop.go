package bot

import (
	"context"
	"encoding/json"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/render"
	"archbot/bot/words"
)

// An envelope is what Slack sends over the socket and wants acked within 3 s.
type envelope struct {
	id   string
	line int64 // which connection it came on
	raw  json.RawMessage
}

// loop reads the client's events until ctx ends or the link does. It never waits: the channel holds 50 events, and a reader
// that lags also keeps Slack's pings from being noticed. Whatever takes time is handed to a goroutine.
func (b *Bot) loop(ctx, work context.Context, l *link) error {
	heartbeat := time.NewTicker(beat)
	defer heartbeat.Stop()
	b.beaten.Store(time.Now().UnixNano())
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-heartbeat.C:
			b.beaten.Store(now.UnixNano())
			if !b.connected.Load() && l.silent(now) {
				b.log.Warn("no connection, and nothing heard of one; starting anew", "after", silence)
			}
		case err := <-b.over:
			return err
		case err := <-l.ended:
			if err := l.over(err, b.opts.ConnectPause); err != nil {
				return err
			}
		case <-l.again:
			l.start()
		case evt := <-b.sm.Events:
			l.heard = time.Now()
			if err := b.take(work, l, evt); err != nil {
				return err
			}
		}
	}
}

// take deals with one event. An error ends the bot.
func (b *Bot) take(work context.Context, l *link, evt socketmode.Event) error {
	switch evt.Type {
	case socketmode.EventTypeSlashCommand, socketmode.EventTypeEventsAPI, socketmode.EventTypeInteractive:
		env := envelope{id: evt.Request.EnvelopeID, line: b.lines.Load(), raw: evt.Request.Payload}
		b.opts.Metrics.Envelope(string(evt.Type), evt.Request.RetryAttempt > 0)
		if b.hand(work, b.slots, func(ctx context.Context) { b.handle(ctx, env, evt.Data) }) {
			return nil
		}
		b.opts.Metrics.TurnedAway()
		b.log.Warn("too many envelopes in hand", "type", evt.Type, "limit", cap(b.slots))
		if !b.hand(work, b.turning, func(context.Context) { b.turnAway(evt, busyText) }) {
			b.log.Error("envelope left alone", "type", evt.Type)
		}
	case socketmode.EventTypeErrorBadMessage:
		if bad, ok := evt.Data.(*socketmode.ErrorBadMessage); ok {
			b.badMessage(work, bad)
		}
	case socketmode.EventTypeErrorWriteFailed:
		if failed, ok := evt.Data.(*socketmode.ErrorWriteFailed); ok {
			b.writeFailed(work, failed)
		}
	default:
		return b.connectionEvent(l, evt)
	}
	return nil
}

// connectionEvent notes how the connection fares.
func (b *Bot) connectionEvent(l *link, evt socketmode.Event) error {
	switch evt.Type {
	case socketmode.EventTypeConnecting:
		b.lines.Add(1)
		b.connected.Store(false)
		b.opts.Metrics.Connected(false)
	case socketmode.EventTypeConnected:
		if l.made(b.opts.Now(), b.opts.MaxConnects) {
			b.log.Warn("connections die as soon as they are made; pausing", "limit", b.opts.MaxConnects, "per", time.Minute,
				"pause", b.opts.ConnectPause, "hint", "is the app connected from more than ten places?")
		}
	case socketmode.EventTypeHello:
		b.connected.Store(true)
		b.opts.Metrics.Connected(true)
		b.log.Info("connected to slack", "app", evt.Request.ConnectionInfo.AppID, "connections", evt.Request.NumConnections)
	case socketmode.EventTypeConnectionError:
		if failed, ok := evt.Data.(*slack.ConnectionErrorEvent); ok {
			return b.connectFailed(failed)
		}
	case socketmode.EventTypeIncomingError:
		if failed, ok := evt.Data.(*slack.IncomingEventError); ok {
			b.log.Info("connection lost or frame unreadable", "error", redact(failed.ErrorObj))
		}
	}
	return nil
}

// connectFailed logs a failed connect, which the client tries again with growing pauses, and ends the bot where the answer
// will never change.
func (b *Bot) connectFailed(failed *slack.ConnectionErrorEvent) error {
	if hopelessToken(failed.ErrorObj) {
		return refusedAppToken(failed.ErrorObj)
	}
	log := b.log
	if failed.ErrorObj.Error() == "socket_mode_disabled" {
		log = log.With("hint", "switch Socket Mode on in the app's settings")
	}
	log.Warn("cannot connect to slack; trying again", "attempt", failed.Attempt, "in", failed.Backoff.Round(time.Millisecond),
		"error", redact(failed.ErrorObj))
	return nil
}

// handle acks an envelope and answers it, in a goroutine of its own.
func (b *Bot) handle(ctx context.Context, env envelope, data any) {
	again := !b.met.first("envelope:" + env.id)
	switch data := data.(type) {
	case slack.SlashCommand:
		if again {
			b.sendAck(env.id, nil)
			return
		}
		b.command(ctx, env, data)
	case slackevents.EventsAPIEvent:
		b.sendAck(env.id, nil)
		if !again {
			b.event(ctx, data)
		}
	case slack.InteractionCallback:
		b.interaction(ctx, env, data, again)
	}
}

// turnAway tells the person who gave a command to ask again. Events are not acked, so that Slack sends them again, to this
// process or another; a click left alone shows Slack's own warning sign.
func (b *Bot) turnAway(evt socketmode.Event, text string) {
	if evt.Type != socketmode.EventTypeSlashCommand {
		return
	}
	b.sendAck(evt.Request.EnvelopeID, newPrivateMessage(render.Notice(words.Printer{}.Say(text))))
}

// badMessage acks an envelope that could not be decoded, which nobody else does: Slack would send it three times more. Where
// a person waits for it and left an address, it is told.
func (b *Bot) badMessage(work context.Context, bad *socketmode.ErrorBadMessage) {
	var env struct {
		EnvelopeID string `json:"envelope_id"`
		Type       string `json:"type"`
		Payload    struct {
			ResponseURL string `json:"response_url"`
		} `json:"payload"`
	}
	err := json.Unmarshal(bad.Message, &env)
	ref := newRef()
	b.log.Warn("undecodable envelope", "ref", ref, "type", env.Type, "envelope", env.EnvelopeID, "error", redact(bad.Cause))
	if err != nil && env.EnvelopeID == "" {
		return
	}
	b.hand(work, b.slots, func(ctx context.Context) {
		b.sendAck(env.EnvelopeID, nil)
		if env.Payload.ResponseURL != "" && b.met.first("envelope:"+env.EnvelopeID) {
			b.respond(ctx, env.Payload.ResponseURL, ask{surface: render.Private}.sorry(ref))
		}
	})
}

// writeFailed sends the answer that rode in a lost ack by response URL. A lost empty ack needs nothing: Slack sends the event
// again, and it is known.
func (b *Bot) writeFailed(work context.Context, failed *socketmode.ErrorWriteFailed) {
	b.opts.Metrics.AckLost()
	b.log.Warn("ack not written", "envelope", failed.Response.EnvelopeID, "error", redact(failed.Cause))
	b.hand(work, b.slots, func(ctx context.Context) { b.rescue(ctx, failed) })
}

func (b *Bot) rescue(ctx context.Context, failed *socketmode.ErrorWriteFailed) {
	if m, ok := failed.Response.Payload.(*responseMessage); ok && m.rescue != nil {
		m.rescue(ctx)
	}
}

// drain waits until the answers in hand have been sent, and a moment longer for the acks that only wait in the client's
// queue. People who give a command meanwhile are asked to try again; events are left for Slack to send elsewhere.
func (b *Bot) drain(ctx context.Context, abort context.CancelFunc) {
	b.draining.Store(true)
	b.log.Info("ending; no more questions are taken", "in_hand", len(b.slots))
	idle := make(chan struct{})
	go func() {
		b.running.Wait()
		close(idle)
	}()
	limit := time.NewTimer(b.opts.DrainTimeout)
	defer limit.Stop()
	inHand := idle
	for {
		select {
		case evt := <-b.sm.Events:
			if failed, ok := evt.Data.(*socketmode.ErrorWriteFailed); ok {
				b.rescue(ctx, failed)
			}
			b.turnAway(evt, restartText)
		case <-inHand:
			inHand = nil
			limit.Reset(b.opts.FlushTime)
		case <-limit.C:
			if inHand != nil {
				b.abandon(abort, idle)
			}
			return
		}
	}
}

// abandon ends the answers still in hand at the end of DrainTimeout. One that does not even notice is left behind.
func (b *Bot) abandon(abort context.CancelFunc, idle <-chan struct{}) {
	b.log.Error("answers lost at shutdown", "in_hand", len(b.slots), "waited", b.opts.DrainTimeout)
	abort()
	t := time.NewTimer(b.opts.FlushTime)
	defer t.Stop()
	select {
	case <-idle:
	case <-t.C:
	}
}
