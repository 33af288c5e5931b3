package bot

import (
	"context"
	"time"
)

// What a process remembers of its conversations. Beside it stands the store, which all replicas share and which outlives a restart; where
// it cannot be asked, what the process knows has to do.
const (
	threadLife  = 24 * time.Hour // how long a thread goes on without a mention
	threadsKept = 20_000         // in one process
	answerLife  = 24 * time.Hour // how long an edited question changes its answer
	answersKept = 50_000
)

// A thread is a conversation that the bot was called into.
type thread struct {
	Subject string    `json:"subject,omitempty"` // what was talked about last, as answer.Request.Context
	Asker   string    `json:"asker,omitempty"`   // who was answered last
	Quiet   bool      `json:"quiet,omitempty"`   // the bot was told to stop, or saw people talk to each other
	At      time.Time `json:"at"`                // when something was last said to the bot
}

// An answered is a question in a channel with the messages that answer it.
type answered struct {
	Replies []string `json:"replies"`           // timestamps of its messages
	Subject string   `json:"subject,omitempty"` // of the thread before the question
	Place   place    `json:"place"`             // where the question was asked
}

// A memory is what the bot remembers of conversations.
type memory struct {
	threads *recent[thread]
	answers *recent[answered]
}

func newMemory(now func() time.Time) memory {
	return memory{newRecent[thread](now, threadLife, threadsKept), newRecent[answered](now, answerLife, answersKept)}
}

// thread gives the conversation in a thread; false where the bot was not called into it.
func (m memory) thread(_ context.Context, channel, ts string) (thread, bool) {
	return m.threads.get(channel + " " + ts)
}

func (m memory) keepThread(_ context.Context, channel, ts string, t thread) {
	m.threads.put(channel+" "+ts, t)
}

// answer gives what a question was answered with; false where it was not, or long ago.
func (m memory) answer(_ context.Context, channel, ts string) (answered, bool) {
	return m.answers.get(channel + " " + ts)
}

func (m memory) keepAnswer(_ context.Context, channel, ts string, a answered) {
	m.answers.put(channel+" "+ts, a)
}

func (m memory) forgetAnswer(_ context.Context, channel, ts string) {
	m.answers.forget(channel + " " + ts)
}
