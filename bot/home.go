package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
)

// appOpened shows the tab of the app that a person opened: the Home tab, or the conversation with the agent.
func (b *Bot) appOpened(ctx context.Context, ev *slackevents.AppHomeOpenedEvent) {
	switch ev.Tab {
	case "home":
		b.openHome(ctx, ev)
	case "messages":
		b.openPane(ctx, ask{place: inDM, user: ev.User, channel: ev.Channel, surface: render.Channel})
	}
}

// openHome publishes a person's Home tab, unless that is what they see already.
func (b *Bot) openHome(ctx context.Context, ev *slackevents.AppHomeOpenedEvent) {
	q := ask{place: inClick, user: ev.User, surface: render.Home}
	view := b.homeOf(ctx, q)
	req := slack.PublishViewContextRequest{UserID: ev.User, View: view.Home()}
	if ev.View != nil && ev.View.Hash != "" {
		if ev.View.PrivateMetadata == view.Mark() {
			return
		}
		req.Hash = &ev.View.Hash
	}
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	err := patiently(ctx, render.Message{}, func(ctx context.Context, _ render.Message) error {
		_, err := b.api.PublishViewContext(ctx, req)
		return err
	})
	if err != nil && !isError(err, "hash_conflict") { // it was published from elsewhere meanwhile
		b.log.Error("home tab not published", "error", redact(err), "details", details(err))
	}
}

// homeOf makes the Home tab of q's person.
func (b *Bot) homeOf(ctx context.Context, q ask) render.View {
	q, no, ok := b.letIn(ctx, q)
	if !ok {
		return render.ShowHome(render.HomeTab{Closed: no}, b.options(q))
	}
	h := render.HomeTab{Asks: b.examples(ctx, 4)}
	if b.opts.Notes != nil {
		l := b.opts.Notes()
		all := l.Notes()
		h.Notes, h.Topics, h.Recent = len(all), widest(l.Tree()), newest(all)
		for _, n := range all {
			h.Blocks += len(n.Blocks)
		}
	}
	h.More = b.tipsAtHome(ctx, q)
	return render.ShowHome(h, b.options(q))
}

// homeTopics is how many topics are taken for the Home tab and the menu of a search.
const homeTopics = 99

// widest are the topics with most blocks: the roots, and what stands below a root that is alone.
func widest(tree []*kb.Topic) []answer.Suggestion {
	var out []answer.Suggestion
	for _, t := range tree {
		out = append(out, answer.Suggestion{Topic: t.Path, Blocks: t.Total()})
	}
	slices.SortStableFunc(out, func(x, y answer.Suggestion) int { return cmp.Compare(y.Blocks, x.Blocks) })
	out = out[:min(len(out), homeTopics)]
	if len(tree) == 1 {
		return widest(tree[0].Children)
	}
	return out
}

// newest are the notes that carry a date, the latest first.
func newest(all []*kb.Note) []*kb.Note {
	var dated []*kb.Note
	for _, n := range all {
		if !n.Meta.Date.IsZero() {
			dated = append(dated, n)
		}
	}
	slices.SortStableFunc(dated, func(x, y *kb.Note) int { return y.Meta.Date.Compare(x.Meta.Date) })
	return dated[:min(len(dated), homeTopics)]
}

// askedAtHome answers a question that was typed on the Home tab, or one of those offered there: in a search.
func (b *Bot) askedAtHome(ctx context.Context, c click) {
	b.openSearch(ctx, c.q, answer.Request{Question: c.action.Value})
}

// browsedAtHome shows a topic that was chosen on the Home tab: in a search.
func (b *Bot) browsedAtHome(ctx context.Context, c click) {
	b.openSearch(ctx, c.q, answer.Request{Filters: answer.Filters{Topic: c.action.Value}})
}

// isError reports whether Slack said this.
func isError(err error, code string) bool {
	var no slack.SlackErrorResponse
	return errors.As(err, &no) && no.Err == code
}

// details are what Slack found wrong with blocks; nothing of what they show.
func details(err error) []string {
	var no slack.SlackErrorResponse
	if errors.As(err, &no) {
		return no.ResponseMetadata.Messages
	}
	return nil
}
