"""Versions of a text in the window."""
