package main

// What a machine lends most programs is in this one, so that it runs on an empty disk: the time zones for tips and the certificate
// authorities for Slack. A machine's own come first where it has some.
import (
	_ "time/tzdata"

	_ "golang.org/x/crypto/x509roots/fallback"
)
