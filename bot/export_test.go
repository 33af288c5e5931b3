package bot

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"archbot/bot/render"
	"archbot/kb"
	"archbot/kb/answer"
)

// What the tests of this package reach into.

func Question(text, self string) string { return question(text, self) }

// VerbOf is the name of the verb that a text begins with; empty for a question.
func VerbOf(text string) string {
	if saysNothing(text) {
		return "help"
	}
	v, _, _ := findVerb(verbs(), text)
	return v.name
}

func OnlyLinks(payload string) bool { return onlyLinks(json.RawMessage(payload)) }

func Redact(err error) string { return redact(err) }

// Patiently sends m and waits as Slack asks.
func Patiently(ctx context.Context, m render.Message, send func(context.Context, render.Message) error) error {
	return patiently(ctx, m, send)
}

// FitsAck reports whether m may ride in the ack of an envelope.
func FitsAck(m render.Message, id string) bool { return fitsAck(m, id) }

// NewDedupe returns the memory's first method, and how many keys it holds.
func NewDedupe(now func() time.Time) (first func(string) bool, size func() int) {
	d := newDedupe(now)
	return d.first, d.size
}

// Remember returns the kinds of blocks given up after a refusal with these details, and whether m would be sent again.
func Remember(m render.Message, code string, details ...string) (kinds []slack.MessageBlockType, again bool) {
	var rs refusals
	kinds = rs.remember(render.Channel, m, &refusal{code: code, details: details})
	return kinds, !rs.any(render.Channel, m)
}

// Idle waits until nothing is in hand; nothing may be sent to the bot meanwhile.
func (b *Bot) Idle() { b.running.Wait() }

// LoseAck tells the bot that the ack that carried m could not be written, as the client does.
func (b *Bot) LoseAck(m render.Message, url string) {
	p := newPrivateMessage(m)
	p.rescue = func(ctx context.Context) { b.respond(ctx, url, ask{surface: render.Private}.shows("00000000", m)) }
	b.sm.Events <- socketmode.Event{Type: socketmode.EventTypeErrorWriteFailed, Data: &socketmode.ErrorWriteFailed{
		Cause: errors.New("broken pipe"), Response: &socketmode.Response{EnvelopeID: "lost", Payload: p}}}
}

// ShareValue is what the button under an answer carries.
func ShareValue(a answer.Answer) string { return shareValue(a) }

// ReadShare reads what a button carries.
func ReadShare(value string) (answer.Request, error) { return carried(value) }

// NewForgetful returns the methods of a memory that can be told to forget.
func NewForgetful() (first func(string) bool, forget func(string)) {
	d := newDedupe(time.Now)
	return d.first, d.forget
}

// Markdown is a message as the notes would have it.
var Markdown = markdown

// KeepHouse does once what is done by itself every minute.
func (b *Bot) KeepHouse(ctx context.Context) { b.keepHouse(ctx) }

// Held is how many things the bot holds in memory about what it has met.
func (b *Bot) Held() int {
	b.talking.mu.Lock()
	defer b.talking.mu.Unlock()
	return b.met.size() + b.memory.threads.size() + b.memory.answers.size() + len(b.talking.held)
}

// Keep sets how much the bot remembers in memory, before Run: of what it has met, and of conversations. What fills up within minutes instead
// of hours shows sooner whether anything else grows.
func (b *Bot) Keep(met, conversations int) {
	b.met.most, b.memory.threads.most, b.memory.answers.most = met, conversations, conversations
}

// MaxNear is how many topics a button carries that are near to what was asked.
const MaxNear = maxNear

// ReadWanted reads the topics that a button carries.
func ReadWanted(value string) (near [][]string, ok bool) {
	w, ok := readWanted(value)
	return w.Near, ok
}

// SettingsLevel is the level that stored settings ask for.
func SettingsLevel(value string) kb.Level { return decodeSettings(value).Level }

// Direct is the blocks as they are sent by response URL and in acks.
func Direct(blocks []slack.Block) []any { return direct(blocks) }
