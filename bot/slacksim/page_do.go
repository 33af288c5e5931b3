package slacksim

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A deed is what a person does on the page.
type deed struct {
	Do       string                    `json:"do"`
	Channel  string                    `json:"channel"`
	TS       string                    `json:"ts"`
	Thread   string                    `json:"thread_ts"`
	Text     string                    `json:"text"`
	BlockID  string                    `json:"block_id"`
	ActionID string                    `json:"action_id"`
	Change   map[string]any            `json:"change"`
	Values   map[string]map[string]any `json:"values"`
	All      bool                      `json:"all"`
	Seconds  float64                   `json:"seconds"`
}

// An outcome tells the page what came of a deed at once.
type outcome struct {
	Notice  string `json:"notice,omitempty"` // for this person, in this channel
	Invite  bool   `json:"invite,omitempty"` // offer to add the bot
	Options []any  `json:"options,omitempty"`
}

// serveDo does what a person does.
func (w *Workspace) serveDo(rw http.ResponseWriter, r *http.Request) {
	var d deed
	if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, maxBody)).Decode(&d); err != nil {
		http.Error(rw, "not a deed: "+err.Error(), http.StatusBadRequest)
		return
	}
	me := w.viewer(r)
	if d.Channel != "" && !w.mayUse(me, d.Channel) {
		http.Error(rw, "no such channel", http.StatusNotFound)
		return
	}
	o, err := w.attempt(r.Context(), me, d)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusConflict)
		return
	}
	writeJSON(rw, o)
}

func (w *Workspace) mayUse(me, channel string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.channels[channel]
	return c != nil && c.has(me)
}

// attempt turns the panics that tell a test of its mistake into errors: on a page, what one clicks may just have gone.
func (w *Workspace) attempt(ctx context.Context, me string, d deed) (o outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			s, ours := p.(string)
			if !ours || !strings.HasPrefix(s, "slacksim: ") {
				panic(p)
			}
			err = fmt.Errorf("%s", s)
		}
	}()
	if d.Do == "send" {
		return w.send(me, d), nil
	}
	if d.Do == "suggest" {
		return w.suggest(ctx, me, d)
	}
	if w.onMessage(me, d) || w.onView(me, d) || w.onTray(d) {
		return outcome{}, nil
	}
	return outcome{}, fmt.Errorf("nothing is called %q", d.Do)
}

// send takes what was typed into a composer.
func (w *Workspace) send(me string, d deed) outcome {
	text := strings.TrimSpace(d.Text)
	if text == "" {
		return outcome{}
	}
	if name, _, _ := strings.Cut(text, " "); strings.HasPrefix(name, "/") && len(name) > 1 {
		switch {
		case !w.opts.AnyCommand && !slices.ContainsFunc(w.opts.Commands, func(c Command) bool { return c.Name == name }):
			return outcome{Notice: name + " is not a valid command."}
		case d.Thread != "":
			return outcome{Notice: name + " is not supported in threads. Mention @" + w.opts.Bot + " instead."}
		}
		w.SlashLine(me, d.Channel, text)
		return outcome{}
	}
	m := w.SayInThread(me, d.Channel, d.Thread, text)
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.channels[d.Channel]; mentions(m.Text, Bot) && !c.has(Bot) {
		return outcome{Notice: "@" + w.opts.Bot + " is not in #" + c.Name + " and did not see this.", Invite: true}
	}
	return outcome{}
}

func (w *Workspace) onMessage(me string, d deed) bool {
	m := Message{Channel: d.Channel, TS: d.TS}
	switch d.Do {
	case "click":
		w.Act(me, m, d.BlockID, d.ActionID, d.Change)
	case "edit", "delete":
		if stands, ok := w.Message(d.Channel, d.TS); !ok || stands.User != me {
			panic("slacksim: only the writer may change a message")
		}
		if d.Do == "edit" {
			return w.Edit(d.Channel, d.TS, d.Text)
		}
		return w.Delete(d.Channel, d.TS)
	case "dismiss":
		if stands, ok := w.Message(d.Channel, d.TS); ok && stands.Ephemeral == me {
			return w.Delete(d.Channel, d.TS)
		}
	case "react":
		w.React(me, d.Channel, d.TS, d.Text)
	case "stop":
		w.StopStream(me, d.Channel, d.TS)
	case "invite":
		w.Join(Bot, d.Channel)
	case "shortcut":
		if d.TS == "" {
			w.shortcutIn(me, d.ActionID, d.Channel)
			return true
		}
		w.MessageShortcut(me, d.ActionID, m)
	default:
		return false
	}
	return true
}

func (w *Workspace) onView(me string, d deed) bool {
	switch d.Do {
	case "view_click":
		w.ClickView(me, d.BlockID, d.ActionID, d.Change)
	case "submit":
		w.Submit(me, d.Values)
	case "close":
		w.CloseView(me, d.All)
	case "home":
		w.OpenHome(me)
	case "messages":
		w.OpenMessages(me)
	default:
		return false
	}
	return true
}

// suggest asks the app for options and waits for them as long as Slack would.
func (w *Workspace) suggest(ctx context.Context, me string, d deed) (outcome, error) {
	ctx, stop := context.WithTimeout(ctx, 2*AckTimeout)
	defer stop()
	var in *Message
	if d.TS != "" {
		m, ok := w.Message(d.Channel, d.TS)
		if !ok {
			return outcome{}, fmt.Errorf("the message is gone")
		}
		in = &m
	}
	i := w.Suggest(me, in, d.ActionID, d.Text)
	if _, err := i.Acked(ctx); err != nil {
		return outcome{}, err
	}
	return outcome{Options: i.Options()}, nil
}

// maxAdvance bounds what the page's clock can be moved at once, so that a slip of a finger does not lose a year.
const maxAdvance = 120 * 24 * time.Hour

// advance moves the clock on, never back.
func (w *Workspace) advance(d time.Duration) {
	if d > 0 && d <= maxAdvance {
		w.clock.Advance(d)
	}
}

// onTray changes the conditions the app runs under.
func (w *Workspace) onTray(d deed) bool {
	switch d.Do {
	case "cut":
		w.CutConnections()
	case "refresh":
		w.Refresh()
	case "warn":
		w.Warn()
	case "fail500":
		w.Fail("*", Fault{Status: http.StatusInternalServerError, Times: 1})
	case "fail429":
		w.Fail("*", Fault{RetryAfter: 2 * time.Second, Times: 1})
	case "slow":
		w.Fail("*", Fault{Delay: time.Duration(d.Seconds * float64(time.Second))})
	case "limits":
		w.SetRateLimits(d.All)
	case "refuse":
		w.refuse(d.Text, d.All, nil)
	case "heal":
		w.Heal("*")
		w.acceptAll()
	case "advance":
		w.advance(time.Duration(min(d.Seconds, maxAdvance.Seconds()) * float64(time.Second)))
	case "until":
		w.advance(time.UnixMilli(int64(min(max(d.Seconds, 0), 1e11) * 1000)).Sub(w.now()))
	default:
		return false
	}
	w.mu.Lock()
	w.publish("connections", nil)
	w.mu.Unlock()
	return true
}
