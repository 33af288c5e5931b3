package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"go.yaml.in/yaml/v3"

	"archbot/bot/metrics"
)

// A series is the labels of one of a metric's series.
type series map[string]string

// exposed are the series by the names that queries use for them, of metrics that have each been counted.
func exposed(t *testing.T) map[string][]series {
	t.Helper()
	w := httptest.NewRecorder()
	counted := countedOnce(t)
	counted.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	p := expfmt.NewTextParser(model.UTF8Validation)
	families, err := p.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]series{"up": {{}}}
	for name, family := range families {
		for _, one := range family.Metric {
			s := series{}
			for _, l := range one.Label {
				s[l.GetName()] = l.GetValue()
			}
			if one.Histogram == nil && one.Summary == nil {
				all[name] = append(all[name], s)
				continue
			}
			all[name+"_sum"] = append(all[name+"_sum"], s)
			all[name+"_count"] = append(all[name+"_count"], s)
			bucket := series{"le": "1"}
			for k, v := range s {
				bucket[k] = v
			}
			all[name+"_bucket"] = append(all[name+"_bucket"], bucket)
		}
	}
	return all
}

// countedOnce are metrics in which everything that queries ask for has happened.
func countedOnce(t *testing.T) *metrics.Metrics {
	t.Helper()
	m := metrics.New()
	m.Build("v1")
	for _, outcome := range []string{"answer", "comparison", "topics", "none", "failed"} {
		m.Asked("mention")(outcome)
	}
	m.Envelope("events_api", true)
	m.Gap("topic")
	m.Stored(time.Millisecond, errors.New("down"))
	for status, body := range map[int]string{200: `{"ok":true}`, 429: "", 500: "", 403: ""} {
		answer := func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
		}
		callOnce(t, m, answer)
	}
	callOnce(t, m, func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(`{"ok":false,"error":"missing_scope"}`)), Request: r}, nil
	})
	return m
}

// A roundTrip answers requests without a network.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func callOnce(t *testing.T, m *metrics.Metrics, answer roundTrip) {
	t.Helper()
	resp, err := m.Transport(answer).RoundTrip(httptest.NewRequest(http.MethodPost, "https://slack.com/api/users.info", nil))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
}

// faults parses a query as Prometheus does, and returns what it names that does not exist: metrics, labels, and values of labels.
func faults(query string, all map[string][]series) (found []string) {
	query = strings.NewReplacer("$__rate_interval", "5m", "$__range", "1h", "$instance", ".*").Replace(query)
	parsed, err := parser.ParseExpr(query)
	if err != nil {
		return []string{err.Error()}
	}
	known := []string{"instance", "job"} // Prometheus adds them
	var grouped []string
	parser.Inspect(parsed, func(n parser.Node, _ []parser.Node) error {
		switch n := n.(type) {
		case *parser.AggregateExpr:
			grouped = append(grouped, n.Grouping...)
		case *parser.BinaryExpr:
			if n.VectorMatching != nil {
				grouped = append(grouped, n.VectorMatching.MatchingLabels...)
			}
		case *parser.VectorSelector:
			those := all[n.Name]
			if len(those) == 0 {
				found = append(found, "there is no metric "+n.Name)
				return nil
			}
			for name := range those[0] {
				known = append(known, name)
			}
			for _, m := range n.LabelMatchers {
				if problem := unmatched(m, those); problem != "" {
					found = append(found, n.Name+": "+problem)
				}
			}
		}
		return nil
	})
	for _, label := range grouped {
		if !slices.Contains(known, label) {
			found = append(found, "no metric in it has the label "+label)
		}
	}
	return found
}

// unmatched says why a matcher selects none of a metric's series.
func unmatched(m *labels.Matcher, those []series) string {
	if m.Name == labels.MetricName || m.Name == "instance" || m.Name == "job" {
		return ""
	}
	if _, ok := those[0][m.Name]; !ok {
		return "it has no label " + m.Name
	}
	if !slices.ContainsFunc(those, func(s series) bool { return m.Matches(s[m.Name]) }) {
		return "none of its series has " + m.String()
	}
	return ""
}

func TestAlertRules(t *testing.T) {
	content, err := os.ReadFile("../../deploy/prometheus-rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Name  string `yaml:"name"`
			Rules []struct {
				Alert       string            `yaml:"alert"`
				Expr        string            `yaml:"expr"`
				For         string            `yaml:"for"`
				Labels      map[string]string `yaml:"labels"`
				Annotations map[string]string `yaml:"annotations"`
			} `yaml:"rules"`
		} `yaml:"groups"`
	}
	d := yaml.NewDecoder(strings.NewReader(string(content)))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		t.Fatal(err)
	}
	all := exposed(t)
	named := map[string]bool{}
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			if found := faults(r.Expr, all); found != nil {
				t.Errorf("%s: %q", r.Alert, found)
			}
			if named[r.Alert] || !strings.HasPrefix(r.Alert, "Archbot") {
				t.Errorf("%q is no name, or twice", r.Alert)
			}
			named[r.Alert] = true
			if _, err := model.ParseDuration(r.For); r.For != "" && err != nil {
				t.Errorf("%s: for: %v", r.Alert, err)
			}
			if !slices.Contains([]string{"page", "ticket"}, r.Labels["severity"]) || r.Annotations["summary"] == "" || r.Annotations["do"] == "" {
				t.Errorf("%s says neither how bad it is nor what to do: %v %v", r.Alert, r.Labels, r.Annotations)
			}
		}
	}
	if len(named) < 10 {
		t.Errorf("only %d rules found", len(named))
	}
}

func TestDashboard(t *testing.T) {
	content, err := os.ReadFile("../../deploy/grafana-dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		UID    string `json:"uid"`
		Panels []struct {
			ID          int    `json:"id"`
			Type        string `json:"type"`
			Title       string `json:"title"`
			Description string `json:"description"`
			Place       struct {
				W, X int
			} `json:"gridPos"`
			Targets []struct {
				Expr string `json:"expr"`
			} `json:"targets"`
		} `json:"panels"`
	}
	if err := json.Unmarshal(content, &board); err != nil {
		t.Fatal(err)
	}
	all := exposed(t)
	shown := map[string]bool{}
	ids := map[int]bool{}
	for _, p := range board.Panels {
		if ids[p.ID] || p.Place.X+p.Place.W > 24 {
			t.Errorf("panel %q: its ID is another's, or it stands over the edge", p.Title)
		}
		ids[p.ID] = true
		if p.Type != "row" && (len(p.Targets) == 0 || p.Description == "") {
			t.Errorf("panel %q shows nothing, or does not say what", p.Title)
		}
		for _, q := range p.Targets {
			if found := faults(q.Expr, all); found != nil {
				t.Errorf("%s: %q", p.Title, found)
			}
			for name := range all {
				shown[name] = shown[name] || strings.Contains(q.Expr, name)
			}
		}
	}
	for name := range all {
		family := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_bucket"), "_sum"), "_count")
		if strings.HasPrefix(name, "archbot_") && name != "archbot_notes" && !shown[name] && !shown[family+"_bucket"] {
			t.Errorf("no panel shows %s", name)
		}
	}
}

// TestFaults sees that what is wrong with a query is found.
func TestFaults(t *testing.T) {
	all := exposed(t)
	for query, want := range map[string]string{
		`rate(archbot_question_total[5m])`:                     "there is no metric archbot_question_total",
		`rate(archbot_questions_total{place="dm"}[5m])`:        "archbot_questions_total: it has no label place",
		`rate(archbot_questions_total{outcome="sunk"}[5m])`:    `archbot_questions_total: none of its series has outcome="sunk"`,
		`sum by (method) (archbot_questions_total)`:            "no metric in it has the label method",
		`archbot_questions_total{outcome=~"answer|sunk"}`:      "",
		`sum by (surface) (rate(archbot_questions_total[5m]))`: "",
	} {
		if got := strings.Join(faults(query, all), "; "); got != want {
			t.Errorf("%s: found %q, want %q", query, got, want)
		}
	}
	if len(faults(`sum(`, all)) == 0 {
		t.Error("no fault in a query that cannot be parsed")
	}
}
