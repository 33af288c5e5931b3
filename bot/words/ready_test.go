package words

import "testing"

// What is said without the catalogue's printer is what that says.
func TestReady(t *testing.T) {
	for code, p := range printers() {
		if len(p.ready) < 100 {
			t.Errorf("%s: only %d texts are ready", code, len(p.ready))
		}
		for key := range p.ready {
			n := len(verbsOf(key))
			for _, number := range []int{0, 1, 2, 3, 10, 21, 101, 999, 1000, 1_000_000, -1} {
				args := make([]any, n)
				for i, verb := range verbsOf(key) {
					args[i] = "a <b> %d"
					if verb == 'd' {
						args[i] = number + i
					}
				}
				if got, want := p.Say(key, args...), p.p.Sprintf(key, args...); got != want {
					t.Errorf("%s: %q with %v is %q, want %q", code, key, args, got, want)
				}
			}
		}
	}
}

// verbsOf are the verbs of a simple format.
func verbsOf(format string) (verbs []byte) {
	for i := range len(format) {
		if format[i] == '%' {
			verbs = append(verbs, format[i+1])
		}
	}
	return verbs
}
