// Package words holds archbot's own words in English, German, French and Spanish. The words of notes are never translated.
//
// A sentence is known by its English text, which stands where it is said:
//
//	say := words.In("de-AT")                // what is not known is English
//	say.Say("%d entries", n)                // "1 Eintrag", "3 Einträge"
//	label: words.Key("Share to channel")    // said later, by say.Say(label)
//
// The translations stand in JSON files beside this one, one an area (render.json, bot.json, …), each a list of entries:
//
//	{"en": "Share to channel", "de": "Im Kanal teilen", "fr": "Partager dans le canal", "es": "Compartir en el canal"}
//	{"en": {"one": "%d entry", "other": "%d entries"}, "de": {"one": "%d Eintrag", "other": "%d Einträge"}, …}
//
// An entry with forms is known by its English "other", and the first argument chooses the form. Where a language wants the arguments in
// another order it says %[2]s. A test reads the source and fails where a text that is said has no translation, where a translation is
// said nowhere, and where a translation takes other arguments than the English one.
package words
