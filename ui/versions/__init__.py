"""Versions of a text: which there are, what changed, and the marks that want a look."""
