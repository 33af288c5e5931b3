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
	watch   bool // asks for several, to watch one after the other
	keep    bool // the words are about the subject too, and stay in the question
}

// wants says how much a kind is asked for, 0 to 1.
type wants struct {
	kind kb.Kind
	much float64
}

// intents is what questions about architecture ask for. Where two match, the longer one counts, then the earlier one.
var intents = []intent{
	{phrases: "why do people like; like about; to like about; love about; awesome; great about; cool about; nice about; nice thing; nice things; strong side; strengths of; do we win; do we gain from; worth having; what does it buy; what does it give; give us; bring us; does it bring; pros; pro; advantage; benefit; upside; strength; strong point; good about; plus side; selling point; gain; merit; good thing about; good thing; what is good; what is great; what is nice; what is cool; speak for; argument for; argument in favor of; argument in favour of; case for; in favor of; in favour of; positive; people love; people like; do we gain; do i gain; do you gain; buy us; buy me; win; better about; help with; do we get from; do we get out of",
		kinds: []wants{{kb.Pros, 1}, {kb.Why, .5}, {kb.Causation, .2}, {kb.Comparison, .2}, {kb.UseCase, .2}}},
	{phrases: "make it difficult; makes it difficult; makes it hard; make it hard; hard part; difficult part; what is hard; what is difficult; what gets harder; gets harder; extra trouble; what to expect; annoy; annoying; nasty; ugly; weak side; downfall; what is the downside; dark side; hidden cost; hidden costs; not so good; not good at; bad at; weak at; struggle with; struggles with; suffer from; suffers from; where does it hurt; when does it hurt; against it; what are we giving up; what do we give up; make it worse; gets worse; trouble; cons; con; drawback; disadvantage; downside; weakness; weak point; limitation; shortcoming; bad about; minus; wrong with; problem with; issue with; problem; trouble with; argument against; speak against; bad fit; poor fit; case against; against using; negative; bad thing about; bad thing; bad side; what is bad; what sucks; suck; sucks about; hate; dislike; people hate; complain about; complaint; hurts about; what hurt; hurt with; annoying about; painful; pain point; hard about; difficult about; the catch; catch; price of; price we pay; price to pay; do we lose; do you lose; give up; giving up; cost of; costs of; flaw; criticism; critique; expensive about; do not want; don't want; not want; would not want; difficulty; challenge; overhead of; what speaks against",
		kinds: []wants{{kb.Cons, 1}, {kb.Caveat, .5}, {kb.Antipattern, .4}, {kb.Causation, .3}, {kb.Comparison, .2}}},
	{phrases: "why not; reason not to; reason against; why should i not; why should we not; why is it wrong to",
		kinds: []wants{{kb.Cons, 1}, {kb.Why, .8}, {kb.Caveat, .7}, {kb.Antipattern, .5}, {kb.Comparison, .2}}},
	{phrases: "gotchas; what to watch out for; what should i watch out for; what should we watch out for; what to watch out; what to watch for; what should we watch for; what should i watch for; stumble; trip over; trip up; bite us; bites us; shoot myself in the foot; shoot ourselves in the foot; what can go wrong; what could go wrong; can go wrong; could go wrong; goes wrong; keep an eye on; take care of; take care; watch for; traps; tricky; tricky part; subtle; surprises; any risk; edge case; edge cases; failure mode; failure modes; common error; common errors; common problem; common problems; classic mistake; newbie mistake; beginner mistake; what do people get wrong; get wrong; gets wrong; got wrong; misunderstanding; misconception; myth; careful with; is it a problem; dangerous about; safely; warning; caveat; gotcha; pitfall; trap; danger; caution; careful; watch out; beware; mistake; mistake to avoid; avoid; risk; go wrong; look out for; common mistake; is it safe; is it dangerous; safe to; dangerous; hazard; worry about; surprise; surprising; bite; pay attention to; be aware of; aware of; attention; footgun; foot gun; wrong way; misuse; do wrong; never do; must not; must i not; should not; shouldn't; harmful; is it enough; be enough",
		kinds: []wants{{kb.Caveat, 1}, {kb.Cons, .5}, {kb.Antipattern, .5}, {kb.Remember, .4}, {kb.Tip, .3}, {kb.Causation, .3}}},
	{phrases: "when is it time to; is it time to; time has come to; who needs; who really needs; who really need; who actually needs; who needs that; what can i use; what can we use; what can you use; what do you use; used in; useful; useful for; useful when; helpful; helpful for; sweet spot; best used; best suited; good match; match for; need it; do we even need; do i even need; do we actually need; do you even need; is it any good; any good for; any good; good enough; when is it too much; too much for; is it too much; reach for; consider using; should one use; would one use; where does it fit; where does it make sense; fitting; wise; sensible; reasonable; makes no sense; does it pay; worth the effort; worth the trouble; typical use; typical uses; use it for; uses of; applications of; application of; place for; a place for; when should; when to; when do; when would; when is; when use; when not to; use case; usecase; use-case; suitable; suited; good for; good fit; best for; should i use; should we use; worth it; fit for; appropriate for; used for; use for; scenario; in which case; in what case; in which situation; in what situation; which situation; under which circumstance; under what circumstance; what kind of project; when does it make sense; make sense; makes sense; good idea; bad idea; a good choice; good choice; right choice; right tool; right for; is it ok; is it okay; is it fine; ok to; okay to; fine to; allowed to; pick; would you pick; would you use; would you take; go for; recommend; recommended for; worth; worthwhile; pay off; do we need; do i need; do you need; do we really need; need for; overkill; should i adopt; should we adopt; adopt; applicable; where to use; where do you use; where would you use; fit; right time; right moment; who need; who should use; ideal for; meant for; intended for; ready for",
		kinds: []wants{{kb.UseCase, 1}, {kb.Comparison, .4}, {kb.Caveat, .3}, {kb.Pros, .2}, {kb.Tip, .2}}},
	{phrases: "which should i choose; should i choose; should we choose; should i pick; choose between; which one; choose; decide between; better; prefer; preferable; which to take; what to take; selection; select; trade one for",
		kinds: []wants{{kb.Comparison, .9}, {kb.UseCase, .7}, {kb.Difference, .6}, {kb.Tip, .8}}},
	{phrases: "how to choose; how do i choose; how do we choose; how do you choose; how to pick; how do i pick; how do we pick; how to select; how do i select; how to decide; how do we decide; how do i find the right; what makes a good; what makes good; how to size; how do i size; how do we size; how to set; how do i set; how should i set",
		kinds: []wants{{kb.Tip, 1}, {kb.Comparison, .6}, {kb.Remember, .4}, {kb.Metrics, .3}, {kb.Pattern, .3}}},
	{phrases: "should we; should i; should you; should a; should an; should one; should every; shall we; shall i; can we; can i; may i; may we; is it right to; do i have to; do we have to; must i; must we",
		kinds: []wants{{kb.UseCase, .8}, {kb.Caveat, .7}, {kb.Why, .6}, {kb.Tip, .6}, {kb.Remember, .5}, {kb.Cons, .4}, {kb.Antipattern, .4}}},
	{phrases: "why use; why choose; why would i use; why should i use; why should we use; why would we use; why do we use; reason to use; why did we choose; why did we pick; why bother; why bother with; why want; why would i want; why would we want; why would anyone; why do people use; why do we need; why do i need",
		kinds: []wants{{kb.Why, 1}, {kb.Pros, .7}, {kb.UseCase, .6}}},
	{phrases: "how come; what is the reason; what are the reasons; reasons for; reasons; whats the reason; sense of; what is the sense; what is the benefit of having; why would anyone; why would we; why would i; why do we; why did we; why do people; why bother; in the first place; motivates; root of; explains why; why; reason; reason for; motivation; rationale; purpose of; what for; point of; what is the point; how come; what problem; problem it solve; goal of; idea behind; what is the idea; justify; justification; because",
		kinds: []wants{{kb.Why, 1}, {kb.Causation, .3}, {kb.Pros, .3}}},
	{phrases: "what counts as; what qualifies as; what is considered; what do we mean by; what do you call; what is it called; whats it called; what does it stand for; abbreviation; acronym; short for; in one sentence; in two sentences; in a sentence; quick intro; brief intro; gist of; the gist; essence of; concept of; idea of; notion of; term for; what is this; what are those; never heard of; heard of; eli; definition; definition of; define; what is meant by; meaning of; what does mean; stand for; introduction to; intro; basics of; what the heck is; what exactly is; meaning; mean; mean by; tell me about; what do you mean; who or what; summary; summary of; summarise; summarize; tldr; tl dr; in short; in a nutshell; short explanation",
		kinds: []wants{{kb.Definition, 1}, {kb.Explanation, .4}}},
	{phrases: "show me one; in action; a concrete case; give an example; worked example; for example; e g; sample of; real case; real example; real examples; practical; practical example; in numbers; with numbers; numeric example; calculation example; anecdote; experience with; experiences with; who has done; who did; has anyone; example; example of; sample; for instance; in practice; real world; case study; illustration; demo; show me how; looks like; look like in; concrete; concretely; war story; story; who uses; who use; real life; in production",
		kinds: []wants{{kb.Example, 1}, {kb.UseCase, .2}, {kb.Explanation, .1}}},
	{phrases: "in what way; in what ways; in which way; in which ways; in how many ways; kinds; sorts; sorts of; variety; varieties; varieties of; families of; classes of; class of; categories; which kinds; which types; which forms; what forms; levels of; flavors; flavours; modes of; models of; which models; what are the ways; which ways; different ways; what are the choices; choices for; choices; choice of; alternatives to; alternative to; alternative for; which variants; which options; what options; spectrum of; type of; kind of; types; variant; form of; category of; option; option for; style of; classification; alternatives; flavor of; flavour of; way to; list of; what are the option; possibility; which way; what way; approach; approach to; approach for; which strategy; strategy for; method; method of; method for; ways of; sort of; family; level of; mode; which are there; what exists",
		kinds: []wants{{kb.Types, 1}, {kb.ComposedOf, .4}, {kb.Explanation, .1}}},
	{phrases: "what belongs to; belongs to; what goes into; goes into; what is inside; whats inside; what is in; contents of; what should be in; constituents; pieces of; parts of a; moving parts; who is involved; roles in; steps of; phases of; stages of; which fields; component; part of; consist of; made of; made up of; composed of; building block; anatomy; structure of; ingredient; element of; inside of; involved in; architecture of; layer of; field of; role in; roles",
		kinds: []wants{{kb.ComposedOf, 1}, {kb.Types, .4}, {kb.Explanation, .2}}, keep: true},
	{phrases: "how are they different; how is it different; how do they differ; differs from; in comparison; comparing; side by side; relate to each other; same thing as; same thing; is it the same; is that the same; confuse with; mixed up; difference between; difference; differ; different from; compare; compared to; comparison; comparison of; compare to; compare with; vs; versus; distinguish; tell apart; differentiate",
		kinds: []wants{{kb.Comparison, 1}, {kb.Difference, 1}, {kb.Types, .2}}},
	{phrases: "similar to; similarity; in common; alike; same as; resemble",
		kinds: []wants{{kb.Similarity, 1}, {kb.Comparison, .5}}},
	{phrases: "effect of; effect on; impact of; impact on; affect; influence; influence of; consequence of; lead to; cause; result in; increase; decrease; reduce; improve; hurt; grow with; slow down; speed up; depend on; driven by",
		kinds: []wants{{kb.Causation, 1}, {kb.Correlation, .8}, {kb.Caveat, .2}}, keep: true},
	{phrases: "what is going on; what goes on; whats going on; and then; so what; what does that do; what does it do; what would change; what changes; what do we risk; is it bad; is that bad; is it a problem if; how does it affect; how do they affect; what happen; what happen if; what happen when; what if; what would happen; happen if; happen when; what will happen; how bad is; how bad",
		kinds: []wants{{kb.Causation, 1}, {kb.Caveat, .9}, {kb.Correlation, .6}, {kb.Cons, .4}, {kb.Explanation, .4}, {kb.Remember, .3}}},
	{phrases: "effect; impact; consequence; trade off; tradeoff",
		kinds: []wants{{kb.Causation, 1}, {kb.Correlation, .8}, {kb.Cons, .3}, {kb.Pros, .2}}},
	{phrases: "correlation; correlate; correlation between; relate to; depend on",
		kinds: []wants{{kb.Correlation, 1}, {kb.Causation, .8}}, keep: true},
	{phrases: "how should one; how would one; what should we do; what should i do; what do i do; what do we do; what to do; what now; now what; what next; what can we do; what can i do; what could we do; what could i do; what would you do; what would you change; what would help; what helps; what helps against; any advice; any tip; any tips; any hints; advice for; advice on; hints; pointers; how to get started; where to start; where do we start; where do i start; start with; what should we look at; what should i look at; what to look at; what should i check; what should we check; what to check; how to improve; how to speed up; how to get rid of; get rid of; how do others; how do you do; how to do; how to do it right; done right; good way; good way to; proper; properly; sane way; smart way; recommended way; recommended; safest way; easiest way; simplest way; tip; tip for; hint; advice; recommendation; recommended; best practice; best practise; good practise; good practice; rule of thumb; guideline; suggestion; advise; recommend for; good idea for; should look like; proper way; right way; best way; best way to; how best; how should; how should we; how should i; how would you; what to do about; what can we do about; what can i do about; what to do when; what to do if; do about it; trick; checklist; how do you deal with; get right; do right; how to avoid; how do i avoid; how do we avoid; how do i prevent; how to prevent; how do i stop; how to stop; how can i stop; cure; remedy",
		kinds: []wants{{kb.Tip, 1}, {kb.Pattern, .8}, {kb.Remember, .6}, {kb.Explanation, .3}, {kb.Caveat, .3}}},
	{phrases: "deal with; cope with; handle; prevent; protect against; fix; solve; solution; mitigate",
		kinds: []wants{{kb.Tip, .8}, {kb.Pattern, .8}, {kb.Explanation, .3}, {kb.Remember, .3}}, keep: true},
	{phrases: "break; fail; harm; enough; lose; safe; unsafe", kinds: []wants{{kb.Caveat, .6}, {kb.Remember, .4}, {kb.Cons, .3}, {kb.Causation, .3}}, keep: true},
	{phrases: "what should i remember; should i remember; what should we remember; must know; need to know; should know; should i know; should we know; rule for; golden rule; the rule; key takeaway; key takeaways; takeaways; key points; essentials; what matters; what matters most; to remember; do not mix up; most important thing; important to know; good to know; facts about; remember; keep in mind; takeaway; key point; note that; rule; do not forget; don't forget; forget; lesson; lessons learned; most important; important thing; bottom line; rules",
		kinds: []wants{{kb.Remember, 1}, {kb.Tip, .5}, {kb.Caveat, .3}}},
	{phrases: "numbers; which number; which numbers; how do we measure; how can i measure; how can we measure; how do you measure; how is it measured; what to measure; which metrics; what metrics; kpis; quantify; calculate the; work out; how do we calculate; how do i calculate; how to calculate; capacity of; sizing; how do we estimate; how to estimate; keep track of; track; dashboard for; threshold; thresholds; target; targets; when should i be alerted; alert on; metric; kpi; how do i measure; how to measure; measure; measured; measurement; number for; indicator; what to monitor; formula; calculate; compute; estimate; number; figure; benchmark; monitor",
		kinds: []wants{{kb.Metrics, 1}}, keep: true},
	{phrases: "too many; too much; too large; too big; too long; too often; too few; too little; too small; too short; too fine; outage; incident; post mortem; postmortem",
		kinds: []wants{{kb.Caveat, .7}, {kb.Cons, .3}, {kb.Example, .3}, {kb.Remember, .2}}, keep: true},
	{phrases: "cost; cost me; cost us; does cost",
		kinds: []wants{{kb.Cons, .8}, {kb.Metrics, .6}}, keep: true},
	{phrases: "how many; how much; how long; how large; how big; how fast; how often; how high; how far; how small; how short; what size; what number of",
		kinds: []wants{{kb.Metrics, .8}, {kb.Tip, .6}, {kb.Remember, .5}, {kb.Explanation, .3}}, keep: true},
	{phrases: "tools for; which tools; what tools; any tool; any tools; what software; which library; which libraries; which framework; which frameworks; products; vendors; implementations of; implementation; off the shelf; open source; who implements; what implements; what supports; which supports; tool; tooling; software for; product for; library for; implementation of; vendor; which tool; what tool; which software; which product; framework for; library; what do you use for; what can i use for; what should i use for; product",
		kinds: []wants{{kb.Tool, 1}, {kb.Types, .2}, {kb.Example, .2}}, keep: true},
	{phrases: "to my boss; to my manager; to my grandmother; to my mom; to a child; to a kid; to a manager; to a layman; to management; to business people; to non technical; like a child; compare with everyday; everyday comparison; everyday picture; comparable to; simple picture; simple words; plain words; plain language; in simple words; in plain words; real world comparison; metaphor; analogy; like what; explain like i am five; eli5; in simple term; in plain english; like i am 5; like i'm five; like i'm 5; explain to a child; layman; compare it to; picture; image for; everyday example; explain to my boss; explain to my manager",
		kinds: []wants{{kb.Metaphor, 1}, {kb.Definition, .5}}},
	{phrases: "pattern; design pattern", kinds: []wants{{kb.Pattern, .8}}, keep: true},
	{phrases: "anti pattern; bad habit; bad idea to; bad way; code smell; what should we not do; what should i not do; what not to; how not to do; never use; do not use; anti-pattern; antipattern; bad practice; smell; what not to do; how not to; abuse; don't; worst way; wrong use", kinds: []wants{{kb.Antipattern, 1}, {kb.Caveat, .5}, {kb.Cons, .4}}},
	{phrases: "how to; how can i; how can we; how can you; how do i; how do we; how do you; how could i; how could we; how would i; how would we; how can",
		kinds: []wants{{kb.Tip, .6}, {kb.Explanation, .4}, {kb.Pattern, .4}, {kb.Example, .2}, {kb.ComposedOf, .2}, {kb.Definition, .1}}},
	{phrases: "how does; how do; how is; how are; how; explain; explanation; explanation of; describe; overview; overview of; work; work internally; under the hood; mechanism; how come that; how it work; step by step; walk through; walk me through; process of; in what way; what does do; what do do",
		kinds: []wants{{kb.Explanation, .4}, {kb.Example, .2}, {kb.ComposedOf, .2}, {kb.Definition, .2}}},
	{phrases: "video; any video; clip; talk; presentation; conference talk; lecture; screencast; webinar; youtube; clip of; videos on; videos about; film", clip: true},
	{phrases: "watch; watch list; watchlist; playlist; watch path; what can i watch; what should i watch; what to watch", clip: true, watch: true},
	{phrases: "for a beginner; first time; for a junior; junior; novice; for newbies; newbies; starter; primer; gentle; easy intro; as a beginner; i am new; we are new; just starting; start learning; for beginner; beginner; for dummies; basic; for newcomer; newbie; entry level; simple; simply; simpler; getting started; get started; introduction; 101; for starter; for junior; easy; easier; new to; for the first time; first step", level: kb.Entry},
	{phrases: "intermediate reader; intermediate readers; for intermediate; medium; mid level; not a beginner; some experience; intermediate; medium level; level medium; level intermediate", level: kb.Medium},
	{phrases: "for advanced; for experts; for seniors; senior; in detail; internals; deep; deeper dive; expert notes; hardcore; beyond the basics; fine points; advanced; in depth; deep dive; expert; deeper; for expert; details; in detail; advanced level; for senior; expert level; more detail; in more depth; go deeper", level: kb.Advanced},
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
	if asksNothing[tokens[0].Word] {
		return nil, 0
	}
	for _, p := range intentPhrases[tokens[0].Stem] {
		if len(p.stems) > n && hasPrefix(tokens, p.stems) {
			in, n = p.intent, len(p.stems)
		}
	}
	return in, n
}

// asksNothing are words that ask for nothing and have the stem of one that does: of "product", "limitation", "differentiate", "recommend".
var asksNothing = map[string]bool{"production": true, "productive": true, "limit": true, "limits": true, "limited": true, "differential": true,
	"recommender": true, "recommenders": true}

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
