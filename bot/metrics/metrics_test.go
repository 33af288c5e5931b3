package metrics_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"archbot/bot/metrics"
)

// scrape reads all metrics the way Prometheus does: each series with its labels, and its value, or a histogram's count.
func scrape(t *testing.T, m *metrics.Metrics) map[string]float64 {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	series := map[string]float64{}
	for name, family := range families {
		for _, one := range family.Metric {
			var labels []string
			for _, l := range one.Label {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			slices.Sort(labels)
			key := name + "{" + strings.Join(labels, ",") + "}"
			series[key] = one.GetCounter().GetValue() + one.GetGauge().GetValue() + float64(one.GetHistogram().GetSampleCount())
		}
	}
	return series
}

func TestMetrics(t *testing.T) {
	m := metrics.New()
	m.Build("v1.2.3")
	answered := m.Asked("mention")
	if got := scrape(t, m)["archbot_in_hand{}"]; got != 1 {
		t.Errorf("%v in hand, want 1", got)
	}
	answered("answer")
	m.Took(metrics.StageRender, time.Millisecond)
	m.Connected(true)
	m.Connected(false)
	m.Connected(true)
	m.Envelope("events_api", false)
	m.Envelope("events_api", true)
	m.AckLost()
	m.TurnedAway()
	m.Tip(metrics.TipLate)
	m.Gap("unknown topic")
	m.Stored(time.Millisecond, nil)
	m.Stored(time.Millisecond, errors.New("down"))
	m.Indexed(3, 40, time.Unix(1_800_000_000, 0))
	got := scrape(t, m)
	for series, want := range map[string]float64{
		"archbot_questions_total{outcome=answer,surface=mention}": 1,
		"archbot_stage_seconds{stage=all}":                        1,
		"archbot_stage_seconds{stage=render}":                     1,
		"archbot_stage_seconds{stage=reply}":                      0,
		"archbot_in_hand{}":                                       0,
		"archbot_connected{}":                                     1,
		"archbot_connections_total{}":                             2,
		"archbot_envelopes_total{type=events_api}":                2,
		"archbot_redeliveries_total{}":                            1,
		"archbot_acks_lost_total{}":                               1,
		"archbot_turned_away_total{}":                             1,
		"archbot_tips_total{result=late}":                         1,
		"archbot_tips_total{result=skipped}":                      0,
		"archbot_gaps_total{kind=unknown topic}":                  1,
		"archbot_store_seconds{result=ok}":                        1,
		"archbot_store_seconds{result=error}":                     1,
		"archbot_notes{}":                                         3,
		"archbot_blocks{}":                                        40,
		"archbot_index_changed_timestamp_seconds{}":               1_800_000_000,
	} {
		if value, ok := got[series]; !ok || value != want {
			t.Errorf("%s is %v (%v), want %v", series, value, ok, want)
		}
	}
}

// TestDocNamesAll sees that the package's doc lists every metric, and none that does not exist.
func TestDocNamesAll(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	m := used(t)
	var exist []string
	for series := range scrape(t, m) {
		name, _, _ := strings.Cut(series, "{")
		if strings.HasPrefix(name, "archbot_") && !slices.Contains(exist, name) {
			exist = append(exist, name)
		}
	}
	named := regexp.MustCompile(`(?m)^//\t.*$`).FindAllString(string(doc), -1)
	listed := regexp.MustCompile(`\barchbot_[a-z_]+`).FindAllString(strings.Join(named, "\n"), -1)
	slices.Sort(exist)
	slices.Sort(listed)
	if !slices.Equal(exist, slices.Compact(listed)) {
		t.Errorf("the doc lists %q; there are %q", listed, exist)
	}
}

// used returns metrics of which every one has a series.
func used(t *testing.T) *metrics.Metrics {
	t.Helper()
	m := metrics.New()
	m.Build("v1")
	m.Asked("dm")("none")
	m.Envelope("interactive", true)
	m.AckLost()
	m.Gap("missing kind")
	call(t, m, "/api/auth.test", http.StatusOK, `{"ok":true}`)
	return m
}

// call makes one request through the transport to a server that gives an answer, and returns the body that arrives.
func call(t *testing.T, m *metrics.Metrics, path string, status int, body string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	defer server.Close()
	client := http.Client{Transport: m.Transport(http.DefaultTransport)}
	resp, err := client.Post(server.URL+path, "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	read, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(read)
}

func TestTransport(t *testing.T) {
	tests := []struct {
		path   string
		status int
		body   string
		want   string
	}{
		{"/api/chat.postMessage", 200, `{"ok":true}`, "method=chat.postMessage,result=ok"},
		{"/api/chat.postMessage", 200, `{"ok":false,"error":"not_in_channel"}`, "method=chat.postMessage,result=not_in_channel"},
		{"/api/chat.postMessage", 200, `{"ok":false,"error":"<script>alert(1)"}`, "method=chat.postMessage,result=error"},
		{"/api/chat.postMessage", 429, ``, "method=chat.postMessage,result=http_429"},
		{"/api/apps.connections.open", 503, `oops`, "method=apps.connections.open,result=http_503"},
		{"/actions/T1/2/s3cr3t", 200, `ok`, "method=response_url,result=ok"},
		{"/api/s3cr3t", 200, `ok`, "method=response_url,result=ok"},
		{"/api/views.open", 200, strings.Repeat(" ", 2<<20) + `{"ok":true}`, "method=views.open,result=ok"},
	}
	for _, tt := range tests {
		m := metrics.New()
		if got := call(t, m, tt.path, tt.status, tt.body); got != tt.body {
			t.Errorf("%s: %d bytes arrive of %d", tt.path, len(got), len(tt.body))
		}
		series := scrape(t, m)
		if series["archbot_slack_calls_total{"+tt.want+"}"] != 1 {
			t.Errorf("%s: no %s in %v", tt.path, tt.want, series)
		}
		for s := range series {
			if strings.Contains(s, "s3cr3t") || strings.Contains(s, "script") {
				t.Errorf("%s: %s", tt.path, s)
			}
		}
	}
}

func TestTransportUnreachable(t *testing.T) {
	m := metrics.New()
	client := http.Client{Transport: m.Transport(http.DefaultTransport)}
	resp, err := client.Get("http://127.0.0.1:1/api/auth.test")
	if err == nil {
		resp.Body.Close()
		t.Fatal("somebody answers at port 1")
	}
	if scrape(t, m)["archbot_slack_calls_total{method=auth.test,result=unreachable}"] != 1 {
		t.Error("the call is not counted")
	}
}

// TestTrace sends a span to a collector of the test's own, over HTTP.
func TestTrace(t *testing.T) {
	bodies := make(chan []byte, 4)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.URL.Path == "/v1/traces" {
			bodies <- body
		}
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	stop, err := metrics.Trace(t.Context(), "v1", func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	_, end := metrics.Span(t.Context(), "answer", "surface", "mention")
	end(errors.New("s3cr3t"))
	if err := stop(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	select {
	case body := <-bodies:
		for _, want := range []string{"archbot", "answer", "surface", "mention", "failed"} {
			if !strings.Contains(string(body), want) {
				t.Errorf("no %q in what the collector got", want)
			}
		}
		if strings.Contains(string(body), "s3cr3t") {
			t.Error("the error's text is in the span")
		}
	default:
		t.Error("the collector got nothing")
	}
}
