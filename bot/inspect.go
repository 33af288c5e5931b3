package bot

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// An Inspector looks at how an app stands with Slack, without being its bot: it answers nothing.
type Inspector struct {
	api *slack.Client
}

// NewInspector returns one. It connects to nothing yet.
func NewInspector(a Account) *Inspector {
	return &Inspector{NewClient(slog.New(slog.DiscardHandler), a)}
}

// An Installation is what Slack says of a bot token.
type Installation struct {
	Team, User string   // by their names
	Scopes     []string // granted; nil where Slack does not say
	// Ahead is how far this machine's clock is ahead of Slack's, right to a second. It is zero where Slack does not say.
	Ahead time.Duration
}

// Installation asks Slack about the bot token (auth.test). Its error says what to do where Slack refuses the token.
func (i *Inspector) Installation(ctx context.Context) (Installation, error) {
	asked := time.Now()
	me, err := i.api.AuthTestContext(ctx)
	if err != nil {
		if hopelessToken(err) {
			err = refusedBotToken(err)
		}
		return Installation{}, errors.New(redact(err))
	}
	return Installation{Team: me.Team, User: me.User, Scopes: grantedScopes(me.Header), Ahead: ahead(me.Header, asked, time.Now())}, nil
}

// scopesHeader lists what a token may, on every answer of the Web API.
const scopesHeader = "X-OAuth-Scopes"

// grantedScopes are the scopes in an answer's header, nil where it has none.
func grantedScopes(h http.Header) []string {
	list := h.Get(scopesHeader)
	if list == "" {
		return nil
	}
	scopes := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
	slices.Sort(scopes)
	return scopes
}

// ahead compares this machine's clock with the Date of an answer that was asked for and came at the times given. Slack leaves the
// fraction of the second out.
func ahead(h http.Header, asked, came time.Time) time.Duration {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	first, last := date, date.Add(time.Second)
	switch {
	case asked.After(last):
		return asked.Sub(last)
	case came.Before(first):
		return came.Sub(first)
	}
	return 0
}

// Connect opens a Socket Mode connection, waits until Slack greets it, and closes it. It returns how many connections the app has, this one
// included. While it is open, which is a moment, Slack may send it what would be for another one: an event comes again.
func (i *Inspector) Connect(ctx context.Context) (connections int, err error) {
	ctx, stop := context.WithCancel(ctx)
	sm := socketmode.New(i.api)
	var end error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		end = sm.RunContext(ctx)
	}()
	defer func() {
		stop()
		<-ended
	}()
	for {
		select {
		case <-ended:
			if ctx.Err() != nil {
				return 0, errUngreeted
			}
			return 0, refusedAppToken(end)
		case evt := <-sm.Events:
			switch evt.Type {
			case socketmode.EventTypeHello:
				return evt.Request.NumConnections, nil
			case socketmode.EventTypeConnectionError:
				if failed, ok := evt.Data.(*slack.ConnectionErrorEvent); ok && ctx.Err() == nil {
					return 0, errors.New(redact(failed.ErrorObj))
				}
			}
		}
	}
}

var errUngreeted = errors.New("slack did not greet the connection in time: is Socket Mode on, on the app's page?")

// mostChannels is how many channels are looked at: for a person, that there are many is enough.
const mostChannels = 1000

// Channels are the names of the channels that the bot is in, a thousand at most.
func (i *Inspector) Channels(ctx context.Context) ([]string, error) {
	p := slack.GetConversationsForUserParameters{Types: []string{"public_channel", "private_channel"}, ExcludeArchived: true, Limit: 200}
	var names []string
	for {
		list, next, err := i.api.GetConversationsForUserContext(ctx, &p)
		if err != nil {
			return nil, errors.New(redact(err))
		}
		for _, ch := range list {
			names = append(names, ch.Name)
		}
		if p.Cursor = next; next == "" || len(names) >= mostChannels {
			return names, nil
		}
	}
}
