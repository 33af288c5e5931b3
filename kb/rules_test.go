package kb

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRules checks that each rule's example breaks it, and that its mended one breaks no rule.
func TestRules(t *testing.T) {
	for _, rule := range Rules() {
		if rule.Doc == "" || !strings.HasSuffix(rule.Doc, ".") {
			t.Errorf("rule %s is not documented", rule.Name)
		}
		if rule.Bad == "" {
			continue // it concerns a file, not text; see TestLoad
		}
		if !breaks(rule.Bad, rule.Name) {
			t.Errorf("rule %s is not broken by its example:\n%s\n%+v", rule.Name, rule.Bad, Parse("a.md", []byte(rule.Bad)).Findings)
		}
		if findings := Parse("a.md", []byte(rule.Good)).Findings; len(findings) > 0 {
			t.Errorf("rule %s: mended example has findings %+v", rule.Name, findings)
		}
	}
}

func breaks(source, rule string) bool {
	for _, f := range Parse("a.md", []byte(source)).Findings {
		if f.Rule == rule {
			return true
		}
	}
	return false
}

// TestRuleNames checks that the code reports the rules of the table and no others.
func TestRuleNames(t *testing.T) {
	known := make(map[string]bool)
	for _, rule := range Rules() {
		if known[rule.Name] {
			t.Errorf("rule %s is there twice", rule.Name)
		}
		known[rule.Name] = true
	}
	files, _ := filepath.Glob("*.go")
	used := regexp.MustCompile(`(?:slip|find|report|fileFinding)\((?:file, |name, )?"([a-z0-9-]+)"|clipSlip\{"([a-z0-9-]+)"|rule, fault :?= "([a-z0-9-]+)"`)
	seen := make(map[string]bool)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(source), -1) {
			name := m[1] + m[2] + m[3]
			seen[name] = true
			if !known[name] {
				t.Errorf("%s reports %q, which is no rule", file, name)
			}
		}
	}
	for name := range known {
		if !seen[name] {
			t.Errorf("nothing reports rule %q", name)
		}
	}
}

// TestClean checks that notes written by the book have no findings.
func TestClean(t *testing.T) {
	clean := `---
title: Messaging
author: Ann Lee
tags: [messaging, queues]
status: accepted
date: 2024-05-17
---

# Messaging {#messaging}

Queues & streams: size < 1 MB, *a* **b** _c_, ` + "`code`" + `, https://example.org.

## Kafka

###### {"semantic":"why", "source-link":"https://www.youtube.com/watch?v=-x", "source-author":"Ann Lee, Bob Ray", "source-details":"p. 3, fig: 4", "time-period":"00:09:32 - 00:13:41", "mastery":"Medium", "tags":"a, b", "inspired-by":"a talk", "clarity":"above"}

Text with "quotes" and {braces}.

###### {"semantic": "intro-definition" , "time-period": "00:00:00 - 00:02:00", "time-period": "00:03:00 - 00:04:00", "source-link": "https://vimeo.com/1"}

| a | b |
|---|---|
| 1 | 2 |

###### {"semantic":"tip"} {#tip-1}

![two brokers](a.png)

###### A plain heading

` + "```" + `
# code
` + "```" + `
`
	clean = strings.Replace(clean, "###### A plain heading", "### A plain heading", 1)
	if findings := Parse("a.md", []byte(clean)).Findings; len(findings) > 0 {
		t.Errorf("%+v", findings)
	}
}

func TestFixed(t *testing.T) {
	source := "abcdef"
	for _, c := range []struct {
		fixes []Fix
		want  string
	}{
		{nil, "abcdef"},
		{[]Fix{{1, 2, "X"}, {4, 5, ""}}, "aXcdf"},
		{[]Fix{{4, 5, ""}, {1, 2, "X"}}, "aXcdf"},
		{[]Fix{{1, 3, "X"}, {1, 3, "X"}}, "aXdef"},
		{[]Fix{{1, 3, "X"}, {2, 4, "Y"}}, "aXdef"},
		{[]Fix{{0, 0, "<"}, {6, 6, ">"}}, "<abcdef>"},
		{[]Fix{{3, 3, "1"}, {3, 3, "1"}, {3, 4, "D"}}, "abc1Def"},
		{[]Fix{{-1, 2, "X"}, {5, 7, "Y"}, {4, 3, "Z"}}, "abcdef"},
	} {
		findings := []Finding{{}}
		for _, f := range c.fixes {
			findings = append(findings, Finding{Fix: &f})
		}
		if got := string(Fixed([]byte(source), findings)); got != c.want {
			t.Errorf("%+v: %q; want %q", c.fixes, got, c.want)
		}
	}
}
