"""Passphrase, recovery code, locking, copies and backups in the window."""
