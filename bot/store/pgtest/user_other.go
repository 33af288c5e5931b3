//go:build !unix

package pgtest

import "syscall"

// plainUser says nothing where there is no root.
func plainUser(string) (*syscall.SysProcAttr, error) { return nil, nil }
