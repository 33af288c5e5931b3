package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
	"archbot/kb/answer"
)

// say answers q in its thread, which from then on is one that the bot was called into: it goes on without a mention.
func (b *Bot) say(ctx context.Context, q ask) {
	b.inTurn(ctx, q.channel, q.thread, func() { b.sayNow(ctx, q) })
}

// inTurn does what concerns a thread when nothing else is being done in it: what is said while an answer is on its way goes on with that.
func (b *Bot) inTurn(ctx context.Context, channel, thread string, do func()) {
	unlock, err := b.talking.lock(ctx, channel+" "+thread)
	if err != nil {
		b.log.Error("question not answered: its turn did not come", "error", err)
		return
	}
	defer unlock()
	do()
}

// sayNow is say in its turn. The thread is noted before the answer is posted, so that whoever reads it can go on.
func (b *Bot) sayNow(ctx context.Context, q ask) {
	t, _ := b.memory.thread(ctx, q.channel, q.thread)
	q.subject = t.Subject
	r := b.heed(ctx, q)
	switch {
	case q.place == inThread && r.outcome == answer.None && !questions(q.text), q.place == inPassing && !r.strong(q.text), stopped(ctx), r.shown:
		return // it was no question, or nobody waits for an answer
	case r.surface == render.Private && q.place != inDM:
		b.postPrivately(ctx, q, r)
		return
	}
	b.memory.noteThread(q.channel, q.thread, b.threadAfter(q, r))
	replies, err := b.post(ctx, q.channel, q.thread, r)
	if errors.Is(err, errUnreachable) && q.place != inDM && q.user != "" {
		b.deliver(ctx, q.notice(q.Say(cannotPost, b.self.name)), b.directly(q.user))
	}
	b.memory.keepThread(ctx, q.channel, q.thread, b.threadAfter(q, r))
	if len(replies) > 0 {
		b.memory.keepAnswer(ctx, q.channel, q.ts, answered{Thread: q.thread, Replies: replies, Subject: q.subject, About: r.about, Asker: q.user,
			Blocks: r.blocks, Place: q.place})
	}
}

// threadAfter is q's thread once q was answered by r.
func (b *Bot) threadAfter(q ask, r reply) thread {
	return thread{Subject: cmp.Or(r.about, q.subject), Asker: q.user, Quiet: r.quiet, At: b.opts.Now()}
}

// followUp answers a message in a thread of a channel that does not mention the bot, where the thread is one that it was called into, and
// what is said is for it. It falls silent when people talk to each other, and after a day, and says once how to call it back.
func (b *Bot) followUp(ctx context.Context, ev *slackevents.MessageEvent) {
	if mentions(ev.Text, b.self.user) {
		return // it comes as app_mention as well
	}
	b.inTurn(ctx, ev.Channel, ev.ThreadTimeStamp, func() { b.followUpNow(ctx, ev) })
}

func (b *Bot) followUpNow(ctx context.Context, ev *slackevents.MessageEvent) {
	t, ok := b.memory.thread(ctx, ev.Channel, ev.ThreadTimeStamp)
	if !ok || t.Quiet {
		return
	}
	q := b.inChannel(inThread, ev)
	expired := b.opts.Now().Sub(t.At) >= threadLife
	switch {
	case expired && !questions(q.text), !b.firstMessage(ctx, ev.Channel, ev.TimeStamp):
	case expired:
		b.fallSilent(ctx, q, t, q.Say(expiredText, b.callBack()))
	case mentionsPerson(ev.Text), q.user != t.Asker && !forBot(q.text):
		b.fallSilent(ctx, q, t, q.Say(talkText, b.callBack()))
	case forBot(q.text):
		b.sayNow(ctx, q)
	}
}

// fallSilent ends a thread and says so in it.
func (b *Bot) fallSilent(ctx context.Context, q ask, t thread, text string) {
	t.Quiet = true
	b.memory.keepThread(ctx, q.channel, q.thread, t)
	b.post(ctx, q.channel, q.thread, q.notice(text))
}

// callBack is how the bot is called, as people see it.
func (b *Bot) callBack() string { return "@" + b.self.name }

// inChannel is what a message says to the bot, to be answered in its thread.
func (b *Bot) inChannel(where place, ev *slackevents.MessageEvent) ask {
	return ask{
		place: where, user: ev.User, team: cmp.Or(ev.UserTeam, ev.SourceTeam), channel: ev.Channel, ts: ev.TimeStamp,
		thread: cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp),
		text:   question(ev.Text, b.self.user), surface: render.Channel,
	}
}

// stop ends the bot's part in a thread, until it is mentioned again.
func (b *Bot) stop(_ context.Context, q ask) (reply, bool) {
	if q.thread == "" || q.place == inDM {
		return q.notice(q.Say(hereText)), true
	}
	r := q.notice(q.Say(stopText, b.callBack()))
	r.quiet = true
	return r, true
}

// thanks ends a thread kindly.
func (b *Bot) thanks(_ context.Context, q ask) (reply, bool) {
	if q.thread == "" || q.place == inDM {
		return q.notice(q.Say(welcomeText)), true
	}
	r := q.notice(q.Say(gladText, b.callBack()))
	r.quiet = true
	return r, true
}

// mentions reports whether text, as Slack sends it, names a user.
func mentions(text, user string) bool {
	return strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|")
}

// mentionsPerson reports whether text names anybody.
func mentionsPerson(text string) bool {
	return strings.Contains(text, "<@") || strings.Contains(text, "<!subteam^")
}

// questions reports whether a text is a question by its form.
func questions(text string) bool {
	if strings.ContainsAny(text, "?？") {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) > 0 && slices.Contains(askingWords, words[0])
}

// forBot reports whether what is said in a thread that the bot takes part in is for it: a question, or a few words that go on with one,
// such as "simpler" or "kafka streams", and not what people say to each other.
func forBot(text string) bool {
	if questions(text) {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(chatWords, w) })
}

// askingWords begin a question, or go on with one.
var askingWords = strings.Fields(`what whats why how when where which who whose whom vs versus or compare compared difference explain tell show list
	is are does do did can could should would will pros cons examples example video videos clip clips tips tip simpler deeper more watch define
	alternatives warnings metrics types help topics random gaps settings public stop thanks`)

// chatWords stand in what people say to each other and not in what goes on with a question.
var chatWords = strings.Fields(`ok okay k yes yep yeah no nope nah nice cool great good perfect awesome lol haha hm hmm ah oh right sure agreed agree true
	exactly indeed done fixed same me we i i'll i'm im we'll we're our my you your us it that this got gotcha wow hi hello hey morning bye please sorry lgtm
	ack sgtm thx ty`)
