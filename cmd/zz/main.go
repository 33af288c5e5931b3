package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"archbot/kb"
	"archbot/kb/answer"
	"archbot/kb/search"
)

func main() {
	notes, err := kb.Load(os.DirFS(os.Args[1]))
	if err != nil {
		panic(err)
	}
	ix, err := search.NewIndex(notes)
	if err != nil {
		panic(err)
	}
	a := answer.New(ix)
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		req := answer.Parse(sc.Text())
		q, ctx, ok := strings.Cut(sc.Text(), " @@")
		if ok {
			req = answer.Parse(q)
			req.Context = ctx
		}
		ans, err := a.Answer(context.Background(), req)
		if err != nil {
			panic(err)
		}
		fmt.Printf("== %q %s subj=%q missing=%q kinds=%v level=%v table=%v took=%v\n", sc.Text(), ans.Outcome, ans.Subjects, ans.Missing, ans.Kinds, ans.Level, ans.Table != nil, ans.Took)
		if ans.Table != nil {
			fmt.Println("   T", ans.Table.Sides, ans.Table.Written, len(ans.Table.Rows))
		}
		for i, s := range ans.Snippets {
			if i > 4 {
				break
			}
			fmt.Printf("   %.2f %s [%s] side=%s why=%.2v\n", s.Score, s.Block.ID, s.Block.Kind, s.Side, s.Why)
		}
		for _, s := range ans.Suggestions {
			fmt.Println("   ?", s.Topic, s.Blocks)
		}
	}
}
