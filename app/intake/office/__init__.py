"""Documents of word processors: DOCX, ODT and RTF, through pandoc's readers."""
