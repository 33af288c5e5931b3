package render_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot/render"
	"archbot/bot/slacksim"
	"archbot/bot/slacksim/blockcheck"
)

// refusals are what the simulated workspace's own reading of Slack's limits finds wrong with a message.
func refusals(t testing.TB, m render.Message, s blockcheck.Surface) []blockcheck.Problem {
	t.Helper()
	raw, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return blockcheck.Blocks(v, s)
}

// TestSlackTakesThem posts every sample through the real client to a workspace that refuses what Slack would.
func TestSlackTakesThem(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{BlockBudget: render.MaxBlockJSON + 1})
	api := slack.New(ws.BotToken(), slack.OptionAPIURL(ws.APIURL()), slack.OptionHTTPClient(http.DefaultClient))
	for name, m := range messages() {
		t.Run(name, func(t *testing.T) {
			opts := []slack.MsgOption{slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks...)}
			if _, _, err := api.PostMessageContext(t.Context(), slacksim.Design, opts...); err != nil {
				t.Errorf("chat.postMessage: %v", err)
			}
			if _, err := api.PostEphemeralContext(t.Context(), slacksim.Design, slacksim.Ada, opts...); err != nil {
				t.Errorf("chat.postEphemeral: %v", err)
			}
			if m.Classic() {
				for _, p := range refusals(t, m, blockcheck.Ack) {
					t.Errorf("in an ack: %v", p)
				}
			}
			if strings.HasSuffix(name, "_home") || strings.HasSuffix(name, "_plain") {
				view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: m.Blocks}}
				if _, err := api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: slacksim.Ada, View: view}); err != nil {
					t.Errorf("views.publish: %v", err)
				}
			}
		})
	}
}

// TestLimitsAgree compares the limits here with those of the simulated workspace, which were written down apart from them.
func TestLimitsAgree(t *testing.T) {
	for _, l := range []struct {
		name         string
		ours, theirs int
	}{
		{"blocks", render.MaxBlocks, blockcheck.MaxBlocks},
		{"blocks of a view", render.MaxViewBlocks, blockcheck.MaxViewBlocks},
		{"section text", render.MaxSectionText, blockcheck.MaxText},
		{"context text", render.MaxContextText, blockcheck.MaxText},
		{"fields", render.MaxFields, blockcheck.MaxFields},
		{"field text", render.MaxFieldText, blockcheck.MaxField},
		{"header", render.MaxHeaderText, blockcheck.MaxHeader},
		{"context elements", render.MaxContextElements, blockcheck.MaxContext},
		{"image URL", render.MaxImageURL, blockcheck.MaxURL},
		{"alternative text", render.MaxImageAlt, blockcheck.MaxAlt},
		{"image title", render.MaxImageTitle, blockcheck.MaxImageTitle},
		{"table rows", render.MaxTableRows, blockcheck.MaxRows},
		{"table columns", render.MaxTableColumns, blockcheck.MaxColumns},
		{"tables", render.MaxTables, blockcheck.MaxTables},
		{"table text", render.MaxTableText, blockcheck.MaxTableText},
		{"button value", render.MaxButtonValue, blockcheck.MaxButtonValue},
		{"list indent", render.MaxListIndent, blockcheck.MaxIndent},
	} {
		if l.ours != l.theirs {
			t.Errorf("%s: %d here, %d in the simulated workspace", l.name, l.ours, l.theirs)
		}
	}
}

func TestClassicAgrees(t *testing.T) {
	blocks := map[string]slack.Block{
		"section": slack.NewSectionBlock(nil, nil, nil), "header": slack.NewHeaderBlock(nil), "context": slack.NewContextBlock(""),
		"actions": slack.NewActionBlock(""), "divider": slack.NewDividerBlock(), "table": slack.NewTableBlock(""),
		"image": slack.NewImageBlock("", "", "", nil), "markdown": slack.NewMarkdownBlock("", ""),
		"rich_text": slack.NewRichTextBlock(""), "context_actions": slack.NewContextActionsBlock(""),
	}
	classic := map[string]bool{}
	for _, name := range blockcheck.Classic() {
		classic[name] = true
	}
	for name, b := range blocks {
		if got := (render.Message{Blocks: []slack.Block{b}}).Classic(); got != classic[name] {
			t.Errorf("%s: Classic() = %v", name, got)
		}
	}
}
