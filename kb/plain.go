package kb

import (
	"net/url"
	"regexp"
	"strings"
)

// headingKinds are the headings that say what kind of text stands below them, in lower case without punctuation.
var headingKinds = map[Kind]string{
	Definition: "definition|definitions|introduction|intro|overview|in a nutshell|what it is|what is it|concept",
	Why: "why|why it matters|motivation|rationale|reasons|reason|context|context and problem statement|problem|problem statement|" +
		"decision drivers|purpose|goals",
	Types:      "types|kinds|categories|variants|flavours|flavors|classification",
	ComposedOf: "components|parts|building blocks|anatomy|elements|structure",
	Example:    "example|examples|sample|samples|case study|case studies|worked example",
	Metaphor:   "metaphor|metaphors|analogy|analogies",
	Comparison: "comparison|comparisons|considered options|options considered|alternatives|alternatives considered|considered alternatives",
	Difference: "difference|differences",
	Similarity: "similarity|similarities",
	Pros:       "pros|advantages|benefits|strengths|upsides|positive consequences|positives",
	Cons:       "cons|disadvantages|drawbacks|downsides|weaknesses|limitations|shortcomings|negative consequences|negatives|costs",
	UseCase:    "when to use|when to use it|use cases|use case|usage scenarios|applications|applicability|where to use it",
	Caveat: "warning|warnings|caveats|caveat|pitfalls|common pitfalls|gotchas|common mistakes|mistakes|risks|dangers|when not to use|" +
		"when not to use it",
	Remember:    "remember|key takeaways|takeaways|key points|keep in mind",
	Tip:         "tip|tips|tips and tricks|tips & tricks|best practices|good practices|recommendations|guidelines|advice|rules of thumb",
	Pattern:     "pattern|patterns|design patterns",
	Antipattern: "anti-pattern|anti-patterns|antipattern|antipatterns",
	Causation:   "consequences|cause and effect|effects|implications|impact|causes",
	Metrics:     "metrics|benchmarks|benchmark|figures|numbers",
	Tool:        "tool|tools|tooling|libraries|implementations|software",
}

// kindByHeading is headingKinds the other way round.
var kindByHeading = func() map[string]Kind {
	kinds := make(map[string]Kind)
	for kind, headings := range headingKinds {
		for h := range strings.SplitSeq(headings, "|") {
			kinds[h] = kind
		}
	}
	return kinds
}()

// sectionHeadings are further headings that say what part of a text stands below them and name no subject.
var sectionHeadings = map[string]bool{
	"status": true, "decision": true, "decision outcome": true, "outcome": true, "description": true, "details": true, "explanation": true,
	"how it works": true, "background": true, "summary": true, "notes": true, "discussion": true,
}

// Subject is the block's topic without the headings at its end that name no subject: of "Canary release › Pros", "Canary release".
func (b *Block) Subject() []string {
	n := len(b.Topic)
	for n > 1 && OnlySection(b.Topic[n-1]) {
		n--
	}
	return b.Topic[:n]
}

// OnlySection reports whether a heading says what part or kind of text stands below it and names no subject: "Pros", "Decision".
func OnlySection(heading string) bool {
	h := strings.ToLower(strings.Trim(strings.TrimLeft(heading, "0123456789.) "), headingMarks))
	return kindByHeading[h] != "" || sectionHeadings[h]
}

// headingMarks are what people put round the words of a heading.
const headingMarks = " .:!?*—–-\U0001f44d\U0001f44e✅❌⚠\ufe0f"

// headingForms are headings that name their subject, too: "Why event sourcing", "Kafka vs RabbitMQ". The first that fits counts.
var headingForms = []struct {
	form *regexp.Regexp
	kind Kind
}{
	{regexp.MustCompile(`\S (?:vs\.?|versus) \S`), Comparison},
	{regexp.MustCompile(`^(?:comparison of|comparing) `), Comparison},
	{regexp.MustCompile(`^(?:the )?differences? (?:between|from|to) `), Difference},
	{regexp.MustCompile(`^similarit(?:y|ies) (?:between|of|with) `), Similarity},
	{regexp.MustCompile(`^(?:when|why) (?:not|never) to use `), Caveat},
	{regexp.MustCompile(`^why (?:not|you should not|you shouldn.t) `), Caveat},
	{regexp.MustCompile(`^why `), Why},
	{regexp.MustCompile(`^what(?: is|.s| are) `), Definition},
	{regexp.MustCompile(`^when (?:to|should (?:you|we|i)) (?:use|choose|pick) `), UseCase},
	{regexp.MustCompile(`^(?:types|kinds|categories) of `), Types},
	{regexp.MustCompile(`^(?:components|parts|anatomy) of `), ComposedOf},
	{regexp.MustCompile(`^(?:pros|advantages|benefits|strengths) of `), Pros},
	{regexp.MustCompile(`^(?:cons|disadvantages|drawbacks|downsides|limitations|weaknesses) of `), Cons},
	{regexp.MustCompile(`^(?:pitfalls|caveats|risks|dangers) of `), Caveat},
	{regexp.MustCompile(`^(?:examples? of|example:) `), Example},
	{regexp.MustCompile(`^(?:tips|best practices|recommendations) (?:for|on) `), Tip},
	{regexp.MustCompile(`^use cases? (?:of|for) `), UseCase},
	{regexp.MustCompile(` (?:disadvantages|drawbacks|cons|limitations)$`), Cons},
	{regexp.MustCompile(` (?:advantages|benefits|pros)$`), Pros},
	{regexp.MustCompile(` use cases?$`), UseCase},
	{regexp.MustCompile(` (?:best practices|tips)$`), Tip},
	{regexp.MustCompile(` (?:pitfalls|caveats)$`), Caveat},
	{regexp.MustCompile(` examples?$`), Example},
	{regexp.MustCompile(` comparison$`), Comparison},
}

var (
	headingNumber = regexp.MustCompile(`^(?:\d+[.)]?)+\s+`)
	bothSides     = regexp.MustCompile(`\b(?:pros and cons|pros & cons|pros/cons|advantages and disadvantages|benefits and drawbacks)\b`)
)

// headingKind is the kind of a block without annotation, by its heading.
func headingKind(heading string) Kind {
	h := strings.ToLower(headingNumber.ReplaceAllString(heading, ""))
	h = strings.Trim(h, headingMarks)
	if kind, ok := kindByHeading[h]; ok {
		return kind
	}
	if len(h) > maxIDPath || bothSides.MatchString(h) {
		return Explanation
	}
	for _, f := range headingForms {
		if f.form.MatchString(h) {
			return f.kind
		}
	}
	return Explanation
}

// talkHosts are sites of recordings besides [recordingHosts]; for some only the links with the given path are.
var talkHosts = map[string]string{
	"infoq.com": "/presentations/", "ted.com": "/talks/", "loom.com": "/share/", "twitch.tv": "/videos/", "dailymotion.com": "/video/",
	"media.ccc.de": "/v/", "learning.oreilly.com": "/videos/", "channel9.msdn.com": "/", "wistia.com": "/medias/",
}

// recordingLink is the first link to a recording that has a paragraph of a body for itself.
func recordingLink(body Body) string {
	for _, e := range body {
		p, ok := e.(Paragraph)
		if !ok {
			continue
		}
		link := ""
		for _, s := range p.Text {
			if s.Link == "" && strings.TrimSpace(s.Text) != "" || s.Link != "" && link != "" && s.Link != link {
				link = ""
				break
			}
			if s.Link != "" {
				link = s.Link
			}
		}
		if link != "" && isTalk(link) {
			return link
		}
	}
	return ""
}

func isTalk(link string) bool {
	u, err := url.Parse(link)
	if err != nil || absolute(link) == "" {
		return false
	}
	if recording(u) {
		return len(u.Path) > 1
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path, ok := talkHosts[host]
	return ok && strings.HasPrefix(u.Path, path)
}

// plainBlock gives a block without annotation what an annotation would say: its kind by the heading, its source by a link to a
// recording.
func plainBlock(b *Block, heading string) {
	b.Kind = headingKind(heading)
	if link := recordingLink(b.Body); link != "" {
		b.Source.Link = link
		if from, ok := startOf(link); ok {
			b.Source.Clips = []Clip{{From: from}}
		}
	}
}

// metaLine is a line such as "Status: accepted" near the start of a note.
var metaLine = regexp.MustCompile(`^(?i)(status|date|authors?):\s*(\S.*)$`)

// decisionRecord takes status, date and authors from the text of a decision record, where front matter did not give them: lines at
// its start, or a section "Status".
func (n *Note) decisionRecord() {
	for i, b := range n.Blocks {
		text := b.Body.Text()
		if strings.EqualFold(strings.TrimRight(b.Name(), ": "), "status") && len(b.Topic) > 1 {
			line, _, _ := strings.Cut(text, "\n")
			n.setMeta("status", strings.TrimSpace(line))
		}
		if i > 0 {
			continue
		}
		lines := strings.SplitN(text, "\n", maxMetaLines+1)
		for _, line := range lines[:min(len(lines), maxMetaLines)] {
			if m := metaLine.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				n.setMeta(strings.ToLower(m[1]), m[2])
			}
		}
	}
}

// Where a decision record says what it is: in its first lines; a status is a word or two.
const (
	maxMetaLines = 12
	maxStatus    = 60
)

func (n *Note) setMeta(key, value string) {
	m := &n.Meta
	switch key {
	case "status":
		if m.Status == "" && len(value) <= maxStatus {
			m.Status = value
		}
	case "date":
		if d, ok := parseDate(value); ok && m.Date.IsZero() {
			m.Date = d
		}
	default:
		if len(m.Authors) == 0 {
			m.Authors = splitAuthors(value)
		}
	}
}
