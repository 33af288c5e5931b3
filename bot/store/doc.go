// Package store is what must outlive a restart, and what several replicas share: conversations and answers, tips and when they are due,
// votes, gaps, settings, limits, and which events have been met.
//
// # Where
//
// [Open] takes a file for SQLite (the default, for one process), an address of PostgreSQL (for replicas), or [Memory]. The statements are
// the same for both engines, with ? for an argument; so are the tests. Instants are stored as milliseconds of UTC, by the clock that Open
// was given; lists as JSON.
//
// # For how long
//
// Events that have been met are forgotten after a day, conversations and answers after 30 days, votes and gaps after 180 (see [Store.Prune]);
// subscriptions, settings and which tips a channel has had stay. [Store.Forget] deletes at once what is stored of a person. A file that is damaged is moved aside, never
// deleted, and a new one begun.
//
// # The schema
//
// migrations/ holds its versions, applied by goose at Open, forward only, under a lock: PostgreSQL's advisory lock, or SQLite's own on an
// empty file beside the database. A database that a newer archbot has used is refused with a message. A released version is never edited.
//
// # What a call promises
//
// What has been confirmed is kept: over the death of the process always; over a power cut where a person would miss it (subscriptions,
// posts, votes, settings), in SQLite by synchronous=FULL for that commit. A call made again after an error does no harm: nothing but
// counters (gaps, limits) counts twice.
//
// A call ends with its context, or after ten seconds. What fails says what was to be done, why it failed and what a person can do about
// it, with no password in it. errors.Is(err, [ErrDown]) is for what passes: no connection, a full disk, a lock held by somebody else. The
// caller goes on without memory then; the store heals by itself, also where the database was away when it was opened.
package store
