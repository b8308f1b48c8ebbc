"""Highlights and anchors: where a mark stands, and its exchange forms."""
