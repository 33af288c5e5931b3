package answer

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"archbot/kb"
	"archbot/kb/search"
)

// An Answerer answers questions from the notes in an index. Any number of goroutines may ask it.
type Answerer struct{ index *search.Index }

// New makes an Answerer.
func New(index *search.Index) *Answerer { return &Answerer{index} }

// Answer answers a request from the notes as they are now. The only errors are the context's and bleve's own.
func (a *Answerer) Answer(ctx context.Context, req Request) (Answer, error) {
	start := time.Now()
	ans, err := a.answer(ctx, req)
	if err == nil && ans.Outcome == None && req.Filters != (Filters{}) {
		err = a.explain(ctx, req, &ans)
	}
	if err == nil && req.Onward {
		ans.Onward = onward(a.index.Snapshot(), ans)
	}
	ans.Took = time.Since(start)
	return ans, err
}

func (a *Answerer) answer(ctx context.Context, req Request) (Answer, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, err
	}
	if len(req.Blocks) > 0 {
		return a.carried(ctx, req)
	}
	c := composer{snap: a.index.Snapshot(), req: inContext(req)}
	c.ans = Answer{Question: req.Question, Level: req.Level, Asked: req}
	switch {
	case len(req.Under) > 0:
		return c.underTopics(), nil
	case c.req.Question == "":
		return c.browse(), nil
	}
	if c.req.Limit <= 0 {
		c.req.Limit = DefaultLimit
	}
	c.understand()
	if len(c.q.words) == 0 {
		return c.none(), nil
	}
	c.groups = c.snap.Expand(c.q.words)
	c.shareHead()
	c.dropLead()
	c.dropStory()
	c.subjects = c.resolve(c.groups, c.q.words)
	c.readList()
	c.readSubject()
	hits, err := c.search(ctx)
	if err != nil {
		return Answer{}, err
	}
	return c.compose(hits), nil
}

// sidesOf stands between the sides of a comparison that is the context of a question.
const sidesOf = " vs "

// inContext puts the subject of the conversation into a question that goes on with it: "vs nats?" is about what was talked
// about before. A button's subjects are the question.
func inContext(req Request) Request {
	if req.Question == "" && len(req.Subjects) > 0 {
		req.Question = strings.Join(req.Subjects, sidesOf)
	}
	if req.Context == "" {
		return req
	}
	first, _, _ := strings.Cut(strings.ToLower(req.Question), " ")
	switch strings.TrimRight(first, ".") {
	case "vs", "versus", "or", "compared", "against", "instead":
		req.Question = req.Context + " " + req.Question
	}
	return req
}

// A composer makes one answer.
type composer struct {
	snap     *search.Snapshot
	req      Request
	q        question
	groups   []search.Group
	subjects []search.Subject // topics that the question names
	ans      Answer
}

// understand reads the question; one that names no subject of its own is about that of the conversation.
func (c *composer) understand() {
	c.q = understand(c.snap, c.req)
	if c.req.Context != "" && !c.namesSubject() {
		if strings.Contains(c.req.Context, sidesOf) { // of a comparison: "and the cons?" goes on comparing
			goesOn := c.req
			goesOn.Question, goesOn.Context = c.req.Question+" "+c.req.Context, ""
			c.q = understand(c.snap, goesOn)
		} else {
			c.q.addContext(c.req.Context)
		}
	}
	c.ans.Kinds = c.q.asked
	c.ans.Level = c.q.level
}

// namesSubject reports whether a question is about a topic that it names; after "what about" a part of the name will do.
func (c *composer) namesSubject() bool {
	if c.q.compares || len(c.resolve(c.snap.Expand(c.q.words), c.q.words)) > 0 {
		return true
	}
	return c.q.turns && slices.ContainsFunc(c.q.words, func(w search.Word) bool { return c.snap.InHeading(w.Stem) })
}

// search asks the index. What is asked for by filter or level must hold; a wish for a recording does where there is any.
func (c *composer) search(ctx context.Context) ([]search.Hit, error) {
	q := search.Query{Groups: c.groups, Sides: c.q.sides, Topics: c.topics(), Kinds: c.q.kinds, Level: c.q.level, Prior: c.req.Prior}
	if c.narrowed() {
		q.Pass = c.pass
	}
	pass := q.Pass
	if c.q.clip {
		q.Pass = func(b *kb.Block) bool { return len(b.Source.Clips) > 0 && c.pass(b) }
		if hits, err := c.snap.Search(ctx, q); err != nil || len(hits) > 0 {
			return hits, err
		}
		q.Pass = pass
	}
	return c.snap.Search(ctx, q)
}

// narrowed reports whether there are blocks that do not pass.
func (c *composer) narrowed() bool {
	return c.level() != kb.AnyLevel || len(c.req.Kinds) > 0 || c.req.Filters != (Filters{})
}

// pass reports whether a block is among those asked for.
func (c *composer) pass(b *kb.Block) bool {
	f := &c.req.Filters
	return c.level().Includes(b.Level) &&
		(len(c.req.Kinds) == 0 || slices.Contains(c.req.Kinds, b.Kind) || slices.Contains(c.req.Kinds, b.Kind.Meant())) &&
		(f.Author == "" || f.byAuthor(b)) && (f.Topic == "" || f.onTopic(b)) && (f.Tag == "" || f.hasTag(b))
}

// byAuthor, onTopic and hasTag report whether a block has the value of one filter.
func (f *Filters) byAuthor(b *kb.Block) bool { return anyContains(b.Source.Authors, f.Author) }
func (f *Filters) onTopic(b *kb.Block) bool  { return anyContains(b.Topic, f.Topic) }
func (f *Filters) hasTag(b *kb.Block) bool {
	return slices.ContainsFunc(b.Tags, func(tag string) bool { return strings.EqualFold(tag, f.Tag) })
}

func (c *composer) level() kb.Level {
	if c.q.level != kb.AnyLevel {
		return c.q.level
	}
	return c.req.Level
}

func anyContains(all []string, part string) bool {
	part = strings.ToLower(part)
	return slices.ContainsFunc(all, func(s string) bool { return strings.Contains(strings.ToLower(s), part) })
}

// browse answers what has no question: all blocks that pass the filters, in file order, or the topics of the notes.
func (c *composer) browse() Answer {
	if c.req.Filters == (Filters{}) && len(c.req.Kinds) == 0 && c.req.Level == kb.AnyLevel {
		c.ans.Outcome = Topics
		c.ans.Suggestions = c.widest()
		return c.ans
	}
	c.ans.Kinds = c.req.Kinds
	for _, b := range c.snap.Blocks() {
		if !c.pass(b) {
			continue
		}
		if c.ans.Total++; c.ans.Total <= c.req.From {
			continue
		}
		if c.req.Limit <= 0 || len(c.ans.Snippets) < c.req.Limit {
			c.ans.Snippets = append(c.ans.Snippets, c.snippet(b, furtherLength))
		}
	}
	if c.ans.Total == 0 {
		return c.none()
	}
	c.ans.Outcome = Found
	return c.ans
}

// underTopics answers with what stands under topics: what is nearest to the level asked for first, else in the order of the notes.
func (c *composer) underTopics() Answer {
	c.ans.Kinds = c.req.Kinds
	var blocks []*kb.Block
	for _, b := range underAll(c.snap, c.req.Under) {
		if c.pass(b) && (!c.req.Clips || recorded(b)) {
			blocks = append(blocks, b)
		}
	}
	for _, path := range c.req.Under {
		c.ans.Subjects = append(c.ans.Subjects, path[len(path)-1])
	}
	if len(blocks) == 0 {
		c.ans.Question, c.ans.Gone = strings.Join(c.ans.Subjects, sidesOf), 1
		c.about(c.ans.Subjects)
		return c.none()
	}
	if plain := len(c.req.Under) == 1 && len(c.req.Kinds) == 0 && !c.req.Clips && c.req.Level == kb.AnyLevel && c.req.From == 0; plain {
		if parts := partsOf(c.req.Under[0], blocks); parts != nil {
			c.ans.Outcome, c.ans.Suggestions = Topics, parts
			return c.ans
		}
	}
	if c.req.Level != kb.AnyLevel {
		slices.SortStableFunc(blocks, func(a, b *kb.Block) int { return int(b.Level) - int(a.Level) })
	}
	c.ans.Outcome, c.ans.Total = Found, len(blocks)
	limit := c.req.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	from := min(c.req.From, len(blocks)-1) // some may be gone since
	for _, b := range blocks[from:min(from+limit, len(blocks))] {
		c.add(search.Hit{Block: b}, "")
	}
	return c.ans
}

// compose makes the answer of what was found.
func (c *composer) compose(hits []search.Hit) Answer {
	for _, s := range c.subjects {
		c.ans.Subjects = append(c.ans.Subjects, s.Name)
	}
	switch {
	case c.q.compares:
		return c.compare(hits)
	case c.q.people:
		return c.byPeople(hits)
	case c.q.watches || c.q.budget > 0 || c.q.clip && c.onlySubject():
		return c.watchList(hits)
	}
	if parts := c.parts(); parts != nil {
		c.ans.Outcome, c.ans.Suggestions = Topics, parts
		return c.ans
	}
	return c.plain(hits)
}

// plain answers with the blocks that are believed to answer, best first.
func (c *composer) plain(hits []search.Hit) Answer {
	all := hits
	hits = c.believable(hits)
	if len(hits) == 0 {
		return c.none()
	}
	c.ans.Outcome, c.ans.Lacks = Found, c.lacks()
	hits = c.mixed(c.bothSides(hits))
	if name := c.missingSubject(all); name != "" {
		c.ans.Missing = []string{name}
	}
	for _, h := range hits[:min(len(hits), c.req.Limit)] {
		c.add(h, "")
	}
	return c.ans
}

// add puts a found block behind the snippets there are, unless it is among them.
func (c *composer) add(h search.Hit, side string) {
	for i := range c.ans.Snippets {
		if c.ans.Snippets[i].Block == h.Block {
			return
		}
	}
	length := furtherLength
	if len(c.ans.Snippets) == 0 {
		c.ans.Snippets = make([]Snippet, 0, DefaultLimit)
		if length = leadLength; c.req.Whole {
			length = math.MaxInt
		}
	}
	s := c.snippet(h.Block, length)
	s.Score, s.Why, s.Side = h.Score, evidence(h), side
	c.ans.Snippets = append(c.ans.Snippets, s)
}

// none says that the notes have nothing, and what they have nearby.
func (c *composer) none() Answer {
	c.ans.Outcome, c.ans.Snippets, c.ans.Table = None, nil, nil
	c.ans.Suggestions, c.ans.Near = c.nearest()
	return c.ans
}
