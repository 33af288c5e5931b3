package bot

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"archbot/bot/render"
	"archbot/kb"
)

// People are the accounts of authors, by their name as [PersonKey] has it. Who is not among them is named and never called.
type People map[string]string

// PersonKey is a name without regard to case and spaces.
func PersonKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// account is how Slack names people: Profile, More, Copy member ID.
var account = regexp.MustCompile(`^(?:<@)?([UW][A-Z0-9]{5,30})>?$`)

// ParsePeople reads people.txt, which stands beside the notes: a line for each author, `Martin Kleppmann = U0123ABCD`, as the notes spell the
// name and Slack the account. Empty lines and those that begin with # say nothing. Lines that are not understood are named in the error; the
// others are good all the same.
func ParsePeople(text []byte) (People, error) {
	people := People{}
	var wrong []error
	n := 0
	for row := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		n++
		row = strings.TrimSpace(row)
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		name, user, _ := strings.Cut(row, "=")
		key, id := PersonKey(name), account.FindStringSubmatch(strings.TrimSpace(user))
		switch _, twice := people[key]; {
		case key == "" || id == nil:
			wrong = append(wrong, fmt.Errorf("line %d: %q: want NAME = MEMBER ID, as in: Martin Kleppmann = U0123ABCD", n, row))
		case twice:
			wrong = append(wrong, fmt.Errorf("line %d: %q stands here twice: keep one", n, strings.TrimSpace(name)))
		default:
			people[key] = id[1]
		}
	}
	return people, errors.Join(wrong...)
}

// maxExperts is how many people are named who know what is near.
const maxExperts = 3

// experts are the authors of what stands under topics, most blocks first.
func (b *Bot) experts(near [][]string) []render.Expert {
	if b.opts.Notes == nil {
		return nil
	}
	var people People
	if b.opts.People != nil {
		people = b.opts.People()
	}
	notes, at, counted := b.opts.Notes(), map[string]int{}, map[*kb.Block]bool{}
	var list []render.Expert
	for _, path := range near {
		for _, block := range notes.Under(path) {
			if counted[block] {
				continue // one topic may stand under another
			}
			counted[block] = true
			for _, name := range block.Source.Authors {
				i, known := at[PersonKey(name)]
				if !known {
					i = len(list)
					at[PersonKey(name)] = i
					list = append(list, render.Expert{Name: name, User: people[PersonKey(name)], Topic: path[len(path)-1]})
				}
				list[i].Blocks++
			}
		}
	}
	slices.SortStableFunc(list, func(a, b render.Expert) int { return b.Blocks - a.Blocks })
	return list[:min(len(list), maxExperts)]
}
