package bot

import (
	"context"
	"crypto/rand"
	"fmt"

	"archbot/bot/render"
	"archbot/kb/answer"
)

// A reply is what a request is answered with, whatever the surface.
type reply struct {
	ref     string // short identifier, the same in the log and in an apology
	surface render.Surface
	rich    render.Message
	plain   func() render.Message // the same in plain sections, for a Slack that refuses a block of rich
	outcome answer.Outcome        // empty for what is no answer: help, notices, apologies
}

// ask answers question, a person's words without Slack's marks, for a surface. It always comes back with something to say:
// help where nothing was asked, and an apology where the answerer failed, panicked or took too long.
func (b *Bot) ask(ctx context.Context, question string, surface render.Surface) reply {
	o := b.opts.Render
	o.Surface = surface
	if wantsHelp(question) {
		r := reply{ref: newRef(), surface: surface}
		r.rich = b.guard(r.ref, func() render.Message { return render.Help(o) })
		r.plain = func() render.Message { return r.rich }
		return r
	}
	req := answer.Parse(question)
	req.Limit = answer.DefaultLimit // a message has no room for more
	return b.answer(ctx, req, o)
}

// answer answers a request within its deadline. A private answer gets a button to share it.
func (b *Bot) answer(ctx context.Context, req answer.Request, o render.Options) reply {
	r := reply{ref: newRef(), surface: o.Surface}
	var a answer.Answer
	r.rich = b.guard(r.ref, func() render.Message {
		ctx, cancel := context.WithTimeout(ctx, b.opts.AnswerTimeout)
		defer cancel()
		var err error
		if a, err = b.answerer.Answer(ctx, req); err != nil {
			b.log.Error("question not answered", "ref", r.ref, "error", err)
			return render.Sorry(r.ref)
		}
		if o.Surface == render.Private {
			o.Share = shareValue(a)
		}
		m := render.Answer(a, o)
		r.outcome = a.Outcome
		b.log.Info("answered", "ref", r.ref, "outcome", a.Outcome, "snippets", len(a.Snippets), "took", a.Took)
		return m
	})
	r.plain = func() render.Message {
		if r.outcome == "" {
			return render.Sorry(r.ref)
		}
		return b.guard(r.ref, func() render.Message { return render.Plain(a, o) })
	}
	return r
}

// guard makes a message with f; if f panics, it is an apology.
func (b *Bot) guard(ref string, f func() render.Message) (m render.Message) {
	defer func() {
		if p := recover(); p != nil {
			b.logPanic(ref, p)
			m = render.Sorry(ref)
		}
	}()
	return f()
}

// sorry is a reply that has only an apology to make.
func sorry(ref string, surface render.Surface) reply {
	return notice(ref, surface, render.Sorry(ref))
}

// notice is a reply of one message that looks the same everywhere.
func notice(ref string, surface render.Surface, m render.Message) reply {
	return reply{ref: ref, surface: surface, rich: m, plain: func() render.Message { return m }}
}

// newRef makes an identifier to read out: eight hexadecimal digits.
func newRef() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	return fmt.Sprintf("%x", b)
}
