"""The text's margin, and what the reader decides."""
