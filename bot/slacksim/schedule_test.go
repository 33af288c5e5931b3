package slacksim_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/slacksim"
)

func TestScheduleMessage(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	now := ws.Clock().Now()
	post := func(at time.Time, channel string) error {
		_, _, err := api.ScheduleMessageContext(soon(t), channel, strconv.FormatInt(at.Unix(), 10), slack.MsgOptionText("tip", false))
		return err
	}
	for name, c := range map[string]struct {
		at      time.Time
		channel string
		want    string
	}{
		"now":           {now, slacksim.Design, "time_in_past"},
		"120 days":      {now.Add(slacksim.MaxScheduleAhead), slacksim.Partners, ""},
		"a second more": {now.Add(slacksim.MaxScheduleAhead + time.Second), slacksim.Design, "time_too_far"},
		"not a member":  {now.Add(time.Hour), slacksim.General, "not_in_channel"},
		"nowhere":       {now.Add(time.Hour), "C0NONE", "channel_not_found"},
	} {
		t.Run(name, func(t *testing.T) { wantError(t, post(c.at, c.channel), c.want) })
	}
	_, _, err := api.ScheduleMessageContext(soon(t), slacksim.Design, "soon", slack.MsgOptionText("tip", false))
	wantError(t, err, "invalid_time")

	wantError(t, post(now.Add(time.Hour), slacksim.Design), "")
	ws.Clock().Advance(time.Hour - time.Second)
	if m := ws.Messages(slacksim.Design); len(m) != 0 {
		t.Errorf("posted early: %+v", m)
	}
	ws.Clock().Advance(time.Second)
	if m := ws.Messages(slacksim.Design); len(m) != 1 || m[0].Text != "tip" || !strings.HasPrefix(m[0].TS, strconv.FormatInt(now.Add(time.Hour).Unix(), 10)) {
		t.Errorf("%+v", m)
	}
}

func TestThirtyScheduledMessagesInFiveMinutes(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	start := ws.Clock().Now().Add(time.Hour)
	post := func(at time.Duration) error {
		_, _, err := api.ScheduleMessageContext(soon(t), slacksim.Design, strconv.FormatInt(start.Add(at).Unix(), 10), slack.MsgOptionText("tip", false))
		return err
	}
	for i := range slacksim.MaxScheduled {
		wantError(t, post(time.Duration(i)*time.Second), "")
	}
	wantError(t, post(slacksim.ScheduleWindow-time.Second), "restricted_too_many")
	wantError(t, post(-4*time.Minute-30*time.Second), "restricted_too_many") // the span may begin with it
	wantError(t, post(slacksim.ScheduleWindow), "")
}

func TestScheduledMessagesCanBeListedAndTakenBack(t *testing.T) {
	ws := still(t, slacksim.Options{})
	api := newClient(ws).api
	at := strconv.FormatInt(ws.Clock().Now().Add(time.Hour).Unix(), 10)
	if _, _, err := api.ScheduleMessageContext(soon(t), slacksim.Design, at, slack.MsgOptionText("tip", false)); err != nil {
		t.Fatal(err)
	}
	list := func() []slack.ScheduledMessage {
		got, _, err := api.GetScheduledMessagesContext(soon(t), &slack.GetScheduledMessagesParameters{Channel: slacksim.Design})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	waiting := list()
	if len(waiting) != 1 || strconv.Itoa(waiting[0].PostAt) != at || waiting[0].Text != "tip" {
		t.Fatalf("%+v", waiting)
	}
	take := func(channel, id string) error {
		_, err := api.DeleteScheduledMessageContext(soon(t), &slack.DeleteScheduledMessageParameters{Channel: channel, ScheduledMessageID: id})
		return err
	}
	wantError(t, take(slacksim.Partners, waiting[0].ID), "invalid_scheduled_message_id")
	ws.Clock().Advance(time.Hour - 59*time.Second)
	wantError(t, take(slacksim.Design, waiting[0].ID), "invalid_scheduled_message_id") // within a minute of its time
	ws.Leave(slacksim.Bot, slacksim.Design)
	ws.Clock().Advance(time.Hour)
	if m := ws.Messages(slacksim.Design); len(m) != 0 {
		t.Errorf("posted where the bot no longer is: %+v", m)
	}
	if _, _, err := api.ScheduleMessageContext(soon(t), slacksim.Partners, strconv.FormatInt(ws.Clock().Now().Add(time.Hour).Unix(), 10), slack.MsgOptionText("t", false)); err != nil {
		t.Fatal(err)
	}
	all, _, err := api.GetScheduledMessagesContext(soon(t), &slack.GetScheduledMessagesParameters{})
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	wantError(t, take(slacksim.Partners, all[0].ID), "")
	ws.Clock().Advance(2 * time.Hour)
	if m := ws.Messages(slacksim.Partners); len(m) != 0 {
		t.Errorf("posted though taken back: %+v", m)
	}
}
