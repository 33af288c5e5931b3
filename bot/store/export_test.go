package store

import "database/sql"

// Writer is the connection that writes, for tests that hurt it.
func (s *Store) Writer() *sql.DB { return s.writer }
