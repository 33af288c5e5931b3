package bot

import "context"

// A person waits for the answer to a command; what need not be done before it is sent, such as the log's line on it, is put off until then.
// It is done in the same goroutine, which the end of the process waits for.

type putOffKey struct{}

// puttingOff is a context in which [putOff] only notes what is to be done; done does all of it.
func puttingOff(ctx context.Context) (inner context.Context, done func()) {
	var list []func()
	return context.WithValue(ctx, putOffKey{}, &list), func() {
		for _, f := range list {
			f()
		}
	}
}

// putOff does something when the answer is sent, or now where nobody waits for one.
func putOff(ctx context.Context, f func()) {
	if list, ok := ctx.Value(putOffKey{}).(*[]func()); ok {
		*list = append(*list, f)
		return
	}
	f()
}
