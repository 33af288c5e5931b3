package main

import (
	"os"
	"strings"
	"testing"

	"archbot/bot/slacksim/browsertest"
)

// openDemo runs the demo and opens its page in a browser.
func openDemo(t *testing.T, width, height int64) *browsertest.Page {
	t.Helper()
	cleanEnvironment(t)
	_, page := startDemo(t)
	b := browsertest.Start(t, browsertest.Options{
		Required:  strings.Contains(os.Getenv("ARCHBOT_TEST_REQUIRE"), "chromium"),
		Artefacts: os.Getenv("ARCHBOT_TEST_ARTEFACTS"),
	})
	return b.Open(page, width, height)
}

// answers is how many messages of the bot stand in the conversation.
const answers = `document.querySelectorAll("#list .message .app").length`

// A person tries archbot: the three things the page offers, a comparison, a thread, and what it does when the line is cut.
func TestDemoInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 900)
	p.Until(`document.querySelectorAll("#hints button").length === 3`)
	p.Audit()
	p.Picture("first-run")

	p.Send("/arch kafka vs rabbitmq")
	p.Until(`document.querySelector(".message.ephemeral table tr:nth-child(3)") !== null`)
	p.Until(`document.querySelector(".message.ephemeral .only").innerText.includes("Only visible to you")`)
	p.Until(`document.querySelector("table thead").innerText.includes("RabbitMQ")`)
	p.Audit()
	p.Picture("comparison-light")
	p.Scheme("dark")
	p.Until(`getComputedStyle(document.body).backgroundColor === "rgb(26, 29, 33)"`)
	p.Audit()
	p.Picture("comparison-dark")
	p.Scheme("light")

	p.Reload() // ephemeral messages are in no history
	p.Until(`document.querySelectorAll("#list .message").length === 0`)

	p.Send("/arch kafka vs rabbitmq")
	p.Until(`document.querySelector(".message.ephemeral table") !== null`)
	p.Press("Share")
	p.Until(`document.querySelector(".message:not(.ephemeral) table") !== null && document.querySelector(".message.ephemeral") === null`)
	p.Until(`document.querySelector("#newer").hidden`)
	p.Audit()
	p.Picture("shared")

	p.Send("@archbot why partitioning?")
	p.Until(`document.querySelector("#list .replies")?.innerText === "1 reply"`)
	p.Click("#list .replies")
	p.Until(`document.querySelector("#thread .message:nth-child(2) .app") !== null`)
	p.Type(browsertest.ThreadBox, "@archbot pros?\r")
	p.Until(`document.querySelectorAll("#thread .message .app").length === 2`)
	p.Audit()
	p.Picture("thread")
	p.Keys("\u001b") // Escape closes it
	p.Until(`document.querySelector("#thread").hidden`)

	p.Click("#tray-open")
	p.Press("Cut")
	p.Until(`document.querySelector("#calls").innerText.includes("apps.connections.open 200") &&
		document.querySelector("#tray").innerText.includes("1 open socket")`)
	p.Audit()
	p.Picture("tray")
	p.Press("Close faults")
	p.Send("/arch when to use rabbitmq")
	p.Until(`document.querySelector(".message.ephemeral")?.innerText.includes("RabbitMQ") && !document.querySelector(".unknown")`)
}

// Home shows what archbot publishes, or says that there is nothing; its messages are answered in their threads.
func TestDemoAppInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 900)
	p.Click("#apps button")
	p.Send("kafka")
	p.Until(`document.querySelector("#list .replies") !== null`)
	p.Picture("messages-tab")
	p.Click("#tab-home")
	p.Until(`document.querySelector("#home").innerText.trim() !== ""`)
	p.Audit()
	p.Picture("home")
}

// The tables of an answer refused: archbot says the same in plain sections.
func TestDemoRefusesTablesInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 900)
	p.Click("#tray-open")
	p.Press("Refuse tables")
	p.Until(`document.querySelector("#tray").innerText.includes("no table")`)
	p.Send("/arch kafka vs rabbitmq")
	p.Until(answers + ` === 1 && !document.querySelector(".message table") && document.querySelector(".message.ephemeral").innerText.includes("Kafka")`)
	p.Picture("tables-refused")
	p.Press("Heal")
	p.Until(`document.querySelector("#tray").innerText.includes("Nothing is wrong")`)
}

// The clock of the workspace moves from the page; what is said then bears its time, and archbot goes on.
func TestDemoClockInABrowser(t *testing.T) {
	p := openDemo(t, 1280, 900)
	p.Send("@archbot kafka")
	p.Until(`document.querySelector("#list .replies") !== null`)
	p.Click("#tray-open")
	p.Press("Tomorrow 09:00")
	p.Until(`document.querySelector("#clock").innerText.includes("09:00")`)
	p.Send("@archbot rabbitmq")
	p.Until(`document.querySelectorAll("#list .replies").length === 2 && document.querySelectorAll("#list .day").length === 2`)
	p.Until(`document.querySelector("#list .message:last-child .when").innerText.includes("9:00")`)
	p.Picture("tomorrow")
}

// A telephone: nothing is wider than the screen, and the channels are behind a button.
func TestDemoOnANarrowScreen(t *testing.T) {
	p := openDemo(t, 390, 844)
	p.Send("/arch kafka vs rabbitmq")
	p.Until(`document.querySelector(".message table") !== null`)
	p.Until(`document.documentElement.scrollWidth <= 390 && document.querySelector("#list").scrollWidth <= 390`)
	p.Audit()
	p.Picture("narrow")
	p.Click("#menu")
	p.Until(`document.querySelector("#side").getBoundingClientRect().left === 0`)
	p.Audit()
	p.Picture("narrow-menu")
}
