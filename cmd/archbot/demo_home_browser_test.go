package main

import (
	"testing"

	"archbot/bot/slacksim/browsertest"
)

// A person opens archbot: it greets and suggests questions; the Home tab leads to a search and to the settings.
func TestDemoHomeInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 1100)
	p.Click("#apps button")
	p.Shows("Hello! I am archbot")
	p.Audit()
	p.Picture("pane")

	p.Click("#tab-home")
	p.Shows("Architecture notes")
	p.Shows("Try one of these")
	p.Audit()
	p.Picture("home-light")
	p.Scheme("dark")
	p.Audit()
	p.Picture("home-dark")
	p.Scheme("light")

	p.Press("Search with filters")
	p.Until(`document.querySelector(".modal")?.innerText.includes("wide question")`)
	p.Audit()
	p.Type(`.modal input[data-action="search-question"]`, "pros of kafka\r")
	p.Until(`document.querySelector(".modal").innerText.includes("Share with")`)
	p.Audit()
	p.Picture("search")
	p.Until(`(() => { const s = document.querySelector(".modal select[data-action='search-kind']"); s.value = "cons"; s.dispatchEvent(new Event("change")); return true; })()`)
	p.Until(`document.querySelector(".modal input[data-action='search-question']").value === "pros of kafka"`)
	p.Press("Close")
	p.Until(`document.querySelector(".modal") === null`)

	p.Press("Settings")
	p.Until(`document.querySelector(".modal")?.innerText.includes("For your direct messages with me")`)
	p.Audit()
	p.Picture("settings-direct")
	p.Press("Cancel")
	p.Until(`document.querySelector(".modal") === null`)
}

// A channel's settings are chosen where they hold, and saved.
func TestDemoSettingsInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 1100)
	p.Send("/arch settings")
	p.Until(`document.querySelector(".modal")?.innerText.includes("When to answer")`)
	p.Audit()
	p.Picture("settings-light")
	p.Scheme("dark")
	p.Audit()
	p.Picture("settings-dark")
	p.Click(`.modal input[type=radio][value=asker]`)
	p.Press("Save")
	p.Until(`document.querySelector(".modal")?.innerText.includes("Saved")`)
	p.Audit()
	p.Picture("settings-saved")
	p.Press("Close")
	p.Send("@archbot kafka vs rabbitmq")
	p.Until(`document.querySelector(".message.ephemeral .only")?.innerText.includes("Only visible to you")`)
}

// The shortcuts of archbot are where Slack has them: beside the commands, and on each message.
func TestDemoShortcutsInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 1100)
	p.Type(browsertest.Box, "/sea")
	p.Until(`document.querySelector("#talk .offers").innerText.includes("Search architecture")`)
	p.Type(browsertest.Box, "\r")
	p.Until(`document.querySelector(".modal")?.innerText.includes("wide question")`)
	p.Type(`.modal input[data-action="search-question"]`, "kafka vs rabbitmq\r")
	p.Until(`document.querySelector(".modal [data-action='search-share']")?.value === "C0DESIGN"`)
	p.Picture("search-comparison")
	p.Press("Share")
	p.Until(`document.querySelector(".modal")?.innerText.includes("Shared with")`)
	p.Press("Close")
	p.Until(`document.querySelector(".message:not(.ephemeral) table") !== null`)

	p.Send("why partitioning?")
	p.Until(`(() => { // the tools of a message show while it is pointed at
		const m = [...document.querySelectorAll("#list .message")].find((m) => m.innerText.includes("why partitioning?"));
		const b = m?.querySelector("button[aria-label='Ask archbot about this']");
		b?.click();
		return !!b;
	})()`)
	p.Until(`[...document.querySelectorAll("#list .replies")].some((r) => r.innerText === "1 reply")`)
	p.Audit()
}
