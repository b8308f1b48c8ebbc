"""Citing in the window: the citation as one reads, the source, copying, export."""
