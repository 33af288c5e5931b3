// Package pgtest starts throw-away PostgreSQL clusters for tests and benchmarks, from the binaries that are installed.
//
//	dsn := pgtest.Start(t, pgtest.Options{Required: required("postgres")})
//	db, err := sql.Open("pgx", dsn)
//
// A cluster listens on a Unix socket in a directory of its own and on nothing else. It is stopped and removed when the test ends, also
// when the test's process is killed: a shell that waits for the end of its input does it. PostgreSQL does not run as root, so that
// root has it run by the user postgres or nobody.
//
// Only tests import this package. It stands beside the store, whose tests need it most, and imports nothing of ours, not even a
// PostgreSQL client.
package pgtest
