package answer

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"archbot/kb"
)

// A Case is a question with its known answer.
type Case struct {
	ID       string         `json:"id"`
	Question string         `json:"q"`
	Type     string         `json:"type"`
	Context  string         `json:"context,omitempty"` // the subject of the conversation
	Held     bool           `json:"held,omitempty"`    // kept from whoever tunes ranking: only the sum over such cases is looked at
	Relevant map[string]int `json:"rel"`               // grade by block, as FILE:LINE or FILE#BLOCK; none where the notes have no answer
}

// ReadCases reads cases, one JSON object a line. Empty lines do not matter.
func ReadCases(r io.Reader) ([]Case, error) {
	var cases []Case
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if c.Question == "" {
			return nil, fmt.Errorf(`line %d: no question: want {"id":"…","q":"…","type":"…","rel":{"FILE:LINE":2}}`, n)
		}
		cases = append(cases, c)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(cases) == 0 {
		return nil, errors.New("no questions in it")
	}
	return cases, nil
}

// A Report is how well cases were answered.
type Report struct {
	All    Score    `json:"all"`
	Types  []Score  `json:"types"` // in the order of their first case
	Result []Result `json:"results"`
}

// A Score sums up cases. Success, Strict, MRR and NDCG are means over those that have an answer, RightNone over the others.
type Score struct {
	Type       string  `json:"type"`
	Answerable int     `json:"answerable"`
	Success    float64 `json:"success_at_1"` // a graded block came first
	Strict     float64 `json:"strict_at_1"`  // a block of grade 2 came first
	MRR        float64 `json:"mrr_at_10"`    // 1 over the rank of the first graded block
	NDCG       float64 `json:"ndcg_at_10"`   // gain 2^grade-1, discount log2(rank+1)
	WrongNone  int     `json:"wrong_none"`   // answerable, but none was said
	Unanswered int     `json:"unanswerable"`
	RightNone  float64 `json:"right_none"`
}

// A Result is how one case was answered.
type Result struct {
	Case    Case     `json:"case"`
	Outcome Outcome  `json:"outcome"`
	Rank    int      `json:"rank"`  // of the first graded block, 0 where none is among the first ten
	Grade   int      `json:"grade"` // of the first block
	NDCG    float64  `json:"ndcg"`
	Found   []string `json:"found"` // FILE:LINE, best first
}

// Right reports whether the first thing shown was right: a graded block, or none where there is none.
func (r Result) Right() bool {
	if len(r.Case.Relevant) == 0 {
		return r.Outcome == None
	}
	return r.Rank == 1
}

// depth is how many blocks of an answer are looked at.
const depth = 10

// Evaluate asks every case and measures the answers. A case that names a block which the notes do not have is an error.
func Evaluate(ctx context.Context, a *Answerer, cases []Case) (Report, error) {
	var report Report
	snap := a.index.Snapshot()
	lines := make(map[string]*kb.Block)
	for _, b := range snap.Blocks() {
		lines[b.File+":"+strconv.Itoa(b.Line)] = b
	}
	for _, c := range cases {
		grades := make(map[*kb.Block]int)
		for at, grade := range c.Relevant {
			b := lines[at]
			if b == nil {
				b = snap.Block(at)
			}
			if b == nil {
				return report, fmt.Errorf("case %q: the notes have no block %q", c.ID, at)
			}
			grades[b] = grade
		}
		ans, err := a.Answer(ctx, evalRequest(c))
		if err != nil {
			return report, fmt.Errorf("case %q: %w", c.ID, err)
		}
		report.add(measure(c, grades, ans))
	}
	report.finish()
	return report, nil
}

func evalRequest(c Case) Request {
	req := Parse(c.Question)
	req.Context, req.Limit = c.Context, depth
	return req
}

func measure(c Case, grades map[*kb.Block]int, ans Answer) Result {
	r := Result{Case: c, Outcome: ans.Outcome}
	var gain float64
	for i, s := range ans.Snippets[:min(len(ans.Snippets), depth)] {
		r.Found = append(r.Found, s.Block.File+":"+strconv.Itoa(s.Block.Line))
		grade := grades[s.Block]
		if i == 0 {
			r.Grade = grade
		}
		if grade > 0 && r.Rank == 0 {
			r.Rank = i + 1
		}
		gain += gainAt(grade, i)
	}
	var best []int
	for _, grade := range grades {
		best = append(best, grade)
	}
	slices.SortFunc(best, func(a, b int) int { return cmp.Compare(b, a) })
	var ideal float64
	for i, grade := range best[:min(len(best), depth)] {
		ideal += gainAt(grade, i)
	}
	if ideal > 0 {
		r.NDCG = gain / ideal
	}
	return r
}

// gainAt is the discounted gain of a grade at a place, the first being 0. Järvelin and Kekäläinen, "Cumulated gain-based evaluation
// of IR techniques", TOIS 2002, with the exponential gain that is usual since.
func gainAt(grade, place int) float64 {
	return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(place)+2)
}

func (r *Report) add(result Result) {
	r.Result = append(r.Result, result)
	i := slices.IndexFunc(r.Types, func(s Score) bool { return s.Type == result.Case.Type })
	if i < 0 {
		i = len(r.Types)
		r.Types = append(r.Types, Score{Type: result.Case.Type})
	}
	r.Types[i].add(result)
	r.All.add(result)
}

func (s *Score) add(r Result) {
	if len(r.Case.Relevant) == 0 {
		s.Unanswered++
		if r.Outcome == None {
			s.RightNone++
		}
		return
	}
	s.Answerable++
	s.NDCG += r.NDCG
	if r.Outcome == None {
		s.WrongNone++
	}
	if r.Rank > 0 {
		s.MRR += 1 / float64(r.Rank)
	}
	if r.Rank == 1 {
		s.Success++
	}
	if r.Grade >= 2 {
		s.Strict++
	}
}

// finish turns sums into means.
func (r *Report) finish() {
	r.All.Type = "all"
	r.All.finish()
	for i := range r.Types {
		r.Types[i].finish()
	}
}

func (s *Score) finish() {
	if n := float64(s.Answerable); n > 0 {
		s.Success, s.Strict, s.MRR, s.NDCG = s.Success/n, s.Strict/n, s.MRR/n, s.NDCG/n
	}
	if n := float64(s.Unanswered); n > 0 {
		s.RightNone /= n
	}
}
