"""EPUB books (EPUB 2.0.1 and 3.3)."""
