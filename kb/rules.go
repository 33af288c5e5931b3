package kb

import "sort"

// A RuleInfo describes a rule of lint.
type RuleInfo struct {
	Name     string
	Severity Severity
	Doc      string // what is reported and why it matters, one sentence
	Bad      string // a note that breaks the rule
	Good     string // the same, mended
}

// Rules returns all rules of lint, by name.
func Rules() []RuleInfo {
	rules := append([]RuleInfo(nil), ruleTable...)
	sort.Slice(rules, func(i, j int) bool { return rules[i].Name < rules[j].Name })
	return rules
}

// severity is that of a rule in the table.
func severity(rule string) Severity {
	for i := range ruleTable {
		if ruleTable[i].Name == rule {
			return ruleTable[i].Severity
		}
	}
	return Warning
}

// ruleTable has every rule, those of files first, then notes, then annotations. Bad and Good are whole notes; where a rule
// concerns a file's bytes they say so in words.
var ruleTable = []RuleInfo{
	{"not-text", Error, "The file is no UTF-8 text, so nothing of it can be found.", "", ""},
	{"too-big", Error, "The file is larger than a note may be and is not read.", "", ""},
	{"unreadable-file", Error, "The file or directory could not be opened, or is a link that leads nowhere or out of the notes.", "", ""},
	{"unreadable-markdown", Error, "The Markdown parser failed on the file, which is read as plain text; please report it.", "", ""},
	{"invalid-utf8", Warning, "Some bytes are no UTF-8 text; they show as �.", "# T\n\nCaf\xe9\n", "# T\n\nCafé\n"},
	{"bad-front-matter", Warning, "The front matter is no valid YAML; title, authors and tags in it are lost.",
		"---\ntags: [a\n---\n# T\n", "---\ntags: [a]\n---\n# T\n"},
	{"bad-date", Warning, "The date in the front matter is not understood.",
		"---\ndate: soon\n---\n# T\n", "---\ndate: 2024-05-17\n---\n# T\n"},
	{"unknown-rule", Warning, "A comment turns off a rule that does not exist.",
		"# T\n\n<!-- lint:off image-alts -->\n", "# T\n\n<!-- lint:off image-alt -->\n"},
	{"empty-heading", Warning, "A heading with no text ends the section above; what follows belongs to no topic of its own.",
		"# T\n\n## \n", "# T\n"},
	{"heading-skips-level", Info, "A heading is more than one level below the one above it.", "# T\n\n### S\n", "# T\n\n## S\n"},
	{"open-fence", Warning, "A code fence is never closed, so that what follows is taken for code.",
		"# T\n\n```\ncode\n", "# T\n\n```\ncode\n```\n"},
	{"open-comment", Warning, "A comment is never closed; it is shown as text.", "# T\n\n<!-- draft\n", "# T\n\n<!-- draft -->\n"},
	{"image-alt", Info, "An image has no description; whoever cannot see it learns nothing.",
		"# T\n\n![alt_text](a.png)\n", "# T\n\n![two brokers](a.png)\n"},
	{"nested-annotation", Error, "An annotation inside a list or quotation begins no block.",
		"# T\n\n> ###### {\"semantic\":\"tip\"}\n>\n> Text.\n", "# T\n\n###### {\"semantic\":\"tip\"}\n\nText.\n"},
	{"empty-block", Warning, "An annotation has neither text nor a source: there is nothing to find.",
		"# T\n\n###### {\"semantic\":\"tip\"}\n", "# T\n\n###### {\"semantic\":\"tip\"}\n\nText.\n"},
	{"duplicate-block", Warning, "A block says the same as an earlier one of the note.",
		"# T\n\n## A\n\nText.\n\n## B\n\nText.\n", "# T\n\n## A\n\nText.\n"},
	{"annotation-level", Warning, "An annotation is a heading of another level than 6.",
		"# T\n\n##### {\"semantic\":\"tip\"}\n\nText.\n", "# T\n\n###### {\"semantic\":\"tip\"}\n\nText.\n"},
	{"wrapped-annotation", Warning, "An annotation is broken into several lines.",
		annotated("{\"semantic\":\"tip\",\n\"mastery\":\"medium\"}"), annotated(`{"semantic":"tip", "mastery":"medium"}`)},
	{"open-brace", Warning, "An annotation has no closing brace.", annotated(`{"semantic":"tip"`), annotated(`{"semantic":"tip"}`)},
	{"text-after-annotation", Warning, "Text follows the annotation on its line; it is read as the first paragraph of the body.",
		annotated(`{"semantic":"tip"} Cache first.`), "# T\n\n###### {\"semantic\":\"tip\"}\n\nCache first.\n\nText.\n"},
	{"escaped-quotes", Warning, "The quotes of an annotation are escaped.",
		annotated(`{\"semantic\":\"tip\"}`), annotated(`{"semantic":"tip"}`)},
	{"missing-comma", Warning, "No comma stands between two fields.",
		annotated(`{"semantic":"tip" "mastery":"medium"}`), annotated(`{"semantic":"tip", "mastery":"medium"}`)},
	{"missing-key", Warning, "A value stands without a key.", annotated(`{"tip"}`), annotated(`{"semantic":"tip"}`)},
	{"unquoted-key", Warning, "A key is not in a pair of straight double quotes.",
		annotated(`{semantic:"tip"}`), annotated(`{"semantic":"tip"}`)},
	{"unquoted-value", Warning, "A value has no quotes.", annotated(`{"semantic":tip}`), annotated(`{"semantic":"tip"}`)},
	{"unpaired-quotes", Warning, "A value has quotes that are curly, single, or only on one side.",
		annotated(`{"semantic":“tip”}`), annotated(`{"semantic":"tip"}`)},
	{"equals-sign", Warning, "Something else than a colon stands between key and value.",
		annotated(`{"semantic"="tip"}`), annotated(`{"semantic":"tip"}`)},
	{"key-spelling", Warning, "A key is not written as it is known.",
		annotated(`{"semantic":"tip", "Tag":"caching"}`), annotated(`{"semantic":"tip", "tags":"caching"}`)},
	{"unknown-key", Warning, "A key is not known; its value is kept and not used.",
		annotated(`{"semantic":"tip", "colour":"red"}`), annotated(`{"semantic":"tip", "tags":"red"}`)},
	{"duplicate-key", Warning, "A key that has one value is given twice.",
		annotated(`{"semantic":"tip", "semantic":"why"}`), annotated(`{"semantic":"why"}`)},
	{"empty-value", Warning, "A key has no value.",
		annotated(`{"semantic":"tip", "mastery":""}`), annotated(`{"semantic":"tip", "mastery":"medium"}`)},
	{"unknown-kind", Warning, "The kind is not known, so that no question for a kind finds the block.",
		annotated(`{"semantic":"advice"}`), annotated(`{"semantic":"tip"}`)},
	{"kind-spelling", Warning, "The kind is not written as it is known.",
		annotated(`{"semantic":"Tips"}`), annotated(`{"semantic":"tip"}`)},
	{"unknown-level", Warning, "The mastery is not entry, medium or advanced.",
		annotated(`{"semantic":"tip", "mastery":"expert"}`), annotated(`{"semantic":"tip", "mastery":"advanced"}`)},
	{"bad-link", Error, "The source link is no web address.",
		annotated(`{"source-link":"see wiki"}`), annotated(`{"source-link":"https://example.org/wiki"}`)},
	{"link-cleaned", Warning, "The source link has stray characters or Markdown around the address.",
		annotated(`{"source-link":"https://example.org/a)"}`), annotated(`{"source-link":"https://example.org/a"}`)},
	{"stray-quote", Warning, "A quote stands inside an author's name.",
		annotated(`{"source-author":"Ann Lee’"}`), annotated(`{"source-author":"Ann Lee"}`)},
	{"clip-reversed", Error, "A time period ends before it starts; its end is lost.",
		annotated(clipped("00:10:00 - 00:09:00")), annotated(clipped("00:09:00 - 00:10:00"))},
	{"clip-out-of-range", Error, "A time of a period has seconds or minutes above 59.",
		annotated(clipped("00:40:00 - 00:40:301")), annotated(clipped("00:40:00 - 00:40:30"))},
	{"clip-unreadable", Error, "A time period is not understood.",
		annotated(clipped("from the start")), annotated(clipped("00:00:00 - 00:10:00"))},
	{"clip-spelling", Warning, "A time period is not written HH:MM:SS - HH:MM:SS.",
		annotated(clipped("9:32-13:41")), annotated(clipped("00:09:32 - 00:13:41"))},
	{"clip-short", Info, "A clip is one second long, which is rarely meant.",
		annotated(clipped("00:01:00 - 00:01:01")), annotated(clipped("00:01:00 - 00:02:01"))},
	{"clip-without-link", Warning, "A time period without a link is a moment in no recording.",
		annotated(`{"time-period":"00:01:00 - 00:02:00"}`), annotated(clipped("00:01:00 - 00:02:00"))},
}

// annotated is a note of one annotated block.
func annotated(annotation string) string { return "# T\n\n###### " + annotation + "\n\nText.\n" }

// clipped is an annotation with a clip.
func clipped(period string) string {
	return `{"source-link":"https://youtu.be/x", "time-period":"` + period + `"}`
}
