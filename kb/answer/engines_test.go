package answer_test

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // the analyzer
	"github.com/blevesearch/bleve/v2/index/scorch"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

// An engine is something that finds blocks for a question, archbot or what it is measured against: the IDs of the ten best, best first.
type engine struct {
	name string
	ask  func(ctx context.Context, question string) ([]string, error)
}

// found is how many blocks every engine gives.
const found = 10

// columns are a block's texts as the databases have them: what archbot weighs one by one as well.
type columns struct{ heading, path, body, tags, authors string }

func columnsOf(b *kb.Block) columns {
	return columns{
		heading: b.Name(), path: strings.Join(b.Topic[:len(b.Topic)-1], " "), body: b.Body.Text(),
		tags: strings.Join(b.Tags, " ") + " " + b.Source.Details, authors: strings.Join(b.Source.Authors, " "),
	}
}

func (c columns) all() string {
	return strings.Join([]string{c.heading, c.path, c.body, c.tags, c.authors}, " ")
}

// stopWords are left out of questions before the other engines are asked, to their advantage.
var stopWords = strings.Fields(`a an and are as at be by can do does for from has have how i in is it its last of on or our pros say should since
	than that the then there they this to vs was we what when where which who why will with you your not no all every about`)

// plainWords are the words of a question that an engine without understanding is asked for, in lower case, each once.
func plainWords(question string) []string {
	var words []string
	for _, t := range search.Analyze(question) {
		if !t.Whole && !slices.Contains(stopWords, t.Word) && !slices.Contains(words, t.Word) {
			words = append(words, t.Word)
		}
	}
	return words
}

func blocksOf(notes []*kb.Note) []*kb.Block {
	var blocks []*kb.Block
	for _, n := range notes {
		blocks = append(blocks, n.Blocks...)
	}
	return blocks
}

// newArchbot is the whole answer: understanding, candidates, ranking, judging, composing.
func newArchbot(index *search.Index) engine {
	a := answer.New(index)
	return engine{"archbot", func(ctx context.Context, question string) ([]string, error) {
		ans, err := a.Answer(ctx, answer.Parse(question))
		ids := make([]string, len(ans.Snippets))
		for i, s := range ans.Snippets {
			ids[i] = s.Block.ID
		}
		return ids, err
	}}
}

// bareBleve is bleve as one would take it from the shelf: one field with the English analyzer, in memory. Nothing is stored, which makes
// it as quick to build as it can be.
func bareBleve(tb testing.TB, blocks []*kb.Block) bleve.Index {
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeInAll, text.IncludeTermVectors, text.DocValues = "en", false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("text", text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	index, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		tb.Fatal(err)
	}
	for part := range slices.Chunk(blocks, 25_000) { // one segment each: scorch merges none in memory
		batch := index.NewBatch()
		for _, b := range part {
			if err := batch.Index(b.ID, map[string]any{"text": columnsOf(b).all()}); err != nil {
				tb.Fatal(err)
			}
		}
		if err := index.Batch(batch); err != nil {
			tb.Fatal(err)
		}
	}
	return index
}

// newBleve asks a bare bleve by a match query.
func newBleve(tb testing.TB, blocks []*kb.Block) engine {
	index := bareBleve(tb, blocks)
	tb.Cleanup(func() { _ = index.Close() })
	return engine{"bleve", func(ctx context.Context, question string) ([]string, error) {
		q := bleve.NewMatchQuery(strings.Join(plainWords(question), " "))
		q.SetField("text")
		result, err := index.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, found, 0, false))
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(result.Hits))
		for i, hit := range result.Hits {
			ids[i] = hit.ID
		}
		return ids, nil
	}}
}

// A posting is a block that has a word.
type posting struct{ block, count uint32 }

// A floor is the least that ranking can do: BM25 (k1 1.2, b 0.75) over an inverted index in memory, one field, nothing understood.
type floor struct {
	ids      []string
	norm     []float32 // of each block, from its length
	postings map[string][]posting
	scores   []float32 // of each block while a question is asked
}

func newFloor(blocks []*kb.Block) engine {
	f := &floor{postings: make(map[string][]posting), scores: make([]float32, len(blocks))}
	total := 0
	for i, b := range blocks {
		stems := search.Stems(columnsOf(b).all())
		f.ids = append(f.ids, b.ID)
		f.norm = append(f.norm, float32(len(stems)))
		total += len(stems)
		slices.Sort(stems)
		for len(stems) > 0 {
			stem, n := stems[0], 1
			for n < len(stems) && stems[n] == stem {
				n++
			}
			f.postings[stem] = append(f.postings[stem], posting{uint32(i), uint32(n)})
			stems = stems[n:]
		}
	}
	for i, length := range f.norm {
		f.norm[i] = 1.2 * (0.25 + 0.75*length*float32(len(blocks))/float32(total))
	}
	return engine{"floor", func(_ context.Context, question string) ([]string, error) { return f.best(plainWords(question)), nil }}
}

func (f *floor) best(words []string) []string {
	var touched []uint32
	for _, word := range words {
		list := f.postings[search.Stem(word)]
		df := float64(len(list))
		idf := float32(math.Log1p((float64(len(f.ids)) - df + 0.5) / (df + 0.5)))
		for _, p := range list {
			if f.scores[p.block] == 0 {
				touched = append(touched, p.block)
			}
			f.scores[p.block] += idf * 2.2 * float32(p.count) / (float32(p.count) + f.norm[p.block])
		}
	}
	order := func(a, b uint32) int { return cmp.Or(cmp.Compare(f.scores[b], f.scores[a]), cmp.Compare(a, b)) }
	var best []uint32 // in order; insertion is cheap among ten
	for _, block := range touched {
		if len(best) == found && order(block, best[found-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, block, order)
		best = slices.Insert(best, at, block)
		best = best[:min(len(best), found)]
	}
	ids := make([]string, len(best))
	for i, block := range best {
		ids[i] = f.ids[block]
	}
	for _, block := range touched {
		f.scores[block] = 0
	}
	return ids
}
