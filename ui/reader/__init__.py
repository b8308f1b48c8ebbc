"""The reader: the text with its marks, and what stands in its margin."""
