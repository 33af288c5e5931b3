package store

import "context"

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

// PutSettings stores the settings of a channel or person, a small JSON, and who chose them.
func (s *Store) PutSettings(ctx context.Context, scope Scope, id, value, by string) error {
	_, err := s.exec(ctx, "save the settings", overPowerCut, `
		INSERT INTO settings (scope, id, value, by_id, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (scope, id) DO UPDATE SET value = excluded.value, by_id = excluded.by_id, at = excluded.at`,
		scope, id, value, by, millis(s.now()))
	return err
}
