package bot

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/words"
	"archbot/kb"
	"archbot/kb/answer"
)

// searchShortcut is the callback_id of the global shortcut that opens the search.
const searchShortcut = "search"

// searchLife is how long the changes of a search are put in order.
const searchLife = time.Hour

var (
	searchTitle  = words.Key("Search the notes")
	expiredModal = words.Key("That took too long for Slack. Please try again.")
	chooseText   = words.Key("Choose a conversation to share this with.")
	sharedWith   = words.Key("Shared with %s.")
	sharingText  = words.Key("Sharing …")
	cannotShare  = words.Key("This could not be shared there. Invite me to that channel, or choose another one. Reference: %s")
)

// search opens the search from Slack's menu of shortcuts.
func (b *Bot) search(ctx context.Context, _ slack.InteractionCallback, q ask) {
	q.surface = render.Modal
	b.openSearch(ctx, q, answer.Request{})
}

// openSearch opens the search modal, then fills it: a trigger ID is good for 3 s, and who asks may have to be looked up first.
func (b *Bot) openSearch(ctx context.Context, q ask, req answer.Request) {
	q.surface = render.Modal
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	if who, known := b.directory.people.fresh(q.user); known {
		q.Printer = words.In(who.v.Locale)
	}
	view := render.ShowSearch(render.Search{Request: req}, metadataOf(req), b.options(q)).Modal()
	shown, err := b.api.OpenViewContext(ctx, q.trigger, view)
	if err != nil {
		b.log.Error("search not opened", "error", redact(err), "details", details(err))
		b.tell(ctx, q, q.Say(expiredModal))
		return
	}
	b.fillSearch(ctx, q, req, shown.ID, shown.Hash)
}

// searched looks again after the question or a menu was changed. Slack sends the state of all of them with each.
func (b *Bot) searched(ctx context.Context, c click) {
	v := c.cb.View
	b.searches.put(v.ID, c.action.ActionTs)
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	c.q.surface = render.Modal
	b.fillSearch(ctx, c.q, requestOf(v.State), v.ID, v.Hash, c.action.ActionTs)
}

// fillSearch shows what the notes have for req in an open search. The hash is that of the view as it was when req was asked for, so that
// nothing newer is overwritten; the newest change of all is shown whatever came between. at names the change.
func (b *Bot) fillSearch(ctx context.Context, q ask, req answer.Request, id, hash string, at ...string) {
	view := b.searchView(ctx, q, req).Modal()
	update := func(hash string) error {
		return patiently(ctx, render.Message{}, func(ctx context.Context, _ render.Message) error {
			_, err := b.api.UpdateViewContext(ctx, view, "", hash, id)
			return err
		})
	}
	err := update(hash)
	if isError(err, "hash_conflict") {
		newest, changed := b.searches.get(id)
		if changed && !slices.Contains(at, newest) || !changed && len(at) == 0 {
			return // what came after shows itself
		}
		err = update("")
	}
	if err != nil && !isError(err, "not_found") { // it was closed meanwhile
		ref := newRef()
		b.log.Error("search not shown", "ref", ref, "error", redact(err), "details", details(err))
		q.surface = render.Private
		b.whisperReply(ctx, q, q.sorry(ref))
	}
}

// searchView is the search modal with what the notes have for req.
func (b *Bot) searchView(ctx context.Context, q ask, req answer.Request) render.View {
	q, refusal, ok := b.admit(ctx, q)
	s := render.Search{Request: req}
	if !ok {
		s.Notice = refusal.rich.Text
		return render.ShowSearch(s, metadataOf(req), b.options(q))
	}
	if b.opts.Notes != nil {
		for _, t := range widest(b.opts.Notes().Tree()) {
			s.Topics = append(s.Topics, t.Topic[len(t.Topic)-1])
		}
		slices.Sort(s.Topics)
		s.Topics = slices.Compact(s.Topics)
	}
	ref := newRef()
	ctx, cancel := context.WithTimeout(ctx, b.opts.AnswerTimeout)
	defer cancel()
	view := render.View{}
	b.guard(ref, q.Language(), func() render.Message {
		a, err := b.answerer.Answer(ctx, parsed(req))
		if err != nil {
			b.log.Error("question not answered", "ref", ref, "error", err)
			s.Notice = render.Sorry(ref, q.Language()).Text
		} else {
			s.Result = &a
		}
		view = render.ShowSearch(s, metadataOf(req), b.options(q))
		return render.Message{}
	})
	if len(view.Blocks) == 0 { // it panicked
		s.Result, s.Notice = nil, render.Sorry(ref, q.Language()).Text
		view = render.ShowSearch(s, metadataOf(req), b.options(q))
	}
	return view
}

// parsed is what a search asks for, with the filters that were typed into its question.
func parsed(req answer.Request) answer.Request {
	p := answer.Parse(req.Question)
	if len(req.Kinds) > 0 {
		p.Kinds = req.Kinds
	}
	if req.Level != kb.AnyLevel {
		p.Level = req.Level
	}
	if req.Filters.Topic != "" {
		p.Filters.Topic = req.Filters.Topic
	}
	p.Limit = answer.DefaultLimit
	return p
}

// requestOf reads what is entered in a search.
func requestOf(s *slack.ViewState) answer.Request {
	var req answer.Request
	if s == nil {
		return req
	}
	menus := s.Values[render.SearchFilters]
	chosen := func(action string) string {
		if v := menus[action].SelectedOption.Value; v != render.AnyChoice {
			return v
		}
		return ""
	}
	req.Question = s.Values[render.SearchQuery][render.SearchQuery].Value
	if k := kb.Kind(chosen(render.SearchKind)); k.Known() {
		req.Kinds = []kb.Kind{k}
	}
	req.Level, _ = kb.ParseLevel(chosen(render.SearchLevel))
	req.Filters.Topic = chosen(render.SearchTopic)
	return req
}

// metadataOf is a request as a search carries it, to tell whether what is shown is what is entered. A long question is left to the state.
func metadataOf(req answer.Request) string {
	j, err := json.Marshal(req)
	if err != nil || len(j) > render.MaxViewMetadata {
		return ""
	}
	return string(j)
}

// submitSearch shares what the search shows, or looks first where something else has been entered.
func (b *Bot) submitSearch(ctx context.Context, v viewCall) (*slack.ViewSubmissionResponse, func(context.Context)) {
	v.q.surface = render.Modal
	req := requestOf(v.cb.View.State)
	if carried := v.cb.View.PrivateMetadata; carried != metadataOf(req) || !hasBlock(v.cb.View, render.SearchShare) {
		view := b.searchView(ctx, v.q, req).Modal()
		return slack.NewUpdateViewSubmissionResponse(&view), nil
	}
	to := v.cb.View.State.Values[render.SearchShare][render.SearchShare].SelectedConversation
	q, refusal, ok := b.admit(ctx, v.q)
	if !ok {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{render.SearchShare: refusal.rich.Text}), nil
	}
	if to == "" {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{render.SearchShare: q.Say(chooseText)}), nil
	}
	if no := b.closedTo(ctx, q, to); no != "" {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{render.SearchShare: no}), nil
	}
	q.channel, q.url = to, responseURL(v.cb, to)
	view := render.ShowSaid(q.Say(searchTitle), q.Say(sharingText), b.options(q)).Modal()
	return slack.NewUpdateViewSubmissionResponse(&view), func(ctx context.Context) { b.shareSearch(ctx, q, req, v.cb.View.ID) }
}

// closedTo says why nothing is shared with a conversation; empty where it may be.
func (b *Bot) closedTo(ctx context.Context, q ask, channel string) string {
	unseen, no := b.channelAllowed(ctx, channel)
	switch {
	case no != nil:
		return q.Say(no.text, no.args...)
	case unseen:
		return q.Say(cannotShare, newRef())
	}
	return ""
}

// shareSearch posts an answer to a conversation and says in the modal how that went.
func (b *Bot) shareSearch(ctx context.Context, q ask, req answer.Request, id string) {
	said, failed := q.Say(sharedWith, "<#"+q.channel+">"), false
	if text, _ := b.shareAnswer(ctx, q, parsed(req)); text != "" {
		said, failed = text, true
	}
	q.surface = render.Modal
	view := render.ShowSaid(q.Say(searchTitle), said, b.options(q)).Modal()
	ctx, cancel := context.WithTimeout(ctx, b.opts.ReplyTimeout)
	defer cancel()
	if _, err := b.api.UpdateViewContext(ctx, view, "", "", id); err != nil {
		b.log.Info("modal not updated", "error", redact(err), "details", details(err)) // it may be closed by now
		if failed {
			b.tell(ctx, q, said)
		}
	}
}

// responseURL is the one that Slack gave for a conversation that was chosen in a modal.
func responseURL(cb slack.InteractionCallback, channel string) string {
	for _, u := range cb.ResponseURLs {
		if u.ChannelID == channel {
			return u.ResponseURL
		}
	}
	return ""
}

// hasBlock reports whether a view has a block of this ID.
func hasBlock(v slack.View, id string) bool {
	return slices.ContainsFunc(v.Blocks.BlockSet, func(b slack.Block) bool { return b.ID() == id })
}
