"""Offline help and the sheet of shortcuts."""
