package search

import "testing"

func TestTitleInLink(t *testing.T) {
	for link, want := range map[string]string{
		"https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html": "how distributed locking",
		"https://wiki.example.com/display/OPS/Kafka+consumer+lag":                    "Kafka consumer lag",
		"https://wiki.example.com/x/Why%20we%20left%20Mongo":                         "Why left Mongo",
		"https://example.com/a_b_c/the_end_of_http_2":                                "the end http",
		"https://www.youtube.com/watch?v=a-b-c-d":                                    "", // no title
		"https://example.com/release-notes":                                          "",
		"https://example.com":                                                        "",
		"https://example.com/one-two-three/x.y-z-w":                                  "one two three",
		"://": "",
		"":    "",
	} {
		if got := titleInLink(link); got != want {
			t.Errorf("%q: %q, want %q", link, got, want)
		}
	}
}
