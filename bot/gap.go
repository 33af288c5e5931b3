package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"

	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
)

// A wanted is what the buttons of a gap carry: what is missing and what is near, never the question.
type wanted struct {
	Topic string     `json:"topic,omitempty"` // of the notes, or the terms of an unknown one
	Kind  kb.Kind    `json:"kind,omitempty"`
	Near  [][]string `json:"near,omitempty"` // topic paths
}

const (
	wantedVersion = "1:"
	maxTerms      = 6  // of an unknown topic
	maxTermsText  = 80 // bytes
	maxNear       = 3
)

// gapsOf is what an answer shows that the notes lack: topics they do not know, or a kind that was asked for on one they do.
func gapsOf(a answer.Answer) []store.Gap {
	var gaps []store.Gap
	for _, side := range a.Missing {
		gaps = append(gaps, unknown(side)...)
	}
	switch {
	case a.Outcome == answer.None && len(a.Subjects) > 0 && len(a.Kinds) > 0, a.Outcome == answer.Found && lacksKind(a):
		gaps = append(gaps, store.Gap{Form: store.MissingKind, Topic: a.Subjects[0], Kind: string(a.Kinds[0])})
	case a.Outcome == answer.None:
		gaps = append(gaps, unknown(a.Question)...)
	}
	return gaps
}

// lacksKind reports whether an answer on a known topic has none of the kinds that were asked for.
func lacksKind(a answer.Answer) bool {
	return len(a.Subjects) > 0 && len(a.Kinds) > 0 && len(a.Missing) == 0 &&
		!slices.ContainsFunc(a.Snippets, func(s answer.Snippet) bool { return slices.Contains(a.Kinds, s.Block.Kind) })
}

func unknown(text string) []store.Gap {
	if t := terms(text); t != "" {
		return []store.Gap{{Form: store.UnknownTopic, Topic: t}}
	}
	return nil
}

// terms are the words of a question that say what it is about, in small letters: the same for "What is ZooKeeper?" and "zookeeper".
func terms(text string) string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’-_.+#/", r)
	}) {
		w = strings.Trim(w, "'’-_./")
		if w == "" || slices.Contains(out, w) || slices.Contains(askingWords, w) || slices.Contains(chatWords, w) || slices.Contains(smallWords, w) {
			continue
		}
		if out = append(out, w); len(out) == maxTerms {
			break
		}
	}
	t := strings.Join(out, " ")
	if len(t) > maxTermsText {
		t = strings.ToValidUTF8(t[:maxTermsText], "")
	}
	return t
}

// smallWords say nothing about a topic.
var smallWords = strings.Fields(`a an the of in on at to for from by with and not if then than as into over under about be been was were will
	another other others there here their them they he she his her have has had get got use used using need want vs between any some all more most much many one two
	der die das ein eine und oder ist sind was wie warum le la les un une des et ou est el los las una y o es qué que`)

// countGaps counts what the notes lacked, beside the answer. What was asked in public, which a private channel is not, may be quoted; nothing
// else is remembered of who asked.
// What people say to each other is no question to the notes.
func (b *Bot) countGaps(ctx context.Context, q ask, gaps []store.Gap) {
	if len(gaps) == 0 || q.place == inPassing || q.place == inThread && !questions(q.text) {
		return
	}
	b.running.Go(func() {
		public := q.surface == render.Channel && b.publicChannel(ctx, q.channel)
		for _, g := range gaps {
			b.opts.Metrics.Gap(string(g.Form))
			if public {
				g.Quote, g.By, g.Channel = q.text, q.user, q.channel
			}
			b.recall(context.WithoutCancel(ctx), func(ctx context.Context) error { return b.store.CountGap(ctx, g) })
		}
	})
}

// publicChannel reports whether everybody of the team may read a channel. One that Slack does not show is none.
func (b *Bot) publicChannel(ctx context.Context, channel string) bool {
	r, err := b.directory.rooms.get(context.WithoutCancel(ctx), channel)
	return err == nil && r.Public
}

// gapValue is what the buttons carry under an answer that has nothing, or nothing on some of what was asked about; empty for any other.
func gapValue(a answer.Answer) string {
	if a.Outcome != answer.None && len(a.Missing) == 0 {
		return ""
	}
	w := wanted{}
	if gaps := gapsOf(a); len(gaps) > 0 {
		w.Topic, w.Kind = gaps[0].Topic, kb.Kind(gaps[0].Kind)
	}
	for _, s := range a.Suggestions[:min(len(a.Suggestions), a.Near, maxNear)] { // nobody is named for what is only wide
		w.Near = append(w.Near, s.Topic)
	}
	if o := a.Onward; o != nil && len(a.Missing) > 0 { // what the answer is on instead
		w.Near = append(w.Near, o.Topics[:min(len(o.Topics), maxNear)]...)
	}
	return w.value()
}

func (w wanted) value() string {
	for {
		j, err := json.Marshal(w)
		if err != nil {
			return ""
		}
		if len(wantedVersion)+len(j) <= render.MaxButtonValue || len(w.Near) == 0 {
			return wantedVersion + string(j)
		}
		w.Near = w.Near[:len(w.Near)-1]
	}
}

// readWanted reads what a button carries, which is not trusted.
func readWanted(value string) (w wanted, ok bool) {
	carried, ok := strings.CutPrefix(value, wantedVersion)
	if !ok || len(value) > render.MaxButtonValue || json.Unmarshal([]byte(carried), &w) != nil {
		return wanted{}, false
	}
	w.Near = slices.DeleteFunc(w.Near[:min(len(w.Near), maxNear)], func(path []string) bool { return len(path) == 0 })
	return w, true
}

// How far back the gaps go that are listed, and how many are looked at.
const (
	gapsSince = 30 * 24 * time.Hour
	gapsRead  = 50
)

var noMemoryText = words.Key("I cannot remember anything right now. Please try again in a moment.")

// gapsVerb lists what was asked and is not in the notes.
func (b *Bot) gapsVerb(ctx context.Context, q ask) (reply, bool) {
	list, hidden, ok := b.openGaps(ctx, gapsSince)
	if !ok {
		return q.notice(q.Say(noMemoryText)), true
	}
	return q.shows(newRef(), render.Gaps(list, hidden, false, b.options(q))), true
}

// openGaps are the gaps since a while ago that the notes have not filled, as all may see them: topics that were never asked for in public are
// only counted.
func (b *Bot) openGaps(ctx context.Context, since time.Duration) (list []render.Gap, hidden int, ok bool) {
	var gaps []store.Gap
	if !b.recall(ctx, func(ctx context.Context) (err error) {
		gaps, err = b.store.Gaps(ctx, b.opts.Now().Add(-since), gapsRead)
		return err
	}) {
		return nil, 0, false
	}
	for _, g := range gaps {
		switch {
		case b.filled(ctx, g):
			b.recall(ctx, func(ctx context.Context) error { return b.store.CloseGap(ctx, g) })
		case g.Form == store.UnknownTopic && g.Public == 0:
			hidden += g.Asked
		default:
			list = append(list, render.Gap{Topic: g.Topic, Kind: kb.Kind(g.Kind), Asked: g.Asked, Quote: g.Quote,
				Carry: wanted{Topic: g.Topic, Kind: kb.Kind(g.Kind)}.value()})
		}
	}
	return list, hidden, true
}

// filled reports whether the notes have by now what was missing.
func (b *Bot) filled(ctx context.Context, g store.Gap) bool {
	req := answer.Request{Question: g.Topic}
	if g.Form == store.MissingKind {
		req = answer.Request{Subjects: []string{g.Topic}, Kinds: []kb.Kind{kb.Kind(g.Kind)}}
	}
	a, err := b.answerer.Answer(ctx, req)
	if err != nil {
		return false
	}
	if g.Form == store.MissingKind {
		return slices.ContainsFunc(a.Snippets, func(s answer.Snippet) bool { return string(s.Block.Kind) == g.Kind })
	}
	return a.Outcome == answer.Found || a.Outcome == answer.Compared || a.Outcome == answer.Topics
}
