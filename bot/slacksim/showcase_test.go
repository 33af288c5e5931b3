package slacksim_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"archbot/bot/slacksim"
	"archbot/bot/slacksim/browsertest"
)

// startShowcase opens a page with the showcase's message on it.
func startShowcase(t *testing.T, width, height int64) (*slacksim.Workspace, *browsertest.Page) {
	t.Helper()
	browser := newBrowser(t)
	ws := slacksim.Start(t, slacksim.Options{})
	c := connect(t, ws, showcase)
	if _, _, err := c.api.PostMessageContext(soon(t), slacksim.Design, showcaseMessage()); err != nil {
		t.Fatal(err)
	}
	p := browser.Open(ws.URL(), width, height)
	p.Until(`document.querySelectorAll(".feedback button").length === 2`)
	return ws, p
}

func TestBrowserElements(t *testing.T) {
	_, p := startShowcase(t, 1280, 900)
	p.Audit()
	p.Until(`(() => { const s = document.querySelector("select[data-action=pick]"); s.value = "advanced"; s.dispatchEvent(new Event("change")); return true; })()`)
	p.Shows("acted pick advanced")
	p.Press("More")
	p.Until(`document.activeElement.innerText === "mute"`)
	p.Audit()
	p.Picture("overflow")
	p.Keys(kb.ArrowDown)
	p.Enter()
	p.Shows("acted more tell me more")
	p.Type("input[data-action=search]", "kafka")
	p.Shows("found kafka")
	p.Press("found kafka")
	p.Shows("acted search found kafka")
	p.Press("Good answer")
	p.Shows("acted vote up")
	p.Until(`document.querySelector(".feedback [aria-pressed=true]").getAttribute("aria-label") === "Good answer"`)
	p.Press("Delete all")
	p.Shows("This cannot be undone.")
	p.Audit()
	p.Press("Keep")
	p.Press("Delete all")
	p.Press("Do it")
	p.Shows("acted danger gone")
	p.Until(`document.body.innerText.match(/acted danger/g).length === 1`)
	p.Picture("elements")
}

func TestBrowserModal(t *testing.T) {
	ws, p := startShowcase(t, 1280, 900)
	p.Press("Open modal")
	p.Until(`document.activeElement.matches(".modal input[data-action=name]")`)
	p.Audit()
	p.Picture("modal-light")
	p.Scheme("dark")
	p.Audit()
	p.Picture("modal-dark")
	p.Enter() // nothing is filled in
	p.Shows("Please fill this in.")
	p.Type(".modal input[data-action=name]", "Al")
	p.Click(`.modal input[type=radio][value=advanced]`)
	p.Click(`.modal input[type=checkbox][value=cons]`)
	p.Press("Save")
	p.Shows("at least three letters")
	p.Until(`document.querySelector(".modal input[data-action=name]").value === "Al"`)
	p.Type(".modal input[data-action=name]", "an")
	p.Press("Save")
	p.Until(`document.querySelector(".modal") === null`)
	p.Shows("submitted Alan advanced 1")
	p.Click("button[data-action=modal]")
	p.Until(`document.activeElement.matches(".modal input")`)
	p.Keys(kb.Escape)
	p.Until(`document.querySelector(".modal") === null && document.activeElement.dataset.action === "modal"`)
	if _, n := ws.View(slacksim.Ada); n != 0 {
		t.Errorf("%d views still open", n)
	}
}

func TestBrowserAppTabs(t *testing.T) {
	_, p := startShowcase(t, 1280, 900)
	p.Click("#apps button")
	p.Until(`document.querySelectorAll("#hints button").length === 2`)
	p.Audit()
	p.Picture("prompts")
	p.Press("Compare two")
	p.Until(`document.querySelector("#list .message")?.innerText.includes("compare kafka and rabbitmq")`)
	p.Click("#tab-messages")
	p.Keys(kb.ArrowRight)
	p.Until(`document.activeElement.id === "tab-home" && document.querySelector("#tab-messages").tabIndex === -1`)
	p.Shows("Welcome home")
	p.Audit()
	p.Picture("home-tab")
	p.Press("Open modal")
	p.Until(`document.activeElement.matches(".modal input")`)
	p.Keys(kb.Escape)
	p.Until(`document.querySelector(".modal") === null`)
	p.Click("#tab-home")
	p.Keys(kb.ArrowLeft)
	p.Until(`document.activeElement.id === "tab-messages" && document.querySelector("#home").hidden`)
}

// On a telephone, a thread, a modal and the tray take the screen, and nothing is wider than it.
func TestBrowserNarrow(t *testing.T) {
	ws, p := startShowcase(t, 390, 844)
	fits := `document.documentElement.scrollWidth <= 390 && [...document.querySelectorAll("#list, .modal, #thread, #tray")].every((e) => e.scrollWidth <= 390)`
	p.Until(fits)
	p.Audit()
	p.Picture("narrow-elements")
	p.Press("Open modal")
	p.Until(`document.querySelector(".modal") !== null && ` + fits)
	p.Picture("narrow-modal")
	p.Keys(kb.Escape)
	p.Until(`document.querySelector(".modal") === null`)
	m := ws.Messages(slacksim.Design)[0]
	ws.SayInThread(slacksim.Ben, slacksim.Design, m.TS, "a reply")
	p.Press("1 reply")
	p.Until(`document.querySelector("#thread").getBoundingClientRect().width === 390 && ` + fits)
	p.Audit()
	p.Picture("narrow-thread")
	p.Press("Close thread")
	p.Click("#menu")
	p.Press("Faults")
	p.Until(`document.querySelector("#tray").innerText.includes("Clock") && document.querySelector("#side").getBoundingClientRect().right <= 0 && ` + fits)
	p.Picture("narrow-tray")
}

// What a person without a mouse meets, in the order of the page, each place to be seen.
func TestBrowserByKeyboard(t *testing.T) {
	_, p := startShowcase(t, 1280, 900)
	p.Click("#theme")
	p.Click("#theme")
	order := p.TabOrder(20)
	want := []string{"tray-open", "# design", "# general", "# partners shared", "archbot", "list", "modal", "pick", "search", "More", "danger",
		"Good answer", "Poor answer", "React with +1", "React with eyes", "React with white_check_mark", "Reply in thread", "Show JSON",
		"Message", "Send"}
	for i, at := range order {
		if i >= len(want) || at != want[i] {
			t.Errorf("stop %d is %q, want %q", i, at, want)
		}
	}
}
