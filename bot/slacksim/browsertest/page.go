package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take to come to what a test waits for.
const patience = time.Minute

// Box is where one types in the conversation, ThreadBox in the thread.
const (
	Box       = "#talk .composer textarea"
	ThreadBox = "#thread .composer textarea"
)

// A Page is a tab with the page of a workspace.
type Page struct {
	t    *testing.T
	opts Options
	ctx  context.Context
}

// Open opens a tab of this size, in CSS pixels, and waits for the page to be usable.
func (b *Browser) Open(url string, width, height int64) *Page {
	b.t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx)
	b.t.Cleanup(stop)
	ctx, end := context.WithTimeout(ctx, 5*time.Minute)
	b.t.Cleanup(end)
	p := &Page{b.t, b.opts, ctx}
	p.Do(chromedp.EmulateViewport(width, height))
	p.listen()
	p.Do(chromedp.Navigate(url))
	p.ready()
	return p
}

func (p *Page) ready() {
	p.t.Helper()
	p.Until(`document.querySelector("#channels button") !== null && document.querySelector("#offline").hidden`)
}

// listen fails the test at its end for what the page wrote to its console.
func (p *Page) listen() {
	var mu sync.Mutex
	var said []string
	seen := chromedp.Console(p.ctx)
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
	p.t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, s := range said {
			if !strings.Contains(s, "ERR_CONNECTION_REFUSED") && !strings.Contains(s, "ERR_INCOMPLETE_CHUNKED") {
				p.t.Errorf("console: %s", s)
			}
		}
	})
}

// Do runs steps of package chromedp.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// Until waits for a JavaScript expression to be true.
func (p *Page) Until(expression string) {
	p.t.Helper()
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience))); err != nil {
		text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.innerText`))
		p.t.Fatalf("%s: %v; the page says:\n%s", expression, err, text)
	}
}

// Shows waits for a text to be on the page.
func (p *Page) Shows(text string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("document.body.innerText.includes(%q)", text))
}

// Read is the value of a JavaScript expression that is a text.
func (p *Page) Read(expression string) string {
	p.t.Helper()
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return text
}

// Click clicks on the first element that matches.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Do(chromedp.Click(selector))
}

// Press clicks on the button that is called so by its words, its label or the emoji drawn on it, wherever it is.
func (p *Page) Press(name string) {
	p.t.Helper()
	p.Until(fmt.Sprintf(`(() => {
		const drawn = (b) => [...b.querySelectorAll("[role=img]")].map((e) => e.getAttribute("aria-label")).join("");
		const named = (b) => (b.getAttribute("aria-label") || drawn(b) + b.innerText).replace(/\s+/g, " ").trim().startsWith(%q);
		const b = [...document.querySelectorAll("button, [role=menuitem]")].findLast((b) => b.getClientRects().length && named(b));
		b?.click();
		return !!b;
	})()`, name))
}

// Type sends keys to an element; "\r" at their end is the Enter key.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	keys, enter := strings.CutSuffix(text, "\r")
	p.Do(chromedp.SendKeys(selector, keys))
	if enter {
		p.Enter()
	}
}

// Enter presses Enter as a keyboard does: what the page makes of the key decides whether a line break is typed. (The library
// sends the line break as an event of its own.)
func (p *Page) Enter() {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r"}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key); err != nil {
			return err
		}
		key.Type, key.Text = input.DispatchKeyEventTypeKeyUp, ""
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key)
		return err
	}))
}

// Keys sends keys to whatever has the focus.
func (p *Page) Keys(keys string) {
	p.t.Helper()
	p.Do(chromedp.KeyEvent(keys))
}

// Send types a line into the conversation and presses Enter.
func (p *Page) Send(line string) { p.t.Helper(); p.Type(Box, line+"\r") }

// Reload loads the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.Do(chromedp.Reload())
	p.ready()
}

// Scheme sets the colour scheme that the person prefers: "light" or "dark".
func (p *Page) Scheme(name string) {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	}))
}

// Screenshot is the tab as it looks now, as a PNG.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	return png
}

// Picture keeps a screenshot as an artefact of the test, where these are kept.
func (p *Page) Picture(name string) {
	p.t.Helper()
	if p.opts.Artefacts == "" {
		return
	}
	png := p.Screenshot()
	err := os.MkdirAll(p.opts.Artefacts, 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join(p.opts.Artefacts, name+".png"), png, 0o644)
	}
	if err != nil {
		p.t.Errorf("picture %q: %v", name, err)
	}
}
