package slacksim_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"archbot/bot/slacksim"
)

// required reports whether ARCHBOT_TEST_REQUIRE names a tool, so that its absence is a failure.
func required(tool string) bool {
	return slices.Contains(strings.FieldsFunc(os.Getenv("ARCHBOT_TEST_REQUIRE"), func(r rune) bool { return r == ',' || r == ' ' }), tool)
}

// lacking skips the test, or fails it where the tool is required.
func lacking(t *testing.T, tool, why string) {
	t.Helper()
	if required(tool) {
		t.Fatal(why)
	}
	t.Skip(why)
}

// startBolt runs testdata/bolt/app.mjs against a workspace until the test ends.
func startBolt(t *testing.T, ws *slacksim.Workspace) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		lacking(t, "node", "node is not installed")
	}
	dir := filepath.Join("testdata", "bolt")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "@slack", "bolt")); err != nil {
		lacking(t, "node", "@slack/bolt is not installed: run npm ci in bot/slacksim/testdata/bolt")
	}
	cmd := exec.CommandContext(t.Context(), node, "app.mjs")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "SLACK_API_URL="+ws.APIURL(), "SLACK_BOT_TOKEN="+ws.BotToken(), "SLACK_APP_TOKEN="+ws.AppToken())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "started" {
			await(t, ws, "the socket", func() bool { open, _ := ws.Connections(); return open == 1 })
			return
		}
	}
	t.Fatal("the app ended before it had started")
}

// Slack's own framework finds nothing amiss: an independent check of the protocol.
func TestBolt(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	startBolt(t, ws)

	got, err := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch kafka").Wait(soon(t), 2)
	if err != nil || got[0].Text != "acked kafka" || got[1].Text != "responded kafka" || got[1].Ephemeral != "" {
		t.Errorf("slash: %+v, %v", got, err)
	}

	root := ws.Say(slacksim.Ada, slacksim.Design, "@archbot why?")
	answers, err := ws.WaitReplies(soon(t), root, 1)
	if err != nil {
		t.Fatal(err)
	}
	click := ws.Click(slacksim.Ada, answers[0], "open")
	if shown, err := click.Wait(soon(t), 1); err != nil || shown[0].Text != "opened" {
		t.Errorf("click: %+v, %v", shown, err)
	}
	for _, c := range []struct{ text, wrong string }{{"abc", "too short"}, {"abcd", ""}} {
		i := ws.Submit(slacksim.Ada, map[string]map[string]any{"q": {"text": c.text}})
		if _, err := i.Acked(soon(t)); err != nil || i.Errors()["q"] != c.wrong {
			t.Errorf("submit %q: %v, %v", c.text, i.Errors(), err)
		}
	}
	if _, n := ws.View(slacksim.Ada); n != 0 {
		t.Errorf("%d views still open", n)
	}
	for said, want := range map[string]string{
		"list":    "6 " + slacksim.Bot + " ada",
		"refused": "invalid_blocks must be plain_text [json-pointer:/blocks/0/text/type]",
	} {
		ws.Say(slacksim.Ada, slacksim.Design, said)
		if _, err := ws.WaitMessages(soon(t), func(m slacksim.Message) bool { return m.Text == want }); err != nil {
			t.Errorf("%s: %v in %+v", said, err, ws.Calls())
		}
	}
	for _, d := range ws.Deliveries() {
		if d.Attempt > 0 {
			t.Errorf("delivered again: %+v", d)
		}
	}
}

func TestBoltReconnects(t *testing.T) {
	for name, end := range map[string]func(*slacksim.Workspace){
		"refresh": func(ws *slacksim.Workspace) { ws.Refresh() }, "cut": func(ws *slacksim.Workspace) { ws.CutConnections() },
	} {
		t.Run(name, func(t *testing.T) {
			ws := slacksim.Start(t, slacksim.Options{})
			startBolt(t, ws)
			end(ws)
			await(t, ws, "a new socket", func() bool { open, total := ws.Connections(); return open >= 1 && total >= 2 })
			if _, err := ws.SlashLine(slacksim.Ada, slacksim.Design, "/arch kafka").Wait(soon(t), 2); err != nil {
				t.Error(err)
			}
		})
	}
}
