package bot

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"

	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
)

// A spot is a place in the tree of topics, as a button carries it.
type spot struct {
	Path []string `json:"path,omitempty"`
	From int      `json:"from,omitempty"`
}

// carrySpot is what a button carries to go to a place in the tree.
func carrySpot(path []string, from int) string {
	j, err := json.Marshal(spot{path, from})
	if err != nil {
		return ""
	}
	return carryVersion + string(j)
}

// library is the notes as they are now; nil where there are none to go through.
func (b *Bot) library() Library {
	if b.opts.Notes == nil {
		return nil
	}
	return b.opts.Notes()
}

// topics shows the tree of topics, or the one that q names. What names none is a question.
func (b *Bot) topics(_ context.Context, q ask) (reply, bool) {
	lib := b.library()
	if lib == nil || len(lib.Tree()) == 0 {
		return q.notice(q.Say(noTopicsText)), true
	}
	if q.text == "" {
		return b.browse(q, lib, spot{}), true
	}
	t := namedTopic(lib.Tree(), q.text)
	if t == nil {
		return reply{}, false
	}
	return b.browse(q, lib, spot{Path: t.Path}), true
}

// namedTopic is the topic of a name, in any case, the one with most blocks; nil where there is none.
func namedTopic(tree []*kb.Topic, name string) *kb.Topic {
	var best *kb.Topic
	for _, t := range tree {
		for _, found := range []*kb.Topic{t, namedTopic(t.Children, name)} {
			if found != nil && strings.EqualFold(found.Name(), name) && (best == nil || found.Total() > best.Total()) {
				best = found
			}
		}
	}
	return best
}

// browse shows a place in the tree; where it is gone, the roots.
func (b *Bot) browse(q ask, lib Library, at spot) reply {
	o := b.options(q)
	list, own, total := lib.Tree(), 0, 0
	for i, name := range at.Path {
		n := slices.IndexFunc(list, func(t *kb.Topic) bool { return strings.EqualFold(t.Name(), name) })
		if n < 0 {
			r := b.browse(q, lib, spot{})
			r.rich.Text = q.Say(topicGone) + "\n" + r.rich.Text
			r.rich.Blocks = append(render.Notice(q.Say(topicGone)).Blocks, r.rich.Blocks...)
			return q.shows(r.ref, r.rich)
		}
		if i == len(at.Path)-1 {
			own, total = list[n].Own(), list[n].Total()
		}
		list = list[n].Children
	}
	if len(at.Path) == 0 {
		for _, t := range list {
			total += t.Total()
		}
	}
	return q.shows(newRef(), render.Topics(render.Browse{
		Path: at.Path, Topics: list, From: at.From, Own: own, Total: total, Carry: carrySpot,
	}, o))
}

// goTo shows the place in the tree that a button carries.
func (b *Bot) goTo(ctx context.Context, c click) {
	var at spot
	value, ok := strings.CutPrefix(c.action.Value, carryVersion)
	if !ok {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	if err := json.Unmarshal([]byte(value), &at); err != nil || at.From < 0 {
		b.unread(ctx, c, errCarryVersion)
		return
	}
	b.answerClick(ctx, c, func(ctx context.Context, q ask) reply {
		lib := b.library()
		if lib == nil {
			return q.notice(q.Say(noTopicsText))
		}
		return b.browse(q, lib, at)
	})
}

// random shows any block, or any of the topic that q names.
func (b *Bot) random(ctx context.Context, q ask) (reply, bool) {
	lib := b.library()
	if lib == nil {
		return q.notice(q.Say(noTopicsText)), true
	}
	if q.text != "" {
		t := namedTopic(lib.Tree(), q.text)
		if t == nil {
			return reply{}, false
		}
		blocks := lib.Under(t.Path)
		if len(blocks) == 0 {
			return reply{}, false
		}
		return b.show(ctx, q, blocks[rand.IntN(len(blocks))]), true
	}
	total := 0
	notes := lib.Notes()
	for _, n := range notes {
		total += len(n.Blocks)
	}
	if total == 0 {
		return q.notice(q.Say(noTopicsText)), true
	}
	i := rand.IntN(total)
	for _, n := range notes {
		if i < len(n.Blocks) {
			return b.show(ctx, q, n.Blocks[i]), true
		}
		i -= len(n.Blocks)
	}
	return reply{}, false
}

// show answers with one block.
func (b *Bot) show(ctx context.Context, q ask, block *kb.Block) reply {
	return b.answer(ctx, answer.Request{Blocks: []answer.Ref{{ID: block.ID, Rev: block.Rev}}}, q)
}

// who lists who wrote on what q names. "who is" and "who should" begin questions.
func (b *Bot) who(ctx context.Context, q ask) (reply, bool) {
	if q.text == "" {
		return q.notice(q.Say(whoText, b.options(q).SlashCommand())), true
	}
	first, _, _ := strings.Cut(strings.ToLower(q.text), " ")
	if slices.Contains(verbsBehindWho, first) {
		return reply{}, false
	}
	q.text = "who knows about " + q.text
	return b.question(ctx, q), true
}

var verbsBehindWho = strings.Fields(`is are was were knows know wrote writes write said says say has have had can could should would will may might does do did
	owns own uses use used made makes talks talk talked speaks speak spoke needs need decides decided invented created to else`)

// watch says how to ask for recordings; with something behind it, it is a question that kb/answer reads.
func (b *Bot) watch(_ context.Context, q ask) (reply, bool) {
	return q.notice(q.Say(watchText, b.options(q).SlashCommand())), true
}

// public answers for all in the channel what would be answered privately.
func (b *Bot) public(ctx context.Context, q ask) (reply, bool) {
	if q.text == "" {
		return q.notice(q.Say(publicText, b.options(q).SlashCommand())), true
	}
	private := q.surface
	if private == render.Private && !q.unshared {
		q.surface, q.sharedBy = render.Channel, q.user
	}
	r := b.question(ctx, q)
	if r.outcome != answer.Found && r.outcome != answer.Compared && private == render.Private {
		q.surface, q.sharedBy = private, "" // that there is nothing is for who asked
		return b.question(ctx, q), true
	}
	return r, true
}
