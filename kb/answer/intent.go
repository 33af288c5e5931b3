package answer

import (
	"strings"

	"archbot/kb"
	"archbot/kb/search"
)

// An intent is what the form of a question asks for, apart from its subject. Its phrases are matched by stem.
type intent struct {
	phrases string  // separated by ";"
	kinds   []wants // most wanted first
	level   kb.Level
	clip    bool // asks for a recording
	keep    bool // the words are about the subject too, and stay in the question
}

// wants says how much a kind is asked for, 0 to 1.
type wants struct {
	kind kb.Kind
	much float64
}

// intents is what questions about architecture ask for. Where two match, the longer one counts, then the earlier one.
var intents = []intent{
	{phrases: "pros; pro; advantage; benefit; upside; strength; strong point; good about; plus side; selling point; gain; merit; good thing about",
		kinds: []wants{{kb.Pros, 1}, {kb.Comparison, .2}, {kb.UseCase, .2}}},
	{phrases: "cons; con; drawback; disadvantage; downside; weakness; weak point; limitation; shortcoming; bad about; minus; wrong with; problem with; issue with; problem; trouble with; argument against",
		kinds: []wants{{kb.Cons, 1}, {kb.Caveat, .5}, {kb.Antipattern, .4}, {kb.Comparison, .2}}},
	{phrases: "warning; caveat; gotcha; pitfall; trap; danger; caution; careful; watch out; beware; mistake; mistake to avoid; avoid; risk; go wrong; look out for; common mistake",
		kinds: []wants{{kb.Caveat, 1}, {kb.Cons, .5}, {kb.Antipattern, .5}, {kb.Remember, .4}, {kb.Tip, .3}}},
	{phrases: "when should; when to; when do; when would; when is; when use; when not to; use case; usecase; use-case; suitable; suited; good for; good fit; best for; should i use; should we use; worth it; fit for; appropriate for; used for; use for; scenario",
		kinds: []wants{{kb.UseCase, 1}, {kb.Comparison, .4}, {kb.Pros, .2}, {kb.Tip, .2}}},
	{phrases: "which should i choose; should i choose; should we choose; should i pick; choose between; how to choose; which one; choose; decide between; better",
		kinds: []wants{{kb.Comparison, .9}, {kb.UseCase, .7}, {kb.Difference, .6}}},
	{phrases: "why use; why choose; why would i use; why should i use; why should we use; why would we use; why do we use; reason to use",
		kinds: []wants{{kb.Why, 1}, {kb.Pros, .7}, {kb.UseCase, .6}}},
	{phrases: "why; reason; reason for; motivation; rationale; purpose of; what for; point of",
		kinds: []wants{{kb.Why, 1}, {kb.Causation, .3}, {kb.Pros, .3}}},
	{phrases: "definition; definition of; define; what is meant by; meaning of; what does mean; stand for; introduction to; intro; basics of",
		kinds: []wants{{kb.Definition, 1}, {kb.Explanation, .4}}},
	{phrases: "example; example of; sample; for instance; in practice; real world; case study; illustration; demo",
		kinds: []wants{{kb.Example, 1}, {kb.UseCase, .2}, {kb.Explanation, .1}}},
	{phrases: "type of; kind of; types; variant; form of; category of; option; option for; style of; classification; alternatives; flavor of; flavour of; way to; list of; what are the option",
		kinds: []wants{{kb.Types, 1}, {kb.ComposedOf, .4}, {kb.Explanation, .1}}},
	{phrases: "component; part of; consist of; made of; made up of; composed of; building block; anatomy; structure of; ingredient",
		kinds: []wants{{kb.ComposedOf, 1}, {kb.Types, .4}, {kb.Explanation, .2}}, keep: true},
	{phrases: "difference between; difference; differ; different from; compare; compared to; comparison; comparison of; compare to; compare with; vs; versus; distinguish; tell apart; differentiate",
		kinds: []wants{{kb.Comparison, 1}, {kb.Difference, 1}, {kb.Types, .2}}},
	{phrases: "similar to; similarity; in common; alike; same as; resemble",
		kinds: []wants{{kb.Similarity, 1}, {kb.Comparison, .5}}},
	{phrases: "effect of; effect on; impact of; impact on; affect; influence; influence of; consequence of; lead to; cause; result in; increase; decrease; reduce; improve; hurt; what happen",
		kinds: []wants{{kb.Causation, 1}, {kb.Correlation, .8}, {kb.Caveat, .2}}, keep: true},
	{phrases: "effect; impact; consequence; trade off; tradeoff",
		kinds: []wants{{kb.Causation, 1}, {kb.Correlation, .8}, {kb.Cons, .3}, {kb.Pros, .2}}},
	{phrases: "correlation; correlate; correlation between; relate to; depend on",
		kinds: []wants{{kb.Correlation, 1}, {kb.Causation, .8}}, keep: true},
	{phrases: "tip; tip for; hint; advice; recommendation; recommended; best practice; good practice; rule of thumb; guideline; suggestion",
		kinds: []wants{{kb.Tip, 1}, {kb.Remember, .6}, {kb.Pattern, .4}, {kb.Caveat, .2}}},
	{phrases: "remember; keep in mind; takeaway; key point; note that",
		kinds: []wants{{kb.Remember, 1}, {kb.Tip, .5}, {kb.Caveat, .3}}},
	{phrases: "metric; kpi; how do i measure; how to measure; measure; measured; measurement; number for; indicator; what to monitor",
		kinds: []wants{{kb.Metrics, 1}}, keep: true},
	{phrases: "tool; tooling; software for; product for; library for; implementation of; vendor",
		kinds: []wants{{kb.Tool, 1}, {kb.Types, .2}, {kb.Example, .2}}, keep: true},
	{phrases: "metaphor; analogy; like what; explain like i am five; eli5; in simple term; in plain english",
		kinds: []wants{{kb.Metaphor, 1}, {kb.Definition, .5}}},
	{phrases: "pattern; design pattern", kinds: []wants{{kb.Pattern, .8}}, keep: true},
	{phrases: "anti-pattern; antipattern; bad practice; smell", kinds: []wants{{kb.Antipattern, 1}, {kb.Caveat, .5}, {kb.Cons, .4}}},
	{phrases: "how does; how do; how is; how are; how to; how can; how; explain; explanation; explanation of; describe; overview; overview of; work; work internally; under the hood; mechanism",
		kinds: []wants{{kb.Explanation, .4}, {kb.Example, .2}, {kb.ComposedOf, .2}, {kb.Definition, .2}}},
	{phrases: "video; any video; clip; talk; recording; watch; presentation", clip: true},
	{phrases: "for beginner; beginner; for dummies; basic; for newcomer; newbie; entry level; simple; simply; simpler; getting started; introduction", level: kb.Entry},
	{phrases: "intermediate; medium level", level: kb.Medium},
	{phrases: "advanced; in depth; deep dive; expert; deeper; for expert; details; in detail", level: kb.Advanced},
}

// words analyses a text for matching, without joined forms.
func words(text string) []search.Token {
	tokens := search.Analyze(text)
	kept := tokens[:0]
	for _, t := range tokens {
		if !t.Whole {
			kept = append(kept, t)
		}
	}
	return kept
}

// matchIntent finds the intent with the longest phrase that tokens begin with, and how many tokens that takes.
func matchIntent(tokens []search.Token) (in *intent, n int) {
	if len(tokens) == 0 {
		return nil, 0
	}
	for _, p := range intentPhrases[tokens[0].Stem] {
		if len(p.stems) > n && hasPrefix(tokens, p.stems) {
			in, n = p.intent, len(p.stems)
		}
	}
	return in, n
}

func hasPrefix(tokens []search.Token, stems []string) bool {
	if len(stems) > len(tokens) {
		return false
	}
	for i, stem := range stems {
		if tokens[i].Stem != stem {
			return false
		}
	}
	return true
}

// An intentPhrase is one way to put an intent.
type intentPhrase struct {
	stems  []string
	intent *intent
}

// intentPhrases finds phrases by their first stem.
var intentPhrases = func() map[string][]intentPhrase {
	byFirst := make(map[string][]intentPhrase)
	for i := range intents {
		for _, phrase := range strings.Split(intents[i].phrases, ";") {
			stems := search.Stems(phrase)
			byFirst[stems[0]] = append(byFirst[stems[0]], intentPhrase{stems, &intents[i]})
		}
	}
	return byFirst
}()
