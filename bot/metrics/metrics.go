package metrics

import (
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// The stages of an answer, as archbot_stage_seconds has them.
const (
	StageAnswer = "answer" // finding and composing it
	StageRender = "render" // making blocks of it
	StageReply  = "reply"  // getting it to Slack
	StageAll    = "all"    // from the envelope to the last of these
)

// What becomes of a tip, as archbot_tips_total has it.
const (
	TipDue     = "due"
	TipPosted  = "posted"
	TipLate    = "late" // posted too, some minutes after its time
	TipSkipped = "skipped"
	TipFailed  = "failed"
)

// A Metrics counts and times. [New] makes one; it may be used by many goroutines at once.
type Metrics struct {
	registry *prometheus.Registry

	questions   *prometheus.CounterVec
	stages      *prometheus.HistogramVec
	inHand      prometheus.Gauge
	connected   prometheus.Gauge
	connections prometheus.Counter
	envelopes   *prometheus.CounterVec
	again       prometheus.Counter
	acksLost    prometheus.Counter
	turnedAway  prometheus.Counter
	calls       *prometheus.CounterVec
	callTimes   *prometheus.HistogramVec
	tips        *prometheus.CounterVec
	gaps        *prometheus.CounterVec
	store       *prometheus.HistogramVec
	blocks      prometheus.Gauge
	notes       prometheus.Gauge
	changed     prometheus.Gauge
	build       *prometheus.GaugeVec
}

// answerTimes are the upper bounds of the histograms of what takes microseconds to seconds, each some three times the one before.
var answerTimes = []float64{0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10}

// callTimes are those of calls over a network.
var callTimes = []float64{0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30}

// New returns metrics with a registry of their own, in which all has begun at nought.
func New() *Metrics {
	m := &Metrics{
		registry:    prometheus.NewRegistry(),
		questions:   counters("questions_total", "Requests that were answered, by where and how that came out.", "surface", "outcome"),
		stages:      histograms("stage_seconds", "How long each stage of an answer took.", answerTimes, "stage"),
		inHand:      gauge("in_hand", "Requests that are being answered now."),
		connected:   gauge("connected", "Whether Slack's socket is open and greeted."),
		connections: counter("connections_total", "Sockets opened; all but the first are reconnects."),
		envelopes:   counters("envelopes_total", "What came over the socket.", "type"),
		again:       counter("redeliveries_total", "Envelopes that Slack sent again."),
		acksLost:    counter("acks_lost_total", "Acks that could not be written."),
		turnedAway:  counter("turned_away_total", "Envelopes too many at once."),
		calls:       counters("slack_calls_total", "Web API calls and response URLs, by what came of them.", "method", "result"),
		callTimes:   histograms("slack_call_seconds", "How long Slack took.", callTimes, "method"),
		tips:        counters("tips_total", "Tips due, and what became of them.", "result"),
		gaps:        counters("gaps_total", "Questions that the notes have no answer to.", "kind"),
		store:       histograms("store_seconds", "How long the store took, and whether it worked.", answerTimes, "result"),
		blocks:      gauge("blocks", "Blocks in the index."),
		notes:       gauge("notes", "Notes in the index."),
		changed:     gauge("index_changed_timestamp_seconds", "When the index last changed, in Unix time."),
		build:       prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: "build_info", Help: "What runs."}, []string{"version", "go"}),
	}
	m.registry.MustRegister(m.questions, m.stages, m.inHand, m.connected, m.connections, m.envelopes, m.again, m.acksLost, m.turnedAway,
		m.calls, m.callTimes, m.tips, m.gaps, m.store, m.blocks, m.notes, m.changed, m.build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.begin()
	return m
}

// begin makes the series that alerts look at, so that their first event is a rise and not the birth of a series.
func (m *Metrics) begin() {
	for _, result := range []string{TipDue, TipPosted, TipLate, TipSkipped, TipFailed} {
		m.tips.WithLabelValues(result)
	}
	for _, result := range []string{"ok", "error"} {
		m.store.WithLabelValues(result)
	}
	for _, stage := range []string{StageAnswer, StageRender, StageReply, StageAll} {
		m.stages.WithLabelValues(stage)
	}
}

const namespace = "archbot"

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help})
}

func histograms(name, help string, bounds []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: bounds}, labels)
}

// Handler answers with all metrics in Prometheus' form.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
}

// Build tells what runs, once.
func (m *Metrics) Build(version string) { m.build.WithLabelValues(version, runtime.Version()).Set(1) }

// Asked begins a request on a surface; what it returns ends it with its outcome.
func (m *Metrics) Asked(surface string) (answered func(outcome string)) {
	began := time.Now()
	m.inHand.Inc()
	return func(outcome string) {
		m.inHand.Dec()
		m.questions.WithLabelValues(surface, outcome).Inc()
		m.Took(StageAll, time.Since(began))
	}
}

// Took notes how long a stage took, one of the Stage constants.
func (m *Metrics) Took(stage string, d time.Duration) {
	m.stages.WithLabelValues(stage).Observe(d.Seconds())
}

// Connected notes whether there is a connection that Slack has greeted.
func (m *Metrics) Connected(is bool) {
	if is {
		m.connections.Inc()
		m.connected.Set(1)
		return
	}
	m.connected.Set(0)
}

// Envelope notes one that came, and whether Slack sends it for the first time.
func (m *Metrics) Envelope(kind string, again bool) {
	m.envelopes.WithLabelValues(kind).Inc()
	if again {
		m.again.Inc()
	}
}

// AckLost notes an ack that could not be written.
func (m *Metrics) AckLost() { m.acksLost.Inc() }

// TurnedAway notes an envelope for which there was no room.
func (m *Metrics) TurnedAway() { m.turnedAway.Inc() }

// Tip notes what became of a tip: one of the Tip constants.
func (m *Metrics) Tip(result string) { m.tips.WithLabelValues(result).Inc() }

// Gap notes a question without an answer, by the kind of what is missing.
func (m *Metrics) Gap(kind string) { m.gaps.WithLabelValues(kind).Inc() }

// Stored notes how long the store took for something, and whether it worked.
func (m *Metrics) Stored(d time.Duration, err error) {
	result := "ok"
	if err != nil {
		result = "error"
	}
	m.store.WithLabelValues(result).Observe(d.Seconds())
}

// Indexed notes what the index holds since a moment.
func (m *Metrics) Indexed(notes, blocks int, since time.Time) {
	m.notes.Set(float64(notes))
	m.blocks.Set(float64(blocks))
	m.changed.Set(float64(since.UnixMilli()) / 1000)
}
