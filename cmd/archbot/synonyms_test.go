package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadSynonyms(t *testing.T) {
	dir := t.TempDir()
	note := filepath.Join(dir, "a.md")
	write := func(file, text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(note, "# A\n\nText.\n")
	if own, err := readSynonyms(dir); own != nil || err != nil {
		t.Errorf("no file: %v, %v", own, err)
	}
	write(filepath.Join(dir, synonymsFile), "\ufeffhermes = event backbone\r\nlonely\n")
	for _, path := range []string{dir, note} {
		own, err := readSynonyms(path)
		if own == nil || own.Len() != 2 {
			t.Errorf("%s: %v, want the two entries of the good line", path, own)
		}
		if err == nil || !strings.Contains(err.Error(), "synonyms.txt: vocabulary line 2: \"lonely\"") {
			t.Errorf("%s: error %v, want one that names file and line", path, err)
		}
	}
	write(filepath.Join(dir, synonymsFile), strings.Repeat("a = b\n", mostSynonyms/6+1))
	if own, err := readSynonyms(dir); own != nil || err == nil {
		t.Errorf("too large a file: %v, %v", own, err)
	}
}
