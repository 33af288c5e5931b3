package slacksim_test

import (
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

// Whatever an app or a person writes is text on the page, and the page runs nothing but its own scripts.
func TestBrowserShowsHostileTextAsText(t *testing.T) {
	const evil = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script> <javascript:window.pwned=1|click> &lt;svg onload=window.pwned=1&gt;`
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{Name: evil, Hints: []string{evil}})
	api := newClient(ws).api
	p := browser.Open(ws.URL(), 1280, 900)
	ws.Say(slacksim.Ben, slacksim.Design, evil)
	table := slack.NewTableBlock("t").WithColumnSettings(slack.ColumnSetting{Align: slack.ColumnAlignmentLeft}).AddRow(slack.NewTableRawTextCell(evil))
	blocks := []slack.Block{slack.NewHeaderBlock(plain(evil)), slack.NewSectionBlock(mrkdwn(evil), nil, nil), table, slack.NewContextBlock("", mrkdwn(evil)),
		slack.NewMarkdownBlock("", evil+" [a](javascript:window.pwned=1) ![b](javascript:1)"), slack.NewActionBlock("row", slack.NewButtonBlockElement("go", "v", plain(evil[:70]))),
		slack.NewRichTextBlock("", slack.NewRichTextSection(slack.NewRichTextSectionTextElement(evil, nil)))}
	if _, _, err := api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText(evil, false), slack.MsgOptionBlocks(blocks...)); err != nil {
		t.Fatal(err)
	}
	p.Until(`document.querySelectorAll("#list .message").length === 2 && document.querySelector("td, th") !== null`)
	p.Until(`(() => { document.querySelector("#list .message:last-child [aria-label='Show JSON']").click(); return true; })()`)
	p.Until(`document.querySelector("dialog pre").innerText.includes("onerror") && document.querySelector("dialog a").href.startsWith("https://app.slack.com/block-kit-builder/#")`)
	p.Until(`!document.querySelector("#main script, #main img, #main svg[onload], [onerror], a[href^=javascript], dialog img") && window.pwned === undefined`)
}

// A block the page does not draw shows its JSON, and people with the same rights see the same.
func TestBrowserShowsUnknownBlocksAsJSON(t *testing.T) {
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{})
	c := newClient(ws)
	chart, err := slack.BlockFromJSON(`{"type":"data_visualization","title":"Load","chart":{"type":"pie"}}`)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.api.PostMessageContext(soon(t), slacksim.Design, slack.MsgOptionText("t", false), slack.MsgOptionBlocks(chart)); err != nil {
		t.Fatal(err)
	}
	p := browser.Open(ws.URL(), 1280, 900)
	p.Until(`document.querySelector(".unknown pre")?.innerText.includes('"title": "Load"')`)
	p.Picture("unknown-block")
}

// Ephemeral messages come to every open window of their person, wait in channels nobody looks at, and end with the page. What is
// half typed in a message is not lost when the next one comes.
func TestBrowserEphemeralAndHalfTyped(t *testing.T) {
	ws, p := startShowcase(t, 1280, 900)
	api := newClient(ws).api
	p.Type("input[data-action=search]", "ka")
	for _, channel := range []string{slacksim.Design, slacksim.Partners} {
		if _, err := api.PostEphemeralContext(soon(t), channel, slacksim.Ada, slack.MsgOptionText("for you in "+channel, false)); err != nil {
			t.Fatal(err)
		}
	}
	p.Shows("for you in " + slacksim.Design)
	p.Until(`document.activeElement.dataset.action === "search" && document.activeElement.value === "ka"`)
	p.Press("# partners")
	p.Shows("for you in " + slacksim.Partners)
	p.Reload()
	p.Until(`document.querySelector(".feedback") !== null && document.querySelector(".ephemeral") === null`)
	p.Press("# partners")
	p.Until(`document.querySelector("#name").innerText === "#partners" && document.querySelectorAll("#list .message").length === 0`)
}
