package bot

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"archbot/bot/metrics"
)

// An Account is how the app gets in at Slack.
type Account struct {
	AppToken string // xapp-…, for Socket Mode
	BotToken string // xoxb-…, for the Web API
	APIURL   string // base of the Web API, ending in "/"; empty means Slack's

	Metrics *metrics.Metrics // counts the calls; may be nil
}

// requestTimeout is for one request to Slack. slack-go's own HTTP client has none.
const requestTimeout = 20 * time.Second

// NewClient returns the client that [New] wants: with a time-out, waiting for rate limits, trying again where Slack could not be
// reached, and with Slack's warnings logged (slack-go reports none for chat.postMessage and its kin). It connects to nothing yet.
func NewClient(log *slog.Logger, a Account) *slack.Client {
	transport := http.DefaultTransport
	if a.Metrics != nil {
		transport = a.Metrics.Transport(transport)
	}
	retries := slack.DefaultRetryConfig()
	retries.Handlers = []slack.RetryHandler{
		retryUnsent{slack.NewConnectionErrorRetryHandler()},
		slack.NewRateLimitErrorRetryHandler(retries),
	}
	options := []slack.Option{
		slack.OptionAppLevelToken(a.AppToken),
		slack.OptionHTTPClient(&http.Client{Timeout: requestTimeout, Transport: transport}),
		slack.OptionRetryConfig(retries), // wraps the HTTP client, so it comes after it
		slack.OptionOnWarning(func(method string, _ any, w *slack.Warning) {
			log.Warn("slack warns", "method", method, "codes", w.Codes) // the request and the messages quote what was sent
		}),
	}
	if a.APIURL != "" {
		options = append(options, slack.OptionAPIURL(a.APIURL))
	}
	return slack.New(a.BotToken, options...)
}

// retryUnsent keeps slack-go from posting a message twice: when the connection breaks after the request went out, Slack may have
// taken it. What never went out, and what does not post, is tried again.
type retryUnsent struct{ slack.RetryHandler }

// ShouldRetry is slack.RetryHandler's.
func (r retryUnsent) ShouldRetry(state *slack.RetryState, req *http.Request, resp *http.Response, err error) (bool, time.Duration) {
	if posts := strings.Contains(req.URL.Path, "/chat.post"); posts && !unsent(err) {
		return false, 0
	}
	return r.RetryHandler.ShouldRetry(state, req, resp, err)
}

// unsent reports whether err says that there never was a connection.
func unsent(err error) bool {
	failed, ok := errors.AsType[*net.OpError](err)
	return ok && failed.Op == "dial"
}
