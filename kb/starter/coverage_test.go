package starter_test

import (
	"slices"
	"strings"
	"testing"

	"archbot/kb"
)

// What the library promises to have of everything, at least.
const (
	minComparisons = 40
	minBlocks      = 600
	minNotes       = 25
)

// promised is what each technology and pattern has.
var promised = []kb.Kind{kb.Definition, kb.Pros, kb.Cons, kb.UseCase, kb.Caveat, kb.Tip}

// concepts are the topics that nobody chooses or leaves: one understands them. Each has a definition and two blocks more. Every other topic
// is a technology or a pattern and has what is promised of these, or compares two topics.
var concepts = strings.Split(`API versioning; Pagination;
	SLO; Error budget; Failure domains; Redundancy; Disaster recovery;
	Read-through; TTL and expiry; Eviction; Cache stampede;
	Fencing token; Linearizability; Quorum; CAP theorem; PACELC;
	Trade-off analysis; Fitness functions; C4 model; Technical debt;
	Rolling update; Expand and contract; GitOps; Containers;
	DNS TTL; Sidecar; Bounded context; Aggregate; Conway's law; Health checks;
	Delivery guarantees; Message ordering; Consumer lag;
	Region failover; Failover; Rebalancing;
	Distributed tracing; Sampling; Alerting; Logging;
	Timeouts; Backoff and jitter; Idempotency; Back pressure; Load shedding;
	Latency percentiles; Little's law; Amdahl's law; Universal scalability law; Capacity planning; Load testing; N+1 problem; Connection pool;
	Inverted index; BM25; OpenID Connect; API keys; Secrets management; Authorization;
	Secondary index; Composite index; Covering index; Write amplification; Write-ahead log;
	Windows; Watermarks; Checkpointing;
	Isolation levels; Write skew; Lost update; Locking and deadlocks; Optimistic locking; Pessimistic locking`, ";")

// overviews are topics that lead to others: how to choose between them, which there are. The notes' titles are overviews, too.
var overviews = []string{"Choosing a database", "Cache patterns", "Load balancing algorithms"}

func TestCoverage(t *testing.T) {
	all := notes(t)
	seen := make(map[string]bool)
	compared := 0
	var visit func(topics []*kb.Topic)
	visit = func(topics []*kb.Topic) {
		for _, topic := range topics {
			name := topic.Name()
			seen[name] = true
			if strings.Contains(name, " vs ") {
				compared++
			}
			for _, complaint := range coverageComplaints(topic) {
				t.Errorf("%s:%d: %s: %s", topic.File, topic.Line, name, complaint)
			}
			visit(topic.Children)
		}
	}
	visit(kb.Tree(all))
	for _, name := range slices.Concat(conceptNames(), overviews) {
		if !seen[name] {
			t.Errorf("no topic %q; take it out of the list", name)
		}
	}
	blocks := 0
	for _, n := range all {
		blocks += len(n.Blocks)
	}
	if compared < minComparisons || blocks < minBlocks || len(all) < minNotes {
		t.Errorf("%d comparisons, %d blocks, %d notes; want at least %d, %d, %d", compared, blocks, len(all), minComparisons, minBlocks, minNotes)
	}
}

func conceptNames() []string {
	names := slices.Clone(concepts)
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

// coverageComplaints says which kinds of block a topic lacks.
func coverageComplaints(topic *kb.Topic) (found []string) {
	has := func(kinds ...kb.Kind) {
		for _, k := range kinds {
			if topic.Counts[k] == 0 {
				found = append(found, "no block of kind "+string(k))
			}
		}
	}
	name := topic.Name()
	weighed := topic.Counts[kb.Pros]+topic.Counts[kb.Cons] > 0
	switch {
	case strings.Contains(name, " vs "):
		has(kb.Comparison)
	case weighed:
		has(promised...)
	case len(topic.Path) == 1 || slices.Contains(overviews, name): // as much as it takes
	case slices.Contains(conceptNames(), name):
		has(kb.Definition)
		if topic.Own() < 3 {
			found = append(found, "a concept has a definition and two blocks more")
		}
	default:
		has(promised...)
	}
	return found
}

// TestLevels holds the share of each level to what suits a team: much for everybody, something for those who know.
func TestLevels(t *testing.T) {
	levels, all := map[kb.Level]int{}, 0
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			levels[b.Level]++
			all++
		}
	}
	for _, want := range []struct {
		level    kb.Level
		from, to int // per cent
	}{{kb.Entry, 35, 60}, {kb.Medium, 25, 45}, {kb.Advanced, 12, 30}} {
		if share := levels[want.level] * 100 / all; share < want.from || share > want.to {
			t.Errorf("%d%% of the blocks are of level %s, want %d to %d%%", share, want.level, want.from, want.to)
		}
	}
}

// TestComparisons checks that the tables say something of every side in every row, and are of a size that is read.
func TestComparisons(t *testing.T) {
	const fewest, most = 6, 12
	for _, n := range notes(t) {
		for _, b := range n.Blocks {
			if b.Kind != kb.Comparison {
				continue
			}
			tables := 0
			for _, e := range b.Body {
				table, ok := e.(kb.Table)
				if !ok {
					continue
				}
				tables++
				if rows := len(table.Rows) - 1; rows < fewest || rows > most {
					t.Errorf("%s:%d: %d rows, want %d to %d", b.File, b.Line, rows, fewest, most)
				}
				for _, complaint := range asymmetries(table, b.Name()) {
					t.Errorf("%s:%d: %s", b.File, b.Line, complaint)
				}
			}
			if tables != 1 {
				t.Errorf("%s:%d: %d tables in a comparison", b.File, b.Line, tables)
			}
		}
	}
}

// asymmetries says where a table does not say of one side what it says of another, or has not a column for each side in the heading.
func asymmetries(table kb.Table, heading string) (found []string) {
	columns := len(table.Rows[0])
	if sides := strings.Split(heading, " vs "); len(sides) > 1 && columns != len(sides)+1 {
		found = append(found, "the heading has not as many sides as the table columns")
	}
	for i, row := range table.Rows {
		if len(row) != columns {
			found = append(found, "rows of different length")
		}
		for j, cell := range row {
			text := strings.TrimSpace(cell.Text())
			if text == "" && (i > 0 || j > 0) || strings.Trim(text, "-–—?") == "" && j > 0 {
				found = append(found, "a cell that says nothing in row "+row[0].Text())
			}
		}
	}
	return found
}
