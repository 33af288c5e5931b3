package slacksim_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/slacksim"
)

// A tab is a page in headless chromium. What it writes to the console is an error.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// newBrowser starts chromium; open opens tabs in it.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		lacking(t, "chromium", "chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return ctx
}

func openTab(t *testing.T, browser context.Context, url string, width, height int64) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	ctx, end := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(end)
	p := &tab{t, ctx}
	p.do(chromedp.EmulateViewport(width, height))
	var mu sync.Mutex
	var said []string
	seen := chromedp.Console(ctx)
	go func() {
		for m, err := range seen {
			if err != nil {
				return
			}
			mu.Lock()
			said = append(said, m.String())
			mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, s := range said {
			if !strings.Contains(s, "ERR_CONNECTION_REFUSED") && !strings.Contains(s, "ERR_INCOMPLETE_CHUNKED") {
				t.Errorf("console: %s", s)
			}
		}
	})
	p.do(chromedp.Navigate(url))
	p.until(`document.querySelector("#channels button") !== null`)
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// until waits for a JavaScript expression to be true.
func (p *tab) until(expression string) {
	p.t.Helper()
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.innerText`))
		p.t.Fatalf("%s: %v; the page says:\n%s", expression, err, text)
	}
}

func (p *tab) shows(text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("document.body.innerText.includes(%q)", text))
}

func (p *tab) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(selector))
}

func (p *tab) typed(selector, text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(selector, text))
}

const box = "#talk .composer textarea"

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
	p := openTab(t, browser, ws.URL(), 1280, 900)
	second := openTab(t, browser, ws.URL(), 390, 844)

	p.shows("/arch first hint")
	p.typed(box, "/ar")
	p.until(`!document.querySelector("#talk .offers").hidden`)
	p.typed(box, "\t")
	p.until(`document.querySelector("` + box + `").value === "/arch "`)
	p.typed(box, "kafka <b>\r")
	p.until(`document.querySelector(".message.ephemeral .header")?.getBoundingClientRect().top > document.querySelector("#list").getBoundingClientRect().top`)
	p.until(`document.querySelector("#hints").hidden`)
	p.shows("Answer to kafka &lt;b&gt;") // a plain_text header shows what the bot sent: the escaped text of the command
	p.until(`document.querySelector(".message.ephemeral .only") !== null`)
	p.until(`document.querySelector("td.right")?.innerText === "<1MB"`)
	p.until(`document.querySelector(".mrkdwn b").innerText === "bold" && document.querySelector(".mrkdwn code").innerText === "<b>code"`)
	p.until(`document.querySelector('.mrkdwn a').href === "https://example.org/" && !document.querySelector('a[href^="javascript"]') && !document.querySelector(".mrkdwn img")`)
	second.shows("Answer to kafka")
	second.until(`document.documentElement.scrollWidth <= 390`)

	p.click(`button[data-action="go"]`)
	p.until(`document.activeElement.matches(".modal input")`)
	p.typed(".modal input", "why")
	p.click(`.modal button[type="submit"]`)
	p.until(`document.querySelector(".modal") === null`)
	p.until(`document.querySelector("#talk .composer") !== null`)

	p.typed(box, "@archbot why?\r")
	p.until(`document.querySelector(".replies")?.innerText === "1 reply"`)
	p.click(".replies")
	p.until(`document.querySelector("#thread").innerText.includes("in the thread")`)
	p.typed("#thread .composer textarea", "thanks\r")
	p.until(`document.querySelector(".replies").innerText === "2 replies"`)

	p.click("#apps button")
	p.click("#tab-home")
	p.shows("Welcome home")
	second.click("#menu")
	second.until(`getComputedStyle(document.querySelector("#side")).visibility === "visible"`)
}

func TestBrowserEditsDeletesAndCounts(t *testing.T) {
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{})
	p := openTab(t, browser, ws.URL(), 1280, 900)
	p.typed(box, "one\r")
	p.until(`document.querySelectorAll("#list .message").length === 1`)
	p.do(chromedp.KeyEvent(kb.ArrowUp)) // arrow up edits one's last message
	p.until(`document.querySelector(".editor textarea") !== null`)
	p.typed(".editor textarea", " two\r")
	p.shows("(edited)")
	if m := ws.Messages(slacksim.Design); len(m) != 1 || m[0].Text != "one two" {
		t.Errorf("%+v", m)
	}
	ws.Say(slacksim.Ben, slacksim.General, "hello")
	p.until(`document.querySelector("#channels .count")?.innerText === "1"`)
	m := ws.Messages(slacksim.Design)[0]
	ws.Delete(m.Channel, m.TS)
	p.until(`document.querySelectorAll("#list .message").length === 0`)
	i := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch x")
	if !i.Failed() {
		t.Error("nobody is connected")
	}
	p.shows("/arch failed because the app did not respond")
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
	p := openTab(t, browser, "http://"+l.Addr().String(), 1000, 700)
	p.shows("before")
	stop()
	p.until(`!document.querySelector("#offline").hidden`)
	again, err := net.Listen("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	second, stop := serve(again)
	defer stop()
	second.Say(slacksim.Ben, slacksim.Design, "after")
	p.shows("after")
	p.until(`document.querySelector("#offline").hidden && !document.body.innerText.includes("before")`)
}

func TestBrowserWithManyMessages(t *testing.T) {
	browser := newBrowser(t)
	ws := still(t, slacksim.Options{})
	const n = 10_000
	for i := range n {
		ws.Say(slacksim.Ben, slacksim.General, fmt.Sprintf("message %d.", i))
	}
	p := openTab(t, browser, ws.URL(), 1000, 700)
	p.until(`(() => { const b = [...document.querySelectorAll("#channels button")].find((b) => b.innerText.includes("general")); b.click(); return true; })()`)
	p.shows("message 9999.")
	for range 12 { // scroll up a good way
		p.until(`(() => { document.querySelector("#list").scrollTop = 0; return true; })()`)
		p.until(`document.querySelector("#list").scrollTop > 0`)
	}
	p.until(`document.querySelectorAll("#list .message").length <= 240 && !document.querySelector("#list").innerText.includes("message 9999.")`)
	ws.Say(slacksim.Ada, slacksim.General, "the newest")
	p.shows("the newest")
}
