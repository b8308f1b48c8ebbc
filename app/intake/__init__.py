"""A file in, a Document's content out: one reader per format."""
