package tips_test

import (
	"fmt"
	"strings"
	"testing"

	"archbot/bot/tips"
	"archbot/kb"
)

// library makes notes of n tips over some topics, of all levels and kinds.
func library(t testing.TB, topics, each int) []*kb.Note {
	t.Helper()
	return []*kb.Note{parse(t, "# Systems\n\n"+written("topic", topics, each))}
}

// written is the text of such notes; of gives its blocks words of their own.
func written(of string, topics, each int) string {
	kinds := tips.Kinds()
	levels := []string{"entry", "medium", "advanced"}
	var w strings.Builder
	for i := range topics {
		fmt.Fprintf(&w, "## Topic %d\n\n", i)
		for j := range each {
			fmt.Fprintf(&w, "###### {\"semantic\":%q, \"mastery\":%q}\n\nThing number %d of %s %d is good to know for everybody.\n\n",
				kinds[j%len(kinds)], levels[(i+j)%3], j, of, i)
		}
	}
	return w.String()
}

// walk gives a channel n tips.
func walk(t *testing.T, p *tips.Pool, channel string, plan tips.Plan, n int, taste tips.Taste) ([]tips.Choice, []tips.Past) {
	t.Helper()
	var list []tips.Choice
	var past []tips.Past
	for range n {
		c, ok := p.Choose(channel, plan, past, taste)
		if !ok {
			t.Fatalf("no tip after %d", len(past))
		}
		list = append(list, c)
		past = append(past, tips.Past{ID: c.Block.ID, Rev: c.Block.Rev, Again: c.Again})
	}
	return list, past
}

// No tip comes again until all have come; topics come in turn and levels are mixed.
func TestChooseWalksAll(t *testing.T) {
	p := tips.NewPool(library(t, 12, 9))
	list, _ := walk(t, p, "C1", tips.Plan{}, 3*p.Len(), tips.Taste{})
	for round := range 3 {
		seen := map[string]bool{}
		for _, c := range list[round*p.Len() : (round+1)*p.Len()] {
			if seen[c.Block.Rev] {
				t.Fatalf("round %d: %s came twice", round, c.Block.ID)
			}
			seen[c.Block.Rev] = true
		}
	}
	levels := map[kb.Level]int{}
	for i, c := range list[:24] {
		levels[c.Block.Level]++
		if i > 0 && c.Block.Name() == list[i-1].Block.Name() {
			t.Errorf("tips %d and %d are both of %s", i-1, i, c.Block.Name())
		}
	}
	if levels[kb.Entry] != 12 || levels[kb.Medium] != 6 || levels[kb.Advanced] != 6 {
		t.Errorf("levels of the first 24: %v", levels)
	}
	if list[0].Block.Level != kb.Entry {
		t.Errorf("it begins with %s", list[0].Block.Level)
	}
}

// Two replicas agree, and two channels differ.
func TestChooseIsTheChannelsOwn(t *testing.T) {
	a, _ := walk(t, tips.NewPool(library(t, 10, 8)), "C1", tips.Plan{}, 20, tips.Taste{})
	b, _ := walk(t, tips.NewPool(library(t, 10, 8)), "C1", tips.Plan{}, 20, tips.Taste{})
	c, _ := walk(t, tips.NewPool(library(t, 10, 8)), "C2", tips.Plan{}, 20, tips.Taste{})
	same := 0
	for i := range a {
		if a[i].Block.ID != b[i].Block.ID {
			t.Errorf("tip %d: %s and %s", i, a[i].Block.ID, b[i].Block.ID)
		}
		if a[i].Block.ID == c[i].Block.ID {
			same++
		}
	}
	if same > 5 {
		t.Errorf("%d of 20 tips are the same in two channels", same)
	}
}

func TestChooseByPlan(t *testing.T) {
	p := tips.NewPool(library(t, 12, 9))
	for about, plan := range map[string]tips.Plan{
		"topic":  {Topics: []string{"topic 3"}},
		"level":  {Level: kb.Medium},
		"kinds":  {Kinds: []kb.Kind{kb.Cons, kb.Pros}},
		"topics": {Topics: []string{"Topic 1", "nothing"}}, // also 10 and 11
	} {
		list, _ := walk(t, p, "C1", plan, p.Count(plan), tips.Taste{})
		seen := map[string]bool{}
		for _, c := range list {
			if seen[c.Block.ID] {
				t.Errorf("%s: %s came twice", about, c.Block.ID)
			}
			seen[c.Block.ID] = true
			name := strings.ToLower(c.Block.Name())
			if !plan.Level.Includes(c.Block.Level) || about == "topic" && name != "topic 3" ||
				about == "topics" && !strings.HasPrefix(name, "topic 1") || about == "kinds" && c.Block.Kind != kb.Cons && c.Block.Kind != kb.Pros {
				t.Errorf("%s: got %s", about, c.Block.ID)
			}
		}
		if len(list) == 0 {
			t.Errorf("%s: nothing", about)
		}
	}
	if c, ok := p.Choose("C1", tips.Plan{Topics: []string{"opic"}}, nil, tips.Taste{}); ok {
		t.Errorf("within a word: got %s", c.Block.ID)
	}
	if _, ok := tips.NewPool(nil).Choose("C1", tips.Plan{}, nil, tips.Taste{}); ok {
		t.Error("a tip of no notes")
	}
}

// Votes move tips within their round: what is liked comes earlier, what is not later, and nothing is lost.
func TestChooseByVotes(t *testing.T) {
	p := tips.NewPool(library(t, 30, 3))
	liked := tips.TopicName([]string{"Systems", "Topic 7"})
	place := func(votes int) (sum int) {
		for channel := range 20 {
			taste := tips.Taste{Topics: map[string]int{liked: votes}}
			list, _ := walk(t, p, fmt.Sprint("C", channel), tips.Plan{}, p.Len(), taste)
			seen := 0
			for i, c := range list {
				if c.Block.Name() == "Topic 7" {
					sum += i
					seen++
				}
			}
			if seen != 3 {
				t.Fatalf("%d tips of the topic, want 3", seen)
			}
		}
		return sum
	}
	down, none, up := place(-5), place(0), place(5)
	if !(up < none && none < down) {
		t.Errorf("places: %d liked, %d without votes, %d disliked", up, none, down)
	}
	deep, _ := walk(t, p, "C1", tips.Plan{}, 12, tips.Taste{Deeper: 3})
	light, _ := walk(t, p, "C1", tips.Plan{}, 12, tips.Taste{Deeper: -3})
	count := func(list []tips.Choice) (n int) {
		for _, c := range list {
			n += int(c.Block.Level)
		}
		return n
	}
	if plain, _ := walk(t, p, "C1", tips.Plan{}, 12, tips.Taste{}); !(count(light) < count(plain) && count(plain) < count(deep)) {
		t.Errorf("levels: %d, %d, %d", count(light), count(plain), count(deep))
	}
}

// What was unclear returns once, a week of tips later, with the topic's why.
func TestChooseAgainWithItsWhy(t *testing.T) {
	p := tips.NewPool(library(t, 12, 9))
	first, past := walk(t, p, "C1", tips.Plan{}, 3, tips.Taste{})
	taste := tips.Taste{Vague: []string{first[0].Block.Rev}}
	returned := -1
	for i := 3; i < 40; i++ {
		c, _ := p.Choose("C1", tips.Plan{}, past, taste)
		if c.Again {
			if returned >= 0 {
				t.Fatalf("it returned at %d and %d", returned, i)
			}
			returned = i
			if c.Block.Rev != first[0].Block.Rev || c.Why == nil || c.Why.Kind != kb.Why || c.Why.Name() != c.Block.Name() || c.Why.ID == c.Block.ID {
				t.Errorf("returned %+v", c)
			}
		}
		past = append(past, tips.Past{ID: c.Block.ID, Rev: c.Block.Rev, Again: c.Again})
	}
	if returned != 8 {
		t.Errorf("it returned as tip %d, want 8", returned)
	}
}

// A block that says something new may come before the round is over; one that only moved may not.
func TestChooseEditedBlock(t *testing.T) {
	notes := library(t, 3, 3)
	p := tips.NewPool(notes)
	_, past := walk(t, p, "C1", tips.Plan{}, p.Len()-1, tips.Taste{})
	b := *notes[0].Blocks[0]
	moved, edited := b, b
	moved.ID += "x"
	edited.Rev = "another"
	left := func(change kb.Block) (n int) {
		blocks := append([]*kb.Block{&change}, notes[0].Blocks[1:]...)
		p := tips.NewPool([]*kb.Note{{File: "n.md", Blocks: blocks}})
		used := map[string]bool{}
		for _, one := range past {
			used[one.Rev] = true
		}
		now := past
		for {
			c, ok := p.Choose("C1", tips.Plan{}, now, tips.Taste{})
			if !ok || used[c.Block.Rev] {
				return n
			}
			used[c.Block.Rev] = true
			now = append(now[:len(now):len(now)], tips.Past{ID: c.Block.ID, Rev: c.Block.Rev})
			n++
		}
	}
	if n := left(moved); n != 1 {
		t.Errorf("after a move %d tips are left, want 1", n)
	}
	if n := left(edited); n != 2 && past[0].ID != "" {
		for _, one := range past {
			if one.Rev == b.Rev {
				t.Errorf("after an edit %d tips are left, want 2", n)
			}
		}
	}
}

// Choosing among 100,000 blocks copies none of them.
func BenchmarkChoose100000(b *testing.B) {
	var notes []*kb.Note
	for i := range 20 {
		notes = append(notes, parse(b, fmt.Sprintf("# Part %d\n\n%s", i, written(fmt.Sprint("part ", i, " topic"), 500, 10))))
	}
	p := tips.NewPool(notes)
	if p.Len() != 100_000 {
		b.Fatal(p.Len())
	}
	var past []tips.Past
	for i := range 400 {
		past = append(past, tips.Past{ID: "x", Rev: fmt.Sprint(i)})
	}
	b.ReportAllocs()
	for b.Loop() {
		p.Choose("C1", tips.Plan{Topics: []string{"topic 77"}, Level: kb.Medium}, past, tips.Taste{})
	}
}

func TestChooseAllocatesLittle(t *testing.T) {
	p := tips.NewPool(library(t, 1000, 10))
	n := testing.AllocsPerRun(5, func() { p.Choose("C1", tips.Plan{Topics: []string{"Topic 7"}}, nil, tips.Taste{Deeper: 1}) })
	if n > 100 {
		t.Errorf("%.0f allocations for a choice among %d", n, p.Len())
	}
}
