// Package blockcheck checks Block Kit as strictly as Slack's documentation describes it, and says what is wrong in the words
// and with the JSON pointers that Slack uses.
//
// It is the simulated workspace's own reading of the limits, made apart from the code that renders messages: a mistake in
// one must not hide in the other. Where sources disagree it takes the stricter reading, so that what passes here is not
// refused there: one table a message, no card, carousel or alert in a message, no empty table cell, no value "" for align.
// It does not look for unknown fields, which Slack may refuse, and it does not know what a user, channel or file ID names.
package blockcheck
