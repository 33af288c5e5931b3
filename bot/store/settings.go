package store

import (
	"context"
	"database/sql"
)

// A Scope says whose settings they are.
type Scope string

// The scopes of settings.
const (
	OfChannel Scope = "channel"
	OfPerson  Scope = "person"
)

// Settings gives the settings of a channel or person, the JSON that was put there; false where there are none.
func (s *Store) Settings(ctx context.Context, scope Scope, id string) (value string, found bool, err error) {
	found, err = s.get(ctx, "read the settings", &value, `SELECT value FROM settings WHERE scope = ? AND id = ?`, scope, id)
	return value, found, err
}

// A Setting is what a channel or person has chosen.
type Setting struct {
	ID    string
	Value string // the JSON that was put there
}

// AllSettings gives the settings of all channels or persons that have any, by ID.
func (s *Store) AllSettings(ctx context.Context, scope Scope) (all []Setting, err error) {
	err = s.read(ctx, "read all settings", func(d desk) error {
		all = nil
		return d.each(`SELECT id, value FROM settings WHERE scope = ? ORDER BY id`, []any{scope}, func(rows *sql.Rows) error {
			var one Setting
			err := rows.Scan(&one.ID, &one.Value)
			all = append(all, one)
			return err
		})
	})
	return all, err
}

// PutSettings stores the settings of a channel or person, a small JSON, and who chose them, if they are still what they were, empty for none.
// It reports whether they were: another replica may have changed them meanwhile.
func (s *Store) PutSettings(ctx context.Context, scope Scope, id, was, value, by string) (bool, error) {
	query := `UPDATE settings SET value = ?, by_id = ?, at = ? WHERE scope = ? AND id = ? AND value = ?`
	args := []any{value, by, millis(s.now()), scope, id, was}
	if was == "" {
		query, args = `INSERT INTO settings (value, by_id, at, scope, id) VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, id) DO NOTHING`, args[:5]
	}
	n, err := s.exec(ctx, "save the settings", overPowerCut, query, args...)
	return n == 1, err
}
