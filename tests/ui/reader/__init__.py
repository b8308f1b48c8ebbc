"""Tests of the page: offsets, marks, painting, caret."""
