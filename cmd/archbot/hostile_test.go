package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"archbot/bot/slacksim"
)

// hostileNote tries what a note could try against whoever reads it in Slack, and against the machine.
const hostileNote = `---
title: "<!channel> & <script>alert(1)</script>"
tags: ["<!here>", "@everyone"]
---

# Gateways <!channel> <@U0BEN> <https://evil.example|here>

###### {"semantic":"pros", "source-author":"<!here>", "source-link":"javascript:alert(1)", "source-details":"<@U0BEN> *x*", "tags":"<!channel>"}

A gateway is one door. @here @channel <!everyone> &lt;!channel&gt; <@U0BEN> <#C0DESIGN> <!subteam^S1>

* [run](javascript:alert(1)), [load](data:text/html,x), [file](file:///etc/passwd), [up](../../../../etc/passwd), [hide](https://a.example/|<!channel>)
* <img src=x onerror=alert(1)> <script>alert(1)</script> <https://evil.example|Slack>

![passwd](../../../../../etc/passwd) ![p](file:///etc/passwd) ![q](javascript:alert(1))

| A <!here> | B |
| --- | --- |
| <@U0BEN> | [x](javascript:1) |
`

// dangerous is what no message may have in it: marks that call people or a channel, but for the one who asked, and addresses that are not the web's.
var dangerous = regexp.MustCompile(`<!|<@U0BEN|<#|<https://evil\.example|(?im)^(?:javascript|data|file):|<(?:javascript|data|file):`)

// strewn are all strings in a block, addresses among them, but for what a button carries, which nobody sees.
func strewn(v any) (all []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, e := range v {
			all = append(all, strewn(e)...)
		}
	case map[string]any:
		for key, e := range v {
			if key != "value" {
				all = append(all, strewn(e)...)
			}
		}
	}
	return all
}

// TestHostileNotes answers from hostile notes, to hostile questions, everywhere: nobody is called, nothing leads out of the web, and no file
// beside the notes is read.
func TestHostileNotes(t *testing.T) {
	w := slacksim.Start(t, slacksim.Options{})
	slackEnvironment(t, w)
	root := t.TempDir()
	notes := filepath.Join(root, "notes")
	for name, text := range map[string]string{
		"notes/a.md": hostileNote, "secret.md": "# Vaults\n\nThe vault is behind the door.\n", "notes/people.txt": "<!here> = <!channel>\n", "notes/synonyms.txt": "<!here> = door\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret.md", filepath.Join(notes, "b.md")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ARCHBOT_NOTES", notes)
	t.Setenv("ARCHBOT_NOTES_URL", "https://notes.example/{file}#L{line}")
	ctx, interrupt := context.WithCancel(t.Context())
	stderr := newOutput()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), newOutput(), stderr) }()
	defer func() { interrupt(); <-ended }()
	connected(t, w)

	var shown []slacksim.Message
	for _, question := range []string{
		"gateways", "pros of gateways", "gateways vs <!channel>", "<!channel> <@U0BEN> @here *x* `y`", "&lt;!channel&gt; vaults", "topics", "gaps", "who gateways",
		"random", "tips daily <!channel>", "topics <@U0BEN>", "help <!here>",
	} {
		got, err := w.SlashLine(slacksim.Ada, slacksim.Design, "/arch "+question).Wait(soon(t), 1)
		if err != nil {
			t.Fatalf("%s: %v", question, err)
		}
		shown = append(shown, got...)
	}
	for _, question := range []string{"pros of gateways", "what is <!channel> in &lt;@U0BEN&gt;"} {
		got, err := w.WaitReplies(soon(t), w.Say(slacksim.Ada, slacksim.Design, "@archbot "+question), 1)
		if err != nil {
			t.Fatalf("%s: %v", question, err)
		}
		shown = append(shown, got...)
	}
	seen := ""
	for _, m := range shown {
		text := m.Text
		for _, b := range m.Blocks {
			text += "\n" + strings.Join(strewn(b), "\n")
		}
		if found := dangerous.FindString(text); found != "" {
			t.Errorf("%q is in %s", found, text)
		}
		if strings.Contains(text, "behind the door") {
			t.Errorf("a file outside of the notes was read: %s", text)
		}
		seen += text
	}
	for _, want := range []string{"A gateway is one door", "alert(1)", "[picture: passwd]"} {
		if !strings.Contains(seen, want) {
			t.Errorf("%q was not shown, so that nothing bad was says nothing: %s", want, seen)
		}
	}
}
