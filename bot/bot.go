package bot

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/metrics"
	"archbot/bot/render"
	"archbot/bot/store"
	"archbot/bot/tips"
	"archbot/kb"
	"archbot/kb/answer"
)

// An Answerer answers from the notes. It is all that this package knows of them, so that the Slack side can be run over
// anything that answers.
//
// It gives up when ctx ends, may be called by many goroutines at once, and its errors do not quote the question: they are
// logged.
type Answerer interface {
	Answer(ctx context.Context, r answer.Request) (answer.Answer, error)
}

// A Library is the notes as they stood at one moment, for what goes through them by topic instead of asking. Nothing in it is changed;
// any number of goroutines may use it.
type Library interface {
	Notes() []*kb.Note               // in order of their files; a new slice
	Tree() []*kb.Topic               // of all notes
	Under(path []string) []*kb.Block // the blocks of a topic and of those below it, in order
	Block(id string) *kb.Block       // nil where there is none
}

// Options are what a bot may be told. Every zero value has a working default.
type Options struct {
	Render render.Options   // how answers look; its Surface is set for each reply
	Now    func() time.Time // time.Now

	// Notes gives the notes as they are now. Without it there are no topics to browse and no tips.
	Notes func() Library

	// Store is what outlives a restart, and what replicas share. Without one the bot remembers until Run ends.
	Store *store.Store

	// GapsChannel reads each week what the notes lack, with nobody having asked there; its ID, or its name with or without #. Empty for none.
	GapsChannel string

	// People gives the accounts of authors as they are now. Without it nobody is called.
	People func() People

	// Metrics count and time what the bot does; nobody looks at those it has without.
	Metrics *metrics.Metrics

	// Tips are those that a channel gets by itself, and TipsRun how they are posted.
	Tips    TipsDefaults
	TipsRun tips.Options

	// Access says who may ask, and where; the zero one is for all full members of the team.
	Access Access

	// HTTPClient posts to response URLs. One with a time-out of 20 s.
	HTTPClient *http.Client

	// Concurrency is how many envelopes are in hand at once, from ack to reply; 256. Of one more, a command is answered with
	// a request to ask again, and an event is left for Slack to send again.
	Concurrency int

	StatusAfter   time.Duration // how long an answer in a direct message may take before a status says that it is coming; 400 ms
	EarlyAck      time.Duration // how long a command's ack waits for the answer to ride in it, of Slack's 3 s; 2 s
	AnswerTimeout time.Duration // for making an answer; 10 s
	ReplyTimeout  time.Duration // for getting it to Slack, waits for rate limits and second tries included; 30 s
	DrainTimeout  time.Duration // for the answers in hand when Run is told to end; 20 s
	FlushTime     time.Duration // what the last acks are given to leave the queue before the connection is closed; 200 ms

	// MaxConnects a minute is how many connections may be made before the bot pauses for ConnectPause; 10 and 30 s. slack-go
	// waits after a failed connect, but not after one that succeeds and is closed at once.
	MaxConnects  int
	ConnectPause time.Duration

	// Silence is how long a socket may go without one of Slack's PINGs before it is taken for dead and made anew; 30 s.
	Silence time.Duration
}

// turningAway is how many people are told to ask again at once; beyond that, Slack tells them that the app did not respond.
const turningAway = 1024

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Metrics == nil {
		o.Metrics = metrics.New()
	}
	if o.HTTPClient == nil {
		o.HTTPClient = &http.Client{Timeout: requestTimeout, Transport: o.Metrics.Transport(http.DefaultTransport)}
	}
	o.Concurrency = cmp.Or(o.Concurrency, 256)
	o.StatusAfter = cmp.Or(o.StatusAfter, 400*time.Millisecond)
	o.EarlyAck = cmp.Or(o.EarlyAck, 2*time.Second)
	o.AnswerTimeout = cmp.Or(o.AnswerTimeout, 10*time.Second)
	o.ReplyTimeout = cmp.Or(o.ReplyTimeout, 30*time.Second)
	o.DrainTimeout = cmp.Or(o.DrainTimeout, 20*time.Second)
	o.FlushTime = cmp.Or(o.FlushTime, 200*time.Millisecond)
	o.MaxConnects = cmp.Or(o.MaxConnects, 10)
	o.ConnectPause = cmp.Or(o.ConnectPause, 30*time.Second)
	o.Silence = cmp.Or(o.Silence, 30*time.Second)
	return o
}

// A Bot answers in one Slack workspace over Socket Mode. [New] makes one.
type Bot struct {
	log      *slog.Logger
	api      *slack.Client
	answerer Answerer
	opts     Options
	store    *store.Store
	owner    string // tells this process from other replicas in the store
	health   storeHealth
	ownStore bool // it is closed when Run ends

	sm        *socketmode.Client
	self      identity // set by Run before the first envelope is read
	met       dedupe
	memory    memory
	talking   keyed // questions being answered, by channel and timestamp
	refused   refusals
	grants    grants
	directory directory
	limits    limits
	priors    priors
	house     house
	settings  settingsMemory
	atWork    working
	searches  *recent[string] // the newest change in each search that is open
	lately    *recent[string] // questions that the notes had nothing on, for who wants to ask the channel

	tips tipPool

	verbs      []verb
	actions    map[string]action
	views      map[string]view
	suggesters map[string]suggester
	shortcuts  map[string]shortcut

	slots     chan struct{} // one for each envelope in hand
	turning   chan struct{} // one for each person being told to ask again
	running   crew
	draining  atomic.Bool
	connected atomic.Bool
	beaten    atomic.Int64 // when the loop last turned, in Unix nanoseconds
	over      chan error   // what ends the bot, when that does not come from the connection
	lines     atomic.Int64 // how many times a connection was begun; tells envelopes of an old one apart
}

// New returns a bot that is not yet connected. The api carries both tokens; with slack.OptionRetryConfig it also waits for
// rate limits by itself.
func New(log *slog.Logger, api *slack.Client, answerer Answerer, opts Options) *Bot {
	opts = opts.withDefaults()
	b := &Bot{
		log: log, api: api, answerer: answerer, opts: opts,
		sm:    socketmode.New(api, socketmode.OptionPingInterval(opts.Silence)),
		met:   newDedupe(opts.Now),
		verbs: verbs(), actions: actions(), views: views(), suggesters: suggesters(), shortcuts: shortcuts(),
		slots:   make(chan struct{}, opts.Concurrency),
		turning: make(chan struct{}, turningAway),
		over:    make(chan error, 1),
	}
	b.memory = newMemory(b)
	b.keepIn(opts.Store)
	b.directory = newDirectory(b)
	b.limits.used = newRecent[spent](opts.Now, LimitWindow, looksKept)
	b.settings = newSettingsMemory(opts.Now)
	b.house.done = map[string]string{}
	b.searches = newRecent[string](opts.Now, searchLife, looksKept)
	b.lately = newRecent[string](opts.Now, searchLife, looksKept)
	return b
}

// How often the loop turns at least, and after how many turns missed it is taken for stuck. The clock is the machine's: a demo's may stand still.
const (
	beat        = time.Second
	missedBeats = 15
)

// Alive reports whether the loop that takes what Slack sends turns. It is false before Run and after it.
func (b *Bot) Alive() bool {
	last := time.Unix(0, b.beaten.Load())
	return time.Since(last) < missedBeats*beat
}

// Connected reports whether Slack has greeted the current connection. A connection on which Slack's pings stop for 30 s is
// dropped, so it does not stay true on a dead one for longer.
func (b *Bot) Connected() bool { return b.connected.Load() }

// Run connects and answers until ctx ends; call it once. Then it takes no more envelopes, finishes those in hand within
// Options.DrainTimeout, gives their acks time to leave, closes the connection and returns nil. It returns early with an
// error that says what to do when Slack refuses a token for good. While Slack cannot be reached it keeps trying.
func (b *Bot) Run(ctx context.Context) error {
	self, err := b.identify(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	b.self = self
	if b.ownStore {
		defer b.store.Close()
	}

	// Handlers and connection outlive ctx, or the answers in hand would end with it.
	line, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	work, abort := context.WithCancel(line)
	defer hangUp()
	defer abort()

	l := &link{sm: b.sm, ctx: line, ended: make(chan error, 1)}
	l.start()
	endTips, endHouse := b.startTips(ctx), b.startHouse(ctx)
	err = b.loop(ctx, work, l)
	endTips()
	endHouse()
	b.beaten.Store(0)
	b.drain(work, abort)
	b.connected.Store(false)
	hangUp()
	l.wait()
	return err
}

// hand runs f in a goroutine of its own if one of the slots is free, and reports whether it does.
func (b *Bot) hand(ctx context.Context, slots chan struct{}, f func(context.Context)) bool {
	select {
	case slots <- struct{}{}:
	default:
		return false
	}
	b.running.Go(func() {
		defer func() { <-slots }()
		defer func() {
			if p := recover(); p != nil {
				b.logPanic("", p)
			}
		}()
		f(ctx)
	})
	return true
}

// logPanic logs where it happened. The value may quote a question, a note or a secret, so only a runtime error's is shown, of others the type.
func (b *Bot) logPanic(ref string, p any) {
	if err, ok := p.(interface {
		error
		RuntimeError()
	}); ok {
		b.log.Error("panic", "ref", ref, "error", err, "stack", string(debug.Stack()))
		return
	}
	b.log.Error("panic", "ref", ref, "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
}
