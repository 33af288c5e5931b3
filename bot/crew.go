package bot

import "sync"

// A crew is work in goroutines that can be waited for while more of it may begin, which a sync.WaitGroup does not allow: envelopes still
// come while the bot ends. The zero value is ready.
type crew struct {
	mu   sync.Mutex
	busy int
	idle chan struct{} // closed when nobody is busy; nil while nobody waits
}

// Go runs f in a goroutine of its own.
func (c *crew) Go(f func()) {
	c.mu.Lock()
	c.busy++
	c.mu.Unlock()
	go func() {
		defer c.done()
		f()
	}()
}

func (c *crew) done() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy--; c.busy == 0 && c.idle != nil {
		close(c.idle)
		c.idle = nil
	}
}

// Wait returns at the first moment at which nothing runs.
func (c *crew) Wait() {
	c.mu.Lock()
	if c.busy == 0 {
		c.mu.Unlock()
		return
	}
	if c.idle == nil {
		c.idle = make(chan struct{})
	}
	idle := c.idle
	c.mu.Unlock()
	<-idle
}
