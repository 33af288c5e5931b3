package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/render"
)

// respond answers one person by response URL, which works where the bot is no member. It is good for five posts within half
// an hour.
func (b *Bot) respond(ctx context.Context, url string, r reply) {
	if url == "" {
		b.log.Error("reply not sent: no response url", "ref", r.ref)
		return
	}
	b.deliver(ctx, r, b.responding(url, newPrivateMessage))
}

// responding sends by response URL, in a form that says who sees it and where.
func (b *Bot) responding(url string, form func(render.Message) *responseMessage) func(context.Context, render.Message) error {
	return func(ctx context.Context, m render.Message) error { return b.postURL(ctx, url, form(m)) }
}

// postURL posts body, a [responseMessage] or a [deletion], to a response URL. slack.PostWebhook would do, but it drops the body of the answer, and that is where
// Slack says what it refused, at times with status 200.
func (b *Bot) postURL(ctx context.Context, url string, body any) error {
	if url == "" {
		return fmt.Errorf("%w: no response url", errUnreachable)
	}
	encoded, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("encode message: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(encoded))
	if err != nil {
		return fmt.Errorf("response url: %w", err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := b.opts.HTTPClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // a status without its body still tells enough
	return judge(resp, said)
}

// judge says what a response URL's answer means.
func judge(resp *http.Response, said []byte) error {
	code, details, no := bodyError(said)
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		seconds, err := strconv.Atoi(strings.TrimSpace(resp.Header.Get("Retry-After")))
		if err != nil || seconds < 0 {
			seconds = 1
		}
		return &slack.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	case resp.StatusCode < 300 && !no:
		return nil
	case resp.StatusCode >= 500:
		return fmt.Errorf("response url: %s %s", resp.Status, code)
	case code == "used_url", code == "expired_url", code == "channel_not_found", code == "is_archived",
		resp.StatusCode == http.StatusNotFound, resp.StatusCode == http.StatusGone, resp.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%w: response url: %s %s", errUnreachable, resp.Status, code)
	}
	return &refusal{code: code, details: details}
}

// bodyError reads what a response URL said: a word in plain text ("ok", "invalid_blocks"), or Slack's usual JSON, which
// says no by itself.
func bodyError(body []byte) (code string, details []string, no bool) {
	var said struct {
		OK       *bool    `json:"ok"`
		Error    string   `json:"error"`
		Errors   []string `json:"errors"`
		Metadata struct {
			Messages []string `json:"messages"`
		} `json:"response_metadata"`
	}
	if json.Unmarshal(body, &said) == nil && said.OK != nil {
		return said.Error, append(said.Errors, said.Metadata.Messages...), !*said.OK
	}
	return codeWord.FindString(string(body)), nil, false
}

// codeWord is Slack's way of naming errors; anything else in a body is not for the log.
var codeWord = regexp.MustCompile(`^[a-z_]{2,60}`)
