package store

import "database/sql"

// Writer is the connection that writes, for tests that hurt it.
func (s *Store) Writer() *sql.DB { return s.writer }

// Place is what is logged of an address of PostgreSQL, which is not connected to.
func Place(address string) (string, error) {
	s := &Store{}
	if err := s.openPostgres(address); err != nil {
		return "", err
	}
	defer s.writer.Close()
	return s.place, nil
}
