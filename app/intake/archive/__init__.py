"""ZIP archives, and the document formats that are one: checked before anything in them is read."""
