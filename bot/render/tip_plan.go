package render

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"archbot/bot/words"
	"archbot/kb"
)

// A TipsPlan is when a channel gets tips and of what, to be told in a sentence.
type TipsPlan struct {
	Channel string
	At      string         // the time of day, "9:30"
	Zone    string         // whose clocks show it
	Days    []time.Weekday // from Monday on; none means all
	Topics  []string       // none means all
	Level   kb.Level
	Kinds   []kb.Kind // none means all
	Recap   bool
	Typed   string    // the same in the words that set it, behind the command
	Next    time.Time // the next one, in Zone; zero for none
	Now     time.Time // by which a date in another year bears that
}

// TipsState says how the tips of a channel are: when they come and of what, when the next one comes, and what to type to change that.
func TipsState(p TipsPlan, o Options) Message {
	v := o.voice()
	return notice(v.Say("Tips in %s: %s. The next one comes on %s. To change that: %s",
		v.tipsPlace(p.Channel), plain(v.plan(p)), plain(v.date(p.Next, p.Now)), code(o.command()+" "+p.Typed)))
}

// TipsPaused says when the tips of a channel go on.
func TipsPaused(p TipsPlan, o Options) Message {
	v := o.voice()
	return notice(v.Say("Tips in %s pause. The next one comes on %s.", v.tipsPlace(p.Channel), plain(v.date(p.Next, p.Now))))
}

// TipsStopped says that the tips of a channel are stopped, and what to type to have them again.
func TipsStopped(p TipsPlan, o Options) Message {
	v := o.voice()
	return notice(v.Say("Tips in %s are stopped, because I cannot post there. Set them up again with: %s", v.tipsPlace(p.Channel), code(o.command()+" "+p.Typed)))
}

// tipsPlace names a channel, or a person's direct messages.
func (v voice) tipsPlace(channel string) string {
	if channelID.MatchString(channel) {
		return "<#" + channel + ">"
	}
	return v.Say("your direct messages with me")
}

// plan is a plan in words, without a full stop: "every weekday at 9:30 (Europe/Berlin), on messaging, up to medium".
func (v voice) plan(p TipsPlan) string {
	parts := []string{v.planDays(p)}
	if len(p.Topics) > 0 {
		parts = append(parts, v.Say("on %s", v.list(p.Topics)))
	}
	if p.Level != kb.AnyLevel {
		parts = append(parts, v.Say(upTo[p.Level]))
	}
	if len(p.Kinds) > 0 {
		kinds := make([]string, len(p.Kinds))
		for i, k := range p.Kinds {
			kinds[i] = v.kind(k)
		}
		parts = append(parts, v.Say("only %s", v.list(kinds)))
	}
	if p.Recap {
		parts = append(parts, v.Say("on Fridays with what the week brought"))
	}
	return strings.Join(parts, ", ")
}

func (v voice) planDays(p TipsPlan) string {
	switch fmt.Sprint(p.Days) {
	case "[]", "[Monday Tuesday Wednesday Thursday Friday Saturday Sunday]":
		return v.Say("every day at %s (%s)", p.At, p.Zone)
	case "[Monday Tuesday Wednesday Thursday Friday]":
		return v.Say("every weekday at %s (%s)", p.At, p.Zone)
	}
	days := make([]string, len(p.Days))
	for i, d := range p.Days {
		days[i] = v.dayWithin(d)
	}
	return v.Say("every %s at %s (%s)", v.list(days), p.At, p.Zone)
}

// list is names in a row, "a, b and c".
func (v voice) list(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + v.Say("and") + " " + names[last]
}

// dayWithin is a weekday within a sentence, where French and Spanish write it small.
func (v voice) dayWithin(d time.Weekday) string {
	if l := v.Language(); l == "fr" || l == "es" {
		return strings.ToLower(v.day(d))
	}
	return v.day(d)
}

// monthNames are the months, as they stand within a date.
var monthNames = [...]string{words.Key("January"), words.Key("February"), words.Key("March"), words.Key("April"), words.Key("May"), words.Key("June"),
	words.Key("July"), words.Key("August"), words.Key("September"), words.Key("October"), words.Key("November"), words.Key("December")}

// Date is a moment as people say it in the reader's language, in its own zone; see [TipsPlan].Now. It is not escaped.
func Date(t, now time.Time, o Options) string { return o.voice().date(t, now) }

// date is a moment as people say it, "Monday, 30 November, 9:30", with the year where that is not the one of now.
func (v voice) date(t, now time.Time) string {
	month := v.Say(monthNames[t.Month()-time.January])
	if t.Year() != now.In(t.Location()).Year() {
		month = v.Say("%s %s", month, strconv.Itoa(t.Year()))
	}
	return v.Say("%s, %d %s, %s", v.dayWithin(t.Weekday()), t.Day(), month, fmt.Sprintf("%d:%02d", t.Hour(), t.Minute()))
}
