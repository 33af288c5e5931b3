package main

import "log/slog"

// redacted is what is shown in place of a secret.
const redacted = "[redacted]"

// A secret is a token. However it is printed, logged or encoded, it shows nothing of itself; only reveal hands it out.
type secret struct{ value string }

func (s secret) reveal() string { return s.value }

func (s secret) empty() bool { return s.value == "" }

// String stands in for the token in %v and %s, as the methods below do elsewhere.
func (s secret) String() string { return redacted }

// GoString stands in for the token in %#v.
func (s secret) GoString() string { return redacted }

// LogValue stands in for the token in slog.
func (s secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText stands in for the token in JSON and the like.
func (s secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// UnmarshalText takes the token from the environment. It never fails, because envconfig's error would show the value.
func (s *secret) UnmarshalText(text []byte) error {
	s.value = string(text)
	return nil
}
