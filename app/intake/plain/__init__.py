"""Plain text, and plain text in the manner of a wiki."""
