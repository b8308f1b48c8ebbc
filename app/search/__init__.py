"""The folded index and the query language."""
