package main

import (
	"bufio"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// TestDemoNotes follows the place under an answer to the note it stands in.
func TestDemoNotes(t *testing.T) {
	cleanEnvironment(t)
	_, page := startDemo(t, "--notes", "testdata/notes")
	events := get(t, page+"/sim/events")
	defer events.Body.Close()
	say(t, page, "@archbot code review vs pair programming")
	leads := regexp.MustCompile(regexp.QuoteMeta(page) + `/notes/(teamwork\.md)#(L\d+)`)
	var link []string
	lines := bufio.NewScanner(events.Body)
	lines.Buffer(nil, 1<<20)
	for link == nil && lines.Scan() {
		link = leads.FindStringSubmatch(lines.Text())
	}
	if link == nil {
		t.Fatal("the answer leads to no note")
	}
	status, note := fetch(t, page+"/notes/"+link[1])
	if status != http.StatusOK || !strings.Contains(note, `<section id="`+link[2]+`">`) {
		t.Errorf("the note's page: %d, %s", status, note)
	}
	if status, _ := fetch(t, page+"/notes/../config.go"); status != http.StatusNotFound {
		t.Errorf("a file that is no note: %d", status)
	}
}
