package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"archbot/bot/slacksim"
)

func (s *soak) unanswered() (n int) {
	for _, k := range s.talks {
		n += max(0, k.want-k.got)
	}
	return n
}

// look counts answers, closes talks that have been watched for long enough, and lets the workspace forget what was before all others.
func (s *soak) look(now time.Time) {
	threads := map[string][]slacksim.Message{}
	channels := map[string]bool{}
	for _, k := range s.talks {
		if k.private != nil || channels[k.channel] {
			continue
		}
		channels[k.channel] = true
		for _, m := range s.ws.Messages(k.channel) {
			if m.User == slacksim.Bot && m.Ephemeral == "" && m.ThreadTS != "" {
				threads[m.Channel+m.ThreadTS] = append(threads[m.Channel+m.ThreadTS], m)
			}
		}
	}
	oldest := now.Add(-soakWatch)
	kept := s.talks[:0]
	for _, k := range s.talks {
		if s.watch(k, threads[k.channel+k.thread], now) {
			kept = append(kept, k)
			if start := k.start(); start.Before(oldest) {
				oldest = start
			}
		}
	}
	clear(s.talks[len(kept):])
	s.talks = kept
	s.ws.Forget(oldest.Add(-time.Second))
}

// start is when the talk's first message came, whose thread must be kept.
func (k *talk) start() time.Time {
	var seconds, micros int64
	if _, err := fmt.Sscanf(k.thread, "%d.%d", &seconds, &micros); err != nil {
		return k.at // a command
	}
	return time.Unix(seconds, micros*1000)
}

// watch counts a talk's answers, and reports whether it goes on.
func (s *soak) watch(k *talk, answers []slacksim.Message, now time.Time) bool {
	if k.private != nil {
		answers = withoutNotices(k.private.Messages())
	}
	if k.got = len(answers); k.got > 0 {
		k.last = answers[len(answers)-1]
	}
	failed := k.private != nil && k.private.Failed() || k.click != nil && k.click.Failed()
	switch {
	case k.got > k.want:
		s.t.Errorf("%d answers to %d questions in %s: %s", k.got, k.want, k.channel, visible(answers))
		return false
	case k.open() && failed && now.Sub(k.at) > soakWatch:
		s.ended[slackSaid]++
		s.ended[answered] += k.got
		return false
	case k.open() && now.Sub(k.at) > soakLost:
		s.t.Errorf("%d answers to %d questions in %s: %s", k.got, k.want, k.channel, visible(answers))
		return false
	case !k.open() && now.Sub(k.at) > soakWatch:
		for _, m := range answers {
			s.ended[ending(m)]++
		}
		return false
	}
	return true
}

// withoutNotices leaves out what tells a person that an answer may be lost, where that answer is there after all.
func withoutNotices(list []slacksim.Message) []slacksim.Message {
	answers := slices.DeleteFunc(slices.Clone(list), func(m slacksim.Message) bool { return ending(m) == mayBeLost })
	if len(answers) == 0 {
		return list
	}
	return answers
}

// How a request can end.
const (
	answered  = "answered"
	apology   = "apology"
	mayBeLost = "told that it may be lost"
	slackSaid = "Slack's own error" // the connection was cut under it, and Slack told the person
)

// ending tells an answer from an apology.
func ending(m slacksim.Message) string {
	switch text := m.Visible(); {
	case strings.Contains(text, "did not confirm"):
		return mayBeLost
	case strings.Contains(text, "Reference:"):
		return apology
	}
	return answered
}

func visible(list []slacksim.Message) string {
	var b strings.Builder
	for _, m := range list {
		fmt.Fprintf(&b, "\n%s %.200q", m.TS, m.Visible())
	}
	return b.String()
}

// settle waits until all that was asked is answered and has been watched.
func (s *soak) settle() {
	s.ws.Heal("*")
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for len(s.talks) > 0 {
		s.look(<-tick.C)
	}
}

func (s *soak) judge() {
	asked, ended := total(s.asked), total(s.ended)
	_, connections := s.ws.Connections()
	fmt.Printf("asked %d: %v\nended %d: %v\nfaults %v; %d connections\n", asked, s.asked, ended, s.ended, s.faults, connections)
	if ended != asked && !s.t.Failed() {
		s.t.Errorf("%d requests, %d ends", asked, ended)
	}
	for _, bad := range []string{slackSaid, mayBeLost, apology} {
		if n := s.ended[bad]; n > asked/50 {
			s.t.Errorf("%d of %d: %s", n, asked, bad)
		}
	}
}

// flat compares the second quarter, when what is kept is warm, with the last one.
func flat(t *testing.T, samples []sample) {
	if len(samples) < 8 {
		t.Fatalf("only %d samples", len(samples))
	}
	n := len(samples) / 4
	early, late := samples[n:2*n], samples[len(samples)-n:]
	for _, figure := range []struct {
		name   string
		of     func(sample) float64
		margin float64 // beside a tenth, in the figure's unit
	}{
		{"heap", func(s sample) float64 { return float64(s.Heap) }, 6e6},
		{"RSS", func(s sample) float64 { return float64(s.RSS) }, 16e6},
		{"goroutines", func(s sample) float64 { return float64(s.Goroutines) }, 30},
	} {
		before, after := median(early, figure.of), median(late, figure.of)
		fmt.Printf("%s: %.0f in the second quarter, %.0f in the last\n", figure.name, before, after)
		if after > before*1.1+figure.margin {
			t.Errorf("%s grows: %.0f in the second quarter, %.0f in the last", figure.name, before, after)
		}
	}
}

func median(samples []sample, of func(sample) float64) float64 {
	var list []float64
	for _, s := range samples {
		list = append(list, of(s))
	}
	slices.Sort(list)
	return list[len(list)/2]
}
