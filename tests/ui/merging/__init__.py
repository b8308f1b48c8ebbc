"""The sheet of duplicates."""
