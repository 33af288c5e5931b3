package slacksim_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
	"archbot/bot/slacksim/browsertest"
)

// newBrowser starts chromium, or skips the test.
func newBrowser(t *testing.T) *browsertest.Browser {
	t.Helper()
	return browsertest.Start(t, browsertest.Options{Required: required("chromium"), Artefacts: os.Getenv("ARCHBOT_TEST_ARTEFACTS")})
}

// sampleBot answers with blocks, opens modals and publishes a Home tab.
func sampleBot(c *client, evt socketmode.Event) {
	ctx := context.Background()
	ackAll(c, evt)
	switch d := evt.Data.(type) {
	case slack.SlashCommand:
		_ = slack.PostWebhookCustomHTTPContext(ctx, d.ResponseURL, http.DefaultClient, &slack.WebhookMessage{Text: "answer", Blocks: &slack.Blocks{BlockSet: sampleBlocks(d.Text)}})
	case slack.InteractionCallback:
		if d.Type == slack.InteractionTypeBlockActions && d.ActionCallback.BlockActions[0].ActionID == "go" {
			_, _ = c.api.OpenViewContext(ctx, d.TriggerID, modalView("a"))
		}
	case slackevents.EventsAPIEvent:
		switch e := d.InnerEvent.Data.(type) {
		case *slackevents.AppMentionEvent:
			_, _, _ = c.api.PostMessageContext(ctx, e.Channel, slack.MsgOptionText("in the thread", false), slack.MsgOptionTS(e.TimeStamp))
		case *slackevents.AppHomeOpenedEvent:
			if e.Tab == "home" {
				_, _ = c.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: e.User, View: slack.HomeTabViewRequest{Type: slack.VTHomeTab,
					Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plain("Welcome home"))}}}})
			}
		}
	}
}

func sampleBlocks(asked string) []slack.Block {
	table := slack.NewTableBlock("t").WithColumnSettings(slack.ColumnSetting{Align: slack.ColumnAlignmentLeft}, slack.ColumnSetting{Align: slack.ColumnAlignmentRight})
	table.AddRow(slack.NewTableRawTextCell("Aspect"), slack.NewTableRawTextCell("Kafka")).AddRow(slack.NewTableRawTextCell("Size"), slack.NewTableRawTextCell("<1MB"))
	return []slack.Block{slack.NewHeaderBlock(plain("Answer to " + asked)),
		slack.NewSectionBlock(mrkdwn("*bold* _it_ ~no~ `&lt;b&gt;code` &lt;img src=x&gt; <https://example.org|a link> <javascript:alert(1)|bad>"), nil, nil), table,
		slack.NewActionBlock("row", slack.NewButtonBlockElement("go", "v", plain("Open modal")))}
}

func TestBrowser(t *testing.T) {
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{Hints: []string{"/arch first hint"}})
	connect(t, ws, sampleBot)
	p := browser.Open(ws.URL(), 1280, 900)
	second := browser.Open(ws.URL(), 390, 844)

	p.Shows("/arch first hint")
	p.Type(browsertest.Box, "/ar")
	p.Until(`!document.querySelector("#talk .offers").hidden`)
	p.Type(browsertest.Box, "\t")
	p.Until(`document.querySelector("` + browsertest.Box + `").value === "/arch "`)
	p.Type(browsertest.Box, "kafka <b>\r")
	p.Until(`document.querySelector(".message.ephemeral .header")?.getBoundingClientRect().top > document.querySelector("#list").getBoundingClientRect().top`)
	p.Until(`document.querySelector("#hints").hidden`)
	p.Shows("Answer to kafka &lt;b&gt;") // a plain_text header shows what the bot sent: the escaped text of the command
	p.Until(`document.querySelector(".message.ephemeral .only") !== null`)
	p.Until(`document.querySelector("td.right")?.innerText === "<1MB"`)
	p.Until(`document.querySelector(".mrkdwn b").innerText === "bold" && document.querySelector(".mrkdwn code").innerText === "<b>code"`)
	p.Until(`document.querySelector('.mrkdwn a').href === "https://example.org/" && !document.querySelector('a[href^="javascript"]') && !document.querySelector(".mrkdwn img")`)
	second.Shows("Answer to kafka")
	second.Until(`document.documentElement.scrollWidth <= 390`)

	p.Click(`button[data-action="go"]`)
	p.Until(`document.activeElement.matches(".modal input")`)
	p.Type(".modal input", "why")
	p.Click(`.modal button[type="submit"]`)
	p.Until(`document.querySelector(".modal") === null`)
	p.Until(`document.querySelector("#talk .composer") !== null`)

	p.Type(browsertest.Box, "@archbot why?\r")
	p.Until(`document.querySelector(".replies")?.innerText === "1 reply"`)
	p.Click(".replies")
	p.Until(`document.querySelector("#thread").innerText.includes("in the thread")`)
	p.Type(browsertest.ThreadBox, "thanks\r")
	p.Until(`document.querySelector(".replies").innerText === "2 replies"`)

	p.Click("#apps button")
	p.Click("#tab-home")
	p.Shows("Welcome home")
	second.Click("#menu")
	second.Until(`getComputedStyle(document.querySelector("#side")).visibility === "visible"`)
}

func TestBrowserOffersHintsUntilTried(t *testing.T) {
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{About: "what this <b>is</b>", Hints: []string{"/arch one", "@archbot two"}})
	connect(t, ws, sampleBot)
	p := browser.Open(ws.URL(), 390, 844)
	p.Shows("what this <b>is</b>")
	p.Press("/arch one")
	p.Shows("Answer to one")
	p.Until(`!document.querySelector("#hints").hidden && document.querySelectorAll("#hints button").length === 1`)
	p.Press("@archbot two")
	p.Until(`document.querySelector(".replies")?.innerText === "1 reply"`)
	p.Until(`document.querySelector("#hints").hidden`)
	p.Click("#menu") // the app is no member of general, so nothing is said of it there
	p.Press("# general")
	p.Until(`document.querySelector("#list .beginning")?.innerText.includes("general") && !document.querySelector("#list .about")`)
}

// Emoji are drawn where a machine may lack the font, and are named for who cannot see them.
func TestBrowserDrawsEmoji(t *testing.T) {
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{})
	connect(t, ws, func(c *client, evt socketmode.Event) {
		ackAll(c, evt)
		if d, ok := evt.Data.(slack.SlashCommand); ok {
			up, code := plain("👍"), plain(":-1: :eyes:")
			code.Emoji = new(bool)
			blocks := []slack.Block{slack.NewActionBlock("row", slack.NewButtonBlockElement("up", "v", up), slack.NewButtonBlockElement("code", "v", code)),
				slack.NewSectionBlock(mrkdwn(":+1: :no_such: :tada:"), nil, nil)}
			_ = slack.PostWebhookCustomHTTPContext(context.Background(), d.ResponseURL, http.DefaultClient, &slack.WebhookMessage{Blocks: &slack.Blocks{BlockSet: blocks}})
		}
	})
	p := browser.Open(ws.URL(), 1280, 800)
	p.Send("/arch x")
	p.Until(`document.querySelector('[data-action="up"] [role=img][aria-label="👍"] svg') !== null`)
	p.Until(`document.querySelector('[data-action="code"]').innerText === ":-1: :eyes:"`) // emoji: false
	p.Until(`document.querySelector('.section [aria-label="👍"] svg') !== null && document.querySelector(".section").innerText.includes(":no_such: 🎉")`)
	p.Audit()
}

func TestBrowserEditsDeletesAndCounts(t *testing.T) {
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{})
	p := browser.Open(ws.URL(), 1280, 900)
	p.Type(browsertest.Box, "one\r")
	p.Until(`document.querySelectorAll("#list .message").length === 1`)
	p.Keys(kb.ArrowUp) // arrow up edits one's last message
	p.Until(`document.querySelector(".editor textarea") !== null`)
	p.Type(".editor textarea", " two\r")
	p.Shows("(edited)")
	if m := ws.Messages(slacksim.Design); len(m) != 1 || m[0].Text != "one two" {
		t.Errorf("%+v", m)
	}
	ws.Say(slacksim.Ben, slacksim.General, "hello")
	p.Until(`document.querySelector("#channels .count")?.innerText === "1" && document.title.startsWith("(1) ")`)
	p.Press("# general 1")
	p.Until(`document.querySelector("#list .new + .message, #list .new + .day + .message")?.innerText.includes("hello")`)
	p.Until(`document.querySelector("#channels .count") === null`)
	p.Press("# design")
	p.Until(`document.querySelector("#list .message")?.innerText.includes("one two")`)
	m := ws.Messages(slacksim.Design)[0]
	ws.Delete(m.Channel, m.TS)
	p.Until(`document.querySelectorAll("#list .message").length === 0`)
	i := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch x")
	if !i.Failed() {
		t.Error("nobody is connected")
	}
	p.Shows("/arch failed because the app did not respond")
}

func TestBrowserSurvivesARestart(t *testing.T) {
	browser := newBrowser(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serve := func(l net.Listener) (*slacksim.Workspace, func()) {
		ws := slacksim.New(slacksim.Options{})
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() { defer close(ended); _ = ws.Serve(ctx, l) }()
		return ws, func() { stop(); <-ended }
	}
	first, stop := serve(l)
	first.Say(slacksim.Ben, slacksim.Design, "before")
	p := browser.Open("http://"+l.Addr().String(), 1000, 700)
	p.Shows("before")
	stop()
	p.Until(`!document.querySelector("#offline").hidden`)
	again, err := net.Listen("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	second, stop := serve(again)
	defer stop()
	second.Say(slacksim.Ben, slacksim.Design, "after")
	p.Shows("after")
	p.Until(`document.querySelector("#offline").hidden && !document.body.innerText.includes("before")`)
}

func TestBrowserWithManyMessages(t *testing.T) {
	browser := newBrowser(t)
	ws := still(t, slacksim.Options{})
	const n = 10_000
	for i := range n {
		ws.Say(slacksim.Ben, slacksim.General, fmt.Sprintf("message %d.", i))
	}
	p := browser.Open(ws.URL(), 1000, 700)
	p.Until(`(() => { const b = [...document.querySelectorAll("#channels button")].find((b) => b.innerText.includes("general")); b.click(); return true; })()`)
	p.Shows("message 9999.")
	for range 12 { // scroll up a good way
		p.Until(`(() => { document.querySelector("#list").scrollTop = 0; return true; })()`)
		p.Until(`document.querySelector("#list").scrollTop > 0`)
	}
	p.Until(`document.querySelectorAll("#list .message").length <= 240 && !document.querySelector("#list").innerText.includes("message 9999.")`)
	ws.Say(slacksim.Ben, slacksim.General, "while reading")
	p.Until(`!document.querySelector("#newer").hidden`)
	p.Picture("scrolled-up")
	p.Click("#newer")
	p.Shows("while reading")
	p.Until(`document.querySelector("#newer").hidden && document.querySelector("#list .new") !== null`)
	ws.Say(slacksim.Ada, slacksim.General, "the newest")
	p.Shows("the newest")
}
