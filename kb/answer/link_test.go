package answer

import (
	"testing"

	"archbot/kb"
)

func TestDeepLink(t *testing.T) {
	tests := []struct {
		link   string
		second int
		want   string
		exact  bool
	}{
		{"https://www.youtube.com/watch?v=KrrnUrPWUZY", 572, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=572s", true},
		{"http://youtube.com/watch?list=PL1&v=-avi_TZI9t2&t=10s&feature=share", 5, "https://www.youtube.com/watch?v=-avi_TZI9t2&t=5s", true},
		{"https://youtu.be/KrrnUrPWUZY?si=x", 1, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=1s", true},
		{"https://m.youtube.com/watch?v=KrrnUrPWUZY#t=4", 1, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=1s", true},
		{"https://www.youtube.com/embed/KrrnUrPWUZY?start=3", 1, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=1s", true},
		{"https://www.youtube.com/shorts/KrrnUrPWUZY", 0, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=0s", true},
		{"https://www.youtube.com/live/KrrnUrPWUZY", 1, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=1s", true},
		{"https://www.youtube-nocookie.com/embed/KrrnUrPWUZY", 1, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=1s", true},
		{"https://www.youtube.com/watch?v=KrrnUrPWUZY", -3, "https://www.youtube.com/watch?v=KrrnUrPWUZY&t=0s", true},
		{"https://vimeo.com/76979871", 90, "https://vimeo.com/76979871#t=90s", true},
		{"https://vimeo.com/channels/staffpicks/76979871", 90, "https://vimeo.com/76979871#t=90s", true},
		{"https://vimeo.com/76979871/0123abcdef", 90, "https://vimeo.com/76979871/0123abcdef#t=90s", true},
		{"https://player.vimeo.com/video/76979871?h=0123abcdef", 90, "https://vimeo.com/76979871?h=0123abcdef#t=90s", true},
		{"https://www.infoq.com/presentations/netflix-play-api/", 90, "https://www.infoq.com/presentations/netflix-play-api/", false},
		{"https://www.youtube.com/@channel", 90, "https://www.youtube.com/@channel", false},
		{"https://www.youtube.com/watch?v=<script>", 90, "https://www.youtube.com/watch?v=<script>", false},
		{"https://vimeo.com/about", 90, "https://vimeo.com/about", false},
		{"javascript:alert(1)", 90, "javascript:alert(1)", false},
		{"%zz", 90, "%zz", false},
		{"", 90, "", false},
	}
	for _, test := range tests {
		if got, exact := DeepLink(test.link, test.second); got != test.want || exact != test.exact {
			t.Errorf("DeepLink(%q, %d) = %q, %v, want %q, %v", test.link, test.second, got, exact, test.want, test.exact)
		}
	}
}

func FuzzDeepLink(f *testing.F) {
	f.Add("https://www.youtube.com/watch?v=KrrnUrPWUZY", 572)
	f.Add("https://player.vimeo.com/video/76979871", -1)
	f.Fuzz(func(t *testing.T, link string, second int) { DeepLink(link, second) })
}

func TestMomentString(t *testing.T) {
	tests := []struct {
		clip kb.Clip
		want string
	}{
		{kb.Clip{From: 572, To: 821}, "9:32–13:41"}, {kb.Clip{From: 3723, To: 7200}, "1:02:03–2:00:00"},
		{kb.Clip{From: 5}, "0:05"}, {kb.Clip{From: 9, To: 3}, "0:09"},
	}
	for _, test := range tests {
		if got := (Moment{Clip: test.clip}).String(); got != test.want {
			t.Errorf("%+v = %q, want %q", test.clip, got, test.want)
		}
	}
}
