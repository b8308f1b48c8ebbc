"""Searching the texts of the library."""
