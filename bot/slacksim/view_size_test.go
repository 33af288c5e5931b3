package slacksim_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

func TestViewMayHave250KB(t *testing.T) {
	ws := slacksim.Start(t, slacksim.Options{})
	api := newClient(ws).api
	publish := func(sections int) error {
		var blocks []slack.Block
		for range sections {
			blocks = append(blocks, slack.NewSectionBlock(mrkdwn(strings.Repeat("x", 2900)), nil, nil))
		}
		_, err := api.PublishViewContext(soon(t), slack.PublishViewContextRequest{UserID: slacksim.Ada,
			View: slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}})
		return err
	}
	wantError(t, publish(80), "")
	wantError(t, publish(90), "view_too_large")
}
