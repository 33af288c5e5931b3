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

// PutSettings stores the settings of a channel or person, a small JSON, and who chose them.
func (s *Store) PutSettings(ctx context.Context, scope Scope, id, value, by string) error {
	_, err := s.exec(ctx, "save the settings", overPowerCut, `
		INSERT INTO settings (scope, id, value, by_id, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (scope, id) DO UPDATE SET value = excluded.value, by_id = excluded.by_id, at = excluded.at`,
		scope, id, value, by, millis(s.now()))
	return err
}
