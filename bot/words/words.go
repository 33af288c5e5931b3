package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

//go:embed *.json
var files embed.FS

// tags are the languages that archbot speaks, its own first.
var tags = []language.Tag{language.English, language.German, language.French, language.Spanish}

// A Printer says archbot's words in one language; the zero Printer in English. Any number of goroutines may use it.
type Printer struct {
	code  string
	p     *message.Printer
	ready map[string]Text // texts that fmt can print as well, by key: nearly all
}

// In returns the printer for a locale as Slack writes it ("de-DE", "fr_CA", "es"); English for one that is not spoken, or for none.
func In(locale string) Printer {
	all := printers()
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(locale), "_", "-"), "-")
	if p, ok := all[code]; ok {
		return p
	}
	return all[language.English.String()]
}

// Languages are the codes of the languages spoken ("en", "de", "fr", "es"), English first.
func Languages() []string {
	codes := make([]string, len(tags))
	for i, t := range tags {
		codes[i] = t.String()
	}
	return codes
}

// Say is the text known by key, with its arguments as fmt formats them; numbers are grouped as the language does.
func (p Printer) Say(key string, args ...any) string {
	if p.p == nil {
		p = In("")
	}
	if t, ok := p.ready[key]; ok && plain(args) {
		return t.say(p.code, args)
	}
	return p.p.Sprintf(key, args...)
}

// plain reports whether arguments are printed alike in all languages: texts and small numbers.
func plain(args []any) bool {
	for _, arg := range args {
		switch arg := arg.(type) {
		case string:
		case int:
			if arg < 0 || arg > 999 { // from where on they are grouped
				return false
			}
		default:
			return false
		}
	}
	return true
}

// say prints the text in its language.
func (t Text) say(code string, args []any) string {
	if len(args) == 0 {
		return t.Other
	}
	if n, ok := args[0].(int); ok && t.One != "" && (n == 1 || n == 0 && code == "fr") {
		return fmt.Sprintf(t.One, args...)
	}
	return fmt.Sprintf(t.Other, args...)
}

// simple reports whether all that a text has to be filled in are texts and numbers in order.
func (t Text) simple() bool {
	for _, form := range []string{t.One, t.Other} {
		if strings.Count(form, "%") != strings.Count(form, "%s")+strings.Count(form, "%d") || strings.Contains(form, "$") {
			return false
		}
	}
	return true
}

// Language is the code of the printer's language, such as "de".
func (p Printer) Language() string { return p.code }

// Key marks a text as one that is said later: a table or a constant holds it.
func Key(text string) string { return text }

// An Entry is one text in all languages, by language code, as the JSON files have it.
type Entry map[string]Text

// A Text is an entry in one language: as it is, or in the plural forms one and other.
type Text struct{ One, Other string }

// UnmarshalJSON reads a string or an object of the two forms.
func (t *Text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &t.Other)
	}
	var forms struct{ One, Other string }
	if err := json.Unmarshal(data, &forms); err != nil {
		return err
	}
	if forms.One == "" || forms.Other == "" {
		return fmt.Errorf("read text %s: needs the forms one and other", data)
	}
	*t = forms
	return nil
}

// Entries reads all translations, by file.
func Entries() (map[string][]Entry, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("list translations: %w", err)
	}
	all := map[string][]Entry{}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read translations: %w", err)
		}
		var list []Entry
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("read translations %q: %w", name, err)
		}
		all[name] = list
	}
	return all, nil
}

// printers makes the catalogue once. The files are part of the program and tested, so what is wrong in them leaves English.
var printers = sync.OnceValue(func() map[string]Printer {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	ready := map[language.Tag]map[string]Text{}
	for _, tag := range tags {
		ready[tag] = map[string]Text{}
	}
	entries, _ := Entries()
	for _, list := range entries {
		for _, e := range list {
			for _, tag := range tags {
				if t, ok := e[tag.String()]; ok {
					key := e[language.English.String()].Other
					_ = b.Set(tag, key, t.message())
					if t.simple() {
						ready[tag][key] = t
					}
				}
			}
		}
	}
	all := map[string]Printer{}
	for _, tag := range tags {
		all[tag.String()] = Printer{tag.String(), message.NewPrinter(tag, message.Catalog(b)), ready[tag]}
	}
	return all
})

// message is the text as the catalogue takes it. Which number is "one" is the language's affair: in French 0 is, too.
func (t Text) message() catalog.Message {
	if t.One == "" {
		return catalog.String(t.Other)
	}
	return plural.Selectf(1, "%d", plural.One, t.One, plural.Other, t.Other)
}
