// Package tips decides which tip is posted where and when: a short, good thing to know from the notes, in the channel's own time, once.
// It knows no Slack; what it needs done there it asks of a [Poster].
//
// # What people type
//
//	daily 9:30 Europe/Berlin weekdays topic:messaging level:medium
//	now · pause 2w · pause until 2026-12-24 · resume · off · list
//
// [Parse] reads it. The words of a plan may stand in any order, and what is left out has a default; [Plan.String] writes them again.
//
// Topics and a level narrow what comes, kinds too; "pause 2w" and "pause until 2026-12-24" end by themselves. A plan with "recap" also tells on
// Fridays what the channel asked, what was liked and what the notes lack.
//
// # When
//
// A [Plan] names a time of day and weekdays on the clocks of one zone; [Plan.Next] says at which instant that comes next. Which days come
// is left to gronx, a well-kept cron library. None of the libraries looked at (gronx, robfig/cron, netresearch/go-cron, rrule-go) is
// right when clocks are put forward or back: they skip the day, or run twice, or run at the second of two equal hours. So gronx is
// asked in UTC, where every day has 24 hours, and wall.go turns day and time of day into an instant: a time that is skipped is the
// first minute after it, one that comes twice is the first. After an outage a tip comes late, up to four hours; then it is skipped, and the
// log says so. A channel that cannot be posted to (archived, the bot removed, a permission missing) has its tips stopped, and who asked for
// them is told once.
//
// # Which
//
// A [Pool] holds the blocks that read well alone (alone.go says what that is): tips, warnings, remember, pros, cons, use-case, causation, why. [Pool.Choose] picks one for a channel from what the
// channel has had: none again until all have been used, topics in turn, levels mixed, votes shifting the order gently; what people found unclear returns once, with its why. It is a pure
// function of its arguments, so replicas agree.
//
// # Once, and on time
//
// The schedule is in the store. A [Runner] looks for due plans at short intervals, by the clock it is given; nothing waits for a timer of
// its own. See [Runner] for what happens when a process dies in between.
package tips
