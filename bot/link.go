package bot

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack/socketmode"
)

// A link keeps the socketmode client running and brakes it. Only the loop uses it.
type link struct {
	sm      *socketmode.Client
	ctx     context.Context // of the connection
	stop    context.CancelFunc
	ended   chan error // what RunContext returned
	running bool

	pausing  bool             // stop was called to pause
	again    <-chan time.Time // when to start again
	connects []time.Time      // those of the last minute
	heard    time.Time        // when the client last said anything
}

// silence is how long the client may say nothing without a connection before it is started anew. It tells of each attempt to connect, and
// waits five minutes at most between two.
const silence = 7 * time.Minute

// silent stops a client that has said nothing for too long, so that it is started again, and reports whether it did.
func (l *link) silent(now time.Time) bool {
	if !l.running || l.pausing || now.Sub(l.heard) < silence {
		return false
	}
	l.pausing = true
	l.stop()
	return true
}

// start runs the client, which connects and reconnects by itself until it is stopped or a token is refused.
func (l *link) start() {
	l.again, l.pausing, l.connects = nil, false, nil
	ctx, stop := context.WithCancel(l.ctx)
	l.stop, l.running, l.heard = stop, true, time.Now()
	go func() { l.ended <- l.sm.RunContext(ctx) }()
}

// made notes a connection and reports whether there have been more than limit within a minute: connections that succeed and
// die at once, which the client would go on making with no pause at all. Then it stops the client.
func (l *link) made(now time.Time, limit int) bool {
	recent := l.connects[:0]
	for _, t := range l.connects {
		if now.Sub(t) < time.Minute {
			recent = append(recent, t)
		}
	}
	l.connects = append(recent, now)
	if len(l.connects) <= limit || l.pausing {
		return false
	}
	l.pausing = true
	l.stop()
	return true
}

// over is told what RunContext returned. It returns the error that ends the bot, or plans a new start after pause.
func (l *link) over(err error, pause time.Duration) error {
	l.stop()
	l.running = false
	if l.pausing || errors.Is(err, context.Canceled) {
		l.again = time.After(pause)
		return nil
	}
	return refusedAppToken(err)
}

// wait returns when the client has ended, after its context has.
func (l *link) wait() {
	if l.running {
		<-l.ended
		l.running = false
	}
}
