package answer_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTeamQuestions measures answers on notes of invented teams, in fields and words that ranking was not made on. Somebody wrote the notes,
// somebody else the questions, from a listing of the blocks and before any was asked; neither had seen the code. Sources, talks and figures in
// the notes are made up or from memory. The questions of talks, applications, product and platform are held out: they were asked once, of the
// code as it is with them, and of them only the sums were looked at.
func TestTeamQuestions(t *testing.T) {
	teams, err := os.ReadDir("testdata/teams")
	if err != nil {
		t.Fatal(err)
	}
	for _, team := range teams {
		t.Run(team.Name(), func(t *testing.T) {
			dir := filepath.Join("testdata/teams", team.Name())
			cases := readCases(t, filepath.Join(dir, "questions.jsonl"))
			compareGolden(t, filepath.Join(dir, "ranks.golden"), measured(t, newAnswerer(t, dir), cases))
		})
	}
}
