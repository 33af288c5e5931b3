package bot_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot"
	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/store"
	"archbot/kb/answer"
)

// remembering is a store for a test, which several bots may share.
func remembering(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), store.Options{URL: store.Memory, Now: stillClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// voted is a person's vote on the block that every answer of echo shows.
func voted(t *testing.T, s *store.Store, person string) store.Vote {
	t.Helper()
	v, _, err := s.Vote(t.Context(), person, "log.md#Logs/Kafka/why.1")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVotePrivately(t *testing.T) {
	st := remembering(t)
	f := start(t, answers(echo), bot.Options{Store: st})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	if !slices.Equal(m.BlockTypes()[len(m.BlockTypes())-1:], []string{"actions"}) {
		t.Errorf("an answer that rides in the ack ends with %v", m.BlockTypes())
	}
	f.Click(slacksim.Ada, m, render.FeedbackAction+":up")
	f.await("the vote", func() bool { return voted(t, st, slacksim.Ada).Value == 1 })
	f.settled()
	if got := f.public(slacksim.Design); len(got) > 0 {
		t.Errorf("others see %q", got[0].Visible())
	}
}

func TestVoteAgainstAsksWhy(t *testing.T) {
	st := remembering(t)
	f := start(t, answers(echo), bot.Options{Store: st})
	f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
	m := f.posts(slacksim.Design, 1)[0]
	f.Vote(slacksim.Ben, m, true)
	f.await("the vote for", func() bool { return voted(t, st, slacksim.Ben).Value == 1 })
	f.Vote(slacksim.Ben, m, false)
	f.opened(slacksim.Ben, "Not helpful")
	f.await("the vote against", func() bool { return voted(t, st, slacksim.Ben).Value == -1 })
	i := f.Submit(slacksim.Ben, map[string]map[string]any{
		render.ReasonChoice: {render.ReasonChoice: choose("radio_buttons", "outdated")},
		render.ReasonNote:   {render.ReasonNote: map[string]any{"type": "plain_text_input", "value": "since 4.0 it is KRaft"}},
	})
	if _, err := i.Acked(f.ctx); err != nil || i.Dropped() != "" {
		t.Fatal(err, i.Dropped())
	}
	want := store.Vote{Person: slacksim.Ben, Block: store.Block{ID: "log.md#Logs/Kafka/why.1", Rev: "r1"}, Channel: slacksim.Design, Value: -1,
		Reason: "outdated", Note: "since 4.0 it is KRaft", At: voted(t, st, slacksim.Ben).At}
	if got := voted(t, st, slacksim.Ben); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	f.settled()
	sums, err := st.VoteSums(t.Context(), time.Time{})
	if err != nil || sums[want.Block.ID].Down != 1 || sums[want.Block.ID].Up != 0 {
		t.Errorf("one person's vote counts as %+v (%v)", sums[want.Block.ID], err)
	}
	for _, m := range f.Messages(slacksim.Design) {
		if m.Ephemeral == "" && strings.Contains(m.Visible(), "KRaft") {
			t.Errorf("others see the note: %q", m.Visible())
		}
	}
}

func TestVoteWithoutAStore(t *testing.T) {
	st := remembering(t)
	f := start(t, answers(echo), bot.Options{Store: st})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	f.Click(slacksim.Ada, m, render.FeedbackAction+":up")
	f.told(slacksim.Design, "your vote is not counted")
	if m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "and now")); !strings.Contains(m.Visible(), "about and now") {
		t.Errorf("without a store: %q", m.Visible())
	}
}

func TestVoteForged(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	f.Act(slacksim.Ada, m, "", render.FeedbackAction+":up", map[string]any{"value": "9:{}"})
	f.told(slacksim.Design, "This button does not work any more")
}

// TestVotesOrderNearTies looks at what an answerer is told of earlier votes.
func TestVotesOrderNearTies(t *testing.T) {
	st := remembering(t)
	for person, value := range map[string]int{"U1": 1, "U2": 1, "U3": -1} {
		if err := st.PutVote(t.Context(), store.Vote{Person: person, Block: store.Block{ID: "b"}, Value: value}); err != nil {
			t.Fatal(err)
		}
	}
	prior := make(chan answer.Prior, 1)
	f := start(t, answers(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
		prior <- r.Prior
		return echo(ctx, r)
	}), bot.Options{Store: st})
	f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	if got := <-prior; len(got) != 1 || got["b"] <= 0 || got["b"] > 0.25 {
		t.Errorf("two for and one against: got %v, want a mild yes", got)
	}
}

func TestRemoveByWhoAsked(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	ws.AddUser(slacksim.User{ID: "U0ROOT", Name: "root", RealName: "Root", Admin: true})
	ws.Join("U0ROOT", slacksim.Design)
	f := startIn(t, ws, answers(echo), bot.Options{})
	ask := func() slacksim.Message {
		f.Say(slacksim.Ada, slacksim.Design, "@archbot why kafka")
		f.await("the answer", func() bool { return len(f.public(slacksim.Design)) == 1 })
		return f.public(slacksim.Design)[0]
	}
	gone := func() { f.await("the answer to go", func() bool { return len(f.public(slacksim.Design)) == 0 }) }
	m := ask()
	f.Click(slacksim.Ben, m, render.RemoveAction)
	f.await("a sentence for Ben", func() bool {
		got := f.private(slacksim.Design)
		return len(got) == 1 && got[0].Ephemeral == slacksim.Ben && strings.Contains(got[0].Visible(), "Only who asked, or an admin")
	})
	if len(f.public(slacksim.Design)) != 1 {
		t.Error("Ben deleted Ada's answer")
	}
	f.Click(slacksim.Ada, m, render.RemoveAction)
	gone()
	f.Click("U0ROOT", ask(), render.RemoveAction)
	gone()
}

// TestRemoveWhereTheBotIsNoMember deletes a shared answer in a channel that the bot cannot post to.
func TestRemoveWhereTheBotIsNoMember(t *testing.T) {
	f := start(t, answers(echo), bot.Options{})
	m := f.only(f.Slash(slacksim.Ada, slacksim.General, "/arch", "why kafka"))
	f.Click(slacksim.Ada, m, "share")
	shared := f.shared(slacksim.General)
	f.Click(slacksim.Ada, shared, render.RemoveAction)
	f.await("the answer to go", func() bool { return len(f.public(slacksim.General)) == 0 })
}

// TestShareOnTwoReplicas presses one button twice, where two replicas take what Slack sends in turn.
func TestShareOnTwoReplicas(t *testing.T) {
	st := remembering(t)
	ws := slacksim.Start(t, slacksim.Options{Clock: stillClock()})
	f := startIn(t, ws, answers(echo), bot.Options{Store: st})
	other := startIn(t, ws, answers(echo), bot.Options{Store: st})
	f.await("both to be connected", func() bool { open, _ := f.Connections(); return open == 2 })
	m := f.only(f.Slash(slacksim.Ada, slacksim.Design, "/arch", "why kafka"))
	for range 6 {
		f.Click(slacksim.Ada, m, "share")
	}
	f.await("all to be acked", func() bool { return f.Unacked() == 0 })
	f.settled()
	other.settled()
	if got := f.public(slacksim.Design); len(got) != 1 {
		t.Errorf("shared %d times", len(got))
	}
}

// A tip is asked about like an answer.
func TestVoteAgainstATipAsksWhy(t *testing.T) {
	f := startTipped(t, bot.Options{})
	f.asks(slacksim.Design, "tips daily 9:30 UTC")
	f.until("2026-03-02 09:30")
	f.Click(slacksim.Ada, f.tips(slacksim.Design, 1)[0], render.TipVoteAction+":"+render.VoteDown)
	f.opened(slacksim.Ada, "Not helpful")
	i := f.Submit(slacksim.Ada, map[string]map[string]any{
		render.ReasonChoice: {render.ReasonChoice: choose("radio_buttons", "unclear")},
		render.ReasonNote:   {render.ReasonNote: plainText("")},
	})
	if _, err := i.Acked(f.ctx); err != nil || i.Dropped() != "" {
		t.Fatal(err, i.Dropped())
	}
	sums, err := f.store.VoteSums(t.Context(), time.Time{})
	if err != nil || len(sums) != 1 {
		t.Fatalf("%v %v", sums, err)
	}
	for _, s := range sums {
		if s.Down != 1 || s.Reasons["unclear"] != 1 {
			t.Errorf("%+v", s)
		}
	}
}
