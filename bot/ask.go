package bot

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"archbot/bot/metrics"
	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
)

// An ask is what a person said to the bot, wherever that was, and all that is known of who and where. A surface makes it, [Bot.heed]
// answers it, and the surface sends the answer. It speaks the person's language: q.Say.
type ask struct {
	words.Printer        // for the bot's own words; the zero one is English
	ref           string // of the answer, once it is being made: the same in the log, in traces and in an apology
	place         place  // where it was said
	user, team    string // who
	channel       string // where; empty where there is none, as for a global shortcut
	ts            string // of the message that says it; empty for a command and a click
	thread        string // of the thread to answer in; empty where the answer is private or stands by itself
	trigger       string // trigger ID to open a modal with, good for 3 s and once; empty where there is none
	url           string // response URL; empty where there is none
	subject       string // of the conversation so far, for a question that names none
	sharedBy      string // whose question the answer is that all see; empty where that is plain
	meant         string // the verb that it may have been meant to begin with; said where the notes have nothing
	text          string // what was said, without Slack's marks; behind a verb, what comes after it
	surface       render.Surface
	level         kb.Level // of the channel's readers, for a question that asks for none
	unshared      bool     // a private answer has no button to share it: nobody knows who is in the channel
}

// A place is where something is said to the bot.
type place uint8

const (
	inCommand  place = iota // /arch …
	inMention               // @archbot … in a channel
	inDM                    // a direct message
	inThread                // in a thread that the bot was called into, without a mention
	inClick                 // a button under a message
	inPassing               // a message in a channel that mentions nobody, where the bot also answers such questions
	inShortcut              // a shortcut on a message
)

// String names the place in metrics and traces.
func (p place) String() string {
	if int(p) < len(placeNames) {
		return placeNames[p]
	}
	return "elsewhere"
}

var placeNames = [...]string{inCommand: "command", inMention: "mention", inDM: "dm", inThread: "thread", inClick: "click",
	inPassing: "passing", inShortcut: "shortcut"}

// placeOf is the place of a name.
func placeOf(name string) place { return place(max(0, slices.Index(placeNames[:], name))) }

// result names in metrics how a request came out.
func (r reply) result() string {
	switch {
	case r.failed:
		return "failed"
	case r.outcome == "":
		return "other"
	}
	return string(r.outcome)
}

// options are those that what q is answered with is shown by.
func (b *Bot) options(q ask) render.Options {
	o := b.opts.Render
	o.Surface, o.Language, o.Unseen = q.surface, q.Language(), q.unshared
	o.SharedBy, o.Carry, o.Meant = q.sharedBy, carry, q.meant
	o.Votes, o.Asker = true, q.user
	o.Gap, o.AskChannel = gapValue, openChannel(q.channel) != "" && !q.unshared
	return o
}

// A reply is what a request is answered with, whatever the surface.
type reply struct {
	ref      string // short identifier, the same in the log and in an apology
	surface  render.Surface
	language string // of an apology that takes its place
	rich     render.Message
	plain    func() render.Message   // the same in plain sections, for a Slack that refuses a block of rich
	brief    func() render.Message   // as short as can be, for a Slack to which plain is too long; nil where plain is short
	rest     func() []render.Message // what a long answer goes on with, in its thread; nil where it is whole
	outcome  answer.Outcome          // empty for what is no answer: help, notices, apologies
	about    string                  // what it is about, for a question that goes on; see answer.Request.Context
	blocks   []store.Block           // that it shows
	gaps     []store.Gap             // what the notes lack for it
	carry    string                  // of the buttons under an answer that lacks something; else empty
	failed   bool                    // it is an apology
	quiet    bool                    // after it the bot is silent in the thread until it is mentioned
	shown    bool                    // it is shown already, a modal for instance: nothing is sent
}

// heed answers q: by the verb it begins with, else from the notes. It always comes back with something to say: help where nothing was
// asked, and an apology where what was asked failed, panicked or took too long.
func (b *Bot) heed(ctx context.Context, q ask) (r reply) {
	ref := newRef()
	q.ref = ref
	answered := b.opts.Metrics.Asked(q.place.String())
	ctx, end := metrics.Span(ctx, "heed", "place", q.place.String(), "ref", ref)
	defer func() {
		if p := recover(); p != nil {
			b.logPanic(ref, p)
			r = q.sorry(ref)
		}
		answered(r.result())
		end(nil)
	}()
	ctx, cancel := context.WithTimeout(ctx, b.opts.AnswerTimeout)
	defer cancel()
	q, refusal, ok := b.admit(ctx, q)
	if !ok {
		return refusal
	}
	if r, ok := b.byVerb(ctx, q); ok {
		return r
	}
	return b.question(ctx, q)
}

// question answers q from the notes.
func (b *Bot) question(ctx context.Context, q ask) reply {
	req := answer.Parse(q.text)
	req.Limit = answer.DefaultLimit // a message has no room for more
	req.Context = q.subject
	if req.Level == kb.AnyLevel {
		req.Level = q.level
	}
	q.meant = nearVerb(b.verbs, q.text)
	r := b.answer(ctx, req, q)
	b.countGaps(ctx, q, r.gaps)
	if r.carry != "" {
		b.noteAsked(q, r.carry)
	}
	return r
}

// answer answers a request within its deadline. A private answer gets a button to share it.
func (b *Bot) answer(ctx context.Context, req answer.Request, q ask) reply {
	o := b.options(q)
	req.Onward = true
	req.Prior = b.prior(ctx)
	r := reply{ref: q.ref, surface: o.Surface, language: o.Language}
	if r.ref == "" {
		r.ref = newRef()
	}
	var a answer.Answer
	r.rich = b.guard(r.ref, o.Language, func() render.Message {
		ctx, cancel := within(ctx, b.opts.AnswerTimeout)
		defer cancel()
		var err error
		began := time.Now()
		a, err = b.answerer.Answer(ctx, req)
		b.opts.Metrics.Took(metrics.StageAnswer, time.Since(began))
		if err != nil {
			r.failed = true
			b.log.Error("question not answered", "ref", r.ref, "error", err)
			return render.Sorry(r.ref, o.Language)
		}
		if o.Surface == render.Private {
			o.Share = shareValue(a)
		}
		began = time.Now()
		m := render.Answer(a, o)
		b.opts.Metrics.Took(metrics.StageRender, time.Since(began))
		r.outcome, r.about, r.blocks = a.Outcome, about(a), blocksOf(a)
		r.gaps, r.carry = gapsOf(a), gapValue(a)
		putOff(ctx, func() {
			b.log.Info("answered", "ref", r.ref, "outcome", a.Outcome, "snippets", len(a.Snippets), "took", a.Took)
		})
		return m
	})
	r.plain = func() render.Message {
		if r.outcome == "" {
			return render.Sorry(r.ref, o.Language)
		}
		return b.guard(r.ref, o.Language, func() render.Message { return render.Plain(a, o) })
	}
	r.rest = func() []render.Message {
		if r.outcome != answer.Found {
			return nil
		}
		return render.Rest(a, o)
	}
	r.brief = func() render.Message {
		if r.outcome == "" {
			return render.Sorry(r.ref, o.Language)
		}
		return b.guard(r.ref, o.Language, func() render.Message { return render.Brief(a, o) })
	}
	return r
}

// within is context.WithTimeout, but for a context that ends in that time anyway, which is as good.
func within(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= d {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, d)
}

// blocksOf are the blocks that an answer is made of.
func blocksOf(a answer.Answer) []store.Block {
	blocks := make([]store.Block, len(a.Snippets))
	for i, s := range a.Snippets {
		blocks[i] = store.Block{ID: s.Block.ID, Rev: s.Block.Rev}
	}
	return blocks
}

// about is what an answer is about, as the context of the next question.
func about(a answer.Answer) string {
	switch {
	case a.Outcome == answer.Compared:
		return strings.Join(a.Subjects, " vs ")
	case len(a.Subjects) > 0:
		return a.Subjects[0]
	case len(a.Snippets) > 0 && a.Total == 0:
		return a.Snippets[0].Block.Name()
	}
	return ""
}

// guard makes a message with f; if f panics, it is an apology.
func (b *Bot) guard(ref, language string, f func() render.Message) (m render.Message) {
	defer func() {
		if p := recover(); p != nil {
			b.logPanic(ref, p)
			m = render.Sorry(ref, language)
		}
	}()
	return f()
}

// sorry is a reply that has only an apology to make.
func (q ask) sorry(ref string) reply {
	r := q.shows(ref, render.Sorry(ref, q.Language()))
	r.failed = true
	return r
}

// notice is a reply of one sentence, in q's language.
func (q ask) notice(text string) reply { return q.shows(newRef(), render.Notice(text)) }

// shows is a reply of one message that every Slack takes.
func (q ask) shows(ref string, m render.Message) reply {
	return reply{ref: ref, surface: q.surface, language: q.Language(), rich: m, plain: func() render.Message { return m }}
}

// newRef makes an identifier to read out: eight hexadecimal digits.
func newRef() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
